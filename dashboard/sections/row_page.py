"""One row alone on its page: what it stands on, and words and links to publish it."""

from collections.abc import Callable
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.citing import attribution, citation, permalinks
from dashboard.citing.excerpt import shown
from dashboard.database.record import Record
from dashboard.markup import actors as actor_markup
from dashboard.markup import base as markup_base
from dashboard.markup import countries as country_markup
from dashboard.markup import issues as issue_markup
from dashboard.markup import rows as row_markup
from dashboard.queries import actors as actor_queries
from dashboard.queries import events, sources, stances
from dashboard.queries import issues as issue_queries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.record.schema import Row
from dashboard.search import question, quotes
from dashboard.text import titles
from dashboard.text.phrases import counted, counted_events, some
from dashboard.ui import frame, notices, session, sharing
from dashboard.ui import lists as ui_lists

EVERYTHING: Final = Filters()
Draw = Callable[[Row], Markup]
# How a page calls its rows, and leads back to all of them.
ALL: Final = {
    "quote": "statements", "position": "positions", "event": "events",
    "country": "countries", "actor": "actors", "issue": "issues", "source": "sources",
}  # fmt: skip
MENDED: Final = ("quote", "position", "event")
NOUN: Final = {kind: many.removesuffix("s") for kind, many in ALL.items()}
NOUN["country"] = "country"
NOUNS: Final = {"quotes": "statement", "positions": "position", "events": "event"}
FIRST: Final = 3  # Rows of a part that stand on the page itself.
# The parts in their order, each with its title and what one row of it is.
TITLES: Final = {
    "said": ("What they said", "statement"),
    "silent": ("What the report says they did not mention", "remark"),
    "holds": ("Their positions, and who says so", "position"),
    "present": ("Events they took part in", "event"),
    "passes_on": ("Whose words they pass on", "statement"),
    "asserts": ("How they describe others’ positions", "position"),
    "named": ("Statements by others that name them in full", "statement"),
    # These stand within another part, which leads to them.
    "ascribed": ("Positions that others attribute to them", "position"),
    "in_marks": ("What they said, quoted at least in part", "statement"),
    "paraphrased": ("What they said, paraphrased", "statement"),
    "for_no_state": ("What they said for no country", "statement"),
    "relayed": ("What they said, via others", "statement"),
    "through": ("What reaches us via state media", "statement"),
}
WITHIN: Final = {
    "said": {
        "in_marks": "quoted at least in part",
        "paraphrased": "paraphrased",
        "relayed": "via somebody else",
        "for_no_state": "for no country",
    },
    "holds": {"ascribed": "per own state media or others"},
}
# Whose the rows of a part are, and the column that says so.
BY: Final = {
    "holds": ("According to", "asserter"),
    "asserts": ("Positions of", "holder"),
    "passes_on": ("Statements by", "speaker"),
    "named": ("Said by", "speaker"),
}
INNER: Final = {"through", *(part for parts in WITHIN.values() for part in parts)}


