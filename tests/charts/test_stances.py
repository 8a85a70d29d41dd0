"""The matrix shows every position once, by pattern and word, and tells it in words."""

import re
from itertools import pairwise
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


def drawn(record: Record, chosen: Filters = EVERYTHING) -> pd.DataFrame:
    """What the matrix draws of a whole small record."""
    part = stance_queries.part(record, chosen)
    return stance_queries.segments(record, chosen, part)


def matrix(record: Record) -> go.Figure:
    return stance_charts.stance_matrix(drawn(record))


def segments(figure: go.Figure) -> list[dict[str, Any]]:
    """What is drawn, a segment each: its cell, words, pattern, colour and place."""
    tiles, strips, words = figure.data
    return [
        {"cell": tuple(cell), "word": text.replace("<br>", " "), "pattern": pattern,
         "fill": fill, "column": int(base), "row": y, "hover": hover}
        for cell, text, pattern, fill, base, y, hover in zip(
            tiles.customdata, words.text, strips.marker.pattern.shape,
            tiles.marker.color, tiles.base, tiles.y, tiles.hovertext, strict=True)
    ]  # fmt: skip


def labels(figure: go.Figure) -> list[str]:
    return [re.sub("<br>", " ", note.text) for note in figure.layout.annotations]


def stances(*cells: tuple[str, str, str, str, int], **more: object) -> pd.DataFrame:
    """
    Rows like those of `stances.segments`: country, issue, stance, voice, number; at the
    places in which they come.
    """
    countries = [*dict.fromkeys(country for country, *_ in cells)]
    issues = [*dict.fromkeys(issue for _, issue, *_ in cells)]
    return pd.DataFrame([
        {"country_id": country, "country": country.title(), "issue_id": issue,
         "issue": issue.title(), "support_means": "", "topic": "", "stance": stance,
         "voice": voice, "positions": number, "asserter": "Meridian",
         "asserter_kind": "media", "actor": "", "evidence": "“We” do", "itself": False,
         "holders": "", "issues_down": True, "column": countries.index(country),
         "row": issues.index(issue)} | more
        for country, issue, stance, voice, number in cells
    ])  # fmt: skip


def test_a_segment_says_the_stance_and_who_says_so(record: Record) -> None:
    told = {(*one["cell"], one["word"], one["pattern"])
            for one in segments(matrix(record))}  # fmt: skip
    assert told == {
        # dotted: its own state's media
        ("ARD", "dam", "supports, per Arden’s state news agency", "."),
        ("ARD", "talks", "supports, per Oda Marsk", "/"),  # hatched: others
        (
            "BRK",
            "dam",
            "<b>opposes, per Oda Marsk</b>",
            "",
        ),  # solid: its own word
        ("BRK", "dam", "accepts, per an analyst", "/"),
        ("X-COAST", "dam", "silent, per Meridian", "/"),
    }


def test_an_analyst_by_name_is_said_to_be_one_and_alike_positions_stack() -> None:
    panda = stances(("ard", "dam", "accepts", "analyst", 2), asserter="Ankit Panda",
                    asserter_kind="person")  # fmt: skip
    (one,) = segments(stance_charts.stance_matrix(panda))
    assert one["word"] == "accepts, per Ankit Panda, an analyst ×2"
    own = stances(("ard", "dam", "accepts", "self", 1), asserter="Ard")
    (one,) = segments(stance_charts.stance_matrix(own))
    assert one["word"] == "<b>accepts, own statement</b>"


def test_pointing_at_a_segment_says_the_words_and_on_whose_word(
    record: Record,
) -> None:
    (one,) = (one for one in segments(matrix(record)) if "accepts" in one["word"])
    told = one["hover"].replace("<br>", " ")
    assert "Brekland</b>: Arden’s dam on the Selm" in told
    assert "accepts: according to an analyst" in told
    assert "“might accept a smaller dam if it was paid”" in told
    assert "“Supports” means: it should stand" in told


def test_no_pattern_runs_through_words(record: Record) -> None:
    tiles, strips, words = matrix(record).data
    assert all(shape in ("", None) for shape in [tiles.marker.pattern.shape])
    for tile, x in zip(tiles.base, words.x, strict=True):
        assert x > tile
    for strip, width, x in zip(strips.base, strips.x, words.x, strict=True):
        assert strip + width < x
    assert words.textfont.size == 12


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("voice", ["self", "other"])
def test_words_can_be_read_on_each_ground_and_no_ground_glares(
    voice: str, dark: bool
) -> None:
    colours = chart_base.palette(dark)
    page = luminance(colours.ground)
    for stance in WORDS["stance"]:
        rows = stances(("ard", "dam", stance, voice, 1))
        (tile,) = stance_charts.stance_matrix(rows, dark).data[0].marker.color
        assert contrast(tile, colours.text) > 4.5, stance
        # The ground of a word is nearer to the page's than to its ink.
        away = abs(luminance(tile) - page)
        assert away < abs(luminance(tile) - luminance(colours.text)), stance


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_split_cell_is_drawn_as_two_segments_one_above_the_other(
    record: Record,
) -> None:
    split = [one for one in segments(matrix(record)) if one["cell"] == ("BRK", "dam")]
    assert len({one["row"] for one in split}) == 2
    assert len({one["column"] for one in split}) == 1


