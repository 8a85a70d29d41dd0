"""An opened record: its tables, to be asked by any thread."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.engine import base
from dashboard.engine.base import Compiled, Engine
from dashboard.record.schema import TABLES

# What is made: the record's tables, and those beside them.
MADE: Final = (
    *TABLES, "media", "chains", "traits", "values", "mentions", "directory",
    "vocabulary", "forms", "postings", "labels", "label_words", "labelled",
    "statistics",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Record:
    """
    An opened record: its tables, never changed, to be asked by any thread.

    `about` is what its data package says of itself, `remarks` what was kept unread,
    `others` the files that are not its tables, `digest` its version where that was
    worked out beforehand. An empty cell is null. Beside the
    schema's columns, each row has `_row`, its place in its file, and what a reader
    calls what its keys point at (speaker, for_country, issue, source, wire …);
    actors, countries, issues and sources have `shown`, a name that no other row has,
    actors also `body`, what they are a member of; whom a row quotes or names as
    asserter has its kind, role and body there too, `cited` is the kind of the
    statement that a row rests on, and `own_words` of a position says whether its
    evidence stands in marks that are its asserter's;
    sources, quotes, positions and events have `earliest` and `latest`, the days that
    their date admits; quotes, positions and events `through_state_media`; quotes
    `relayed_by`, the relays' names, and `literal`, the content in one shape of marks
    where that is another; events `countries` and `people`, who takes part, `event`, the
    key that all accounts of one event share, and `first_account`, the title of the
    event that a row is another account of. Quotes, positions, events and marks are
    sorted by `number`, their place in reading; what belongs to a quote has its number
    as `quote_number`, who takes part in an event that of its row as `event_number`,
    and its `event`.

    Beside them are `media`, a row for each medium of a state in a quote's chain
    (quote_number, actor_id); `chains`, a row for each hop of each way by which words
    came (chain, place, actor_id; see `chains.make`), to which `chain` of a quote leads;
    `traits`, what quotes are filtered by beside their own columns
    (number, trait, code), and `values`, what the codes mean (code, trait, value);
    `mentions`, a row for each actor whose name a quote holds (quote_number, actor_id);
    `directory`, who and what is named (see `directory.make`);
    `vocabulary`, the words (word, code, quotes that hold it, names that do); `forms`,
    these by their stems (and stem; see `word_forms.stem`); `postings`, a row for
    each word of each quote (its code, the `next` word's, number, position in the quote,
    nth of its like, times it stands there, length in words); `statistics`, one row.
    `labels` are the texts by which rows are called that quotes point at: speaker and
    relays, the country spoken for, the issues (label, kind: the table, key, part: the
    column, text, `literal`: it in one shape of marks); `label_words` has a row for each
    word of each (code, the `next` word's, label, position), `labelled` at least
    one for each quote of each (label, number).
    """

    address: Path
    about: dict[str, Any]
    remarks: list[str]
    engine: Engine = field(repr=False)
    _shapes: dict[str, ibis.Schema] = field(repr=False)
    others: dict[str, bytes] = field(default_factory=dict, repr=False)
    digest: str = ""

    def table(self, name: str) -> ir.Table:
        """Return one of the record's tables, to build a question on."""
        return ibis.table(self._shapes[name], name=name)

    def columns_alone(self) -> "Record":
        """
        Return its like without rows, to compile questions for: one and the same for all
        records of an engine's kind whose tables have the same columns.
        """
        return _columns_alone(type(self.engine), frozenset(self._shapes.items()))

    def columns(self) -> str:
        """
        Return a number made of all columns of its tables, and of the engine's kind.
        """
        return _digest(self)

    def answer(self, question: ir.Table) -> pd.DataFrame:
        """
        Return a question's rows: unknown text as "", unknown numbers and days as null.
        """
        return self.fetch(self.compile(question), {})

    def compile(self, question: ir.Table) -> Compiled:
        """
        Compile a question; what stands in for a value (`stand_in`) becomes a parameter.
        """
        return self.engine.compile(question)

    def fetch(self, question: Compiled, values: dict[str, str]) -> pd.DataFrame:
        """
        Return the rows of a question that is compiled already, for these values.
        """
        # A filter may say nothing of the table that is asked; engines refuse its value.
        used = {name: values[name] for name in values.keys() & question.parameters}
        found = self.engine.fetch(question.text, used)
        return base.frame(found, question.schema.types)


@lru_cache(maxsize=64)
def _digest(record: Record) -> str:
    kind = record.engine if isinstance(record.engine, type) else type(record.engine)
    told = f"{kind.__qualname__} {sorted(record._shapes.items())!r}"
    return hashlib.sha256(told.encode()).hexdigest()


@lru_cache(maxsize=64)
def _columns_alone(
    kind: type[Engine], shapes: frozenset[tuple[str, ibis.Schema]]
) -> Record:
    # An engine's class puts a question into words; to answer, it would have to be one.
    return Record(Path(), {}, [], cast(Engine, kind), dict(shapes))


def assembled(address: Path, engine: Engine, about: "About") -> Record:
    """
    Return the record whose tables an engine holds.
    """
    shapes = engine.shapes(MADE)
    return Record(address, *about[:2], engine, shapes, about.others, about.digest)


class About(NamedTuple):
    """What a record says of itself beside its tables: see `Record`."""

    about: dict[str, Any]
    remarks: list[str]
    others: dict[str, bytes]
    digest: str = ""


def about_from(told: "pd.Series[Any]", others: pd.DataFrame) -> About:
    """
    Return what a record says of itself from the tables `about` and `others`.
    """
    kept = {name: bytes(data) for name, data in others.itertuples(index=False)}
    about, remarks = json.loads(told["about"]), json.loads(told["remarks"])
    return About(about, remarks, kept, told.get("digest", ""))
