"""Pictures show every position and event once, by pattern and word, never by mean."""

from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import base as chart_base
from dashboard.charts import lanes
from dashboard.charts import stances as stance_charts
from dashboard.charts import timeline as timeline_charts
from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from dashboard.record.codebook import WORDS

EVERYTHING = Filters()


def matrix(record: Record) -> go.Figure:
    return stance_charts.stance_matrix(stance_queries.stances(record, EVERYTHING))


def segments(figure: go.Figure) -> list[dict[str, Any]]:
    """What is drawn, a segment each: its cell, word, pattern, colour and place."""
    (bar,) = figure.data
    return [
        {"cell": tuple(cell), "word": word, "pattern": pattern, "fill": fill,
         "column": int(base), "row": y}
        for cell, word, pattern, fill, base, y in zip(
            bar.customdata, bar.text, bar.marker.pattern.shape, bar.marker.color,
            bar.base, bar.y, strict=True)
    ]  # fmt: skip


def stances(*cells: tuple[str, str, str, str, int]) -> pd.DataFrame:
    """Rows like those of `stances.stances`: country, issue, stance, voice, number."""
    return pd.DataFrame([
        {"country_id": country, "country": country.title(), "issue_id": issue,
         "issue": issue.title(), "support_means": "", "stance": stance,
         "voice": voice, "positions": number}
        for country, issue, stance, voice, number in cells
    ])  # fmt: skip


# The stance matrix


def test_a_segment_is_a_position_with_its_word_and_whose_word_it_is(
    record: Record,
) -> None:
    drawn = {(*one["cell"], one["word"], one["pattern"])
             for one in segments(matrix(record))}  # fmt: skip
    assert drawn == {
        ("ARD", "dam", "supports", "."),  # dotted: its own state's media
        ("ARD", "talks", "supports", "/"),  # hatched: others
        ("BRK", "dam", "opposes", ""),  # solid: its own word
        ("BRK", "dam", "accepts", "/"),
        ("X-COAST", "dam", "silent", "/"),
    }
    assert len(segments(matrix(record))) == 5


def test_a_split_cell_is_drawn_as_two_segments_one_above_the_other(
    record: Record,
) -> None:
    split = [one for one in segments(matrix(record)) if one["cell"] == ("BRK", "dam")]
    assert len({one["row"] for one in split}) == 2
    assert len({one["column"] for one in split}) == 1


def test_no_two_segments_share_a_place(record: Record) -> None:
    places = [(one["column"], one["row"]) for one in segments(matrix(record))]
    assert len(set(places)) == len(places)


def test_an_empty_cell_draws_nothing(record: Record) -> None:
    cells = {one["cell"] for one in segments(matrix(record))}
    assert ("BRK", "talks") not in cells
    assert ("X-COAST", "talks") not in cells


def test_silence_is_a_mark_of_its_own_neither_empty_nor_neutral() -> None:
    figure = stance_charts.stance_matrix(
        stances(("ard", "dam", "not_stated", "reporter", 1),
                ("brk", "dam", "neutral", "self", 1))
    )  # fmt: skip
    silent, neutral = sorted(segments(figure), key=lambda one: one["cell"])
    assert (silent["word"], neutral["word"]) == ("silent", "neutral")
    assert silent["fill"] != neutral["fill"]
    (bar,) = figure.data
    assert (
        chart_base.palette(False).text in bar.marker.line.color
    )  # white, but with an edge


def test_more_than_five_positions_of_a_cell_are_grouped_with_their_number() -> None:
    six = stances(("ard", "dam", "supports", "self", 4),
                  ("ard", "dam", "opposes", "analyst", 2))  # fmt: skip
    words = [one["word"] for one in segments(stance_charts.stance_matrix(six))]
    assert words == ["supports ×4", "opposes ×2"]
    five = stances(("ard", "dam", "supports", "self", 4),
                   ("ard", "dam", "opposes", "analyst", 1))  # fmt: skip
    words = [one["word"] for one in segments(stance_charts.stance_matrix(five))]
    assert words == ["supports"] * 4 + ["opposes"]


