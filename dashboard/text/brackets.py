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
    told, at = "", 0
    for place, added in additions(words, note):
        told += words[at:place] + added
        at = place
    return told + words[at:]


def additions(words: str, note: str) -> list[tuple[int, str]]:
    """
    Return what `bracketed` adds to words, and where (in code points), in order.
    """
    found: list[tuple[int, str]] = []
    for fault in _PRINTED.findall(note):
        found += _around(words, fault, "", " [sic]")
    for word, meant in _MEANS.findall(note):
        found += _around(words, word, "", f" [{meant}]")
    for word, owner in _WORD.findall(note):
        found += _around(words, word, "“", f"” ({owner} word)")
    return sorted(found, key=lambda one: one[0])


def _around(words: str, found: str, before: str, after: str) -> list[tuple[int, str]]:
    """What stands around the first whole occurrence of some words, if there is one."""
    first = re.search(rf"(?<!\w){re.escape(found)}(?!\w)", words)
    if not first:
        return []
    ends = [(first.start(), before)] if before else []
    return [*ends, (first.end(), after)]


def remarks(note: str) -> str:
    """
    Return what a note says beside the forms that `bracketed` heeds.
    """
    for form in (_PRINTED, _MEANS, _WORD):
        note = form.sub("", note)
    return " ".join(note.split())
