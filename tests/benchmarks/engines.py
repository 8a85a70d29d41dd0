"""
How long questions take on a large record: here, with Datasette, and in naive pandas.

Makes a corpus from a seed, prepares it, and in one run asks all of them the same
questions in turn, over words that differ, so that all see the same machine. Prints the
median and the 95th percentile of each, checks that all answer alike, and says which of
the goals are met. Datasette is asked over HTTP, twice: as it comes, and told not to
look for facets that it might suggest ("lean"); its rows are not ranked, ours are.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboard.database.open import open_record
from tests.benchmarks import corpus, questions
from tests.benchmarks.contenders import Apart, Asked, Datasette, Naive, Ours, memory

ROOT: Final = Path(__file__).resolve().parents[2]
ENGINES: Final = ("ours", "datasette", "datasette lean", "pandas")
# Of the issue: milliseconds, and how many times faster than naive pandas.
MOST_MS: Final = dict.fromkeys(questions.SEARCHES, 100) | dict.fromkeys(
    questions.COUNTED, 60
)
TIMES: Final = 20
# In a process of its own: what a reader's first question waits for.
FIRST: Final = """
import sys, time
from pathlib import Path
from dashboard import charts, queries, ui
from dashboard.filters import Filters
from dashboard.record import open_record
imported = time.perf_counter()
record = open_record(Path(sys.argv[1]))
opened = time.perf_counter()
queries.quotes(record, Filters(), sys.argv[2], "relevance")
print(opened - imported, time.perf_counter() - opened)
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
"""


class Cost(NamedTuple):
    """What a command took: seconds of wall and of processor, megabytes at most."""

    wall: float
    cpu: float
    peak: float


def cost(*command: str) -> Cost:
    """
    Run a verb of `on-the-record` and return what it took.

    Raises:
        RuntimeError: it failed.

    """
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "dashboard", *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = child.stderr.read() if child.stderr else b""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if status:
        raise RuntimeError(said.decode())
    wall = time.perf_counter() - began
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1_024)


def told(name: str, what: Cost, path: Path) -> str:
    """
    Say in a line what a command took, and how large the file is that it made.
    """
    size = path.stat().st_size / 1e6
    return (
        f"{name}: {what.wall:.1f} s, {what.cpu:.1f} s of processor,"
        f" {what.peak:,.0f} MB at most; the file has {size:,.0f} MB"
    )


def first(prepared: Path, word: str) -> tuple[float, float, float]:
    """
    Open a prepared record in a fresh process: seconds to open, to the first answer,
    and the megabytes that the process held at most, Streamlit among them.
    """
    command = [sys.executable, "-W", "ignore", "-c", FIRST, str(prepared), word]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    opened, answered, peak = map(float, said.stdout.split())
    return opened, answered, peak / 1_024


def measured(
    found: dict[str, list[Asked]], asked_of: dict[str, Any]
) -> dict[tuple[str, str], list[float]]:
    """
    Ask everybody every question in turn; return the milliseconds by question, engine.

    The first of each kind is not counted, but printed: it loads what stays, and what is
    asked is compiled.

    Raises:
        AssertionError: two of them do not answer alike.

    """
    took: dict[tuple[str, str], list[float]] = {}
    first = 0.0
    rounds = len(next(iter(found.values())))
    for n in range(rounds):
        print(f"round {n} of {rounds - 1};", load(), file=sys.stderr)
        for name, each in found.items():
            answers = {}
            # Nobody always comes first: each begins in turn.
            order = [*ENGINES[n % len(ENGINES) :], *ENGINES[: n % len(ENGINES)]]
            for engine in order:
                milliseconds, answers[engine] = asked_of[engine](each[n])
                first = milliseconds if engine == "ours" and n == 0 else first
                if n:
                    took.setdefault((name, engine), []).append(milliseconds)
            alike = [json.dumps(one) for one in answers.values()]
            assert len(set(alike)) == 1, f"{each[n]}: {answers}"
            if n == 0:
                what = each[n].typed or "no words"
                print(f"  {name}: {what}: {alike[0][:60]}; ours took {first:,.0f} ms")
    return took


def percentile(took: list[float], part: float) -> float:
    """
    Return the nearest rank: the least value that so large a part does not exceed.
    """
    return sorted(took)[math.ceil(part * len(took)) - 1]


def table(rows: list[dict[str, Any]]) -> str:
    """
    Return the figures as plain lines: each engine's beside ours.
    """
    head = f"{'question':<24}" + "".join(f"{name:>23}" for name in ENGINES)
    lines = [head]
    for question, some in groupby(rows, key=lambda row: row["question"]):
        told = {row["engine"]: row for row in some}
        cells = []
        for engine in ENGINES:
            one = told[engine]
            times = one["p50_ms"] / told["ours"]["p50_ms"]
            ratio = "" if engine == "ours" else f"  x{times:.1f}"
            cells.append(f"{one['p50_ms']:,.0f}/{one['p95_ms']:,.0f}{ratio}".rjust(23))
        lines.append(f"{question:<24}" + "".join(cells))
    return "\n".join(lines)


def goals(rows: list[dict[str, Any]]) -> list[tuple[bool, str]]:
    """
    Return for each goal of a question whether it is met, and the figures.
    """
    told = {(row["question"], row["engine"]): row for row in rows}
    said = []
    for name, most in MOST_MS.items():
        ours = told[name, "ours"]
        p95 = ours["p95_ms"]
        said.append((p95 < most, f"{name}: p95 {p95:,.0f} ms, under {most}"))
        if name in questions.OF_COMMON_WORDS or name in questions.COUNTED:
            for other in ("datasette", "datasette lean"):
                theirs, half = told[name, other]["p50_ms"], ours["p50_ms"]
                met = half < theirs
                said.append((met, f"{name}: {half:,.0f} ms, {other} {theirs:,.0f}"))
        if name in questions.SEARCHES:
            times = told[name, "pandas"]["p50_ms"] / ours["p50_ms"]
            line = f"{name}: {times:,.1f} times naive pandas, at least {TIMES}"
            said.append((times >= TIMES, line))
    return said


def main() -> None:
    """
    Read the command line, make what is asked, ask it, print.
    """
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--quotes", type=int, default=10_000, metavar="N")
    parser.add_argument("--words", type=int, default=20, help="words a question (20)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="what is made stays"
                        " there, and is used again where it is there")  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures there")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="on-the-record-") as made:
        folder = (asked.keep or Path(made)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        rows = run(folder, asked.quotes, asked.words, asked.seed)
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


def run(folder: Path, quotes: int, words: int, seed: int) -> list[dict[str, Any]]:
    """
    Make the corpus, measure everybody, print; return the rows of the JSON.
    """
    print(f"{quotes:,} quotes from seed {seed}; {os.cpu_count()} cores;", load())
    csv, prepared, sqlite = (
        folder / f"{quotes}-{seed}{end}" for end in ("", ".record", ".sqlite")
    )
    if not (csv / "quotes.csv").exists():
        corpus.write(csv, quotes, seed)
    if not prepared.exists():
        what = cost("prepare", str(csv), str(prepared))
        print(told("prepare", what, prepared))
    if not sqlite.exists():
        what = cost("export", str(prepared), str(sqlite))
        print(told("export for Datasette", what, sqlite))
    record = open_record(prepared)
    found = questions.asked(record, words + 1)
    opened, answered, peak = first(prepared, found["common word"][0].typed)
    print(f"A fresh process opens it in {opened:.2f} s, gives the first answer after"
          f" {answered:.2f} s more, and holds {peak:,.0f} MB at most, Streamlit among"
          " them")  # fmt: skip
    del record
    ours, naive = Apart(Ours, prepared), Apart(Naive, csv)
    served = Datasette(sqlite)
    print(f"pandas reads the CSV files in {naive.opened_ms / 1_000:.1f} s")
    print(f"Datasette's settings changed, as it would refuse: {Datasette.CHANGED}")
    asked_of = {
        "ours": ours.answer,
        "datasette": served.answer,
        "datasette lean": lambda asked: served.answer(asked, plain=False),
        "pandas": naive.answer,
    }
    print("All are asked the same; what the first of each answers:")
    took = measured(found, asked_of)
    pids = {"ours": ours.process.pid, "datasette": served.process.pid,
            "pandas": naive.process.pid}  # fmt: skip
    for name, pid in pids.items():
        held = memory(pid)
        print(f"{name} holds {held['now']:,.0f} MB, {held['peak']:,.0f} MB at most")
    for one in (ours, naive, served):
        one.close()
    rows = [
        {"question": question, "engine": engine, "quotes": quotes,
         "p50_ms": round(statistics.median(each), 1),
         "p95_ms": round(percentile(each, 0.95), 1)}
        for question in found for engine in ENGINES
        for each in [took[question, engine]]
    ]  # fmt: skip
    print(f"Milliseconds, median/95th percentile of {words}; x: times ours.", load())
    print(table(rows))
    goal = [*goals(rows), (opened < 2, f"opens in {opened:.2f} s, under 2"),
            (peak < 500, f"opened, holds {peak:,.0f} MB, under 500")]  # fmt: skip
    print("The goals are for a million quotes:")
    for met, line in goal:
        print("met    " if met else "MISSED ", line)
    return rows


def load() -> str:
    """
    Say how busy the machine is.
    """
    return "load average " + " ".join(f"{one:.1f}" for one in os.getloadavg())


if __name__ == "__main__":
    main()
