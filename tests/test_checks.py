"""Every kind of damage is refused, where it stands, with a way to mend it."""

import copy
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.record.problems import Problem, RecordRefused
from dashboard.record.schema import TABLES
from tests.support.damage import edit, problems, problems_with, refusal, with_cells
from tests.support.small_record import ROWS, key, write_record

Q4, Q5, Q6, Q6B = key(4, "a"), key(5, "a"), key(6, "a"), key(6, "b")

# table, row, cells changed; column and value named; what is wrong; a part of the mend.
CELLS: list[tuple[str, int, dict[str, Any], str, str, str, str]] = [
    ("issues", 2, {"label": ""}, "label", "", "empty required cell", "fill it in"),
    ("issues", 2, {"label": "  "}, "label", "  ", "empty required cell", "fill it in"),
    ("relays", 2, {"quote_id": ""}, "quote_id", "", "empty required cell", "fill it"),
    ("marks", 2, {"mark_id": key(4, "ma")}, "mark_id", key(4, "ma"), "duplicate key",
     "a key of its own"),
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
    ("events", 2, {"evidence": "opened the dam"}, "end", "130",
     "span is not as long as its words", "let a program find the span"),
    ("marks", 2, {"end": "0"}, "end", "0", "number out of range", "from 1"),
    ("marks", 2, {"end": "3"}, "end", "3", "span ends before it begins", "program"),
    ("sources", 2, {"published_on": "4 May 2023"}, "published_on", "4 May 2023",
     "no EDTF date, or one that ends before it begins", "2023-07-27"),
    ("quotes", 2, {"said_on": "2023-02-30"}, "said_on", "2023-02-30",
     "no EDTF date, or one that ends before it begins", "2023-07-27"),
    ("positions", 2, {"valid": "2023/2019"}, "valid", "2023/2019",
     "no EDTF date, or one that ends before it begins", "2023-07-27"),
    ("relays", 2, {"hop": "2"}, "hop", "2", "hops not 1, 2, 3 …", "from the speaker"),
    ("relays", 3, {"quote_id": Q4}, "hop", "1", "hops not 1, 2, 3 …", "1, 2, 3"),
    ("relays", 2, {"actor_id": ""}, "actor_id", "", "nobody named", "agentless"),
    ("relays", 4, {"actor_id": "analyst"}, "actor_id", "analyst",
     "agentless, yet somebody is named", "leave actor_id empty"),
    ("quotes", 2, {"within": Q4}, "within", Q4, "nested in itself", "leave it empty"),
    ("positions", 3, {"asserted_by": "analyst"}, "asserted_by", "analyst",
     "“self”, yet asserted_by does not speak for the holder", "name an actor"),
    ("positions", 2, {"voice": "self"}, "asserted_by", "arden-news",
     "“self”, yet asserted_by does not speak for the holder", "name an actor"),
    ("positions", 3, {"voice": "own_state_media"}, "asserted_by", "oda-marsk",
     "“own_state_media”, yet asserted_by is no medium of the holder's state", "name"),
    ("positions", 6, {"asserted_by": "daily-lantern"}, "asserted_by", "daily-lantern",
     "“reporter”, yet asserted_by is not the source's wire (or publisher)", "name"),
    ("positions", 6, {"strength": "2"}, "strength", "2", "a silence has no strength",
     "leave strength empty"),
    ("positions", 6, {"country_id": ""}, "country_id", "", "nobody holds it",
     "fill in country_id or actor_id"),
    ("sources", 2, {"sha256": "beef"}, "sha256", "beef", "not a SHA-256 hash",
     "64 digits"),
    ("sources", 2, {"sha256": "A" * 64}, "sha256", "A" * 64, "not a SHA-256 hash",
     "64 digits"),
    ("events", 2, {"happened_on": ""}, "happened_on", "", "dated, yet without a date",
     "say undated"),
    ("events", 4, {"happened_on": "2023"}, "happened_on", "2023",
     "undated, yet with a date", "empty it"),
    ("events", 4, {"precision": "year"}, "precision", "year",
     "precision and date_basis disagree", "undated"),
    ("participants", 4, {"country_id": ""}, "actor_id", "", "names nobody", "fill in"),
    ("participants", 5, {"country_id": "ARD"}, "event_id", key(9, "ea"),
     "two rows alike", "delete one"),
]  # fmt: skip


