"""Several readers at once, by Streamlit's own protocol: each is told what it asked."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import reader
from tests.support.serving import served
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


@pytest.fixture(scope="module")
def small_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("crowd")
    with served(folder / "log.txt", write_record(folder / "record")) as address:
        yield address


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
