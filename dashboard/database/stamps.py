"""What a prepared record was made from, and by which making: whether it still fits."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from dashboard.database import (
    build,
    chains,
    facet_values,
    mentions,
    state_media,
    word_index,
)
from dashboard.record import dates, schema, staging
from dashboard.text import tokens


def maker() -> str:
    """
    Return what tells one making of prepared records from another: a hash of the code.
    """
    made_by = (
        build, staging, word_index, mentions, chains, state_media, facet_values, tokens,
        schema, dates,
    )  # fmt: skip
    texts = (Path(str(module.__file__)).read_bytes() for module in made_by)
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def stamped(address: Path) -> list[list[Any]]:
    """
    Return name, size and time of change of each file of a record, hidden ones left out.
    """
    paths = sorted(address.iterdir()) if address.is_dir() else [address]
    stats = [(p.name, p.stat()) for p in paths if p.is_file() and p.name[0] != "."]
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]


def made_from(told: Any, made: Path) -> Path:
    """
    Return where the record is from which something was prepared.

    `told` is the row that the making wrote of itself, `made` where it stands.
    """
    return Path(os.path.normpath(made.absolute().parent / told["source"]))


def unfit(told: Any, made: Path) -> str:
    """
    Say why what was prepared from a record must be made anew, or "".
    """
    source = made_from(told, made)
    if told["maker"] != maker():
        return "was made by another version of this program"
    if source.exists() and stamped(source) != json.loads(told["stamps"]):
        return f"no longer fits the record it was made from ({source})"
    return ""
