"""A form offers what is consistent; what arrives is held to the same."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.coding import fields
from dashboard.coding.fields import Holder, Party, voices
from dashboard.record.codebook import RULES, WORDS
from dashboard.record.schema import TABLES

DATA = Path(__file__).parents[2] / "data"
NORTH, SOUTH = frozenset({"PRK"}), frozenset({"KOR"})


@pytest.mark.parametrize(
    ("holder", "asserter", "offered"),
    [
        (Holder("PRK", "kim"), Party("kim", "person", "PRK"), ["self"]),
        (Holder("", "lukin"), Party("lukin", "person", "RUS"), ["self"]),
        (Holder("PRK"), Party("kim", "person", "PRK", NORTH), ["self"]),
        (Holder("PRK"), Party("ministry", "state_body", "PRK"), ["self"]),
        (Holder("PRK", "kim"), Party("kcna", "state_media", "PRK", NORTH),
         ["own_state_media"]),
        (Holder("", "lukin"), Party("tass", "state_media", "RUS"),
         ["own_state_media", "other_state"]),
        (Holder("RUS"), Party("kcna", "state_media", "PRK"), ["other_state"]),
        (Holder("RUS"), Party("ministry", "state_body", "KOR", SOUTH), ["other_state"]),
        (Holder("RUS"), Party("minister", "person", "KOR", SOUTH), ["other_state"]),
        (Holder("RUS"), Party("minister", "person", "KOR"), ["analyst", "other"]),
        (Holder("PRK", "", "reuters"), Party("reuters", "media"), ["reporter"]),
        (Holder("PRK", "", "reuters"), Party("a-paper", "media"), ["other"]),
    ],
)  # fmt: skip
def test_whose_word_it_can_be_follows_from_holder_and_asserter(
    holder: Holder, asserter: Party, offered: list[str]
) -> None:
    assert voices(holder, asserter) == offered


def rows(table: str) -> list[dict[str, str]]:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_default_record_says_nothing_that_a_form_would_not_offer() -> None:
    spoken: dict[str, set[str]] = {}
    for quote in rows("quotes"):
        spoken.setdefault(quote["speaker_id"], set()).add(quote["on_behalf_of"])
    actors = {one["actor_id"]: one for one in rows("actors")}

    def party(key: str) -> Party:
        one = actors[key]
        speaks = frozenset(spoken.get(key, ())) - {""}
        return Party(key, one["kind"], one["country_id"], speaks)

    number = 0
    for table in ("quotes", "positions", "events", "marks"):
        for row in rows(table):
            number += 1
            assert list(fields.slips(table, row, party, "reuters")) == []
    assert number > 80


@pytest.mark.parametrize(
    ("table", "row", "found"),
    [
        ("positions", {"stance": "not_stated", "strength": "2"}, ["strength"]),
        ("positions", {"stance": "not_stated", "kind": "formal"}, ["kind"]),
        ("positions", {"stance": "opposes", "kind": "silence"}, ["kind"]),
        ("positions", {"stance": "opposes", "hedge": "may", "strength": "3"},
         ["strength"]),
        ("positions", {"country_id": "RUS", "asserted_by": "kim", "voice": "self"},
         ["voice"]),
        ("positions", {"stance": "opposes", "strength": "3"}, []),
        ("positions", {"asserted_by": "kim", "voice": "self"}, []),
        ("events", {"date_basis": "undated", "precision": "day"}, ["precision"]),
        ("events", {"precision": "unknown", "happened_on": "2023"}, ["happened_on"]),
        ("events", {"happened_on": "2023", "date_basis": "undated",
                    "precision": "unknown"}, ["happened_on"]),
        ("events", {"date_basis": "stated", "precision": "day"}, []),
        ("marks", {"decision": "name", "quote_id": "q1"}, ["quote_id"]),
        ("marks", {"decision": "partial", "quote_id": "q1"}, []),
        ("quotes", {"relays": (("", "explicit"),)}, ["relays"]),
        ("quotes", {"relays": (("kcna", "agentless"), ("", "agentless"))}, ["relays"]),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_named(
    table: str, row: dict[str, Any], found: list[str]
) -> None:
    def party(key: str) -> Party:
        return Party(key, "person", "PRK", NORTH)

    slips = list(fields.slips(table, row, party, ""))
    assert [one.field for one in slips] == found
    assert all(one.mend and one.wrong for one in slips)


def test_how_to_mend_is_said_in_a_readers_words() -> None:
    row = {"country_id": "RUS", "asserted_by": "kim", "voice": "self"}
    (slip,) = fields.slips("positions", row, lambda key: Party(key, "media"), "")
    assert slip.mend == "choose: according to somebody else"


def test_a_form_has_each_field_its_words_and_its_rule() -> None:
    forms = fields.forms()
    assert set(forms) == set(TABLES) - {"sources", "relays", "participants"}
    for table, listed in forms.items():
        names = {one["name"] for one in listed}
        made = {"source_id", "paragraph", "start", "end", "content", "evidence"}
        assert not names & made
        for one in listed:
            assert one["label"]
            assert one["label"] != one["name"] or one["name"].endswith("_id"), table
            assert one["sentence"] == RULES.get(one["rule"], "")
    positions = {one["name"]: one for one in forms["positions"]}
    assert positions["voice"]["rule"] == "Whose position, and who says so"
    assert [code for code, *_ in positions["voice"]["words"]] == list(WORDS["voice"])
    assert positions["stance"]["words"][0] == (
        "supports", "supports", WORDS["stance"]["supports"],
    )  # fmt: skip
    quotes = {one["name"]: one for one in forms["quotes"]}
    assert quotes["relays"]["holds"] == "pairs"
    assert [code for code, *_ in quotes["relays"]["words"]] == list(WORDS["basis"])
    events = {one["name"]: one for one in forms["events"]}
    assert (events["participants"]["refers_to"], events["participants"]["second"]) == (
        "actors", "countries",
    )  # fmt: skip
    assert json.loads(json.dumps(forms)) is not None


def test_every_rule_that_a_field_names_is_one_of_the_codebook() -> None:
    assert set(fields._RULE.values()) <= set(RULES)
    for name in fields._RULE:
        table, dot, field = name.rpartition(".")
        assert not dot or table in fields.forms()
        assert any(one["name"] == field for t in fields.forms().values() for one in t)


@pytest.mark.parametrize(
    ("table", "field", "value", "wrong"),
    [
        ("quotes", "kind", "direct", ""),
        ("quotes", "kind", "", ""),
        ("quotes", "kind", "loud", "“loud” is none of: direct"),
        ("quotes", "quote_id", "x", "quotes has no field “quote_id”"),
        ("actors", "actor_id", "kim", ""),
        ("quotes", "said_on", "2023-13", "is no date"),
        ("quotes", "said_on", "[..2023-07-27]", ""),
        ("events", "title", "a" * 2_001, "a name has 2,000 characters at most"),
        ("quotes", "note", "a" * 2_001, ""),
        ("quotes", "relays", "x", "a list stands where a text does"),
        ("quotes", "note", (("a", "b"),), "a list stands where a text does"),
        ("quotes", "relays", (("a", "loud"),), "“loud” is no way to pass words on"),
        ("events", "participants", (("a", "PRK"),), ""),
    ],
)
def test_a_cell_that_a_field_cannot_hold_is_refused(
    table: str, field: str, value: Any, wrong: str
) -> None:
    said = fields.refused(table, field, value)
    assert wrong in said
    assert bool(wrong) == bool(said)
