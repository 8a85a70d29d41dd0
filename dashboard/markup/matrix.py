"""The matrix of stances as HTML: a table where there is room, cards on a phone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from markupsafe import Markup

from dashboard.charts.base import PATTERNS
from dashboard.charts.stances import colour_of, heard_itself, word
from dashboard.markup.base import Asked, bdi, link
from dashboard.queries.stances import REST
from dashboard.record.codebook import whose_word
from dashboard.record.schema import Row
from dashboard.text.phrases import quoted
from dashboard.text.sentences import STATELESS, named_cell

SOLID: Final = next(iter(PATTERNS))


def matrix(segments: Iterable[Row], now: Asked, words: bool = True) -> Markup:
    """
    Return `stances.segments` as a table, the longer side down; each a link to its cell.

    A stylesheet makes of each row a card where there is no room for columns: there each
    holder's (or issue's) name stands in its cell. With `words`, a segment has the
    printed words, and an issue what support means. `now` are the filters in force.
    """
    rows = list(segments)
    if not rows:
        return Markup()
    down, across = ("row", "column") if rows[0]["issues_down"] else ("column", "row")
    columns = {row[across]: row for row in sorted(rows, key=lambda row: row[across])}
    bands: dict[int, dict[int, list[Row]]] = {}
    for row in rows:
        bands.setdefault(row[down], {}).setdefault(row[across], []).append(row)
    named = {"row": _issue, "column": _holder}
    head = Markup().join(
        Markup('<th scope="col">{}</th>').format(named[across](row, False))
        for row in columns.values()
    )
    lines: list[Markup] = []
    topic = ""
    for key in sorted(bands):
        cells = bands[key]
        first = next(iter(cells.values()))[0]
        if down == "row" and first["topic"] and first["topic"] != topic:
            lines.append(_topic(first["topic"], len(columns) + 1))
        topic = first["topic"]
        told = Markup().join(
            _cell(cells.get(column, []), named[across], now, words)
            for column in columns
        )
        label = named[down](first, words)
        lines.append(Markup('<tr><th scope="row">{}</th>{}</tr>').format(label, told))
    return Markup(
        '<div class="otr-frame"><table class="otr-matrix"><thead><tr>'
        "<td></td>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(head, Markup().join(lines))


def left_out(segments: Iterable[Row], whole: Mapping[str, int], now: Asked) -> Markup:
    """
    Return what a part of the matrix leaves out, and the way to all of it.

    `whole` is how many countries and issues there are (`stances.sides`).
    """
    rows = list(segments)
    shown = {"countries": {row["country_id"] for row in rows},
             "issues": {row["issue_id"] for row in rows}}  # fmt: skip
    called = {"countries": "countries or bodies", "issues": "issues"}
    parts = [
        f"{len(shown[kind])} of {whole[kind]:,} {noun}"
        for kind, noun in called.items()
        if len(shown[kind]) < whole[kind]
    ]
    way = link("stances", "All positions, with the report’s wording", **now)
    if not parts:
        return Markup('<p class="otr-more">{}</p>').format(way)
    told = Markup(
        '<p class="otr-more">Shown: {}, those with the most positions first. {}</p>'
    )
    return told.format(", ".join(parts), way)


def _topic(topic: str, width: int) -> Markup:
    return Markup(
        '<tr class="otr-topic"><th scope="colgroup" colspan="{}">{}</th></tr>'
    ).format(width, bdi(topic))


def _holder(row: Row, words: bool) -> Markup:
    said = heard_itself(row)
    told = Markup("{}<small>{}</small>") if said else Markup("{}{}")
    return told.format(bdi(row["country"] or STATELESS), bdi(said) if said else "")


def _issue(row: Row, words: bool) -> Markup:
    means = row["support_means"] if words else ""
    told = Markup("{}<small>“Supports” means: {}</small>") if means else Markup("{}{}")
    return told.format(bdi(row["issue"]), bdi(means) if means else "")


def _cell(
    cell: list[Row], named: Callable[[Row, bool], Markup], now: Asked, words: bool
) -> Markup:
    """A cell of the table: its column's name for a card, and its segments."""
    if not cell:
        return Markup("<td></td>")
    return Markup('<td><div class="otr-holder">{}</div>{}</td>').format(
        named(cell[0], False),
        Markup().join(_segment(row, now, words) for row in cell),
    )


def _segment(row: Row, now: Asked, words: bool) -> Markup:
    drawn = SOLID if row["stance"] == REST else whose_word(row["voice"]).drawn
    own = " otr-own" if row["voice"] == "self" else ""
    asked = {**now, "stances_cell": named_cell(row)}
    printed = Markup()
    if words and row["evidence"]:
        printed = Markup("<small>{}</small>").format(quoted(row["evidence"], ""))
    return Markup(
        '<div class="otr-segment{}" style="--stance:{}"><span class="otr-strip-{}">'
        "</span><p>{}{}</p></div>"
    ).format(own, colour_of(row), drawn, link("stances", word(row), **asked), printed)
