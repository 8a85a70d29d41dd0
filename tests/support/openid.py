"""A small OpenID Connect provider on this machine: real keys, real tokens, one form."""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "the-record", "only-for-tests"


class Provider(ThreadingHTTPServer):
    """Who asks is asked for a name; what they write in is who they are."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.key = RSAKey.generate_key(2048, auto_kid=True)
        self.asked: dict[str, dict[str, str]] = {}  # What each code stands for.


@contextmanager
def provided() -> Iterator[Provider]:
    """Run a provider."""
    with Provider() as provider:
        Thread(target=provider.serve_forever, daemon=True).start()
        try:
            yield provider
        finally:
            provider.shutdown()


def settings(issuer: str, dashboard: str, more: str = "") -> str:
    """The secrets of a dashboard whose readers this provider names."""
    return (
        f'[auth]\nredirect_uri = "{dashboard}/oauth2callback"\n'
        f'cookie_secret = "{secrets.token_hex(32)}"\nclient_id = "{CLIENT}"\n'
        f'client_secret = "{SECRET}"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n{more}'
    )


class _Answer(BaseHTTPRequestHandler):
    server: Provider

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        issuer = self.server.issuer
        if parts.path == "/.well-known/openid-configuration":
            self._say({
                "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            })  # fmt: skip
        elif parts.path == "/keys":
            self._say({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize" and "email" not in asked:
            hidden = '<input type="hidden" name="{}" value="{}">'
            fields = "".join(hidden.format(escape(name), escape(value))
                             for name, value in asked.items())  # fmt: skip
            self._send(200, "text/html", f"<title>Provider</title><form>{fields}<label>"
                       '<input name="email">Who are you?</label><button>Go on</button>'
                       "</form>")  # fmt: skip
        elif parts.path == "/authorize":
            code = secrets.token_urlsafe()
            self.server.asked[code] = asked
            back = urlencode({"code": code, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        else:
            self._send(404, "text/plain", "")

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = {name: values[0] for name, values in parse_qs(form).items()}
        sent = self.headers.get("Authorization", "").removeprefix("Basic ")
        asked = self.server.asked.pop(told.get("code", ""), None)
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            base64.b64decode(sent).decode() != f"{CLIENT}:{SECRET}"
            or not asked
            or asked.get("code_challenge") != challenge
            or asked["redirect_uri"] != told.get("redirect_uri")
        ):
            self._say({"error": "invalid_grant"}, 400)
            return
        now = int(time.time())
        email = asked["email"]
        claims = {"iss": self.server.issuer, "aud": CLIENT, "sub": email, "iat": now,
                  "exp": now + 300, "nonce": asked["nonce"], "email": email,
                  "email_verified": not email.startswith("unverified")}  # fmt: skip
        header = {"alg": "RS256", "kid": self.server.key.kid}
        token = jwt.encode(header, claims, self.server.key)
        self._say({"access_token": secrets.token_hex(), "token_type": "Bearer",
                   "expires_in": 300, "id_token": token})  # fmt: skip

    def _say(self, told: dict[str, Any], status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(told))

    def _send(self, status: int, kind: str, words: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(words.encode())))
        self.end_headers()
        self.wfile.write(words.encode())
