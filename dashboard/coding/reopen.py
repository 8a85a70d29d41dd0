"""An article that a record has, opened again: its rows as kept items, to be mended."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from dashboard.coding.desk import Desk, Opened
from dashboard.coding.fields import MADE
from dashboard.coding.items import Item
from dashboard.drafting.proposal import About, Drafted, Proposal
from dashboard.importing.draft import Cells, Known
from dashboard.importing.spans import SourceText
from dashboard.record.cells import Files
from dashboard.record.schema import QUOTING, TABLES

DRAFTER: Final = "the record"
RULE: Final = "record"
# How the ids of the items of each table begin; their keys follow.
_LETTERS: Final = {"quotes": "q", "marks": "m", "positions": "p", "events": "e"}


class NotSame(Exception):  # noqa: N818 - it names what the text is
    """A text is not the one that was coded; the message says what to do."""


class Resting(NamedTuple):
    """
    A row that rests on another: its item ("" of another article's row), in which field,
    and its own words.
    """

    id: str
    table: str
    field: str
    words: str


def reopened(known: Known, source_id: str, text: str) -> Desk:
    """
    Return the desk of an article that a record has: each of its rows is kept, under the
    key that it has; steps change, add and delete (“out”) rows. Saved, they replace the
    rows of this source alone.

    Raises:
        NotSame: the text is not the one that was coded, by its hash; or the record has
            no such source.

    """
    read, row = known.read, known.sources.get(source_id)
    if read is None or row is None:
        raise NotSame(f"the record has no source “{source_id}”")
    if SourceText(text).sha256 != row["sha256"]:
        told = "this is not the text that was coded: its hash differs"
        mend = "give the very text, as it was confirmed or downloaded then"
        raise NotSame(f"{told}; {mend}")
    own = {name: _rows(read, name, "source_id", [source_id]) for name in QUOTING}
    keys: dict[str, str] = {}
    ids: dict[tuple[str, str], str] = {}
    for name, rows in own.items():
        for one in rows:
            key = one[TABLES[name].key]
            # By its key: steps that were kept find their rows whatever was saved since.
            item = ids[name, key] = f"{_LETTERS[name]}-{key}"
            keys[item] = key
    relays = _rows(read, "relays", "quote_id", [q["quote_id"] for q in own["quotes"]])
    drafted = Drafted(DRAFTER, (*_proposals(own, ids, relays),
                                *_participants(read, own, ids)), ())  # fmt: skip
    about = _about(known, row)
    return Desk(text, about, drafted, _others(known, own, source_id),
                Opened(row, keys), {RULE: "The record has it."})  # fmt: skip


def resting_on(desk: Desk, one: str) -> list[Resting]:
    """
    Return the rows that rest on a row, and those that rest on these, in the order of
    the text: without it they cannot stay, and are deleted with it.
    """
    found: dict[str, Resting] = {}
    waiting = [one]
    while waiting:
        on = waiting.pop()
        for resting in _directly(desk, on):
            if resting.id not in found and resting.id != one:
                found[resting.id] = resting
                waiting.append(resting.id)
    held = desk.held
    own = sorted(found.values(), key=lambda r: (held[r.id].start, r.id))
    keys = {held[r].key for r in (one, *found) if held[r].table == "events"} - {""}
    others = desk.recorded.accounts_of(keys) if keys else []
    return own + [Resting("", "events", "account_of", words) for *_, words in others]


def _directly(desk: Desk, one: str) -> Iterator[Resting]:
    for item in desk.held.values():
        if item.state == "out":
            continue
        for field, value in item.fields.items():
            # A pair of marks belongs to a statement; it stands in the text without it.
            if value == one and item.table != "marks":
                yield _resting(desk, item, field)
        if any(one in pair for pair in item.pairs):
            yield _resting(desk, item, "participants" if item.table == "events"
                           else "relays")  # fmt: skip


def _resting(desk: Desk, item: Item, field: str) -> Resting:
    return Resting(item.id, item.table, field, desk.text[item.start : item.end])


def _rows(read: Files, name: str, column: str, values: list[str]) -> list[Cells]:
    """The rows of a table that have one of some values, as its file orders them."""
    asked = pc.field(column).isin(pa.array(values, pa.string()))
    held = read.tables[name].to_table(columns=TABLES[name].names, filter=asked)
    found: list[Cells] = held.to_pylist()
    return found


def _about(known: Known, row: Mapping[str, Any]) -> About:
    """What an article says of itself, as its row has it: its outlets by their keys."""
    return About(
        row["title"], row["publisher_id"], row["wire_id"], row["dateline"],
        row["published_on"], row["language"], row["url"],
    )  # fmt: skip


def _proposals(
    own: Mapping[str, list[Cells]], ids: Mapping[tuple[str, str], str],
    relays: list[Cells],
) -> Iterator[Proposal]:  # fmt: skip
    """The rows as if they were drafted: a cell that names one of them has its id."""
    hops: dict[str, list[tuple[int, str, str]]] = {}
    for one in relays:
        hop = (int(one["hop"]), one["actor_id"], one["basis"])
        hops.setdefault(one["quote_id"], []).append(hop)
    for name, rows in own.items():
        table = TABLES[name]
        refers = {c.name: c.refers_to for c in table.columns if c.refers_to}
        for one in rows:
            fields = {
                column: ids.get((refers.get(column, ""), value), value)
                for column, value in one.items()
                if column not in MADE and column != table.key and value
            }
            chain = sorted(hops.get(one[table.key], [])) if name == "quotes" else []
            yield Proposal(
                ids[name, one[table.key]], name, int(one["start"]), int(one["end"]),
                fields, RULE, 1.0, relays=tuple((who, how) for _, who, how in chain),
            )  # fmt: skip


def _participants(
    read: Files, own: Mapping[str, list[Cells]], ids: Mapping[tuple[str, str], str]
) -> Iterator[Proposal]:
    events = [one["event_id"] for one in own["events"]]
    for number, one in enumerate(_rows(read, "participants", "event_id", events)):
        fields = one | {"event_id": ids["events", one["event_id"]]}
        yield Proposal(f"t{number}", "participants", 0, 0, fields, RULE, 1.0)


def _others(known: Known, own: Mapping[str, list[Cells]], source_id: str) -> Known:
    """What a record has without the rows of one source: these are made anew."""
    read = known.read
    if read is None:
        return known
    gone = {"sources": {source_id}}
    gone |= {name: {row[TABLES[name].key] for row in rows}
             for name, rows in own.items()}  # fmt: skip
    tables: dict[str, ds.Dataset] = {}
    for name, held in read.tables.items():
        keys = pa.array(list(gone.get(name, ())), pa.string())
        tables[name] = held.filter(~pc.field(TABLES[name].names[0]).isin(keys))
    return Known(Files(tables=tables))
