"""
A private instance: who is not signed in is served nothing of the record.

On where Streamlit's secrets have a section [auth] (OpenID Connect); off otherwise. Who
may read stands in [readers], else whoever the provider lets in. What is wrong with
either keeps the record shut, never open.
"""

import json
import logging
import re
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import auth_util, config
from streamlit.errors import Error, StreamlitAuthError
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

# What holds something of the record, or takes something in: files that are made and
# dropped. All else is the program, or the stream, whose script asks for itself.
_GUARDED: Final = re.compile(r"(^|/)(media|_stcore/upload_file)/")
_CALLBACK: Final = "/oauth2callback"
_WANTED: Final = "on_the_record_wanted"
_PAGE: Final = re.compile(r"/([\w.-]+/)*[\w.-]*(\?[^\s\\]*)?")
_LONGEST: Final = 2_000  # Characters of an address that a cookie keeps.


class SignedIn:
    """
    Files of a private instance, for readers alone; and the page that somebody wanted.

    An ASGI middleware. Streamlit leads from the provider back to the first page: the
    address that was asked for before is kept in a cookie meanwhile.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _is_private():
            await self.app(scope, receive, send)
            return
        cookies = _cookies(scope)
        reads = bool(_may_read(_user(cookies)))
        if _GUARDED.search(scope["path"]) and not reads:
            words = b"Sign in to read this record."
            head = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
            await send({"type": "http.response.start", "status": 401, "headers": head})
            await send({"type": "http.response.body", "body": words})
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": list(message["headers"])}
                _keep_page(scope, message, cookies, reads)
            await send(message)

        await self.app(scope, receive, sent)


def _is_private() -> bool:
    """
    Return whether readers sign in: also where the secrets cannot be read, so that
    nothing is served which somebody meant to shut.
    """
    if secrets_singleton.load_if_toml_exists():
        return "auth" in secrets_singleton
    return any(Path(file).exists() for file in config.get_option("secrets.files"))


def _may_read(user: Mapping[str, Any]) -> str:
    """
    Return what a reader who is signed in and may read is called; "" for anybody else.

    `user` has the claims of the provider, and `is_logged_in`.
    """
    if user.get("is_logged_in") is not True or not _is_set_up():
        return ""
    email = str(user.get("email") or "").casefold()
    called = email or str(user.get("name") or user.get("sub") or "a reader")
    if "readers" not in secrets_singleton:
        return called
    try:
        listed = [str(one).casefold() for one in secrets_singleton["readers"]["emails"]]
    except (KeyError, TypeError):
        return ""
    domain = f"@{email.rpartition('@')[2]}"
    is_listed = "@" in email and (email in listed or domain in listed)
    # An address that nobody has verified can be anybody's.
    return called if is_listed and user.get("email_verified") is True else ""


def let_in() -> bool:
    """
    Draw who is signed in, in the sidebar, or the page that asks for it; return whether
    the record may be shown.
    """
    if not _is_private():
        return True
    user = st.user.to_dict()
    called = _may_read(user)
    if called:
        with st.sidebar.container(key="sign_out"):
            st.caption(f"Signed in as {_plain(called)}")
            st.button("Sign out", on_click=st.logout, type="tertiary", key="out")
        return True
    st.title("On the Record")
    if not _is_set_up():
        st.error("This record is private, and signing in is not set up: whoever serves"
                 " it finds in the server’s log what is missing.")  # fmt: skip
    elif user.get("is_logged_in"):
        known = _plain(str(user.get("email") or user.get("name") or "somebody"))
        st.info(
            f"You are signed in as {known}, who is not among the readers of this"
            " record. Ask whoever serves it, or sign in as somebody else."
        )
        st.button("Sign out", on_click=st.logout, key="out")
    else:
        st.info("This record is private. Sign in to read it.")
        for name, label in _providers().items():
            st.button(label, on_click=st.login, args=(name,), key=f"in_{name}",
                      type="primary")  # fmt: skip
    return False


def _is_set_up() -> bool:
    """Whether signing in can work; what is missing is said in the server's log."""
    try:
        if not auth_util.is_authlib_installed():
            raise StreamlitAuthError("pip install 'streamlit[auth]'")
        for name in _providers():
            auth_util.validate_auth_credentials(name or "default")
        if len(get_cookie_secret()) < 32:
            raise StreamlitAuthError("cookie_secret has less than 32 characters")
    except (Error, KeyError, TypeError, AttributeError) as error:
        logging.getLogger(__name__).error("Signing in is not set up: %s", error)
        return False
    return True


def _providers() -> dict[str | None, str]:
    """How `st.login` calls each provider of [auth], and what its button says."""
    section = secrets_singleton["auth"]
    named = [name for name, value in section.items() if isinstance(value, Mapping)
             and name != "client_kwargs"]  # fmt: skip
    if "client_id" in section or not named:
        return {None: "Sign in"}
    return {name: f"Sign in with {name.capitalize()}" for name in named}


def _plain(words: str) -> str:
    """Words as they stand, where Markdown is read."""
    return re.sub(r"([^\w\s])", r"\\\1", words[:100])


def _cookies(scope: Scope) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name.lower() == b"cookie":
            try:
                jar = SimpleCookie(value.decode("latin-1"))
            except CookieError:
                continue
            found |= {one: morsel.value for one, morsel in jar.items()}
    return found


def _user(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Who has signed in, as Streamlit's cookie tells; nobody where it is forged."""

    def part(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, cookies.get(name, ""))

    whole = auth_util.get_cookie_with_chunks(part, USER_COOKIE_NAME)
    try:
        told = json.loads(whole or b"{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _keep_page(
    scope: Scope, begun: Message, cookies: Mapping[str, str], reads: bool
) -> None:
    """Keep the page that is asked for, or lead to the one that was."""
    headers = begun["headers"]
    kinds = [value for name, value in headers if name.lower() == b"content-type"]
    if scope["path"].endswith(_CALLBACK):
        page = unquote(cookies.get(_WANTED, ""))
        put = [value for name, value in headers if name.lower() == b"set-cookie"]
        signed = any(one.startswith(f"{USER_COOKIE_NAME}=".encode()) for one in put)
        if signed and _PAGE.fullmatch(page) and not page.startswith("//"):
            kept = [one for one in headers if one[0].lower() != b"location"]
            begun["headers"] = [
                *kept,
                (b"location", quote(page, "/?&=%+;,.~-_").encode()),
            ]
    elif not reads and kinds and b"text/html" in kinds[0]:
        query = scope.get("query_string", b"").decode("latin-1")
        page = scope["path"] + (f"?{query}" if query else "")
        if _PAGE.fullmatch(page) and len(page) <= _LONGEST:
            told = f"{_WANTED}={quote(page, '')}; Path=/; Max-Age=900"
            headers.append((b"set-cookie", f"{told}; HttpOnly; SameSite=Lax".encode()))
