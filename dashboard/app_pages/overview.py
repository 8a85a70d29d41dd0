"""What the record holds, and what a reader should know in half a minute."""

import streamlit as st

from dashboard import accounts, exhibits, panels, story, tallies, ui, view

record, chosen = ui.record(), ui.filters()

# Ask
st.title("Who is heard here, and through whom?")
counts = tallies.counts(record, chosen).iloc[0]
if not counts[["quotes", "positions", "events"]].any():
    ui.nothing_left("quotes")

# Answer
lines = story.lines(record, chosen, ui.in_force())
actors = tallies.heard(record, chosen)

# Show
place = st.container()
st.html(exhibits.story(lines))
# The answer comes first, though it stands below.
sources = accounts.kept(record, chosen)
total = int(sources["total"].max()) if len(sources) else 0
read = view.read_in(sources.head(3).to_dict("records"), total)
place.markdown(ui.plain(f"Read in {read}."))
st.subheader("Who is heard, and how")
st.html(exhibits.heard(actors.head(15).to_dict("records")))
if len(actors) > 15:
    st.caption(f"The 15 most heard of {len(actors):,}; all of them in the table.")
panels.twin(actors, "actors")
ui.download(lambda: tallies.heard(record, chosen), "actors")
