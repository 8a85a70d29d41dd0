"""What an export writes, and the cells that it must hold."""

from pathlib import Path
from typing import Any

from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.intake import files
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from dashboard.record.schema import TABLES


def cells(record: Record, name: str) -> list[dict[str, Any]]:
    """A table's rows as its file has them: numbers as such, an empty cell None."""
    table = files.read(record.address).whole()[name].to_pylist()
    integers = {one.name for one in TABLES[name].columns if one.is_integer}
    return [
        {
            one: (int(row[one]) if one in integers else row[one]) if row[one] else None
            for one in TABLES[name].names
        }
        for row in table
    ]


def own(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without the columns that are not the record's own."""
    return [{one: row[one] for one in TABLES[name].names} for row in rows]


def written(record: Record, path: Path, chosen: Filters | None = None) -> Path:
    formats.form_of(path).write(Subset(record, chosen or Filters()), path)
    return path
