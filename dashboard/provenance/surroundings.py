"""Whether what stands about the words of rows is what stood about them: a weighing."""

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from dashboard.provenance import said_by
from dashboard.provenance.claims import PLACED, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.text.signs import LIGATURES, LINE_ENDS, seen

_FOUND: Final = (Verdict.EXACT, Verdict.ELSEWHERE)
_BLANKS: Final = re.compile(rf"[^\S{LINE_ENDS}]+")
_BREAK: Final = re.compile(rf" ?[{LINE_ENDS}]\s*")
_DOUBLED: Final = re.compile(r"['’‘`]{2}|,,|<<|>>|--+")
# Signs that may end a line of the source, of which a copy may have others.
_ENDS: Final = (2, 1, 3, 4)
_LINES: Final = 400  # Lines of a stretch among which foreign ones are sought.
_WITHIN: Final = 3_000  # Characters of a row in which a row within it is measured,
_ABOUT: Final = 200  # and statements about evidence that are looked at.
_Span = tuple[int, int]


class _Place(NamedTuple):
    """A span of the record, and where its words stand in the copy."""

    start: int
    end: int
    copy_start: int
    copy_end: int
    paragraph: int


def weighed(
    copy: Copy, findings: Sequence[Finding], *, is_same: bool, length: int = 0
) -> list[Finding]:
    """
    Return findings, those whose words stand in a copy with what stands about them.

    Words are exact only where nothing about them says that they are another's: their
    cue and speaker stand beside them, they follow one another as the record's rows do,
    and as much stands between them. `is_same` where the copy is the very text that was
    coded, so that what stands about a row at its place is what its coder read; `length`
    is that text's, 0 where unknown.
    """
    found = list(findings)
    names = said_by.Names(
        name for one in found for name in (one.claim.speaker, *one.claim.relays) if name
    )
    # What differs has its place among the others, too.
    places = {_span(one): _place(one) for one in found if one.verdict in PLACED}
    places |= {_span(one): _place(one) for one in reversed(found) if _is_found(one)}
    order = sorted(places)
    loose = _out_of_order([places[span] for span in order])
    shared = _shared([_place(one) for one in found if _is_found(one)])
    kept = [places[span] for span in order if span not in loose and span not in shared]
    stretches = _Stretches(copy, kept, length)
    heard = {
        number: said_by.said(copy, one, names)
        for number, one in enumerate(found)
        if _is_found(one) and one.claim.table == "quotes"
        if one.claim.cue or one.claim.speaker
    }
    # A printing is its own row's where every other that has it is spoken against.
    claimed = {
        _span(found[number]) for number, said in heard.items() if not said.against
    }
    for number, one in enumerate(found):
        if not _is_found(one):
            continue
        said = heard.get(number, said_by.Said())
        is_own = is_same and one.verdict is Verdict.EXACT
        span = _span(one)
        doubt = said.against
        lacking = "" if is_own else said.lacking
        if not is_own and span in shared:
            if not said.is_whole or shared[span] & claimed:
                doubt = doubt or (
                    "these words stand there once, and the record has them twice"
                )
        elif not is_same and not said.is_whole:
            if span in loose:
                doubt = doubt or (
                    "they do not follow the record's other rows as they did"
                )
            else:
                far, changed = stretches.changed(places[span])
                if far and one.verdict is Verdict.ELSEWHERE:
                    doubt = doubt or f"they stand among other words: {changed}"
                lacking = lacking or changed
        if doubt:
            found[number] = one._replace(verdict=Verdict.DOUBTFUL, why=doubt)
        elif lacking:
            found[number] = one._replace(verdict=Verdict.WORDS, why=lacking)
    return _with_their_statements(found, is_same=is_same)


def _is_found(finding: Finding) -> bool:
    return finding.verdict in _FOUND


def _span(finding: Finding) -> _Span:
    return finding.claim.start or 0, finding.claim.end or 0


def _place(one: Finding) -> _Place:
    return _Place(*_span(one), one.start, one.end, one.claim.paragraph)


