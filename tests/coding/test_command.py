"""`on-the-record new` and `draft`: made whole, or why not in a sentence."""

import json
import re
from pathlib import Path

import pytest

from dashboard.cli import main
from dashboard.coding import draft_file
from dashboard.coding.desk import Desk
from dashboard.coding.saving import save
from dashboard.database.open import open_record
from dashboard.importing.saving import Target
from dashboard.record.schema import TABLES
from tests.support.coded import judge, log
from tests.support.small_record import SOURCE_TEXT

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_new_record_is_empty_sound_and_says_what_to_do_next(
    tmp_path: Path, is_there: bool, capsys: Captured
) -> None:
    folder = tmp_path / "Élan & co"
    if is_there:
        folder.mkdir()
    assert main(["new", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{folder}: an empty record, 10 tables"
    assert said[1] == f"Open it: on-the-record open {folder}"
    assert {one.name for one in folder.iterdir()} == {
        "README.md", "datapackage.json", *(f"{name}.csv" for name in TABLES),
    }  # fmt: skip
    record = open_record(folder)
    assert record.remarks == []
    assert record.about["title"] == "Élan & co"
    assert json.loads((folder / "datapackage.json").read_text("utf-8"))["name"] == (
        "elan-co"
    )
    readme = (folder / "README.md").read_text("utf-8")
    assert "“Add an article”" in readme
    for table in TABLES.values():
        assert f"## {table.name}\n" in readme
    assert [one.name for one in tmp_path.iterdir()] == ["Élan & co"]


def test_a_new_record_is_not_made_over_anything(
    tmp_path: Path, record_folder: Path, capsys: Captured
) -> None:
    (tmp_path / "file").write_text("x")
    for path, wrong in (
        (record_folder, "is there already; name a new folder"),
        (tmp_path / "file", "is there already; name a new folder"),
        (tmp_path / "no" / "where", "its folder does not exist; make it first"),
    ):
        assert main(["new", str(path)]) == 1
        assert capsys.readouterr().err == f"{path}: {wrong}\n"


def test_an_article_is_drafted_into_a_file(tmp_path: Path, capsys: Captured) -> None:
    path, made = tmp_path / "a.txt", tmp_path / "a.otr-draft.json"
    path.write_text(f"{SOURCE_TEXT}\nAdvertisement\n", encoding="utf-8")
    words = ["--set", "publisher=The Daily Lantern", "--set", "published_on=2023-05-04"]
    assert main(["draft", str(path), str(made), *words]) == 0
    said = capsys.readouterr().out
    kept = draft_file.read(made.read_bytes())
    assert kept.text.startswith(SOURCE_TEXT)
    assert kept.about.published_on == "2023-05-04"
    assert kept.steps == []
    assert kept.drafted
    quotes = sum(one.table == "quotes" for one in kept.drafted.proposals)
    assert f"{made}: {quotes} quotes, " in said
    assert "publisher: The Daily Lantern\n" in said
    assert "kept, looks like an advertisement: Advertisement\n" in said
    assert main(["draft", str(path), str(made), *words]) == 1
    assert main(["draft", str(path), str(made), "--leave-out", "--force"]) == 0
    assert "Advertisement" not in draft_file.read(made.read_bytes()).text


def test_the_walk_from_an_article_to_a_record_can_be_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    readme = (Path(__file__).parents[2] / "data" / "README.md").read_text("utf-8")
    walk = readme.split("## From an article")[1].split("\n## ")[0]
    commands = re.findall(r"`on-the-record ([^`]+)`", walk)
    told = [one.split() for one in commands]
    assert [words[0] for words in told] == ["new", "open", "check", "draft"]
    monkeypatch.chdir(tmp_path)
    Path("article.txt").write_bytes(SOURCE_TEXT.encode())
    assert main(told[0]) == 0
    assert main(["check", *told[1][1:]]) == 0  # What is shown is sound.
    assert main([*told[3], "--set", "publisher=The Daily Lantern",
                 "--set", "published_on=2023-05-04"]) == 0  # fmt: skip
    # What the page does: a draft is taken up, its rows confirmed, and saved.
    kept = draft_file.read(Path("article.otr-draft.json").read_bytes())
    assert kept.drafted
    target = Target(Path("my-record"))
    held = Desk(kept.text, kept.about, kept.drafted, target.known)
    held.take(log(*(judge(one) for one in held.confirmable(0.0))))
    saved = save(held, target)
    assert saved.problems == []
    assert saved.rows["quotes"] > 3
    assert str(saved.backup.parent.name if saved.backup else "") in walk
    capsys.readouterr()
    assert main(told[2]) == 0


def test_what_cannot_be_drafted_is_said_in_a_sentence(
    tmp_path: Path, capsys: Captured
) -> None:
    path, made = tmp_path / "a.txt", str(tmp_path / "a.otr-draft.json")
    path.write_bytes(b"\x7fELF\0\0")
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 5_000_001)
    for words, wrong, code in (
        ([str(tmp_path / "no.txt"), made], "no.txt: does not exist\n", 1),
        ([str(path), str(tmp_path / "a.json")], "name ends in .otr-draft.json\n", 2),
        (
            [str(path), made, "--set", "x=y"],
            "write FIELD=VALUE, of: title, publisher,",
            2,
        ),
        ([str(path), made, "--set", "title"], "--set title: write FIELD=VALUE", 2),
        ([str(path), made, "--set", "published_on=May"], "“May” is no date", 2),
        (
            [str(large), made],
            "and 5.0 MB are read at most: give the article alone\n",
            1,
        ),
        ([str(path), made], "a.txt: ", 1),
    ):
        assert main(["draft", *words]) == code
        said = capsys.readouterr()
        assert wrong in said.err
        assert said.err.count("\n") == 1
    assert not Path(made).exists()
