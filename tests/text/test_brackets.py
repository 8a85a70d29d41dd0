"""What an editor adds to printed words: whom they mean, [sic], whose word it is."""

import pytest

from dashboard.text.brackets import bracketed, remarks


@pytest.mark.parametrize(
    ("words", "note", "told"),
    [
        ("He left.", "“He” means Kim.", "He [Kim] left."),
        ("He left; He stayed", "“He” means Kim.", "He [Kim] left; He stayed"),
        ("Heron and He", "“He” means Kim.", "Heron and He [Kim]"),
        ("It left", "“He” means Kim.", "It left"),
        ("over is war", "Seen. “over is” as printed. More.", "over is [sic] war"),
        ("a banned dam", "“banned” is Reuters’ word.",
         "a “banned” (Reuters’ word) dam"),
        ("a banned dam", "“banned” is the agency’s word.",
         "a “banned” (the agency’s word) dam"),
        ("He left", "“He” is Kim.", "He left"),
        ("a (b) \\1", "“(b)” means b\\1.", "a (b) [b\\1] \\1"),
        ("He left", "“He” means the U.S. envoy. He left.", "He [the U.S. envoy] left"),
    ],
)  # fmt: skip
def test_a_note_of_a_set_form_is_told_beside_its_word(
    words: str, note: str, told: str
) -> None:
    assert bracketed(words, note) == told


def test_what_is_told_there_is_no_remark_any_more() -> None:
    note = "Seen. “over is” as printed. “He” means Kim. “x” is Ann’s word. And more."
    assert remarks(note) == "Seen. And more."
    assert remarks("“He” means Kim.") == ""
