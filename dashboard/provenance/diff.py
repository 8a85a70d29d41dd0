"""The passage of a text that is most like some words, and how they differ."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import regex
from rapidfuzz.distance import Indel, Levenshtein

from dashboard.record.limits import LONGEST_DIFFERENCE
from dashboard.text.plain_text import WORD, PlainText
from dashboard.text.signs import LINE_ENDS, drawn

WORDS: Final = 24  # Words of a row by which its passage is sought, the rarest,
PLACES: Final = 12  # and places of each that are looked at, the nearest.
ALIKE: Final = 0.5  # The share of the letters that stand in the same words.
ALIKE_LETTERS: Final = 0.75  # For words of which none is the same, as in a misprint.
_BRACKETED: Final = 12  # Pieces of a stretch in brackets that is told whole.
Piece = tuple[str, int, int]
Run = tuple[int, int, int, int, bool]
_PIECE: Final = regex.compile(rf"{WORD.pattern}|[^\w\s]")


class Change(NamedTuple):
    """A stretch of a passage: the same on both sides, or what each of them has."""

    record: str
    copy: str
    is_same: bool


class Passage(NamedTuple):
    """Where a passage stands in the text itself, and how it differs from the words."""

    start: int
    end: int
    changes: tuple[Change, ...]


def nearest(
    text: PlainText,
    words: Mapping[str, Sequence[int]],
    row: PlainText,
    start: int,
    expected: int,
) -> Passage | None:
    """
    Return the passage most like a row's words.

    None where no passage has half of the letters in the same words. `words` says where
    each word of the text is; `start` is the row's place, `expected` where it would be.
    """
    if len(row.own) > LONGEST_DIFFERENCE:
        return None
    guess = _guess(text, words, row.plain, expected)
    found = [_aligned(text, row, guess)] if guess is not None else []
    found.append(_misprint(text, row.own, start))
    best = max(filter(None, found), key=lambda one: one[0], default=None)
    return best[1] if best else None


def is_parted(changes: Sequence[Change]) -> bool:
    """
    Tell whether a passage has all of the words, and lines of their own in between: an
    advertisement, a heading.
    """
    ends = tuple(LINE_ENDS)
    is_found = False
    for number, change in enumerate(changes):
        if change.is_same:
            continue
        behind = changes[number + 1 : number + 2]
        if change.record.strip() or not behind or not number:
            return False
        if not _gap_of(change.copy).startswith(ends):
            return False
        if not _gap_of(behind[0].copy).startswith(ends):
            return False
        is_found = True
    return is_found


def _gap_of(text: str) -> str:
    """What stands before the first word of a text, but for blanks at a line's end."""
    return text[: len(text) - len(text.lstrip())].lstrip(" \t\u00a0")


