"""Whose words the text is: shares, the ways they are given, and where they stand."""

from pathlib import Path

import pytest

from dashboard.charts import shares
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import sources
from dashboard.queries.filters import Filters
from tests.support import generated_record
from tests.support.small_record import QUOTES, SOURCE_ID, SOURCE_TEXT, key
from tests.test_pages import Visit, installed_once, text, visit

__all__ = ["installed_once", "visit"]

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


def test_each_bar_leads_to_its_speaker_and_has_a_pattern(record: Record) -> None:
    figure = shares.shares(sources.share_by_speaker(record, ALL), 0.25)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [trace.name for trace in bars[:3]] == list(shares.ORDER)
    assert [trace.marker.pattern.shape for trace in bars[:3]] == ["", ".", "/"]
    assert [list(row) for row in bars[0].customdata] == [["oda-marsk"]]
    assert list(figure.layout.yaxis.ticktext)[-1] == "<i>no speaker</i>"
    assert list(bars[-1].x) == [0.75]


def test_where_each_speaker_stands_is_drawn_from_its_spans(record: Record) -> None:
    places = sources.places(record, ALL)
    figure = shares.strip(places)
    drawn = {
        (row[0], start)
        for trace in figure.data
        for row, start in zip(trace.customdata, trace.base, strict=True)
    }
    assert drawn == {(row["speaker_id"], row["start"]) for row in QUOTES
                     if row["kind"] != "silence"}  # fmt: skip
    assert list(figure.layout.xaxis.range) == [0, LENGTH]


def test_the_finding_is_told_in_words(record: Record) -> None:
    parted = sources.share_by_speaker(record, ALL)
    assert shares.told(parted, 0.25) == (
        "Share of the text by speaker: most is Oda Marsk 12.3%, an analyst 8.0%, Ilva"
        " Toren 4.3%, of 4 speakers; 6.6% is whole quotations, and for 75.0% no speaker"
        " is coded."
    )
    assert shares.told_places(sources.places(record, ALL)) == (
        "Where in the text 4 speakers stand, in 6 statements: it begins with Ilva Toren"
        " and ends with an analyst."
    )


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("crowd") / "record"
    return open_record(generated_record.write(folder, 600, 150, 5, 1))


def test_of_many_speakers_the_rest_is_one_bar_and_counted(crowd: Record) -> None:
    parted = sources.share_by_speaker(crowd, ALL)
    number = parted["speaker_id"].nunique()
    assert number > 100
    figures = (
        shares.shares(parted, 0.9),
        shares.strip(sources.places(crowd, ALL)),
    )
    for figure in figures:
        labels = list(figure.layout.yaxis.ticktext)
        rest = f"<i>{number - shares.LANES:,} more speakers</i>"
        assert labels[shares.LANES] == rest
        assert figure.layout.height < 800


# On the page.


def test_a_speaker_that_is_picked_shows_its_statements(
    visit: Visit, tmp_path: Path
) -> None:
    from tests.support.small_record import write_record

    app = visit(write_record(tmp_path / "r"), "sources")
    before = text(app).count("otr-direct")
    app.session_state["shares_chart"] = {
        "selection": {"points": [{"customdata": ["oda-marsk"]}]}
    }
    app.selectbox(key="sources_speaker").set_value("Oda Marsk").run()
    assert not app.exception
    told = text(app)
    assert "3 of Oda Marsk:" in told
    assert told.count("otr-direct") == before + 2
    assert SOURCE_ID in told


def test_an_unknown_speaker_in_the_address_is_said(
    visit: Visit, tmp_path: Path
) -> None:
    from tests.support.small_record import write_record

    app = visit(write_record(tmp_path / "r"), "sources", sources_speaker="Nobody")
    (warning,) = app.warning
    assert "The address asks for the speaker “Nobody”" in warning.value
