"""Ways to damage a record's files, one at a time."""

import copy
from pathlib import Path
from typing import Any

from dashboard.database.open import open_record
from dashboard.record.problems import Problem, RecordRefused
from tests.support.small_record import ROWS, Row, write_record


def with_cells(table: str, row: int, **cells: Any) -> dict[str, list[Row]]:
    """
    Return the small record's rows, some cells changed; `row` as a spreadsheet counts.
    """
    rows = copy.deepcopy({name: list(kept) for name, kept in ROWS.items()})
    rows[table][row - 2].update(cells)
    return rows


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """
    Replace the first place where a file holds a text, which it must.
    """
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(address: Path) -> RecordRefused | None:
    """
    Return why a record is refused, or None where it opens.
    """
    try:
        open_record(address)
    except RecordRefused as refused:
        return refused
    return None


def problems(address: Path) -> list[Problem]:
    """
    Return the problems for which a record is refused; none where it opens.
    """
    refused = refusal(address)
    return refused.problems if refused else []


def problems_with(folder: Path, table: str, row: int, **cells: Any) -> list[Problem]:
    """
    Return the problems of the small record with some cells changed.
    """
    return problems(write_record(folder, with_cells(table, row, **cells)))
