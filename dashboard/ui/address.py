"""What a page's address asks for: made out where it is damaged, and told where not."""

import difflib
import re
from functools import lru_cache
from typing import Final, NamedTuple

import streamlit as st
from streamlit.errors import StreamlitAPIException

from dashboard.citing import permalinks, query_string
from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.queries.filters import LISTS
from dashboard.search import directory
from dashboard.text import tokens
from dashboard.text.phrases import some
from dashboard.text.sentences import STATELESS
from dashboard.ui import session

# The parameters that are no filter and no row's: a part of a row's page, and what pages
# themselves let a reader choose.
CHOICES: Final = frozenset({
    "mend", "part", "by", "via", "stance", "embed", "embed_options",
    "actors_network", "actors_page", "actors_part", "actors_picked", "actors_relayed",
    "actors_rows", "actors_states", "actors_unheard",
    "countries_page", "countries_part", "countries_people", "issues_page",
    "quotes_about", "quotes_order", "quotes_page", "quotes_words",
    "sources_list", "sources_page", "sources_said", "sources_speaker",
    "sources_speakers", "stances_across", "stances_cell", "stances_down",
    "stances_list", "stances_page", "timeline_axis", "timeline_day", "timeline_event",
    "timeline_lanes", "timeline_outside", "timeline_page", "timeline_period",
    "timeline_range",
})  # fmt: skip
ROWS: Final = {parameter for _, parameter, _ in permalinks.PERMALINKS.values()}
KNOWN: Final = frozenset({*session.TITLES, *ROWS, *CHOICES})
EMBEDDING: Final = ("embed", "embed_options")
TOLD: Final = 5  # Of what is not made out, so much is named,
OFFERED: Final = 4  # and so many names are offered for one.
# The kinds of the directory among which a filter's value is looked for.
KINDS: Final = {
    "actor": ("person", "organisation"), "country": ("country",), "issue": ("issue",),
    "source": ("source",),
}  # fmt: skip


# What the matrix called, and calls, the row of those who hold for no state.
FORMERLY: Final = (STATELESS, "Held for no state", "International bodies")


class Misread(NamedTuple):
    """
    What an address asks for in vain: a filter's name and value, and the values that it
    may mean; `is_name` where several are called so. A name that means nothing has no
    value.
    """

    name: str
    value: str = ""
    offers: tuple[str, ...] = ()
    is_name: bool = False


def make_out(page: str) -> None:
    """
    Put into the address what it means, and begin anew where that is not what it says;
    keep what cannot be made out, for `say`.

    To be called before anything is drawn: a choice bound to the address takes its value
    from what that holds when a run begins, and drops what it does not know.
    """
    state = st.session_state
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    if (page, asked) in state.get("addresses", ()):
        return
    now, strange = query_string.made_out(asked, KNOWN)
    unknown = []
    for name, values in list(now.items()):
        if name in session.TITLES:
            now[name], missed = _filter(name, values)
            unknown += missed
        elif name in session.FORMER:
            now[name] = [session.FORMER[name].get(one, one) for one in values]
        elif name == "stances_cell":
            now[name] = [_cell(one) for one in values]
        elif name in ROWS and (key := _row(page, name, values)):
            now[name] = [key]
    for name, values in strange.items():
        unknown.append(_strange(name, values))
    # Only a browser can embed a page: see frame.js.
    embedding = {name: now.pop(name)[-1] for name in EMBEDDING if name in now}
    if embedding:
        state["embedding"] = embedding
    now = {name: values for name, values in now.items() if values}
    # As it stood, and as it is put right.
    state["addresses"] = ((page, asked), (page, now))
    state.setdefault("unknown", [])
    if unknown:
        state["unknown"] = unknown
    wrong = {name for name in {*asked, *now} if asked.get(name) != now.get(name)}
    if [name for name in wrong if _put(name, now.get(name, []))]:
        st.rerun()


def _put(name: str, values: list[str]) -> bool:
    """
    Put values into the address, and tell whether they had to be put there: a choice
    that was drawn before, as where a reader goes back, puts its own there.
    """
    try:
        if values:
            st.query_params[name] = values
        else:
            del st.query_params[name]
    except StreamlitAPIException:
        if name in LISTS:
            st.session_state[name] = values
        elif values:
            st.session_state[name] = values[-1]
        else:
            st.session_state.pop(name, None)
        return False
    return True


def say() -> None:
    """
    Say what of the address could not be made out, and offer what it may mean.
    """
    unknown: list[Misread] = st.session_state.get("unknown") or []
    if not unknown:
        return
    rest = "the other filters hold." if session.filters() else "everything is shown."
    with st.container(key="otr_unknown", horizontal=True, vertical_alignment="center"):
        st.warning(markup_base.markdown(_told(unknown, rest)))
        offers = [(one, label) for one in unknown[:TOLD] for label in one.offers]
        for number, (one, label) in enumerate(offers):
            st.button(
                markup_base.markdown(session.called_filter(one.name, label)),
                key=f"take_{number}", on_click=_take, args=(one, label),
            )  # fmt: skip
        st.button("Close", key="close_unknown", on_click=_forget)


