"""The frame: menu, shared filters, what is filtered now."""

import sys
from pathlib import Path

# Where only requirements.txt is installed, the package is found beside this file.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import streamlit as st

from dashboard import frame

PAGES = {
    "overview": "Overview",
    "timeline": "Timeline",
    "stances": "Stances",
    "quotes": "Quotes",
    "actors": "Actors",
    "issues": "Issues",
    "sources": "Sources",
    "method": "Method",
}

page = st.navigation(
    [
        st.Page(f"app_pages/{name}.py", title=title, url_path=name, default=not number)
        for number, (name, title) in enumerate(PAGES.items())
    ],
    position="top",
)
icon = Path(__file__).with_name("icon.svg")
st.set_page_config(f"{page.title} · On the Record", str(icon), "wide")
frame.draw(page.url_path or "overview")
page.run()