def test_the_small_record_opens_without_a_problem_or_a_remark(
    record_folder: Path,
) -> None:
    assert problems(record_folder) == []
    assert open_record(record_folder).remarks == []


def test_a_record_of_headers_alone_opens(tmp_path: Path) -> None:
    assert problems(write_record(tmp_path, {})) == []


@pytest.mark.parametrize("case", CELLS, ids=lambda case: f"{case[0]}: {case[5]}")
def test_a_damaged_cell_is_named_where_it_stands(
    tmp_path: Path, case: tuple[str, int, dict[str, Any], str, str, str, str]
) -> None:
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


def test_a_ring_of_statements_is_named_at_each_of_its_rows(tmp_path: Path) -> None:
    rows = with_cells("quotes", 5, within=Q6B)
    found = problems(write_record(tmp_path, rows))
    assert [(p.row, p.value, p.wrong) for p in found] == [
        (5, Q6B, "nested in itself"),
        (6, Q6, "nested in itself"),
    ]


def test_a_statement_nested_in_a_ring_is_not_blamed_for_it(tmp_path: Path) -> None:
    rows = with_cells("quotes", 2, within=Q6)
    rows["quotes"][3]["within"] = Q6
    found = problems(write_record(tmp_path, rows))
    assert [(p.row, p.wrong) for p in found] == [(5, "nested in itself")]


def test_a_span_beyond_the_end_of_its_source_is_named(tmp_path: Path) -> None:
    found = problems_with(tmp_path, "sources", 2, length=580)
    assert [(p.file, p.row, p.column, p.wrong) for p in found] == [
        ("events.csv", 6, "end", "span ends after the source does"),
    ]


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [("quotes", 6, "within"), ("positions", 3, "quote_id"), ("marks", 3, "quote_id")],
)
def test_a_row_told_by_a_statement_of_another_source_is_named(
    tmp_path: Path, table: str, row: int, column: str
) -> None:
    rows = copy.deepcopy({name: list(kept) for name, kept in ROWS.items()})
    rows["sources"].append(rows["sources"][0] | {"source_id": "other"})
    rows[table][row - 2]["source_id"] = "other"
    if table == "positions":
        rows[table][row - 2]["voice"] = "self"
    found = problems(write_record(tmp_path, rows))
    assert [(p.file, p.row, p.column, p.wrong) for p in found if p.row == row] == [
        (f"{table}.csv", row, column, "that statement is in another source")
    ]


def test_a_strength_out_of_range_is_one_problem(tmp_path: Path) -> None:
    [found] = problems_with(tmp_path, "positions", 2, strength=4)
    assert found.mend == "write a whole number from 1 to 3"


def test_a_bad_duplicate_key_is_named_for_both_faults(tmp_path: Path) -> None:
    rows = with_cells("issues", 2, issue_id="A B")
    rows["issues"].append(rows["issues"][0])
    found = problems(write_record(tmp_path, rows))
    assert {(p.row, p.wrong) for p in found if p.file == "issues.csv"} == {
        (2, "key is no slug"),
        (2, "duplicate key"),
        (4, "key is no slug"),
        (4, "duplicate key"),
    }


def test_all_problems_come_at_once_in_the_order_of_tables_and_rows(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 4, kind="shout")
    rows["sources"][0]["language"] = ""
    rows["quotes"][0]["speaker_id"] = "ghost"
    rows["positions"][4]["strength"] = 1
    found = problems(write_record(tmp_path, rows))
    assert [(p.file, p.row, p.column) for p in found] == [
        ("sources.csv", 2, "language"),
        ("quotes.csv", 2, "speaker_id"),
        ("quotes.csv", 4, "kind"),
        ("positions.csv", 6, "strength"),
    ]


