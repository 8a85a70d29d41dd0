"""What the README says is what the program does."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.text import titles
from tests.support import documents

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n(.*?)\n?<!-- /{mark} -->", README, re.DOTALL)
    assert found, f"README has no part {mark}"
    return found[1]


def test_data_dictionary_is_the_schema():
    assert (ROOT / "data/README.md").read_text(encoding="utf-8") == (
        documents.dictionary()
    )


def test_the_map_of_the_house_is_that_of_the_folders():
    assert between("house") == documents.house()
    folders = {path.parent.name for path in (ROOT / "dashboard").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/`", between("house"), re.M)) == (
        folders | {"app_pages"}
    )


def test_the_readme_is_short():
    words = [word for word in README.split() if word.strip("|-")]
    assert len(words) < 900


def test_what_stands_beside_what_it_describes_is_named_and_there():
    links = re.findall(r"\]\((?!http)([^)]+\.md)\)", README)
    assert set(links) >= {
        "data/README.md", ".streamlit/README.md", "dashboard/engine/README.md",
        "tests/benchmarks/README.md",
    }  # fmt: skip
    for link in links:
        assert (ROOT / link).is_file()


def test_every_script_that_measures_is_told_of():
    told = (ROOT / "tests/benchmarks/README.md").read_text(encoding="utf-8")
    # Parts of others: the questions, the other tools, the page to compare with, lines.
    parts = {"questions.py", "contenders.py", "bare.py", "network.py"}
    scripts = {path.name for path in (ROOT / "tests/benchmarks").glob("*.py")}
    assert set(re.findall(r"`(\w+\.py)` \|", told)) == scripts - parts


def test_pages_are_those_of_the_menu_with_their_questions():
    told = re.findall(r"^\| ([\w ]+) \| ([A-Z][^|]*\?) \|$", README, re.MULTILINE)
    assert [title for title, _ in told] == list(titles.PAGES.values())
    for name, (_, question) in zip(titles.PAGES, told, strict=True):
        page = (ROOT / f"dashboard/app_pages/{name}.py").read_text(encoding="utf-8")
        assert f'frame.title("{question}")' in page


def test_first_screen_holds_the_two_commands_each_in_one_line():
    head = README.splitlines()[:24]
    commands = [line for line in head if line.startswith("python3 -m venv")]
    assert len(commands) == 2
    opens, tests = commands
    assert opens.endswith(".venv/bin/on-the-record")
    assert tests.endswith(".venv/bin/python -m pytest")
    assert "-r requirements.txt" in opens
    assert "-r tests/requirements.txt" in tests


def test_powershell_has_the_same_two_commands():
    posix = re.findall(r"^python3 -m venv .*$", README, re.M)
    windows = re.findall(r"^py -m venv .*$", README, re.M)
    said = [line.replace("python3", "py").replace(" && ", "; ").replace("/", "\\")
            .replace("\\bin\\", "\\Scripts\\") for line in posix]  # fmt: skip
    assert windows == said


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


SHARING = (ROOT / ".streamlit" / "README.md").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("bash"), reason="a block for Debian's shell")
def test_the_block_for_a_server_is_whole():
    found = re.search(r"<!-- server -->\n```sh\n(.*?)```", SHARING, re.DOTALL)
    block = found[1]
    subprocess.run(["bash", "-n"], input=block.encode(), check=True)
    started = re.search(r"streamlit run (\S+) (.+)", block)
    assert (ROOT / started[1]).is_file()
    assert "--server.address=127.0.0.1" in started[2]
    # It takes the lines of nginx out of the page itself, with the host's own name.
    taken = re.search(r"^sed -n .*? > ", block, re.MULTILINE | re.DOTALL)[0]
    taken = taken.replace("/srv/on-the-record", str(ROOT)).removesuffix("> ")
    command = ["bash", "-c", f"NAME=mine.example; {taken}"]
    lines = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    written = re.search(r"<!-- nginx -->\n```nginx\n(.*?)```", SHARING, re.DOTALL)[1]
    assert lines.stdout == written.replace("record.example.org", "mine.example")
    assert "server_name mine.example;" in lines.stdout
