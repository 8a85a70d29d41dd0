"""A table's CSV as it is written: lines that stay to the byte, rows put in or added."""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Final, NamedTuple, TextIO

from dashboard.intake.layout import lines
from dashboard.record.schema import Table

Cells = Mapping[str, str]
Opened = Callable[[], AbstractContextManager[TextIO]]
_BOM: Final = "\ufeff"
_ENDS: Final = ("\n", "\r")


class NotPlain(Exception):  # noqa: N818 - it names what the file is
    """A file is no plain CSV of its table: its rows cannot be put in line by line."""


class Line(NamedTuple):
    """
    One row of a file as it is to be written, with its line's end; `given` is the place
    of the row among those that were given, None of a line that stays as it was.
    """

    text: str
    given: int | None = None


def edited(
    opened: Opened, table: Table, rows: Sequence[Cells], gone: Collection[str]
) -> Iterator[Line]:
    """
    Give the lines of a table's file with some rows in it: where a row's first column is
    in `gone`, those that are given for it stand in its place (none: it is deleted); the
    others come last. What does not change keeps its bytes, cell for cell and line ends.

    `opened` opens the file as text in UTF-8, its line ends as they stand.

    Raises:
        NotPlain: the file is not in UTF-8, with commas, under the table's own names; or
            it lacks a column in which a given row has something.

    """
    first = table.names[0]
    by_key: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        by_key.setdefault(row[first], []).append(place)
    header, old = _looked_at(opened, table, rows, gone)
    ending = "\r\n" if header.text.endswith("\r\n") else "\n"
    # A file's last line may lack its end, and may not stay the last.
    before = ""
    for line in _placed(opened, header, old, rows, gone, by_key, ending):
        is_open = before and not before.endswith(_ENDS)
        before = line.text
        yield line._replace(text=ending + line.text) if is_open else line


def _placed(
    opened: Opened, header: "_Header", old: "Old", rows: Sequence[Cells],
    gone: Collection[str], by_key: Mapping[str, list[int]], ending: str,
) -> Iterator[Line]:  # fmt: skip
    """The lines in their order: those that stay, those that replace some, new ones."""
    written: set[str] = set()
    place_of_key = next(iter(header.places.values()))
    for number, (text, cells) in enumerate(_records(opened)):
        key = cells[place_of_key] if len(cells) > place_of_key else ""
        if number == 0 or key not in gone or not cells:
            yield Line(text)
        elif key not in written:
            written.add(key)
            yield from _group(header, rows, by_key.get(key, []), old[key], ending)
    for key, places in by_key.items():
        if key not in written:
            for place in places:
                yield Line(_line(header, rows[place], [], ending), place)


class _Header(NamedTuple):
    """The first line of a file, and where the table's columns stand in it."""

    text: str
    places: dict[str, int]
    width: int


Old = dict[str, list[tuple[str, list[str]]]]


def _looked_at(
    opened: Opened, table: Table, rows: Sequence[Cells], gone: Collection[str]
) -> tuple[_Header, Old]:
    """The header of a file, and its lines whose key is in `gone`, by their keys."""
    header: _Header | None = None
    old: Old = {}
    try:
        for text, cells in _records(opened):
            if header is None:
                header = _header(text, cells, table, rows)
                place = header.places[table.names[0]]
            elif len(cells) > place and cells[place] in gone:
                old.setdefault(cells[place], []).append((text, cells))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotPlain from error
    if header is None:
        raise NotPlain
    return header, old


def _header(
    text: str, cells: list[str], table: Table, rows: Sequence[Cells]
) -> _Header:
    names = [one.removeprefix(_BOM) for one in cells]
    places = {name: names.index(name) for name in table.names if name in names}
    lacking = [
        one.name for one in table.columns
        if one.name not in places
        and (not one.may_lack or any(row[one.name] for row in rows))
    ]  # fmt: skip
    if lacking or len(set(names)) < len(names) or not text.endswith(_ENDS):
        raise NotPlain
    return _Header(text, places, len(names))


def _records(opened: Opened) -> Iterator[tuple[str, list[str]]]:
    """The rows of a file: each as it is written, over several lines, and its cells."""
    held: list[str] = []

    def read(text: TextIO) -> Iterator[str]:
        for line in lines(text):
            held.append(line)
            yield line

    with opened() as text:
        for cells in csv.reader(read(text), strict=True):
            yield "".join(held), cells
            held.clear()


def _group(
    header: _Header, rows: Sequence[Cells], places: list[int],
    old: list[tuple[str, list[str]]], ending: str,
) -> Iterator[Line]:  # fmt: skip
    """The lines of the rows that are given for a key: old ones where they are alike."""
    left = list(old)
    for place in places:
        row = rows[place]
        same = next((one for one in left if _is_same(header, one[1], row)), None)
        if same is not None:
            left.remove(same)
            yield Line(same[0], place)
        else:
            beside = left[0][1] if left else []
            yield Line(_line(header, row, beside, ending), place)


def _is_same(header: _Header, cells: list[str], row: Cells) -> bool:
    full = [*cells, *[""] * (header.width - len(cells))]
    held = {name: full[place] for name, place in header.places.items()}
    return all(held.get(name, "") == value for name, value in row.items())


def _line(header: _Header, row: Cells, beside: list[str], ending: str) -> str:
    """A row as a line, in the order of the file; other columns keep what they held."""
    cells = [*beside, *[""] * (header.width - len(beside))][: header.width]
    for name, place in header.places.items():
        cells[place] = row[name]
    text = io.StringIO(newline="")
    # With this end Python quotes a lone carriage return, too.
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + ending
