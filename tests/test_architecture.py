"""Who may import whom, how long a module may grow, what stands at the top."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard"
PAGES = sorted((DASHBOARD / "app_pages").glob("*.py"))
MODULES = sorted(DASHBOARD.rglob("*.py"))
# What knows of Streamlit; nothing below it may know of these.
SHOWN = {
    "app", "sections.network", "sections.row_page", "sections.search",
    "sections.shares", "sections.stances", "sections.timeline", "sections.verify",
    "ui.frame", "ui.lists", "ui.notices", "ui.pictures", "ui.session", "ui.sharing",
}  # fmt: skip
# Who may import what comes from outside, by the first name of the package.
MAY_IMPORT = {
    "streamlit": {*SHOWN, "app_pages"},
    "plotly": {"charts.network", "charts.shares", "charts.stances", "charts.timeline"},
    "igraph": {"charts.network_layout"},
    "duckdb": {"engine.duckdb"},
    "pyspark": {"engine.spark"},
    "py4j": {"engine.spark"},
    "ibis": {
        "database.build",
        "database.chains",
        "database.cluster_tables",
        "database.facet_values",
        "database.open",
        "database.prepared_file",
        "database.record",
        "database.word_index",
        "engine.base",
        "engine.duckdb",
        "engine.spark",
        "engine.workbench",
        "export.passages",
        "queries.actors",
        "queries.ask",
        "queries.counts",
        "queries.events",
        "queries.filters",
        "queries.issues",
        "queries.network",
        "queries.sources",
        "queries.stances",
        "queries.subset",
        "record.cell_rules",
        "record.checks",
        "record.row_rules",
        "record.staging",
        "search.facets",
        "search.quotes",
        "search.ranking",
    },
}
# Ask their engine by the text that is compiled from an expression.
ENGINE = {"engine.spark", "engine.workbench"}
# Files of other programs: their tables are made by the SQL that those programs read.
OTHER_PROGRAMS = {"export.sqlite", "export.dna", "export.dna_schema"}
TOP = {
    "README.md", "LICENSE", "pyproject.toml", "requirements.txt", "data", "dashboard",
    "tests", ".streamlit", ".ci", ".gitignore", ".gitattributes", ".git",
}  # fmt: skip
SQL = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|update\b.+\bset|delete\s+from|create\s+table"
    r"|drop\s+table|where\b.+=)\b",
    re.IGNORECASE | re.DOTALL,
)


def named(path: Path) -> str:
    """A module's name as the rules know it: pages go by their folder."""
    if path.parent.name == "app_pages":
        return "app_pages"
    return ".".join(path.relative_to(DASHBOARD).with_suffix("").parts)


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports, at any depth, with what it takes of them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports by a relative name"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> set[str]:
    """The dashboard's modules that one of them imports."""
    names = {name.removeprefix("dashboard.") for name in imported(path)}
    return names & {named(module) for module in MODULES}


def ids(path: Path) -> str:
    return str(path.relative_to(DASHBOARD))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_module_imports_only_what_it_may(path: Path) -> None:
    outside = {name.split(".")[0] for name in imported(path)}
    for package, allowed in MAY_IMPORT.items():
        if package in outside:
            assert named(path) in allowed, f"{path.name} imports {package}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_nobody_imports_a_page_or_the_frame_of_the_app(path: Path) -> None:
    if named(path) != "__main__":
        assert not own(path) & {"app_pages", "app", "cli"}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_what_is_below_the_pages_does_not_know_of_them(path: Path) -> None:
    if named(path) not in SHOWN | {"app_pages"}:
        assert not own(path) & SHOWN


def test_the_command_reaches_no_page_by_any_way() -> None:
    reached, waiting = set(), ["cli"]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += own(DASHBOARD / f"{name.replace('.', '/')}.py")
    assert not reached & SHOWN
    for name in reached:
        packages = {
            one.split(".")[0]
            for one in imported(DASHBOARD / f"{name.replace('.', '/')}.py")
        }
        assert "streamlit" not in packages, name


def test_no_two_modules_import_each_other() -> None:
    uses = {named(path): own(path) for path in MODULES if named(path) != "app_pages"}
    done: set[str] = set()
    while ready := {name for name in uses if name not in done and uses[name] <= done}:
        done |= ready
    assert set(uses) - done == set()


def test_the_schema_knows_nothing_but_its_words() -> None:
    schema, words = DASHBOARD / "record/schema.py", DASHBOARD / "record/codebook.py"
    assert own(schema) == {named(words)}
    assert own(words) == set()


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_a_module_keeps_below_its_ceiling(path: Path) -> None:
    ceiling = 75 if path in PAGES else 400
    assert len(path.read_text(encoding="utf-8").splitlines()) <= ceiling


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_a_page_says_what_it_answers_and_has_no_class(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


@pytest.mark.parametrize(
    "path", [one for one in MODULES if named(one) not in OTHER_PROGRAMS], ids=ids
)
def test_no_module_holds_sql(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and ast.get_docstring(node) is not None
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert id(node) in prose or not SQL.search(node.value), node.value
        if isinstance(node, ast.Attribute) and named(path) not in ENGINE:
            assert node.attr not in {"sql", "raw_sql"}, f"{path.name}: .{node.attr}"


def test_sql_would_be_seen() -> None:
    assert SQL.search("SELECT a FROM t")
    assert SQL.search("drop table x")


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_no_module_is_shadowed_by_or_shadows_pythons_own(path: Path) -> None:
    import sys

    assert path.stem.startswith("__") or path.stem not in sys.stdlib_module_names


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
    tree = ast.parse((DASHBOARD / "app.py").read_text(encoding="utf-8"))
    menus = [
        ast.literal_eval(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and [getattr(target, "id", "") for target in node.targets] == ["PAGES"]
    ]
    assert [set(menu) for menu in menus] == [{page.stem for page in PAGES}]
