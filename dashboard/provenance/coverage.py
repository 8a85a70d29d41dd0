"""What a record covers of a text: its quotation marks and its reporting verbs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from dashboard.provenance.verify import Copy, Finding, Verdict
from dashboard.text import quotation_marks, reporting_verbs
from dashboard.text.phrases import counted
from dashboard.text.tokens import shaped

Verb = tuple[str, int, int]
MARKS: Final = "quotation marks"
UNPAIRED: Final = "a quotation mark without its other"
VERB: Final = "verb"
# What covers a trace, by the table whose row does.
COVERS: Final = {
    "quotes": "a statement",
    "marks": "the audit of marks",
    "positions": "a position's evidence",
    "events": "an event's evidence",
}
CUE: Final = "a statement's cue"
RELAY: Final = "a statement's chain"
# A sentence ends before a capital, a number or a mark; an initial (U.S.) ends none.
_END: Final = re.compile(
    r"(?<![\s.][A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bGen\.)"
    r"(?<=[.!?…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W_a-z])|(?<=[。！？])[」』”]*"
)
_TRIMMED: Final = " \t.,;:!?…"
NEAR: Final = 2_000  # Code points of a long paragraph in which a cue is sought,
SHOWN: Final = 300  # and of a long sentence, before and after what was found in it.
NO_VERBS: Final = (
    "verbs that attribute are not looked for: they are known in English alone, and the"
    " record does not say that this source is English"
)
_LINE_ENDS: Final = re.compile(r"\r\n?|\n")
_WORD: Final = re.compile(r"\w+")


class Trace(NamedTuple):
    """
    A pair of marks or a verb that attributes, and where it stands.

    `covered` says by what of the record, "" where by nothing. `line` counts every line
    of the file, `paragraph` those that are not blank.
    """

    kind: str
    words: str
    start: int
    end: int
    paragraph: int
    covered: str
    line: int = 0


def summary(found: Iterable[Trace]) -> str:
    """
    Return in a sentence how many marks and verbs there are, and how many are covered.
    """
    every = list(found)
    pairs = [trace for trace in every if trace.kind == MARKS]
    alone = sum(trace.kind == UNPAIRED for trace in every)
    verbs = [trace for trace in every if trace.kind == VERB]
    told = _covered(pairs, "pair of quotation marks", "pairs of quotation marks")
    if alone:
        told += f"; {counted(alone, 'quotation mark')} without the other"
    if verbs:
        verb = "verb or phrase that attributes"
        told += f"; {_covered(verbs, verb, 'verbs and phrases that attribute')}"
    return f"{told}."


def _covered(found: list[Trace], one: str, many: str) -> str:
    covered = sum(bool(trace.covered) for trace in found)
    return f"{len(found):,} {one if len(found) == 1 else many}, {covered:,} covered"


def marks_and_verbs(
    copy: Copy, findings: Iterable[Finding], language: str
) -> list[Trace]:
    """
    Return each pair of marks in a copy and, where it is English, each verb that
    attributes, with what of the record covers it; those not covered first.

    A row covers what stands within the words that were found of it. A verb is covered,
    too, where a statement of its sentence has it as cue, or a statement of its
    paragraph whose own sentences lack it; and where it is the nearest to the name of
    one who passed on a statement of its sentence.
    """
    placed = [
        finding for finding in findings
        if finding.verdict in (Verdict.EXACT, Verdict.ELSEWHERE, Verdict.DIFFERS)
    ]  # fmt: skip
    spans = _Spans(placed)
    found = [_pair(copy, pair, spans) for pair in quotation_marks.pairs(copy.text)]
    if reporting_verbs.is_known(language):
        found += _verbs(copy, placed, spans)
    found.sort(key=lambda trace: trace.start)
    line = at = 0
    for number, trace in enumerate(found):
        line += len(_LINE_ENDS.findall(copy.text, at, trace.start))
        at = trace.start
        found[number] = trace._replace(line=line + 1)
    return sorted(found, key=lambda trace: bool(trace.covered))


class _Spans:
    """The places at which rows were found, to be asked what covers a stretch."""

    def __init__(self, placed: list[Finding]) -> None:
        # A statement tells more than the evidence that repeats its words.
        order = list(COVERS)
        kept = sorted(placed, key=lambda one: (one.start, order.index(one.claim.table)))
        self._rows = [(one.start, one.end, one.claim.table) for one in kept]
        self._starts = [start for start, *_ in self._rows]
        self._reach: list[int] = []
        for _, end, _ in self._rows:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def cover(self, start: int, end: int) -> str:
        """Return what covers a stretch, "" where no row reaches over all of it."""
        number = bisect_right(self._starts, start) - 1
        while number >= 0 and self._reach[number] >= end:
            _, reaches, table = self._rows[number]
            if reaches >= end:
                return COVERS[table]
            number -= 1
        return ""


def _pair(copy: Copy, pair: quotation_marks.Pair, spans: _Spans) -> Trace:
    start, end = pair.start, pair.end
    words = copy.text[start:end]
    while end > start and copy.text[end - 1] in _TRIMMED:
        end -= 1
    covered = spans.cover(start, max(end, start + 1))
    kind = MARKS if pair.is_paired else UNPAIRED
    place = copy.paragraph(pair.start - 1)
    return Trace(kind, words, pair.start, pair.end, place, covered)


def _verbs(copy: Copy, placed: list[Finding], spans: _Spans) -> Iterator[Trace]:
    """Each verb, and whether a row's words or a statement's cue account for it."""
    found = list(reporting_verbs.verbs(copy.text))
    starts = [start for _, start, _ in found]
    by_cue: set[int] = set()
    by_relay: set[int] = set()
    for one in placed:
        if one.claim.table != "quotes":
            continue
        cue = f" {' '.join(_WORD.findall(one.claim.cue.lower()))} "
        near = sentence(copy, one.start, one.end)
        whole = _paragraph(copy, one.start, one.end)
        for name in one.claim.relays:
            by_relay |= _beside(copy, found, starts, near, name)
        for begin, end in (near, whole):
            within = range(bisect_left(starts, begin), bisect_left(starts, end))
            matching = {n for n in within if f" {found[n][0]} " in cue}
            if matching:
                by_cue |= matching
                break
    for number, (word, start, end) in enumerate(found):
        covered = CUE if number in by_cue else spans.cover(start, end)
        covered = covered or (RELAY if number in by_relay else "")
        yield Trace(VERB, word, start, end, copy.paragraph(start), covered)


def _beside(
    copy: Copy, found: list[Verb], starts: list[int], near: tuple[int, int], name: str
) -> set[int]:
    """The verb of a sentence that stands nearest to a name in it, if any does."""
    begin, end = near
    at = shaped(copy.text[begin:end]).lower().find(shaped(name).lower())
    within = range(bisect_left(starts, begin), bisect_left(starts, end))
    if at < 0 or not within:
        return set()
    first, last = begin + at, begin + at + len(name)
    return {min(within, key=lambda n: max(first - found[n][2], found[n][1] - last))}


def _paragraph(copy: Copy, start: int, end: int) -> tuple[int, int]:
    """The paragraph about a stretch, or what of a long one is near to it."""
    number = copy.paragraph(start) - 1
    if number < 0:
        return start, end
    begins, ends = copy.lines[number], max(copy.ends[number], end)
    return max(begins, start - NEAR), min(ends, end + NEAR)


def sentence(copy: Copy, start: int, end: int) -> tuple[int, int]:
    """
    Return the sentence about a stretch of a copy, or what of a long one is near to it.
    """
    low, high = _paragraph(copy, start, end)
    low, high = max(low, start - SHOWN), min(high, end + SHOWN)
    first, last = low, high
    for found in _END.finditer(copy.text, low, high):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last
