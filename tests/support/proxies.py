"""Real proxies with the lines of `.streamlit/README.md`."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.serving import ROOT

CADDY = shutil.which("caddy")
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
README = (ROOT / ".streamlit" / "README.md").read_text(encoding="utf-8")


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
    with running(command, port):
        yield


@contextmanager
def running(
    command: list[str], port: int, around: dict[str, str] | None = None
) -> Iterator[None]:
    """Run a proxy, from when it can be reached."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, env=around)
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


@contextmanager
def caddied(folder: Path, lines: str, port: int) -> Iterator[None]:
    """Run Caddy with a Caddyfile, in a folder of its own."""
    assert CADDY
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n}\n" + lines)
    command = [CADDY, "run", "--config", str(file), "--adapter", "caddyfile"]
    around = os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, port, around):
        yield


def block(mark: str) -> list[str]:
    """The lines of the page on sharing between two marks, block by block."""
    part = re.search(rf"<!-- {mark} -->\n(.*?)<!-- /{mark} -->", README, re.DOTALL)
    assert part
    return re.findall(r"```\w+\n(.*?)```", part[1], re.DOTALL)


def changed(lines: str, *changes: tuple[str, str]) -> str:
    """The lines with what a host changes in them, each there once."""
    for before, after in changes:
        assert lines.count(before) == 1, before
        lines = lines.replace(before, after)
    return lines
