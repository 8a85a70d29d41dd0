"""Which file is which table: by its name, or by its header."""

import pytest

from dashboard.intake import names
from dashboard.record.schema import TABLES


@pytest.mark.parametrize(
    ("stem", "table"),
    [
        ("quotes", "quotes"), ("QUOTES", "quotes"), ("quotes (1)", "quotes"),
        ("quotes(12)", "quotes"), ("quotes 2", "quotes"), ("quotes copy", "quotes"),
        ("quotes - Kopie (2)", "quotes"), ("quotes_copie", "quotes"),
        ("Victory Day - quotes", "quotes"), ("Victory Day – quotes", "quotes"),
        ("Book1.quotes", "quotes"), ("2. quotes", "quotes"), ("my_quotes", "quotes"),
        ("Kopie von quotes", "quotes"), ("position_events", "events"),
        (" Quotes ", "quotes"), ("[2023] quotes", "quotes"), ("(quotes)", "quotes"),
        ("bookmarks", ""), ("misquotes", ""), ("quotes_v2", ""), ("quotes old", ""),
        ("notes", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_name_names_a_table_where_it_ends_in_its_name(stem: str, table: str) -> None:
    assert names.table_in(stem) == table


def test_a_file_without_a_name_of_its_own_is_known_by_all_of_its_header() -> None:
    def fits(name: str, table: str, wholly: bool) -> bool:
        return wholly and (name, table) == ("final v2.csv", "quotes")

    chosen = names.choose(["relays.csv", "final v2.csv", "x.csv"], fits)
    assert chosen.tables == {"relays": "relays.csv", "quotes": "final v2.csv"}
    assert chosen.others == ["x.csv"]
    assert not chosen.doubtful


def test_a_parquet_file_is_taken_after_a_csv_of_the_same_name() -> None:
    both = ["quotes.csv", "quotes.parquet"]
    chosen = names.choose(both, lambda *_: True)
    assert chosen.tables["quotes"] == "quotes.csv"
    assert names.tables_in([*both, "Relays (1).CSV", "README.md"]) == 2
    assert set(TABLES) > {"quotes", "relays"}


@pytest.mark.parametrize(
    ("name", "left"),
    [("~$a.xlsx", True), ("Thumbs.db", True), (".x", True), ("a.csv", False)],
)
def test_what_a_system_left_is_nobodys_file(name: str, left: bool) -> None:
    assert names.is_left_over(name) == left
    assert names.is_package("Datapackage (1).json")
    assert not names.is_package("package.json")
