"""A sentence says whose word it is, through whom, and no more than its evidence."""

from itertools import product
from typing import Any

import pandas as pd
import pytest

from dashboard.database.record import Record
from dashboard.markup import rows as row_markup
from dashboard.queries import stances
from dashboard.queries.filters import Filters
from dashboard.record.codebook import WORDS
from dashboard.search import quotes
from dashboard.text import sentences
from tests.support.html import Seen

EVERYTHING = Filters()


def row(**cells: Any) -> dict[str, Any]:
    plain = {"country": "Arden", "actor": "", "issue": "The dam", "stance": "opposes",
             "kind": "declared", "voice": "self", "asserter": "Ilva Toren",
             "relayed_by": "", "condition": "", "hedge": "", "valid": "",
             "evidence": "We are against it"}  # fmt: skip
    return plain | cells


@pytest.mark.parametrize(
    ("country", "issue", "sentence"),
    [
        (
            "ARD", "dam",
            "Arden: Arden’s dam on the Selm. As coded from the printed words: Ilva"
            " Toren supports it, its own state's media (Arden’s state news agency)"
            " tell: “it would “never be stopped””. (one position)",
        ),
        (
            "ARD", "talks",
            "Arden: Talks about the Selm. As coded from the printed words: Arden"
            " supports it, Oda Marsk says, dated 2019: “promised in 2019 to wait”."
            " (one position)",
        ),
        (
            "BRK", "dam",
            "Brekland: Arden’s dam on the Selm. As coded from the printed words: Oda"
            " Marsk opposes it, by the holder's own word: “We oppose it.”; Brekland may"
            " come to be one that accepts it, an analyst expects, passed on by somebody"
            " unnamed, on a condition (“if it was paid”), hedged (“might”): “might"
            " accept a smaller dam if it was paid”. (2 positions)",
        ),
        (
            "X-COAST", "dam",
            "Coastal Union: Arden’s dam on the Selm. As coded from the printed words:"
            " Coastal Union says nothing on it, Meridian remarks: “did not mention the"
            " dam”. (one position)",
        ),
    ],
)  # fmt: skip
def test_a_cell_is_told_in_a_sentence(
    record: Record, country: str, issue: str, sentence: str
) -> None:
    assert sentences.cell(stances.positions(record, EVERYTHING, country, issue)) == (
        sentence
    )


def test_the_silence_of_a_medium_is_not_told_of_its_state(default: Record) -> None:
    rows = stances.positions(default, EVERYTHING, "PRK", "ukraine-war")
    assert sentences.cell(rows) == (
        "North Korea: War in Ukraine. As coded from the printed words: KCNA says"
        " nothing on it, Reuters remarks: “KCNA did not refer to the war in Ukraine”."
        " (one position)"
    )


@pytest.mark.parametrize("voice", WORDS["voice"])
def test_every_position_has_a_clause_that_names_its_asserter(voice: str) -> None:
    for stance, kind in product(WORDS["stance"], WORDS["position_kind"]):
        said = sentences.clause(row(stance=stance, kind=kind, voice=voice))
        assert said.count("Ilva Toren") == 1
        assert said.startswith("Arden ")
        assert sentences.DOES[stance] in said
        assert "{" not in said


def test_every_word_for_a_stance_and_a_kind_has_its_own_telling() -> None:
    assert set(sentences.DOES) == set(WORDS["stance"])
    assert len(set(sentences.DOES.values())) == len(WORDS["stance"])
    assert set(sentences.ASCRIBED) == set(WORDS["position_kind"])
    assert len(set(sentences.ASCRIBED.values())) >= len(WORDS["position_kind"]) - 1


def test_only_the_holder_speaks_by_its_own_word() -> None:
    own = {voice: "holder's own word" in sentences.clause(row(voice=voice))
           for voice in WORDS["voice"]}  # fmt: skip
    assert own == {voice: voice == "self" for voice in WORDS["voice"]}


def test_a_holder_that_speaks_for_itself_is_named_once() -> None:
    said = sentences.clause(row(actor="Oda Marsk", asserter="Oda Marsk"))
    assert said == "Oda Marsk opposes it, by the holder's own word"
    said = sentences.clause(row(asserter="Oda Marsk"))
    assert said == "Arden opposes it, by the holder's own word (Oda Marsk's)"


