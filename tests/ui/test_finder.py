"""One search on every page finds who and what the record names, and what is said."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.database.open import DEFAULT
from dashboard.ui import finder
from tests.support.html import Seen
from tests.support.visits import PAGES, Visit, html


def opened(app: AppTest) -> AppTest:
    """The same page, the search open."""
    app.session_state["finder"] = True
    app.run()
    assert not app.exception
    return app


def listed(app: AppTest, typed: str) -> Seen:
    """What is found for something typed."""
    app.text_input(key="finder_words").set_value(typed).run()
    assert not app.exception
    begins = tuple(f'<ol class="otr-list"><li>{one}' for one in ("<a", "No"))
    drawn = next(one for one in html(app) if one.startswith(begins))
    return Seen(drawn)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_search_and_makes_nothing_before_that(
    visit: Visit, small: Path, page: str
) -> None:
    app = visit(small, page)
    assert not [one for one in app.text_input if one.key == "finder_words"]
    opened(app)
    assert app.text_input(key="finder_words").value == ""


def test_a_name_leads_to_its_page_and_to_its_statements(visit: Visit) -> None:
    app = opened(visit(DEFAULT, "method"))
    seen = listed(app, "panda")
    assert seen.links[0] == "actors?actor_id=ankit-panda"
    assert "3 statements" in seen.text
    assert seen.links[-1] == "quotes?quotes_words=panda"
    assert "All 3 statements with “panda”" in seen.text
    assert len([link for link in seen.links if link.startswith("quotes?quote=")]) == 3


def test_a_state_is_found_once_as_a_country(visit: Visit) -> None:
    app = opened(visit(DEFAULT, "method"))
    links = listed(app, "russia").links
    assert links.count("countries?country_id=RUS") == 1
    assert "actors?actor_id=russia" not in links


def test_a_word_that_is_being_typed_finds_statements(visit: Visit) -> None:
    app = opened(visit(DEFAULT, "method"))
    assert listed(app, "missi").links[-1] == "quotes?quotes_words=missi%2A"


def test_a_word_that_nothing_holds_leads_to_the_nearest(visit: Visit) -> None:
    app = opened(visit(DEFAULT, "method"))
    seen = listed(app, "Lukn")
    assert seen.links[0] == "actors?actor_id=artyom-lukin"
    assert seen.text.endswith("No statement contains “Lukn”.")
    assert listed(app, "zzz \0 <b>").text == "No statement contains “zzz   <b>”."


def test_what_is_typed_is_bounded_on_the_server(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder, "LONGEST", 5)
    app = opened(visit(DEFAULT, "method"))
    seen = listed(app, "panda and much more")
    assert seen.links[-1] == "quotes?quotes_words=panda"
    assert app.text_input(key="finder_words").max_chars == 0
