"""Rows verified against a copy of their source: one verdict a row."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import regex

from dashboard.provenance import copied_text, diff, surroundings
from dashboard.provenance.claims import STANDS, Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy, Words
from dashboard.record.limits import DIFFERENCES, TRIES, TRIES_OF_A_ROW
from dashboard.text.plain_text import WORD, PlainText, forms

# A letter behind words to which a particle may be joined: a word may end before it.
_TRIES_BEHIND: Final = 50  # Places behind its like at which a row is looked for.
_JOINING: Final = regex.compile(r"\p{Hangul}")
# What programs count places in, if not in characters, and the encoding that has it so.
_UNITS: Final = {
    "UTF-16 units (as JavaScript, Java and Excel count)": "utf-16-le",
    "bytes of UTF-8": "utf-8",
}


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


def verify(
    copy: Copy,
    claims: Iterable[Claim],
    effort: Budget | None = None,
    *,
    is_same: bool = False,
    length: int = 0,
) -> list[Finding]:
    """
    Give one verdict on each row, in the order of their spans.

    `is_same` where the copy is the very text that was coded, `length` is that text's.
    What cannot be verified is said to be so, never that it is fine. Where every place
    of the record is one of the same other unit, as UTF-16 has it, rows are verified
    where they are then, and none is exact at its place.
    """
    effort = effort or Budget()
    order = sorted(claims, key=lambda claim: (claim.start or 0, claim.end or 0))
    units, meant = _other_units(copy, order)
    found = _verified(copy, meant, effort, is_same=is_same, length=length)
    if not units:
        return found
    return [
        one._replace(
            claim=claim,
            verdict=Verdict.ELSEWHERE if one.verdict is Verdict.EXACT else one.verdict,
            units=units if one.verdict in STANDS else "",
        )
        for claim, one in zip(order, found, strict=True)
    ]


def _other_units(copy: Copy, order: list[Claim]) -> tuple[str, list[Claim]]:
    """
    What places of rows are counted in, if not in characters, and the rows as they are
    meant then: each that the copy reaches to must have its words there.
    """
    whole = [one for one in order if one.start is not None and one.end is not None]
    if copy.text.isascii():
        return "", order
    places = sorted({place for one in whole for place in (one.start, one.end) if place})
    for units, encoding in _UNITS.items():
        meant = {0: 0} | copied_text.counted_in(copy.text, places, encoding)
        moved = 0
        for one in whole:
            start, end = meant.get(one.start or 0), meant.get(one.end or 0)
            if start is None or end is None:
                continue
            if not one.words.strip() or copy.text[start:end] != one.words:
                break
            if (start, end) != (one.start, one.end):
                if copy.text[one.start : one.end] == one.words:
                    break  # Counted in characters it fits as well.
                moved += 1
        else:
            if moved:
                return units, [_in_characters(one, meant) for one in order]
    return "", order


def _in_characters(claim: Claim, meant: dict[int, int]) -> Claim:
    start, end = meant.get(claim.start or 0), meant.get(claim.end or 0)
    is_span = claim.start is not None and claim.end is not None
    if not is_span or start is None or end is None:
        return claim
    return claim._replace(start=start, end=end)


def _verified(
    copy: Copy, order: list[Claim], effort: Budget, *, is_same: bool, length: int
) -> list[Finding]:
    """The verdicts on rows, their places taken for characters."""
    is_exact = [_is_exact(copy, claim, is_same=is_same) for claim in order]
    rows = [None if exact else PlainText(claim.words)
            for claim, exact in zip(order, is_exact, strict=True)]  # fmt: skip
    words = copy.index(row for row in rows if row)
    found = []
    expected = []
    moved = 0
    paired = _in_order(copy, order, effort)
    # Of words that the record has of several places each has a printing of its own.
    taken: dict[str, Finding] = {}
    for claim, row in zip(order, rows, strict=True):
        expected.append((claim.start or 0) + moved)
        last = taken.get(claim.words)
        is_another = last and last.claim.end and last.claim.end <= (claim.start or 0)
        beyond = last.end if last and is_another else 0
        place = paired.get((claim.start, claim.end, claim.words))
        if place:
            verdict = Verdict.EXACT if place[0] == claim.start else Verdict.ELSEWHERE
            finding = _at(copy, claim, verdict, *place)
        else:
            finding = _verdict(copy, words, claim, row, (moved, beyond), effort)
        if finding.verdict in STANDS:
            taken[claim.words] = finding
        is_there = finding.verdict in (Verdict.ELSEWHERE, Verdict.EXACT)
        # Where a longer row stands elsewhere, its neighbours have moved with it.
        if is_there and claim.start is not None and len(claim.words) > 12:
            moved = finding.start - claim.start
        found.append(finding)
    weighed = surroundings.weighed(copy, found, is_same=is_same, length=length)
    not_in_it = set() if is_same else _beyond(copy, weighed, expected)
    if not not_in_it:
        return weighed
    # What is not in the copy is no row's neighbour there, and prints nothing twice.
    ends_in = copy.paragraph(len(copy.text))
    left = [
        Finding(one.claim, Verdict.BEYOND, paragraph=ends_in)
        if number in not_in_it
        else one
        for number, one in enumerate(found)
    ]
    return surroundings.weighed(copy, left, is_same=False)


def _beyond(copy: Copy, found: list[Finding], expected: list[int]) -> set[int]:
    """
    Which rows would stand behind the end of a copy that ends before its source does:
    like words further up are other words.

    `expected` is where each would stand, as those before it have moved. Rows that stand
    with all that is about them show that it is a copy, and how far it goes.
    """
    sure = [
        number for number, one in enumerate(found)
        if one.verdict in (Verdict.EXACT, Verdict.ELSEWHERE)
    ]  # fmt: skip
    if not sure:
        return set()
    end = len(copy.text.rstrip())
    return {
        number for number in range(sure[-1] + 1, len(found))
        if expected[number] >= end and found[number].claim.start is not None
    }  # fmt: skip


def counts(findings: Iterable[Finding]) -> dict[str, Counter[Verdict]]:
    """
    Return how many rows of each table have each verdict.
    """
    found: dict[str, Counter[Verdict]] = {}
    for finding in findings:
        found.setdefault(finding.claim.table, Counter())[finding.verdict] += 1
    return found


def _in_order(
    copy: Copy, order: list[Claim], effort: Budget
) -> dict[tuple[int | None, int | None, str], tuple[int, int]]:
    """
    Where words that the record has of several places stand, if a copy has them as often
    as the record: the first is the first.
    """
    spans: dict[str, dict[tuple[int, int], None]] = {}
    for claim in order:
        if claim.start is not None and claim.end is not None and claim.words.strip():
            spans.setdefault(claim.words, {})[claim.start, claim.end] = None
    found: dict[tuple[int | None, int | None, str], tuple[int, int]] = {}
    for words, places in spans.items():
        if not 1 < len(places) <= _TRIES_BEHIND:
            continue
        sought = PlainText(words).plain
        there: list[tuple[int, int]] = []
        at = copy.plain.plain.find(sought)
        while at >= 0 and len(there) <= len(places):
            if not effort.can_try(1 + len(sought) // 50):
                return found
            span = _own_span(copy, sought, at)
            if span and not _cuts_a_word(copy, *span):
                there.append(span)
            at = copy.plain.plain.find(sought, at + 1)
        if len(there) == len(places):
            for span, place in zip(places, there, strict=True):
                found[*span, words] = place
    return found


def _is_exact(copy: Copy, claim: Claim, *, is_same: bool) -> bool:
    start, end, words = claim.start, claim.end, claim.words
    if start is None or end is None or not 0 <= start < end or not words.strip():
        return False
    if copy.text[start:end] != words:
        return False
    # What was coded so was coded so; of another text half a word says nothing.
    return is_same or not _cuts_a_word(copy, start, end)


def _cuts_a_word(copy: Copy, start: int, end: int) -> bool:
    """Tell whether a span of a copy begins or ends within a word."""
    at, to = copy.plain.plain_at(start), copy.plain.plain_at(end)
    if at is None or to is None:
        return True
    if copy.plain.is_within_word(at):
        return True
    is_joined = _JOINING.match(copy.text, end) is not None
    return copy.plain.is_within_word(to) and not is_joined


def _verdict(
    copy: Copy, index: Words, claim: Claim, row: PlainText | None,
    near: tuple[int, int], effort: Budget,
) -> Finding:  # fmt: skip
    """
    The verdict on one row, None where it is exact at its place; `near` says by how much
    its neighbours have moved, and behind which place it stands if it can.
    """
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
        if here and not _cuts_a_word(copy, *here):
            return _at(copy, claim, Verdict.EXACT, *here)
    moved, beyond = near
    expected = max(min(start + moved, len(copy.text)), 0)
    place, is_sure = _nearest(copy, index, row.plain, max(expected, beyond), effort)
    if place and place[0] < beyond:
        behind = _first_behind(copy, index, row.plain, beyond, effort)
        place = behind or place
    if place:
        return _at(copy, claim, Verdict.ELSEWHERE, *place)
    if not is_sure:
        return _unverified(claim, "its words stand in too many places to try them all")
    if not effort.can_compare():
        return Finding(
            claim, Verdict.NOT_FOUND, why="what differs was not worked out: too much"
            " else is missing"
        )  # fmt: skip
    like = diff.nearest(copy.plain, index, row, start, expected)
    if like is None or copy.text[like.start : like.end] == words:
        return Finding(claim, Verdict.NOT_FOUND)
    is_parted = diff.is_parted(like.changes)
    verdict = Verdict.BROKEN if is_parted else Verdict.DIFFERS
    found = _at(copy, claim, Verdict.DIFFERS, like.start, like.end)
    return found._replace(verdict=verdict, changes=like.changes)


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


def _first_behind(
    copy: Copy, index: Words, sought: str, beyond: int, effort: Budget
) -> tuple[int, int] | None:
    """The first span behind a place that holds what is sought, as far as is tried."""
    found = WORD.search(sought)
    at = copy.plain.plain_at(beyond)
    if not found or at is None:
        return None
    places = index[found.group()]
    first = bisect_left(places, at + found.start())
    for place in places[first : first + _TRIES_BEHIND]:
        if not effort.can_try(1 + len(sought) // 500):
            return None
        begin = place - found.start()
        span = _own_span(copy, sought, begin)
        if span and not _cuts_a_word(copy, *span):
            return span
    return None


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
