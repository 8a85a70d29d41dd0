"""Words in marks find who says them, in each shape that news has."""

import pytest

from dashboard.drafting.quoted import Attribution
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.passage import Passage, stretches


def quoted(text: str) -> list[tuple[str, str, str]]:
    """Each stretch: the words, who says them as named, and the rule."""
    found = stretches(text)
    passage = Passage(text, found)
    sentences = [Sentence(passage.tokens, *one) for one in passage.sentences]
    return [
        (
            text[found[one.number].start : found[one.number].end],
            text[slice(*one.speaker.speaker)] if one.speaker else "",
            one.speaker.rule if one.speaker else "",
        )
        for one in Attribution(passage, found, sentences).run()
    ]


@pytest.mark.parametrize(
    ("text", "who", "rule"),
    [
        ("“We go,” Mara Olsen said.", "Mara Olsen", "after"),
        ("“We go,” said Mara Olsen.", "Mara Olsen", "inverted"),
        ("“We go,” Olsen, the mayor, said.", "Olsen", "after"),
        ("“We go,” she rasped.", "she", "after"),
        ("Mara Olsen said: “We go.”", "Mara Olsen", "before"),
        ("Mara Olsen said it was “a bad joke” to go.", "Mara Olsen", "before"),
        ("Mara Olsen: “We go.”", "Mara Olsen", "name and colon"),
        ("“We will all go!” — Mara Olsen", "Mara Olsen", "credit"),
        ("According to Mara Olsen, it is “a bad joke.”", "Mara Olsen", "according"),
        ("“We go,” Olsen was quoted as saying.", "Olsen", "after"),
        ("Vik met Olsen, who called it “a bad joke.”", "Olsen, who", "before"),
    ],
)  # fmt: skip
def test_words_in_marks_have_a_speaker(text: str, who: str, rule: str) -> None:
    assert [one[1:] for one in quoted(text)] == [(who, rule)]


def test_a_split_quotation_is_the_same_speakers() -> None:
    found = quoted("“We go,” Mara Olsen said, “and we stay.” “We do.”")
    assert [one[1] for one in found] == ["Mara Olsen"] * 3


def test_a_quotation_that_opens_a_paragraph_waits_for_the_next() -> None:
    found = quoted("“It is late.” “We go,” said Mara Olsen.")
    assert [one[1] for one in found] == ["Mara Olsen"] * 2


def test_two_clauses_of_a_sentence_have_two_speakers() -> None:
    found = quoted("Olsen called it “a bad joke” and Vik called it “a real gift.”")
    assert [one[1] for one in found] == ["Olsen", "Vik"]


def test_nobody_is_taken_where_nobody_is_there() -> None:
    assert quoted("“Go.”")[0][1:] == ("", "")
