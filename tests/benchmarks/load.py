"""
Many readers at once: `python load.py [RECORD]`.

Readers open sessions by Streamlit's own protocol, each with a click every five seconds:
a page of the menu, a filter, a word, a range, a cell. How long each answer took is
told, the first of each session apart, and what it cost the server's processor; every
answer is held against that of a fresh session at the same address. Before and after,
one reader clicks the same twelve times: what has been asked must not make a click
dearer. Then sessions are opened and closed, and the memory is told. Ends with 1 on an
error, a wrong answer, or a goal that is missed by what the processor tells; times that
a clock tells are told, too, but the machine may be shared.

Nothing is asked beforehand but those twelve clicks and the words to be typed.
`--queries` asks by threads instead, without sessions, and compares with one thread.
"""

import argparse
import asyncio
import math
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import ibis

from dashboard.database.open import DEFAULT, open_record
from tests.benchmarks import threads
from tests.support import reader
from tests.support.reader import Reader
from tests.support.serving import PAGES, started

GOAL: Final = 0.5  # Seconds that 95 of 100 answers may take,
DEARER: Final = 1.2  # how many times as much a click may cost after all of them.
TICKS: Final = os.sysconf("SC_CLK_TCK")
SOME: Final = 40  # Options of a list among which a reader chooses.
HELD: Final = 2  # Filters that a reader holds before loosening all of them.
# What a reader can set on a page, beside the filters.
ON_PAGE: Final = {
    "timeline": ("timeline_axis", "timeline_range", "timeline_lanes", "timeline_event"),
    "stances": ("stances_cell",),
    "quotes": ("quotes_order", "quotes_words", "quotes_words"),
    "actors": ("actors_network", "actors_picked"),
    "sources": ("sources_speaker",),
}
FILTERS: Final = ("country", "actor", "issue", "kind", "voice", "chain")


class Told(NamedTuple):
    """An answer: where, how long it took, what it was; whether it opened a session."""

    address: str
    took: float
    page: reader.Page
    is_first: bool


