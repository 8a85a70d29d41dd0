"""A web page whose name has been led to this machine reads no record that is open."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.support.serving import APP, ROOT, ready, served
from tests.support.small_record import write_record

pytestmark = pytest.mark.browser
REBOUND = "rebound.example"


@contextmanager
def commanded(record: Path, **more: str) -> Iterator[int]:
    """The port at which `on-the-record open` serves a record on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dashboard", "open", str(record)]
    around = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | more
    with subprocess.Popen(
        [*command, "--no-browser", f"--port={port}"], cwd=ROOT, env=around,
        stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        try:
            assert server.stdout
            assert str(port).encode() in server.stdout.readline()
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="module")
def port(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:  # fmt: skip
    record = write_record(tmp_path_factory.mktemp("unpublished") / "record")
    with commanded(record) as found:
        yield found


def answered(port: int, name: str) -> bool:
    """Whether a page of this name, as a browser asks for it, is let to the record."""
    there = f"{name}:{port}"
    asked = partial(
        connect, f"ws://{there}/_stcore/stream", address=("127.0.0.1", port),
        origin=f"http://{there}", subprotocols=["streamlit"], proxy=None,
    )  # fmt: skip
    try:
        with asked():
            return True
    except InvalidStatus as refused:
        return refused.response.status_code != 403


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_this_machine_reads_the_record_by_its_own_names(
    port: int, browser: Browser, name: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"http://{name}:{port}")
        assert "Arden" in ready(page).locator("[data-testid=stMain]").inner_text()


def test_a_page_of_another_name_is_refused(port: int, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        refused = []
        page.on("console", lambda said: refused.append("403" in said.text))
        page.goto(f"http://{REBOUND}:{port}")
        # Streamlit's own files are there, and nothing of the record.
        expect(page.get_by_test_id("stApp")).to_be_attached()
        with page.expect_event("console", lambda said: "WebSocket" in said.text):
            pass
        assert any(refused)
        assert page.locator("h1").count() == 0
        assert "Arden" not in page.content()


@pytest.mark.parametrize(
    ("name", "is_let_in"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        (REBOUND, False),
        (f"127.0.0.1.{REBOUND}", False),
        ("localhost.rebound.example", False),
        ("0.0.0.0", False),
    ],
)
def test_the_record_is_told_to_these_names_alone(
    port: int, name: str, is_let_in: bool
) -> None:
    assert answered(port, name) is is_let_in


def test_who_puts_a_proxy_before_it_names_the_proxys_names(
    tmp_path: Path, browser: Browser
) -> None:
    record = write_record(tmp_path / "record")
    names = f"{REBOUND} localhost"
    with commanded(record, STREAMLIT_SERVER_ALLOWED_HOSTS=names) as port:
        assert answered(port, REBOUND)
        assert answered(port, "localhost")
        assert not answered(port, "127.0.0.1")


def test_a_shared_instance_is_found_by_any_name_until_it_is_told_its_own(
    tmp_path: Path, browser: Browser
) -> None:
    with served(tmp_path / "log.txt", script=APP) as address:
        assert answered(int(address.rpartition(":")[2]), "record.example.org")
