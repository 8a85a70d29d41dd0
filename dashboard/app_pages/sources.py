"""The documents, how much of each is whose word, and the audit of quotation marks."""

import streamlit as st

from dashboard.markup import base as markup_base
from dashboard.markup import rows
from dashboard.queries import sources as source_queries
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.sections import row_page, shares, verify
from dashboard.ui import frame, lists, notices, session, sharing

record, chosen = session.record(), session.filters()
if row_page.show("sources"):
    st.stop()

# Ask
frame.title("What was read, and what is in quotation marks?")
ask = (record, chosen)
sources, number = lists.paged(
    "sources_list", lambda n: source_queries.sources(*ask, n), chosen
)
if not number:
    notices.nothing_left("sources")

# Answer
decisions = source_queries.decisions(*ask)
marks, total = lists.paged(
    "sources_page", lambda n: source_queries.audit(*ask, n), chosen
)
speech = int(decisions[decisions["decision"].isin(codebook.SPEECH)]["marks"].sum())

# Show
lists.evidence_list(
    rows.source(row, bool(chosen)) for row in sources.to_dict("records")
)
lists.pages("sources_list", number)
lists.download(lambda: source_queries.sources(*ask, 1, None), "sources", number)
sharing.export_as(record, Filters(), "sources")
verify.check_yourself()
shares.whose_word(chosen)
st.subheader("Every pair of quotation marks")
if not total:
    st.info("No quotation marks belong to what is selected.")
    st.stop()
st.markdown(
    f"**{total:,}** pairs: **{speech:,}** hold somebody’s words,"
    f" **{total - speech:,}** do not."
)
st.html(markup_base.table(
    ((codebook.plain("decision", row["decision"]),
      codebook.WORDS["decision"][row["decision"]],
      f"{row['marks']:,}") for row in decisions.to_dict("records")),
    ("Classed as", "What it means", "Pairs"),
))  # fmt: skip
lists.download(lambda: source_queries.audit(*ask, 1, None), "marks", total)
lists.evidence_list(map(rows.mark, marks.to_dict("records")))
lists.pages("sources_page", total)
