"""What is no text is said with a way to mend it; a text, whether it is the same."""

import hashlib
from itertools import product

import pytest

from dashboard.documents.kinds import Read
from dashboard.provenance import source_copy
from dashboard.record.limits import LIGHT
from tests.support.small_record import SOURCE_TEXT
from tests.support.steps import growth

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


LONG = "\n".join([SOURCE_TEXT] * (LIGHT // len(SOURCE_TEXT) + 1))


@pytest.mark.parametrize(
    "copy",
    [
        LONG.replace("\n", " \n") + "\n \n",
        LONG.replace("\n\n", "\n"),
        "\ufeff" + LONG.replace("\n", "\r\n"),
        LONG.replace("\n\n", "\r\n\t\r\n\r\n"),
    ],
    ids=["spaces", "no blank lines", "carriage returns", "more blank lines"],
)
def test_a_long_copy_is_led_back_to_what_was_coded(copy: str) -> None:
    coded = hashlib.sha256(LONG.encode()).hexdigest()
    assert source_copy._sameness(copy, coded, len(LONG)).text == LONG


def test_what_is_coded_is_found_whole_within_a_copy_with_more_about_it() -> None:
    for before, behind in product(("", "Home\n", "\n"), ("", "\nMore", "\n\nMore\n")):
        copy = f"{before}{SOURCE_TEXT}{behind}"
        same = source_copy._sameness(copy, SHA256, len(SOURCE_TEXT))
        assert same.text == SOURCE_TEXT
        bare = SOURCE_TEXT.rstrip("\n")
        digest = hashlib.sha256(bare.encode()).hexdigest()
        assert source_copy._within(copy, digest, len(bare)) == bare


UNITS = ["a\n", "a-\n", "a-\nb", " \n", "a \n", "\r\n", "a-\n\n", "\ufeff", "a- "]


@pytest.mark.parametrize("unit", UNITS)
def test_to_hold_a_copy_against_the_hash_takes_steps_as_it_is_long(unit: str) -> None:
    def hold(text: str) -> object:
        # It may be as long as the copy: nothing is left out for its length.
        return source_copy.held(Read(text), "0" * 64, len(text) - 1)

    assert growth(hold, lambda n: unit * n, 100) < 2.6
