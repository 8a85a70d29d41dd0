"""The matrix shows every position once, by pattern and word, and tells it in words."""

from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import base as chart_base
from dashboard.charts import stances as stance_charts
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from dashboard.record.codebook import WORDS
from tests.support.small_record import POSITIONS, ROWS, write_record

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


def test_a_segment_is_a_position_with_its_word_and_whose_word_it_is(
    record: Record,
) -> None:
    drawn = {(*one["cell"], one["word"], one["pattern"])
             for one in segments(matrix(record))}  # fmt: skip
    assert drawn == {
        ("ARD", "dam", "supports", "."),  # dotted: its own state media
        ("ARD", "talks", "supports", "/"),  # hatched: others
        ("BRK", "dam", "opposes", ""),  # solid: its own statement
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


def test_a_matrix_without_positions_draws_nothing(record: Record) -> None:
    nobody = stance_queries.stances(record, Filters(country=("ZZZ",)))
    assert stance_charts.stance_matrix(nobody).data == ()


def test_a_picture_fits_light_and_dark_pages(record: Record) -> None:
    light = matrix(record)
    dark = stance_charts.stance_matrix(
        stance_queries.stances(record, EVERYTHING), dark=True
    )
    assert light.layout.font.color != dark.layout.font.color


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


def matrix_told(record: Record, chosen: Filters = EVERYTHING) -> str:
    rows = stance_queries.stances(record, chosen)
    return stance_charts.describe(rows, int(rows["positions"].sum()))


def test_the_matrix_tells_whose_word_it_is_and_where_stances_differ(
    record: Record,
) -> None:
    assert matrix_told(record) == (
        "5 positions: 1 in the holder's own statements, 1 told by its own state media, "
        "3 told by others. Countries with most: \u2068Arden\u2069, "
        "\u2068Brekland\u2069 (2 each). Stances differ for: \u2068Brekland\u2069 on "
        "\u2068Arden’s dam on the Selm\u2069 (accepts, opposes)."
    )


def test_the_matrix_tells_only_what_the_filters_leave(record: Record) -> None:
    assert matrix_told(record, Filters(country=("ARD",))) == (
        "2 positions: 1 told by its own state media, 1 told by others. "
        "No country has two stances on one issue."
    )


def test_silence_contradicts_nobody(record: Record) -> None:
    told = matrix_told(record, Filters(country=("X-COAST", "ARD")))
    assert told.endswith("No country has two stances on one issue.")


def test_the_part_of_a_matrix_that_is_drawn_is_said_to_be_a_part(
    record: Record,
) -> None:
    rows = stance_queries.stances(record, EVERYTHING)
    shown = rows[rows["country_id"] == "ARD"]
    assert stance_charts.describe(shown, 5).startswith(
        "2 positions drawn, of 5: 1 told by"
    )


def test_who_holds_for_no_state_is_no_country(tmp_path: Path) -> None:
    positions = [row | {"country_id": ""} for row in POSITIONS[1:2]]
    rows = ROWS | {"positions": positions}
    told = matrix_told(open_record(write_record(tmp_path / "record", rows)))
    assert told == "1 position: 1 in the holder's own statements."


def test_more_cells_than_can_be_named_are_counted(tmp_path: Path) -> None:
    issues = [{"issue_id": f"i{n}", "label": f"Issue {n}", "support_means": "yes"}
              for n in range(5)]  # fmt: skip
    positions = [
        row | {"position_id": f"{row['position_id']}{n}", "issue_id": f"i{n}"}
        for n in range(5)
        for row in (POSITIONS[1], POSITIONS[3])
    ]
    rows = ROWS | {"positions": positions, "issues": [*ROWS["issues"], *issues]}
    told = matrix_told(open_record(write_record(tmp_path / "record", rows)))
    assert "\u2068Issue 2\u2069 (accepts, opposes) and 2 more." in told
    assert "Issue 3" not in told
