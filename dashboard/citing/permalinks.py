"""
Permalinks: the address of each row of a record, a promise to whoever keeps a link.

An address is a page of the dashboard and one parameter that holds the row's key,
relative to the folder in which the dashboard is served:

    quotes?quote=KEY                one statement, and what rests on it
    stances?position=KEY            one position
    stances?cell=COUNTRY.ISSUE      all positions of a state on an issue
    timeline?event=KEY              one event
    countries?country_id=KEY        one country, and who says what of it
    actors?actor_id=KEY             one actor, and all that is recorded of it
    issues?issue_id=KEY             one issue, and who is on which side
    sources?source_id=KEY           one source

The parameter is called after the kind of row, or after its key where that word is a
filter's: a filter's value is a name that may change. A row's key never changes, so an
address opens the same row after the record has grown.
COUNTRY is a key of `countries`, or `none` for what is no single country, which has an
address among the countries, too. An address
keeps its meaning from one release to the next; a new kind may be added.
"""

import difflib
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, Final
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from dashboard.citing.query_string import variants
from dashboard.database.record import Record
from dashboard.record.cells import askable
from dashboard.record.schema import TABLES

# Kind of row: page, parameter, table.
PERMALINKS: Final[dict[str, tuple[str, str, str]]] = {
    "quote": ("quotes", "quote", "quotes"),
    "position": ("stances", "position", "positions"),
    "cell": ("stances", "cell", "positions"),
    "event": ("timeline", "event", "events"),
    "country": ("countries", "country_id", "countries"),
    "actor": ("actors", "actor_id", "actors"),
    "issue": ("issues", "issue_id", "issues"),
    "source": ("sources", "source_id", "sources"),
}
NO_STATE: Final = "none"
# What of a key is compared: none that a record holds for long is longer.
LONGEST: Final = 200
ALIKE: Final = 0.6


def address(kind: str, key: str) -> str:
    """
    Return the address of a row, relative to the dashboard's folder.
    """
    page, parameter, _ = PERMALINKS[kind]
    return f"{page}?{parameter}={quote(key, safe='')}"


def permalink(here: str, page: str, kind: str, key: str) -> str:
    """
    Return the whole address of a row, from the address at which a page is now open.

    `page` is that page's name; the first page's address is the folder's.
    """
    return urljoin(folder(here, page), address(kind, key))


def folder(here: str, page: str) -> str:
    """
    Return the dashboard's whole address, from that at which a page is now open.
    """
    parts = urlsplit(here)
    path = parts.path.rstrip("/").removesuffix(f"/{page}") + "/"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _cell_key(country_id: str, issue_id: str) -> str:
    """
    Return the key of a cell of the matrix; `country_id` is "" for no state.
    """
    return f"{country_id or NO_STATE}.{issue_id}"


def split_cell_key(key: str) -> tuple[str, str]:
    """
    Return the country and the issue of a cell's key, as `cell_key` takes them.
    """
    country, _, issue = key.partition(".")
    return ("" if country == NO_STATE else country, issue)


def asked(page: str, parameters: Mapping[str, str]) -> tuple[str, str] | None:
    """
    Return the kind and the key of the row that a page's address asks for, if any.
    """
    for kind, (of, parameter, _) in PERMALINKS.items():
        key = parameters.get(parameter, "")
        if of == page and key:
            return kind, key
    return None


def exists(record: Record, kind: str, key: str) -> bool:
    """
    Tell whether a record has the row that a key names.
    """
    if kind == "country" and key == NO_STATE:
        held = record.table("positions")
        return bool(len(record.answer(held.filter(held.country_id.isnull()).limit(1))))
    keys = _keys(record, kind)
    found = keys.filter(keys.key == askable(key)).limit(1)
    return bool(len(record.answer(found)))


def made_out(record: Record, kind: str, keys: Sequence[str]) -> str:
    """
    Return the key of the row that an address means by one of some keys: the first that
    the record has, whatever became of it on its way; "" if none is.
    """
    for key in keys:
        for one in variants(key):
            if one and exists(record, kind, one):
                return one
    held = _keys(record, kind)
    for key in keys:
        for one in variants(key)[-1:]:
            found = held.filter(held.key.lower() == askable(one.lower())).limit(2)
            same = list(record.answer(found)["key"])
            if len(same) == 1:
                return str(same[0])
    return ""


def nearest(record: Record, kind: str, key: str, count: int = 5) -> list[str]:
    """
    Return the keys of a kind that are most like one that is missing, most alike first.

    What is less like it than `ALIKE` (by `difflib`) is left out: the list may be empty.
    Countries are known by their names, too.
    """
    asked_for = askable(key).strip()[:LONGEST]
    if not asked_for:
        return []
    if kind == "country":
        return _nearest_countries(record, asked_for)[:count]
    keys = _keys(record, kind)
    # The engine leaves a few of a million for the finer measure.
    near = keys.order_by(keys.key.levenshtein(asked_for), keys.key).limit(50)
    measure = difflib.SequenceMatcher(autojunk=False)
    measure.set_seq2(asked_for)
    ranked = []
    for one in record.answer(near)["key"]:
        measure.set_seq1(one)
        same = (a == b for a, b in zip(one, asked_for, strict=False))
        begins = sum(1 for _ in takewhile(bool, same))
        if measure.ratio() >= ALIKE:
            ranked.append((-measure.ratio(), -begins, one))
    return [one for *_, one in sorted(ranked)[:count]]


def _nearest_countries(record: Record, asked_for: str) -> list[str]:
    """The keys of the countries whose key or name is most like what is asked for."""
    rows = record.answer(record.table("countries").select("country_id", "name"))
    wanted = _letters(asked_for)
    ranked = []
    for key, name in rows.itertuples(index=False, name=None):
        measures = [
            difflib.SequenceMatcher(None, _letters(one), wanted, autojunk=False).ratio()
            for one in (key, name)
        ]
        if (best := max(measures)) >= ALIKE:
            ranked.append((-best, key))
    return [key for _, key in sorted(ranked)]


def _letters(text: str) -> str:
    """A key or a name to be compared: without case, joined by spaces."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _keys(record: Record, kind: str) -> Any:
    """The keys of a kind of row: one column, `key`, each once."""
    rows = record.table(PERMALINKS[kind][2])
    if kind == "cell":
        country = rows.country_id.fill_null(NO_STATE)
        return rows.select(key=country + "." + rows.issue_id).distinct()
    return rows.select(key=rows[TABLES[PERMALINKS[kind][2]].key])
