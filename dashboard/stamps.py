"""What a prepared record was made from, and by which making: whether it still fits."""

import hashlib
from pathlib import Path
from typing import Any

from dashboard import dates, mentions, postings, preparation, schema, words


def maker() -> str:
    """
    Return what tells one making of prepared records from another: a hash of the code.
    """
    made_by = (preparation, postings, mentions, words, schema, dates)
    texts = (Path(str(module.__file__)).read_bytes() for module in made_by)
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]


def stamped(address: Path) -> list[list[Any]]:
    """
    Return name, size and time of change of each file of a record, hidden ones left out.
    """
    paths = sorted(address.iterdir()) if address.is_dir() else [address]
    stats = [(p.name, p.stat()) for p in paths if p.is_file() and p.name[0] != "."]
    return [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]
