"""What is selected on a picture is put into the picker, which the address holds."""

from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.ui import pictures


def test_selecting_on_a_picture_puts_the_cell_into_the_picker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state: dict[str, Any] = {
        "chart": {"selection": {"points": [{"customdata": ["BRK", "dam"]}]}},
        "picker": None,
    }
    address = {"cell": "ARD.dam", "country": "Arden"}
    shown = SimpleNamespace(session_state=state, query_params=address)
    monkeypatch.setattr(pictures, "st", shown)

    put = pictures.on_select("chart", "picker", {"Brekland: the dam": ("BRK", "dam")})
    put()
    assert state["picker"] == "Brekland: the dam"
    assert address == {"country": "Arden"}
    # A picture that is drawn anew has no selection; the picker keeps its own.
    state["chart"] = {"selection": {"points": []}}
    put()
    assert state["picker"] == "Brekland: the dam"
