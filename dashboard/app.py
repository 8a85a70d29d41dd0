"""The frame: menu, shared filters, what is filtered now."""

import sys
from pathlib import Path

# Where only requirements.txt is installed, the package is found beside this file.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import streamlit as st

from dashboard.serving import sign_in
from dashboard.text.titles import PAGES
from dashboard.ui import frame, lists, notices, session, sharing

session.begin()
page = st.navigation(
    [
        st.Page(f"app_pages/{name}.py", title=title, url_path=name, default=not number)
        for number, (name, title) in enumerate(PAGES.items())
    ],
    position="top",
)
icon = Path(__file__).with_name("icon.svg")
st.set_page_config(page_icon=str(icon), layout="wide")
if not sign_in.let_in():
    st.stop()
with notices.failures_told():
    frame.draw(page.url_path or "overview", page.title)
    # A page may stop early; what stands below it is drawn before.
    body, foot = st.container(), st.container()
    with foot:
        sharing.source_line()
        lists.copying()
    with body:
        page.run()
