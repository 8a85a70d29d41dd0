"""One country alone on its page: what it says itself first, then what others say."""

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.citing.permalinks import NO_STATE
from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.markup import countries as country_markup
from dashboard.markup import rows as row_markup
from dashboard.queries import actors as actor_queries
from dashboard.queries import countries as queries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.search import quotes
from dashboard.text import sentences
from dashboard.text.phrases import counted, counted_events
from dashboard.ui import frame, lists, session

FIRST: Final = 3  # Rows of a part that stand on the page itself.
# The parts, each with its title and what one row of it is.
TITLES: Final = {
    "said": ("Statements on its behalf", "statement"),
    "exact": ("Statements on its behalf, with exact words", "statement"),
    "silent": ("What the report says it did not mention", "remark"),
    "holds": ("Its positions, and who says so", "position"),
    "own_word": ("Its positions by its own statement", "position"),
    "own_media": ("Its positions as its own state media tell them", "position"),
    "by_others": ("Its positions as others tell them", "position"),
    "present": ("Events involving it", "event"),
}
DRAWN: Final[dict[str, Callable[[Row], Markup]]] = {
    "quotes": row_markup.quote,
    "positions": row_markup.position,
    "events": row_markup.event,
}


def _now() -> markup_base.Asked:
    """The filters in force here, as the address holds them: no other country's."""
    return {n: v for n, v in session.filter_labels().items() if n != "country"}


def called(record: Record, key: str = NO_STATE) -> str:
    """
    Return what a reader calls a country; `NO_STATE` stands for those of none.
    """
    if key != NO_STATE:
        return session.called("country")[key]
    held = queries.accounts(record, Filters(), "")
    kinds = actor_queries.with_figures(record, Filters()).set_index("actor_id")["kind"]
    return sentences.stateless(kinds[key] for key in held["actor_id"].unique())


def show(record: Record, key: str) -> tuple[str, bool]:
    """
    Show one country under the filters, or the part that the address names, in full.

    Return its name, and whether it was the whole.
    """
    chosen, now = session.filters(), _now()
    name = called(record, key)
    country = "" if key == NO_STATE else key
    row = queries.figures_of(record, chosen, country)
    part = st.query_params.get("part", "")
    if part in TITLES:
        _whole_part(record, chosen, row, name, part)
        return name, False
    frame.title(name)
    one: Key | str = Key(country) if country else ""
    accounts = queries.accounts(record, chosen, one)
    if isinstance(one, Key):
        _itself(record, chosen, row, one, accounts)
    else:
        st.caption("What bodies or people hold for no state.")
    _held(row, accounts)
    if isinstance(one, Key):
        _the_rest(record, chosen, row, one)
    lacking = {"said": "own statements", "holds": "positions", "present": "events"}
    missing = [told for part, told in lacking.items() if not row[part] and country]
    if missing:
        where = "under these filters" if now else "recorded"
        st.caption(f"None {where}: {', '.join(missing)}.")
    return name, True


def _itself(
    record: Record, chosen: Filters, row: Row, key: Key, accounts: pd.DataFrame
) -> None:
    """What it is, the first sentence, and what it said itself."""
    now = _now()
    states = _of_it(record, chosen, row["country_id"])
    states = states[states["kind"] == "state"]
    st.html(country_markup.kind(row, states.to_dict("records"), now))
    said = queries.rows(record, chosen, "said", row["country_id"])
    relays = queries.relays(record, chosen, key)
    st.html(country_markup.lead(row, said, relays, accounts, now))
    if row["said"]:
        _part(row, "said", said)
        speakers = queries.speakers(record, chosen, key)
        st.html(country_markup.voices(row, speakers, now))


def _held(row: Row, accounts: pd.DataFrame) -> None:
    """What it holds, issue by issue."""
    if len(accounts):
        st.subheader(f"{TITLES['holds'][0]}: {_number(row, 'holds', row['holds'])}")
        now = _now()
        st.html(country_markup.accounts(row, accounts, now))
        st.html(country_markup.all_of(row, "holds", "The positions in full", now))


