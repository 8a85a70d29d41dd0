"""Single signs that stand for letters, names or feet are told from marks."""

import pytest

from dashboard.text import apostrophes
from tests.support.steps import growth


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("don't", True), ("Hawai‘i", True), ("O’Brien", True), ("the '90s", True),
        ("let ’em go", True), ("rock 'n' roll", True), ("’s avonds", True),
        ("the boys’ boat", True), ("goin’ home", True), ("6' tall", True),
        ("‘till now", True), ("‘till now,’ he said", False), ("'Round midnight.", True),
        ("'Round midnight,' he said.", False),
        ("'We stay,' he said.", False), ("‘Is it?’ she asked.", False),
        ("说‘停’", False),
    ],
)  # fmt: skip
def test_where_no_mark_waits_an_apostrophe_is_told_by_its_neighbours(
    text: str, is_one: bool
) -> None:
    at = next(n for n, sign in enumerate(text) if sign in "'‘’")
    sides = (text[at - 1] if at else " ", text[at + 1])
    found = apostrophes.is_apostrophe(text, at, at + 1, sides, "", len(text))
    assert found is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("the ministers’ plan is dead,’ he said", True),
        ("the ministers’ and no more", False),
        ("he’s goin’ home,’ she said", True),
        ("l’« ami »’", True),
        ("we stay,’ he said", False),
        ("a 6’ mast,’ he said", True),
        ("only 6’ he said", False),
    ],
)
def test_where_a_mark_waits_what_follows_tells(text: str, is_one: bool) -> None:
    at = next(n for n, sign in enumerate(text)
              if sign == "’" and not (text[n - 1 : n + 2]).isalpha()
              and text[n + 1 : n + 2] != "s")  # fmt: skip
    after = text[at + 1] if at + 1 < len(text) else " "
    sides = (text[at - 1], after)
    found = apostrophes.is_apostrophe(text, at, at + 1, sides, "‘", len(text))
    assert found is is_one


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Abd al-Rahman", True), ("Iolani", True), ("Umar", True), ("Ewa Beach", True),
        ("I will not", False), ("And then", False), ("It is", False), ("We", False),
        ("abd", False),
    ],
)  # fmt: skip
def test_names_begin_with_a_vowel(words: str, is_name: bool) -> None:
    assert apostrophes.is_name(words, 0) is is_name


@pytest.mark.parametrize(
    ("sign", "is_letter"),
    [("a", True), ("é", True), ("ש", True), ("7", True), ("ệ", True), ("中", False),
     ("각", False), ("ก", False), (" ", False), ("-", False)],
)  # fmt: skip
def test_letters_are_those_of_scripts_with_spaces(sign: str, is_letter: bool) -> None:
    assert apostrophes.is_letter(sign) is is_letter


@pytest.mark.parametrize(("before", "may"), [(" ", True), ("(", True), ("a", False)])
def test_a_mark_begins_behind_a_space_or_another(before: str, may: bool) -> None:
    assert apostrophes.begins(before) is may


def test_a_look_ahead_is_bounded() -> None:
    look = lambda text: apostrophes.closes_later(text, 0, len(text))  # noqa: E731 - it reads as a word of the lines below
    assert look("a plan,’ he said")
    assert not look("a plan, ‘he said’")
    assert not look("x" * 500 + "’")
    assert growth(look, lambda n: "’ " * n, 500) < 1.1