def _guess(
    text: PlainText, words: Mapping[str, Sequence[int]], sought: str, expected: int
) -> int | None:
    """Where the row's words would begin, by most of its rarest words in the text."""
    there = {
        found.group(): found.start()
        for found in WORD.finditer(sought)
        if found.group() in words
    }
    rarest = sorted(there, key=lambda word: (len(words[word]), there[word]))[:WORDS]
    width = max(30, len(sought) // 3)
    at = text.plain_at(expected) or expected
    votes: Counter[int] = Counter()
    begins: dict[int, int] = {}
    for word in rarest:
        places = words[word]
        near = at + there[word]
        if len(places) > PLACES:
            places = _nearby(places, near)
        buckets: dict[int, int] = {}
        for place in places:
            buckets.setdefault((place - there[word]) // width, place - there[word])
        for bucket, begin in buckets.items():
            votes[bucket] += len(word)
            votes[bucket + 1] += len(word) - 1  # Half of a passage may fall beyond.
            begins.setdefault(bucket, begin)
            begins.setdefault(bucket + 1, begin)
    if not votes:
        return None
    best = min(votes, key=lambda one: (-votes[one], abs(begins[one] - at)))
    return max(begins[best], 0)


def _nearby(places: Sequence[int], near: int) -> Sequence[int]:
    """The places nearest to one, roughly: as many before it as after."""
    first = min(bisect_left(places, near) - PLACES // 2, len(places) - PLACES)
    return places[max(first, 0) :][:PLACES]


def _aligned(
    text: PlainText, row: PlainText, guess: int
) -> tuple[float, Passage] | None:
    """The passage about a place, word for word beside the row's, and how alike."""
    margin = max(80, len(row.plain) // 4)
    begin, end = max(guess - margin, 0), guess + len(row.plain) + margin
    ours, theirs = _pieces(row.plain), _pieces(text.plain[begin:end], begin)
    same = _same(ours, theirs)
    if not same:
        return None
    # Another place may have the first words too: once more, from near the others.
    slack = 3 + len(ours) // 10
    head = max(same[0][2] - same[0][0] - slack, 0)
    theirs = theirs[head : same[-1][3] + len(ours) - same[-1][1] + slack]
    same = _same(ours, theirs)
    runs = _runs(ours, theirs)
    if not same:
        return None
    # What stands before the first word that is the same, and after the last, belongs
    # to the passage only as far as the row has words there.
    first, last = same[0], same[-1]
    head = max(first[2] - first[0], 0)
    tail = min(last[3] + len(ours) - last[1], len(theirs))
    inner = [run for run in runs if first[2] <= run[2] and run[3] <= last[3]
             and first[0] <= run[0] and run[1] <= last[1]]  # fmt: skip
    runs = [
        (0, first[0], head, first[2], False),
        *inner,
        (last[1], len(ours), last[3], tail, False),
    ]
    head, tail = _whole_brackets(theirs, head, tail)
    runs[0] = (0, first[0], head, first[2], False)
    runs[-1] = (last[1], len(ours), last[3], tail, False)
    letters = sum(_letters(ours, run[0], run[1]) for run in inner if run[4])
    most = max(_letters(ours, 0, len(ours)), _letters(theirs, head, tail))
    if letters < ALIKE * most:
        return None
    start, end = text.own_by(theirs[head][1]), text.own_by(theirs[tail - 1][2])
    changes = _changes(row, text, ours, theirs, runs)
    if all(change.is_same for change in changes):
        # Every word is there: a space is too many or missing.
        changes = (Change(row.own, text.own[start:end], is_same=False),)
    return letters / most, Passage(start, end, changes)


def _whole_brackets(theirs: list[Piece], head: int, tail: int) -> tuple[int, int]:
    """A stretch of pieces with what stands in brackets at its ends whole."""
    inside = [piece for piece, *_ in theirs[head:tail]]
    for opens, closes in ("[]", "()"):
        first_close = inside.index(closes) if closes in inside else len(inside)
        if closes in inside and opens not in inside[:first_close]:
            before = [piece for piece, *_ in theirs[max(head - _BRACKETED, 0) : head]]
            if opens in before:
                head -= before[::-1].index(opens) + 1
        left = inside[::-1].index(opens) if opens in inside else -1
        if left >= 0 and closes not in inside[len(inside) - left :]:
            behind = [piece for piece, *_ in theirs[tail : tail + _BRACKETED]]
            if closes in behind:
                tail += behind.index(closes) + 1
    return head, tail


def _runs(ours: list[Piece], theirs: list[Piece]) -> list[Run]:
    """The stretches of two texts that are the same or differ, piece for piece."""
    steps = Levenshtein.opcodes([one[0] for one in ours], [one[0] for one in theirs])
    return [
        (step.src_start, step.src_end, step.dest_start, step.dest_end,
         step.tag == "equal")
        for step in steps
    ]  # fmt: skip


def _same(ours: list[Piece], theirs: list[Piece]) -> list[Run]:
    """
    Runs that are the same, without those at the ends that stand far from the others: a
    comma that the next sentence has too.
    """
    same = [run for run in _runs(ours, theirs) if run[4]]
    while len(same) > 1 and _gap(same[0], same[1], ours, theirs) > _letters(
        ours, *same[0][:2]
    ):
        del same[0]
    while len(same) > 1 and _gap(same[-2], same[-1], ours, theirs) > _letters(
        ours, *same[-1][:2]
    ):
        del same[-1]
    return same


def _gap(one: Run, other: Run, ours: list[Piece], theirs: list[Piece]) -> int:
    """How many more letters stand between two runs in the text than in the row."""
    return _letters(theirs, one[3], other[2]) - _letters(ours, one[1], other[0])


def _letters(pieces: list[Piece], begin: int, end: int) -> int:
    return sum(len(piece) for piece, *_ in pieces[begin:end])


def _changes(
    row: PlainText,
    text: PlainText,
    ours: list[Piece],
    theirs: list[Piece],
    runs: list[Run],
) -> tuple[Change, ...]:
    """Runs of pieces as stretches of both texts, white space before a word with it."""
    found: list[Change] = []
    for begin, end, other_begin, other_end, is_same in runs:
        mine = _stretch(row, ours, begin, end, not found)
        other = _stretch(text, theirs, other_begin, other_end, not found)
        if not mine and not other:
            continue
        if found and found[-1].is_same == is_same:
            mine, other = found[-1].record + mine, found[-1].copy + other
            found.pop()
        found.append(Change(mine, other, is_same))
    return tuple(found)


def _stretch(
    text: PlainText, pieces: list[Piece], begin: int, end: int, is_first: bool
) -> str:
    """A text's own words from one of its pieces to another."""
    if begin >= end:
        return ""
    at = pieces[begin][1] if is_first or not begin else pieces[begin - 1][2]
    return text.own[text.own_by(at) : text.own_by(pieces[end - 1][2])]


def _pieces(plain: str, begin: int = 0) -> list[Piece]:
    """Words and signs, and where each stands if the text begins at a place."""
    return [
        (found.group(), begin + found.start(), begin + found.end())
        for found in _PIECE.finditer(plain)
    ]


def _misprint(text: PlainText, record: str, start: int) -> tuple[float, Passage] | None:
    """What stands at the row's own place, where its letters are nearly the same."""
    if start >= len(text.own):
        return None
    begin, end = start, min(start + len(record), len(text.own))
    while begin > 0 and start - begin < 40 and _inside(text.own, begin):
        begin -= 1
    while (
        end < len(text.own)
        and end - start < len(record) + 40
        and _inside(text.own, end)
    ):
        end += 1
    printed = text.own[begin:end].strip()
    # Letters that only look the same are the same to a reader, and capitals nearly.
    alike = Indel.normalized_similarity(
        drawn(record).casefold(), drawn(printed).casefold()
    )
    if alike < ALIKE_LETTERS:
        return None
    begin = text.own.index(printed, begin)
    change = Change(record, printed, is_same=False)
    # Word by word says more where both can be said.
    return alike * ALIKE, Passage(begin, begin + len(printed), (change,))


def _inside(text: str, place: int) -> bool:
    return text[place - 1].isalnum() and text[place].isalnum()
