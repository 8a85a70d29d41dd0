"""A table's file is read as it stands, or it is said in which row it cannot be."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.database.open import open_record
from dashboard.intake import files, readers
from dashboard.record import limits
from dashboard.record.cells import Files
from dashboard.record.schema import TABLES
from tests.support.damage import edit, problems, with_cells
from tests.support.random_damage import (
    CSVS,
    FILES,
    SOME,
    TEXT,
    examples,
    opened,
    problems_in,
    rewritten,
)
from tests.support.small_record import ROWS, write_record


def test_a_missing_column_is_named_once_and_not_at_every_row(
    record_folder: Path,
) -> None:
    for table in TABLES.values():
        edit(record_folder, f"{table.name}.csv", f",{table.names[-1]}\n", "\n")
    found = problems(record_folder)
    missing = [(p.file, p.row, p.column) for p in found if p.wrong == "column missing"]
    last = [(f"{table.name}.csv", 1, table.names[-1]) for table in TABLES.values()
            if not table.columns[-1].may_lack]  # fmt: skip
    assert missing == last


@pytest.mark.parametrize(
    "name", ["Speaker ID", "speaker-id", " speaker_id", "SPEAKER_ID"]
)
def test_a_column_in_capitals_or_with_spaces_is_read_and_told(
    record_folder: Path, name: str
) -> None:
    edit(record_folder, "quotes.csv", "speaker_id", name)
    assert open_record(record_folder).remarks == [
        f"quotes.csv: the column “{name}” is read as speaker_id"
    ]


def test_a_renamed_column_is_named_with_the_column_that_may_hold_it(
    record_folder: Path,
) -> None:
    edit(record_folder, "issues.csv", "support_means", "meaning")
    [found] = problems(record_folder)
    assert (found.column, found.wrong) == ("support_means", "column missing")
    assert found.mend.startswith("add the column support_means, or rename the one")
    assert found.mend.endswith("(meaning)")


def test_a_record_may_lack_a_column_that_says_so(record_folder: Path) -> None:
    path = record_folder / "issues.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line.removesuffix(",topic").removesuffix(",")
                              for line in lines) + "\n", "utf-8")  # fmt: skip
    assert path.read_text("utf-8").startswith("issue_id,label,support_means\n")
    assert problems(record_folder) == []


def test_a_column_of_another_spelling_is_none_beside_one_that_is_right(
    record_folder: Path,
) -> None:
    edit(record_folder, "issues.csv", "support_means", "Label")
    [found] = problems(record_folder)
    assert (found.column, found.wrong) == ("support_means", "column missing")


def test_a_column_twice_is_named(record_folder: Path) -> None:
    edit(record_folder, "issues.csv", "label", "issue_id")
    found = problems(record_folder)
    assert (found[0].column, found[0].wrong) == ("issue_id", "column twice")
    assert found[0].mend == "keep one of the two"


@pytest.mark.parametrize(("more", "cells"), [(",more", 5), ("", 2)])
def test_a_ragged_row_is_named(record_folder: Path, more: str, cells: int) -> None:
    path = record_folder / "issues.csv"
    row = f"a-b,label,means,topic{more}" if more else "a-b,label"
    path.write_text(path.read_text("utf-8") + row + "\n", encoding="utf-8")
    found = problems(record_folder)[0]
    assert (found.row, found.value) == (4, row)
    assert found.wrong == f"{cells} cells where the header has 4"
    assert "quote cells that hold a comma" in found.mend


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " , \n"])
def test_an_empty_file_is_told_to_have_a_header(record_folder: Path, text: str) -> None:
    (record_folder / "participants.csv").write_text(text, encoding="utf-8")
    [found] = problems(record_folder)
    assert found[:5] == ("participants.csv", 1, "", "", "empty file")
    assert found.mend.endswith("event_id,actor_id,country_id")


def test_a_file_without_a_header_is_told_to_have_one(record_folder: Path) -> None:
    edit(record_folder, "issues.csv", "issue_id,label,support_means,topic\n", "")
    found = problems(record_folder)[0]
    assert (found.file, found.row) == ("issues.csv", 1)
    assert found.wrong == "header names none of the table's columns"
    assert found.mend == "make the first line issue_id,label,support_means,topic"


def test_a_file_that_is_but_partly_utf8_is_told_with_the_letters_meant(
    record_folder: Path,
) -> None:
    path = record_folder / "actors.csv"
    path.write_bytes(path.read_bytes().replace("’".encode(), b"\x92", 1))
    [found] = [p for p in problems(record_folder) if p.file == "actors.csv"]
    assert (found.row, found.value) == (4, "Arden’s")
    assert found.wrong == "not UTF-8, but for some letters Windows-1252"
    assert found.mend.startswith("if “Arden’s” is what it should say, save the file as")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-16", "in UTF-16 (Excel's “Unicode Text”)"),
        ("utf-16-le", "in UTF-16 (Excel's “Unicode Text”)"),
        ("utf-16-be", "in UTF-16 (Excel's “Unicode Text”)"),
        ("utf-32", "in UTF-32"),
        ("cp1252", "in Windows-1252 (on which ‘ ’ hang)"),
    ],
)
def test_other_encodings_are_read_and_told(
    record_folder: Path, encoding: str, told: str
) -> None:
    path = record_folder / "actors.csv"
    text = path.read_text("utf-8").replace("Ilva Toren", "‘Ilva’ Toren")
    path.write_bytes(text.encode(encoding))
    opened = open_record(record_folder)
    assert opened.remarks == [f"actors.csv: read as written, {told}"]
    names = opened.answer(opened.table("actors"))["name"]
    assert "‘Ilva’ Toren" in set(names)


@pytest.mark.parametrize(
    ("letters", "meant"),
    [
        ("Generała".encode("cp1250"), "Genera³a"),  # Polish, which Windows-1252 is not.
        ("Générale".encode("mac_roman"), "GŽnŽrale"),
        ("Größe".encode("cp437"), ""),  # DOS: one byte is none of Windows-1252.
        ("Größ".replace("ß", "e").encode("cp437"), "Gr”e"),
    ],
)
def test_letters_that_may_be_others_are_not_read_but_shown(
    record_folder: Path, letters: bytes, meant: str
) -> None:
    path = record_folder / "issues.csv"
    path.write_bytes(path.read_bytes().replace(b"it should stand", letters))
    found = next(p for p in problems(record_folder) if p.file == "issues.csv")
    assert found.row == 2
    assert found.wrong.startswith("not UTF-8")
    assert (found.value == meant) if meant else found.value[:2] >= "80"


@pytest.mark.parametrize(
    ("sign", "called"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
)
def test_other_separators_are_read_and_told_once(
    record_folder: Path, sign: str, called: str
) -> None:
    for path in record_folder.glob("*.csv"):
        cells = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=sign).writerows(cells)
    opened = open_record(record_folder)
    assert opened.remarks == [
        "sources.csv, countries.csv, actors.csv and 7 more: read as written, with"
        f" {called} between cells"
    ]
    quotes = opened.answer(opened.table("quotes"))
    assert list(quotes["content"]) == [row["content"] for row in ROWS["quotes"]]


@pytest.mark.parametrize("sign", [",", ";"])
def test_a_first_line_that_says_what_parts_the_cells_is_obeyed(
    record_folder: Path, sign: str
) -> None:
    path = record_folder / "relays.csv"
    text = path.read_text("utf-8").replace(",", sign).replace("explicit", "sung", 1)
    path.write_text(f"sep={sign}\n{text}", encoding="utf-8-sig")
    [found] = problems(record_folder)
    assert (found.row, found.value) == (2, "sung")  # A spreadsheet hides that line.


def test_a_header_is_found_below_other_lines_and_rows_are_counted_with_them(
    record_folder: Path,
) -> None:
    path = record_folder / "relays.csv"
    text = path.read_text("utf-8").replace("explicit", "sung", 1)
    path.write_text(f"The hops of May\n,,,\n{text}", encoding="utf-8")
    [found] = problems(record_folder)
    assert (found.row, found.value) == (4, "sung")
    edit(record_folder, "relays.csv", "sung", "explicit")
    told = "relays.csv: read as written, with other lines above the header"
    assert open_record(record_folder).remarks == [told]


def test_rows_and_columns_in_which_nothing_can_be_seen_are_none(
    record_folder: Path,
) -> None:
    path = record_folder / "relays.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    lines = [
        f"{header},,",
        *(f"{row},,\u00a0" for row in rows),
        ",,,,,",
        " , ,\u200b,,,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    opened = open_record(record_folder)
    assert opened.remarks == []
    assert len(opened.answer(opened.table("relays"))) == 3


def test_last_cells_that_are_left_out_are_empty_where_they_may_be(
    record_folder: Path,
) -> None:
    path = record_folder / "actors.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line.rstrip(",") for line in lines), encoding="utf-8")
    opened = open_record(record_folder)
    told = "actors.csv: rows 2, 3, 4, 5, 6, 7, 9, 10: the last cells are left out, read"
    assert opened.remarks == [f"{told} as empty"]
    assert list(opened.answer(opened.table("actors"))["role"])[3] == "president"


def test_the_header_again_in_the_middle_is_told_and_is_no_row(
    record_folder: Path,
) -> None:
    path = record_folder / "issues.csv"
    header, first, second = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, first, header, second]), encoding="utf-8")
    opened = open_record(record_folder)
    assert opened.remarks == ["issues.csv: row 3 is the header again; left out"]
    assert len(opened.answer(opened.table("issues"))) == 2


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


def test_line_ends_inside_a_cell_stay_as_they_are(record_folder: Path) -> None:
    path = record_folder / "issues.csv"
    data = path.read_bytes().replace(b"it should stand", b'"it should\r\nstand"')
    path.write_bytes(data)
    opened = open_record(record_folder)
    issues = opened.answer(opened.table("issues")).set_index("issue_id")
    assert issues["support_means"]["dam"] == "it should\r\nstand"


@examples(6)
@given(st.data())
def test_a_column_dropped_or_renamed_is_named(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(list(TABLES.values())))
    place = data.draw(st.integers(0, len(table.names) - 1))
    new = data.draw(st.none() | TEXT.filter(lambda name: name not in table.names))
    rows = list(csv.reader(io.StringIO(FILES[f"{table.name}.csv"].decode())))
    if new is None:
        rows = [[*row[:place], *row[place + 1 :]] for row in rows]
    else:
        rows[0][place] = new
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = problems_in(FILES | {f"{table.name}.csv": written.getvalue().encode()})
    named = [p.column for p in found if p.file == f"{table.name}.csv" and p.row == 1]
    # A name that breaks the header line itself is a problem of the line.
    may_lack = table.columns[place].may_lack
    assert may_lack or table.names[place] in named or "" in named


@examples(4)
@given(st.sampled_from(CSVS), st.sampled_from([":", " "]))
def test_other_separators_never_pass(name: str, sign: str) -> None:
    found = problems_in(FILES | {name: FILES[name].replace(b",", sign.encode())})
    assert (name, 1) in [p[:2] for p in found]


@examples(6)
@given(st.sampled_from(CSVS), st.data())
def test_a_byte_that_is_not_utf8_is_named(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FILES[name])))
    byte = data.draw(st.sampled_from([b"\xff", b"\xc0", b"\xfe", b"\0"]))
    found = problems_in(FILES | {name: FILES[name][:at] + byte + FILES[name][at:]})
    said = [p for p in found if p.file == name]
    assert said[0].wrong.startswith("not UTF-8")
    assert said[0].row is not None
    assert 1 <= said[0].row <= len(ROWS[name.removesuffix(".csv")]) + 2


@examples(5)
@given(st.sampled_from(CSVS), st.data())
def test_a_row_with_a_cell_too_many_or_too_few_is_named(
    name: str, data: st.DataObject
) -> None:
    rows = list(csv.reader(io.StringIO(FILES[name].decode())))
    row = data.draw(st.integers(1, len(rows) - 1))
    columns = TABLES[name.removesuffix(".csv")].columns
    last = max(place for place, one in enumerate(columns) if one.required)
    width = data.draw(
        st.integers(len(rows[0]) + 1, len(rows[0]) + 3) | st.integers(1, last or 1)
    )
    if not last and width == 1:  # What is left out of such a row may be empty.
        width = len(rows[0]) + 1
    rows[row] = ((rows[row] + ["x"] * 3)[:width]) or ["x"]
    rows[row][0] = rows[row][0] or "x"
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = problems_in(FILES | {name: written.getvalue().encode()})
    assert (name, row + 1, "") in [p[:3] for p in found]


@examples(8)
@given(st.sampled_from(CSVS), st.data())
def test_what_is_left_of_a_cut_file_is_refused_or_whole_rows(
    name: str, data: st.DataObject
) -> None:
    whole = FILES[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    if problems_in(FILES | {name: whole[:at]}):
        return
    kept = list(csv.reader(io.StringIO(whole[:at].decode())))
    rows = list(csv.reader(io.StringIO(whole.decode())))[: len(kept)]
    assert kept[:-1] == rows[:-1]
    # Only the last cell of the last row can have lost something unseen: a note.
    assert kept[-1][:-1] == rows[-1][:-1]
    assert rows[-1][-1].startswith(kept[-1][-1])


@examples(10)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_noise_in_a_file_never_raises(name: str, data: st.DataObject) -> None:
    noisy = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(noisy)))
        until = min(len(noisy), at + data.draw(st.integers(0, 8)))
        noisy[at:until] = data.draw(st.binary(max_size=8))
    opened(FILES | {name: bytes(noisy)})


@examples(6)
@given(st.binary(max_size=300))
def test_a_file_of_noise_is_refused(noise: bytes) -> None:
    assert opened(FILES | {"quotes.csv": noise}) is None


@examples(4)
@given(TEXT, SOME, st.lists(TEXT, max_size=4))
def test_any_honest_text_and_any_other_column_opens_and_comes_back(
    note: str, name: str, others: list[str]
) -> None:
    rows = with_cells("quotes", 2, note=note)
    rows["actors"][0]["name"] = name
    contents = rewritten(rows)
    written = io.StringIO(newline="")
    table = list(csv.reader(io.StringIO(contents["issues.csv"].decode(), newline="")))
    csv.writer(written).writerows([row + others for row in table])
    found = opened(contents | {"issues.csv": written.getvalue().encode()})
    assert found is not None
    assert found.answer(found.table("quotes").order_by("start"))["note"][0] == note
    names = found.answer(found.table("actors"))
    assert names.set_index("actor_id")["name"]["daily-lantern"] == name


def test_a_damaged_parquet_file_is_a_problem_not_an_error(tmp_path: Path) -> None:
    write_record(tmp_path)
    (tmp_path / "quotes.csv").unlink()
    (tmp_path / "quotes.parquet").write_bytes(b"PAR1 and no more")
    problem = files.read(tmp_path).problems[0]
    assert (problem.file, problem.wrong[:29]) == (
        "quotes.csv", "cannot be read as Parquet: Pa",
    )  # fmt: skip


# What is too much


def test_a_cell_that_is_too_long_is_named_with_its_row(record_folder: Path) -> None:
    path = record_folder / "issues.csv"
    header, first, *_ = path.read_text("utf-8").splitlines()
    for cell in ('"' + "a\n" * limits.CELL, "a" * (limits.CELL + 1), "a" * limits.LINE):
        path.write_text(f"{header}\n{first}\n{cell}", encoding="utf-8")
        found = [p for p in problems(record_folder) if p.file == "issues.csv"]
        assert (found[0].row, found[0].wrong) == (
            3,
            "a cell of more than 1,000,000 characters",
        )
        assert "close the cell" in found[0].mend


def test_a_cell_that_many_rows_of_parquet_share_is_unpacked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell, rows = "x" * 1_000, 5_000
    monkeypatch.setattr(limits, "BATCH", 50_000)
    shared = pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), [cell])
    pq.write_table(pa.table({"issue_id": shared}), tmp_path / "a.parquet")
    with pq.ParquetFile(
        tmp_path / "a.parquet",
        read_dictionary=readers._bytes_in(tmp_path / "a.parquet"),
    ) as file:
        batches = [list(batch) for batch in readers._batches(file)]
    assert max(map(len, batches)) <= 50
    assert sum(map(len, batches)) == rows
    monkeypatch.setattr(limits, "CELL", 999)
    read = Files()
    readers.read_parquet(read, TABLES["issues"], tmp_path / "a.parquet")
    assert (read.problems[-1].row, read.problems[-1].wrong) == (2, readers._TOO_LONG[0])


def test_parquet_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", 100_000)
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"issue_id": ["x" * 900_000]}), path, compression="zstd")
    read = Files()
    readers.read_parquet(read, TABLES["issues"], path)
    assert "100 times as much is unpacked at most" in read.problems[-1].wrong
