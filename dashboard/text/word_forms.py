"""Forms of a word, by the Snowball stemmer of its language: missile and missiles."""

from collections.abc import Iterable
from functools import cache
from threading import Lock
from typing import Any, Final

import regex
import snowballstemmer

from dashboard.text import tokens
from dashboard.text.tokens import LONG, fold

# Snowball's stemmer of a language, by the first part of its BCP 47 tag. A language that
# is not here has no forms: its words are found as they stand.
STEMMERS: Final = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish",
    "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
# Before what a word is where it is spelled another way; no language is so called.
SPELLED: Final = "="
# An apostrophe that is left out in haste: of a name (O’Brien, l’État), not of a
# contraction (we’re is no were).
_LEFT_OUT: Final = regex.compile(r"\p{L}'\p{L}{3,}")
# A stemmer keeps the word that it is at work on in itself.
_LOCK: Final = Lock()


def stemmed(tags: Iterable[str]) -> tuple[str, ...]:
    """
    Return the languages, of some BCP 47 tags, of whose words forms are known.
    """
    languages = {tag.replace("_", "-").split("-")[0].lower() for tag in tags}
    return tuple(sorted(languages & STEMMERS.keys()))


def stem(word: str, language: str) -> str:
    """
    Return what all forms of a word share in a language, folded and with the language
    before it: "en:missil" of "missile" and "Missiles".

    Raises:
        KeyError: the language is none of `stemmed`.

    """
    # A figure has no forms, and no language has a word of so many signs.
    plain = len(word) > LONG or not word.isalpha()
    algorithm = STEMMERS[language]
    with _LOCK:
        # As it is printed, not folded: an ending may be told by its accent alone.
        shared = word if plain else _stemmer(algorithm).stemWord(word.lower())
    return f"{language}:{fold(shared)}"


def spellings(printed: str) -> tuple[str, ...]:
    """
    Return what a word is besides where an apostrophe is left out, or two letters stand
    for one with dots, each as a stem: "=:obrien" of "O’Brien", "=:mueller" of "Müller".
    """
    folded = fold(printed)
    if printed.isascii() and "'" not in printed:
        return ()
    keeps = "'" in folded and not _LEFT_OUT.search(folded)
    others = tokens.names(printed).split("\n")
    others = [one for one in others if one not in ("", folded) and " " not in one]
    return () if keeps else tuple(f"{SPELLED}:{one}" for one in others)


@cache
def _stemmer(algorithm: str) -> Any:
    return snowballstemmer.stemmer(algorithm)
