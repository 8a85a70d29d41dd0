"""`on-the-record import`: shown, asked, written; problems by file, row and column."""

import io
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.database.open import open_record
from dashboard.importing import command
from tests.support.imported import source_text, write_dna
from tests.support.small_record import SOURCE_ID

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text("Wer,Was,Art\nOda Marsk,We oppose it.,grim\n", encoding="utf-8")
    source_text(tmp_path)
    return path


def told(table: Path, record: Path) -> list[str]:
    """The words by which the table comes into a record."""
    return [
        "import", str(table), str(record), "--map", "Wer=speaker_id", "--map",
        "Was=content", "--set", "speaker_id.kind=person", "--set",
        "source_id.published_on=2023-05-04", "--source-text",
        str(table.with_name("lantern.txt")),
    ]  # fmt: skip


def test_a_table_comes_in_and_what_does_not_is_said(
    table: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main(told(table, tmp_path / "new")) == 0
    said = capsys.readouterr().out.splitlines()
    assert "quotes: 1 new" in said
    assert "  lantern-p5-a, “We oppose it.”, indirect, oda-marsk, at 307 to 320" in said
    assert "not taken: column “Art” (1): the column is mapped to no field: grim" in said
    assert f"Open it: on-the-record open {tmp_path / 'new'}" == said[-1]
    assert open_record(tmp_path / "new").remarks == []
    assert main(["check", str(tmp_path / "new"), "--source",
                 str(table.with_name("lantern.txt"))]) == 0  # fmt: skip


def test_a_preview_shows_the_same_and_writes_nothing(
    table: Path, tmp_path: Path, capsys: Captured
) -> None:
    assert main([*told(table, tmp_path / "new"), "--preview"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "This is a preview: nothing was written."
    assert "quotes: 1 new" in said
    assert not (tmp_path / "new").exists()


def test_problems_are_told_by_file_row_column_and_value(
    table: Path, record_folder: Path, capsys: Captured
) -> None:
    before = (record_folder / "quotes.csv").read_bytes()
    table.write_text("Wer,Was\nOda Marsk,We like it.\nOda Marsk,\n")
    assert main(told(table, record_folder)) == 1
    said = capsys.readouterr().out
    assert "t.csv  2    Was     We like it.  the words do not stand in the text" in said
    assert said.endswith("Nothing was written.\n")
    assert (record_folder / "quotes.csv").read_bytes() == before


def test_a_record_is_added_to(table: Path, record_folder: Path) -> None:
    table.write_text("Wer,Was\nOda Marsk,dry our fields\n")
    assert main(told(table, record_folder)) == 0
    last = (record_folder / "quotes.csv").read_text("utf-8").splitlines()[-1]
    assert last.startswith(f"{SOURCE_ID}-p5-c,{SOURCE_ID},5,220,234,dry our fields")


def test_what_is_there_already_is_no_second_time(
    tmp_path: Path, capsys: Captured
) -> None:
    path = write_dna(tmp_path / "d.dna")
    assert main(["import", str(path), str(tmp_path / "new")]) == 0
    assert main(["import", str(path), str(tmp_path / "new")]) == 1
    assert "d.dna: nothing to bring in" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "Wer"], "--map needs a name, = and a value"),
        (
            ["--map", "Who=speaker_id"],
            "no column of the file; there are: Wer, Was, Art",
        ),
        (["--set", "speaker=x"], "no field of quotes"),
        (["--source-text", "no.txt"], "does not exist"),
        (["--table", "persons"], "no table of a record"),
    ],
)
def test_an_option_that_names_nothing_says_what_there_is(
    table: Path, tmp_path: Path, words: list[str], said: str, capsys: Captured
) -> None:
    assert main(["import", str(table), str(tmp_path / "new"), *words]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_record_with_problems_is_told_as_check_tells_it(
    table: Path, record_folder: Path, capsys: Captured
) -> None:
    (record_folder / "relays.csv").unlink()
    assert main(told(table, record_folder)) == 1
    assert "table missing" in capsys.readouterr().out


class Terminal(io.StringIO):
    """What is typed on a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked; answers are taken from the end of `ANSWERS`."""
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return ANSWERS[next(one for one in ANSWERS if one in question)]

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr(command.sys.stdout, "isatty", lambda: True, raising=False)
    return asked


ANSWERS = {
    "“Wer”": "speaker_id", "“Was”": "content", "“Art”": "", "speaker_id.kind": "person",
    "published_on": "2023-05-04", "Write this": "y",
}  # fmt: skip


def test_on_a_terminal_what_is_not_told_is_asked(
    table: Path, tmp_path: Path, typed: list[str]
) -> None:
    text = str(table.with_name("lantern.txt"))
    assert (
        main(["import", str(table), str(tmp_path / "new"), "--source-text", text]) == 0
    )
    assert [next(one for one in ANSWERS if one in q) for q in typed] == list(ANSWERS)
    assert open_record(tmp_path / "new").about["title"] == "new"


def test_on_a_terminal_no_means_nothing(
    table: Path, tmp_path: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "Write this", "")
    assert main([*told(table, tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()
    assert main([*told(table, tmp_path / "new"), "--yes"]) == 0
    assert (tmp_path / "new").exists()
