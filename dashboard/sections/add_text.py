"""The text of an article that is added: pasted or dropped, read, confirmed."""

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.articles import known
from dashboard.coding import draft_file
from dashboard.coding.draft_file import Kept, NoDraft
from dashboard.coding.reopen import NotSame
from dashboard.database.open import DEFAULT
from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone
from dashboard.drafting import article
from dashboard.drafting.article import Article, Paragraph
from dashboard.drafting.proposal import About
from dashboard.importing.draft import Known
from dashboard.markup import base as markup_base
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused
from dashboard.text.phrases import counted
from dashboard.ui import drafts, session
from dashboard.ui.drafts import Work

PROMISE: Final = (
    "The text goes only to the server behind this page, where none of it is stored"
    " or logged, and stays in this browser until you delete it."
)
FILES: Final = "or a file: text, web page, Word, PDF, e-mail, or a draft you saved"
LACKING: Final = "Not found: fill it in if you know it"
RUNS: Final = 60  # Stretches of doubted paragraphs that are asked about one by one.
SHOWN: Final = 400  # Paragraphs that are shown; what follows is counted.


def begin() -> None:
    """
    Draw the ways in: a draft that this browser keeps, a paste, a file, an empty form.
    """
    st.markdown(
        "Paste a news article. The program drafts **who says what, through whom, about"
        " what, and when**; you confirm, correct or reject each row beside the text,"
        " and see your own timeline and matrix grow."
    )
    if key := st.query_params.get("mend"):
        del st.query_params["mend"]
        _mend(key)
    if held := drafts.kept():
        into = str(held.get("into") or _usual())
        _take_up(lambda: draft_file.understood(held), into)
    with st.form("add_form", enter_to_submit=False):
        pasted = st.text_area("The article's text", key="add_text", height=220)
        dropped = None
        # A frame of another site sends no cookie, and the server takes no file without.
        if not st.context.is_embedded:
            dropped = st.file_uploader(FILES, key="add_file")
        with st.container(horizontal=True):
            is_read = st.form_submit_button("Read the article")
            is_empty = st.form_submit_button("Begin with an empty form")
    st.caption(PROMISE)
    if dropped and dropped.name.lower().endswith(".json"):
        file = dropped.getvalue()
        _take_up(lambda: draft_file.read(file), _usual())
    elif is_read and (dropped or (pasted or "").strip()):
        if dropped:
            _read(
                lambda: article.read(dropped.getvalue(), dropped.name, session.wanted)
            )
        else:
            _read(lambda: article.pasted(pasted or "", session.wanted))
    elif is_read:
        st.info("Paste the text of an article, or drop its file, first.")
    elif is_empty:
        drafts.begin(Work(article=article.blank()))
        st.rerun()


def _mend(key: str) -> None:
    """Open the article again that has a row, at that row; or ask for its text."""
    held, address = session.known(), session.located_now()
    of = [one for one in held.sources if key.startswith(f"{one}-")]
    if not of or not isinstance(address, Path):
        st.warning(markup_base.markdown(f"No row “{key[:80]}” can be mended here."))
        return
    source = max(of, key=len)
    st.session_state[drafts.MENDED] = key
    if text := drafts.text_beside(address, source):
        _put(Kept(text, About(), "", []), f"{drafts.AGAIN}{source}")
    title = held.sources[source]["title"]
    told = f"To mend that row, paste the text of “{title}” as it was coded, or drop it"
    st.info(markup_base.markdown(f"{told}, and choose “Open it again”."))


def _read(reading: Callable[[], Article]) -> None:
    """Read an article, and go on to its text; or say why it cannot be read."""
    try:
        with st.spinner("Reading the article …"):
            found = reading()
    except Unreadable as error:
        st.error(markup_base.markdown(error.told))
        return
    except NotDone as error:
        st.error(markup_base.markdown(f"This was not read: {error}."))
        return
    drafts.begin(Work(article=found))
    st.rerun()


def _take_up(reading: Callable[[], Kept], into: str) -> None:
    """Go on with a draft, of this browser or a file; or say what is wrong with it."""
    try:
        kept = reading()
    except NoDraft as error:
        told = (
            f"This is no draft to go on with: {error.wrong}. To mend it: {error.mend}."
        )
        st.error(markup_base.markdown(told))
        return
    # A draft of an article that this record has goes on as that.
    if kept.reopens in session.known().sources:
        into = f"{drafts.AGAIN}{kept.reopens}"
    _put(kept, into)


def _put(kept: Kept, into: str) -> None:
    """Put an article on the desk; or say why it cannot be added to the open record."""
    try:
        with st.spinner("Drafting the rows …"):
            drafts.put(kept, into)
    except (RecordRefused, NotWritten, NotSame) as error:
        st.error(markup_base.markdown(f"Nothing can be added to this record: {error}"))
        return
    st.rerun()


def confirm() -> None:
    """
    Draw what an article says of itself and its paragraphs, to be corrected; what is
    confirmed here, to the code point, is the source whose hash the record holds.
    """
    found = drafts.work().article or article.blank()
    st.button("Another article", key="add_back", on_click=drafts.leave, type="tertiary")
    if found.kind:
        st.caption(markup_base.markdown(f"Read from {found.kind}."))
    for remark in found.remarks:
        st.caption(markup_base.markdown(remark))
    st.header("About the article")
    about = _about(found)
    st.header("The text")
    text = _text(found)
    _known_already(text)
    into = _into()
    with st.container(horizontal=True, vertical_alignment="center"):
        is_done = st.button("Draft the rows", key="add_confirm",
                            disabled=not text.strip())  # fmt: skip
        st.download_button(
            "Download this text", text, "article.txt", "text/plain", key="add_source",
            on_click="ignore", icon=":material/download:", disabled=not text.strip(),
        )  # fmt: skip
    st.caption(
        "The record holds this text's hash and length, and the words of each row: not"
        " the text. Anyone who checks the record needs exactly this text."
    )
    if is_done:
        _put(Kept(text, about, "", []), into)


