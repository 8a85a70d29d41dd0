"""Questions to the small record have the answers that a reader can count by hand."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.markup import method
from dashboard.queries import actors, sources, stances
from dashboard.queries import counts as count_queries
from dashboard.queries import events as event_queries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.search import facets
from dashboard.search import quotes as quote_search
from tests.support.damage import with_cells
from tests.support.small_record import ROWS, Row, key, marked, printed, write_record

EVERYTHING = Filters()


def keys(rows: pd.DataFrame, column: str) -> list[str]:
    """The keys in a column, without what they have in common."""
    return [one.removeprefix("lantern-2023-05-04-p") for one in rows[column]]


def quotes(record: Record, **chosen: Any) -> list[str]:
    return keys(quote_search.quotes(record, Filters(**chosen), size=None), "quote_id")


def positions(record: Record, **chosen: Any) -> list[str]:
    rows = stances.positions(record, Filters(**chosen), size=None)
    return keys(rows, "position_id")


def events(record: Record, **chosen: Any) -> list[str]:
    return keys(event_queries.events(record, Filters(**chosen), size=None), "event_id")


def marks(record: Record, **chosen: Any) -> list[str]:
    return keys(sources.audit(record, Filters(**chosen), 1, None), "mark_id")


ALL_QUOTES = ["4-a", "5-a", "5-b", "6-a", "6-b", "7-a", "8-a"]
ALL_POSITIONS = ["4-pa", "5-pa", "6-pa", "7-pa", "8-pa"]
ALL_EVENTS = ["6-ea", "4-ea", "9-ea", "6-eb", "6-ec"]
ALL_MARKS = ["1-ma", "4-ma", "5-ma", "5-mb", "6-ma", "6-mb"]


# Each filter alone


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_QUOTES),
        ({"actor": ("oda-marsk",)}, ["5-a", "5-b", "6-a", "6-b"]),  # says or passes on
        ({"actor": ("arden-news",)}, ["4-a"]),  # passes on
        ({"actor": ("meridian",)}, ALL_QUOTES),  # the wire passes all on
        ({"actor": ("daily-lantern",)}, ALL_QUOTES),  # and the publisher
        ({"actor": ("brekland-water",)}, []),
        ({"country": ("ARD",)}, ["4-a", "6-b"]),  # for it, not about it
        ({"kind": ("direct", "silence")}, ["5-a", "5-b", "8-a"]),
        ({"year": ("2019", "2023")}, ["4-a", "6-b"]),
        ({"year": ("undated",), "kind": ("indirect",)}, ["7-a"]),
        ({"country": ("BRK",)}, ["5-a", "5-b", "6-a"]),
        ({"country": ("ARD", "X-COAST")}, ["4-a", "6-b", "8-a"]),
        ({"issue": ("talks",)}, ["6-a", "6-b"]),
        ({"issue": ("dam",)}, ["4-a", "5-a", "5-b", "7-a", "8-a"]),
        ({"source": ("lantern-2023-05-04",)}, ALL_QUOTES),
        ({"voice": "self"}, ["5-b"]),
        ({"voice": "own_state_media"}, ["4-a"]),
        ({"voice": "others"}, ["6-a", "7-a", "8-a"]),
        ({"chain": "only"}, ["4-a"]),
        ({"chain": "without"}, ["5-a", "5-b", "6-a", "6-b", "7-a", "8-a"]),
    ],
)
def test_a_filter_leaves_the_quotes_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert quotes(record, **chosen) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_POSITIONS),
        ({"actor": ("oda-marsk",)}, ["5-pa", "6-pa"]),  # holds one, asserts the other
        ({"actor": ("arden-news",)}, ["4-pa"]),
        ({"actor": ("meridian",)}, ["8-pa"]),
        ({"country": ("BRK",)}, ["5-pa", "7-pa"]),  # whoever asserts them
        ({"country": ("X-COAST",)}, ["8-pa"]),
        ({"issue": ("talks",)}, ["6-pa"]),
        ({"source": ("lantern-2023-05-04",)}, ALL_POSITIONS),
        ({"voice": "self"}, ["5-pa"]),
        ({"voice": "own_state_media"}, ["4-pa"]),
        ({"voice": "others"}, ["6-pa", "7-pa", "8-pa"]),
        ({"chain": "only"}, ["4-pa"]),
        ({"chain": "without"}, ["5-pa", "6-pa", "7-pa", "8-pa"]),
        ({"kind": ("mixed",)}, ["4-pa", "6-pa"]),  # of the statement that carries it
        ({"year": ("2023",)}, ["4-pa"]),
    ],
)
def test_a_filter_leaves_the_positions_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert positions(record, **chosen) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_EVENTS),
        ({"actor": ("ilva-toren",)}, ["4-ea"]),
        ({"actor": ("oda-marsk",)}, []),  # she tells of one, she takes part in none
        ({"country": ("ARD",)}, ["6-ea", "4-ea", "9-ea"]),
        ({"country": ("BRK",)}, ["9-ea"]),
        ({"issue": ("dam",)}, ["4-ea"]),
        ({"issue": ("talks",)}, ["6-ea", "9-ea", "6-eb"]),
        ({"source": ("lantern-2023-05-04",)}, ALL_EVENTS),
        ({"voice": "self"}, []),
        ({"voice": "others"}, ["6-ea"]),
        ({"chain": "only"}, []),
        ({"chain": "without"}, ALL_EVENTS),  # told by no statement: through no medium
        ({"kind": ("mixed",)}, ["6-ea"]),  # of the statement that tells of it
        ({"year": ("2023",)}, []),
    ],
)
def test_a_filter_leaves_the_events_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert events(record, **chosen) == found


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ALL_MARKS),
        ({"source": ("lantern-2023-05-04",)}, ALL_MARKS),
        ({"actor": ("oda-marsk",)}, ["5-ma", "5-mb", "6-ma"]),
        ({"country": ("ARD",)}, ["4-ma"]),
        ({"issue": ("dam",)}, ["4-ma", "5-ma", "5-mb"]),
        ({"voice": "self"}, ["5-mb"]),
        ({"chain": "only"}, ["4-ma"]),
        ({"chain": "without"}, ["5-ma", "5-mb", "6-ma"]),
    ],
)
def test_a_filter_leaves_the_marks_of_the_statements_that_it_names(
    record: Record, chosen: dict[str, Any], found: list[str]
) -> None:
    assert marks(record, **chosen) == found


def test_different_filters_must_all_hold(record: Record) -> None:
    both = {"country": ("BRK",), "issue": ("dam",)}
    assert quotes(record, **both) == ["5-a", "5-b"]
    assert positions(record, **both) == ["5-pa", "7-pa"]
    assert events(record, country=("ARD",), issue=("talks",)) == ["6-ea", "9-ea"]
    assert marks(record, **both, voice="self") == ["5-mb"]
    assert quotes(record, **both, chain="only") == []


@pytest.mark.parametrize("name", ["actor", "country", "issue", "source"])
@pytest.mark.parametrize("unknown", ["atlantis", "' OR 1=1 --"])
def test_an_unknown_key_leaves_nothing(record: Record, name: str, unknown: str) -> None:
    chosen = {name: (unknown,)}
    assert quotes(record, **chosen) == positions(record, **chosen) == []
    assert events(record, **chosen) == marks(record, **chosen) == []


# Order and pages


def test_a_page_holds_its_rows_and_the_total_of_all(record: Record) -> None:
    pages = [
        quote_search.quotes(record, EVERYTHING, page=n, size=3) for n in (1, 2, 3, 4)
    ]
    assert [keys(page, "quote_id") for page in pages] == [
        ["4-a", "5-a", "5-b"], ["6-a", "6-b", "7-a"], ["8-a"], [],
    ]  # fmt: skip
    assert [set(page["total"]) for page in pages] == [{7}, {7}, {7}, set()]
    held = stances.positions(record, EVERYTHING, page=2, size=4)
    assert (keys(held, "position_id"), set(held["total"])) == (["8-pa"], {5})
    pair = sources.audit(record, EVERYTHING, 2, 4)
    assert (keys(pair, "mark_id"), set(pair["total"])) == (["6-ma", "6-mb"], {6})


def test_quotes_by_date_put_the_undated_last_in_the_order_of_the_source(
    record: Record,
) -> None:
    rows = quote_search.quotes(record, EVERYTHING, order="date")
    order = ["6-b", "4-a", "5-a", "5-b", "6-a", "7-a", "8-a"]
    assert keys(rows, "quote_id") == order


def test_events_stand_by_date_and_the_undated_last(record: Record) -> None:
    rows = event_queries.events(record, EVERYTHING)
    assert keys(rows, "event_id") == ALL_EVENTS
    assert list(rows["happened_on"]) == ["2019", "2023-05-03", "2023-06", "", ""]


def test_a_quote_is_answered_with_the_names_that_a_reader_uses(record: Record) -> None:
    row = quote_search.quote(record, key(4, "a")).iloc[0]
    told = {name: row[name] for name in (
        "speaker", "for_country", "relayed_by", "issue", "wire", "publisher", "note",
    )}  # fmt: skip
    assert told == {
        "speaker": "Ilva Toren", "for_country": "Arden",
        "relayed_by": "Arden’s state news agency", "issue": "Arden’s dam on the Selm",
        "wire": "Meridian", "publisher": "The Daily Lantern", "note": "",
    }  # fmt: skip


@pytest.mark.parametrize("unknown", ["", "nonsense", "\0", "'; --", "x" * 10_000])
def test_no_quote_has_an_unknown_key(record: Record, unknown: str) -> None:
    assert quote_search.quote(record, unknown).empty


def test_what_stands_within_a_quote_and_what_rests_on_it_are_found(
    record: Record,
) -> None:
    assert keys(quote_search.nested(record, Key(key(6, "a"))), "quote_id") == ["6-b"]
    resting = stances.positions(record, EVERYTHING, quote_id=key(6, "a"))
    assert keys(resting, "position_id") == ["6-pa"]
    told = event_queries.events(record, EVERYTHING, Key(key(6, "a")))
    assert keys(told, "event_id") == ["6-ea"]


# A record in which everything rare happens


def _rare() -> dict[str, list[Row]]:
    rows = {name: list(kept) for name, kept in ROWS.items()}
    rows["actors"] += [
        {"actor_id": "oda-marsk-elder", "name": "Oda Marsk", "kind": "person"},
        {"actor_id": "ren-abo", "name": "Ren Abo", "kind": "person"},
        {"actor_id": "flood-board", "name": "Flood Board", "kind": "organisation"},
    ]
    # The agency's own words, and a view that stands within them, by no relay.
    rows["quotes"] += [
        {"quote_id": key(4, "b"), **printed(4, "opened the dam"), "kind": "indirect",
         "speaker_id": "arden-news", "on_behalf_of": "ARD", "cue": "reported"},
        {"quote_id": key(4, "c"), **printed(4, "the dam on Wednesday"),
         "kind": "indirect", "speaker_id": "ilva-toren", "within": key(4, "b"),
         "issue_id": "talks"},
        {"quote_id": key(4, "d"), **printed(4, "on Wednesday"),
         "kind": "indirect", "speaker_id": "ilva-toren", "within": key(4, "c")},
    ]  # fmt: skip
    # A statement on talks carries a position on the dam, held for no state.
    rows["positions"].append(
        {"position_id": key(6, "pb"), "actor_id": "flood-board", "issue_id": "dam",
         "stance": "opposes", "strength": 2, "kind": "declared", "voice": "other",
         "asserted_by": "oda-marsk", "quote_id": key(6, "b"),
         **printed(6, "to wait", "evidence")}
    )  # fmt: skip
    # One that no statement carries, on the word of a medium; one on the reporter's.
    rows["positions"].append(
        {"position_id": key(4, "pb"), "country_id": "BRK", "issue_id": "talks",
         "stance": "declines", "strength": 2, "kind": "behaviour",
         "voice": "other_state", "asserted_by": "arden-news",
         **printed(4, "opened the dam", "evidence")}
    )  # fmt: skip
    rows["events"].append(
        {"event_id": key(4, "eb"), "title": "The agency reports", "kind": "statement",
         "precision": "unknown", "date_basis": "undated", "status": "past",
         "quote_id": key(4, "d"), **printed(4, "Wednesday", "evidence")}
    )  # fmt: skip
    rows["participants"] += [
        {"event_id": key(4, "eb"), "actor_id": "ren-abo", "country_id": "ARD"},
        {"event_id": key(4, "eb"), "actor_id": "ren-abo"},
    ]
    rows["marks"].append(
        {"mark_id": key(4, "mb"), **marked(4, "Wednesday"), "decision": "scare"}
    )
    return rows


@pytest.fixture(scope="module")
def rare(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return open_record(write_record(tmp_path_factory.mktemp("rare"), _rare()))


def test_a_chain_passes_through_state_media_at_any_depth(rare: Record) -> None:
    assert quotes(rare, chain="only") == ["4-b", "4-c", "4-d", "4-a"]
    assert quotes(rare, chain="without") == ALL_QUOTES[1:]


def test_a_position_without_a_quote_goes_by_its_asserter(rare: Record) -> None:
    assert positions(rare, chain="only") == ["4-pb", "4-pa"]
    assert positions(rare, chain="without") == ["5-pa", "6-pa", "6-pb", "7-pa", "8-pa"]


def test_an_event_goes_by_the_chain_of_the_statement_that_tells_of_it(
    rare: Record,
) -> None:
    assert events(rare, chain="only") == ["4-eb"]
    assert events(rare, chain="without") == ALL_EVENTS
    rows = event_queries.events(rare, EVERYTHING)
    assert keys(rows[rows["through_state_media"]], "event_id") == ["4-eb"]


def test_a_quote_is_on_the_issue_of_a_position_that_cites_it(rare: Record) -> None:
    assert quotes(rare, issue=("dam",)) == ["4-a", "5-a", "5-b", "6-b", "7-a", "8-a"]
    assert quotes(rare, issue=("talks",)) == ["4-c", "6-a", "6-b"]


def test_positions_held_for_no_state_are_asked_for_by_no_name(rare: Record) -> None:
    held = stances.positions(rare, EVERYTHING, "", "dam")
    assert keys(held, "position_id") == ["6-pb"]
    assert list(held["country"]) == [""]
    cell = stances.stances(rare, EVERYTHING)
    cell = cell[cell["country_id"] == ""]
    assert cell[["issue_id", "stance", "voice", "positions"]].values.tolist() == [
        ["dam", "opposes", "other", 1]
    ]


def test_who_is_talked_about_is_not_heard(rare: Record) -> None:
    rows = actors.heard(rare, EVERYTHING).set_index("actor_id")
    columns = ["in_marks", "paraphrased", "silent", "through", "present", "holds"]
    told = {name: rows.loc[name, columns].tolist() for name in rows.index}
    assert told == {
        "oda-marsk": [3, 0, 0, 0, 0, 1],
        "ilva-toren": [1, 2, 0, 3, 1, 1],  # all three by the agency
        "arden": [0, 1, 0, 0, 1, 0],
        "analyst": [0, 1, 0, 0, 0, 0],
        "arden-news": [0, 1, 0, 1, 0, 0],  # state media itself
        "coastal-union": [0, 0, 1, 0, 0, 0],
        "ren-abo": [0, 0, 0, 0, 1, 0],  # takes part twice in one event
        "flood-board": [0, 0, 0, 0, 0, 1],
    }
    assert list(rows.index)[:3] == ["oda-marsk", "ilva-toren", "arden"]


def test_two_actors_of_one_name_are_told_apart(rare: Record) -> None:
    rows = facets.choices(rare, "actor").set_index("key")
    assert rows.loc["oda-marsk", "label"] == "Oda Marsk (oda-marsk)"
    assert rows.loc["oda-marsk-elder", "label"] == "Oda Marsk (oda-marsk-elder)"
    assert rows.loc["ilva-toren", "label"] == "Ilva Toren"
    assert rows["label"].is_unique
    # A row names its speaker as the filter does, so that a link between them holds.
    assert set(quote_search.quotes(rare, EVERYTHING)["speaker"]) <= set(rows["label"])


# Counts


def test_choices_stand_by_how_often_they_occur(record: Record) -> None:
    rows = facets.choices(record, "country")
    assert rows.to_dict("split")["data"] == [
        ["ARD", "Arden", 7], ["BRK", "Brekland", 6], ["X-COAST", "Coastal Union", 2],
    ]  # fmt: skip
    actors = facets.choices(record, "actor")
    assert len(actors) == 9
    assert actors["key"].iloc[0] == "oda-marsk"  # 3 quotes, 1 relay, holds 1, asserts 2
    assert actors["rows"].iloc[0] == 7
    assert actors.set_index("key").loc["brekland-water", "rows"] == 0


def test_counts_are_of_what_the_filters_leave(record: Record) -> None:
    def counts(**chosen: Any) -> list[int]:
        return count_queries.counts(record, Filters(**chosen)).iloc[0].tolist()

    columns = ["quotes", "speakers", "through_state_media", "sources", "positions",
               "events", "marks"]  # fmt: skip
    assert list(count_queries.counts(record, EVERYTHING).columns) == columns
    assert counts() == [7, 5, 1, 1, 5, 5, 6]
    assert counts(country=("BRK",)) == [3, 1, 0, 1, 2, 1, 3]
    assert counts(chain="only") == [1, 1, 1, 1, 1, 0, 1]
    assert counts(country=("ZZZ",)) == [0] * 7


def test_the_method_page_counts_rows_of_rows(record: Record) -> None:
    told = method.rows(record, Filters(country=("BRK",)))
    assert told["quotes"] == "3 of 7 rows"
    assert told["actors"] == "9 rows"
    assert method.rows(record, EVERYTHING)["quotes"] == "7 rows"


def test_a_cell_is_contested_where_stances_differ(record: Record) -> None:
    (row,) = stances.contested(record, EVERYTHING).to_dict("records")
    assert (row["country"], row["issue_id"]) == ("Brekland", "dam")
    assert sorted(row["stances"]) == ["accepts", "opposes"]
    assert row["positions"] == 2
    assert stances.contested(record, Filters(voice="self")).empty


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The small record with one of two stances a silence, and a medium of no state."""
    rows = with_cells("positions", 5, stance="not_stated", strength="")
    rows["actors"][2]["country_id"] = rows["positions"][0]["country_id"] = ""
    return open_record(write_record(tmp_path_factory.mktemp("silent"), rows))


