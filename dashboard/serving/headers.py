"""
What a browser is told beside each answer: what a page may load, who may frame it.

Nothing that a page of this dashboard does needs another server, and no page's words are
run. `Headers` says so to the browser, which then refuses what would come in otherwise.
"""

import base64
import hashlib
import os
import re
from pathlib import Path
from typing import Final

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Which sites may show a page in a frame: "*", "none", or sites with a space between.
SETTING: Final = "ON_THE_RECORD_FRAMES"
# Each directive, what it allows, and why it is no narrower: found by trial in Chromium.
POLICY: Final = {
    "default-src": "'self'",
    # Streamlit loads a component's script from a blob; the two scripts that stand in
    # the page itself are let in by their hashes.
    "script-src": "'self' blob:",
    # Streamlit writes its styles while it runs; so do Plotly and the components.
    "style-src": "'self' 'unsafe-inline'",
    # A picture that is saved is drawn from a blob; an icon stands in its style.
    "img-src": "'self' blob: data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    # An address holds what a reader looks at: no other site learns it.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
_PAGES: Final = (
    Path(streamlit.__file__).parent / "static" / "index.html",
    Path(__file__).with_name("doorway.html"),
)
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_SITE: Final = re.compile(r"(https?://)?(\*\.)?[\w.-]+(:(\d+|\*))?|https?:")


class Headers:
    """
    What Streamlit answers, with headers that bound what a page may do.

    An ASGI middleware; `framed_by` says who may frame a page, as `frames` returns it.
    """

    def __init__(self, app: ASGIApp, framed_by: str) -> None:
        self.app = app
        told = headers(framed_by)
        self.added = [(name.encode(), value.encode()) for name, value in told.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = {name for name, _ in self.added}
                kept = [
                    one for one in message["headers"] if one[0].lower() not in names
                ]
                message = {**message, "headers": [*kept, *self.added]}
            await send(message)

        await self.app(scope, receive, sent if scope["type"] == "http" else send)


def frames() -> str:
    """
    Return who may frame a page, as `frame-ancestors` writes it.

    Raises:
        SystemExit: the setting names no site; the message says how it is written.

    """
    words = os.environ.get(SETTING, "*").split() or ["*"]
    if len(words) == 1 and words[0].strip("'") in ("self", "none", "*"):
        return words[0] if words[0] == "*" else f"'{words[0].strip(chr(39))}'"
    for word in words:
        if not _SITE.fullmatch(word):
            raise SystemExit(
                f"{SETTING}: '{word}' is no site. Write * for every site, none, self,"
                " or sites with a space between: https://news.example *.example.org"
            )
    return " ".join(["'self'", *words])


def is_framed_elsewhere() -> bool:
    """
    Return whether pages of other sites may show this dashboard in a frame.
    """
    return frames() not in ("'self'", "'none'")


def headers(framed_by: str) -> dict[str, str]:
    """
    Return the headers of every answer, name and value, for those who may frame it.
    """
    allowed = POLICY | {"frame-ancestors": framed_by}
    allowed["script-src"] += "".join(f" {one}" for one in _inline_scripts())
    told = ALWAYS | {
        "content-security-policy": "; ".join(
            f"{name} {sources}" for name, sources in allowed.items()
        )
    }
    # What browsers before frame-ancestors read. It has no word for some sites.
    older = {"'none'": "DENY", "'self'": "SAMEORIGIN"}
    if framed_by in older:
        told["x-frame-options"] = older[framed_by]
    return told


def _inline_scripts() -> list[str]:
    """
    Return the scripts that stand in a page itself, each as its hash in a policy.
    """
    found = [
        script
        for page in _PAGES
        for script in _INLINE.findall(page.read_text(encoding="utf-8"))
    ]
    digests = [hashlib.sha256(script.encode()).digest() for script in found]
    return [f"'sha256-{base64.b64encode(one).decode()}'" for one in digests]
