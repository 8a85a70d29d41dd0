"""
Whose pages may speak to the dashboard: its own, and those that its host has named.

Streamlit refuses the stream to the pages of other sites too. But before it does, it
asks two addresses on the internet for its own, with all readers waiting: seconds a
handshake where outgoing traffic is dropped, and a request that nobody has asked for.
`Origins` refuses them first.
"""

from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

_USUAL: Final = {"http": 80, "https": 443}
_POLICY_VIOLATION: Final = 1008  # RFC 6455, 7.4.1; before it is accepted: a 403.


class Origins:
    """
    The stream, for pages of this dashboard's own address and of `corsAllowedOrigins`.

    An ASGI middleware: it looks at handshakes alone, and passes all else through. A
    client that is no browser names no origin; it is let in, as Streamlit does.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        told = {k.lower(): v.decode("latin-1") for k, v in scope["headers"]}
        origin, host = told.get(b"origin"), told.get(b"host", "")
        if origin is None or not config.get_option("server.enableCORS"):
            await self.app(scope, receive, send)
            return
        if not _is_own(origin, host, _named()):
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        # Streamlit compares letter by letter, and asks the internet where they differ.
        scheme, netloc, *_ = urlsplit(origin)
        if _is_own(origin, host, []):
            host = netloc
        told |= {b"host": host, b"origin": f"{scheme}://{host}"}
        same = [(name, told[name].encode("latin-1")) for name in (b"host", b"origin")]
        kept = [one for one in scope["headers"] if one[0].lower() not in dict(same)]
        await self.app({**scope, "headers": [*kept, *same]}, receive, send)


def _is_own(origin: str, host: str, named: list[str]) -> bool:
    """
    Whether a page's origin is the address that it speaks to, or one that is `named`.
    """
    asks = _place(origin)
    scheme = origin.partition(":")[0].lower()
    return asks is not None and asks in map(_place, [f"{scheme}://{host}", *named])


def _named() -> list[str]:
    """The origins that Streamlit's configuration names, whatever Host a proxy sends."""
    named = list(config.get_option("server.corsAllowedOrigins"))
    if config.is_manually_set("browser.serverAddress"):
        name = config.get_option("browser.serverAddress")
        port = config.get_option("browser.serverPort")
        named += [f"http://{name}:{port}", f"http://{name}", f"https://{name}"]
    return named


def _place(address: str) -> tuple[str, int] | None:
    """A name and a port; None where an address has none, as “null” has."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port or _USUAL[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.hostname.rstrip("."), port) if parts.hostname else None