def test_a_silence_contests_nothing(silent: Record) -> None:
    assert stances.contested(silent, EVERYTHING).empty


def test_those_who_hold_for_no_state_contradict_nobody(tmp_path: Path) -> None:
    rows = {name: [dict(row) for row in kept] for name, kept in ROWS.items()}
    for row in rows["positions"]:
        if row["country_id"] == "BRK":
            row |= {"country_id": "", "actor_id": "oda-marsk"}
    told = open_record(write_record(tmp_path, rows))
    cell = stances.stances(told, EVERYTHING)
    cell = cell[cell["country_id"] == ""]
    assert sorted(cell["stance"]) == ["accepts", "opposes"]
    assert stances.contested(told, EVERYTHING).empty


def test_media_of_no_named_state_are_counted_without_a_name(silent: Record) -> None:
    assert count_queries.state_media(silent, EVERYTHING).values.tolist() == [
        ["", "", 1]
    ]


def test_a_cell_holds_each_stance_and_voice_apart(record: Record) -> None:
    rows = stances.stances(record, EVERYTHING)
    columns = ["country_id", "issue_id", "voice", "stance", "positions"]
    assert rows[columns].values.tolist() == [
        ["ARD", "dam", "own_state_media", "supports", 1],
        ["ARD", "talks", "other_state", "supports", 1],
        ["BRK", "dam", "analyst", "accepts", 1],
        ["BRK", "dam", "self", "opposes", 1],
        ["X-COAST", "dam", "reporter", "not_stated", 1],
    ]


