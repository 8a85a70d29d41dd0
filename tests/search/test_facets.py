"""What stands beside the quotes leads to as many of them as it says."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries.filters import LISTS, Filters
from dashboard.search import facets, quotes
from tests.support import generated_record

EVERYTHING = Filters()

NAMES = [*LISTS, "voice", "chain"]


@pytest.fixture(scope="module")
def records(
    record: Record, default: Record, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Record]:
    folder = tmp_path_factory.mktemp("many") / "record"
    return {
        "small": record,
        "article": default,
        "many": open_record(generated_record.write(folder, 300, 12, 6, 3)),
    }


def only(chosen: Filters, name: str, value: str) -> Filters:
    held: Any = value if name in ("voice", "chain") else (value,)
    return replace(chosen, **{name: held})


ASKED = [
    ("small", EVERYTHING, ""),
    ("small", Filters(actor=("oda-marsk",)), "dam"),
    ("small", Filters(voice="self"), ""),
    ("article", EVERYTHING, ""),
    ("article", EVERYTHING, "russia -missiles"),
    ("article", Filters(country=("PRK",), chain="only"), "nuclear"),
    ("article", Filters(kind=("indirect",), year=("undated",)), ""),
    ("article", Filters(words="quoted"), ""),
    ("many", Filters(issue=("issue-1",)), ""),
]


# Of quotes about somebody: not of the filters that say about whom.
ABOUT = [
    (Filters(country=("RUS",), about="about"), "", {"country"}),
    (Filters(country=("RUS",), actor=("reuters",), about="about"), "", {"country"}),
    (Filters(actor=("kim-jong-un",), about="either"), "kim", {"country", "actor"}),
]
OF_ARTICLE = [("article", chosen, typed, name) for chosen, typed, without in ABOUT
              for name in NAMES if name not in without]  # fmt: skip


@pytest.mark.parametrize(("chosen", "typed", "without"), ABOUT)
def test_of_quotes_about_somebody_the_other_filters_are_counted(
    default: Record, chosen: Filters, typed: str, without: set[str]
) -> None:
    assert set(facets.first(default, chosen, typed)) == set(NAMES) - without


@pytest.mark.parametrize(
    ("which", "chosen", "typed", "name"),
    [*((*asked, name) for asked in ASKED for name in NAMES), *OF_ARTICLE],
)
def test_each_value_leads_to_as_many_quotes_as_it_says(
    records: dict[str, Record], which: str, chosen: Filters, typed: str, name: str
) -> None:
    record = records[which]
    found = facets.counts(record, chosen, typed, name, size=10_000)
    told = dict(zip(found["value"], found["quotes"], strict=True))
    every = list(facets.choices(record, name)["key"]) if name in LISTS else []
    every += {"voice": ["self", "own_state_media", "others"],
              "chain": ["without", "only"]}.get(name, [])  # fmt: skip
    expected = {}
    for value in every[:60]:
        one = quotes.quotes(record, only(chosen, name, value), typed, size=1)
        if len(one):
            expected[value] = int(one["total"].iloc[0])
    assert {value: told.get(value, 0) for value in every[:60]} == {
        value: expected.get(value, 0) for value in every[:60]
    }
    assert set(told) <= set(every)
    assert list(found["quotes"]) == sorted(found["quotes"], reverse=True)
    assert set(found["values"]) in ({len(found)}, set())


def test_the_first_and_those_asked_for_are_given(records: dict[str, Record]) -> None:
    ask = (records["article"], EVERYTHING, "", "country")
    assert list(facets.counts(*ask, size=2)["value"]) == ["PRK", "KOR"]
    assert set(facets.counts(*ask, size=2)["values"]) == {4}
    few = facets.counts(*ask, ("RUS", "JPN"), 30)
    assert list(zip(few["value"], few["quotes"], strict=True)) == [("RUS", 1)]


def test_years_and_kinds_can_be_chosen_by_what_they_are_called(record: Record) -> None:
    years = facets.choices(record, "year")
    assert list(zip(years["key"], years["label"], years["rows"], strict=True)) == [
        ("2023", "2023", 1),
        ("2019", "2019", 1),
        ("undated", "undated", 5),
    ]
    kinds = facets.choices(record, "kind")
    assert dict(zip(kinds["label"], kinds["rows"], strict=True)) == {
        "direct quote": 2,
        "paraphrase": 2,
        "partial quote": 2,
        "no mention": 1,
    }


@pytest.mark.parametrize(("which", "chosen", "typed"), ASKED)
def test_all_are_counted_together_as_each_alone(
    records: dict[str, Record], which: str, chosen: Filters, typed: str
) -> None:
    record = records[which]
    found = facets.first(record, chosen, typed)
    assert set(found) == set(NAMES)
    for name, rows in found.items():
        columns = ["value", "quotes", "values"]
        alone = facets.counts(record, chosen, typed, name)[columns]
        pd.testing.assert_frame_equal(rows[columns].reset_index(drop=True), alone)
    assert any(map(len, found.values()))


def test_where_every_filter_holds_something_each_is_counted_alone(
    records: dict[str, Record],
) -> None:
    record = records["article"]
    lists = {name: tuple(facets.choices(record, name)["key"]) for name in LISTS}
    found = facets.first(record, Filters(**lists, voice="self", chain="only"), "")
    assert set(found) == set(NAMES)


def test_choices_stand_by_how_often_they_occur(record: Record) -> None:
    rows = facets.choices(record, "country")
    assert rows.to_dict("split")["data"] == [
        ["ARD", "Arden", 8], ["BRK", "Brekland", 6], ["X-COAST", "Coastal Union", 2],
    ]  # fmt: skip
    actors = facets.choices(record, "actor")
    assert len(actors) == 9
    assert actors["key"].iloc[0] == "oda-marsk"  # 3 quotes, 1 relay, holds 1, asserts 2
    assert actors["rows"].iloc[0] == 7
    assert actors.set_index("key").loc["brekland-water", "rows"] == 0