def test_no_two_segments_share_a_place(record: Record) -> None:
    tiles = matrix(record).data[0]
    edges: dict[int, list[tuple[float, float]]] = {}
    for base, y, height in zip(tiles.base, tiles.y, tiles.width, strict=True):
        edges.setdefault(int(base), []).append((y - height / 2, y + height / 2))
    for places in edges.values():
        places.sort()
        for (_, bottom), (top, _) in pairwise(places):
            assert bottom < top


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
    assert silent["word"].startswith("silent, ")
    assert neutral["word"].startswith("<b>neutral, ")
    assert silent["fill"] != neutral["fill"]


def test_what_is_left_of_a_cell_is_counted() -> None:
    rows = stances(("ard", "dam", "rest", "rest", 3), asserter="")
    (one,) = segments(stance_charts.stance_matrix(rows))
    assert (one["word"], one["pattern"]) == ("3 more", "")
    assert "all of them in the list" in one["hover"]


def test_words_without_room_are_cut_and_their_number_kept() -> None:
    rows = stances(("ard", "dam", "supports", "other", 7), asserter="Long name " * 20)
    (one,) = segments(stance_charts.stance_matrix(rows))
    assert one["word"].endswith("… ×7")


def test_the_longer_side_goes_down() -> None:
    rows = stances(("ard", "dam", "opposes", "self", 1))
    assert labels(stance_charts.stance_matrix(rows))[0] == "Dam"
    rows["issues_down"] = False
    assert labels(stance_charts.stance_matrix(rows))[0].startswith("<b>Ard</b>")


def test_a_holder_without_a_word_of_its_own_is_marked_at_its_name(
    record: Record,
) -> None:
    told = " ".join(labels(matrix(record)))
    for name, said in (("Arden", "described only by others"),
                       ("Brekland", "speaks for itself"),
                       ("Coastal Union", "described only by others")):  # fmt: skip
        assert re.search(rf"<b>{name}</b>\W[^>]*>{said}<", told), name


def test_those_who_hold_for_no_state_are_named(rare: Record) -> None:
    told = " ".join(labels(stance_charts.stance_matrix(drawn(rare))))
    assert re.search("International bodies and others</b> [^>]*>Flood Board<", told)


def test_an_issue_says_what_support_means_and_stands_under_its_topic(
    default: Record,
) -> None:
    figure = stance_charts.stance_matrix(drawn(default))
    notes = {note.text.replace("<br>", " "): note for note in figure.layout.annotations}
    means = notes["North Korea's return to dialogue"].hovertext.replace("<br>", " ")
    assert means == "“Supports” means: North Korea should return to dialogue."
    topics = [text for text in labels(figure) if text.startswith("<b>")][:4]
    assert topics == ["<b>Weapons and dialogue</b>", "<b>Alignment</b>",
                      "<b>U.S. power</b>", "<b>Russia's war and cause</b>"]  # fmt: skip


@pytest.mark.parametrize("voice", WORDS["voice"])
def test_only_the_holders_own_word_is_solid(voice: str) -> None:
    figure = stance_charts.stance_matrix(stances(("ard", "dam", "opposes", voice, 1)))
    pattern = {"self": "", "own_state_media": "."}.get(voice, "/")
    assert [one["pattern"] for one in segments(figure)] == [pattern]


def test_names_are_printed_as_they_stand_on_a_picture() -> None:
    hostile = stances(("ard", "dam", "opposes", "other", 1), asserter="<u>s</u>",
                      evidence="<s>w</s>", country="<b>A</b> & Co", issue="<i>x</i>",
                      topic="<i>t</i>")  # fmt: skip
    figure = stance_charts.stance_matrix(hostile)
    told = labels(figure)
    assert "&lt;i&gt;x&lt;/i&gt;" in told
    assert "<b>&lt;i&gt;t&lt;/i&gt;</b>" in told
    assert told[-1].startswith("<b>&lt;b&gt;A&lt;/b&gt; &amp; Co</b>")
    (one,) = segments(figure)
    assert "<u>" not in one["word"] + one["hover"]
    assert "<i>x" not in one["hover"]
    assert "<s>" not in one["hover"]


def test_a_matrix_without_positions_draws_nothing(record: Record) -> None:
    nobody = drawn(record, Filters(country=("ZZZ",)))
    assert stance_charts.stance_matrix(nobody).data == ()


def test_a_picture_fits_light_and_dark_pages(record: Record) -> None:
    light = matrix(record)
    dark = stance_charts.stance_matrix(drawn(record), dark=True)
    assert light.layout.font.color != dark.layout.font.color


def test_the_cell_that_is_picked_is_framed(record: Record) -> None:
    figure = matrix(record)
    before = len(figure.layout.shapes)
    stance_charts.outline_cell(figure, ("BRK", "dam"))
    (frame,) = figure.layout.shapes[before:]
    tiles = figure.data[0]
    for n, keys in enumerate(tiles.customdata):
        is_in = frame.x0 < tiles.base[n] < frame.x1 and frame.y0 < tiles.y[n] < frame.y1
        assert is_in == (tuple(keys) == ("BRK", "dam"))
    stance_charts.outline_cell(figure, ("nowhere", "dam"))
    assert len(figure.layout.shapes) == before + 1
    stance_charts.outline_cell(go.Figure(), ("nowhere", "dam"))


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
