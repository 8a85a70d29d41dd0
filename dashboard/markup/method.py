"""The page Method: what a record says of itself, its columns, rules and limits."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from dashboard.citing.excerpt import excerpt
from dashboard.database.record import Record
from dashboard.markup.base import table
from dashboard.queries.counts import sizes
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import Table
from dashboard.text.phrases import counted

# The tables whose rows the filters leave or not, as `counts` tells.
COUNTED = ("sources", "quotes", "positions", "events", "marks")


def rows(record: Record, chosen: Filters) -> dict[str, str]:
    """
    Return in words how many rows each table holds, and how many the filters leave.
    """
    return {
        name: f"{left:,} of {held:,} rows"
        if chosen and name in COUNTED
        else counted(held, "row")
        for name, (left, held) in sizes(record, chosen).items()
    }


def about(package: Mapping[str, Any]) -> Markup:
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
        "Licence of the data": terms,
        "The quoted words": "belong to their owners; short quotations only",
        "Licence of this program": "MIT",
    }
    rows = (
        (_bold(name), excerpt(str(value or "not stated")))
        for name, value in told.items()
    )
    return table(rows, ("Item", "In this record"))


def _bold(text: str) -> Markup:
    return Markup("<b>{}</b>").format(text)


def _titles(listed: object) -> str:
    """The titles in a data package's list of people or licences, if it has any."""
    rows = listed if isinstance(listed, list) else []
    told = [
        one.get("title") or one.get("name") for one in rows if isinstance(one, dict)
    ]
    return ", ".join(str(title) for title in told if title)


def columns(described: Table) -> Markup:
    """
    Return a table's columns: what each holds, and what each allowed word means.
    """
    cells = []
    for column in described.columns:
        words = Markup().join(
            Markup("<li>{}: {}</li>").format(_bold(word), means)
            for word, means in column.allowed.items()
        )
        points = f"key of {column.refers_to}" if column.refers_to else column.holds
        points = "one of a fixed list" if column.allowed else points
        need = "required" if column.required else "may be empty"
        name = Markup("<code>{}</code>").format(column.name)
        allowed = Markup("<ul>{}</ul>").format(words) if words else ""
        meaning = Markup("{}{}").format(column.meaning, allowed)
        cells.append((name, f"{points}, {need}", meaning))
    return table(cells, ("Column", "Holds", "Meaning"))


def rules() -> Markup:
    """
    Return the codebook's rules as a list.
    """
    items = (
        Markup("<li><b>{}.</b> {}</li>").format(name, rule)
        for name, rule in codebook.RULES.items()
    )
    return Markup('<ol class="otr-rules">{}</ol>').format(Markup().join(items))


def not_claimed() -> Markup:
    """
    Return what a record does not claim, as a list.
    """
    items = map(Markup("<li>{}</li>").format, codebook.NOT_CLAIMED)
    return Markup('<ul class="otr-rules">{}</ul>').format(Markup().join(items))
