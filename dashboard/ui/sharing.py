"""Sharing a view: its address, its picture, a file of it, how to cite it."""

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any, Final

import streamlit as st

from dashboard.citing import citation, permalinks
from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.queries import counts, sources
from dashboard.queries.filters import Filters
from dashboard.text import phrases, titles
from dashboard.text.phrases import counted
from dashboard.ui import session

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
        asked = permalinks.asked(page, st.query_params.to_dict())
        links = [{"label": "Copy the link", "copies": "view"}]
        if asked:
            row = {"copies": "row", "text": permalinks.address(*asked)}
            links = [{"label": "Copy the link", **row}]
        links.append({"label": "Copy the code to embed it", "copies": "embed"})
        BUTTONS(key="share_links", data={"buttons": links, "opened": "share"})
        export_as(opened, chosen, "share")
        _cite(opened, page, asked)


def source_line() -> None:
    """
    Say which record a view shows: where it is embedded, with a way out, and on paper.
    """
    line = escape(source_words())
    if not st.context.is_embedded:
        st.html(f'<p class="otr-paper">{line}</p>')
        return
    st.html(f'<p class="otr-source">{line}</p>')
    opens = "Open the full dashboard at this view"
    BUTTONS(key="share_open", data={"opens": opens})


def picked(page: str, name: str, told: str) -> None:
    """
    Say what is picked on a page itself: in its title, and on paper, without widgets.
    """
    if name:
        st.set_page_config(titles.title(page, session.in_force(), name))
    if told:
        st.html(f'<p class="otr-paper"><bdi>{escape(told)}</bdi></p>')


def copying(key: str, told: str, label: str, **link: str) -> None:
    """
    Show words, and the button that copies them; `link` is the address of a row instead.
    """
    st.html(f'<p class="otr-words" dir="auto">{escape(told)}</p>')
    button = {"label": label, "copies": "text", "text": told, **link}
    BUTTONS(key=key, data={"buttons": [button]})


def picture(
    figure: Any,
    page: str,
    key: str,
    alt: str,
    legend: str,
    *,
    wide: bool,
    on_select: Callable[[], None],
    config: dict[str, Any],
) -> None:
    """
    Draw a picture, and the buttons that save it with its title, filters and source.

    `legend` is its key in words. A `wide` one scrolls on a phone; the page does not.
    """
    name = f"otr_wide_{key}" if wide else f"otr_fit_{key}"
    with st.container(key=f"otr_scroll_{key}"), st.container(key=name):
        st.plotly_chart(figure, key=key, theme=None, selection_mode="points",
                        width=figure.layout.width or "stretch", alt=alt,
                        on_select=on_select, config=config)  # fmt: skip
    saving(page, key, alt, legend)


def saving(page: str, key: str, alt: str, legend: str) -> None:
    """
    Draw the buttons that save the picture whose key is given, as SVG or PNG.
    """
    buttons = [{"label": f"Save as {form}", "saves": form.lower()}
               for form in ("SVG", "PNG")]  # fmt: skip
    told = {"chart": key, "alt": alt, "legend": legend, "source": source_words()}
    told |= {"filtered": session.filtered(phrases.isolated)}
    told |= {"name": titles.file_name(page, session.in_force())}
    BUTTONS(key=f"{key}_saving", data={"buttons": buttons, **told})


def export_as(opened: Record, chosen: Filters, key: str) -> None:
    """
    Offer what filters leave, and what it rests on, in the forms of other tools.
    """
    number = counts.counts(opened, chosen).iloc[0]
    kinds = {"quotes": "quote", "positions": "position", "events": "event"}
    rows = ", ".join(counted(int(number[many]), one) for many, one in kinds.items())
    what = "What is filtered, and what it rests on" if chosen else "The whole record"
    form = formats.FORMS[
        st.selectbox(
            f"{what}, as a file: {rows}", list(formats.FORMS), key=f"{key}_form"
        )
    ]
    if number["quotes"] > session.SENT:
        session.too_many(int(number["quotes"]), "statements")
        return
    name = titles.file_name("", session.in_force() if chosen else {})
    st.download_button(
        "Download", lambda: form.function(opened, chosen), f"{name}{form.ending}",
        form.mime, key=f"{key}_download", on_click="ignore", icon=":material/download:",
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
        cited[f"This {kind}"] = (*asked, permalinks.permalink(here, page, kind, key))
    cited["The whole record"] = whole
    cited |= {f"The source “{one}”": ("source", sources[one], "") for one in offered}
    left, right = st.columns([2, 1])
    what = left.selectbox("Cite", list(cited), key="share_cited")
    form = right.selectbox("Form", citation.FORMS, key="share_style")
    if not offered and sources:
        st.caption("To cite a source, choose it in the filters first.")
    copying("share_citation", cite(opened, *cited[what], form), "Copy the citation")


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
    opened = session.record()
    rows = sources.documents(opened, Filters(source=session.filters().source))
    total = int(rows["total"].iloc[0]) if len(rows) else 0
    read = titles.read_in(rows.to_dict("records"), total)
    return titles.source_line(str(opened.about.get("title") or ""), read)
