"""A large record made from a seed, for benchmarks: `python corpus.py FOLDER N`."""

import csv
import hashlib
import itertools
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboard.record.schema import TABLES, datapackage

VOCABULARY: Final = 50_000
WORDS: Final = 25  # of a quote, on average
SPEAKERS: Final = 20_000
COUNTRIES: Final = 200
ISSUES: Final = 50
DAYS: Final = 3_650
IN_A_SOURCE: Final = 40
FIRST: Final = date(2013, 7, 1)
# Zipf's law as printed texts keep to it (Mandelbrot's offset: Piantadosi 2014).
ZIPF: Final = (1.0, 2.7)
# What syllables are made of: beginnings, middles and ends, a comma between.
ONSETS, NUCLEI, CODAS = (
    letters.split(",")
    for letters in (
        "b,br,c,ch,cl,d,dr,f,fl,g,gr,h,j,k,l,m,n,p,pl,pr,qu,r,s,sh,st,str,t,th,tr,v,w",
        "a,e,i,o,u,ai,ea,ee,io,ou",
        ",,n,r,s,t,l,nd,nt,st,ck,m,ng",
    )
)
KINDS: Final = ("direct", "mixed", "indirect", "indirect", "silence")
STANCES: Final = ("supports", "accepts", "conditional", "ambivalent", "neutral",
                  "declines", "opposes")  # fmt: skip
Row = list[Any]


class Corpus(NamedTuple):
    """What a benchmark asks a corpus for: words by rank, and where it is."""

    folder: Path
    words: list[str]


def vocabulary(dice: np.random.Generator) -> list[str]:
    """
    Return the words of the corpus, the commonest first: short ones before long ones.
    """
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        # Common words are short (Zipf's law of abbreviation).
        syllables = 1 if len(found) < 600 else int(dice.integers(2, 4))
        word = "".join(
            ONSETS[dice.integers(len(ONSETS))]
            + NUCLEI[dice.integers(len(NUCLEI))]
            + CODAS[dice.integers(len(CODAS))]
            for _ in range(syllables)
        )
        found[word] = None
    return list(found)


