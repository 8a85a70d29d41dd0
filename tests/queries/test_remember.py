"""Answers are remembered as bytes, within one bound, and leave nothing else behind."""

import gc
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import product
from threading import Thread

import pandas as pd
import pytest

from dashboard.database.record import Record
from dashboard.queries import actors, events, remember, sources, stances
from dashboard.queries.filters import Filters
from dashboard.queries.remember import ENTRY, Key, Memory
from dashboard.search import facets, quotes

ACTORS = ("ANNA", "KIM", "BREN", "NEWS")
YEARS = ("2020", "2021", "2022", "2023", "2024")


def ask(record: Record, chosen: Filters) -> None:
    """Ask what pages ask, of each kind of answer: of a page, whole, and made over."""
    quotes.quotes(record, chosen, "dam", "relevance")
    facets.first(record, chosen, "dam")
    stances.stances(record, chosen)
    events.events(record, chosen)
    sources.share_by_speaker(record, chosen)
    actors.unheard(record, chosen)
    actors.relayed_only(record, chosen)


def alive() -> Counter[str]:
    """How many objects there are of each type, by the name of its module."""
    gc.collect()
    # Some classes say of their module only what their instances would.
    kinds = Counter(map(type, gc.get_objects()))
    return Counter({f"{k.__module__}.{k.__qualname__}": n for k, n in kinds.items()
                    if isinstance(k.__module__, str)})  # fmt: skip


def test_an_answer_that_is_given_again_leaves_nothing_behind(record: Record) -> None:
    ask(record, Filters())
    alive()  # To look at all types leaves something behind, but once.
    before = alive()
    for _ in range(20):
        ask(record, Filters())
    left = alive() - before
    assert sum(left.values()) < 20, left.most_common(5)


def test_of_an_answer_no_more_stays_than_its_key_and_its_bytes(record: Record) -> None:
    asked = [Filters(actor=(a,), year=(y,)) for a, y in product(ACTORS, YEARS)]
    ask(record, asked[0])  # Those that follow have the same shapes.
    before, size = alive(), len(remember._ANSWERS)
    for chosen in asked[1:]:
        ask(record, chosen)
    more = len(remember._ANSWERS) - size
    assert more > 100
    left = alive() - before
    assert left.pop("dashboard.queries.remember.Key") == more
    assert sum(left.values()) < 50, left.most_common(5)


def test_of_a_question_that_is_compiled_only_its_text_stays(record: Record) -> None:
    ask(record, Filters(actor=("ANNA",)))
    before, size = alive(), len(remember._COMPILED)
    for number in (2, 4, 8):  # Each of another shape.
        ask(record, Filters(actor=ACTORS * number))
    more = len(remember._COMPILED) - size
    assert more > 20
    left = alive() - before
    expressions = [n for kind, n in left.items() if kind.startswith("ibis.")]
    assert sum(expressions) < more // 4, left.most_common(5)


def key(told: str) -> Key:
    return Key(key, None, told)


def test_what_was_not_asked_for_longest_is_forgotten_first() -> None:
    memory = Memory(4 * (ENTRY + 104))
    for told in "abcd":
        memory.keep(key(told), b"x" * 100)
    assert memory.look_up(key("a"))
    memory.keep(key("e"), b"x" * 100)
    assert [told for told in "abcde" if memory.look_up(key(told))] == [*"acde"]
    assert memory.size == memory.most
    memory.keep(key("f"), b"x" * 400)
    assert [told for told in "abcdef" if memory.look_up(key(told))] == [*"def"]
    assert memory.size <= memory.most


def test_one_answer_does_not_take_the_room_of_all_others() -> None:
    memory = Memory(10_000)
    memory.keep(key("a"), b"small")
    memory.keep(key("b"), b"x" * 5_001)
    assert (memory.look_up(key("a")), memory.look_up(key("b"))) == (b"small", None)


def test_a_long_question_takes_room_too() -> None:
    memory = Memory(100_000)
    for number in range(50):
        memory.keep(key(f"{number:02}" + "字" * 2_000), b"")
    assert len(memory) == 100_000 // (ENTRY + 4 * 2_002)


def test_threads_that_keep_and_look_up_lose_no_byte_of_the_count() -> None:
    memory = Memory(5_000)

    def use() -> None:
        for number in range(2_000):
            memory.keep(key(str(number % 13)), b"x" * (number % 97))
            memory.look_up(key(str(number % 7)))

    threads = [Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = memory._kept.items()
    assert memory.size == sum(len(d) + 4 * len(k.told) + ENTRY for k, d in kept)


FORGETTING: list[Callable[[Record, Filters], pd.DataFrame]] = [
    stances.stances, actors.with_figures,
]  # fmt: skip


@pytest.mark.parametrize("query", FORGETTING)
def test_an_answer_that_is_forgotten_is_asked_for_anew(
    record: Record, query: Callable[[Record, Filters], pd.DataFrame]
) -> None:
    rows = query(record, Filters())
    size = len(remember._ANSWERS)
    forget: partial[None] = vars(query)["cache_clear"]
    forget()
    assert len(remember._ANSWERS) < size
    assert query(record, Filters()).equals(rows)
    assert len(remember._ANSWERS) <= size
