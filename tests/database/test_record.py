"""Many readers ask one record at once: each hears what is told when asked alone."""

import threading
import time
from dataclasses import replace
from itertools import cycle

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import events, stances
from dashboard.queries.filters import Filters
from dashboard.search import quotes
from tests.support import generated_record

READERS = 8
SECONDS = 2.0
WORDS = ("the", "river", "peace talks", '"will never"', "riv*", "dam -peace", "мир")
COUNTRIES = ("BAY", "BAZ", "BBA", "BBB")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("threads") / "generated"
    return open_record(generated_record.write(folder, quotes=2_000))


def answer(record: Record, question: tuple[str, str]) -> list[pd.DataFrame]:
    typed, country = question
    chosen = Filters(country=(country,) if country else ())
    return [
        quotes.quotes(record, chosen, typed, "relevance"),
        stances.stances(record, chosen),
        events.events(record, chosen),
    ]


def test_every_thread_hears_what_is_told_when_asked_alone(large: Record) -> None:
    asked = [(typed, country) for typed in WORDS for country in ("", *COUNTRIES)]
    alone = {question: answer(large, question) for question in asked}
    totals = [one[0]["total"].iloc[0] for one in alone.values() if len(one[0])]
    assert len(set(totals)) > 20  # Questions whose answers can be told apart.
    heard: list[str] = []
    count = 0
    waiting, lock = cycle(asked), threading.Lock()
    # An answer is remembered for a record: each round asks it under a new name.
    record = replace(large)
    ends = time.monotonic() + SECONDS

    def read() -> None:
        nonlocal count, record
        # On a busy machine longer: until they have met each other.
        while time.monotonic() < ends or count < 2 * READERS:
            with lock:
                question = next(waiting)
                count += 1
                if count % len(asked) == 0:
                    record = replace(large)
                one = record
            try:
                found = answer(one, question)
            except Exception as error:  # noqa: BLE001 - a thread's error is a finding
                heard.append(f"{question}: {error!r}")
                continue
            if not all(
                now.equals(then)
                for now, then in zip(found, alone[question], strict=True)
            ):
                heard.append(f"{question}: another answer")

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == []
    assert count > READERS  # It did ask at once, not one after another alone.
