"""A record's files, in a folder or a .zip: its tables, and what says whose it is."""

import errno
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Final

from dashboard.engine import scratch
from dashboard.engine.base import first_line
from dashboard.record import limits
from dashboard.record.cells import Files
from dashboard.record.problems import ROOM, Problem, size
from dashboard.record.readers import read_parquet, read_table, unread
from dashboard.record.schema import TABLES, Table

_CSVS: Final = [f"{name}.csv" for name in TABLES]
# Where the list of an archive's files is told of: in its last bytes, a comment among
# them; and bytes of that list that a file with a long name may take.
_LIST_ENDS: Final = 22 + 0xFFFF
_NAMED: Final = 1_000
# How a folder begins in which files are made beside the place where they will stand.
_UNREADY: Final = ".on-the-record-"
_FILES: Final = [*_CSVS, *(f"{name}.parquet" for name in TABLES)]
# What `about` says where it says it: the rest of Data Package's properties are free.
ABOUT: Final[dict[str, type]] = {
    **dict.fromkeys(("name", "title", "description", "version", "homepage"), str),
    **dict.fromkeys(("licenses", "contributors", "sources", "keywords"), list),
}


class _Refused(Exception):  # noqa: N818 - it names what happened
    """An archive that is not unpacked: what is wrong with it, how to mend it."""


class NotWritten(Exception):  # noqa: N818 - it names what happened
    """A file was not written; the message says why, and what to do."""


def not_written(path: Path, error: BaseException) -> NotWritten:
    """
    Return the refusal of a place at which writing failed.
    """
    # An engine tells more of it, and a name that nobody gave.
    full = os.strerror(errno.ENOSPC)
    why = full if full in str(error) else first_line(error)
    return NotWritten(f"{path}: cannot be written: {why}")


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
    try:
        with scratch.folder(path.absolute().parent, _UNREADY):
            pass  # Asked before all work: the folder may be read-only, or full.
    except OSError as error:
        raise not_written(path, error) from error


@contextmanager
def put(*paths: Path) -> Iterator[Path]:
    """
    Give a folder in which files are to be written under their names; once they all are,
    put them in place. Whatever ends it before, even the process: what was there stays.

    Raises:
        NotWritten: the disk is full, or the place cannot be written.

    """
    try:
        with scratch.folder(paths[0].absolute().parent, _UNREADY) as place:
            yield place
            for path in paths:
                with (place / path.name).open("rb+") as file:
                    os.fsync(file.fileno())  # A disk may have only promised so far.
            for path in paths:
                (place / path.name).replace(path)
    except OSError as error:
        raise not_written(paths[0], error) from error


def unpacked() -> AbstractContextManager[Path]:
    """
    Return a folder among temporary files that is gone with its use.
    """
    return scratch.folder()


def read(address: Path) -> Files:
    """
    Return a record's files, in a folder or a .zip, with what is wrong in their form.
    """
    files = Files()
    try:
        with unpacked() as folder:
            contents = _contents(address, files, folder)
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
        _read_package(files, package)
    # A page about the record is part of it for people, and no stranger among its files.
    for name, path in sorted(contents.items()):
        told = "kept, not shown"
        if path.stat().st_size > limits.BESIDE:
            told = f"left out, as it has more than {size(limits.BESIDE)}"
        else:
            files.others[name] = path.read_bytes()
        if name != "README.md" or name not in files.others:
            files.remarks.append(f"{name}: not a table of the record; {told}")


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
    except _Refused as refused:
        wrong, mend = refused.args
    except (NotImplementedError, MemoryError):
        wrong = "is a .zip packed in a way that cannot be read here"
    except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error, ValueError):
        wrong = "is neither a folder nor a .zip that can be read"
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
    _look_at_list(address)
    with zipfile.ZipFile(address) as archive:
        _look_at_sizes(address, archive)
        # Some programs on Windows write backslashes, some on the Mac shadow files.
        names = archive.namelist()
        twice = next((n for n, times in Counter(names).items() if times > 1), None)
        if twice is not None:
            raise _Refused(f"holds two files {twice[:80]}", "keep one of the two")
        paths = {n: PurePosixPath(n.replace("\\", "/")) for n in names}
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
                if path.name in found:
                    raise _Refused(
                        f"holds two files {path.name}", "keep one of the two"
                    )
                # Under a number: what an archive calls a file is no path to be trusted.
                found[path.name] = unpacked / str(number)
                with archive.open(name) as packed, found[path.name].open("wb") as file:
                    shutil.copyfileobj(packed, file)
        return found


def _look_at_list(address: Path) -> None:
    """
    Refuse an archive of too many files before their list is read: it is read whole.
    """
    with address.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _LIST_ENDS))
        tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or len(tail) < at + 16:
        return  # No .zip: whoever reads it says so.
    number, length = struct.unpack_from("<HL", tail, at + 10)
    if number > limits.PACKED_FILES or length > limits.PACKED_FILES * _NAMED:
        many = "more than 65,534" if number == 0xFFFF else f"{number:,}"
        raise _Refused(
            f"is a .zip of {many} files; {limits.PACKED_FILES:,} are read at most",
            "pack the record's own files alone",
        )


def _look_at_sizes(address: Path, archive: zipfile.ZipFile) -> None:
    """
    Refuse an archive that holds too much: no more of a file is read than it says.
    """
    if any(one.compress_type == zipfile.ZIP_LZMA for one in archive.infolist()):
        raise NotImplementedError  # It may ask for gigabytes before it gives a byte.
    packed = address.stat().st_size
    whole = sum(one.file_size for one in archive.infolist())
    if whole > limits.UNPACKED:
        most = f"{size(limits.UNPACKED)} are unpacked at most"
    elif whole > max(limits.RATIO_FROM, packed * limits.RATIO):
        most = f"{limits.RATIO} times as much is unpacked at most"
    else:
        return
    wrong = f"is a .zip of {size(packed)} that unpacks to {size(whole)}; {most}"
    raise _Refused(wrong, "unpack it and name the folder, if it is what it should be")


def _absent(files: Files, table: Table, others: list[str]) -> None:
    file = f"{table.name}.csv"
    alike = [name for name in others if name.lower() == file]
    mend = f"add it, with the header {','.join(table.names)}"
    if alike:
        mend = f"rename {alike[0]} to {file}"
    unread(files, table, None, "", "table missing", mend)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, each of whose keys stands there once."""
    for key, times in Counter(key for key, _ in pairs).items():
        if times > 1:
            raise ValueError(f"the key “{key[:80]}” stands {times} times in one object")
    return dict(pairs)


def _no_number(word: str) -> None:
    """NaN and Infinity, which Python reads and writes, and JSON does not have."""
    raise ValueError(f"{word} is no number of JSON")


def _read_package(files: Files, path: Path) -> None:
    file, mend = "datapackage.json", "write a JSON object, or leave the file out"
    if path.stat().st_size > limits.BESIDE:
        wrong = (
            f"has {size(path.stat().st_size)}; {size(limits.BESIDE)} are read at most"
        )
        files.problems.append(Problem(file, None, "", "", wrong, mend))
        return
    try:
        about = json.loads(
            path.read_bytes(), object_pairs_hook=_once, parse_constant=_no_number
        )
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
