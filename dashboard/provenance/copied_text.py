"""A reader's copy of a source: its text, its paragraphs, its sentences."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from dashboard.text.plain_text import WORD, PlainText
from dashboard.text.signs import LINE_ENDS, UNSEEN_CLASS

_LINE: Final = re.compile(rf"[^{LINE_ENDS}]+")
_INK: Final = re.compile(rf"[^\s{UNSEEN_CLASS}]")
# A sentence ends before a capital, a number or a mark; an initial (U.S.) ends none.
_END: Final = re.compile(
    r"(?<![\s.][A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bGen\.)"
    rf"(?<=[.!?…])[\"”’»)\]']*[\s{UNSEEN_CLASS}]+(?=[\"“‘«(\[`'„‚»<「『《]*[^\W_a-z])|(?<=[。！？])[」』”]*"
)
_ASCII_WORD: Final = re.compile(r"\w+", re.A)
NEAR: Final = 2_000  # Code points of a long paragraph in which a cue is sought,
SHOWN: Final = 300  # and of a long sentence, before and after what was found in it.
Words = dict[str, "array[int]"]


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

    def __getstate__(self) -> dict[str, object]:
        """What another process needs of it: the plain form is made anew if asked."""
        return self.__dict__ | {"_plain": None}

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
        plain = self.plain.plain
        # Of plain letters these are the same words, found in a quarter of the time.
        for match in (_ASCII_WORD if plain.isascii() else WORD).finditer(plain):
            word = match.group()
            if word in wanted:
                found.setdefault(word, array("i")).append(match.start())
        return found

    def paragraph(self, place: int) -> int:
        """Return the ordinal of the non-blank line that holds a place, from 1."""
        return bisect_right(self.lines, place)


def counted_in(text: str, places: Iterable[int], encoding: str) -> dict[int, int]:
    """
    Return places that are counted in units of an encoding ("utf-16-le", "utf-8"), in
    order, as places in characters: those within the text.

    Empty where one of them is within a character, or the text has half of one.
    """
    width = 2 if encoding == "utf-16-le" else 1
    found: dict[int, int] = {}
    at = number = 0
    try:
        data = text.encode(encoding)
        for place in places:
            if place * width > len(data):
                break
            number += len(data[at * width : place * width].decode(encoding))
            found[place], at = number, place
    except UnicodeError:
        return {}
    return found


def paragraph_about(copy: Copy, start: int, end: int) -> tuple[int, int]:
    """
    Return the paragraph about a stretch, or what of a long one is near to it.
    """
    number = copy.paragraph(start) - 1
    if number < 0:
        return start, end
    begins, ends = copy.lines[number], max(copy.ends[number], end)
    return max(begins, start - NEAR), min(ends, end + NEAR)


def sentence(copy: Copy, start: int, end: int) -> tuple[int, int]:
    """
    Return the sentence about a stretch of a copy, or what of a long one is near to it.
    """
    low, high = paragraph_about(copy, start, end)
    low, high = max(low, start - SHOWN), min(high, end + SHOWN)
    first, last = low, high
    for found in _END.finditer(copy.text, low, high):
        if found.end() <= start:
            first = found.end()
        elif found.start() >= end:
            last = found.start()
            break
    return first, last
