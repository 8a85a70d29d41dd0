"""
Nothing in `dashboard/` is known to fail on Windows: asked of its syntax trees.

A rule says why; beside it stands what breaks it and what does not, so that each is seen
to catch what it is there for.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard"
MODULES = sorted(DASHBOARD.rglob("*.py"))
SHIPPED = sorted(
    path
    for folder in (DASHBOARD, ROOT / "data")
    for path in folder.rglob("*")
    if "__pycache__" not in path.parts
)

Asked = Callable[[ast.AST], bool]


class Rule(NamedTuple):
    """What is forbidden: why, how it is seen, what breaks it, what does not."""

    why: str
    breaks: Asked
    broken: tuple[str, ...]
    fine: tuple[str, ...] = ()


def _call(node: ast.AST) -> tuple[str, str]:
    """What is called, and on what it is called: both as they are written, or ""."""
    if not isinstance(node, ast.Call):
        return "", ""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr, ast.unparse(node.func.value)
    return (node.func.id if isinstance(node.func, ast.Name) else ""), ""


def _given(node: ast.AST) -> dict[str, ast.expr]:
    """The keywords of a call."""
    assert isinstance(node, ast.Call)
    return {one.arg or "**": one.value for one in node.keywords}


def _text(node: ast.AST | None) -> str | None:
    """What a constant of text says."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None


def _uses(owner: str, *names: str) -> Asked:
    """Whether a node names one of a module's members."""
    return lambda node: (
        (
            isinstance(node, ast.Attribute)
            and ast.unparse(node.value) == owner
            and node.attr in names
        )
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == owner
            and any(one.name in names for one in node.names)
        )
    )


def _imports(*modules: str) -> Asked:
    return lambda node: (
        (
            isinstance(node, ast.Import)
            and any(one.name.split(".")[0] in modules for one in node.names)
        )
        or (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").split(".")[0] in modules
        )
    )


def _says(pattern: str) -> Asked:
    found = re.compile(pattern)
    return lambda node: bool(found.search(_text(node) or ""))


def _opens_text_unsaid(node: ast.AST) -> bool:
    """Whether a file is opened as text in whatever encoding the machine prefers."""
    name, owner = _call(node)
    if name in ("read_text", "write_text"):
        place = 0 if name == "read_text" else 1
        return len(node.args) <= place and "encoding" not in _given(node)  # type: ignore[attr-defined]  # a call, as it is found
    if name not in ("open", "fdopen", "TextIOWrapper", "NamedTemporaryFile"):
        return False
    assert isinstance(node, ast.Call)
    given = _given(node)
    if "encoding" in given or name == "TextIOWrapper":
        return "encoding" not in given
    places = {"NamedTemporaryFile": 0, "fdopen": 1}
    place = places.get(name, 0 if owner else 1)
    mode = given.get("mode", node.args[place] if len(node.args) > place else None)
    if name == "NamedTemporaryFile":
        return "b" not in (_text(mode) or "b")
    if name == "open" and owner and mode is not None:
        said = _text(mode)
        # An archive's member, an address: what stands first is no mode.
        if said is None or not re.fullmatch(r"[rwxabtU+]{1,3}", said):
            return False
    return "b" not in (_text(mode) or "r")


def _runs_text_unsaid(node: ast.AST) -> bool:
    _, owner = _call(node)
    if owner != "subprocess":
        return False
    given = _given(node)
    return bool({"text", "universal_newlines"} & {*given}) and "encoding" not in given


def _formats_a_date(node: ast.AST) -> bool:
    """Whether a date is written by a directive that only some systems have."""
    spec = r"%([-_^#:]|[Pkls])"
    if isinstance(node, ast.FormattedValue) and node.format_spec:
        return bool(re.search(spec, ast.unparse(node.format_spec)))
    if _call(node)[0] in ("strftime", "format"):
        assert isinstance(node, ast.Call)
        return any(re.search(spec, _text(one) or "") for one in node.args)
    # Of any text: what is meant for nothing else.
    return bool(re.search(r"%[-#_^][aAbBdeHIjklmMSyY]\b", _text(node) or ""))


