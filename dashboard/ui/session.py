"""What pages share: the open record and the filters in force."""

import gc
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import local
from typing import Final
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from dashboard.database.open import DEFAULT, located, open_record
from dashboard.database.prepared_file import is_prepared
from dashboard.database.record import Record
from dashboard.engine.base import NoAnswer
from dashboard.importing.draft import Known
from dashboard.intake import files
from dashboard.intake.files import home
from dashboard.markup.base import markdown
from dashboard.queries.filters import LISTS, Filters
from dashboard.record.codebook import EXACT, REACHED, READERS, WHOSE_WORD
from dashboard.record.problems import RecordRefused
from dashboard.search import facets, quotes
from dashboard.text.phrases import some
from dashboard.text.tokens import names as spelled

SLOW: Final = 10  # Looks at an answer under way after which a reader is told of it.
SENT_WHOLE: Final = 1_000  # Options of a list beyond which it is searched here.
# Names of this machine alone, as a server is bound to them and a browser asks for them.
LOCAL: Final = ("127.0.0.1", "localhost", "::1")
# Set to anything, nothing is written on this machine, whatever the server is bound to.
HOSTED: Final = "ON_THE_RECORD_HOSTED"
VOICES: Final = {
    "anyone": "",
    **{group.choice: word for word, group in WHOSE_WORD.items()},
}
CHAINS: Final = {
    "any way": "",
    **{words: way for way, words in REACHED.items()},
}
WORDS: Final = {"all statements": "", EXACT: "quoted"}
# The filters that hold one choice, each with what a reader calls it and its options.
SINGLE: Final = {
    "voice": ("Who describes the position", VOICES),
    "chain": ("How it reached us", CHAINS),
    "words": ("Quoted word for word", WORDS),
}
# What a reader calls each filter.
TITLES: Final = LISTS | {name: called for name, (called, _) in SINGLE.items()}
# What choices in an address were called before: links that people have keep their view.
FORMER: Final = {
    "voice": {
        "everyone": "anyone",
        "the party itself": WHOSE_WORD["self"].choice,
        "its own state media": WHOSE_WORD["own_state_media"].choice,
        "its holder": WHOSE_WORD["self"].choice,
        "its holder's state media": WHOSE_WORD["own_state_media"].choice,
        "the holder itself": WHOSE_WORD["self"].choice,
        "its own state's media": WHOSE_WORD["own_state_media"].choice,
        "those who hold them": WHOSE_WORD["self"].choice,
    },
    "chain": {
        "any chain": "any way",
        "not through state media": REACHED["without"],
        "only through state media": REACHED["only"],
        "via state media only": REACHED["only"],
    },
    "kind": {
        "in the speaker's words": READERS["quote_kind"]["direct"],
        "partly in the speaker's words": READERS["quote_kind"]["mixed"],
        "paraphrased": READERS["quote_kind"]["indirect"],
        "a slogan": READERS["quote_kind"]["slogan"],
        "the words of a law": READERS["quote_kind"]["law"],
        "what a picture showed": READERS["quote_kind"]["image"],
        "did not say this, the source remarks": READERS["quote_kind"]["silence"],
    },
    "actors_network": {
        "whose words pass through whom": "how statements reached us",
        "how words travelled": "how statements reached us",
        "who says what others hold": "who describes whose position",
    },
    "timeline_lanes": {"kind": "kind of event"},
    "year": {"not dated": "undated"},
    "timeline_range": dict.fromkeys(
        ("the twelve months to it", "the year before"), "the 12 months before"
    ),
}
# On the page Statements: whether they are by a country or an actor, or about it. The
# parameter that holds it is the page's own.
DIRECTION: Final = "quotes_about"
DIRECTIONS: Final = {"by": "", "about": "about", "either": "either"}


# The record of the run that a thread is at: Streamlit gives each run one of its own.
_RUN: Final = local()


def begin() -> None:
    """
    Begin a run of the app: whether the record's files have changed is looked at anew.
    """
    vars(_RUN).clear()


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


def is_phone() -> bool:
    """
    Return whether a phone's browser asks, by what it calls itself.
    """
    return "Mobi" in st.context.headers.get("User-Agent", "")


def wanted() -> None:
    """
    End this run where its reader has left or asked for something else meanwhile.
    """
    # Streamlit ends such a run at its next look at the state.
    st.session_state.get("country")


def record() -> Record:
    """
    Return the open record, opened once a process; tell its problems and stop if it has.

    It is the same for all of a run: a dozen parts of a page ask for it.
    """
    kept: Record | None = vars(_RUN).get("record")
    if kept is None:
        kept = _RUN.record = _opened_now()
    return kept


