"""Columns become fields: by their names, as told, or not at all, which is said."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.importing.draft import Draft, Known
from dashboard.intake import files
from tests.support.imported import cells, drafted, source_text
from tests.support.small_record import SOURCE_ID

DAY = {"source_id.published_on": "2023-05-04"}
KNOWN = DAY | {"speaker_id.kind": "person"}


@pytest.fixture
def table(tmp_path: Path) -> Any:
    """Import a table of these lines, with the small record's text."""

    def read(*lines: str, known: Known | None = None, **told: Any) -> Draft:
        path = tmp_path / "t.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        told.setdefault("text", [source_text(tmp_path)])
        return drafted(path, known, **told)

    return read


def test_spans_are_found_from_the_words(table: Any) -> None:
    draft = table(
        "speaker_id,content,speaker_id.kind",
        'Oda Marsk,"“The dam will dry our fields,”",person',
        'Ilva Toren,"it would ""never be stopped""",person',
        values=DAY,
    )
    assert draft.problems == []
    told = ("quote_id", "paragraph", "start", "end", "content", "kind", "speaker_id")
    assert cells(draft, "quotes", *told) == [
        ("lantern-p5-a", "5", "207", "235", "The dam will dry our fields,", "indirect",
         "oda-marsk"),
        ("lantern-p4-a", "4", "140", "167", "it would “never be stopped”", "indirect",
         "ilva-toren"),
    ]  # fmt: skip
    assert "words without the quotation marks around them" in draft.held_as
    assert any("in form: the shape of quotation marks" in one for one in draft.held_as)


@pytest.mark.parametrize(
    ("line", "column", "wrong"),
    [
        ("Oda,We like it.", "content", "the words do not stand in the text"),
        ("Oda,the dam", "content", "the words stand in the text 2 times"),
        ("Oda,", "content", "no words and no span"),
    ],
)
def test_a_row_without_a_place_is_a_problem_of_its_cell(
    table: Any, line: str, column: str, wrong: str
) -> None:
    draft = table("Who,content", line, columns={"Who": "speaker_id"},
                  values=KNOWN)  # fmt: skip
    (problem,) = draft.problems
    assert (problem.file, problem.row, problem.column) == ("t.csv", 2, column)
    assert problem.wrong.startswith(wrong)


def test_a_start_or_a_paragraph_tells_equal_words_apart(table: Any) -> None:
    draft = table("speaker_id,content,paragraph,start", "Oda,the dam,8,",
                  "Oda,the dam,,110", values=KNOWN)  # fmt: skip
    assert cells(draft, "quotes", "start") == [("564",), ("110",)]


def test_a_span_alone_has_the_texts_words(table: Any) -> None:
    draft = table("speaker_id,start,end", "Oda,207,235",
                  values=KNOWN)  # fmt: skip
    assert draft.rows["quotes"][0]["content"] == "The dam will dry our fields,"


def test_without_a_text_a_span_must_be_told_and_once_is_enough_to_say_so(
    table: Any, record_folder: Path
) -> None:
    known = Known(files.read(record_folder))
    lines = [f"{SOURCE_ID},oda-marsk,words {n}" for n in range(5)]
    draft = table("source_id,speaker_id,content", *lines, known=known, text=[])
    (problem,) = draft.problems
    assert problem.wrong.startswith("no text in which to find them")
    known = Known(files.read(record_folder))
    draft = table("source_id,speaker_id,content,start,end,paragraph",
                  f"{SOURCE_ID},oda-marsk,words,1,6,1", known=known,
                  text=[])  # fmt: skip
    assert draft.counts() == {"quotes": 1}


def test_the_kind_of_a_new_speaker_is_asked_once(table: Any) -> None:
    draft = table("speaker_id,content", "Oda,We oppose it.", "Ilva,never be stopped",
                  values=DAY)  # fmt: skip
    assert [one.field for one in draft.questions] == ["speaker_id.kind"]
    assert draft.problems[0].wrong == "the kind of new actors is not told: Oda, Ilva"


def test_what_two_rows_tell_otherwise_of_one_actor_is_a_problem(table: Any) -> None:
    draft = table("speaker_id,speaker_id.kind,content", "Oda,person,We oppose it.",
                  "Oda,state,never be stopped", values=DAY)  # fmt: skip
    (problem,) = draft.problems
    assert problem[:4] == ("t.csv", 3, "speaker_id.kind", "state")


