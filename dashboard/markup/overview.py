"""The page Overview: what a record shows, as sentences whose numbers lead to rows."""

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd
from markupsafe import Markup

from dashboard.citing import readings
from dashboard.citing.permalinks import PERMALINKS
from dashboard.database.record import Record
from dashboard.markup import countries
from dashboard.markup.base import Asked, bdi, link
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts as count_queries
from dashboard.queries import stances
from dashboard.queries.ask import Keys
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import and_more, counted
from dashboard.text.sentences import named_cell

NAMED: Final = 5  # Names that a sentence spells out; how many more is said.
CELLS: Final = 3  # Questions on which accounts differ, told one by one.


def findings_list(findings: Iterable[Markup]) -> Markup:
    """
    Return a record's findings as a list, a sentence each.
    """
    items = (Markup("<li>{}</li>").format(one) for one in findings)
    return Markup('<ul class="otr-findings">{}</ul>').format(Markup().join(items))


def findings(record: Record, chosen: Filters, now: Asked) -> list[Markup]:
    """
    Return what the filtered rows show, a sentence each, the strongest first.

    Made by rule from any record; what it has none of is left out, and the last sentence
    is always what it holds in all. `now` are the filters in force, as the address holds
    them; the links add to them.
    """
    row = count_queries.counts(record, chosen).iloc[0]
    counts = {str(name): int(number) for name, number in row.items()}
    cells = stances.stances(record, chosen)
    told = [] if not chosen.country else [_own(record, chosen)]
    told += _contested(record, chosen, cells, now)
    told += _unheard(record, chosen, now)
    told += _second_hand(cells, now)
    if counts["through_state_media"]:
        told.append(_through(record, chosen, counts, now))
    told += _unattributed(record, chosen)
    if counts["marks"]:
        told.append(_marks(counts, now))
    return [*told, _held(counts, now)]


def _names(names: Iterable[Markup]) -> Markup:
    """Names as a sentence lists them: “A, B and C”."""
    *first, last = names
    if not first:
        return last
    return Markup("{} and {}").format(Markup(", ").join(first), last)


def _state(row: Row) -> Markup:
    """A state within a sentence, which leads to its page."""
    return countries.in_sentence(row["country_id"], row["country"], is_link=True)


def _own(record: Record, chosen: Filters) -> Markup:
    actors = actor_queries.actors_of(record, Keys(chosen.country))
    key = PERMALINKS["actor"][1]
    named = [
        link("actors", row["name"], **{key: row["actor_id"]})
        for row in actors.to_dict("records")
    ]
    whose = Markup("In this record from there, by nationality or seat: {}.")
    return whose.format(Markup(", ").join(named) or "nobody")


def _asserters(
    record: Record, chosen: Filters, differ: Sequence[Row]
) -> list[dict[str, list[str]]]:
    """Whose accounts some cells' are, by stance; nothing where there is no room."""
    cells = [(row["country_id"], row["issue_id"]) for row in differ]
    found = stances.asserters(record, chosen, cells) if cells else {}
    told = [found[cell] for cell in cells]
    return [by if len({n for of in by.values() for n in of}) <= NAMED else {}
            for by in told]  # fmt: skip


