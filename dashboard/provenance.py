"""A source's own text against the rows that cite it."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow.compute as pc
import pyarrow.dataset as ds

from dashboard.neighbours import SPANS
from dashboard.unchecked import ROW, Problem

_LINE: Final = re.compile(r"[^\r\n]+")
_MEND_SPAN: Final = "let a program find the words in the text, to the character"


class Comparison(NamedTuple):
    """
    What a source's text says of the rows that cite it.

    `spans` is how many were compared, `covered` how many code points of the text stand
    in one at least, `length` how many it has.
    """

    problems: list[Problem]
    spans: int = 0
    covered: int = 0
    length: int = 0

    @property
    def share(self) -> float:
        """The share of the text's length that stands in a span."""
        return self.covered / self.length if self.length else 0.0


def compare(tables: dict[str, ds.Dataset], source_id: str, path: Path) -> Comparison:
    """
    Compare a source's text with a record's cells (`Files.tables`): hash, length, spans.
    """
    mend = "name the file of the source's text"
    rows = _rows_of(tables, "sources", source_id)
    if not rows:
        ids = ", ".join(keys(tables))
        use = f"name one of: {ids[:200]}" if ids else "the record has no source yet"
        wrong = "no such source" if source_id else "source not named"
        unknown = Problem("sources.csv", None, "source_id", source_id, wrong, use)
        return Comparison([unknown])
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        wrong = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return Comparison([Problem(path.name, None, "", "", wrong, mend)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.start + 8].hex(" ")
        mend = "give the text as UTF-8: spans count its code points"
        return Comparison([Problem(path.name, line, "", value, "not UTF-8", mend)])
    found = list(_source_problems(rows[0], hashlib.sha256(data).hexdigest(), len(text)))
    lines = [m.start() for m in _LINE.finditer(text) if m.group().strip()]
    intervals: list[tuple[int, int]] = []
    for name in SPANS:
        words = "content" if "content" in tables[name].schema.names else "evidence"
        for row in _rows_of(tables, name, source_id):
            span = _span(row)
            if span:
                intervals.append(span)
                found += _span_problems(name, words, row, text, lines)
    return Comparison(found, len(intervals), _covered(intervals, len(text)), len(text))


def keys(tables: dict[str, ds.Dataset]) -> list[str]:
    """
    Return the keys of a record's sources, in the order of their file.
    """
    found: list[str] = tables["sources"].to_table()["source_id"].to_pylist()
    return [key for key in found if key]


def _rows_of(
    tables: dict[str, ds.Dataset], name: str, source_id: str
) -> list[dict[str, Any]]:
    cited = pc.field("source_id") == source_id
    rows: list[dict[str, Any]] = tables[name].to_table(filter=cited).to_pylist()
    return rows


def _source_problems(
    row: dict[str, Any], sha256: str, length: int
) -> Iterator[Problem]:
    at = ("sources.csv", row[ROW])
    if row["sha256"] != sha256:
        wrong = "not the hash of this file"
        mend = f"give the file that was coded, or code this one anew ({sha256})"
        yield Problem(*at, "sha256", row["sha256"][:200], wrong, mend)
    if row["length"] != str(length):
        wrong, mend = "not the length of this text", f"it has {length} code points"
        yield Problem(*at, "length", row["length"][:200], wrong, mend)


def _span(row: dict[str, Any]) -> tuple[int, int] | None:
    """A row's span, or None where its form is a problem already."""
    ends = (row["start"], row["end"])
    if not all(end.isascii() and end.isdigit() and len(end) < 18 for end in ends):
        return None
    start, end = int(ends[0]), int(ends[1])
    return (start, end) if start < end else None


def _span_problems(
    name: str, words: str, row: dict[str, Any], text: str, lines: list[int]
) -> Iterator[Problem]:
    start, end = int(row["start"]), int(row["end"])
    content, printed = row[words], text[start:end]
    at = (f"{name}.csv", row[ROW])
    if printed != content:
        wrong = f"the source has “{printed[:40]}” there"
        if start >= len(text):
            wrong = "the source has ended there"
        places = [m.start() for m in re.finditer(re.escape(content), text)]
        mend = _MEND_SPAN if content else "fill it in"
        if content and places:
            near = min(places, key=lambda place: abs(place - start))
            mend = f"the words stand at {near} to {near + len(content)}"
        yield Problem(*at, words, content[:200], wrong, mend)
        return
    paragraph = bisect_right(lines, start)
    if "paragraph" in row and row["paragraph"] != str(paragraph):
        wrong, mend = "the span is in another paragraph", f"write {paragraph}"
        yield Problem(*at, "paragraph", row["paragraph"][:200], wrong, mend)


def _covered(intervals: list[tuple[int, int]], length: int) -> int:
    """How many places stand in at least one interval."""
    covered = reached = 0
    for start, end in sorted(intervals):
        start, end = max(start, reached), min(end, length)
        if end > start:
            covered += end - start
            reached = end
    return covered
