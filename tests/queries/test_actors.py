"""Who is heard, who is only talked about: every figure is the number of its rows."""

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import actors
from dashboard.queries import actors as actor_queries
from dashboard.queries import issues as issue_queries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.search import facets
from tests.support import generated_record
from tests.support.small_record import (
    ACTORS,
    PARTICIPANTS,
    QUOTES,
    ROWS,
    key,
    write_record,
)

EVERYTHING = Filters()


def test_who_is_talked_about_is_not_heard(rare: Record) -> None:
    rows = actors.heard(rare, EVERYTHING).set_index("actor_id")
    columns = ["in_marks", "paraphrased", "silent", "through", "present", "holds"]
    told = {name: rows.loc[name, columns].tolist() for name in rows.index}
    assert told == {
        "oda-marsk": [3, 0, 0, 0, 0, 1],
        "ilva-toren": [1, 2, 0, 3, 1, 1],  # all three by the agency
        "arden": [0, 1, 0, 0, 4, 2],  # as a state, all of its country's
        "analyst": [0, 1, 0, 0, 0, 0],
        "arden-news": [0, 1, 0, 1, 0, 0],  # state media itself
        "coastal-union": [0, 0, 1, 0, 0, 0],
        "ren-abo": [0, 0, 0, 0, 1, 0],  # takes part twice in one event
        "flood-board": [0, 0, 0, 0, 0, 1],
    }
    assert list(rows.index)[:3] == ["oda-marsk", "ilva-toren", "arden"]


# Filters by the commonest key of a list of choices, and others.
CHOSEN: list[tuple[str, dict[str, str]]] = [
    ("", {}),
    ("country", {}),
    ("actor", {}),
    ("issue", {"chain": "without"}),
    ("", {"voice": "others"}),
]
OWN = {"quotes": "quote_id", "positions": "position_id", "events": "event_id"}


def figures(record: Record, actor_id: str, chosen: Filters = EVERYTHING) -> Any:
    row = actor_queries.figures_of(record, chosen, actor_id)
    return {part: row[part] for part in actor_queries.PARTS if row[part]}


def keys(record: Record, part: str, actor_id: str) -> list[str]:
    rows = actor_queries.rows(record, EVERYTHING, part, Key(actor_id))
    return list(rows[OWN[actor_queries.PARTS[part]]])


@pytest.mark.parametrize(
    ("actor_id", "parts"),
    [
        ("ilva-toren", {"said": 1, "in_marks": 1, "through": 1, "relayed": 1,
                        "holds": 1, "ascribed": 1, "present": 1}),
        ("oda-marsk", {"said": 3, "in_marks": 3, "passes_on": 1, "holds": 1,
                       "asserts": 1}),
        # A state takes part in, and holds, what its country does.
        ("arden", {"said": 1, "paraphrased": 1, "relayed": 1, "named": 1,
                   "holds": 2, "ascribed": 2, "present": 3}),
        ("analyst", {"said": 1, "paraphrased": 1, "relayed": 1, "for_no_state": 1,
                     "asserts": 1}),
        ("coastal-union", {"silent": 1}),
        ("arden-news", {"passes_on": 1, "asserts": 1}),
        ("meridian", {"passes_on": 6, "asserts": 1}),
        ("daily-lantern", {"passes_on": 6}),
        ("brekland-water", {}),
    ],
)  # fmt: skip
def test_an_actor_has_these_figures(
    record: Record, actor_id: str, parts: dict[str, int]
) -> None:
    assert figures(record, actor_id) == parts


@pytest.mark.parametrize(
    ("part", "actor_id", "rows"),
    [
        ("said", "oda-marsk", [key(5, "a"), key(5, "b"), key(6, "a")]),
        ("passes_on", "oda-marsk", [key(6, "b")]),
        ("asserts", "oda-marsk", [key(6, "pa")]),
        ("holds", "oda-marsk", [key(5, "pa")]),
        ("ascribed", "oda-marsk", []),
        ("ascribed", "ilva-toren", [key(4, "pa")]),
        ("named", "arden", [key(6, "a")]),
        ("present", "arden", [key(6, "ea"), key(1, "ea"), key(4, "ea"), key(9, "ea")]),
        ("holds", "arden", [key(4, "pa"), key(6, "pa")]),
        ("silent", "coastal-union", [key(8, "a")]),
    ],
)
def test_the_rows_of_a_part_are_these(
    record: Record, part: str, actor_id: str, rows: list[str]
) -> None:
    assert keys(record, part, actor_id) == rows


