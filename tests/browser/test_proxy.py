"""Behind a real nginx with the lines of `.streamlit/README.md`, and where they lack."""

import gzip
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.support.proxies import CADDY, NGINX, block, caddied, changed, free, proxied
from tests.support.serving import APP, SERVE, ready, started
from tests.support.small_record import SOURCE_TEXT, write_record

# The same host, for the one folder, but no WebSocket passes.
REFUSING = """server {{ listen 127.0.0.1:{port};
  location / {{ proxy_pass {server}; proxy_set_header Host $http_host; }} }}"""


def lacking(what: str, package: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(f"there is no {what}: .ci/run installs {package}")
    pytest.skip(f"there is no {what} on this machine (Debian: {package})")


class Proxied(NamedTuple):
    """Addresses of the small record: at a root, in a folder, and where none passes."""

    root: str
    folder: str
    refusing: str
    plain: str


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    """
    Serve the small record behind the lines of the page on sharing, at the root of a
    host and in a folder of another; behind such as let no WebSocket through; and
    `app.py` alone, behind the lines that add the headers.
    """
    if not NGINX:
        lacking("nginx", "nginx-light")
    folder = tmp_path_factory.mktemp("proxy")
    record = write_record(folder / "record")
    (lines,) = block("nginx")
    (added,) = block("headers")
    ports = [free() for _ in range(4)]
    with (
        started(folder / "log", record, SERVE) as (root, _),
        started(folder / "log2", record, SERVE, "record") as (under, _),
        started(folder / "log3", record, APP) as (alone, _),
    ):
        written = []
        for number, server in enumerate((root, under, alone)):
            at = f"listen 127.0.0.1:{ports[number]};"
            upstream = ("server 127.0.0.1:8501;", f"server {server[7:]};")
            one = changed(lines, ("listen 80;", at), upstream)
            # What stands outside of server { … } is of all three.
            names = ("record_all", "record_files", "record_streams", "on_the_record")
            for name in (*names, "connection_upgrade"):
                one = one.replace(name, f"{name}_{number}")
            written.append(
                re.sub(r"limit_\w+_status 429;\n", "", one) if number else one
            )
        written[1] = changed(written[1], ("# location = /record", "location = /record"),
                             ("location / {", "location /record/ {"))  # fmt: skip
        written[2] = changed(written[2], ("server_tokens off;", added))
        written.append(REFUSING.format(port=ports[3], server=under))
        with proxied(folder, "\n".join(written), ports[3]):
            at = [f"http://127.0.0.1:{port}" for port in ports]
            yield Proxied(at[0], f"{at[1]}/record", f"{at[3]}/record", at[2])


def fetched(address: str) -> tuple[str, dict[str, str], bytes]:
    """Where a request leads, the headers of the answer, and its body unpacked."""
    asked = Request(address, headers={"Accept-Encoding": "gzip"})
    with urlopen(asked, timeout=10) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        body = answer.read()
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return answer.url, headers, body


def test_the_folder_opens_with_and_without_its_last_slash(proxy: Proxied) -> None:
    for asked in ("", "/", "/quotes", "/quotes/"):
        _, headers, body = fetched(proxy.folder + asked)
        assert b"Who said what in the news, and how we know." in body
        assert headers["content-encoding"] == "gzip"
        assert headers["cache-control"] == "no-cache"
    where, _, _ = fetched(f"{proxy.folder}?country=Arden")
    assert where == f"{proxy.folder}/?country=Arden"
    # nginx by itself refuses more than 8 KB.
    fetched(f"{proxy.folder}/quotes?actor={'x' * 40_000}")


def test_hashed_files_are_packed_and_kept_for_a_year(proxy: Proxied) -> None:
    for place in (proxy.root, proxy.folder):
        _, _, page = fetched(f"{place}/")
        script = re.search(r'src="\./(static/js/[^"]+)"', page.decode())
        assert script
        _, headers, _ = fetched(f"{place}/{script[1]}")
        assert headers["content-encoding"] == "gzip"
        assert "max-age=31536000" in headers["cache-control"]


def refusal(address: str, data: bytes | None = None) -> int:
    """With which status a request is refused; 0 where it is answered."""
    asked = Request(address, data, method="PUT" if data else "GET")
    try:
        with urlopen(asked, timeout=10):
            return 0
    except HTTPError as error:
        return error.code


def test_numbers_about_the_process_are_shut(proxy: Proxied) -> None:
    for place in (proxy.root, proxy.folder, f"{proxy.root}/quotes"):
        assert refusal(f"{place}/_stcore/metrics") == 404
    assert refusal(f"{proxy.root}/_stcore/health") == 0


def test_each_answer_has_its_headers_wherever_they_come_from(proxy: Proxied) -> None:
    for place in (proxy.root, proxy.folder, proxy.plain):
        _, told, _ = fetched(f"{place}/")
        assert told["x-content-type-options"] == "nosniff"
        assert told["content-security-policy"].count("default-src") == 1


def drop(page: Page, file: Path) -> None:
    """Drop a copy of the source, and see it looked through."""
    file.write_bytes(SOURCE_TEXT.encode())
    page.get_by_text("Compare your own copy of the article").click()
    page.locator(".st-key-proof_file input[type=file]").set_input_files(file)
    # It is on its way for as long as its name does not stand there.
    expect(page.locator(".st-key-proof_file").get_by_text(file.name)).to_be_visible()
    ready(page)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("match word for word")).to_be_visible()


