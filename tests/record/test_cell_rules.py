"""A cell that holds what it must not is named where it stands, and how to mend it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake import files
from dashboard.record import checks, dates
from dashboard.record.problems import Problem
from dashboard.record.schema import TABLES, Column, Table
from tests.support.damage import with_cells
from tests.support.random_damage import KEYS, SOME, examples, problems_in, rewritten
from tests.support.small_record import ROWS, write_record


def problems(address: Path) -> list[Problem]:
    """What breaks a rule, before any cell is read as what it can only mean."""
    return checks.problems(files.read(address))[0]


def problems_with(folder: Path, table: str, row: int, **cells: Any) -> list[Problem]:
    return problems(write_record(folder, with_cells(table, row, **cells)))


# table, row, cells changed; column and value named; what is wrong; a part of the mend.
Case = tuple[str, int, dict[str, Any], str, str, str, str]
CELL_CASES: list[Case] = [
    ("issues", 2, {"label": "x" * 2_001}, "label", "x" * 200,
     "too long for a name: it has more than 2,000 characters", "in a note"),
    ("actors", 5, {"role": "x" * 2_001}, "role", "x" * 200,
     "too long for a name: it has more than 2,000 characters", "in a note"),
    ("issues", 2, {"label": ""}, "label", "", "empty required cell", "fill it in"),
    ("issues", 2, {"label": "  "}, "label", "  ", "empty required cell", "fill it in"),
    ("relays", 2, {"quote_id": ""}, "quote_id", "", "empty required cell", "fill it"),
    ("marks", 2, {"mark_id": ""}, "mark_id", "", "empty required cell", "fill it in"),
    ("marks", 2, {"mark_id": "Kim 1"}, "mark_id", "Kim 1", "key is no slug", "hyphens"),
    ("marks", 2, {"mark_id": "a--b"}, "mark_id", "a--b", "key is no slug", "hyphens"),
    ("marks", 2, {"mark_id": "a\n"}, "mark_id", "a\n", "key is no slug", "hyphens"),
    ("actors", 2, {"country_id": "ATL"}, "country_id", "ATL",
     "no such country_id in countries.csv", "add the row there"),
    ("quotes", 2, {"speaker_id": "nobody"}, "speaker_id", "nobody",
     "no such actor_id in actors.csv", "add the row there"),
    ("quotes", 2, {"within": "nothing"}, "within", "nothing",
     "no such quote_id in quotes.csv", "add the row there"),
    ("quotes", 2, {"issue_id": " dam"}, "issue_id", " dam",
     "no such issue_id in issues.csv", "add the row there"),
    ("quotes", 2, {"kind": "Mixed"}, "kind", "Mixed", "word not allowed",
     "use one of: direct, mixed, indirect"),
    ("positions", 2, {"stance": "hates"}, "stance", "hates", "word not allowed",
     "use one of: supports"),
    ("quotes", 2, {"paragraph": "four"}, "paragraph", "four", "not a whole number",
     "a whole number from 1"),
    ("quotes", 2, {"paragraph": "4.0"}, "paragraph", "4.0", "not a whole number",
     "a whole number from 1"),
    ("quotes", 2, {"paragraph": "٤"}, "paragraph", "٤", "not a whole number",
     "a whole number from 1"),
    ("quotes", 2, {"paragraph": " 4"}, "paragraph", " 4", "not a whole number",
     "a whole number from 1"),
    ("quotes", 2, {"paragraph": "-4"}, "paragraph", "-4", "negative number",
     "a whole number from 1"),
    ("quotes", 2, {"paragraph": "0"}, "paragraph", "0", "number out of range",
     "a whole number from 1"),
    ("quotes", 2, {"paragraph": "9" * 30}, "paragraph", "9" * 30, "number out of range",
     "a whole number from 1"),
    ("positions", 2, {"strength": "4"}, "strength", "4", "number out of range",
     "from 1 to 3"),
    ("positions", 2, {"strength": " "}, "strength", " ", "not a whole number",
     "from 1 to 3"),
    ("marks", 2, {"end": "0"}, "end", "0", "number out of range", "from 1"),
    ("sources", 2, {"published_on": "4 May 2023"}, "published_on", "4 May 2023",
     "no EDTF date, or one that ends before it begins", "2023-07-27"),
    ("quotes", 2, {"said_on": "2023-02-30"}, "said_on", "2023-02-30",
     "no EDTF date, or one that ends before it begins", "2023-07-27"),
    ("positions", 2, {"valid": "2023/2019"}, "valid", "2023/2019",
     "no EDTF date, or one that ends before it begins", "2023-07-27"),
    ("sources", 2, {"sha256": "beef"}, "sha256", "beef", "not a SHA-256 hash",
     "64 digits"),
    ("sources", 2, {"sha256": "A" * 64}, "sha256", "A" * 64, "not a SHA-256 hash",
     "64 digits"),
]  # fmt: skip


@pytest.mark.parametrize("case", CELL_CASES, ids=lambda case: f"{case[0]}: {case[5]}")
def test_a_damaged_cell_is_named_where_it_stands(tmp_path: Path, case: Case) -> None:
    table, row, cells, column, value, wrong, mend = case
    found = problems_with(tmp_path, table, row, **cells)
    named = [
        p for p in found if (p.file, p.row, p.column) == (f"{table}.csv", row, column)
    ]
    assert (value, wrong) in [(p.value, p.wrong) for p in named]
    assert any(mend in p.mend for p in named if p.wrong == wrong)


def test_a_code_that_is_no_country_is_named_once_and_its_references_hold(
    tmp_path: Path,
) -> None:
    rows = with_cells("countries", 4, country_id="xcoast")
    rows["actors"][8]["country_id"] = "xcoast"
    rows["quotes"][6]["on_behalf_of"] = rows["positions"][4]["country_id"] = "xcoast"
    assert problems(write_record(tmp_path, rows)) == [
        Problem("countries.csv", 4, "country_id", "xcoast", "not a country code",
                "use three capitals, or X- and capitals")
    ]  # fmt: skip


def test_a_strength_out_of_range_is_one_problem(tmp_path: Path) -> None:
    [found] = problems_with(tmp_path, "positions", 2, strength=4)
    assert found.mend == "write a whole number from 1 to 3"


def test_a_bad_duplicate_key_is_named_for_both_faults(tmp_path: Path) -> None:
    rows = with_cells("issues", 2, issue_id="A B")
    rows["issues"].append(rows["issues"][0])
    found = problems(write_record(tmp_path, rows))
    assert {(p.row, p.wrong) for p in found if p.file == "issues.csv"} == {
        (2, "key is no slug"),
        (4, "key is no slug"),
        (4, "row 2 again, cell for cell"),
    }


def test_words_that_are_absent_are_not_also_called_too_short(tmp_path: Path) -> None:
    [found] = problems_with(tmp_path, "quotes", 2, content="")
    assert (found.column, found.wrong) == ("content", "empty required cell")


def bad_values(table: Table, column: Column) -> st.SearchStrategy[Any]:
    """Return what a cell of this column must not hold."""
    bad: list[st.SearchStrategy[Any]] = []
    if column.required:
        bad.append(st.sampled_from(["", " ", "\n", "\u2003", "\u200b"]))
    if column.name == table.key:
        bad.append(
            st.sampled_from(
                ["A b", "a_b", "-a", "a-", "é", "abc", "X-", "X-ab"]
            ).filter(lambda key: table.name == "countries" or key != "abc")
        )
    if column.refers_to:
        bad.append(SOME.filter(lambda key: key not in KEYS[column.refers_to]))
    if column.words:
        bad.append(SOME.filter(lambda word: word not in column.allowed))
    if column.is_integer:
        bad.append(st.integers(max_value=column.least - 1).map(str))
        bad.append(st.integers(min_value=2**53 + 1).map(str))
        bad.append(SOME.filter(lambda n: not (n.isascii() and n.isdigit())))
        bad.append(
            st.sampled_from(["1.0", "1e3", "0x1", "1_0", "+1", "½", "１", "NaN"])
        )
    if column.holds == "date":
        bad.append(SOME.filter(lambda edtf: not dates.is_edtf(edtf)))
    if column.holds == "hash":
        bad.append(st.text("0123456789abcdef", min_size=1, max_size=63) | SOME)
    return st.one_of(bad)


FRAGILE = [
    (table, column)
    for table in TABLES.values()
    for column in table.columns
    if column.required or column.holds != "text"
]


@examples(24)
@given(st.data())
def test_a_cell_that_holds_what_it_must_not_is_named(data: st.DataObject) -> None:
    table, column = data.draw(st.sampled_from(FRAGILE))
    row = data.draw(st.integers(2, len(ROWS[table.name]) + 1))
    value = data.draw(bad_values(table, column))
    found = problems_in(rewritten(with_cells(table.name, row, **{column.name: value})))
    assert (f"{table.name}.csv", row, column.name) in [p[:3] for p in found]


@examples(5)
@given(st.data())
def test_a_key_given_twice_is_named_at_the_later_row(data: st.DataObject) -> None:
    keyed = [t for t in TABLES.values() if t.key and len(ROWS[t.name]) > 1]
    table = data.draw(st.sampled_from(keyed))
    first, second = data.draw(
        st.lists(st.integers(2, len(ROWS[table.name]) + 1), min_size=2, max_size=2,
                 unique=True)
    )  # fmt: skip
    key = ROWS[table.name][first - 2][table.key]
    found = problems_in(rewritten(with_cells(table.name, second, **{table.key: key})))
    told = f"the key of row {min(first, second)} again: "
    assert max(first, second) in [p.row for p in found if p.wrong.startswith(told)]
