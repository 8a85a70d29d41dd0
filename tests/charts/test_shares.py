"""Whose words the text is, as pictures: how much, how given, and where."""

import pytest

from dashboard.charts import shares
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import sources
from dashboard.queries.filters import Filters
from tests.support import generated_record
from tests.support.small_record import QUOTES, SOURCE_TEXT

ALL = Filters()
LENGTH = len(SOURCE_TEXT)


def test_each_bar_leads_to_its_speaker_and_has_a_pattern(record: Record) -> None:
    figure = shares.shares(sources.share_by_speaker(record, ALL), 0.25)
    bars = [trace for trace in figure.data if trace.type == "bar"]
    assert [trace.name for trace in bars[:3]] == list(shares.ORDER)
    assert [trace.marker.pattern.shape for trace in bars[:3]] == ["", ".", "/"]
    assert [list(row) for row in bars[0].customdata] == [["oda-marsk"]]
    assert list(figure.layout.yaxis.ticktext)[-1] == "<i>the report’s own text</i>"
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
