"""A text that the record has already, or that another paper prints, is found."""

from dashboard.provenance.copies import Copy, copies
from tests.support.small_record import ROWS, SOURCE_TEXT

SOURCES = {row["source_id"]: row for row in ROWS["sources"]}


def found(text: str) -> list[Copy]:
    """What the small record has of a text."""
    quotes = ((row["source_id"], row["content"]) for row in ROWS["quotes"])
    return copies(text, SOURCES, quotes)


def test_the_same_text_is_known_by_its_hash() -> None:
    (one,) = found(SOURCE_TEXT)
    assert one.is_same
    assert one.source_id in SOURCES


def test_a_wire_copy_is_known_by_its_statements() -> None:
    # Another paper: its own head, straight marks, other spaces.
    other = "Another paper\n\n" + SOURCE_TEXT.replace("“", '"').replace("”", '"')
    (one,) = found(other.replace(". ", ".  "))
    assert not one.is_same
    assert one.share == 1.0


def test_another_article_is_none() -> None:
    assert found("Nothing of it stands here, not even half.\n") == []
    assert copies("", {}, []) == []
