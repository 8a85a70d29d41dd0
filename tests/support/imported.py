"""Files of other tools, small enough to hold in the head, and what comes of them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from dashboard.export import dna_schema
from dashboard.importing import formats
from dashboard.importing.draft import Draft, Known, Options
from dashboard.importing.sources import texts
from tests.support.small_record import SOURCE_TEXT


def no_word(*_: object) -> None:
    """Hear of progress, and say nothing."""


def source_text(folder: Path, text: str = SOURCE_TEXT, name: str = "lantern") -> Path:
    """Write the text of a source."""
    path = folder / f"{name}.txt"
    path.write_bytes(text.encode())
    return path


def drafted(path: Path, known: Known | None = None, **told: Any) -> Draft:
    """Read a file as a draft; `text` are the source texts that are given with it."""
    given = texts(str(one) for one in told.pop("text", ()))
    options = Options(texts=given, **told)
    return formats.drafted(path, options, known or Known(), no_word)


def cells(draft: Draft, table: str, *columns: str) -> list[tuple[str, ...]]:
    """Some cells of a draft's rows of a table."""
    return [tuple(row[one] for one in columns) for row in draft.rows[table]]


# A database of DNA 3: its words count UTF-16 after the second sign.
DNA_TEXT = (
    "𝕏 wrote. “We say no,” said Oda Marsk of Brekland."
    " Ilva Toren agreed: the dam stands.\n"
)
DNA_STATEMENTS = [
    ("We say no,", "Oda Marsk", "Brekland", "The dam should stand.", 0),
    ("the dam stands", "Ilva Toren", "Arden", "The dam should stand.", 1),
    ("the dam", "", "Arden", "Talks should go on.", 1),
]


def utf16(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text, as Java counts."""
    begin = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return begin, begin + len(words.encode("utf-16-le")) // 2


def write_dna(path: Path, text: str = DNA_TEXT, more: str = "") -> Path:
    """Write a database as DNA 3.0.8 keeps it: one document, `DNA_STATEMENTS`."""
    with closing(sqlite3.connect(path)) as base, base:
        for table in dna_schema.TABLES:
            base.execute(table)
        base.execute(dna_schema.SET, ("version", "3.0.8"))
        base.execute(dna_schema.CODER, ("",))
        base.execute(dna_schema.TYPE, (1, "DNA Statement", 0, 0, 0))
        base.execute(dna_schema.TYPE, (2, "Annotation", 0, 0, 0))
        names = ("person", "organization", "concept")
        for number, name in enumerate(names, start=1):
            base.execute(dna_schema.VARIABLE, (number, name, "short text", 1))
        base.execute(dna_schema.VARIABLE, (4, "agreement", "boolean", 1))
        base.execute(dna_schema.VARIABLE, (5, "note", "long text", 2))
        document = (
            1,
            "The dam opens",
            text,
            "A. Writer",
            "The Lantern",
            "",
            "",
            1683158400,
        )
        base.execute(dna_schema.DOCUMENT, document)
        entities: dict[tuple[int, str], int] = {}
        for number, (words, *values, agrees) in enumerate(DNA_STATEMENTS, start=1):
            base.execute(dna_schema.STATEMENT, (number, 1, 1, *utf16(text, words)))
            for variable, value in enumerate(values, start=1):
                known = entities.setdefault((variable, value), len(entities) + 1)
                if known == len(entities):
                    base.execute(f"INSERT OR IGNORE {dna_schema.ENTITY[6:]}",
                                 (known, variable, value))  # fmt: skip
                base.execute(dna_schema.VALUES["short text"], (number, variable, known))
            base.execute(dna_schema.VALUES["boolean"], (number, 4, agrees))
        base.execute(dna_schema.STATEMENT, (9, 2, 1, 0, 2))
        base.execute(dna_schema.VALUES["long text"], (9, 5, "ask about this"))
        if more:
            base.executescript(more)
    return path
