"""A text in one plain form, and where each of its places stands in the text itself."""

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import regex

from dashboard.text.signs import LIGATURES, TATWEEL, UNSEEN, WIDE
from dashboard.text.tokens import PLAIN_SHAPES, SHAPES

# What a copy may change on its way without a word of it being another.
SPACES: Final = "spaces or line breaks"
MARKS: Final = "the shape of quotation marks or apostrophes"
DASHES: Final = "the shape of dashes"
LETTERS: Final = "how accented letters are built (Unicode normal form)"
NOT_SEEN: Final = "signs that nobody sees"
JOINED: Final = "letters joined into one sign, stretched or wide"
DOTS: Final = "how three dots are set"
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
# Marks and dashes that are put together of several signs, by typewriters and wires.
_SINGLE: Final = "'" + "".join(chr(n) for n, plain in _MARKED.items() if plain == "'")
_DASH: Final = "-" + "".join(map(chr, _DASHED))
_SEVERAL: Final = re.compile(
    rf"(?P<mark>[{re.escape(_SINGLE)}]{{2}}|,,|<<|>>)|(?P<dash>[{re.escape(_DASH)}]{{2,3}})"
)
_TOGETHER: Final = {"mark": '"', "dash": "-"}
_UNSEEN: Final[dict[int, str | None]] = dict.fromkeys(map(ord, UNSEEN))
# What prints with a shape of its own is not read as wide: its plain shape is known.
_JOINED: Final[dict[int, str | None]] = {
    n: letters for n, letters in (LIGATURES | WIDE).items()
    if n not in _MARKED and n not in _DASHED
} | {ord(TATWEEL): None}  # fmt: skip
_DOTTED: Final = {ord("…"): "..."}
_OPENED: Final = _UNSEEN | _JOINED | _DOTTED
_TABLE: Final = _BLANK | _MARKED | _DASHED | _OPENED
# Marks on one letter that are put in order; more of them would take quadratic time
# (Unicode Standard Annex #15, Stream-Safe Text Format, has the same limit).
MOST_MARKS: Final = 30
_BLOCK: Final = 64  # Stretches of a block, and white space that is no block of its own.
_SPACES: Final = re.compile(" {2,}")
# Scripts that put no space between words: each sign may stand alone.
_SPACELESS: Final = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
)
WORD: Final = regex.compile(rf"(?V1)[\w--[{_SPACELESS}]]+|\w")
_RUN: Final = regex.compile(rf"(?V1)[\w--[{_SPACELESS}]]")


class PlainText:
    """
    A text (`own`) and its plain form: each run of white space is one space, marks and
    dashes have one shape, letters are in canonical decomposition (NFD), none joined or
    wide; what nobody sees is left out.

    Where lengths change, a place moves with its neighbours. Kept are blocks, each from
    a stretch whose length changes on: which stretches it has is worked out when asked,
    as a text may have a million. No place inside a stretch leads back: half a letter is
    no letter.
    """

    def __init__(self, own: str) -> None:
        self.own = own
        # Where each block begins and ends, in the text itself and in its plain form.
        self._own_from, self._own_to = array("i"), array("i")
        self._from, self._to = array("i"), array("i")
        self._forms = _Forms(own)
        self._last: tuple[int, tuple[list[int], list[int]]] = (-1, ([], []))
        pieces, at, length = [], 0, 0
        for found in self._forms.blocks.finditer(own):
            start, end = found.span()
            before = own[at:start].translate(_TABLE)
            plain = self._forms.plain(own[start:end])
            pieces += [before, plain]
            length += len(before)
            self._own_from.append(start)
            self._own_to.append(end)
            self._from.append(length)
            length += len(plain)
            self._to.append(length)
            at = end
        self.plain = "".join([*pieces, own[at:].translate(_TABLE)])

    def own_at(self, place: int) -> int | None:
        """
        Return where a place of the plain form stands in the text, None within a letter.
        """
        number = bisect_right(self._from, place) - 1
        if number < 0:
            return place
        if place >= self._to[number]:
            return self._own_to[number] + place - self._to[number]
        own, plain = self._within(number)
        at = bisect_right(plain, place) - 1
        return own[at] if plain[at] == place else None

    def own_by(self, place: int) -> int:
        """
        Return where a place of the plain form stands in the text, or its letter begins.
        """
        place = min(max(place, 0), len(self.plain))
        at = self.own_at(place)
        if at is not None:
            return at
        own, plain = self._within(bisect_right(self._from, place) - 1)
        return own[bisect_right(plain, place) - 1]

    def plain_at(self, place: int) -> int | None:
        """
        Return where a place of the text stands in the plain form, None within a letter.
        """
        number = bisect_right(self._own_from, place) - 1
        if number < 0:
            return place
        if place >= self._own_to[number]:
            return self._to[number] + place - self._own_to[number]
        own, plain = self._within(number)
        at = bisect_right(own, place) - 1
        return plain[at] if own[at] == place else None

    def _within(self, number: int) -> tuple[list[int], list[int]]:
        """The places of a block that lead from one form to the other, in each."""
        if self._last[0] == number:  # Rows are looked for in the order of the text.
            return self._last[1]
        begin, at = self._own_from[number], self._from[number]
        if self._to[number] - at == 1:
            return [begin, self._own_to[number]], [at, at + 1]
        block = self.own[begin : self._own_to[number]]
        own, plain = [begin], [at]
        for stretch in self._forms.stretches(block):
            begin, at = begin + len(stretch), at + len(self._forms.one(stretch))
            own.append(begin)
            plain.append(at)
        self._last = (number, (own, plain))
        return own, plain

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
    names = (NOT_SEEN, JOINED, DOTS, SPACES, MARKS, DASHES, LETTERS)
    found = [name for name in names if _but(own, name) != _but(other, name)]
    # Forms can hide each other; that something differs is said all the same.
    return tuple(found) or (SPACES,)


