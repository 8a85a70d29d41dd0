"""The page Overview: a record's story in its own numbers, each a link to its rows."""

from collections.abc import Iterable
from html import escape

import pandas as pd

from dashboard.database.record import Record
from dashboard.markup.base import Asked, link
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts as count_queries
from dashboard.queries import sources, stances
from dashboard.queries.ask import Keys
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import counted
from dashboard.text.sentences import STATELESS, named_cell

Line = tuple[str, str]


def story(lines: Iterable[tuple[str, str]]) -> str:
    """
    Return a record's story: a figure (HTML) and what it counts (HTML), a line each.
    """
    items = (f"<li><b>{number}</b><span>{told}</span></li>" for number, told in lines)
    return f'<ul class="otr-story">{"".join(items)}</ul>'


def lines(record: Record, chosen: Filters, now: Asked) -> list[Line]:
    """
    Return the story's lines: a figure and what it counts, both HTML with links.

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
        rest = "pairs of quotation marks hold somebody's words; any other is a name, a "
        told.append((figure, rest + "title or the like. Each has its decision."))
    return told


def _own(actors: pd.Series) -> Line:
    named = [link("overview", name, actor=name) for name in actors]
    told = "by nationality or seat"
    return "Actors", f"of this country, {told}: {', '.join(named) or 'none'}."


def _said(counts: dict[str, int], now: Asked) -> Line:
    told = (
        f"{'statement' if counts['quotes'] == 1 else 'statements'} by "
        f"{counted(counts['speakers'], 'speaker')}; "
        f"{counted(counts['positions'], 'position')} "
        f"({link('stances', 'who holds what', **now)}) and "
        f"{counted(counts['events'], 'event')} ({link('timeline', 'when', **now)})."
    )
    return link("quotes", f"{counts['quotes']:,}", **now), told


def _through(media: pd.DataFrame, counts: dict[str, int], now: Asked) -> Line:
    through, quotes = counts["through_state_media"], counts["quotes"]
    only = {**now, "chain": "only through state media"}
    rest = {**now, "chain": "not through state media"}
    states = [
        f"<bdi>{escape(row['country'] or 'no state named')}</bdi> ({row['quotes']:,})"
        for row in media.head(3).to_dict("records")
    ]
    told = f"statements reach us through state media: {', '.join(states)}"
    if len(media) == 1 and media["country"].iloc[0]:
        state = escape(media["country"].iloc[0])
        told = f"statements reach us through the media of one state, <bdi>{state}</bdi>"
    if through < quotes:
        told += f"; {link('quotes', f'the other {quotes - through:,}', **rest)} do not"
    return link("quotes", f"{through:,} of {quotes:,}", **only), f"{told}."


def _unheard(actors: pd.DataFrame, record: Record, chosen: Filters, now: Asked) -> Line:
    # Who is heard at all is a matter of the whole source, whatever else is filtered.
    heard = actor_queries.heard_keys(record, chosen.source)
    people = actors[actors["kind"] == "person"]
    # pandas' own isin goes through all who are heard, 60 times as long.
    people = people.loc[[key not in heard for key in people["actor_id"]]]
    names = [
        link("timeline", name, **{**now, "actor": [name]})
        for name in people["name"][:5]
    ]
    more = f" and {len(people) - 5:,} more" if len(people) > 5 else ""
    whom = f": {', '.join(names)}{more}" if names else ""
    told = "person appears" if len(people) == 1 else "people appear"
    every = {**now, "actor": list(people["name"][:20])}
    figure = link("timeline", f"{len(people):,}", **every) if names else "0"
    return (
        figure,
        f"{told} in what is told, and no statement is recorded as theirs{whom}.",
    )


def _contested(cells: pd.DataFrame, now: Asked) -> Line:
    names = [
        link("stances", _isolated(row), **{**now, "stances_cell": named_cell(row)})
        + f" ({', '.join(map(codebook.plain, row['stances']))})"
        for row in cells.head(3).to_dict("records")
    ]
    more = f"; and {len(cells) - 3:,} more" if len(cells) > 3 else ""
    whom = f": {'; '.join(names)}{more}" if names else ""
    told = "cell is contested" if len(cells) == 1 else "cells are contested"
    if not names:
        return "0", "cells are contested: no holder has two stances on one issue."
    figure = link("stances", f"{len(cells):,}", **now)
    return figure, f"{told}: one holder, one issue, stances that differ{whom}."


def _isolated(row: Row) -> str:
    """A cell's name whose two parts keep their order, whatever way each is written."""
    state, issue = row["country"] or STATELESS, row["issue"]
    return f"\u2068{state}\u2069: \u2068{issue}\u2069"
