"""What a second paste of a text finds: sources of the record that print it already."""

import hashlib
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final, NamedTuple

from dashboard.record.schema import Row

ALIKE: Final = 0.9  # Of the statements of a source, those that a copy of it prints.
FEWEST: Final = 3  # Statements by which a copy is known.
MOST: Final = 200_000  # Statements of a record that are looked for.
SHOWN: Final = 3  # Copies that are named.


class Copy(NamedTuple):
    """
    A source that a text prints, too: `is_same` to the letter, else `share` of the
    statements that the record has of it.
    """

    source_id: str
    title: str
    share: float
    is_same: bool


def copies(
    text: str, sources: Mapping[str, Row], quotes: Iterable[tuple[str, str]]
) -> list[Copy]:
    """
    Return the sources of a record that a text is, or that it prints nine tenths of, the
    nearest first. `sources` are their rows by key, `quotes` the key of the source and
    the words of each statement of the record.
    """
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    found = [
        Copy(key, row["title"], 1.0, True)
        for key, row in sources.items()
        if row["sha256"] == sha256
    ]
    if found:
        return found
    printed: dict[str, list[bool]] = {}
    plain = _plainly(text)
    for key, words in islice(quotes, MOST):
        printed.setdefault(key, []).append(_plainly(words) in plain)
    found = [
        Copy(key, sources[key]["title"], sum(there) / len(there), False)
        for key, there in printed.items()
        if len(there) >= FEWEST and sum(there) >= ALIKE * len(there)
    ]
    return sorted(found, key=lambda one: -one.share)[:SHOWN]


def _plainly(words: str) -> str:
    """Words without what two papers print differently: marks, spaces, capitals."""
    signs = str.maketrans("“”„‟«»‘’‚‛", '""""""\'\'\'\'')
    return " ".join(words.translate(signs).casefold().split())
