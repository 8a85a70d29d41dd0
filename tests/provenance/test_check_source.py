"""A source's text is held against every row that cites it."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.intake import files
from dashboard.provenance import check_source, source_copy, wording
from dashboard.provenance.claims import Verdict
from dashboard.record.problems import Problem
from tests.support.damage import with_cells
from tests.support.small_record import ROWS, SOURCE_ID, SOURCE_TEXT, Rows, write_record


def compare(folder: Path, rows: Rows, source: Path) -> check_source.Comparison:
    return check_source.compare(
        files.read(write_record(folder, rows)).tables, SOURCE_ID, source
    )


def damaged(
    tmp_path: Path, source: Path, table: str, row: int, **cells: Any
) -> list[Problem]:
    return compare(tmp_path / "r", with_cells(table, row, **cells), source).problems


def test_the_small_record_agrees_with_its_source(
    tmp_path: Path, source_file: Path
) -> None:
    found = compare(tmp_path / "r", ROWS, source_file)
    assert found.problems == []
    assert (found.spans, found.length) == (24, len(SOURCE_TEXT))


def test_what_spans_cover_is_counted_once_where_they_overlap(
    tmp_path: Path, source_file: Path
) -> None:
    # Counted by hand on a set of places, not by the union of intervals.
    places: set[int] = set()
    for name in ("quotes", "marks", "positions", "events"):
        for row in ROWS[name]:
            places.update(range(row["start"], row["end"]))
    found = compare(tmp_path / "r", ROWS, source_file)
    assert found.covered == len(places) == 300
    assert found.share == pytest.approx(300 / 625)


def test_a_record_without_spans_covers_nothing(
    tmp_path: Path, source_file: Path
) -> None:
    rows = {"sources": ROWS["sources"], "actors": ROWS["actors"]}
    assert compare(tmp_path / "r", rows, source_file).share == 0.0


def test_one_changed_byte_is_seen_in_the_hash(
    tmp_path: Path, source_file: Path
) -> None:
    text = SOURCE_TEXT.replace("Selm, May", "Selm; in May")
    source_file.write_text(text, encoding="utf-8")
    found = compare(tmp_path / "r", ROWS, source_file).problems
    assert [(p.file, p.row, p.column, p.wrong) for p in found] == [
        (
            "sources.csv", 2, "sha256",
            f"not the hash of this file, which is {source_copy.sha256(text)}",
        ),
        (
            "sources.csv", 2, "length",
            "not the length of this text, which has 628 code points",
        ),
    ]  # fmt: skip
    # Another file is no reason to change a good record.
    assert "the record needs no change" in found[0].mend


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("quotes", 2, "content"),
        ("marks", 3, "content"),
        ("positions", 2, "evidence"),
        ("events", 2, "evidence"),
    ],
)
def test_a_span_that_is_off_by_one_is_told_where_its_words_stand(
    tmp_path: Path, source_file: Path, table: str, row: int, column: str
) -> None:
    cells = ROWS[table][row - 2]
    start, end = cells["start"], cells["end"]
    [found] = damaged(tmp_path, source_file, table, row, start=start + 1, end=end + 1)
    assert found[:4] == (f"{table}.csv", row, column, cells[column])
    assert found.wrong.startswith("Matches, moved. In your copy in paragraph ")
    assert "1 character further up." in found.wrong
    assert found.mend == f"the words stand at {start} to {end}"


@pytest.mark.parametrize(
    "words", ['it would "never be stopped"', "It would “never be stopped”"]
)
def test_no_other_mark_or_capital_will_do(
    tmp_path: Path, source_file: Path, words: str
) -> None:
    [found] = damaged(tmp_path, source_file, "quotes", 2, content=words)
    assert found[:4] == ("quotes.csv", 2, "content", words)
    told = ("It would" in words and "Differs") or "Not to the character"
    assert found.wrong.startswith(f"{told}. ")
    assert found.mend == "let a program find the words in the text, to the character"


def test_a_span_beyond_the_text_is_a_problem(tmp_path: Path, source_file: Path) -> None:
    cells = {"start": 9000, "end": 9013}
    [found] = damaged(tmp_path, source_file, "quotes", 4, **cells)
    assert "further up" in found.wrong or "has ended before" in found.wrong


def test_a_wrong_paragraph_is_told_the_right_one(
    tmp_path: Path, source_file: Path
) -> None:
    [found] = damaged(tmp_path, source_file, "events", 6, paragraph=17)
    assert found[:4] == ("events.csv", 6, "paragraph", "17")
    assert found[4:] == ("the span is in another paragraph", "write 9")


def test_numbers_that_are_none_are_left_to_the_checks(
    tmp_path: Path, source_file: Path
) -> None:
    assert damaged(tmp_path, source_file, "quotes", 2, start="x") == []
    assert damaged(tmp_path, source_file, "quotes", 2, end="9" * 5000) == []


def test_windows_line_ends_are_the_same_text(tmp_path: Path, source_file: Path) -> None:
    source_file.write_bytes(SOURCE_TEXT.replace("\n", "\r\n").encode())
    found = compare(tmp_path / "r", ROWS, source_file)
    assert found.problems == []
    assert {one.verdict for one in found.findings} == {Verdict.EXACT}
    assert (
        "It is the same text to the character, but for how its lines end"
        in (check_source.report(SOURCE_ID, "lantern.txt", found)[0])
    )


def test_a_shell_says_what_a_page_says(tmp_path: Path, source_file: Path) -> None:
    text = SOURCE_TEXT.replace("“We oppose it.”", "“We oppose it not.”")
    source_file.write_text(text.replace("Oda Marsk", "Eva Norin"), encoding="utf-8")
    found = compare(tmp_path / "r", ROWS, source_file)
    told = "\n".join(check_source.report(SOURCE_ID, "lantern.txt", found))
    assert wording.summary(found.findings) in told
    for one in found.findings:
        sentences = " ".join(wording.sentences(one, found.copy))
        is_said = sentences in told or any(
            sentences in problem.wrong for problem in found.problems
        )
        assert is_said or one.verdict is Verdict.EXACT
    assert not [one for one in found.problems if "write" in one.mend]


def test_a_shell_names_a_pattern_once_and_no_row_of_it(
    tmp_path: Path, source_file: Path
) -> None:
    source_file.write_text(SOURCE_TEXT[: SOURCE_TEXT.index("Talks")], encoding="utf-8")
    found = compare(tmp_path / "r", ROWS, source_file)
    told = "\n".join(check_source.report(SOURCE_ID, "lantern.txt", found))
    (pattern,) = wording.patterns(found.findings, found.copy)
    assert told.count("Your copy ends in paragraph") == 1
    assert pattern in told
    assert {one.file for one in found.problems} == {"sources.csv"}


def test_places_counted_in_bytes_are_one_problem(
    tmp_path: Path, source_file: Path
) -> None:
    rows = ROWS | {
        name: [
            row | {edge: len(SOURCE_TEXT[: int(row[edge])].encode())
                   for edge in ("start", "end")}
            for row in ROWS[name]
        ]
        for name in ("quotes", "positions", "events", "marks")
    }  # fmt: skip
    problems = compare(tmp_path / "r", rows, source_file).problems
    (found,) = [one for one in problems if one.column == "start"]
    assert "bytes of UTF-8" in found.wrong
    assert found.mend.startswith("write `start` and `end` as numbers of characters")
    assert {one.column for one in problems} == {"start"}


def test_a_source_that_is_not_utf8_is_one_problem(
    tmp_path: Path, source_file: Path
) -> None:
    source_file.write_bytes(b"One\nArden\xffs dam")
    found = compare(tmp_path / "r", ROWS, source_file).problems
    assert found == [
        Problem(
            "lantern.txt",
            2,
            "",
            b"\xffs dam".hex(" "),
            "not UTF-8",
            "copy and paste the text, or save it anew as plain text in UTF-8",
        )
    ]


@pytest.mark.parametrize("name", ["absent.txt", ".", "nul\0name"])
def test_a_source_that_cannot_be_read_is_one_problem(tmp_path: Path, name: str) -> None:
    [found] = compare(tmp_path / "r", ROWS, tmp_path / name).problems
    assert found.wrong.startswith("cannot be read: ")
    assert found.mend == "name the file of the source's text"


def test_an_empty_source_covers_nothing_and_divides_by_nothing(
    tmp_path: Path, source_file: Path
) -> None:
    source_file.write_bytes(b"")
    found = compare(tmp_path / "r", ROWS, source_file)
    assert found.share == 0.0
    assert len(found.problems) == 2 + 24
