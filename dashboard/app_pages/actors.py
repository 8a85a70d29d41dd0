"""Who is heard, through whom, and who is only talked about."""

import streamlit as st

from dashboard.markup import actors as actor_markup
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts as count_queries
from dashboard.sections import network, row_page
from dashboard.text.phrases import counted
from dashboard.ui import frame, lists, notices, session

record, chosen = session.record(), session.filters()
if row_page.show("actors"):
    st.stop()

# Ask
frame.title("Who is quoted, via whom, and who is not?")
counts = count_queries.counts(record, chosen).iloc[0]
if not counts[["quotes", "positions", "events"]].any():
    notices.nothing_left("quotes")

# Answer
now = session.filter_labels()
actors = actor_queries.with_figures(record, chosen)
unheard = actor_queries.unheard(record, chosen)
relayed = actor_queries.relayed_only(record, chosen)
spoken = actor_queries.spoken_for(record, chosen)

# Show
st.subheader(f"In the story, without a statement: {counted(len(unheard), 'actor')}")
st.caption(
    "They take part in events, or others describe their views or name them. The record"
    " has no statement by them."
)
shown = lists.page_of(unheard, "actors_unheard", chosen)
st.html(actor_markup.unheard(shown.to_dict("records"), now))
lists.pages("actors_unheard", len(unheard))
st.subheader(f"Heard only second-hand: {counted(len(relayed), 'actor')}")
st.caption("Each of their statements reached the news agency or the publisher via"
           " somebody else.")  # fmt: skip
shown = lists.page_of(relayed, "actors_relayed", chosen)
st.html(actor_markup.relayed(shown.to_dict("records"), now))
lists.pages("actors_relayed", len(relayed))
st.subheader("Who speaks for which country")
states = spoken.drop_duplicates("country_id")[["country_id"]]
shown = lists.page_of(states, "actors_states", chosen)
st.html(actor_markup.states(spoken.merge(shown, validate="m:1"), now))
lists.pages("actors_states", len(states))
st.subheader("How statements reached us, and who describes whose position")
network.show(chosen)
st.subheader(f"All: {counted(len(actors), 'actor')}")
shown = lists.page_of(actors, "actors_page", chosen)
st.html(actor_markup.everybody(shown.to_dict("records"), now))
lists.pages("actors_page", len(actors))
lists.download(lambda: actor_queries.with_figures(record, chosen), "actors")
