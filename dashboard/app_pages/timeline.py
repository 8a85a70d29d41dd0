"""What happened when, as this source dates it."""

import streamlit as st

from dashboard.charts import lanes
from dashboard.markup import rows as row_markup
from dashboard.queries import events as event_queries
from dashboard.sections import row_page
from dashboard.sections import timeline as timeline_section
from dashboard.ui import frame, lists, notices, pictures, session

record, chosen = session.record(), session.filters()
if row_page.show("timeline"):
    st.stop()

# Ask
frame.title("What happened when, according to the report?")
events, period = timeline_section.events(record, chosen)
titles = timeline_section.titles(events)
notices.say_unknown("timeline_event", titles)
day, outside, axis = timeline_section.dates_choices()

# Show
picked = st.selectbox(
    "Choose an event (or open one in the list)", list(titles),
    key="timeline_event", index=None,
    bind="query-params", placeholder="choose an event",
)  # fmt: skip
pictures.picked("Timeline", picked or "", "")
if picked:
    accounts = timeline_section.accounts(events, titles[picked][0])
    lists.evidence_list(map(row_markup.event, accounts))
if axis:
    timeline_section.axis(record, chosen, events, period, outside)
timeline_section.by_date(events, chosen, day, outside)
total = timeline_section.total(record, chosen)
lists.download(lambda: event_queries.events(record, chosen, size=None), "events", total)
lists.twin(lanes.one_each(events, outside)[lanes.TOLD], "events")
