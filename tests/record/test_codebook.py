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
        "own statement", "own state media", *["according to others"] * 2,
    ]  # fmt: skip


def test_every_group_of_voices_is_drawn_and_told_in_its_own_way() -> None:
    groups = list(codebook.WHOSE_WORD.values())
    for field in ("choice", "drawn", "means", "counted", "short"):
        assert len({getattr(one, field) for one in groups}) == len(groups) == 3


def test_every_decision_that_finds_speech_is_one() -> None:
    assert set(codebook.SPEECH) <= set(WORDS["decision"])


def test_every_coded_word_has_one_readers_word_in_its_column() -> None:
    assert {column: list(words) for column, words in codebook.READERS.items()} == {
        column: list(words) for column, words in WORDS.items()
    }
    for words in codebook.READERS.values():
        assert len(set(words.values())) == len(words)
        assert not [word for word in words.values() if "_" in word or not word]


def test_one_code_means_what_its_column_says() -> None:
    assert codebook.plain("stance", "not_stated") == "silent"
    assert codebook.plain("quote_kind", "silence") == "no mention"
    assert codebook.plain("position_kind", "silence") == "not mentioned by the holder"
