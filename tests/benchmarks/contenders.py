"""Those who are measured: this program, Datasette, and pandas as one begins with it."""

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import urlencode

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import events, filters, stances
from dashboard.queries.ask import cached_query
from dashboard.queries.filters import Filters
from dashboard.search import quotes, ranking
from dashboard.search.question import Question
from tests.benchmarks.questions import Asked

SHOWN: Final = 25  # Quotes of a page.
DRAWN: Final = events.LOOKED  # Events that the timeline asks for.
TOP: Final = 10  # The values of a facet whose counts are compared.
PART: Final = "matrix, drawn part"
YEARS: Final = "timeline by year"
# Of a corpus: more countries than issues, so that the countries go down.
PARTS: Final = (("country_id", stances.DOWN), ("issue_id", stances.ACROSS))
CELL: Final = ["country_id", "issue_id", "stance", "voice"]
# What all must agree on: numbers of rows, or counts of values.
Told = dict[str, Any]


class Contender(Protocol):
    """Whoever answers a question: how many milliseconds it took, and what it told."""

    def answer(self, asked: Asked) -> tuple[float, Told]: ...


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    """
    Do something; return the milliseconds that it took, and what came of it.
    """
    began = time.perf_counter()
    found = ask()
    return (time.perf_counter() - began) * 1_000, found


# This program, through the functions that its pages call


@cached_query
def _facets(
    record: Record, chosen: Filters, question: Question, *columns: str
) -> ir.Table:
    """One row for each value of some columns of the quotes: facet, value, quotes."""
    found = ranking.matching(record, question, filters.quotes(record, chosen))
    counts = []
    for column in columns:
        held = found.filter(found[column].notnull())
        each = held.group_by(value=column).aggregate(quotes=held.count())
        most = each.order_by(ibis.desc("quotes"), "value").limit(30)
        counts.append(most.select("value", "quotes", facet=ibis.literal(column)))
    return ibis.union(*counts) if len(counts) > 1 else counts[0]


def facets(record: Record, asked: Asked) -> pd.DataFrame:
    """
    The values of facets, with `facet`, `value`, `quotes`: the one place that asks.
    """
    question = ranking.look_up(record, asked.typed)
    return _facets(record, Filters(), question, *asked.facets)


class Ours:
    """A record, prepared or on a cluster, opened in this process."""

    def __init__(self, address: Path | str) -> None:
        self.record = open_record(address)

    def answer(self, asked: Asked) -> tuple[float, Told]:
        # What no word tells from what was asked before would be remembered.
        asked_alike = (stances.stances, events.events, stances.part, events._counts)
        for query in (*asked_alike, _facets):
            vars(query)["cache_clear"]()
        record = self.record
        chosen = Filters(
            country=(asked.country,) if asked.country else (),
            issue=(asked.issue,) if asked.issue else (),
        )
        if asked.facets:
            took, found = timed(lambda: facets(record, asked))
            return took, {
                name: found.loc[found["facet"] == name, "quotes"].nlargest(TOP).tolist()
                for name in asked.facets
            }
        if asked.question.startswith("matrix"):
            # The pages draw a part of the whole; the engine can pick it, too.
            ask = stances.part if asked.question == PART else stances.stances
            took, found = timed(lambda: ask(record, chosen))
            return took, {"cells": len(found), "rows": int(found["positions"].sum())}
        if asked.question == YEARS:
            took, found = timed(lambda: events.counts(record, chosen))
            return took, {"years": found["events"].tolist()}
        if asked.question.startswith("timeline"):
            took, found = timed(lambda: events.events(record, chosen))
            return took, _page(found)
        took, found = timed(
            lambda: quotes.quotes(record, chosen, asked.typed, "relevance")
        )
        return took, _page(found)


def _page(found: pd.DataFrame) -> Told:
    total = int(found["total"].iloc[0]) if len(found) else 0
    return {"rows": total, "shown": len(found)}


# pandas, as one begins with it