def test_what_the_record_says_of_an_actor_stays(
    table: Any, record_folder: Path
) -> None:
    draft = table("speaker_id,speaker_id.kind,content", "Oda Marsk,state,fields",
                  known=Known(files.read(record_folder)))  # fmt: skip
    assert draft.counts() == {"quotes": 1}
    assert draft.left_out["what is told of actors"].count == 1


def test_columns_without_a_field_are_listed(table: Any) -> None:
    draft = table("speaker_id,content,Mood", "Oda,We oppose it.,grim",
                  "Ilva,never be stopped,", values=KNOWN)  # fmt: skip
    assert (
        str(draft.left_out["column “Mood”"]) == "the column is mapped to no field: grim"
    )


def test_several_columns_make_one_note(table: Any) -> None:
    draft = table("speaker_id,content,a,b", "Oda,We oppose it.,one,two",
                  columns={"a": "note", "b": "note"},
                  values=KNOWN)  # fmt: skip
    assert draft.rows["quotes"][0]["note"] == "a: one; b: two"


def test_a_new_issue_says_that_its_meaning_is_not_written(table: Any) -> None:
    draft = table("speaker_id,content,issue_id", "Oda,We oppose it.,The dam",
                  values=KNOWN)  # fmt: skip
    assert cells(draft, "issues", "issue_id", "support_means") == [
        ("the-dam", "(not written yet)")
    ]


def test_days_that_are_written_out_are_edtf(table: Any) -> None:
    draft = table("speaker_id,content,said_on", "Oda,We oppose it.,3 May 2023",
                  "Ilva,never be stopped,3/5/2023",
                  values={"source_id.published_on": "May 4, 2023",
                          "speaker_id.kind": "person"})  # fmt: skip
    # 3/5 may be May or March: it stays, and the checks tell of it.
    assert cells(draft, "quotes", "said_on") == [("2023-05-03",), ("3/5/2023",)]
    assert draft.rows["sources"][0]["published_on"] == "2023-05-04"


@pytest.mark.parametrize(
    ("table_name", "header", "line", "key"),
    [
        ("actors", "name,kind", "Oda Marsk,person", "oda-marsk"),
        ("issues", "label,support_means", "The dam,it stands", "the-dam"),
        ("countries", "country_id,name,kind", "ARD,Arden,state", "ARD"),
    ],
)
def test_any_table_can_be_brought_in(
    table: Any, table_name: str, header: str, line: str, key: str
) -> None:
    draft = table(header, line, table=table_name, text=[])
    assert next(iter(draft.rows[table_name][0].values())) == key


def test_positions_name_their_parties(table: Any, record_folder: Path) -> None:
    draft = table(
        "country,actor_id,issue_id,stance,kind,voice,asserted_by,evidence",
        "Brekland,Oda Marsk,dam,opposes,declared,self,Oda Marsk,dry our fields",
        table="positions", columns={"country": "country_id"},
        known=Known(files.read(record_folder)),
    )  # fmt: skip
    assert cells(draft, "positions", "country_id", "actor_id", "issue_id", "start") == [
        ("BRK", "oda-marsk", "dam", "220")
    ]


def test_what_no_column_tells_is_asked_once_and_not_row_by_row(table: Any) -> None:
    draft = table("source_id,evidence", "a,b", "c,d", table="positions", text=[])
    asked = [one.field for one in draft.questions]
    assert asked == ["issue_id", "stance", "kind", "voice", "asserted_by"]
    stance = draft.questions[1]
    assert stance.allowed[:2] == ("supports", "accepts")
    draft = table("speaker_id", "Oda", "Ilva", values=KNOWN)
    assert [one.field for one in draft.questions] == ["content"]
    assert draft.total == 1


def test_rows_refer_to_rows_of_their_own_table_that_come_later(table: Any) -> None:
    draft = table("name,kind,member_of", "Oda,person,The Ministry",
                  "Ilva,person,office", "The Ministry,state_body,", table="actors",
                  text=[])  # fmt: skip
    assert cells(draft, "actors", "actor_id", "member_of") == [
        ("oda", "the-ministry"), ("ilva", "office"), ("the-ministry", ""),
    ]  # fmt: skip
