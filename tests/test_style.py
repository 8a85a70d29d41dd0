"""The tools that the project's settings name find nothing; benchmarks find theirs."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# A page of Streamlit's runs where it is imported.
SCRIPTS = {one.stem for one in (ROOT / "tests/benchmarks").glob("*.py")}
BENCHMARKS = sorted(SCRIPTS - {"bare"})


@pytest.mark.parametrize(
    "tool",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff-check", "ruff-format", "mypy-strict"],
)
def test_tool_finds_nothing(tool):
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_finds_what_it_measures(name: str) -> None:
    assert importlib.import_module(f"tests.benchmarks.{name}")
