"""Several readers at once, by Streamlit's own protocol: each is told what it asked."""

import asyncio
import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import reader
from tests.support.serving import served, started
from tests.support.small_record import write_record

COUNTRY = ("Arden",)
# What each of five readers does, one click after another: pages, filters, words.
CLICKS: list[list[tuple[str, str, reader.Value]]] = [
    [
        ("turn", "timeline", None),
        ("choose", "timeline_axis", True),
        ("choose", "country", ("Brekland",)),
        ("choose", "country", ()),
        ("choose", "timeline_range", ("since 1945",)),
        ("choose", "country", ("Coastal Union",)),  # Without an event: no range.
        ("press", "clear", None),
    ],
    [
        ("turn", "quotes", None),
        ("choose", "quotes_words", "dam"),
        ("choose", "country", COUNTRY),
        ("choose", "quotes_words", ""),
        ("press", "clear", None),
    ],
    [
        ("turn", "stances", None),
        ("choose", "voice", "others"),
        ("turn", "issues", None),
    ],
    [
        ("choose", "country", COUNTRY),
        ("turn", "actors", None),
        ("choose", "actors_network", ("who describes whose position",)),
    ],
    [
        ("turn", "sources", None),
        ("turn", "method", None),
    ],
]
COUNTING = """
import gc
import streamlit as st

@st.cache_resource
def full():
    found = []
    gc.callbacks.append(lambda phase, told: found.append(phase)
                        if phase == "start" and told["generation"] == 2 else None)
    return found

st.button("again", key="again")
st.text(f"collected {len(full())} times")
"""


CHECK = "FormSubmitter:proof_form-Check"
SOON = 20.0  # Seconds; a process that is not ended goes on for three times as long.


@pytest.fixture(scope="module")
def small_started(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, int]]:
    folder = tmp_path_factory.mktemp("crowd")
    with started(folder / "log.txt", write_record(folder / "record")) as found:
        yield found


@pytest.fixture(scope="module")
def small_served(small_started: tuple[str, int]) -> str:
    return small_started[0]


async def clicked(
    address: str, clicks: list[tuple[str, str, reader.Value]]
) -> dict[str, list[dict[reader.Path | str, bytes]]]:
    """What one reader is told, click by click, by the address at which it is told."""
    told: dict[str, list[dict[reader.Path | str, bytes]]] = {}
    async with reader.opened(address) as one:
        await one.visit("overview")
        for how, key, value in clicks:
            if how == "turn":
                await one.turn(key)
            elif how == "press":
                await one.press(key)
            else:
                await one.choose(key, value)
            told.setdefault(one.address, []).append(one.answer())
    return told


async def together(address: str) -> list[str]:
    """Where an answer, given while others ask too, is not that of a fresh session."""
    found = await asyncio.gather(*(clicked(address, clicks) for clicks in CLICKS))
    wrong = []
    for told in found:
        for at, answers in told.items():
            fresh = await reader.afresh(address, at)
            wrong += [f"{at}: {reader.difference(one, fresh)}" for one in answers
                      if one != fresh]  # fmt: skip
    return wrong


def test_each_of_several_readers_is_told_what_a_fresh_session_is(
    small_served: str,
) -> None:
    assert asyncio.run(together(small_served)) == []


def children(process: int) -> set[int]:
    """The processes that one has begun."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return {
        int(one) for task in tasks for one in (task / "children").read_text().split()
    }


async def awaited(process: int, *, some: bool) -> set[int]:
    """The processes that one has begun, once it has some, or none any more."""
    until = time.monotonic() + SOON
    while bool(found := children(process)) is not some:
        assert time.monotonic() < until, found
        await asyncio.sleep(0.01)
    return found


async def heavy(address: str, process: int) -> set[int]:
    """A reader has a long text checked, and closes the tab while that goes on."""
    async with reader.opened(address) as one:
        await one.visit("sources")
        await one.choose("proof_open", True)
        one.type("proof_text", "“Enough,” she said. " * 50_000)
        asked = asyncio.create_task(one.press(CHECK))
        begun = await awaited(process, some=True)
        # Held up: of itself it does not come to its end.
        for child in begun:
            os.kill(child, signal.SIGSTOP)
        asked.cancel()
    try:
        await awaited(process, some=False)
    finally:
        for child in children(process) & begun:
            os.kill(child, signal.SIGKILL)
    return begun


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="as Linux tells it")
def test_a_check_ends_with_its_tab(small_started: tuple[str, int]) -> None:
    address, process = small_started
    assert len(asyncio.run(heavy(address, process))) == 1


def test_two_answers_that_differ_are_told_apart(small_served: str) -> None:
    async def two() -> str:
        here = await reader.afresh(small_served, "timeline")
        there = await reader.afresh(small_served, "timeline?country=Brekland")
        assert not reader.difference(here, dict(here))
        return reader.difference(here, there)

    assert "Brekland" in asyncio.run(two())


def test_no_click_waits_for_a_collection_of_all_garbage(tmp_path: Path) -> None:
    script = tmp_path / "counting.py"
    script.write_text(COUNTING, encoding="utf-8")

    async def again(address: str) -> int:
        async with reader.opened(address) as one:
            await one.visit("")
            for _ in range(30):
                await one.press("again")
            found = re.search(rb"collected (\d+)", b"".join(one.answer().values()))
            assert found
            return int(found[1])

    with served(tmp_path / "log.txt", script=script) as address:
        # Python's own are few; where Streamlit collects, there are thirty more.
        assert asyncio.run(again(address)) < 15
