"""Only `markup/` makes HTML, and makes it of literals: no text is passed off as it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"
MARKUP = sorted((DASHBOARD / "markup").glob("*.py"))
ELSEWHERE = sorted(set(DASHBOARD.rglob("*.py")) - set(MARKUP))
# What is drawn by Streamlit, which would pass HTML on to the page.
DRAWN = [path for path in ELSEWHERE
         if path.parent.name in ("ui", "sections", "app_pages")]  # fmt: skip
# The HTML that may stand outside `markup/`, by the name that holds it, and why.
STATIC = {
    ("ui/sharing.py", "HTML"): "what a component's script fills in, as text",
    ("ui/lists.py", "STATUS"): "what a component's script fills in, as text",
    ("ui/drafts.py", "HTML"): "where a component's script has its place",
    ("ui/finder.py", "HTML"): "where a component's script has its place",
}


def ids(path: Path) -> str:
    return str(path.relative_to(DASHBOARD))


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every text in some code, those within f-strings too; no docstring."""
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in prose:
            yield node


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Every call of a function by its bare name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node


def unmarked_html(tree: ast.AST) -> list[str]:
    """
    Return each text with a "<" that is not itself what `Markup` is made of: in an
    f-string, in a sum, as a template of `%` or of a text's own `format`.
    """
    made = {id(arg) for call in calls(tree, "Markup") for arg in call.args}
    return [text.value for text in literals(tree)
            if "<" in text.value and id(text) not in made]  # fmt: skip


def passed_off(tree: ast.AST) -> list[str]:
    """
    Return each call that makes HTML of anything but a literal: of `Markup`, or of a
    function to which `Markup` is handed.
    """
    found = [
        call for call in calls(tree, "Markup")
        if call.keywords or len(call.args) > 1
        or not all(isinstance(arg, ast.Constant) for arg in call.args)
    ]  # fmt: skip
    found += [
        node for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and any(getattr(arg, "id", "") == "Markup" for arg in node.args)
    ]  # fmt: skip
    return [ast.unparse(call) for call in found]


@pytest.mark.parametrize("path", MARKUP, ids=ids)
def test_html_is_written_as_markup_alone(path: Path) -> None:
    # Signs of Markdown, none of HTML.
    signs = "\\`*_{}[]()#+-.!|~:$<>&^="
    assert [text for text in unmarked_html(read(path)) if text != signs] == []


@pytest.mark.parametrize("path", MARKUP, ids=ids)
def test_no_text_is_passed_off_as_markup(path: Path) -> None:
    assert passed_off(read(path)) == []


@pytest.mark.parametrize("path", ELSEWHERE, ids=ids)
def test_nothing_else_makes_markup_or_escapes_html(path: Path) -> None:
    # Elsewhere `Markup` is a type: what a list of rows is made of.
    tree = read(path)
    assert [*calls(tree, "Markup"), *calls(tree, "escape")] == []


@pytest.mark.parametrize("path", [*MARKUP, *ELSEWHERE], ids=ids)
def test_markup_goes_by_its_name_alone(path: Path) -> None:
    for node in ast.walk(read(path)):
        if isinstance(node, ast.Import):
            assert not {alias.name for alias in node.names} & {"markupsafe", "html"}
        if isinstance(node, ast.ImportFrom):
            names = [(alias.name, alias.asname) for alias in node.names]
            assert node.module != "html"
            assert node.module != "markupsafe" or names == [("Markup", None)]


@pytest.mark.parametrize("path", DRAWN, ids=ids)
def test_no_html_stands_where_pages_are_drawn(path: Path) -> None:
    tree = read(path)
    kept = {
        id(text)
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        and (ids(path), node.target.id) in STATIC
        for text in ast.walk(node)
    }  # fmt: skip
    assert [text.value for text in literals(tree)
            if "<" in text.value and id(text) not in kept] == []  # fmt: skip


def from_markup(tree: ast.AST) -> set[str]:
    """The names under which a module knows `markup/`'s modules and functions."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("dashboard.markup")
        for alias in node.names
    }


def foreign_html(tree: ast.AST) -> list[str]:
    """
    Return what `st.html` is given that is neither the answer of a function of
    `markup/` nor a file of the program's.
    """
    known = from_markup(tree)
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr != "html":
            continue
        (given,) = node.args
        first: ast.AST = given.func if isinstance(given, ast.Call) else given
        while isinstance(first, ast.Attribute | ast.Call):
            first = first.value if isinstance(first, ast.Attribute) else first.func
        is_ours = isinstance(first, ast.Name) and first.id in {*known, "Path"}
        if not (isinstance(given, ast.Call) and is_ours):
            found.append(ast.unparse(given))
    return found


@pytest.mark.parametrize("path", ELSEWHERE, ids=ids)
def test_a_page_is_given_html_of_markup_alone(path: Path) -> None:
    tree = read(path)
    assert foreign_html(tree) == []
    assert "unsafe_allow_html" not in path.read_text(encoding="utf-8")


def test_the_html_that_stands_elsewhere_is_there() -> None:
    for module, name in STATIC:
        assert f"{name}: Final = " in (DASHBOARD / module).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "code",
    ['f"<b>{name}</b>"', '"<b>" + name', '"<b>%s</b>" % name', '"<b>{}".format(name)',
     'Markup("<b>{}</b>" + name)', 'Markup(f"<b>{name}</b>")'],
)  # fmt: skip
def test_html_by_hand_would_be_seen(code: str) -> None:
    assert unmarked_html(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    ["Markup(name)", 'Markup("a" + name)', "Markup(*names)", "map(Markup, names)"],
)
def test_text_passed_off_as_markup_would_be_seen(code: str) -> None:
    assert passed_off(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    ["st.html(text)", 'st.html(f"{text}")', "st.html(str(text))",
     "st.html(rows.quote)", "place.html(text + rows.quote(row))"],
)  # fmt: skip
def test_html_of_no_function_of_markup_would_be_seen(code: str) -> None:
    assert foreign_html(ast.parse(f"from dashboard.markup import rows\n{code}"))
    assert not foreign_html(
        ast.parse("from dashboard.markup import rows\nst.html(rows.quote(row))")
    )
