"""Lines of a text: what ends them, and those that are parts of a paragraph, cut."""

import re
from collections.abc import Container
from typing import Final

from dashboard.text import signs

# Each begins with the sign that ends a line: so most of a long text is passed over.
_SPACES_BEFORE: Final = re.compile(r"\n(?<=[^\S\n]\n)")
_AT_LINE_END: Final = re.compile(r"(?<![^\S\n])[^\S\n]+\n")
_WRAPPED: Final = re.compile(r"\n(?<=\S\n)(?=\S)")
# A word that goes on in small letters in the next line.
_PARTED: Final = re.compile(r"(?<!\w)(\w{1,60})[-\u00ad\u2010]\n([^\W\dA-Z_]\w{0,60})")
HYPHENS: Final = "-\u00ad\u2010"
COMPOUND: Final = re.compile(r"(?<!\w)\w{1,60}-\w{1,60}")
# Characters of a line that was cut to a width, and how many such lines show it.
_NARROW, _WIDEST, _SEVERAL = 30, 120, 3


def line_feeds(text: str) -> str:
    """
    Return a text in which a line feed ends each line, whatever did.
    """
    text = text.replace("\r\n", "\n")
    for end in signs.LINE_ENDS:
        text = text.replace(end, "\n")
    return text


def bare_ends(text: str) -> str:
    """
    Return a text, each line that a line feed ends without the spaces at its end.
    """
    return _AT_LINE_END.sub("\n", text) if _SPACES_BEFORE.search(text) else text


def has_parted(text: str) -> bool:
    """
    Tell whether a hyphen parts a word of a text at a line's end.
    """
    return _may_part(text) and bool(_PARTED.search(text))


def _may_part(text: str) -> bool:
    """Tell whether a hyphen ends a line: to look for the word before it takes long."""
    return any(f"{hyphen}\n" in text for hyphen in HYPHENS)


def is_wrapped(text: str) -> bool:
    """
    Tell whether the lines of a text are parts of paragraphs, cut to one width.
    """
    blocks = [block.split("\n") for block in text.split("\n\n")]
    cut = [line for block in blocks for line in block[:-1] if line.strip()]
    even = sum(_NARROW <= len(line) <= _WIDEST for line in cut)
    return even >= _SEVERAL and even * 2 > len(cut) and even > len(blocks) // 2


def joined_lines(text: str, compounds: Container[str] = ()) -> str:
    """
    Return a text in which lines that follow one another without a blank one are one.

    A word that a hyphen parts at a line's end is whole again, without its hyphen if it
    is not one of `compounds`.
    """
    return _WRAPPED.sub(" ", whole_words(text, compounds))


def whole_words(text: str, compounds: Container[str] = ()) -> str:
    """
    Return a text, each word whole that a hyphen parts at a line's end.
    """
    if not _may_part(text):
        return text

    def whole(found: re.Match[str]) -> str:
        first, second = found.groups()
        with_hyphen = f"{first}-{second}"
        return with_hyphen if with_hyphen.lower() in compounds else first + second

    return _PARTED.sub(whole, text)


def compounds(text: str) -> set[str]:
    """
    Return the words of a text that have a hyphen within a line, in small letters.
    """
    return {word.lower() for word in COMPOUND.findall(text)}


def parted(text: str) -> list[str]:
    """
    Return the words of a text that a hyphen parts at a line's end, as they are read
    whole: with a hyphen where the text has them so elsewhere.
    """
    own = compounds(text)
    return [whole_words(found.group(), own) for found in _PARTED.finditer(text)]
