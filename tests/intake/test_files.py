"""A record is found in its folder or .zip; what is missing or unknown is said."""

import io
import random
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.database.open import open_record
from dashboard.intake import files
from dashboard.record import checks, limits
from dashboard.record import problems as problems_record
from dashboard.record.problems import ROOM, RecordRefused
from tests.support.damage import edit, problems
from tests.support.random_damage import FILES, examples
from tests.support.small_record import ROWS, write_record


def test_a_missing_table_is_named_with_its_header(record_folder: Path) -> None:
    (record_folder / "relays.csv").unlink()
    [found] = problems(record_folder)
    assert found[:5] == ("relays.csv", None, "", "", "table missing")
    assert found.mend == "add it, with the header quote_id,hop,actor_id,basis"


@pytest.mark.parametrize(
    "name",
    [
        "Relays.CSV", "relays (1).csv", "Victory Day - relays.csv", "relays - Copy.csv",
        "Copy of relays.csv", "RELAYS 2.csv", "3. relays.csv", "project_relays.csv",
        "relays.txt", "relays.tsv", "all hops.csv",
    ],
)  # fmt: skip
def test_a_table_is_found_by_what_people_and_programs_call_it(
    record_folder: Path, name: str
) -> None:
    (record_folder / "relays.csv").rename(record_folder / name)
    opened = open_record(record_folder)
    assert len(opened.answer(opened.table("relays"))) == 3
    assert opened.remarks == [f"read by their names: “{name}” as relays"]


def test_a_name_that_is_as_it_should_be_comes_before_any_other(
    record_folder: Path,
) -> None:
    (record_folder / "old relays.csv").write_text("quote_id,hop\n", encoding="utf-8")
    told = "old relays.csv: not a table of the record; kept, not shown"
    assert open_record(record_folder).remarks == [told]


def test_of_two_files_that_may_be_a_table_neither_is_taken(record_folder: Path) -> None:
    path = record_folder / "relays.csv"
    path.rename(record_folder / "relays (1).csv")
    path = record_folder / "my relays.csv"
    path.write_bytes((record_folder / "relays (1).csv").read_bytes())
    [found] = problems(record_folder)
    assert found == (
        "relays.csv", None, "", "my relays.csv, relays (1).csv",
        "more than one file may be it", "keep one of them, and call it relays.csv",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["bookmarks.csv", "sources.txt", "my sources.txt"])
def test_a_file_whose_name_only_looks_alike_is_no_table(
    record_folder: Path, name: str
) -> None:
    (record_folder / name).write_text("Arden opens a dam, and more\n", encoding="utf-8")
    assert open_record(record_folder).remarks == [
        f"{name}: not a table of the record; kept, not shown"
    ]


def test_problems_are_told_of_the_file_as_it_is_called(record_folder: Path) -> None:
    edit(record_folder, "relays.csv", "explicit", "sung")
    (record_folder / "relays.csv").rename(record_folder / "Relays.CSV")
    [found] = problems(record_folder)
    assert (found.file, found.row, found.value) == ("Relays.CSV", 2, "sung")


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
    assert remarks[:-1] == [
        "issues.csv: 5 columns are not the record's (5, “Label”; 6, “earliest”; 7, “”;"
        " 8, “_row”; 9, “_row”); kept, not shown"
    ]
    assert remarks[-1] == "extra.csv: not a table of the record; kept, not shown"


def test_an_absent_data_package_is_a_remark(record_folder: Path) -> None:
    (record_folder / "datapackage.json").unlink()
    assert "datapackage.json" in open_record(record_folder).remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        "", "[1]", "{", '{"title": 3}', '{"licenses": "MIT"}', '{"x": "\\ud800"}',
        '{"x": NaN}', '{"x": [-Infinity]}', '{"title": "a", "title": "b"}',
        '{"x": {"y": 1, "y": 1}}',
    ],
)  # fmt: skip
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


def test_a_folder_in_a_folder_is_opened_and_told(record_folder: Path) -> None:
    assert open_record(record_folder.parent).remarks == [
        f"read from the folder {record_folder.name} in it"
    ]


def test_of_two_folders_in_a_folder_neither_is_taken(record_folder: Path) -> None:
    write_record(record_folder.parent / "second")
    [found] = problems(record_folder.parent)
    assert found.wrong == "holds none of the record's tables"
    assert found.mend == f"did you mean {record_folder}?"


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "desktop.ini", "~$Quotes.xlsx", ".DS_Store", "._quotes.csv"]
)
def test_what_systems_leave_beside_files_is_not_told(
    record_folder: Path, name: str
) -> None:
    (record_folder / name).write_bytes(b"\0\1")
    opened = open_record(record_folder)
    assert (opened.remarks, opened.others) == ([], {})


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


def zipped(path: Path, *files: tuple[str, bytes], how: int = 8) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It warns of names that stand there twice.
        for name, data in files:
            archive.writestr(name, data)
    return path


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(RecordRefused) as caught:
        open_record(path)
    (problem,) = caught.value.problems
    return problem.wrong, problem.mend


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        (
            {"RATIO_FROM": 1_000_000, "RATIO": 100},
            "100 times as much is unpacked at most",
        ),
        ({"UNPACKED": 2_000_000}, "2.0 MB are unpacked at most"),
    ],
)
def test_a_zip_that_holds_too_much_is_refused_before_it_is_unpacked(
    tmp_path: Path, bound: dict[str, int], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, number in bound.items():
        monkeypatch.setattr(limits, name, number)
    path = zipped(tmp_path / "r.zip", ("quotes.csv", b"a" * 3_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    wrong, mend = refused(path)
    size = problems_record.size(path.stat().st_size)
    assert wrong == f"is a .zip of {size} that unpacks to 3.0 MB; {told}"
    assert mend.startswith("unpack it and name the folder")


def test_a_zip_of_too_many_files_is_refused_before_its_list_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = ((f"{n}.csv", b"") for n in range(limits.PACKED_FILES + 1))
    path = zipped(tmp_path / "r.zip", *many)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refused(path)[0] == "is a .zip of 1,001 files; 1,000 are read at most"


@pytest.mark.parametrize("other", ["r/quotes.csv", "r\\quotes.csv"])
def test_a_zip_that_holds_a_file_twice_is_refused(tmp_path: Path, other: str) -> None:
    files = [(f"r/{name}", data) for name, data in FILES.items()]
    path = zipped(tmp_path / "r.zip", *files, (other, b"x"))
    assert refused(path)[0].startswith("holds two files ")


def test_a_zip_that_may_ask_for_any_memory_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "r.zip", ("quotes.csv", b"a"), how=zipfile.ZIP_LZMA)
    assert refused(path)[0] == "is a .zip packed in a way that cannot be read here"


def test_a_large_file_beside_the_tables_is_left_out_and_said(
    record_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "BESIDE", 2_000)
    (record_folder / "film.bin").write_bytes(b"x" * 2_001)
    read = files.read(record_folder)
    assert "film.bin" not in read.others
    told = "film.bin: not a table of the record; left out, as it has more than 2.0 KB"
    assert told in read.remarks
    (record_folder / "datapackage.json").write_bytes(b'{"a": "' + b"x" * 2_000 + b'"}')
    assert "2.0 KB are read at most" in files.read(record_folder).problems[0].wrong
