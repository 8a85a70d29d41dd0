"""What keeps a record from being opened, once its cells are understood."""

from collections.abc import Iterator, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from dashboard.intake import texts, values
from dashboard.intake.values import Reading
from dashboard.record import cell_rules, checks
from dashboard.record.cells import ROW, Files
from dashboard.record.limits import LISTED
from dashboard.record.problems import Problem, RecordRefused
from dashboard.record.schema import TABLES, Column, Table

_SHOWN: Final = 3  # Doubtful cells of a column that its message lists.
# Of a column: each value that is read as another, and what is to be said of others.
Meant = dict[str, str]


def problems(read: Files) -> tuple[list[Problem], int]:
    """
    Return what keeps a record from being opened: see `checks.problems`.

    Where something does, its cells are first read as what they can only mean (7.0 as
    7), with a remark; what is doubtful in a column that a spreadsheet rewrote is told
    once. A record that keeps all rules is looked at once, and nothing of it is read
    otherwise.

    Raises:
        RecordRefused: there is no room to look at all of it.

    """
    found, total = checks.problems(read)
    # What an export guarded need break no rule: a note may begin with an apostrophe.
    if (total or read.exported) and read.tables:
        doubts = list(_understand(read))
        if doubts or read.before:
            found, total = checks.problems(read)
        place = {f"{name}.csv": number for number, name in enumerate(TABLES)}
        found = sorted([*found, *doubts], key=lambda p: place.get(p.file, -1))
        total += len(doubts)
    texts.remark_mojibake(read)
    return [_told(read, problem) for problem in found], total


def _told(read: Files, problem: Problem) -> Problem:
    """A problem of the file as it is called; of what is no date, what it may be."""
    table = problem.file.removesuffix(".csv")
    if problem.wrong.startswith(cell_rules.NO_DATE):
        wrong, mend = values.trouble(problem.value)
        problem = problem._replace(wrong=wrong, mend=mend)
    return problem._replace(file=read.called.get(table, problem.file))


def checked(read: Files) -> None:
    """
    Refuse a record that has problems.

    Raises:
        RecordRefused: it has.

    """
    found, total = problems(read)
    if total:
        raise RecordRefused(found[:LISTED], total)


def _understand(read: Files) -> Iterator[Problem]:
    """Read cells as what they can only mean; tell of each column that is in doubt."""
    kinds: dict[str, list[tuple[str, str, str, str, int]]] = {}
    for name, table in TABLES.items():
        replaced: dict[str, Meant] = {}
        for column in table.columns:
            if (name, column.name) in read.missing or column.holds == "text":
                continue
            found = _readings(read, table, column)
            meant = {old: one.means for old, one in found.items() if one.is_sure}
            counts = _counts(read.tables[name], column.name, list(found))
            for old, new in meant.items():
                told = (name, column.name, old, new, counts[old])
                kinds.setdefault(found[old].kind, []).append(told)
            if meant:
                replaced[column.name] = meant
            doubtful = {old: one for old, one in found.items() if not one.is_sure}
            if any(one.rewrote for one in doubtful.values()):
                yield _doubt(read, table, column, meant, doubtful)
                # What hangs on such a column cannot be asked.
                read.missing.add((name, column.name))
        if replaced:
            replace(read, name, replaced)
    for kind, name, column_name, meant in texts.overwritten(read):
        for old, new in meant.items():
            kinds.setdefault(kind, []).append((name, column_name, old, new, 1))
        replace(read, name, {column_name: meant})
    read.remarks += [_remark(read, kind, cells) for kind, cells in kinds.items()]


def _readings(read: Files, table: Table, column: Column) -> dict[str, Reading]:
    """What the cells of a column mean that break its rule, as far as that is known."""
    cells = read.tables[table.name].to_table(columns=[column.name])[column.name]
    if column.is_integer:
        cells = cells.filter(pc.invert(pc.match_substring_regex(cells, r"^[0-9]*$")))
    keys: frozenset[str] = frozenset()
    if column.refers_to and read.tables[column.refers_to].count_rows():
        key = TABLES[column.refers_to].key
        held = read.tables[column.refers_to].to_table(columns=[key])[key]
        keys = frozenset(held.to_pylist())
    meaning = values.reader(column, keys)
    found = ((value, meaning(value)) for value in pc.unique(cells).to_pylist())
    read_as = {value: reading for value, reading in found if reading is not None}
    if any(one.kind == values.THOUSANDS and one.is_sure for one in read_as.values()):
        # What parts the thousands of one cell of a column does so in all.
        for value, one in read_as.items():
            if one.kind == values.THOUSANDS:
                read_as[value] = one._replace(is_sure=True)
    return read_as


