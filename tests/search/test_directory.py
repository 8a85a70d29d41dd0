"""Who and what a record names is found by any part of a name, best first."""

import pytest

from dashboard.database.record import Record
from dashboard.search import directory


def found(record: Record, typed: str, size: int = 4) -> list[tuple[str, str]]:
    rows = directory.find(record, typed, size)
    return list(zip(rows["kind"], rows["key"], strict=True))


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("toren", ("person", "ilva-toren")),
        ("ORE", ("person", "ilva-toren")),  # any part, no case
        ("ílva törén", ("person", "ilva-toren")),  # no accent
        ("toren ilva", ("person", "ilva-toren")),  # words in any order
        ("president", ("person", "ilva-toren")),  # an office
        ("state news", ("organisation", "arden-news")),
        ("arden’s state", ("organisation", "arden-news")),  # marks of any shape
        ("arden's state", ("organisation", "arden-news")),
        ("brekl", ("country", "BRK")),
        ("dam on the", ("issue", "dam")),
    ],
)
def test_any_part_of_a_name_finds_it(
    record: Record, typed: str, row: tuple[str, str]
) -> None:
    assert row in found(record, typed)


@pytest.mark.parametrize(
    "typed", ["", "  ", "\0", "zzz", "%", "_", "'; --", "x" * 9_999]
)
def test_what_no_name_holds_finds_nothing(record: Record, typed: str) -> None:
    assert found(record, typed) == []


def test_signs_are_read_as_they_stand(default: Record) -> None:
    assert ("person", "analysts-drone") in found(default, "(")
    assert ("person", "analysts-drone") in found(default, "photograph)")
    assert [kind for kind, _ in found(default, '"')] == ["event"]  # of any shape


def test_a_row_says_what_it_is_and_how_many_rows_it_has(default: Record) -> None:
    row = directory.find(default, "panda").to_dict("records")[0]
    assert row["what"] == "of the U.S.-based Carnegie Endowment for International Peace"
    assert (row["statements"], row["positions"], row["events"]) == (3, 1, 0)
    row = directory.find(default, "xi jinping").to_dict("records")[0]
    assert (row["kind"], row["statements"]) == ("person", 0)
    assert row["events"] > 0


def test_names_that_begin_so_come_first_then_the_most_heard(default: Record) -> None:
    assert found(default, "kim")[0] == ("person", "kim-jong-un")
    nations = [key for kind, key in found(default, "korea") if kind == "country"]
    assert nations == ["PRK", "KOR"]
    issues = [key for kind, key in found(default, "nuclear") if kind == "issue"]
    assert issues[0] == "nk-nuclear"


def test_at_most_a_handful_of_each_kind_is_named(default: Record) -> None:
    kinds = [kind for kind, _ in found(default, "a")]
    assert max(map(kinds.count, kinds)) == directory.HANDFUL
    assert list(dict.fromkeys(kinds)) == [k for k in directory.KINDS if k in kinds]
    assert [kind for kind, _ in found(default, "a", 1)] == list(dict.fromkeys(kinds))


def test_a_small_mistake_leads_to_the_word(default: Record) -> None:
    assert directory.spelled(default, "lukn") == ["lukin"]
    assert directory.spelled(default, "Shoigo") == ["shoigu"]
    for far in ("xyzzy", "", "lu", "two words", "\0"):
        assert directory.spelled(default, far) == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("lukin", "artyom-lukin"),
        ("artyom lukn", "artyom-lukin"),
        ("panda zzz", "ankit-panda"),
        ("zzz lukn", "artyom-lukin"),
    ],
)
def test_the_nearest_names_are_given_where_none_holds_all(
    default: Record, typed: str, first: str
) -> None:
    assert directory.nearest(default, typed)["key"].iloc[0] == first


def test_nothing_near_is_nothing(default: Record) -> None:
    assert directory.nearest(default, "zzz xyzzy").empty
    assert directory.nearest(default, " ").empty
