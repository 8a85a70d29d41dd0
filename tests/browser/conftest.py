"""One browser and one server for all files; a reader's browser for each."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as NoAnswer

from tests.support.serving import READABLE, chromium, launched, ready, served
from tests.support.small_record import write_record

Open = Callable[..., Page]
Serve = Callable[[Path], str]
DESK: ViewportSize = {"width": 1280, "height": 900}
# What axe lists: to find each place of what is in order took most of its time.
BROKEN = {"resultTypes": ["violations"]}
# A page lives for seconds here. To compile its scripts well, or anew beside the page
# that stays open, took a third of the browser's time. (What Playwright turns off by the
# same flag is named again: the last one holds.)
BRIEF = (
    "--process-per-site",
    "--js-flags=--no-maglev --no-turbofan",
    "--disable-features=ScriptStreaming,HttpsUpgrades,PaintHolding,RenderDocument,"
    "ThirdPartyStoragePartitioning,Translate",
)
# A web page's own name, led to this machine: see test_rebinding.
REBOUND = "--host-resolver-rules=MAP rebound.example 127.0.0.1"
# A phone held upright, and a desk at 200 %: half as many pixels of a page.
SMALL = {"phone": (320, 640), "zoomed": (640, 450)}
# What holds the focus, in a component's own tree too, and whether that is seen.
FOCUS = """() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const seen = part => {
    const style = getComputedStyle(part), box = part.getBoundingClientRect();
    let opacity = 1;
    for (let up = part; up; up = up.parentElement)
      opacity *= getComputedStyle(up).opacity;
    return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2
      && !/^rgba.*, 0\\)$/.test(style.outlineColor) && opacity > 0.9
      && style.visibility === 'visible' && box.width > 14 && box.height > 14
      && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight;
  };
  const parts = [one, one.closest('label')].filter(Boolean);
  const name = one.getAttribute('aria-label') || one.textContent || one.tagName;
  const back = one === document.body || one.closest('[data-testid=stSkipToContent]');
  return {name: `${one.tagName} ${name.trim().slice(0, 40)}`, seen: parts.some(seen),
          back: !!back};
}"""
expect.set_options(timeout=30_000)


def its_own(page: Page, message: ConsoleMessage) -> bool:
    """
    Whether Streamlit itself is to blame: under an address with a path it looks for its
    server at that path first (`quotes/_stcore/health`), is answered 404, and goes on to
    the right one. Chromium prints both as errors; nobody can turn them off.
    """
    asks = ("_stcore/health", "_stcore/host-config")
    own = {f"{urlsplit(page.url).path}/{ask}" for ask in asks}
    return urlsplit(message.location["url"]).path in own and "404" in message.text


# Not for the session: as long as Playwright waits, no other test can run a loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = chromium()
    if not path and os.environ.get("CI") == "true":
        pytest.fail("no Chromium on this machine: apt-get install chromium")
    if not path:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = launched(playwright, path, *BRIEF, REBOUND)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
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


@pytest.fixture(scope="package")
def dashboard(serve: Callable[[], str]) -> str:
    """The address of the default record's dashboard."""
    return serve()