def _renames(node: ast.AST) -> bool:
    name, owner = _call(node)
    if name not in ("rename", "renames"):
        return False
    assert isinstance(node, ast.Call)
    # Of a table, `rename` takes keywords, or a mapping.
    is_mapping = bool(node.args) and isinstance(node.args[0], ast.Dict | ast.DictComp)
    return owner == "os" or (
        len(node.args) == 1 and not node.keywords and not is_mapping
    )


def _starts_processes_by_default(node: ast.AST) -> bool:
    name, owner = _call(node)
    if name == "get_context":
        assert isinstance(node, ast.Call)
        return [_text(one) for one in node.args] != ["spawn"]
    if name == "ProcessPoolExecutor":
        assert isinstance(node, ast.Call)
        return len(node.args) < 2 and "mp_context" not in _given(node)
    return owner == "multiprocessing" and name in ("Process", "Pool", "Manager")


def _leaves_no_file_behind(node: ast.AST) -> bool:
    given = _given(node) if _call(node)[0] == "TemporaryDirectory" else None
    return given is not None and "ignore_cleanup_errors" not in given


def _keeps_a_file_open(node: ast.AST) -> bool:
    given = _given(node) if _call(node)[0] == "NamedTemporaryFile" else None
    return given is not None and not {"delete", "delete_on_close"} & {*given}


def _cuts_a_path(node: ast.AST) -> bool:
    name, owner = _call(node)
    if name not in ("split", "rsplit", "partition", "rpartition", "endswith", "find"):
        return False
    assert isinstance(node, ast.Call)
    of_path = re.match(r"str\(.*\b(path|file|folder|address)\b", owner) or re.search(
        r"\b__file__$", owner
    )
    return bool(of_path) and any("/" in (_text(one) or "") for one in node.args)


def _asks_a_shell(node: ast.AST) -> bool:
    name, owner = _call(node)
    if owner == "os" and name in ("system", "popen"):
        return True
    return owner == "subprocess" and "shell" in _given(node)


