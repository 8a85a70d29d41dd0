"""What pages share: the open record and the filters in force."""

import gc
import os
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.database.open import DEFAULT, located, open_record
from dashboard.database.record import Record
from dashboard.markup.base import markdown
from dashboard.queries.filters import LISTS, Filters
from dashboard.record.codebook import WHOSE_WORD
from dashboard.record.problems import RecordRefused
from dashboard.search import facets, quotes
from dashboard.text.tokens import fold

SLOW: Final = 10  # Looks at an answer under way after which a reader is told of it.
SENT_WHOLE: Final = 1_000  # Options of a list beyond which it is searched here.
VOICES: Final = {
    "everyone": "",
    **{group.choice: word for word, group in WHOSE_WORD.items()},
}
CHAINS: Final = {
    "any chain": "",
    "not through state media": "without",
    "only through state media": "only",
}


def _is_open(record: Record) -> bool:
    return record.engine.is_open()


@st.cache_resource(
    max_entries=2, show_spinner="Opening the record …", validate=_is_open
)
def _opened(address: str, state: str) -> Record:
    record = open_record(located(address))
    quotes.quotes(record, Filters(), "first", "relevance")
    record.engine.waiting = _waiting
    # What is loaded by now stays: whenever Python collects garbage, it would walk
    # through all of it, and hold every reader up meanwhile.
    gc.collect()
    gc.freeze()
    return record


def _waiting(looks: int) -> None:
    """
    Say that an answer is under way; give its question up where the reader asks another.
    """
    if looks == SLOW:
        st.toast(
            "The cluster is at work. You may ask something else meanwhile.",
            icon=":material/hourglass_top:",
        )
    wanted()


def wanted() -> None:
    """
    End this run where its reader has left or asked for something else meanwhile.
    """
    # Streamlit ends such a run at its next look at the state.
    st.session_state.get("country")


def record() -> Record:
    """
    Return the open record, opened once a process; tell its problems and stop if it has.
    """
    address = located(os.environ.get("ON_THE_RECORD") or str(DEFAULT))
    files = []
    if not isinstance(address, str):
        files = sorted(address.iterdir()) if address.is_dir() else [address]
    stats = [(file.name, file.stat()) for file in files if file.is_file()]
    # One text: Streamlit takes longer to look up a list of numbers than to stat files.
    state = str([(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats])
    try:
        return _opened(str(address), state)
    except RecordRefused as refused:
        name = address if isinstance(address, str) else address.name
        told = f"“{name}” cannot be opened: {refused}. Nothing of it is shown."
        st.error(markdown(told))
        rows = pd.DataFrame(refused.problems)
        rows["row"] = [str(p.row) if p.row else "" for p in refused.problems]
        rows.columns = [
            "File",
            "Row",
            "Column",
            "Value",
            "What is wrong",
            "How to mend it",
        ]
        if refused.total > len(rows):
            st.caption(f"The first {len(rows):,} of {refused.total:,} problems.")
        st.dataframe(rows, hide_index=True, alt="What is wrong with the record")
        st.stop()


def labels(name: str) -> dict[str, str]:
    """
    Return what a filter can choose: each label, unique, and its key.
    """
    return _labels(record(), name)


@lru_cache(maxsize=16)
def _labels(record: Record, name: str) -> dict[str, str]:
    rows = facets.choices(record, name)
    return dict(zip(rows["label"], rows["key"], strict=True))


def called(name: str) -> dict[str, str]:
    """
    Return what a reader calls each key that a filter can choose.
    """
    return {key: label for label, key in labels(name).items()}


def folded(name: str) -> dict[str, str]:
    """
    Return the same labels, each with how it is looked for: by no case and no accent.
    """
    return _folded(record(), name)


@lru_cache(maxsize=16)
def _folded(record: Record, name: str) -> dict[str, str]:
    return {label: fold(label) for label in _labels(record, name)}


def filters() -> Filters:
    """
    Return what is chosen now, as keys.
    """
    state = st.session_state
    keys = {
        name: tuple(known[one] for one in state[name] if one in known)
        for name in LISTS
        if state.get(name)
        for known in [labels(name)]
    }
    voice = VOICES.get(state.get("voice") or "everyone", "")
    return Filters(**keys, voice=voice, chain=CHAINS.get(state.get("chain") or "", ""))


def clear() -> None:
    """
    Loosen every shared filter (a widget's callback).
    """
    for name in LISTS:
        st.session_state[name] = []
    st.session_state["voice"] = next(iter(VOICES))
    st.session_state["chain"] = next(iter(CHAINS))
    st.session_state["unknown"] = []


def retell(*keys: str) -> None:
    """
    Tell a browser anew where choices stand. To be called before they are drawn: of what
    a page that ended early did not draw, a browser forgets the value, Streamlit does
    not, and the page would show what nobody sees chosen.
    """
    for key in keys:
        if key in st.session_state:
            st.session_state[key] = st.session_state[key]


def follow(key: str, usual: str) -> None:
    """
    Let a choice that stands at its default, which depends on the rows that are shown,
    follow it to that of the rows shown now (`usual`); what a reader chose stays.

    To be called before the choice is drawn: Streamlit takes the default once, when it
    is first drawn, while the address holds a choice only where it is another.
    """
    state = st.session_state
    before = state.get(f"{key}_usual", usual)
    state[f"{key}_usual"] = usual
    if before != usual and state.get(key) == before:
        state[key] = usual


def filter_labels() -> dict[str, str | list[str]]:
    """
    Return the filters in force as the address holds them: names, not keys.
    """
    state = {name: st.session_state.get(name) for name in (*LISTS, "voice", "chain")}
    plainly = (next(iter(VOICES)), next(iter(CHAINS)))
    return {name: now for name, now in state.items() if now and now not in plainly}


def filters_in_words(shown: Callable[[str], str]) -> str:
    """
    Return what is filtered now in words, each choice as `shown` writes it; or "".
    """
    titles = LISTS | {"voice": "Whose word", "chain": "Through"}
    parts = []
    for name, value in filter_labels().items():
        names = [value] if isinstance(value, str) else value
        parts.append(f"{titles[name]}: {shown(' or '.join(names))}")
    return f"Only {'; '.join(parts)}" if parts else ""
