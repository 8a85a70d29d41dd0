"""The small record with cells, columns and files that other programs stumble over."""

import copy
import csv
from pathlib import Path
from typing import Final

from dashboard.record.schema import TABLES
from tests.support.small_record import ABOUT, ROWS, SOURCE_TEXT, Row, write_record

HOSTILE: Final = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\tTab", '=HYPERLINK("http://x","y")',
    'He said "no", twice', "a\nb", "a\r\nb", "lone\rreturn", "שלום ‮السلام‬",
    "<script>alert(1)</script></script>", "'; DROP TABLE quotes; --", "a\u2028b",
    "😀 beyond the plane", "\\", "None", "NULL", "{\"a\": 1}", " space ", "%s",
)  # fmt: skip
EXTRA: Final = {"kind of words": 3, 'a "quoted", name': 5, "=formula": 16}


def write(folder: Path) -> Path:
    """
    Write the record: every free cell hostile, three columns and three files more.
    """
    rows = copy.deepcopy({name: list(kept) for name, kept in ROWS.items()})
    for number, row in enumerate(rows["quotes"]):
        row["note"] = HOSTILE[number]
        row["hedge"] = HOSTILE[number + 7]
    for number, row in enumerate(rows["positions"]):
        row["note"] = HOSTILE[number + 14]
    rows["actors"][3]["name"] = "=cmd|' /C calc'!A0"
    rows["actors"][6]["name"] = 'Oda "the Dam" Marsk,\nof Brekland'
    rows["issues"][0]["label"] = HOSTILE[12]
    rows["sources"][0]["url"] = "https://example.org/a b?q=<“dam”>"
    write_record(folder, rows, ABOUT | {"keywords": ["=1", "שלום"]})
    _widen(folder / "quotes.csv", rows["quotes"])
    (folder / "notes.txt").write_text("Who coded it, and when.\r\n", newline="")
    (folder / "picture.bin").write_bytes(bytes(range(256)))
    (folder / "lantern.txt").write_bytes(SOURCE_TEXT.encode())
    return folder


def _widen(path: Path, rows: list[Row]) -> None:
    """Put columns that are not the record's among those that are."""
    names = TABLES["quotes"].names
    header, cells = list(names), [[row.get(name, "") for name in names] for row in rows]
    for name, place in EXTRA.items():
        header.insert(place, name)
        for number, row in enumerate(cells):
            row.insert(place, HOSTILE[(number + place) % len(HOSTILE)])
    # All quoted: Python 3.11 would leave a lone carriage return bare.
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *cells])
