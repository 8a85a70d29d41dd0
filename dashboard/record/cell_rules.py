"""What the schema asks of each cell, as one question to all cells of a record."""

from collections.abc import Iterable, Iterator
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from dashboard.engine.workbench import Bench, Tables
from dashboard.record import dates, limits
from dashboard.record.cells import ROW
from dashboard.record.codebook import WORDS
from dashboard.record.schema import COUNTRY_CODE, SHA256, SLUG, TABLES, Column, Table
from dashboard.record.staging import cells

Missing = frozenset[tuple[str, str]]  # Absent columns, each with its table.
LARGEST: Final = 2**53
# A letter, digit or sign that can be seen: no space of any script, nothing of no width.
SEEN: Final = r"[^\s\p{Z}\p{Cc}\p{Cf}]"
NO_DATE: Final = "no EDTF date"
# Every column of the schema; a cell is known by the ordinal of its own.
SPOTS: Final = [
    (table, column) for table in TABLES.values() for column in table.columns
]
TABLE_OF: Final = {name: place for place, name in enumerate(TABLES)}
_ASKED: Final = pa.schema(
    {
        "spot": pa.int64(), "place": pa.int64(), "required": pa.bool_(),
        "holds": pa.string(), "is_key": pa.bool_(), "list": pa.string(),
        "least": pa.int64(), "most": pa.int64(), "is_name": pa.bool_(),
    }
)  # fmt: skip


def _every_cell(tables: Tables) -> ir.Table:
    """
    Return all cells that a rule asks about: row, spot, value.
    """
    asked: dict[str, list[int]] = {}
    for spot, (table, column) in enumerate(SPOTS):
        if column.required or column.holds != "text" or column.is_name:
            asked.setdefault(table.name, []).append(spot)
    return ibis.union(*(_cells_at(tables[cells(n)], s) for n, s in asked.items()))


def _cells_at(rows: ir.Table, spots: Iterable[int]) -> ir.Table:
    """
    Return the cells that some columns of one table hold: row, spot, value.
    """
    # A row at a time: to ask a table for each of its columns took the engine longer to
    # plan than to do.
    pairs = [
        ibis.struct(
            {"spot": ibis.literal(spot, "int16"), "value": rows[SPOTS[spot][1].name]}
        )
        for spot in spots
    ]
    each = rows.select(ROW, cell=ibis.array(pairs).unnest())
    return each.select(ROW, spot=each.cell["spot"], value=each.cell["value"])


def _keys(tables: Tables) -> Iterator[ir.Table]:
    """
    The keys of each table that has some: list (its name), value, copies.
    """
    for table in TABLES.values():
        if table.key:
            rows = tables[cells(table.name)]
            keys = rows.select(list=ibis.literal(table.name), value=table.key)
            yield keys.group_by("list", "value").aggregate(copies=keys.count())


def lay(bench: Bench, missing: Missing) -> None:
    """
    Lay out beside a record's cells what `breaches` holds them against: what is asked of
    each column, and the lists that are no keys, of words and of dates that can be read.
    """
    bench.register("asked", _asked(missing))
    bench.register("lists", _lists(bench.answer(_spelled)["value"]))


def breaches(tables: Tables) -> ir.Table:
    """
    The cells that break a rule: spot, place of the table, row, value, form, lost.

    `form` names what is wrong with the cell by itself, `lost` what it is beside others.
    """
    found, asked = _every_cell(tables), tables["asked"]
    lists = ibis.union(*_keys(tables), tables["lists"])
    cell = found.join(asked, found.spot == asked.spot)
    cell = cell.left_join(
        lists, (cell.list == lists.list) & (cell.value == lists.value)
    ).drop("list_right", "value_right")
    value, number = cell.value, cell.value.try_cast("int64")
    digits = value.re_search("^[0-9]+$")
    integer = ibis.cases(
        (value.re_search("^-[0-9]+$"), "negative"),
        (~digits, "number"),
        (number.isnull() | (number < cell.least) | (number > cell.most), "range"),
    )
    form = ibis.cases(
        (cell.required & ~value.re_search(SEEN), "empty"),
        (value == "", ""),
        (cell.is_name & (value.length() > limits.NAME), "long"),
        (cell.holds == "integer", integer.fill_null("")),
        (cell.holds == "hash", value.re_search(SHA256).ifelse("", "hash")),
        (cell.holds == "slug", value.re_search(SLUG).ifelse("", "slug")),
        (cell.holds == "code", value.re_search(COUNTRY_CODE).ifelse("", "code")),
        else_="",
    )
    lost = ibis.cases(
        ((value == "") | (cell.list == ""), ""),
        (cell.copies.isnull(), "lost"),
        (cell.is_key & (cell.copies > 1), "twice"),
        else_="",
    )
    flagged = cell.select("spot", "place", ROW, "value", form=form, lost=lost)
    return flagged.filter((flagged.form != "") | (flagged.lost != ""))


