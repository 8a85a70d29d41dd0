"""Sharing a view: its address, a file of its rows, how to cite it."""

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

from dashboard.citing import citation, permalinks
from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.markup import base as markup_base
from dashboard.queries import counts, sources
from dashboard.queries.filters import Filters
from dashboard.serving import headers
from dashboard.text import titles
from dashboard.text.phrases import counted, counted_events
from dashboard.ui import lists, session

HERE: Final = Path(__file__)
# What stands in the page before any data: the script writes data as text alone.
HTML: Final = """
<div class="box"></div>
<p role="status"></p>
<label class="by-hand" hidden>To copy by hand
<textarea readonly rows="3"></textarea></label>
"""
BUTTONS: Final = st.components.v2.component(
    "on_the_record_sharing",
    html=HTML,
    css=HERE.with_suffix(".css").read_text(encoding="utf-8"),
    js=HERE.with_suffix(".js").read_text(encoding="utf-8"),
)
Button = dict[str, str]


def share(page: str) -> None:
    """
    Draw the control that shares what a page shows now; nothing where it is embedded.
    """
    if st.context.is_embedded:
        return
    with st.popover("Share", icon=":material/share:", key="share", on_change="rerun",
                    type="tertiary") as control:  # fmt: skip
        if not control.open:
            return
        opened, chosen = session.record(), session.filters()
        if page == "quotes":
            chosen = session.statement_filters()
        asked = permalinks.asked(page, st.query_params.to_dict())
        links = [{"label": "Copy link", "copies": "view"}]
        if asked:
            row = {"copies": "row", "text": permalinks.address(*asked)}
            links = [{"label": "Copy link", **row}]
        if headers.is_framed_elsewhere():
            links.append({"label": "Copy embed code", "copies": "embed"})
        BUTTONS(key="share_links", data={"buttons": links, "opened": "share"})
        export_as(opened, chosen, "share")
        _cite(opened, page, asked)


def source_line() -> None:
    """
    Say which record a view shows: where it is embedded, with a way out, and on paper.
    """
    if not st.context.is_embedded:
        st.html(markup_base.paper(source_words()))
        return
    st.html(markup_base.source_line(source_words()))
    opens = "Open the full dashboard at this view"
    BUTTONS(key="share_open", data={"opens": opens})


def copying(key: str, told: str, label: str, **link: str) -> None:
    """
    Show words, and the button that copies them; `link` is the address of a row instead.
    """
    st.html(markup_base.to_copy(told))
    button = {"label": label, "copies": "text", "text": told, **link}
    BUTTONS(key=key, data={"buttons": [button]})


def export_as(opened: Record, chosen: Filters, key: str) -> None:
    """
    Offer what filters leave, and what it rests on, in the forms of other tools.
    """
    number = counts.counts(opened, chosen).iloc[0]
    kinds = {"quotes": "statement", "positions": "position"}
    told = [counted(int(number[many]), one) for many, one in kinds.items()]
    told.append(counted_events(int(number["events"]), int(number["accounts"])))
    rows = ", ".join(told)
    what = (
        "The filtered rows, and what they are based on"
        if chosen
        else "The whole record"
    )
    forms = formats.offered()
    title = st.selectbox(f"{what}, as a file: {rows}", list(forms), key=f"{key}_form")
    form = forms[title]
    if number["quotes"] > lists.SENT:
        lists.too_many(int(number["quotes"]), "statements")
        return
    labels = session.filter_labels() if chosen else {}
    if chosen.about:
        labels = {"about": chosen.about, **labels}
    name = titles.file_name("", labels)
    st.download_button(
        "Download", lambda: form.as_bytes(opened, chosen), f"{name}{form.ending}",
        form.media_type, key=f"{key}_download", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def _cite(opened: Record, page: str, asked: tuple[str, str] | None) -> None:
    """Offer the citation of the row on the page, of the record, of each source."""
    sources = session.labels("source")
    chosen = [one for one in sources if sources[one] in session.filters().source]
    offered = chosen or (list(sources) if len(sources) <= session.SENT_WHOLE else [])
    here = st.context.url or ""
    whole = ("record", "", permalinks.folder(here, page))
    cited: dict[str, tuple[str, str, str]] = {}
    if asked:
        kind, key = asked
        noun = "statement" if kind == "quote" else kind
        cited[f"This {noun}"] = (*asked, permalinks.permalink(here, page, kind, key))
    cited["The whole record"] = whole
    cited |= {f"The source “{one}”": ("source", sources[one], "") for one in offered}
    session.follow("share_cited", next(iter(cited)))
    left, right = st.columns([2, 1])
    what = left.selectbox("Cite", list(cited), key="share_cited")
    form = right.selectbox("Style", citation.FORMS, key="share_style")
    if not offered and sources:
        st.caption("To cite a source, choose it in the filters first.")
    copying("share_citation", cite(opened, *cited[what], form), "Copy citation")


def cite(opened: Record, kind: str, key: str, address: str, form: str) -> str:
    """
    Return the citation of a row, of the record or of a source, as of today.
    """
    today = datetime.now(UTC).date()
    if kind == "source":
        return citation.source(opened, key, form, today)
    return citation.row(opened, kind, key, form, today, address)


def source_words() -> str:
    """What a view is taken from, in a line: of the source that is chosen, if one is."""
    return _source_words(session.record(), session.filters().source)


# The frame says it, and so does each picture.
@lru_cache(maxsize=64)
def _source_words(opened: Record, chosen: tuple[str, ...]) -> str:
    rows = sources.documents(opened, Filters(source=chosen))
    total = int(rows["total"].iloc[0]) if len(rows) else 0
    read = titles.read_in(rows.to_dict("records"), total)
    return titles.source_line(str(opened.about.get("title") or ""), read)
