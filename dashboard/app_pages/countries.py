"""Which country is heard itself, and who says what it holds."""

import streamlit as st

from dashboard.markup import countries as country_markup
from dashboard.queries import countries as country_queries
from dashboard.sections import countries, row_page
from dashboard.ui import frame, lists, notices, session

record, chosen = session.record(), session.filters()
if row_page.show("countries", country=countries.show):
    st.stop()

# Ask
frame.title("Which countries speak for themselves?")
rows = country_queries.with_figures(record, chosen)
if not rows[list(country_queries.PARTS)].any(axis=None):
    notices.nothing_left("quotes")

# Answer
shown = lists.page_of(rows, "countries_page", chosen)
states = rows[rows["country_id"] != ""]
heard = int((states["own"] > 0).sum())
none = countries.called(record) if len(states) < len(rows) else ""

# Show
with st.container(horizontal=True, vertical_alignment="center"):
    told = f"{heard:,} of {len(states):,} countries and blocs speak for themselves"
    st.markdown(f"**{told}**", width="content")
    lists.download(lambda: country_queries.with_figures(record, chosen), "countries")
now = session.filter_labels()
st.html(country_markup.everyone(shown.to_dict("records"), none, now))
lists.pages("countries_page", len(rows))
