"""Beside the quotes: what was typed, explained, and the facets that narrow it."""

from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.markup import base as markup_base
from dashboard.markup import rows
from dashboard.queries.filters import LISTS, Filters
from dashboard.search import facets, quotes
from dashboard.search import question as typed_question
from dashboard.text.tokens import fold
from dashboard.ui import session

TAKEN: Final = "facet_taken"
ORDERS: Final = {
    "by relevance": "relevance",
    "in the order of the source": "place",
    "by date": "date",
}
SWITCH: Final = "quotes_switch"
NAMED: Final = 2  # Names that the switch spells out.
ABOUT: Final = (
    "A statement is about a country or an actor that it gives a position of, or that"
    " takes part in an event that it tells of, as coded here; it may be by them, too."
    " To be named in passing is not enough."
)
# In the order of a reader's questions: who, for whom, on what, how, when, where.
TITLES: Final = {
    "actor": LISTS["actor"],
    "country": "Spoken for",
    "issue": LISTS["issue"],
    "kind": LISTS["kind"],
    "voice": "Whose word",
    "chain": "Through whom",
    "year": LISTS["year"],
    "source": LISTS["source"],
}


def rerun_if_filtered() -> None:
    """
    Draw the whole page anew if a value was chosen here: it is every page's filter.
    """
    if st.session_state.pop(TAKEN, False):
        st.rerun()


def _who(name: str) -> str:
    """The countries or actors that are chosen, as a line names them."""
    labels = session.filter_labels().get(name, [])
    names = [labels] if isinstance(labels, str) else labels
    if len(names) > NAMED:
        return f"these {len(names):,}"
    return " or ".join(names)


def about_whom(chosen: Filters) -> str:
    """
    Return in words whom statements are about; "" where they are by those chosen.
    """
    who = _who("country" if chosen.country else "actor")
    told = {"about": f"about {who}", "either": f"by or about {who}"}
    return told.get(chosen.about, "")


def by_or_about(chosen: Filters, typed: str, total: int) -> bool:
    """
    Draw the switch between statements by a country or an actor, about it, and either,
    each with its number; nothing where none is chosen. `total` of them are shown now.

    Return whether only another choice of these three has any.
    """
    if not (chosen.country or chosen.actor):
        return False
    numbers = quotes.by_and_about(session.record(), chosen, typed)
    who = _who("country" if chosen.country else "actor")
    both = bool(chosen.country and chosen.actor)
    told = {
        "by": f"{'for' if both else 'by'} {who}",
        "about": f"about {who}",
        "either": "either",
    }
    of = f" All are what {_who('actor')} says or passes on." if both else ""
    now = next(k for k, about in session.DIRECTIONS.items() if about == chosen.about)
    st.session_state[SWITCH] = now
    st.segmented_control(
        "For or about" if both else "By or about",
        list(session.DIRECTIONS),
        key=SWITCH,
        required=True,
        wrap=True,
        format_func=lambda one: (
            f"{markup_base.markdown(told[one])}\u00a0·\u00a0{numbers[one]:,}"
        ),
        help=markup_base.markdown(f"{ABOUT}{of}"),
        on_change=_turn,
    )
    return bool(numbers["either"] and not total)


def _turn() -> None:
    """Put into the address which statements are wanted (a callback)."""
    if (asked := st.session_state[SWITCH]) == next(iter(session.DIRECTIONS)):
        st.query_params.pop(session.DIRECTION, None)
    else:
        st.query_params[session.DIRECTION] = asked


def facet_list(chosen: Filters, typed: str) -> None:
    """
    Draw each filter's most frequent values among the quotes that are found.
    """
    first = facets.first(session.record(), chosen, typed)
    with st.container(key="otr_facets"):
        for name, title in TITLES.items():
            if name in first:
                _facet(chosen, typed, name, title, first[name])


def _facet(
    chosen: Filters, typed: str, name: str, title: str, found: pd.DataFrame
) -> None:
    """One filter: the values chosen, the commonest others, a way to the rest."""
    called = _called(name)
    own = getattr(chosen, name)
    held = (own,) if own and isinstance(own, str) else tuple(own)
    ask = (session.record(), chosen, typed, name)
    numbers = dict(zip(found["value"], found["quotes"], strict=True))
    lacking = tuple(key for key in held if key not in numbers)
    if lacking:
        also = facets.counts(*ask, lacking, len(lacking))
        numbers |= dict.fromkeys(lacking, 0)
        numbers |= dict(zip(also["value"], also["quotes"], strict=True))
    if not numbers or (len(numbers) == 1 and not held):
        return  # What all of them have narrows nothing.
    options = [*held, *(key for key in numbers if key not in held)]
    _pills(name, title, called, options, numbers)
    values = int(found["values"].iloc[0]) if len(found) else 0
    if values > len(found):
        more = st.popover(
            f"{values - len(found):,} more", key=f"facet_{name}_more",
            on_change="rerun", type="tertiary",
        )  # fmt: skip
        if more.open:
            with more:
                _search(chosen, typed, name, title, called)


