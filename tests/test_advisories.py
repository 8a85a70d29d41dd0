"""What `.ci/advisories` says of pins, asked of a database on this machine."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "advisories"
HOLES = {("old", "1.0"): ["GHSA-1", "PYSEC-2"], ("long", "2.0"): ["GHSA-3"]}


class Database(BaseHTTPRequestHandler):
    """OSV's answers in its own form, a page for each advisory; and an index's."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        results = []
        for query in asked["queries"]:
            holes = HOLES.get((query["package"]["name"], query["version"]), [])
            page = int(query.get("page_token", 0))
            told: dict[str, Any] = {}
            if holes:
                told["vulns"] = [{"id": holes[page]}]
            if page + 1 < len(holes):
                told["next_page_token"] = str(page + 1)
            results.append(told)
        self.say({"results": results})

    def do_GET(self) -> None:
        _, _, name, version, _ = self.path.split("/")
        withdrawn = {"id": "GHSA-9", "fixed_in": [], "withdrawn": "2026-01-01"}
        holes = [{"id": one, "fixed_in": ["1.1"], "withdrawn": None}
                 for one in HOLES.get((name, version), [])]  # fmt: skip
        self.say({"info": {}, "vulnerabilities": [*holes, withdrawn]})

    def say(self, told: object) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Database) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@contextmanager
def nobody() -> Iterator[str]:
    """An address at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def asked(*words: str) -> tuple[int, str, str]:
    command = [sys.executable, str(SCRIPT), *words]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def test_advisories_of_pins_are_listed_all_pages_of_them(
    database: str, tmp_path: Path
) -> None:
    file = tmp_path / "pins.txt"
    file.write_text("-r other.txt\nnew==3.0\nold==1.0\nlong==2.0\n")
    code, told, _ = asked("--osv", database, str(file))
    assert code == 1
    assert told.split("\n") == ["long==2.0: GHSA-3", "old==1.0: GHSA-1",
                                "old==1.0: PYSEC-2", ""]  # fmt: skip


def test_where_none_is_known_it_says_of_how_many(database: str) -> None:
    code, told, _ = asked("--osv", database)
    assert code == 0
    assert int(told.split()[3]) > 100


def test_where_the_database_is_out_of_reach_an_index_is_asked(
    database: str, tmp_path: Path
) -> None:
    file = tmp_path / "pins.txt"
    file.write_text("old==1.0\nnew==3.0\n")
    with nobody() as nowhere:
        code, told, error = asked("--osv", nowhere, "--index", database, str(file))
    assert code == 1
    assert told.split("\n")[0] == "old==1.0: GHSA-1, mended in 1.1"
    assert "GHSA-9" not in told
    assert f"not reachable: {nowhere}" in error


def test_what_nobody_answers_is_not_taken_for_none() -> None:
    with nobody() as nowhere:
        code, told, _ = asked("--osv", nowhere, "--index", nowhere)
    assert code == 3
    assert told.startswith("Not known whether")


def test_a_file_without_pins_is_said(tmp_path: Path) -> None:
    file = tmp_path / "pins.txt"
    file.write_text("requests>=2\n")
    assert asked(str(file))[0] == 2
    assert asked(str(tmp_path / "missing"))[0] == 2
