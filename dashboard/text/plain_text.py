"""A text in one plain form, and where each of its places stands in the text itself."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import regex

from dashboard.text.tokens import PLAIN_SHAPES, SHAPES

# What a copy may change on its way without a word of it being another.
SPACES: Final = "spaces or line breaks"
MARKS: Final = "the shape of quotation marks or apostrophes"
DASHES: Final = "the shape of dashes"
LETTERS: Final = "how accented letters are built (Unicode normal form)"
_BLANK: Final = {n: " " for n in range(0x3001) if chr(n).isspace()}
_MARKED: Final = {
    ord(sign): plain
    for sign, plain in zip(SHAPES, PLAIN_SHAPES, strict=True)
    if plain != "-"
}
_DASHED: Final = {
    ord(sign): plain
    for sign, plain in zip(SHAPES, PLAIN_SHAPES, strict=True)
    if plain == "-"
}
_TABLE: Final = _BLANK | _MARKED | _DASHED
# Marks on one letter that are put in order; more of them would take quadratic time
# (Unicode Standard Annex #15, Stream-Safe Text Format, has the same limit).
MOST_MARKS: Final = 30
# Scripts that put no space between words: each sign may stand alone.
_SPACELESS: Final = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
)
WORD: Final = regex.compile(rf"(?V1)[\w--[{_SPACELESS}]]+|\w")
_RUN: Final = regex.compile(rf"(?V1)[\w--[{_SPACELESS}]]")


class PlainText:
    """
    A text (`own`) and its plain form: each run of white space is one space, marks and
    dashes have one shape, letters are in canonical decomposition (NFD).

    Between the stretches whose length changes, a place moves with its neighbours: only
    those stretches are kept. No place inside such a stretch leads back: half a letter
    is no letter.
    """

    def __init__(self, own: str) -> None:
        self.own = own
        # Where each stretch begins and ends, in the text itself and in its plain form.
        self._own_from: list[int] = []
        self._own_to: list[int] = []
        self._from: list[int] = []
        self._to: list[int] = []
        pieces, at, length = [], 0, 0
        for found in _changing(own):
            before = own[at : found.start()].translate(_TABLE)
            stretch = found.group()
            plain = " "
            if not stretch.isspace():
                plain = unicodedata.normalize("NFD", stretch).translate(_TABLE)
            pieces += [before, plain]
            length += len(before)
            self._own_from.append(found.start())
            self._own_to.append(found.end())
            self._from.append(length)
            length += len(plain)
            self._to.append(length)
            at = found.end()
        self.plain = "".join([*pieces, own[at:].translate(_TABLE)])

    def own_at(self, place: int) -> int | None:
        """
        Return where a place of the plain form stands in the text, None within a letter.
        """
        return _moved(place, self._from, self._to, self._own_from, self._own_to)

    def own_by(self, place: int) -> int:
        """
        Return where a place of the plain form stands in the text, or its letter begins.
        """
        place = min(max(place, 0), len(self.plain))
        at = self.own_at(place)
        return self._own_from[bisect_right(self._from, place) - 1] if at is None else at

    def plain_at(self, place: int) -> int | None:
        """
        Return where a place of the text stands in the plain form, None within a letter.
        """
        return _moved(place, self._own_from, self._own_to, self._from, self._to)

    def is_within_word(self, place: int) -> bool:
        """
        Tell whether a place of the plain form stands between two letters of a word.
        """
        if not 0 < place < len(self.plain):
            return False
        return bool(_RUN.match(self.plain, place - 1) and _RUN.match(self.plain, place))


def forms(own: str, other: str) -> tuple[str, ...]:
    """
    Return what differs in form between two texts whose plain forms are equal.
    """
    if own == other:
        return ()
    names = (SPACES, MARKS, DASHES, LETTERS)
    found = [name for name in names if _but(own, name) != _but(other, name)]
    # Forms can hide each other; that something differs is said all the same.
    return tuple(found) or (SPACES,)


def _but(text: str, kept: str) -> str:
    """A text's plain form, but for one kind of form that is kept as it stands."""
    if kept != LETTERS:
        pieces, at = [], 0
        for found in _changing(text):
            whole = found.group()
            if not whole.isspace():
                whole = unicodedata.normalize("NFD", whole)
            pieces += [text[at : found.start()], whole]
            at = found.end()
        text = "".join([*pieces, text[at:]])
    tables = {SPACES: _BLANK, MARKS: _MARKED, DASHES: _DASHED}
    for name, table in tables.items():
        text = text if name == kept else text.translate(table)
    return text if kept == SPACES else re.sub(" {2,}", " ", text)


def _changing(text: str) -> Iterator[re.Match[str]]:
    """The stretches of a text whose length the plain form may change, in order."""
    signs = set(text)
    marks = "".join(sign for sign in signs if unicodedata.combining(sign))
    opened = "".join(s for s in signs if unicodedata.normalize("NFD", s) != s)
    ways = [r"\s{2,}"]
    if marks:
        ways.insert(0, rf"(?s:.)[{re.escape(marks)}]{{1,{MOST_MARKS}}}")
    if opened:
        ways.append(f"[{re.escape(opened)}]")
    return re.finditer("|".join(ways), text)


def _moved(
    place: int, begin: list[int], end: list[int], to_begin: list[int], to_end: list[int]
) -> int | None:
    number = bisect_right(begin, place) - 1
    if number < 0:
        return place
    if place == begin[number]:
        return to_begin[number]
    if place < end[number]:
        return None
    return to_end[number] + place - end[number]
