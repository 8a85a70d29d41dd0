"""Small tables and keys of pictures, as escaped HTML."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final

import numpy as np
import pandas as pd

from dashboard.charts import stances as stance_charts
from dashboard.markup.rows import link
from dashboard.record import codebook
from dashboard.record.schema import Row, Table

# How the pictures are drawn, and what each way of drawing means.
WHOSE: Final = {
    "solid": "the holder says it itself",
    "dotted": "its own state's media tell it",
    "hatched": "others ascribe it",
}
EMPTY: Final = {"empty": "the record holds nothing"}
WHEN: Final = {
    "dot": "on this day",
    "bar": "it lasted",
    "lighter bar": "some day in this time",
    "dotted": "told through state media",
}
OUTSIDE: Final = {"hollow": "general knowledge, not the source"}
_SWATCHES: Final = {
    "dot": "otr-dot", "bar": "otr-swatch otr-lasted", "dotted": "otr-swatch otr-dotted",
    "lighter bar": "otr-swatch otr-some", "hollow": "otr-dot otr-hollow",
}  # fmt: skip


def in_words(drawn: Mapping[str, str]) -> str:
    """
    Return the key of a picture as a sentence.
    """
    told = "; ".join(f"{way}: {means}" for way, means in drawn.items())
    return f"{told[:1].upper()}{told[1:]}."


def stance_key(stances: Iterable[str]) -> str:
    """
    Return the key of the matrix: whose word by pattern, and each stance's colour.
    """
    items = [f'<li><span class="otr-swatch otr-{pattern}"></span>{meaning}</li>'
             for pattern, meaning in WHOSE.items()]  # fmt: skip
    for stance in sorted(stances, key=list(stance_charts.COLOURS).index):
        swatch = f'style="background:{stance_charts.COLOURS[stance]}"'
        word = escape(codebook.plain(stance))
        items.append(f'<li><span class="otr-swatch" {swatch}></span>{word}</li>')
    items += [f"<li>{way}: {means}</li>" for way, means in EMPTY.items()]
    return f'<ul class="otr-key">{"".join(items)}</ul>'


def timeline_key(outside: bool) -> str:
    """
    Return the key of the timeline.
    """
    drawn = WHEN | OUTSIDE if outside else WHEN
    items = (
        f'<li><span class="{_SWATCHES[way]}"></span>'
        f"{'hollow: ' if way == 'hollow' else ''}{means}</li>"
        for way, means in drawn.items()
    )
    return f'<ul class="otr-key">{"".join(items)}</ul>'


def twin(rows: pd.DataFrame) -> str:
    """
    Return rows of a query as a table; a flag is yes or no.
    """
    cells = ((_cell(value) for value in row) for row in rows.itertuples(index=False))
    return table(cells, (str(name).replace("_", " ") for name in rows.columns))


def _cell(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return f"<bdi>{escape(str(value))}</bdi>"


def table(rows: Iterable[Iterable[str]], head: Iterable[str]) -> str:
    """
    Return cells that are HTML already as a table with a head.
    """
    top = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows
    )
    return (
        f'<div class="otr-wide" tabindex="0"><table class="otr-table"><thead><tr>{top}'
        f"</tr></thead><tbody>{body}</tbody></table></div>"
    )


def heard(rows: Iterable[Row]) -> str:
    """
    Return rows of `actors.heard` as a table; each number leads to its rows.
    """
    head = ("Who", "Words in marks", "Paraphrased", "Silences",
            "Of these, through state media", "Events", "Positions")  # fmt: skip
    cells = (
        (
            f"{link('quotes', row['name'], actor=row['name'])}<br><small>"
            f"{_described(row)}</small>",
            *(_number("quotes", row, name) for name in ("in_marks", "paraphrased")),
            _number("quotes", row, "silent"),
            _number("quotes", row, "through", chain="only through state media"),
            _number("timeline", row, "present"),
            _number("stances", row, "holds"),
        )
        for row in rows
    )
    return table(cells, head)


def _described(row: Row) -> str:
    """What an actor is, and of which state, where it is not that state itself."""
    role = escape(row["role"] or codebook.plain(row["kind"]))
    if row["country"] in ("", row["name"]):
        return role
    return f"{role} · {link('overview', row['country'], country=row['country'])}"


def _number(page: str, row: Row, column: str, **more: str) -> str:
    number = int(row[column])
    return link(page, f"{number:,}", actor=row["name"], **more) if number else "–"


def shares(rows: Iterable[Row]) -> str:
    """
    Return rows of `sources.attributed` as a table with a bar for each share.
    """
    cells = (
        (
            link("quotes", row["speaker"], actor=row["speaker"]),
            '<span class="otr-bar" style="width:'
            f'{max(row["share"], 0.004) * 24:.2f}rem"></span> {row["share"]:.1%}',
        )
        for row in rows
    )
    return table(cells, ("Speaker", "Share of the text"))


def about(package: Mapping[str, Any]) -> str:
    """
    Return what a record's data package says of itself: coders, method, licences.
    """
    names, terms = (_titles(package.get(key)) for key in ("contributors", "licenses"))
    told = {
        "Record": package.get("title"),
        "About": package.get("description"),
        "Version": package.get("version"),
        "Coded by": names,
        "How": package.get("coding"),
        "Licence of the coding": terms,
        "The quoted words": "remain their owners'; short quotations only",
        "Licence of this program": "MIT",
    }
    return table(
        ((f"<b>{escape(name)}</b>", escape(str(value or "not stated")))
         for name, value in told.items()),
        ("What", "As the record says"),
    )  # fmt: skip


def _titles(listed: object) -> str:
    """The titles in a data package's list of people or licences, if it has any."""
    rows = listed if isinstance(listed, list) else []
    told = [
        one.get("title") or one.get("name") for one in rows if isinstance(one, dict)
    ]
    return ", ".join(str(title) for title in told if title)


def columns(described: Table) -> str:
    """
    Return a table's columns: what each holds, and what each allowed word means.
    """
    cells = []
    for column in described.columns:
        meaning = escape(column.meaning)
        words = "".join(
            f"<li><b>{escape(word)}</b>: {escape(means)}</li>"
            for word, means in column.allowed.items()
        )
        points = f"key of {column.refers_to}" if column.refers_to else column.holds
        need = "required" if column.required else "may be empty"
        cells.append(
            (f"<code>{escape(column.name)}</code>", f"{escape(points)}, {need}",
             f"{meaning}{f'<ul>{words}</ul>' if words else ''}")
        )  # fmt: skip
    return table(cells, ("Column", "Holds", "Meaning"))


def rules() -> str:
    """
    Return the codebook's rules as a list.
    """
    items = (f"<li><b>{escape(name)}.</b> {escape(rule)}</li>"
             for name, rule in codebook.RULES.items())  # fmt: skip
    return f'<ol class="otr-rules">{"".join(items)}</ol>'


def not_claimed() -> str:
    """
    Return what a record does not claim, as a list.
    """
    items = (f"<li>{escape(claim)}</li>" for claim in codebook.NOT_CLAIMED)
    return f'<ul class="otr-rules">{"".join(items)}</ul>'


def story(lines: Iterable[tuple[str, str]]) -> str:
    """
    Return a record's story: a figure (HTML) and what it counts (HTML), a line each.
    """
    items = (f"<li><b>{number}</b><span>{told}</span></li>" for number, told in lines)
    return f'<ul class="otr-story">{"".join(items)}</ul>'
