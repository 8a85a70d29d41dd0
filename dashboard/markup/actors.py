"""Actors as tables: who is heard, who is not, each number a link to its rows."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final

import pandas as pd

from dashboard.citing.permalinks import PERMALINKS
from dashboard.markup.base import Asked, link, table
from dashboard.record import codebook
from dashboard.record.schema import Row

# The parts of an actor's record in the order of a table, each with its head.
HEADS: Final = {
    "in_marks": "Words in marks",
    "paraphrased": "Paraphrased",
    "silent": "Silences",
    "through": "Of these, through state media",
    "passes_on": "Passes on",
    "named": "Named by others",
    "present": "Events",
    "holds": "Positions",
    "ascribed": "Of these, told by others",
    "asserts": "Tells of others’ positions",
}


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


def actor(key: str, name: str, now: Asked) -> str:
    """
    Return a link to an actor's own page, under the filters in force.
    """
    return link("actors", name, **{**now, PERMALINKS["actor"][1]: key})


def _figure(row: Row, part: str, now: Asked) -> str:
    """
    Return how many rows a part of an actor's record has, as a link to just these.
    """
    number = int(row[part])
    asked: Asked = {**now, PERMALINKS["actor"][1]: row["actor_id"], "part": part}
    return link("actors", f"{number:,}", **asked) if number else "–"


def described(row: Row) -> str:
    """
    Return an actor's name, what it is and of which state, where it is not that state.
    """
    role = row["role"] or codebook.plain(row["kind"])
    told = [role] if row["country"] in ("", row["name"]) else [role, row["country"]]
    parts = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in told)
    return f"<small>{parts}</small>"


def _named(row: Row, now: Asked) -> str:
    name = actor(row["actor_id"], row["name"], now)
    return f'<span class="otr-who">{name}<br>{described(row)}</span>'


def _or_nobody(cells: Sequence[tuple[str, ...]], head: Iterable[str]) -> str:
    return table(cells, head) if cells else '<p class="otr-more">Nobody.</p>'


def unheard(rows: Iterable[Row], now: Asked) -> str:
    """
    Return rows of `actors.unheard` as a table.
    """
    parts = ("present", "ascribed", "named")
    head = ("Who", "Takes part in events", "Positions told of them",
            "Statements that name them")  # fmt: skip
    cells = (
        (_named(row, now), *(_figure(row, part, now) for part in parts)) for row in rows
    )
    return _or_nobody(list(cells), head)


def relayed(rows: Iterable[Row], now: Asked) -> str:
    """
    Return rows of `actors.relayed_only` as a table.
    """
    head = ("Who", "Statements", "Passed on by")
    cells = (
        (_named(row, now), _figure(row, "said", now),
         f"<bdi>{escape(row['relays'])}</bdi>")
        for row in rows
    )  # fmt: skip
    return _or_nobody(list(cells), head)


def states(spoken: pd.DataFrame, now: Asked) -> str:
    """
    Return `actors.spoken_for` as a table: a state a row, none last.
    """
    cells = []
    for key in spoken["country_id"].unique():
        rows = spoken[spoken["country_id"] == key]
        country = str(rows["country"].iloc[0])
        narrowed: Asked = {**now, "country": country} if country else now
        part = "said" if country else "for_no_state"
        names = [
            f"{actor(row['speaker_id'], row['speaker'], now)} "
            f"({_statements(row, part, narrowed)})"
            for row in rows.head(12).to_dict("records")
        ]
        more = f" and {len(rows) - 12:,} more" if len(rows) > 12 else ""
        state = link("quotes", country, country=country) or "no state"
        cells.append((state, f"{', '.join(names)}{more}"))
    return _or_nobody(cells, ("For", "Who speaks, and in how many statements"))


def _statements(row: Row, part: str, now: Asked) -> str:
    told = {part: row["statements"], "actor_id": row["speaker_id"]}
    return _figure(told, part, now)


def everybody(rows: Iterable[Row], now: Asked) -> str:
    """
    Return rows of `actors.with_figures` as a table; each number leads to its rows.
    """
    cells = (
        (_named(row, now), *(_figure(row, part, now) for part in HEADS)) for row in rows
    )
    return table(cells, ("Who", *HEADS.values()))


def all_of(row: Row, part: str, label: str, now: Asked) -> str:
    """
    Return a link to all rows of a part of an actor's record.
    """
    asked: Asked = {**now, PERMALINKS["actor"][1]: row["actor_id"], "part": part}
    return f'<p class="otr-more">{link("actors", label, **asked)}</p>'


def all_about(row: Row, now: Asked) -> str:
    """
    Return a link from a part of an actor's record to all of it.
    """
    way = actor(row["actor_id"], f"All about {row['name']}", now)
    return f'<p class="otr-more">{way}</p>'


def made_of(row: Row, kinds: Mapping[str, str], now: Asked) -> str:
    """
    Return how many of an actor's statements are of which kind, each number a link.
    """
    told = [
        f"{_figure(row, part, now)} {meaning}"
        for part, meaning in kinds.items()
        if row[part]
    ]
    return f'<p class="otr-more">Of these: {", ".join(told)}.</p>'


def speakers(rows: Iterable[Row], now: Asked) -> str:
    """
    Return rows of `actors.heard` as a table of who says how much, and how.
    """
    parts = ("in_marks", "paraphrased", "silent", "through")
    cells = (
        (_named(row, now), *(_figure(row, part, now) for part in parts)) for row in rows
    )
    return table(cells, ("Who", *(HEADS[part] for part in parts)))
