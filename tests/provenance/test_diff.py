"""What differs is told word by word, at the place most like the words."""

from typing import Any

from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.verify import verify
from tests.support.claims import CLAIMS
from tests.support.small_record import SOURCE_TEXT


def one(text: str, words: str, start: Any = 0, end: Any = None) -> Finding:
    end = start + len(words) if end is None else end
    (found,) = verify(Copy(text), [Claim("quotes", "q", words, start, end)])
    return found


def test_a_difference_is_told_word_by_word() -> None:
    text = SOURCE_TEXT.replace("dry our fields", "flood all our fields")
    (found,) = verify(Copy(text), [CLAIMS[1]])
    assert found.verdict is Verdict.DIFFERS
    assert text[found.start : found.end] == "The dam will flood all our fields,"
    assert [tuple(change) for change in found.changes] == [
        ("The dam will", "The dam will", True),
        (" dry", " flood all", False),
        (" our fields,", " our fields,", True),
    ]


def test_a_misprint_of_one_word_at_its_place_is_a_difference() -> None:
    found = one("They were stoped there", "stopped", 10)
    assert found.verdict is Verdict.DIFFERS
    assert [tuple(change) for change in found.changes] == [("stopped", "stoped", False)]