def _contested(
    record: Record, chosen: Filters, cells: pd.DataFrame, now: Asked
) -> list[Markup]:
    """On what accounts of one holder's position differ, and whether it is heard."""
    differ = stances.differing(cells)
    told = []
    first = differ.head(CELLS).to_dict("records")
    for row, by in zip(first, _asserters(record, chosen, first), strict=True):
        accounts = counted(row["positions"], "account")
        of = link("stances", accounts, **{**now, "stances_cell": named_cell(row)})
        words = Markup("; ").join(
            Markup("{}, per {}").format(
                codebook.plain("stance", one), _names(map(bdi, by[one]))
            )
            if by
            else codebook.plain("stance", one)
            for one in row["stances"]
        )
        state, issue = _state(row), bdi(readings.as_noun(row))
        none = "neither" if row["positions"] == 2 else "none of them"
        own = Markup("{} is {}’s own").format(none, state)
        if row["own"]:
            is_are = "is" if row["own"] == 1 else "are"
            own = Markup("{} of them {} {}’s own").format(row["own"], is_are, state)
        differ_on = Markup("Accounts differ on {}’s position on {}.")
        # Where one man gives all of them, nobody contradicts him.
        tellers = {name for names in by.values() for name in names}
        if len(tellers) == 1:
            both = "both" if row["positions"] == 2 else "all"
            of += Markup(", {} by {}").format(both, bdi(min(tellers)))
            words = Markup("; ").join(
                codebook.plain("stance", one) for one in row["stances"]
            )
            differ_on = Markup(
                "One speaker describes {}’s position on {} in more than one way."
            )
        told.append(
            Markup("<b>{}</b> {} ({}); {}.").format(
                differ_on.format(state, issue), of, words, own
            )
        )
    left = len(differ) - CELLS
    if left > 0:
        every = link("stances", "all of them", **now)
        more = Markup("Accounts differ on {} more: {}.")
        told.append(more.format(counted(left, "position"), every))
    return told


def _unheard(record: Record, chosen: Filters, now: Asked) -> list[Markup]:
    """Who is in the story, and has no statement in it; country by country."""
    # Who is heard at all is a matter of the whole source, whatever else is filtered.
    known = actor_queries.heard_keys(record, chosen.source)
    actors = actor_queries.heard(record, chosen)
    people = actors[actors["kind"] == "person"]
    # pandas' own isin goes through all who are heard, 60 times as long.
    people = people.loc[[key not in known for key in people["actor_id"]]]
    if people.empty:
        return []
    key, shown = PERMALINKS["actor"][1], people.head(NAMED)
    groups = []
    for country, of in shown.fillna({"country": ""}).groupby("country", sort=False):
        named = _names(
            link("actors", row["name"], **{key: row["actor_id"]})
            for row in of.to_dict("records")
        )
        state = Markup(" ({})").format(bdi(str(country))) if country else ""
        groups.append(Markup("{}{}").format(named, state))
    left = len(people) - len(shown)
    rest = Markup("")
    if left > 0:
        rest = Markup(" and {}").format(link("actors", f"{left:,} more", **now))
    told = "are in the story, but no statement by them is recorded."
    if len(people) == 1:
        told = "is in the story, but no statement by this person is recorded."
    who = Markup(", ").join(groups)
    return [Markup("<b>{}{}</b> {}").format(who, rest, told)]


def _second_hand(cells: pd.DataFrame, now: Asked) -> list[Markup]:
    """Which states' positions are told by others alone."""
    held = cells[(cells["country_id"] != "") & (cells["stance"] != "not_stated")]
    near = held["voice"].isin(("self", "own_state_media"))
    own = held["positions"].where(near, 0)
    states = held.assign(own=own).groupby(["country_id", "country"], sort=False)
    sums = states[["positions", "own"]].sum().reset_index()
    mute = sums[sums["own"] == 0].sort_values("positions", ascending=False)
    if mute.empty:
        return []
    named = [
        Markup("{} ({})").format(
            _state(row),
            link(
                "stances",
                f"{row['positions']:,}",
                **{**now, "country": [row["country"]]},
            ),
        )
        for row in mute.head(NAMED).to_dict("records")
    ]
    more = and_more(len(mute) - NAMED)
    whom = Markup("{}{}").format(
        Markup(", ").join(named) if more else _names(named), more
    )
    return [Markup("<b>Known only from others:</b> the positions of {}.").format(whom)]


