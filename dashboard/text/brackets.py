"""What an editor puts in brackets into printed words, as a row's note says it."""

import re
from typing import Final

# The forms of a note that are heeded: whom a word stands for, a fault that was printed,
# and a word that is somebody else's than the speaker's.
_MEANS: Final = re.compile(r"“([^“”]+)” means (.+?)\.(?=\s*$|\s+[^\sa-z])")
_PRINTED: Final = re.compile(r"“([^“”]+)” as printed\.")
_WORD: Final = re.compile(r"“([^“”]+)” is (.+?[’']s?) word\.")


def bracketed(words: str, note: str) -> str:
    """
    Return printed words with what the note of their row says of them in brackets.

    Three forms of a note are heeded, each at the first place where its words stand:
    `“He” means Kim Jong Un.` gives “He [Kim Jong Un]”, `“over is” as printed.` gives
    “over is [sic]”, and `“banned” is Reuters’ word.` puts marks about the word, and
    its owner behind it.
    """
    for fault in _PRINTED.findall(note):
        words = _after(words, fault, f"{fault} [sic]")
    for word, meant in _MEANS.findall(note):
        words = _after(words, word, f"{word} [{meant}]")
    for word, owner in _WORD.findall(note):
        words = _after(words, word, f"“{word}” ({owner} word)")
    return words


def _after(words: str, found: str, told: str) -> str:
    """Words with the first whole occurrence of some of them told otherwise."""
    whole = rf"(?<!\w){re.escape(found)}(?!\w)"
    return re.sub(whole, lambda _: told, words, count=1)


def remarks(note: str) -> str:
    """
    Return what a note says beside the forms that `bracketed` heeds.
    """
    for form in (_PRINTED, _MEANS, _WORD):
        note = form.sub("", note)
    return " ".join(note.split())
