"""A long cell is cut for a page, which says so; the whole is one step away."""

from dashboard.citing import excerpt
from dashboard.record.limits import SHOWN

LONG = "the dam stands " * 2_000  # 30,000 characters.


def test_what_fits_a_page_is_shown_whole() -> None:
    row = excerpt.shown({"content": "x" * SHOWN, "start": 3, "note": ""})
    assert row == {"content": "x" * SHOWN, "start": 3, "note": ""}
    assert not row.whole
    assert row.has_sentence
    assert excerpt.left_out(row) == ""


def test_a_long_cell_is_cut_at_a_word_and_marked() -> None:
    assert excerpt.excerpt("x" * (SHOWN + 1)) == "x" * SHOWN + " […]"
    told = excerpt.excerpt(LONG)
    assert len(told) <= SHOWN + len(" […]")
    assert told.endswith("the dam […]")
    assert LONG.startswith(told.removesuffix(" […]"))


def test_what_is_cut_is_said_with_its_length() -> None:
    row = excerpt.shown({"content": LONG, "note": LONG + "!", "hedge": "may"})
    assert excerpt.left_out(row) == (
        "Too long for a page, cut at […]: the words, 30,000 characters; the note,"
        " 30,001 characters."
    )
    assert excerpt.whole(row) == f"content:\n{LONG}\n\nnote:\n{LONG}!"


def test_a_row_that_was_cut_is_not_cut_again() -> None:
    row = excerpt.shown({"content": LONG})
    assert excerpt.shown(row) is row
    assert excerpt.shown(row).whole == {"content": LONG}


def test_no_sentence_is_offered_of_words_that_are_cut() -> None:
    assert not excerpt.shown({"evidence": LONG}).has_sentence
    assert not excerpt.shown({"cue": LONG}).has_sentence
    assert excerpt.shown({"note": LONG}).has_sentence