def _out_of_order(places: Sequence[_Place]) -> set[_Span]:
    """
    The spans that do not follow the others in a copy as in the record.

    Kept are those without which no order is as long: of two that have changed places
    neither can be told to be the one that stayed.
    """
    starts = [one.copy_start for one in places]
    before = _longest(starts)
    behind = _longest([-start for start in reversed(starts)])[::-1]
    most = max(before, default=0)
    ranks: dict[int, int] = {}
    for rank, rest in zip(before, behind, strict=True):
        if rank + rest - 1 == most:
            ranks[rank] = ranks.get(rank, 0) + 1
    return {
        (one.start, one.end)
        for one, rank, rest in zip(places, before, behind, strict=True)
        if rank + rest - 1 != most or ranks[rank] > 1
    }


def _longest(starts: Iterable[int]) -> list[int]:
    """How many places, the last of them this one, follow one another at most."""
    ends: list[int] = []
    found = []
    for start in starts:
        at = bisect_right(ends, start)
        ends[at : at + 1] = [start]
        found.append(at + 1)
    return found


def _shared(places: Sequence[_Place]) -> dict[_Span, set[_Span]]:
    """
    Spans that lie apart in the record, and of which a copy has one printing: of each
    one other that has it, or more.
    """
    found: dict[_Span, set[_Span]] = {}
    furthest: _Place | None = None
    for one in sorted(places, key=lambda one: (one.copy_start, one.copy_end)):
        if furthest and one.copy_start < furthest.copy_end and (
            one.start >= furthest.end or furthest.start >= one.end
        ):  # fmt: skip
            span, other = (one.start, one.end), (furthest.start, furthest.end)
            found.setdefault(span, set()).add(other)
            found.setdefault(other, set()).add(span)
        if furthest is None or one.copy_end > furthest.copy_end:
            furthest = one
    return found


class _Stretches:
    """
    What stands between rows that follow one another: as much as in the record, or not.
    """

    def __init__(self, copy: Copy, places: Sequence[_Place], length: int) -> None:
        self._copy = copy
        # Rows that overlap stand as one, from the first to where the last of them ends.
        self._groups: list[_Place] = []
        for one in places:
            last = self._groups[-1] if self._groups else None
            if last and one.start < last.end:
                if one.end > last.end:
                    self._groups[-1] = last = last._replace(
                        end=one.end, copy_end=max(one.copy_end, last.copy_end)
                    )
                if not last.paragraph:
                    self._groups[-1] = last._replace(paragraph=one.paragraph)
            else:
                self._groups.append(one)
        self._starts = [one.start for one in self._groups]
        edge = _Place(0, 0, 0, 0, 0)
        ends = [edge, *self._groups]
        if length and self._groups and length >= self._groups[-1].end:
            size = len(copy.text)
            ends.append(_Place(length, length, size, size, 0))
        pairs = list(itertools.pairwise(ends))
        self._more = [
            (two.copy_start - one.copy_end) - (two.start - one.end)
            for one, two in pairs
        ]
        odd = [
            number for number, more in enumerate(self._more)
            if more and pairs[number][0].copy_end <= pairs[number][1].copy_start
        ]  # fmt: skip
        best: set[int] = set()
        for ends_with in _ENDS:
            fitting = {n for n in odd if self._fits(*pairs[n], ends_with)}
            best = fitting if len(fitting) > len(best) else best
        self._is_odd = [bool(more) for more in self._more]
        for number in best:
            self._is_odd[number] = False

    def changed(self, place: _Place) -> tuple[bool, str]:
        """
        Return whether both sides of a row have changed, and what of them, "" if none.
        """
        number = bisect_right(self._starts, place.start) - 1
        group = self._groups[number]
        by = (place.copy_start - group.copy_start) - (place.start - group.start)
        if by and not self._is_within(group, place):
            return True, _more(by, "before them in their sentence")
        last = number + 1 < len(self._is_odd) and self._is_odd[number + 1]
        told = []
        if self._is_odd[number]:
            told.append(_more(self._more[number], "between them and the row before"))
        if last:
            told.append(
                _more(self._more[number + 1], "between them and the row behind")
            )
        is_far = self._is_odd[number] and (last or number + 1 >= len(self._is_odd))
        return is_far, ", ".join(told)

    def _is_within(self, group: _Place, place: _Place) -> bool:
        """Whether a row stands in a longer one where it stood, but for form."""
        if place.copy_start - group.copy_start > _WITHIN:
            return False
        stretch = self._copy.text[group.copy_start : place.copy_start]
        return any(
            place.start - group.start in _lengths(stretch, ends) for ends in _ENDS
        )

    def _fits(self, one: _Place, two: _Place, ends: int) -> bool:
        """Whether a stretch is as long as the record's, but for form or whole lines."""
        copy, wanted = self._copy, two.start - one.end
        stretch = copy.text[one.copy_end : two.copy_start]
        lengths = _lengths(stretch, ends)
        if two.start == two.end:  # The text's end: how many lines end there is no word.
            lengths += [length + more for length in _lengths(stretch.rstrip(), ends)
                        for more in (0, 1, 2)]  # fmt: skip
        if wanted in lengths:
            return True
        # Lines that stand between are a page's own: a menu, an advertisement. So many
        # of them as the record has fewer paragraphs there, one after another.
        first = bisect_left(copy.lines, one.copy_end)
        last = bisect_right(copy.ends, two.copy_start)
        is_last = two.start == two.end
        paragraphs = copy.paragraph(two.copy_start) - copy.paragraph(one.copy_end - 1)
        new = paragraphs - (two.paragraph - one.paragraph)
        if not two.paragraph or (one.end and not one.paragraph):
            new = 0
        more, total = lengths[0] - wanted, 0
        lines = [0]
        for number in range(first, min(last, first + _LINES)):
            line = copy.text[copy.lines[number] : copy.ends[number]]
            total += len(_plain(line).strip()) + ends
            lines.append(total)
        if is_last:
            return any(abs(total - before - more) <= 2 * ends for before in lines[:-1])
        return new > 0 and any(
            beyond - before == more
            for before, beyond in zip(lines, lines[new:], strict=False)
        )