def _the_rest(record: Record, chosen: Filters, row: Row, key: Key) -> None:
    """Who passes on its words, what it did, and who from it is in the story."""
    now = _now()
    relays = queries.relays(record, chosen, key)
    if len(relays):
        st.subheader("Who passes on its words")
        st.html(country_markup.passed_on(row, relays, now))
    if row["present"]:
        events = queries.rows(record, chosen, "present", row["country_id"])
        _part(row, "present", events)
    people = _of_it(record, chosen, row["country_id"])
    people = people[people["kind"] != "state"]
    if len(people):
        st.subheader(
            f"Its people and institutions in the story: {counted(len(people), 'actor')}"
        )
        st.caption("By nationality or headquarters.")
        shown = lists.page_of(people, "countries_people", chosen, row["country_id"])
        st.html(country_markup.people(shown.to_dict("records"), now))
        lists.pages("countries_people", len(people))
    within = Filters(**{**vars(chosen), "country": (row["country_id"],)})
    numbers = quotes.by_and_about(record, within)
    if numbers["either"]:
        st.html(country_markup.by_and_about(row, numbers, now))


def _of_it(record: Record, chosen: Filters, country_id: str) -> pd.DataFrame:
    """Its actors that the filters leave something of, its state itself among them."""
    apart = chosen.without("country")
    rows = actor_queries.with_figures(record, apart)
    return rows[rows["country_id"] == country_id]


def _part(row: Row, part: str, rows: pd.DataFrame) -> None:
    """The first rows of a part, and a way to all of them."""
    total = int(rows["total"].iloc[0])
    number = _number(row, part, total)
    st.subheader(f"{TITLES[part][0]}: {number}")
    draw = DRAWN[queries.PARTS[part]]
    lists.evidence_list(map(draw, rows.head(FIRST).to_dict("records")))
    if total > FIRST:
        now = _now()
        st.html(country_markup.all_of(row, part, f"All {number}", now))


def _number(row: Row, part: str, total: int) -> str:
    """How many rows a part has, and of events how many there are, in words."""
    if queries.PARTS[part] == "events":
        return counted_events(int(row[part]), total)
    return counted(total, TITLES[part][1])


def _whole_part(
    record: Record, chosen: Filters, row: Row, name: str, part: str
) -> None:
    """All rows of one part, in pages; of one who says or passes on, if one is asked."""
    asked = st.query_params
    how, who = next(
        ((way, asked[way]) for way in (queries.BY, queries.VIA) if asked.get(way)),
        ("", ""),
    )
    stance = asked.get("stance", "")
    ask = (record, chosen, part, row["country_id"], how, who, stance)
    found, total = lists.paged(
        "countries_part", lambda n: queries.rows(*ask, n), *ask[1:]
    )
    title, noun = TITLES[part]
    frame.title(f"{name}: {title[0].lower()}{title[1:]}")
    now = _now()
    st.html(country_markup.all_about(row, name, now))
    number = counted(total, noun)
    if not how:
        number = _number(row, part, total)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{number}**{_narrowed(how, who, stance)}", width="content")
        lists.download(lambda: queries.rows(*ask, 1, None), queries.PARTS[part], total)
    lists.evidence_list(map(DRAWN[queries.PARTS[part]], found.to_dict("records")))
    lists.pages("countries_part", total)


def _narrowed(how: str, who: str, stance: str) -> str:
    """Which of a part's rows are shown alone, in words."""
    told = {
        queries.NOBODY: "nobody before the news agency or the publisher",
        queries.UNNAMED: codebook.UNNAMED,
    }
    known = told if how == queries.VIA else {}
    name = markup_base.markdown(known.get(who) or session.called("actor").get(who, who))
    ways = {queries.BY: f" by {name}", queries.VIA: f" passed on by {name}"}
    is_known = stance in codebook.WORDS["stance"]
    kind = (
        f", {markup_base.markdown(codebook.plain('stance', stance))}"
        if is_known
        else ""
    )
    return ways.get(how, "") + kind
