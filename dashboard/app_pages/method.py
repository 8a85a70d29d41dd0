"""What each column and word means, who coded the record, what it does not claim."""

from functools import partial

import streamlit as st

from dashboard.markup import base as markup_base
from dashboard.markup import method
from dashboard.queries import counts as count_queries
from dashboard.record import schema
from dashboard.ui import frame, lists, session

record, chosen = session.record(), session.filters()

# Ask
frame.title("How was this record made, and what does it not claim?")

# Answer
about = record.about
counts, sizes = method.rows(record, chosen), count_queries.sizes(record, chosen)

# Show
st.html(method.about(about))
for remark in record.remarks:
    st.caption(markup_base.markdown(f"Of its files: {remark}"))
st.subheader("What the record does not claim")
st.html(method.not_claimed())
st.subheader("How it was coded")
st.html(method.rules())
st.subheader("The tables")
for table in schema.TABLES.values():
    row = counts[table.name]
    # What is not looked at is not sent: ten tables are most of the page.
    told = f"{table.name}: {table.row_is} ({row})"
    with st.expander(told, key=f"method_{table.name}", on_change="rerun") as it:
        if it.open:
            st.html(method.columns(table))
            rows = partial(count_queries.table, record, chosen, table.name)
            lists.download(rows, table.name, sizes[table.name][0])
