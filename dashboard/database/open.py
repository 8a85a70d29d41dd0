"""Open a record: read it, check it, hold it ready for questions."""

import json
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis.common.exceptions import TableNotFound

from dashboard.database import build, stamps
from dashboard.engine import frames, masters, spark
from dashboard.engine.base import CLUSTER, Compiled, Embedded, Engine, EngineFailed
from dashboard.engine.workbench import limits
from dashboard.record import checks, files, staging
from dashboard.record import problems as record_problems
from dashboard.record.cells import Files, Problem
from dashboard.record.problems import RecordRefused
from dashboard.record.schema import TABLES

DEFAULT: Final = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True, eq=False)
class Record:
    """
    An opened record: its tables, never changed, to be asked by any thread.

    `about` is what its data package says of itself, `remarks` what was kept unread,
    `others` the files that are not its tables, `digest` its version where that was
    worked out beforehand. An empty cell is null. Beside the
    schema's columns, each row has `_row`, its place in its file, and what a reader
    calls what its keys point at (speaker, for_country, issue, source, wire …);
    actors, countries, issues and sources have `shown`, a name that no other row has;
    sources, quotes, positions and events have `earliest` and `latest`, the days that
    their date admits; quotes, positions and events `through_state_media`; quotes
    `relayed_by`, the relays' names, and `literal`, the content in one shape of marks
    where that is another; events `countries` and `people`, who takes part. Quotes,
    positions, events and marks are sorted by `number`, their place in reading; what
    belongs to a quote has its number as `quote_number`, who takes part in an event that
    of the event as `event_number`.

    Beside them are `media`, a row for each medium of a state in a quote's chain
    (quote_number, actor_id); `chains`, a row for each hop of each way by which words
    came (chain, place, actor_id; see `chains.make`), to which `chain` of a quote leads;
    `traits`, what quotes are filtered by beside their own columns
    (number, trait, code), and `values`, what the codes mean (code, trait, value);
    `mentions`, a row for each actor whose name a quote holds (quote_number, actor_id);
    `vocabulary`, the words (word, code, quotes that hold it); `postings`, a row for
    each word of each quote (its code, the `next` word's, number, position in the quote,
    nth of its like, times it stands there, length in words); `statistics`, one row.
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
        return frames.frame(found, question.schema.types)


def problems(read: Files) -> tuple[list[Problem], int]:
    """
    Return what keeps a record from being opened, in the order of its files and rows: at
    least the first problems that there are, and the number of all.

    Raises:
        RecordRefused: there is no room to look at all of it.

    """
    found, total = [*read.problems], len(read.problems)
    if read.tables:
        filled = {name for name, held in read.tables.items() if held.count_rows()}
        # A connection of their own: the tables that checks look at end with it.
        backend = ibis.duckdb.connect(**limits(read))
        with record_problems.in_words(), closing(backend.con):
            bench = staging.laid_out(backend, read)
            broken, number = checks.problems(bench, frozenset(read.missing), filled)
        found, total = found + broken, total + number
    place = {f"{name}.csv": number for number, name in enumerate(TABLES)}
    found.sort(key=lambda p: (place.get(p.file, -1), p.row or 0))
    return found, total


def checked(read: Files) -> None:
    """
    Refuse a record that has problems.

    Raises:
        RecordRefused: it has.

    """
    found, total = problems(read)
    if total:
        raise RecordRefused(found[: checks.LISTED], total)


def open_record(address: Path | str = DEFAULT) -> Record:
    """
    Open the record in a folder, a .zip, a file made by `prepared_file.prepare`, or on a
    cluster.

    Raises:
        RecordRefused: the record has problems; nothing is opened.

    """
    if isinstance(address, str):
        return _clustered(address)
    if is_prepared(address):
        return _prepared(address)
    read = files.read(address)
    checked(read)
    backend = ibis.duckdb.connect()
    with record_problems.in_words():
        build.prepare(staging.laid_out(backend, read))
    about = About(read.about, read.remarks, read.others)
    return _record(address, Embedded(backend), about)


def located(text: str) -> Path | str:
    """
    Return where a record is: an address as it is written, else an absolute path.
    """
    return text if text.startswith(CLUSTER) else Path(text).absolute()


def reachable(address: str) -> str:
    """
    Return a cluster's address in full; refuse it where nothing answers.
    """
    try:
        return str(masters.reachable(address))
    except masters.NoCluster as lacking:
        raise record_problems.refused(address, lacking.wrong, lacking.mend) from lacking


def _record(address: Path, engine: Engine, about: "About") -> Record:
    shapes = engine.shapes(build.MADE)
    return Record(address, *about[:2], engine, shapes, about.others, about.digest)


class About(NamedTuple):
    """What a record says of itself beside its tables: see `Record`."""

    about: dict[str, Any]
    remarks: list[str]
    others: dict[str, bytes]
    digest: str = ""


def is_prepared(address: Path) -> bool:
    """
    Tell whether an address is a file that `prepared_file.prepare` may have made.
    """
    try:
        with address.open("rb") as file:
            return file.read(12)[8:] == b"DUCK"
    except OSError:
        return False  # A folder, or what cannot be read: whoever reads it says why.


def _prepared(address: Path) -> Record:
    """Open a prepared record; refuse one that is not what this program would make."""
    try:
        backend = ibis.duckdb.connect(address, read_only=True)
        told = backend.table("about").execute().iloc[0]
    except (EngineFailed, TableNotFound, IndexError) as error:
        mend = "make it anew: on-the-record prepare RECORD FILE"
        wrong = f"is no prepared record: {str(error).splitlines()[0][:120]}"
        raise record_problems.refused(address.name, wrong, mend) from error
    if wrong := stamps.unfit(told, address):
        backend.disconnect()
        source = stamps.made_from(told, address)
        mend = f"make it anew: on-the-record prepare --force {source} {address}"
        raise record_problems.refused(address.name, wrong, mend)
    others = backend.table("others").execute()
    return _record(address, Embedded(backend), _said(told, others))


def _clustered(address: str) -> Record:
    """Open the tables that `cluster_tables.write` made, on a cluster."""
    try:
        at = masters.reachable(address)
        engine = spark.connect(at)
        told, others = (engine.whole(name) for name in ("about", "others"))
        if wrong := stamps.unfit(told.iloc[0], Path(at.tables)):
            source = stamps.made_from(told.iloc[0], Path(at.tables))
            again = f"on-the-record prepare --tables --force {source} {at.tables}"
            raise masters.NoCluster(wrong, f"make it anew: {again}")
        engine.keep(build.MADE)
    except masters.NoCluster as lacking:
        raise record_problems.refused(address, lacking.wrong, lacking.mend) from lacking
    return _record(Path(at.tables), engine, _said(told.iloc[0], others))


def _said(told: "pd.Series[Any]", others: pd.DataFrame) -> About:
    kept = {name: bytes(data) for name, data in others.itertuples(index=False)}
    about, remarks = json.loads(told["about"]), json.loads(told["remarks"])
    return About(about, remarks, kept, told.get("digest", ""))
