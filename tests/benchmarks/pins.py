"""
Whether the pins install on each Python that the project names: asked of an index.

    python tests/benchmarks/pins.py [--platform win_amd64]

From wheels alone, so that nobody needs a compiler, and without installing anything. It
takes a minute or so and a network, and is therefore no test of the suite: run it when a
pin has changed. What is asked for on one system alone (colorama on Windows) is asked
for by the rules of the system that this runs on.
"""

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def refused(python: str, platform: str | None) -> str:
    """
    Return what pip has against installing the pins on a Python; "" where nothing.
    """
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet"]
    command += ["--disable-pip-version-check", "--ignore-installed"]
    command += ["--only-binary=:all:", "--python-version", python]
    if platform:
        command += ["--platform", platform]
    with tempfile.TemporaryDirectory() as folder:
        command += ["--target", folder, "-r", str(ROOT / "requirements.txt")]
        done = subprocess.run(
            command, capture_output=True, check=False, encoding="utf-8"
        )
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    return "\n".join(errors or [done.stderr]) if done.returncode else ""


def main() -> int:
    """
    Print a line for each Python, and return 1 where the pins do not install on one.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", help="of a wheel, as win_amd64 (default: this)")
    platform = parser.parse_args().platform
    with ThreadPoolExecutor(len(PYTHONS)) as pool:
        found = list(pool.map(lambda one: refused(one, platform), PYTHONS))
    for python, why in zip(PYTHONS, found, strict=True):
        print(f"Python {python}: {why or 'every pin has a wheel, and all agree'}")
    return int(any(found))


if __name__ == "__main__":
    sys.exit(main())
