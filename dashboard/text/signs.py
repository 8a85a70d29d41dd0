"""Signs that are form and no words: unseen, joined and wide ones, look-alikes."""

from itertools import chain
from typing import Final

# Signs of which nothing is seen: soft hyphens, zero-width and direction signs, word
# joiners, byte order marks, variation selectors, tags, Hangul fillers; all that Unicode
# calls Default_Ignorable_Code_Point. The one list of them for search and highlights,
# for copies and for marks.
_UNSEEN: Final = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
    (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
UNSEEN: Final = "".join(
    map(chr, chain(*(range(first, last + 1) for first, last in _UNSEEN)))
)
# The same for what stands between [ and ] of a pattern: thousands of signs one by one
# are compared one after another, which takes a hundred times as long.
UNSEEN_CLASS: Final = "".join(
    chr(first) if first == last else f"{chr(first)}-{chr(last)}"
    for first, last in _UNSEEN
)
# A zero-width space, at which Unicode ends a word: nobody sees that it has ended.
NO_WIDTH: Final = "\u200b"
# The stretch of an Arabic letter: it is seen, and says nothing.
TATWEEL: Final = "\u0640"
_NOTHING: Final = dict.fromkeys(map(ord, UNSEEN))
# Letters that print as one what are two, and letters as wide as an ideograph.
LIGATURES: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
    0xFB05: "st", 0xFB06: "st", 0x0132: "IJ", 0x0133: "ij",
    0x01C7: "LJ", 0x01C8: "Lj", 0x01C9: "lj", 0x01CA: "NJ", 0x01CB: "Nj", 0x01CC: "nj",
}  # fmt: skip
WIDE: Final = {n: chr(n - 0xFEE0) for n in range(0xFF01, 0xFF5F)}
# What ends a line, whatever wrote the file; two signs that end one line stand first.
LINE_ENDS: Final = "\n\r\x0b\x0c\x85\u2028\u2029"
# Letters of other alphabets that are drawn as Latin ones: a forger's, or a slip's.
_CYRILLIC: Final = dict(
    zip("АВЕЅІЈКМНОРСТУХЬавеѕіјкмнорстухԁһԛԝ",
        "ABESIJKMHOPCTYXbaBesijKmHopcTyxdhqw", strict=True)
)  # fmt: skip
_GREEK: Final = dict(
    zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικοργυχ",
        "ABEZHIKMNOPTYXavikopyux", strict=True)
)  # fmt: skip
_DRAWN: Final = str.maketrans(_CYRILLIC | _GREEK)


def seen(text: str) -> str:
    """
    Return a text without the signs of which nothing is seen.
    """
    return text.translate(_NOTHING)


def drawn(text: str) -> str:
    """
    Return a text, as long as it was, with Latin letters for those drawn like them.
    """
    return text.translate(_DRAWN)


def lookalikes(printed: str, meant: str) -> list[tuple[str, str, str]]:
    """
    Return the letters of another alphabet that stand in `printed` for the Latin ones of
    `meant`, each once: the letter, what it is drawn like, and its alphabet.

    Nothing where the two do not look the same letter for letter.
    """
    if printed == meant or drawn(printed) != drawn(meant):
        return []
    found: dict[str, tuple[str, str, str]] = {}
    for one, other in zip(printed, meant, strict=True):
        for name, letters in (("Cyrillic", _CYRILLIC), ("Greek", _GREEK)):
            if one != other and one in letters:
                found[one] = (one, letters[one], name)
    return list(found.values())
