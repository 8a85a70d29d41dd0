"""The page Overview: a record's story in its own numbers, each a link to its rows."""

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from dashboard.database.record import Record
from dashboard.markup.base import Asked, bdi, link
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts as count_queries
from dashboard.queries import sources, stances
from dashboard.queries.ask import Keys
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import and_more, counted
from dashboard.text.sentences import STATELESS, named_cell

Line = tuple[Markup, Markup]


def story(lines: Iterable[Line]) -> Markup:
    """
    Return a record's story: a figure and what it counts, a line each.
    """
    item = Markup("<li><b>{}</b><span>{}</span></li>")
    items = (item.format(*line) for line in lines)
    return Markup('<ul class="otr-story">{}</ul>').format(Markup().join(items))


def lines(record: Record, chosen: Filters, now: Asked) -> list[Line]:
    """
    Return the story's lines: a figure and what it counts, both with links.

    `now` are the filters in force, as the address holds them; the links add to them.
    """
    row = count_queries.counts(record, chosen).iloc[0]
    counts = {str(name): int(number) for name, number in row.items()}
    told = []
    if chosen.country:
        own = actor_queries.actors_of(record, Keys(chosen.country))
        told.append(_own(own["name"]))
    told.append(_said(counts, now))
    if counts["through_state_media"]:
        told.append(_through(count_queries.state_media(record, chosen), counts, now))
    told.append(_unheard(actor_queries.heard(record, chosen), record, chosen, now))
    told.append(_contested(stances.contested(record, chosen), now))
    if counts["marks"]:
        decisions = sources.decisions(record, chosen)
        speech = decisions[decisions["decision"].isin(codebook.SPEECH)]["marks"].sum()
        figure = link("sources", f"{speech:,} of {counts['marks']:,}", **now)
        rest = Markup(
            "pairs of quotation marks hold somebody's words; any other is a name, a "
            "title or the like. Each has its decision."
        )
        told.append((figure, rest))
    return told


def _own(actors: pd.Series) -> Line:
    named = Markup(", ").join(link("overview", name, actor=name) for name in actors)
    told = Markup("of this country, by nationality or seat: {}.")
    return Markup("Actors"), told.format(named or "none")


def _said(counts: dict[str, int], now: Asked) -> Line:
    number, accounts = counts["events"], counts["accounts"]
    of = f"{counted(accounts, 'account')}; " if accounts > number else ""
    told = Markup("{} by {}; {} ({}) and {} ({}{}).").format(
        "statement" if counts["quotes"] == 1 else "statements",
        counted(counts["speakers"], "speaker"),
        counted(counts["positions"], "position"),
        link("stances", "who holds what", **now),
        counted(number, "event"),
        of,
        link("timeline", "when", **now),
    )
    return link("quotes", f"{counts['quotes']:,}", **now), told


def _through(media: pd.DataFrame, counts: dict[str, int], now: Asked) -> Line:
    through, quotes = counts["through_state_media"], counts["quotes"]
    only = {**now, "chain": "only through state media"}
    rest = {**now, "chain": "not through state media"}
    states = Markup(", ").join(
        Markup("{} ({:,})").format(
            bdi(row["country"] or "no state named"), row["quotes"]
        )
        for row in media.head(3).to_dict("records")
    )
    told = Markup("statements reach us through state media: {}").format(states)
    if len(media) == 1 and media["country"].iloc[0]:
        told = Markup("statements reach us through the media of one state, {}")
        told = told.format(bdi(media["country"].iloc[0]))
    if through < quotes:
        other = link("quotes", f"the other {quotes - through:,}", **rest)
        told += Markup("; {} do not").format(other)
    return link("quotes", f"{through:,} of {quotes:,}", **only), told + "."


def _unheard(actors: pd.DataFrame, record: Record, chosen: Filters, now: Asked) -> Line:
    # Who is heard at all is a matter of the whole source, whatever else is filtered.
    heard = actor_queries.heard_keys(record, chosen.source)
    people = actors[actors["kind"] == "person"]
    # pandas' own isin goes through all who are heard, 60 times as long.
    people = people.loc[[key not in heard for key in people["actor_id"]]]
    names = Markup(", ").join(
        link("timeline", name, **{**now, "actor": [name]})
        for name in people["name"][:5]
    )
    whom = ": " + names + and_more(len(people) - 5) if names else ""
    told = Markup("{} in what is told, and no statement is recorded as theirs{}.")
    appear = "person appears" if len(people) == 1 else "people appear"
    every = {**now, "actor": list(people["name"][:20])}
    figure = link("timeline", f"{len(people):,}", **every) if names else Markup("0")
    return figure, told.format(appear, whom)


def _contested(cells: pd.DataFrame, now: Asked) -> Line:
    if cells.empty:
        rest = Markup("cells are contested: no holder has two stances on one issue.")
        return Markup("0"), rest
    names = Markup("; ").join(
        link("stances", _isolated(row), **{**now, "stances_cell": named_cell(row)})
        + f" ({', '.join(map(codebook.plain, row['stances']))})"
        for row in cells.head(3).to_dict("records")
    )
    told = "cell is contested" if len(cells) == 1 else "cells are contested"
    figure = link("stances", f"{len(cells):,}", **now)
    return figure, Markup("{}: one holder, one issue, stances that differ: {}.").format(
        told, names + and_more(len(cells) - 3, ";")
    )


def _isolated(row: Row) -> str:
    """A cell's name whose two parts keep their order, whatever way each is written."""
    state, issue = row["country"] or STATELESS, row["issue"]
    return f"\u2068{state}\u2069: \u2068{issue}\u2069"
