"""The house and its rules: who may import whom, how large a room is, what is public."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from dashboard.text import titles

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard"

# Which wings a wing may import. Each names earlier ones only: no circle can be written.
WINGS: Final = {
    "engine": "",
    "record": "engine",
    "text": "record",  # its codebook and dates
    "documents": "record text",
    "intake": "engine record documents",
    "grammar": "text",
    "database": "engine record intake text",
    "provenance": "record text documents",
    "articles": "record text documents",
    "drafting": "record text documents articles grammar",
    "importing": "engine record text documents intake provenance",
    "coding": "engine record text documents articles intake drafting importing",
    "queries": "engine record database",
    "citing": "record text database",
    "search": "engine record text database queries",
    "charts": "record text database queries",
    "export": "record text database queries citing",
    "markup": "record text database queries citing provenance charts",
    "verbs": "engine record intake database provenance export",
    "cli": "engine record intake database importing coding export verbs",
    "serving": "text",
    "ui": (
        "engine record intake text database articles importing drafting coding queries"
        " search citing export markup serving"
    ),
    "sections": (
        "record text database provenance documents articles importing drafting coding"
        " queries search citing charts markup ui"
    ),
    "app_pages": "record text queries search charts markup ui sections",
    "app": "text serving ui",
    "serve": "serving",
    "__main__": "cli",
}
# Which wings may import what comes from outside.
OUTSIDE: Final = {
    "streamlit": "serving ui sections app_pages app serve",
    "starlette": "serving serve",
    "plotly": "charts",
    "igraph": "charts",
    "duckdb": "engine",
    "pyspark": "engine",
    "py4j": "engine",
    "citeproc": "citing",
    "ibis": "engine record database queries search",
    "edtf": "record",
    "python_calamine": "intake",
    "pypdfium2": "documents",
    "rapidfuzz": "provenance",
    "snowballstemmer": "text",
    "bibtexparser": "importing",
    "pylatexenc": "importing",
    # Python's one lock on a file that every system has
    "sqlite3": "engine importing export",
}
FRONT: Final = ("app", "serve", "cli", "verbs", "__main__", "__init__")
# A module under the least is a closet, over the most it has two subjects.
LEAST, MOST, PAGE = 40, 400, 60
FEWEST, MANIEST = 3, 12  # Modules of a wing.
# Where SQL is written: for an engine, or in the files of programs that read it.
SPEAKS_SQL: Final = {
    "engine/spark", "engine/workbench", "export/sqlite", "export/dna",
    "export/dna_schema", "importing/dna_file",
}  # fmt: skip
SQL: Final = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|create\s+table"
    r"|drop\s+table|where\b.+=)\b",
    re.IGNORECASE | re.DOTALL,
)
TOP: Final = {
    "README.md", "LICENSE", "pyproject.toml", "requirements.txt", "data", "dashboard",
    "tests", ".streamlit", ".ci", ".gitignore", ".gitattributes", ".git",
}  # fmt: skip

TESTS: Final = ROOT / "tests"
# Fronts: whole programs, exercised as such by test_cli and by every page.
UNTESTED: Final = {"__init__", "__main__", "app", "serve", "verbs"}
# Test files that are of no one module, and why.
OF_NO_MODULE: Final = {
    "app_pages/test_every_page": "what each page must do, asked of all of them",
    "app_pages/test_sessions": "several readers at once, on all pages",
    "markup/test_every_markup": "every public function of the wing, found by name",
    "markup/test_html_by_type": "how HTML is written, in the whole wing and around it",
    "test_advisories": "a script of .ci/",
    "test_portable": "what runs on one system alone, in every module",
    "test_wheel": "what is built of all of them",
}
# Folders of tests that are no wing: readers in a browser, measurements, what is shared.
NO_WINGS: Final = {"browser", "benchmarks", "support"}
# At the top: the house, its README and its style, which are of no module.
OF_THE_HOUSE: Final = {"test_architecture", "test_docs", "test_style"}

# Every file of the dashboard: its path without the ending, and its text.
House = dict[str, str]
Rule = Callable[[House], Iterator[str]]


def house() -> House:
    return {
        path.relative_to(DASHBOARD).with_suffix("").as_posix(): path.read_text("utf-8")
        for path in sorted(DASHBOARD.rglob("*.py"))
    }


def wing(name: str) -> str:
    return name.split("/")[0]


def modules(files: House) -> dict[str, list[str]]:
    """The wings, each with its modules."""
    found: dict[str, list[str]] = {}
    for name in files:
        if "/" in name:
            found.setdefault(wing(name), [])
            if not name.endswith("/__init__"):
                found[wing(name)].append(name)
    return found


@cache
def nodes(text: str) -> tuple[ast.AST, ...]:
    """Every node of a module's tree, the module itself first."""
    return tuple(ast.walk(ast.parse(text)))


@cache
def imported(text: str) -> tuple[tuple[str, str], ...]:
    """What a module imports, at any depth: a package or module, and a name in it."""
    found: list[tuple[str, str]] = []
    for node in nodes(text):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            package = "." * node.level + (node.module or "")
            found += [(package, alias.name) for alias in node.names]
    return tuple(found)


