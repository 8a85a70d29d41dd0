"""Whose pages may open the stream, without asking anybody."""

import asyncio
from typing import Any

import pytest

from dashboard.serving import origins


def passed(origin: str | None, host: str, kind: str = "websocket") -> Any:
    """What Streamlit is asked, or the message that refuses it."""
    found: list[Any] = []

    async def streamlits(scope: Any, receive: Any, send: Any) -> None:
        found.append(scope)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        found.append(message)

    told = [(b"Origin", origin.encode())] if origin is not None else []
    scope = {"type": kind, "headers": [(b"host", host.encode()), *told]}
    asyncio.run(origins.Origins(streamlits)(scope, receive, send))
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:8501", "127.0.0.1:8501"),
        ("https://record.example", "record.example"),
        ("https://record.example", "record.example:443"),
        ("https://Record.example:443", "record.example"),
        ("http://[::1]:8501", "[::1]:8501"),
    ],
)
def test_the_dashboards_own_pages_are_let_in(origin: str, host: str) -> None:
    scope = passed(origin, host)
    # To the letter the address that is asked: otherwise Streamlit looks further.
    told = {name: value.decode() for name, value in scope["headers"]}
    assert told[b"origin"] == f"{origin.partition(':')[0]}://{told[b'host']}"
    assert told[b"origin"] == origin


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://elsewhere.example", "record.example"),
        ("http://record.example", "record.example:8501"),
        ("http://localhost:3000", "localhost:8501"),
        ("https://record.example.org", "record.example"),
        ("https://record.example@evil.example", "record.example"),
        ("null", "record.example"),
        ("", "record.example"),
        ("http://record.example:port", "record.example"),
        ("file://", ""),
    ],
)
def test_pages_of_other_sites_are_refused(origin: str, host: str) -> None:
    assert passed(origin, host) == {"type": "websocket.close", "code": 1008}


def test_what_names_no_origin_and_what_is_no_stream_is_passed_on() -> None:
    assert passed(None, "record.example")["type"] == "websocket"
    assert passed("https://elsewhere.example", "x", "http")["type"] == "http"


def test_to_streamlit_a_site_that_is_named_is_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(origins, "_named", lambda: ["https://news.example"])
    told = dict(passed("https://news.example", "record.example")["headers"])
    assert told[b"host"] == b"record.example"
    assert told[b"origin"] == b"https://record.example"


@pytest.mark.parametrize(
    ("origin", "is_let_in"),
    [
        ("https://news.example", True),
        ("http://news.example", False),
        ("https://news.example:8443", False),
        ("https://evil.example", False),
    ],
)
def test_a_site_that_the_host_has_named_is_let_in(origin: str, is_let_in: bool) -> None:
    assert origins._is_own(origin, "x.example", ["https://news.example"]) is is_let_in
