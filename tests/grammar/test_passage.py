"""A text is cut into words and sentences, what stands in marks as one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.grammar.passage import QUOTE, Passage, stretches
from tests.support.parsed import passage, steps


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "We go. “Go!” Olsen said. He left.",
            ["We go .", "Go! Olsen said .", "He left ."],
        ),
        ("Olsen said “Go.” She left.", ["Olsen said Go.", "She left ."]),
        (
            "Mr. Olsen of the U.S. left. Dr. Vik stayed.",
            ["Mr. Olsen of the U.S. left .", "Dr. Vik stayed ."],
        ),
        (
            "It cost approx. five crowns. He paid.",
            ["It cost approx . five crowns .", "He paid ."],
        ),
        ("A line\nAnother line", ["A line", "Another line"]),
        ("Olsen's dog", ["Olsen's dog"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(
    text: str, sentences: list[str]
) -> None:
    whole = passage(text)
    found = [
        " ".join(token.text for token in whole.tokens[first:last])
        for first, last in whole.sentences
    ]
    assert found == sentences


@pytest.mark.parametrize(
    "text",
    ["“a b”", '"a b"', "''a b''", "«a b»", "„a b“", "&quot;a b&quot;", "「a b」"],
)
def test_every_pair_of_marks_is_one_token_with_its_marks(text: str) -> None:
    tokens = passage(f"x {text} y").tokens
    assert [(one.kind == QUOTE, one.text) for one in tokens][1] == (True, "a b")
    assert (tokens[1].start, tokens[1].end) == (2, 2 + len(text))


def test_marks_in_marks_know_what_they_stand_in() -> None:
    outer, inner = stretches("“He said ‘go’ and left,” she said.")
    assert (outer.depth, outer.outer, inner.depth, inner.outer) == (0, -1, 1, 0)


def test_a_speech_over_paragraphs_is_a_stretch_in_each() -> None:
    text = "She said: “We go.\n\n“We stay.”"
    found = stretches(text)
    assert [text[one.start : one.end] for one in found] == ["We go.", "We stay."]
    assert [(one.is_first, one.is_last) for one in found] == [
        (True, False),
        (False, True),
    ]


def test_the_sentence_at_a_place_is_found() -> None:
    whole = passage("We go. They stay. He left.")
    assert [whole.sentence_at(place) for place in (0, 8, 20)] == [0, 1, 2]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="ab “”\"'‘’.,!\n«»„&;A", max_size=80))
def test_tokens_stand_in_order_and_as_printed(text: str) -> None:
    whole = Passage(text, stretches(text))
    at = 0
    for token in whole.tokens:
        assert at <= token.start <= token.end <= len(text)
        if token.kind != QUOTE:
            assert text[token.start : token.end] == token.text
        at = token.end


def test_within_a_quotation_no_more_is_read_than_stands_there() -> None:
    def effort(number: int) -> int:
        text = "“We go,” "
        found = stretches(text * number)
        one = found[0]
        return steps(lambda: Passage(text * number, found, one.start, one.end, 0))

    assert effort(10) == effort(100)
