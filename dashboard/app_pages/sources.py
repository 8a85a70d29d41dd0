"""The documents, how much of each is whose word, and the audit of quotation marks."""

import streamlit as st

from dashboard import (
    accounts,
    alone,
    evidence,
    exhibits,
    panels,
    proving,
    shares,
    sharing,
    ui,
    vocabulary,
)
from dashboard.filters import Filters

record, chosen = ui.record(), ui.filters()
if alone.shown("sources"):
    st.stop()

# Ask
st.title("What was read, and is every quotation mark accounted for?")
ask = (record, chosen)
sources, number = panels.paged(
    "sources_list", lambda n: accounts.sources(*ask, n), chosen
)
if not number:
    ui.nothing_left("sources")

# Answer
decisions = accounts.decisions(*ask)
marks, total = panels.paged("sources_page", lambda n: accounts.audit(*ask, n), chosen)
speech = int(decisions[decisions["decision"].isin(vocabulary.SPEECH)]["marks"].sum())

# Show
ui.evidence_list(
    evidence.source(row, bool(chosen)) for row in sources.to_dict("records")
)
panels.pages("sources_list", number)
ui.download(lambda: accounts.sources(*ask, 1, None), "sources", number)
sharing.export_as(record, Filters(), "sources")
proving.check_yourself()
shares.whose_word(chosen)
st.subheader("Every pair of quotation marks")
if not total:
    st.info("No quotation marks belong to what is selected.")
    st.stop()
st.markdown(
    f"**{total:,}** pairs: **{speech:,}** are speech, **{total - speech:,}** are not."
)
st.html(exhibits.table(
    ((row["decision"].replace("_", " "), vocabulary.WORDS["decision"][row["decision"]],
      f"{row['marks']:,}") for row in decisions.to_dict("records")),
    ("Decision", "What it means", "Pairs"),
))  # fmt: skip
ui.download(lambda: accounts.audit(*ask, 1, None), "marks", total)
ui.evidence_list(map(evidence.mark, marks.to_dict("records")))
panels.pages("sources_page", total)
