"""A file as it stands: rows of a table, whatever parts its cells; or JSON."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TextIO

from dashboard.importing.draft import NotRead, Options, Sheet, not_read
from dashboard.record import limits
from dashboard.record.problems import size

SEPARATORS: Final = ",;\t|"
BLOCK: Final = 1 << 20
_SAVE: Final = "save the table anew as CSV, and name that file"


def sheet(path: Path, options: Options) -> Sheet:
    """
    Return a table's rows, numbered as a spreadsheet counts them.

    Raises:
        NotRead: it is no table, or none that can be read.

    """
    coding = _coding(path)
    with path.open(encoding=coding, newline="") as text:
        first = text.readline(limits.LINE)
        skipped = 0
        if first.startswith("sep=") and len(first.strip()) == 5:
            separator, skipped = first.strip()[-1], 1
            first = text.readline(limits.LINE)
        else:
            separator = _separator(first)
        header = next(csv.reader([first], delimiter=separator), [])
    columns = _columns(path, header, skipped + 1)
    return Sheet(columns, _rows(path, coding, separator, skipped, len(columns)))


def _coding(path: Path) -> str:
    """How a file's letters are written: as it begins, or as all of it fits."""
    with path.open("rb") as file:
        begins = file.read(2)
        if begins in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            while block := text.read(BLOCK):
                if "\0" in block:
                    raise not_read(path.name, "holds zero bytes: no table", _SAVE)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _separator(first: str) -> str:
    """The sign that parts a header into most cells."""

    def cells(sign: str) -> int:
        return len(next(csv.reader([first], delimiter=sign), []))

    return max(SEPARATORS, key=cells)


def _columns(path: Path, header: list[str], row: int) -> list[str]:
    """The names of columns, each once: one without a name is called by its letter."""
    if not any(cell.strip() for cell in header):
        raise not_read(path.name, "its first row names no column", _SAVE, row)
    found: list[str] = []
    for place, cell in enumerate(header):
        name = " ".join(cell.split()) or f"column {place + 1}"
        if name in found:
            name = f"{name} ({place + 1})"
        found.append(name)
    return found


def _rows(
    path: Path, coding: str, separator: str, skipped: int, width: int
) -> Iterator[tuple[int, list[str]]]:
    number = skipped + 1
    try:
        with path.open(encoding=coding, newline="") as text:
            for _ in range(skipped):
                text.readline()
            reader = csv.reader(_lines(text), delimiter=separator, strict=True)
            next(reader, None)
            for number, cells in enumerate(reader, start=skipped + 2):
                cells = [cell.strip() for cell in cells]
                if not any(cells):
                    continue
                if len(cells) > width and any(cells[width:]):
                    wrong = f"{len(cells)} cells where the header has {width}"
                    mend = "quote cells that hold the sign that separates them"
                    raise not_read(path.name, wrong, mend, number)
                yield number, (cells + [""] * width)[:width]
    except csv.Error as error:
        mend = f'write a quotation mark in a cell twice (""), or {_SAVE}'
        wrong = f"cannot be read as CSV: {error}"
        raise not_read(path.name, wrong, mend, number + 1) from error
    except UnicodeDecodeError as error:
        wrong = f"has letters that are no {error.encoding}"
        raise not_read(path.name, wrong, _SAVE, number + 1) from error


def _lines(text: TextIO) -> Iterator[str]:
    """The lines of a file, as long as none has too many characters to be held."""
    while line := text.readline(limits.LINE):
        if len(line) == limits.LINE:
            raise csv.Error("a line is too long")
        yield line


_ANEW: Final = "export it anew from the program that made it"


def _read_bytes(path: Path) -> bytes:
    """All of a file that is read whole."""
    try:
        held = path.stat().st_size
        if held > limits.IMPORTED:
            wrong = f"has {size(held)}; {size(limits.IMPORTED)} are read at most"
            raise not_read(path.name, wrong, "bring it in part by part")
        return path.read_bytes()
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or error}"
        raise not_read(path.name, wrong, "name another file") from error


def read_text(path: Path) -> str:
    """
    Return all of a file of text: in UTF-8, in UTF-16, or as Windows wrote it.

    Raises:
        NotRead: it is too large, or cannot be read.

    """
    held = _read_bytes(path)
    if held[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return held.decode("utf-16", "replace")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", "replace")


def read_json(path: Path) -> Any:
    """
    Return what a file of JSON holds; of one with an object a line, the list of them.

    Raises:
        NotRead: it is too large, nested too deeply, or no JSON; with the line.

    """
    text = read_text(path)
    try:
        return _loaded(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip()[:1] == "{" for line in lines):
            return _a_line_each(path, text)
        wrong = f"is no JSON: {error.msg}"
        raise not_read(path.name, wrong, _ANEW, error.lineno) from error
    except (RecursionError, ValueError) as error:
        raise _unread(path, error) from error


def _a_line_each(path: Path, text: str) -> list[Any]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_loaded(line))
        except (RecursionError, ValueError) as error:
            raise _unread(path, error, number) from error
    return found


def _loaded(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(word: str) -> None:
    """NaN and Infinity, which Python reads, and JSON does not have."""
    raise ValueError(f"{word} is no number of JSON")


def _unread(path: Path, error: Exception, row: int | None = None) -> NotRead:
    wrong = f"is no JSON: {error}"[:200]
    if isinstance(error, RecursionError):
        wrong = "is nested too deeply"
    return not_read(path.name, wrong, _ANEW, row)
