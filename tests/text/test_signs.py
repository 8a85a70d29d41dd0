"""What is form and no word is told once, for search, copies and marks."""

import re

import regex

from dashboard.text import signs


def test_all_that_unicode_calls_ignorable_is_unseen() -> None:
    every = map(
        chr, [*range(0xD800), *range(0xE000, 0x20000), *range(0xE0000, 0xE2000)]
    )
    ignorable = regex.compile(r"\p{Default_Ignorable_Code_Point}")
    assert "".join(filter(ignorable.match, every)) == signs.UNSEEN


def test_a_class_of_what_is_unseen_holds_nothing_else_and_no_sign_twice() -> None:
    unseen = re.compile(f"[{signs.UNSEEN_CLASS}]")
    assert "".join(filter(unseen.match, map(chr, range(0x110000)))) == signs.UNSEEN
    assert len(signs.UNSEEN_CLASS) < 60


def test_what_nobody_sees_is_taken_out() -> None:
    assert signs.seen("a\u00adb\u200b \u2060c\ufeff\U000e0041d") == "ab cd"


def test_letters_of_another_alphabet_are_named_where_all_looks_the_same() -> None:
    assert signs.lookalikes("сost", "cost") == [("с", "c", "Cyrillic")]
    assert signs.lookalikes("cοst", "cost") == [("ο", "o", "Greek")]
    assert signs.lookalikes("cast", "cost") == []
    assert signs.lookalikes("цена", "цена") == []
