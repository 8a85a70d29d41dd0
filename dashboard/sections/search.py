"""Beside the quotes: what was typed, explained, and the facets that narrow it."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.citing import excerpt
from dashboard.markup import base as markup_base
from dashboard.markup import found as found_markup
from dashboard.markup import rows
from dashboard.queries.ask import Keys
from dashboard.queries.filters import LISTS, Filters
from dashboard.search import directory, facets, quotes, ranking
from dashboard.search import question as typed_question
from dashboard.search.question import Question
from dashboard.text import tokens
from dashboard.text.phrases import counted
from dashboard.ui import lists, session

# What a name that a search looks in is, by its table and column.
NAMES: Final = {
    ("actors", "role"): "’s office",
    ("actors", "body"): "’s organisation",
    ("countries", "name"): "country",
    ("issues", "label"): "issue",
}
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
# In the order of a reader's questions: who, for whom, on what, how, when, where. What
# is pressed here is the filter of the same name beside every page.
ORDER: Final = ("actor", "country", "issue", "kind", "voice", "chain", "year", "source")
TITLES: Final = {
    **LISTS,
    **{name: title for name, (title, _) in session.SINGLE.items()},
}
JOINING: Final = (
    "AND, OR and NOT in capitals join words. Put them in quotation marks to look for"
    " the words themselves."
)
PAST_THE_CUT: Final = "further on in its words, past what is shown"
LONGEST: Final = 10_000  # Signs of what is typed that are read.
NEAR: Final = 3  # Words near one that nothing holds that are offered.


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
        "either": f"{'for' if both else 'by'} or about",
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


def facet_list(chosen: Filters, typed: str, total: int) -> None:
    """
    Draw each filter's most frequent values among the quotes that are found: those that
    leave fewer of these `total`, and those that are chosen, to be taken out.
    """
    first = facets.first(session.record(), chosen, typed)
    with st.container(key="otr_facets"):
        for name in ORDER:
            if name in first:
                _facet(chosen, typed, name, first[name], total)


def _facet(
    chosen: Filters, typed: str, name: str, found: pd.DataFrame, total: int
) -> None:
    """One filter: the values chosen, or the commonest and a way to the rest."""
    title = TITLES[name]
    called = _called(name)
    own = getattr(chosen, name)
    held = (own,) if own and isinstance(own, str) else tuple(own)
    if held:
        # Another value beside it would add rows, not narrow them.
        also = facets.counts(session.record(), chosen, typed, name, held, len(held))
        numbers = dict.fromkeys(held, 0)
        numbers |= dict(zip(also["value"], also["quotes"], strict=True))
        _pills(name, title, called, list(held), numbers)
        return
    narrows = found[found["quotes"] < total]
    if narrows.empty:
        return
    numbers = dict(zip(narrows["value"], narrows["quotes"], strict=True))
    options = list(numbers)
    _pills(name, title, called, options, numbers)
    values = int(found["values"].iloc[0]) if len(found) else 0
    if values > len(found):
        more = st.popover(
            f"{values - len(found):,} more", key=f"facet_{name}_more",
            on_change="rerun", type="tertiary",
        )  # fmt: skip
        if more.open:
            with more:
                _search(chosen, typed, name, called, total)


def _called(name: str) -> dict[str, str]:
    """What a reader calls each key of a filter."""
    if name in session.SINGLE:
        return {key: label for label, key in session.SINGLE[name][1].items()}
    return session.called(name)


def _search(
    chosen: Filters, typed: str, name: str, called: dict[str, str], total: int
) -> None:
    """A search within the values of one filter, or its commonest."""
    sought = st.text_input(f"Find: {TITLES[name].lower()}", key=f"facet_{name}_find",
                           live=True)  # fmt: skip
    near: tuple[str, ...] = ()
    if sought:
        wanted = tokens.name(sought)
        near = tuple(k for k, one in called.items() if wanted in tokens.names(one))
        if not near:
            st.caption("None of that name.")
            return
    found = facets.counts(
        session.record(), chosen, typed, name, near[: facets.FOUND], facets.FOUND
    )
    found = found[found["quotes"] < total]
    if found.empty:
        st.caption("No value of that name narrows these statements.")
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
    question = ranking.look_up(session.record(), typed)
    if told := typed_question.describe(question):
        st.caption(markup_base.markdown(f"Looked for: {told}."))
    if question.joining:
        st.caption(JOINING)
    if question.ignored and not question:
        alone = " ".join(question.ignored)
        told = f"“{alone}” alone asks for nothing: the search is left out."
        st.caption(markup_base.markdown(told))
    if question.left_out:
        st.caption(f"Only the first {typed_question.LONGEST} words are looked for.")
    if beside := typed_question.forms(question):
        _also_found(beside)
    if total:
        _also(question, {form for forms in beside.values() for form in forms})
    elif not typed.strip():
        _none(session.statement_filters())
    else:
        _no_match(question, typed)
    return bool(total)


def highlighted(typed: str, matching: pd.DataFrame) -> Iterator[Markup]:
    """
    Give rows of `quotes.quotes` as list items, what was typed highlighted.
    """
    question = ranking.look_up(session.record(), typed)
    named = _named(question, matching) if question.parts else {}
    for row in matching.to_dict("records"):
        row = excerpt.shown(row)
        spans = typed_question.highlights(question, row["content"])
        names = named.get(row["number"], [])
        if question.parts and "content" in row.whole and not spans and not names:
            names = [(PAST_THE_CUT, "", [])]
        yield rows.quote(row, spans, names=names)


def _none(chosen: Filters) -> None:
    """Say that no statement is by those chosen, or none about them."""
    who = _who("country" if chosen.country else "actor")
    way = (
        "about" if chosen.about else "for" if chosen.actor and chosen.country else "by"
    )
    told = f"No statement {way} {who} here. The choice above leads to the others."
    st.info(markup_base.markdown(told))


def _named(question: Question, matching: pd.DataFrame) -> dict[int, list[rows.Name]]:
    """The names by which quotes match, of each quote by its number."""
    every = quotes.names(session.record(), Keys(tuple(matching["number"])))
    speakers = dict(zip(matching["number"], matching["speaker_id"], strict=True))
    named: dict[int, list[rows.Name]] = defaultdict(list)
    for number, kind, key, part, text in every.itertuples(index=False, name=None):
        if spans := typed_question.highlights(question, excerpt.excerpt(text)):
            what = NAMES.get((kind, part), "")
            if kind == "actors":
                who = "speaker" if speakers[number] == key else "relay"
                what = f"{who}{what}"
            named[number].append((what, text, spans))
    return named


def _no_match(question: Question, typed: str) -> None:
    """Say that no statement contains what was typed, and offer what is near it."""
    record, shown = session.record(), markup_base.markdown(typed.strip())
    anywhere = _total(Filters(), typed) if session.filters() else 0
    if anywhere:
        st.info(f"Under these filters no statement contains “{shown}”.")
        st.button(f"Without the filters: {counted(anywhere, 'statement')}",
                  key="search_clear", on_click=_clear)  # fmt: skip
        return
    st.info(f"No statement contains “{shown}”.")
    parts = dict.fromkeys(map(_typed, question.parts))
    near = {
        word: list(dict.fromkeys([*_begun(word), *directory.spelled(record, word)]))
        for word in question.words
        if not _total(Filters(), f'"{word}"')
    }
    offers = {one: f"“{one}” alone" for one in parts if len(parts) > 1}
    offers |= {one: f"“{one}”" for words in near.values() for one in words[:NEAR]}
    with st.container(key="otr_offers", horizontal=True):
        numbers = {one: _total(session.statement_filters(), one) for one in offers}
        held = [one for one in offers if numbers[one]]
        for n, one in enumerate(held):
            label = markup_base.markdown(offers[one])
            st.button(
                f"{label}: {counted(numbers[one], 'statement')}",
                key=f"search_offer_{n}", on_click=_type, args=(one,),
            )  # fmt: skip
        every = counted(_total(session.statement_filters(), ""), "statement")
        st.button(f"All {every}", key="search_all", on_click=_type, args=("",))
    named = directory.nearest(record, typed)
    if len(named):
        st.caption("In this record:")
        lists.evidence_list(found_markup.named(named.to_dict("records")))


def _total(chosen: Filters, typed: str) -> int:
    """How many statements match."""
    rows = quotes.quotes(session.record(), chosen, typed, size=1)
    return int(rows["total"].iloc[0]) if len(rows) else 0


def _begun(word: str) -> list[str]:
    """Longer words of the record that begin like one."""
    return quotes.suggestions(session.record(), typed_question.parse(word))


def _typed(part: typed_question.Part) -> str:
    """What a reader types for one part of a question alone."""
    if not part.run:
        return " ".join(part.signs)
    if part.run.is_prefix:
        return f"{' '.join(part.run.words)}*"
    if part.run.either:
        return " OR ".join((*part.run.words, *part.run.either))
    if part.run.is_exact:
        return f'"{" ".join((*part.run.words, *part.signs))}"'
    return " ".join((*part.run.words, *part.signs))


def _type(words: str) -> None:
    """Search for other words (a callback)."""
    st.session_state["quotes_words"] = words


def _clear() -> None:
    """Take all filters out, here and on every page (a callback)."""
    session.clear()
    st.session_state[TAKEN] = True


def _also_found(beside: dict[str, tuple[str, ...]]) -> None:
    """Say which forms of a word are found, or left out, with it."""
    forms = ", ".join(dict.fromkeys(one for every in beside.values() for one in every))
    st.caption(
        markup_base.markdown(
            f"Also found: {forms}. Put words in quotation marks for exactly these."
        )
    )


def _also(question: Question, found: set[str]) -> None:
    """Name longer words that begin with what was typed, but those that are found."""
    if len(question.words) == 1 and len(question.words[0]) > 2:
        near = quotes.suggestions(session.record(), question)
        near = [word for word in near if word not in found]
        if near:
            st.caption(markup_base.markdown(f"Also in this record: {', '.join(near)}"))
