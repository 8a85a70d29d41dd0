"""Quotes are ranked by BM25, however their words are looked up."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.database.record import Record
from dashboard.queries.filters import Filters
from dashboard.search import quotes, ranking
from tests.support.texts import found, written

EVERYTHING = Filters()


def test_relevance_is_bm25(record: Record) -> None:
    """
    Seven quotes of 5, 6, 3, 7, 2, 10 and 2 words (35, so 5 a quote); three hold “dam”.

    idf = ln((7 - 3 + 0.5) / (3 + 0.5) + 1) = ln(2.285714) = 0.826679. A quote of L
    words scores idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * L / 5)).
    """
    rows = quotes.quotes(record, EVERYTHING, "dam", "relevance")
    found = ["8-a", "5-a", "7-a", "4-a", "5-b"]  # the last two by their issue's name
    assert [one[-3:] for one in rows["quote_id"]] == found
    expected = [1.095598, 0.764157, 0.586675, 0.0, 0.0]
    assert rows["score"].tolist() == pytest.approx(expected, abs=1e-6)


def test_the_scores_of_several_words_add_up(record: Record) -> None:
    # 7-a alone holds “smaller”: ln(6.5 / 1.5 + 1) = 1.673976; times 2.2 / 3.1.
    rows = quotes.quotes(record, EVERYTHING, "dam smaller", "relevance")
    assert rows["score"].tolist() == pytest.approx([0.586675 + 1.187983], abs=1e-6)


def test_a_filter_does_not_change_how_rare_a_word_is(record: Record) -> None:
    chosen = Filters(country=("BRK",))
    rows = quotes.quotes(record, chosen, "dam", "relevance")
    assert rows["score"].tolist() == pytest.approx([0.764157, 0.0], abs=1e-6)


@pytest.mark.parametrize(
    "typed",
    [
        "river dam", "the river dam of", '"dam of the river"', '"the dam"', "ri* dam",
        '"the river" da*', "river -by", '"the dam" "the river" of',
    ],
)  # fmt: skip
def test_words_joined_and_words_counted_together_tell_the_same(
    monkeypatch: pytest.MonkeyPatch, texts: Record, typed: str
) -> None:
    told = []
    for few in (0, 99):
        monkeypatch.setattr(ranking, "FEW", few)
        # Under a new name: what was compiled for the first would be remembered.
        told.append(
            quotes.quotes(replace(texts), EVERYTHING, typed, "relevance", size=None)
        )
    assert len(told[0])
    assert told[0]["number"].tolist() == told[1]["number"].tolist()
    assert told[0]["score"].tolist() == pytest.approx(told[1]["score"].tolist())


def test_names_are_found_as_people_type_them(tmp_path: Path) -> None:
    names = ["Liam O’Brien", "Jörg Müller", "Anna Mueller", "Łukasz Đoković"]
    record = written(tmp_path, ["one", "two", "we’re three", "were four"], names)
    for typed, hits in {
        "O'Brien": ["one"], "obrien": ["one"], "OBRIEN": ["one"],
        "muller": ["two", "we’re three"], "Müller": ["two", "we’re three"],
        "mueller": ["two", "we’re three"], '"mueller"': ["we’re three"],
        "Lukasz": ["were four"], "djokovic": [], "dokovic": ["were four"],
        "were": ["were four"], "we're": ["we’re three"],
    }.items():  # fmt: skip
        assert found(record, typed) == hits, typed


def test_either_of_two_words_is_found_with_its_forms(tmp_path: Path) -> None:
    texts = ["the missiles", "a ballistic shell", "one missile, ballistic", "a ship"]
    record = written(tmp_path, texts, language="en")
    for typed, hits in {
        "missiles OR ballistic": texts[:3],
        "missile OR nowhere": [texts[0], texts[2]],
        "nowhere OR ship": [texts[3]],
        "nowhere OR nobody": [],
        "a missile OR ship": [texts[3]],
        "missile NOT ballistic": [texts[0]],
        "NOT missile": [texts[1], texts[3]],
        "missile AND ballistic": [texts[2]],
        "content:ship": [texts[3]],
        "*": texts,
    }.items():
        assert found(record, typed) == hits, typed
    first, second = (ranking.look_up(record, t).stand_ins({})
                     for t in ("missile OR ship", "shell OR ballistic"))  # fmt: skip
    assert {one.either for one in (*first.runs, *second.runs)} == {()}
