"""Rows as a CSV file in which a spreadsheet finds no formula."""

from pathlib import Path
from typing import Final

import pandas as pd

from dashboard.queries.subset import Subset

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Columns that serve the pages, not the reader.
INTERNAL: Final = ["literal", "score", "total", "earliest", "latest", "published",
                   "shown", "outside_earliest", "outside_latest", "number",
                   "chain", "_row"]  # fmt: skip


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
            risky = told[name].str.startswith(FORMULA)
            told[name] = told[name].where(~risky, "'" + told[name])
    return told.to_csv(index=False, header=header, lineterminator="\r\n")


def write_csv(subset: Subset, path: Path, name: str) -> list[str]:
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
