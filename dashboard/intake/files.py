"""A record's files, in a folder, a .zip or a workbook: its tables, and whose it is."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from dashboard.intake import archives, layout, names, workbooks
from dashboard.intake.decoding import Decoding, decoded
from dashboard.intake.readers import read_parquet, read_table, unread
from dashboard.record import limits
from dashboard.record.cells import Files
from dashboard.record.files import unpacked
from dashboard.record.problems import ROOM, Problem, size
from dashboard.record.schema import TABLES, Table

_CSVS: Final = [f"{name}.csv" for name in TABLES]
_NAMED: Final = 3  # Files that a remark names,
_LETTERS: Final = 16  # and letters.
_DEEP: Final = 3  # Folders within folders that are looked into,
_WIDE: Final = 200  # and how many of them.
# What `about` says where it says it: the rest of Data Package's properties are free.
ABOUT: Final[dict[str, type]] = {
    **dict.fromkeys(("name", "title", "description", "version", "homepage"), str),
    **dict.fromkeys(("licenses", "contributors", "sources", "keywords"), list),
}


def read(address: Path, encoding: str = "") -> Files:
    """
    Return a record's files, in a folder, a .zip or a workbook, with what is wrong in
    their form; those that are not Unicode in this encoding, where one is named.
    """
    files = Files(encoding=encoding)
    try:
        with unpacked() as folder:
            contents = _contents(address, files, folder)
            if contents is not None and not _read(files, contents):
                wrong = "holds none of the record's tables"
                _note(files, address, wrong, _other(address))
    except OSError as error:
        # Each file could be opened: what fails is what is written of them meanwhile.
        wrong = f"cannot be read: {error.strerror or error}"
        files.tables.clear()
        files.problems.append(Problem(address.name, None, "", "", wrong, ROOM))
    return files


def home(address: Path) -> Path:
    """
    Return the folder in which a record's files are: its own, or one within it where it
    holds none of them and one folder there does; what is no folder stays what it is.
    """
    if not address.is_dir():
        return address
    if names.tables_in(_in_folder(address)) or _workbooks(_in_folder(address)):
        return address
    within = _within(address)
    return within[0] if len(within) == 1 else address


def _read(files: Files, contents: dict[str, Path]) -> bool:
    """Read what files hold, and tell whether there is any table among them."""

    def fits(name: str, table: str, wholly: bool) -> bool:
        told = decoded(contents[name], files.encoding)
        return _fits(contents[name], TABLES[table], wholly, told)

    chosen = names.choose([n for n in contents if not names.is_package(n)], fits)
    if not chosen.tables and not chosen.doubtful:
        return False
    spare = [n for n in chosen.others if n.lower().endswith(names.ENDINGS)]
    files.called |= {
        table: name
        for table, name in chosen.tables.items()
        if name not in (f"{table}.csv", f"{table}.parquet") and table not in files.typed
    }
    renamed = files.called.keys() - files.typed
    if renamed:
        pairs = [f"“{files.called[t]}” as {t}" for t in TABLES if t in renamed]
        files.remarks.append(f"read by their names: {_some(pairs)}")
    for table in TABLES.values():
        name = chosen.tables.get(table.name, "")
        if table.name in chosen.doubtful:
            both = ", ".join(chosen.doubtful[table.name])
            mend = f"keep one of them, and call it {table.name}.csv"
            unread(files, table, None, both, "more than one file may be it", mend)
        elif name.lower().endswith(".parquet"):
            read_parquet(files, table, contents.pop(name))
        elif name:
            read_table(files, table, contents.pop(name))
        else:
            _absent(files, table, spare)
    _remark_forms(files)
    package = next((name for name in contents if names.is_package(name)), None)
    if package is None:
        files.remarks.append(
            "datapackage.json: absent; who coded the record is unknown"
        )
    else:
        _read_package(files, contents.pop(package))
    # A page about the record is part of it for people, and no stranger among its files.
    for name, path in sorted(contents.items()):
        told = "kept, not shown"
        if path.stat().st_size > limits.BESIDE:
            told = f"left out, as it has more than {size(limits.BESIDE)}"
        else:
            files.others[name] = path.read_bytes()
        if name != "README.md" or name not in files.others:
            files.remarks.append(f"{name}: not a table of the record; {told}")
    return True


def _remark_forms(files: Files) -> None:
    """Say in which other forms files are written: once for those of one form."""
    forms: dict[tuple[str, ...], list[str]] = {}
    for name, odd in files.odd.items():
        forms.setdefault(tuple(odd), []).append(name)
    for form, called in forms.items():
        told = ", ".join(form)
        if files.letters and "Windows" in told:
            told += f" (on which {' '.join(sorted(files.letters)[:_LETTERS])} hang)"
        files.remarks.append(f"{_some(called)}: read as written, {told}")


def _some(called: list[str]) -> str:
    """Some files, or what is said of them: the first of many."""
    more = len(called) - _NAMED
    first = ", ".join(called[:_NAMED] if more > 1 else called)
    return f"{first} and {more} more" if more > 1 else first


def _fits(path: Path, table: Table, wholly: bool, told: Decoding) -> bool:
    """Whether a file's header names two columns of a table, or all of them."""
    if not told.encoding:
        return not wholly  # By its name it is one: whoever reads it says what is wrong.
    laid = layout.recognised(path, table, told.encoding)
    with layout.opened(path, laid) as rows:
        found = layout.names_in(next(rows, []), table)
    needed = [one.name for one in table.columns if not one.may_lack]
    return len(found) > 1 if not wholly else set(needed) <= found.keys()


