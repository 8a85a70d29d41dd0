"""A sceptic pastes or drops their own copy of a source, and reads the verdicts."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import BROKEN, Open
from tests.support.serving import ready, select_mark
from tests.support.small_record import SOURCE_TEXT

pytestmark = pytest.mark.browser


def opened(visit: Open, small_dashboard: str) -> Page:
    page = visit("sources", at=small_dashboard)
    page.get_by_text("Compare your own copy of the article").click()
    expect(page.locator(".st-key-proof_text textarea")).to_be_visible()
    return page


def check(page: Page) -> None:
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("match word for word")).to_be_visible()
    ready(page)


def test_a_pasted_copy_is_checked_row_by_row(visit: Open, small_dashboard: str) -> None:
    page = opened(visit, small_dashboard)
    copy = SOURCE_TEXT.replace("dry our fields", "flood our fields") + "\n“More.”\n"
    page.locator(".st-key-proof_text textarea").fill(copy)
    check(page)
    # Two letters more: what stands after has moved.
    told = page.get_by_text("of 24 rows match word for word")
    expect(told).to_contain_text("2 differ.")
    first = page.locator(".st-key-proof_open .otr-list li").first
    expect(first).to_contain_text("Differs")
    expect(first.locator("del")).to_have_text("the record: dry")
    expect(first.locator("ins")).to_have_text("your copy: flood")
    expect(first.get_by_role("link", name="statement")).to_have_attribute(
        "href", "quotes?quote=lantern-2023-05-04-p5-a"
    )
    left_out = page.locator(".st-key-proof_open li", has_text="Not covered")
    expect(left_out).to_have_count(1)
    expect(left_out.locator("mark")).to_have_text("More.")
    assert "flood" not in page.url
    serious = [
        one["id"]
        for one in Axe().run(page, options=BROKEN).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert serious == []
    # Another row of the same page does not bring it back; another page forgets it.
    first.get_by_role("link", name="statement").click()
    page.wait_for_url("**/quotes?quote=**")
    ready(page)
    page.go_back()
    ready(page)
    expect(page.get_by_text("match word for word")).to_have_count(0)


def test_a_dropped_file_is_the_same_file(
    visit: Open, small_dashboard: str, tmp_path: Path
) -> None:
    file = tmp_path / "lantern.txt"
    file.write_bytes(SOURCE_TEXT.encode())
    page = opened(visit, small_dashboard)
    page.locator(".st-key-proof_file input[type=file]").set_input_files(file)
    expect(page.get_by_text("lantern.txt")).to_be_visible()
    check(page)
    expect(page.get_by_text("24 of 24 rows match word for word")).to_be_visible()
    expect(page.get_by_text("It is the same file")).to_be_visible()


def test_a_bar_of_the_picture_leads_to_the_speakers_statements(
    visit: Open, small_dashboard: str
) -> None:
    page = visit("sources", at=small_dashboard)
    bar = page.locator(".st-key-shares_chart .barlayer .point path").first
    select_mark(page, bar)
    page.wait_for_url("**sources_speaker=**")
    expect(page.get_by_text("3 of Oda Marsk:")).to_be_visible()
