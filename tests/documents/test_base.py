"""What is read of a document."""

import pickle

from dashboard.documents.base import Block, Document, Unreadable


def test_a_blank_line_stands_between_paragraphs_and_a_line_end_at_the_end() -> None:
    assert Document("", (Block("a"), Block("b"))).text == "a\n\nb\n"
    assert Document("", (Block("a\n"),)).text == "a\n"


def test_what_cannot_be_read_passes_from_one_process_to_another() -> None:
    error = Unreadable("not UTF-8", "save it anew", 3, "ff")
    passed = pickle.loads(pickle.dumps(error))
    assert vars(passed) == vars(error)
    assert str(passed) == "not UTF-8: save it anew"
