"""Each command says what it did, and what to write instead of what is none."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import cli, verbs
from dashboard.cli import EXAMPLES, ROOT, main
from dashboard.database import open as opening
from dashboard.database import prepared_file
from dashboard.record.problems import size
from tests.support.damage import with_cells
from tests.support.small_record import write_record

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield int(other.getsockname()[1])


# Words that are no command


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chek", "data"], "no command 'chek'; did you mean check?"),
        (["Export"], "no command 'Export'; did you mean export?"),
        (["opne"], "no command 'opne'; did you mean open?"),
        (["some/folder"], "write: on-the-record open some/folder"),
        ([r"C:\my\folder"], r"write: on-the-record open C:\my\folder"),
        (["my own/folder"], 'write: on-the-record open "my own/folder"'),
        (["spark://a:1"], "write: on-the-record open spark://a:1"),
        (
            ["xyzzy"],
            "there are new, open, check, mend, prepare, export, import, draft:"
            " see on-the-record --help",
        ),
    ],
)
def test_a_word_that_is_no_command_gets_the_nearest(
    words: list[str], said: str, capsys: Captured
) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.endswith(f"{said}\n")
    assert err.count("\n") == 1


def test_a_record_beside_the_reader_is_offered_to_be_opened(
    record_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(record_folder.parent)
    assert main([record_folder.name]) == 2
    assert f"on-the-record open {record_folder.name}\n" in capsys.readouterr().err


# Help and version


@pytest.mark.parametrize("command", EXAMPLES)
def test_the_help_of_a_command_ends_with_an_example_that_can_be_run(
    command: str, capsys: Captured
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    name, *words = capsys.readouterr().out.splitlines()[-1].split()
    assert name == "on-the-record"
    assert cli._parser().parse_args(words).command == command


def test_help_speaks_of_commands_alone(capsys: Captured) -> None:
    for words in (["--help"], *([one, "--help"] for one in EXAMPLES)):
        with pytest.raises(SystemExit):
            main(words)
    said = capsys.readouterr().out
    assert "commands:" in said
    assert "verb" not in said


def test_version_is_that_of_the_project(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (own,) = re.findall(r'^version = "(.+)"$', project, re.MULTILINE)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"on-the-record {own}\n"
    monkeypatch.setattr(cli, "NAME", "not-installed-anywhere")
    assert cli.version() == own


# What was looked at


def test_check_of_the_default_record_says_what_it_looked_at(capsys: Captured) -> None:
    assert main(["check"]) == 0
    rows = 0
    for path in opening.DEFAULT.glob("*.csv"):
        rows += path.read_text(encoding="utf-8").count("\n") - 1
    said = f"{opening.DEFAULT}: 10 tables, {rows} rows, no problems\n"
    assert capsys.readouterr().out == said
    assert rows == 239


def test_check_of_a_prepared_file_says_so_too(
    record_folder: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "it.prepared"
    prepared_file.write(record_folder, path)
    assert main(["check", str(path)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{path}: 10 tables, 47 rows, no problems: it was made from")


def test_a_record_on_another_drive_is_named_in_full(
    record_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert prepared_file.seen_from(tmp_path, record_folder) == record_folder.name

    def no_way(*_: object) -> str:
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    monkeypatch.setattr(os.path, "relpath", no_way)
    assert prepared_file.seen_from(tmp_path, record_folder) == str(record_folder)


def test_one_problem_is_a_sentence(tmp_path: Path, capsys: Captured) -> None:
    folder = write_record(tmp_path / "r", with_cells("quotes", 4, kind="shout"))
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out == (
        "quotes.csv, row 4, column kind, value “shout”: word not allowed; use one of:"
        " direct, mixed, indirect, slogan, law, image, silence\n"
        f"{folder}: 10 tables, 47 rows, 1 problem\n"
    )


def test_a_table_that_is_not_there_was_not_looked_at(
    record_folder: Path, capsys: Captured
) -> None:
    (record_folder / "marks.csv").unlink()
    assert main(["check", str(record_folder)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("marks.csv: table missing; add it, with the header mark_id")
    assert f"{record_folder}: 9 tables, 41 rows, 1 problem\n" in said


def test_a_record_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: Captured
) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    said = capsys.readouterr().out
    assert said.startswith(
        "nowhere: does not exist; name a folder, a .zip of one, or a workbook"
    )
    assert said.count("\n") == 1


# What is in the file


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("r.zip", "10 tables, 47 rows, "),
        ("r.sqlite", "10 tables, 47 rows, "),
        ("quotes.csv", "7 rows, "),
        ("quotes.parquet", "7 rows, "),
        ("r.csl.json", "1 source as CSL-JSON, "),
        ("r.bib", "1 source as BibTeX, "),
        ("r.jsonld", "12 annotations, "),
        ("r.schema.json", ""),
    ],
)
def test_export_says_what_is_in_the_file(
    record_folder: Path, tmp_path: Path, name: str, said: str, capsys: Captured
) -> None:
    path = tmp_path / name
    assert main(["export", str(record_folder), str(path)]) == 0
    first = capsys.readouterr().out.splitlines()[0]
    assert first == f"{path}: {said}{size(path.stat().st_size)}"


# Where it is served


def test_a_port_that_is_taken_is_said_in_a_line(
    record_folder: Path, taken: int, capsys: Captured
) -> None:
    assert main(["open", str(record_folder), "--port", str(taken)]) == 1
    why = os.strerror(errno.EADDRINUSE)
    said = f"port {taken} cannot be used ({why}); name another with --port\n"
    assert capsys.readouterr() == ("", said)


def test_a_port_that_is_taken_is_passed_over_unless_asked_for(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "PORTS", range(taken, taken + 50))
    assert taken < cli.free_port(None) < taken + 50
    monkeypatch.setattr(cli, "PORTS", range(taken, taken + 1))
    with pytest.raises(cli.NoPort, match=f"ports {taken} to {taken} cannot be used"):
        cli.free_port(None)


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "80.5"])
def test_what_is_no_port_is_refused(port: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["open", f"--port={port}"])
    assert ended.value.code == 2
    assert "is no port: a number from 1 to 65535" in capsys.readouterr().err


def test_options_alone_open_the_default_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[tuple[object, ...]] = []

    def note(address: object, port: int | None, *, browser: bool) -> int:
        opened.append((address, port, browser))
        return 0

    monkeypatch.setattr(cli, "open_in_browser", note)
    monkeypatch.delenv("STREAMLIT_SERVER_PORT", raising=False)
    assert main(["--no-browser"]) == 0
    assert main(["--port=8600"]) == 0
    # Who has set Streamlit's own variable means it.
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8700")
    assert main([]) == 0
    default = opening.DEFAULT
    assert opened == [
        (default, None, False),
        (default, 8600, True),
        (default, 8700, True),
    ]


def test_open_prints_the_address_once_it_answers(
    record_folder: Path, tmp_path: Path
) -> None:
    port = cli.free_port(None)
    # What would pass for Streamlit's own module, were the folder at hand looked in.
    (tmp_path / "streamlit.py").write_text("raise SystemExit(99)", encoding="utf-8")
    with subprocess.Popen(
        [
            *(sys.executable, "-P", "-m", "dashboard", "open", str(record_folder)),
            *("--no-browser", f"--port={port}"),
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout
            first = server.stdout.readline()
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        finally:
            server.terminate()
            out, err = server.communicate(timeout=20)
    assert first == f"On the Record: http://127.0.0.1:{port} (Ctrl+C stops it)\n"
    assert out.strip() in ("", "Stopping...")
    assert not err
    assert server.returncode == 128 + signal.SIGTERM


# Whatever happens


def test_a_fault_of_the_program_is_a_line_with_the_rest_in_a_file(
    record_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def faulty(*_: object) -> int:
        raise ValueError("two\nlines")

    monkeypatch.setattr(verbs, "check", faulty)
    assert main(["check", str(record_folder)]) == 1
    out, err = capsys.readouterr()
    assert not out
    said, name = err.rstrip("\n").rsplit(" ", 1)
    assert said == (
        r"on-the-record failed (ValueError: two\nlines). Where, for a report:"
    )
    kept = Path(name)
    assert "Traceback" in kept.read_text(encoding="utf-8")
    kept.unlink()


@pytest.mark.parametrize("module", ["ibis", "streamlit"])
def test_who_interrupts_what_is_loading_sees_no_stack_trace(
    record_folder: Path, tmp_path: Path, module: str
) -> None:
    # Stands in for the key, pressed while a package of the program is imported.
    (tmp_path / f"{module}.py").write_text("raise KeyboardInterrupt", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "open", str(record_folder), "--no-browser"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_reader_who_has_seen_enough_is_no_error(record_folder: Path) -> None:
    done = subprocess.run(
        f'"{sys.executable}" -m dashboard check "{record_folder}" | true',
        shell=True, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.stderr == b""
