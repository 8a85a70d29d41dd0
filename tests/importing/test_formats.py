"""Each kind of file is known by its name, or by what it holds."""

import json
from pathlib import Path

import pytest

from dashboard.importing import formats
from dashboard.importing.draft import NotRead, Options
from tests.support.imported import drafted, write_dna

ANNOTATION = [{"target": [], "uri": "https://a.example"}]
REFERENCE = [{"id": "a", "type": "book"}]


@pytest.mark.parametrize(
    ("name", "held", "title"),
    [
        ("T.CSV", "a,b\n", "a table"),
        ("t.tsv", "a\tb\n", "a table"),
        ("a.json", json.dumps(ANNOTATION), "W3C annotations or Hypothesis"),
        ("a.jsonld", json.dumps(ANNOTATION), "W3C annotations or Hypothesis"),
        ("a.json", json.dumps(REFERENCE), "CSL-JSON"),
        ("a.csl.json", json.dumps(REFERENCE), "CSL-JSON"),
        ("a.json", '[{"speaker": "Ilva", "words": "No."}]', "a table in JSON"),
        ("a.ndjson", '{"speaker": "Ilva"}\n{"speaker": "Oda"}', "a table in JSON"),
        ("a.ris", "TY  - NEWS\n", "RIS"),
        ("a.bib", "@misc{a}\n", "BibTeX"),
    ],
)
def test_a_file_has_the_form_of_its_name_and_contents(
    tmp_path: Path, name: str, held: str, title: str
) -> None:
    path = tmp_path / name
    path.write_text(held)
    assert formats.form_of(path).title == title


def test_a_database_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    path = write_dna(tmp_path / "mine.db")
    assert formats.form_of(path).title == "Discourse Network Analyzer"
    assert formats.read_sheet(path, Options()) is None
    assert len(drafted(path).rows["quotes"]) == 3


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("a.docx", "is no file that can be brought in"),
        ("a.dna", "is no file that can be brought in"),
        ("folder", "is a folder"),
        ("nowhere.csv", "does not exist"),
    ],
)
def test_any_other_file_says_which_there_are(
    tmp_path: Path, name: str, wrong: str
) -> None:
    (tmp_path / "folder").mkdir()
    for one in ("a.docx", "a.dna"):
        (tmp_path / one).write_text("x")
    with pytest.raises(NotRead) as refused:
        formats.form_of(tmp_path / name)
    assert refused.value.problem.wrong == wrong


def test_every_ending_is_told() -> None:
    for ending in (".csv", ".dna", ".jsonld", ".ris", ".bib", ".csl.json"):
        assert ending in formats.endings()