def own(files: House, name: str) -> set[str]:
    """The dashboard's files that one of them imports."""
    found = set()
    for package, what in imported(files[name]):
        path = f"{package}.{what}".replace(".", "/").removeprefix("dashboard/")
        found |= {path, path.rpartition("/")[0]} & files.keys()
    return found


# The rules


def a_wing_imports_those_below_it(files: House) -> Iterator[str]:
    for name in files:
        allowed = {wing(name), *WINGS.get(wing(name), "").split()}
        for other in own(files, name):
            if wing(other) not in allowed:
                yield f"{name} imports {other}"


def no_circle_of_files(files: House) -> Iterator[str]:
    uses = {name: own(files, name) for name in files}
    done: set[str] = set()
    while ready := {name for name in uses if name not in done and uses[name] <= done}:
        done |= ready
    yield from sorted(uses.keys() - done)


def what_is_outside_has_its_wing(files: House) -> Iterator[str]:
    for name, text in files.items():
        for package, _ in imported(text):
            allowed = OUTSIDE.get(package.split(".")[0])
            if allowed is not None and wing(name) not in allowed.split():
                yield f"{name} imports {package}"


def an_import_names_the_room(files: House) -> Iterator[str]:
    for name, text in files.items():
        for package, what in imported(text):
            path = f"{package}.{what}".replace(".", "/").removeprefix("dashboard/")
            room = {path, path.rpartition("/")[0]} & files.keys()
            if package.startswith("."):
                yield f"{name} imports by a relative name"
            elif package.startswith("dashboard") and not room:
                yield f"{name} imports no module: {package}.{what}"


def a_wing_says_what_it_is_and_hands_nothing_on(files: House) -> Iterator[str]:
    for one in modules(files):
        text = files.get(f"{one}/__init__", "")
        body = ast.parse(text).body
        if one != "app_pages" and (
            len(body) != 1 or not ast.get_docstring(ast.parse(text))
        ):
            yield f"{one}/__init__ holds more or less than a docstring"


def nobody_imports_a_page_or_a_front(files: House) -> Iterator[str]:
    for name in files:
        for other in own(files, name):
            page = wing(other) == "app_pages" or other == "app"
            if page or (other == "cli" and name != "__main__"):
                yield f"{name} imports {other}"


def no_section_imports_a_section(files: House) -> Iterator[str]:
    for name in files:
        for other in own(files, name) if wing(name) == "sections" else ():
            if wing(other) == "sections":
                yield f"{name} imports {other}"


def the_command_reaches_no_streamlit(files: House) -> Iterator[str]:
    reached: set[str] = set()
    waiting = ["__main__"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += own(files, name)
    for name in sorted(reached):
        if "streamlit" in {
            package.split(".")[0] for package, _ in imported(files[name])
        }:
            yield name


def a_wing_has_a_few_modules(files: House) -> Iterator[str]:
    for one, names in modules(files).items():
        if not FEWEST <= len(names) <= MANIEST:
            yield f"{one} has {len(names)} modules"


def a_module_has_one_subject(files: House) -> Iterator[str]:
    for name, text in files.items():
        lines = len(text.splitlines())
        if name in FRONT or name.endswith("/__init__"):
            least, most = 1, MOST
        elif wing(name) == "app_pages":
            least, most = 1, PAGE
        else:
            least, most = LEAST, MOST
        if not least <= lines <= most:
            yield f"{name} has {lines} lines"


def what_is_public_is_named_elsewhere(files: House) -> Iterator[str]:
    names: dict[str, set[str]] = {}
    for name, text in files.items():
        for node in nodes(text):
            if isinstance(node, ast.Attribute):
                names.setdefault(node.attr, set()).add(name)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    names.setdefault(alias.name, set()).add(name)
    for name, text in files.items():
        for node in ast.parse(text).body:
            # A front and a page are read by whoever starts or opens them.
            if (
                isinstance(node, ast.FunctionDef)
                and wing(name) not in (*FRONT, "app_pages")
                and not node.name.startswith("_")
                and not names.get(node.name, set()) - {name}
            ):
                yield f"{name}.{node.name} is public, and named nowhere else"


def nothing_shadows_pythons_own(files: House) -> Iterator[str]:
    # Streamlit puts dashboard/ itself on the path: a wing is a name there.
    for name in {wing(one) for one in files} - {"__main__", "__init__"}:
        if name in sys.stdlib_module_names:
            yield name


def no_sql_but_where_it_is_spoken(files: House) -> Iterator[str]:
    for name, text in files.items():
        prose = {
            id(node.body[0].value)
            for node in nodes(text)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
            and isinstance(node.body[0], ast.Expr)
        }
        for node in nodes(text) if name not in SPEAKS_SQL else ():
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in prose
                and SQL.search(node.value)
            ):
                yield f"{name}: {node.value}"
            if isinstance(node, ast.Attribute) and node.attr in {"sql", "raw_sql"}:
                yield f"{name}: .{node.attr}"


