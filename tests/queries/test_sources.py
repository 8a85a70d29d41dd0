"""How much of a text is whose word, and how each pair of its marks is decided."""

import pytest

from dashboard.database.record import Record
from dashboard.queries import sources
from dashboard.queries.filters import Filters
from tests.support.small_record import QUOTES, SOURCE_TEXT, key

EVERYTHING = Filters()


def test_the_share_of_a_text_counts_overlaps_once_and_silences_not(
    record: Record,
) -> None:
    # 27 + 28 + 13 + 36 (which holds 6-b) + 50 of 625 letters; not “the dam” of 8-a.
    (row,) = sources.sources(record, EVERYTHING).to_dict("records")
    assert row["quotes"] == 7
    assert (row["covered"], row["length"]) == (154, 625)
    assert row["attributed"] == pytest.approx(154 / 625)
    assert (row["wire"], row["publisher"]) == ("Meridian", "The Daily Lantern")


def test_a_nested_statement_counts_for_both_voices(record: Record) -> None:
    rows = sources.attributed(record, EVERYTHING).set_index("speaker_id")["share"]
    covered = {
        "oda-marsk": 28 + 13 + 36, "analyst": 50, "ilva-toren": 27, "arden": 7,
    }  # fmt: skip
    assert rows.to_dict() == pytest.approx({k: n / 625 for k, n in covered.items()})


def test_shares_are_of_the_sources_that_the_filters_leave(
    record: Record, rare: Record
) -> None:
    rows = sources.attributed(record, Filters(country=("BRK",)))
    assert rows["speaker_id"].tolist() == ["oda-marsk"]
    assert sources.sources(record, Filters(country=("ZZZ",))).empty
    # A source of positions and events that are left stays, without a statement.
    board = sources.sources(rare, Filters(actor=("flood-board",)))
    assert board[["quotes", "attributed"]].values.tolist() == [[0, 0.0]]
    envoy = sources.sources(rare, Filters(actor=("ren-abo",)))
    assert envoy[["quotes", "attributed"]].values.tolist() == [[0, 0.0]]
    chosen = Filters(source=("lantern-2023-05-04",), country=("ZZZ",))
    assert sources.attributed(record, chosen).empty


def test_overlapping_spans_of_several_statements_are_covered_once(
    rare: Record,
) -> None:
    # 4-b “opened the dam”, 4-c “the dam on Wednesday”, which holds 4-d.
    covered = sources.sources(rare, EVERYTHING)["covered"].iloc[0]
    assert covered == 154 + len("opened the dam on Wednesday")


def test_marks_are_counted_by_decision(record: Record) -> None:
    rows = sources.decisions(record, EVERYTHING)
    assert rows.values.tolist() == [["direct", 2], ["name", 2], ["partial", 2]]
    told = sources.audit(record, EVERYTHING, 1, None)
    assert list(told["speaker"]) == [
        "", "Ilva Toren", "Oda Marsk", "Oda Marsk", "Oda Marsk", "",
    ]  # fmt: skip


ALL = Filters()
LENGTH = len(SOURCE_TEXT)


def letters(*quotes: str) -> int:
    """How many places of the text these statements cover, counted on a set."""
    spans = [range(row["start"], row["end"]) for row in QUOTES
             if row["quote_id"] in quotes]  # fmt: skip
    return len({place for span in spans for place in span})


def test_shares_are_parted_by_how_the_words_are_given(record: Record) -> None:
    found = sources.share_by_speaker(record, ALL)
    rows = {(row.speaker, row.way): round(row.share * LENGTH)
            for row in found.itertuples()}  # fmt: skip
    assert rows == {
        ("an analyst", "paraphrased"): letters(key(7, "a")),
        ("Oda Marsk", "in quotation marks"): letters(key(5, "a"), key(5, "b")),
        ("Oda Marsk", "partly in quotation marks"): letters(key(6, "a")),
        ("Ilva Toren", "partly in quotation marks"): letters(key(4, "a")),
        ("Arden", "paraphrased"): letters(key(6, "b")),
    }
    assert list(dict.fromkeys(found["speaker"])) == [
        "Oda Marsk", "an analyst", "Ilva Toren", "Arden",
    ]  # fmt: skip


def test_what_no_speaker_is_coded_for_is_the_rest(record: Record) -> None:
    spoken_for = letters(
        *(row["quote_id"] for row in QUOTES if row["kind"] != "silence")
    )
    (row,) = sources.share_of_all(record, ALL).to_dict("records")
    assert row == {"share": pytest.approx(spoken_for / LENGTH), "sources": 1}


def test_shares_and_places_obey_the_filters(record: Record) -> None:
    chosen = Filters(actor=("analyst",))
    assert set(sources.share_by_speaker(record, chosen)["speaker"]) == {"an analyst"}
    assert list(sources.places(record, chosen)["quote_id"]) == [key(7, "a")]
    assert sources.share_by_speaker(record, Filters(actor=("coastal-union",))).empty


def test_a_speakers_statements_are_its_own(record: Record) -> None:
    # Marsk passes on what Arden promised: that is Arden's statement.
    found = sources.said(record, ALL, "oda-marsk")
    assert list(found["quote_id"]) == [key(5, "a"), key(5, "b"), key(6, "a")]
    assert set(found["total"]) == {3}
