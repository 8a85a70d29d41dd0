"""Readers without a mouse, with a small window, with large letters, without motion."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import FOCUS, SMALL, STILL, Look, Open
from tests.support.serving import ready
from tests.support.small_record import SOURCE_TEXT

pytestmark = pytest.mark.browser

TABS = 80  # Presses within which a control must be reached.


def tab_to(page: Page, control: Locator, most: int = TABS) -> None:
    """Press Tab until a control has the focus; it must be seen there."""
    has_it = """one => { let now = document.activeElement;
      while (now.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
      return now === one; }"""
    for _ in range(most):
        page.keyboard.press("Tab")
        if control.evaluate(has_it):
            break
    expect(control).to_be_focused()
    assert page.evaluate(FOCUS)["seen"]


def enter(page: Page) -> None:
    page.keyboard.press("Enter")
    ready(page)


# The keyboard alone


def test_a_country_is_chosen_from_the_overview_by_keyboard(visit: Open) -> None:
    page = visit(look=STILL)
    tab_to(page, page.locator(".st-key-country input"))
    page.keyboard.type("Russ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("country=Russia"))
    ready(page)
    # While its list is open, nothing else has a role.
    chip = page.locator(".st-key-otr_chips button").first
    expect(chip).to_have_text("Country: Russia ✕")
    page.keyboard.press("Escape")
    tab_to(page, page.get_by_role("button", name="Clear filters"))
    enter(page)
    page.wait_for_url(re.compile(r"^[^?]*$"))


def test_skip_link_leads_past_the_menu_to_the_page(visit: Open) -> None:
    page = visit("quotes", look=STILL)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_focused()


def test_from_the_matrix_to_a_quote_and_its_line_by_keyboard(visit: Open) -> None:
    page = visit("stances", look=STILL)
    tab_to(page, page.locator(".st-key-stances_cell input"))
    page.keyboard.type("Russia: North Korea's nuclear")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("stances_cell="))
    ready(page)
    tab_to(page, page.get_by_role("link", name="see statement", exact=True).first)
    enter(page)
    page.wait_for_url(re.compile(r"/quotes\?.*quote="))
    words = re.compile("(direct quote|partial quote|paraphrase): |^“")
    expect(page.locator("h1")).to_have_text(words)
    ready(page)
    tab_to(page, page.locator(".st-key-copy_line button"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    line = page.locator(".otr-words").first.inner_text()
    assert len(line) > 40
    assert page.evaluate("navigator.clipboard.readText()") == line


def test_a_word_is_searched_and_paged_on_by_keyboard(visit: Open) -> None:
    page = visit("quotes", look=STILL)
    tab_to(page, page.get_by_role("searchbox", name="Search the statements"))
    page.keyboard.type("the")
    page.wait_for_url(re.compile("quotes_words=the"))
    ready(page)
    expect(page.locator(".otr-list mark").first).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_url(lambda url: "quotes_words" not in url)
    ready(page)
    tab_to(
        page, page.get_by_role("button", name=re.compile("^(Go to )?next", re.I)), 300
    )
    enter(page)
    page.wait_for_url(re.compile("quotes_page=2"))


def test_a_link_of_the_network_is_picked_and_an_actor_opened_by_keyboard(
    visit: Open,
) -> None:
    page = visit("actors", look=STILL)
    tab_to(page, page.locator(".st-key-actors_picked input"), 250)
    page.keyboard.type("Kim Jong Un → KCNA")
    expect(page.get_by_role("option").first).to_contain_text("KCNA")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("actors_picked="))
    ready(page)
    expect(page.locator(".otr-list > li")).to_have_count(1)
    tab_to(page, page.locator(".otr-list a[href*=actor_id]").first)
    enter(page)
    page.wait_for_url(re.compile(r"actor_id="))
    expect(page.get_by_role("button", name="All actors")).to_be_visible()


def test_a_copy_of_a_source_is_checked_by_keyboard(
    visit: Open, small_dashboard: str
) -> None:
    page = visit("sources", small_dashboard, STILL)
    words = "Compare your own copy of the article"
    tab_to(page, page.locator("summary", has_text=words))
    enter(page)
    field = page.locator(".st-key-proof_text textarea")
    expect(field).to_be_visible()
    ready(page)
    tab_to(page, field)
    page.keyboard.insert_text(SOURCE_TEXT)
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    enter(page)
    told = "24 of 24 rows match word for word"
    expect(page.get_by_text(told)).to_be_visible()


def test_share_is_opened_used_and_closed_by_keyboard(
    visit: Open, dashboard: str
) -> None:
    page = visit("stances?country=Russia", look=STILL)
    share = page.get_by_role("button", name="Share")
    tab_to(page, share)
    page.keyboard.press("Enter")
    link = page.locator(".st-key-share_links button").first
    expect(link).to_be_focused()
    ready(page)
    assert page.evaluate(FOCUS)["seen"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{dashboard}/stances?country=Russia"
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
    expect(share).to_be_focused()


@pytest.mark.parametrize("size", SMALL.values(), ids=SMALL)
def test_filters_are_reached_in_a_small_window(
    visit: Open, size: tuple[int, int]
) -> None:
    page = visit("quotes", look=Look(size))
    field = page.locator(".st-key-country input")
    expect(field).not_to_be_visible()
    page.get_by_test_id("stExpandSidebarButton").click()
    field.scroll_into_view_if_needed()
    expect(field).to_be_in_viewport()
    menu = page.get_by_test_id("stSidebar").get_by_role("link", name="Stances")
    menu.scroll_into_view_if_needed()
    expect(menu).to_be_in_viewport()
    # Streamlit remembers an open sidebar for the pages after this one.
    page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    expect(field).not_to_be_in_viewport()


@pytest.mark.parametrize("size", SMALL.values(), ids=SMALL)
def test_share_stays_in_a_small_window(visit: Open, size: tuple[int, int]) -> None:
    page = visit("stances", look=Look(size))
    page.get_by_role("button", name="Share").click()
    cite = page.get_by_role("button", name="Copy citation")
    cite.scroll_into_view_if_needed()
    expect(cite).to_be_in_viewport(ratio=1)
    box = page.get_by_test_id("stPopoverBody").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
