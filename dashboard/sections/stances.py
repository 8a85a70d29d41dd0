"""The matrix on its page: which part is drawn, and which cells can be picked."""

from collections import Counter
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.charts import base as chart_base
from dashboard.charts import stances as stance_charts
from dashboard.citing import attribution, permalinks
from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.markup import legends
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from dashboard.text import tokens
from dashboard.text.sentences import STATELESS, many, named_cell
from dashboard.ui import notices, pictures, session

LONG: Final = 3  # Letters of a word that tells too little to relate two issues.


def part(record: Record, chosen: Filters, down: int, across: int) -> pd.DataFrame:
    """
    Return a part of the matrix (`stances.part`), the first where there is none so far.
    """
    places = ((down, across), (down, 1), (1, 1))
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
    means = markup_base.markdown(found["support_means"].iloc[0])
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
    The other cells of a country on issues whose labels share a rare word with this
    one's: what a reader calls each, and its issue.
    """
    country, issue = keys
    labels = session.labels("issue")
    words = {
        key: {one.folded for one in tokens.cut(label) if len(one.folded) > LONG}
        for label, key in labels.items()
    }
    often = Counter(word for found in words.values() for word in found)
    rare = {word for word in words[issue] if often[word] <= max(2, len(words) // 4)}
    rows = stances[(stances["country_id"] == country) & (stances["issue_id"] != issue)]
    return {
        named_cell(row): row["issue"]
        for row in rows.drop_duplicates("issue_id").to_dict("records")
        if rare & words[row["issue_id"]]
    }


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


def above(shown: pd.DataFrame, cells: dict[str, tuple[str, ...]]) -> None:
    """
    Draw what stands above the matrix: its key, which part it is, what is not in it.
    """
    st.html(legends.stance_key(shown["stance"].unique()))
    _page_on(shown, "countries")
    _page_on(shown, "issues")
    notices.say_unknown("stances_cell", cells)
    _open_cell(cells)


def _open_cell(cells: dict[str, tuple[str, ...]]) -> None:
    """
    Put the cell whose key the address holds into the picker, before it is drawn.
    """
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


def _page_on(shown: pd.DataFrame, what: str) -> None:
    """
    Say that a matrix shows the countries or issues with most positions, and page on.
    """
    key, size = {
        "countries": ("stances_down", stance_queries.ROWS),
        "issues": ("stances_across", stance_queries.COLUMNS),
    }[what]
    total = int(shown[what].iloc[0])
    count = -(-total // size)
    if count > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(
                f"{total:,} {what}, those with most positions first:", width="content"
            )
            now = st.pagination(count, key=key, bind="query-params")
            st.html(markup_base.paper(f"part {now:,} of {count:,}"))


def picture(
    place: Any,
    shown: pd.DataFrame,
    whole: int,
    cells: dict[str, tuple[str, ...]],
    picked: str = "",
) -> None:
    """
    Draw in a container a part of the matrix, of `whole` positions; a segment picks its
    cell.
    """
    dark = pictures.is_dark()
    figure, told = _drawn(shown, whole, dark)
    stance_charts.outline_cell(figure, cells.get(picked, ()), dark)
    with place:
        pictures.picture(
            figure, "Stances", "stances_chart", told,
            legends.in_words(legends.WHOSE | legends.EMPTY), config=chart_base.PLAIN,
            on_select=pictures.on_select("stances_chart", "stances_cell", cells),
            wide=shown["issue_id"].nunique() > 4,
        )  # fmt: skip


# Plotly takes longer to build a picture than all else takes: a click draws a frame.
@st.cache_data(max_entries=64, show_spinner=False)
def _drawn(shown: pd.DataFrame, whole: int, dark: bool) -> tuple[Any, str]:
    """A part of the matrix as a picture, and what it shows in words."""
    return stance_charts.stance_matrix(shown, dark), stance_charts.describe(
        shown, whole
    )
