"""The cells of the matrix: each stance and voice apart, and whether one contradicts."""

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import stances
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from dashboard.record import limits
from tests.support import generated_record
from tests.support.short_keys import keys
from tests.support.small_record import POSITIONS, ROWS, write_record

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
    """
    A part of `stances.stances` of more countries than issues, picked by pandas, and how
    many stand beside it.
    """
    parts = []
    for key, size, part in (
        ("country_id", stance_queries.DOWN, down),
        ("issue_id", stance_queries.ACROSS, across),
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
    assert -(-part["issues"].iloc[0] // stance_queries.ACROSS) == parts_across


def test_a_part_beyond_the_last_is_empty(record: Record) -> None:
    assert stance_queries.part(record, EVERYTHING, 2, 1).empty
    assert stance_queries.part(record, EVERYTHING, 1, 2).empty


def test_every_cell_of_the_matrix_stands_in_one_of_its_parts(wide: Record) -> None:
    parts = []
    countries = int(stance_queries.part(wide, EVERYTHING)["countries"].iloc[0])
    assert countries > 2 * stance_queries.DOWN
    for down in range(1, -(-countries // stance_queries.DOWN) + 1):
        issues = int(stance_queries.part(wide, EVERYTHING, down)["issues"].iloc[0])
        for across in range(1, -(-issues // stance_queries.ACROSS) + 1):
            parts.append(stance_queries.part(wide, EVERYTHING, down, across))
    every = pd.concat(parts)
    keys = ["country_id", "issue_id", "voice", "stance"]
    assert not every.duplicated(keys).any()
    expected = stance_queries.stances(wide, EVERYTHING)
    assert every["positions"].sum() == expected["positions"].sum() > 100
    assert len(every) == len(expected)


def segments(record: Record, chosen: Filters = EVERYTHING) -> pd.DataFrame:
    part = stance_queries.part(record, chosen)
    return stance_queries.segments(record, chosen, part)


def test_the_longer_side_of_the_matrix_goes_down(record: Record, wide: Record) -> None:
    assert not stance_queries.part(record, EVERYTHING)["issues_down"].any()
    assert not stance_queries.part(wide, EVERYTHING)["issues_down"].any()
    arden = stance_queries.part(record, Filters(country=("ARD",)))
    assert arden["issues_down"].all()
    sides = stance_queries.sides(wide, EVERYTHING).iloc[0]
    assert sides["countries"] > stance_queries.DOWN
    assert sides["issues"] > stance_queries.ACROSS


def test_a_part_of_another_size_holds_so_many(wide: Record) -> None:
    part = stance_queries.part(wide, EVERYTHING, size=(3, 2))
    assert part["country_id"].nunique() == 3
    assert part["issue_id"].nunique() == 2


def test_a_segment_has_its_sayer_and_the_printed_words(record: Record) -> None:
    rows = segments(record)
    columns = ["country_id", "issue_id", "stance", "asserter", "positions", "itself"]
    assert rows[columns].values.tolist() == [
        ["ARD", "dam", "supports", "Arden’s state news agency", 1, False],
        ["ARD", "talks", "supports", "Oda Marsk", 1, False],
        ["BRK", "dam", "opposes", "Oda Marsk", 1, True],
        ["BRK", "dam", "accepts", "an analyst", 1, True],
        ["X-COAST", "dam", "not_stated", "Meridian", 1, False],
    ]
    assert rows["evidence"].tolist()[2] == "We oppose it."


def test_segments_count_all_positions_of_a_part_each_once(
    wide: Record, default: Record
) -> None:
    for record in (wide, default):
        part = stance_queries.part(record, EVERYTHING)
        rows = stance_queries.segments(record, EVERYTHING, part)
        keys = ["country_id", "issue_id"]
        drawn = rows.groupby(keys)["positions"].sum()
        assert drawn.to_dict() == part.groupby(keys)["positions"].sum().to_dict()
        assert rows.groupby(keys).size().max() <= limits.SEGMENTS


def test_a_cell_of_many_sayers_is_drawn_by_stance_and_voice(tmp_path: Path) -> None:
    speakers = [{"actor_id": f"s-{n}", "name": f"Speaker {n}", "kind": "person"}
                for n in range(12)]  # fmt: skip
    stances = ("supports", "accepts", "opposes", "declines", "neutral", "ambivalent")
    positions = [
        POSITIONS[3] | {"position_id": f"p-{n}", "asserted_by": f"s-{n}",
                        "quote_id": "", "voice": "other",
                        "stance": stances[n % kinds]}
        for kinds in (6,)
        for n in range(12)
    ]  # fmt: skip
    rows = ROWS | {"actors": [*ROWS["actors"], *speakers], "positions": positions}
    told = segments(open_record(write_record(tmp_path / "many", rows)))
    assert len(told) == limits.SEGMENTS
    assert set(told["asserter"]) == {""}
    assert told["stance"].tolist()[-1] == stance_queries.REST
    assert told["positions"].tolist() == [2, 2, 2, 2, 4]


def test_printed_words_are_cut_where_a_segment_says_them(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "POINTED_AT", 5)
    assert segments(record)["evidence"].tolist()[2] == "We op…"


def test_issues_of_one_topic_stand_together(default: Record) -> None:
    rows = segments(default).drop_duplicates("issue_id")
    topics = rows["topic"].tolist()
    assert len(set(topics)) == 4
    assert [*dict.fromkeys(topics)] == [
        topic for n, topic in enumerate(topics) if topic not in topics[:n]
    ]
    changes = sum(a != b for a, b in pairwise(topics))
    assert changes == 3


def test_issues_without_a_topic_stand_beside_those_of_the_same_holders(
    tmp_path: Path,
) -> None:
    issues = [{"issue_id": f"i{n}", "label": f"Issue {n}", "support_means": "yes"}
              for n in range(4)]  # fmt: skip
    # Of the same number of positions; 0 and 2 share their holder, 1 and 3 do.
    positions = [
        POSITIONS[3] | {"position_id": f"p-{n}-{k}", "issue_id": f"i{n}",
                        "country_id": "BRK" if n % 2 else "ARD",
                        "stance": ("accepts", "supports")[k]}
        for n in range(4)
        for k in range(2)
    ]  # fmt: skip
    rows = ROWS | {"positions": positions, "issues": [*ROWS["issues"], *issues]}
    told = segments(open_record(write_record(tmp_path / "alike", rows)))
    order = told.sort_values("row")["issue_id"].unique().tolist()
    assert {frozenset(order[:2]), frozenset(order[2:])} == {
        frozenset({"i0", "i2"}), frozenset({"i1", "i3"}),
    }  # fmt: skip


def test_who_speaks_itself_is_told_of_the_whole_record(record: Record) -> None:
    assert stance_queries._speak_themselves(record)["country_id"].tolist() == ["BRK"]
    others = segments(record, Filters(voice="others"))
    held = others.set_index("country_id")["itself"].to_dict()
    assert held == {"ARD": False, "BRK": True, "X-COAST": False}
