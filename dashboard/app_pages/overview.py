"""What the record holds, and what a reader should know in half a minute."""

import streamlit as st

from dashboard.markup import method, overview
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts as count_queries
from dashboard.queries import sources as source_queries
from dashboard.text import titles
from dashboard.ui import lists, session

record, chosen = session.record(), session.filters()

# Ask
st.title("Who is heard here, and through whom?")
counts = count_queries.counts(record, chosen).iloc[0]
if not counts[["quotes", "positions", "events"]].any():
    session.nothing_left("quotes")

# Answer
lines = overview.lines(record, chosen, session.in_force())
actors = actor_queries.heard(record, chosen)

# Show
place = st.container()
st.html(method.story(lines))
# The answer comes first, though it stands below.
sources = source_queries.kept(record, chosen)
total = int(sources["total"].max()) if len(sources) else 0
read = titles.read_in(sources.head(3).to_dict("records"), total)
place.markdown(session.plain(f"Read in {read}."))
st.subheader("Who is heard, and how")
st.html(method.heard(actors.head(15).to_dict("records")))
if len(actors) > 15:
    st.caption(f"The 15 most heard of {len(actors):,}; all of them in the table.")
lists.twin(actors, "actors")
session.download(lambda: actor_queries.heard(record, chosen), "actors")
