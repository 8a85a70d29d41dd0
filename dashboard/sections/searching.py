"""What the page Quotes says of a search: how it was read, and what is near."""

from collections.abc import Iterator

import pandas as pd
import streamlit as st

from dashboard.markup import rows
from dashboard.queries.filters import Filters
from dashboard.search import question as typed_question
from dashboard.search import quotes
from dashboard.text.tokens import fold
from dashboard.ui import session


def said(typed: str, total: int) -> bool:
    """
    Say how what was typed is read, and what is near; tell whether anything is found.
    """
    question = typed_question.understood(typed)
    if told := typed_question.told(question):
        st.caption(session.plain(f"Looked for: {told}."))
    if question.left_out:
        st.caption(f"Only the first {typed_question.LONGEST} words are looked for.")
    if total:
        _also(question)
    else:
        _no_match(question, typed)
    return bool(total)


def lit(typed: str, found: pd.DataFrame) -> Iterator[str]:
    """
    Give rows of `quotes.quotes` as list items, what was typed highlighted.
    """
    question = typed_question.understood(typed)
    for row in found.to_dict("records"):
        yield rows.quote(row, typed_question.highlights(question, row["content"]))


def _no_match(question: typed_question.Question, typed: str) -> None:
    """Say that no quote holds what was typed, and what the record holds near it."""
    record = session.record()
    told = "No quote holds all of this."
    if session.filters():
        anywhere = quotes.quotes(record, Filters(), typed, size=1)
        number = int(anywhere["total"].iloc[0]) if len(anywhere) else 0
        told = (
            f"No quote under these filters holds all of this; without them {number:,}."
        )
    near = quotes.likely(record, question)
    if near:
        told += f" Words here that begin so: {', '.join(near)}."
    asked = fold(typed.strip())
    names = [name for name in session.labels("actor") if asked and asked in fold(name)][
        :3
    ]
    if names:
        told += f" As an actor (see the filters): {', '.join(names)}."
    st.info(session.plain(told))


def _also(question: typed_question.Question) -> None:
    """Name longer words that begin with what was typed: only whole words are found."""
    if len(question.words) == 1 and len(question.words[0]) > 2:
        near = quotes.likely(session.record(), question)
        if near:
            st.caption(session.plain(f"Also in this record: {', '.join(near)}"))
