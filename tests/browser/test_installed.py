"""A wheel, installed elsewhere, opens the default record and looks as it does here."""

import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look, Open
from tests.support.building import built, installed

pytestmark = pytest.mark.browser

# What the theme decides: of the page, its words, its title, its links, its buttons.
STYLE = """() => {
    const styles = {};
    const ask = { '[data-testid=stApp]': ['color', 'backgroundColor', 'fontFamily'],
        'h1': ['color', 'fontFamily', 'fontSize'], 'a[href]': ['color'],
        '[data-testid=stMainBlockContainer]': ['paddingTop', 'paddingBottom'],
        'button': ['borderColor', 'borderRadius'] };
    for (const [where, names] of Object.entries(ask)) {
        const style = getComputedStyle(document.querySelector(where));
        for (const name of names) styles[`${where} ${name}`] = style[name];
    }
    return styles;
}"""


@pytest.fixture(scope="module")
def elsewhere(
    browser: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address at which the command of a wheel serves, from an empty folder."""
    place = tmp_path_factory.mktemp("elsewhere")
    scripts = installed(built(place / "dist"), place / "environment")
    home = place / "home"
    home.mkdir()
    around = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "ON_THE_RECORD")
        and not name.startswith("STREAMLIT_")
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [str(scripts / "on-the-record"), "open", "--no-browser", f"--port={port}"],
        cwd=home,
        env=around | {"HOME": str(home), "USERPROFILE": str(home)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stdout
            said = server.stdout.readline()
            assert said == f"On the Record: http://127.0.0.1:{port} (Ctrl+C stops it)\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def words(page: Page) -> str:
    return page.locator("[data-testid=stMain]").inner_text()


def test_the_default_record_is_there(
    elsewhere: str, visit: Open, tmp_path: Path
) -> None:
    page = visit("quotes", at=elsewhere, another=True)
    assert "35 statements" in words(page)
    assert words(page) == words(visit("quotes"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_looks_as_it_does_here(elsewhere: str, visit: Open, scheme: str) -> None:
    look = Look(scheme="dark" if scheme == "dark" else "light")
    there = visit("", at=elsewhere, look=look, another=True).evaluate(STYLE)
    assert there == visit("", look=look).evaluate(STYLE)
    # The text's colour of .streamlit/config.toml, which is none of Streamlit's own.
    colour = {"light": "rgb(20, 23, 28)", "dark": "rgb(232, 234, 237)"}[scheme]
    assert there["[data-testid=stApp] color"] == colour
