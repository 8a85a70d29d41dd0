"""Documents become sources, statements quotes, agreement positions: and no more."""

from pathlib import Path

import pytest

from dashboard.database.open import open_record
from dashboard.export import formats
from dashboard.importing.draft import NotRead
from dashboard.importing.saving import Target
from dashboard.intake import files
from dashboard.queries.subset import Subset
from tests.support.imported import (
    DNA_TEXT,
    cells,
    drafted,
    no_word,
    write_dna,
)
from tests.support.small_record import POSITIONS, QUOTES, write_record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_dna(tmp_path / "small.dna")


def test_a_document_is_a_source_with_its_texts_hash(path: Path) -> None:
    draft = drafted(path)
    (row,) = draft.rows["sources"]
    assert row["source_id"] == "the-dam-opens"
    assert (row["title"], row["published_on"]) == ("The dam opens", "2023-05-04")
    assert (row["language"], row["publisher_id"]) == ("und", "the-lantern")
    assert row["length"] == str(len(DNA_TEXT))


def test_statements_are_quotes_whose_words_stand_there(path: Path) -> None:
    draft = drafted(path)
    assert cells(draft, "quotes", "content", "speaker_id", "kind") == [
        ("We say no,", "oda-marsk", "indirect"),
        ("the dam stands", "ilva-toren", "indirect"),
        ("the dam", "arden", "indirect"),
    ]
    for row in draft.rows["quotes"]:
        span = DNA_TEXT[int(row["start"]) : int(row["end"])]
        assert span == row["content"]
    assert (
        "Statement 1 of the database, coded by Admin."
        in draft.rows["quotes"][0]["note"]
    )


def test_agreement_is_a_position_that_the_report_tells(path: Path) -> None:
    draft = drafted(path)
    told = ("actor_id", "issue_id", "stance", "strength", "voice", "asserted_by")
    assert cells(draft, "positions", *told) == [
        ("oda-marsk", "the-dam-should-stand", "opposes", "", "reporter", "the-lantern"),
        (
            "ilva-toren",
            "the-dam-should-stand",
            "supports",
            "",
            "reporter",
            "the-lantern",
        ),
        ("arden", "talks-should-go-on", "supports", "", "reporter", "the-lantern"),
    ]
    draft = drafted(path, values={"voice": "self", "strength": "2"})
    assert cells(draft, "positions", "voice", "asserted_by", "kind", "strength")[0] == (
        "self", "oda-marsk", "declared", "2",
    )  # fmt: skip


def test_people_belong_to_their_organization(path: Path) -> None:
    assert cells(drafted(path), "actors", "actor_id", "kind", "member_of") == [
        ("the-lantern", "group", ""),
        ("brekland", "group", ""),
        ("oda-marsk", "person", "brekland"),
        ("arden", "group", ""),
        ("ilva-toren", "person", "arden"),
    ]


def test_supports_means_agreement_with_the_concept(path: Path) -> None:
    assert cells(drafted(path), "issues", "label", "support_means")[0] == (
        "The dam should stand.", "The dam should stand.",
    )  # fmt: skip


def test_what_is_not_taken_is_listed(path: Path) -> None:
    lines = "\n".join(drafted(path).lines())
    for told in (
        "statements of the kind “Annotation” (1): no person and no organization says"
        " them: ask about this",
        "documents’ author (1)",
        "coders (each statement's note names its own) (1)",
        "strength of stances, dates of statements, chains, events, marks",
    ):
        assert f"not taken: {told}" in lines


@pytest.mark.parametrize(
    "more",
    [
        "UPDATE STATEMENTS SET Start = 9000, Stop = 9001 WHERE ID = 1",
        "UPDATE STATEMENTS SET Start = 1, Stop = 3 WHERE ID = 1",  # Within 𝕏.
        "UPDATE STATEMENTS SET Start = 2, Stop = 3 WHERE ID = 1",  # A blank.
    ],
)
def test_a_statement_without_words_is_left_out(tmp_path: Path, more: str) -> None:
    draft = drafted(write_dna(tmp_path / "d.dna", more=more))
    assert len(draft.rows["quotes"]) == 2
    assert draft.left_out["statements without words"].examples == ["ID 1"]


def test_words_coded_twice_are_one_quote_of_two_positions(tmp_path: Path) -> None:
    more = (
        "UPDATE STATEMENTS SET Start = (SELECT Start FROM STATEMENTS WHERE ID = 1),"
        " Stop = (SELECT Stop FROM STATEMENTS WHERE ID = 1) WHERE ID = 2;"
        " UPDATE DATASHORTTEXT SET Entity = (SELECT Entity FROM DATASHORTTEXT WHERE"
        " StatementId = 1 AND VariableId = 1) WHERE StatementId = 2 AND VariableId = 1"
    )
    draft = drafted(write_dna(tmp_path / "d.dna", more=more))
    assert (len(draft.rows["quotes"]), len(draft.rows["positions"])) == (2, 3)


def test_variables_of_other_names_are_mapped(tmp_path: Path) -> None:
    more = "UPDATE VARIABLES SET Variable = 'Akteur' WHERE ID = 1"
    path = write_dna(tmp_path / "d.dna", more=more)
    assert drafted(path).rows["quotes"][0]["speaker_id"] == "brekland"
    draft = drafted(path, columns={"Akteur": "person"})
    assert draft.rows["quotes"][0]["speaker_id"] == "oda-marsk"
    with pytest.raises(NotRead, match="no variable of the database"):
        drafted(path, columns={"Actor": "person"})
    with pytest.raises(NotRead, match="no role of a variable"):
        drafted(path, columns={"Akteur": "speaker"})


def test_a_database_passes_the_checks_and_comes_in_once(
    path: Path, tmp_path: Path
) -> None:
    target = Target(tmp_path / "record")
    target.write(draft := drafted(path), no_word)
    assert draft.problems == []
    assert open_record(tmp_path / "record").remarks == []
    again = drafted(path, Target(tmp_path / "record").known)
    assert again.counts() == {}
    assert {again.left_out[one].count for one in ("quotes", "positions")} == {3}


def test_our_own_export_comes_back(tmp_path: Path) -> None:
    record = open_record(write_record(tmp_path / "small"))
    path = tmp_path / "small.dna"
    formats.form_of(path).write(Subset(record), path)
    Target(tmp_path / "record").write(draft := drafted(path), no_word)
    assert draft.problems == []
    read = files.read(tmp_path / "record").whole()
    quotes = read["quotes"].to_pylist()
    assert len(quotes) == len(QUOTES)
    assert {one["content"] for one in quotes} == {one["content"] for one in QUOTES}
    assert {one["kind"] for one in quotes} == {one["kind"] for one in QUOTES}
    positions = read["positions"].to_pylist()
    assert sorted(one["stance"] for one in positions) == sorted(
        one["stance"] for one in POSITIONS
    )
    source = read["sources"].to_pylist()[0]
    assert source["dateline"] == "Selm"
    assert source["rights"] == "invented; CC0"