def show(page: str, **drawn: Callable[[Record, str], tuple[str, bool]]) -> bool:
    """
    Show the row whose key the page's address holds, and tell whether it does.

    `drawn` draws rows of a kind that has a section of its own; it returns the row's
    name, and whether all of it was shown, not a part.
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
    if not permalinks.exists(record, kind, key):
        _missing(record, kind, key)
    elif kind in drawn:
        name, is_whole = drawn[kind](record, key)
        _titled(kind, name)
        if is_whole:
            _publish(record, kind, key, "")
    else:
        _DRAWN[kind](record, key)
        if kind in MENDED and not session.is_hosted():
            st.html(markup_base.link("add", "Correct this entry", mend=key))
    return True


def _leave(kind: str) -> None:
    """Leave one row for all of its kind (a button's callback)."""
    for parameter in (permalinks.PERMALINKS[kind][1], "part", "by", "via", "stance"):
        st.query_params.pop(parameter, None)


def _missing(record: Record, kind: str, key: str) -> None:
    frame.title("Not in this record")
    st.warning(markup_base.markdown(f"This record has no {NOUN[kind]} “{key[:120]}”."))
    # Who looks for a state as an actor finds it as a country.
    kinds = ("country", "actor") if kind == "actor" else (kind,)
    near = [(of, one) for of in kinds for one in permalinks.nearest(record, of, key)]
    if near:
        st.markdown("Did you mean:")
        st.html(markup_base.link_list(_way(of, one) for of, one in near))


def _way(kind: str, key: str) -> Markup:
    page, parameter, _ = permalinks.PERMALINKS[kind]
    called = f"{notices.called(session.record(), kind, key)} ({key})"
    return markup_base.link(page, called, **{parameter: key})


def _quote(record: Record, key: str) -> None:
    row = shown(quotes.quote(record, key).to_dict("records")[0])
    frame.title(titles.heading(row))
    _titled("quote", titles.quote(row))
    ui_lists.alone(row_markup.quote(row, alone=True), row)
    line = attribution.quote(row) if row.has_sentence else ""
    _publish(record, "quote", key, line)
    outer = quotes.quote(record, row["within"]) if row["within"] else pd.DataFrame()
    _part("Quoted inside", outer, row_markup.quote)
    _part(
        "Statements reported in it", quotes.nested(record, Key(key)), row_markup.quote
    )
    rests = stances.positions(record, EVERYTHING, quote_id=key)
    _part("Positions drawn from it", rests, row_markup.position)
    told = events.events(record, EVERYTHING, Key(key))
    _part("Events it tells of", told, row_markup.event)


def _position(record: Record, key: str) -> None:
    row = shown(stances.position(record, Key(key)).to_dict("records")[0])
    frame.title(titles.position(row))
    _titled("position", titles.position(row))
    ui_lists.alone(row_markup.position(row, alone=True), row)
    line = attribution.position(row) if row.has_sentence else ""
    _publish(record, "position", key, line)
    if row["quote_id"]:
        whole = quotes.quote(record, row["quote_id"])
        _part("Based on this statement", whole, row_markup.quote)


def _event(record: Record, key: str) -> None:
    row = shown(events.event(record, Key(key)).to_dict("records")[0])
    frame.title(row["title"])
    _titled("event", row["title"])
    ui_lists.alone(row_markup.event(row, alone=True), row)
    _publish(record, "event", key, "")
    if row["quote_id"]:
        whole = quotes.quote(record, row["quote_id"])
        _part("Based on this statement", whole, row_markup.quote)
    others = events.other_accounts(record, Key(key))
    _part("Other accounts of it", others, row_markup.event)


def _actor(record: Record, key: str) -> None:
    # A part of its record alone has its own address, which holds the filters.
    is_whole = actor(record, key)
    _titled("actor", session.called("actor")[key])
    if is_whole:
        _publish(record, "actor", key, "")


def _issue(record: Record, key: str) -> None:
    issue(record, key)
    _titled("issue", session.called("issue")[key])
    _publish(record, "issue", key, "")


def _source(record: Record, key: str) -> None:
    source(record, key)
    _titled("source", session.called("source")[key])
    _publish(record, "source", key, "")


_DRAWN: Final = {
    "quote": _quote, "position": _position, "event": _event,
    "actor": _actor, "issue": _issue, "source": _source,
}  # fmt: skip


def _part(title: str, rows: pd.DataFrame, draw: Draw) -> None:
    if len(rows):
        st.subheader(title)
        ui_lists.evidence_list(draw(row) for row in rows.to_dict("records"))


def _publish(record: Record, kind: str, key: str, line: str) -> None:
    """Words and links that can be copied: attribution, permalink, citation."""
    page, address = permalinks.PERMALINKS[kind][0], permalinks.address(kind, key)
    here = permalinks.permalink(st.context.url or "", page, kind, key)
    st.subheader("Ready to quote" if line else "Link to this page")
    if line:
        sharing.copying("copy_line", line, "Copy with source")
    st.caption("Permalink:")
    sharing.copying("copy_link", here, "Copy link", copies="row", text=address)
    folded = st.expander("Cite it", on_change="rerun", key="cite")
    if folded.open:
        with folded:
            form = st.selectbox("Style", citation.FORMS, key=f"{page}_citation")
            cited = sharing.cite(record, kind, key, here, form)
            sharing.copying("copy_citation", cited, "Copy citation")


def _titled(kind: str, name: str) -> None:
    page = titles.PAGES[permalinks.PERMALINKS[kind][0]]
    st.set_page_config(titles.row_title(page, name))


def actor(record: Record, key: str) -> bool:
    """
    Show one actor under the filters, or the part that the address names, in full.

    Return whether it was the whole.
    """
    chosen = session.filters()
    row = actor_queries.figures_of(record, chosen, key)
    part = st.query_params.get("part", "")
    if part in TITLES:
        _whole_part(record, chosen, row, part)
        return False
    frame.title(row["name"])
    st.html(markup_base.paragraph(actor_markup.described(row)))
    if row["kind"] == "state" and row["country_id"]:
        st.html(country_markup.of_state(row, session.filter_labels()))
    missing = []
    for name, (title, _) in TITLES.items():
        if name in INNER:
            continue
        if not row[name]:
            missing.append(actor_markup.LACKING[name])
            continue
        rows = actor_queries.rows(record, chosen, name, Key(key))
        total = int(rows["total"].iloc[0])
        number = _number(row, name, total)
        st.subheader(f"{title}: {number}")
        _told(record, chosen, row, name, rows)
        _listed(row, name, rows.head(FIRST))
        if total > FIRST:
            now = session.filter_labels()
            st.html(actor_markup.all_of(row, name, f"All {number}", now))
    if missing:
        where = "under these filters" if chosen else "recorded"
        st.caption(f"None {where}: {', '.join(missing)}.")
    return True


def _whole_part(record: Record, chosen: Filters, row: Row, part: str) -> None:
    """All rows of one part, in pages, as they can be downloaded."""
    title, _ = TITLES[part]
    ask = (record, chosen, part, Key(row["actor_id"]))
    found, total = ui_lists.paged(
        "actors_part", lambda n: actor_queries.rows(*ask, n), *ask
    )
    frame.title(f"{row['name']}: {title[0].lower()}{title[1:]}")
    st.html(actor_markup.all_about(row, session.filter_labels()))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_number(row, part, total)}**", width="content")
        ui_lists.download(
            lambda: actor_queries.rows(*ask, 1, None), actor_queries.PARTS[part], total
        )
    _listed(row, part, found)
    ui_lists.pages("actors_part", total)


