"""Who says some words in a copy, as far as the words about them say it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dashboard.provenance import copied_text
from dashboard.provenance.claims import Finding
from dashboard.provenance.copied_text import Copy
from dashboard.text.signs import LIGATURES, WIDE, seen
from dashboard.text.tokens import fold, shaped

# A word of a sentence, its apostrophes with it.
_WORD: Final = re.compile(r"\w+(?:['’.]\w+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
# What begins with a capital at a sentence's head, and names nobody.
_NOBODY: Final = frozenset(
    """
    he she it they we i you the a an this that these those his her their its
    who but and as so in on at if when mr mrs ms dr sir monday tuesday
    wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905 - words are read as words
)
# Words that turn what is said into what is not; in some languages of newspapers.
_NOT: Final = frozenset(
    """
    not never no nobody none neither nor cannot without hardly denied denies
    denying deny false falsely untrue wrongly nicht nie niemals niemand kein
    keine keiner ne pas jamais aucun nunca jamás não non mai niet nooit geen
    inte aldrig ikke aldri не никогда нет nigdy
    """.split()  # noqa: SIM905 - words are read as words
)
_NEGATED: Final = re.compile(r"n['’]t$")
_MOST: Final = 12  # Words of a cue and a name side by side.
_BESIDE: Final = 4  # Words before a cue among which a “not” belongs to it.
# Between words and what attributes them nothing else stands: “…,” said; said that “….
_JOINTS: Final = re.compile(r"[\s,:;“”\"'`‘’«»„—–-]*(?:that)?[\s,:;“”\"'`‘’«»„—–-]*")
_ENDS: Final = re.compile(r"[\s.!?…,;“”\"'`‘’«»„)(]*")


class Said(NamedTuple):
    """
    What a copy says of who says a row's words.

    `against` speaks against the record, `lacking` is what could not be compared, both
    "" where there is nothing; `is_whole` where the sentence has the words, their cue
    and their speaker's name, and no more.
    """

    against: str = ""
    lacking: str = ""
    is_whole: bool = False


class Names:
    """The names of all who speak or pass on words in a record, by their words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, set[str]] = {}
        for name in names:
            for word in _WORD.findall(_bare(name)):
                if word[:1].isupper():
                    self._by_word.setdefault(_folded(word), set()).add(name)

    def meant(self, words: Sequence[str]) -> set[str]:
        """
        Return whom words may name: those of whose names most of them are.
        """
        found = Counter(
            name for word in words for name in self._by_word.get(_folded(word), ())
        )
        most = max(found.values(), default=0)
        return {name for name, number in found.items() if number == most}


class _Stretch(NamedTuple):
    """Where a word of a sentence stands, and the word."""

    start: int
    end: int
    word: str


def said(copy: Copy, finding: Finding, names: Names) -> Said:
    """
    Compare what stands about a row's words with the row's cue and speaker.
    """
    claim = finding.claim
    start, end = finding.start, finding.end
    if not claim.cue and not claim.speaker:
        return Said(lacking="the record does not say by which words it is attributed")
    text, at_words = _about(copy, finding, *copied_text.sentence(copy, start, end))
    zone = _words(text)
    cue = [_folded(word) for word in _cue_words(claim.cue)]
    at = _nearest(zone, cue, at_words) if cue else None
    lacking = ""
    if cue and at is None:
        is_filled = not zone
        wide = copied_text.paragraph_about(copy, start, end)
        text, at_words = _about(copy, finding, *wide)
        zone = _words(text)
        at = _nearest(zone, cue, at_words)
        if at is None:
            return Said(
                against="your copy does not have beside them the words by which the"
                f" record attributes them, “{claim.cue}”"
            )
        # Words that fill their sentence are attributed by another of the paragraph.
        if not is_filled and claim.speaker not in names.meant(_cue_words(claim.cue)):
            lacking = f"“{claim.cue}” stands in another sentence of their paragraph"
    if at is None:
        return _by_name_alone(zone, finding, names)
    first, last = at
    turned = _negation(zone, first, last, at_words, cue)
    if turned:
        return Said(
            against=f"your copy has “{turned}” beside “{claim.cue}”, and the record"
            " has not"
        )
    if lacking or claim.speaker in names.meant(_cue_words(claim.cue)):
        return Said(lacking=lacking)  # A credit is cue and speaker at once.
    run = _beside(text, zone, first, last)
    if run:
        words = [one.word for one in zone[run[0] : run[1]]]
        meant = names.meant(words)
        if claim.speaker in meant:
            return Said(is_whole=_is_whole(text, zone, at_words, at, run))
        printed = text[zone[run[0]].start : zone[run[1] - 1].end]
        if meant and not meant & set(claim.relays):
            return Said(
                against=f"your copy names “{printed}” beside “{claim.cue}”, the record"
                f" names {claim.speaker}"
            )
        if not _full_name(zone, claim.speaker):
            return Said(lacking=f"“{printed}” stands there, not {claim.speaker}")
    return _by_name_alone(zone, finding, names)


def _about(copy: Copy, finding: Finding, low: int, high: int) -> tuple[str, int]:
    """
    What stands about a row's words, without what nobody sees, and where they stand in
    it: one sign, which is no word, is there for them.
    """
    before = _plainly(copy.text[min(low, finding.start) : finding.start])
    behind = _plainly(copy.text[finding.end : max(high, finding.end)])
    return f"{before}\0{behind}", len(before)


def _plainly(text: str) -> str:
    text = seen(text).translate(LIGATURES | WIDE)
    return " ".join(unicodedata.normalize("NFC", f"|{text}|").split())[1:-1]


def _by_name_alone(zone: list[_Stretch], finding: Finding, names: Names) -> Said:
    """What the names of a sentence say, where none stands at the cue itself."""
    claim = finding.claim
    is_named, others = _full_name(zone, claim.speaker), set()
    for begin, stop in _runs(zone):
        meant = names.meant([one.word for one in zone[begin:stop]])
        is_named = is_named or claim.speaker in meant
        is_told = bool(meant & {claim.speaker, *claim.relays})
        others |= set() if is_told else meant
    if not is_named:
        return Said(lacking=f"{claim.speaker} is not named beside them")
    if others:
        return Said(lacking=f"{min(others)} is named beside them too")
    return Said()


def _bare(name: str) -> str:
    """A name without what a coder put in brackets behind it."""
    return name.partition(" (")[0]


def _cue_words(cue: str) -> list[str]:
    return _WORD.findall(cue)


def _folded(word: str) -> str:
    return fold(_POSSESSIVE.sub("", shaped(word)).strip("."))


def _words(text: str) -> list[_Stretch]:
    """The words of a text, the sign that stands for a row's words left out."""
    return [
        _Stretch(found.start(), found.end(), found.group())
        for found in _WORD.finditer(text)
    ]