def _but(text: str, kept: str) -> str:
    """A text's plain form, but for one kind of form that is kept as it stands."""
    if kept != LETTERS:
        text = _Forms(text).letters(text)
    tables: dict[str, Mapping[int, str | None]] = {
        NOT_SEEN: _UNSEEN, JOINED: _JOINED, DOTS: _DOTTED, SPACES: _BLANK,
    }  # fmt: skip
    for name, table in tables.items():
        text = text if name == kept else text.translate(table)
    kinds = {"mark": MARKS, "dash": DASHES}
    text = _SEVERAL.sub(
        lambda found: (
            found.group()
            if kinds[found.lastgroup or ""] == kept
            else _TOGETHER[found.lastgroup or ""]
        ),
        text,
    )
    text = text if kept == MARKS else text.translate(_MARKED)
    text = text if kept == DASHES else text.translate(_DASHED)
    return text if kept == SPACES else _SPACES.sub(" ", text)


class _Forms:
    """How stretches change: letters with marks, runs of white space, letters alone."""

    def __init__(self, text: str) -> None:
        signs = "".join(sorted(set(text)))
        built = {s: n for s in signs if (n := unicodedata.normalize("NFD", s)) != s}
        # What decomposes into marks alone joins the letter before it, too.
        marks = [s for s in signs if unicodedata.combining(built.get(s, s)[0])]
        alone = (built.keys() | {s for s in signs if ord(s) in _OPENED}) - set(marks)
        blank = [s for s in signs if ord(s) in _UNSEEN and s not in marks]
        self._has_letters = bool(marks or built)
        self.blocks, self._stretches, out_of_order = _patterns(
            re.escape("".join(marks)),
            re.escape("".join(sorted(alone))),
            re.escape("".join(blank)),
        )
        # Elsewhere letters can be decomposed block by block, all at once.
        self._is_in_order = not (out_of_order and out_of_order.search(text))

    def stretches(self, text: str) -> list[str]:
        """Return the stretches of a block in order, together all of it."""
        found: list[str] = self._stretches.findall(text)
        return found

    @staticmethod
    def one(stretch: str) -> str:
        """Return a stretch in plain form."""
        if stretch.isspace():
            return " "
        if len(stretch) > 1 and (found := _SEVERAL.fullmatch(stretch)):
            return _TOGETHER[found.lastgroup or ""]
        plain = unicodedata.normalize("NFD", stretch).translate(_TABLE)
        return plain if plain.strip(" ") or not plain else " "

    def plain(self, block: str) -> str:
        """Return a block in plain form."""
        if block.isspace() or _SEVERAL.search(block):
            return "".join(map(self.one, self.stretches(block)))
        return _SPACES.sub(" ", self.letters(block).translate(_TABLE))

    def letters(self, text: str) -> str:
        """Return a text, each letter in canonical decomposition."""
        if not self._has_letters:
            return text
        if self._is_in_order:
            return unicodedata.normalize("NFD", text)
        return "".join(
            stretch if stretch.isspace() else unicodedata.normalize("NFD", stretch)
            for stretch in self.stretches(text)
        )


@lru_cache(maxsize=16)
def _patterns(
    marks: str, opened: str, unseen: str
) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]:
    """
    What blocks a text has, what stretches, and what makes marks cross from one to the
    next, by the marks, the letters that its plain form may change, and what is unseen.
    """
    joined = [rf"(?s:.)[{marks}]{{1,{MOST_MARKS}}}"] * bool(marks)
    alone = [f"[{opened}]"] * bool(opened)
    several = [re.sub(r"\?P<\w+>", "?:", _SEVERAL.pattern)]
    blank = rf"[\s{unseen}]"
    spaces = rf"{blank}{{2,{_BLOCK}}}(?!{blank})"
    changing = "|".join([*joined, spaces, *several, *alone])
    unit = "|".join([*joined, spaces, *several, rf"(?!{blank}{blank})(?s:.)"])
    blocks = rf"{blank}{{{_BLOCK + 1},}}|(?>{changing})(?>{unit}){{0,{_BLOCK}}}"
    stretches = "|".join([*joined, rf"{blank}{{2,}}", *several, "(?s:.)"])
    out = rf"{blank}{{2}}[{marks}]|[{marks}]{{{MOST_MARKS + 1}}}" if marks else ""
    return re.compile(blocks), re.compile(stretches), re.compile(out) if out else None