def _contents(address: Path, files: Files, unpacked: Path) -> dict[str, Path] | None:
    """
    Return each file's path by name, or None after noting why there are none.

    What an archive holds is unpacked: a large table is read from a disk, in pieces.
    """
    found: dict[str, Path] = {}
    wrong, mend = (
        "",
        "name a folder, a .zip of one, or a workbook, that holds the record's tables",
    )
    try:
        found = _found(address, files, unpacked)
        books = _workbooks(found)
        if books and not names.tables_in(found):
            book = found.pop(books[0])
            found |= workbooks.sheets(book, unpacked, files, books[0])
    except archives.Refused as refused:
        wrong, mend = refused.args
    except (NotImplementedError, MemoryError):
        wrong = "is a .zip packed in a way that cannot be read here"
    except archives.DAMAGED:
        wrong = "is neither a folder nor a .zip that can be read"
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or 'damaged'}"
        if not address.exists():
            wrong = "does not exist"
    if wrong:
        _note(files, address, wrong, mend)
        return None
    return found


def _note(files: Files, address: Path, wrong: str, mend: str) -> None:
    """Note why nothing of a record can be read."""
    name = address.name or str(address)
    files.problems.append(Problem(name, None, "", "", wrong, mend))


def _other(address: Path) -> str:
    """What to name in place of an address that holds no table."""
    inside = _within(address) if address.is_dir() else []
    if inside:
        return f"did you mean {inside[0]}?"
    return f"name the folder that holds {', '.join(_CSVS)}"


def _found(address: Path, files: Files, unpacked: Path) -> dict[str, Path]:
    """The files at an address: a folder's, an archive's, or the one workbook."""
    if address.is_dir():
        place = home(address)
        if place != address:
            where = place.relative_to(address).as_posix()
            files.remarks.append(f"read from the folder {where} in it")
        return _in_folder(place)
    if address.suffix.lower() in names.WORKBOOKS:
        address.open("rb").close()
        return {address.name: address}
    return archives.unpack(address, unpacked, names.tables_in)


def _workbooks(found: Iterable[str]) -> list[str]:
    """The workbooks among files, where there is but one."""
    books = [name for name in found if name.lower().endswith(names.WORKBOOKS)]
    return books if len(books) == 1 else []


def _in_folder(address: Path) -> dict[str, Path]:
    found = {path.name: path for path in address.iterdir() if path.is_file()}
    found = {n: path for n, path in found.items() if not names.is_left_over(n)}
    for path in found.values():
        path.open("rb").close()  # Whether it may be read is asked before all else.
    return found


def _within(address: Path) -> list[Path]:
    """The folders within one that hold tables of a record: those with the most."""
    found: dict[Path, int] = {}
    level = [address]
    for _ in range(_DEEP):
        level = [
            path
            for folder in level
            for path in sorted(folder.iterdir())
            if path.is_dir() and not names.is_left_over(path.name)
        ][:_WIDE]
        for folder in level:
            inside = [path.name for path in folder.iterdir() if path.is_file()]
            number = names.tables_in(inside) or len(_workbooks(inside))
            if number:
                found[folder] = number
        if found:
            break
    most = max(found.values(), default=0)
    return [folder for folder, number in found.items() if number == most]


def _absent(files: Files, table: Table, others: list[str]) -> None:
    mend = f"add it, with the header {','.join(table.names)}"
    if others:
        mend += f"; or rename the file that is it ({', '.join(others)[:80]})"
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
