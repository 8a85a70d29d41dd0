"""
PolNeAR, a public corpus of attributions in news (Newell, Margolin and Ruths 2018):
github.com/networkdynamics/PolNeAR. Its texts are their publishers': read here, never
kept.

Of the repository only `data/metadata.tsv`, `data/{train,dev}/text` and `…/attributions`
are needed.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

Span = tuple[int, int]
_MARK = re.compile(r"''|``|[\"“”]")


class Attribution(NamedTuple):
    """One attribution: where its source, cue and content stand."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


class Quoted(NamedTuple):
    """Words between marks inside an attribution's content, and that attribution."""

    start: int
    end: int
    attribution: Attribution


class Article(NamedTuple):
    """A text and what its first annotator found in it."""

    name: str
    text: str
    attributions: list[Attribution]
    quoted: list[Quoted]


def articles(folder: Path, part: str) -> Iterator[Article]:
    """Each article of a part, in the order of its name."""
    for path in sorted((folder / part / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        notes = [
            one for one in sorted((folder / part / "attributions").iterdir())
            if one.name.startswith(f"{path.stem}_") and one.suffix == ".ann"
        ]  # fmt: skip
        found = list(_attributions(notes[0])) if notes else []
        yield Article(path.stem, text, found, _quoted(text, found))


def _attributions(path: Path) -> Iterator[Attribution]:
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            places = cells[1].split(" ", 1)[1]
            spans[cells[0]] = [
                (int(a), int(b)) for a, b in (p.split() for p in places.split(";"))
            ]
        elif cells[0].startswith("E"):
            events.append(cells[1].split())
    for event in events:
        parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        roles = [one.split(":") for one in event]
        if any(key not in spans for _, key in roles):
            continue
        for role, key in roles:
            parts.setdefault(re.sub(r"\d+$", "", role), []).extend(spans[key])
        yield Attribution(parts["Source"], parts["Cue"], parts["Content"])


def _quoted(text: str, attributions: list[Attribution]) -> list[Quoted]:
    """What stands between double marks in each content, each stretch once."""
    found: dict[Span, Quoted] = {}
    for one in attributions:
        for span in _between(text, one.content):
            if span[1] > span[0]:
                found.setdefault(span, Quoted(*span, one))
    return sorted(found.values(), key=lambda quoted: (quoted.start, -quoted.end))


def _between(text: str, content: list[Span]) -> Iterator[Span]:
    for start, end in content:
        marks = [
            mark.span()
            for mark in _MARK.finditer(text, max(0, start - 2), min(len(text), end + 2))
            if mark.end() >= start and mark.start() <= end
        ]
        if marks and len(marks) % 2 and marks[0][1] <= start and marks[0][1] < start:
            marks = marks[1:]
        at = 0
        while at < len(marks):
            begin = marks[at][1]
            if at + 1 == len(marks):
                if len(text[begin:end].strip()) > 2 and "\n" in (
                    text[end : end + 3] or "\n"
                ):
                    yield begin, begin + len(text[begin:end].rstrip())
                break
            stop = marks[at + 1][0]
            gap = text[begin:stop]
            if re.search(r"\n\s*$", gap) and gap.strip():
                yield begin, begin + len(gap.rstrip())
                at += 1
            else:
                yield begin, stop
                at += 2
