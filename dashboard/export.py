"""Rows as files that other programs read."""

from typing import Final

import pandas as pd

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Columns that serve the pages, not the reader.
INTERNAL: Final = ["literal", "score", "total", "earliest", "latest", "published",
                   "shown", "outside_earliest", "outside_latest", "_row"]  # fmt: skip


def as_csv(rows: pd.DataFrame) -> bytes:
    """
    Return rows as CSV in UTF-8 with a header, formulas made harmless by an apostrophe.
    """
    told = rows.drop(columns=[name for name in INTERNAL if name in rows.columns])
    for name in told.columns:
        if pd.api.types.is_string_dtype(told[name]):
            risky = told[name].str.startswith(FORMULA)
            told[name] = told[name].where(~risky, "'" + told[name])
    # With its byte order mark, or Excel takes the file for another encoding.
    return told.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