def a_page_says_what_it_answers_and_has_no_class(files: House) -> Iterator[str]:
    for name in modules(files).get("app_pages", ()):
        tree = ast.parse(files[name])
        if not ast.get_docstring(tree):
            yield f"{name} has no docstring"
        if any(isinstance(node, ast.ClassDef) for node in ast.walk(tree)):
            yield f"{name} has a class"


def test_files(files: House) -> set[str]:
    """The files of tests, their paths without the ending; more may be given."""
    there = {
        path.relative_to(TESTS).with_suffix("").as_posix()
        for path in TESTS.rglob("test_*.py")
    }
    given = {one.removeprefix("tests/") for one in files if one.startswith("tests/")}
    return {
        one for one in there | given
        if one not in OF_THE_HOUSE and one.split("/")[0] not in NO_WINGS
    }  # fmt: skip


# pytest would take it for a test.
test_files.__test__ = False  # type: ignore[attr-defined]  # pytest asks for it


def named_test(name: str) -> str:
    """The test file of a module: text/tokens is tested by text/test_tokens."""
    folder, slash, module = name.rpartition("/")
    return f"{folder}{slash}test_{module}"


def each_module_has_its_tests(files: House) -> Iterator[str]:
    there = test_files(files)
    for name in files:
        if name.split("/")[-1] in UNTESTED or name.startswith("tests/"):
            continue
        if named_test(name) not in there:
            yield f"{name} has no {named_test(name)}"


def each_test_file_has_its_module(files: House) -> Iterator[str]:
    expected = {named_test(name) for name in files if not name.startswith("tests/")}
    for one in sorted(test_files(files) - expected - OF_NO_MODULE.keys()):
        # A second file tells of an aspect: test_cli_export is of test_cli.
        folder, slash, last = one.rpartition("/")
        words = last.split("_")
        shorter = {
            f"{folder}{slash}{'_'.join(words[:n])}" for n in range(2, len(words))
        }
        if not shorter & expected:
            yield f"tests/{one} is of no module"


# Each rule, and a file that breaks it.
LONG: Final = '"""Long."""\n' + "A = 1\n" * MOST
BROKEN: Final[dict[Rule, House]] = {
    a_wing_imports_those_below_it: {"text/new": "from dashboard.ui import lists\n"},
    no_circle_of_files: {"text/new": "from dashboard.text import other",
                         "text/other": "from dashboard.text.new import thing"},
    what_is_outside_has_its_wing: {"markup/new": "import streamlit as st\n"},
    an_import_names_the_room: {"text/new": "from dashboard.text import missing\n"},
    a_wing_says_what_it_is_and_hands_nothing_on: {
        "text/__init__": '"""Text."""\nfrom dashboard.text.phrases import counted\n'
    },
    nobody_imports_a_page_or_a_front: {"ui/new": "from dashboard import cli\n"},
    no_section_imports_a_section: {
        "sections/new": "from dashboard.sections import search\n"
    },
    the_command_reaches_no_streamlit: {"record/schema": "import streamlit\n"},
    a_wing_has_a_few_modules: {"new/one": '"""One."""\n'},
    a_module_has_one_subject: {"text/new": LONG},
    what_is_public_is_named_elsewhere: {"text/new": "def never_called(): ...\n"},
    nothing_shadows_pythons_own: {"html/new": '"""Words."""\n'},
    no_sql_but_where_it_is_spoken: {"text/new": 'A = "SELECT a FROM t"\n'},
    a_page_says_what_it_answers_and_has_no_class: {"app_pages/new": "class A: ...\n"},
    each_module_has_its_tests: {"text/new": '"""New."""\n'},
    each_test_file_has_its_module: {"tests/text/test_new": '"""New."""\n'},
}  # fmt: skip


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(house())) == []


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__)
def test_the_rule_is_seen_to_break(rule: Rule) -> None:
    broken = set(rule(house() | BROKEN[rule])) - set(rule(house()))
    assert broken


def test_each_wing_names_earlier_wings_only() -> None:
    earlier: set[str] = set()
    for one, allowed in WINGS.items():
        assert set(allowed.split()) <= earlier, one
        earlier.add(one)
    assert earlier == {wing(name) for name in house()} - {"__init__"}


def test_the_top_of_the_repository_holds_only_what_is_named() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    patterns = [line.strip("/") for line in ignored]
    there = {
        path.name
        for path in ROOT.iterdir()
        if not any(path.match(pattern) for pattern in patterns)
    }
    assert there <= TOP


def test_every_page_is_in_the_menu_and_every_entry_is_a_page() -> None:
    pages = {path.stem for path in (DASHBOARD / "app_pages").glob("*.py")}
    assert set(titles.PAGES) == pages - {"__init__"}


# A file of tests that tests nothing would pass: beside the rules, a test of its own.


@pytest.mark.parametrize("name", sorted(test_files({})))
def test_a_file_of_tests_holds_tests(name: str) -> None:
    tree = ast.parse((TESTS / f"{name}.py").read_text("utf-8"))
    assert ast.get_docstring(tree)
    tests = [
        node for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]  # fmt: skip
    assert [
        test
        for test in tests
        if any(isinstance(n, ast.Assert | ast.With) for n in ast.walk(test))
    ]
