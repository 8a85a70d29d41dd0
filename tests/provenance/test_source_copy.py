"""What is no text is said with a way to mend it; a text, whether it is the same."""

import hashlib

import pytest

from dashboard.provenance import source_copy
from tests.support.small_record import SOURCE_TEXT

SHA256 = hashlib.sha256(SOURCE_TEXT.encode()).hexdigest()


def test_the_same_file_is_the_same() -> None:
    same = source_copy._sameness(SOURCE_TEXT, SHA256, 625)
    told = "It is the same file: its hash (SHA-256) is the record's."
    assert same == (True, told, SOURCE_TEXT)


@pytest.mark.parametrize(
    "copy",
    [
        SOURCE_TEXT.rstrip("\n"),
        SOURCE_TEXT.replace("\n", "\r\n"),
        "\ufeff" + SOURCE_TEXT,
    ],
)
def test_a_paste_without_its_last_line_end_is_nearly_the_same(copy: str) -> None:
    same = source_copy._sameness(copy, SHA256, 625)
    assert not same.is_same
    assert same.told.startswith("It is the same text to the character, but for how")


def test_another_text_is_another_file_and_its_length_is_told() -> None:
    same = source_copy._sameness("dam", SHA256, 625)
    assert not same.is_same
    digest = hashlib.sha256(b"dam").hexdigest()
    assert same.told.startswith(
        "It is not the file that was coded: it has 3 characters, not 625. So rows may"
        f" stand elsewhere, or differ. (Its SHA-256: {digest})"
    )
    assert "characters" not in source_copy._sameness("x" * 625, SHA256, 625).told
