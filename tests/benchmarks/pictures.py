"""
The README's pictures, taken from the running app into `tests/pictures/`: all, or those
that are named.
"""

import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.benchmarks import coding
from tests.support.article import TEXT
from tests.support.serving import chromium, launched, ready, served

FOLDER = Path(__file__).resolve().parents[1] / "pictures"
expect.set_options(timeout=30_000)
LARGEST = 150_000  # Bytes of a picture in the repository.
# Name, address, words that show that the picture is worth taking.
PICTURES = (
    ("stances", "stances", "Show as a list"),
    ("quotes", "quotes?quotes_words=missiles", "Also found"),
    ("timeline", "timeline", "newest first"),
    ("overview", "", "Accounts differ"),
    ("country", "countries?country_id=RUS", "Only 1 statement by Russia"),
)


def taken(page: Page, name: str) -> None:
    """
    Take a picture of what a page shows, and make it small.
    """
    page.evaluate("document.fonts.ready")
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file, animations="disabled")
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(256).save(file, optimize=True)
    number = file.stat().st_size
    if number > LARGEST:
        sys.exit(f"{file} has {number:,} bytes")
    print(f"{file}: {number:,} bytes")


def main() -> None:
    """
    Take each picture at the width of a desk, in light.
    """
    wanted = sys.argv[1:] or [*(name for name, *_ in PICTURES), "add"]
    path = chromium()
    if not path:
        sys.exit("no Chromium on this machine")
    FOLDER.mkdir(exist_ok=True)
    log = Path(tempfile.mkdtemp()) / "log.txt"
    with sync_playwright() as playwright, served(log) as address:
        browser = launched(playwright, path)
        size = {"width": 1280, "height": 900}
        page = browser.new_page(viewport=size, color_scheme="light")
        for name, asked, told in PICTURES:
            if name not in wanted:
                continue
            page.goto(f"{address}/{asked}")
            main_part = page.get_by_test_id("stMain")
            expect(main_part.get_by_text(re.compile(told)).first).to_be_visible()
            ready(page)
            taken(page, name)
        if "add" in wanted:
            coding.desk(page, address, TEXT)
            for key in "jaaa":
                page.keyboard.press(key)
            taken(page, "add")
        browser.close()


if __name__ == "__main__":
    main()
