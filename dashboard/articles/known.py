"""Whether a record has a text already: the same, or as another paper's copy of it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from dashboard.record import limits
from dashboard.record.schema import SLUG
from dashboard.text.plain_text import PlainText

FOLDER: Final = "texts"
_NINE_TENTHS: Final = 0.9
_LEAST: Final = 25  # Characters of words that no two texts have by chance,
_FEWEST: Final = 3  # and of a source so many such, to tell anything.
_FIRST: Final = 10  # Of which none is found: the rest is not looked for.
# Words of plain letters, which every form of a text has alike.
_LETTERS: Final = re.compile("[a-z]+")
_WORD: Final = re.compile(r"(?<![^\s])[a-z]{4,}(?![^\s.,])")
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[\"”’»)\]]*\s+|\n+")


class Known(NamedTuple):
    """
    A source of the record that a text is, or is a copy of: the key of the source,
    whether it is the same text, and how many of its words in the record, or of its
    sentences, stand in the text, of how many; in a sentence, `told`.
    """

    source_id: str
    is_same: bool
    found: int
    of: int
    told: str


def known_as(
    text: str,
    sources: Iterable[Mapping[str, Any]],
    spans: Iterable[tuple[str, str]],
    texts: Mapping[str, str] | None = None,
) -> list[Known]:
    """
    Return the sources of a record that a text is or is a copy of, the likest first.

    `sources` are rows of that table, `spans` the words that the record prints of each
    (the key of the source, `content` or `evidence`), `texts` the whole texts that are
    kept beside the record, by the key of the source: their sentences tell more.
    """
    rows = {str(row["source_id"]): row for row in sources}
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    same = [
        Known(one, True, 1, 1, f"This is the very text of “{row['title']}”.")
        for one, row in rows.items() if row["sha256"] == digest
    ]  # fmt: skip
    if same:
        return same
    by_source: dict[str, dict[str, None]] = {}
    kept = texts or {}
    for source_id, words in spans:
        if source_id not in kept and len(words) >= _LEAST:
            by_source.setdefault(source_id, {})[words] = None
    for source_id, whole in kept.items():
        sentences = (one.strip() for one in _SENTENCE.split(whole))
        by_source[source_id] = dict.fromkeys(s for s in sentences if len(s) >= _LEAST)
    plain = _plain(text)
    own = frozenset(_LETTERS.findall(plain))
    likely = []
    for source_id, every in by_source.items():
        found = _found(plain, own, list(every)) if source_id in rows else 0
        if found >= _FEWEST and found >= _NINE_TENTHS * len(every):
            parts = "sentences" if source_id in kept else "passages in the record"
            told = (
                f"This looks like the same report as “{rows[source_id]['title']}”:"
                f" {found} of its {len(every)} {parts} stand in it. Open that one, or"
                " add this as another account."
            )
            likely.append(Known(source_id, False, found, len(every), told))
    return sorted(likely, key=lambda one: (-one.found / one.of, one.source_id))


def _plain(text: str) -> str:
    """A text without the case of its letters and the shapes of its signs."""
    return PlainText(text).plain.casefold()


def _found(plain: str, own: frozenset[str], every: list[str]) -> int:
    """
    How many of some passages stand in a text that has these words of its own: 0 where
    it is plain that too many do not.
    """
    most_missing = len(every) - _NINE_TENTHS * len(every)
    found = missing = 0
    for words in every:
        # A record may have a million passages: most are told by a word.
        is_likely = own.issuperset(_WORD.findall(words.casefold()))
        is_there = is_likely and _plain(words).strip() in plain
        found, missing = found + is_there, missing + (not is_there)
        if missing > most_missing or missing == _FIRST > found:
            return 0
    return found


def beside(record: Path, source_id: str) -> Path:
    """
    Return where the text of a source is kept beside a record that is a folder: a folder
    of its own, which is no part of the record and goes nowhere with it.

    Raises:
        ValueError: the key is none that a source may have.

    """
    if not re.fullmatch(SLUG, source_id):
        raise ValueError(f"“{source_id}” is no key of a source")
    return record / FOLDER / f"{source_id}.txt"


def texts(record: Path) -> dict[str, str]:
    """
    Return the texts that are kept beside a record, by the key of their source: those of
    which a page could read as much.
    """
    return dict(_texts(record))


def _texts(record: Path) -> Iterator[tuple[str, str]]:
    folder = record / FOLDER
    for path in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        if path.stat().st_size <= 4 * limits.LONGEST and re.fullmatch(SLUG, path.stem):
            try:
                yield path.stem, path.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue  # Not what was written here: it tells nothing.
