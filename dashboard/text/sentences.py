"""Sentences made by rule from rows: they never say more than their evidence."""

from collections import Counter
from typing import Final

import pandas as pd

from dashboard.record.codebook import plain, whose_word
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import counted

STATELESS: Final = "Held for no state"

# What a stance is as a verb; “it” is the issue.
DOES: Final = {
    "supports": "supports it",
    "accepts": "accepts it",
    "conditional": "would on a condition support it",
    "ambivalent": "is ambivalent about it",
    "neutral": "takes no side on it",
    "declines": "declines it",
    "opposes": "opposes it",
    "not_stated": "says nothing on it",
}
# One rule a kind, for what somebody else asserts of the holder {it}; {who} asserts it.
ASCRIBED: Final = {
    "formal": "{it} officially {does}, {who} says",
    "declared": "{it} {does}, {who} says",
    "past_vote": "{it} {does}, going by a past vote that {who} tells of",
    "long_standing": "{it} has long been one that {does}, {who} says",
    "slogan": "{it} {does}, going by a slogan that {who} tells of",
    "behaviour": "{it} {does}, as {who} reads what is done",
    "characterisation": "{it} {does}, going by how {who} puts it",
    "forecast": "{it} may come to be one that {does}, {who} expects",
    "silence": "{it} {does}, {who} remarks",
}


def clause(row: Row) -> str:
    """
    Return what one position (a row of `stances.positions`) says, asserter named.

    The subject is the actor that holds it, else the state; who passed the assertion on,
    hedge, condition and period are added.
    """
    it = row["actor"] or row["country"]
    pattern = whose_word(row["voice"]).clause or ASCRIBED[row["kind"]]
    said = pattern.format(it=it, who=row["asserter"], does=DOES[row["stance"]])
    if row["voice"] == "self" and row["asserter"] != it:
        said += f" ({row['asserter']}'s)"
    if row["relayed_by"] and row["voice"] != "own_state_media":
        said += f", passed on by {row['relayed_by'].replace(' → ', ', then ')}"
    if row["condition"]:
        said += f", on a condition (“{row['condition']}”)"
    if row["hedge"]:
        said += f", hedged (“{row['hedge']}”)"
    if row["valid"]:
        said += f", dated {readable(row['valid'])}"
    return said


def named_cell(row: Row) -> str:
    """
    Return what a reader calls a cell of the matrix: “Russia: Return to dialogue”.
    """
    return f"{row['country'] or STATELESS}: {row['issue']}"


def cell(positions: pd.DataFrame) -> str:
    """
    Return the sentence for one country and issue: each position and its printed words.

    Empty for no positions. The stance is the coder's reading, and said to be.
    """
    if positions.empty:
        return ""
    rows = positions.to_dict("records")
    told = "; ".join(f"{clause(row)}: “{row['evidence']}”" for row in rows)
    number = "one position" if len(rows) == 1 else counted(len(rows), "position")
    return f"{named_cell(rows[0])}. As coded from the printed words: {told}. ({number})"


def many(stances: pd.DataFrame) -> str:
    """
    Return the sentence for a cell of too many positions to tell each: the rows of
    `stances.cell`, counted by stance and by whose word it is; most first.
    """
    rows = stances.to_dict("records")
    counts: Counter[str] = Counter()
    for row in rows:
        said = f"{plain(row['stance'])}, {whose_word(row['voice']).short}"
        counts[said] += row["positions"]
    told = "; ".join(f"{said} ({number:,})" for said, number in counts.most_common())
    whole = counted(counts.total(), "position")
    return f"{named_cell(rows[0])}. {whole}, as coded: {told}."


def chain(row: Row) -> list[str]:
    """
    Return who passed the words on, by name: speaker, relays, wire, publisher.
    """
    relays = row["relayed_by"].split(" → ") if row["relayed_by"] else []
    # A picture credited to another medium reached the publisher by that medium.
    credited = row.get("kind") == "image" and row.get("speaker_kind") == "media"
    wire = "" if credited else row["wire"]
    return [name for name in (row["speaker"], *relays, wire, row["publisher"]) if name]
