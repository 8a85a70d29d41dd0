"""What a check says of an article that is added, and where it goes."""

import os
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.coding import fields, saving
from dashboard.coding.checking import Problem
from dashboard.coding.desk import Desk
from dashboard.coding.draft_file import Kept
from dashboard.importing.saving import Target
from dashboard.markup import base as markup_base
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused
from dashboard.text.phrases import and_more, counted
from dashboard.ui import drafts, session
from dashboard.ui.drafts import Work

SHOWN: Final = 30  # Problems that are listed at once.
# What a reader calls the rows of a table: one of them, several.
NOUNS: Final = {
    "quotes": ("statement", "statements"), "positions": ("stance", "stances"),
    "events": ("event", "events"), "marks": ("quotation mark", "quotation marks"),
    "actors": ("person or body", "people and bodies"),
    "countries": ("country", "countries"), "issues": ("issue", "issues"),
}  # fmt: skip
KEEP_TEXT: Final = (
    "Also keep the article's text with the record. The publisher owns it: do not"
    " publish it with your record."
)


def show() -> None:
    """
    Draw the check of what is confirmed, and the way in which it is kept.
    """
    work = drafts.work()
    if work.desk is None:
        return
    st.header("Check and save")
    is_local = not session.is_hosted()
    if is_local and work.into == drafts.NEW:
        st.text_input("Folder of the new record", str(Path.home() / saving.NEW),
                      key="add_folder")  # fmt: skip
    if is_local:
        st.checkbox(KEEP_TEXT, key="add_with_text")
    else:
        st.caption(
            "Nothing is saved on the server of this page: your rows leave it as your"
            " own download alone. `on-the-record open FILE` shows it on your machine."
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Check", key="add_check"):
            _check(work, work.desk)
        if is_local and st.button("Save", key="add_save"):
            _save(work, work.desk)
        if st.button("Prepare the download", key="add_make"):
            _make(work, work.desk)
    _problems(work)


def _check(work: Work, desk: Desk) -> None:
    """Ask the record's own checks, and put what they find beside the rows."""
    try:
        found = desk.problems()
    except RecordRefused as error:
        st.error(markup_base.markdown(f"The check could not be made: {error}"))
        return
    _note(work, found)


def _note(work: Work, found: list[Problem]) -> None:
    """Keep problems by row, for the desk; draw the page anew, which shows them."""
    work.problems = {}
    for one in found:
        work.problems.setdefault(one.id, []).append(_sentence(one))
    work.checked = True
    st.rerun()


def _sentence(one: Problem) -> str:
    called = fields.LABELS.get(one.field) or drafts.ABOUT.get(one.field, ("",))[0]
    value = f" “{one.value[:60]}”" if one.value else ""
    told = f"{called}{value}: {one.wrong}." if called else f"{one.wrong}{value}."
    mend = f" To mend it: {one.mend}." if one.mend else ""
    return f"{told[:1].upper()}{told[1:]}{mend}"


def _problems(work: Work) -> None:
    """What the last check found: nothing, or each problem with its row."""
    if not work.checked or work.desk is None:
        return
    if not work.problems:
        st.success(f"The check finds nothing wrong. {_counted(work.desk)}")
        return
    found = [(key, one) for key, told in work.problems.items() for one in told]
    st.error(
        f"{counted(len(found), 'problem')} to mend first; each stands beside its row,"
        " too."
    )
    called = {one["id"]: one["words"] for one in work.desk.items()}
    lines = []
    for key, told in found[:SHOWN]:
        words = " ".join(called.get(key, "").split())[:60]
        place = "The article" if key in ("about", "") else f"“{words}”"
        lines.append(f"- {markup_base.markdown(f'{place}: {told}')}")
    st.markdown("\n".join(lines))
    if len(found) > SHOWN:
        st.caption(f"Shown are {SHOWN}{and_more(len(found) - SHOWN)}.")


def _counted(desk: Desk) -> str:
    """What would be saved, in words."""
    rows = desk.made().draft.counts()
    told = [f"{rows[name]:,} {pair[rows[name] != 1]}"
            for name, pair in NOUNS.items() if rows.get(name)]  # fmt: skip
    done, every = desk.accounted()
    left = f"; {every - done:,} quotation marks or verbs are left open" * (done < every)
    return f"To be saved: {', '.join(told) or 'no rows yet'}{left}."


def _save(work: Work, desk: Desk) -> None:
    """Put the rows into the record, all or nothing; or say why not."""
    try:
        target = work.target
        if work.into == drafts.NEW:
            target = Target(Path(st.session_state["add_folder"]).expanduser())
            if not target.is_new:
                st.error("There is something in that folder already. Name another one.")
                return
        if target is None:
            st.error("The open record is no folder: make a download instead.")
            return
        with st.spinner("Saving …"):
            saved = saving.save(
                desk, target, with_text=bool(st.session_state.get("add_with_text"))
            )
    except saving.Changed:
        _changed(work, desk)
        return
    except (NotWritten, RecordRefused) as error:
        st.error(markup_base.markdown(f"Nothing was saved: {error}"))
        return
    if saved.problems:
        _note(work, saved.problems)
    work.saved, work.place = saved.source_id, target.path
    st.rerun()


def _changed(work: Work, desk: Desk) -> None:
    """Say that another has saved meanwhile, and go on from what is there now."""
    kept = Kept(work.text, desk.first, "", list(desk.log), desk.drafted)
    drafts.put(kept, work.into)
    drafts.work().told = (
        "Somebody else has changed the record since you began. Theirs is kept, and so"
        " is your draft; it stands now beside what the record has. Save once more."
    )
    st.rerun()


def _make(work: Work, desk: Desk) -> None:
    """Offer the record with the article as a file."""
    address = session.located_now()
    is_added = work.into != drafts.NEW and isinstance(address, Path)
    record = address if is_added and isinstance(address, Path) else None
    try:
        with st.spinner("Making the file …"):
            data, found = saving.downloaded(record, desk)
    except (NotWritten, RecordRefused) as error:
        st.error(markup_base.markdown(f"No file was made: {error}"))
        return
    if found:
        _note(work, found)
    st.download_button(
        "Download the record with your article", data, "record.zip",
        "application/zip", key="add_download", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def done() -> None:
    """
    Say that the article is saved, and lead to what became of it.
    """
    work = drafts.work()
    drafts.forget_saved(work.doc)
    st.success(f"Saved in {markup_base.markdown(str(work.place))}.")
    if work.into == drafts.NEW and work.place != session.located_now():
        st.markdown(f'Open it in a shell: `on-the-record open "{work.place}"`')
        if st.button("Show it here now", key="add_show"):
            # This server is one reader's own, on their machine.
            os.environ["ON_THE_RECORD"] = str(work.place)
            st.rerun()
    else:
        label = session.called("source").get(work.saved, "")
        links = [
            markup_base.link(page, told, source=label) for page, told in SEEN.items()
        ]
        st.html(markup_base.link_list(links))
    st.button("Add another article", key="add_another", on_click=drafts.leave)


# Where an article is seen once it is in the record.
SEEN: Final = {
    "quotes": "Its statements",
    "stances": "Its stances, in the matrix",
    "timeline": "Its events, on the timeline",
    "sources": "How much of it is whose word",
}
