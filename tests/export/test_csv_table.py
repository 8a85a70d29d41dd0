"""A CSV file holds exactly the filtered rows, and harms no spreadsheet."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.export import csv_table, formats
from dashboard.intake import texts
from dashboard.queries import actors, events, sources, stances
from dashboard.queries.filters import Filters
from dashboard.record.schema import TABLES
from dashboard.search import quotes
from tests.support import four_records
from tests.support.damage import with_cells
from tests.support.exported import written
from tests.support.small_record import write_record


def read(file: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, as a program reads them that knows nothing of ours."""
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_a_file_is_utf8_with_a_header_and_says_so_to_a_spreadsheet() -> None:
    file = csv_table.as_csv(
        pd.DataFrame({"name": ["Ёлка “中国” السلام"], "times": [3]})
    )
    assert file == "\ufeffname,times\r\nЁлка “中国” السلام,3\r\n".encode()


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
)
def test_a_formula_is_made_harmless(sign: str) -> None:
    (row,) = read(csv_table.as_csv(pd.DataFrame({"cell": [f"{sign}1+1"]})))
    assert row["cell"] == f"'{sign}1+1"


def test_a_number_below_zero_and_a_plain_text_stay_as_they_are() -> None:
    rows = pd.DataFrame({"times": [-5], "text": ["a=b"], "empty": [""]})
    assert read(csv_table.as_csv(rows)) == [{"times": "-5", "text": "a=b", "empty": ""}]


def test_commas_marks_and_line_breaks_come_back(record: Record) -> None:
    text = 'a,"b"\nc;\r\nd'
    (row,) = read(csv_table.as_csv(pd.DataFrame({"cell": [text]})))
    assert row["cell"] == text


def test_rows_that_are_exported_are_not_changed() -> None:
    rows = pd.DataFrame({"cell": ["=1"], "total": [1]})
    csv_table.as_csv(rows)
    assert rows.to_dict("list") == {"cell": ["=1"], "total": [1]}


def test_a_download_holds_exactly_the_filtered_rows(record: Record) -> None:
    chosen = Filters(country=("BRK",), issue=("dam",))
    rows = read(csv_table.as_csv(quotes.quotes(record, chosen, size=None)))
    assert [row["content"] for row in rows] == [
        "The dam will dry our fields,", "We oppose it.",
    ]  # fmt: skip
    held = read(csv_table.as_csv(stances.positions(record, chosen, size=None)))
    assert [row["stance"] for row in held] == ["opposes", "accepts"]
    assert [row["strength"] for row in held] == ["2", "1"]


def test_a_download_of_a_search_holds_its_hits_in_their_order(record: Record) -> None:
    found = quotes.quotes(record, Filters(), "dam", "relevance", 1, None)
    rows = read(csv_table.as_csv(found))
    assert [row["quote_id"][-3:] for row in rows] == [
        "8-a", "5-a", "7-a", "4-a", "5-b",  # The last two by the name of their issue.
    ]  # fmt: skip


def test_what_serves_the_pages_alone_stays_out(record: Record) -> None:
    (first, *_) = read(csv_table.as_csv(quotes.quotes(record, Filters())))
    assert not set(first) & set(csv_table.INTERNAL)
    assert {"quote_id", "content", "speaker", "relayed_by", "source"} <= set(first)


def test_a_silence_has_no_strength_and_no_made_up_word(record: Record) -> None:
    held = read(csv_table.as_csv(stances.positions(record, Filters(), size=None)))
    assert held[-1]["strength"] == ""
    cells = {cell for row in held for cell in row.values()}
    assert not cells & {"None", "nan", "<NA>", "NaT"}


def test_no_rows_make_a_file_with_a_header_alone(record: Record) -> None:
    nobody = Filters(country=("ZZZ",))
    empty = [quotes.quotes(record, nobody), events.events(record, nobody),
             sources.audit(record, nobody), actors.heard(record, nobody)]  # fmt: skip
    for rows in empty:
        lines = csv_table.as_csv(rows).decode("utf-8-sig").splitlines()
        assert len(lines) == 1
        assert len(lines[0].split(",")) > 3


# A whole table


def test_a_table_as_csv_is_that_of_the_page(record: Record, tmp_path: Path) -> None:
    path = written(record, tmp_path / "quotes.csv")
    rows = record.answer(record.table("quotes").order_by("_row"))
    assert path.read_bytes() == csv_table.as_csv(rows)


def test_no_cell_of_a_csv_starts_a_formula(tmp_path: Path) -> None:
    record = four_records.opened("hostile")
    for name in ("quotes", "actors", "positions"):
        path = written(record, tmp_path / f"{name}.csv")
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert len(rows) > 1
        found = [cell for row in rows[1:] for cell in row]
        assert not [cell for cell in found if cell.startswith(csv_table.FORMULA)]
        assert "\0" not in text


def test_a_view_as_csv_holds_exactly_its_rows(record: Record) -> None:
    form = formats.offered()["Quotes as CSV"]
    text = form.as_bytes(record, Filters(country=("BRK",), issue=("dam",)))
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert [row["content"] for row in rows] == [
        "The dam will dry our fields,", "We oppose it.",
    ]  # fmt: skip


def test_tables_that_are_exported_and_put_back_are_the_same_record(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 2, cue="=SUM(A1)", note="'- kept, ''twice")
    rows["quotes"][1]["note"], rows["quotes"][2]["note"] = "'Tis so", "''=x"
    words = "- Kein Kommentar"
    start = rows["quotes"][3]["start"]
    rows["quotes"][3] |= {"content": words, "end": start + len(words)}
    folder = write_record(tmp_path / "mine", rows)
    record, back = open_record(folder), tmp_path / "back"
    back.mkdir()
    for name in TABLES:
        formats.export(record, back / f"{name}.csv", lambda *_: None)
    (back / "datapackage.json").write_bytes((folder / "datapackage.json").read_bytes())
    again = open_record(back)
    assert all(remark.startswith(texts.GUARD) for remark in again.remarks)
    for name, table in TABLES.items():
        asked = table.names
        one, other = (
            opened.answer(opened.table(name).select(*asked)).astype(str)
            for opened in (record, again)
        )
        order = asked[:3]
        assert one.sort_values(order).to_numpy().tolist() == (
            other.sort_values(order).to_numpy().tolist()
        )
        assert not [c for c in again.table(name).columns if c.startswith("extra")]
