"""
What a reader meets before the dashboard is drawn: its name, and words where it is not.

Streamlit sends an empty page, and fills it over a stream. Until that is up, and where
it never is (a balancer that passes known paths alone, a frame that forbids scripts, a
server that is gone), grey bars say nothing. `Doorway` puts a notice into the empty
page, and leads paths that were damaged on their way to the pages they mean.
"""

import re
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.text import signs
from dashboard.text.titles import PAGES

_NOTICE: Final = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
# Folders of Streamlit's own, in which no page is.
_OWN: Final = ("_stcore", "static", "media", "component", "app", "vendor")
# What a sentence around an address leaves at the end of a path.
_AROUND: Final = ".,;:!)]}>\"'”’» "


class Doorway:
    """
    Pages as Streamlit sends them, with a notice in each that goes when it is drawn.

    An ASGI middleware: it looks at pages alone, and passes all else through.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        where = _meant(scope["path"], scope.get("query_string", b"").decode("latin-1"))
        if where:
            location = (b"location", where.encode("latin-1"))
            await send({"type": "http.response.start", "status": 307,
                        "headers": [location, (b"content-length", b"0")]})  # fmt: skip
            await send({"type": "http.response.body", "body": b""})
            return
        # What is packed cannot be added to.
        kept = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
        await self.app({**scope, "headers": kept}, receive, _with_notice(send))


def _is_page(path: str) -> bool:
    """Whether a path may be a page's: none of Streamlit's own files."""
    return not set(_OWN) & set(path.split("/"))


def _meant(path: str, query: str = "") -> str:
    """
    Return the address of the page that a damaged path means, relative to that path; ""
    where it is a page's own, or none's.

    A capital, a full stop at its end, "?" and "=" encoded once too often, and the first
    page by a name of its own are damage.
    """
    whole = path
    encoded = re.split(r"\?|%3[fF]", signs.seen(path), maxsplit=1)
    path, asked = encoded[0], "".join(encoded[1:])
    asked = asked.replace("%3D", "=").replace("%3d", "=")
    last = path.rstrip("/").rpartition("/")[2]
    page = last.strip(_AROUND).casefold()
    first = next(iter(PAGES))
    is_own = last == page != first and not encoded[1:] and path == whole
    if page not in PAGES or is_own:
        return ""
    up = "../" if path.endswith("/") else "./"
    queries = "&".join(filter(None, (quote(asked, safe="=&%+;,.~-_"), query)))
    return f"{up}{'' if page == first else page}{f'?{queries}' if queries else ''}"


def _with_notice(send: Send) -> Send:
    """Send on what is sent, the notice in it where it is the whole of a page."""
    begun: list[Message] = []
    told: list[bytes] = []

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            kinds = [v for k, v in message["headers"] if k.lower() == b"content-type"]
            if message["status"] == 200 and kinds and b"text/html" in kinds[0]:
                begun.append(message)
            else:
                await send(message)
        elif not begun or message["type"] != "http.response.body":
            await send(message)
        else:
            told.append(message.get("body", b""))
            if not message.get("more_body"):
                await _send_page(begun[0], b"".join(told), send)

    return sent


async def _send_page(begun: Message, page: bytes, send: Send) -> None:
    """Send a page, the notice put in, its length as it is now."""
    put = page.replace(b"</body>", _NOTICE.encode() + b"</body>", 1)
    # A browser that holds the page as it was before asks for it by these.
    stale = (b"content-length", b"etag", b"last-modified")
    headers = [(k, v) for k, v in begun["headers"] if k.lower() not in stale]
    if page:  # Of a question for the headers alone there is no body.
        headers.append((b"content-length", str(len(put)).encode()))
    await send({**begun, "headers": headers})
    await send({"type": "http.response.body", "body": put})
