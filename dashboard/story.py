"""The story of a record in its own numbers, each a link to its rows."""

import pandas as pd

from dashboard import tallies, vocabulary
from dashboard.evidence import link
from dashboard.filters import Filters
from dashboard.record import Record
from dashboard.sentences import named_cell

Asked = dict[str, str | list[str]]


def lines(record: Record, chosen: Filters, now: Asked) -> list[tuple[str, str]]:
    """
    Return the story's lines: a figure and what it counts, both HTML with links.

    `now` are the filters in force, as the address holds them; the links add to them.
    """
    counts = tallies.counts(record, chosen).iloc[0]
    quotes, marks = int(counts["quotes"]), int(counts["marks"])
    actors = tallies.heard(record, chosen)
    contested = tallies.contested(record, chosen)
    media = tallies.state_media(record, chosen)
    decisions = tallies.decisions(record, chosen)
    speech = decisions[decisions["decision"].isin(vocabulary.SPEECH)]["marks"].sum()
    own = tallies.actors_of(record, *chosen.country)["name"] if chosen.country else ()
    named = [link("overview", name, actor=name) for name in own]
    actors_of = [("Its own", f"actors in this record: {', '.join(named)}.")]
    return [
        *(actors_of if named else []),
        (
            link("quotes", f"{quotes:,}", **now),
            f"statements by {counts['speakers']:,} speakers; "
            f"{counts['positions']:,} positions "
            f"({link('stances', 'who holds them', **now)}) and "
            f"{counts['events']:,} events ({link('timeline', 'when', **now)}).",
        ),
        _through(media, int(counts["through_state_media"]), quotes, now),
        _unheard(actors, now),
        _contested(contested, now),
        (
            link("sources", f"{speech:,} of {marks:,}", **now),
            "pairs of quotation marks hold somebody's words; the others are names, "
            "titles and the like. Each has its decision.",
        ),
    ]  # fmt: skip


def _through(
    media: pd.DataFrame, through: int, quotes: int, now: Asked
) -> tuple[str, str]:
    only = {**now, "chain": "only through state media"}
    rest = {**now, "chain": "not through state media"}
    figure = link("quotes", f"{through:,} of {quotes:,}", **only)
    states = [f"{row['country'] or 'no state named'} ({row['quotes']:,})"
              for row in media.head(3).to_dict("records")]  # fmt: skip
    told = "statements reach us through state media"
    if len(media) == 1 and media["country"].iloc[0]:
        told += f" of one state, {media['country'].iloc[0]}"
    elif states:
        told += f": {', '.join(states)}"
    return figure, f"{told}; {link('quotes', 'the others', **rest)} do not."


def _unheard(actors: pd.DataFrame, now: Asked) -> tuple[str, str]:
    said = actors[["in_marks", "paraphrased"]].sum(axis=1)
    people = actors[(actors["kind"] == "person") & (said == 0)]
    named = [link("timeline", name, **{**now, "actor": [name]})
             for name in people["name"].head(5)]  # fmt: skip
    more = f" and {len(people) - 5:,} more" if len(people) > 5 else ""
    whom = f": {', '.join(named)}{more}" if named else ""
    return (
        f"{len(people):,}",
        f"people talked about, of whom not one word is told{whom}.",
    )


def _contested(cells: pd.DataFrame, now: Asked) -> tuple[str, str]:
    named = [
        link("stances", named_cell(row), **{**now, "stances_cell": named_cell(row)})
        + f" ({', '.join(map(vocabulary.plain, row['stances']))})"
        for row in cells.head(3).to_dict("records")
    ]
    more = f"; and {len(cells) - 3:,} more" if len(cells) > 3 else ""
    whom = f": {'; '.join(named)}{more}" if named else ""
    figure = link("stances", f"{len(cells):,}", **now)
    return figure, f"contested: one holder, one issue, stances that differ{whom}."
