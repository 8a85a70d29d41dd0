"""A copy has paragraphs and sentences, whatever ends its lines."""

import pytest

from dashboard.provenance.copied_text import (
    Copy,
    counted_in,
    paragraph_about,
    sentence,
)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\u2029"])
def test_every_kind_of_line_end_parts_paragraphs(end: str) -> None:
    copy = Copy(f"One.{end} \u200b{end}Two.")
    assert len(copy.lines) == 2
    assert copy.paragraph(copy.text.index("Two")) == 2
    first, last = paragraph_about(copy, 0, 2)
    assert copy.text[first:last] == "One."


def test_a_sentence_ends_before_a_mark_of_any_kind() -> None:
    for mark in "“‘«„`'":
        text = f"He went. {mark}Yes, said he."
        first, last = sentence(Copy(text), text.index("Yes"), text.index("Yes") + 3)
        assert text[first:last] == f"{mark}Yes, said he."


def test_places_in_units_of_an_encoding_are_told_in_characters() -> None:
    text = "é🚢x中"
    assert counted_in(text, [1, 3, 4, 5], "utf-16-le") == {1: 1, 3: 2, 4: 3, 5: 4}
    assert counted_in(text, [2, 6, 7, 10, 11], "utf-8") == {2: 1, 6: 2, 7: 3, 10: 4}
    # Within a character, and in a text that has half of one, there is no place.
    assert counted_in(text, [1, 2], "utf-16-le") == {}
    assert counted_in(text, [3], "utf-8") == {}
    assert counted_in("a\ud800", [1], "utf-8") == {}
