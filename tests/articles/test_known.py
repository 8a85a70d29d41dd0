"""A text that the record has already is told: the same, or as another's copy."""

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest

from dashboard.articles import known
from dashboard.articles.known import known_as
from dashboard.intake import files
from dashboard.record import checks

TEXT = (
    "Ferry talks end\n\nThe two sides parted on Thursday without a word on the ships.\n"
    "\n\"We will not sign what we have not read,\" the minister told reporters.\n\nThe"
    " council of the islands said it would wait and see.\n"
)  # fmt: skip
SPANS = [
    ("ledger", "parted on Thursday without a word on the ships"),
    ("ledger", "We will not sign what we have not read,"),
    ("ledger", "said it would wait and see"),
    ("ledger", "said"),
]
SOURCES = [
    {"source_id": "ledger", "title": "Ferry talks", "sha256": "0" * 64},
    {"source_id": "other", "title": "Another", "sha256": "1" * 64},
]


def test_the_same_text_is_known_by_its_hash() -> None:
    same = SOURCES[1] | {"sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    (found,) = known_as(TEXT, [SOURCES[0], same], SPANS)
    assert (found.source_id, found.is_same) == ("other", True)
    assert found.told == "This is the very text of “Another”."


def test_a_copy_in_another_paper_is_known_by_what_the_record_prints() -> None:
    other = "ANOTHER PAPER\n" + TEXT.replace('"', "”").replace(" ", "\u00a0 ")[9:]
    (found,) = known_as(other, SOURCES, SPANS)
    assert found[:4] == ("ledger", False, 3, 3)
    assert found.told == (
        "This looks like the same report as “Ferry talks”: 3 of its 3 passages in the"
        " record stand in it. Open that one, or add this as another account."
    )


def test_another_report_of_the_same_is_none() -> None:
    assert known_as(TEXT.replace("without a word", "at once"), SOURCES, SPANS) == []
    assert known_as(TEXT, SOURCES, SPANS[1:]) == []  # Two passages tell nothing.
    assert known_as("", SOURCES, SPANS) == []
    assert known_as(TEXT, [], SPANS) == []


def test_of_a_text_that_is_kept_its_sentences_are_asked() -> None:
    (found,) = known_as(f"A\n{TEXT}", SOURCES, [], {"ledger": TEXT})
    assert (found.found, found.of) == (3, 3)
    assert "3 of its 3 sentences stand in it" in found.told
    longer = TEXT + "A fourth sentence that stands only in the other paper.\n"
    assert known_as(f"A\n{TEXT}", SOURCES, SPANS, {"ledger": longer}) == []


def test_nine_in_ten_are_enough_and_fewer_are_not() -> None:
    every = [f"The {n}th ship of the islands sank at sea." for n in range(20)]
    spans = [("ledger", one) for one in every]
    assert known_as(" ".join(every[2:]), SOURCES, spans)[0].found == 18
    assert known_as(" ".join(every[3:]), SOURCES, spans) == []


def test_texts_are_kept_in_a_folder_of_their_own(tmp_path: Path) -> None:
    place = known.beside(tmp_path, "ledger-2023-07-27")
    assert place == tmp_path / "texts" / "ledger-2023-07-27.txt"
    assert known.texts(tmp_path) == {}
    place.parent.mkdir()
    place.write_bytes(TEXT.encode())
    (place.parent / "No key.txt").write_bytes(b"x")
    (place.parent / "damaged.txt").write_bytes(b"\xff")
    assert known.texts(tmp_path) == {"ledger-2023-07-27": TEXT}


def test_a_text_that_is_kept_goes_nowhere_with_its_record(
    record_folder: Path, tmp_path: Path
) -> None:
    # Called as a table is, which would be read where tables stand. What an export
    # takes along beside the tables is `others`.
    place = known.beside(record_folder, "quotes")
    before = files.read(record_folder)
    place.parent.mkdir()
    place.write_text("quote_id,content\nSecret words.\n", encoding="utf-8")
    read = files.read(record_folder)
    assert (read.others, read.remarks) == (before.others, before.remarks)
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", record_folder)
    assert "texts/quotes.txt" in zipfile.ZipFile(packed).namelist()
    unpacked = files.read(Path(packed))
    assert checks.problems(unpacked) == ([], 0)
    assert (unpacked.others, unpacked.remarks) == (before.others, before.remarks)


@pytest.mark.parametrize("key", ["../evil", "", "a/b", "A", "a\\b", "nul\0"])
def test_no_key_leads_out_of_the_folder(key: str) -> None:
    with pytest.raises(ValueError, match="no key of a source"):
        known.beside(Path("record"), key)
