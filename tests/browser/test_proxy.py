"""Behind a real nginx with the lines of `.streamlit/README.md`, and where they lack."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.support.serving import ROOT, started
from tests.support.small_record import SOURCE_TEXT, write_record

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
README = (ROOT / ".streamlit" / "README.md").read_text(encoding="utf-8")
SERVE = ROOT / "dashboard" / "serve.py"
# The same host, for the one folder, but no WebSocket passes.
REFUSING = """server {{ listen 127.0.0.1:{port};
  location / {{ proxy_pass {server}; proxy_set_header Host $http_host; }} }}"""


def free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def proxied(folder: Path, lines: str, port: int) -> Iterator[None]:
    """Run nginx with some lines of its block http, in a folder of its own."""
    assert NGINX
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    file = folder / "nginx.conf"
    file.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ }}\nhttp {{ access_log off; {places}\n{lines}\n}}\n"
    )
    command = [NGINX, "-e", str(folder / "error.log"), "-c", str(file)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        for _ in range(500):
            assert process.poll() is None, process.communicate()[1].decode()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.01)
        yield
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """
    Serve the small record under a folder, behind the lines of the page on sharing, and
    behind such as let no WebSocket through; give both addresses.
    """
    if not NGINX:
        if os.environ.get("CI"):
            pytest.fail("there is no nginx: .ci/run installs nginx-light")
        pytest.skip("there is no nginx on this machine (Debian: nginx-light)")
    folder = tmp_path_factory.mktemp("proxy")
    record = write_record(folder / "record")
    (lines,) = re.findall(r"```nginx\n(.+?)```", README, re.DOTALL)
    assert lines.count("listen 80;") == lines.count("http://127.0.0.1:8501;") == 1
    with started(folder / "log", record, SERVE, "record") as (server, _):
        good, bad = free(), free()
        lines = lines.replace("listen 80;", f"listen 127.0.0.1:{good};")
        lines = lines.replace("http://127.0.0.1:8501;", f"{server};")
        lines += REFUSING.format(port=bad, server=server)
        with proxied(folder, lines, good):
            yield f"http://127.0.0.1:{good}", f"http://127.0.0.1:{bad}"


def fetched(address: str) -> tuple[str, dict[str, str], bytes]:
    """Where a request leads, the headers of the answer, and its body unpacked."""
    asked = Request(address, headers={"Accept-Encoding": "gzip"})
    with urlopen(asked, timeout=10) as answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        body = answer.read()
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return answer.url, headers, body


def test_the_folder_opens_with_and_without_its_last_slash(
    proxy: tuple[str, str],
) -> None:
    for asked in ("/record", "/record/", "/record/quotes", "/record/quotes/"):
        _, headers, body = fetched(proxy[0] + asked)
        assert b"Who said what in the news, and how we know." in body
        assert headers["content-encoding"] == "gzip"
        assert headers["cache-control"] == "no-cache"
    where, _, _ = fetched(proxy[0] + "/record?country=Arden")
    assert where == f"{proxy[0]}/record/?country=Arden"
    # nginx by itself refuses more than 8 KB.
    fetched(f"{proxy[0]}/record/quotes?actor={'x' * 40_000}")


def test_hashed_files_are_packed_and_kept_for_a_year(proxy: tuple[str, str]) -> None:
    _, _, page = fetched(f"{proxy[0]}/record/")
    script = re.search(r'src="\./(static/js/[^"]+)"', page.decode())
    assert script
    _, headers, _ = fetched(f"{proxy[0]}/record/{script[1]}")
    assert headers["content-encoding"] == "gzip"
    assert "max-age=31536000" in headers["cache-control"]
    with pytest.raises(HTTPError, match="404"):
        fetched(f"{proxy[0]}/record/_stcore/metrics")


def test_a_page_in_the_folder_is_drawn_and_takes_a_file(
    proxy: tuple[str, str], visit: Open, tmp_path: Path
) -> None:
    page = visit("record/sources?country=Brekland", at=proxy[0], readable=False)
    file = tmp_path / "lantern.txt"
    file.write_bytes(SOURCE_TEXT.encode())
    page.get_by_text("Compare your own copy of the article").click()
    page.locator(".st-key-proof_file input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("match word for word")).to_be_visible()
    assert page.url == f"{proxy[0]}/record/sources?country=Brekland"


def test_a_refused_websocket_is_told_in_words(
    proxy: tuple[str, str], visit: Open
) -> None:
    page = visit("record/", at=proxy[1], readable=False)
    told = page.locator("#otr-doorway")
    expect(told.get_by_text("No connection yet.")).to_be_visible(timeout=10_000)
    expect(told.get_by_text("(a WebSocket)")).to_be_visible()
    expect(told.get_by_text("Connected:")).to_be_hidden()
