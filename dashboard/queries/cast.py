"""All actors with their figures: who is heard, who is only talked about."""

from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import actors as actor_queries
from dashboard.queries import counts
from dashboard.queries.filters import Filters

# What makes an actor one that is talked about.
ABOUT = ("present", "ascribed", "named")


@lru_cache(maxsize=64)
def with_figures(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return one row for each actor: name, kind, role, country and its figures.

    The figures are how many rows each part of its record has (`actors.pairs`); most
    heard first, then most talked about. Under filters, only who has any. The frame is
    remembered: it is not to be changed.
    """
    rows = _figures(record, chosen)
    if chosen:
        rows = rows[rows[list(actor_queries.PARTS)].any(axis=1)]
    most = ["in_marks", "paraphrased", "about", "passes_on", "asserts"]
    return rows.sort_values(
        [*most, "name"], ascending=[*[False] * len(most), True], kind="stable"
    ).reset_index(drop=True)


def one(record: Record, chosen: Filters, actor_id: str) -> dict[Any, Any]:
    """
    Return one actor's row of all, its figures zero where the filters leave nothing.
    """
    rows = _figures(record, chosen)
    return rows[rows["actor_id"] == actor_id].to_dict("records")[0]


@lru_cache(maxsize=64)
def _figures(record: Record, chosen: Filters) -> pd.DataFrame:
    rows = actor_queries.every(record)
    spoken = counts.heard(record, chosen).set_index("actor_id")
    others = actor_queries.figures(record, chosen).set_index("actor_id")
    both = spoken.join(others, how="outer")
    numbers = both.reindex(index=rows["actor_id"], columns=list(actor_queries.PARTS))
    numbers = numbers.fillna(0).astype("int64").reset_index(drop=True)
    rows = pd.concat([rows, numbers], axis="columns")
    rows["about"] = rows[list(ABOUT)].sum(axis=1)
    return rows


def unheard(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return who is talked about, but makes not one statement; most talked about first.

    Who is heard at all is a matter of the whole source, whatever else is filtered.
    """
    actors = with_figures(record, chosen)
    rows = actors[actors["about"] > 0]
    rows = rows[~_are(rows, heard_keys(record, chosen.source))]
    return rows.sort_values(["about", "name"], ascending=[False, True])


def relayed_only(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return who is heard only through somebody: a relay passed on every statement.

    With `relays`, their names; most statements first.
    """
    actors = with_figures(record, chosen)
    rows = actors[actors["said"] > 0]
    rows = rows[_are(rows, _always_relayed(record, chosen.source))]
    passed = actor_queries.passed_on_by(record, chosen)
    passed = passed[passed["speaker_id"].isin(rows["actor_id"])]
    names = passed.groupby("speaker_id")["relay"].agg(", ".join)
    rows = rows.assign(relays=rows["actor_id"].map(names).fillna(""))
    return rows.sort_values(["said", "name"], ascending=[False, True])


@lru_cache(maxsize=8)
def heard_keys(record: Record, sources: tuple[str, ...] = ()) -> frozenset[str]:
    """
    Return the keys of who makes a statement in some sources, or in any.

    A silence is no statement.
    """
    actors = counts.heard(record, Filters(source=sources))
    return frozenset(actors["actor_id"][actors["in_marks"] + actors["paraphrased"] > 0])


@lru_cache(maxsize=8)
def _always_relayed(record: Record, sources: tuple[str, ...]) -> frozenset[str]:
    actors = with_figures(record, Filters(source=sources))
    return frozenset(actors["actor_id"][actors["said"] == actors["relayed"]])


def _are(rows: pd.DataFrame, keys: frozenset[str]) -> "pd.Series[bool]":
    """Whether each of some actors is one of many: pandas would look at all of those."""
    return pd.Series([key in keys for key in rows["actor_id"]], rows.index, dtype=bool)
