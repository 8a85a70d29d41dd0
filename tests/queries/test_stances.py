"""The cells of the matrix: each stance and voice apart, and whether one contradicts."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import stances
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from tests.support import generated_record
from tests.support.short_keys import keys
from tests.support.small_record import ROWS, write_record

EVERYTHING = Filters()


def test_positions_held_for_no_state_are_asked_for_by_no_name(rare: Record) -> None:
    held = stances.positions(rare, EVERYTHING, "", "dam")
    assert keys(held, "position_id") == ["6-pb"]
    assert list(held["country"]) == [""]
    cell = stances.stances(rare, EVERYTHING)
    cell = cell[cell["country_id"] == ""]
    assert cell[["issue_id", "stance", "voice", "positions"]].values.tolist() == [
        ["dam", "opposes", "other", 1]
    ]


def test_a_cell_is_contested_where_stances_differ(record: Record) -> None:
    (row,) = stances.contested(record, EVERYTHING).to_dict("records")
    assert (row["country"], row["issue_id"]) == ("Brekland", "dam")
    assert sorted(row["stances"]) == ["accepts", "opposes"]
    assert (row["positions"], row["own"]) == (2, 1)
    assert stances.contested(record, Filters(voice="self")).empty


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


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of more countries and issues than are drawn at once."""
    folder = tmp_path_factory.mktemp("wide") / "generated"
    return open_record(
        generated_record.write(folder, quotes=600, countries=45, issues=26)
    )


def window(
    stances: pd.DataFrame, down: int = 1, across: int = 1
) -> tuple[pd.DataFrame, int]:
    """A part of `stances.stances`, picked by pandas, and how many stand beside it."""
    parts = []
    for key, size, part in (
        ("country_id", stance_queries.ROWS, down),
        ("issue_id", stance_queries.COLUMNS, across),
    ):
        totals = stances.groupby(key)["positions"].sum()
        order = totals.sort_values(ascending=False, kind="stable").index
        stances = stances[stances[key].isin(order[(part - 1) * size : part * size])]
        parts.append(-(-len(order) // size))
    return stances, parts[1]


def test_the_first_part_of_a_small_matrix_is_all_of_it(record: Record) -> None:
    part = stance_queries.part(record, EVERYTHING)
    assert set(part["country_id"]) == {"ARD", "BRK", "X-COAST"}
    assert part["positions"].sum() == 5
    assert set(part["countries"]) == {3}
    assert set(part["issues"]) == {2}


@pytest.mark.parametrize("chosen", [EVERYTHING, Filters(voice="others")])
@pytest.mark.parametrize(("down", "across"), [(1, 1), (1, 2), (2, 1), (3, 2)])
def test_a_part_is_the_window_that_is_drawn(
    wide: Record, chosen: Filters, down: int, across: int
) -> None:
    stances = stance_queries.stances(wide, chosen)
    drawn, parts_across = window(stances, down, across)
    part = stance_queries.part(wide, chosen, down, across)
    if across > parts_across:
        assert part.empty
        return
    pd.testing.assert_frame_equal(
        part[list(drawn.columns)], drawn.reset_index(drop=True)
    )
    assert set(part["countries"]) == {stances["country_id"].nunique()}
    assert -(-part["issues"].iloc[0] // stance_queries.COLUMNS) == parts_across


def test_a_part_beyond_the_last_is_empty(record: Record) -> None:
    assert stance_queries.part(record, EVERYTHING, 2, 1).empty
    assert stance_queries.part(record, EVERYTHING, 1, 2).empty


def test_every_cell_of_the_matrix_stands_in_one_of_its_parts(wide: Record) -> None:
    parts = []
    countries = int(stance_queries.part(wide, EVERYTHING)["countries"].iloc[0])
    assert countries > 2 * stance_queries.ROWS
    for down in range(1, -(-countries // stance_queries.ROWS) + 1):
        issues = int(stance_queries.part(wide, EVERYTHING, down)["issues"].iloc[0])
        for across in range(1, -(-issues // stance_queries.COLUMNS) + 1):
            parts.append(stance_queries.part(wide, EVERYTHING, down, across))
    every = pd.concat(parts)
    keys = ["country_id", "issue_id", "voice", "stance"]
    assert not every.duplicated(keys).any()
    expected = stance_queries.stances(wide, EVERYTHING)
    assert every["positions"].sum() == expected["positions"].sum() > 100
    assert len(every) == len(expected)