def test_of_more_than_five_segments_the_last_stands_for_all_that_are_left() -> None:
    cells = [
        ("ard", "dam", "supports", "self", 9),
        ("ard", "dam", "supports", "other", 1),
        ("ard", "dam", "accepts", "self", 7),
        ("ard", "dam", "neutral", "other", 2),
        ("ard", "dam", "declines", "other", 5),
        ("ard", "dam", "opposes", "self", 6),
    ]
    found = segments(stance_charts.stance_matrix(stances(*cells)))
    words = ["supports ×9", "accepts ×7", "declines ×5", "opposes ×6", "3 more"]
    assert [one["word"] for one in found] == words
    assert [one["pattern"] for one in found] == ["", "", "/", "", ""]
    five = segments(stance_charts.stance_matrix(stances(*cells[:5])))
    assert [one["word"] for one in five][1:2] == ["supports"]
    assert len(five) == 5


def test_the_fullest_come_first_and_what_no_state_holds_last() -> None:
    rows = stances(("", "talks", "opposes", "self", 3),
                   ("ard", "dam", "opposes", "self", 1),
                   ("brk", "dam", "opposes", "self", 2),
                   ("brk", "talks", "accepts", "self", 2))  # fmt: skip
    figure = stance_charts.stance_matrix(rows)
    assert list(figure.layout.yaxis.ticktext) == ["Brk", "Ard", "Held for no state"]
    assert list(figure.layout.xaxis.ticktext) == ["Talks", "Dam"]


def test_every_stance_has_a_colour_of_its_own() -> None:
    assert set(chart_base.COLOURS) == set(WORDS["stance"])
    assert len(set(chart_base.COLOURS.values())) == len(WORDS["stance"])


@pytest.mark.parametrize("voice", WORDS["voice"])
def test_only_the_holders_own_word_is_solid(voice: str) -> None:
    figure = stance_charts.stance_matrix(stances(("ard", "dam", "opposes", voice, 1)))
    pattern = {"self": "", "own_state_media": "."}.get(voice, "/")
    assert [one["pattern"] for one in segments(figure)] == [pattern]


def test_names_are_printed_as_they_stand_on_a_picture() -> None:
    hostile = stances(("ard", "dam", "opposes", "self", 1)).assign(
        country="<b>A</b> & Co", issue="<i>x</i>"
    )
    figure = stance_charts.stance_matrix(hostile)
    assert list(figure.layout.yaxis.ticktext) == ["&lt;b&gt;A&lt;/b&gt; &amp; Co"]
    assert list(figure.layout.xaxis.ticktext) == ["&lt;i&gt;x&lt;/i&gt;"]
    assert "<i>" not in figure.data[0].hovertext[0]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Non-proliferation regime", "Non-<br>proliferation<br>regime"),
        # A dash between two names is a place to break a line.
        ("North Korea–Russia ties", "North Korea–<br>Russia ties"),
        ("<b> & “Co”", "&lt;b&gt; &amp; “Co”"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one two three<br>four five six<br>seven eight<br>nine ten …",
        ),
        ("Donaudampfschifffahrt law", "Donaudampfsc-<br>hifffahrt law"),
        # Little longer than a line, it still fits.
        ("straightforward", "straightforward"),
        # In scripts that know no hyphen, a word is left whole.
        ("الاستقلاليةوالاستعمارية", "الاستقلاليةوالاستعمارية"),
        ("", ""),
    ],
)
def test_a_label_is_broken_into_at_most_four_lines(label: str, lines: str) -> None:
    assert chart_base.wrapped(label) == lines


def test_a_matrix_without_positions_draws_nothing(record: Record) -> None:
    nobody = stance_queries.stances(record, Filters(country=("ZZZ",)))
    assert stance_charts.stance_matrix(nobody).data == ()


def test_a_picture_fits_light_and_dark_pages(record: Record) -> None:
    light = matrix(record)
    dark = stance_charts.stance_matrix(
        stance_queries.stances(record, EVERYTHING), dark=True
    )
    assert light.layout.font.color != dark.layout.font.color


# The timeline

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


def test_the_cell_that_is_picked_is_framed(record: Record) -> None:
    figure = matrix(record)
    before = len(figure.layout.shapes)
    cell = segments(figure)[-1]["cell"]
    stance_charts.outline_cell(figure, cell)
    (frame,) = figure.layout.shapes[before:]
    (bar,) = figure.data
    rows = [n for n, keys in enumerate(bar.customdata) if tuple(keys) == cell]
    assert frame.y1 - frame.y0 == len(rows)
    for n in rows:
        assert frame.x0 < bar.base[n] < bar.base[n] + bar.x[n] < frame.x1
        assert frame.y0 < bar.y[n] < frame.y1
    stance_charts.outline_cell(figure, ("nowhere", "dam"))
    assert len(figure.layout.shapes) == before + 1
