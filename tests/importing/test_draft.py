"""A draft gives keys, knows names, and keeps account of what is not taken."""

import pytest

from dashboard.importing.draft import Draft, Known, Origin, slug
from dashboard.intake import files
from tests.support.small_record import SOURCE_ID

HERE = Origin(7, {"name": "Who"})


@pytest.mark.parametrize(
    ("called", "key"),
    [
        ("Kim Jong Un", "kim-jong-un"),
        ("Arden’s news", "ardens-news"),
        ("Élysée (Paris)", "elysee-paris"),
        ("金正恩", ""),
        ("x" * 99, "x" * 60),
        ("a" * 50 + " " + "b" * 50, "a" * 50),
    ],
)
def test_a_key_is_made_of_a_name(called: str, key: str) -> None:
    assert slug(called) == key


def test_a_key_is_new_even_where_names_are_alike() -> None:
    draft = Draft("f.csv")
    keys = [draft.make("actors", one, HERE) for one in ("Kim", "KIM", "金", "李")]
    assert keys == ["kim", "kim-2", "actor", "actor-2"]


def test_rows_of_a_passage_are_lettered_past_z() -> None:
    draft = Draft("f.csv")
    keys = []
    for _ in range(28):
        keys.append(draft.passage_key("quotes", "s", 4))
    assert [keys[n] for n in (0, 25, 26, 27)] == [
        "s-p4-a",
        "s-p4-z",
        "s-p4-aa",
        "s-p4-ab",
    ]


def test_a_name_that_one_row_has_is_that_row(record_folder) -> None:
    draft = Draft("f.csv", Known(files.read(record_folder)))
    assert draft.refer("actors", "Oda Marsk", HERE, "name") == "oda-marsk"
    assert draft.refer("actors", "oda-marsk", HERE, "name") == "oda-marsk"
    assert draft.refer("countries", "Arden", HERE, "name") == "ARD"
    assert draft.refer("actors", "Somebody", HERE, "name", kind="person") == "somebody"
    assert draft.counts() == {"actors": 1}


def test_a_name_that_two_rows_have_is_asked_about() -> None:
    known = Known()
    known.names["actors"]["Kim"] = ["kim-a", "kim-b"]
    draft = Draft("f.csv", known)
    assert draft.refer("actors", "Kim", HERE, "name") == ""
    (problem,) = draft.problems
    assert problem[:4] == ("f.csv", 7, "Who", "Kim")
    assert problem.mend == "write the key instead: kim-a or kim-b"


def test_what_the_record_says_already_is_not_added(record_folder) -> None:
    draft = Draft("f.csv", Known(files.read(record_folder)))
    row = {
        "quote_id": "new", "source_id": SOURCE_ID, "start": "207", "end": "235",
        "speaker_id": "oda-marsk",
    }  # fmt: skip
    assert draft.add("quotes", row, HERE)["quote_id"] == f"{SOURCE_ID}-p5-a"
    draft.add("quotes", row | {"speaker_id": "ilva-toren"}, HERE)
    assert draft.counts() == {"quotes": 1}
    assert draft.left_out["quotes"].count == 1


def test_what_is_not_taken_is_counted_with_examples() -> None:
    draft = Draft("f.csv")
    for number in range(5):
        draft.leave_out("tags", "no place", f"tag {number}")
    draft.hold("kinds as “group”", 2)
    assert list(draft.lines()) == [
        "held: kinds as “group” (2)",
        "not taken: tags (5): no place: tag 0; tag 1; tag 2",
    ]


def test_a_question_is_a_problem_until_it_is_answered() -> None:
    draft = Draft("f.csv")
    for _ in range(3):
        draft.ask("speaker_id.kind", "not told", "tell it", ["person"])
    assert (draft.total, len(draft.questions)) == (1, 1)