@pytest.mark.parametrize("where", ["root", "folder", "plain"])
def test_a_page_is_drawn_and_takes_a_file(
    proxy: Proxied, visit: Open, tmp_path: Path, where: str
) -> None:
    place = getattr(proxy, where)
    page = visit(f"{place}/sources?country=Brekland", readable=False)
    drop(page, tmp_path / "lantern.txt")
    assert page.url == f"{place}/sources?country=Brekland"


def test_too_large_and_too_many_files_are_refused_by_the_proxy(proxy: Proxied) -> None:
    upload = f"{proxy.root}/_stcore/upload_file/session/file"
    assert refusal(upload, b"x" * 7_000_000) == 413
    assert refusal(f"{proxy.root}/quotes", b"x" * 2_000_000) == 413
    # Streamlit knows no such session; before it is asked, the proxy counts.
    told = [refusal(upload, b"x") for _ in range(13)]
    assert told[0] == 403
    assert told[-1] == 429


def test_a_refused_websocket_is_told_in_words(proxy: Proxied, visit: Open) -> None:
    page = visit(f"{proxy.refusing}/", readable=False)
    told = page.locator("#otr-doorway")
    expect(told.get_by_text("No connection yet.")).to_be_visible(timeout=10_000)
    expect(told.get_by_text("(a WebSocket)")).to_be_visible()
    expect(told.get_by_text("Connected:")).to_be_hidden()


def test_readers_stay_with_one_of_several_processes(
    visit: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not NGINX:
        lacking("nginx", "nginx-light")
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "one for both of them")
    record = write_record(tmp_path / "record")
    (lines,), (around, within) = block("nginx"), block("sticky")
    port = free()
    with (
        started(tmp_path / "log", record) as (one, _),
        started(tmp_path / "log2", record) as (other, _),
    ):
        servers = [("server 127.0.0.1:8501;", f"server {one[7:]};"),
                   ("server 127.0.0.1:8502;", f"server {other[7:]};")]  # fmt: skip
        lines = re.sub(r"upstream .*?\n}\n", lambda _: changed(around, *servers), lines,
                       flags=re.DOTALL)  # fmt: skip
        lines = changed(lines, ("listen 80;", f"listen 127.0.0.1:{port};\n{within}"))
        at = f"http://127.0.0.1:{port}"
        with proxied(tmp_path, lines, port):
            # A file and a download of two readers: all met by chance once in sixteen.
            for _ in range(2):
                page = visit(f"{at}/sources", another=True)
                drop(page, tmp_path / "lantern.txt")
                page.locator(".st-key-share button").click()
                with page.expect_download() as told:
                    page.locator(".st-key-share_download button").click()
                assert told.value.failure() is None
                assert Path(told.value.path()).stat().st_size > 1_000
                page.close()


def test_caddy_serves_the_same(visit: Open, tmp_path: Path) -> None:
    if not CADDY:
        lacking("Caddy", "caddy")
    record = write_record(tmp_path / "record")
    port = free()
    at = f"http://127.0.0.1:{port}"
    with started(tmp_path / "log", record) as (server, _):
        (lines,) = block("caddy")
        lines = changed(lines, ("record.example.org", at),
                        ("127.0.0.1:8501", server[7:]))  # fmt: skip
        with caddied(tmp_path, lines, port):
            _, headers, body = fetched(f"{at}/quotes")
            assert headers["content-encoding"] == "gzip"
            assert b"Who said what in the news, and how we know." in body
            assert refusal(f"{at}/_stcore/metrics") == 404
            page = visit(f"{at}/sources")
            drop(page, tmp_path / "lantern.txt")
