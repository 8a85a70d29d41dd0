"""A reader adds an article, from a paste to the matrix, and loses nothing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, Serve
from tests.support.article import TEXT, TITLE
from tests.support.serving import ready
from tests.support.small_record import write_record

PHONE: Final = {"width": 390, "height": 844}
ROWS, CARD, SAID = ".otr-d-list", ".otr-d-card", ".otr-d-say"
SAFE, TEXT_BOX = ".otr-d-safe", ".otr-d-text"
ABOUT: Final = {
    "Headline": TITLE,
    "Published by": "The Harbour Gazette",
    "News agency whose report it prints": "Northern Wire",
    "Reported from": "Oslo",
    "Published on": "2024-03-14",
}


class Hands:
    """A reader's hands: what they press, click and type is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = self.clicks = self.letters = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.letters += len(words)
        self.page.keyboard.type(words)

    def click(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role("button", name=name, exact=True).click()


def row(page: Page) -> str:
    """What the row at hand says, and its state in brackets."""
    return page.locator(f"{ROWS} [aria-selected=true]").inner_text()


def rows(page: Page) -> list[str]:
    return page.locator(f"{ROWS} li").all_inner_texts()


def confirmed(page: Page, address: str, hands: Hands | None = None) -> Page:
    """The desk, with the article on it: pasted, read, and its text confirmed."""
    hands = hands or Hands(page)
    page.goto(f"{address}/add")
    ready(page)
    page.get_by_label("The article's text").fill(TEXT)
    hands.click("Read the article")
    page.get_by_label("Headline").wait_for()
    ready(page)
    for label, value in ABOUT.items():
        field = page.get_by_label(label, exact=True)
        if field.input_value() != value:
            hands.clicks += 1
            hands.letters += len(value)
            field.fill(value)
            field.press("Tab")
            ready(page)
    hands.clicks += 1
    page.get_by_text("the record that is open").click()
    ready(page)
    hands.click("Draft the rows")
    page.locator(f"{ROWS} li").first.wait_for()
    expect(page.locator(ROWS)).to_be_focused()
    return page


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_record(tmp_path_factory.mktemp("added") / "record")


@pytest.fixture(scope="module")
def address(serve: Serve, record: Path) -> str:
    return serve(record)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader whose browser keeps nothing yet."""
    with browser.new_context(viewport=DESK, accept_downloads=True) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert not wrong
