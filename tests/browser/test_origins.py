"""Pages of other sites are refused the stream, and hold nobody up meanwhile."""

import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.support.serving import served
from tests.support.small_record import write_record

FOREIGN = "https://elsewhere.example"


@contextmanager
def silent() -> Iterator[tuple[str, list[bytes]]]:
    """
    A proxy that takes what is asked of the internet, and answers nothing: as where
    outgoing traffic is dropped. Gives its address, and what was asked.
    """
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as place:
        kept = []

        def take() -> None:
            while True:
                try:
                    one, _ = place.accept()
                except OSError:
                    return
                kept.append(one)
                asked.append(one.recv(200))

        Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{place.getsockname()[1]}", asked
        for one in kept:
            one.close()


def handshake(address: str, origin: str) -> int:
    """The status with which a page's handshake is refused; 101 where it is let in."""
    stream = f"ws{address.removeprefix('http')}/_stcore/stream"
    try:
        with connect(stream, origin=Origin(origin), proxy=None, open_timeout=90):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_foreign_handshakes_ask_nobody_and_hold_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = write_record(tmp_path / "record")
    with silent() as (proxy, asked):
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, proxy)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        with served(tmp_path / "log", record) as address:
            found: list[int] = []
            many = [Thread(target=lambda: found.append(handshake(address, FOREIGN)))
                    for _ in range(20)]  # fmt: skip
            for one in many:
                one.start()
            took = []
            while any(one.is_alive() for one in many) or len(took) < 5:
                began = time.perf_counter()
                with urlopen(f"{address}/_stcore/health", timeout=60):
                    took.append(time.perf_counter() - began)
            assert found == [403] * 20
            assert handshake(address, address) == 101
            assert asked == []
            # One handshake alone would take two seconds.
            assert statistics.median(took) < 1
