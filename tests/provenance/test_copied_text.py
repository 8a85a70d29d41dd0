"""A copy has paragraphs and sentences, whatever ends its lines."""

import pytest

from dashboard.provenance.copied_text import Copy, paragraph_about, sentence


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
