"""
A record as a database of Discourse Network Analyzer: documents, statements, actors.

What DNA cannot hold is listed as lost, in each document's notes and to who exports.
"""

import base64
import hashlib
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd

from dashboard.citing import attribution
from dashboard.export import dna_schema
from dashboard.export.base import Form
from dashboard.export.passages import Passages, of_sources
from dashboard.export.sqlite import FAST
from dashboard.queries.subset import (
    Row,
    Subset,
    quoted_rows,
    source_batches,
)
from dashboard.record.codebook import PERSON
from dashboard.text import sentences

GAP: Final = "\n[…]\n"
PASSWORD: Final = "admin"  # noqa: S105 - DNA asks for one; this file keeps no secret
# What DNA means by agreement is what “supports” and “opposes” say outright. The other
# stances would have to be bent: they keep a type of their own.
AGREEMENT: Final = {"supports": 1, "opposes": 0}
LOST: Final = (
    "the source's own text: a document holds the quoted passages alone, with […]"
    " between them; where they stand in the source is told in each note",
    "the chain as data: who passed words on is part of a note, and no actor of its own",
    "whose word a stance is: voice and asserter are variables of a statement, which no"
    " network of DNA tells apart unless it is asked to exclude by them",
    "dates of statements and periods of stances: a statement has its document's date;"
    " its own date is in the note",
    "how firmly a stance is taken, its condition and hedge: in the note",
    "nesting of statements, the audit of quotation marks, events and who took part",
    "keys of actors, countries and issues: DNA knows them by name",
)


class _Base:
    """The database as it is filled: numbers given, names known, what was cut."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.variables: dict[tuple[str, str], int] = {}
        self.entities: dict[tuple[int, str], int] = {}
        self.types = {
            name: place for place, name in enumerate(dna_schema.TYPES, start=1)
        }
        self.statements = 0
        self.told: Counter[str] = Counter()

    def prepare(self) -> None:
        """Make the tables, the coder, the kinds of statement and their variables."""
        for table in dna_schema.TABLES:
            self.base.execute(table)
        self.base.executemany(
            dna_schema.SET, [("version", dna_schema.VERSION), ("date", dna_schema.DATE)]
        )
        self.base.execute(dna_schema.CODER, [_hashed(PASSWORD)])
        for name, variables in dna_schema.TYPES.items():
            number = self.types[name]
            self.base.execute(
                dna_schema.TYPE, (number, name, *dna_schema.COLOURS[name])
            )
            for variable, kind in variables.items():
                key = len(self.variables) + 1
                self.variables[name, variable] = key
                self.base.execute(dna_schema.VARIABLE, (key, variable, kind, number))
                for attribute in dna_schema.ATTRIBUTES if kind == "short text" else ():
                    self.base.execute(dna_schema.ATTRIBUTE, (key, attribute))

    def short(self, text: str) -> str:
        """A text as short as DNA wants it, and the cutting noted."""
        if len(text) < dna_schema.SHORT:
            return text
        self.told["names or titles cut to 190 characters"] += 1
        return text[: dna_schema.SHORT - 2] + "…"

    def entity(self, variable: int, value: str) -> int:
        """The number of a name among those of a variable, new or known."""
        value = self.short(value)
        known = self.entities.get((variable, value))
        if known is None:
            known = self.entities[variable, value] = len(self.entities) + 1
            self.base.execute(dna_schema.ENTITY, (known, variable, value))
        return known

    def statement(
        self, kind: str, document: int, span: tuple[int, int], row: Row
    ) -> None:
        """Add a statement of a kind: the values of its variables are in the row."""
        self.statements += 1
        number = self.statements
        place = (number, self.types[kind], document, *span)
        self.base.execute(dna_schema.STATEMENT, place)
        for variable, holds in dna_schema.TYPES[kind].items():
            key, value = self.variables[kind, variable], row[variable]
            if holds == "short text":
                value = self.entity(key, value)
            self.base.execute(dna_schema.VALUES[holds], (number, key, value))


class _Text:
    """A document's text: the passages that are held, and where each begins in it."""

    def __init__(self, words: Passages) -> None:
        self.words = words
        self.text = GAP.join([*words.pieces, *words.strays])
        self.begins, at = [], 0
        for piece in words.pieces:
            self.begins.append(at)
            at += _units(piece) + _units(GAP)

    def place(self, start: int, words: str) -> tuple[int, int]:
        """Where words of the source stand in this text, as Java counts characters."""
        found = self.words.piece(start)
        piece = self.words.pieces[found] if found >= 0 else ""
        offset = start - self.words.starts[found] if found >= 0 else 0
        if piece.startswith(words, offset):
            begin = self.begins[found] + _units(piece[:offset])
        else:
            begin = _units(self.text[: self.text.find(words)])
        return begin, begin + _units(words)


