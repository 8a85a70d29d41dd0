"""Pairs of quotation marks in a text, apostrophes told from marks."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

# Marks that open and close by their own shape; “ closes what „ opens.
CLOSES: Final = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "「": "」", "『": "』",
    "〝": "〞〟", "＂": "＂", "‘": "’", "‚": "‘’",
}  # fmt: skip
_CLOSERS: Final = frozenset("".join(CLOSES.values()))
# Marks that open in some languages (»so«, ”så”) what they close in others.
_TURNED: Final = {"»": "«", "›": "‹", "”": "”"}
_SIGN: Final = re.compile(r"[“”„‟«»‹›「」『』〝〞〟＂‘’‚\"']")
_PARAGRAPH: Final = re.compile(r"[^\r\n]+")
# Words and numbers that lose their beginning to an apostrophe: ’90s, ’em.
_ELISION: Final = re.compile(
    r"['‘’](?:\d0s\b|\d\ds?\b|(?:em|tis|twas|til|till|cause|n|round|bout)\b)", re.I
)
_BEFORE: Final = " \t\u00a0\u202f\u3000([{<—–-/“„«‹「『‘‚\"'"


class Pair(NamedTuple):
    """
    What stands between two marks, from `start` to `end`; `is_paired` is False for a
    mark that lacks its other, whose words run to the end of its paragraph.
    """

    start: int
    end: int
    is_paired: bool


def pairs(text: str) -> list[Pair]:
    """
    Return every pair of quotation marks in a text and every mark without its other.

    In the order in which they open. A pair stands within one paragraph; where several
    paragraphs open with a mark and only the last closes, each is a pair of its own.
    """
    found: list[Pair] = []
    opened: list[tuple[str, int, int]] = []  # Left open by the paragraph before.
    for line in _PARAGRAPH.finditer(text):
        begins = line.group().lstrip()[:1]
        for sign, start, end in opened:
            goes_on = sign == begins or (sign == "„" and begins == "“")
            found.append(Pair(start, end, goes_on))
        opened = []
        for pair in _in_paragraph(text, line.start(), line.end()):
            if pair.is_paired or text[pair.start - 1] in _CLOSERS - set(CLOSES):
                found.append(pair)
            else:
                opened.append((text[pair.start - 1], pair.start, pair.end))
    found += [Pair(start, end, is_paired=False) for _, start, end in opened]
    return sorted(found)


def _in_paragraph(text: str, begin: int, end: int) -> Iterator[Pair]:
    """The pairs of a paragraph as they close, then the marks left open."""
    waiting: list[tuple[str, int]] = []
    for sign in _SIGN.finditer(text, begin, end):
        at, mark = sign.start(), sign.group()
        before = text[at - 1] if at > begin else " "
        after = text[at + 1] if at + 1 < end else " "
        if mark in "'’‘" and _is_apostrophe(text, at, mark, before, after, waiting):
            continue
        place = _answers(waiting, mark, before, after)
        if place is not None:
            # What was opened within and never closed ends here, unpaired.
            for _, start in waiting[place + 1 :]:
                yield Pair(start, at, is_paired=False)
            yield Pair(waiting[place][1], at, is_paired=True)
            del waiting[place:]
        elif _opens(mark, before, after):
            waiting.append((mark, at + 1))
        elif mark in _CLOSERS and mark not in "’":
            yield Pair(at + 1, end, is_paired=False)
    for mark, start in waiting:
        # A lone ' is an apostrophe more often than a mark.
        if mark != "'":
            yield Pair(start, end, is_paired=False)


def _answers(
    waiting: list[tuple[str, int]], mark: str, before: str, after: str
) -> int | None:
    """Which of the open marks this one closes, if any: the last that it fits."""
    for place in range(len(waiting) - 1, -1, -1):
        opener = waiting[place][0]
        fits = CLOSES.get(opener, opener)
        fits = _TURNED.get(opener, fits) if opener in _TURNED else fits
        if mark not in fits:
            continue
        # A straight mark after a space and before a word opens anew: inner marks.
        if mark in "\"'" and before.isspace() and not after.isspace():
            return None
        return place
    return None


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "\"'":
        begins = before in _BEFORE or (mark == '"' and not before.isdigit())
        return begins and not after.isspace()
    if mark in CLOSES:
        return True
    # » and ” open where a word follows and none has just ended.
    return mark in _TURNED and before in _BEFORE and after.isalnum()


def _is_apostrophe(
    text: str, at: int, mark: str, before: str, after: str,
    waiting: list[tuple[str, int]],
) -> bool:  # fmt: skip
    """Tell whether a single mark is an apostrophe: don’t, the ministers’, ’90s."""
    if before.isalnum() and after.isalnum():
        return True
    if _ELISION.match(text, at) and not before.isalnum():
        return True
    is_open = any(opener in "'‘‚’" for opener, _ in waiting)
    if mark == "‘":
        return False
    if mark == "’":
        return not is_open or _is_possessive(text, at, before, after)
    if before.isalnum() or not before.isspace():
        if not is_open:
            return before not in _BEFORE
        return _is_possessive(text, at, before, after)
    return after.isspace()


def _is_possessive(text: str, at: int, before: str, after: str) -> bool:
    """Tell whether an open single mark goes on: ‘the ministers’ plan’ closes later."""
    if before not in "sS" or after != " " or not text[at + 2 : at + 3].islower():
        return False
    rest = text[at + 1 : at + 200].partition("\n")[0]
    closes = re.search(r"[\w.,!?…]['’](?!\w)", rest)
    opens = re.search(r"(?:^|\s)['‘]\w", rest)
    if not closes:
        return False
    return not opens or closes.start() < opens.start()
