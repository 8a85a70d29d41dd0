"""What this session has of the article that is added, and what the browser keeps."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import streamlit as st

from dashboard.articles import known as known_texts
from dashboard.coding import draft_file, reopen
from dashboard.coding.desk import Desk
from dashboard.coding.draft_file import Kept
from dashboard.drafting import draft, rules
from dashboard.drafting.article import Article
from dashboard.drafting.proposal import About
from dashboard.importing.draft import Known
from dashboard.importing.saving import Target
from dashboard.intake import files
from dashboard.record.files import NotWritten
from dashboard.ui import session

_HERE: Final = Path(__file__).parent
_SCRIPTS: Final = ("coder_log", "coder_forms", "drafts")
HTML: Final = '<div class="otr-d-coder otr-d-drafts"></div>'
_KEPT: Final = st.components.v2.component(
    "on_the_record_drafts",
    html=HTML,
    js="\n".join(
        (_HERE / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS
    ),
    isolate_styles=False,
)
_WORK: Final = "add_work"

# What an article says of itself, in a reader's words, and an example.
ABOUT: Final = {
    "title": ("Headline", ""),
    "publisher": ("Published by", "The Harbour Gazette"),
    "wire": ("News agency whose report it prints", "empty if none"),
    "dateline": ("Reported from", "Oslo"),
    "published_on": ("Published on", "2024-03-14"),
    "language": ("Language", "en"),
    "url": ("Web address", "https://…"),
    "author": ("Author", ""),
}
# The record that rows go into.
OPEN: Final = "open"
NEW: Final = "new"
MENDED: Final = "add_mended"  # In the session: the key of the row to be mended.
AGAIN: Final = "again:"  # Before the key of a source that is opened again.


@dataclass
class Work:
    """
    An article that is being added: as it was read, until its text is confirmed; then
    its text and its desk. `items` are its rows before any step, `refused` the steps
    that were not taken, `problems` what a check found, by row, once it is `checked`.

    `told` is what could not be taken up of it, `at` the row at hand first. It goes
    `into` the open record or a new one: `target`, None where nothing is written on this
    machine. `saved` is the key of the source once it is saved, `place` where. `version`
    counts what was put before the browser.
    """

    article: Article | None = None
    text: str = ""
    about: About = field(default_factory=About)
    desk: Desk | None = None
    items: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)
    checked: bool = False
    told: str = ""
    into: str = OPEN
    target: Target | None = None
    at: str = ""
    saved: str = ""
    place: Path | None = None
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


def put(kept: Kept, into: str) -> None:
    """
    Put an article on the desk, with the steps that were done to it already.

    Raises:
        RecordRefused: the open record has problems of its own.
        NotWritten: it cannot be added to.
        NotSame: it is to be opened again, and the record has another text.

    """
    if into.startswith(AGAIN):
        _reopen(kept, into)
        return
    text, about, steps, told = kept.text, kept.about, list(kept.steps), ""
    drafted = kept.drafted or draft.draft(text, about)
    if steps:
        drafted, steps, told = draft_file.taken_up(kept, drafted)
    address = session.located_now()
    target = None
    if into == OPEN and isinstance(address, Path) and address.is_dir():
        target = Target(address)
    known = target.known if target else Known()
    desk = Desk(text, about, drafted, known, rules=rules.RULES)
    first = desk.items()
    refused = desk.take(steps).refused
    begin(
        Work(None, text, about, desk, first, refused, told=told, into=into,
             target=target)
    )  # fmt: skip


def _reopen(kept: Kept, into: str) -> None:
    """Put an article on the desk that the record has: its rows stand as they are."""
    address = session.located_now()
    if not isinstance(address, Path):
        raise NotWritten("it is on a cluster, where nothing is written")
    target = Target(address)
    desk = reopen.reopened(target.known, into.removeprefix(AGAIN), kept.text)
    first = desk.items()
    refused = desk.take(list(kept.steps)).refused
    wanted = st.session_state.pop(MENDED, "")
    at = next((one for one, key in desk.opened.keys.items() if key == wanted), "")
    begin(
        Work(None, kept.text, desk.first, desk, first, refused, into=into, at=at,
             target=target)
    )  # fmt: skip


def text_beside(record: Path, source_id: str) -> str:
    """
    Return the text of a source that was kept beside a record, "" where none was.
    """
    copy = known_texts.beside(files.home(record), source_id)
    return copy.read_bytes().decode("utf-8", "replace") if copy.is_file() else ""


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
    data = {"left": left, "saved": ""}
    result = _KEPT(key="add_kept", data=data, on_kept_change=lambda: None)
    found: Mapping[str, Any] | None = result.kept
    return found


def forget_saved(doc: str) -> None:
    """
    Have this browser forget the draft of a text: its rows are in a record now.
    """
    data = {"left": True, "saved": doc}
    _KEPT(key="add_kept", data=data, on_kept_change=lambda: None)
