"""Texts cut into words and folded: one way for texts, questions and highlights."""

import unicodedata
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final, NamedTuple

import regex

from dashboard.text import signs

# Word boundaries of Unicode Standard Annex #29, at which `regex` cuts under (?w). A
# space without width, which a page puts where a long word may break, ends none.
_WORD: Final = regex.compile(rf"(?w)(?=\w)\b.+?\b(?:{signs.NO_WIDTH}+(?=\w)\b.+?\b)*")
_POSSESSIVE: Final = regex.compile(r"['\u2019\uff07][sS]$")
# A character, with its marks, of a script that puts no space between words.
_UNSPACED: Final = regex.compile(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\u30fc\uff70]"
    r"[\p{M}\uff9e\uff9f]*"
)
# Accents, Arabic and Hebrew vowel signs. Other marks (a voiced kana's, a Devanagari
# or Thai vowel) are letters of their own. And whatever is not seen at all.
_IGNORED: Final = regex.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    # `signs.UNSEEN`, by its name: thousands of signs one by one take ten times as long.
    r"\p{Default_Ignorable_Code_Point}]"
)
# Apostrophes, quotation marks and dashes of every shape, and the plain one for each.
SHAPES: Final = (
    "\u2018\u2019\u201a\u201b\u02bc\uff07\u2032\u00b4`\u2039\u203a"
    "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u2033\u301d\u301e\u301f"
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
)
PLAIN_SHAPES: Final = "'" * 11 + '"' * 11 + "-" * 8
_SHAPES: Final = str.maketrans(SHAPES, PLAIN_SHAPES)
# Latin letters that Unicode does not take apart, as whoever lacks the key types them
# (Unicode CLDR, transform Latin-ASCII). Those with a stroke, a hook or a tail are
# called after the plain letter; these are not.
_LATIN: Final = {
    "æ": "ae", "œ": "oe", "ı": "i", "ȷ": "j", "ð": "d", "þ": "th", "ŋ": "n",
    "ə": "e", "ɛ": "e", "ɔ": "o", "ĸ": "q",
}  # fmt: skip
_NAMED: Final = regex.compile(r"LATIN SMALL LETTER ([A-Z]) WITH ")
_BLOCKS: Final = (range(0xC0, 0x2B0), range(0x1D00, 0x1F00), range(0x2C60, 0xA7F8))
_PLAIN_LATIN: Final = str.maketrans(
    _LATIN
    | {
        letter: called[1].lower()
        for letter in map(chr, chain(*_BLOCKS))
        if (called := _NAMED.match(unicodedata.name(letter, "")))
        and unicodedata.normalize("NFKD", letter) == letter
    }
)
# What parts the words of a name, or is left out where a name is typed in haste.
_APOSTROPHES: Final = regex.compile(r"['`\u02b9-\u02bf\u05f3]")
_GAPS: Final = regex.compile(r"[\s\p{Pd}_]+")
# What a keyboard without them makes of letters with two dots or a ring.
_TWO_LETTERS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
LONG: Final = 64  # Signs of a word beyond which it is not remembered.


class Word(NamedTuple):
    """One word of a text: as it is looked up, and where it stands in code points."""

    folded: str
    start: int
    end: int


def fold(word: str) -> str:
    """
    Return a word without case, accents, width or vowel signs, "ß" as "ss", "ø" as "o".
    """
    # What is typed or pasted may be one word of a megabyte.
    return _folded(word) if len(word) <= LONG else _folded.__wrapped__(word)


@lru_cache(maxsize=200_000)
def _folded(word: str) -> str:
    if word.isascii():
        return word.translate(_SHAPES).lower()
    opened = unicodedata.normalize("NFKD", word.translate(_SHAPES)).casefold()
    # What is taken apart may hold a mark of another shape: “ŉ” is “ʼn”.
    opened = opened.translate(_SHAPES)
    bare = _IGNORED.sub("", unicodedata.normalize("NFKD", opened))
    if not bare.isascii():
        bare = bare.translate(_PLAIN_LATIN)
    return unicodedata.normalize("NFC", bare)


def name(text: str) -> str:
    """
    Return a name as it is compared with one that is typed: folded, without apostrophes,
    one space for any space or dash ("Jean-Luc d’Arc" as "jean luc darc").
    """
    bare = _APOSTROPHES.sub("", fold(_APOSTROPHES.sub("", text)))
    parted: str = _GAPS.sub(" ", bare)
    return parted.strip()


def names(text: str) -> str:
    """
    Return all that `name` of a name may be, as people spell it, a line each: "Müller"
    as "muller" and as "mueller".
    """
    composed = unicodedata.normalize("NFC", text.lower())
    spelled = "".join(_TWO_LETTERS.get(sign, sign) for sign in composed)
    return "\n".join(dict.fromkeys((name(text), name(spelled))))


def shaped(text: str) -> str:
    """
    Return a text, as long as it was, with one shape of apostrophe, mark and dash.
    """
    return text.translate(_SHAPES)


def printed(text: str) -> list[str]:
    """
    Return the words of a text as they are printed, in order; `pieces` takes each.
    """
    found: list[str] = _WORD.findall(text)
    return found


def pieces(word: str) -> tuple[Word, ...]:
    """
    Return what one of `printed` is looked up as, with places in that word.

    An English possessive is a piece of its own: "Shoigu" finds "Shoigu’s". Of a script
    that is written without spaces each character is one, so that any run is found.
    """
    return _pieces(word) if len(word) <= LONG else _pieces.__wrapped__(word)


@lru_cache(maxsize=200_000)
def _pieces(word: str) -> tuple[Word, ...]:
    possessive = _POSSESSIVE.search(word)
    middle = possessive.start() if possessive and possessive.start() else len(word)
    ends = [0, middle, len(word)]
    for match in _UNSPACED.finditer(word):
        ends += match.span()
    places = sorted(set(ends))
    folded = [
        Word(fold(word[start:end]), start, end) for start, end in pairwise(places)
    ]
    return tuple(piece for piece in folded if piece.folded)


def cut(text: str) -> list[Word]:
    """
    Return the words of a text in order; an English possessive is a word of its own.

    "Shoigu’s" is cut in two, so that "Shoigu" finds it; "won't" is one word.
    """
    return [
        Word(folded, match.start() + start, match.start() + end)
        for match in _WORD.finditer(text)
        for folded, start, end in pieces(match.group())
    ]
