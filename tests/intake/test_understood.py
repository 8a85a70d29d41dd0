"""Cells are read as what they can only mean; a column that is in doubt is told once."""

from pathlib import Path
from typing import Any

import pyarrow.dataset as ds
import pytest

from dashboard.database.open import open_record
from dashboard.intake import files, understood
from dashboard.record import cells, checks
from tests.support.damage import edit, problems, with_cells
from tests.support.small_record import ROWS, write_record


def changed(table: str, column: str, to: Any) -> dict[str, list[dict[str, Any]]]:
    """The small record with every filled cell of a column made another."""
    rows = {name: [dict(row) for row in kept] for name, kept in ROWS.items()}
    for row in rows[table]:
        if row.get(column, "") != "":
            row[column] = to(row[column])
    return rows


def test_a_problem_is_told_of_the_file_as_it_is_called(tmp_path: Path) -> None:
    folder = write_record(tmp_path)
    edit(folder, "relays.csv", "explicit", "sung")
    (folder / "relays.csv").rename(folder / "relays (1).csv")
    found, total = understood.problems(files.read(folder))
    assert [p.file for p in found] == ["relays (1).csv"]
    assert total == 1


@pytest.mark.parametrize("large", [False, True])
def test_what_cells_can_only_mean_is_read_with_one_remark_for_all(
    tmp_path: Path, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(cells, "LARGE", 0)
    folder = write_record(tmp_path, changed("quotes", "start", lambda n: f"{n}.0"))
    edit(folder, "positions.csv", ",3,declared", ",3.0,declared")
    opened = open_record(folder)
    assert opened.remarks == [
        "whole numbers are read without their .0: “140.0” as “140”, 8 cells"
        " (quotes.csv: start; positions.csv: strength)"
    ]
    quotes = opened.answer(opened.table("quotes"))
    assert list(quotes["start"]) == [row["start"] for row in ROWS["quotes"]]


def test_a_record_that_keeps_all_rules_is_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = files.read(write_record(tmp_path))
    monkeypatch.setattr(understood, "_understand", None)
    assert understood.problems(read) == ([], 0)
    assert not read.before


def test_a_column_that_a_spreadsheet_rewrote_is_told_once_with_what_is_sure(
    tmp_path: Path,
) -> None:
    rows = changed("events", "happened_on", lambda _: "27/07/2023")
    rows["events"][1]["happened_on"] = "04/07/2023"
    rows["events"][4]["happened_on"] = "Jul-23"
    [found] = problems(write_record(tmp_path, rows))
    assert found[:4] == ("events.csv", 3, "happened_on", "04/07/2023")
    assert found.wrong == (
        "a spreadsheet rewrote this column: a day and a month that may be swapped; a"
        " month with two digits, which may be its year. Sure is “27/07/2023”:"
        " 2023-07-27. In doubt: row 3, “04/07/2023” (2023-07-04 or 2023-04-07), row 6,"
        " “Jul-23” (2023-07 or 1923-07, or 23 Jul of a year)"
    )


def test_a_doubtful_number_is_told_once_and_sound_rows_are_not_blamed(
    tmp_path: Path,
) -> None:
    rows = with_cells("sources", 2, length="1.001")
    [found] = problems(write_record(tmp_path, rows))
    assert (found.file, found.column, found.value) == ("sources.csv", "length", "1.001")
    rows = with_cells("quotes", 2, start="1.001")
    [found] = problems(write_record(tmp_path, rows))
    assert (found.row, found.column, found.value) == (2, "start", "1.001")


def test_a_hop_that_is_no_number_blames_no_other(tmp_path: Path) -> None:
    rows = with_cells("relays", 2, hop="first")
    rows["relays"].append({**rows["relays"][0], "hop": 2, "actor_id": "oda-marsk"})
    [found] = problems(write_record(tmp_path, rows))
    assert (found.row, found.column, found.value) == (2, "hop", "first")


def test_thousands_are_read_where_one_cell_of_the_column_shows_their_sign(
    tmp_path: Path,
) -> None:
    rows = with_cells("sources", 2, length="12,000")
    [found] = problems(write_record(tmp_path, rows))
    assert "12,000" in found.wrong
    source = {**rows["sources"][0], "source_id": "more", "length": "1,234"}
    rows["sources"].append(source)
    assert problems(write_record(tmp_path, rows)) == []


def test_signs_for_nothing_are_read_as_empty_and_told(tmp_path: Path) -> None:
    rows = with_cells("quotes", 2, within="NA", said_on="-")
    rows["quotes"][0]["note"] = "NA"
    opened = open_record(write_record(tmp_path, rows))
    assert opened.remarks == [
        "signs for “nothing” are read as empty: “NA” as “”, 2 cells"
        " (quotes.csv: within, said_on)"
    ]
    first = opened.answer(opened.table("quotes")).iloc[0]
    assert (first["within"], first["said_on"], first["note"]) == ("", "", "NA")


def test_a_key_again_is_told_with_the_cells_that_differ(tmp_path: Path) -> None:
    rows = with_cells("issues", 2)
    rows["issues"] += [
        dict(rows["issues"][0], label="Another"),
        dict(rows["issues"][1]),
    ]
    found = problems(write_record(tmp_path, rows))
    assert [(p.row, p.column, p.value, p.wrong) for p in found] == [
        (4, "issue_id", "dam",
         "the key of row 2 again: label is “Another” here, “Arden’s dam on the Selm”"
         " there"),
        (5, "issue_id", "talks", "row 3 again, cell for cell"),
    ]  # fmt: skip


def test_values_are_put_in_place_and_those_of_before_are_kept(tmp_path: Path) -> None:
    read = files.read(write_record(tmp_path))
    understood.replace(read, "relays", {"basis": {"explicit": "x"}})
    read_as = read.whole()["relays"]["basis"].to_pylist()
    assert read_as == ["x", "x", "agentless"]
    before = read.before["relays"]
    assert isinstance(before, ds.Dataset)
    assert before.to_table()["basis"].to_pylist() == [
        "explicit",
        "explicit",
        "agentless",
    ]
    assert checks.problems(read)[1] == 2
