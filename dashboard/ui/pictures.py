"""Pictures on a page: drawn, saved, and what is selected on them."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.markup.base import bdi, paper
from dashboard.text import phrases, titles
from dashboard.ui import session
from dashboard.ui.sharing import BUTTONS, source_words

# Makes a function that draws a picture remember it. Plotly takes longer to build one
# than all else takes, and as long to unpack it: what is kept is the one picture, which
# nobody changes any more.
drawn_once = st.cache_resource(max_entries=32, show_spinner=False)


def is_dark() -> bool:
    """
    Tell whether the reader's page is dark.
    """
    return st.context.theme.type == "dark"


def on_select(
    chart: str, picker: str, options: dict[str, tuple[str, ...]]
) -> Callable[[], None]:
    """
    Return the callback that puts what is selected on a chart into a picker.

    The picker, not the picture, holds the choice: it is in the address, and it serves
    the keyboard.
    """
    labels = {keys: label for label, keys in options.items()}

    def put() -> None:
        points = st.session_state[chart]["selection"]["points"]
        # A picture that is drawn anew forgets its selection: the picker does not.
        if points:
            leave_cell()
            st.session_state[picker] = labels.get(tuple(points[0]["customdata"]))

    return put


def leave_cell() -> None:
    """
    Take the cell out of the address when a reader picks another (a callback).
    """
    st.query_params.pop("cell", None)


def picked(page: str, name: str, told: str) -> None:
    """
    Say what is picked on a page itself: in its title, and on paper, without widgets.
    """
    # Where nothing is picked any more, too: a part that runs alone keeps the title.
    st.set_page_config(titles.title(page, session.filter_labels(), name))
    if told:
        st.html(paper(bdi(told)))


def picture(
    figure: Any,
    page: str,
    key: str,
    alt: str,
    legend: str,
    *,
    wide: bool,
    on_select: Callable[[], None],
    config: dict[str, Any],
) -> None:
    """
    Draw a picture, and the buttons that save it with its title, filters and source.

    `legend` is its key in words. A `wide` one scrolls on a phone; the page does not.
    """
    name = f"otr_wide_{key}" if wide else f"otr_fit_{key}"
    with st.container(key=f"otr_scroll_{key}"), st.container(key=name):
        st.plotly_chart(figure, key=key, theme=None, selection_mode="points",
                        width=figure.layout.width or "stretch", alt=alt,
                        on_select=on_select, config=config)  # fmt: skip
    _saving(page, key, alt, legend)


def _saving(page: str, key: str, alt: str, legend: str) -> None:
    """
    Draw the buttons that save the picture whose key is given, as SVG or PNG.
    """
    buttons = [{"label": f"Save as {form}", "saves": form.lower()}
               for form in ("SVG", "PNG")]  # fmt: skip
    told = {"chart": key, "alt": alt, "legend": legend, "source": source_words()}
    told |= {"filtered": session.filters_in_words(phrases.isolated)}
    told |= {"name": titles.file_name(page, session.filter_labels())}
    BUTTONS(key=f"{key}_saving", data={"buttons": buttons, **told})
