"""A .zip looked at and unpacked: no more of it than it may hold."""

import shutil
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import Final

from dashboard.record import limits
from dashboard.record.problems import size

# Where the list of an archive's files is told of: in its last bytes, a comment among
# them; and bytes of that list that a file with a long name may take.
_LIST_ENDS: Final = 22 + 0xFFFF
_NAMED: Final = 1_000
# What a .zip that cannot be read raises, beside what is told of it here.
DAMAGED: Final = (
    zipfile.BadZipFile, RuntimeError, EOFError, zlib.error, ValueError, struct.error,
)  # fmt: skip
_ANEW: Final = "unpack it and name the folder, if it is what it should be"


class Refused(Exception):  # noqa: N818 - it names what happened
    """An archive that is not unpacked: what is wrong with it, how to mend it."""


def unpack(
    address: Path, folder: Path, tables_in: Callable[[Iterable[str]], int]
) -> dict[str, Path]:
    """
    Unpack, into a folder, that folder of an archive that holds most of the record's
    tables, as `tables_in` counts them among names; return each file by its name.

    Raises:
        Refused: it holds too much, or two files of one name.
        NotImplementedError: it is packed in a way that may take any memory.

    """
    look_at_list(address, limits.PACKED_FILES)
    with zipfile.ZipFile(address) as archive:
        look_at_sizes(address, archive, limits.UNPACKED)
        # Some programs on Windows write backslashes, some on the Mac shadow files.
        names = archive.namelist()
        twice = next((n for n, times in Counter(names).items() if times > 1), None)
        if twice is not None:
            raise Refused(f"holds two files {twice[:80]}", "keep one of the two")
        paths = {n: PurePosixPath(n.replace("\\", "/")) for n in names}
        paths = {
            n: path
            for n, path in paths.items()
            if not n.endswith(("/", "\\")) and path.name[:1] not in ("", ".")
        }
        inside: dict[PurePosixPath, list[str]] = {}
        for path in paths.values():
            inside.setdefault(path.parent, []).append(path.name)
        tables = {top: tables_in(files) for top, files in inside.items()}
        tops = sorted(inside, key=lambda top: (-tables[top], len(top.parts), str(top)))
        top = tops[0] if tops else PurePosixPath(".")
        found: dict[str, Path] = {}
        for number, (name, path) in enumerate(paths.items()):
            if path.parent == top:
                if path.name in found:
                    raise Refused(f"holds two files {path.name}", "keep one of the two")
                # Under a number: what an archive calls a file is no path to be trusted.
                found[path.name] = folder / str(number)
                with archive.open(name) as packed, found[path.name].open("wb") as file:
                    shutil.copyfileobj(packed, file)
        return found


def look_at_list(address: Path, most: int) -> None:
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
    if number > most or length > most * _NAMED:
        many = "more than 65,534" if number == 0xFFFF else f"{number:,}"
        wrong = f"is a .zip of {many} files; {most:,} are read at most"
        raise Refused(wrong, "pack the record's own files alone")


def look_at_sizes(
    address: Path, archive: zipfile.ZipFile, unpacked: int, mend: str = _ANEW
) -> None:
    """
    Refuse an archive that holds too much: no more of a file is read than it says.
    """
    if any(one.compress_type == zipfile.ZIP_LZMA for one in archive.infolist()):
        raise NotImplementedError  # It may ask for gigabytes before it gives a byte.
    packed = address.stat().st_size
    whole = sum(one.file_size for one in archive.infolist())
    if whole > unpacked:
        most = f"{size(unpacked)} are unpacked at most"
    elif whole > max(limits.RATIO_FROM, packed * limits.RATIO):
        most = f"{limits.RATIO} times as much is unpacked at most"
    else:
        return
    wrong = f"is a .zip of {size(packed)} that unpacks to {size(whole)}; {most}"
    raise Refused(wrong, mend)
