"""The project built and installed: what tests of the package share."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = re.compile(r"connection|resolve|retr(y|ies)|timed out", re.IGNORECASE)


def built(folder: Path) -> Path:
    """
    Build the project into a folder as its maintainer would, and return the wheel: that
    which the source distribution beside it gives.
    """
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def installed(wheel: Path, folder: Path) -> Path:
    """
    Install a wheel and what it asks for into an empty environment, in the versions that
    are pinned, and return the folder of its commands.
    """
    venv.create(folder, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
    # What is asked of once is not worth compiling.
    command += ["--no-compile", "--only-binary=:all:", "--disable-pip-version-check"]
    command += ["-c", str(ROOT / "requirements.txt"), str(wheel)]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    if done.returncode:
        if os.environ.get("CI") != "true" and OFFLINE.search(done.stderr):
            pytest.skip("no package index answers")
        pytest.fail(done.stderr)
    return scripts