def _through(
    record: Record, chosen: Filters, counts: dict[str, int], now: Asked
) -> Markup:
    """How much comes through state media, and through whose."""
    media = count_queries.state_media(record, chosen)
    only = {**now, "chain": codebook.REACHED["only"]}
    number = counts["through_state_media"]
    told = f"{number:,} of {counted(counts['said'], 'statement')}"
    silent = counts["quotes"] - counts["said"]
    remarks = f"{counted(silent, 'omission')} that the report points out"
    aside = f" (not counting {remarks})" if silent else ""
    figure = link("quotes", told, **only)
    passages = counts["passages"]
    # One sentence may hold several rows: paragraphs are what a record knows of that.
    fewer = passages < number
    of = f", in {counted(passages, 'paragraph')}," if fewer else ""
    states = Markup(", ").join(
        Markup("{} ({:,})").format(
            bdi(row["country"] or "no state named"), row["quotes"]
        )
        for row in media.head(3).to_dict("records")
    )
    whose = Markup("from or via state media: {}{}").format(
        states, and_more(len(media) - 3)
    )
    if len(media) == 1 and media["country"].iloc[0]:
        state = bdi(media["country"].iloc[0])
        whose = Markup("from or via the state media of one country, {}").format(state)
    come = "comes" if number == 1 else "come"
    return Markup("<b>{}</b>{} {} {}{}.").format(figure, of, come, whose, aside)


def _unattributed(record: Record, chosen: Filters) -> list[Markup]:
    """What is only said to be said: nobody is named who passed it on."""
    rows = count_queries.unattributed(record, chosen)
    if rows.empty:
        return []
    total = int(rows["total"].iloc[0])
    named = Markup(", ").join(
        link("quotes", row["speaker"], quote=row["quote_id"])
        for row in rows.head(NAMED).to_dict("records")
    )
    them = "it" if total == 1 else "them"
    return [
        Markup(
            "<b>For {}, by {}{}, the report does not say who passed {} on</b> (“was"
            " reported as saying” or the like)."
        ).format(counted(total, "statement"), named, and_more(total - NAMED), them)
    ]


def _marks(counts: dict[str, int], now: Asked) -> Markup:
    figure = link("sources", f"{counts['speech']:,} of {counts['marks']:,}", **now)
    marks = Markup(
        "{} phrases in quotation marks are somebody’s words; the rest are names, titles"
        " or the like."
    ).format(figure)
    number = counts["exact"]
    if not number:
        return marks
    quoted = link(
        "quotes", counted(number, "statement"), **{**now, "words": codebook.EXACT}
    )
    verb = "is" if number == 1 else "are"
    told = Markup("<b>{} {} quoted word for word</b>, at least in part; {}")
    return told.format(quoted, verb, marks)


def _held(counts: dict[str, int], now: Asked) -> Markup:
    """What the filtered rows are, in all."""
    number, accounts = counts["events"], counts["accounts"]
    of = f" (told in {counted(accounts, 'account')})" if accounts > number else ""
    return Markup("In all: {} by {}, {} and {}{}.").format(
        link("quotes", counted(counts["quotes"], "statement"), **now),
        counted(counts["speakers"], "speaker"),
        link("stances", counted(counts["positions"], "position"), **now),
        link("timeline", counted(number, "event"), **now),
        of,
    )


def about(title: str, read: str, rows: Iterable[Row]) -> Markup:
    """
    Return what a record is: its title, and the documents it was read in.

    `read` is of `titles.read_in`; of `rows`, the sources, the first one's web address
    is linked where it has one.
    """
    first = next(iter(rows), None)
    url = first["url"] if first else ""
    way = Markup()
    if url.startswith(("https://", "http://")):
        way = Markup(' <a href="{}" rel="noopener">Open the article</a>').format(url)
    named = Markup("<b>{}</b>: ").format(bdi(title)) if title else Markup()
    based = (
        Markup("based on {}.").format(read) if read else Markup("based on no source.")
    )
    return Markup('<p class="otr-about">{}{}{}</p>').format(named, based, way)
