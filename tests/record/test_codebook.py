"""Each coded word is used, explained and printed as a reader would write it."""

from dashboard.record import codebook
from dashboard.record.codebook import WORDS
from dashboard.record.schema import TABLES


def test_each_list_of_words_is_used_and_each_word_explained() -> None:
    used = {column.words for table in TABLES.values() for column in table.columns}
    assert used - {""} == set(WORDS)
    assert all(meaning for words in WORDS.values() for meaning in words.values())


def test_every_voice_is_somebodys_word() -> None:
    groups = codebook.WHOSE_WORD.values()
    assert sorted(v for one in groups for v in one.voices) == sorted(WORDS["voice"])
    asked = ("self", "own_state_media", "analyst", "a voice that is none")
    assert [codebook.whose_word(voice).short for voice in asked] == [
        "its own word", "its own state's media", "said by others", "said by others",
    ]  # fmt: skip


def test_every_group_of_voices_is_drawn_and_told_in_its_own_way() -> None:
    groups = list(codebook.WHOSE_WORD.values())
    for field in ("choice", "drawn", "means", "counted", "short"):
        assert len({getattr(one, field) for one in groups}) == len(groups) == 3


def test_every_kind_of_statement_says_how_much_is_the_speakers_own() -> None:
    assert set(codebook.GIVEN) == set(WORDS["quote_kind"])
    assert set(codebook.SPEECH) <= set(WORDS["decision"])


def test_a_coded_word_is_printed_without_its_underscore() -> None:
    assert codebook.plain("not_stated") == "silent"
    assert codebook.plain("past_vote") == "past vote"
