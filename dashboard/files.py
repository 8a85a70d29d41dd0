"""A record's files, in a folder or a .zip: its tables, and what says whose it is."""

import json
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import Final

from dashboard.cells import ROW, Files, Problem, read_table, unread
from dashboard.schema import TABLES, Table

__all__ = ["ROW", "Files", "Problem", "read"]

_CSVS: Final = [f"{name}.csv" for name in TABLES]
# What `about` says where it says it: the rest of Data Package's properties are free.
ABOUT: Final[dict[str, type]] = {
    **dict.fromkeys(("name", "title", "description", "version", "homepage"), str),
    **dict.fromkeys(("licenses", "contributors", "sources", "keywords"), list),
}


def read(address: Path) -> Files:
    """
    Return a record's files, in a folder or a .zip, with what is wrong in their form.
    """
    files = Files()
    contents = _contents(address, files)
    if contents is None:
        return files
    for table in TABLES.values():
        data = contents.pop(f"{table.name}.csv", None)
        if data is None:
            _absent(files, table, sorted(contents))
        else:
            read_table(files, table, data)
    package = contents.pop("datapackage.json", None)
    if package is None:
        files.remarks.append(
            "datapackage.json: absent; who coded the record is unknown"
        )
    else:
        _read_package(files, package)
    for name in sorted(contents):
        files.remarks.append(f"{name}: not a table of the record; kept, not shown")
    files.others = contents
    return files


def _contents(address: Path, files: Files) -> dict[str, bytes] | None:
    """Return each file's bytes by name, or None after noting why there are none."""
    found: dict[str, bytes] = {}
    wrong, mend = (
        "",
        "name a folder, or a .zip of one, that holds the record's CSV files",
    )
    try:
        found = _in_folder(address) if address.is_dir() else _in_zip(address)
    except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error, ValueError):
        wrong = "is neither a folder nor a .zip that can be read"
    except (NotImplementedError, MemoryError):
        wrong = "is a .zip packed in a way that cannot be read here"
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or 'damaged'}"
        if not address.exists():
            wrong = "does not exist"
    if not wrong and not any(name.lower() in _CSVS for name in found):
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


def _in_folder(address: Path) -> dict[str, bytes]:
    inside = (path for path in address.iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in inside if path.name[0] != "."}


def _in_zip(address: Path) -> dict[str, bytes]:
    """Read the folder of the archive that holds most of the record's tables."""
    with zipfile.ZipFile(address) as archive:
        # Some programs on Windows write backslashes, some on the Mac shadow files.
        paths = {n: PurePosixPath(n.replace("\\", "/")) for n in archive.namelist()}
        paths = {
            n: path
            for n, path in paths.items()
            if not n.endswith(("/", "\\")) and path.name[:1] not in ("", ".")
        }
        tables = Counter(p.parent for p in paths.values() if p.name.lower() in _CSVS)
        tops = sorted(tables, key=lambda top: (-tables[top], len(top.parts), str(top)))
        top = tops[0] if tops else PurePosixPath(".")
        return {p.name: archive.read(n) for n, p in paths.items() if p.parent == top}


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
