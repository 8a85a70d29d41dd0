"""The documents, how much of each is whose word, and the audit of quotation marks."""

import streamlit as st

from dashboard import evidence, exhibits, panels, tallies, ui, vocabulary

record, chosen = ui.record(), ui.filters()

# Ask
st.title("What was read, and is every word accounted for?")
sources = tallies.sources(record, chosen)
if sources.empty:
    ui.nothing_left("sources")

# Answer
shares = tallies.attributed(record, chosen)
decisions = tallies.decisions(record, chosen)
key = panels.page_key("marks", chosen)
marks = tallies.audit(record, chosen, panels.page(key))
total = int(marks["total"].iloc[0]) if len(marks) else 0
speech = int(decisions[decisions["decision"].isin(vocabulary.SPEECH)]["marks"].sum())

# Show
ui.evidence_list(evidence.source(row) for row in sources.to_dict("records"))
ui.download(lambda: tallies.sources(record, chosen), "sources")
st.subheader("How much of the text is whose word?")
st.caption("The share of the sources' text that each speaker's statements cover. A view"
           " told within another's statement counts for both.")  # fmt: skip
st.html(exhibits.shares(shares.to_dict("records")))
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
ui.download(lambda: tallies.audit(record, chosen, 1, None), "marks")
ui.evidence_list(map(evidence.mark, marks.to_dict("records")))
panels.pages(key, total)
