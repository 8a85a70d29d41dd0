"""A record small enough to hold in the head, coded from an invented report."""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.record.schema import TABLES, datapackage

# Two states quarrel about a dam, a third party says nothing. Nine paragraphs.
SOURCE_TEXT = """\
Arden’s president opens ‘forever dam’ as Brekland objects

Meridian

Selm, May 4

President Ilva Toren opened the dam on Wednesday and said it would “never be stopped”, \
Arden’s state news agency reported.

“The dam will dry our fields,” Oda Marsk, Brekland’s water minister, told reporters in \
the capital. “We oppose it.”

Marsk said that Arden had “promised in 2019 to wait”. Talks collapsed after the great \
flood, which Brekland recalls on “Water Day”.

An analyst said that Brekland might accept a smaller dam if it was paid.

The Coastal Union did not mention the dam.

Envoys of Arden and Brekland will meet next month.
"""
SOURCE_ID = "lantern-2023-05-04"
ABOUT: dict[str, Any] = {
    "name": "small-record",
    "title": "A small record",
    "description": "Coded from an invented report, for tests.",
    "version": "1.0.0",
}

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]


def printed(paragraph: int, words: str, column: str = "content") -> Row:
    """
    Return the cells that say where words stand, which must stand there just once.
    """
    lines = [line for line in SOURCE_TEXT.splitlines(keepends=True) if line.strip()]
    line = lines[paragraph - 1]
    assert line.count(words) == 1, (words, line)
    start = SOURCE_TEXT.index(line) + line.index(words)
    place = {"paragraph": paragraph, "start": start, "end": start + len(words)}
    return {"source_id": SOURCE_ID, **place, column: words}


def marked(paragraph: int, words: str) -> Row:
    """
    Return the cells of a pair of marks: a span without its paragraph.
    """
    return {k: v for k, v in printed(paragraph, words).items() if k != "paragraph"}


def key(paragraph: int, letters: str) -> str:
    """
    Return the key of a row that is told of a passage.
    """
    return f"{SOURCE_ID}-p{paragraph}-{letters}"


SOURCES: list[Row] = [
    {
        "source_id": SOURCE_ID,
        "title": "Arden’s president opens ‘forever dam’ as Brekland objects",
        "publisher_id": "daily-lantern",
        "wire_id": "meridian",
        "dateline": "Selm",
        "published_on": "2023-05-04",
        "language": "en",
        "sha256": hashlib.sha256(SOURCE_TEXT.encode()).hexdigest(),
        "length": len(SOURCE_TEXT),
        "rights": "invented; CC0",
    },
]

COUNTRIES: list[Row] = [
    {"country_id": "ARD", "name": "Arden", "kind": "state"},
    {"country_id": "BRK", "name": "Brekland", "kind": "state"},
    {"country_id": "X-COAST", "name": "Coastal Union", "kind": "bloc"},
]

ACTORS: list[Row] = [
    {"actor_id": "daily-lantern", "name": "The Daily Lantern", "kind": "media"},
    {"actor_id": "meridian", "name": "Meridian", "kind": "media"},
    {
        "actor_id": "arden-news",
        "name": "Arden’s state news agency",
        "kind": "state_media",
        "country_id": "ARD",
    },
    {
        "actor_id": "ilva-toren",
        "name": "Ilva Toren",
        "kind": "person",
        "role": "president",
        "country_id": "ARD",
    },
    {"actor_id": "arden", "name": "Arden", "kind": "state", "country_id": "ARD"},
    {
        "actor_id": "brekland-water",
        "name": "Brekland’s water ministry",
        "kind": "state_body",
        "country_id": "BRK",
    },
    {
        "actor_id": "oda-marsk",
        "name": "Oda Marsk",
        "kind": "person",
        "role": "water minister",
        "country_id": "BRK",
        "member_of": "brekland-water",
    },
    {"actor_id": "analyst", "name": "an analyst", "kind": "anonymous"},
    {
        "actor_id": "coastal-union",
        "name": "Coastal Union",
        "kind": "organisation",
        "country_id": "X-COAST",
    },
]

ISSUES: list[Row] = [
    {
        "issue_id": "dam",
        "label": "Arden’s dam on the Selm",
        "support_means": "it should stand",
    },
    {
        "issue_id": "talks",
        "label": "Talks about the Selm",
        "support_means": "they should go on",
    },
]

