"""Each coded word is used, explained and printed as a reader would write it."""

from dashboard.record import codebook
from dashboard.record.codebook import WORDS
from dashboard.record.schema import TABLES


def test_each_list_of_words_is_used_and_each_word_explained() -> None:
    used = {column.words for table in TABLES.values() for column in table.columns}
    assert used - {""} == set(WORDS)
    assert all(meaning for words in WORDS.values() for meaning in words.values())


def test_every_voice_is_somebodys_word() -> None:
    voices = [voice for group in codebook.WHOSE_WORD.values() for voice in group]
    assert sorted(voices) == sorted(WORDS["voice"])
    assert {voice: codebook.voice_group(voice) for voice in ("self", "analyst")} == {
        "self": "its own word", "analyst": "said by others",
    }  # fmt: skip
    assert codebook.voice_group("own_state_media") == "its own state's media"


def test_every_kind_of_statement_says_how_much_is_the_speakers_own() -> None:
    assert set(codebook.GIVEN) == set(WORDS["quote_kind"])
    assert set(codebook.SPEECH) <= set(WORDS["decision"])


def test_a_coded_word_is_printed_without_its_underscore() -> None:
    assert codebook.plain("not_stated") == "silent"
    assert codebook.plain("past_vote") == "past vote"