@pytest.fixture(scope="package")
def small_dashboard(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the small record's dashboard."""
    return serve(write_record(tmp_path_factory.mktemp("served") / "record"))


@pytest.fixture(scope="module")
def reader(browser: Browser, dashboard: str) -> Iterator[BrowserContext]:
    """One reader's browser, which lets pages copy, and has Streamlit's own files."""
    with browser.new_context(viewport=DESK) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        # While one page of a site stays open, the others find its scripts compiled.
        context.new_page().goto(f"{dashboard}/_stcore/health")
        yield context


@dataclass(frozen=True)
class Look:
    """How a reader looks at a page: through which window, and what they ask of it."""

    size: tuple[int, int] = (1280, 900)
    scheme: Literal["light", "dark"] = "light"
    still: bool = False

    def __str__(self) -> str:
        """Name a test by it."""
        return f"{self.size[0]}-{self.scheme}"

    def new_page(self, context: BrowserContext) -> Page:
        """Return an empty page that is looked at so."""
        page = context.new_page()
        page.set_default_timeout(60_000)
        return self.at(page)

    def at(self, page: Page) -> Page:
        """Look at a page so, and return it."""
        width, height = self.size
        page.set_viewport_size({"width": width, "height": height})
        motion: Literal["reduce", "no-preference"]
        motion = "reduce" if self.still else "no-preference"
        page.emulate_media(color_scheme=self.scheme, reduced_motion=motion)
        return page


# To another page of the dashboard as the browser's Back and Forward lead there: the
# address changes, and the program that is loaded hears of it. It is there when the
# script has been asked to run and has run.
TURN = """address => {
    const app = document.querySelector('[data-testid=stApp]');
    const state = 'data-test-script-state';
    let asked = window.turned = false;
    new MutationObserver((_, watch) => {
        const rests = app.getAttribute(state) === 'notRunning';
        asked ||= !rests;
        if (!asked || !rests) return;
        watch.disconnect();
        window.turned = true;
    }).observe(app, { attributeFilter: [state] });
    history.pushState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}"""


def turned(page: Page, address: str) -> Page:
    """
    Lead an open page to an address of the same dashboard, and return it. The program is
    not loaded anew, which is two thirds of what a visit costs.
    """
    # Back and Forward within one page may leave what was chosen there as it is.
    if urlsplit(page.url)[:3] != urlsplit(address)[:3]:
        page.keyboard.press("Escape")  # What is open lies over the next page, too.
        page.evaluate(TURN, address)
        # Seldom the program does not answer, as when a reader has to reload: from here
        # the page is opened anew, as it is where a filter has stayed that the address
        # does not name. What the server has to say of it is in its log: see serve().
        with suppress(NoAnswer):
            page.wait_for_function("() => window.turned", timeout=20_000)
            page.wait_for_function(READABLE, timeout=20_000)
            if page.url == address:
                return page
    page.goto(address)
    return ready(page)


AT_A_DESK = Look()
STILL = Look(still=True)


@pytest.fixture(scope="module")
def stay(reader: BrowserContext, dashboard: str) -> Iterator[Open]:
    """
    Leads to an address a page that stays open for all tests of a file: one for each
    look and dashboard, loaded where it begins.
    """
    pages: dict[tuple[Look, str], Page] = {}
    refused: list[str] = []

    def led(path: str = "", at: str = dashboard, look: Look = AT_A_DESK) -> Page:
        address = f"{at}/{path}"
        page = pages.get((look, at))
        if page:
            return turned(look.at(page), address)
        page = pages[look, at] = look.new_page(reader)
        page.on("console", partial(note_refused, refused))
        page.goto(address)
        return ready(page)

    yield led
    for page in pages.values():
        page.close()
    assert not refused


def note_refused(refused: list[str], message: ConsoleMessage) -> None:
    """Keep what a page's own policy has broken, unseen by whoever reads it."""
    if "Content Security Policy" in message.text:
        refused.append(message.text)


@pytest.fixture
def visit(browser: Browser, reader: BrowserContext, dashboard: str) -> Iterator[Open]:
    """Opens an address, for `another` reader in a browser that knows nothing yet."""
    before = set(reader.pages)
    refused: list[str] = []

    with ExitStack() as stack:

        def visited(
            path: str = "", at: str = dashboard, look: Look = AT_A_DESK,
            another: bool = False, readable: bool = True,
        ) -> Page:  # fmt: skip
            context = reader
            if another:
                context = stack.enter_context(browser.new_context(viewport=DESK))
            page = look.new_page(context)
            page.on("console", partial(note_refused, refused))
            page.goto(path if "://" in path else f"{at}/{path}")
            return ready(page) if readable else page

        yield visited
    # Those too that a page has opened.
    for page in set(reader.pages) - before:
        page.close()
    assert not refused
