"""Who may read a private instance, and what is served to anybody else."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.serving import sign_in

SECRET = "0123456789abcdef0123456789abcdef"
AUTH = {
    "redirect_uri": "https://record.example/oauth2callback", "cookie_secret": SECRET,
    "client_id": "x", "client_secret": "x", "server_metadata_url": "https://x.example",
}  # fmt: skip
ANA = {"is_logged_in": True, "email": "Ana@news.example", "email_verified": True}


@pytest.fixture
def secret(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets what Streamlit's secrets hold."""

    def put(**sections: Any) -> None:
        monkeypatch.setattr(secrets_singleton, "_secrets", sections)

    return put


def answered(
    path: str, user: Mapping[str, Any] | None = None, query: str = "",
    head: tuple[tuple[bytes, bytes], ...] = (), wanted: str = "", key: str = SECRET,
) -> tuple[int, dict[bytes, bytes]]:  # fmt: skip
    """What a request is answered, from a browser in which `user` is signed in."""

    async def streamlits(_: Any, receive: Any, send: Any) -> None:
        given = head or ((b"content-type", b"text/html"),)
        await send({"type": "http.response.start", "status": 200, "headers": given})
        await send({"type": "http.response.body", "body": b"the record"})

    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    name = sign_in.USER_COOKIE_NAME
    cookies = f"other=1; {sign_in._WANTED}={wanted}"
    if user is not None:
        signed = create_signed_value(key, name, json.dumps(user)).decode()
        cookies += f"; {name}={signed}"
    scope = {"type": "http", "path": path, "query_string": query.encode(),
             "headers": [(b"cookie", cookies.encode())]}  # fmt: skip
    asyncio.run(sign_in.SignedIn(streamlits)(scope, None, send))  # type: ignore[arg-type]  # nothing is received
    return told[0]["status"], dict(told[0]["headers"])


def test_without_a_section_nothing_is_asked(secret: Any) -> None:
    secret(other={})
    assert not sign_in._is_private()
    assert answered("/media/file.csv")[0] == 200


def test_secrets_that_cannot_be_read_keep_the_record_shut(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(secrets_singleton, "_secrets", None)
    file = tmp_path / "secrets.toml"
    file.write_text("[auth\n")
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(file)])
    try:
        assert sign_in._is_private()
        assert sign_in._may_read(ANA) == ""
        assert answered("/media/file.csv", ANA)[0] == 401
    finally:
        config.set_option("secrets.files", before)


@pytest.mark.parametrize(
    "path", ["/media/x.csv", "/record/media/x", "/_stcore/upload_file/a/b"]
)
def test_files_are_for_readers_alone(secret: Any, path: str) -> None:
    secret(auth=AUTH)
    assert answered(path)[0] == 401
    assert answered(path, {"email": "ana@news.example"})[0] == 401
    assert answered(path, ANA, key="forged".ljust(32, "."))[0] == 401
    assert answered(path, ANA)[0] == 200


def test_the_program_itself_is_for_anybody(secret: Any) -> None:
    secret(auth=AUTH)
    for path in ("/", "/quotes", "/static/js/index.js", "/_stcore/health"):
        assert answered(path)[0] == 200


@pytest.mark.parametrize(
    ("claims", "is_let_in"),
    [
        ({}, True),
        ({"email": "ben@elsewhere.example"}, False),
        ({"email": "BO@desk.example"}, True),
        ({"email": "bo@sub.desk.example"}, False),
        ({"email": "bo@desk.example.org"}, False),
        ({"email": "desk.example"}, False),
        ({"email": ""}, False),
        ({"email_verified": False}, False),
        ({"email_verified": "true"}, False),
        ({"is_logged_in": False}, False),
    ],
)
def test_who_is_listed_may_read(
    secret: Any, claims: dict[str, Any], is_let_in: bool
) -> None:
    secret(auth=AUTH, readers={"emails": ["ana@news.example", "@desk.example"]})
    assert bool(sign_in._may_read(ANA | claims)) is is_let_in


@pytest.mark.parametrize(
    "readers", [{}, {"emails": None}, {"email": ["ana@news.example"]}, 3]
)
def test_a_list_that_says_nothing_lets_nobody_in(secret: Any, readers: Any) -> None:
    secret(auth=AUTH, readers=readers)
    assert sign_in._may_read(ANA) == ""


@pytest.mark.parametrize(
    "lacking", ["redirect_uri", "cookie_secret", "client_id", "server_metadata_url"]
)
def test_what_is_not_set_up_lets_nobody_in(
    secret: Any, lacking: str, caplog: pytest.LogCaptureFixture
) -> None:
    secret(auth={name: value for name, value in AUTH.items() if name != lacking})
    assert sign_in._may_read(ANA) == ""
    assert lacking in caplog.text


def test_a_secret_that_can_be_guessed_lets_nobody_in(secret: Any) -> None:
    secret(auth=AUTH | {"cookie_secret": "xxx"})
    assert sign_in._may_read(ANA) == ""


def test_the_page_that_was_wanted_is_led_to_after_signing_in(secret: Any) -> None:
    secret(auth=AUTH)
    _, headers = answered("/quotes", query="country=Russia&actor=A%20B")
    put = headers[b"set-cookie"].decode()
    wanted = put.partition("=")[2].partition(";")[0]
    signed = ((b"location", b"/"), (b"set-cookie", b"_streamlit_user=x"))
    _, headers = answered("/oauth2callback", head=signed, wanted=wanted)
    assert headers[b"location"] == b"/quotes?country=Russia&actor=A%20B"


@pytest.mark.parametrize(
    "wanted", ["//evil.example/", "https://evil.example", "/a b", "/\\evil"]
)
def test_an_address_of_elsewhere_is_not_led_to(secret: Any, wanted: str) -> None:
    secret(auth=AUTH)
    signed = ((b"location", b"/"), (b"set-cookie", b"_streamlit_user=x"))
    _, headers = answered("/oauth2callback", head=signed, wanted=wanted)
    assert headers[b"location"] == b"/"
