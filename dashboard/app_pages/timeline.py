"""What happened when, as this source dates it."""

import streamlit as st

from dashboard import alone, panels, period_parts, sharing, ui
from dashboard.charts import findings, lanes, timeline
from dashboard.markup import method
from dashboard.markup import rows as row_markup
from dashboard.queries import stances

record, chosen = ui.record(), ui.filters()
if alone.shown("timeline"):
    st.stop()

# Ask
st.title("What happened when, by the source's own dating?")
events, period = period_parts.events(record, chosen)
titles = panels.titles(events)
panels.say_unknown("timeline_event", titles)
bounds = period_parts.bounds(period)
(first, last), by, outside = panels.timeline_choices(events, bounds)

# Answer
drawn, told = lanes.drawn(events, by, first, last, outside)
period_parts.instead(record, chosen, period, drawn)

# Show
st.caption(told)
picked = st.selectbox(
    "Event (or select one below)", list(titles), key="timeline_event", index=None,
    bind="query-params", placeholder="choose an event to see its evidence",
)  # fmt: skip
sharing.picked("Timeline", picked or "", f"From {first:%-d %B %Y} to {last:%-d %B %Y}")
if picked:
    rows = events[events["event_id"] == titles[picked][0]].to_dict("records")
    ui.evidence_list(map(row_markup.event, rows))
if len(drawn):
    figure = timeline.timeline(drawn, first, last, panels.is_dark())
    undated = len(lanes.without_day(events, outside))
    key = method.WHEN | method.OUTSIDE if outside else method.WHEN
    sharing.picture(
        figure, "Timeline", "timeline_chart",
        findings.timeline(drawn, first, last, undated),
        method.in_words(key), wide=True, config=timeline.ZOOMING,
        on_select=panels.picks("timeline_chart", "timeline_event", titles),
    )  # fmt: skip
    st.html(method.timeline_key(outside))
panels.undated(events, chosen)
total = period_parts.total(record, chosen)
ui.download(lambda: stances.events(record, chosen, size=None), "events", total)
panels.twin(events[lanes.TOLD], "events")
