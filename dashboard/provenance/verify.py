"""Rows verified against a copy of their source: one verdict a row."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NamedTuple

import pandas as pd

from dashboard.provenance import diff
from dashboard.provenance.diff import Change
from dashboard.text.plain_text import WORD, PlainText, forms


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


def claims(found: pd.DataFrame) -> list[Claim]:
    """
    Return rows of `rows` as claims; what is missing of a span is None.
    """
    cells = found.itertuples(index=False)
    return [
        Claim(table, key, words, _number(start), _number(end), _number(paragraph) or 0,
              cue, tuple(filter(None, relays.split(" → "))))
        for table, key, words, start, end, paragraph, cue, relays, _ in cells
    ]  # fmt: skip


def _number(cell: Any) -> int | None:
    return None if pd.isna(cell) else int(cell)


LONGEST: Final = 2_000_000  # Code points of a copy that a page looks through.
# What one proof may cost: places that are tried, and rows whose nearest passage is
# sought. Counted, not timed: a verdict must not hang on how busy the machine is.
TRIES: Final = 400_000
TRIES_OF_A_ROW: Final = 20_000
DIFFERENCES: Final = 150
_PARAGRAPH: Final = re.compile(r"[^\r\n]+")


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
    A reader's copy of a source: its text, where each word of it is, and its paragraphs
    (`lines` that are not blank begin at a place, and end at one of `ends`).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        lines = [found for found in _PARAGRAPH.finditer(text)
                 if not found.group().isspace()]  # fmt: skip
        self.lines = [line.start() for line in lines]
        self.ends = [line.end() for line in lines]
        self._plain: PlainText | None = None
        self._words: dict[str, list[int]] | None = None

    @property
    def plain(self) -> PlainText:
        """The text in plain form."""
        if self._plain is None:
            self._plain = PlainText(self.text)
        return self._plain

    @property
    def words(self) -> dict[str, list[int]]:
        """Where each word begins in the plain form, in order."""
        if self._words is None:
            self._words = {}
            for found in WORD.finditer(self.plain.plain):
                self._words.setdefault(found.group(), []).append(found.start())
        return self._words

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
    found = []
    moved = 0
    for claim in sorted(claims, key=lambda claim: (claim.start or 0, claim.end or 0)):
        finding = _verdict(copy, claim, moved, effort)
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


def _verdict(copy: Copy, claim: Claim, moved: int, effort: Budget) -> Finding:
    start, end, words = claim.start, claim.end, claim.words
    if not words.strip():
        return _unverified(claim, "the row holds no words to look for")
    if start is None or end is None or not 0 <= start < end:
        return _unverified(claim, "the row's start and end are no span")
    if copy.text[start:end] == words:
        return _at(copy, claim, Verdict.EXACT, start, end)
    if not effort.can_try(1 + len(words) // 50):
        return _unverified(claim, "too much was left to look for in this text")
    row = PlainText(words)
    at = copy.plain.plain_at(start)
    if at is not None and end - start == len(words):
        here = _own_span(copy, row.plain, at)
        if here:
            return _at(copy, claim, Verdict.EXACT, *here)
    expected = max(min(start + moved, len(copy.text)), 0)
    place, is_sure = _nearest(copy, row.plain, expected, effort)
    if place:
        return _at(copy, claim, Verdict.ELSEWHERE, *place)
    if not is_sure:
        return _unverified(claim, "its words stand in too many places to try them all")
    if not effort.can_compare():
        return Finding(
            claim, Verdict.NOT_FOUND, why="what differs was not worked out: too much"
            " else is missing"
        )  # fmt: skip
    near = diff.nearest(copy.plain, copy.words, row, start, expected)
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
    copy: Copy, sought: str, expected: int, effort: Budget
) -> tuple[tuple[int, int] | None, bool]:
    """
    The span nearest to where the words are expected, and whether none is sure to be.

    Words stand between the bounds of words: “no” is not found in “nothing”.
    """
    words = [(found.group(), found.start()) for found in WORD.finditer(sought)]
    if not words or not all(word in copy.words for word, _ in words):
        # Signs alone (“?!”) say nothing about where they come from.
        return None, True
    word, offset = min(words, key=lambda one: len(copy.words[one[0]]))
    places = copy.words[word]
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
