"""A page speaks before Streamlit does; damaged paths lead to the pages they mean."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import streamlit

from dashboard.serving import doorway

# What Streamlit sends for every page.
PAGE = (Path(streamlit.__file__).parent / "static/index.html").read_bytes()


async def streamlits(scope: Any, receive: Any, send: Any) -> None:
    """Answer like Streamlit: a page in two pieces, or a file of its own."""
    packed = any(key == b"accept-encoding" for key, _ in scope["headers"])
    kind = b"text/html; charset=utf-8" if "." not in scope["path"] else b"text/css"
    head = [(b"content-type", kind), (b"etag", b"x"), (b"x-packed", b"%d" % packed),
            (b"content-length", b"%d" % len(PAGE))]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": head})
    more = {"type": "http.response.body", "more_body": True}
    await send({**more, "body": PAGE[:100]})
    await send({"type": "http.response.body", "body": PAGE[100:]})


def asked(path: str, query: str = "") -> tuple[int, dict[bytes, bytes], bytes]:
    """What a request is answered: its status, headers and body."""
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "path": path, "query_string": query.encode(),
             "headers": [(b"accept-encoding", b"gzip")]}  # fmt: skip
    asyncio.run(doorway.Doorway(streamlits)(scope, receive, send))
    body = b"".join(one.get("body", b"") for one in told)
    return told[0]["status"], dict(told[0]["headers"]), body


@pytest.mark.parametrize("path", ["/", "/quotes", "/record/", "/record/quotes", "/x"])
def test_each_page_says_what_it_is_before_anything_is_drawn(path: str) -> None:
    status, headers, body = asked(path)
    assert status == 200
    assert b"Who said what in the news, and how we know." in body
    assert body.count(b"otr-doorway") > 1
    assert body.rstrip().endswith(b"</html>")
    assert int(headers[b"content-length"]) == len(body)
    # The page is not that of before, and no packed one, to which nothing can be added.
    assert b"etag" not in headers
    assert headers[b"x-packed"] == b"0"


@pytest.mark.parametrize("path", ["/static/x.css", "/_stcore/health", "/r/media/a.png"])
def test_what_is_no_page_passes_through(path: str) -> None:
    _, headers, body = asked(path)
    assert body == PAGE
    assert headers[b"x-packed"] == b"1"


def test_the_place_of_the_notice_is_in_the_page() -> None:
    assert PAGE.count(b"</body>") == 1


@pytest.mark.parametrize(
    ("path", "query", "where"),
    [
        ("/Quotes", "quote=k", "./quotes?quote=k"),
        ("/record/QUOTES", "", "./quotes"),
        ("/quotes?quote=k", "", "./quotes?quote=k"),
        ("/quotes?actor=Kim Un&country=X", "", "./quotes?actor=Kim%20Un&country=X"),
        ("/quotes%3Fquote%3Dk", "", "./quotes?quote=k"),
        ("/quotes.", "", "./quotes"),
        ("/quotes)", "a=1", "./quotes?a=1"),
        ("/overview", "country=X", "./?country=X"),
        ("/Overview/", "", ".././"),
        ("/\u200bquotes", "", "./quotes"),
    ],
)  # fmt: skip
def test_a_damaged_path_leads_to_the_page_that_it_means(
    path: str, query: str, where: str
) -> None:
    assert doorway._meant(path, query) == where.replace(".././", "../")
    status, headers, _ = asked(path, query)
    assert (status, headers[b"location"].decode()) == (307, doorway._meant(path, query))


@pytest.mark.parametrize(
    "path", ["/", "/quotes", "/quotes/", "/x", "/record/", "/X?quote=k"]
)
def test_a_path_that_is_a_pages_or_nobodys_stays(path: str) -> None:
    assert doorway._meant(path) == ""


def test_no_path_leads_out_of_the_dashboard() -> None:
    for path in ("//evil.org/Quotes", "/\\evil.org/Quotes", "/Quotes?//evil.org"):
        assert doorway._meant(path).startswith(("./quotes", "../"))
