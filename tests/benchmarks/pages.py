"""
How long a reader waits, page by page, beside a bare page: on the default record, or
on a generated one of as many quotes as `--quotes` says (`corpus.py`, prepared).

Starts the app, drives it in a browser and prints for each page: from the start of the
process until the page can be read; from a click (on Quotes and in the search: the end
of the pause in typing) until the answer is painted, and until nothing of the page is
stale any more, pictures and what can be narrowed among it; from a click in the menu
until it can be read.
Each click is followed by one on a bare Streamlit page (`bare.py`: a table, a picture),
so that both see the same machine; ratios are of the medians. On a generated record
what is filtered by is a country, what is typed is of every kind that `questions.py`
asks.
"""

import argparse
import csv
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.database.open import DEFAULT, open_record
from dashboard.database.record import Record
from dashboard.text import titles
from tests.benchmarks import corpus, engines, network, questions
from tests.support.serving import (
    PAGES as EVERY,
)
from tests.support.serving import (
    READABLE,
    SERVE,
    chromium,
    click_here,
    launched,
    point_at,
    ready,
    served,
)

BARE = Path(__file__).with_name("bare.py")
# Where a record is read; how long whoever adds to it waits, `coding.py` measures.
PAGES = [name for name in EVERY if name != "add"]
# Milliseconds that a field waits after the last letter, its `live`: of the page
# Statements, and of the search in the frame.
PAUSE = 250
SEARCH_PAUSE = 150
# From the last event of the reader's (a click ends with one) until what is told differs
# and a frame is painted; and until the whole page is that of the answer.
ARM = """css => {
    const text = one => one.textContent;
    const told = () => [...document.querySelectorAll(css)].map(text).join();
    const before = told(), events = ['mousedown', 'mouseup', 'keydown', 'input'];
    let from = null, first = null;
    const note = () => { from = performance.now(); };
    events.forEach(kind => addEventListener(kind, note, true));
    window.took = new Promise((done, fail) => {
        setTimeout(() => fail(`no answer: ${before.slice(0, 300)}`), 60_000);
        const look = () => {
            const now = from !== null && told();
            if (first === null && now && now !== before) {
                events.forEach(kind => removeEventListener(kind, note, true));
                first = performance.now() - from;
            }
            if (first !== null && (READABLE)()) done([first, performance.now() - from]);
            else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    });
}""".replace("READABLE", READABLE)
# Where each page's answer stands.
TOLD = {
    "overview": ".otr-findings",
    "timeline": "[data-testid=stAlert], .otr-date",
    "stances": "[data-testid=stAlert], .otr-list",
    "quotes": ".otr-list",
    "actors": "[data-testid=stHeading], .otr-table",
    "countries": "[data-testid=stAlert], .otr-table",
    "issues": "[data-testid=stAlert], .otr-list",
    "sources": ".otr-list",
    "method": "[data-testid=stExpander] summary",
}


class Took(NamedTuple):
    """Milliseconds until the answer is painted, and until the whole page is."""

    answer: float
    whole: float


def answer(page: Page, css: str, act: Callable[[], None], pause: float = 0) -> Took:
    """
    Do something, and return how long a reader waits, from a `pause` (milliseconds) on.
    """
    page.evaluate(ARM, css)
    act()
    took = page.evaluate("() => window.took")
    ready(page)
    return Took(*(one - pause for one in took))


def speakers(page: Page, css: str) -> Iterator[Took]:
    """Filter by one speaker after another, each for the first time."""
    with (DEFAULT / "actors.csv").open(encoding="utf-8") as file:
        names = {row["actor_id"]: row["name"] for row in csv.DictReader(file)}
    with (DEFAULT / "quotes.csv").open(encoding="utf-8") as file:
        heard = dict.fromkeys(row["speaker_id"] for row in csv.DictReader(file))
    yield from chosen(page, css, "actor", cycle(names[key] for key in heard))


def chosen(page: Page, css: str, filtered: str, names: Iterable[str]) -> Iterator[Took]:
    """Choose one name after another in a filter, and loosen it each time."""
    box = page.locator(f".st-key-{filtered} input")
    # Names that a browser would not find have a field of their own.
    find = page.locator(f".st-key-find_{filtered} input")
    told = (
        "css => [...document.querySelectorAll(css)].map(one => one.textContent).join()"
    )
    everything = page.evaluate(told, css)
    for name in names:
        field = find if find.count() else box
        field.click()
        field.fill(name)
        if find.count():
            page.wait_for_timeout(3 * PAUSE)
            ready(page)
            box.click()
        option = page.get_by_role("option", name=name, exact=True)
        option.wait_for()
        option.hover()
        yield answer(page, css, lambda: click_here(page))
        box.press("Escape")
        page.get_by_role("button", name="Clear filters").click()
        page.wait_for_function(f"([css, all]) => ({told})(css) === all",
                               arg=[css, everything])  # fmt: skip
        ready(page)


