"""
How long whoever codes an article waits: from a key to the next row, and to its form.

Serves the small record, puts the article of the tests on the desk (and one of `--words`
as many words, made of its paragraphs), and presses keys as somebody does who judges
row after row. Prints medians and the 95th of a hundred, in milliseconds: from the key
to the frame in which the next row is marked, from E to the frame in which the field of
the form has the keyboard, and until the server has acknowledged a step.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Page, sync_playwright

from tests.support.article import TEXT
from tests.support.serving import chromium, launched, ready, served
from tests.support.small_record import write_record

ROWS = ".otr-d-list"
# From a key to the frame after the one in which what is looked for has changed.
ARM = """what => {
    const list = document.querySelector('.otr-d-list');
    const at = {
        row: () => list.getAttribute('aria-activedescendant'),
        field: () => document.activeElement.closest('[data-field]')?.dataset.field,
        step: () => document.querySelector('.otr-d-safe').textContent
            .match(/All (\\d+) step/)?.[1],
    }[what];
    window.took = new Promise(done => {
        const before = at();
        addEventListener('keydown', () => {
            const pressed = performance.now();
            const look = () => {
                const now = at();
                if (now && now !== before) {
                    requestAnimationFrame(() => done(performance.now() - pressed));
                } else requestAnimationFrame(look);
            };
            look();
        }, { capture: true, once: true });
    });
}"""


def desk(page: Page, address: str, text: str) -> Page:
    """Put an article on the desk, as a reader does."""
    page.goto(f"{address}/add")
    ready(page)
    page.get_by_label("The article's text").fill(text)
    page.get_by_role("button", name="Read the article").click()
    page.get_by_role("button", name="Draft the rows").click()
    page.locator(f"{ROWS} li").first.wait_for()
    page.wait_for_timeout(2_000)  # Measured is a desk at rest, not a page that loads.
    return page


def took(page: Page, key: str, what: str) -> float:
    """Press a key; return the milliseconds until what it changes is painted."""
    page.evaluate(ARM, what)
    page.keyboard.press(key)
    return float(page.evaluate("window.took"))


def told(name: str, times: Iterable[float]) -> None:
    found = sorted(times)
    last = found[min(len(found) - 1, round(0.95 * len(found)))]
    middle = statistics.median(found)
    print(f"{name:34}{middle:7.0f} ms{last:7.0f} ms   of {len(found)}")


def measure(page: Page, number: int) -> None:
    """Press the keys of somebody who codes, and print what each took."""
    page.locator(ROWS).focus()
    moves = [took(page, "j", "row") for _ in range(number)]
    moves += [took(page, "k", "row") for _ in range(number)]
    told("key to next row (J, K)", moves)
    judged, steps = [], []
    for _ in range(number):
        judged.append(took(page, "x", "row"))
        page.wait_for_timeout(400)
        page.keyboard.press("u")
        page.wait_for_timeout(400)
        page.keyboard.press("j")
    told("key to next row (judged)", judged)
    forms = []
    for _ in range(number):
        forms.append(took(page, "e", "field"))
        page.keyboard.press("Escape")
        page.wait_for_function(
            "document.activeElement.classList.contains('otr-d-list')"
        )
        page.keyboard.press("k")
    told("row to form (E)", forms)
    for _ in range(number):
        steps.append(took(page, " ", "step"))
        page.wait_for_timeout(200)
    told("key to acknowledged by the server", steps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=0, help="of a longer article, too")
    parser.add_argument("--keys", type=int, default=20, help="of each kind")
    asked = parser.parse_args()
    path = chromium()
    if not path:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    texts = [TEXT]
    if asked.words:
        times = -(-asked.words // len(TEXT.split()))
        texts.append("\n".join(TEXT for _ in range(times)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        record = write_record(Path(folder) / "record")
        browser = launched(playwright, path)
        with served(Path(folder) / "log.txt", record) as address:
            for text in texts:
                with browser.new_context() as context:
                    page = desk(context.new_page(), address, text)
                    number = page.locator(f"{ROWS} li").count()
                    print(f"\n{len(text.split()):,} words, {number} statements drafted")
                    print(f"{'':34}{'median':>10}{'p95':>10}")
                    measure(page, min(asked.keys, number - 2))
        browser.close()


if __name__ == "__main__":
    main()