def test_all_problems_are_counted_and_the_first_200_listed(tmp_path: Path) -> None:
    issues = [{"issue_id": f"Issue {n}", "label": ""} for n in range(300)]
    refused = refusal(write_record(tmp_path, {"issues": issues}))
    assert refused is not None
    assert refused.total == 900  # no slug, no label, no support_means
    assert len(refused.problems) == 200
    assert refused.problems[0].row == 2
    assert str(refused) == "900 problems in the record"


def test_more_than_200_problems_between_cells_are_all_counted(tmp_path: Path) -> None:
    rows = dict(ROWS) | {"participants": [{"event_id": key(4, "ea")}] * 300}
    refused = refusal(write_record(tmp_path, rows))
    assert refused is not None
    assert refused.total == 600  # names nobody, and is like the others


def test_a_missing_table_is_named_with_its_header(record_folder: Path) -> None:
    (record_folder / "relays.csv").unlink()
    [found] = problems(record_folder)
    assert found[:5] == ("relays.csv", None, "", "", "table missing")
    assert found.mend == "add it, with the header quote_id,hop,actor_id,basis"


def test_a_renamed_table_is_found_by_its_name(record_folder: Path) -> None:
    (record_folder / "relays.csv").rename(record_folder / "Relays.CSV")
    [found] = problems(record_folder)
    assert (found.wrong, found.mend) == (
        "table missing",
        "rename Relays.CSV to relays.csv",
    )


def test_a_missing_column_is_named_once_and_not_at_every_row(
    record_folder: Path,
) -> None:
    for table in TABLES.values():
        edit(record_folder, f"{table.name}.csv", f",{table.names[-1]}\n", "\n")
    found = problems(record_folder)
    missing = [(p.file, p.row, p.column) for p in found if p.wrong == "column missing"]
    last = [(f"{table.name}.csv", 1, table.names[-1]) for table in TABLES.values()]
    assert missing == last


@pytest.mark.parametrize(
    "name", ["Speaker ID", "speaker-id", " speaker_id", "SPEAKER_ID"]
)
def test_a_column_in_capitals_or_with_spaces_is_to_be_renamed(
    record_folder: Path, name: str
) -> None:
    edit(record_folder, "quotes.csv", "speaker_id", name)
    [found] = problems(record_folder)
    assert found == (
        "quotes.csv", 1, "speaker_id", name, "column missing",
        f"rename “{name}” to speaker_id",
    )  # fmt: skip


def test_a_renamed_column_is_named_with_the_column_that_may_hold_it(
    record_folder: Path,
) -> None:
    edit(record_folder, "issues.csv", "support_means", "meaning")
    [found] = problems(record_folder)
    assert (found.column, found.wrong) == ("support_means", "column missing")
    assert found.mend.startswith("add the column support_means, or rename the one")
    assert found.mend.endswith("(meaning)")


def test_a_column_twice_is_named(record_folder: Path) -> None:
    edit(record_folder, "issues.csv", "label", "issue_id")
    found = problems(record_folder)
    assert (found[0].column, found[0].wrong) == ("issue_id", "column twice")
    assert found[0].mend == "keep one of the two"


@pytest.mark.parametrize(("more", "cells"), [(",more", 4), ("", 2)])
def test_a_ragged_row_is_named(record_folder: Path, more: str, cells: int) -> None:
    path = record_folder / "issues.csv"
    row = f"a-b,label,means{more}" if more else "a-b,label"
    path.write_text(path.read_text("utf-8") + row + "\n", encoding="utf-8")
    found = problems(record_folder)[0]
    assert (found.row, found.value) == (4, row)
    assert found.wrong == f"{cells} cells where the header has 3"
    assert "quote cells that hold a comma" in found.mend


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " , \n"])
def test_an_empty_file_is_told_to_have_a_header(record_folder: Path, text: str) -> None:
    (record_folder / "participants.csv").write_text(text, encoding="utf-8")
    [found] = problems(record_folder)
    assert found[:5] == ("participants.csv", 1, "", "", "empty file")
    assert found.mend.endswith("event_id,actor_id,country_id")


