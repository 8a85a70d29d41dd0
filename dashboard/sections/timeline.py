"""The timeline on its page: range, periods, what has no date."""

from datetime import date
from typing import NoReturn

import pandas as pd
import streamlit as st

from dashboard.charts import base as chart_base
from dashboard.charts import date_groups, lanes, timeline
from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.markup import legends
from dashboard.markup import timeline as timeline_markup
from dashboard.queries import events as event_queries
from dashboard.queries.filters import UNDATED, Filters
from dashboard.record import dates
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import counted_events
from dashboard.ui import lists, notices, pictures, session

PICKER = "timeline_period"
EVENT = "timeline_event"
_axis = pictures.drawn_once(timeline.timeline)


def titles(events: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """
    Return what a reader can pick on the timeline: a title, told apart, and its key.
    """
    return lists.options(events["title"], events["event_id"], session.SENT_WHOLE)


def dates_choices() -> tuple[date | None, bool, bool]:
    """
    Draw what the list of events can be asked; return a day to look at, whether dates
    from outside the source are shown, and whether a time axis is.
    """
    session.retell("timeline_day", "timeline_outside", "timeline_axis")
    # An address that names a part of the axis asks for it.
    asked = {"timeline_range", "timeline_lanes"} & set(st.query_params)
    if asked and "timeline_axis" not in {*st.session_state, *st.query_params}:
        st.session_state["timeline_axis"] = True
    with st.container(horizontal=True, vertical_alignment="bottom"):
        # A field of text: a date field takes what is typed only once it is left, and
        # its calendar opens on today's month.
        asked_day = st.text_input(
            "Look up a day", key="timeline_day", bind="query-params",
            placeholder="26 July 2023", width=180,
        )  # fmt: skip
        outside = st.toggle(
            "Add dates from general knowledge",
            key="timeline_outside",
            bind="query-params",
        )
        axis = st.toggle(
            "Show as a chart over time", key="timeline_axis", bind="query-params"
        )
    typed = (asked_day or "").strip()[:40]
    day = dates.day(typed)
    if typed and day is None:
        told = f"“{typed}” is no day: write it as 26 July 2023 or 2023-07-26."
        st.warning(markup_base.markdown(told))
    return day, outside, axis


def by_date(
    events: pd.DataFrame, chosen: Filters, day: date | None, outside: bool
) -> None:
    """
    List each event once, by what is known of its date, a page at a time.
    """
    groups = date_groups.by_date(events, outside)
    if day:
        st.info(date_groups.on_day(groups, day))
    whole = sum(one.number for one in groups)
    st.caption(_looked_at(events, whole))
    st.html(legends.dates_key(outside))
    start = lists.begin("timeline_page", whole, chosen, size=lists.TABLE_PAGE)
    shown = date_groups.part(groups, start, lists.TABLE_PAGE)
    st.html(timeline_markup.groups(shown, timeline_markup.tellers(events)))
    lists.pages("timeline_page", whole, lists.TABLE_PAGE)


def _looked_at(events: pd.DataFrame, number: int) -> str:
    """How many events are listed, and why not all of them."""
    told = f"{counted_events(number, len(events))}, newest first, each under"
    told += " its date or period."
    total = int(events["total"].iloc[0])
    if total > len(events):
        told += f" Only the first {len(events):,} of {total:,} accounts by date are"
        told += " looked at: narrow them to see later ones."
    return told


def accounts(events: pd.DataFrame, key: str) -> list[Row]:
    """
    Return the accounts of an event, that with this key first.
    """
    is_it = events["event_id"] == key
    others = events["event"].isin(events.loc[is_it, "event"]) & ~is_it
    return [*events[is_it].to_dict("records"), *events[others].to_dict("records")]


def _axis_choices(
    events: pd.DataFrame, period: tuple[date, date] | None
) -> tuple[tuple[date, date], str]:
    """
    Draw what a time axis can be asked; return the range and the lanes.

    Where a `period` is chosen, it is the range.
    """
    ranges = {"": period} if period else lanes.ranges(events)
    for name, options in (("range", ranges), ("lanes", lanes.BY)):
        if not (period and name == "range"):
            notices.say_unknown(f"timeline_{name}", options)
    usual = lanes.first_filled(events, ranges)
    if not period:
        session.follow("timeline_range", usual)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        span = "" if period else st.segmented_control(
            "Show", list(ranges), key="timeline_range", required=True, wrap=True,
            default=usual, bind="query-params",
        )  # fmt: skip
        by = st.segmented_control(
            "Group by", list(lanes.BY), key="timeline_lanes", required=True,
            default="issue", bind="query-params",
        )  # fmt: skip
    return ranges[span], lanes.BY[by]


def _choose(record: Record, chosen: Filters, total: int) -> str:
    """
    Draw the choice of a period where events are too many to be drawn one by one; return
    the name of the one that is chosen, "" for all of time.
    """
    asked = str(st.session_state.get(PICKER) or st.query_params.get(PICKER, ""))
    if total < lanes.DRAWN and not asked:
        return ""
    at = asked if event_queries.is_period(asked) else ""
    options = event_queries.options(record, chosen, at)
    notices.say_unknown(PICKER, options)
    picked: str | None = st.selectbox(
        "Year, month or day of beginning", options, key=PICKER, index=None,
        bind="query-params", placeholder="all of time",
    )  # fmt: skip
    return picked or ""


def total(record: Record, chosen: Filters) -> int:
    """
    Return how many accounts of events there are in all of time.
    """
    return int(event_queries.counts(record, chosen)["accounts"].sum())


def events(record: Record, chosen: Filters) -> tuple[pd.DataFrame, str]:
    """
    Return the events that begin in the period that a reader chooses, and its name.

    Where they are too many to be looked at one by one, draw how many begin when, and
    end the page.
    """
    whole = total(record, chosen)
    if not whole:
        notices.nothing_left("events")
    period = _choose(record, chosen, whole)
    if not period and whole > event_queries.LOOKED:
        _draw(record, chosen, period)
    if not period:
        return event_queries.events(record, chosen), period
    if period == UNDATED:
        return event_queries.events(record, chosen, of=0), period
    within = event_queries.key(period)
    found = event_queries.events(record, chosen, within=within, of=len(period))
    if found["total"].iloc[0] > event_queries.LOOKED and event_queries.has_parts(
        period
    ):
        _draw(record, chosen, period)
    return found, period


def axis(
    record: Record, chosen: Filters, events: pd.DataFrame, period: str, outside: bool
) -> None:
    """
    Draw what is dated well between two days; where that is too much for a picture and a
    shorter period is there, how many events begin when, and end the page.
    """
    events = lanes.closely_dated(events)
    (first, last), by = _axis_choices(events, bounds(period))
    drawn, told = lanes.drawn(events, by, first, last, outside)
    many = drawn["event_id"].nunique() >= lanes.DRAWN
    if many and event_queries.has_parts(period):
        _draw(record, chosen, period)
    st.caption(told)
    days = " to ".join(readable(day.isoformat()) for day in (first, last))
    pictures.picked("Timeline", "", f"From {days}")
    if drawn.empty:
        return
    left_out = len(lanes.without_day(lanes.one_each(events, outside), outside))
    key = legends.WHEN | legends.OUTSIDE if outside else legends.WHEN
    st.html(legends.timeline_key(outside))
    pictures.picture(
        _axis(drawn, first, last, pictures.is_dark()),
        "Timeline", "timeline_chart",
        timeline.describe(drawn, first, last, left_out), legends.in_words(key),
        wide=True, config=timeline.ZOOMING,
        on_select=pictures.on_select("timeline_chart", EVENT, titles(events)),
    )  # fmt: skip


def bounds(period: str) -> tuple[date, date] | None:
    """
    Return the first and last day of a period that has such days.
    """
    return event_queries.bounds(period) if period not in ("", UNDATED) else None


def _draw(record: Record, chosen: Filters, period: str) -> NoReturn:
    """Draw how many events begin when; a bar leads to those that it counts."""
    rows = event_queries.parts(record, chosen, period)
    dated = rows[rows["period"] != UNDATED]
    number = counted_events(int(rows["events"].sum()), int(rows["accounts"].sum()))
    told = f"{number}, too many to draw one by one: "
    if len(dated):
        unit = event_queries.UNITS[len(dated["period"].iloc[0])]
        told += f"counted by the {unit} in which they begin. Select a bar, choose a"
        told += f" {unit}, or filter"
    if len(dated) < len(rows):
        lacking = int(rows["events"].iloc[-1])
        told += f"; the beginning of {lacking:,} is not known (choose “{UNDATED}”)"
    st.caption(f"{told}.")
    pictures.picked("Timeline", period, period and f"Events that begin in {period}")
    if len(dated):
        reachable: dict[str, tuple[str, ...]] = {n: (n,) for n in dated["period"]}
        pictures.picture(
            timeline.counts(dated, pictures.is_dark()),
            "Timeline",
            "timeline_counts",
            timeline.describe_periods(dated, unit),
            "Bar: events that begin in this time.",
            wide=False,
            config=chart_base.PLAIN,
            on_select=pictures.on_select("timeline_counts", PICKER, reachable),
        )
    whole = total(record, chosen)
    lists.download(
        lambda: event_queries.events(record, chosen, size=None), "events", whole
    )
    lists.twin(rows[["period", "events"]], "periods")
    st.stop()
