"""What happened when, as this source dates it."""

import streamlit as st

from dashboard.charts import lanes
from dashboard.charts import timeline as timeline_charts
from dashboard.markup import legends
from dashboard.markup import rows as row_markup
from dashboard.queries import events as event_queries
from dashboard.record.dates import readable
from dashboard.sections import row_page
from dashboard.sections import timeline as timeline_section
from dashboard.ui import lists, notices, pictures, session

record, chosen = session.record(), session.filters()
if row_page.show("timeline"):
    st.stop()

# Ask
st.title("What happened when, by the source's own dating?")
events, period = timeline_section.events(record, chosen)
titles = timeline_section.titles(events)
notices.say_unknown("timeline_event", titles)
bounds = timeline_section.bounds(period)
(first, last), by, outside = timeline_section.timeline_choices(events, bounds)

# Answer
drawn, told = lanes.drawn(events, by, first, last, outside)
timeline_section.instead(record, chosen, period, drawn)

# Show
st.caption(told)
picked = st.selectbox(
    "Event (or select one below)", list(titles), key="timeline_event", index=None,
    bind="query-params", placeholder="choose an event to see its evidence",
)  # fmt: skip
days = " to ".join(readable(day.isoformat()) for day in (first, last))
pictures.picked("Timeline", picked or "", f"From {days}")
if picked:
    accounts = timeline_section.accounts(events, titles[picked][0])
    lists.evidence_list(map(row_markup.event, accounts))
if len(drawn):
    figure = timeline_charts.timeline(drawn, first, last, pictures.is_dark())
    undated = len(lanes.without_day(lanes.one_each(events, outside), outside))
    key = legends.WHEN | legends.OUTSIDE if outside else legends.WHEN
    pictures.picture(
        figure, "Timeline", "timeline_chart",
        timeline_charts.describe(drawn, first, last, undated),
        legends.in_words(key), wide=True, config=timeline_charts.ZOOMING,
        on_select=pictures.on_select("timeline_chart", "timeline_event", titles),
    )  # fmt: skip
    st.html(legends.timeline_key(outside))
timeline_section.undated(events, chosen)
total = timeline_section.total(record, chosen)
lists.download(lambda: event_queries.events(record, chosen, size=None), "events", total)
lists.twin(lanes.one_each(events, outside)[lanes.TOLD], "events")