def test_state_media_are_counted_by_their_state(record: Record, rare: Record) -> None:
    rows = count_queries.state_media(record, EVERYTHING)
    assert rows.values.tolist() == [["ARD", "Arden", 1]]
    assert count_queries.state_media(rare, EVERYTHING)["quotes"].tolist() == [4]
    assert count_queries.state_media(record, Filters(country=("BRK",))).empty


def test_the_share_of_a_text_counts_overlaps_once_and_silences_not(
    record: Record,
) -> None:
    # 27 + 28 + 13 + 36 (which holds 6-b) + 50 of 625 letters; not “the dam” of 8-a.
    (row,) = sources.sources(record, EVERYTHING).to_dict("records")
    assert row["quotes"] == 7
    assert (row["covered"], row["length"]) == (154, 625)
    assert row["attributed"] == pytest.approx(154 / 625)
    assert (row["wire"], row["publisher"]) == ("Meridian", "The Daily Lantern")


def test_a_nested_statement_counts_for_both_voices(record: Record) -> None:
    rows = sources.attributed(record, EVERYTHING).set_index("speaker_id")["share"]
    covered = {
        "oda-marsk": 28 + 13 + 36, "analyst": 50, "ilva-toren": 27, "arden": 7,
    }  # fmt: skip
    assert rows.to_dict() == pytest.approx({k: n / 625 for k, n in covered.items()})