def write(folder: Path, quotes: int, seed: int = 1) -> Corpus:
    """
    Write a record of so many quotes as CSV files, valid by every rule.

    A third of the quotes carry a position, a tenth an event, two fifths one relay;
    half have a pair of marks; one in twenty stands within the one before it.
    """
    dice = np.random.default_rng(seed)
    words = vocabulary(dice)
    folder.mkdir(parents=True, exist_ok=True)
    named = {"title": f"Generated corpus of {quotes:,} quotes", "name": "corpus"}
    about = json.dumps(datapackage(named | {"version": str(seed)}))
    (folder / "datapackage.json").write_text(about, encoding="utf-8")
    speakers = max(min(SPEAKERS, quotes // 5), 10)
    sources = -(-quotes // IN_A_SOURCE)
    homes = dice.integers(0, COUNTRIES, speakers)
    _table(folder, "countries", _countries())
    _table(folder, "actors", _actors(homes))
    _table(folder, "issues", _issues(words))
    days = np.sort(dice.integers(0, DAYS, sources))
    with _open(folder) as tables:
        for first in range(0, sources, 250):
            some = range(first, min(first + 250, sources))
            _sources(dice, tables, words, homes, days, some, quotes)
    return Corpus(folder, words)


class _open:  # noqa: N801 - read as a statement
    """The CSV files that grow together, each with its header."""

    names = (
        "sources", "quotes", "relays", "marks", "positions", "events", "participants",
    )  # fmt: skip

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> dict[str, Any]:
        paths = [self.folder / f"{name}.csv" for name in self.names]
        self.files = [path.open("w", encoding="utf-8", newline="") for path in paths]
        tables = {}
        for name, file in zip(self.names, self.files, strict=True):
            tables[name] = csv.writer(file, lineterminator="\n")
            tables[name].writerow(TABLES[name].names)
        return tables

    def __exit__(self, *_: object) -> None:
        for file in self.files:
            file.close()


def _table(folder: Path, name: str, rows: Iterator[Row]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(TABLES[name].names)
        table.writerows(rows)


def country(number: int) -> str:
    """
    Return the code of a country of the corpus.
    """
    codes = itertools.product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=3)
    return "".join(next(itertools.islice(codes, 700 + number, None)))


def _countries() -> Iterator[Row]:
    for number in range(COUNTRIES):
        yield [country(number), f"Land {number}", "state"]


def _actors(homes: np.ndarray) -> Iterator[Row]:
    codes = [country(number) for number in range(COUNTRIES)]
    yield ["wire", "Meridian", "media", "", "", ""]
    for number in range(100):
        yield [f"paper-{number}", f"The Lantern {number}", "media", "", "", ""]
    for n, code in enumerate(codes):
        yield [f"news-{n}", f"State news {n}", "state_media", "", code, ""]
    for n, home in enumerate(homes):
        yield [f"person-{n}", f"Speaker {n}", "person", "minister", codes[home], ""]


def _issues(words: list[str]) -> Iterator[Row]:
    for number in range(ISSUES):
        label = f"{words[3_000 + number].title()} question"
        yield [f"issue-{number}", label, "it should go on", ""]


def _zipf(dice: np.random.Generator, size: int, among: int) -> np.ndarray:
    """Ranks from 0, drawn by Zipf's law."""
    exponent, offset = ZIPF
    weights = 1 / (np.arange(among) + offset) ** exponent
    edges = np.cumsum(weights / weights.sum())
    return np.minimum(np.searchsorted(edges, dice.random(size)), among - 1)


def _sources(
    dice: np.random.Generator,
    tables: dict[str, Any],
    words: list[str],
    homes: np.ndarray,
    days: np.ndarray,
    some: range,
    quotes: int,
) -> None:
    """Write some sources and all that is told in them."""
    codes = [country(number) for number in range(COUNTRIES)]
    most = len(some) * IN_A_SOURCE
    lengths = dice.integers(WORDS - 15, WORDS + 16, most)
    ranks = _zipf(dice, int(lengths.sum()), VOCABULARY)
    ends = np.cumsum(lengths)
    speakers, issues = _zipf(dice, most, len(homes)), _zipf(dice, most, ISSUES)
    stances, chances = dice.integers(0, 7, most), dice.integers(0, 60, most)
    at = 0
    for number in some:
        source_id = f"source-{number}"
        day = FIRST + timedelta(days=int(days[number]))
        length, before = 60, ""
        for place in range(min(IN_A_SOURCE, quotes - number * IN_A_SOURCE)):
            printed = ranks[ends[at] - lengths[at] : ends[at]]
            content = " ".join([words[rank] for rank in printed])
            span = [source_id, place + 2, length, length + len(content)]
            length += len(content) + 20
            home = int(homes[speakers[at]])
            told = _Told(
                f"s{number}-q{place}", span, content, int(chances[at]), day, before,
                f"person-{speakers[at]}", codes[home], f"news-{home}",
                f"issue-{issues[at]}", STANCES[stances[at]],
            )  # fmt: skip
            _write(tables, told, codes[(home + 1) % COUNTRIES])
            before, at = told.key, at + 1
        sha = hashlib.sha256(source_id.encode()).hexdigest()
        wire = "wire" if number % 2 else ""
        tables["sources"].writerow(
            [source_id, f"Report {number}", f"paper-{number % 100}", wire, "Selm",
             day.isoformat(), "", "en", sha, length + 20, "invented; CC0"]
        )  # fmt: skip


class _Told(NamedTuple):
    """One statement, and what its rows need."""

    key: str
    span: Row
    content: str
    chance: int
    day: date
    before: str
    speaker: str
    land: str
    news: str
    issue: str
    stance: str


def _write(tables: dict[str, Any], told: _Told, other_land: str) -> None:
    """Write a statement, and by chance its relay, mark, position and event."""
    key, chance = told.key, told.chance
    kind = KINDS[chance % 5]
    tables["quotes"].writerow(
        [key, *told.span, told.content, kind, told.speaker,
         told.land if chance % 3 else "", "said",
         told.before if chance % 20 == 7 else "", "may" if chance % 9 == 0 else "",
         told.day.isoformat() if chance % 2 else "", told.issue, ""]
    )  # fmt: skip
    if chance % 5 < 2:
        tables["relays"].writerow([key, 1, told.news, "explicit"])
    if chance % 2:
        span = [told.span[0], *told.span[2:]]
        tables["marks"].writerow([f"{key}-m", *span, told.content, "direct", key, ""])
    if chance % 3 == 0:
        is_silent = kind == "silence"
        voice, by = (
            ("self", told.speaker), ("own_state_media", told.news), ("other", "wire"),
        )[chance // 3 % 3]  # fmt: skip
        tables["positions"].writerow(
            [f"{key}-p", told.land, told.speaker, told.issue,
             "not_stated" if is_silent else told.stance, "" if is_silent else 2,
             "silence" if is_silent else "declared", voice, by, key, *told.span,
             told.content, "", "", "", ""]
        )  # fmt: skip
    if chance % 10 == 0:
        happened = (told.day - timedelta(days=chance)).isoformat()
        tables["events"].writerow(
            [f"{key}-e", f"Meeting {chance}", "meeting", told.issue, happened, "day",
             "stated", "", "past", "", key, "", *told.span, told.content, ""]
        )  # fmt: skip
        tables["participants"].writerow([f"{key}-e", told.speaker, told.land])
        tables["participants"].writerow([f"{key}-e", "", other_land])


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