def write(subset: Subset, path: Path) -> list[str]:
    """
    Write the database and return what is lost in it.
    """
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(FAST)
        base = _Base(connection)
        with connection:
            base.prepare()
            documents = 0
            for sources in source_batches(subset):
                words = of_sources(subset, sources)
                documents = _documents(base, subset, words, documents)
                subset.told("documents", documents, documents)
    cut = [f"{what}: {count:,}" for what, count in base.told.items()]
    return [
        f"For Discourse Network Analyzer 3.0 (coder Admin, password {PASSWORD}). Lost:",
        *(f"- {one}" for one in (*LOST, *cut)),
    ]


def _documents(
    base: _Base, subset: Subset, words: dict[str, Passages], before: int
) -> int:
    """Add the documents of some sources, and their statements; return how many."""
    table = subset.record.table("sources")
    printed = table.filter(table.source_id.isin(sorted(words))).order_by("source_id")
    numbers, texts = {}, {}
    for source in subset.record.answer(printed).to_dict("records"):
        before += 1
        key = source["source_id"]
        numbers[key], texts[key] = before, _Text(words[key])
        days = [one for one in (source["earliest"], source["latest"]) if pd.notna(one)]
        notes = f"{key}; {source['rights']}\nLost in this export: {'; '.join(LOST)}"
        facts = (source[one] for one in ("wire", "publisher", "dateline"))
        title, *short = (base.short(one) for one in (source["title"], *facts))
        day = _seconds(days[0]) if days else 0
        told = (before, title, texts[key].text, *short, notes, day)
        base.base.execute(dna_schema.DOCUMENT, told)
    for row in quoted_rows(subset, "quotes", sorted(words)):
        key = row["source_id"]
        span = texts[key].place(int(row["start"]), row["content"])
        line = attribution.quote(row)
        note = {"note": _note(row, "quote", line, row["said_on"])}
        base.statement(dna_schema.QUOTE, numbers[key], span, note)
    for row in quoted_rows(subset, "positions", sorted(words)):
        key = row["source_id"]
        span = texts[key].place(int(row["start"]), row["evidence"])
        kind = dna_schema.STANCE if row["stance"] in AGREEMENT else dna_schema.UNDECIDED
        if kind == dna_schema.UNDECIDED:
            base.told[f"agreement of stances “{row['stance']}”, which is neither"] += 1
        base.statement(kind, numbers[key], span, _values(row))
    return before


def _values(row: Row) -> Row:
    """
    A position's values: the person or body that holds it, the issue's own sentence.

    A person belongs, for DNA, to the state for which the position is held.
    """
    is_person = row["actor_kind"] in PERSON
    told = attribution.position(row)
    return {
        "person": row["actor"] if is_person else "",
        "organization": row["country"] if is_person else row["actor"] or row["country"],
        "concept": f"{row['issue']}: {row['support_means']}",
        "agreement": AGREEMENT.get(row["stance"]),
        "stance": row["stance"],
        "voice": row["voice"],
        "asserter": row["asserter"],
        "note": _note(row, "position", told, row["valid"]),
    }


def _note(row: Row, what: str, told: str, date: str) -> str:
    # A stance of which no statement tells has its asserter for a speaker.
    teller = row if row["speaker"] else {**row, "speaker": row["asserter"]}
    chain = " → ".join(dict.fromkeys(sentences.chain(teller)))
    place = f"paragraph {row['paragraph']}, characters {row['start']}–{row['end']}"
    facts = {
        what: row[f"{what}_id"], "chain": chain, "place": place, "date": date,
        "kind": row["kind"],
        "strength": row.get("strength"), "condition": row.get("condition"),
        "hedge": row["hedge"], "note": row["note"],
    }  # fmt: skip
    return "\n".join([told, *(f"{k}: {v}" for k, v in facts.items() if v)])


def _seconds(day: Any) -> int:
    """Midnight of a day as DNA keeps it: seconds since 1970 in UTC."""
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return round((begins - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def _units(text: str) -> int:
    """How many characters Java counts: those beyond U+FFFF are two."""
    return len(text.encode("utf-16-le")) // 2


def _hashed(password: str) -> str:
    """A password as Jasypt's StrongPasswordEncryptor writes it, which DNA asks."""
    salt = b"on-the-record.16"
    digest = salt + password.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()


FORMS: Final = (
    Form("Discourse Network Analyzer", ".dna", "application/vnd.sqlite3", write),
)
