"""Rows verified against a copy of their source: one verdict a row."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dashboard.provenance import diff
from dashboard.provenance.diff import Change
from dashboard.record.limits import DIFFERENCES, TRIES, TRIES_OF_A_ROW
from dashboard.text.plain_text import WORD, PlainText, forms

if TYPE_CHECKING:  # A process that checks a copy has no need of it.
    import pandas as pd


class Claim(NamedTuple):
    """
    One row's words, and the span in which its source is said to hold them.

    `start` and `end` are None where the row's cells are no span; `paragraph` is 0 where
    its table has none. `cue` is a statement's, `relays` the names of who passed it on.
    """

    table: str
    key: str
    words: str
    start: int | None
    end: int | None
    paragraph: int = 0
    cue: str = ""
    relays: tuple[str, ...] = ()


def claims(found: "pd.DataFrame") -> list[Claim]:
    """
    Return rows of `rows` as claims; what is missing of a span is None.
    """
    cells = found.astype(object).where(found.notna(), None).itertuples(index=False)
    return [
        Claim(table, key, words, _number(start), _number(end), _number(paragraph) or 0,
              cue, tuple(filter(None, relays.split(" → "))))
        for table, key, words, start, end, paragraph, cue, relays, _ in cells
    ]  # fmt: skip


def _number(cell: Any) -> int | None:
    return None if cell is None else int(cell)


_LINE: Final = re.compile(r"[^\r\n]+")
_INK: Final = re.compile(r"\S")
Words = dict[str, "array[int]"]


class Verdict(StrEnum):
    """What was found of a row's words, the worst first."""

    NOT_FOUND = "not found"
    NOT_VERIFIED = "not verified"
    DIFFERS = "differs"
    ELSEWHERE = "exact elsewhere"
    EXACT = "exact at its place"


class Finding(NamedTuple):
    """
    What a copy says of a row: `start` and `end` are places of the copy, `paragraph` the
    ordinal of the line that holds them. `forms` names what differs but in form, `why`
    says why nothing was verified, `changes` what differs, word by word.
    """

    claim: Claim
    verdict: Verdict
    start: int = 0
    end: int = 0
    paragraph: int = 0
    forms: tuple[str, ...] = ()
    why: str = ""
    changes: tuple[Change, ...] = ()


@dataclass
class Budget:
    """What a proof may still do; what that does not reach is not verified."""

    tries: int = TRIES
    differences: int = DIFFERENCES

    def can_try(self, tries: int) -> bool:
        """Take so many tries, if they are left, and tell whether they were."""
        self.tries -= tries
        return self.tries >= 0

    def can_compare(self) -> bool:
        """Take one search for a difference, if one is left, and tell whether it was."""
        self.differences -= 1
        return self.differences >= 0


