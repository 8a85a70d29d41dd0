"""Guards and damaged letters are undone where the span shows it, else told."""

from pathlib import Path

import pytest

from dashboard.database.open import open_record
from dashboard.intake import texts
from tests.support.damage import problems, with_cells
from tests.support.small_record import write_record


def guarded(folder: Path, content: str, **cells: str) -> Path:
    """The small record with other words of a length in its second statement."""
    rows = with_cells("quotes", 3, **cells)
    row = rows["quotes"][1]
    row["content"], row["end"] = content, row["start"] + len(content) - 1
    return write_record(folder, rows)


@pytest.mark.parametrize(
    "words", ["=1+1 is two", "+49 is ours", "- Kein", "@all", "\tin"]
)
def test_a_guard_is_left_out_where_the_span_is_one_shorter(
    tmp_path: Path, words: str
) -> None:
    opened = open_record(guarded(tmp_path, f"'{words}", note="'- a note"))
    quotes = opened.answer(opened.table("quotes"))
    assert quotes["content"][1] == words
    assert quotes["note"][1] == "- a note"
    assert opened.remarks[0].startswith(texts.GUARD)


@pytest.mark.parametrize("words", ["'Tis so", "'=", "''Tis"])
def test_an_apostrophe_of_the_words_stays(tmp_path: Path, words: str) -> None:
    rows = with_cells("quotes", 3, content=words, note="'- a note")
    rows["quotes"][1]["end"] = rows["quotes"][1]["start"] + len(words)
    opened = open_record(write_record(tmp_path, rows))
    quotes = opened.answer(opened.table("quotes"))
    assert (quotes["content"][1], quotes["note"][1]) == (words, "'- a note")
    assert opened.remarks == []


def test_damaged_letters_are_read_where_the_span_fits_and_told_elsewhere(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 3, content="Torenâ€™s cafÃ©", note="Ã©")
    rows["quotes"][1]["end"] = rows["quotes"][1]["start"] + len("Toren’s café")
    opened = open_record(write_record(tmp_path, rows))
    quotes = opened.answer(opened.table("quotes"))
    assert (quotes["content"][1], quotes["note"][1]) == ("Toren’s café", "Ã©")
    assert opened.remarks == [
        "damaged letters are read as those that fit the span: “Torenâ€™s cafÃ©” as"
        " “Toren’s café”, 1 cell (quotes.csv: content)",
        "1 cell has damaged letters, like Ã© where é was meant; the file was once"
        " opened in a wrong encoding, and is shown as it is (quotes.csv, note, row 3)",
    ]


def test_damaged_letters_that_fit_their_span_are_told_all_the_same(
    tmp_path: Path,
) -> None:
    rows = with_cells("quotes", 3, content="Torenâ€™s")
    rows["quotes"][1]["end"] = rows["quotes"][1]["start"] + len("Torenâ€™s")
    folder = write_record(tmp_path, rows)
    assert problems(folder) == []
    [remark] = open_record(folder).remarks
    assert "like â€™ where ’ was meant" in remark


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [("â€™", "’"), ("â€œ", "“"), ("â€\u009d", "”"), ("Ã©", "é"), ("ÐŸÑ€", "Пр"),
     ("É»", "ɻ"), ("Ãa", "")],
)  # fmt: skip
def test_letters_are_known_by_the_bytes_that_they_were(
    damaged: str, meant: str
) -> None:
    assert texts._meant(damaged) == meant


@pytest.mark.parametrize("sound", ["SÃO PAULO", "« Où ? »", "Привет", "CAFÉ»", "â la"])
def test_sound_letters_are_not_taken_for_damaged(sound: str) -> None:
    found = texts._DAMAGED.search(sound)
    assert found is None or not texts._meant(found[0])
