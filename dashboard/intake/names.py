"""Which of some files is which table: by its name, or else by its header."""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePath
from typing import Final, NamedTuple

from dashboard.record.schema import TABLES

# How a table's file ends; what a spreadsheet calls “Unicode Text” ends in .txt.
ENDINGS: Final = (".csv", ".tsv", ".tab", ".txt", ".parquet")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PACKAGE: Final = "datapackage.json"
# What programs and systems leave beside files, and nobody wrote.
_LEFT: Final = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
# What a second download, a copy or a sheet adds behind a name.
_COPY: Final = re.compile(
    r"(?:\s*\(\d+\)|\s+\d+|[\s_-]+(?:copy|copie|kopie|copia|cópia|kopia|копия))+$",
    re.IGNORECASE,
)
# What stands before it: “Victory Day - quotes”, “Copy of quotes”, “2. quotes”.
_BEFORE: Final = r"(?:^|.*[\s_.:()\[\]—–-])"
_TABLE: Final = re.compile(rf"{_BEFORE}({'|'.join(TABLES)})", re.IGNORECASE)


class Chosen(NamedTuple):
    """
    Files by the table that each holds, those of which two could be one, and the rest.
    """

    tables: dict[str, str]
    doubtful: dict[str, list[str]]
    others: list[str]


def is_left_over(name: str) -> bool:
    """
    Tell whether a file is one that a system or a program left, and nobody wrote.
    """
    return name.startswith((".", "~$")) or name.casefold() in _LEFT


def table_in(name: str) -> str:
    """
    Return the table that a sheet's name, or a file's without its ending, names; or "".
    """
    found = _TABLE.fullmatch(_COPY.sub("", name.strip()).strip(" )]"))
    return found[1].lower() if found else ""


def tables_in(names: Iterable[str]) -> int:
    """
    Return how many of the record's tables some files' names name.
    """
    named = {table_in(stem) for stem, end in map(_parted, names) if end in ENDINGS}
    return len(named - {""})


def is_package(name: str) -> bool:
    """
    Tell whether a file's name is that of a record's `datapackage.json`.
    """
    stem, ending = _parted(name)
    return ending == ".json" and _COPY.sub("", stem).lower() == "datapackage"


def choose(names: Collection[str], fits: Callable[[str, str, bool], bool]) -> Chosen:
    """
    Return which file holds which table. A name written as it should be comes before any
    other; one that only holds the table's name, or none, is held against its header.

    `fits` tells whether the header of a file (its name) is that of a table (its name):
    two of its columns, or (True) all of them.
    """
    tables: dict[str, str] = {}
    doubtful: dict[str, list[str]] = {}
    left = sorted(names)
    for table in TABLES:
        for rank in _ranks(table, left, fits):
            if len(rank) > 1:
                doubtful[table] = rank
            elif rank:
                tables[table] = rank[0]
            if rank:
                left = [name for name in left if name not in rank]
                break
    for table in TABLES.keys() - tables.keys() - doubtful.keys():
        alike = [
            name
            for name in left
            if _parted(name)[1] in ENDINGS[:3] and fits(name, table, True)
        ]
        if len(alike) == 1:
            tables[table] = alike[0]
            left.remove(alike[0])
    return Chosen(tables, doubtful, left)


def _ranks(
    table: str, names: list[str], fits: Callable[[str, str, bool], bool]
) -> Iterable[list[str]]:
    """The files whose names could be this table's, in ranks: the best names first."""
    for ending in (".csv", ".parquet"):
        yield [name for name in names if name == f"{table}{ending}"]
    parted = {name: _parted(name) for name in names}
    parted = {name: part for name, part in parted.items() if part[1] in ENDINGS}
    alike = [name for name, (stem, _) in parted.items() if stem.lower() == table]
    yield [n for n in alike if parted[n][1] != ".txt" or fits(n, table, False)]
    named = (name for name, (stem, _) in parted.items() if table_in(stem) == table)
    yield [n for n in named if parted[n][1] == ".parquet" or fits(n, table, False)]


def _parted(name: str) -> tuple[str, str]:
    """A file's name without its ending, and that in small letters."""
    path = PurePath(name)
    return path.stem, path.suffix.lower()