class Naive:
    """Tables as frames: words by regular expressions, the rest by boolean columns."""

    def __init__(self, folder: Path) -> None:
        self.quotes = pd.read_csv(folder / "quotes.csv")
        self.positions = pd.read_csv(folder / "positions.csv")
        self.events = pd.read_csv(folder / "events.csv")

    def answer(self, asked: Asked) -> tuple[float, Told]:
        if asked.facets:
            return timed(lambda: self._facets(asked))
        if asked.question.startswith("matrix"):
            return timed(lambda: self._matrix(asked))
        if asked.question.startswith("timeline"):
            return timed(lambda: self._timeline(asked))
        return timed(lambda: self._search(asked))

    def _matching(self, asked: Asked) -> pd.DataFrame:
        content, whole = self.quotes["content"], pd.Series(True, self.quotes.index)
        patterns = [rf"\b{word}\b" for word in asked.wanted]
        if asked.is_phrase:
            patterns = [rf"\b{' '.join(asked.wanted)}\b"]
        if asked.is_prefix:
            patterns = [rf"\b{asked.wanted[0]}"]
        for pattern in patterns:
            whole &= content.str.contains(pattern, case=False, regex=True)
        if asked.unwanted:
            pattern = rf"\b{asked.unwanted}\b"
            whole &= ~content.str.contains(pattern, case=False, regex=True)
        if asked.country:
            whole &= self.quotes["on_behalf_of"] == asked.country
        return self.quotes[whole]

    def _search(self, asked: Asked) -> Told:
        found = self._matching(asked)
        return {"rows": len(found), "shown": len(found.head(SHOWN))}

    def _facets(self, asked: Asked) -> Told:
        found = self._matching(asked)
        return {
            name: found[name].value_counts().head(TOP).tolist() for name in asked.facets
        }

    def _matrix(self, asked: Asked) -> Told:
        rows = self.positions
        if asked.issue:
            rows = rows[rows["issue_id"] == asked.issue]
        for key, size in PARTS if asked.question == PART else ():
            counts = rows.groupby(key).size().reset_index(name="n")
            most = counts.sort_values(["n", key], ascending=[False, True])[key]
            rows = rows[rows[key].isin(most.head(size))]
        cells = rows.groupby(CELL, dropna=False).size()
        return {"cells": len(cells), "rows": int(cells.sum())}

    def _timeline(self, asked: Asked) -> Told:
        rows = self.events
        if asked.issue:
            rows = rows[rows["issue_id"] == asked.issue]
        if asked.question == YEARS:
            years = rows.groupby(rows["happened_on"].str[:4], dropna=False).size()
            return {"years": years.tolist()}
        drawn = rows.sort_values("happened_on").head(DRAWN)
        return {"rows": len(rows), "shown": len(drawn)}


# Datasette, over HTTP