def _usual() -> str:
    """Where rows go unless it is said otherwise: into no sample of this program's."""
    return drafts.NEW if session.located_now() == DEFAULT else drafts.OPEN


def _into() -> str:
    """Which record the rows go into: what it has can be chosen from."""
    title = str(session.record().about.get("title") or "") or "the open record"
    options = {
        f"the record that is open: {title}": drafts.OPEN,
        "a new record, with only this article": drafts.NEW,
    }
    usual = list(options.values()).index(_usual())
    chosen = st.radio("Add to", list(options), usual, key="add_into")
    return options[chosen or ""]


def _about(found: Article) -> About:
    """The fields of `About`, each with where it was read."""
    values = {}
    columns = st.columns(2)
    for number, (name, (label, example)) in enumerate(drafts.ABOUT.items()):
        with columns[number % 2]:
            one = found.about.get(name)
            usual = one.value if one else getattr(About(), name)
            value = st.text_input(label, usual, key=f"add_{name}", placeholder=example)
            where = f"Found in {one.where}" if one else LACKING
            st.caption(markup_base.markdown(where))
            values[name] = (value or "").strip()
    return About(**values)


def _text(found: Article) -> str:
    """The text that is confirmed: what is doubted is struck through, or kept."""
    if not found.paragraphs:
        typed = st.text_area("The article's text", key="add_typed", height=300) or ""
        return f"{typed.strip()}\n" if typed.strip() else ""
    numbered = list(enumerate(found.paragraphs))
    runs = [
        (doubt, [number for number, _ in group])
        for doubt, group in groupby(numbered, key=lambda one: one[1].doubt)
    ]
    doubted = [run for run in runs if run[0]]
    dropped: set[int] = set()
    if doubted:
        lines = sum(len(numbers) for _, numbers in doubted)
        told = f"{counted(lines, 'paragraph')} look like no part of the article."
        st.markdown(f"**{told}** They are left out unless you keep them.")
    for at, (doubt, numbers) in enumerate(doubted[:RUNS]):
        first = found.paragraphs[numbers[0]]
        words = _begins(found, first)[:80]
        more = f" and {len(numbers) - 1} more" if numbers[1:] else ""
        label = f"Leave out {doubt}: “{words}”{more}"
        if st.checkbox(markup_base.markdown(label), True, key=f"add_drop_{at}"):
            dropped.update(numbers)
    if len(doubted) > RUNS:
        rest = doubted[RUNS:]
        label = f"Leave out {len(rest):,} more stretches like these"
        if st.checkbox(label, True, key="add_drop_rest"):
            dropped.update(number for _, numbers in rest for number in numbers)
    dropped.update(_more(found, dropped))
    shown = [
        (found.text[one.start : one.end], number in dropped)
        for number, one in numbered[:SHOWN]
    ]
    with st.container(height=420, key="otr_paragraphs"):
        st.html(markup_base.struck(shown))
        if len(numbered) > SHOWN:
            st.caption(f"and {len(numbered) - SHOWN:,} more paragraphs")
    return article.confirmed(found, dropped)


def _begins(found: Article, one: Paragraph) -> str:
    """A paragraph on one line."""
    return " ".join(found.text[one.start : one.end].split())


def _more(found: Article, dropped: set[int]) -> set[int]:
    """Paragraphs that a reader leaves out besides, by their first words."""
    options = {
        f"{number + 1}: {_begins(found, one)[:60]}": number
        for number, one in enumerate(found.paragraphs[:SHOWN])
        if not one.doubt
    }
    chosen = st.multiselect(
        "Leave out paragraphs", list(options), key="add_more",
        placeholder="none",
    )  # fmt: skip
    return {options[one] for one in chosen}


def _known_already(text: str) -> None:
    """Say where the record has this text, or another paper's copy of it, already."""
    held, address = session.known(), session.located_now()
    is_folder = isinstance(address, Path) and address.is_dir()
    texts = known.texts(address) if is_folder and isinstance(address, Path) else {}
    for one in known.known_as(text, held.sources.values(), _quotes(held), texts):
        told = one.told
        if one.is_same:
            told += " The record has it already: open it again to mend its rows."
        st.warning(markup_base.markdown(told))
        if not one.is_same:
            title = str(held.sources[one.source_id]["title"])
            st.html(markup_base.link("sources", "See that one", source=title))
        elif st.button("Open it again", key=f"add_again_{one.source_id}"):
            _put(Kept(text, About(), "", []), f"{drafts.AGAIN}{one.source_id}")


def _quotes(held: Known) -> Iterator[tuple[str, str]]:
    """The key of the source and the words of each statement of the record."""
    rows = held.read.tables["quotes"] if held.read else None
    for batch in rows.to_batches(columns=["source_id", "content"]) if rows else ():
        yield from zip(*(one.to_pylist() for one in batch.columns), strict=True)
