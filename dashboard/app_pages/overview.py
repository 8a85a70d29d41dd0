"""What the record holds, and what a reader should know in half a minute."""

import streamlit as st

from dashboard.markup import actors as actor_markup
from dashboard.markup import overview
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts as count_queries
from dashboard.queries import sources as source_queries
from dashboard.record.problems import counted
from dashboard.sections import stances as matrix_section
from dashboard.text import titles
from dashboard.ui import frame, lists, notices, session

record, chosen = session.record(), session.filters()

# Ask
frame.title("Who said what, and how do we know?")
counts = count_queries.counts(record, chosen).iloc[0]
if not counts[["quotes", "positions", "events"]].any():
    notices.nothing_left("quotes")

# Answer
findings = overview.findings(record, chosen, session.filter_labels())
actors = actor_queries.heard(record, chosen)

# Show
place = st.container()
st.html(overview.findings_list(findings))
# The answer comes first, though it stands below.
sources = source_queries.left_by_filters(record, chosen)
total = int(sources["total"].max()) if len(sources) else 0
read = titles.read_in(sources.head(3).to_dict("records"), total)
title = str(record.about.get("title") or "")
place.html(overview.about(title, read, sources.to_dict("records")))
matrix_section.small(record, chosen)
st.subheader("Who is quoted, and how")
st.html(actor_markup.heard(actors.head(15).to_dict("records")))
if len(actors) > 15:
    st.caption(f"The first 15 of {len(actors):,}; all of them in the table below.")
lists.twin(actors, "actors")
if record.remarks:
    many = counted(len(record.remarks), "remarks")
    st.caption(f"{many} on how the record's files were read: see the page Method.")
lists.download(lambda: actor_queries.heard(record, chosen), "actors")
