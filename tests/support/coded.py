"""A draft of the small record's report, made by hand, and a desk with it on."""

from collections.abc import Mapping
from typing import Any

from dashboard.coding.desk import Desk
from dashboard.drafting.proposal import About, Decision, Drafted, Proposal
from dashboard.importing.draft import Known
from tests.support.small_record import SOURCE_TEXT

ABOUT = About(
    title="Arden’s president opens ‘forever dam’ as Brekland objects",
    publisher="The Daily Lantern",
    wire="Meridian",
    dateline="Selm",
    published_on="2023-05-04",
)


def place(words: str) -> tuple[int, int]:
    """Where words stand first in the report."""
    start = SOURCE_TEXT.index(words)
    return start, start + len(words)


def proposed(
    one: str, table: str, words: str, confidence: float = 0.95, **more: Any
) -> Proposal:
    """A row that is drafted: its cells, and `questions`, `relays` or `places`."""
    held = {name: more.pop(name) for name in ("questions", "relays", "places")
            if name in more}  # fmt: skip
    return Proposal(one, table, *place(words), more, "by hand", confidence, **held)


PROPOSALS = (
    proposed("c1", "countries", "Arden", country_id="ARD", name="Arden", kind="state"),
    proposed("c2", "countries", "Brekland", country_id="BRK", name="Brekland",
             kind="state"),
    proposed("a1", "actors", "Ilva Toren", name="Ilva Toren", kind="person",
             role="president", country_id="c1"),
    proposed("a2", "actors", "Arden’s state news agency", country_id="c1",
             name="Arden’s state news agency", kind="state_media"),
    proposed("a3", "actors", "Oda Marsk", name="Oda Marsk", kind="person",
             role="water minister", country_id="c2"),
    proposed("a4", "actors", "Coastal Union", name="Coastal Union",
             kind="organisation"),
    proposed("m1", "marks", "forever dam", decision="name"),
    proposed("m2", "marks", "never be stopped", decision="partial"),
    proposed("m3", "marks", "The dam will dry our fields,", decision="direct"),
    proposed("m4", "marks", "We oppose it.", decision="direct"),
    proposed("m5", "marks", "promised in 2019 to wait", decision="partial"),
    proposed("q1", "quotes", "it would “never be stopped”", speaker_id="a1",
             kind="mixed", cue="said", relays=(("a2", "explicit"),)),
    proposed("q2", "quotes", "The dam will dry our fields,", speaker_id="a3",
             kind="direct", cue="told"),
    proposed("q3", "quotes", "We oppose it.", speaker_id="a3", kind="direct",
             cue="told", questions={"speaker_id": "she → Marsk?"}),
    proposed("q4", "quotes", "Arden had “promised in 2019 to wait”", 0.7,
             speaker_id="a3", kind="mixed", cue="said"),
    proposed("q5", "quotes", "to wait", 0.5, speaker_id="a1", kind="indirect",
             cue="promised", within="q4"),
    proposed("e1", "events", "opened the dam on Wednesday", title="The dam opens",
             kind="other", happened_on="2023-05-03", precision="day",
             date_basis="stated", status="past"),
)  # fmt: skip
DECISIONS = (
    Decision(*place("forever dam"), "marks", "", "a name", "name"),
    Decision(*place("never be stopped"), "marks", "q1", "", "partial"),
    Decision(*place("We oppose it."), "marks", "q3", "", "direct"),
    Decision(*place("told reporters"), "verb", "", ""),
)
DRAFTED = Drafted("by hand 1", PROPOSALS, DECISIONS)


def desk(known: Known | None = None, drafted: Drafted = DRAFTED, **more: Any) -> Desk:
    """A desk with the report on it."""
    return Desk(SOURCE_TEXT, ABOUT, drafted, known or Known(), **more)


def log(*steps: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Steps with their numbers."""
    return [{"n": number, **one} for number, one in enumerate(steps, start=1)]


def judge(one: str, to: str = "kept", **more: Any) -> dict[str, Any]:
    """The step that judges a row."""
    return {"do": "judge", "id": one, "to": to, **more}


def fill(one: str, field: str, to: Any, **more: Any) -> dict[str, Any]:
    """The step that fills in a field."""
    return {"do": "set", "id": one, "field": field, "to": to, **more}


def add(one: str, table: str, words: str = "", **fields: Any) -> dict[str, Any]:
    """The step that adds a row, of words of the report if there are some."""
    to = list(place(words)) if words else None
    return {"do": "add", "id": one, "table": table, "to": to, "words": words,
            "fields": fields}  # fmt: skip


def state(held: Desk) -> object:
    """All that a log leaves."""
    return held.about, held.items(), held.made().draft.rows, held.accounted()
