"""A private instance: nothing of the record before signing in, all of it after."""

import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from tests.browser.conftest import DESK
from tests.support.openid import Provider, provided, settings
from tests.support.serving import ready, served
from tests.support.small_record import write_record

pytestmark = pytest.mark.browser
READERS = '[readers]\nemails = ["ana@news.example", "@desk.example"]\n'


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with provided() as one:
        yield one


@pytest.fixture(scope="module")
def private(
    browser: Browser, provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of an instance that two readers may read."""
    folder = tmp_path_factory.mktemp("private")
    record = write_record(folder / "record")
    secrets = folder / "secrets.toml"
    secrets.write_text(settings(provider.issuer, "http://127.0.0.1:{port}", READERS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
        with served(folder / "log", record) as address:
            yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESK) as one:
        yield one


def sign_in(page: Page, email: str) -> Page:
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Who are you?").fill(email)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(re.compile(r"^http://127\.0\.0\.1:\d+/(?!authorize|oauth2)"))
    return ready(page)


def test_nothing_of_the_record_is_sent_before_signing_in(
    private: str, context: BrowserContext
) -> None:
    page = context.new_page()
    frames: list[bytes | str] = []

    def listen(stream: WebSocket) -> None:
        stream.on("framereceived", lambda told: frames.append(told))

    page.on("websocket", listen)
    page.goto(f"{private}/quotes?country=Arden")
    expect(
        page.get_by_text("This record is private. Sign in to read it.")
    ).to_be_visible()
    for path in ("sources", "stances", "?embed=true"):
        page.goto(f"{private}/{path}")
        expect(page.get_by_text("Sign in to read it")).to_be_visible()
        ready(page)  # Not before the script has ended: more could come.
    assert page.locator(".st-key-share, .st-key-country").count() == 0
    told = b"".join(one if isinstance(one, bytes) else one.encode() for one in frames)
    assert len(told) > 1_000
    assert b"Arden" not in told.replace(b"country=Arden", b"")
    assert b"Marsk" not in told


def test_who_signs_in_reads_the_page_that_they_wanted_and_saves_files(
    private: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{private}/quotes?country=Arden")
    sign_in(page, "ana@news.example")
    assert page.url == f"{private}/quotes?country=Arden"
    expect(page.locator(".otr-list li").first).to_be_visible()
    expect(page.get_by_text("Signed in as ana@news.example")).to_be_visible()
    page.locator(".st-key-share button").click()
    with page.expect_download() as told:
        page.locator(".st-key-share_download button").click()
    assert told.value.failure() is None
    # The file's address alone is worth nothing.
    with pytest.raises(HTTPError, match="401"):
        urlopen(told.value.url, timeout=10)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("Sign in to read it")).to_be_visible()


@pytest.mark.parametrize("email", ["ben@elsewhere.example", "unverified@desk.example"])
def test_who_is_not_listed_is_told_so_and_reads_nothing(
    private: str, context: BrowserContext, email: str
) -> None:
    page = context.new_page()
    page.goto(private)
    sign_in(page, email)
    expect(page.get_by_text("not among the readers of this record")).to_be_visible()
    assert "Arden" not in page.content()
