"""One row alone on its page: what it stands on, and words and links to publish it."""

from collections.abc import Callable
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.citing import attribution, citation, permalinks
from dashboard.database.record import Record
from dashboard.markup import rows
from dashboard.queries import events, stances
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.record.schema import Row
from dashboard.search import quotes
from dashboard.sections import portrait
from dashboard.text import titles
from dashboard.ui import session, sharing

EVERYTHING: Final = Filters()
# How a page calls its rows, and leads back to all of them.
ALL: Final = {
    "quote": "quotes", "position": "positions", "event": "events",
    "actor": "actors", "issue": "issues", "source": "sources",
}  # fmt: skip


def shown(page: str) -> bool:
    """
    Show the row whose key the page's address holds, and tell whether it does.
    """
    asked = permalinks.asked(page, st.query_params.to_dict())
    if asked is None or asked[0] not in ALL:
        return False
    kind, key = asked
    st.button(
        f"← All {ALL[kind]}", on_click=_leave, args=(kind,), key="all_rows",
        type="tertiary",
    )  # fmt: skip
    record = session.record()
    if permalinks.exists(record, kind, key):
        _DRAWN[kind](record, key)
    else:
        _missing(record, page, kind, key)
    return True


def _leave(kind: str) -> None:
    """Leave one row for all of its kind (a button's callback)."""
    for parameter in (permalinks.PERMALINKS[kind][1], "part"):
        st.query_params.pop(parameter, None)


def _missing(record: Record, page: str, kind: str, key: str) -> None:
    st.warning(session.plain(f"This record has no {kind} “{key[:120]}”."))
    near = permalinks.nearest(record, kind, key)
    if near:
        st.markdown("Its nearest keys:")
        name = permalinks.PERMALINKS[kind][1]
        links = (rows.link(page, one, **{name: one}) for one in near)
        st.html(rows.listed(f"<li>{link}</li>" for link in links))


def _quote(record: Record, key: str) -> None:
    st.title("One quote, and what rests on it")
    row = quotes.quote(record, key).to_dict("records")[0]
    _titled("quote", titles.quote(row))
    session.evidence_list([rows.quote(row, alone=True)])
    outer = quotes.quote(record, row["within"]) if row["within"] else pd.DataFrame()
    above = outer.to_dict("records")
    _publish(record, "quote", key, attribution.quote(row, above[0] if above else None))
    _part("It stands within", outer, rows.quote)
    _part("Statements within it", quotes.nested(record, Key(key)), rows.quote)
    rests = stances.positions(record, EVERYTHING, quote_id=key)
    _part("Positions that rest on it", rests, rows.position)
    told = events.events(record, EVERYTHING, Key(key))
    _part("Events that it tells of", told, rows.event)


def _position(record: Record, key: str) -> None:
    st.title("One position, and what it rests on")
    row = stances.position(record, Key(key)).to_dict("records")[0]
    _titled("position", titles.position(row))
    session.evidence_list([rows.position(row, alone=True)])
    _publish(record, "position", key, attribution.position(row))
    if row["quote_id"]:
        whole = quotes.quote(record, row["quote_id"])
        _part("The quote that carries it", whole, rows.quote)


def _event(record: Record, key: str) -> None:
    st.title("One event, and who tells of it")
    row = events.event(record, Key(key)).to_dict("records")[0]
    _titled("event", row["title"])
    session.evidence_list([rows.event(row, alone=True)])
    _publish(record, "event", key, "")
    if row["quote_id"]:
        whole = quotes.quote(record, row["quote_id"])
        _part("The quote that tells of it", whole, rows.quote)


def _actor(record: Record, key: str) -> None:
    # A part of its record alone has its own address, which holds the filters.
    is_whole = portrait.actor(record, key)
    _titled("actor", _name("actor", key))
    if is_whole:
        _publish(record, "actor", key, "")


def _issue(record: Record, key: str) -> None:
    portrait.issue(record, key)
    _titled("issue", _name("issue", key))
    _publish(record, "issue", key, "")


def _source(record: Record, key: str) -> None:
    portrait.source(record, key)
    _titled("source", _name("source", key))
    _publish(record, "source", key, "")


_DRAWN: Final = {
    "quote": _quote, "position": _position, "event": _event,
    "actor": _actor, "issue": _issue, "source": _source,
}  # fmt: skip


def _part(title: str, rows: pd.DataFrame, draw: Callable[[Row], str]) -> None:
    if len(rows):
        st.subheader(title)
        session.evidence_list(draw(row) for row in rows.to_dict("records"))


def _publish(record: Record, kind: str, key: str, line: str) -> None:
    """Words and links that can be copied: attribution, permalink, citation."""
    page, address = permalinks.PERMALINKS[kind][0], permalinks.address(kind, key)
    here = permalinks.permalink(st.context.url or "", page, kind, key)
    st.subheader("To publish it" if line else "To link to it")
    if line:
        sharing.copying("copy_line", line, "Copy the attribution line")
    st.caption("Its address, which lasts:")
    sharing.copying("copy_link", here, "Copy the link", copies="row", text=address)
    folded = st.expander("Cite it", on_change="rerun", key="cite")
    if folded.open:
        with folded:
            form = st.selectbox("Form", citation.FORMS, key=f"{page}_citation")
            cited = sharing.cite(record, kind, key, here, form)
            sharing.copying("copy_citation", cited, "Copy the citation")


def _name(kind: str, key: str) -> str:
    return next(name for name, one in session.labels(kind).items() if one == key)


def _titled(kind: str, name: str) -> None:
    page = permalinks.PERMALINKS[kind][0].capitalize()
    st.set_page_config(titles.row_title(page, name))
