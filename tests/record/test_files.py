"""A record is found in its folder or .zip; what is missing or unknown is said."""

import io
import random
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.database.open import open_record
from dashboard.record import checks, files
from dashboard.record.problems import ROOM, RecordRefused
from tests.support.damage import problems
from tests.support.random_damage import FILES, examples
from tests.support.small_record import ROWS, write_record


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


def packed(top: str = "") -> bytes:
    """Return the small record as a .zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(f"{top}{name}", data)
    return held.getvalue()


ZIP = packed("record/")


@examples(60)
@given(st.randoms(use_true_random=True))
def test_a_damaged_zip_never_raises_and_never_passes_with_other_cells(
    chance: random.Random,
) -> None:
    # Places drawn evenly: Hypothesis prefers the ends, where no compressed byte stands.
    noisy = bytearray(ZIP)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(noisy))
        noisy[at : at + chance.randint(0, 8)] = chance.randbytes(chance.randint(0, 8))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.zip"
        path.write_bytes(noisy)
        read = files.read(path)
        found, _ = checks.problems(read)
    # A checksum guards each file; what still passes is the record itself.
    if not found:
        assert read.whole()["quotes"]["content"].to_pylist() == [
            row["content"] for row in ROWS["quotes"]
        ]


@pytest.mark.parametrize("keep", [0, 1, 10, len(ZIP) // 2, len(ZIP) - 1])
def test_a_cut_zip_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "record.zip"
    path.write_bytes(ZIP[:keep])
    with pytest.raises(RecordRefused) as refused:
        open_record(path)
    assert len(refused.value.problems) == 1


def test_no_room_for_what_is_unpacked_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = write_record(tmp_path, ROWS)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    read = files.read(address)
    assert [(p.file, p.mend) for p in read.problems] == [(address.name, ROOM)]
    assert "No such file or directory" in read.problems[0].wrong
    assert not read.tables


def test_a_page_about_the_record_is_kept_and_no_stranger(record_folder: Path) -> None:
    (record_folder / "README.md").write_text("# Ours\n", encoding="utf-8")
    read = files.read(record_folder)
    assert read.others["README.md"] == b"# Ours\n"
    assert not [remark for remark in read.remarks if "README.md" in remark]
