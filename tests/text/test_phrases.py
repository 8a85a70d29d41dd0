"""Phrases read as English prints them: names, printed words, dates, counts, lists."""

import pytest

from dashboard.text import phrases


@pytest.mark.parametrize(
    ("shown", "key", "kind", "told"),
    [
        ("Foreign Ministry", "", "state_body", "the Foreign Ministry"),
        ("Ministry of Water", "", "state_body", "the Ministry of Water"),
        ("United States", "", "state", "the United States"),
        # What is somebody's needs no article.
        ("Arden's Foreign Ministry", "", "state_body", "Arden's Foreign Ministry"),
        ("Arden", "", "state", "Arden"),
        # A medium is called as it calls itself.
        ("The New York Times", "", "media", "The New York Times"),
        ("The Hague", "", "state", "the Hague"),
        # What tells namesakes apart is for the filters.
        ("Oda Marsk (oda-marsk)", "oda-marsk", "person", "Oda Marsk"),
        ("One analyst (missile tour)", "", "anonymous", "one analyst"),
        ("US officials", "", "anonymous", "US officials"),
        ("محمد", "", "person", "\u2068محمد\u2069"),
    ],
)
def test_a_name_stands_in_a_sentence_as_it_would_in_print(
    shown: str, key: str, kind: str, told: str
) -> None:
    assert phrases.name(shown, key, kind) == told


@pytest.mark.parametrize(
    ("text", "quoted", "clause"),
    [
        ("We oppose it.", "“We oppose it,”", "we oppose it"),
        ("Never!", "“Never!”", "Never!"),
        ("“No,” she said", "“‘No,’ she said,”", "“No,” she said"),
        ("in the U.S.", "“in the U.S.,”", "in the U.S."),
        ("to wait", "“to wait,”", "to wait"),
    ],
)
def test_printed_words_end_as_the_sentence_goes_on(
    text: str, quoted: str, clause: str
) -> None:
    assert phrases.quoted(text) == quoted
    assert phrases.clause(text) == clause


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("2023-07-27", "on 27 July 2023"),
        ("2023-07", "in July 2023"),
        ("2023", "in 2023"),
        ("1950/1953", "from 1950 to 1953"),
        ("2019/..", "since 2019"),
        ("[..2023-05-04]", "not after 4 May 2023"),
        ("[2023-05-01..2023-05-04]", "some time between 1 and 4 May 2023"),
    ],
)
def test_a_date_follows_a_verb(edtf: str, told: str) -> None:
    assert phrases.when(edtf) == told


def test_two_commas_never_meet() -> None:
    assert phrases.joined("She said “no,”", "he wrote") == "She said “no,” he wrote"
    assert phrases.joined("She said “No!”", "he wrote") == "She said “No!” he wrote"
    assert phrases.joined("She refused", "he wrote") == "She refused, he wrote"


def test_a_sentence_has_one_stop() -> None:
    assert phrases.sentence("the dam stands") == "The dam stands."
    assert phrases.sentence("he said “no.”") == "He said “no.”"
    assert phrases.sentence("so it is (really)") == "So it is (really)."


def test_of_many_names_three_are_spelled_out() -> None:
    assert phrases.counted(1, "event") == "1 event"
    assert phrases.counted(1_200, "event") == "1,200 events"
    assert phrases.some(["A", "B"], between="; ") == "A; B"
    assert phrases.ranked("Day", "Days", ["A"], 9) == "Day with most: A (9)"
    assert phrases.ranked("Day", "Days", ["A", "B", "C", "D"], 2) == (
        "Days with most: A, B, C and 1 more (2 each)"
    )


@pytest.mark.parametrize(
    ("number", "accounts", "told"),
    [
        (14, 17, "14 events (told in 17 accounts)"),
        (1, 2, "1 event (told in 2 accounts)"),
        (1_200, 1_200, "1,200 events"),
        (0, 0, "0 events"),
    ],
)
def test_events_are_counted_beside_their_accounts_where_these_are_more(
    number: int, accounts: int, told: str
) -> None:
    assert phrases.counted_events(number, accounts) == told


def test_a_day_that_is_one_of_several_is_told_as_a_time() -> None:
    told = phrases.when("[2023-07-24..2023-07-27]")
    assert phrases.between(told) == "between 24 and 27 July 2023"
    assert phrases.between("in 2022") == "in 2022"


def test_straight_marks_become_curly_and_nothing_is_moved() -> None:
    text = 'a "b" ("c") d"'
    assert phrases.curly(text) == "a “b” (“c”) d”"
    assert len(phrases.curly(text)) == len(text)
