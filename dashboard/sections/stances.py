"""The matrix on its page: which part is drawn, and which cells can be picked."""

import time
from collections import Counter
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts import base as chart_base
from dashboard.charts import stances as stance_charts
from dashboard.citing import attribution, permalinks
from dashboard.citing.excerpt import excerpt
from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.markup import legends, matrix
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from dashboard.text import tokens
from dashboard.text.sentences import STATELESS, many, named_cell
from dashboard.ui import notices, pictures, session

PAINTED: Final = 0.05  # Seconds in which a browser paints a list that came to it.
# What a part of the matrix says of the whole.
COUNTS: Final = ["countries", "issues", "issues_down"]
SMALL: Final = (6, 5)  # Of the longer side and of the shorter, on the first page.
LONG: Final = 3  # Letters of a word that tells too little to relate two issues.


def part(record: Record, chosen: Filters, down: int, across: int) -> pd.DataFrame:
    """
    Return a part of the matrix (`stances.part`), the first where there is none so far.
    """
    places = ((down, across), (down, 1), (1, across), (1, 1))
    found = (stance_queries.part(record, chosen, *place) for place in places)
    return next((rows for rows in found if len(rows)), pd.DataFrame())


def cells(
    shown: pd.DataFrame, record: Record, chosen: Filters
) -> dict[str, tuple[str, ...]]:
    """
    Return the cells that can be picked: what a reader calls each, and its keys.

    They are all that hold positions; of a large matrix those of the part that is
    `shown` (`stances.part`), and the one that is asked for.
    """
    rows = shown
    if shown["countries"].iloc[0] * shown["issues"].iloc[0] <= session.SENT_WHOLE:
        rows = stance_queries.stances(record, chosen)
    elif asked := _asked_cell():
        rows = pd.concat([stance_queries.cell(record, chosen, asked), shown])
    rows = rows.drop_duplicates(["country_id", "issue_id"])
    return {
        named_cell(row): (row["country_id"], row["issue_id"])
        for row in rows.to_dict("records")
    }


def cell_in_words(
    record: Record, chosen: Filters, keys: tuple[str, ...], found: pd.DataFrame
) -> None:
    """
    Say what a cell holds: each of its positions, where a page (`found`) holds all.
    """
    means = markup_base.markdown(excerpt(found["support_means"].iloc[0]))
    st.markdown(f"**“Supports” means:** {means}")
    if found["total"].iloc[0] > len(found):
        told = many(stance_queries.cell(record, chosen, keys))
        st.info(markup_base.markdown(told))
    else:
        whole = stance_queries.cell(record, Filters(), keys)
        lines = [markup_base.markdown(line) for line in attribution.cell(found, whole)]
        name = markup_base.markdown(named_cell(found.to_dict("records")[0]))
        st.info("\n".join([f"**{name}**\n", *(f"- {line}" for line in lines)]))
    if near := _related(keys, stance_queries.stances(record, chosen)):
        links = (
            markup_base.link("stances", issue, stances_cell=name)
            for name, issue in near.items()
        )
        st.html(markup_base.see_also(links))


def _related(keys: tuple[str, ...], stances: pd.DataFrame) -> dict[str, str]:
    """
    The other cells of a holder on near issues, each by what a reader calls it: issues
    of the same topic, else those whose labels share a rare word with this one's.
    """
    country, issue = keys
    held = stances[stances["country_id"] == country].drop_duplicates("issue_id")
    own = held[held["issue_id"] == issue]
    topic = own["topic"].iloc[0] if len(own) else ""
    near = set(held[held["topic"] == topic]["issue_id"]) if topic else _alike(issue)
    return {
        named_cell(row): f"{row['country'] or STATELESS} on {row['issue']}"
        for row in held.to_dict("records")
        if row["issue_id"] in near - {issue}
    }


