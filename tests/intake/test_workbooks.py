"""A workbook's sheets are tables, its days ISO dates; no more is read than may be."""

import sys
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from dashboard.database.open import open_record
from dashboard.intake import workbooks
from dashboard.record import limits
from dashboard.record.schema import TABLES
from tests.support.damage import problems
from tests.support.small_record import ROWS

SHEETS = {
    name.capitalize(): [
        TABLES[name].names,
        *([row.get(column, "") for column in TABLES[name].names] for row in rows),
    ]
    for name, rows in ROWS.items()
}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006"


def xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """Write a workbook as ISO 29500 has it, with as little as a reader needs."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        types, entries, relations = "", "", ""
        for number, (name, rows) in enumerate(sheets.items(), start=1):
            part = f"worksheets/sheet{number}.xml"
            types += (
                f'<Override PartName="/xl/{part}" ContentType="application/vnd.openxml'
                'formats-officedocument.spreadsheetml.worksheet+xml"/>'
            )
            sheet_id = f'sheetId="{number}" r:id="r{number}"'
            entries += f'<sheet name="{escape(name)}" {sheet_id}/>'
            target = f'Id="r{number}" Type="{_RELS}/worksheet" Target="{part}"'
            relations += f"<Relationship {target}/>"
            body = "".join(
                f'<row r="{at}">{"".join(map(_cell, row))}</row>'
                for at, row in enumerate(rows, start=1)
            )
            data = f"<sheetData>{body}</sheetData>"
            sheet = f'<worksheet xmlns="{_MAIN}">{data}</worksheet>'
            book.writestr(f"xl/{part}", _XML + sheet)
        styles = (
            f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
        )
        relations += f'<Relationship Id="s" Type="{_RELS}/styles" Target="styles.xml"/>'
        book.writestr("xl/styles.xml", _XML + styles)
        book.writestr(
            "xl/workbook.xml",
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">'
            f"<sheets>{entries}</sheets></workbook>",
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{_XML}<Relationships xmlns="{_PACK}/relationships">{relations}'
            "</Relationships>",
        )
        book.writestr(
            "_rels/.rels",
            f'{_XML}<Relationships xmlns="{_PACK}/relationships"><Relationship Id="w"'
            f' Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
        )
        book.writestr(
            "[Content_Types].xml",
            f'{_XML}<Types xmlns="{_PACK}/content-types"><Default Extension="rels"'
            f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxml'
            f'formats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>',
        )
    return path


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return f'<c s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c><v>{float(value)}</v></c>"
    text = escape(str(value))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def test_a_workbook_with_a_sheet_a_table_opens_and_its_other_sheets_are_told(
    tmp_path: Path,
) -> None:
    days = [[date(2023, 5, 4) if cell == "2023-05-04" else cell for cell in row]
            for row in SHEETS["Sources"]]  # fmt: skip
    notes = {"Notes": [["what to ask"], ["who?"]]}
    book = xlsx(tmp_path / "record.xlsx", SHEETS | {"Sources": days} | notes)
    opened = open_record(book)
    quotes = opened.answer(opened.table("quotes"))
    assert list(quotes["start"]) == [row["start"] for row in ROWS["quotes"]]
    assert list(quotes["content"]) == [row["content"] for row in ROWS["quotes"]]
    sources = opened.answer(opened.table("sources"))
    assert list(sources["published_on"]) == ["2023-05-04"]
    assert opened.remarks == [
        "record.xlsx: a workbook of 11 sheets, read as tables",
        "datapackage.json: absent; who coded the record is unknown",
        "Notes.csv: not a table of the record; kept, not shown",
    ]
    # It opens as well where it lies alone in a folder, or in a .zip.
    assert open_record(tmp_path).remarks == opened.remarks
    with zipfile.ZipFile(tmp_path / "record.zip", "w") as packed:
        packed.write(book, "mine/record.xlsx")
    assert open_record(tmp_path / "record.zip").remarks == opened.remarks


def test_problems_are_told_of_the_sheet_and_its_row(tmp_path: Path) -> None:
    rows = [list(row) for row in SHEETS["Relays"]]
    rows[1][3] = "sung"
    # Rows above that hold nothing are counted, as the spreadsheet shows them.
    book = xlsx(tmp_path / "r.xlsx", SHEETS | {"Relays": [[], [], *rows]})
    [found] = problems(book)
    assert (found.file, found.row, found.value) == ("r.xlsx, sheet Relays", 4, "sung")


def test_a_first_of_a_month_may_have_been_a_month_and_is_told(tmp_path: Path) -> None:
    rows = [list(row) for row in SHEETS["Events"]]
    rows[4][rows[0].index("outside_date")] = date(1953, 2, 1)
    book = xlsx(tmp_path / "r.xlsx", SHEETS | {"Events": rows})
    told = "r.xlsx, sheet Events: column outside_date has days that are the first of a"
    assert open_record(book).remarks[0].startswith(f"{told} month, as in row 5;")


@pytest.mark.parametrize(
    ("name", "data"),
    [("r.xlsx", b"PK\3\4 and no more"), ("r.xls", b"no workbook"), ("r.ods", b"")],
)
def test_what_is_no_workbook_is_told_in_a_sentence(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    [found] = problems(path)
    assert found.file == name
    assert found.wrong
    assert "CSV" in found.mend or "workbook" in found.mend


def test_a_workbook_that_unpacks_to_too_much_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = xlsx(tmp_path / "r.xlsx", SHEETS)
    monkeypatch.setattr(limits, "WORKBOOK", 10_000)
    monkeypatch.setattr(workbooks, "_converted", None)
    [found] = problems(book)
    assert "10 KB are unpacked at most" in found.wrong
    assert found.mend == "save each sheet as “CSV UTF-8”: sources.csv, countries.csv …"


@pytest.mark.skipif(sys.platform == "win32", reason="no bound of memory there")
@pytest.mark.parametrize(
    ("rows", "told"),
    [(1_048_576, "Cell limit exceeded"), (5_000, "it holds more than memory may take")],
)
def test_few_bytes_that_stand_for_millions_of_cells_end_as_a_sentence(
    tmp_path: Path, rows: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One cell of an OpenDocument sheet that many rows of 16,384 cells repeat.
    monkeypatch.setattr(limits, "WORKBOOK_MEMORY", 500 * limits.MB)
    table = (
        '<table:table table:name="Quotes"><table:table-row'
        f' table:number-rows-repeated="{rows}"><table:table-cell'
        ' office:value-type="string" table:number-columns-repeated="16384">'
        f"<text:p>{'a' * 1000}</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    names = "".join(
        f' xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"'
        for one in ("office", "table", "text")
    )
    book = tmp_path / "r.ods"
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"{_XML}<office:document-content{names}><office:body><office:spreadsheet>"
            f"{table}</office:spreadsheet></office:body></office:document-content>",
        )
    [found] = problems(book)
    assert found.wrong.startswith(f"cannot be read as a workbook: {told}")


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_workbooks_of_other_programs_are_the_same_record(ending: str) -> None:
    """LibreOffice saved both from what `xlsx` writes of these rows."""
    opened = open_record(Path(__file__).with_name(f"libreoffice.{ending}"))
    for name, rows in ROWS.items():
        held = opened.answer(opened.table(name))
        assert len(held) == len(rows)
        for column in ("content", "evidence", "start", "published_on"):
            if column in TABLES[name].names:
                cells = sorted(str(row.get(column, "")) for row in rows)
                assert sorted(map(str, held[column])) == cells
    assert opened.remarks[0].endswith("a workbook of 10 sheets, read as tables")
