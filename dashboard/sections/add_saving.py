"""What a check says of an article that is added, and where it goes."""

from typing import Final

import streamlit as st

from dashboard.coding import fields, saving
from dashboard.coding.checking import Problem
from dashboard.markup import base as markup_base
from dashboard.record.files import NotWritten
from dashboard.record.problems import RecordRefused
from dashboard.text.phrases import counted
from dashboard.ui import drafts, session
from dashboard.ui.drafts import Work

SHOWN: Final = 30  # Problems that are listed at once.
# What a reader calls the rows of a table, one of them.
NOUNS: Final = {
    "quotes": "statement", "positions": "stance", "events": "event",
    "marks": "pair of quotation marks", "actors": "person or body",
    "countries": "country", "issues": "issue",
}  # fmt: skip


@st.fragment
def show() -> None:
    """
    Draw the check of what is confirmed, and the ways in which it is kept.
    """
    work = drafts.work()
    if work.desk is None:
        return
    st.subheader("Check and save")
