"""What is at issue, and who is on which side, on whose word."""

import streamlit as st

from dashboard.markup import base as markup_base
from dashboard.markup import issues as issue_markup
from dashboard.queries import issues as issue_queries
from dashboard.sections import row_page
from dashboard.text.phrases import counted
from dashboard.ui import frame, lists, notices, session

ISSUES = 12  # On one page: each takes as much room as ten rows of a list.
record, chosen = session.record(), session.filters()
if row_page.show("issues"):
    st.stop()

# Ask
frame.title("Issues: who is for, who is against?")
issues = issue_queries.issues(record, chosen)
if not issues[["quotes", "positions", "events"]].any(axis=None):
    notices.nothing_left("positions")

# Answer
shown = lists.page_of(issues, "issues_page", chosen, size=ISSUES)
held = issue_queries.by_issue(record, chosen, shown["issue_id"])
contested = issue_queries.contested(record, chosen)

# Show
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{counted(len(issues), 'issue')}**", width="content")
    lists.download(lambda: issue_queries.issues(record, chosen), "issues")
st.html(markup_base.list_of(
    issue_markup.issue(row, held, contested, session.filter_labels())
    for row in shown.to_dict("records")
))  # fmt: skip
lists.pages("issues_page", len(issues), ISSUES)
