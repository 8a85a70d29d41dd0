"""Of each country: what it says itself, what others say it holds, what it did."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import countries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.record.schema import TABLES
from tests.support.damage import with_cells
from tests.support.short_keys import keys
from tests.support.small_record import ROWS, write_record

EVERYTHING = Filters()
FIGURES = [*countries.PARTS, *countries.HEARD]


def figures(record: Record, country: str, chosen: Filters = EVERYTHING) -> list[int]:
    row = countries.figures_of(record, chosen, country)
    return [row[name] for name in FIGURES]


def part(record: Record, name: str, country: str, *more: str) -> list[str]:
    rows = countries.rows(record, EVERYTHING, name, country, *more, size=None)
    kind = countries.PARTS[name]
    return keys(rows, TABLES[kind].key)


def test_figures_are_those_that_a_reader_counts(record: Record) -> None:
    assert FIGURES == [
        "said", "exact", "silent", "holds", "own_word", "own_media", "by_others",
        "present", "old", "second_hand", "own",
    ]  # fmt: skip
    # Arden's own agency passed one on; the promise of 2019 is from before the report.
    assert figures(record, "ARD") == [2, 1, 0, 2, 0, 1, 1, 3, 1, 0, 1]
    assert figures(record, "BRK") == [3, 3, 0, 2, 1, 0, 1, 1, 0, 0, 3]
    assert figures(record, "X-COAST") == [0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0]


def test_who_is_heard_itself_stands_first(record: Record, default: Record) -> None:
    assert list(countries.with_figures(record, EVERYTHING)["name"]) == [
        "Brekland", "Arden", "Coastal Union",
    ]  # fmt: skip
    rows = countries.with_figures(default, EVERYTHING)
    assert list(rows["country_id"][rows["own"] > 0]) == ["PRK", "KOR"]
    # One is heard through another state's media alone; the other in a slogan of 1950.
    by = rows.set_index("country_id")
    assert tuple(by.loc["RUS", ["said", "second_hand", "old", "own"]]) == (1, 1, 0, 0)
    assert tuple(by.loc["CHN", ["said", "second_hand", "old", "own"]]) == (1, 0, 1, 0)
    assert by.loc["IND", list(countries.PARTS)].sum() == 0
    # What no state holds is last.
    assert rows.iloc[-1]["country_id"] == ""
    assert rows.iloc[-1]["holds"] == 1


def test_under_filters_only_who_has_any_is_left(record: Record) -> None:
    rows = countries.with_figures(record, Filters(issue=("talks",)))
    assert list(rows["name"]) == ["Brekland", "Arden"]


def test_another_country_among_the_filters_is_left_out_on_a_countrys_own_page(
    record: Record,
) -> None:
    chosen = Filters(country=("BRK",), issue=("dam",))
    assert figures(record, "ARD", chosen) == figures(
        record, "ARD", Filters(issue=("dam",))
    )


@pytest.mark.parametrize("name", countries.PARTS)
@pytest.mark.parametrize("country", ["ARD", "BRK", "X-COAST"])
def test_each_number_leads_to_as_many_rows(
    record: Record, name: str, country: str
) -> None:
    rows = countries.rows(record, EVERYTHING, name, country, size=None)
    number = countries.figures_of(record, EVERYTHING, country)[name]
    found = rows["event"].nunique() if name == "present" else len(rows)
    assert found == number


@pytest.mark.parametrize("country", ["PRK", "RUS", "CHN", "KOR", "X-WEST", "USA", ""])
def test_each_number_of_the_article_leads_to_as_many_rows(
    default: Record, country: str
) -> None:
    row = countries.figures_of(default, EVERYTHING, country)
    for name in countries.PARTS if country else ("holds", *countries.WORD):
        rows = countries.rows(default, EVERYTHING, name, country, size=None)
        found = rows["event"].nunique() if name == "present" else len(rows)
        assert found == row[name], name
    if not country:
        return
    key = Key(country)
    for way, query in ((countries.BY, countries.speakers),
                       (countries.VIA, countries.relays)):  # fmt: skip
        for one in query(default, EVERYTHING, key).to_dict("records"):
            ask = ("said", country, way, one["actor_id"])
            rows = countries.rows(default, EVERYTHING, *ask)
            assert len(rows) == one["statements"], one


def test_accounts_lead_to_the_positions_that_they_count(default: Record) -> None:
    rows = countries.accounts(default, EVERYTHING, Key("CHN"))
    assert rows["positions"].sum() == 6
    for one in rows.to_dict("records"):
        chosen = Filters(issue=(one["issue_id"],))
        found = countries.rows(
            default, chosen, one["part"], "CHN", countries.BY, one["asserted_by"],
            one["stance"],
        )  # fmt: skip
        assert len(found) == one["positions"]
        assert one["example"] in set(found["position_id"])


def test_the_holders_own_word_comes_first_within_an_issue(record: Record) -> None:
    rows = countries.accounts(record, EVERYTHING, Key("BRK"))
    columns = ["issue_id", "stance", "part", "asserter", "actor"]
    assert rows[columns].to_numpy().tolist() == [
        ["dam", "opposes", "own_word", "Oda Marsk", "Oda Marsk"],
        ["dam", "accepts", "by_others", "an analyst", ""],
    ]
    assert countries.accounts(record, EVERYTHING, "").empty


def test_who_speaks_and_who_passes_on(record: Record, default: Record) -> None:
    said = countries.speakers(record, EVERYTHING, Key("ARD"))
    assert said.to_numpy().tolist() == [
        ["arden", "Arden", 1, 0], ["ilva-toren", "Ilva Toren", 1, 1],
    ]  # fmt: skip
    passed = countries.relays(default, EVERYTHING, Key("PRK"))
    assert passed.to_numpy().tolist() == [
        ["north-korean-media", "North Korean state media", 5],
        ["unnamed", "", 1],
        ["kcna", "KCNA", 1],
        ["nobody", "", 12],
    ]
    assert part(record, "said", "ARD", countries.VIA, "oda-marsk") == ["6-b"]
    assert part(record, "said", "BRK", countries.VIA, countries.NOBODY) == [
        "5-a", "5-b", "6-a",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def state_alone(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The small record, its state Arden named as an actor alone, by no code."""
    rows: dict[str, Any] = with_cells("quotes", 6, on_behalf_of="")
    rows["positions"] = [
        row | ({"country_id": "", "actor_id": "arden"} if n == 2 else {})
        for n, row in enumerate(ROWS["positions"])
    ]
    rows["participants"] = [
        row | ({"country_id": ""} if n == 1 else {})
        for n, row in enumerate(ROWS["participants"])
    ]
    return open_record(write_record(tmp_path_factory.mktemp("state") / "one", rows))


def test_a_state_as_an_actor_is_that_country(
    record: Record, state_alone: Record
) -> None:
    assert figures(state_alone, "ARD") == figures(record, "ARD")
    assert part(state_alone, "said", "ARD") == part(record, "said", "ARD")
    assert part(state_alone, "present", "ARD") == part(record, "present", "ARD")
    assert len(countries.with_figures(state_alone, EVERYTHING)) == 3


def test_who_is_not_named_may_be_of_that_country(tmp_path: Path) -> None:
    rows = with_cells("relays", 3, actor_id="", basis="agentless")
    rows["quotes"][4]["said_on"] = ""
    one = open_record(write_record(tmp_path / "one", rows))
    assert figures(one, "ARD")[-3:] == [0, 0, 2]
    rows["relays"][1] |= {"actor_id": "oda-marsk", "basis": "explicit"}
    other = open_record(write_record(tmp_path / "other", rows))
    assert figures(other, "ARD")[-3:] == [0, 1, 1]
