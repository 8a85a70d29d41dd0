"""Sentences made by rule from rows: they never say more than their evidence."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from dashboard.dates import readable

Row = Mapping[Any, Any]

# What somebody does who takes a stance: "it opposes", "it to oppose", "as opposing".
FORMS: Final = {
    "supports": ("supports", "supporting"),
    "accepts": ("accepts", "accepting"),
    "conditional": ("would on a condition support", "on a condition supporting"),
    "ambivalent": ("is ambivalent about", "ambivalent about"),
    "neutral": ("is neutral on", "neutral on"),
    "declines": ("declines", "declining"),
    "opposes": ("opposes", "opposing"),
    "not_stated": ("says nothing on", "saying nothing on"),
}
# {who} asserts, {does}/{doing} is the stance, {it} the issue. One rule a kind.
ASCRIBED: Final = {
    "formal": "{who} says that officially it {does} {it}",
    "declared": "{who} says that it {does} {it}",
    "past_vote": "{who} reads a past vote of its as {doing} {it}",
    "long_standing": "{who} says that it has long been {doing} {it}",
    "slogan": "{who} passes on a slogan of its, {doing} {it}",
    "behaviour": "{who} reads its behaviour as {doing} {it}",
    "characterisation": "{who} describes it as {doing} {it}",
    "forecast": "{who} expects it to be {doing} {it}",
    "silence": "{who} remarks that it {does} {it}",
}
OWN: Final = {
    "formal": "formally it {does} {it}, by its own word ({who})",
    "silence": "{who} {does} {it}",
}
OWN_ELSE: Final = "it {does} {it}, by its own word ({who})"
MEDIA: Final = "its own state's media ({who}) tell that it {does} {it}"


def clause(row: Row) -> str:
    """
    Return what one position (a row of `queries.positions`) says, asserter named.

    “it” is the holder, “this” the issue; hedge, condition and period are added.
    """
    does, doing = FORMS[row["stance"]]
    if row["voice"] == "self":
        pattern = OWN.get(row["kind"], OWN_ELSE)
    elif row["voice"] == "own_state_media":
        pattern = MEDIA
    else:
        pattern = ASCRIBED[row["kind"]]
    said = pattern.format(who=row["asserter"], does=does, doing=doing, it="this")
    if row["condition"]:
        said += f", on a condition (“{row['condition']}”)"
    if row["hedge"]:
        said += f", hedged (“{row['hedge']}”)"
    if row["valid"]:
        said += f" ({readable(row['valid'])})"
    return said


def counted(number: int, noun: str) -> str:
    """
    Return a number with its noun, one or many: “1 event”, “1,200 events”.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def named_cell(row: Row) -> str:
    """
    Return what a reader calls a cell of the matrix: “Russia: Return to dialogue”.
    """
    return f"{row['country'] or 'Held for no state'}: {row['issue']}"


def cell(positions: pd.DataFrame) -> str:
    """
    Return the sentence for one country and issue: each position once, by its asserter.

    Alike clauses are told once, with their number. Empty for no positions.
    """
    if positions.empty:
        return ""
    rows = positions.to_dict("records")
    clauses: dict[str, int] = {}
    for row in rows:
        said = clause(row)
        if not row["country"]:
            said = f"on {row['actor']}: {said}"
        clauses[said] = clauses.get(said, 0) + 1
    told = [f"{said} ({count} times)" if count > 1 else said
            for said, count in clauses.items()]  # fmt: skip
    count = "one statement" if len(rows) == 1 else counted(len(rows), "statement")
    name = rows[0]["country"] or "Held for no state"
    return f"{name} on “{rows[0]['issue']}”: {'; '.join(told)}. ({count})"
