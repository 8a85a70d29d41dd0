"""Rows as a CSV file in which a spreadsheet finds no formula."""

from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.export.base import Form
from dashboard.queries.subset import Subset
from dashboard.record.schema import TABLES

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Columns that serve the pages, not the reader.
INTERNAL: Final = [
    "literal", "score", "total", "earliest", "latest", "published", "shown",
    "outside_earliest", "outside_latest", "number", "chain", "event", "_row",
    "speaker_role", "speaker_body", "asserter_role", "asserter_body", "body", "cited",
    "apart", "speaker_apart", "asserter_apart", "wire_apart", "publisher_apart",
    "own_words", "around", "around_kind", "around_relayed_by",
]  # fmt: skip


def as_csv(rows: pd.DataFrame) -> bytes:
    """
    Return rows as CSV in UTF-8 with a header, formulas made harmless by an apostrophe.
    """
    # With its byte order mark, or Excel takes the file for another encoding.
    return _csv(rows, header=True).encode("utf-8-sig")


def _csv(rows: pd.DataFrame, *, header: bool) -> str:
    told = rows.drop(columns=[name for name in INTERNAL if name in rows.columns])
    for name in told.columns:
        if pd.api.types.is_string_dtype(told[name]):
            # What begins with the apostrophe itself gets one, too: whoever reads the
            # file again leaves one out, and has the very cells.
            risky = told[name].str.lstrip("'").str.startswith(FORMULA)
            told[name] = told[name].where(~risky, "'" + told[name])
    return told.to_csv(index=False, header=header, lineterminator="\r\n")


def _write_table(subset: Subset, path: Path, name: str) -> list[str]:
    """
    Write the rows of one table that filters leave, with the names that a reader uses.
    """
    rows = subset.chosen_rows(name)
    shown = [one for one in rows.columns if one not in INTERNAL]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(_csv(pd.DataFrame(columns=shown), header=True))
        for part in subset.batches(name, rows, shown):
            file.write(_csv(part, header=False))
    return []


# Those that a page offers; the shell has each table.
OFFERED: Final = ("quotes", "positions", "events")
FORMS: Final = tuple(
    Form(f"{name.capitalize()} as CSV" if name in OFFERED else "", ".csv", "text/csv",
         partial(_write_table, name=name), name)
    for name in TABLES
)  # fmt: skip