def _number(row: Row, part: str, total: int) -> str:
    """How many rows a part has, and of events how many there are, in words."""
    if actor_queries.PARTS[part] == "events":
        return counted_events(int(row[part]), total)
    return counted(total, TITLES[part][1])


def _listed(row: Row, part: str, rows: pd.DataFrame) -> None:
    drawn: dict[str, Callable[..., Markup]] = {
        "quotes": row_markup.quote,
        "positions": row_markup.position,
        "events": row_markup.event,
    }
    draw = drawn[actor_queries.PARTS[part]]
    # A name is looked for as a reader would: as a phrase.
    phrase = question.parse(f'"{row["name"].replace(chr(34), " ")}"')
    ui_lists.evidence_list(
        draw(one, question.highlights(phrase, one["content"]))
        if part == "named"
        else draw(one)
        for one in map(shown, rows.to_dict("records"))
    )


def _told(
    record: Record, chosen: Filters, row: Row, part: str, rows: pd.DataFrame
) -> None:
    """In a line, what a part's rows are made of, where there is more to say."""
    if part in WITHIN:
        st.html(actor_markup.made_of(row, WITHIN[part], session.filter_labels()))
    if part in BY:
        whole = rows
        if row[part] > len(rows):
            whole = actor_queries.rows(
                record, chosen, part, Key(row["actor_id"]), 1, 1_000
            )
        told, column = BY[part]
        if column == "holder":
            held = whole["actor"].where(whole["actor"] != "", whole["country"])
            whole = whole.assign(holder=held)
        counts = whole[column].value_counts(sort=True)
        names = [f"{name} ({n:,})" for name, n in counts.items()]
        st.caption(markup_base.markdown(f"{told}: {some(names, 6)}."))


def issue(record: Record, key: str) -> None:
    """
    Show one issue under the filters: what it is, who is for and against, its rows.
    """
    chosen = session.filters()
    name = session.called("issue")[key]
    # Of this issue alone; another one in the filters would leave nothing of it.
    within = Filters(**{**vars(chosen), "issue": (key,)})
    frame.title(name)
    found = issue_queries.issues(record, within)
    row = found[found["issue_id"] == key].to_dict("records")
    if not row:
        st.info("Nothing on this issue under these filters.")
        return
    held = issue_queries.by_issue(record, within, [key])
    contested = issue_queries.contested(record, within)
    now = {**session.filter_labels(), "issue": [name]}
    item = issue_markup.issue(row[0], held, contested, now, True)
    ui_lists.alone(item, shown(row[0]))
    lists: dict[str, tuple[str, Callable[[], pd.DataFrame], Draw]] = {
        "positions": (
            "stances",
            partial(stances.positions, record, within),
            row_markup.position,
        ),
        "quotes": ("quotes", partial(quotes.quotes, record, within), row_markup.quote),
        "events": (
            "timeline",
            partial(events.events, record, within),
            row_markup.event,
        ),
    }
    for kind, (page, query, draw) in lists.items():
        number = int(row[0][kind])
        if not number:
            continue
        rows = query()
        told = counted(number, NOUNS[kind])
        if kind == "events":
            told = counted_events(number, int(rows["total"].iloc[0]))
        st.subheader(told)
        ui_lists.evidence_list(map(draw, rows.head(FIRST).to_dict("records")))
        if len(rows) > FIRST:
            way = markup_base.link(page, f"All {told}", **now)
            st.html(markup_base.more(way))


def source(record: Record, key: str) -> None:
    """
    Show one source: what it is, how much of it is whose word, its statements.
    """
    only = Filters(source=(key,))
    rows = sources.sources(record, only)
    row = shown(rows[rows["source_id"] == key].to_dict("records")[0])
    frame.title(row["title"])
    ui_lists.alone(row_markup.source(row), row)
    st.subheader("Its statements, by speaker")
    actors = actor_queries.heard(record, only)
    heard = actors[actors[["in_marks", "paraphrased", "silent"]].any(axis=1)]
    if heard.empty:
        st.info("No statement of this source is in the record.")
        return
    now: markup_base.Asked = {"source": [row["shown"]]}
    part = ui_lists.page_of(heard, "sources_speakers", key).to_dict("records")
    st.html(actor_markup.speakers(part, now))
    ui_lists.pages("sources_speakers", len(heard))
    st.subheader("How much of the text does each speaker get?")
    shares = sources.attributed(record, only)
    st.html(actor_markup.shares(shares.to_dict("records")))
    words = markup_base.link("sources", "Its quotation marks, one by one", **now)
    st.html(markup_base.more(words))
