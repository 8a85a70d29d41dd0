"""
Many questions at once, by threads, without a page: `python load.py RECORD --queries`.

Twenty readers ask a mixed question each every three seconds for a minute; then eight
threads ask without pause for twenty seconds. Every answer is held against the one given
alone, beforehand, in one thread.
"""

import math
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from typing import Final, NamedTuple

import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import events, stances
from dashboard.queries.filters import Filters
from dashboard.search import quotes
from tests.benchmarks import contenders, questions
from tests.benchmarks.questions import Asked

READERS: Final = 20
EVERY: Final = 3.0
FOR: Final = 60.0
HARD: Final = 8  # Threads that ask without pause,
HARD_FOR: Final = 20.0  # for so many seconds.
GOAL: Final = 0.6


class Heard(NamedTuple):
    """What threads heard: seconds of each answer, what was wrong, what was raised."""

    took: list[float]
    wrong: list[str]
    errors: list[str]


def answer(record: Record, asked: Asked) -> pd.DataFrame:
    """
    Answer a question as the pages ask it.
    """
    chosen = Filters(
        country=(asked.country,) if asked.country else (),
        issue=(asked.issue,) if asked.issue else (),
    )
    if asked.facets:
        return contenders.facets(record, asked)
    if asked.question == contenders.PART:
        return stances.part(record, chosen)
    if asked.question.startswith("matrix"):
        return stances.stances(record, chosen)
    if asked.question == contenders.YEARS:
        return events.counts(record, chosen)
    if asked.question.startswith("timeline"):
        return events.events(record, chosen)
    return quotes.quotes(record, chosen, asked.typed, "relevance")


def mixed(record: Record, number: int) -> list[Asked]:
    """
    Return so many questions of each kind, no two alike, in an order drawn from a seed.
    """
    every = [one for some in questions.asked(record, number).values() for one in some]
    unlike = list(dict.fromkeys(every))
    random.Random(1).shuffle(unlike)
    return unlike


def hear(
    readers: int,
    seconds: float,
    every: float,
    ask: Callable[[Asked], pd.DataFrame],
    alone: dict[Asked, pd.DataFrame],
) -> Heard:
    """
    Let so many threads ask for so long; hold every answer against the one given alone.
    """
    heard = Heard([], [], [])
    waiting, lock = cycle(alone), threading.Lock()
    ends = time.monotonic() + seconds

    def read(number: int) -> None:
        # They come one after another, not all in one instant.
        time.sleep(every * number / readers)
        while time.monotonic() < ends:
            with lock:
                asked = next(waiting)
            began = time.perf_counter()
            try:
                found = ask(asked)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                heard.errors.append(f"{asked}: {error!r}"[:300])
                continue
            took = time.perf_counter() - began
            heard.took.append(took)
            if not found.equals(alone[asked]):
                heard.wrong.append(str(asked))
            time.sleep(max(every - took, 0))

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return heard


def afresh(record: Record) -> Callable[[Asked], pd.DataFrame]:
    """
    Return what answers of a record under new names, so that no answer is remembered.

    Questions are shared among as many names as it takes for none to come twice.
    """
    lock = threading.Lock()
    met: dict[Asked, Iterator[Record]] = {}
    names: list[Record] = []

    def named() -> Iterator[Record]:
        at = 0
        while True:
            if at == len(names):
                names.append(replace(record))
            yield names[at]
            at += 1

    def ask(asked: Asked) -> pd.DataFrame:
        with lock:
            name = next(met.setdefault(asked, named()))
        return answer(name, asked)

    return ask


def said(what: str, heard: Heard) -> None:
    """
    Print what threads heard.
    """
    ordered = sorted(heard.took)
    middle, p95 = (ordered[math.ceil(part * len(ordered)) - 1] for part in (0.5, 0.95))
    print(
        f"{what}: {len(ordered):,} answers, median {middle:.3f} s, p95 {p95:.3f} s,"
        f" slowest {ordered[-1]:.3f} s; {len(heard.errors)} errors,"
        f" {len(heard.wrong)} wrong answers"
    )
    for line in [*heard.errors[:3], *heard.wrong[:3]]:
        print("  ", line)


def measure(record: Record, seconds: float) -> int:
    """
    Ask alone, then together; print. Return 1 on an error or a wrong answer, else 0.
    """
    print(f"load average {os.getloadavg()[0]:.1f}; {os.cpu_count()} cores")
    own = replace(record)
    alone = {one: answer(own, one) for one in mixed(own, 40)}
    print(f"{len(alone)} questions, each answered alone beforehand")
    ask = afresh(record)
    slow = hear(READERS, seconds, EVERY, ask, alone)
    said(f"{READERS} readers, a question each every {EVERY:.0f} s", slow)
    p95 = sorted(slow.took)[math.ceil(0.95 * len(slow.took)) - 1]
    print("met    " if p95 < GOAL else "MISSED ", f"p95 {p95:.3f} s, under {GOAL}")
    hard = hear(HARD, HARD_FOR, 0, ask, alone)
    said(f"{HARD} threads without pause", hard)
    print(f"{len(hard.took) / HARD_FOR:.1f} answers a second;"
          f" load average {os.getloadavg()[0]:.1f}")  # fmt: skip
    return 1 if any((slow.errors, slow.wrong, hard.errors, hard.wrong)) else 0