QUOTES: list[Row] = [
    {
        "quote_id": key(4, "a"),
        **printed(4, "it would “never be stopped”"),
        "kind": "mixed",
        "speaker_id": "ilva-toren",
        "on_behalf_of": "ARD",
        "cue": "said",
        "said_on": "2023-05-03",
        "issue_id": "dam",
    },
    {
        "quote_id": key(5, "a"),
        **printed(5, "The dam will dry our fields,"),
        "kind": "direct",
        "speaker_id": "oda-marsk",
        "on_behalf_of": "BRK",
        "cue": "told reporters",
        "issue_id": "dam",
    },
    {
        "quote_id": key(5, "b"),
        **printed(5, "We oppose it."),
        "kind": "direct",
        "speaker_id": "oda-marsk",
        "on_behalf_of": "BRK",
        "cue": "told reporters",
        "issue_id": "dam",
    },
    {
        "quote_id": key(6, "a"),
        **printed(6, "Arden had “promised in 2019 to wait”"),
        "kind": "mixed",
        "speaker_id": "oda-marsk",
        "on_behalf_of": "BRK",
        "cue": "said",
        "issue_id": "talks",
    },
    {
        # Nested: what Arden promised is known from the minister's words alone.
        "quote_id": key(6, "b"),
        **printed(6, "to wait"),
        "kind": "indirect",
        "speaker_id": "arden",
        "on_behalf_of": "ARD",
        "cue": "promised",
        "within": key(6, "a"),
        "said_on": "2019",
        "issue_id": "talks",
    },
    {
        "quote_id": key(7, "a"),
        **printed(7, "Brekland might accept a smaller dam if it was paid"),
        "kind": "indirect",
        "speaker_id": "analyst",
        "cue": "said",
        "hedge": "might",
        "issue_id": "dam",
    },
    {
        "quote_id": key(8, "a"),
        **printed(8, "the dam"),
        "kind": "silence",
        "speaker_id": "coastal-union",
        "on_behalf_of": "X-COAST",
        "cue": "did not mention",
        "issue_id": "dam",
    },
]

RELAYS: list[Row] = [
    {"quote_id": key(4, "a"), "hop": 1, "actor_id": "arden-news", "basis": "explicit"},
    {"quote_id": key(6, "b"), "hop": 1, "actor_id": "oda-marsk", "basis": "explicit"},
    {"quote_id": key(7, "a"), "hop": 1, "actor_id": "", "basis": "agentless"},
]

MARKS: list[Row] = [
    {
        "mark_id": key(1, "ma"),
        **marked(1, "forever dam"),
        "decision": "name",
        "note": "what the dam is called",
    },
    {
        "mark_id": key(4, "ma"),
        **marked(4, "never be stopped"),
        "decision": "partial",
        "quote_id": key(4, "a"),
    },
    {
        "mark_id": key(5, "ma"),
        **marked(5, "The dam will dry our fields,"),
        "decision": "direct",
        "quote_id": key(5, "a"),
    },
    {
        "mark_id": key(5, "mb"),
        **marked(5, "We oppose it."),
        "decision": "direct",
        "quote_id": key(5, "b"),
    },
    {
        "mark_id": key(6, "ma"),
        **marked(6, "promised in 2019 to wait"),
        "decision": "partial",
        "quote_id": key(6, "a"),
    },
    {
        "mark_id": key(6, "mb"),
        **marked(6, "Water Day"),
        "decision": "name",
        "note": "a day of remembrance",
    },
]

