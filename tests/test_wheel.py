"""What is built holds all that the dashboard needs, in one package."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.building import built

ROOT = Path(__file__).resolve().parents[1]
# Where files of the repository stand in a wheel, by the folder that they are in.
PLACES = {
    "dashboard": "dashboard",
    "data": "dashboard/data",
    ".streamlit": "dashboard/.streamlit",
}
NEEDED = {
    ".py",
    ".css",
    ".html",
    ".js",
    ".svg",
    ".csl",
    ".csv",
    ".json",
    ".toml",
    ".md",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution that stands beside it."""
    return built(tmp_path_factory.mktemp("dist"))


def shipped() -> dict[str, bytes]:
    """What a wheel is to hold: name and content of each file, as they are here."""
    return {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}": path.read_bytes()
        for folder, inside in PLACES.items()
        for path in (ROOT / folder).rglob("*")
        # What tells an operator how to share it is for who has the repository.
        if path.is_file()
        and "__pycache__" not in path.parts
        and path != ROOT / ".streamlit" / "README.md"
    }


def test_a_wheel_holds_each_file_of_package_record_and_configuration(
    wheel: Path,
) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {
            name: archive.read(name)
            for name in archive.namelist()
            if ".dist-info/" not in name
        }
    files = shipped()
    assert inside.keys() == files.keys()
    assert [name for name in files if inside[name] != files[name]] == []
    assert {Path(name).suffix for name in inside} == NEEDED


def test_a_wheel_brings_one_package_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        (about,) = (top for top in tops if top.endswith(".dist-info"))
        commands = archive.read(f"{about}/entry_points.txt").decode()
        licences = [n for n in archive.namelist() if n.startswith(f"{about}/licenses/")]
    assert tops == {"dashboard", about}
    assert "on-the-record = dashboard.__main__:main" in commands
    assert licences == [f"{about}/licenses/LICENSE"]


def test_the_repository_holds_neither_twice() -> None:
    assert not (ROOT / "dashboard/data").exists()
    assert not (ROOT / "dashboard/.streamlit").exists()


def test_a_source_distribution_can_be_built_and_tested(wheel: Path) -> None:
    (packed,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(packed) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml", "README.md", "LICENSE", "requirements.txt", "data/quotes.csv",
        "tests/requirements.txt", "tests/test_wheel.py", ".streamlit/config.toml",
    } <= names  # fmt: skip


def test_an_editable_install_copies_nothing_and_leads_here(tmp_path: Path) -> None:
    program = "import sys, hatchling.build as h; print(h.build_editable(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / done.stdout.strip()) as archive:
        (way,) = (name for name in archive.namelist() if ".dist-info/" not in name)
        assert archive.read(way).decode().strip() == str(ROOT)