def _nearest(
    zone: list[_Stretch], cue: list[str], at_words: int
) -> tuple[int, int] | None:
    """
    Where a cue stands nearest to a row's words: the first and behind the last of its
    words. Words of it may stand apart: “called the promise …”, “see … as”.
    """
    folded = [_folded(one.word) for one in zone]
    found = [
        (at, at + len(cue))
        for at in range(len(folded) - len(cue) + 1)
        if folded[at : at + len(cue)] == cue
    ]
    if not found and len(cue) > 1:
        places, at = [], 0
        for word in cue:
            try:
                at = folded.index(word, at) + 1
            except ValueError:
                return None
            places.append(at - 1)
        return places[0], places[0] + 1
    return min(
        found,
        key=lambda one: max(
            at_words - zone[one[1] - 1].end, zone[one[0]].start - at_words
        ),
        default=None,
    )


def _negation(
    zone: list[_Stretch], first: int, last: int, at_words: int, cue: list[str]
) -> str:
    """A word beside a cue that turns it, "" for none."""
    is_before = zone[first].start < at_words
    before = [
        one for one in zone[max(first - _BESIDE, 0) : first]
        if (one.start < at_words) == is_before
    ]  # fmt: skip
    between = (
        [one for one in zone[last:] if one.start < at_words]
        if is_before
        else [one for one in zone[:first] if one.start > at_words]
    )
    for one in (*before, *between):
        word = _folded(one.word)
        is_not = word in _NOT or _NEGATED.search(one.word)
        if is_not and word not in cue:
            return one.word
    return ""


def _is_name(word: str) -> bool:
    return word[:1].isupper() and _folded(word) not in _NOBODY


def _beside(
    text: str, zone: list[_Stretch], first: int, last: int
) -> tuple[int, int] | None:
    """The words with capitals that stand at a cue: before it, else behind it."""
    begin = first
    while begin and _is_name(zone[begin - 1].word) and _joins(text, zone, begin - 1):
        begin -= 1
    if begin < first:
        return begin, first
    stop = last
    if stop < len(zone) and _folded(zone[stop].word) == "the":
        stop += 1
    begin = stop
    while (
        stop < len(zone) and _is_name(zone[stop].word) and _joins(text, zone, stop - 1)
    ):
        stop += 1
    return (begin, stop) if stop > begin else None


def _joins(text: str, zone: list[_Stretch], number: int) -> bool:
    """Tell whether nothing but space stands between a word and the next."""
    if not 0 <= number < len(zone) - 1:
        return False
    between = text[zone[number].end : zone[number + 1].start]
    return len(between) <= 3 and not between.strip(" \u00a0-–.")


def _runs(zone: list[_Stretch]) -> Iterable[tuple[int, int]]:
    """Words with capitals that follow one another, each run of them once."""
    begin = 0
    for at in range(len(zone) + 1):
        if at < len(zone) and _is_name(zone[at].word):
            continue
        if begin < at:
            yield begin, at
        begin = at + 1


def _full_name(zone: list[_Stretch], name: str) -> bool:
    """Tell whether a whole name stands among words, as one in small letters may."""
    sought = [_folded(word) for word in _WORD.findall(_bare(name))]
    folded = [_folded(one.word) for one in zone]
    return bool(sought) and any(
        folded[at : at + len(sought)] == sought
        for at in range(len(folded) - len(sought) + 1)
    )


def _is_whole(
    text: str,
    zone: list[_Stretch],
    at_words: int,
    cue: tuple[int, int],
    run: tuple[int, int],
) -> bool:
    """Tell whether a sentence holds words, cue and name, side by side, and no more."""
    first, last = min(cue[0], run[0]), max(cue[1], run[1])
    begin, end = zone[first].start, zone[last - 1].end
    if last - first > _MOST:
        return False
    if end <= at_words:
        outer, joint, beyond = text[:begin], text[end:at_words], text[at_words + 1 :]
    else:
        outer, joint, beyond = text[:at_words], text[at_words + 1 : begin], text[end:]
    return bool(
        _ENDS.fullmatch(outer) and _JOINTS.fullmatch(joint) and _ENDS.fullmatch(beyond)
    )
