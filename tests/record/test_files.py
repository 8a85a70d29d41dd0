"""A record is found in its folder or .zip; what is missing or unknown is said."""

import errno
import io
import os
import random
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.database.open import open_record
from dashboard.record import checks, files, limits
from dashboard.record import problems as problems_record
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
        "issues.csv: column 5, “Label”, is not one of the record's; kept, not shown"
    )
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


# Files put in place


def test_what_is_broken_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "it"
    path.write_bytes(b"old")

    def half() -> None:
        with files.put(path) as folder:
            (folder / "it").write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(files.NotWritten, match="No space left"):
        half()
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"it": b"old"}
    with files.put(path) as folder:
        (folder / "it").write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"it": b"new"}


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder is read-only")
def test_a_read_only_folder_is_a_sentence() -> None:
    path = Path("/proc/self/it")
    with pytest.raises(
        files.NotWritten, match=r"^/proc/self/it: cannot be written: \w"
    ):
        files.writable(path, force=False)
