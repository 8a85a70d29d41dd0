"""The record's own checks, asked of what is coded, told by item and field."""

from pathlib import Path

from dashboard.coding import checking
from dashboard.coding.recorded import Recorded
from dashboard.importing.draft import Known
from dashboard.intake import files
from tests.support.coded import add, desk, fill, judge, log


def test_an_actor_of_the_record_speaks_as_the_record_says(record_folder: Path) -> None:
    known = Known(files.read(record_folder))
    held = desk(known)
    held.take(log(
        judge("q3"),
        add("n2", "positions", "We oppose it.", country_id="BRK", issue_id="dam",
            stance="opposes", kind="declared", voice="self", asserted_by="oda-marsk",
            quote_id="q3"),
    ))  # fmt: skip
    assert held.problems() == []
    held.take([{"n": 3, **fill("n2", "asserted_by", "analyst")}])
    told = {one.field for one in held.problems()}
    assert told == {"asserted_by", "voice"}


def test_an_account_of_an_event_of_the_record_is_none_of_an_account(
    record_folder: Path,
) -> None:
    held = desk(Known(files.read(record_folder)))
    first, other = "lantern-2023-05-04-p4-ea", "lantern-2023-05-04-p1-ea"
    held.take(log(judge("e1"), fill("e1", "account_of", first)))
    assert held.problems() == []
    held.take([{"n": 3, **fill("e1", "account_of", other)}])
    (found,) = held.problems()
    assert (found.id, found.field, found.value) == ("e1", "account_of", other)


def test_a_party_is_what_its_row_says_or_the_record(record_folder: Path) -> None:
    held = desk()
    held.take(log(judge("q2"), fill("q2", "on_behalf_of", "c2")))
    nobody = Recorded(Known())
    party = checking.party("a3", held.held, nobody)
    assert (party.kind, party.seat, party.speaks_for) == ("person", "BRK", {"BRK"})
    recorded = Recorded(Known(files.read(record_folder)))
    assert checking.party("a2", held.held, recorded).kind == "state_media"
    assert checking.party("zz", held.held, recorded).kind == ""


def test_countries_are_compared_by_their_codes() -> None:
    held = desk()
    assert checking.code("c1", held.held) == "ARD"
    assert checking.code("a1", held.held) == "a1"
    assert checking.plain(held.held["a1"], held.held)["country_id"] == "ARD"
    quote = checking.plain(held.held["q1"], held.held)
    assert quote["relays"] == (("a2", "explicit"),)


def test_a_cell_that_no_file_can_hold_is_told_of() -> None:
    held = desk()
    held.take(log(judge("q1")))
    held.held["q1"].fields["note"] = "a\0"
    assert [(one.id, one.field) for one in held.problems()] == [("q1", "note")]
