"""Kept items become rows with keys by the codebook; nothing else does."""

from pathlib import Path

from dashboard.coding import rows
from dashboard.coding.desk import Opened
from dashboard.drafting.proposal import Drafted
from dashboard.importing.draft import Known
from dashboard.intake import files
from dashboard.provenance.source_copy import sha256
from tests.support.coded import DRAFTED, add, desk, fill, judge, log, proposed
from tests.support.small_record import SOURCE_ID, SOURCE_TEXT

SOURCE = "the-daily-lantern-2023-05-04"


def made(*steps: dict[str, object], known: Known | None = None) -> rows.Made:
    held = desk(known)
    assert held.take(log(*steps)).refused == []
    return held.made()


def cells(of: rows.Made, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[one] for one in columns) for row in of.draft.rows[table]]


def test_the_source_is_the_text_as_it_is_and_what_it_says_of_itself() -> None:
    (source,) = made().draft.rows["sources"]
    assert source["source_id"] == SOURCE
    assert source["sha256"] == sha256(SOURCE_TEXT)
    assert source["length"] == str(len(SOURCE_TEXT))
    assert (source["publisher_id"], source["wire_id"]) == ("the-daily-lantern",
                                                           "meridian")  # fmt: skip
    assert source["rights"] == "© the publisher; short quotations only"


def test_rows_are_called_by_source_paragraph_and_letters_in_the_texts_order() -> None:
    found = made(judge("q3"), judge("q2"), judge("q1"), judge("e1"))
    assert cells(found, "quotes", "quote_id", "paragraph", "content") == [
        (f"{SOURCE}-p4-a", "4", "it would “never be stopped”"),
        (f"{SOURCE}-p5-a", "5", "The dam will dry our fields,"),
        (f"{SOURCE}-p5-b", "5", "We oppose it."),
    ]
    assert cells(found, "events", "event_id", "evidence") == [
        (f"{SOURCE}-p4-a", "opened the dam on Wednesday")
    ]
    assert found.draft.rows["quotes"][0]["start"] == str(SOURCE_TEXT.index("it would"))


def test_only_what_a_kept_row_names_is_added() -> None:
    found = made(judge("q1"), judge("a3"), judge("q4", "later"), judge("c2"))
    assert cells(found, "actors", "actor_id", "country_id") == [
        ("the-daily-lantern", ""), ("meridian", ""), ("ilva-toren", "ARD"),
        ("ardens-state-news-agency", "ARD"),
    ]  # fmt: skip
    assert cells(found, "countries", "country_id", "name") == [("ARD", "Arden")]
    assert found.unused == ("Brekland", "Oda Marsk")


def test_relays_are_numbered_from_the_speaker_on() -> None:
    hops = [["a2", "explicit"], ["", "agentless"]]
    found = made(judge("q1"), fill("q1", "relays", hops))
    key = f"{SOURCE}-p4-a"
    assert cells(found, "relays", "quote_id", "hop", "actor_id", "basis") == [
        (key, "1", "ardens-state-news-agency", "explicit"), (key, "2", "", "agentless"),
    ]  # fmt: skip


def test_each_mark_has_its_decision_and_the_innermost_statement() -> None:
    found = made(
        judge("q1"), judge("q4"), judge("m1"), judge("m3", "out"), judge("m4", "later"),
        add("n6", "quotes", "promised in 2019 to wait", kind="direct", within="q4"),
        add("n7", "quotes", "promised in 2019 to wait", kind="direct"),
    )  # fmt: skip
    marks = cells(found, "marks", "content", "decision", "quote_id")
    assert marks == [
        ("forever dam", "name", ""),
        ("never be stopped", "partial", f"{SOURCE}-p4-a"),
        ("promised in 2019 to wait", "partial", f"{SOURCE}-p6-b"),
    ]
    (nested,) = [row for row in found.draft.rows["quotes"] if row["within"]]
    assert nested["within"] == f"{SOURCE}-p6-a"


