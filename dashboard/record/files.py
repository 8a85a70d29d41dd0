"""A record's files, in a folder or a .zip: its tables, and what says whose it is."""

import json
import shutil
import tempfile
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Final

from dashboard.engine.base import first_line
from dashboard.record.cells import Files
from dashboard.record.problems import ROOM, Problem
from dashboard.record.readers import read_parquet, read_table, unread
from dashboard.record.schema import TABLES, Table

_CSVS: Final = [f"{name}.csv" for name in TABLES]
_FILES: Final = [*_CSVS, *(f"{name}.parquet" for name in TABLES)]
# What `about` says where it says it: the rest of Data Package's properties are free.
ABOUT: Final[dict[str, type]] = {
    **dict.fromkeys(("name", "title", "description", "version", "homepage"), str),
    **dict.fromkeys(("licenses", "contributors", "sources", "keywords"), list),
}


class NotWritten(Exception):  # noqa: N818 - it names what happened
    """A file was not written; the message says why, and what to do."""


def not_written(path: Path, error: BaseException) -> NotWritten:
    """
    Return the refusal of a place at which writing failed.
    """
    return NotWritten(f"{path}: cannot be written: {first_line(error)}")


def writable(path: Path, *, force: bool) -> None:
    """
    Refuse a place at which nothing can be written, or something stands already.

    Raises:
        NotWritten: it is one; `force` lets what stands there be overwritten.

    """
    if not path.absolute().parent.is_dir():
        raise NotWritten(f"{path}: its folder does not exist; make it first")
    if path.exists() and not force:
        raise NotWritten(f"{path}: is there already; --force overwrites it")


def read(address: Path) -> Files:
    """
    Return a record's files, in a folder or a .zip, with what is wrong in their form.
    """
    files = Files()
    try:
        with tempfile.TemporaryDirectory(
            prefix="on-the-record-", ignore_cleanup_errors=True
        ) as unpacked:
            contents = _contents(address, files, Path(unpacked))
            if contents is not None:
                _read(files, contents)
    except OSError as error:
        # Each file could be opened: what fails is what is written of them meanwhile.
        wrong = f"cannot be read: {error.strerror or error}"
        files.tables.clear()
        files.problems.append(Problem(address.name, None, "", "", wrong, ROOM))
    return files


def _read(files: Files, contents: dict[str, Path]) -> None:
    for table in TABLES.values():
        path = contents.pop(f"{table.name}.csv", None)
        packed = contents.pop(f"{table.name}.parquet", None) if path is None else None
        if path:
            read_table(files, table, path)
        elif packed:
            read_parquet(files, table, packed)
        else:
            _absent(files, table, sorted(contents))
    package = contents.pop("datapackage.json", None)
    if package is None:
        files.remarks.append(
            "datapackage.json: absent; who coded the record is unknown"
        )
    else:
        _read_package(files, package.read_bytes())
    # A page about the record is part of it for people, and no stranger among its files.
    for name in sorted(contents.keys() - {"README.md"}):
        files.remarks.append(f"{name}: not a table of the record; kept, not shown")
    files.others = {name: path.read_bytes() for name, path in contents.items()}


def _contents(address: Path, files: Files, unpacked: Path) -> dict[str, Path] | None:
    """
    Return each file's path by name, or None after noting why there are none.

    What an archive holds is unpacked: a large table is read from a disk, in pieces.
    """
    found: dict[str, Path] = {}
    wrong, mend = (
        "",
        "name a folder, or a .zip of one, that holds the record's CSV or Parquet files",
    )
    try:
        found = _in_folder(address) if address.is_dir() else _in_zip(address, unpacked)
    except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error, ValueError):
        wrong = "is neither a folder nor a .zip that can be read"
    except (NotImplementedError, MemoryError):
        wrong = "is a .zip packed in a way that cannot be read here"
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or 'damaged'}"
        if not address.exists():
            wrong = "does not exist"
    if not wrong and not any(name.lower() in _FILES for name in found):
        wrong = "holds none of the record's tables"
        mend = f"name the folder that holds {', '.join(_CSVS)}"
        inside = sorted(address.glob("*/sources.csv")) if address.is_dir() else []
        if inside:
            mend = f"did you mean {inside[0].parent}?"
        elif any(name.lower().endswith((".xlsx", ".ods")) for name in found):
            mend = "save each sheet of the spreadsheet as “CSV UTF-8”: sources.csv, …"
    if wrong:
        name = address.name or str(address)
        files.problems.append(Problem(name, None, "", "", wrong, mend))
        return None
    return found


def _in_folder(address: Path) -> dict[str, Path]:
    found = {path.name: path for path in address.iterdir() if path.is_file()}
    for path in found.values():
        path.open("rb").close()  # Whether it may be read is asked before all else.
    return {name: path for name, path in found.items() if name[0] != "."}


def _in_zip(address: Path, unpacked: Path) -> dict[str, Path]:
    """Unpack the folder of the archive that holds most of the record's tables."""
    with zipfile.ZipFile(address) as archive:
        # Some programs on Windows write backslashes, some on the Mac shadow files.
        paths = {n: PurePosixPath(n.replace("\\", "/")) for n in archive.namelist()}
        paths = {
            n: path
            for n, path in paths.items()
            if not n.endswith(("/", "\\")) and path.name[:1] not in ("", ".")
        }
        tables = Counter(p.parent for p in paths.values() if p.name.lower() in _FILES)
        tops = sorted(tables, key=lambda top: (-tables[top], len(top.parts), str(top)))
        top = tops[0] if tops else PurePosixPath(".")
        found = {}
        for number, (name, path) in enumerate(paths.items()):
            if path.parent == top:
                # Under a number: what an archive calls a file is no path to be trusted.
                found[path.name] = unpacked / str(number)
                with archive.open(name) as packed, found[path.name].open("wb") as file:
                    shutil.copyfileobj(packed, file)
        return found


def _absent(files: Files, table: Table, others: list[str]) -> None:
    file = f"{table.name}.csv"
    alike = [name for name in others if name.lower() == file]
    mend = f"add it, with the header {','.join(table.names)}"
    if alike:
        mend = f"rename {alike[0]} to {file}"
    unread(files, table, None, "", "table missing", mend)


def _read_package(files: Files, data: bytes) -> None:
    file, mend = "datapackage.json", "write a JSON object, or leave the file out"
    try:
        about = json.loads(data)
        if not isinstance(about, dict):
            raise ValueError("not an object")
        json.dumps(about, ensure_ascii=False).encode()  # Half a character stops here.
    except (ValueError, RecursionError) as error:
        wrong = f"not a Data Package: {error}"[:200]
        files.problems.append(Problem(file, None, "", "", wrong, mend))
        return
    for name, kind in ABOUT.items():
        if name in about and not isinstance(about[name], kind):
            value, mend = str(about[name])[:80], "write it as Data Package 2.0 says"
            wrong = "not a list" if kind is list else "not a text"
            files.problems.append(Problem(file, None, name, value, wrong, mend))
    files.about = {k: v for k, v in about.items() if k not in ("resources", "$schema")}
