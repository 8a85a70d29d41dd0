"""The sentence for a cell says whose word it is, and no more than its evidence."""

from itertools import product
from typing import Any

import pandas as pd
import pytest

from dashboard import queries, sentences
from dashboard.filters import Filters
from dashboard.record import Record
from dashboard.vocabulary import WORDS

EVERYTHING = Filters()


def row(**cells: Any) -> dict[str, Any]:
    plain = {"country": "Arden", "actor": "", "issue": "The dam", "stance": "opposes",
             "kind": "declared", "voice": "self", "asserter": "Ilva Toren",
             "condition": "", "hedge": "", "valid": ""}  # fmt: skip
    return plain | cells


@pytest.mark.parametrize(
    ("country", "issue", "sentence"),
    [
        (
            "ARD", "dam",
            "Arden on “Arden’s dam on the Selm”: its own state's media (Arden’s state"
            " news agency) tell that it supports this. (one statement)",
        ),
        (
            "ARD", "talks",
            "Arden on “Talks about the Selm”: Oda Marsk says that it supports this"
            " (2019). (one statement)",
        ),
        (
            "BRK", "dam",
            "Brekland on “Arden’s dam on the Selm”: it opposes this, by its own word"
            " (Oda Marsk); an analyst expects it to be accepting this, on a condition"
            " (“if it was paid”), hedged (“might”). (2 statements)",
        ),
        (
            "X-COAST", "dam",
            "Coastal Union on “Arden’s dam on the Selm”: Meridian remarks that it says"
            " nothing on this. (one statement)",
        ),
    ],
)  # fmt: skip
def test_a_cell_is_told_in_a_sentence(
    record: Record, country: str, issue: str, sentence: str
) -> None:
    assert sentences.cell(queries.positions(record, EVERYTHING, country, issue)) == (
        sentence
    )


@pytest.mark.parametrize("voice", WORDS["voice"])
def test_every_position_has_a_clause_that_names_its_asserter(voice: str) -> None:
    for stance, kind in product(WORDS["stance"], WORDS["position_kind"]):
        said = sentences.clause(row(stance=stance, kind=kind, voice=voice))
        assert said.count("Ilva Toren") == 1
        assert any(form in said for form in sentences.FORMS[stance])
        assert "{" not in said


def test_only_the_holder_speaks_by_its_own_word() -> None:
    own = {voice: "its own word" in sentences.clause(row(voice=voice))
           for voice in WORDS["voice"]}  # fmt: skip
    assert own == {voice: voice == "self" for voice in WORDS["voice"]}


def test_state_media_never_become_the_holder() -> None:
    said = sentences.clause(row(voice="own_state_media", asserter="KCNA"))
    assert said == "its own state's media (KCNA) tell that it opposes this"


def test_hedge_condition_and_period_are_never_left_out() -> None:
    said = sentences.clause(
        row(voice="analyst", hedge="may", condition="if paid", valid="2019/..")
    )
    assert said == (
        "Ilva Toren says that it opposes this, on a condition (“if paid”), "
        "hedged (“may”) (since 2019)"
    )


def test_alike_clauses_are_told_once_with_their_number() -> None:
    rows = pd.DataFrame([row(), row(), row(stance="supports")])
    assert sentences.cell(rows) == (
        "Arden on “The dam”: it opposes this, by its own word (Ilva Toren) (2 times); "
        "it supports this, by its own word (Ilva Toren). (3 statements)"
    )


def test_what_is_held_for_no_state_names_its_holder() -> None:
    rows = pd.DataFrame([row(country="", actor="Flood Board", voice="other")])
    assert sentences.cell(rows) == (
        "Held for no state on “The dam”: on Flood Board: Ilva Toren says that it "
        "opposes this. (one statement)"
    )


def test_no_positions_make_no_sentence(record: Record) -> None:
    rows = queries.positions(record, EVERYTHING, "ARD", "nothing")
    assert sentences.cell(rows) == ""


def test_a_cell_is_named_by_holder_and_issue() -> None:
    assert sentences.named_cell(row()) == "Arden: The dam"
    assert sentences.named_cell(row(country="")) == "Held for no state: The dam"
