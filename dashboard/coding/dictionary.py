"""The data dictionary: in Markdown, what each table and column of a record holds."""

from typing import Final

from dashboard.record.schema import TABLES, Column, Table

TABLES_ARE: Final = """\
Ten tables as CSV files in UTF-8, described for programs in `datapackage.json`. An
empty cell is unknown. Dates are EDTF (ISO 8601-2). `start` and `end` count Unicode
code points from the beginning of the source's file, from 0, end exclusive. What each
allowed word means is told on the page Method. A bold column is the table's key; a
column marked \\* must be filled in.
"""


def dictionary() -> str:
    """
    Return a heading and a table of columns for each table of a record.
    """
    parts = []
    for table in TABLES.values():
        parts += [f"## {table.name}", "", f"One row is {table.row_is}.", ""]
        parts += ["| column | what it holds | as |", "|---|---|---|"]
        parts += [f"| {_name(table, one)} | {one.meaning} | {_holds(one)} |"
                  for one in table.columns]  # fmt: skip
        parts.append("")
    return "\n".join(parts)


def _name(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.name == table.key else column.name
    return f"{name} \\*" if column.required else name


def _holds(column: Column) -> str:
    """What a cell is: one of some words, a key of a table, a date, a number, a text."""
    if column.allowed:
        return ", ".join(f"`{word}`" for word in column.allowed)
    points = f"key of {column.refers_to}" if column.refers_to else column.holds
    return {"integer": "whole number", "date": "date (EDTF)"}.get(points, points)
