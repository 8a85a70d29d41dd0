"""Who is for what, issue by issue, and on whose word."""

import streamlit as st

from dashboard import alone, charts, evidence, exhibits, panels, queries, sharing, ui
from dashboard.findings import matrix
from dashboard.sentences import cell, counted

record, chosen = ui.record(), ui.filters()
if alone.shown("stances"):
    st.stop()

# Ask
st.title("Who is for what, and who says so?")
stances = queries.stances(record, chosen)
if stances.empty:
    ui.nothing_left("positions")

# Answer
down, across = (panels.page(f"stances_{way}") for way in ("down", "across"))
shown, parts_down, parts_across = queries.window(stances, down, across)
cells = panels.cells(stances)

# Show
st.html(exhibits.stance_key(shown["stance"].unique()))
panels.parts("countries", "stances_down", parts_down, stances["country_id"].nunique())
panels.parts("issues", "stances_across", parts_across, stances["issue_id"].nunique())
panels.say_unknown("stances_cell", cells)
panels.open_cell(cells)
picture = st.container()
picked = st.selectbox(
    "Country and issue (or select a segment above)", list(cells), key="stances_cell",
    index=None, bind="query-params", on_change=panels.leave_cell,
    placeholder="all positions, in the order printed",
)  # fmt: skip
sharing.picked("Stances", picked or "", picked or "")
with picture:
    sharing.picture(
        charts.stance_matrix(shown, panels.is_dark(), cells.get(picked or "", ())),
        "Stances", "stances_chart",
        matrix(shown, int(stances["positions"].sum())),
        exhibits.in_words(exhibits.WHOSE | exhibits.EMPTY), config=charts.PLAIN,
        on_select=panels.picks("stances_chart", "stances_cell", cells),
        wide=shown["issue_id"].nunique() > 4,
    )  # fmt: skip
country, issue = cells.get(picked or "", (None, None))
ask = (record, chosen, country, issue)
found, total = panels.paged(
    "stances_page", lambda n: queries.positions(*ask, page=n), *ask
)
if picked:
    st.markdown(f"**“Supports” means:** {ui.plain(found['support_means'].iloc[0])}")
    whole = found if total <= len(found) else queries.positions(*ask, size=200)
    st.info(ui.plain(cell(whole)))
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(f"**{counted(total, 'position')}**", width="content")
    ui.download(lambda: queries.positions(*ask, size=None), "positions")
ui.evidence_list(evidence.position(row) for row in found.to_dict("records"))
panels.pages("stances_page", total)
panels.twin(stances, "stances")
