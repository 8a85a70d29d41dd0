"""Parts of pages: pickers, lists in pages, twins of pictures, what was not found."""

from collections.abc import Callable, Container
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from dashboard.charts import lanes
from dashboard.markup import method
from dashboard.markup import rows as row_markup
from dashboard.queries import ask
from dashboard.queries.filters import Filters
from dashboard.text.phrases import counted
from dashboard.ui import session

TABLE_PAGE: Final = 100  # Rows of a picture's table on one page.


def is_dark() -> bool:
    """
    Tell whether the reader's page is dark.
    """
    return st.context.theme.type == "dark"


def picks(
    chart: str, picker: str, options: dict[str, tuple[str, ...]]
) -> Callable[[], None]:
    """
    Return the callback that puts what is selected on a chart into a picker.

    The picker, not the picture, holds the choice: it is in the address, and it serves
    the keyboard.
    """
    labels = {keys: label for label, keys in options.items()}

    def put() -> None:
        points = st.session_state[chart]["selection"]["points"]
        # A picture that is drawn anew forgets its selection: the picker does not.
        if points:
            leave_cell()
            st.session_state[picker] = labels.get(tuple(points[0]["customdata"]))

    return put


def leave_cell() -> None:
    """
    Take the cell out of the address when a reader picks another (a callback).
    """
    st.query_params.pop("cell", None)


def titles(events: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """
    Return what a reader can pick on the timeline: a title, told apart, and its key.
    """
    twins = events["title"].duplicated(keep=False)
    labels = events["title"].where(
        ~twins, events["title"] + " (" + events["event_id"] + ")"
    )
    keys = zip(labels.head(session.SENT_WHOLE), events["event_id"], strict=False)
    return {label: (key,) for label, key in keys}


def page(key: str, *ask: object) -> int:
    """
    Return the page of a list that is shown now; another question begins at the first.
    """
    state = st.session_state
    if state.setdefault(f"{key}_ask", ask) != ask:
        state[f"{key}_ask"] = ask
        state[key] = 1
    asked = str(state.get(key) or st.query_params.get(key, "1"))
    # An address may ask for more than an engine can count.
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 10 else 1


def paged(
    key: str, query: Callable[[int], pd.DataFrame], *ask: object
) -> tuple[pd.DataFrame, int]:
    """
    Return the rows of the page that is shown now, the first if there is none, and how
    many rows there are in all.
    """
    found = query(page(key, *ask))
    found = query(1) if found.empty else found
    return found, int(found["total"].iloc[0]) if len(found) else 0


def piece(
    rows: pd.DataFrame, key: str, *ask: object, size: int = ask.PAGE
) -> pd.DataFrame:
    """
    Return the page that is shown now of rows that are all there, the first if none.
    """
    start = (page(key, *ask) - 1) * size
    return rows.iloc[start if start < len(rows) else 0 :].head(size)


def pages(key: str, total: int, size: int = ask.PAGE) -> None:
    """
    Draw the choice of pages under a list, where it has more than one.
    """
    if total > size:
        count = -(-total // size)
        now = st.pagination(count, key=key, bind="query-params")
        st.html(f'<p class="otr-paper">Page {now:,} of {count:,}.</p>')


def twin(rows: pd.DataFrame, name: str) -> None:
    """
    Offer what a picture shows as a table, a page of rows at a time.
    """
    with st.expander(
        "The same as a table", on_change="rerun", key=f"twin_{name}"
    ) as it:
        if not it.open:
            return
        key = f"twin_{name}_page"
        st.html(method.twin(piece(rows, key, len(rows), size=TABLE_PAGE)))
        pages(key, len(rows), TABLE_PAGE)
        session.download(lambda: rows, f"{name}_table")


def undated(events: pd.DataFrame, chosen: Filters) -> None:
    """
    List the events to which the source gives no date, a page at a time.
    """
    rows = lanes.without_day(events)
    if rows.empty:
        return
    unsaid = (rows["happened_on"] == "").all()
    why = "The source does not say when" if unsaid else "Without a day to draw"
    st.subheader(f"{why}: {counted(len(rows), 'event')}")
    shown = piece(rows, "timeline_page", chosen).to_dict("records")
    session.evidence_list(map(row_markup.event, shown))
    pages("timeline_page", len(rows))


def say_unknown(name: str, options: Container[str]) -> None:
    """
    Say that the address asks a page's own choice for what it does not offer.

    To be called before the choice is drawn, which drops the value from the address.
    """
    asked = st.query_params.get_all(name)
    held = f"{name}_unknown"
    lacking = [value[:80] for value in asked if value not in options]
    if not st.session_state.setdefault(held, lacking):
        return
    what = name.partition("_")[2]
    told = ", ".join(f"“{value}”" for value in st.session_state[held][:3])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.warning(session.plain(f"The address asks for the {what} {told}: not here."))
        st.button("Close", key=f"close_{held}", on_click=st.session_state.update,
                  args=({held: []},))  # fmt: skip


def timeline_choices(
    events: pd.DataFrame, period: tuple[date, date] | None
) -> tuple[tuple[date, date], str, bool]:
    """
    Draw what a timeline can be asked; return the range, the lanes, dates from outside.

    Where a `period` is chosen, it is the range.
    """
    ranges = {"": period} if period else lanes.ranges(events)
    for name, options in (("range", ranges), ("lanes", lanes.BY)):
        if not (period and name == "range"):
            say_unknown(f"timeline_{name}", options)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        span = "" if period else st.segmented_control(
            "Show", list(ranges), key="timeline_range", required=True, wrap=True,
            default=lanes.first_filled(events, ranges), bind="query-params",
        )  # fmt: skip
        by = st.segmented_control(
            "Lanes by", list(lanes.BY), key="timeline_lanes", required=True,
            default="country", bind="query-params",
        )  # fmt: skip
        outside = st.toggle(
            "Dates from outside the source", key="timeline_outside", bind="query-params"
        )
    return ranges[span], lanes.BY[by], outside