def _alike(issue: str) -> set[str]:
    """The issues whose labels share a rare word with this one's."""
    labels = session.labels("issue")
    words = {
        key: {one.folded for one in tokens.cut(label) if len(one.folded) > LONG}
        for label, key in labels.items()
    }
    often = Counter(word for found in words.values() for word in found)
    rare = {word for word in words[issue] if often[word] <= max(2, len(words) // 4)}
    return {key for key, found in words.items() if rare & found}


def _asked_cell() -> tuple[str, ...]:
    """The keys of the cell that the address or the picker holds; none that is known."""
    if key := st.query_params.get("cell"):
        return permalinks.split_cell_key(key)
    name = st.session_state.get("stances_cell") or st.query_params.get("stances_cell")
    issues = session.labels("issue")
    return next(
        (
            (key, issues[name.removeprefix(f"{country}: ")])
            for country, key in [*session.labels("country").items(), (STATELESS, "")]
            if name and name.removeprefix(f"{country}: ") in issues
        ),
        (),
    )


def open_cell(cells: dict[str, tuple[str, ...]]) -> None:
    """
    Put the cell whose key the address holds into the picker, before it is drawn.
    """
    notices.say_unknown("stances_cell", cells)
    asked = st.query_params.get("cell", "")
    if not asked or st.session_state.get("cell_opened") == asked:
        return
    labels = {keys: label for label, keys in cells.items()}
    if permalinks.split_cell_key(asked) in labels:
        st.session_state["cell_opened"] = asked
        st.session_state["stances_cell"] = labels[permalinks.split_cell_key(asked)]
    else:
        st.warning(
            markup_base.markdown(
                f"The record has no position in the cell “{asked[:80]}”."
            )
        )


def _page_on(shown: pd.DataFrame, way: str, size: int) -> None:
    """
    Say that a matrix shows the countries or issues with most positions, and page on.
    """
    is_issues = shown["issues_down"].iloc[0] == (way == "down")
    what = "issues" if is_issues else "countries"
    total = int(shown[what].iloc[0])
    count = -(-total // size)
    if count > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                f"{total:,} {what}, those with most positions first:", width="content"
            )
            now = st.pagination(count, key=f"stances_{way}", bind="query-params")
            st.html(markup_base.paper(f"part {now:,} of {count:,}"))


def picture(
    place: Any,
    shown: pd.DataFrame,
    record: Record,
    chosen: Filters,
    cells: dict[str, tuple[str, ...]],
    picked: str = "",
) -> None:
    """
    Draw in a container a part of the matrix, its key and which part it is; a segment
    picks its cell. On a phone and on paper cards take the picture's place, and
    wherever a reader asks for them.
    """
    segments = stance_queries.segments(record, chosen, shown)
    whole = int(stance_queries.stances(record, chosen)["positions"].sum())
    if picked:
        time.sleep(PAINTED)
    with place:
        st.html(legends.stance_key(shown["stance"].unique()))
        _page_on(shown, "down", stance_queries.DOWN)
        _page_on(shown, "across", stance_queries.ACROSS)
        # A phone has no room for the picture: it need not load what draws it.
        as_list = session.is_phone() or st.toggle(
            "Show as a list, with the report’s wording",
            key="stances_list",
            bind="query-params",
        )
        # The stylesheet shows one of the two, by the width of the page.
        with st.container(key="otr_list" if as_list else "otr_cards"):
            now = session.filter_labels()
            st.html(matrix.matrix(segments.to_dict("records"), now))
        if as_list:
            return
        dark = pictures.is_dark()
        figure, told = _drawn(segments, shown, whole, dark, cells.get(picked, ()))
        pictures.picture(
            figure, "Stances", "stances_chart", told,
            legends.in_words(legends.WHOSE | legends.EMPTY), config=chart_base.PLAIN,
            on_select=pictures.on_select("stances_chart", "stances_cell", cells),
            wide=True,
        )  # fmt: skip


def small(record: Record, chosen: Filters) -> None:
    """
    Draw the matrix of the issues and holders with most positions, without a picture's
    own program, and the way to all of it; nothing where no position is left.
    """
    shown = stance_queries.part(record, chosen, size=SMALL)
    if shown.empty:
        return
    now = session.filter_labels()
    rows = stance_queries.segments(record, chosen, shown).to_dict("records")
    sides = stance_queries.sides(record, chosen).iloc[0]
    whole = {str(side): int(number) for side, number in sides.items()}
    st.subheader("Who is for what, and who says so")
    st.html(legends.stance_key(shown["stance"].unique()))
    st.html(matrix.matrix(rows, now, words=False))
    st.html(matrix.left_out(rows, whole, now))


@pictures.drawn_once
def _drawn(
    segments: pd.DataFrame,
    shown: pd.DataFrame,
    whole: int,
    dark: bool,
    picked: tuple[str, ...],
) -> tuple[Any, str]:
    """A part of the matrix as a picture, and what it shows in words."""
    figure = stance_charts.stance_matrix(segments, dark)
    stance_charts.outline_cell(figure, picked, dark)
    return figure, stance_charts.describe(shown, whole)
