"""Tables and JSON are read as people save them, within bounds."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.importing import reading
from dashboard.importing.draft import NotRead, Options, Sheet
from dashboard.importing.reading import fields, planned
from dashboard.record import limits
from tests.intake.test_workbooks import xlsx


def rows(path: Path, content: bytes) -> tuple[list[str], list[object]]:
    path.write_bytes(content)
    sheet = reading.sheet(path, Options())
    return sheet.columns, list(sheet.rows)


@pytest.mark.parametrize(
    "content",
    [
        "Wer,Was\nÜlo,“a”\n".encode(),
        "Wer;Was\r\nÜlo;“a”\r\n".encode("utf-8-sig"),
        "sep=;\nWer;Was\nÜlo;“a”\n".encode(),
        "Wer\tWas\nÜlo\t“a”\n".encode("utf-16"),
        "Wer|Was\n\nÜlo|“a”|\n".encode("cp1252"),
    ],
)
def test_a_table_is_read_however_it_was_saved(tmp_path: Path, content: bytes) -> None:
    columns, found = rows(tmp_path / "t.csv", content)
    assert columns == ["Wer", "Was"]
    assert [cells for _, cells in found] == [["Ülo", "“a”"]]


def test_a_table_is_read_from_parquet_and_from_json(tmp_path: Path) -> None:
    held = [{"Wer": "Ülo", "Nr": 7, "ja": None}, {"Wer": "Oda", "Nr": 8, "ja": True}]
    pq.write_table(pa.Table.from_pylist(held), tmp_path / "t.parquet")
    sheet = reading.sheet(tmp_path / "t.parquet", Options())
    cells = [["Ülo", "7", ""], ["Oda", "8", "True"]]
    assert (sheet.columns, list(sheet.rows)) == (
        ["Wer", "Nr", "ja"], [(2, cells[0]), (3, cells[1])],
    )  # fmt: skip
    (tmp_path / "t.json").write_text(json.dumps(held), "utf-8")
    sheet = reading.objects(tmp_path / "t.json", Options())
    assert (sheet.columns, list(sheet.rows)) == (
        ["Wer", "Nr", "ja"], [(1, cells[0]), (2, cells[1])],
    )  # fmt: skip


def test_what_is_no_parquet_and_no_list_of_rows_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and no more")
    with pytest.raises(NotRead, match="cannot be read as Parquet"):
        reading.sheet(tmp_path / "t.parquet", Options())
    (tmp_path / "t.json").write_text('[{"a": [1]}]', "utf-8")
    with pytest.raises(NotRead, match="is no list of rows"):
        reading.objects(tmp_path / "t.json", Options())


def test_rows_are_numbered_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    _, found = rows(tmp_path / "t.csv", b"a,b\n1,2\n\n,\n3\n")
    assert found == [(2, ["1", "2"]), (5, ["3", ""])]


def test_columns_have_names_of_their_own(tmp_path: Path) -> None:
    columns, _ = rows(tmp_path / "t.csv", b"a,a,,b \n1,2,3,4\n")
    assert columns == ["a", "a (2)", "column 3", "b"]


@pytest.mark.parametrize(
    ("content", "row", "wrong"),
    [
        (b"", 1, "its first row names no column"),
        (b"a,b\n1,2,3\n", 2, "3 cells where the header has 2"),
        (b'a,b\n1,"2\n', 2, "cannot be read as CSV: unexpected end of data"),
        (b"a\0b\n", None, "is no text"),
        (b"a\n" + b"x" * (limits.CELL + 1), 2, "cannot be read as CSV: field larger"),
    ],
)
def test_what_is_no_table_is_told_with_its_row(
    tmp_path: Path, content: bytes, row: int | None, wrong: str
) -> None:
    with pytest.raises(NotRead) as refused:
        rows(tmp_path / "t.csv", content)
    assert refused.value.problem.row == row
    assert refused.value.problem.wrong.startswith(wrong)


def test_a_header_may_break_its_lines(tmp_path: Path) -> None:
    columns, found = rows(tmp_path / "t.csv", b'"a\nb",c\n1,2\n')
    assert (columns, found) == (["a b", "c"], [(2, ["1", "2"])])


@pytest.mark.parametrize("content", [b"a,b,c,d,e,f,g\n", b"a,b\n1,2,3,4,5,6,7\n"])
def test_a_line_has_a_bound(
    tmp_path: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LINE", 10)
    with pytest.raises(NotRead, match="field larger than field limit"):
        rows(tmp_path / "t.csv", content)


def test_json_is_read_whole_or_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('\ufeff{"a": [1]}', encoding="utf-8")
    assert reading.read_json(path) == {"a": [1]}
    path.write_text('{"a": 1}\n\n{"a": 2}\n')
    assert reading.read_json(path) == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "row", "wrong"),
    [
        ('{"a":\n]', 2, "is no JSON"),
        ('{"a": 1}\n{"a": }', 2, "is no JSON"),
        ('{"a": NaN}', None, "is no JSON: NaN is no number"),
        ("[" * 200_000, None, "is nested too deeply"),
    ],
)
def test_what_is_no_json_is_told(
    tmp_path: Path, text: str, row: int | None, wrong: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    with pytest.raises(NotRead) as refused:
        reading.read_json(path)
    assert refused.value.problem.row == row
    assert refused.value.problem.wrong.startswith(wrong)


def test_a_file_that_is_read_whole_has_a_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "IMPORTED", 5)
    path = tmp_path / "a.json"
    path.write_text("[1, 2]")
    with pytest.raises(NotRead, match="has 6 bytes; 5 bytes are read at most"):
        reading.read_json(path)


def test_fields_are_those_of_the_row_and_of_what_it_refers_to() -> None:
    found = fields("quotes")
    assert {"content", "speaker_id", "speaker_id.kind", "speaker_id.member_of",
            "source_id.publisher_id.kind",
            "issue_id.support_means"} <= set(found)  # fmt: skip
    assert "speaker_id.actor_id" not in found


def test_columns_are_mapped_by_name_by_suggestion_and_as_told() -> None:
    sheet = Sheet(
        ["Speaker ID", "words", "Topic", "x"], [], suggested={"words": "content"}
    )
    plan = planned(sheet, Options(columns={"Topic": "issue_id"}))
    assert plan == {
        "Speaker ID": "speaker_id", "words": "content", "Topic": "issue_id", "x": "",
    }  # fmt: skip


def test_what_is_told_goes_before_what_a_name_suggests() -> None:
    plan = planned(
        Sheet(["content", "Quote"], []), Options(columns={"Quote": "content"})
    )
    assert plan == {"content": "", "Quote": "content"}


@pytest.mark.parametrize(
    ("options", "wrong", "mend"),
    [
        (Options("quote"), "no table of a record", "quotes"),
        (Options(columns={"B": "content"}), "no column of the file", "there are: a"),
        (Options(columns={"a": "speakr_id"}), "no field of quotes", "speaker_id"),
        (Options(values={"kinds": "x"}), "no field of quotes", "kind"),
    ],
)
def test_what_there_is_not_is_named(options: Options, wrong: str, mend: str) -> None:
    with pytest.raises(NotRead) as refused:
        planned(Sheet(["a"], []), options)
    assert refused.value.problem.wrong == wrong
    assert mend in refused.value.problem.mend


def test_two_columns_for_one_field_are_refused() -> None:
    told = Options(columns={"a": "content", "b": "content"})
    with pytest.raises(NotRead, match="a and b are both mapped to content"):
        planned(Sheet(["a", "b"], []), told)


def test_a_workbook_is_read_by_its_sheet(tmp_path: Path) -> None:
    one = [["Wer", "Wann"], ["Ülo", date(2023, 7, 27)], ["", ""], ["Oda", 7.0]]
    path = xlsx(tmp_path / "t.xlsx", {"Zitate": one, "Leer": []})
    sheet = reading.sheet(path, Options())
    assert sheet.columns == ["Wer", "Wann"]
    assert list(sheet.rows) == [(2, ["Ülo", "2023-07-27"]), (4, ["Oda", "7"])]
    path = xlsx(tmp_path / "t.xlsx", {"Zitate": one, "Notizen": [["a"], ["b"]]})
    with pytest.raises(NotRead) as refused:
        reading.sheet(path, Options())
    assert refused.value.problem.mend == "--sheet, one of: Zitate, Notizen"
    with pytest.raises(NotRead, match="has no sheet “Quotes”"):
        reading.sheet(path, Options(sheet="Quotes"))
    assert list(reading.sheet(path, Options(sheet="notizen")).rows) == [(2, ["b"])]
    path.write_text("no workbook")
    with pytest.raises(NotRead, match="cannot be read as a workbook"):
        reading.sheet(path, Options())
