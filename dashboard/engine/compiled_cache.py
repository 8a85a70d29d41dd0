"""
What steps were compiled to, kept between starts: most of a small record's opening.

In one file of the reader's cache folder for each program: its own code and the versions
of what compiles make the file's name, so that nothing is ever asked that this program
would not ask. Safe to lose, to share and to write twice; where the folder cannot be
written or the file is damaged, each start compiles as before.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from threading import Lock
from typing import Any, Final

import ibis

from dashboard.engine.base import Compiled

# A folder; "" for none. systemd sets the second (CacheDirectory=).
SETTINGS: Final = ("ON_THE_RECORD_CACHE", "CACHE_DIRECTORY")
MADE_BY: Final = ("ibis-framework", "sqlglot", "duckdb", "pyarrow")
FILES: Final = 4  # Programs whose questions are kept: the newest ones.
MOST: Final = 512  # Questions of one program.
_PACKAGE: Final = Path(__file__).resolve().parents[1]

Seen = dict[str, ibis.Schema]
_lock: Final = Lock()
_fresh: Final[set[str]] = set()


def find(
    step: Callable[..., Any], told: tuple[Any, ...], shapes: Mapping[str, ibis.Schema]
) -> tuple[Seen, Compiled] | None:
    """
    Return what a step was compiled to for tables of these columns, and those of the
    tables that it looked at; None where that is not known.
    """
    for one in _known().get(_name(step, told), []):
        seen = {name: _schema(columns) for name, columns in one["seen"].items()}
        if all(shapes.get(name) == shape for name, shape in seen.items()):
            names = frozenset(one["parameters"])
            return seen, Compiled(one["text"], names, _schema(one["schema"]))
    return None


def put(
    step: Callable[..., Any], told: tuple[Any, ...], seen: Seen, question: Compiled
) -> None:
    """
    Note what a step was compiled to; `keep` writes it.
    """
    name = _name(step, told)
    if not name or _folder() is None or len(_known()) >= MOST:
        return
    one = {
        "seen": {table: _columns(shape) for table, shape in seen.items()},
        "text": question.text,
        "parameters": sorted(question.parameters),
        "schema": _columns(question.schema),
    }
    with _lock:
        # Of records of other columns the latest few.
        _known()[name] = [*_known().get(name, [])[-3:], one]
        _fresh.add(name)


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


def _name(step: Callable[..., Any], told: tuple[Any, ...]) -> str:
    """A step and what it is told, in words; "" where they have none of their own."""
    # Sets are told in an order that differs from start to start.
    words = [sorted(one) if isinstance(one, frozenset) else one for one in told]
    plain = all(isinstance(one, str | int | tuple | list) for one in words)
    name = f"{step.__module__}.{step.__qualname__}"
    return f"{name} {words!r}" if plain and "<" not in name else ""


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