def cells(page: Page, css: str) -> Iterator[Took]:
    """Click a segment of one cell of the matrix after another."""
    segments = page.locator(".st-key-stances_chart .barlayer .point path")
    plot = page.locator(".st-key-stances_chart .js-plotly-plot")
    first: dict[str, int] = {}
    for which, cell in enumerate(plot.evaluate("one => one.data[0].customdata")):
        first.setdefault(str(cell), which)
    for which in cycle(first.values()):
        mark = segments.nth(which)
        # Not at the window's edge, where the page's head may lie over it.
        mark.evaluate("one => one.scrollIntoView({ block: 'center' })")
        point_at(page, mark)
        yield answer(page, css, lambda: click_here(page))


def words(page: Page, css: str) -> Iterator[Took]:
    """Type other words; what counts is from the end of the pause."""
    box = page.get_by_role("searchbox")
    for typed in cycle(("missile", "russia", "nuclear programme", "visit", '"kim"')):
        yield answer(page, css, lambda typed=typed: box.fill(typed), PAUSE)


def searched(page: Page, names: Iterable[str]) -> Iterator[Took]:
    """Type one name after another into the search in the frame."""
    page.locator(".st-key-finder button").click()
    field = page.locator(".st-key-finder_words input")
    for name in names:
        yield answer(
            page, ".st-key-otr_found", lambda name=name: field.fill(name), SEARCH_PAUSE
        )


def rows(page: Page) -> Iterator[Took]:
    """Switch the bare page's rows."""
    for name in cycle(("indirect", "all")):
        radio = page.get_by_role("radio", name=name, exact=True)
        yield answer(page, ".told", radio.click)


CLICKS = {"stances": cells, "quotes": words}
Clicks = Callable[[Page, str], Iterator[Took]]


class Measured(NamedTuple):
    """A record to measure: where it is, and what is clicked on each of its pages."""

    record: Path | None
    clicks: dict[str, Clicks]
    told: dict[str, str]
    names: list[str]


def of_default() -> Measured:
    """
    Return what is measured of the default record.
    """
    clicks = {name: CLICKS.get(name, speakers) for name in PAGES}
    return Measured(None, clicks, TOLD, named(open_record(DEFAULT)))


def named(record: Record) -> list[str]:
    """The names of a record's first actors, no two alike."""
    actors = record.table("actors").order_by("actor_id").limit(100).select("name")
    return list(dict.fromkeys(record.answer(actors)["name"]))


def of_corpus(folder: Path, quotes: int) -> Measured:
    """
    Make a large record where it is not there yet; return what is measured of it.
    """
    made, prepared = folder / f"{quotes}-1", folder / f"{quotes}-1.record"
    if not prepared.exists():
        if not (made / "quotes.csv").exists():
            corpus.write(made, quotes, 1)
        engines.cost("prepare", str(made), str(prepared))
    record = open_record(prepared)
    asked = questions.asked(record, 10)
    kinds = [asked[kind] for kind in questions.SEARCHES[:6]]
    typed = [one.typed for some in zip(*kinds, strict=True) for one in some]
    lands = record.answer(record.table("countries").order_by("country_id"))["shown"]
    # No name holds another, which a list might show before it; each is asked once, on
    # whatever page, so that no answer is remembered.
    names = cycle(
        one for one in lands if sum(lands.str.contains(one, regex=False)) == 1
    )

    def types(page: Page, css: str) -> Iterator[Took]:
        box = page.get_by_role("searchbox")
        for one in typed:
            yield answer(page, css, lambda one=one: box.fill(one), PAUSE)

    def filters(page: Page, css: str) -> Iterator[Took]:
        yield from chosen(page, css, "country", names)

    clicks = dict.fromkeys(PAGES, filters) | {"quotes": types, "stances": cells}
    told = TOLD | {"timeline": "[data-testid=stCaptionContainer]"}
    return Measured(prepared, clicks, told, named(record))


def start(browser: Browser, script: Path, path: str, record: Path | None) -> float:
    """
    Return the milliseconds from the start of a process until its page can be read.
    """
    with tempfile.TemporaryDirectory() as folder, browser.new_context() as context:
        began = time.perf_counter()
        with served(Path(folder) / "log.txt", record, script) as address:
            page = context.new_page()
            page.goto(f"{address}/{path}")
            ready(page)
            return (time.perf_counter() - began) * 1_000


def change(page: Page, title: str) -> float:
    """
    Return the milliseconds from a click in the menu until that page can be read.
    """
    menu = page.get_by_test_id("stTopNav")
    link = menu.get_by_role("link", name=title, exact=True)
    return answer(page, "h1", link.click).whole


def summary(took: list[float]) -> dict[str, float]:
    """
    Return the median and the 95th percentile.
    """
    ordered = sorted(took)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    return {"median": round(statistics.median(took)), "p95": round(p95)}


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """
    Open an address in a browser of its own.
    """
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)
        yield ready(page)


