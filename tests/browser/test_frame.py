"""The frame in a browser: name, title, chips and sharing where a reader looks first."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.markup.base import PROMISE
from tests.browser.conftest import Look, Open
from tests.browser.test_journeys import wait_for_address
from tests.support.serving import AT_REST, ready

pytestmark = pytest.mark.browser

PHONE = Look((390, 844), "dark")
DRAWER = ".stSidebar"
MENU = "[data-testid=stExpandSidebarButton]"
FILTERED = "quotes?country=Russia&voice=others"


def box(of: Locator) -> dict[str, float]:
    found = of.bounding_box()
    assert found
    return {name: float(found[name]) for name in ("x", "y", "width", "height")}


def is_open(page: Page) -> bool:
    """Whether the drawer lies over the page."""
    return page.locator(DRAWER).get_attribute("data-collapsed") == "false"


def closed(page: Page) -> None:
    expect(page.locator(DRAWER)).to_have_attribute("data-collapsed", "true")


@pytest.mark.parametrize("path", ["", FILTERED, "timeline", "stances?country=Russia"])
def test_the_title_stands_where_the_menu_ends_and_sharing_at_its_right(
    visit: Open, path: str
) -> None:
    page = visit(path)
    title = page.locator("h1")
    share = page.locator(".st-key-share button")
    # “About 85 pixels”: the middle of its first line.
    first = box(title)["y"] + 18
    assert 70 < first < 100
    assert abs(box(share)["y"] + box(share)["height"] / 2 - first) < 16
    words = title.evaluate(
        "h => { const r = document.createRange(); r.selectNodeContents(h);"
        " return r.getBoundingClientRect().right; }"
    )
    assert words < box(share)["x"]
    if "?" in path:
        chip = page.locator(".st-key-otr_chips button").first
        assert first < box(chip)["y"] < 140


def test_each_chip_takes_its_own_filter_out(visit: Open) -> None:
    page = visit(f"{FILTERED}&country=China")
    chips = page.locator(".st-key-otr_chips button", has_text="✕")
    expect(chips).to_have_text(
        [
            "Country: Russia ✕",
            "Country: China ✕",
            "Who describes the position: others ✕",
        ]
    )
    chips.first.click()
    wait_for_address(page, country=["China"], voice=["others"])
    chips.last.click()
    wait_for_address(page, country=["China"], voice=None)
    page.get_by_role("button", name="Clear filters").click()
    wait_for_address(page, country=None, voice=None)
    expect(page.locator(".st-key-otr_chips")).to_have_count(0)


def test_links_of_before_show_the_view_that_they_showed(visit: Open) -> None:
    page = visit("quotes?voice=others&chain=only+through+state+media&kind=paraphrased")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    wait_for_address(
        page, voice=["others"], chain=["from or via state media"],
        kind=["paraphrase"],
    )  # fmt: skip
    page = visit("actors?actors_network=who+says+what+others+hold")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    wait_for_address(page, actors_network=["who describes whose position"])


def test_a_phone_names_the_program_and_its_menu(visit: Open) -> None:
    page = visit("", look=PHONE, another=True)
    closed(page)
    name = page.locator(".stMain .otr-masthead")
    expect(name).to_be_visible()
    expect(name).to_contain_text("On the Record")
    expect(name).to_contain_text(PROMISE)
    assert box(page.locator("h1"))["y"] < 125
    label = page.locator(MENU).evaluate("b => getComputedStyle(b, '::after').content")
    assert label == '"Menu and filters"'
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_phones_drawer_is_closed_by_a_choice_and_on_a_link(visit: Open) -> None:
    page = visit("", look=PHONE, another=True)
    page.locator(MENU).click()
    expect(page.locator(DRAWER)).to_have_attribute("data-collapsed", "false")
    page.locator(DRAWER).get_by_role("link", name="Statements", exact=True).click()
    expect(page).to_have_title(re.compile("^Statements"))
    closed(page)
    ready(page)
    page.locator(MENU).click()
    expect(page.locator(DRAWER)).to_have_attribute("data-collapsed", "false")
    field = page.locator(".st-key-voice input")
    field.scroll_into_view_if_needed()
    field.evaluate(AT_REST)  # The drawer slides in.
    field.click()
    page.get_by_role("option", name="others", exact=True).click()
    wait_for_address(page, voice=["others"])
    closed(page)
    # As the browser remembers it open, a link would show the drawer and not the view.
    page.locator(MENU).click()
    expect(page.locator(DRAWER)).to_have_attribute("data-collapsed", "false")
    page.reload()
    ready(page)
    closed(page)
    assert not is_open(page)