class Crowd:
    """What some readers were told, and what failed."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.errors: list[str] = []

    def note(self, one: Reader, took: float, *, is_first: bool) -> None:
        """Keep what a page shows now; it is looked at when nobody waits any more."""
        self.told.append(Told(one.address, took, one.now(), is_first))


def processor(pid: int) -> float:
    """
    Return the seconds of processor that a process has taken.
    """
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int) -> int:
    """
    Return the megabytes that a process holds.
    """
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) >> 10
    raise ProcessLookupError(pid)


async def click(one: Reader, dice: random.Random, words: list[str]) -> None:
    """
    Do one of the things that a reader does on a page.
    """
    plain = ("quotes_words", "timeline_axis")  # They offer nothing to choose from.
    keys = [
        key
        for key in ON_PAGE.get(one.page, ())
        if (one.has(key) if key in plain else one.options(key))
    ]
    held = [key for key in FILTERS if f"{key}=" in one.address]
    what = dice.choice(["turn", "filter", "filter", *("page",) * len(keys)])
    if what == "turn":
        await one.turn(dice.choice(PAGES))
    elif what == "filter" and len(held) == HELD:
        await one.press("clear")
    elif what == "page":
        key = dice.choice(keys)
        if key == "timeline_axis":
            await one.choose(key, True)
        elif key == "quotes_words":
            await one.choose(key, " ".join(dice.sample(words, dice.choice((1, 1, 2)))))
        else:
            value = dice.choice(one.options(key)[:SOME])
            is_many = key in ("timeline_range", "timeline_lanes", "actors_network")
            await one.choose(key, (value,) if is_many else value)
    else:
        key = dice.choice(FILTERS)
        value = dice.choice(one.options(key)[:SOME])
        await one.choose(key, value if key in ("voice", "chain") else (value,))


async def read(
    address: str, crowd: Crowd, words: list[str], seed: int, begins: float,
    ends: float, every: float,
) -> None:  # fmt: skip
    """
    Open a session and click until the time is up.
    """
    dice = random.Random(seed)
    await asyncio.sleep(max(begins - time.monotonic(), 0))
    try:
        began = time.monotonic()
        async with reader.opened(address) as one:
            await one.visit(dice.choice(PAGES))
            crowd.note(one, time.monotonic() - began, is_first=True)
            while time.monotonic() + every < ends:
                await asyncio.sleep(max(began + every - time.monotonic(), 0))
                began = time.monotonic()
                await click(one, dice, words)
                crowd.note(one, time.monotonic() - began, is_first=False)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        crowd.errors.append(f"reader {seed}: {error!r}"[:300])


async def together(
    address: str, readers: int, seconds: float, every: float, words: list[str]
) -> Crowd:
    """
    Let so many readers click for so long; they come one after another, not at once.
    """
    crowd, now = Crowd(), time.monotonic()
    await asyncio.gather(*(
        read(address, crowd, words, n, now + n * every / readers, now + seconds, every)
        for n in range(readers)
    ))  # fmt: skip
    return crowd


async def opened_and_closed(address: str, number: int) -> Crowd:
    """
    Open sessions and close them at once, four at a time, each on one of the pages.
    """
    crowd, waiting = Crowd(), iter(range(number))

    async def some() -> None:
        for n in waiting:
            began = time.monotonic()
            try:
                async with reader.opened(address) as one:
                    await one.visit(PAGES[n % len(PAGES)])
                    crowd.note(one, time.monotonic() - began, is_first=True)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                crowd.errors.append(f"session {n}: {error!r}"[:300])

    await asyncio.gather(*(some() for _ in range(4)))
    return crowd


async def alone(address: str, pid: int) -> tuple[float, float]:
    """
    Return what a click costs one reader: seconds of processor, of twelve pages told for
    the first time, and of the same, told again.
    """
    costs = []
    async with reader.opened(address) as one:
        await one.visit("overview")
        for _ in range(3):
            before, clicks = processor(pid), 0
            for page in ("timeline", "stances", "actors", "quotes"):
                await one.turn(page)
                await one.choose("country", (one.options("country")[0],))
                await one.choose("country", ())
                clicks += 3
            costs.append((processor(pid) - before) / clicks)
    return costs[0], statistics.mean(costs[1:])


async def wrong(address: str, crowd: Crowd) -> list[str]:
    """
    Return where an answer is not that of a fresh session at the same address.
    """
    found = []
    pages: dict[str, list[reader.Page]] = {}
    for one in crowd.told:
        pages.setdefault(one.address, []).append(one.page)
    for at, some in pages.items():
        try:
            fresh = await reader.afresh(address, at)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            found.append(f"{at}: {error!r}"[:300])
            continue
        told = (reader.difference(page.answer(), fresh) for page in some)
        found += [f"{at} {differs}" for differs in told if differs]
    return found


def said(what: str, took: list[float]) -> float:
    """
    Print how long answers took, and return their 95th percentile.
    """
    if not took:
        print(f"{what}: none")
        return 0.0
    ordered = sorted(took)
    middle, p95 = (ordered[math.ceil(part * len(ordered)) - 1] for part in (0.5, 0.95))
    print(f"{what}: {len(ordered):,}, median {middle:.3f} s, p95 {p95:.3f} s, slowest"
          f" {ordered[-1]:.3f} s")  # fmt: skip
    return p95


def met(is_met: bool, goal: str) -> bool:
    """
    Print whether a goal is met, and return it.
    """
    print("met    " if is_met else "MISSED ", goal, flush=True)
    return is_met


async def measure(address: str, pid: int, words: list[str], asked: argparse.Namespace
                  ) -> bool:  # fmt: skip
    """
    Measure it all at a server, print, and tell whether what the processor tells is met.
    """
    print(f"load average {os.getloadavg()[0]:.1f}; {os.cpu_count()} cores;"
          f" the server holds {memory(pid)} MB")  # fmt: skip
    cold, first = await alone(address, pid)
    print(f"one reader: a click costs {first:.3f} s of processor, {cold:.3f} s if never"
          f" asked before; {memory(pid)} MB")  # fmt: skip
    before, began, held = processor(pid), time.monotonic(), memory(pid)
    crowd = await together(address, asked.readers, asked.seconds, asked.every, words)
    cost, took = processor(pid) - before, time.monotonic() - began
    told = crowd.told
    print(
        f"{asked.readers} readers for {took:.0f} s: {len(told):,} answers,"
        f" {cost / took:.2f} core, {cost / len(told):.3f} s of processor each;"
        f" {held} -> {memory(pid)} MB; load average {os.getloadavg()[0]:.1f}"
    )
    said("the first of each session", [one.took for one in told if one.is_first])
    p95 = said("clicks", [one.took for one in told if not one.is_first])
    said("all", [one.took for one in told])
    met(p95 < GOAL, f"p95 of clicks {p95:.3f} s, under {GOAL} (by the clock)")
    visits = await opened_and_closed(address, asked.visits)
    print(f"opened and closed: {len(visits.told):,} sessions; {memory(pid)} MB")
    said("each", [one.took for one in visits.told])
    differ = await wrong(address, crowd) + await wrong(address, visits)
    addresses = len({one.address for one in [*told, *visits.told]})
    errors = crowd.errors + visits.errors
    for line in [*errors[:5], *differ[:5]]:
        print("   ", line[:600])
    good = met(not errors, f"{len(errors)} errors")
    good &= met(
        not differ,
        f"{len(differ)} answers of {len(told) + len(visits.told):,}"
        f" at {addresses:,} addresses differ from a fresh session's",
    )
    _, last = await alone(address, pid)
    number = len(told) + len(visits.told) + addresses
    print(f"one reader, after {number:,} answers: a click costs {last:.3f} s of"
          f" processor; {memory(pid)} MB")  # fmt: skip
    return good & met(last <= DEARER * first, f"{last / first:.2f} times that of the"
                      f" first, {DEARER} at most")  # fmt: skip


def main() -> int:
    """
    Read the command line, serve a record, measure, print.
    """
    parser = argparse.ArgumentParser(description=__doc__.strip().splitlines()[0])
    parser.add_argument("record", metavar="RECORD", type=Path, nargs="?")
    parser.add_argument("--readers", type=int, default=50, help="sessions at once (50)")
    parser.add_argument("--seconds", type=float, default=300, help="for so long (300)")
    parser.add_argument("--every", type=float, default=5, help="a click every (5 s)")
    parser.add_argument("--visits", type=int, default=500, help="opened, closed (500)")
    parser.add_argument("--queries", action="store_true", help="by threads instead")
    asked = parser.parse_args()
    address = (asked.record or DEFAULT).absolute()
    record = open_record(address)
    if asked.queries:
        return threads.measure(record, min(asked.seconds, threads.FOR))
    vocabulary = record.table("vocabulary")
    commonest = vocabulary.order_by([ibis.desc("quotes"), "word"]).limit(500)
    words = list(record.answer(commonest.select("word"))["word"])
    del record
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        with started(log, asked.record and address) as (served, pid):
            good = asyncio.run(measure(served, pid, words, asked))
        with suppress(OSError):
            lines = log.read_text().splitlines()
            print(*(line for line in lines if "rror" in line), sep="\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