class Datasette:
    """
    `datasette serve` of the SQLite file that `on-the-record export` writes.

    `plain` is what it does by itself; else it is told not to look for facets that it
    might suggest, which is the least that an address can ask of it.
    """

    # Without these it would refuse an answer that the others give.
    CHANGED: Final = {
        "sql_time_limit_ms": 120_000,
        "facet_time_limit_ms": 120_000,
        "max_returned_rows": 1_000_000,
    }
    TABLE: Final = "select {}, count(*) as n from positions {} group by {}"
    BY_YEAR: Final = (
        "select substr(happened_on, 1, 4) as year, count(*) as n from events"
        " group by year order by year is null, year"
    )
    MOST: Final = (
        "select {} from positions {} group by {} order by count(*) desc, {} limit {}"
    )

    def __init__(self, base: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "datasette", "serve", str(base)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        for name, value in self.CHANGED.items():
            command += ["--setting", name, str(value)]
        self.name = base.stem
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            try:
                self._get("/-/versions.json")
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("Datasette does not answer")

    def _get(self, path: str) -> Any:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        line.request("GET", path)
        answer = line.getresponse()
        body = answer.read()
        line.close()
        if answer.status != 200:
            raise RuntimeError(f"Datasette: {answer.status} to {path}: {body[:300]!r}")
        return body

    def close(self) -> None:
        self.process.terminate()
        self.process.wait()

    def answer(self, asked: Asked, *, plain: bool = True) -> tuple[float, Told]:
        path = self._path(asked, plain=plain)
        took, body = timed(lambda: self._get(path))
        found = json.loads(body)
        if found.get("facets_timed_out") or found.get("truncated"):
            raise RuntimeError(f"Datasette cut its answer short: {path}")
        if asked.facets:
            each = found["facet_results"]
            return took, {
                name: [one["count"] for one in each[name]["results"][:TOP]]
                for name in asked.facets
            }
        if asked.question.startswith("matrix"):
            return took, {
                "cells": len(found["rows"]),
                "rows": sum(row[-1] for row in found["rows"]),
            }
        if asked.question == YEARS:
            return took, {"years": [row[-1] for row in found["rows"]]}
        rows = found["filtered_table_rows_count"]
        return took, {"rows": rows, "shown": len(found["rows"])}

    def _path(self, asked: Asked, *, plain: bool) -> str:
        if asked.question.startswith("matrix"):
            # It has no facet of two columns: the answer that its own SQL gives.
            which = "where issue_id = :issue" if asked.issue else ""
            for key, size in PARTS if asked.question == PART else ():
                most = self.MOST.format(key, which, key, key, size)
                which += f" {'and' if which else 'where'} {key} in ({most})"
            cells = ", ".join(CELL)
            query = {"sql": self.TABLE.format(cells, which, cells)}
            if asked.issue:
                query["issue"] = asked.issue
            return f"/{self.name}.json?{urlencode(query)}"
        if asked.question == YEARS:
            return f"/{self.name}.json?{urlencode({'sql': self.BY_YEAR})}"
        query = {} if plain else {"_nosuggest": "1"}
        if asked.question.startswith("timeline"):
            query |= {"_sort": "happened_on", "_size": str(DRAWN)}
            if asked.issue:
                query["issue_id"] = asked.issue
            return f"/{self.name}/events.json?{urlencode(query)}"
        if asked.wanted:
            words = " ".join(asked.wanted)
            if asked.is_phrase:
                words = f'"{words}"'
            if asked.is_prefix or asked.unwanted:
                # What its search box takes only in FTS5's own language.
                query["_searchmode"] = "raw"
                words = f"{words}*" if asked.is_prefix else words
                words += f" NOT {asked.unwanted}" if asked.unwanted else ""
            query["_search"] = words
        if asked.country:
            query["on_behalf_of"] = asked.country
        pairs = [*query.items(), ("_size", str(SHOWN))]
        pairs += [("_facet", name) for name in asked.facets]
        return f"/{self.name}/quotes.json?{urlencode(pairs)}"


# A process for each


def _serve(line: Connection, kind: type[Ours] | type[Naive], path: Path) -> None:
    """Make a contender, say how long it took, then answer until nothing is asked."""
    took, contender = timed(lambda: kind(path))
    line.send(took)
    while asked := line.recv():
        line.send(contender.answer(asked))


class Apart:
    """A contender in a process of its own: its memory is its own."""

    def __init__(self, kind: type[Ours] | type[Naive], path: Path) -> None:
        spawn = get_context("spawn")
        self.line, theirs = spawn.Pipe()
        self.process = spawn.Process(
            target=_serve, args=(theirs, kind, path), daemon=True
        )
        self.process.start()
        theirs.close()
        self.opened_ms: float = self.line.recv()

    def answer(self, asked: Asked) -> tuple[float, Told]:
        self.line.send(asked)
        found: tuple[float, Told] = self.line.recv()
        return found

    def close(self) -> None:
        self.line.send(None)
        self.process.join()


def memory(pid: int) -> dict[str, float]:
    """
    Return what a process holds now and held at most, in megabytes.
    """
    status = Path(f"/proc/{pid}/status").read_text()
    held = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", status, re.MULTILINE))
    return {"now": int(held["VmRSS"]) / 1_024, "peak": int(held["VmHWM"]) / 1_024}