def test_of_two_statements_of_the_same_words_the_nested_one_is_innermost() -> None:
    words = "promised in 2019 to wait"
    found = made(add("n1", "quotes", words, kind="direct"),
                 add("n2", "quotes", words, kind="indirect", within="n1"))  # fmt: skip
    (mark,) = found.draft.rows["marks"]
    assert mark["quote_id"] == found.draft.rows["quotes"][1]["quote_id"]


def test_what_the_record_has_is_named_by_its_key(record_folder: Path) -> None:
    known = Known(files.read(record_folder))
    found = made(judge("q1"), judge("q3"), fill("a3", "actor_id", "analyst"),
                 known=known)  # fmt: skip
    assert cells(found, "quotes", "speaker_id") == [("ilva-toren",), ("analyst",)]
    assert cells(found, "relays", "actor_id") == [("arden-news",)]
    assert found.draft.rows["actors"] == found.draft.rows["countries"] == []
    (source,) = found.draft.rows["sources"]
    assert (source["publisher_id"], source["wire_id"]) == ("daily-lantern", "meridian")


def test_two_rows_of_one_name_are_one_actor() -> None:
    found = made(
        add("n1", "actors", name="Oda Marsk", kind="person"),
        judge("q2"), judge("q3"), fill("q3", "speaker_id", "n1"),
    )  # fmt: skip
    assert cells(found, "quotes", "speaker_id") == [("oda-marsk",), ("oda-marsk",)]
    assert len(found.draft.rows["actors"]) == 3


def test_participants_and_countries_by_their_codes() -> None:
    pairs = [["a1", "ARD"], ["", "c2"], ["a1", "ARD"]]
    found = made(judge("e1"), fill("e1", "participants", pairs))
    assert cells(found, "participants", "actor_id", "country_id") == [
        ("ilva-toren", "ARD"), ("", "BRK"),
    ]  # fmt: skip
    assert found.draft.total == 0


def test_a_kept_row_that_names_a_rejected_one_is_a_problem() -> None:
    found = made(judge("q1"), judge("a1", "out"))
    (problem,) = found.draft.problems
    assert problem.wrong == "names “Ilva Toren”, which was rejected"
    assert found.ids[problem.row or 0] == "q1"


def test_a_guessed_country_that_a_kept_row_names_is_a_problem_until_it_is_kept() -> (
    None
):
    cells = {"country_id": "SLM", "name": "Selm", "kind": "state"}
    asked = {"country_id": "Selm → Selm?"}
    guess = proposed("c9", "countries", "Selm", questions=asked, **cells)
    held = desk(drafted=Drafted("1", (*DRAFTED.proposals, guess), ()))
    held.take(log(judge("q1"), fill("q1", "on_behalf_of", "c9")))
    (problem,) = held.made().draft.problems
    assert problem.wrong == "is a guess that nobody has confirmed: Selm → Selm?"
    held.take([{"n": 3, **judge("c9")}])
    assert held.made().draft.problems == []
    assert held.made().draft.rows["quotes"][0]["on_behalf_of"] == "SLM"


def test_a_row_keeps_the_key_that_it_has_and_no_other_gets_it() -> None:
    opened = Opened({"source_id": SOURCE_ID, "rights": "mine"},
                    {"q2": f"{SOURCE_ID}-p5-a", "q1": "odd-key"})  # fmt: skip
    held = desk(opened=opened)
    held.take(log(judge("q3"), judge("q2", "out")))
    quotes = held.made().draft.rows["quotes"]
    assert [row["quote_id"] for row in quotes] == ["odd-key", f"{SOURCE_ID}-p5-b"]
    (source,) = held.made().draft.rows["sources"]
    assert (source["source_id"], source["rights"]) == (SOURCE_ID, "mine")


def test_the_sources_key_is_one_that_no_other_has(record_folder: Path) -> None:
    known = Known(files.read(record_folder))
    known.keys["sources"].add(SOURCE)
    assert made(known=known).draft.rows["sources"][0]["source_id"] == f"{SOURCE}-2"
