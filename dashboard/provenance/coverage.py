"""What a record covers of a text: its quotation marks and its reporting verbs."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, overload

from dashboard.provenance import copied_text
from dashboard.provenance.claims import PLACED, Finding
from dashboard.provenance.copied_text import Copy
from dashboard.record import limits
from dashboard.text import quotation_marks, reporting_verbs, unmarked_speech
from dashboard.text.tokens import shaped

Verb = tuple[str, int, int]
MARKS: Final = "quotation marks"
UNPAIRED: Final = "a quotation mark without its other"
VERB: Final = "verb"
POSSIBLE: Final = {
    by: f"possible speech {by}"
    for by in (unmarked_speech.AFTER_DASH, unmarked_speech.BETWEEN_SIGNS)
}
# What covers a trace, by the table whose row does.
COVERS: Final = {
    "quotes": "a statement",
    "marks": "the audit of marks",
    "positions": "a position's evidence",
    "events": "an event's evidence",
}
CUE: Final = "a statement's cue"
RELAY: Final = "a statement's chain"
# What columns hold for these words: their places here.
KINDS: Final = (MARKS, UNPAIRED, VERB, *POSSIBLE.values())
COVERED: Final = ("", *COVERS.values(), CUE, RELAY)
_KIND: Final = {kind: number for number, kind in enumerate(KINDS)}
_BY: Final = {covered: number for number, covered in enumerate(COVERED)}
_TRIMMED: Final = " \t.,;:!?…"
NO_VERBS: Final = (
    "verbs that attribute are not looked for: they are known in English alone, and the"
    " record does not say that this source is English"
)
_LONG: Final = 8  # Stops after words that are counted once for all marks before.
_WORD: Final = re.compile(r"\w+")


class Trace(NamedTuple):
    """
    A pair of marks or a verb that attributes, and where it stands; a speech over
    several paragraphs is one. `covered` says by what of the record, "" where by
    nothing: each of its paragraphs by a row at least.

    `line` counts every line of the file, `paragraph` those that are not blank, and
    `paragraphs` over how many of them it goes.
    """

    kind: str
    words: str
    start: int
    end: int
    paragraph: int
    covered: str
    line: int = 0
    paragraphs: int = 1

    @property
    def called(self) -> str:
        """What it is called, a speech of several paragraphs with their number."""
        over = f" over {self.paragraphs} paragraphs" if self.paragraphs > 1 else ""
        return f"{self.kind}{over}"


class Traces(Sequence[Trace]):
    """
    The marks and verbs of a copy, those not covered first, each as a `Trace`.

    Kept in columns, and their words in the copy alone: a text can hold a million marks,
    each with all that follows. Marks were looked for up to the place `marks_to`, verbs
    up to `verbs_to`: where that is not the text's end, the rest is unknown.
    """

    def __init__(self, copy: Copy, columns: "Columns") -> None:
        self._copy, self.columns = copy, columns
        length = len(copy.text)
        self.is_whole = columns.marks_to == columns.verbs_to == length
        covered = columns.covered
        self._order = array("i", (n for n, by in enumerate(covered) if not by))
        self.left_out = len(self._order)
        self._order.extend(n for n, by in enumerate(covered) if by)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> Trace: ...
    @overload
    def __getitem__(self, place: slice) -> list[Trace]: ...
    def __getitem__(self, place: int | slice) -> Trace | list[Trace]:
        if isinstance(place, slice):
            return [self._trace(number) for number in self._order[place]]
        return self._trace(self._order[place])

    def _trace(self, number: int) -> Trace:
        columns = self.columns
        kind = KINDS[columns.kinds[number]]
        start, end = columns.starts[number], columns.ends[number]
        words = self._copy.text[start:end]
        place = self._copy.paragraph(start)
        covered = COVERED[columns.covered[number]]
        words = words.lower() if kind == VERB else words
        words = " ".join(words.split()) if kind == VERB or "\n" in words else words
        over = self._copy.paragraph(end) - place + 1
        return Trace(
            kind, words, start, end, place, covered, columns.lines[number], over
        )

    def counts(self, kind: str) -> tuple[int, int]:
        """
        Return how many there are of a kind, and how many of them are covered.
        """
        wanted = KINDS.index(kind)
        covered = (
            by
            for one, by in zip(self.columns.kinds, self.columns.covered, strict=True)
            if one == wanted
        )
        numbers = Counter(bool(by) for by in covered)
        return numbers.total(), numbers[True]

    def beyond(self) -> str:
        """
        Return in a sentence what of the copy was not looked at, "" where nothing.
        """
        length, told = len(self._copy.text), []
        for kind, to in (
            ("quotation marks", self.columns.marks_to),
            ("verbs", self.columns.verbs_to),
        ):
            if to < length:
                told.append(f"{kind} from character {to:,} of {length:,} on")
        if not told:
            return ""
        return (
            f"Not looked at: {'; '.join(told)}. There are too many before, and what is"
            " said here says nothing of the rest; a mark may have its other there."
        )


@dataclass
class Columns:
    """What `Traces` are made of, in the order of the text, without the text."""

    marks_to: int = 0
    verbs_to: int = 0
    kinds: bytearray = field(default_factory=bytearray)
    covered: bytearray = field(default_factory=bytearray)
    starts: "array[int]" = field(default_factory=lambda: array("i"))
    ends: "array[int]" = field(default_factory=lambda: array("i"))
    lines: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, kind: str, start: int, end: int, covered: str) -> None:
        """Add one; which line it stands on is found out for all together."""
        self.kinds.append(_KIND[kind])
        self.covered.append(_BY[covered])
        self.starts.append(start)
        self.ends.append(end)

    def sort(self, text: str) -> None:
        """Put them in the order of the text, and number their lines."""
        order = sorted(range(len(self.starts)), key=self.starts.__getitem__)
        self.kinds = bytearray(self.kinds[n] for n in order)
        self.covered = bytearray(self.covered[n] for n in order)
        self.ends = array("i", (self.ends[n] for n in order))
        self.starts = array("i", (self.starts[n] for n in order))
        line, at, ends = 1, 0, [end for end in ("\n", "\r") if end in text]
        for start in self.starts:
            for end in ends:
                line += text.count(end, at, start)
            if len(ends) > 1:
                line -= text.count("\r\n", at, start)
            self.lines.append(line)
            at = start


def summary(found: Traces) -> str:
    """
    Return in a sentence how many marks and verbs there are, and how many are covered.
    """
    pairs, verbs = found.counts(MARKS), found.counts(VERB)
    alone, _ = found.counts(UNPAIRED)
    told = _covered(*pairs, "pair of quotation marks", "pairs of quotation marks")
    if alone:
        mark = "quotation mark" if alone == 1 else "quotation marks"
        told += f"; {alone:,} {mark} without the other"
    possible = [found.counts(kind) for kind in POSSIBLE.values()]
    number, covered = (sum(one) for one in zip(*possible, strict=True))
    if number:
        may = "that may be speech without quotation marks"
        told += f"; {_covered(number, covered, f'passage {may}', f'passages {may}')}"
    if verbs[0]:
        verb = "verb or phrase that attributes"
        told += f"; {_covered(*verbs, verb, 'verbs and phrases that attribute')}"
    return f"{told}."


def _covered(number: int, covered: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}, {covered:,} covered"


def marks_and_verbs(
    copy: Copy, findings: Iterable[Finding], language: str, times: int = 1
) -> Traces:
    """
    Return each pair of marks in a copy and, where it is English, each verb that
    attributes, with what of the record covers it; those not covered first.

    A row covers what stands within the words that were found of it. A verb is covered,
    too, where a statement of its sentence has it as cue, or a statement of its
    paragraph whose own sentences lack it; and where it is the nearest to the name of
    one who passed on a statement of its sentence. So many are looked at as `limits`
    allow, `times` over; up to where is said.
    """
    placed = [finding for finding in findings if finding.verdict in PLACED]
    text = copy.text
    found = Columns(verbs_to=len(text))
    spans, trimmed = _Spans(placed), _Trimmed(text)
    pairs, found.marks_to = quotation_marks.pairs(text, times * limits.MARKS)
    stretches = sorted(
        (*part, number)
        for number, pair in enumerate(pairs)
        for part in pair.parts or (pair[:2],)
    )
    by: dict[int, str] = {}
    for start, end, number in stretches:
        covered = spans.cover(start, trimmed.end(start, end))
        by[number] = covered and by.get(number, covered)
    for number, pair in enumerate(pairs):
        kind = MARKS if pair.is_paired else UNPAIRED
        found.add(kind, pair.start, pair.end, by[number])
    _possible(text, placed, times, found)
    if reporting_verbs.is_known(language):
        verbs, found.verbs_to = reporting_verbs.verbs(text, times * limits.VERBS)
        _verbs(copy, placed, verbs, found)
    found.sort(text)
    return Traces(copy, found)


def _possible(text: str, placed: list[Finding], times: int, found: Columns) -> None:
    """Add what may be speech without marks; a row covers it that has its first word."""
    spans = _Spans(placed)
    stretches, to = unmarked_speech.possible(text, times * limits.MARKS)
    found.marks_to = min(found.marks_to, to)
    for start, end, by in stretches:
        first = _WORD.search(text, start, end)
        covered = spans.cover(*first.span()) if first else ""
        found.add(POSSIBLE[by], start, end, covered)


class _Spans:
    """
    The places at which rows were found, to be asked what covers stretches of a text: in
    the order in which these begin.
    """

    def __init__(self, placed: list[Finding]) -> None:
        # A statement tells more than the evidence that repeats its words.
        order = list(COVERS)
        kept = sorted(placed, key=lambda one: (one.start, order.index(one.claim.table)))
        self._rows = [(one.start, one.end, one.claim.table) for one in kept]
        self._next = 0
        # Of the rows that have begun those that reach beyond all that began later: how
        # far, below zero as `bisect` wants them to rise, and of which table.
        self._reach: list[int] = []
        self._tables: list[str] = []

    def cover(self, start: int, end: int) -> str:
        """Return what covers a stretch, "" where no row reaches over all of it."""
        while self._next < len(self._rows) and self._rows[self._next][0] <= start:
            _, reaches, table = self._rows[self._next]
            while self._reach and -self._reach[-1] <= reaches:
                self._reach.pop()
                self._tables.pop()
            self._reach.append(-reaches)
            self._tables.append(table)
            self._next += 1
        number = bisect_right(self._reach, -end) - 1
        return COVERS[self._tables[number]] if number >= 0 else ""


class _Trimmed:
    """Where words in marks end, but for stops: many marks may share one end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, int] = {}

    def end(self, start: int, end: int) -> int:
        """Return where they end; a stretch is one character long at least."""
        bare = self._known.get(end, end)
        if bare == end:
            while bare > start and self._text[bare - 1] in _TRIMMED:
                bare -= 1
            if end - bare > _LONG:
                self._known[end] = bare
        return max(bare, start + 1)


