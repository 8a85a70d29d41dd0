"""The index of words holds which quotes hold a word, where, and what comes next."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import actors as actor_queries
from dashboard.queries.filters import Filters
from dashboard.search import question, ranking
from tests.support.small_record import (
    QUOTES,
    ROWS,
    write_record,
)

EVERYTHING = Filters()


def test_each_word_names_the_one_that_comes_next(record: Record) -> None:
    rows = record.answer(record.table("postings"))
    rows = rows.sort_values(["number", "position"], ignore_index=True)
    assert len(rows) > 20
    is_last = rows.number != rows.number.shift(-1)
    assert (rows.next.isna() == is_last).all()
    assert (rows.next == rows.code.shift(-1))[~is_last].all()


# In a process of its own: tests of pages leave a __main__ that cannot be begun again.
APART = """
import sys
from pathlib import Path
from dashboard.database import word_index as postings
from dashboard.database import prepared_file as prepared
# So small that each process meets new words again and again.
postings.APART, postings.CHUNK, postings._cut = 1, 16, None
prepared._processes = lambda: 2
prepared.write(*map(Path, sys.argv[1:]))
"""


def test_words_that_several_processes_cut_are_those_that_one_cuts(
    folder: Path, both: tuple[Record, Record], tmp_path: Path
) -> None:
    command = [sys.executable, "-c", APART, str(folder), str(tmp_path / "apart.record")]
    subprocess.run(command, check=True)
    apart = open_record(tmp_path / "apart.record")
    for name in ("vocabulary", "postings", "mentions", "statistics"):
        found, wanted = (one.answer(one.table(name)) for one in (apart, both[1]))
        order = list(found.columns)
        assert len(found) or name == "mentions"
        pd.testing.assert_frame_equal(
            found.sort_values(order, ignore_index=True),
            wanted.sort_values(order, ignore_index=True),
        )


def figures(record: Record, actor_id: str, chosen: Filters = EVERYTHING) -> Any:
    row = actor_queries.figures_of(record, chosen, actor_id)
    return {part: row[part] for part in actor_queries.PARTS if row[part]}


def _of_words(run: question.Run) -> question.Part:
    """A run that names do not hold, as they are not what a statement says."""
    codes = tuple(one._replace(in_words=True, in_names=False) for one in run.codes)
    return question.Part(replace(run, codes=codes))


def test_a_statement_names_whom_a_search_for_the_name_finds_in_it(
    opened: Record,
) -> None:
    record = opened
    named = record.answer(record.table("mentions"))
    pairs = set(zip(named["actor_id"], named["quote_number"], strict=True))
    actors = record.answer(record.table("actors"))
    searched = set()
    for row in actors[actors["kind"] != "anonymous"].to_dict("records"):
        phrase = ranking.look_up(record, f'"{row["name"]}"')
        # A sign beside a word is looked for apart; a name's words are what counts.
        phrase = question.Question(tuple(map(_of_words, phrase.runs)))
        if phrase:
            quotes = ranking.matching(record, phrase, record.table("quotes"))
            found = record.answer(quotes.select("number"))["number"]
            searched |= {(row["actor_id"], number) for number in found}
    assert pairs == searched


def test_a_name_is_found_in_its_possessive_and_not_within_another_word(
    tmp_path: Path,
) -> None:
    words = "Arden’s dam, not Ardennes; Oda Marsk."
    quote = QUOTES[1] | {"content": words, "end": QUOTES[1]["start"] + len(words)}
    rows = ROWS | {"quotes": [quote], "relays": [], "marks": [], "positions": [],
                   "events": [], "participants": []}  # fmt: skip
    record = open_record(write_record(tmp_path, rows))
    assert sorted(record.answer(record.table("mentions"))["actor_id"]) == [
        "arden", "oda-marsk"
    ]  # fmt: skip
    # She names herself: nobody else speaks about her.
    assert figures(record, "oda-marsk")["said"] == 1
    assert "named" not in figures(record, "oda-marsk")
    assert figures(record, "arden") == {"named": 1}
