"""The matrix on its page: its parts, and the cell that the address asks for."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.database.open import DEFAULT
from dashboard.ui import session
from tests.support.visits import Visit, html, spoken, text

CELL = "Arden: Arden’s dam on the Selm"


def test_a_cell_that_the_filters_empty_is_left(visit: Visit, small: Path) -> None:
    app = visit(small, "stances", stances_cell="Brekland: Arden’s dam on the Selm")
    app.multiselect(key="country").set_value(["Arden"]).run()
    assert not app.exception
    assert "2 positions" in text(app)
    assert app.selectbox(key="stances_cell").value is None


def test_a_large_matrix_is_shown_in_parts_without_losing_any(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.queries.stances.DOWN", 2)
    monkeypatch.setattr("dashboard.queries.stances.ACROSS", 1)
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


def test_cells_on_issues_of_one_topic_are_named_first(visit: Visit) -> None:
    app = visit(DEFAULT, "stances", cell="RUS.nk-nuclear")
    told = text(app)
    assert (
        "Russia on UN bans on North Korea&#39;s nuclear and missile programmes" in told
    )
    assert "Russia on Global non-proliferation regime" in told
    assert "Russia on North Korea–Russia ties" not in told


def test_the_answer_of_a_cell_stands_before_the_matrix(
    visit: Visit, small: Path
) -> None:
    assert drawn(visit(small, "stances", stances_cell=CELL)) == ["list", "matrix"]
    assert drawn(visit(small, "stances")) == ["matrix", "list"]


def drawn(app: AppTest) -> list[str]:
    """Whether the list or the matrix comes first on a page."""
    drawn = [re.match(r'<\w+ class="otr-(list|frame)"', body) for body in html(app)]
    return [{"frame": "matrix"}.get(one[1], one[1]) for one in drawn if one]


def test_a_list_with_the_words_takes_the_place_of_the_picture(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "stances")
    assert len(app.get("plotly_chart")) == 1
    app.toggle(key="stances_list").set_value(True).run()
    assert not app.exception
    assert not app.get("plotly_chart")
    assert "“We oppose it”" in text(app)


def test_a_phone_is_given_the_list_and_no_picture_to_load(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "is_phone", lambda: True)
    app = visit(small, "stances")
    assert not app.get("plotly_chart")
    assert not [one for one in app.toggle if one.key == "stances_list"]
    assert "“We oppose it”" in text(app)


def test_the_first_page_has_the_small_matrix_without_a_picture(visit: Visit) -> None:
    app = visit(DEFAULT, "overview", country="North Korea")
    told = text(app)
    assert "opposes, per Reuters" in told
    assert "6 of 8 issues, those with the most positions first." in told
    assert not app.get("plotly_chart")
