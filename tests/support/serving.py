"""A dashboard served to a browser: what browser tests and benchmarks share."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Playwright,
    expect,
)
from playwright.sync_api import TimeoutError as NoAnswer

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "dashboard" / "app.py"
# What the command starts: the same, with what stands before it.
SERVE = APP.with_name("serve.py")
PAGES = sorted(file.stem for file in (APP.parent / "app_pages").glob("*.py"))
# In Chromium's own words: connected, and no run under way.
SETTLED = (
    "[data-testid=stApp][data-test-connection-state=CONNECTED]"
    "[data-test-script-state=notRunning]"
)
# The same, the page's words there, and each picture drawn.
READABLE = f"""() => document.querySelector('{SETTLED}')
    && document.querySelector('[data-testid=stMain] :is(h1, [data-testid=stAlert])')
    && !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')
    && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
       .every(chart => chart.querySelector('.main-svg'))"""


# A mark's place, asked again until it is the same twice: pages move while they load.
AT_REST = """mark => new Promise(rested => {
    let last;
    const look = () => {
        const { x, y, width, height } = mark.getBoundingClientRect();
        const now = [x, y, width, height].join();
        if (now === last) rested();
        else { last = now; setTimeout(look, 100); }
    };
    look();
})"""


def chromium() -> str | None:
    """
    Return the path of the machine's own browser, if it has one.
    """
    # The first has no window, and takes half the time of one that does not show it.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def launched(playwright: Playwright, path: str, *more: str) -> Browser:
    """
    Start the browser, without what asks the network by itself.
    """
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return playwright.chromium.launch(executable_path=path, args=[*quiet, *more])


@contextmanager
def served(
    log: Path, record: Path | None = None, script: Path = SERVE
) -> Iterator[str]:
    """
    Serve a script on a free port of this machine; give its address; stop it at the end.
    """
    with started(log, record, script) as (address, _):
        yield address


@contextmanager
def started(
    log: Path,
    record: Path | None = None,
    script: Path = SERVE,
    folder: str = "",
    port: int = 0,
) -> Iterator[tuple[str, int]]:
    """
    Do the same, under a folder if one is named, and give the process's number, too; on
    the port that is named, where one is.
    """
    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--server.baseUrlPath", folder]
    around = {k: v for k, v in os.environ.items() if k != "ON_THE_RECORD"}
    if record:
        around["ON_THE_RECORD"] = str(record)
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=around, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        _wait_until_healthy(f"{address}/{folder}".rstrip("/"), process, log)
        yield address, process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(
    address: str, process: subprocess.Popen[bytes], log: Path
) -> None:
    for _ in range(3_000):
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/_stcore/health", timeout=10):
                return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"no answer at {address}:\n{log.read_text()}")


def ready(page: Page) -> Page:
    """
    Wait until a page can be read, and return it.
    """
    page.wait_for_function(READABLE)
    return page


def point_at(page: Page, mark: Locator, x: float = 0.5, y: float = 0.5) -> str:
    """
    Move the mouse to a part of a mark of a picture; return what the picture says.
    """
    mark.scroll_into_view_if_needed()
    mark.evaluate(AT_REST)
    box = mark.bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 2)
    page.mouse.move(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    label = page.locator(".hoverlayer .hovertext text").first
    expect(label).to_be_visible()
    return label.text_content() or ""


def click_here(page: Page) -> None:
    """
    Click where the mouse is: a picture's marks lie under a sheet that takes the clicks.
    """
    page.mouse.down()
    page.mouse.up()


def select_mark(page: Page, mark: Locator, x: float = 0.5, y: float = 0.5) -> str:
    """
    Click a part of a mark until the address tells of it; return what the picture says.
    """
    before = page.url
    for patience in (20_000, 20_000, 60_000):
        label = point_at(page, mark, x, y)
        click_here(page)
        try:
            page.wait_for_function(
                "before => location.href !== before", arg=before, timeout=patience
            )
        except NoAnswer:
            # Plotly forgets what the mouse is at when a picture is drawn anew, as one
            # is while a page still settles: a reader, too, would click again.
            continue
        return label
    raise AssertionError(f"a click on the picture leaves the address at {before}")