def _verbs(
    copy: Copy, placed: list[Finding], verbs: list[Verb], found: Columns
) -> None:
    """Add each verb, and whether a row's words or a statement's cue account for it."""
    places: dict[str, array[int]] = {}
    for word, start, _ in verbs:
        places.setdefault(word, array("i")).append(start)
    starts = [start for _, start, _ in verbs]
    cues: dict[str, list[str]] = {}
    cued: dict[str, list[tuple[int, int]]] = {word: [] for word in places}
    by_relay: set[int] = set()
    for one in placed:
        if one.claim.table != "quotes":
            continue
        if one.claim.cue not in cues:
            cue = f" {' '.join(_WORD.findall(one.claim.cue.lower()))} "
            cues[one.claim.cue] = [word for word in places if f" {word} " in cue]
        near = copied_text.sentence(copy, one.start, one.end)
        for name in one.claim.relays:
            by_relay |= _beside(copy, verbs, starts, near, name)
        for stretch in (near, copied_text.paragraph_about(copy, one.start, one.end)):
            said = [w for w in cues[one.claim.cue] if _is_within(places[w], stretch)]
            for word in said:
                cued[word].append(stretch)
            if said:
                break
    by_cue = {word: _joined(stretches) for word, stretches in cued.items()}
    spans = _Spans(placed)
    for number, (word, start, end) in enumerate(verbs):
        begun = bisect_right(by_cue[word], start, key=lambda one: one[0]) - 1
        is_cue = begun >= 0 and start < by_cue[word][begun][1]
        covered = spans.cover(start, end)
        covered = CUE if is_cue else covered or (RELAY if number in by_relay else "")
        found.add(VERB, start, end, covered)


def _is_within(places: "array[int]", stretch: tuple[int, int]) -> bool:
    at = bisect_left(places, stretch[0])
    return at < len(places) and places[at] < stretch[1]


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that meet as one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(stretches):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


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
    # Verbs stand apart: nearest are those at the name, and one on either side.
    before = bisect_right(found, first, key=lambda verb: verb[2]) - 1
    behind = bisect_left(starts, last)
    beside = range(max(before, within.start), min(behind + 1, within.stop))
    if not beside:
        beside = within[-1:] if before >= within.stop else within[:1]
    return {min(beside, key=lambda n: max(first - found[n][2], found[n][1] - last))}
