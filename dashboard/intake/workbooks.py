"""A workbook's sheets as tables of text, read in a process of its own."""

import csv
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from dashboard.documents import process
from dashboard.intake import archives, names
from dashboard.record import limits
from dashboard.record.cells import Files
from dashboard.record.problems import size

_ROOT: Final = Path(__file__).resolve().parents[2]
# Started by a line, not as a module: whoever serves a page may have the package from a
# folder that Python alone would not look into.
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    " from dashboard.intake.workbooks import _convert; _convert(*sys.argv[2:])"
)
_MEND: Final = "save each sheet as “CSV UTF-8”: sources.csv, countries.csv …"
_ZIPPED: Final = b"PK\3\4"


def sheets(book: Path, folder: Path, files: Files, name: str) -> dict[str, Path]:
    """
    Write each sheet of a workbook as CSV into a folder; return each by its name, as a
    file of that name.

    Days become dates as ISO 8601 writes them, whole numbers whole; what a cell shows is
    not known, only what it holds.

    Raises:
        archives.Refused: it holds too much, or cannot be read.

    """
    _look_at(book)
    told = _converted(book, folder)
    if "error" in told:
        raise archives.Refused(f"cannot be read as a workbook: {told['error']}", _MEND)
    found: dict[str, Path] = {}
    tables: dict[str, str] = {}
    for number, sheet in enumerate(told["sheets"]):
        found[f"{sheet['name'].translate(_NO_PATH)}.csv"] = folder / f"sheet{number}"
        table = names.table_in(sheet["name"])
        if table:
            tables[table] = f"{name}, sheet {sheet['name']}"
        for column, row in sheet["firsts"].items() if table else ():
            files.remarks.append(
                f"{tables[table]}: column {column[:80]} has days that are the first of"
                f" a month, as in row {row}; a spreadsheet makes such of a month: if"
                " only the month was meant, write 2023-07 as text"
            )
    files.typed |= tables.keys()
    files.called |= tables
    files.remarks.append(f"{name}: a workbook of {len(found)} sheets, read as tables")
    return found


_NO_PATH: Final = str.maketrans("/\\", "--")


def _look_at(book: Path) -> None:
    """Refuse a workbook that holds more than one may, before it is read."""
    with book.open("rb") as file:
        is_zip = file.read(4) == _ZIPPED
    if is_zip:
        archives.look_at_list(book, limits.PACKED_FILES)
        with zipfile.ZipFile(book) as archive:
            archives.look_at_sizes(book, archive, limits.WORKBOOK, _MEND)
    elif book.stat().st_size > limits.WORKBOOK:
        has = size(book.stat().st_size)
        wrong = f"has {has}; of a workbook {size(limits.WORKBOOK)} are read at most"
        raise archives.Refused(wrong, _MEND)


def _converted(book: Path, folder: Path) -> Any:
    """What the process says that reads a workbook."""
    command = [sys.executable, "-P", "-c", _START, str(_ROOT), str(book), str(folder)]
    command.append(str(limits.WORKBOOK_MEMORY))
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            command, capture_output=True, timeout=limits.PATIENCE, check=False
        )
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except subprocess.TimeoutExpired:
        return {"error": f"it takes longer than {limits.PATIENCE} seconds"}
    except (OSError, ValueError):
        told = None
    # It may hold, in few bytes, what fills all memory: a cell that a million repeat.
    return told or {"error": "it holds more than memory may take for it"}


def _convert(book: str, folder: str, memory: str) -> None:
    """
    Write the sheets of a workbook and say on the standard output what they are: the
    process that `sheets` begins.
    """
    told: dict[str, Any] = {"sheets": []}
    try:
        # Read here alone: whoever opens no workbook does without.
        from python_calamine import CalamineWorkbook

        process.bound_memory(int(memory))
        opened = CalamineWorkbook.from_path(book)
        room = limits.WORKBOOK
        for number, name in enumerate(opened.sheet_names):
            firsts: dict[str, int] = {}
            sheet = opened.get_sheet_by_name(name)
            path = Path(folder) / f"sheet{number}"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                for row in _rows(sheet, firsts):
                    writer.writerow(row)
                    room -= sum(map(len, row)) + len(row)
                    if room < 0:
                        most = size(limits.WORKBOOK)
                        raise ValueError(f"its cells have more than {most}")
            told["sheets"].append({"name": name, "firsts": firsts})
    except MemoryError:
        told = {"error": "it holds more than memory may take for it"}
    except Exception as error:  # noqa: BLE001 - of a library that names none of its own
        told = {"error": str(error)[:160] or type(error).__name__}
    sys.stdout.write(json.dumps(told))


def _rows(sheet: Any, firsts: dict[str, int]) -> Iterator[list[str]]:
    """
    A sheet's rows as text, from its very first on; note the columns that have a day
    which is the first of a month, each with its first such row.
    """
    header: list[str] = []
    begins = sheet.start or (0, 0)
    # What stands above the used part is not given: rows are counted with it.
    yield from ([] for _ in range(begins[0]))
    for number, row in enumerate(sheet.to_python(skip_empty_area=True), begins[0] + 1):
        cells = [_text(cell) for cell in row]
        if not header and any(cells):
            header = cells
        for place, cell in enumerate(row):
            if isinstance(cell, date) and cell.day == 1 and place < len(header):
                firsts.setdefault(header[place], number)
        yield cells


def _text(cell: Any) -> str:
    """What a cell holds, in a table of text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1 << 53:
        return str(int(cell))
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return cell.date().isoformat() if is_day else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