@pytest.mark.parametrize(("name", "other"), CHOSEN, ids=str)
def test_every_figure_is_the_number_of_its_rows(
    opened: Record, name: str, other: dict[str, str]
) -> None:
    keys = facets.choices(opened, name)["key"].head(1) if name else ()
    chosen = Filters(**({name: tuple(keys)} if name else {}), **other)
    rows = actor_queries.with_figures(opened, chosen)
    assert len(rows)
    for part in actor_queries.PARTS:
        # Of those without a row, one will do: of most actors a part has none.
        of_some = rows[rows[part] > 0]["actor_id"]
        some = dict.fromkeys([*of_some.head(2), *of_some.tail(2)])
        for actor_id in [*some, *rows[rows[part] == 0].head(1)["actor_id"]]:
            (figure,) = rows[rows["actor_id"] == actor_id][part]
            found = actor_queries.rows(opened, chosen, part, Key(actor_id), 1, None)
            number = found["event"].nunique() if part == "present" else len(found)
            assert number == figure, (actor_id, part)
            assert not found["number"].duplicated().any()
    assert (rows["said"] == rows["in_marks"] + rows["paraphrased"]).all()
    assert (rows["ascribed"] <= rows["holds"]).all()
    assert (rows["relayed"] <= rows["said"]).all()


def with_guests(folder: Path) -> Record:
    """The small record, where two who say nothing are talked about, one more often."""
    guests = [
        {"event_id": key(9, "ea"), "actor_id": "coastal-union"},
        {"event_id": key(4, "ea"), "actor_id": "coastal-union"},
        {"event_id": key(9, "ea"), "actor_id": "brekland-water"},
    ]
    rows = ROWS | {"participants": [*PARTICIPANTS, *guests]}
    return open_record(write_record(folder, rows))


def test_who_is_talked_about_but_not_heard_comes_first_who_is_most(
    record: Record, tmp_path: Path
) -> None:
    assert actor_queries.unheard(record, EVERYTHING).empty
    rows = actor_queries.unheard(with_guests(tmp_path), EVERYTHING)
    # The union keeps silent, which is no statement.
    assert list(zip(rows["actor_id"], rows["about"], strict=True)) == [
        ("coastal-union", 2), ("brekland-water", 1),
    ]  # fmt: skip


def test_who_is_heard_elsewhere_is_not_told_as_unheard(record: Record) -> None:
    chosen = Filters(country=("ARD",), chain="without")
    actors = actor_queries.with_figures(record, chosen)
    assert "ilva-toren" in set(actors[actors["about"] > 0]["actor_id"])
    assert actor_queries.unheard(record, chosen).empty


def test_who_is_heard_only_through_somebody_is_told_with_whom(record: Record) -> None:
    rows = actor_queries.relayed_only(record, EVERYTHING)
    assert list(zip(rows["actor_id"], rows["said"], rows["relays"], strict=True)) == [
        ("arden", 1, "Oda Marsk"),
        ("ilva-toren", 1, "Arden’s state news agency"),
        ("analyst", 1, "an unnamed intermediary"),
    ]


def test_one_statement_without_a_relay_is_enough_to_be_heard(tmp_path: Path) -> None:
    own = QUOTES[1] | {"quote_id": key(5, "z"), "speaker_id": "ilva-toren"}
    own |= {"on_behalf_of": "ARD"}
    record = open_record(write_record(tmp_path, ROWS | {"quotes": [*QUOTES, own]}))
    rows = actor_queries.relayed_only(record, EVERYTHING)
    assert list(rows["actor_id"]) == ["arden", "analyst"]


def test_who_speaks_for_which_state_and_who_for_none(record: Record) -> None:
    rows = actor_queries.spoken_for(record, EVERYTHING)
    told = rows[["country_id", "speaker_id", "statements"]].to_numpy().tolist()
    assert told == [
        ["BRK", "oda-marsk", 3],
        ["ARD", "arden", 1],
        ["ARD", "ilva-toren", 1],
        ["", "analyst", 1],
    ]


def test_all_actors_are_there_and_under_filters_those_with_rows(
    record: Record,
) -> None:
    assert set(actor_queries.with_figures(record, EVERYTHING)["actor_id"]) == {
        row["actor_id"] for row in ACTORS
    }
    assert set(
        actor_queries.with_figures(record, Filters(country=("BRK",)))["actor_id"]
    ) == {
        "oda-marsk",
        "arden",
        "analyst",
        "meridian",
        "daily-lantern",
    }


def test_an_empty_record_has_nobody(tmp_path: Path) -> None:
    record = open_record(write_record(tmp_path, {}))
    assert actor_queries.with_figures(record, EVERYTHING).empty
    assert actor_queries.unheard(record, EVERYTHING).empty
    assert actor_queries.relayed_only(record, EVERYTHING).empty
    assert actor_queries.spoken_for(record, EVERYTHING).empty


def test_all_figures_of_five_thousand_statements_are_there_at_once(
    tmp_path: Path,
) -> None:
    record = open_record(generated_record.write(tmp_path / "big", 5_000, 60, 30, 3))
    since = perf_counter()
    actor_queries.with_figures(record, EVERYTHING)
    issue_queries.issues(record, EVERYTHING)
    assert perf_counter() - since < 3