def test_a_file_without_a_header_is_told_to_have_one(record_folder: Path) -> None:
    edit(record_folder, "issues.csv", "issue_id,label,support_means\n", "")
    found = problems(record_folder)[0]
    assert (found.file, found.row) == ("issues.csv", 1)
    assert found.wrong == "header names none of the table's columns"
    assert found.mend == "make the first line issue_id,label,support_means"


def test_a_file_that_is_not_utf8_is_named_at_its_row(record_folder: Path) -> None:
    path = record_folder / "actors.csv"
    path.write_bytes(path.read_bytes().replace("’".encode(), b"\x92", 1))
    [found] = [p for p in problems(record_folder) if p.file == "actors.csv"]
    assert (found.row, found.value[:2], found.wrong) == (4, "92", "not UTF-8")
    assert "save the file as UTF-8" in found.mend


def test_utf16_is_called_by_its_name(record_folder: Path) -> None:
    path = record_folder / "issues.csv"
    path.write_text(path.read_text("utf-8"), encoding="utf-16")
    found = problems(record_folder)[0]
    assert (found.row, found.wrong) == (1, "not UTF-8, but UTF-16 or damaged")
    assert "CSV UTF-8" in found.mend


@pytest.mark.parametrize(("sign", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_other_separators_are_called_by_their_name(
    record_folder: Path, sign: str, called: str
) -> None:
    path = record_folder / "relays.csv"
    path.write_text(path.read_text("utf-8").replace(",", sign), encoding="utf-8")
    [found] = problems(record_folder)
    assert (found.file, found.row) == ("relays.csv", 1)
    assert found.wrong == f"cells are separated by {called}, not commas"
    assert "comma delimited" in found.mend


def test_a_cell_that_is_never_closed_is_named_at_its_row(record_folder: Path) -> None:
    path = record_folder / "issues.csv"
    path.write_text(path.read_text("utf-8") + '"open,x,y\n', encoding="utf-8")
    found = problems(record_folder)[0]
    assert (found.row, found.wrong) == (
        4,
        "cannot be read as CSV: unexpected end of data",
    )
    assert "twice" in found.mend


def test_rows_are_counted_as_a_spreadsheet_does(record_folder: Path) -> None:
    # A cell of two lines is one row; a blank line is a row.
    text = 'issue_id,label,support_means\ndam,"two\nlines",x\n\ntalks,,x\n'
    (record_folder / "issues.csv").write_text(text, encoding="utf-8")
    [found] = problems(record_folder)
    assert (found.row, found.column, found.wrong) == (4, "label", "empty required cell")


def test_a_byte_order_mark_and_windows_line_ends_are_read(record_folder: Path) -> None:
    for path in record_folder.glob("*.csv"):
        text = path.read_text("utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert problems(record_folder) == []


def test_other_columns_and_files_are_remarked_and_do_no_harm(
    record_folder: Path,
) -> None:
    # Names that could collide: another case, a prepared column, none at all.
    path = record_folder / "issues.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    rows = [f"{row},a,b,c,d,e" for row in rows]
    text = "\n".join([f"{header},Label,earliest,,_row,_row", *rows])
    path.write_text(text, encoding="utf-8")
    (record_folder / "extra.csv").write_text("a,b\n")
    remarks = open_record(record_folder).remarks
    assert len(remarks) == 6
    assert remarks[0] == (
        "issues.csv: column 4, “Label”, is not one of the record's; kept, not shown"
    )
    assert remarks[-1] == "extra.csv: not a table of the record; kept, not shown"


def test_an_absent_data_package_is_a_remark(record_folder: Path) -> None:
    (record_folder / "datapackage.json").unlink()
    assert "datapackage.json" in open_record(record_folder).remarks[0]


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"title": 3}', '{"licenses": "MIT"}', '{"x": "\\ud800"}']
)
def test_a_data_package_that_cannot_be_read_is_a_problem(
    record_folder: Path, text: str
) -> None:
    (record_folder / "datapackage.json").write_text(text)
    [found] = problems(record_folder)
    assert found.file == "datapackage.json"
    assert found.wrong
    assert found.mend.startswith("write")


def test_a_folder_without_any_table_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    [found] = problems(tmp_path)
    assert found.wrong == "holds none of the record's tables"
    assert "sources.csv" in found.mend


def test_a_folder_above_the_record_is_told_where_it_is(record_folder: Path) -> None:
    [found] = problems(record_folder.parent)
    assert found.mend == f"did you mean {record_folder}?"


def test_a_spreadsheet_is_to_be_saved_as_csv(tmp_path: Path) -> None:
    (tmp_path / "record.xlsx").write_bytes(b"PK")
    [found] = problems(tmp_path)
    assert "CSV UTF-8" in found.mend


def test_a_record_that_does_not_exist_is_one_problem(tmp_path: Path) -> None:
    [found] = problems(tmp_path / "nowhere")
    assert found[:5] == ("nowhere", None, "", "", "does not exist")


@pytest.mark.parametrize("top", ["", "record/", "a/b/record/", "record\\"])
def test_a_zip_opens_whatever_folder_it_nests(record_folder: Path, top: str) -> None:
    packed = record_folder.parent / "record.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in record_folder.iterdir():
            archive.write(path, f"{top}{path.name}")
            archive.writestr(f"__MACOSX/{top}._{path.name}", b"\0\1")
        archive.writestr("resources.csv", "x")
        if top:
            archive.writestr("countries.csv", "of another record")
    opened = open_record(packed)
    assert len(opened.answer(opened.table("quotes"))) == 7
    assert opened.about["title"] == "A small record"


def test_a_zip_without_one_table_names_that_table(record_folder: Path) -> None:
    packed = record_folder.parent / "record.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in record_folder.iterdir():
            if path.name != "sources.csv":
                archive.write(path, f"record/{path.name}")
    found = problems(packed)
    assert [(p.file, p.wrong) for p in found] == [("sources.csv", "table missing")]


def test_a_file_that_is_no_zip_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "record.zip"
    path.write_bytes(b"PK\x03\x04 and no more")
    [found] = problems(path)
    assert found.wrong == "is neither a folder nor a .zip that can be read"
    assert "name a folder" in found.mend


def test_nothing_is_opened_of_a_record_that_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordRefused):
        open_record(write_record(tmp_path, with_cells("quotes", 2, kind="")))


