"""Whose words the text is, as pictures: how much of it, how given, and where."""

import streamlit as st

from dashboard.charts import base as chart_base
from dashboard.charts import shares as share_charts
from dashboard.markup import actors, rows
from dashboard.markup import base as markup_base
from dashboard.queries import sources
from dashboard.queries.filters import Filters
from dashboard.ui import lists, notices, pictures, session

_shares = pictures.drawn_once(share_charts.shares)
_strip = pictures.drawn_once(share_charts.strip)


def whose_word(chosen: Filters) -> None:
    """
    Draw the share of the text by speaker, and the statements of the one picked.
    """
    record = session.record()
    parted = sources.share_by_speaker(record, chosen)
    st.subheader("How much of the text does each speaker get?")
    if parted.empty:
        st.info("No statement is left whose words could be measured.")
        return
    st.caption("The share of the text that each speaker's statements cover. A"
               " view quoted inside another's statement counts for both.")  # fmt: skip
    together = float(sources.share_of_all(record, chosen)["share"].iloc[0])
    speakers = parted.drop_duplicates("speaker_id")
    options = lists.options(speakers["speaker"], speakers["speaker_id"])
    notices.say_unknown("sources_speaker", options)
    picture = st.container(key="shares_pictures")
    picked = st.selectbox(
        "Speaker (or click a bar above)", list(options), key="sources_speaker",
        index=None, bind="query-params", placeholder="choose a speaker",
    )  # fmt: skip
    (key,) = options.get(picked or "", ("",))
    with picture:
        figure = _shares(parted, together, pictures.is_dark(), key)
        _drawn("shares_chart", figure, share_charts.told(parted, together), options)
        places = sources.places(record, chosen)
        if places["source_id"].nunique() == 1:
            st.caption("Where in the text each speaker appears, from start to end.")
            figure = _strip(places, pictures.is_dark())
            _drawn("strip_chart", figure, share_charts.told_places(places), options)
    if picked:
        _statements(chosen, key, picked)
    with st.expander("Show as table"):
        shares = sources.attributed(record, chosen)
        st.html(actors.shares(shares.to_dict("records")))


def _drawn(
    key: str, figure: object, told: str, options: dict[str, tuple[str, ...]]
) -> None:
    pictures.picture(
        figure,
        "Sources",
        key,
        told,
        share_charts.LEGEND,
        wide=False,
        config=chart_base.PLAIN,
        on_select=pictures.on_select(key, "sources_speaker", options),
    )


def _statements(chosen: Filters, key: str, label: str) -> None:
    """The statements of the speaker that is picked, a page at a time."""
    record = session.record()
    found, total = lists.paged(
        "sources_said", lambda n: sources.said(record, chosen, key, n), chosen, key
    )
    st.markdown(f"**{total:,}** of {markup_base.markdown(label)}:")
    lists.evidence_list(map(rows.quote, found.to_dict("records")))
    lists.pages("sources_said", total)
