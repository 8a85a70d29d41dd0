"""Annotations are rows: their words are trusted, their positions are hints."""

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.database.open import open_record
from dashboard.export import formats
from dashboard.importing.draft import Draft, NotRead
from dashboard.importing.saving import Target
from dashboard.intake import files
from dashboard.queries.subset import Subset
from tests.support.imported import cells, drafted, no_word, source_text
from tests.support.small_record import QUOTES, write_record

PAGE = "https://lantern.example/dam"
DAY = {"source_id.published_on": "2023-05-04"}


def hypothesis(exact: str, tags: list[str], **more: Any) -> dict[str, Any]:
    """An annotation as Hypothesis gives it, from its search and from its export."""
    quote = {"type": "TextQuoteSelector", "exact": exact}
    quote |= {name: more.pop(name) for name in ("prefix", "suffix") if name in more}
    selectors = [
        {"type": "RangeSelector", "startContainer": "/p[1]"},
        {
            "type": "TextPositionSelector",
            "start": more.pop("start", 9_000),
            "end": 9_005,
        },
        quote,
    ]
    return {
        "id": "a1", "created": "2023-05-05T10:00:00+00:00", "tags": tags,
        "user": "acct:ann@hypothes.is", "uri": PAGE, "text": "see this",
        "document": {"title": ["The dam opens"]},
        "target": [{"source": PAGE, "selector": selectors}], **more,
    }  # fmt: skip


def read(folder: Path, held: Any, **told: Any) -> Draft:
    path = folder / "a.json"
    path.write_text(json.dumps(held))
    told.setdefault("columns", {"tag speaker": "speaker_id"})
    told["values"] = DAY | {"speaker_id.kind": "person"} | told.get("values", {})
    return drafted(path, text=[source_text(folder)], **told)


@pytest.mark.parametrize("wrapped", ["rows", "annotations", None])
def test_hypothesis_is_read_as_it_exports(tmp_path: Path, wrapped: str | None) -> None:
    held: Any = [hypothesis("We oppose it.", ["speaker: Oda Marsk", "key"])]
    draft = read(tmp_path, {wrapped: held, "total": 1} if wrapped else held)
    assert draft.problems == []
    assert cells(draft, "quotes", "content", "start", "speaker_id", "kind", "note") == [
        ("We oppose it.", "307", "oda-marsk", "indirect",
         "comment: see this; annotated by: ann@hypothes.is;"
         " annotated on: 2023-05-05T10:00:00+00:00")
    ]  # fmt: skip
    assert cells(draft, "sources", "title", "url") == [("The dam opens", PAGE)]
    assert "column “tag”" in draft.left_out


def test_the_words_beside_tell_equal_words_apart(tmp_path: Path) -> None:
    one = hypothesis("the dam", ["speaker: Coastal Union"], prefix="did not mention ",
                     suffix=".", start=3)  # fmt: skip
    assert read(tmp_path, [one]).rows["quotes"][0]["paragraph"] == "8"
    draft = read(tmp_path, [hypothesis("the dam", ["speaker: Oda"])])
    assert draft.problems[0].wrong.startswith("the words stand in the text 2 times")


def test_a_tag_can_name_the_issue(tmp_path: Path) -> None:
    held = [hypothesis("We oppose it.", ["speaker=Oda Marsk", "The dam", "more"])]
    columns = {"tag speaker": "speaker_id", "tag": "issue_id"}
    draft = read(tmp_path, held, columns=columns)
    assert draft.rows["issues"][0]["label"] == "The dam"
    assert draft.left_out["column “tag 2”"].examples == ["more"]


def test_what_is_no_quote_is_listed(tmp_path: Path) -> None:
    page = hypothesis("x", []) | {"target": [{"source": PAGE}]}
    reply = hypothesis("x", [], references=["a1"])
    held = [page, reply, hypothesis("We oppose it.", ["speaker: Oda Marsk"])]
    draft = read(tmp_path, held)
    assert draft.left_out["annotations without words"].count == 1
    assert draft.left_out["replies"].count == 1
    assert len(draft.rows["quotes"]) == 1


def test_who_speaks_is_asked_for(tmp_path: Path) -> None:
    draft = read(tmp_path, [hypothesis("We oppose it.", [])], columns={})
    (problem,) = draft.problems
    assert problem.wrong == "not told in any column: whose words or view it is"
    assert [one.field for one in draft.questions] == ["speaker_id"]


W3C = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
    "motivation": "highlighting", "creator": {"name": "Ann"},
    "body": [{"type": "TextualBody", "purpose": "tagging",
              "value": "speaker: Oda Marsk"},
             {"type": "TextualBody", "value": "a word", "purpose": "commenting"}],
    "target": {"source": {"id": PAGE}, "selector": {
        "type": "FragmentSelector", "value": "p5", "refinedBy": {
            "type": "TextQuoteSelector", "exact": "We oppose it."}}},
}  # fmt: skip


@pytest.mark.parametrize("wrap", [
    lambda one: one, lambda one: [one], lambda one: {"first": {"items": [one]}},
])  # fmt: skip
def test_w3c_annotations_are_read_in_every_wrapping(tmp_path: Path, wrap: Any) -> None:
    draft = read(tmp_path, wrap(W3C))
    assert cells(draft, "quotes", "content", "speaker_id", "note") == [
        ("We oppose it.", "oda-marsk", "comment: a word; annotated by: Ann")
    ]


@pytest.mark.parametrize("held", [{}, [], [1], {"rows": []}, {"items": {"a": 1}}, "x"])
def test_no_annotation_is_said(tmp_path: Path, held: Any) -> None:
    with pytest.raises(NotRead, match="holds no annotation"):
        read(tmp_path, held)


@pytest.mark.parametrize("held", [
    [{"target": None}], [{"target": [[]]}], [{"target": {"selector": [7]}}],
    [{"uri": 5, "target": [{"selector": {"type": "TextQuoteSelector", "exact": 5}}]}],
])  # fmt: skip
def test_what_is_oddly_built_is_no_quote(tmp_path: Path, held: Any) -> None:
    draft = read(tmp_path, held, columns={})
    assert draft.left_out["annotations without words"].count == 1


def test_our_own_export_comes_back(tmp_path: Path) -> None:
    record = open_record(write_record(tmp_path / "small"))
    path = tmp_path / "small.jsonld"
    formats.form_of(path).write(Subset(record), path)
    told = {"text": [source_text(tmp_path)], "values": DAY}
    target = Target(tmp_path / "record")
    target.write(draft := drafted(path, target.known, **told), no_word)
    assert draft.problems == []
    quotes = files.read(tmp_path / "record").whole()["quotes"].to_pylist()
    told_of = ("quote_id", "start", "end", "content", "kind", "speaker_id")
    before = {one["quote_id"]: one for one in QUOTES}
    for one in quotes:
        assert {n: one[n] for n in told_of[:5]} == {
            n: str(before[one["quote_id"]][n]) for n in told_of[:5]
        }
    assert draft.left_out["positions"].count == 5
