"""
What was compiled, kept between starts: most of the time in which a small record opens.

In one file of the reader's cache folder for each program: its own code and the versions
of what compiles make the file's name, so that nothing is ever asked that this program
would not ask. Safe to lose, to share and to write twice; where the folder cannot be
written or the file is damaged, each start compiles as before.
"""

import atexit
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from threading import Lock, Timer
from types import FunctionType
from typing import Any, Final

import ibis

from dashboard.engine.base import Compiled

# A folder; "" for none. systemd sets the second (CacheDirectory=).
SETTINGS: Final = ("ON_THE_RECORD_CACHE", "CACHE_DIRECTORY")
MADE_BY: Final = ("ibis-framework", "sqlglot", "duckdb", "pyarrow")
FILES: Final = 4  # Programs whose questions are kept: the newest ones.
MOST: Final = 512  # Questions of one program.
SOON: Final = 5.0  # Seconds after which what is new is written.
# Each text in a name, as Python writes it: a stand-in, or a word of the code.
_TEXTS: Final = re.compile(r"'([^'\n]*)'")
_OWN: Final = re.compile(r"\\x02[a-z]+\d+\\x02|[a-z_ ]*")
_NO_NAME: Final = re.compile(r"<locals>|<lambda>| at 0x|\"")
_PACKAGE: Final = Path(__file__).resolve().parents[1]

Seen = dict[str, ibis.Schema]
_lock: Final = Lock()
_fresh: Final[set[str]] = set()


def find(name: str, shapes: Mapping[str, ibis.Schema]) -> tuple[Seen, Compiled] | None:
    """
    Return what a question of this name (`named`) was compiled to for tables of these
    columns, and those of the tables that it looked at; None where that is not known.
    """
    for one in _known().get(name, []):
        seen = {name: _schema(columns) for name, columns in one["seen"].items()}
        if all(shapes.get(name) == shape for name, shape in seen.items()):
            parameters = frozenset(one["parameters"])
            return seen, Compiled(one["text"], parameters, _schema(one["schema"]))
    return None


def put(name: str, seen: Seen, question: Compiled) -> None:
    """
    Note what a question was compiled to, where it has a name; it is written soon, or
    when somebody calls `keep`.
    """
    if not name or _folder() is None:
        return
    one = {
        "seen": {table: _columns(shape) for table, shape in seen.items()},
        "text": question.text,
        "parameters": sorted(question.parameters),
        "schema": _columns(question.schema),
    }
    with _lock:
        if len(_known()) >= MOST:
            return
        # Of records of other columns the latest few.
        _known()[name] = [*_known().get(name, [])[-3:], one]
        if not _fresh:
            soon = Timer(SOON, keep)
            soon.daemon = True
            soon.start()
        _fresh.add(name)


def named(made_by: Callable[..., Any], told: Iterable[Any], more: str = "") -> str:
    """
    Return the name of a question by the function that makes it, and what that is told;
    "" where a start cannot tell it from another's, or where it holds words that are not
    the program's own: what a reader types or chooses is never written.
    """
    name = "\n".join([_function(made_by), more, *map(_word, told)])
    strange = any(not _OWN.fullmatch(one) for one in _TEXTS.findall(name))
    return "" if strange or _NO_NAME.search(name) else name


def keep() -> None:
    """
    Write what has been noted since, where there is a place for it.
    """
    place = _folder()
    if place is None or not _fresh:
        return
    with _lock, suppress(OSError):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(_known())
        with tempfile.NamedTemporaryFile(
            "w", dir=place, suffix=".new", delete=False, encoding="utf-8"
        ) as file:
            file.write(f"{_digest(text)}\n{text}")
        Path(file.name).replace(place / _file())
        _fresh.clear()
        kept = sorted(
            place.glob("compiled-*.json"), key=lambda one: one.stat().st_mtime
        )
        for old in kept[:-FILES]:
            old.unlink()


def _folder() -> Path | None:
    """
    Return where it is kept; None where a setting says nowhere.
    """
    for name in SETTINGS:
        if name in os.environ:
            return Path(os.environ[name]) if os.environ[name] else None
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - raises nothing without one
    usual = {"win32": "AppData/Local", "darwin": "Library/Caches"}
    place = os.environ.get("XDG_CACHE_HOME") or home / usual.get(sys.platform, ".cache")
    return Path(place) / "on-the-record"


@cache
def _known() -> dict[str, list[dict[str, Any]]]:
    """What is kept of this program, by the names of steps."""
    place = _folder()
    if place is None:
        return {}
    try:
        digest, _, text = (place / _file()).read_text(encoding="utf-8").partition("\n")
        known = json.loads(text) if digest == _digest(text) else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


atexit.register(keep)


def _function(one: Callable[..., Any]) -> str:
    return f"{one.__module__}.{one.__qualname__}"


def _word(told: Any) -> str:
    """What a function is told, in words that are the same at each start."""
    if isinstance(told, frozenset):
        return repr(sorted(told))
    return _function(told) if isinstance(told, FunctionType) else repr(told)


def _columns(shape: ibis.Schema) -> list[list[str]]:
    return [[name, str(kind)] for name, kind in shape.items()]


def _schema(columns: list[list[str]]) -> ibis.Schema:
    return ibis.schema([(name, _kind(kind)) for name, kind in columns])


@cache
def _kind(name: str) -> Any:
    return ibis.dtype(name)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _file() -> str:
    """The name of the file of this program: its code, and what it compiles with."""
    told = hashlib.sha256(sys.version.encode())
    for package in MADE_BY:
        told.update(metadata.version(package).encode())
    for file in sorted(_PACKAGE.rglob("*.py")):
        told.update(file.relative_to(_PACKAGE).as_posix().encode())
        told.update(file.read_bytes())
    return f"compiled-{told.hexdigest()[:16]}.json"