def beside_bare(pairs: list[tuple[Took, Took]]) -> dict[str, object]:
    """
    Return what clicks took, each beside one on the bare page.
    """
    took, bare = ([one.answer for one in some] for some in zip(*pairs, strict=True))
    ratio = statistics.median(took) / statistics.median(bare)
    return {
        "answer": summary(took),
        "whole": summary([one.whole for one, _ in pairs]),
        "bare_answer": summary(bare),
        "answer_ratio": round(ratio, 2),
    }


def measure(
    browser: Browser, what: Measured, pages: list[str], rounds: int, starts: int
) -> dict[str, dict[str, object]]:
    """
    Return for each page, the search and the bare page what a reader waits for.
    """
    found: dict[str, dict[str, object]] = {}
    began = {name: [] for name in (*pages, "bare")}
    for _ in range(starts):
        for name, took in began.items():
            script, path = (BARE, "") if name == "bare" else (SERVE, name)
            path = "" if name == "overview" else path
            took.append(start(browser, script, path, what.record))
    bare_start = statistics.median(began["bare"])
    every: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        logs = [Path(folder) / name for name in ("app", "bare")]
        with (
            served(logs[0], what.record) as app,
            served(logs[1], script=BARE) as plain,
            opened(browser, plain) as beside,
        ):
            others = rows(beside)
            for name in pages:
                with opened(
                    browser, f"{app}/{'' if name == 'overview' else name}"
                ) as page:
                    clicks = what.clicks[name](page, what.told[name])
                    next(clicks), next(others)  # The first one loads what stays.
                    pairs = [(next(clicks), next(others)) for _ in range(rounds)]
                    clicks.close()
                with opened(
                    browser, f"{app}/{'method' if name != 'method' else ''}"
                ) as page:
                    back = "Overview" if name == "method" else "Method"
                    changes = []
                    for _ in range(rounds // 2 + 1):
                        changes.append(change(page, titles.PAGES[name]))
                        change(page, back)
                found[name] = {
                    "start": round(statistics.median(began[name])),
                    "start_ratio": round(
                        statistics.median(began[name]) / bare_start, 2
                    ),
                    **beside_bare(pairs),
                    "change": summary(changes[1:]),
                }
                print(name, found[name], file=sys.stderr)
                every += [one.answer for _, one in pairs]
            with opened(browser, app) as page:
                searches = searched(page, cycle(what.names))
                next(searches), next(others)
                pairs = [(next(searches), next(others)) for _ in range(rounds)]
                found["search"] = beside_bare(pairs)
    found["bare"] = {"start": round(bare_start), "answer": summary(every)}
    return found


def table(found: dict[str, dict[str, object]]) -> str:
    """
    Return the figures as a plain table, in milliseconds.
    """
    head = (
        "page",
        "start",
        "x bare",
        "answer",
        "p95",
        "whole",
        "p95",
        "bare",
        "x bare",
        "change",
        "p95",
    )
    lines = [head]
    for name, told in found.items():
        cells = [name, told.get("start", ""), told.get("start_ratio", "")]
        cells += told["answer"].values()
        if name != "bare":
            cells += told["whole"].values()
            cells += [told["bare_answer"]["median"], told["answer_ratio"]]
            cells += told.get("change", {}).values()
        lines.append((*cells, *[""] * (len(head) - len(cells))))
    widths = [max(len(str(line[n])) for line in lines) for n in range(len(head))]
    return "\n".join(
        "  ".join(
            str(cell).rjust(width) for cell, width in zip(line, widths, strict=True)
        )
        for line in lines
    )


def main() -> None:
    """
    Read the command line, measure, print.
    """
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="clicks a page (20)")
    parser.add_argument("--starts", type=int, default=3, help="starts a page (3)")
    parser.add_argument("--page", choices=PAGES, action="append", help="only this one")
    parser.add_argument("--quotes", type=int, metavar="N", help="of a generated record")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="that record stays"
                        " there, and is used again where it is there")  # fmt: skip
    parser.add_argument(
        "--network",
        choices=network.LINES,
        metavar="LINE",
        help="first page and Stances over it, direct and behind nginx",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures there")
    asked = parser.parse_args()
    path = chromium()
    if not path:
        parser.error("no Chromium on this machine")
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = (asked.keep or Path(made)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        what = of_corpus(folder, asked.quotes) if asked.quotes else of_default()
        browser = launched(playwright, path)
        if asked.network:
            network.measure(browser, network.LINES[asked.network], asked.starts)
            browser.close()
            return
        pages = asked.page or list(PAGES)
        found = measure(browser, what, pages, asked.rounds, asked.starts)
        browser.close()
    print("Milliseconds; medians, and the 95th percentile of the clicks.")
    print(table(found))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
