"""What the README says is what the program does."""

import ast
import re
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.record.schema import TABLES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def dictionary() -> str:
    """The README's data dictionary, as the schema has it."""
    lines = ["| table | one row is | columns |", "|---|---|---|"]
    for table in TABLES.values():
        columns = ", ".join(
            f"**{name}**" if name == table.key else name for name in table.names
        )
        lines.append(f"| {table.name} | {table.row_is} | {columns} |")
    return "\n".join(lines)


def between(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n(.*?)\n?<!-- /{mark} -->", README, re.DOTALL)
    assert found, f"README has no part {mark}"
    return found[1]


def test_data_dictionary_is_the_schema():
    assert between("dictionary") == dictionary()


def test_pages_are_those_of_the_menu_with_their_questions():
    told = re.findall(r"^\| (\w+) \| ([A-Z][^|]*\?) \|$", README, re.MULTILINE)
    menu = ast.parse((ROOT / "dashboard/app.py").read_text(encoding="utf-8"))
    pages = next(
        ast.literal_eval(node.value)
        for node in menu.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "PAGES"
    )
    assert [title for title, _ in told] == list(pages.values())
    for name, (_, question) in zip(pages, told, strict=True):
        page = (ROOT / f"dashboard/app_pages/{name}.py").read_text(encoding="utf-8")
        assert f'st.title("{question}")' in page


def test_every_page_file_is_in_the_menu():
    files = {path.stem for path in (ROOT / "dashboard/app_pages").glob("*.py")}
    menu = (ROOT / "dashboard/app.py").read_text(encoding="utf-8")
    assert files == {name for name in files if f'"{name}": ' in menu}


def test_first_screen_holds_the_two_commands_each_in_one_line():
    head = README.splitlines()[:20]
    commands = [line for line in head if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    opens, tests = commands
    assert opens.endswith(".venv/bin/on-the-record")
    assert tests.endswith(".venv/bin/python -m pytest")
    assert "-r requirements.txt" in opens
    assert "-r tests/requirements.txt" in tests


def test_ci_takes_the_readmes_test_command():
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    pattern = re.search(r"s/\^\\\((.*?)\\\)\$/", script)
    assert pattern
    found = re.findall(rf"^{pattern[1]}$", README, re.MULTILINE)
    assert len(found) == 1


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"^\| `on-the-record ?([a-z]*)", README, re.M)))
)
def test_every_command_of_the_readme_is_there(command, capsys):
    words = [command, "--help"] if command else ["--help"]
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 0
    assert "usage" in capsys.readouterr().out


def test_pins_are_plain():
    for name in ("requirements.txt", "tests/requirements.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert re.fullmatch(r"[\w.-]+==[\w.]+|-r \.\./requirements\.txt", line)


def test_pictures_of_the_readme_exist():
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).is_file()
