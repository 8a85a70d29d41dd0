"""`on-the-record`: open a record in the browser; check or export one in the shell."""

import argparse
import difflib
import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Final

from dashboard import verbs
from dashboard.coding import command as coding
from dashboard.database import open as opening
from dashboard.database import prepared_file
from dashboard.engine import scratch, spark
from dashboard.engine.base import CLUSTER
from dashboard.export import formats
from dashboard.importing import command as importing
from dashboard.intake import files, understood
from dashboard.record import problems
from dashboard.record.files import NotWritten
from dashboard.record.problems import report

NAME: Final = "on-the-record"
RECORD: Final = "a folder or a .zip of CSV or Parquet files, or a workbook"
PACKAGE: Final = Path(__file__).resolve().parent
# Where Streamlit reads .streamlit/config.toml: within a wheel, beside a checkout.
ROOT: Final = PACKAGE if (PACKAGE / ".streamlit").is_dir() else PACKAGE.parent
HOST: Final = "127.0.0.1"
PORTS: Final = range(8501, 8601)  # Streamlit's own, then what is tried instead.
INTERRUPTED: Final = 128 + int(signal.SIGINT)
# Streamlit's own command, which is quiet if it is interrupted while it loads.
START: Final = f"""
try:
    from streamlit.web.cli import main
    main(prog_name="streamlit")
except KeyboardInterrupt:
    raise SystemExit({INTERRUPTED})
"""
# The address is told here; whoever wants more of Streamlit sets these otherwise.
QUIET: Final = {
    "STREAMLIT_LOGGER_LEVEL": "warning",
    "STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true",
    # To a web page whose own name has been led here (DNS rebinding) it tells nothing.
    "STREAMLIT_SERVER_ALLOWED_HOSTS": f"{HOST} localhost",
    # Nor does a page of another site show it in a frame.
    "ON_THE_RECORD_FRAMES": "self",
}
EXAMPLES: Final = {
    "new": "new my-record",
    "open": "open my-record --port 8600",
    "check": "check my-record --source the-paper=article.txt",
    "mend": "mend my-record my-record-mended",
    "prepare": "prepare my-record my-record.prepared",
    "export": "export my-record quotes.csv",
    "import": importing.EXAMPLE,
    "draft": "draft article.html article.otr-draft.json --set published_on=2023-07-27",
}


class NoPort(Exception):  # noqa: N818 - it names what is lacking
    """No page can be served; the message says at which port, why, and what to do."""


def main(argv: list[str] | None = None) -> int:
    """
    Run a command and return the shell's exit code: 0; 1 where a record has problems or
    nothing could be done; 2 where the command is none.
    """
    # A shell that cannot print “ prints ? rather than a stack trace.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0].partition("=")[0] in ("--port", "--no-browser"):
        words.insert(0, "open")
    if words[0][:1] != "-" and words[0] not in EXAMPLES:
        return verbs.say(mistyped(words[0]), 2)
    asked = _parser().parse_args(words)
    scratch.sweep()
    try:
        code = _run(asked)
        sys.stdout.flush()
        return code
    except problems.RecordRefused as refused:
        print(report(asked.record, refused.problems, refused.total))
        return 1
    except (NotWritten, NoPort) as refused:
        return verbs.say(str(refused), 1)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # A pipe that is closed: to Windows, an argument that is none.
        if error.filename or error.errno not in (errno.EPIPE, errno.EINVAL):
            return _failed(error)
        # Whoever read the table has seen enough; keep Python from writing on at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - a shell is told in a line, whatever it is
        return _failed(error)


def _run(asked: argparse.Namespace) -> int:
    if asked.command == "check":
        return verbs.check(asked.record, asked.source)
    if asked.command == "mend":
        return verbs.mend(asked.record, asked.folder, asked.encoding)
    if asked.command == "prepare":
        return verbs.prepare(asked.record, asked.file, asked.tables, force=asked.force)
    if asked.command == "export":
        return verbs.export_to(asked.record, asked.file, force=asked.force)
    if asked.command == "import":
        return importing.run(asked)
    if asked.command == "new":
        return coding.new(asked)
    if asked.command == "draft":
        return coding.draft_article(asked)
    return open_in_browser(asked.record, asked.port, browser=asked.browser)


def _failed(error: Exception) -> int:
    """Say in a line that the program has failed; the rest goes to a file."""
    kept, name = tempfile.mkstemp(prefix=f"{NAME}-", suffix=".txt")
    with os.fdopen(kept, "w", encoding="utf-8") as file:
        traceback.print_exception(error, file=file)
    words = f"{type(error).__name__}: {error}"[:300]
    return verbs.say(f"{NAME} failed ({words}). Where, for a report: {name}", 1)


def mistyped(word: str) -> str:
    """
    Return what to write in place of a word that is no command.
    """
    said = f"no command '{word}'; "
    if Path(word).exists() or word.startswith(CLUSTER) or {"/", "\\"} & {*word}:
        shown = f'"{word}"' if " " in word else word
        return f"{said}to open a record, write: {NAME} open {shown}"
    if near := difflib.get_close_matches(word.lower(), EXAMPLES, n=1):
        return f"{said}did you mean {near[0]}?"
    return f"{said}there are {', '.join(EXAMPLES)}: see {NAME} --help"