def _opened_now() -> Record:
    address = located_now()
    name = address if isinstance(address, str) else address.name
    try:
        return _opened(str(address), _state(address))
    except RecordRefused as refused:
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
    except NoAnswer:
        raise  # Whoever draws the frame says so: see `notices.failures_told`.
    except Exception as error:
        # Whatever it is, a reader is told in a sentence; whoever serves it reads more.
        logging.getLogger(__name__).exception("The record could not be opened")
        why = f"{type(error).__name__}: {error}"[:200]
        told = f"“{name}” cannot be opened: the program failed ({why})."
        told += " Nothing of it is shown. What the server printed says where."
        st.error(markdown(told))
        st.stop()


def located_now() -> Path | str:
    """
    Return where the open record is: a path, or a cluster's address.
    """
    return located(os.environ.get("ON_THE_RECORD") or str(DEFAULT))


def known() -> Known:
    """
    Return the keys and names of the open record, for new rows to refer to; of one that
    is no folder, no file of tables and no .zip, none.
    """
    address = located_now()
    return _known(str(address), _state(address))


@st.cache_resource(max_entries=2, show_spinner=False)
def _known(address: str, state: str) -> Known:
    place = located(address)
    if isinstance(place, str) or is_prepared(place):
        return Known()
    return Known(files.read(place))


def is_hosted() -> bool:
    """
    Return whether this server may be another's machine: then nothing is written on it.

    It is where it is bound to more than this machine, where it is asked under another
    name (a proxy in front of it), and where `HOSTED` is set.
    """
    asked = urlsplit(st.context.url or "").hostname or ""
    return bool(
        os.environ.get(HOSTED)
        or st.get_option("server.address") not in LOCAL
        or asked not in LOCAL
        or "X-Forwarded-For" in st.context.headers
    )


def _state(address: Path | str) -> str:
    """What tells a record from what it was before: its files' names, times, sizes."""
    files = []
    if not isinstance(address, str):
        place = home(address)
        files = sorted(place.iterdir()) if place.is_dir() else [place]
    stats = [(file.name, file.stat()) for file in files if file.is_file()]
    # One text: Streamlit takes longer to look up a list of numbers than to stat files.
    return str([(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats])


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
    Return the same labels, each with how it is looked for (`tokens.names`).
    """
    return _folded(record(), name)


@lru_cache(maxsize=16)
def _folded(record: Record, name: str) -> dict[str, str]:
    return {label: spelled(label) for label in _labels(record, name)}


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
    return Filters(
        **keys, voice=_one("voice"), chain=_one("chain"), words=_one("words"), about=""
    )


def _one(name: str) -> str:
    """What a filter of one choice holds, as its key."""
    return SINGLE[name][1].get(st.session_state.get(name) or "", "")


def statement_filters() -> Filters:
    """
    Return what is chosen now on the page Statements, where an address also says whether
    statements by or about a country or an actor are wanted.
    """
    chosen = filters()
    if not (chosen.country or chosen.actor):
        return chosen
    asked = st.query_params.get(DIRECTION, "")
    return replace(chosen, about=DIRECTIONS.get(asked, ""))


def clear() -> None:
    """
    Loosen every shared filter (a widget's callback).
    """
    for name in LISTS:
        st.session_state[name] = []
    for name in SINGLE:
        loosen(name)
    st.session_state["unknown"] = []


def loosen(name: str, label: str = "") -> None:
    """
    Take a choice out of a filter, or all that it holds (a widget's callback).
    """
    state = st.session_state
    if name in SINGLE:
        state[name] = next(iter(SINGLE[name][1]))
    else:
        state[name] = [one for one in state[name] if label and one != label]


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
    state = {name: st.session_state.get(name) for name in (*LISTS, *SINGLE)}
    plainly = [next(iter(options)) for _, options in SINGLE.values()]
    return {name: now for name, now in state.items() if now and now not in plainly}


def called_filter(name: str, label: str) -> str:
    """
    Return what a reader calls one choice of a filter: “Country: Russia”.
    """
    if name in ("chain", "words"):  # Their options say it themselves.
        return f"{label[:1].upper()}{label[1:]}"
    return f"{TITLES[name]}: {label}"


def filters_in_words(shown: Callable[[str], str]) -> str:
    """
    Return what is filtered now in words, each choice as `shown` writes it; or "".
    """
    parts = []
    for name, value in filter_labels().items():
        names = [value] if isinstance(value, str) else value
        parts.append(f"{TITLES[name]}: {shown(some(names, between=' or '))}")
    return f"Only {'; '.join(parts)}" if parts else ""
