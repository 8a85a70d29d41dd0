"""What pages share in Streamlit: session, frame, lists, pictures, sharing."""
