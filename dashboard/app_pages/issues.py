"""What is at issue, and who is on which side, on whose word."""

import streamlit as st

from dashboard import alone, panels, ui
from dashboard.markup import issues as issue_markup
from dashboard.markup import rows
from dashboard.queries import issues as issue_queries
from dashboard.text.sentences import counted

ISSUES = 12  # On one page: each takes as much room as ten rows of a list.
record, chosen = ui.record(), ui.filters()
if alone.shown("issues"):
    st.stop()

# Ask
st.title("What is at issue, and who is on which side?")
issues = issue_queries.issues(record, chosen)
if not issues[["quotes", "positions", "events"]].any(axis=None):
    ui.nothing_left("positions")

# Answer
shown = panels.piece(issues, "issues_page", chosen, size=ISSUES)
held = issue_queries.by_issue(record, chosen, shown["issue_id"])
contested = issue_queries.contested(record, chosen)

# Show
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{counted(len(issues), 'issue')}**", width="content")
    ui.download(lambda: issue_queries.issues(record, chosen), "issues")
st.html(rows.listed(
    issue_markup.issue(row, held, contested, ui.in_force())
    for row in shown.to_dict("records")
))  # fmt: skip
panels.pages("issues_page", len(issues), ISSUES)
