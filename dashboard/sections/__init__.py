"""Parts of one page in Streamlit: search, matrix, timeline, network, checking."""
