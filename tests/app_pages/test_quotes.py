"""Quotes are searched as the address asks, and stand a page at a time."""

from pathlib import Path

import pytest

from tests.support.visits import Visit, text


def test_search_lights_what_it_finds(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes")
    app.text_input(key="quotes_words").set_value("DAM").run()
    assert "3 statements" in text(app)
    assert text(app).count("<mark>dam</mark>") == 3
    app.text_input(key="quotes_words").set_value("(").run()
    assert not app.exception
    assert any("No quote holds all of this" in info.value for info in app.info)


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