def _counts(held: ds.Dataset, column: str, wanted: list[str]) -> dict[str, int]:
    if not wanted:
        return {}
    cells = held.to_table(columns=[column])[column]
    kept = cells.filter(pc.is_in(cells, pa.array(wanted)))
    return {one["values"]: one["counts"] for one in pc.value_counts(kept).to_pylist()}


def _doubt(
    read: Files, table: Table, column: Column, meant: Meant,
    doubtful: Mapping[str, Reading],
) -> Problem:  # fmt: skip
    """The one message of a column that a spreadsheet rewrote."""
    cells = read.tables[table.name].to_table(columns=[column.name, ROW])
    kept = cells.filter(pc.is_in(cells[column.name], pa.array(list(doubtful))))
    rows = kept.sort_by(ROW).to_pylist()
    first = rows[0]
    told = [
        f"row {row[ROW]}, “{row[column.name]}” ({doubtful[row[column.name]].means})"
        for row in rows[:_SHOWN]
    ]
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    kinds = sorted({one.kind for one in doubtful.values() if one.kind})
    wrong = f"a spreadsheet rewrote this column: {'; '.join(kinds)}"
    if meant:
        old, new = next(iter(meant.items()))
        wrong += f". Sure is “{old}”: {new}"
        wrong += f", and {len(meant) - 1:,} more" if len(meant) > 1 else ""
    wrong += f". In doubt: {', '.join(told)}{more}"
    mend = "write these cells anew as text, from before it was rewritten"
    if column.holds == "date":
        mend += ": 2023-07-27, 2023-07"
    return Problem(
        f"{table.name}.csv", first[ROW], column.name, first[column.name], wrong, mend
    )


def _remark(read: Files, kind: str, cells: list[tuple[str, str, str, str, int]]) -> str:
    """What is said once of all cells of one kind."""
    where: dict[str, list[str]] = {}
    for name, column, *_ in cells:
        columns = where.setdefault(read.name_of(name), [])
        if column not in columns:
            columns.append(column)
    places = "; ".join(f"{file}: {', '.join(names)}" for file, names in where.items())
    _, _, old, new, _ = cells[0]
    number = sum(count for *_, count in cells)
    many = "1 cell" if number == 1 else f"{number:,} cells"
    return f"{kind}: “{old[:60]}” as “{new[:60]}”, {many} ({places})"


def replace(read: Files, name: str, meant: Mapping[str, Meant]) -> None:
    """
    Put other values in place of some of a table, by column; keep it as it was, too.
    """
    held = read.tables[name]
    batches = (_replaced(batch, meant) for batch in held.to_batches())
    read.before.setdefault(name, held)
    if not isinstance(held, ds.FileSystemDataset):
        read.tables[name] = ds.dataset(pa.Table.from_batches(batches, held.schema))
        return
    path = read.place() / f"{name}-{len(list(read.place().iterdir()))}.parquet"
    with pq.ParquetWriter(path, held.schema, compression="lz4") as writer:
        for batch in batches:
            writer.write_batch(batch)
    read.tables[name] = ds.dataset(path, held.schema, format="parquet")


def _replaced(batch: pa.RecordBatch, meant: Mapping[str, Meant]) -> pa.RecordBatch:
    for column, pairs in meant.items():
        old, new = (pa.array(list(one), pa.string()) for one in (pairs, pairs.values()))
        cells = batch[column]
        at = pc.index_in(cells, old)
        changed = pc.if_else(pc.is_valid(at), new.take(at), cells)
        place = batch.schema.get_field_index(column)
        batch = batch.set_column(place, batch.schema.field(place), changed)
    return batch