class Copy:
    """
    A reader's copy of a source: its text, and its paragraphs (`lines` that are not
    blank begin at a place, and end at one of `ends`).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines, self.ends = array("i"), array("i")
        for found in _LINE.finditer(text):
            start, end = found.span()
            if _INK.search(text, start, end):
                self.lines.append(start)
                self.ends.append(end)
        self._plain: PlainText | None = None

    @property
    def plain(self) -> PlainText:
        """The text in plain form."""
        if self._plain is None:
            self._plain = PlainText(self.text)
        return self._plain

    def index(self, rows: Iterable[PlainText]) -> Words:
        """
        Return where each word of some rows begins in the plain form, in order; of no
        others, as a long text has many.
        """
        wanted = {word for row in rows for word in WORD.findall(row.plain)}
        found: dict[str, array[int]] = {}
        if not wanted:
            return found
        for match in WORD.finditer(self.plain.plain):
            word = match.group()
            if word in wanted:
                found.setdefault(word, array("i")).append(match.start())
        return found

    def paragraph(self, place: int) -> int:
        """Return the ordinal of the non-blank line that holds a place, from 1."""
        return bisect_right(self.lines, place)


def verify(
    copy: Copy, claims: Iterable[Claim], effort: Budget | None = None
) -> list[Finding]:
    """
    Give one verdict on each row, in the order of their spans.

    What cannot be verified is said to be so, never that it is fine.
    """
    effort = effort or Budget()
    order = sorted(claims, key=lambda claim: (claim.start or 0, claim.end or 0))
    is_exact = [_is_exact(copy, claim) for claim in order]
    rows = [None if exact else PlainText(claim.words)
            for claim, exact in zip(order, is_exact, strict=True)]  # fmt: skip
    words = copy.index(row for row in rows if row)
    found = []
    moved = 0
    for claim, row in zip(order, rows, strict=True):
        finding = _verdict(copy, words, claim, row, moved, effort)
        is_there = finding.verdict in (Verdict.ELSEWHERE, Verdict.EXACT)
        # Where a longer row stands elsewhere, its neighbours have moved with it.
        if is_there and claim.start is not None and len(claim.words) > 12:
            moved = finding.start - claim.start
        found.append(finding)
    return found


def counts(findings: Iterable[Finding]) -> dict[str, Counter[Verdict]]:
    """
    Return how many rows of each table have each verdict.
    """
    found: dict[str, Counter[Verdict]] = {}
    for finding in findings:
        found.setdefault(finding.claim.table, Counter())[finding.verdict] += 1
    return found


def _is_exact(copy: Copy, claim: Claim) -> bool:
    start, end, words = claim.start, claim.end, claim.words
    if start is None or end is None or not 0 <= start < end or not words.strip():
        return False
    return copy.text[start:end] == words


def _verdict(
    copy: Copy, index: Words, claim: Claim, row: PlainText | None, moved: int,
    effort: Budget,
) -> Finding:  # fmt: skip
    """The verdict on one row, None where it is exact at its place."""
    start, end, words = claim.start, claim.end, claim.words
    if not words.strip():
        return _unverified(claim, "the row holds no words to look for")
    if start is None or end is None or not 0 <= start < end:
        return _unverified(claim, "the row's start and end are no span")
    if row is None:
        return _at(copy, claim, Verdict.EXACT, start, end)
    if not effort.can_try(1 + len(words) // 50):
        return _unverified(claim, "too much was left to look for in this text")
    at = copy.plain.plain_at(start)
    if at is not None and end - start == len(words):
        here = _own_span(copy, row.plain, at)
        if here:
            return _at(copy, claim, Verdict.EXACT, *here)
    expected = max(min(start + moved, len(copy.text)), 0)
    place, is_sure = _nearest(copy, index, row.plain, expected, effort)
    if place:
        return _at(copy, claim, Verdict.ELSEWHERE, *place)
    if not is_sure:
        return _unverified(claim, "its words stand in too many places to try them all")
    if not effort.can_compare():
        return Finding(
            claim, Verdict.NOT_FOUND, why="what differs was not worked out: too much"
            " else is missing"
        )  # fmt: skip
    near = diff.nearest(copy.plain, index, row, start, expected)
    if near is None:
        return Finding(claim, Verdict.NOT_FOUND)
    found = _at(copy, claim, Verdict.DIFFERS, near.start, near.end)
    return found._replace(forms=(), changes=near.changes)


def _unverified(claim: Claim, why: str) -> Finding:
    return Finding(claim, Verdict.NOT_VERIFIED, why=why)


def _at(copy: Copy, claim: Claim, verdict: Verdict, start: int, end: int) -> Finding:
    printed = copy.text[start:end]
    differing = () if verdict is Verdict.DIFFERS else forms(printed, claim.words)
    return Finding(claim, verdict, start, end, copy.paragraph(start), differing)


def _own_span(copy: Copy, sought: str, at: int) -> tuple[int, int] | None:
    """The span of the copy that holds what is sought at a place of its plain form."""
    plain = copy.plain
    if not plain.plain.startswith(sought, at):
        return None
    start, end = plain.own_at(at), plain.own_at(at + len(sought))
    return None if start is None or end is None else (start, end)


def _nearest(
    copy: Copy, index: Words, sought: str, expected: int, effort: Budget
) -> tuple[tuple[int, int] | None, bool]:
    """
    The span nearest to where the words are expected, and whether none is sure to be.

    Words stand between the bounds of words: “no” is not found in “nothing”.
    """
    words = [(found.group(), found.start()) for found in WORD.finditer(sought)]
    if not words or not all(word in index for word, _ in words):
        # Signs alone (“?!”) say nothing about where they come from.
        return None, True
    word, offset = min(words, key=lambda one: len(index[one[0]]))
    places = index[word]
    at = copy.plain.plain_at(expected)
    right = bisect_left(places, (expected if at is None else at) + offset)
    left = right - 1
    for tried in range(len(places)):
        if tried >= TRIES_OF_A_ROW or not effort.can_try(1 + len(sought) // 500):
            return None, False
        goes_left = right >= len(places) or (
            left >= 0
            and (at or expected) + offset - places[left]
            < places[right] - (at or expected) - offset
        )
        place = places[left if goes_left else right] - offset
        left, right = (left - 1, right) if goes_left else (left, right + 1)
        if place < 0 or copy.plain.is_within_word(place):
            continue
        span = _own_span(copy, sought, place)
        if span and not copy.plain.is_within_word(place + len(sought)):
            return span, True
    return None, True
