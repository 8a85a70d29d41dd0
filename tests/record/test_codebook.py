"""Each coded word is used, explained and printed as a reader would write it."""

from dashboard.record.codebook import WORDS
from dashboard.record.schema import TABLES


def test_each_list_of_words_is_used_and_each_word_explained() -> None:
    used = {column.words for table in TABLES.values() for column in table.columns}
    assert used - {""} == set(WORDS)
    assert all(meaning for words in WORDS.values() for meaning in words.values())
