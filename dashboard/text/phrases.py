"""Phrases of English: counts, lists, names, dates, printed words in a sentence."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.record.dates import readable

# Body nouns that take "the" before them, and states that do: "the Chinese army".
THE: Final = {
    "army", "assembly", "cabinet", "commission", "committee", "congress", "council",
    "court", "delegation", "department", "directorate", "duma", "emirates", "endowment",
    "federation", "forces", "foundation", "government", "institute", "kingdom",
    "kremlin", "league", "ministry", "nations", "navy", "netherlands", "office",
    "organisation", "organization", "parliament", "party", "pentagon", "philippines",
    "police", "presidency", "republic", "secretariat", "senate", "states", "union",
    "university", "west",
}  # fmt: skip
# First words of a clause that are capital only because the clause began a sentence.
SMALL: Final = {
    "A", "An", "And", "As", "At", "But", "For", "He", "Her", "His", "If", "In", "It",
    "Its", "My", "On", "One", "Our", "She", "Since", "Some", "That", "The", "Their",
    "There", "These", "They", "This", "Those", "We", "When", "While", "You", "Your",
}  # fmt: skip
# A clause that begins so lacks its subject: “what analysts said appeared to be …”.
VERBS: Final = {
    "appeared", "appears", "are", "can", "could", "did", "do", "does", "had", "has",
    "have", "is", "looked", "looks", "may", "might", "must", "seemed", "seems", "shall",
    "should", "was", "were", "will", "would",
}  # fmt: skip
STOPS: Final = ",.;:"
# What ends a sentence or cuts it off, in any script: no comma can follow it.
ENDS: Final = "!?…‽؟！？。．।۔—"
CLOSING: Final = "\"”’'»)]"
# A line's end after which no comma comes: one is there, or words in marks ended.
_MET: Final = re.compile(rf"(?:,|[,{ENDS}][{re.escape(CLOSING)}\u2069]+)$")
_OUTER_STOP: Final = re.compile(rf"(?<=[{re.escape(CLOSING)}])[.,]$")
_INITIALS: Final = re.compile(r"(?:^|[\s(])(?:[^\W\d_]\.){2,}$")

NAMED: Final = 3  # Names that a finding spells out; how many more is said.


def name(shown: str, key: str = "", kind: str = "") -> str:
    """
    Return an actor's or a state's name as it stands within a sentence.

    A key that tells namesakes apart goes; so does what tells unnamed speakers apart:
    “One analyst (missile tour)” is “one analyst”.
    """
    told = " ".join(shown.split())
    if key:
        told = told.removesuffix(f" ({key})")
    if kind == "anonymous":
        told = re.sub(r"\s*\([^()]*\)$", "", told) or told
        first, gap, rest = told.partition(" ")
        return isolated_if_rtl(
            told if first.isupper() else f"{first.lower()}{gap}{rest}"
        )
    if kind in ("media", "state_media") or told.startswith("the "):
        return isolated_if_rtl(told)
    if told.startswith("The "):
        return isolated_if_rtl(f"the {told[4:]}")
    # The noun that the name turns on stands before its "of", "for", "on" or "in".
    head = re.split(r" (?:of|for|on|in|to) ", told)[0].split(" ")[-1]
    owned = re.search(r"['’]s?(?= )", told)
    if head.lower() in THE and " " in told and not owned:
        return isolated_if_rtl(f"the {told}")
    return isolated_if_rtl(told)


def isolated_if_rtl(text: str) -> str:
    """
    Return a text between isolates where it runs from the right: its neighbours stay.
    """
    runs = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    return f"\u2068{text}\u2069" if runs else text


def singled(text: str) -> str:
    """
    Return a text to stand between double marks: the double marks in it become single.
    """
    told = text.replace("“", "‘").replace("”", "’")
    told = re.sub(r'(?:(?<=^)|(?<=[\s(\[‘—–-]))"', "‘", told)
    return told.replace('"', "’")


def curly(text: str) -> str:
    """
    Return a text whose straight double marks are curly, and no mark is moved.
    """
    told = re.sub(r'(?:(?<=^)|(?<=[\s(\[‘—–-]))"', "“", text)
    return told.replace('"', "”")


def _parted(text: str) -> tuple[str, str]:
    """A text and the closing marks and brackets at its end, no stop after them."""
    text = _OUTER_STOP.sub("", " ".join(text.split()))
    bare = text.rstrip(CLOSING)
    return bare, text[len(bare) :]


def _without_stop(bare: str) -> str:
    if _INITIALS.search(bare):
        return bare
    return bare if bare.endswith("...") else bare.rstrip(STOPS + " ")


def quoted(text: str, stop: str = ",") -> str:
    """
    Return a speaker's words in double marks, with `stop` where a sentence goes on.

    A comma or full stop at their end gives way to it; ! ? and … do not.
    """
    bare, closing = _parted(singled(text))
    bare = _without_stop(bare)
    met = bare.endswith(tuple(ENDS)) or (stop == "." and bare.endswith("."))
    stop = "" if met and stop in ",." else stop
    # A stop stands within marks that end before it, but after a bracket.
    inner = len(closing) - len(closing.lstrip(")]"))
    bare, closing = bare + closing[:inner], closing[inner:]
    return f"“{isolated_if_rtl(f'{bare}{stop}{closing}')}”"


def _unmarked(text: str) -> str:
    """
    Return printed words that are no quotation: marks in them stay, no stop at the end.
    """
    bare, closing = _parted(text)
    return isolated_if_rtl(f"{_without_stop(bare)}{closing}")


def clause(text: str) -> str:
    """
    Return printed words that go on within a sentence: no stop, no capital “The”.
    """
    told = _unmarked(text)
    first = told.split(" ")[0]
    return told[0].lower() + told[1:] if first in SMALL else told


def joined(line: str, more: str) -> str:
    """
    Return a line that goes on: a comma between, unless one is there already.
    """
    met = _MET.search(line.rstrip("\u2069"))
    return f"{line} {more}" if met else f"{line}, {more}"


def sentence(line: str) -> str:
    """
    Return a line as a sentence: a capital at its beginning, one stop at its end.
    """
    ended = _parted(line)[0].endswith((".", *ENDS)) and not line.endswith(")")
    ended = ended or line.endswith(("”.", "’."))
    return line[:1].upper() + line[1:] + ("" if ended else ".")


def when(edtf: str) -> str:
    """
    Return a date as it follows a verb: “on 27 July 2023”, “from 1950 to 1953”.
    """
    told = readable(edtf)
    if told.startswith(("not ", "since ")):
        return told
    if told.startswith("some time "):
        return told
    if " to " in told:
        return f"from {told}"
    return f"on {told}" if re.match(r"\d{1,2} ", told) else f"in {told}"


def between(told: str) -> str:
    """
    Return a day that is one of several as a time: “between 24 and 27 July 2023”.
    """
    return told.removeprefix("some time ")


def counted(number: int, noun: str) -> str:
    """
    Return a number with its noun, one or many: “1 event”, “1,200 events”.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def counted_events(number: int, accounts: int) -> str:
    """
    Return a number of events, and of their accounts where there are more of these:
    “14 events (told in 17 accounts)”.
    """
    told = counted(number, "event")
    of = f" (told in {counted(accounts, 'account')})" if accounts > number else ""
    return f"{told}{of}"


def isolated(text: str) -> str:
    """
    Return a text that keeps its own direction, and lends it to nothing beside it.
    """
    return f"\u2068{text}\u2069"


def ranked(one: str, many: str, names: Iterable[str], number: int) -> str:
    """Which share the highest number: “Day with most: A (9)”, “… A, B (2 each)”."""
    every = list(names)
    kind, each = (many, " each") if len(every) > 1 else (one, "")
    return f"{kind} with most: {some(every)} ({number:,}{each})"


def some(names: Sequence[str], most: int = NAMED, between: str = ", ") -> str:
    """
    Return the first of some names, so many at most, and how many more there are.
    """
    return f"{between.join(names[:most])}{and_more(len(names) - most)}"


def and_more(left_out: int, stop: str = "", noun: str = "") -> str:
    """
    Return how a list ends that leaves some out: “ and 3 more”, “ and 3 more issues”;
    nothing if it does not.
    """
    told = counted(left_out, f"more {noun}") if noun else f"{left_out:,} more"
    return f"{stop} and {told}" if left_out > 0 else ""
