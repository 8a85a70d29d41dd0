"""What words, marks and verbs look like, as signs that are weighed."""

import pytest

from dashboard.drafting import signs
from dashboard.grammar.passage import QUOTE, stretches
from tests.support.parsed import sentence


def at_quote(text: str) -> int:
    one = sentence(text)
    return next(n for n, token in enumerate(one.tokens) if token.kind == QUOTE)


@pytest.mark.parametrize(
    ("number", "name"),
    [(0, "1"), (1, "1"), (2, "2-3"), (4, "4-7"), (15, "8-15"), (16, "far")],
)
def test_a_number_of_words_is_a_rough_one(number: int, name: str) -> None:
    assert signs.few(number) == name


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("Mara Olsen said so.", "name"), ("He said so.", "pronoun"),
        ("It said so.", "it"), ("The man said so.", "noun"), ("Vik, who said so, left.",
         "relative"), ("officials said so.", "small"), ("Nobody said so.", "nobody"),
    ],
)  # fmt: skip
def test_a_subject_looks_like_what_it_is(text: str, looks: str) -> None:
    one = sentence(text)
    subject = one.verbs[0].subject
    assert subject
    assert signs.subject(one.tokens, subject, one.first) == looks


@pytest.mark.parametrize(
    ("text", "place"),
    [("“Go,” Olsen said.", "after"), ("“Go,” said Olsen.", "inverted"),
     ("“Go” was all that Olsen said.", "later")],
)  # fmt: skip
def test_a_verb_stands_right_behind_or_later(text: str, place: str) -> None:
    one = sentence(text)
    assert signs.place(one, one.verbs[-1], 0) == place


@pytest.mark.parametrize(
    ("text", "is_clause"),
    [
        ("Olsen said: “We will go.”", True), ("“We will go,” Olsen said.", True),
        ("Olsen called it “a bad joke” there.", False), ("Olsen said “no”.", False),
        ("Olsen said “We will go there.”", True),
    ],
)  # fmt: skip
def test_a_clause_in_marks_is_told_from_a_part(text: str, is_clause: bool) -> None:
    assert signs.is_clause(sentence(text), at_quote(text)) is is_clause


def test_a_credit_stands_behind_a_dash_at_the_end_of_its_line() -> None:
    for text, name in (
        ("“Go!” — Mara Olsen, Lund", "Mara Olsen"),
        ("“Go!” — and left", ""),
    ):
        one = sentence(text)
        span = signs.credit(one.tokens, 0)
        found = " ".join(t.text for t in one.tokens[slice(*span)]) if span else ""
        assert found == name


def test_signs_of_speech_tell_how_words_look() -> None:
    text = "The film “The Long Bridge” opened."
    one = sentence(text)
    found = set(
        signs.of_speech(one, 2, stretches(text)[0], "“", ("none", ()), 0, False)
    )
    assert {"s length 3", "s looks a title 3", "s before a work"} <= found


def test_signs_of_a_report_tell_its_verb_and_place() -> None:
    one = sentence("Olsen did not say that it rained.")
    found = set(signs.of_report(one, one.verbs[0], [(5, 7)], "before"))
    assert {
        "i verb say",
        "i follows that",
        "i negated saying",
        "i subject name",
    } <= found


def test_a_nearer_verb_is_a_sign() -> None:
    one = sentence("Olsen said and added that Vik called it so.")
    said, added, called = one.verbs
    assert list(signs.of_nearer("before", called, None)) == ["before nearest"]
    same = list(signs.of_nearer("before", said, added))
    assert same == ["before nearer has the same subject"]
    assert "before nearer naming" in list(signs.of_nearer("before", said, called))


def test_signs_of_a_verb_tell_how_near_it_stands() -> None:
    one = sentence("Olsen said that “we go”.")
    verb = one.verbs[0]
    found = signs.of_verb(one, "before", verb, (0, 1), 3, 0)
    assert {"before plain", "before that", "before near 1", "subject name"} <= set(
        found
    )
