"""The matrix as HTML: a table of words whose segments lead to their cells."""

import re
from urllib.parse import parse_qs, urlsplit

from dashboard.database.record import Record
from dashboard.markup import matrix
from dashboard.queries import stances
from dashboard.queries.filters import Filters
from dashboard.record.schema import Row
from dashboard.text.sentences import named_cell
from tests.support.html import ALLOWED, ATTRIBUTES, Seen

EVERYTHING = Filters()


def segments(record: Record, size: tuple[int, int] | None = None) -> list[Row]:
    part = stances.part(record, EVERYTHING, size=size)
    return [*stances.segments(record, EVERYTHING, part).to_dict("records")]


def test_each_segment_leads_to_its_cell_under_the_filters_in_force(
    record: Record,
) -> None:
    rows = segments(record)
    seen = Seen(matrix.matrix(rows, {"voice": "others"}))
    asked = [parse_qs(urlsplit(link).query) for link in seen.links]
    assert [one["stances_cell"] for one in asked] == [[named_cell(one)] for one in rows]
    assert {tuple(one["voice"]) for one in asked} == {("others",)}
    assert seen.elements <= ALLOWED
    assert seen.attributes <= ATTRIBUTES


def test_a_row_tells_its_holder_its_sayers_and_their_words(record: Record) -> None:
    lines = str(matrix.matrix(segments(record), {})).split("<tr>")
    (brekland,) = (line for line in lines if "speaks for itself" in line)
    told = Seen(brekland.removesuffix("</tbody></table></div>")
                .removesuffix("</tr>")).text  # fmt: skip
    assert told == (
        "Breklandspeaks for itselfArden’s dam on the Selm"
        "opposes, per Oda Marsk“We oppose it”"
        "accepts, per an analyst“might accept a smaller dam if it was paid”"
    )


def test_a_table_without_words_has_no_printed_words(record: Record) -> None:
    told = Seen(matrix.matrix(segments(record), {}, words=False)).text
    assert "opposes, per Oda Marsk" in told
    assert "We oppose it" not in told
    assert "means" not in told


def test_a_segment_is_drawn_by_whose_word_it_is(record: Record) -> None:
    html = str(matrix.matrix(segments(record), {}))
    strip = r'(otr-own)?" style="--stance:(#\w+)"><span class="otr-strip-(\w+)'
    drawn = re.findall(strip, html)
    assert drawn == [
        ("", "#0072B2", "dotted"), ("", "#0072B2", "hatched"),
        ("otr-own", "#D55E00", "solid"), ("", "#56B4E9", "hatched"),
        ("", "#767676", "hatched"),
    ]  # fmt: skip


def test_an_issue_says_what_support_means_and_stands_under_its_topic(
    default: Record,
) -> None:
    html = matrix.matrix(segments(default), {})
    told = Seen(html).text
    assert "“Supports” means: North Korea should return to dialogue." in told
    topics = re.findall(r'scope="colgroup" colspan="7"><bdi>([^<]+)', str(html))
    assert topics == [
        "Weapons and dialogue", "Alignment", "U.S. power", "Russia&#39;s war and cause",
    ]  # fmt: skip
    assert "UN Security Council" in told


def test_an_empty_matrix_is_nothing() -> None:
    assert matrix.matrix([], {}) == ""


def test_what_a_part_leaves_out_is_said(default: Record, record: Record) -> None:
    whole = {"countries": 6, "issues": 12}
    told = Seen(matrix.left_out(segments(default, (6, 5)), whole, {}))
    assert told.text == (
        "Shown: 4 of 6 countries or bodies, 6 of 12 issues, those with the most"
        " positions first. All positions, with the report’s wording"
    )
    assert told.links == ["stances"]
    whole = {"countries": 3, "issues": 2}
    told = Seen(matrix.left_out(segments(record), whole, {"country": ["Arden"]}))
    assert told.text == "All positions, with the report’s wording"
    assert told.links == ["stances?country=Arden"]
