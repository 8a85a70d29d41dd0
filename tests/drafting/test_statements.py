"""What stands in marks and what is told without are put together, one in another."""

from dashboard.drafting.statements import Statements
from dashboard.grammar.passage import stretches
from tests.support.parsed import told


def statements(text: str) -> Statements:
    return Statements(text, stretches(text))


def test_a_part_in_marks_is_told_with_what_is_around_it() -> None:
    text = "Mara Olsen said the bridge was “a bad joke” and would fall."
    assert told(text) == [
        ("mixed", "Mara Olsen", "said", "the bridge was “a bad joke” and would fall")
    ]


def test_content_that_its_cue_splits_is_two() -> None:
    assert [one[3] for one in told("“The bridge,” Mara Olsen said, “will fall.”")] == [
        "The bridge,",
        "will fall.",
    ]
    assert [
        one[3] for one in told("The bridge, Mara Olsen said, would fall in May.")
    ] == [
        "The bridge",
        "would fall in May",
    ]


def test_a_speech_over_paragraphs_is_a_statement_in_each() -> None:
    found = told("Mara Olsen said: “We will not go.\n\n“We will stay in Lund.”")
    assert [one[1::2] for one in found] == [
        ("Mara Olsen", "We will not go."),
        ("Mara Olsen", "We will stay in Lund."),
    ]


def test_words_within_a_mediums_words_stand_within_them() -> None:
    text = "“Vik repeatedly said that the bridge would fall,” state media said."
    outer, inner = statements(text).found
    assert inner.outer is outer
    assert text[inner.start : inner.end] == "the bridge would fall"


def test_what_one_says_of_oneself_within_ones_words_is_no_statement() -> None:
    assert (
        len(statements("“I said that the bridge would fall,” Mara Olsen said.").found)
        == 1
    )


def test_of_a_language_that_is_not_known_nobody_is_taken_for_the_speaker() -> None:
    text = "« Le pont restera fermé tout le mois », a dit Mara Olsen."
    (one,) = Statements(text, stretches(text), is_known=False).found
    assert (one.speaker, one.cue, one.rule) == (None, None, "nobody")


def test_a_slogan_is_of_those_who_made_it() -> None:
    text = "It was a slogan used by the Lund army in 1905 reading “no more bridges”."
    one = next(one for one in statements(text).found if one.kind == "slogan")
    assert one.speaker
    assert text[slice(*one.speaker)] == "the Lund army"
