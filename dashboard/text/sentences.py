"""Sentences made by rule from rows: they never say more than their evidence."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

import pandas as pd

from dashboard.record.codebook import plain, whose_word
from dashboard.record.schema import Row
from dashboard.text.phrases import counted

ACCORDING: Final = "according to "  # How the codebook begins what a voice is.
IMPLIED: Final = " (implied)"
STATELESS: Final = "International bodies and others"
BODIES: Final = "International bodies"


def named_cell(row: Row) -> str:
    """
    Return what a reader calls a cell of the matrix: “Russia: The dam”.
    """
    return f"{row['country'] or STATELESS}: {row['issue']}"


def stateless(kinds: Iterable[str]) -> str:
    """
    Return what a reader calls those who hold for no state, of these kinds of actor.
    """
    return BODIES if set(kinds) == {"organisation"} else STATELESS


def many(stances: pd.DataFrame) -> str:
    """
    Return the sentence for a cell of too many positions to tell each: the rows of
    `stances.cell`, counted by stance and by whose word it is; most first.
    """
    rows = stances.to_dict("records")
    counts: Counter[str] = Counter()
    for row in rows:
        said = f"{plain('stance', row['stance'])}, {whose_word(row['voice']).short}"
        counts[said] += row["positions"]
    told = "; ".join(f"{said} ({number:,})" for said, number in counts.most_common())
    whole = counted(counts.total(), "position")
    return f"{named_cell(rows[0])}. {whole}, as coded: {told}."


def told_by(voice: str, kind: str) -> tuple[str, str]:
    """
    Return what stands before and after whoever a position is told by: “according to an
    analyst (” and “)”, “according to ” and “” where the report does not name them.
    """
    told = plain("voice", voice)
    unnamed = kind == "anonymous" and told.startswith(ACCORDING)
    return (ACCORDING, "") if unnamed else (f"{told} (", ")")


def via(relays: str) -> str:
    """
    Return through whom words came as a reader is told it, "" where through nobody:
    “presumably via KCNA” is “KCNA (implied)” of a record, a relay that the report does
    not name at that place.
    """
    hops = relays.split(" → ")
    if relays and all(hop.endswith(IMPLIED) for hop in hops):
        return f"presumably via {relays.replace(IMPLIED, '')}"
    return f"via {relays.replace(IMPLIED, ' (presumably)')}" if relays else ""


def chain(row: Row) -> list[str]:
    """
    Return who passed the words on, by name: speaker, relays, wire, publisher.
    """
    relays = row["relayed_by"].split(" → ") if row["relayed_by"] else []
    # A picture credited to another medium reached the publisher by that medium.
    credited = row.get("kind") == "image" and row.get("speaker_kind") == "media"
    wire = "" if credited else row["wire"]
    return [name for name in (row["speaker"], *relays, wire, row["publisher"]) if name]
