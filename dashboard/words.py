"""Texts cut into words and folded: one way for texts, questions and highlights."""

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

import regex

# Word boundaries of Unicode Standard Annex #29, at which `regex` cuts under (?w).
_WORD: Final = regex.compile(r"(?w)(?=\w)\b.+?\b")
_POSSESSIVE: Final = regex.compile(r"['\u2019\uff07][sS]$")
# Accents, Arabic and Hebrew vowel signs. Other marks (a voiced kana's, a Devanagari
# or Thai vowel) are letters of their own.
_IGNORED: Final = regex.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# Apostrophes, quotation marks and dashes of every shape, and the plain one for each.
SHAPES: Final = (
    "\u2018\u2019\u201a\u201b\u02bc\uff07\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
)
PLAIN_SHAPES: Final = "'" * 6 + '"' * 7 + "-" * 8
_SHAPES: Final = str.maketrans(SHAPES, PLAIN_SHAPES)


class Word(NamedTuple):
    """One word of a text: as it is looked up, and where it stands in code points."""

    folded: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """
    Return a word without case, accents, width or vowel signs, "ß" as "ss".
    """
    opened = unicodedata.normalize("NFKD", word.translate(_SHAPES)).casefold()
    bare = _IGNORED.sub("", unicodedata.normalize("NFKD", opened))
    return unicodedata.normalize("NFC", bare)


def shaped(text: str) -> str:
    """
    Return a text, as long as it was, with one shape of apostrophe, mark and dash.
    """
    return text.translate(_SHAPES)


def cut(text: str) -> list[Word]:
    """
    Return the words of a text in order; an English possessive is a word of its own.

    "Shoigu’s" is cut in two, so that "Shoigu" finds it; "won't" is one word.
    """
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        possessive = _POSSESSIVE.search(match.group())
        if possessive and possessive.start() > 0:
            middle = start + possessive.start()
            found.append(Word(fold(text[start:middle]), start, middle))
            start = middle
        folded = fold(text[start:end])
        if folded:
            found.append(Word(folded, start, end))
    return found
