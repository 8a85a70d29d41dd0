"""Quotes are searched as the address asks, and stand a page at a time."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.visits import Visit, spoken, text


def test_search_lights_what_it_finds(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes")
    app.text_input(key="quotes_words").set_value("DAM").run()
    # In the words of three, in the name of the issue of four.
    assert "5 statements" in text(app)
    assert len(re.findall(r'dir="auto">[^/]*<mark>dam</mark>', text(app))) == 3
    app.text_input(key="quotes_words").set_value("(").run()
    assert not app.exception
    assert any("No statement contains “" in info.value for info in app.info)


def test_a_search_in_the_address_is_asked(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quotes_words='"smaller dam"')
    assert "1 statement\n" in text(app)
    assert "<mark>smaller dam</mark>" in text(app)


@pytest.mark.parametrize("address", ["forty quotes"], indirect=True)
def test_quotes_stand_25_to_a_page_and_another_question_begins_at_the_first(
    visit: Visit, address: Path
) -> None:
    app = visit(address, "quotes")
    assert "40 statements" in text(app)
    assert text(app).count("<li id=") == 25
    (choice,) = app.get("pagination")
    choice.set_value(2).run()
    assert text(app).count("<li id=") == 15
    app.text_input(key="quotes_words").set_value("dam OR the").run()
    assert not app.exception
    app.text_input(key="quotes_words").set_value("").run()
    app.selectbox(key="quotes_order").set_value("by date").run()
    assert text(app).count("<li id=") == 25


def switch(app: AppTest) -> list[str]:
    """What the switch between by and about offers."""
    control = app.get_by_key("quotes_switch")
    return [one.content.replace("\u00a0", " ") for one in control.proto.options]


def test_statements_by_a_country_or_about_it_are_a_switch_in_the_address(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", country="Arden")
    assert switch(app) == ["by Arden · 2", "about Arden · 2", "by or about · 3"]
    assert "2 statements" in text(app)
    about = visit(small, "quotes", country="Arden", quotes_about="about")
    assert "2 statements" in text(about)
    assert "promised in 2019 to wait" in text(about)
    assert 'id="lantern-2023-05-04-p6-b"' not in text(about)
    either = visit(small, "quotes", country="Arden", quotes_about="either")
    assert "3 statements" in text(either)
    app.get_by_key("quotes_switch").set_value("about").run()
    assert app.query_params["quotes_about"] == "about"
    assert 'id="lantern-2023-05-04-p6-b"' not in text(app)
    app.get_by_key("quotes_switch").set_value("by").run()
    assert "quotes_about" not in app.query_params
    assert 'id="lantern-2023-05-04-p6-b"' in text(app)


def test_the_switch_counts_what_is_typed_and_stands_beside_a_choice_alone(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", country="Arden", quotes_words="wait")
    assert switch(app) == ["by Arden · 1", "about Arden · 1", "by or about · 2"]
    both = visit(small, "quotes", country="Brekland", actor="an analyst")
    assert switch(both) == [
        "for Brekland · 0",
        "about Brekland · 1",
        "for or about · 1",
    ]
    assert "No statement for Brekland here" in both.info[0].value
    plain = visit(small, "quotes", quotes_about="about")
    assert not plain.get("segmented_control")
    assert "7 statements" in text(plain)


def test_an_address_that_asks_for_another_way_round_is_told_so(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", country="Arden", quotes_about="around")
    assert "around" in spoken(app)[0]
    assert "2 statements" in text(app)