def _told(unknown: list[Misread], rest: str) -> str:
    """What could not be made out, in sentences."""
    lacking = [
        f"{one.name} “{one.value[:80]}”"
        for one in unknown
        if one.value and not one.offers
    ]
    told = []
    for one in [one for one in unknown if one.offers][:TOLD]:
        why = "no such name in this record; near it is what stands below"
        if one.is_name:
            why = f"this record has {len(one.offers)} of that name; choose one below"
        told.append(f"The address asks for {one.name} “{one.value[:80]}”: {why}.")
    if told:
        told.append(rest[0].upper() + rest[1:])
    if lacking:
        asked = ", ".join(lacking[:TOLD])
        told.append(f"The address asks for {asked}: not in this record; {rest}")
    if names := [f"“{one.name[:80]}”" for one in unknown if not one.value]:
        verbs = ("mean", "were") if names[1:] else ("means", "was")
        told.append(
            f"The address holds {some(names, TOLD)}, which {verbs[0]} nothing here and"
            f" {verbs[1]} left out."
        )
    return " ".join(told)


def _forget() -> None:
    """Close the notice (a callback)."""
    st.session_state["unknown"] = []


def _take(asked: Misread, label: str) -> None:
    """Choose what the address may have meant (a callback)."""
    state = st.session_state
    state["unknown"] = [one for one in state["unknown"] if one != asked]
    if asked.name in session.SINGLE:
        state[asked.name] = label
    else:
        held = state.get(asked.name) or []
        state[asked.name] = list(dict.fromkeys([*held, label]))


def _row(page: str, name: str, values: list[str]) -> str:
    """The key of the row that a page's address means; "" if it is none's here."""
    for kind, (of, parameter, _) in permalinks.PERMALINKS.items():
        if (of, parameter) == (page, name):
            return permalinks.made_out(session.record(), kind, values)
    return ""


def _cell(value: str) -> str:
    """What a cell of the matrix is called today that was called so, or nearly so."""
    for sign in re.finditer(": ", value):
        state, issue = value[: sign.start()], value[sign.end() :]
        countries = [STATELESS] if state in FORMERLY else _meant("country", state)
        issues = _meant("issue", issue)
        if len(countries) == len(issues) == 1:
            return f"{countries[0]}: {issues[0]}"
    return value


def _strange(name: str, values: list[str]) -> Misread:
    """A name that means nothing, or one that is nearly a filter's with such a value."""
    near = difflib.get_close_matches(name.casefold(), session.TITLES, 1, 0.8)
    for value in values if near else ():
        if found := _meant(near[0], value):
            return Misread(near[0], f"{name}={value}", tuple(found[:OFFERED]))
    return Misread(name)


def _filter(name: str, values: list[str]) -> tuple[list[str], list[Misread]]:
    """The choices of a filter that values mean, and those that mean none or several."""
    held: dict[str, None] = {}
    missed = []
    for value in values:
        found = _meant(name, value)
        if len(found) == 1:
            held[found[0]] = None
        elif found:
            missed.append(Misread(name, value, tuple(found[:OFFERED]), is_name=True))
        else:
            missed.append(Misread(name, value, tuple(_near(name, value))))
    return list(held), missed


def _options(name: str) -> dict[str, str]:
    """What a filter can choose: each label and its key."""
    return session.SINGLE[name][1] if name in session.SINGLE else session.labels(name)


def _meant(name: str, value: str) -> list[str]:
    """The labels that a value means: one that is it, or all that are called so."""
    options = _options(name)
    former = session.FORMER.get(name, {})
    every = query_string.variants(value)
    for one in every:
        if (label := former.get(one, one)) in options:
            return [label]
    keys = {key: label for label, key in options.items() if key}
    for one in every:
        # A name that was told apart by its key, and is so no more, or the key alone.
        key = one.rpartition(" (")[2].removesuffix(")") if one.endswith(")") else one
        if key in keys:
            return [keys[key]]
    alike = _alike(session.record(), name)
    for one in every:
        if found := alike.get(tokens.name(one)):
            return list(found)
    return []


@lru_cache(maxsize=16)
def _alike(record: Record, name: str) -> dict[str, tuple[str, ...]]:
    """The labels of a filter by what they are compared as, without and with a key."""
    found: dict[str, dict[str, None]] = {}
    for label, key in _options(name).items():
        for one in {label, label.removesuffix(f" ({key})")}:
            for spelled in tokens.names(one).split("\n"):
                found.setdefault(spelled, {})[label] = None
    return {spelled: tuple(labels) for spelled, labels in found.items() if spelled}


def _near(name: str, value: str) -> list[str]:
    """The labels of a filter that are nearly what a value says."""
    wanted = query_string.variants(value)[-1].replace("\0", " ")
    if name not in KINDS:
        alike = _alike(session.record(), name)
        close = difflib.get_close_matches(tokens.name(wanted), alike, OFFERED, 0.7)
        return list(dict.fromkeys(label for one in close for label in alike[one]))
    rows = directory.nearest(session.record(), wanted)
    keys = rows[rows["kind"].isin(KINDS[name])]["key"]
    called = session.called(name)
    return [called[key] for key in keys if key in called][:OFFERED]