def test_shares_are_of_the_sources_that_the_filters_leave(
    record: Record, rare: Record
) -> None:
    rows = sources.attributed(record, Filters(country=("BRK",)))
    assert rows["speaker_id"].tolist() == ["oda-marsk"]
    assert sources.sources(record, Filters(country=("ZZZ",))).empty
    # A source of positions and events that are left stays, without a statement.
    board = sources.sources(rare, Filters(actor=("flood-board",)))
    assert board[["quotes", "attributed"]].values.tolist() == [[0, 0.0]]
    envoy = sources.sources(rare, Filters(actor=("ren-abo",)))
    assert envoy[["quotes", "attributed"]].values.tolist() == [[0, 0.0]]
    chosen = Filters(source=("lantern-2023-05-04",), country=("ZZZ",))
    assert sources.attributed(record, chosen).empty


def test_overlapping_spans_of_several_statements_are_covered_once(
    rare: Record,
) -> None:
    # 4-b “opened the dam”, 4-c “the dam on Wednesday”, which holds 4-d.
    covered = sources.sources(rare, EVERYTHING)["covered"].iloc[0]
    assert covered == 154 + len("opened the dam on Wednesday")


def test_marks_are_counted_by_decision(record: Record) -> None:
    rows = sources.decisions(record, EVERYTHING)
    assert rows.values.tolist() == [["direct", 2], ["name", 2], ["partial", 2]]
    told = sources.audit(record, EVERYTHING, 1, None)
    assert list(told["speaker"]) == [
        "", "Ilva Toren", "Oda Marsk", "Oda Marsk", "Oda Marsk", "",
    ]  # fmt: skip


