"""Who is for what, issue by issue, and on whose word."""

from functools import partial

import streamlit as st

from dashboard.markup import rows
from dashboard.queries import stances as stance_queries
from dashboard.sections import row_page
from dashboard.sections import stances as stance_section
from dashboard.text.phrases import counted
from dashboard.ui import frame, lists, notices, pictures, session

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
stance_section.open_cell(cells)
picked = st.selectbox(
    "Country and issue (or click one below)", list(cells), key="stances_cell",
    index=None, bind="query-params", on_change=pictures.leave_cell,
    placeholder="all positions, in the order printed",
)  # fmt: skip
pictures.picked("Stances", picked or "", picked or "")
# Where a cell is picked, its answer stands above the picture; else all of them below.
answer, picture, below = (st.container() for _ in range(3))
if not picked:
    stance_section.picture(picture, shown, record, chosen, cells)
country, issue = cells.get(picked or "", (None, None))
ask = (record, chosen, country, issue)
found, total = lists.paged(
    "stances_page", lambda n: stance_queries.positions(*ask, page=n), *ask
)

# Show
with answer if picked else below:
    if picked:
        stance_section.cell_in_words(record, chosen, cells[picked], found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(total, 'position')}**", width="content")
        every = partial(stance_queries.positions, *ask, size=None)
        lists.download(every, "positions", total)
    lists.evidence_list(rows.position(row) for row in found.to_dict("records"))
    lists.pages("stances_page", total)
# What was asked is painted before the browser is busy with the picture's new frame.
if picked:
    stance_section.picture(picture, shown, record, chosen, cells, picked)
with below:
    lists.twin(shown.drop(columns=stance_section.COUNTS), "stances")
