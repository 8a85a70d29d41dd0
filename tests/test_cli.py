"""`on-the-record` says what is wrong in the shell, and opens what is right."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.cli import PORTS, ROOT, START, main
from dashboard.database import prepared_file
from dashboard.engine import spark
from dashboard.record import staging
from tests.support.damage import edit, with_cells
from tests.support.small_record import ROWS, SOURCE_ID, SOURCE_TEXT, write_record

Captured = pytest.CaptureFixture[str]


def test_check_finds_nothing_wrong_with_a_good_record(
    record_folder: Path, capsys: Captured
) -> None:
    assert main(["check", str(record_folder)]) == 0
    said = f"{record_folder}: 10 tables, 47 rows, no problems\n"
    assert capsys.readouterr().out == said


def test_check_prints_problems_as_an_aligned_table(
    tmp_path: Path, capsys: Captured
) -> None:
    rows = with_cells("quotes", 4, kind="shout")
    rows["issues"][0]["label"] = ""
    folder = write_record(tmp_path / "r", rows)
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out == (
        "file        row  column  value  what is wrong        how to mend it\n"
        "issues.csv  2    label          empty required cell  fill it in: the issue in"
        " a few words\n"
        "quotes.csv  4    kind    shout  word not allowed     use one of: direct,"
        " mixed, indirect, slogan, law, image, silence\n"
        f"\n{folder}: 10 tables, 47 rows, 2 problems\n"
    )


def test_check_counts_all_problems_and_lists_200(
    tmp_path: Path, capsys: Captured
) -> None:
    issues = [{"issue_id": f"i{n}", "label": "x"} for n in range(1234)]
    folder = write_record(tmp_path, {"issues": issues})
    assert main(["check", str(folder)]) == 1
    lines = capsys.readouterr().out.splitlines()
    counts = "10 tables, 1,234 rows, 1,234 problems"
    assert lines[-1] == f"{folder}: {counts}; the first 200 are listed"
    assert sum(line.startswith("issues.csv") for line in lines) == 200


def test_check_names_remarks_as_remarks(record_folder: Path, capsys: Captured) -> None:
    (record_folder / "notes.txt").write_text("x")
    assert main(["check", str(record_folder)]) == 0
    remark = "remark: notes.txt: not a table of the record; kept, not shown"
    assert remark in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("asked", ["{file}", SOURCE_ID + "={file}"])
def test_check_compares_a_source_and_says_what_its_spans_cover(
    record_folder: Path, source_file: Path, capsys: Captured, asked: str
) -> None:
    arguments = ["--source", asked.format(file=source_file)]
    assert main(["check", str(record_folder), *arguments]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"{SOURCE_ID}: 24 spans compared with lantern.txt; they cover 300 of its 625"
        " code points (48.0%)"
    )


def test_check_counts_verdicts_and_what_is_left_out(
    record_folder: Path, source_file: Path, capsys: Captured
) -> None:
    text = SOURCE_TEXT.replace("our fields", "all fields") + "\n“Enough,” she warned.\n"
    source_file.write_bytes(text.encode())
    assert main(["check", str(record_folder), f"--source={source_file}"]) == 1
    lines = capsys.readouterr().out.splitlines()
    (told,) = [line for line in lines if "24 rows" in line]
    assert told.startswith(f"{SOURCE_ID}: lantern.txt: ")
    assert told.endswith("2 differ.")
    assert (
        f"{SOURCE_ID}: 7 pairs of quotation marks, 6 covered; 7 verbs and phrases that"
        " attribute, 6 covered." in lines
    )
    assert "lantern.txt, line 19: not covered: quotation marks “Enough,”" in lines
    assert "lantern.txt, line 19: not covered: verb “warned”" in lines


def test_check_says_that_verbs_of_other_languages_are_not_looked_for(
    tmp_path: Path, source_file: Path, capsys: Captured
) -> None:
    folder = write_record(tmp_path / "r", with_cells("sources", 2, language="ko"))
    assert main(["check", str(folder), f"--source={source_file}"]) == 0
    out = capsys.readouterr().out
    assert f"{SOURCE_ID}: 6 pairs of quotation marks, 6 covered.\n" in out
    assert "verbs that attribute are not looked for" in out


def test_check_lists_what_a_source_contradicts_beside_the_rest(
    record_folder: Path, source_file: Path, capsys: Captured
) -> None:
    source_file.write_text(SOURCE_TEXT.replace("never", "never ever"), encoding="utf-8")
    edit(record_folder, "quotes.csv", "mixed", "shout")
    assert main(["check", str(record_folder), f"--source={source_file}"]) == 1
    out = capsys.readouterr().out
    assert "word not allowed" in out
    assert "not the hash of this file" in out
    assert "change the record only where the source itself has it so" in out


def test_an_unknown_source_is_a_problem(
    record_folder: Path, source_file: Path, capsys: Captured
) -> None:
    assert main(["check", str(record_folder), f"--source=other={source_file}"]) == 1
    out = capsys.readouterr().out
    assert "no such source" in out
    assert f"name one of: {SOURCE_ID}" in out


def test_a_file_alone_is_not_enough_where_there_are_two_sources(
    tmp_path: Path, source_file: Path, capsys: Captured
) -> None:
    rows = with_cells("sources", 2)
    rows["sources"].append(rows["sources"][0] | {"source_id": "other"})
    folder = write_record(tmp_path / "two", rows)
    assert main(["check", str(folder), "--source", str(source_file)]) == 1
    out = capsys.readouterr().out
    assert "source not named" in out
    assert f"name one of: {SOURCE_ID}, other" in out


def test_a_file_whose_name_holds_an_equals_sign_can_stand_alone(
    record_folder: Path, source_file: Path
) -> None:
    odd = source_file.rename(source_file.with_name("a=b.txt"))
    assert main(["check", str(record_folder), "--source", str(odd)]) == 0


def test_each_source_can_be_named(tmp_path: Path, source_file: Path) -> None:
    rows = with_cells("sources", 2)
    rows["sources"].append(rows["sources"][0] | {"source_id": "other"})
    folder = write_record(tmp_path / "two", rows)
    both = [f"--source={name}={source_file}" for name in (SOURCE_ID, "other")]
    assert main(["check", str(folder), *both]) == 0


def test_check_puts_a_cell_of_many_lines_on_one(
    tmp_path: Path, capsys: Captured
) -> None:
    folder = write_record(
        tmp_path, with_cells("quotes", 2, kind="a\n\x1b[31mb" + "c" * 99)
    )
    assert main(["check", str(folder)]) == 1
    line = capsys.readouterr().out.splitlines()[0]
    assert r"value “a\n\x1b[31mbccc" in line
    assert "ccc…”: word not allowed; use one of: direct" in line


@pytest.mark.parametrize("command", ["open", "check"])
def test_a_record_that_does_not_exist_is_said_in_the_shell(
    tmp_path: Path, capsys: Captured, command: str
) -> None:
    assert main([command, str(tmp_path / "nowhere")]) == 1
    assert "does not exist" in capsys.readouterr().out


def test_open_refuses_a_bad_record_before_it_starts(
    record_folder: Path, capsys: Captured
) -> None:
    (record_folder / "marks.csv").unlink()
    assert main(["open", str(record_folder)]) == 1
    assert "table missing" in capsys.readouterr().out


class Server:
    """Stands in for Streamlit: notes how it was started, ends as it is told."""

    started: "Server"
    interrupted = False

    def __init__(self, command: list[str], cwd: Path, env: dict[str, str]) -> None:
        self.command, self.cwd, self.env = command, cwd, env
        Server.started = self

    def poll(self) -> int | None:
        return 0

    def wait(self, timeout: float | None = None) -> int:
        if Server.interrupted and timeout is None:
            raise KeyboardInterrupt
        return 0


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    monkeypatch.setattr(subprocess, "Popen", Server)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.setattr(Server, "interrupted", False)
    return Server


def test_open_starts_streamlit_on_this_machine_with_an_absolute_record(
    record_folder: Path, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(record_folder.parent)
    monkeypatch.delenv("STREAMLIT_SERVER_PORT", raising=False)
    assert main(["open", record_folder.name]) == 0
    *command, address, port = server.started.command
    assert command == [
        sys.executable, "-P", "-c", START, "run", str(ROOT / "dashboard/serve.py"),
    ]  # fmt: skip
    assert address == "--server.address=127.0.0.1"
    assert int(port.removeprefix("--server.port=")) in PORTS
    assert server.started.cwd == ROOT
    assert server.started.env["ON_THE_RECORD"] == str(record_folder)
    assert server.started.env["STREAMLIT_LOGGER_LEVEL"] == "warning"
    names = server.started.env["STREAMLIT_SERVER_ALLOWED_HOSTS"]
    assert names == "127.0.0.1 localhost"


def test_open_leaves_it_to_the_surroundings_by_which_names_it_is_asked(
    record_folder: Path, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "record.example.org")
    assert main(["open", str(record_folder)]) == 0
    said = server.started.env["STREAMLIT_SERVER_ALLOWED_HOSTS"]
    assert said == "record.example.org"


def test_open_takes_a_zip(record_folder: Path, server: type[Server]) -> None:
    packed = record_folder.parent / "record.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in record_folder.iterdir():
            archive.write(path, f"top/{path.name}")
    assert main(["open", str(packed)]) == 0
    assert server.started.env["ON_THE_RECORD"] == str(packed)


def test_no_command_opens_the_default_record(
    record_folder: Path, server: type[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.database.open.DEFAULT", record_folder)
    assert main([]) == 0
    assert server.started.env["ON_THE_RECORD"] == str(record_folder)


def test_ctrl_c_ends_the_server_without_a_stack_trace(
    record_folder: Path,
    server: type[Server],
    monkeypatch: pytest.MonkeyPatch,
    capsys: Captured,
) -> None:
    monkeypatch.setattr(server, "interrupted", True)
    assert main(["open", str(record_folder)]) == 130
    assert capsys.readouterr() == ("", "")


def shell(*arguments: str, **surroundings: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "dashboard", *arguments]
    surroundings = os.environ | surroundings
    return subprocess.run(
        command, cwd=ROOT, env=surroundings, capture_output=True, check=False
    )


def test_the_shell_gets_the_table_the_exit_code_and_no_stack_trace(
    tmp_path: Path,
) -> None:
    folder = write_record(tmp_path, with_cells("positions", 2, voice="self"))
    # A shell that cannot print “ gets ? instead.
    done = shell("check", str(folder), PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stderr == b""
    assert b"?self?, yet asserted_by does not speak for the holder" in done.stdout


def test_the_commands_module_does_not_import_streamlit() -> None:
    program = "import sys, dashboard.cli; print('streamlit' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout == b"False\n"


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_was_opened_answers_and_ends_with_its_command(
    record_folder: Path, ending: signal.Signals
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_HEADLESS": "true",
    }
    # A group of its own: Ctrl-C reaches the command and the server, not pytest.
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "open", str(record_folder)],
        cwd=record_folder,
        env=os.environ | surroundings | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}/_stcore/health"
    try:
        assert answer(address, until=time.monotonic() + 60) == b"ok"
        page = answer(f"http://127.0.0.1:{port}/quotes", until=time.monotonic() + 60)
        assert b"Who said what in the news, and how we know." in page
        if ending is signal.SIGINT:
            os.killpg(server.pid, ending)
        else:
            server.terminate()
        _, said = server.communicate(timeout=20)
    finally:
        server.kill()
    assert server.returncode in (0, 130, -signal.SIGTERM, 128 + signal.SIGTERM)
    assert b"Traceback" not in said
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)


def answer(address: str, until: float) -> bytes:
    """Return what an address answers, asked again until it does or time is up."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:
                body: bytes = reply.read()
                return body
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_prepare_says_what_to_open_next(
    record_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "it.record"
    assert main(["prepare", str(record_folder), str(path)]) == 0
    assert f"Open it: on-the-record open {path}" in capsys.readouterr().out
    assert main(["prepare", str(record_folder), str(path)]) == 1
    assert "--force overwrites it" in capsys.readouterr().err
    assert main(["prepare", "--force", str(record_folder), str(path)]) == 0


def test_a_prepared_record_can_be_checked_and_a_stale_one_is_refused(
    tmp_path: Path, capsys: Captured
) -> None:
    source, path = write_record(tmp_path / "source"), tmp_path / "it.record"
    prepared_file.write(source, path)
    assert main(["check", str(path)]) == 0
    assert "was made from a record without problems" in capsys.readouterr().out
    with (source / "issues.csv").open("a", encoding="utf-8") as file:
        file.write("peace,Peace,it should come\n")
    assert main(["check", str(path)]) == 1
    assert "no longer fits the record" in capsys.readouterr().out


def test_prepare_lists_the_problems_of_a_record(
    tmp_path: Path, capsys: Captured
) -> None:
    bad = write_record(tmp_path / "bad", with_cells("quotes", 2, kind="said"))
    assert main(["prepare", str(bad), str(tmp_path / "it")]) == 1
    assert "word not allowed" in capsys.readouterr().out


def test_prepare_refuses_a_place_inside_the_record(
    tmp_path: Path, capsys: Captured
) -> None:
    source = write_record(tmp_path / "source")
    assert main(["prepare", str(source), str(source / "it.record")]) == 1
    assert "name a file outside of the record" in capsys.readouterr().err


def test_prepare_says_how_to_open_the_tables_that_it_wrote(
    record_folder: Path, capsys: Captured
) -> None:
    folder = record_folder.parent / "tables"
    assert main(["prepare", "--tables", str(record_folder), str(folder)]) == 0
    size = sum(path.stat().st_size for path in folder.iterdir())
    assert capsys.readouterr().out.splitlines()[-2:] == [
        f"{folder}: {size / 1_000:.0f} KB",
        f"Open it: on-the-record open 'spark://HOST:PORT?tables={folder}'",
    ]


@pytest.fixture
def silent() -> Iterator[str]:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"spark://127.0.0.1:{taken.getsockname()[1]}?tables=/nowhere"


def test_open_says_that_no_master_answers(silent: str, capsys: Captured) -> None:
    pytest.importorskip("pyspark")
    if spark.shutil.which("java") is None:
        pytest.skip("needs Java")
    assert main(["open", silent]) == 1
    said = capsys.readouterr().out
    where = silent.removeprefix("spark://").partition("?")[0]
    assert f"no master answers there ({where}: Connection refused)" in said
    assert "start the master, or name the host and port it prints" in said


@pytest.fixture
def crammed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that may take a megabyte: less than it begins with."""
    monkeypatch.setattr(staging, "LEAST", 1)


@pytest.mark.usefixtures("crammed")
def test_check_says_that_there_is_no_room_without_a_stack_trace(
    tmp_path: Path, capsys: Captured
) -> None:
    address = write_record(tmp_path, ROWS)
    assert main(["check", str(address)]) == 1
    said = capsys.readouterr()
    assert "cannot be looked at: " in said.out
    assert "Traceback" not in said.out + said.err
