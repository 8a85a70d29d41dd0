"""Texts, questions and highlights are cut into the same words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.text import tokens


def folded(text: str) -> list[str]:
    return [word.folded for word in tokens.cut(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The dam", ["the", "dam"]),
        ("", []),
        (" … “”-", []),
        # Case, accents, width, and letters that are two.
        ("CAFÉ café cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("Straße", ["strasse"]),
        ("ＡＢ１", ["ab1"]),
        # Latin letters that Unicode does not take apart, as people type them.
        ("Łódź Øst Đoković", ["lodz", "ost", "dokovic"]),
        ("Æsir œuvre Þór Ŋal", ["aesir", "oeuvre", "thor", "nal"]),
        ("ılık İSTANBUL Ɓado Əli ǿ", ["ilik", "istanbul", "bado", "eli", "o"]),
        ("ẞ ŉ", ["ss", "'n"]),
        # A possessive is a word of its own, a contraction is not.
        ("Shoigu’s", ["shoigu", "'s"]),
        ("Shoigu's", ["shoigu", "'s"]),
        ("won't won’t", ["won't", "won't"]),
        ("U.S. 1950-53 3.5", ["u.s", "1950", "53", "3.5"]),
        ("well-known", ["well", "known"]),
        # Other alphabets; Arabic without its vowel signs and stretching.
        ("Ёлка Россия", ["елка", "россия"]),
        ("كِتَاب كـتاب", ["كتاب", "كتاب"]),
        ("שָׁלוֹם", ["שלום"]),
        # A voiced kana and a Devanagari vowel are letters of their own.
        ("が", ["が"]),
        ("हिन्दी", ["हिन्दी"]),
        ("100%", ["100"]),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, found: list[str]) -> None:
    assert folded(text) == found


def test_a_word_stands_where_it_stands_in_the_text() -> None:
    text = "Straße: “Shoigu’s”"
    assert [(w.start, w.end, text[w.start : w.end]) for w in tokens.cut(text)] == [
        (0, 6, "Straße"),
        (9, 15, "Shoigu"),
        (15, 17, "’s"),
    ]


def test_chinese_is_cut_into_single_signs() -> None:
    assert folded("朝鲜核") == ["朝", "鲜", "核"]


def test_every_shape_of_mark_and_dash_becomes_the_plain_one() -> None:
    assert tokens.shaped("‘a’ “b” «c» – — − ＇") == '\'a\' "b" "c" - - - \''


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_words_stand_in_order_and_are_found_again_by_themselves(text: str) -> None:
    found = tokens.cut(text)
    ends = [0]
    for word in found:
        assert ends[-1] <= word.start < word.end <= len(text)
        assert tokens.fold(text[word.start : word.end]) == word.folded
        ends.append(word.end)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_a_shaped_text_is_as_long_as_it_was(text: str) -> None:
    assert len(tokens.shaped(text)) == len(text)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert tokens.fold(tokens.fold(text)) == tokens.fold(text)


def test_a_word_that_is_too_long_is_cut_and_folded_but_not_remembered() -> None:
    before = [one.cache_info().currsize for one in (tokens._folded, tokens._pieces)]
    for number in range(20):
        word = "É" * 100_000 + str(number)
        assert tokens.fold(word) == "e" * 100_000 + str(number)
        (found,) = tokens.pieces(word)
        assert (found.folded, found.end) == (tokens.fold(word), len(word))
    after = [one.cache_info().currsize for one in (tokens._folded, tokens._pieces)]
    assert after == before


def test_what_nobody_sees_parts_no_word_and_is_lit_with_it() -> None:
    for sign in "\u00ad\u200b\u2060\ufeff\u200d\u034f\ufe0f\U000e0041":
        text = f"the time{sign}table of a Fähr{sign}betrieb"
        assert [word.folded for word in tokens.cut(text)] == [
            "the", "timetable", "of", "a", "fahrbetrieb",
        ]  # fmt: skip
        (word,) = [one for one in tokens.cut(text) if one.folded == "timetable"]
        assert text[word.start : word.end] == f"time{sign}table"


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("Liam O’Brien", "liam obrien"),
        ("Liam O'Brien", "liam obrien"),
        ("LIAM  O`BRIEN", "liam obrien"),
        ("Marʼyana", "maryana"),
        ("Hawaiʻi", "hawaii"),
        ("Jean‑Luc d’Arc", "jean luc darc"),
        ("Jean\u00a0Luc", "jean luc"),
        ("O\u00adBri\u200ben", "obrien"),
        ("Müller", "muller\nmueller"),
        ("Mu\u0308ller", "muller\nmueller"),
        ("Søren Ågård", "soren agard\nsoeren aagaard"),
        ("كِتَاب", "كتاب"),
        ("", ""),
    ],
)
def test_a_name_is_compared_as_people_spell_it(name: str, spelled: str) -> None:
    assert tokens.names(name) == spelled
    assert tokens.name(name) == spelled.split("\n")[0]