def said(spot: int, fault: str) -> tuple[str, str]:
    """
    Return what a fault found by `breaches` means in its column, and how to mend it.
    """
    column = SPOTS[spot][1]
    owner = column.refers_to
    if fault == "lost" and owner:
        key = TABLES[owner].key
        mend = f"add the row there, or name a {key} that {owner}.csv has"
        return f"no such {key} in {owner}.csv", mend
    if fault == "lost" and column.holds == "date":
        wrong = f"{NO_DATE}, or one that ends before it begins"
        return wrong, "write it as 2023-07-27, 2023-07, 2022/.., [..2023-07-27]"
    if fault == "lost":
        return "word not allowed", f"use one of: {', '.join(column.allowed)}"
    least_to_most = f"write a whole number from {column.least}"
    if _most(column) < LARGEST:
        least_to_most += f" to {_most(column)}"
    return {
        "empty": ("empty required cell", f"fill it in: {column.meaning}"),
        "number": ("not a whole number", least_to_most),
        "negative": ("negative number", least_to_most),
        "range": ("number out of range", least_to_most),
        "long": (
            f"too long for a name: it has more than {limits.NAME:,} characters",
            "shorten it; a longer text can stand in a note",
        ),
        "hash": ("not a SHA-256 hash", "write 64 digits of 0-9 and a-f"),
        "slug": ("key is no slug", "use a-z, digits and single hyphens between them"),
        "code": ("not a country code", "use three capitals, or X- and capitals"),
    }[fault]


def _most(column: Column) -> int:
    """The largest number allowed: where words say what numbers mean, the last."""
    if column.is_integer and column.allowed:
        return max(map(int, column.allowed))
    return LARGEST


def _asked(missing: Missing) -> pa.Table:
    """
    What is asked of each column's cells: nothing of one that is missing, and of others
    not how they refer to a lost key.
    """
    rows = []
    for spot, (table, column) in enumerate(SPOTS):
        if (table.name, column.name) in missing:
            continue
        key = TABLES[column.refers_to].key if column.refers_to else ""
        kind = column.holds
        if column.name == table.key:
            kind = "code" if table.name == "countries" else "slug"
        rows.append(
            {
                "spot": spot,
                "place": TABLE_OF[table.name],
                "required": column.required,
                "holds": kind,
                "is_key": column.name == table.key,
                "list": ""
                if (column.refers_to, key) in missing
                else _list(table, column),
                "least": column.least,
                "most": _most(column),
                "is_name": column.is_name,
            }
        )
    # With its columns named: where no table can be read, nothing is asked.
    return pa.Table.from_pylist(rows, _ASKED)


def _list(table: Table, column: Column) -> str:
    """The list in which a cell must be found: keys of a table, words, dates."""
    own = table.name if column.name == table.key else ""
    dated = "date" if column.holds == "date" else ""
    # Of a number that has words, its range is asked already.
    words = "" if column.is_integer else column.words
    return own or column.refers_to or words or dated


def _spelled(tables: Tables) -> ir.Table:
    """
    Return every text that stands where a date should: one column, `value`, each once.
    """
    dated = [
        tables[cells(table.name)].select(value=column.name)
        for table, column in SPOTS
        if column.holds == "date"
    ]
    return ibis.union(*dated).distinct()


def _lists(dated: Iterable[str]) -> pa.Table:
    """The lists that are no keys: the words allowed, the dates that can be read."""
    pairs = [("date", edtf) for edtf in sorted(dated) if edtf and dates.is_edtf(edtf)]
    pairs += [(name, word) for name, words in WORDS.items() for word in words]
    names, values = zip(*pairs, strict=True)
    copies = pa.array([1] * len(pairs), pa.int64())
    return pa.table({"list": names, "value": values, "copies": copies})