def version() -> str:
    """
    Return this program's version: of what is installed, else of the checkout.
    """
    try:
        return metadata.version(NAME)
    except metadata.PackageNotFoundError:
        project = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8")
        return str(tomllib.loads(project)["project"]["version"])


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 1 << 16:
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no port: a number from 1 to 65535")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(NAME, description=__doc__)
    parser.add_argument("--version", action="version", version=f"{NAME} {version()}")
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", required=True
    )

    def command(name: str, about: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=about, description=about,
            epilog=f"example:\n  {NAME} {EXAMPLES[name]}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip

    coding.add_arguments_new(command("new", coding.NEW))
    opens = command("open", "open a record in the browser (alone: the default record)")
    checks = command("check", "name all problems that keep a record from being opened")
    prepared_too = f"{RECORD}, or a prepared file"
    for one, kind, where in (
        (opens, opening.located, f"{prepared_too}, or a cluster: {spark.FORM}"),
        (checks, Path, prepared_too),
    ):
        one.add_argument(
            "record",
            metavar="RECORD",
            nargs="?",
            type=kind,
            default=opening.DEFAULT,
            help=f"{where} (default: the record that comes with the program)",
        )
    opens.add_argument(
        "--port",
        type=_port,
        default=os.environ.get("STREAMLIT_SERVER_PORT"),
        help=f"where to serve it (default: {PORTS[0]}, or the next that is free)",
    )
    opens.add_argument(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="print the address, and open no browser",
    )
    checks.add_argument(
        "--source",
        metavar="SOURCE_ID=FILE",
        action="append",
        default=[],
        help="compare spans and hash with a source's own text (repeatable); the file"
        " alone where the record has one source",
    )
    mends = command(
        "mend",
        "write a record as it is understood, in good form, and list what changed",
    )
    mends.add_argument("record", metavar="RECORD", type=Path, help=RECORD)
    mends.add_argument("folder", metavar="FOLDER", type=Path, help="a new folder")
    mends.add_argument(
        "--encoding", metavar="NAME", default="",
        help="how files are written that are not Unicode: cp1250, cp1251, mac_roman …",
    )  # fmt: skip
    prepares = command(
        "prepare", "make a large record ready once, in a file that opens at once"
    )
    prepares.add_argument("record", metavar="RECORD", type=Path, help=RECORD)
    prepares.add_argument("file", metavar="FILE", type=Path, help="what to write")
    prepares.add_argument(
        "--tables",
        action="store_true",
        help="write a folder of Parquet tables for a cluster instead; RECORD may be a"
        " prepared file",
    )
    exports = command("export", "write a record in a form that other programs read")
    exports.add_argument("record", metavar="RECORD", type=Path, help=prepared_too)
    exports.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="what to write; the form follows from how its name ends: "
        + ", ".join(formats.endings()),
    )
    importing.add_arguments(command("import", importing.ABOUT))
    coding.add_arguments_draft(command("draft", coding.DRAFT))
    for one in (prepares, exports):
        one.add_argument(
            "--force", action="store_true", help="overwrite what is there already"
        )
    return parser


def open_in_browser(
    address: Path | str, port: int | None = None, *, browser: bool = True
) -> int:
    """
    Serve a record to this machine until interrupted; refuse a bad one beforehand.

    Raises:
        RecordRefused: the record has problems.
        NoPort: the port is taken, or all that are tried are.

    """
    if isinstance(address, str):
        address = opening.reachable(address)
    elif prepared_file.is_prepared(address):
        opening.open_record(address)
    else:
        understood.checked(files.read(address))
    port = free_port(port)
    # Without -P a module of the folder at hand could pass for one of Streamlit's.
    command = [sys.executable, "-P", "-c", START, "run", str(PACKAGE / "serve.py")]
    command += [f"--server.address={HOST}", f"--server.port={port}"]
    if not browser:
        command.append("--server.headless=true")
    around = QUIET | os.environ | {"ON_THE_RECORD": str(address)}
    server = subprocess.Popen(command, cwd=ROOT, env=around)  # noqa: S603 - ours
    ended = INTERRUPTED

    def end(number: int, _: object) -> None:
        """Whoever ends this process means the server."""
        nonlocal ended
        ended = 128 + number
        server.terminate()
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, end)
    try:
        if _answers(server, port):
            print(f"On the Record: http://{HOST}:{port} (Ctrl+C stops it)", flush=True)
        code = server.wait()
        return code if code >= 0 else 128 - code  # A signal, as a shell counts it.
    except KeyboardInterrupt:
        # The server has been interrupted too: let it close its connections.
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            server.wait(timeout=10)
        return ended
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


def free_port(asked: int | None) -> int:
    """
    Return the port that is asked for, else the first that nobody listens at.

    Raises:
        NoPort: there is none.

    """
    for port in PORTS if asked is None else (asked,):
        try:
            socket.create_server((HOST, port)).close()
        except OSError as error:
            why = (error.strerror or "").partition(" (while")[0]
        else:
            return port
    tried = f"port {asked}" if asked else f"ports {PORTS[0]} to {PORTS[-1]}"
    raise NoPort(f"{tried} cannot be used ({why}); name another with --port")


def _answers(server: "subprocess.Popen[bytes]", port: int) -> bool:
    """Wait until a server can be reached, and tell whether it ever could."""
    while server.poll() is None:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
        time.sleep(0.05)
    return False