def _called(name: str) -> dict[str, str]:
    """What a reader calls each key of a filter."""
    if name in session.SINGLE:
        return {key: label for label, key in session.SINGLE[name][1].items()}
    return session.called(name)


def _search(
    chosen: Filters, typed: str, name: str, title: str, called: dict[str, str]
) -> None:
    """A search within the values of one filter, or its commonest."""
    sought = st.text_input(f"Find: {title.lower()}", key=f"facet_{name}_find",
                           live=True)  # fmt: skip
    near: tuple[str, ...] = ()
    if sought:
        near = tuple(k for k, label in called.items() if fold(sought) in fold(label))
        if not near:
            st.caption("None of that name.")
            return
    found = facets.counts(
        session.record(), chosen, typed, name, near[: facets.FOUND], facets.FOUND
    )
    if found.empty:
        st.caption("No quote found has one of that name.")
        return
    numbers = dict(zip(found["value"], found["quotes"], strict=True))
    _pills(f"{name}_found", "Most frequent first", called, list(numbers), numbers)


def _pills(
    key: str, title: str, called: dict[str, str], options: list[Any], numbers: Any
) -> None:
    """Values to press, each with its number; those that are chosen are lit."""
    name = key.removesuffix("_found")
    own = f"facet_{key}"
    now = getattr(session.filters(), name)
    single = name in session.SINGLE
    lit = [key for key in options if key == now or (not single and key in now)]
    st.session_state[own] = (lit or [None])[0] if single else lit
    st.pills(
        title,
        options,
        key=own,
        selection_mode="single" if single else "multi",
        format_func=lambda key: (
            f"{markup_base.markdown(called[key])}\u00a0·\u00a0{numbers[key]:,}"
        ),
        on_change=_take,
        args=(name, own, tuple(options)),
    )


def _take(name: str, own: str, offered: tuple[str, ...]) -> None:
    """Make what is lit the shared filter (a callback)."""
    picked = st.session_state[own]
    st.session_state[TAKEN] = True
    called = _called(name)
    if name in session.SINGLE:
        st.session_state[name] = called[picked or ""]
        return
    kept = [key for key in getattr(session.filters(), name) if key not in offered]
    st.session_state[name] = [called[key] for key in (*kept, *picked)]


def explain(typed: str, total: int) -> bool:
    """
    Say how what was typed is read, and what is near; tell whether anything is found.
    """
    question = typed_question.parse(typed)
    if told := typed_question.describe(question):
        st.caption(markup_base.markdown(f"Looked for: {told}."))
    if question.left_out:
        st.caption(f"Only the first {typed_question.LONGEST} words are looked for.")
    if total:
        _also(question)
    elif not typed.strip():
        _none(session.statement_filters())
    else:
        _no_match(question, typed)
    return bool(total)


def highlighted(typed: str, found: pd.DataFrame) -> Iterator[Markup]:
    """
    Give rows of `quotes.quotes` as list items, what was typed highlighted.
    """
    question = typed_question.parse(typed)
    for row in found.to_dict("records"):
        yield rows.quote(row, typed_question.highlights(question, row["content"]))


def _none(chosen: Filters) -> None:
    """Say that no statement is by those chosen, or none about them."""
    who = _who("country" if chosen.country else "actor")
    way = (
        "about" if chosen.about else "for" if chosen.actor and chosen.country else "by"
    )
    told = f"No statement {way} {who} here. The choice above leads to the others."
    st.info(markup_base.markdown(told))


def _no_match(question: typed_question.Question, typed: str) -> None:
    """Say that no quote holds what was typed, and what the record holds near it."""
    record = session.record()
    told = "No quote holds all of this."
    if session.filters():
        anywhere = quotes.quotes(record, Filters(), typed, size=1)
        number = int(anywhere["total"].iloc[0]) if len(anywhere) else 0
        told = (
            f"No quote under these filters holds all of this; without them {number:,}."
        )
    near = quotes.suggestions(record, question)
    if near:
        told += f" Words here that begin so: {', '.join(near)}."
    asked = fold(typed.strip())
    names = [name for name in session.labels("actor") if asked and asked in fold(name)][
        :3
    ]
    if names:
        told += f" As an actor (see the filters): {', '.join(names)}."
    st.info(markup_base.markdown(told))


def _also(question: typed_question.Question) -> None:
    """Name longer words that begin with what was typed: only whole words are found."""
    if len(question.words) == 1 and len(question.words[0]) > 2:
        near = quotes.suggestions(session.record(), question)
        if near:
            st.caption(markup_base.markdown(f"Also in this record: {', '.join(near)}"))
