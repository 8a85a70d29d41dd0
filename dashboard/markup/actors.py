"""Actors as tables: who is heard, who is not, each number a link to its rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd
from markupsafe import Markup

from dashboard.citing.permalinks import PERMALINKS
from dashboard.markup.base import Asked, bdi, link, more, table
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import and_more

NONE: Final = Markup("–")  # Where a row has no figure.
SPEAKERS: Final = 12  # Of a state, that are named; how many more is said.
# The parts of an actor's record in the order of a table, each with its head.
HEADS: Final = {
    "in_marks": "Quoted",
    "paraphrased": "Paraphrase, photo or caption",
    "silent": "Omissions noted by the report",
    "through": "From or via state media",
    "passes_on": "Statements passed on",
    "named": "Others’ statements that name them in full",
    "present": "Events",
    "holds": "Their positions",
    "ascribed": "Of these, per own state media or others",
    "asserts": "Describes others’ positions",
}
# What an actor's page calls a part that has no row.
LACKING: Final = {
    "said": "own statements", "silent": "omissions noted by the report",
    "holds": "positions", "present": "events",
    "passes_on": "statements they passed on",
    "asserts": "descriptions of others’ positions",
    "named": "statements by others that name them in full",
}  # fmt: skip


def heard(rows: Iterable[Row]) -> Markup:
    """
    Return rows of `actors.heard` as a table; each number leads to its rows.
    """
    parts = ("in_marks", "paraphrased", "silent", "through", "present", "holds")
    head = ("Who", *(HEADS[part] for part in parts))
    cells = (
        (
            Markup("{}<br>{}").format(
                link("quotes", row["name"], actor=row["name"]), described(row, True)
            ),
            *(_number("quotes", row, name) for name in ("in_marks", "paraphrased")),
            _number("quotes", row, "silent"),
            _number("quotes", row, "through", chain=codebook.REACHED["only"]),
            _number("timeline", row, "present"),
            _number("stances", row, "holds"),
        )
        for row in rows
    )
    return table(cells, head)


def _number(page: str, row: Row, column: str, **asked: str) -> Markup:
    number = int(row[column])
    return link(page, f"{number:,}", actor=row["name"], **asked) if number else NONE


def shares(rows: Iterable[Row]) -> Markup:
    """
    Return rows of `sources.attributed` as a table with a bar for each share.
    """
    cells = (
        (
            link("quotes", row["speaker"], actor=row["speaker"]),
            Markup(
                '<span class="otr-bar" style="width:{:.2f}rem"></span> {:.1%}'
            ).format(max(row["share"], 0.004) * 24, row["share"]),
        )
        for row in rows
    )
    return table(cells, ("Speaker", "Share of the text"))


def actor(key: str, name: str, now: Asked) -> Markup:
    """
    Return a link to an actor's own page, under the filters in force.
    """
    return link("actors", name, **{**now, PERMALINKS["actor"][1]: key})


def _figure(row: Row, part: str, now: Asked) -> Markup:
    """
    Return how many rows a part of an actor's record has, as a link to just these.
    """
    number = int(row[part])
    asked: Asked = {**now, PERMALINKS["actor"][1]: row["actor_id"], "part": part}
    return link("actors", f"{number:,}", **asked) if number else NONE


def described(row: Row, leads: bool = False) -> Markup:
    """
    Return what an actor is, and of which state, where it is not that state itself.

    The state is a link to its own page where its key is known; where it `leads` there,
    to the Overview.
    """
    parts, state = (
        [bdi(row["role"] or codebook.plain("actor_kind", row["kind"]))],
        row["country"],
    )
    if state not in ("", row["name"]):
        own = row.get("country_id") or ""
        if own:
            parts.append(link("countries", state, **{PERMALINKS["country"][1]: own}))
        else:
            way = link("overview", state, country=state)
            parts.append(way if leads else bdi(state))
    return Markup("<small>{}</small>").format(Markup(" · ").join(parts))


def _named(row: Row, now: Asked) -> Markup:
    name = actor(row["actor_id"], row["name"], now)
    return Markup('<span class="otr-who">{}<br>{}</span>').format(name, described(row))


def _or_nobody(cells: Sequence[tuple[str, ...]], head: Iterable[str]) -> Markup:
    return table(cells, head) if cells else more("Nobody.")


def unheard(rows: Iterable[Row], now: Asked) -> Markup:
    """
    Return rows of `actors.unheard` as a table.
    """
    parts = ("present", "ascribed", "named")
    head = ("Who", "Events", "Positions attributed to them", HEADS["named"])
    cells = (
        (_named(row, now), *(_figure(row, part, now) for part in parts)) for row in rows
    )
    return _or_nobody(list(cells), head)


def relayed(rows: Iterable[Row], now: Asked) -> Markup:
    """
    Return rows of `actors.relayed_only` as a table.
    """
    head = ("Who", "Statements", "Via")
    cells = (
        (_named(row, now), _figure(row, "said", now), bdi(row["relays"]))
        for row in rows
    )
    return _or_nobody(list(cells), head)


def states(spoken: pd.DataFrame, now: Asked) -> Markup:
    """
    Return `actors.spoken_for` as a table: a state a row, none last.
    """
    cells: list[tuple[str, ...]] = []
    for key in spoken["country_id"].unique():
        rows = spoken[spoken["country_id"] == key]
        country = str(rows["country"].iloc[0])
        narrowed: Asked = {**now, "country": country} if country else now
        part = "said" if country else "for_no_state"
        names = Markup(", ").join(
            Markup("{} ({})").format(
                actor(row["speaker_id"], row["speaker"], now),
                _statements(row, part, narrowed),
            )
            for row in rows.head(SPEAKERS).to_dict("records")
        )
        own = {PERMALINKS["country"][1]: str(key)}
        state = link("countries", country, **own) or "no country"
        cells.append((state, names + and_more(len(rows) - SPEAKERS)))
    return _or_nobody(cells, ("For", "Who speaks, and in how many statements"))


def _statements(row: Row, part: str, now: Asked) -> Markup:
    told = {part: row["statements"], "actor_id": row["speaker_id"]}
    return _figure(told, part, now)


def everybody(rows: Iterable[Row], now: Asked) -> Markup:
    """
    Return rows of `actors.with_figures` as a table; each number leads to its rows.
    """
    cells = (
        (_named(row, now), *(_figure(row, part, now) for part in HEADS)) for row in rows
    )
    return table(cells, ("Who", *HEADS.values()))


def all_of(row: Row, part: str, label: str, now: Asked) -> Markup:
    """
    Return a link to all rows of a part of an actor's record.
    """
    asked: Asked = {**now, PERMALINKS["actor"][1]: row["actor_id"], "part": part}
    return more(link("actors", label, **asked))


def all_about(row: Row, now: Asked) -> Markup:
    """
    Return a link from a part of an actor's record to all of it.
    """
    return more(actor(row["actor_id"], f"All about {row['name']}", now))


def made_of(row: Row, kinds: Mapping[str, str], now: Asked) -> Markup:
    """
    Return how many of an actor's statements are of which kind, each number a link.
    """
    kept = [part for part in kinds if row[part]]
    figures = (
        Markup("{} {}").format(_figure(row, part, now), kinds[part]) for part in kept
    )
    return more(Markup(" · ").join(figures))


def speakers(rows: Iterable[Row], now: Asked) -> Markup:
    """
    Return rows of `actors.heard` as a table of who says how much, and how.
    """
    parts = ("in_marks", "paraphrased", "silent", "through")
    cells = (
        (_named(row, now), *(_figure(row, part, now) for part in parts)) for row in rows
    )
    return table(cells, ("Who", *(HEADS[part] for part in parts)))