def _more(by: int, where: str) -> str:
    number = f"{abs(by):,} character{'s' if abs(by) != 1 else ''}"
    return f"{number} {'more' if by > 0 else 'fewer'} {where}"


def _plain(stretch: str) -> str:
    text = unicodedata.normalize("NFC", seen(stretch)).translate(LIGATURES)
    return _BLANKS.sub(" ", text)


def _lengths(stretch: str, ends: int) -> list[int]:
    """How long a stretch may have been before it was copied; the likeliest first."""
    text = _BREAK.sub("\n" * ends, _plain(stretch))
    dots = text.count("...")
    ways = {len(text), len(unicodedata.normalize("NFD", text))}
    doubled = sum(len(one) - 1 for one in _DOUBLED.findall(text))
    return [
        len(text),
        *(way - less - two
          for way in ways for less in (0, 2 * dots, -2 * text.count("…"))
          for two in (0, doubled)),
    ]  # fmt: skip


def _with_their_statements(found: list[Finding], *, is_same: bool) -> list[Finding]:
    """Evidence that overlaps a statement is no surer than the statement is."""
    quotes = sorted((one for one in found if one.claim.table == "quotes"), key=_span)
    about: list[Finding] = []
    following = 0
    for number in sorted(range(len(found)), key=lambda n: _span(found[n])):
        one = found[number]
        start, end = _span(one)
        if one.claim.table not in ("positions", "events"):
            continue
        while following < len(quotes) and _span(quotes[following])[0] < end:
            about.append(quotes[following])
            following += 1
        about = [quote for quote in about if _span(quote)[1] > start][-_ABOUT:]
        if one.verdict not in (*_FOUND, Verdict.WORDS):
            continue
        if is_same and one.verdict is Verdict.EXACT:
            continue  # Its own words are what was coded.
        over = [quote for quote in about if _span(quote)[0] < end]
        worst = min((list(Verdict).index(q.verdict) for q in over), default=99)
        if worst <= list(Verdict).index(Verdict.DOUBTFUL):
            why = "a statement that they stand in is not there as recorded"
            if list(Verdict)[worst] is Verdict.DOUBTFUL:
                why = "a statement that they stand in is in doubt"
            found[number] = one._replace(verdict=Verdict.DOUBTFUL, why=why)
        elif worst <= list(Verdict).index(Verdict.WORDS) and _is_found(one):
            why = "who says the statement that they stand in was not checked"
            found[number] = one._replace(verdict=Verdict.WORDS, why=why)
    return found
