"""Words that something else wrote beside or over: guarded cells, damaged letters."""

import re
from collections.abc import Iterator
from typing import Final

import pyarrow.compute as pc

from dashboard.record.cells import ROW, Files
from dashboard.record.schema import TABLES, Table

GUARD: Final = "the apostrophe that an export put before a cell is left out"
UNDONE: Final = "damaged letters are read as those that fit the span"
# Before what an export puts it (OWASP, "CSV Injection"), and before itself: see
# `export/csv_table.py`, which names the same signs.
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# UTF-8 that was read as Windows-1252: the letters that its first byte became, and what
# followed. Of Cyrillic, Greek, Hebrew and Arabic two such letters at least.
_DAMAGED: Final = re.compile(
    "â€.|[ÂÃ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
    "|(?:[ÎÏÐÑ×ØÙ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]){2,}"
)


def overwritten(read: Files) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """
    Give the cells that are not as they were, where it is sure what they were: what is
    the matter, table, column, and each value with what it was.

    Of words of a source it is where their span has just that length. Of other cells, an
    apostrophe is left out where an export wrote the file, or guarded other words of it.
    """
    likely: list[tuple[str, str, str, dict[str, str]]] = []
    is_guarded = False
    for name, table in TABLES.items():
        for column in table.columns:
            if (name, column.name) in read.missing or column.holds != "text":
                continue
            held = read.tables[name].to_table(columns=[column.name])[column.name]
            held = held.filter(pc.match_substring_regex(held, "^'|[Â-âÎ-Ù]"))
            cells = pc.unique(held).to_pylist()
            words = column.name == table.words
            found = {v: v[1:] for v in cells if _GUARDED.match(v)}
            if words:
                found = {
                    v: new for v, new in found.items() if _fits(read, table, v, new)
                }
            if found and (words or read.exported):
                is_guarded = True
                yield GUARD, name, column.name, found
            elif found:
                likely.append((GUARD, name, column.name, found))
            undone = {v: _undone(v) for v in cells if words and name in read.suspect}
            undone = {
                v: new
                for v, new in undone.items()
                if new != v and _fits(read, table, v, new)
            }
            if undone:
                yield UNDONE, name, column.name, undone
    if is_guarded:
        yield from likely


def _undone(value: str) -> str:
    """A text with its damaged letters as they were."""
    return _DAMAGED.sub(lambda found: _meant(found[0]) or found[0], value)


def _fits(read: Files, table: Table, value: str, new: str) -> bool:
    """Whether every span of some words is as long as others."""
    asked = [table.words, "start", "end"]
    if any((table.name, column) in read.missing for column in asked):
        return False
    rows = read.tables[table.name].to_table(columns=asked)
    for row in rows.filter(pc.equal(rows[table.words], value)).to_pylist():
        start, end = row["start"], row["end"]
        if not (start.isdecimal() and end.isdecimal()):
            return False
        if int(end) - int(start) != len(new):
            return False
    return True


def remark_mojibake(read: Files) -> None:
    """
    Say once in which columns letters stand that are others, decoded wrongly.
    """
    told: list[str] = []
    example, number = "", 0
    for name in sorted(read.suspect, key=list(TABLES).index):
        for column in TABLES[name].columns:
            if column.holds != "text" or (name, column.name) in read.missing:
                continue
            rows = read.tables[name].to_table(columns=[column.name, ROW])
            kept = rows.filter(pc.match_substring_regex(rows[column.name], "[Â-âÎ-Ù]"))
            damaged = [
                (row[ROW], found[0])
                for row in kept.to_pylist()
                if (found := _DAMAGED.search(row[column.name])) and _meant(found[0])
            ]
            if damaged:
                told.append(f"{read.name_of(name)}, {column.name}, row {damaged[0][0]}")
                example = example or damaged[0][1]
                number += len(damaged)
    if told:
        cells = "1 cell has" if number == 1 else f"{number:,} cells have"
        read.remarks.append(
            f"{cells} damaged letters, like {example} where {_meant(example)} was"
            " meant; the file was once opened in a wrong encoding, and is shown as it"
            f" is ({'; '.join(told)})"
        )


def _meant(damaged: str) -> str:
    """The letters of which others were made by a wrong decoding, or ""."""
    made = b""
    for letter in damaged:
        try:
            made += letter.encode("cp1252")
        except UnicodeEncodeError:
            # Of the five bytes that Windows-1252 lacks, programs keep the number.
            if ord(letter) > 0xFF:
                return ""
            made += bytes([ord(letter)])
    try:
        return made.decode("utf-8")
    except UnicodeDecodeError:
        return ""
