"""The timeline shows every event once, as closely as dated, and tells it in words."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import lanes
from dashboard.charts import timeline as timeline_charts
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries.filters import Filters
from tests.support.small_record import EVENTS, ROWS, write_record

EVERYTHING = Filters()
FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)


def event(key: str, begins: str, ends: str, **looks: Any) -> dict[str, Any]:
    plain = {"event_id": key, "title": key.title(), "lane": "Arden", "lasts": False,
             "outside": False, "hover": key, "through_state_media": False}  # fmt: skip
    days = {"begins": date.fromisoformat(begins), "ends": date.fromisoformat(ends)}
    return plain | days | looks


def timeline(*events: dict[str, Any]) -> go.Figure:
    return timeline_charts.timeline(pd.DataFrame(events), FIRST, LAST)


def drawn(figure: go.Figure, kind: str) -> dict[str, Any]:
    """The events drawn as points or as bars, and the trace of each."""
    traces = [trace for trace in figure.data if trace.type == kind]
    if kind == "scatter":
        traces = [trace for trace in traces if trace.mode == "markers"]
    return {keys[0]: trace for trace in traces for keys in trace.customdata}


def test_a_day_is_a_point_and_a_span_is_a_bar() -> None:
    figure = timeline(
        event("day", "2023-05-03", "2023-05-03"),
        event("span", "2023-05-01", "2023-05-31", lasts=True),
    )
    assert set(drawn(figure, "scatter")) == {"day"}
    assert set(drawn(figure, "bar")) == {"span"}
    (bar,) = [trace for trace in figure.data if trace.type == "bar"]
    assert bar.base[0] == date(2023, 5, 1)
    assert bar.x[0] == 31 * 86_400_000  # both its first and its last day


def test_a_span_known_only_to_the_month_is_lighter_than_one_that_lasted() -> None:
    figure = timeline(
        event("lasted", "2023-05-01", "2023-05-31", lasts=True),
        event("some-day", "2023-07-01", "2023-07-31"),
    )
    bars = drawn(figure, "bar")
    lasted, some_day = bars["lasted"].marker.color, bars["some-day"].marker.color

    def opacity(colour: str) -> float:
        return float(colour.rsplit(",", 1)[1].rstrip(")"))

    assert opacity(some_day) < opacity(lasted)


def test_a_bar_is_dotted_where_it_is_told_through_state_media() -> None:
    figure = timeline(
        event("plain", "2023-05-01", "2023-05-31"),
        event("relayed", "2023-07-01", "2023-07-31", through_state_media=True),
    )
    (bars,) = [trace for trace in figure.data if trace.type == "bar"]
    looks = zip(bars.customdata, bars.marker.pattern.shape, strict=True)
    assert {keys[0]: shape for keys, shape in looks} == {"plain": "", "relayed": "."}


def test_a_date_from_outside_the_source_is_hollow() -> None:
    figure = timeline(
        event("told", "2023-05-03", "2023-05-03"),
        event("known", "2023-06-03", "2023-06-03", outside=True),
        event("span", "2023-06-01", "2023-08-03", outside=True, lasts=True),
    )
    points = drawn(figure, "scatter")
    assert points["told"].marker.symbol == "circle"
    assert points["known"].marker.symbol == "circle-open"
    assert drawn(figure, "bar")["span"].marker.color == "rgba(0,0,0,0)"


def test_each_lane_is_named_and_each_event_in_it_has_its_own_line() -> None:
    figure = timeline(
        event("a", "2023-05-03", "2023-05-03"),
        event("b", "2023-05-03", "2023-05-03"),
        event("c", "2023-05-03", "2023-05-03", lane="Brekland"),
    )
    assert list(figure.layout.yaxis.ticktext) == ["<b>Arden</b>", "<b>Brekland</b>"]
    (points,) = [t for t in figure.data if t.type == "scatter" and t.mode == "markers"]
    assert len(set(points.y)) == 3


def test_every_event_bears_its_title_as_printed() -> None:
    figure = timeline(event("a", "2023-05-03", "2023-05-03", title="<b>A</b> & b"))
    texts = [text for t in figure.data if t.mode == "text" for text in t.text]
    assert [text.replace("&nbsp;", "") for text in texts] == [
        "&lt;b&gt;A&lt;/b&gt; &amp; b"
    ]


def test_the_small_record_is_drawn_in_the_lanes_of_its_countries(
    record: Record,
) -> None:
    events = event_queries.events(record, EVERYTHING)
    last = date(2023, 12, 31)
    rows, _ = lanes.drawn(events, "countries", date(2019, 1, 1), last, outside=False)
    figure = timeline_charts.timeline(rows, date(2019, 1, 1), last)
    assert list(figure.layout.yaxis.ticktext) == ["<b>Arden</b>", "<b>Brekland</b>"]
    assert {key[-4:] for key in drawn(figure, "scatter")} == {"4-ea"}
    assert {key[-4:] for key in drawn(figure, "bar")} == {"6-ea", "9-ea"}


def test_the_picture_spans_the_range_asked_for() -> None:
    figure = timeline(event("a", "2023-05-03", "2023-05-03"))
    assert figure.layout.xaxis.range[0] == FIRST
    assert figure.layout.xaxis.range[1] >= LAST


def timeline_told(record: Record, named: str, outside: bool = False) -> str:
    events = event_queries.events(record, EVERYTHING)
    first, last = lanes.ranges(events)[named]
    drawn, _ = lanes.drawn(events, "countries", first, last, outside)
    undated = len(lanes.without_day(events, outside))
    return timeline_charts.describe(drawn, first, last, undated)


def with_events(folder: Path, *dates: tuple[str, str]) -> Record:
    """The small record with other events alone: how each is dated, how closely."""
    events: list[dict[str, Any]] = [
        EVENTS[0] | {"event_id": f"{EVENTS[0]['event_id']}{n}"} | cells
        for n, (date, precision) in enumerate(dates)
        for cells in [{"happened_on": date, "precision": precision}]
    ]
    rows = ROWS | {"events": events, "participants": []}
    return open_record(write_record(folder / "record", rows))


def test_the_timeline_tells_how_many_events_and_from_when_to_when(
    record: Record,
) -> None:
    assert timeline_told(record, "everything") == (
        "3 events drawn between 1 February 1953 and 30 June 2023; by their beginning, "
        "the first is dated 2019, the last June 2023. No two are dated to the same "
        "month. 2 more events have no day to be drawn at."
    )


def test_the_timeline_tells_one_event_with_its_date(record: Record) -> None:
    assert timeline_told(record, "the week of the report") == (
        "1 event drawn between 30 April 2023 and 8 May 2023, dated 3 May 2023. "
        "2 more events have no day to be drawn at."
    )


def test_the_timeline_tells_dates_that_are_not_the_sources(record: Record) -> None:
    assert timeline_told(record, "everything", outside=True) == (
        "4 events drawn between 1 February 1953 and 30 June 2023, 1 of them at a date "
        "from outside the source; by their beginning, the first is dated 1 February "
        "1953, the last June 2023. No two are dated to the same month. 1 more event "
        "has no day to be drawn at."
    )


def test_the_timeline_tells_when_most_happened(tmp_path: Path) -> None:
    dates = [("2023-05-02", "day"), ("2023-05-02", "day"), ("2023-05-03", "day"),
             ("2023-05-03", "day"), ("2023-05", "month")]  # fmt: skip
    record = with_events(tmp_path, *dates)
    told = timeline_told(record, "the week of the report")
    assert "Days with most: 2 May 2023, 3 May 2023 (2 each)." in told
    assert "Month with most: May 2023 (5)." in timeline_told(record, "since 1945")


def test_a_date_that_is_not_known_so_closely_counts_for_no_day(tmp_path: Path) -> None:
    dates = [("2023-05", "month"), ("2023", "year"), ("[..2023-05-03]", "day")]
    told = timeline_told(with_events(tmp_path, *dates), "the week of the report")
    assert told == (
        "3 events drawn between 30 April 2023 and 8 May 2023; by their beginning, the "
        "first is dated 2023, the last May 2023. None is dated to a day."
    )
