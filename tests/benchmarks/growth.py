"""
How answers slow down as a record grows, on this machine and on a cluster.

For each size makes a corpus from a seed, prepares it, and asks the questions of
`questions.py` of DuckDB, in this process, and of a real Apache Spark cluster on
loopback (a master and two workers of one core each), in turn, so that both see the same
machine. The first question of each kind is not counted, but printed: with it, Spark
reads the tables into its workers' memory. Prints the median and the 95th percentile of
each, and checks that both answer alike.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import corpus, engines, questions
from tests.benchmarks.contenders import Ours
from tests.support import spark_cluster

WORKER: Final = "4g"
SETTINGS: Final = {
    "SPARK_DAEMON_MEMORY": "512m",
    "PYSPARK_SUBMIT_ARGS": "--driver-memory 2g --conf spark.executor.memory=3g"
    " --conf spark.ui.enabled=false pyspark-shell",
}


def made(folder: Path, quotes: int) -> tuple[Path, Path]:
    """
    Make a corpus where it is not there yet; return its prepared file and its tables.
    """
    csv, prepared, tables = (
        folder / f"{quotes}-1{end}" for end in ("", ".record", ".tables")
    )
    if not prepared.exists():
        if not (csv / "quotes.csv").exists():
            corpus.write(csv, quotes, 1)
        what = engines.cost("prepare", str(csv), str(prepared))
        print(engines.told("prepare", what, prepared))
    if not tables.exists():
        began = time.perf_counter()
        engines.cost("prepare", "--tables", str(prepared), str(tables))
        size = sum(one.stat().st_size for one in tables.iterdir()) / 1e6
        took = time.perf_counter() - began
        print(f"tables for the cluster: {took:.1f} s more, {size:,.0f} MB")
    return prepared, tables


def asked_of(
    here: Ours, there: Ours, found: dict[str, list[questions.Asked]], quotes: int
) -> list[dict[str, Any]]:
    """
    Ask both every question in turn; return the rows of the JSON.

    Raises:
        AssertionError: they do not answer alike.

    """
    rows = []
    for name, each in found.items():
        took: dict[str, list[float]] = {"duckdb": [], "spark": []}
        for asked in each:
            answers = []
            for engine, one in (("duckdb", here), ("spark", there)):
                milliseconds, told = one.answer(asked)
                took[engine].append(milliseconds)
                answers.append(told)
            assert answers[0] == answers[1], f"{asked}: {answers}"
        for engine, some in took.items():
            rows.append({
                "question": name, "engine": engine, "quotes": quotes,
                "p50_ms": round(statistics.median(some[1:]), 1),
                "p95_ms": round(engines.percentile(some[1:], 0.95), 1),
                "first_ms": round(some[0], 1),
            })  # fmt: skip
            one = rows[-1]
            told = f"{one['p50_ms']:8,.0f} {one['p95_ms']:8,.0f}"
            print(f"{name:<26}{engine:<8}{told}   first {one['first_ms']:8,.0f}")
    return rows


def main() -> None:
    """
    Read the command line, make what is asked, ask it, print.
    """
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("--quotes", type=int, nargs="+", default=[10_000], metavar="N")
    parser.add_argument("--words", type=int, default=20, help="words a question (20)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="what is made stays"
                        " there, and is used again where it is there")  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write figures there")
    asked = parser.parse_args()
    # The process that asks is a part of the cluster, too.
    os.environ.update(SETTINGS | {"SPARK_LOCAL_IP": "127.0.0.1"})
    rows = []
    with tempfile.TemporaryDirectory(prefix="on-the-record-") as place:
        folder = (asked.keep or Path(place)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        logs = Path(place, "cluster")
        logs.mkdir()
        with spark_cluster.cluster(logs, SETTINGS, WORKER) as master:
            for quotes in asked.quotes:
                print(f"{quotes:,} quotes; milliseconds, median and 95th percentile of"
                      f" {asked.words}; {engines.load()}")  # fmt: skip
                prepared, tables = made(folder, quotes)
                here, there = Ours(prepared), Ours(f"{master}?tables={tables}")
                found = questions.asked(here.record, asked.words + 1)
                rows += asked_of(here, there, found, quotes)
    if asked.json:
        asked.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
