"""Each answer bounds what a page may load, and who may frame it."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from dashboard.serving import headers
from tests.support import documents

STREAMLITS = [(b"content-type", b"text/html"), (b"Content-Security-Policy", b"x")]


async def streamlits(_: Any, receive: Any, send: Any) -> None:
    """Answer like Streamlit."""
    await send({"type": "http.response.start", "status": 200, "headers": STREAMLITS})
    await send({"type": "http.response.body", "body": b"told"})


def answered(kind: str = "http") -> list[Any]:
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(headers.Headers(streamlits, "*")({"type": kind}, None, send))  # type: ignore[arg-type]  # nothing is received
    return told


def test_each_answer_has_every_header_once() -> None:
    begun, body = answered()
    told = dict(begun["headers"])
    assert body["body"] == b"told"
    assert len(told) == len(begun["headers"])
    assert told[b"content-type"] == b"text/html"
    assert told[b"x-content-type-options"] == b"nosniff"
    assert told[b"referrer-policy"] == b"same-origin"
    assert b"object-src 'none'" in told[b"content-security-policy"]


def test_a_stream_is_passed_on_as_it_is() -> None:
    assert answered("websocket")[0]["headers"] == STREAMLITS


def test_no_words_of_a_page_are_run_and_nothing_is_loaded_from_elsewhere() -> None:
    policy = headers.headers("*")["content-security-policy"]
    (scripts,) = re.findall(r"script-src ([^;]+)", policy)
    assert not re.search(r"unsafe|\*|https?:|data:", scripts)
    others = re.sub(r"frame-ancestors [^;]+", "", policy)
    assert not re.search(r"\*|https?:|unsafe-eval", others)


def test_the_scripts_in_the_page_itself_are_let_in_by_their_hashes() -> None:
    hashes = headers._inline_scripts()
    # Streamlit's own, then the doorway's.
    assert len(hashes) == 2
    policy = headers.headers("*")["content-security-policy"]
    assert all(one in policy for one in hashes)


@pytest.mark.parametrize(
    ("setting", "ancestors", "older"),
    [
        (None, "*", None),
        ("", "*", None),
        ("*", "*", None),
        ("none", "'none'", "DENY"),
        ("'self'", "'self'", "SAMEORIGIN"),
        ("https://news.example", "'self' https://news.example", None),
        ("https://*.example.org  x.example:8080",
         "'self' https://*.example.org x.example:8080", None),
    ],
)  # fmt: skip
def test_who_may_frame_a_page_is_a_setting(
    monkeypatch: pytest.MonkeyPatch, setting: str | None, ancestors: str, older: str
) -> None:
    monkeypatch.delenv(headers.SETTING, raising=False)
    if setting is not None:
        monkeypatch.setenv(headers.SETTING, setting)
    told = headers.headers(headers.frames())
    assert f"frame-ancestors {ancestors}" in told["content-security-policy"].split("; ")
    assert told.get("x-frame-options") == older
    assert headers.is_framed_elsewhere() is (older is None)


@pytest.mark.parametrize(
    "setting", ["https://a.example; script-src *", "a,b", "'self' x y'"]
)
def test_a_setting_that_names_no_site_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv(headers.SETTING, setting)
    with pytest.raises(SystemExit, match=r"is no site\. Write"):
        headers.frames()


def test_the_page_on_sharing_has_the_headers_for_a_proxy() -> None:
    path = Path(__file__).resolve().parents[2] / ".streamlit" / "README.md"
    page = path.read_text(encoding="utf-8")
    assert documents.put(page, "headers", documents.headers_in_nginx()) == page
    assert "content-security-policy" in documents.headers_in_nginx()
