"""The matrix on its page: its parts, and the cell that the address asks for."""

from pathlib import Path

import pytest

from tests.support.visits import Visit, spoken, text


def test_a_cell_that_the_filters_empty_is_left(visit: Visit, small: Path) -> None:
    app = visit(small, "stances", stances_cell="Brekland: Arden’s dam on the Selm")
    app.multiselect(key="country").set_value(["Arden"]).run()
    assert not app.exception
    assert "2 positions" in text(app)
    assert app.selectbox(key="stances_cell").value is None


def test_a_large_matrix_is_shown_in_parts_without_losing_any(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.queries.stances.ROWS", 2)
    monkeypatch.setattr("dashboard.queries.stances.COLUMNS", 1)
    app = visit(small, "stances")
    assert "3 countries, those with most positions first" in text(app)
    app.session_state["stances_across"] = 2
    app.run()
    assert not app.exception
    # The part below has no second part across.
    app.session_state["stances_down"] = 2
    app.run()
    assert not app.exception
    assert "5 positions" in text(app)


def test_an_address_of_a_cell_opens_it(visit: Visit, small: Path) -> None:
    app = visit(small, "stances", cell="BRK.dam")
    assert app.selectbox(key="stances_cell").value == (
        "Brekland: Arden’s dam on the Selm"
    )
    missing = visit(small, "stances", cell="BRK.nothing")
    assert spoken(missing) == [
        "The record has no position in the cell “BRK\\.nothing”\\."
    ]


def test_cells_on_related_issues_are_named(visit: Visit, small: Path) -> None:
    app = visit(small, "stances", stances_cell="Arden: Arden’s dam on the Selm")
    assert "See also: " in text(app)
    assert "Talks about the Selm" in text(app)
