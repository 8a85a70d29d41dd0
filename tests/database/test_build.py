"""Rows get their place in reading, their days, and names that no other row has."""

from pathlib import Path

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries.filters import Filters
from dashboard.search import facets
from dashboard.search import quotes as quote_search
from tests.support.small_record import ROWS, write_record

EVERYTHING = Filters()


def test_two_actors_of_one_name_are_told_apart(rare: Record) -> None:
    rows = facets.choices(rare, "actor").set_index("key")
    assert rows.loc["oda-marsk", "label"] == "Oda Marsk (oda-marsk)"
    assert rows.loc["oda-marsk-elder", "label"] == "Oda Marsk (oda-marsk-elder)"
    assert rows.loc["ilva-toren", "label"] == "Ilva Toren"
    assert rows["label"].is_unique
    # A row names its speaker as the filter does, so that a link between them holds.
    assert set(quote_search.quotes(rare, EVERYTHING)["speaker"]) <= set(rows["label"])


def test_events_have_their_place_in_reading_their_days_and_who_takes_part(
    record: Record,
) -> None:
    rows = record.answer(record.table("events").order_by("number"))
    days = rows["earliest"].dt.strftime("%Y-%m-%d").fillna("")
    last = rows["latest"].dt.strftime("%Y-%m-%d").fillna("")
    told = zip(rows["event_id"], days, last, rows["countries"], strict=True)
    assert [(key[-4:], *rest) for key, *rest in told] == [
        ("1-ea", "2023-05-03", "2023-05-03", "Arden"),
        ("4-ea", "2023-05-03", "2023-05-03", "Arden"),
        ("6-ea", "2019-01-01", "2019-12-31", "Arden"),
        ("6-eb", "", "", ""),
        ("6-ec", "", "", ""),
        ("9-ea", "2023-06-01", "2023-06-30", "Arden · Brekland"),
    ]
    assert list(rows["speaker"]) == ["", "", "Oda Marsk", "", "", ""]


def test_words_are_kept_in_one_shape_of_marks_where_that_is_another(
    record: Record,
) -> None:
    rows = record.answer(record.table("quotes").order_by("number"))
    assert list(rows["literal"]) == [
        'it would "never be stopped"', "", "", 'Arden had "promised in 2019 to wait"',
        "", "", "",
    ]  # fmt: skip


def test_namesakes_are_told_apart_by_office_or_place_or_else_by_their_key(
    tmp_path: Path,
) -> None:
    people = [
        ("a", "Vale", "harbour master", "ARD"), ("b", "Vale", "owner", "ARD"),
        ("c", "Reed", "", "ARD"), ("d", "Reed", "", "BRK"), ("e", "Reed", "", ""),
        ("f", "Hale", "clerk", "ARD"), ("g", "Hale", "clerk", "ARD"),
        ("h", "Dale", "clerk", "ARD"), ("i", "Dale", "clerk", "BRK"),
        ("j", "Alone", "", ""),
    ]  # fmt: skip
    actors = [
        {"actor_id": k, "name": n, "kind": "person", "role": r, "country_id": c}
        for k, n, r, c in people
    ]
    rows = ROWS | {"actors": [*ROWS["actors"], *actors]}
    record = open_record(write_record(tmp_path, rows))
    found = record.answer(record.table("actors"))
    apart = dict(zip(found["actor_id"], found["apart"], strict=True))
    assert {key: apart[key] for key, *_ in people} == {
        "a": "", "b": "", "c": "of Arden", "d": "of Brekland", "e": "(e)",
        "f": "(f)", "g": "(g)", "h": "of Arden", "i": "of Brekland", "j": "",
    }  # fmt: skip
    assert apart["oda-marsk"] == ""
