"""References become sources where their text is given; the others are listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.importing.draft import Draft, NotRead
from tests.support.imported import cells, drafted, source_text

FACTS = ("source_id", "title", "published_on", "url", "language", "publisher_id")
LANTERN = ("lantern", "The dam & we", "2023-05-04", "https://a.example/x?a=1&b_c=2",
           "en", "the-lantern")  # fmt: skip

RIS = """\
TY  - NEWS
ID  - lantern
TI  - The dam
& we
T2  - The Lantern
AU  - Writer, A.
DA  - 2023/05/04/
PY  - 2023
UR  - https://a.example/x?a=1&b_c=2
LA  - en
ER  -

TY  - NEWS
ID  - other
TI  - Another
ER  -
"""
BIBTEX = r"""
@comment{kept by hand}
@string{lan = "The Lantern"}
@article{lantern,
  title = {{The} dam \& we},
  journal = lan,
  author = {Writer, A.},
  year = 2023, month = may, date = {2023-05-04},
  url = {https://a.example/x?a=1&b_c=2},
  langid = {english},
}
@article{other, title = {Another}, year = 2023}
"""
CSL = [
    {
        "id": "lantern", "type": "article-newspaper", "title": "The dam & we",
        "container-title": "The Lantern", "issued": {"date-parts": [["2023", 5, 4]]},
        "URL": "https://a.example/x?a=1&b_c=2", "language": "en",
        "author": [{"family": "Writer", "given": "A."}],
    },
    {"id": "other", "type": "book", "title": "Another"},
]  # fmt: skip


def read(folder: Path, name: str, held: str) -> Draft:
    path = folder / name
    path.write_text(held, encoding="utf-8")
    return drafted(path, text=[f"lantern={source_text(folder)}"])


@pytest.mark.parametrize(
    ("name", "held"),
    [("r.ris", RIS), ("r.bib", BIBTEX), ("r.json", json.dumps(CSL))],
)
def test_a_reference_is_a_source(tmp_path: Path, name: str, held: str) -> None:
    draft = read(tmp_path, name, held)
    assert draft.problems == []
    assert cells(draft, "sources", *FACTS) == [LANTERN]
    assert cells(draft, "actors", "name", "kind") == [("The Lantern", "group")]
    assert draft.left_out["references without their text"].examples == ["other"]
    assert any("riter" in one.examples[0] for one in draft.left_out.values())


def dates(folder: Path, name: str, held: str) -> str:
    return str(read(folder, name, held).rows["sources"][0]["published_on"])


@pytest.mark.parametrize(
    ("issued", "edtf"),
    [
        ({"date-parts": [[2023]]}, "2023"),
        ({"date-parts": [["2023", "5"]]}, "2023-05"),
        ({"date-parts": [[2023, 5, 1], [2023, 5, 4]]}, "2023-05-01/2023-05-04"),
        ({"date-parts": [[2023]], "circa": True}, "2023~"),
        ({"raw": "2023-05-04T10:00:00Z"}, "2023-05-04"),
        ({"literal": "4 May 2023"}, "2023-05-04"),
        ({"literal": "last spring"}, "last spring"),
        ({"date-parts": "x"}, ""),
        (None, ""),
    ],
)
def test_a_date_of_csl_is_edtf(tmp_path: Path, issued: Any, edtf: str) -> None:
    held = json.dumps([{"id": "lantern", "type": "book", "issued": issued}])
    assert dates(tmp_path, "r.json", held) == edtf


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        ("year = 2023", "2023"),
        ("year = 2023, month = sep", "2023-09"),
        ("year = {2023}, month = {September}", "2023-09"),
        ("year = {2023}, month = {9}", "2023-09"),
        ("date = {2023-09-03}", "2023-09-03"),
        ("year = {in press}", "in press"),
    ],
)
def test_a_date_of_bibtex_is_edtf(tmp_path: Path, fields: str, edtf: str) -> None:
    assert dates(tmp_path, "r.bib", f"@misc{{lantern, {fields}}}") == edtf


@pytest.mark.parametrize(
    ("tex", "plain"),
    [(r"{\'E}tudes", "Études"), ("{G}erman {W}ar", "German War"), (r"50\% \& more",
     "50% & more"), ("{" * 3 + "x" + "}" * 3, "x")],
)  # fmt: skip
def test_tex_is_undone(tmp_path: Path, tex: str, plain: str) -> None:
    draft = read(tmp_path, "r.bib", f"@misc{{lantern, title = {{{tex}}}, year = 2023}}")
    assert draft.rows["sources"][0]["title"] == plain


@pytest.mark.parametrize(
    ("held", "line"),
    [
        ("@misc{a, title = {x}}\n\n@misc{b, title = {y}\n", 3),
        ("@misc{a, title = {x}}\n@misc{a, title = {y}}\n", 2),
    ],
)
def test_an_entry_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, held: str, line: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NotRead, match="an entry cannot be read") as refused:
        read(tmp_path, "r.bib", held)
    assert refused.value.problem.row == line
    assert capfd.readouterr() == ("", "")


def test_lines_of_no_reference_are_listed(tmp_path: Path) -> None:
    draft = read(tmp_path, "r.ris", f"made by hand\n{RIS}\nand so on\n")
    assert draft.left_out["lines"].examples == ["made by hand", "and so on"]


@pytest.mark.parametrize("name", ["r.ris", "r.bib"])
def test_no_reference_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotRead, match="holds no reference"):
        read(tmp_path, name, "nothing\n")
