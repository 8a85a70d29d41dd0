"""A sentence says whose word it is, through whom, and no more than its evidence."""

from typing import Any

import pandas as pd

from dashboard.database.record import Record
from dashboard.queries.filters import Filters
from dashboard.search import quotes
from dashboard.text import sentences

EVERYTHING = Filters()


def test_a_cell_of_many_positions_is_told_in_numbers() -> None:
    told = [("opposes", "self", 40), ("supports", "self", 1_200),
            ("supports", "other", 3), ("supports", "foreign_media", 4)]  # fmt: skip
    rows = [
        {"country": "", "issue": "The dam", "stance": stance, "voice": voice,
         "positions": number}
        for stance, voice, number in told
    ]  # fmt: skip
    assert sentences.many(pd.DataFrame(rows)) == (
        "International bodies and others: The dam. 1,247 positions, as coded:"
        " supports, own statement (1,200); opposes, own statement (40);"
        " supports, according to others (7)."
    )


def test_a_cell_is_named_by_holder_and_issue() -> None:
    row = {"country": "Arden", "issue": "The dam"}
    assert sentences.named_cell(row) == "Arden: The dam"
    assert (
        sentences.named_cell(row | {"country": ""})
        == "International bodies and others: The dam"
    )


def pictures(default: Record) -> dict[str, dict[str, Any]]:
    """The published pictures of the default record, by whose they are."""
    rows = quotes.quotes(default, EVERYTHING, size=None).to_dict("records")
    return {row["speaker"]: row for row in rows if row["kind"] == "image"}


def test_a_picture_credited_to_another_medium_came_not_by_the_wire(
    default: Record,
) -> None:
    shown = pictures(default)
    assert sentences.chain(shown["PTI"]) == ["PTI", "The Tribune India"]
    assert sentences.chain(shown["North Korean state media"]) == [
        "North Korean state media", "Reuters", "The Tribune India",
    ]  # fmt: skip
    # Words of a medium did come by the wire.
    words = {**shown["PTI"], "kind": "direct"}
    assert sentences.chain(words) == ["PTI", "Reuters", "The Tribune India"]


def test_the_chain_runs_from_the_speaker_to_the_publisher(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING).to_dict("records")
    chains = {row["quote_id"][-3:]: sentences.chain(row) for row in rows}
    last = ["Meridian", "The Daily Lantern"]
    assert chains["4-a"] == ["Ilva Toren", "Arden’s state news agency", *last]
    assert chains["5-a"] == ["Oda Marsk", *last]
    assert chains["6-b"] == ["Arden", "Oda Marsk", *last]
    assert chains["7-a"] == ["an analyst", "an unnamed intermediary", *last]


def test_a_source_without_a_wire_has_a_chain_without_one(record: Record) -> None:
    row = quotes.quotes(record, EVERYTHING).to_dict("records")[1]
    assert sentences.chain({**row, "wire": ""}) == ["Oda Marsk", "The Daily Lantern"]


def test_a_relay_that_is_not_named_there_is_told_as_presumed() -> None:
    assert sentences.via("KCNA (implied)") == "presumably via KCNA"
    assert sentences.via("ANA → KCNA (implied)") == "via ANA → KCNA (presumably)"
    assert sentences.via("ANA → KCNA") == "via ANA → KCNA"
    assert sentences.via("") == ""


def test_those_who_hold_for_no_state_are_called_by_what_they_are() -> None:
    assert sentences.stateless(["organisation"]) == "International bodies"
    assert sentences.stateless(["organisation", "person"]) == (
        "International bodies and others"
    )
