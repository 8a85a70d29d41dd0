"""Whoever says it is found: before the verb, behind it, or of another verb."""

import pytest

from tests.support.parsed import sentence, words


@pytest.mark.parametrize(
    ("text", "who", "by"),
    [
        ("Mara Olsen said so.", "Mara Olsen", "subject"),
        ("On Tuesday Mr. Olsen said so.", "Mr. Olsen", "subject"),
        (
            "In a note, the old mayor of Lund said so.",
            "the old mayor of Lund",
            "subject",
        ),
        ("Olsen, the mayor of Lund, said so.", "Olsen", "insert"),
        ("Olsen (the mayor) said so.", "Olsen", "insert"),
        ("“We go,” said Mara Olsen of Lund.", "Mara Olsen of Lund", "inverted"),
        ("Vik, who in 2010 said so, left.", "Vik , who", "relative"),
        ("The man who said so left.", "The man who", "relative"),
        ("Olsen left and said so.", "Olsen", "joined"),
        ("Olsen praised Vik, saying so.", "Olsen", "same subject"),
        ("Speaking in Lund, Olsen left.", "Olsen", "main subject"),
        ("It was called a gift by Mara Olsen.", "Mara Olsen", "by"),
        ("Olsen was quoted as saying so.", "Olsen", "quoted as"),
        ("The vote ended with Mara Olsen saying so.", "Mara Olsen", "absolute"),
        ("Olsen was told so.", "", "passive"),
    ],
)
def test_a_verb_has_its_subject(text: str, who: str, by: str) -> None:
    one = sentence(text)
    verb = one.verbs[-1]
    assert (words(one, verb.subject), verb.by) == (who, by)


def test_the_one_who_noted_and_said_is_the_same() -> None:
    one = sentence("The ministry noted it had been so and said it hoped for rain.")
    assert [words(one, verb.subject) for verb in one.verbs[:2]] == ["The ministry"] * 2


def test_a_finite_verb_of_any_kind_has_a_subject() -> None:
    one = sentence("Yesterday the council met in Lund.")
    assert words(one, one.subject(3)) == "the council"