POSITIONS: list[Row] = [
    {
        # The president's view as the agency of the president's state tells it.
        "position_id": key(4, "pa"),
        "country_id": "ARD",
        "actor_id": "ilva-toren",
        "issue_id": "dam",
        "stance": "supports",
        "strength": 3,
        "kind": "declared",
        "voice": "own_state_media",
        "asserted_by": "arden-news",
        "quote_id": key(4, "a"),
        **printed(4, "it would “never be stopped”", "evidence"),
    },
    {
        "position_id": key(5, "pa"),
        "country_id": "BRK",
        "actor_id": "oda-marsk",
        "issue_id": "dam",
        "stance": "opposes",
        "strength": 2,
        "kind": "declared",
        "voice": "self",
        "asserted_by": "oda-marsk",
        "quote_id": key(5, "b"),
        **printed(5, "We oppose it.", "evidence"),
    },
    {
        "position_id": key(6, "pa"),
        "country_id": "ARD",
        "issue_id": "talks",
        "stance": "supports",
        "strength": 2,
        "kind": "declared",
        "voice": "other_state",
        "asserted_by": "oda-marsk",
        "quote_id": key(6, "a"),
        **printed(6, "promised in 2019 to wait", "evidence"),
        "valid": "2019",
    },
    {
        "position_id": key(7, "pa"),
        "country_id": "BRK",
        "issue_id": "dam",
        "stance": "accepts",
        "strength": 1,
        "kind": "forecast",
        "voice": "analyst",
        "asserted_by": "analyst",
        "quote_id": key(7, "a"),
        **printed(7, "might accept a smaller dam if it was paid", "evidence"),
        "condition": "if it was paid",
        "hedge": "might",
    },
    {
        "position_id": key(8, "pa"),
        "country_id": "X-COAST",
        "issue_id": "dam",
        "stance": "not_stated",
        "kind": "silence",
        "voice": "reporter",
        "asserted_by": "meridian",
        "quote_id": key(8, "a"),
        **printed(8, "did not mention the dam", "evidence"),
    },
]

EVENTS: list[Row] = [
    {
        "event_id": key(4, "ea"),
        "title": "Opening of the dam",
        "kind": "other",
        "issue_id": "dam",
        "happened_on": "2023-05-03",
        "precision": "day",
        "date_basis": "stated",
        "status": "past",
        "place": "Selm",
        **printed(4, "opened the dam on Wednesday", "evidence"),
    },
    {
        "event_id": key(6, "ea"),
        "title": "Arden promises to wait",
        "kind": "statement",
        "issue_id": "talks",
        "happened_on": "2019",
        "precision": "year",
        "date_basis": "stated",
        "status": "past",
        "quote_id": key(6, "a"),
        **printed(6, "promised in 2019 to wait", "evidence"),
    },
    {
        "event_id": key(6, "eb"),
        "title": "The talks collapse",
        "kind": "meeting",
        "issue_id": "talks",
        "precision": "unknown",
        "date_basis": "undated",
        "status": "past",
        **printed(6, "Talks collapsed", "evidence"),
    },
    {
        "event_id": key(6, "ec"),
        "title": "The great flood",
        "kind": "other",
        "precision": "unknown",
        "date_basis": "undated",
        "outside_date": "1953-02-01",
        "status": "past",
        **printed(6, "the great flood", "evidence"),
    },
    {
        "event_id": key(9, "ea"),
        "title": "Envoys of Arden and Brekland meet",
        "kind": "meeting",
        "issue_id": "talks",
        "happened_on": "2023-06",
        "precision": "month",
        "date_basis": "stated",
        "status": "planned",
        **printed(9, "will meet next month", "evidence"),
    },
    {
        # The headline's account of the opening.
        "event_id": key(1, "ea"),
        "title": "The president opens the dam, as the headline tells it",
        "kind": "other",
        "issue_id": "dam",
        "happened_on": "2023-05-03",
        "precision": "day",
        "date_basis": "inferred",
        "status": "past",
        "account_of": key(4, "ea"),
        **printed(1, "Arden’s president opens ‘forever dam’", "evidence"),
    },
]

PARTICIPANTS: list[Row] = [
    {"event_id": key(4, "ea"), "actor_id": "ilva-toren", "country_id": "ARD"},
    {"event_id": key(6, "ea"), "actor_id": "arden", "country_id": "ARD"},
    {"event_id": key(9, "ea"), "country_id": "ARD"},
    {"event_id": key(9, "ea"), "country_id": "BRK"},
    {"event_id": key(1, "ea"), "actor_id": "ilva-toren", "country_id": "ARD"},
]

ROWS: Rows = {
    "sources": SOURCES,
    "countries": COUNTRIES,
    "actors": ACTORS,
    "issues": ISSUES,
    "quotes": QUOTES,
    "relays": RELAYS,
    "marks": MARKS,
    "positions": POSITIONS,
    "events": EVENTS,
    "participants": PARTICIPANTS,
}


def write_record(
    folder: Path, tables: Rows = ROWS, about: dict[str, Any] = ABOUT
) -> Path:
    """
    Write a record's CSV files and data package, a table without rows included.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(tables.get(name, []))
    package = json.dumps(datapackage(about), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(package + "\n", encoding="utf-8")
    return folder
