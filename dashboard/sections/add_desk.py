"""The desk of an article that is added: what goes to the browser, and what it sends."""

from typing import Any, Final

import streamlit as st

from dashboard.coding import fields, reopen
from dashboard.coding.desk import Desk
from dashboard.importing.draft import Known
from dashboard.markup import base as markup_base
from dashboard.record import codebook
from dashboard.ui import coder, drafts
from dashboard.ui.drafts import Work

KEY: Final = "add_desk"


def show() -> None:
    """
    Draw the article's text with its rows and their forms.
    """
    st.button("Another article", key="add_back", on_click=drafts.leave, type="tertiary")
    if told := drafts.work().told:
        st.info(markup_base.markdown(told))
    _desk()


@st.fragment
def _desk() -> None:
    """Only this part of the page runs again when steps come."""
    work = drafts.work()
    if work.desk is None:  # Forgotten meanwhile: the whole page begins anew.
        st.rerun()
    desk: Desk = work.desk
    sent = coder.log(KEY) or {}
    is_there = sent.get("holds") == f"{work.doc}:{work.version}"
    data = {
        "doc": work.doc,
        "version": work.version,
        "acked": len(desk.log),
        "refused": work.refused[-20:],
        "problems": work.problems,
        "whole": None if is_there else _whole(work, desk),
    }
    coder.desk(KEY, data, _take, drafts.forget)


def _take() -> None:
    """Take the steps that the browser sends (a callback)."""
    work, sent = drafts.work(), coder.log(KEY)
    if work.desk is None or not sent or sent.get("doc") != work.doc:
        return
    before = len(work.desk.log)
    taken = work.desk.take(sent.get("steps") or [])
    work.refused += taken.refused
    if taken.acked > before:
        # What was found holds of the rows as they were.
        work.problems, work.checked = {}, False


def _whole(work: Work, desk: Desk) -> dict[str, Any]:
    """All that the browser needs, once for each draft."""
    known = desk.recorded
    return {
        "text": work.text,
        "items": work.items,
        "decisions": [one._asdict() for one in desk.drafted.decisions],
        "steps": list(desk.log),
        "about": work.about._asdict(),
        "called": {name: label for name, (label, _) in drafts.ABOUT.items()},
        "drafter": desk.drafted.drafter,
        "forms": fields.forms(),
        "into": work.into,
        "rested": _rested(desk),
        "at": work.at,
        "speech": list(codebook.SPEECH),
        "choices": {
            "actors": _actors(known.known),
            "countries": known.choices("countries"),
            "issues": known.choices("issues"),
        },
    }


def _actors(known: Known) -> list[list[str]]:
    """The actors of the record: key, name, kind, role, country."""
    if not known.read:
        return []
    columns = ["actor_id", "name", "kind", "role", "country_id"]
    held = known.read.tables["actors"].to_table(columns=columns)
    return [list(row) for row in zip(*(one.to_pylist() for one in held.columns),
                                     strict=True)]  # fmt: skip


def _rested(desk: Desk) -> dict[str, list[str]]:
    """By item, the words of other articles' rows that rest on it: it has to stay."""
    found = {
        one: [row.words for row in reopen.resting_on(desk, one) if not row.id]
        for one, item in desk.held.items()
        if item.key and item.table == "events"
    }
    return {one: words for one, words in found.items() if words}