def test_the_actor_that_holds_a_position_is_told_of_not_its_state() -> None:
    said = sentences.clause(row(actor="Flood Board", voice="analyst"))
    assert said == "Flood Board opposes it, Ilva Toren says"


def test_state_media_never_become_the_holder() -> None:
    said = sentences.clause(row(voice="own_state_media", asserter="KCNA"))
    assert said == "Arden opposes it, its own state's media (KCNA) tell"


def test_who_passed_it_on_is_named_in_order() -> None:
    said = sentences.clause(
        row(voice="analyst", relayed_by="KCNA (implied) → Meridian")
    )
    assert said == (
        "Arden opposes it, Ilva Toren says, passed on by KCNA (implied), then Meridian"
    )
    # Its own state's media are named as what tell it: not once more as the relay.
    said = sentences.clause(
        row(voice="own_state_media", asserter="KCNA", relayed_by="KCNA")
    )
    assert said == "Arden opposes it, its own state's media (KCNA) tell"


def test_hedge_condition_and_period_are_never_left_out() -> None:
    said = sentences.clause(
        row(voice="analyst", hedge="may", condition="if paid", valid="2019/..")
    )
    assert said == (
        "Arden opposes it, Ilva Toren says, on a condition (“if paid”), "
        "hedged (“may”), dated since 2019"
    )


def test_each_position_of_a_cell_is_told_with_its_own_words() -> None:
    other = row(evidence="We changed our mind", stance="supports")
    rows = pd.DataFrame([row(), row(evidence="Never"), other])
    assert sentences.cell(rows) == (
        "Arden: The dam. As coded from the printed words: "
        "Arden opposes it, by the holder's own word (Ilva Toren's): "
        "“We are against it”; "
        "Arden opposes it, by the holder's own word (Ilva Toren's): “Never”; "
        "Arden supports it, by the holder's own word (Ilva Toren's): "
        "“We changed our mind”. "
        "(3 positions)"
    )


def test_a_cell_of_many_positions_is_told_in_numbers() -> None:
    told = [("opposes", "self", 40), ("supports", "self", 1_200),
            ("supports", "other", 3), ("supports", "foreign_media", 4)]  # fmt: skip
    rows = [
        {"country": "", "issue": "The dam", "stance": stance, "voice": voice,
         "positions": number}
        for stance, voice, number in told
    ]  # fmt: skip
    assert sentences.many(pd.DataFrame(rows)) == (
        "Held for no state: The dam. 1,247 positions, as coded: supports, its own word"
        " (1,200); opposes, its own word (40); supports, said by others (7)."
    )


def test_what_is_held_for_no_state_names_its_holder() -> None:
    rows = pd.DataFrame([row(country="", actor="Flood Board", voice="other")])
    assert sentences.cell(rows) == (
        "Held for no state: The dam. As coded from the printed words: Flood Board "
        "opposes it, Ilva Toren says: “We are against it”. (one position)"
    )


def test_no_positions_make_no_sentence(record: Record) -> None:
    rows = stances.positions(record, EVERYTHING, "ARD", "nothing")
    assert sentences.cell(rows) == ""


def test_a_cell_is_named_by_holder_and_issue() -> None:
    assert sentences.named_cell(row()) == "Arden: The dam"
    assert sentences.named_cell(row(country="")) == "Held for no state: The dam"


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
    assert chains["7-a"] == ["an analyst", "somebody unnamed", *last]


def test_a_source_without_a_wire_has_a_chain_without_one(record: Record) -> None:
    row = quotes.quotes(record, EVERYTHING).to_dict("records")[1]
    assert sentences.chain({**row, "wire": ""}) == ["Oda Marsk", "The Daily Lantern"]


def test_the_chain_of_the_default_record_is_told_in_full(default: Record) -> None:
    rows = quotes.quotes(default, Filters(actor=("kim-jong-un",)), size=None)
    lines = {
        " → ".join(sentences.chain(row))
        for row in rows.to_dict("records")
        if row["speaker"] == "Kim Jong Un"
    }
    line = (
        "Kim Jong Un → North Korean state media (implied) → Reuters → The Tribune India"
    )
    assert line in lines
    shown = [Seen(row_markup.quote(row)).text for row in rows.to_dict("records")]
    assert any(line in text for text in shown)
