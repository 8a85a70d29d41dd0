"""
The desk on which an article is coded, as one component: its text, its rows, their form.

What is judged stands in the browser at once. The browser alone numbers steps, keeps
them and sends those that are not acknowledged; see the scripts beside this module.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import streamlit as st

_HERE: Final = Path(__file__).parent
# One script: a component has one, and each part is read by itself.
_SCRIPTS: Final = ("coder_text", "coder_log", "coder_forms", "coder_card", "coder")
# Not in a shadow tree: there a selection is not seen as it is.
_DESK: Final = st.components.v2.component(
    "on_the_record_coder",
    html=(_HERE / "coder.html").read_text(encoding="utf-8"),
    css=(_HERE / "coder.css").read_text(encoding="utf-8"),
    js="\n".join(
        (_HERE / f"{name}.js").read_text(encoding="utf-8") for name in _SCRIPTS
    ),
    isolate_styles=False,
)
Log = Mapping[str, Any]


def desk(
    key: str,
    data: Mapping[str, Any],
    told: Callable[[], None],
    gone: Callable[[], None],
) -> None:
    """
    Draw the desk; `told` is called when the browser sends steps (see `log`), `gone`
    when the reader has had the draft forgotten.

    `data` holds `doc` (the text's name), `version` (another one is taken over whole),
    `acked` (the last step that is here), `refused` (number and sentence of each step
    that is not taken), `problems` (sentences by a row's id), and `whole`: text, items,
    decisions, steps, about, drafter, forms, choices; None where the browser has it.
    """
    _DESK(key=key, data=dict(data), on_log_change=told, on_gone_change=gone)


def log(key: str) -> Log | None:
    """
    Return what the browser last sent of its log: `doc`, `now` (the row at hand),
    `holds` (which draft and version it has whole), `steps`; None where it sent nothing.
    """
    state = st.session_state.get(key)
    return state.get("log") if state else None
