"""The page that others are measured against: a table, a picture, one choice."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

DATA = Path(__file__).resolve().parents[2] / "data" / "quotes.csv"

st.title("A bare page")
rows = pd.read_csv(DATA, dtype=str, keep_default_na=False)
kinds = st.segmented_control("Rows", ["all", "indirect"], default="all", required=True)
if kinds != "all":
    rows = rows[rows["kind"] == kinds]
counts = rows["speaker_id"].value_counts()
st.plotly_chart(go.Figure(go.Bar(x=counts.index, y=counts)), key="picture")
st.dataframe(rows, hide_index=True)
st.html(f'<p class="told">{len(rows)} rows</p>')
