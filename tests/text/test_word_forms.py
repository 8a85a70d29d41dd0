"""Forms of a word share a stem in their language, and in no other."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from dashboard.text import word_forms
from dashboard.text.word_forms import STEMMERS, stem, stemmed


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "missile", "Missiles"),
        ("en", "visited", "visits"),
        ("de", "Rakete", "Raketen"),
        ("fr", "négocier", "négociations"),
        ("es", "sanción", "sanciones"),
        ("ru", "ракетный", "ракетного"),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)
    assert stem(one, language).startswith(f"{language}:")


def test_words_that_are_no_forms_of_each_other_do_not() -> None:
    assert stem("minister", "en") != stem("ministry", "en")
    assert stem("Raketen", "en") != stem("Rakete", "en")


def test_figures_and_monsters_are_their_own_stem() -> None:
    assert stem("1950s", "en") == "en:1950s"
    assert stem("s" * 100_000, "en") == "en:" + "s" * 100_000


def test_a_language_is_known_by_the_first_part_of_its_tag() -> None:
    assert stemmed(["en-GB", "EN", "pt_BR", "ko", "mul", "zh-Hant", ""]) == ("en", "pt")
    assert stemmed([]) == ()


def test_each_language_has_a_stemmer() -> None:
    assert set(STEMMERS.values()) <= set(snowballstemmer.algorithms())


def test_threads_do_not_spoil_each_others_stems() -> None:
    words = ["missiles", "sanctions", "parades", "negotiations"] * 500
    alone = [stem(word, "en") for word in words]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda word: stem(word, "en"), words)) == alone


@pytest.mark.parametrize(
    ("printed", "spelled"),
    [
        ("O’Brien", ("=:obrien",)),
        ("Marʼyana", ("=:maryana",)),
        ("Müller", ("=:mueller",)),
        ("d’Arc-Müller", ()),
        ("we’re", ()),
        ("won't", ()),
        ("’s", ()),
        ("dam", ()),
        ("café", ()),
    ],
)
def test_a_word_is_known_as_it_is_typed_in_haste(
    printed: str, spelled: tuple[str, ...]
) -> None:
    assert word_forms.spellings(printed) == spelled
