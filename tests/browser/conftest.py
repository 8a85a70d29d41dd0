"""One browser and one server for all journeys; a fresh reader for each."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.serving import chromium, launched, ready, served

Open = Callable[..., Page]
Serve = Callable[[Path], str]
DESK: ViewportSize = {"width": 1280, "height": 900}
expect.set_options(timeout=30_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    if not path and os.environ.get("CI") == "true":
        pytest.fail("no Chromium on this machine: apt-get install chromium")
    if not path:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """Serves a record (the default one where none is named), each once."""
    with ExitStack() as stack:
        started: dict[Path | None, tuple[str, Path]] = {}

        def address_of(record: Path | None = None) -> str:
            if record not in started:
                log = tmp_path_factory.mktemp("server") / "log.txt"
                started[record] = (stack.enter_context(served(log, record)), log)
            return started[record][0]

        yield address_of
        logs = [log.read_text() for _, log in started.values()]
    # What a reader does not see, and should not happen either.
    assert not [log for log in logs if "Traceback" in log or "Uncaught" in log]


@pytest.fixture(scope="module")
def dashboard(serve: Callable[[], str]) -> str:
    """The address of the default record's dashboard."""
    return serve()


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """One reader's browser, which has loaded Streamlit's own files once."""
    with browser.new_context(viewport=DESK) as context:
        yield context


@pytest.fixture(scope="module")
def copying(browser: Browser, dashboard: str) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESK, reduced_motion="reduce") as context:
        may = ["clipboard-read", "clipboard-write"]
        context.grant_permissions(may, origin=dashboard)
        yield context


@pytest.fixture
def pasting(copying: BrowserContext) -> Iterator[BrowserContext]:
    """A reader who lets the page copy, whose clipboard is read; nothing moves."""
    yield copying
    for page in copying.pages:
        page.close()


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    return ready(page)


@pytest.fixture
def visit(browser: Browser, reader: BrowserContext, dashboard: str) -> Iterator[Open]:
    """Opens an address, for `another` reader in a browser that knows nothing yet."""
    with ExitStack() as stack:

        def visited(path: str = "", at: str = dashboard, another: bool = False) -> Page:
            context = reader
            if another:
                context = stack.enter_context(browser.new_context(viewport=DESK))
            page = opened(context, path if "://" in path else f"{at}/{path}")
            stack.callback(page.close)
            return page

        yield visited