def test_state_media_that_speak_for_their_state_do_not_assert_as_the_holder(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 2, speaker_id="arden-news")
    rows["positions"][0]["voice"] = "self"
    [found] = problems(write_record(tmp_path, rows))
    assert found[:4] == ("positions.csv", 2, "asserted_by", "arden-news")


def test_words_that_are_absent_are_not_also_called_too_short(tmp_path: Path) -> None:
    [found] = problems_with(tmp_path, "quotes", 2, content="")
    assert (found.column, found.wrong) == ("content", "empty required cell")


def test_line_ends_inside_a_cell_stay_as_they_are(record_folder: Path) -> None:
    path = record_folder / "issues.csv"
    data = path.read_bytes().replace(b"it should stand", b'"it should\r\nstand"')
    path.write_bytes(data)
    opened = open_record(record_folder)
    issues = opened.answer(opened.table("issues")).set_index("issue_id")
    assert issues["support_means"]["dam"] == "it should\r\nstand"


def test_a_state_body_speaks_for_its_state_without_a_statement(tmp_path: Path) -> None:
    cells = {"actor_id": "", "asserted_by": "brekland-water"}
    assert problems_with(tmp_path, "positions", 3, **cells) == []


def test_an_actor_that_holds_a_view_for_no_state_asserts_it_itself(
    tmp_path: Path,
) -> None:
    cells = {"country_id": "", "actor_id": "analyst", "voice": "self"}
    assert problems_with(tmp_path, "positions", 5, **cells) == []
