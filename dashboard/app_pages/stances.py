"""Who is for what, issue by issue, and on whose word."""

import time

import streamlit as st

from dashboard.markup import rows
from dashboard.queries import stances as stance_queries
from dashboard.sections import row_page
from dashboard.sections import stances as stance_section
from dashboard.text.phrases import counted
from dashboard.ui import frame, lists, notices, pictures, session

PAINTED = 0.05  # Seconds in which a browser paints a list that came to it.
record, chosen = session.record(), session.filters()
if row_page.show("stances"):
    st.stop()

# Ask
frame.title("Who is for what, and who says so?")
down, across = (lists.page(f"stances_{way}", chosen) for way in ("down", "across"))
shown = stance_section.part(record, chosen, down, across)
if shown.empty:
    notices.nothing_left("positions")

# Answer
cells = stance_section.cells(shown, record, chosen)

# Show
stance_section.above(shown, cells)
picture = st.container()
picked = st.selectbox(
    "Country and issue (or select a segment above)", list(cells), key="stances_cell",
    index=None, bind="query-params", on_change=pictures.leave_cell,
    placeholder="all positions, in the order printed",
)  # fmt: skip
pictures.picked("Stances", picked or "", picked or "")
whole = int(stance_queries.positions(record, chosen)["total"].iloc[0])
if not picked:
    stance_section.picture(picture, shown, whole, cells)
country, issue = cells.get(picked or "", (None, None))
ask = (record, chosen, country, issue)
found, total = lists.paged(
    "stances_page", lambda n: stance_queries.positions(*ask, page=n), *ask
)
if picked:
    stance_section.cell_in_words(record, chosen, cells[picked], found)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{counted(total, 'position')}**", width="content")
    lists.download(
        lambda: stance_queries.positions(*ask, size=None), "positions", total
    )
lists.evidence_list(rows.position(row) for row in found.to_dict("records"))
lists.pages("stances_page", total)
# The picture stands there already: what was asked comes before its new frame, and is
# painted before the browser is busy with that.
if picked:
    time.sleep(PAINTED)
    stance_section.picture(picture, shown, whole, cells, picked)
lists.twin(shown.drop(columns=["countries", "issues"]), "stances")
