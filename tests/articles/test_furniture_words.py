"""The patterns of what is no part of an article can be matched, and each is of use."""

import re

import pytest

from dashboard.articles.furniture_words import WORDS

PATTERNS = [(doubt, one) for doubt, words in WORDS for one in words.split("\n")]


@pytest.mark.parametrize(("doubt", "pattern"), PATTERNS)
def test_a_pattern_is_one_line_that_stands_alone(doubt: str, pattern: str) -> None:
    assert doubt
    rule = re.compile(pattern, re.I)
    # What matches all, or nothing but blanks, would doubt any line.
    assert not rule.fullmatch("")
    assert not rule.fullmatch("The minister said that it was not for sale.")
    assert not rule.fullmatch("“No,” he said.")


def test_no_pattern_stands_twice() -> None:
    assert len({one for _, one in PATTERNS}) == len(PATTERNS)