# What a question returns


def test_two_open_records_do_not_mix(record: Record, rare: Record) -> None:
    assert len(quote_search.quotes(record, EVERYTHING)) == 7
    assert len(quote_search.quotes(rare, EVERYTHING)) == 10
    assert len(quote_search.quotes(record, EVERYTHING)) == 7


def test_two_records_at_one_address_do_not_mix(record: Record, rare: Record) -> None:
    reopened = replace(rare, address=record.address, about=record.about)
    assert len(quote_search.quotes(record, EVERYTHING)) == 7
    assert len(quote_search.quotes(reopened, EVERYTHING)) == 10


def test_an_answer_may_be_changed_without_changing_the_next(record: Record) -> None:
    rows = quote_search.quotes(record, EVERYTHING)
    rows.loc[:, "content"] = "changed"
    rows["total"] = 0
    again = quote_search.quotes(record, EVERYTHING)
    assert "changed" not in set(again["content"])
    assert set(again["total"]) == {7}


EVERY_QUESTION: list[Callable[[Record], pd.DataFrame]] = [
    lambda r: quote_search.quotes(r, EVERYTHING, "dam", "relevance"),
    lambda r: stances.positions(r, EVERYTHING),
    lambda r: stances.stances(r, EVERYTHING),
    lambda r: event_queries.events(r, EVERYTHING),
    lambda r: facets.choices(r, "actor"),
    lambda r: actors.heard(r, EVERYTHING),
    lambda r: count_queries.state_media(r, EVERYTHING),
    lambda r: stances.contested(r, EVERYTHING),
    lambda r: sources.decisions(r, EVERYTHING),
    lambda r: sources.audit(r, EVERYTHING),
    lambda r: sources.sources(r, EVERYTHING),
    lambda r: sources.attributed(r, EVERYTHING),
]


def test_an_empty_record_answers_every_question_with_no_rows(tmp_path: Path) -> None:
    empty = open_record(write_record(tmp_path, {}))
    assert [len(ask(empty)) for ask in EVERY_QUESTION] == [0] * len(EVERY_QUESTION)
    assert count_queries.counts(empty, EVERYTHING).iloc[0].tolist() == [0] * 7
