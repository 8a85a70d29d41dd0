"""What stands before Streamlit: who may speak to it."""