def _asks_surroundings(node: ast.AST) -> bool:
    names = ("HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "PWD", "LANG")
    asked = None
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        asked = node.slice
    if _call(node) in (("get", "os.environ"), ("getenv", "os")):
        assert isinstance(node, ast.Call)
        asked = node.args[0]
    return _text(asked) in names


RULES = {
    "directives": Rule(
        "strftime of Windows has no %-d, %P, %k, %l, %s: it ends with ValueError;"
        " record.dates.readable writes a day",
        _formats_a_date,
        (
            'f"{day:%-d %B}"', 'day.strftime("%-d %B")', 'format(day, "%k")',
            '"{:%_d}".format(day)', 'FORM = "%-d %B %Y"',
        ),
        ('f"{share:.1%}"', 'day.strftime("%d %B %Y")', '"100%-sure"', 'f"{day:%B}"'),
    ),
    "encodings": Rule(
        "a file opened as text without an encoding is read in the code page of Windows",
        _opens_text_unsaid,
        (
            "open(path)", 'open(path, "w")', "path.open()",
            'path.open("w", newline="")',
            "path.read_text()", "path.write_text(words)", 'os.fdopen(handle, "w")',
            'path.open(mode="a")', "io.TextIOWrapper(stream)",
            'tempfile.NamedTemporaryFile("w", delete=False)',
        ),
        (
            'open(path, "rb")', 'path.open("wb")', 'path.read_text(encoding="utf-8")',
            'path.read_text("utf-8")', 'archive.open(name)', 'archive.open(info, "w")',
            'os.fdopen(handle, "w", encoding="utf-8")', "webbrowser.open(address)",
            'path.write_text(words, "utf-8")', "path.read_bytes()",
        ),
    ),
    "output": Rule(
        "what a program prints is read in the code page of Windows",
        _runs_text_unsaid,
        ("subprocess.run(command, text=True)",),
        (
            'subprocess.run(command, text=True, encoding="utf-8")',
            "subprocess.run(command)",
        ),
    ),
    "modules": Rule(
        "Windows has no such module: importing it ends the program",
        _imports(
            "fcntl", "termios", "pwd", "grp", "resource", "pty", "tty", "curses",
            "readline", "syslog", "crypt", "posix", "spwd",
        ),
        ("import fcntl", "from pwd import getpwuid", "import curses.ascii"),
        ("import os", "from importlib import resources"),
    ),
    "signals": Rule(
        "Windows knows SIGINT, SIGTERM and a few that end a program, and no alarm",
        _uses(
            "signal", "SIGHUP", "SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGPIPE",
            "SIGCHLD", "SIGQUIT", "SIGSTOP", "SIGCONT", "SIGTSTP", "SIGWINCH", "alarm",
            "setitimer", "pause", "sigwait", "pthread_kill", "pthread_sigmask",
        ),
        (
            "signal.signal(signal.SIGHUP, stop)", "process.send_signal(signal.SIGKILL)",
            "from signal import SIGPIPE",
        ),
        ("signal.signal(signal.SIGTERM, stop)", "process.terminate()"),
    ),
    "system": Rule(
        "Windows has no such call, or one that does something else (os.kill ends a"
        " process whatever the signal; exec returns to the shell at once)",
        _uses(
            "os", "fork", "forkpty", "kill", "killpg", "setsid", "getuid", "geteuid",
            "getgid", "getegid", "uname", "getloadavg", "sched_getaffinity", "mkfifo",
            "chown", "statvfs", "nice", "sysconf", "wait", "waitpid", "execv", "execvp",
            "execve", "execl", "posix_spawn", "openpty", "ttyname", "getpgid", "O_SYNC",
        ),
        ("os.fork()", "os.killpg(pid, 2)", "os.execv(program, words)", "os.geteuid()"),
        ("os.getpid()", "os.cpu_count()", "os.replace(a, b)"),
    ),
    "starts": Rule(
        "Popen of Windows refuses what concerns groups of processes and file handles",
        lambda node: (
            isinstance(node, ast.keyword)
            and node.arg in ("preexec_fn", "start_new_session", "pass_fds", "umask")
        ),
        (
            "subprocess.Popen(command, start_new_session=True)",
            "subprocess.Popen(command, preexec_fn=quiet)",
        ),
        ("subprocess.Popen(command, cwd=folder)",),
    ),
    "shells": Rule(
        "each system has another shell: a program is started by the list of its words",
        _asks_a_shell,
        ("os.system(line)", "subprocess.run(line, shell=True)"),
        ("subprocess.run([program, word])",),
    ),
    "processes": Rule(
        "Windows spawns a process where Linux forked it: what is not said differs, and"
        " a fork beside threads hangs",
        _starts_processes_by_default,
        (
            "ProcessPoolExecutor(4)", "multiprocessing.Pool()", "get_context()",
            'get_context("fork")', "multiprocessing.Process(target=work)",
        ),
        (
            'ProcessPoolExecutor(4, get_context("spawn"))',
            "ProcessPoolExecutor(4, mp_context=spawn)",
        ),
    ),
    "renaming": Rule(
        "rename of Windows fails where the name is taken: use replace",
        _renames,
        ("os.rename(a, b)", "path.rename(other)"),
        (
            "path.replace(other)", "rows.rename(columns=names)",
            "rows.rename({'a': b})",
            'rows.rename(of="number")',
        ),
    ),
    "leftovers": Rule(
        "Windows does not remove a file that is still open: what stays is left to it",
        _leaves_no_file_behind,
        ("tempfile.TemporaryDirectory()", 'TemporaryDirectory(prefix="a")'),
        ("tempfile.TemporaryDirectory(ignore_cleanup_errors=True)",),
    ),
    "open files": Rule(
        "Windows does not open a NamedTemporaryFile a second time by its name",
        _keeps_a_file_open,
        ("tempfile.NamedTemporaryFile()",),
        ("tempfile.NamedTemporaryFile(delete=False)",),
    ),
    "links and rights": Rule(
        "on Windows links need rights that readers lack; chmod knows read-only alone",
        lambda node: (
            _call(node)[0]
            in ("symlink", "symlink_to", "hardlink_to", "chmod", "lchmod", "readlink")
        ),
        ("path.symlink_to(other)", "os.symlink(a, b)", "path.chmod(0o600)"),
        ("shutil.copyfile(a, b)",),
    ),
    "places": Rule(
        "these folders are POSIX alone: tempfile, os.devnull and Path.home name them",
        _says(r"^(~/|/(tmp|dev|proc|etc|usr|var|home|opt)(/|$))"),
        ('Path("/tmp")', 'open("/dev/null", "wb")', 'path = "~/.streamlit"'),
        ("os.devnull", '"/temperature"', '"and/or"'),
    ),
    "parts of a path": Rule(
        "a path of Windows is written with backslashes: take .parts, .name, .parent",
        _cuts_a_path,
        (
            'str(path).split("/")', 'str(self.folder / name).rpartition("/")',
            '__file__.rsplit("/", 1)',
        ),
        ('edtf.partition("/")', "path.parts", 'str(number).split("/")'),
    ),
    "surroundings": Rule(
        "Windows does not set these variables",
        _asks_surroundings,
        ('os.environ["HOME"]', 'os.environ.get("TMPDIR", "")', 'os.getenv("USER")'),
        ('os.environ.get("ON_THE_RECORD")', "Path.home()"),
    ),
    "sockets": Rule(
        "Windows has neither, or shares a port with whoever asks",
        _uses("socket", "AF_UNIX", "SO_REUSEPORT", "SO_REUSEADDR", "socketpair"),
        ("socket.socket(socket.AF_UNIX)", "a.setsockopt(b, socket.SO_REUSEADDR, 1)"),
        ("socket.create_server(place)",),
    ),
    "terminals": Rule(
        "an older terminal of Windows prints such sequences instead of obeying them",
        _says("\x1b\\["),
        (r'"\x1b[31mred"', r'print("\r\033[K")'),
        (r'"\r     \r"',),
    ),
}  # fmt: skip


def _broken(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The rules that a tree breaks, and where."""
    for node in ast.walk(tree):
        for name, rule in RULES.items():
            if rule.breaks(node):
                yield name, getattr(node, "lineno", 0)


def _unguarded(tree: ast.AST) -> Iterator[int]:
    """Where a path is told from another, and nobody minds that there may be no way."""
    guarded = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        and any("ValueError" in ast.unparse(one.type or node) for one in node.handlers)
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if _call(node)[0] == "relpath" and id(node) not in guarded:
            yield getattr(node, "lineno", 0)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(DASHBOARD)))
def test_a_module_runs_on_windows_too(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"line {line}: {name}: {RULES[name].why}" for name, line in _broken(tree)]
    found += [f"line {line}: two drives: {TWO_DRIVES}" for line in _unguarded(tree)]
    assert not found, "\n".join(found)


EXAMPLES = [(name, one) for name, rule in RULES.items() for one in rule.broken]
FINE = [(name, one) for name, rule in RULES.items() for one in rule.fine]


@pytest.mark.parametrize(("name", "code"), EXAMPLES, ids=[one for _, one in EXAMPLES])
def test_what_breaks_a_rule_is_seen(name: str, code: str) -> None:
    assert name in {broken for broken, _ in _broken(ast.parse(code))}


@pytest.mark.parametrize(("name", "code"), FINE, ids=[one for _, one in FINE])
def test_what_breaks_no_rule_is_let_be(name: str, code: str) -> None:
    assert name not in {broken for broken, _ in _broken(ast.parse(code))}


TWO_DRIVES = "no way leads from one drive of Windows to another: mind the ValueError"


def test_a_way_from_one_drive_to_another_is_seen() -> None:
    way = "here = os.path.relpath(a, b)"
    assert [*_unguarded(ast.parse(way))] == [1]
    minded = f"try:\n    {way}\nexcept ValueError:\n    here = a"
    assert not [*_unguarded(ast.parse(minded))]
    other = minded.replace("ValueError", "OSError")
    assert [*_unguarded(ast.parse(other))] == [2]


# Names that Windows keeps for its devices, whatever their ending.
DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}


def _unwritable(name: str) -> bool:
    """Whether Windows cannot write a file of this name."""
    return (
        name.split(".")[0].lower() in DEVICES
        or bool(re.search(r'[<>:"|?*\\\x00-\x1f]', name))
        or name.endswith((" ", "."))
    )


def test_what_is_shipped_has_names_that_windows_can_write() -> None:
    assert not [path for path in SHIPPED if _unwritable(path.name)]
    lower = [str(path.relative_to(ROOT)).lower() for path in SHIPPED]
    assert len(lower) == len({*lower})


@pytest.mark.parametrize("name", ["aux.py", "NUL", "com1.csv", "a:b", "what?", "end."])
def test_a_name_that_windows_cannot_write_is_seen(name: str) -> None:
    assert _unwritable(name)
    assert not _unwritable("auxiliary.py")
