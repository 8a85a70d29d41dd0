"""What this session has of the article that is added, and what the browser keeps."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import streamlit as st

from dashboard.coding.desk import Desk
from dashboard.drafting.article import Article
from dashboard.drafting.proposal import About

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = ("coder_log", "coder_forms", "drafts")
_KEPT: Final = st.components.v2.component(
    "on_the_record_drafts",
    html='<div class="otr-d-coder otr-d-drafts"></div>',
    js="\n".join(
        (_HERE / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS
    ),
    isolate_styles=False,
)
_WORK: Final = "add_work"
# Names of this machine alone, as a server is bound to them and a browser asks for them.
_LOCAL: Final = ("127.0.0.1", "localhost", "::1")
# Set to anything, nothing is written on this machine, whatever the server is bound to.
HOSTED: Final = "ON_THE_RECORD_HOSTED"


@dataclass
class Work:
    """
    An article that is being added: as it was read, until its text is confirmed; then
    its text and its desk. `items` are its rows before any step, `refused` the steps that
    were not taken, `problems` what a check found, by row; `saved` says where it went.
    `version` counts what was put before the browser.
    """

    article: Article | None = None
    text: str = ""
    about: About = About()
    desk: Desk | None = None
    items: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)
    saved: str = ""
    version: int = 0

    @property
    def doc(self) -> str:
        """The name of the text: the beginning of its hash."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def work() -> Work:
    """
    Return what is being added in this session; an empty one where nothing is.
    """
    found: Work = st.session_state.setdefault(_WORK, Work())
    return found


def begin(new: Work) -> None:
    """
    Put something else before the reader.
    """
    new.version = work().version + 1
    st.session_state[_WORK] = new


def leave() -> None:
    """
    Go back to the beginning; what this browser keeps stays (a widget's callback).
    """
    begin(Work())
    st.session_state["add_left"] = True


def forget() -> None:
    """
    Forget the draft here, too, once the browser has (a component's callback).
    """
    leave()


def kept() -> Mapping[str, Any] | None:
    """
    Draw the drafts that this browser keeps; return the one that is to be gone on with.
    """
    left = st.session_state.pop("add_left", False)
    result = _KEPT(key="add_kept", data={"left": left}, on_kept_change=lambda: None)
    found: Mapping[str, Any] | None = result.kept
    return found


def is_hosted() -> bool:
    """
    Return whether this server may be another's machine: then nothing is written on it.

    It is where it is bound to more than this machine, where it is asked under another
    name (a proxy in front of it), and where `HOSTED` is set.
    """
    asked = urlsplit(st.context.url or "").hostname or ""
    return bool(
        os.environ.get(HOSTED)
        or st.get_option("server.address") not in _LOCAL
        or asked not in _LOCAL
        or "X-Forwarded-For" in st.context.headers
    )
