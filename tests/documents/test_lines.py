"""Lines that are cut to a width are parts of a paragraph."""

from dashboard.documents import lines

CUT = (
    "The two sides parted on Thursday without a word on\n"
    "the four ships, and no day was named for well-\n"
    "known talks in the town about the sover-\n"
    "eignty of the well-known islands in the far north."
)


def test_lines_of_one_width_are_seen_and_joined() -> None:
    assert lines.is_wrapped(CUT)
    assert not lines.is_wrapped(CUT.replace("\n", "\n\n"))
    whole = lines.joined_lines(CUT, lines.compounds(CUT))
    assert whole.count("\n") == 0
    assert "for well-known talks in the town about the sovereignty of the" in whole


def test_the_words_that_were_parted_are_told_as_they_are_read() -> None:
    assert lines.parted(CUT) == ["well-known", "sovereignty"]


def test_a_blank_line_stays_and_words_that_end_with_a_hyphen() -> None:
    assert lines.joined_lines("a\nb\n\nc-\nD") == "a b\n\nc- D"


def test_each_line_ends_with_a_line_feed_and_no_space() -> None:
    text = "a \r\n\tb\x0b\u2028 \n\r c- \x85d "
    found = lines.line_feeds(text)
    assert found == "a \n\tb\n\n \n\n c- \nd "
    assert lines.bare_ends(found) == "a\n\tb\n\n\n\n c-\nd "
    assert lines.bare_ends("a b") == "a b"
    assert lines.has_parted("c-\nd")
    assert lines.has_parted("c\u2010\nd")
    assert not lines.has_parted("c-\nD")
    assert not lines.has_parted("c- d\n-")
