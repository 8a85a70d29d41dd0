"""
What a page takes over a slow line: seconds until a reader sees words, and bytes.

`pages.py --network fast3g` runs it: the first page and Stances, each in a browser that
has nothing yet, asked of the server itself, and of nginx with the lines of the page on
sharing, over HTTP and over HTTPS (HTTP/2). Chromium slows down what comes over HTTP as
its own tools do; what comes over the WebSocket, some tens of kilobytes a page, it does
not.
"""

import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

from playwright.sync_api import Browser

from tests.support import proxies
from tests.support.serving import ready, served


class Line(NamedTuple):
    """A line as Chromium's tools know it: milliseconds, and bytes a second."""

    latency: float
    down: float
    up: float


# Chromium's "Fast 3G" and "Slow 3G": nine tenths of the rate, 3.75 times the latency.
LINES: Final = {
    "fast3g": Line(562.5, 1.6 * 1024 * 1024 / 8 * 0.9, 750 * 1024 / 8 * 0.9),
    "slow3g": Line(2_000, 500 * 1024 / 8 * 0.8, 500 * 1024 / 8 * 0.8),
}
PAGES: Final = {"first page": "", "Stances": "stances"}
WORDS: Final = "[data-testid=stMain] :is(h1, [data-testid=stAlert])"


class Loaded(NamedTuple):
    """Seconds until words are there, and the whole; megabytes; of Plotly any?"""

    words: float
    whole: float
    megabytes: float
    plotly: bool


def load(browser: Browser, address: str, line: Line) -> Loaded:
    """Open an address over a line, in a browser that has nothing yet."""
    with browser.new_context(ignore_https_errors=True) as context:
        page = context.new_page()
        page.set_default_timeout(240_000)
        told = context.new_cdp_session(page)
        sizes: list[float] = []
        names: list[str] = []

        def ended(event: dict[str, Any]) -> None:
            sizes.append(event["encodedDataLength"])

        def asked(event: dict[str, Any]) -> None:
            names.append(event["request"]["url"])

        told.on("Network.loadingFinished", ended)
        told.on("Network.requestWillBeSent", asked)
        told.send("Network.enable")
        told.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": line.latency, "downloadThroughput": line.down,
            "uploadThroughput": line.up,
        })  # fmt: skip
        began = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.locator(WORDS).first.wait_for()
        words = time.perf_counter() - began
        ready(page)
        whole = time.perf_counter() - began
        drawn = any("PlotlyChart" in name for name in names)
        return Loaded(words, whole, sum(sizes) / 1e6, drawn)


@contextmanager
def places(folder: Path) -> Iterator[dict[str, str]]:
    """The default record direct, and behind nginx where there is one."""
    with served(folder / "log.txt") as direct:
        if not proxies.NGINX:
            yield {"direct": direct}
            return
        plain, secure = proxies.free(), proxies.free()
        certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"]
        certificate += ["-subj", "/CN=127.0.0.1", "-days", "2"]
        certificate += ["-keyout", str(folder / "key"), "-out", str(folder / "crt")]
        subprocess.run(certificate, check=True, capture_output=True)
        # As certbot writes it, and the page on sharing changes it.
        both = f"""listen 127.0.0.1:{plain}; listen 127.0.0.1:{secure} ssl http2;
            ssl_certificate {folder}/crt; ssl_certificate_key {folder}/key;"""
        lines = proxies.changed(
            proxies.block("nginx")[0],
            ("listen 80;", both),
            ("server 127.0.0.1:8501;", f"server {direct.removeprefix('http://')};"),
        )
        with proxies.proxied(folder, lines, plain):
            yield {
                "direct": direct,
                "nginx": f"http://127.0.0.1:{plain}",
                "https": f"https://127.0.0.1:{secure}",
            }


def measure(browser: Browser, line: Line, rounds: int) -> None:
    """Print the medians of what each page takes."""
    with tempfile.TemporaryDirectory() as made, places(Path(made)) as found:
        rows: dict[tuple[str, str], list[Loaded]] = {}
        for number in range(rounds + 1):
            for page, path in PAGES.items():
                for place, address in found.items():
                    one = load(browser, f"{address}/{path}", line)
                    if number:  # The first asks what no answer is remembered of.
                        rows.setdefault((page, place), []).append(one)
    print("page        through  words   whole   megabytes  Plotly")
    for (page, place), many in rows.items():
        columns = zip(*(one[:3] for one in many), strict=True)
        words, whole, size = map(statistics.median, columns)
        plotly = "yes" if any(one.plotly for one in many) else "no"
        figures = f"{words:5.1f} s {whole:5.1f} s {size:8.2f}"
        print(f"{page:11} {place:7} {figures}    {plotly}")
