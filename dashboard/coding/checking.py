"""The record's own checks, asked of an article's rows beside those of its record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.coding.fields import Party, slips
from dashboard.coding.items import Item
from dashboard.coding.recorded import Recorded
from dashboard.coding.rows import Made
from dashboard.importing.draft import Cells, Draft
from dashboard.intake import understood
from dashboard.record import problems as record_problems
from dashboard.record.cells import Files, keep
from dashboard.record.schema import TABLES

# Tables of a record to which an article's rows refer, whole: they have no passages.
_WHOLE: Final = ("actors", "countries", "issues")


class Problem(NamedTuple):
    """
    What keeps an article from being saved: of which item ("about": of the article; "":
    of none), in which field, with what value; what is wrong, how to mend it.
    """

    id: str
    field: str
    value: str
    wrong: str
    mend: str


def of_item(made: Made, problem: record_problems.Problem) -> Problem:
    """
    Return a problem of a row that an item made, by its item.
    """
    number = problem.row
    known = number is not None and 0 <= number < len(made.ids)
    return Problem(
        made.ids[number] if known and number is not None else "",
        problem.column, problem.value, problem.wrong, problem.mend,
    )  # fmt: skip


def problems(
    made: Made, items: Mapping[str, Item], recorded: Recorded, reporter: str
) -> list[Problem]:
    """
    Return what keeps the rows from being saved, in the order of the items.

    Raises:
        RecordRefused: there is no room to look.

    """
    made.draft.look_for_no_text()
    found = [of_item(made, one) for one in made.draft.problems]
    if not found:
        found = list(_checked(made, recorded))
    found += _slips(items, recorded, reporter)
    found += _left_behind(items, recorded)
    order = {one: number for number, one in enumerate(made.ids)}
    found.sort(key=lambda one: order.get(one.id, -1))
    return list(dict.fromkeys(found))


def _slips(
    items: Mapping[str, Item], recorded: Recorded, reporter: str
) -> Iterator[Problem]:
    """The fields of kept rows that do not go with each other, as forms decide it."""

    def parties(key: str) -> Party:
        return party(key, items, recorded)

    for one in items.values():
        if one.state == "kept":
            for slip in slips(one.table, plain(one, items), parties, reporter):
                yield Problem(one.id, *slip)


def _left_behind(items: Mapping[str, Item], recorded: Recorded) -> Iterator[Problem]:
    """Rows of other articles that rest on a row which is to be deleted."""
    gone = {one.key: one.id for one in items.values()
            if one.table == "events" and one.key and one.state != "kept"}  # fmt: skip
    for key, of, words in recorded.accounts_of(gone) if gone else ():
        wrong = f"another article's event rests on it: “{words[:60]}” ({key})"
        mend = "keep it, or first name another account in that article"
        yield Problem(gone[of], "account_of", key, wrong, mend)


def plain(one: Item, items: Mapping[str, Item]) -> dict[str, object]:
    """
    Return an item's cells; countries by their codes, so that two can be compared.
    """
    return {
        name: code(value, items) if isinstance(value, str) else value
        for name, value in one.cells().items()
    }


def code(value: str, items: Mapping[str, Item]) -> str:
    """
    Return the code of a country that is named by an item; what is none, as it is.
    """
    item = items.get(value)
    if item is None or item.table != "countries":
        return value
    return item.fields.get("country_id", "") or value


def party(key: str, items: Mapping[str, Item], recorded: Recorded) -> Party:
    """
    Return who an actor is, as far as the article's rows and the record tell.
    """
    item = items.get(key)
    known = recorded.party(key)
    if item is not None and item.table == "actors":
        name = item.fields.get("name", "")
        same = item.fields.get("actor_id", "") or recorded.same("actors", name)
        seat = code(item.fields.get("country_id", ""), items)
        own = Party(key, item.fields.get("kind", ""), seat)
        known = recorded.party(same)._replace(key=key) if same else own
    spoken = {
        code(one.fields.get("on_behalf_of", ""), items)
        for one in items.values()
        if one.table == "quotes" and one.state == "kept"
        and one.fields.get("speaker_id") == key
    }  # fmt: skip
    return known._replace(speaks_for=known.speaks_for | (spoken - {""}))


def _checked(made: Made, recorded: Recorded) -> Iterator[Problem]:
    """What the checks of a record say of the rows, beside what they refer to."""
    read = Files()
    beside = _beside(made.draft, recorded)
    for name, table in TABLES.items():
        rows = [*beside.get(name, ()), *made.draft.rows[name]]
        cells = ([row[one] or "" for one in table.names] for row in rows)
        numbered = ([*row, number] for number, row in enumerate(cells, start=2))
        keep(read, name, table.names, numbered)
    for one in understood.problems(read)[0]:
        name = one.file.removesuffix(".csv")
        at = (one.row or 0) - 2 - len(beside.get(name, ()))
        if name in TABLES and 0 <= at < len(made.draft.rows[name]):
            origin = made.draft.origins[name][at]
            yield of_item(made, one._replace(row=origin.row))


def _beside(draft: Draft, recorded: Recorded) -> dict[str, list[Cells]]:
    """The record's rows on which those of the article can hang: they are sound."""
    read = recorded.known.read
    if read is None:
        return {}

    def rows(name: str, asked: pc.Expression | None = None) -> list[Cells]:
        held = read.tables[name]
        columns = TABLES[name].names
        found: list[Cells] = held.to_table(columns=columns, filter=asked).to_pylist()
        return found

    def among(column: str, keys: Iterable[str]) -> pc.Expression:
        return pc.field(column).isin(pa.array(list(keys), pa.string()))

    found = {name: rows(name) for name in _WHOLE}
    who = {row["asserted_by"] for row in draft.rows["positions"]}
    spoken = rows("quotes", among("speaker_id", who))
    # Of all that an actor said one statement for each country tells for whom.
    pairs = {(q["speaker_id"], q["on_behalf_of"]): q | {"within": ""} for q in spoken}
    found["quotes"] = [q for q in pairs.values() if q["on_behalf_of"]]
    first = {row["account_of"] for row in draft.rows["events"]} - {""}
    events = rows("events", among("event_id", first))
    found["events"] = [one | {"quote_id": ""} for one in events]
    printed = {q["source_id"] for q in (*found["quotes"], *found["events"])}
    found["sources"] = rows("sources", among("source_id", printed))
    return found
