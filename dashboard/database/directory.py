"""The directory: who and what a record names, to be found by any part of a name."""

from functools import reduce

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from dashboard.engine.workbench import Bench, Tables
from dashboard.record.codebook import PERSON
from dashboard.text import tokens


def make(bench: Bench) -> None:
    """
    Make the table `directory`, a row for each actor, country, issue, event (not its
    other accounts) and source: kind, key, name (unique but for events), what it is
    besides (a coded word, an office, a day), `is_person`, how many statements,
    positions and events it has, and `folded`, its name as it is looked for, `beside`,
    the rest of it.

    An actor has the statements that it makes or passes on, the positions that it holds
    or asserts and the events in which it takes part.
    """
    bench.make("listed", _listed)
    texts = bench.answer(_texts)
    columns = {
        "kind": texts["kind"], "key": texts["key"],
        "folded": texts["name"].map(tokens.name),
        "beside": texts["more"].map(tokens.name) + "\n"
        + texts["name"].map(tokens.names),
    }  # fmt: skip
    bench.register(
        "folded",
        pa.table({name: pa.array(c, pa.string()) for name, c in columns.items()}),
    )
    bench.make("directory", _directory)
    bench.drop("listed", "folded")


def _texts(tables: Tables) -> ir.Table:
    return tables["listed"].select("kind", "key", "name", "more")


def _directory(tables: Tables) -> ir.Table:
    rows = tables["listed"].drop("more").join(tables["folded"], ["kind", "key"])
    return rows.order_by("kind", "key")


def _listed(tables: Tables) -> ir.Table:
    actors, events, sources = tables["actors"], tables["events"], tables["sources"]
    text, no = ibis.literal(""), ibis.literal(False)
    role, body = actors.role.fill_null(""), actors.body.fill_null("")
    firsts = events.filter(events.account_of.isnull())
    rows = [
        actors.select(kind=ibis.literal("actor"), key="actor_id", name="shown",
                      what=(role == "").ifelse(actors.kind, role),
                      is_person=actors.kind.isin(PERSON), more=role + " " + body),
        tables["countries"].select(kind=ibis.literal("country"), key="country_id",
                                   name="shown", what="kind", is_person=no,
                                   more=text),
        tables["issues"].select(kind=ibis.literal("issue"), key="issue_id",
                                name="shown", what=text, is_person=no, more=text),
        firsts.select(kind=ibis.literal("event"), key="event_id", name="title",
                      what=firsts.happened_on.fill_null(""), is_person=no,
                      more=firsts.place.fill_null("")),
        sources.select(kind=ibis.literal("source"), key="source_id", name="shown",
                       what="published_on", is_person=no,
                       more=sources.dateline.fill_null("")),
    ]  # fmt: skip
    every = reduce(ir.Table.union, rows)
    for name, numbers in (
        ("statements", _statements(tables)),
        ("positions", _positions(tables)),
        ("events", _events(tables)),
    ):
        counts = numbers.group_by("of", "which").aggregate(
            **{name: lambda t: t.number.nunique()}
        )
        every = every.left_join(
            counts, (every.kind == counts["of"]) & (every.key == counts.which)
        ).drop("of", "which")
        every = every.mutate(**{name: every[name].fill_null(0)})
    return every


def _used(of: str, rows: ir.Table, column: str, number: str) -> ir.Table:
    """Rows by what they point at: of (the kind), which (the key), number."""
    used = rows.filter(rows[column].notnull() & rows[number].notnull())
    return used.select(
        of=ibis.literal(of), which=used[column], number=used[number].cast("string")
    )


def _statements(tables: Tables) -> ir.Table:
    quotes, relays = tables["quotes"], tables["relays"]
    return ibis.union(
        _used("actor", quotes, "speaker_id", "number"),
        _used("actor", relays, "actor_id", "quote_number"),
        _used("country", quotes, "on_behalf_of", "number"),
        _used("issue", quotes, "issue_id", "number"),
        _used("issue", tables["positions"], "issue_id", "quote_number"),
        _used("source", quotes, "source_id", "number"),
    )


def _positions(tables: Tables) -> ir.Table:
    rows = tables["positions"]
    return ibis.union(
        _used("actor", rows, "actor_id", "number"),
        _used("actor", rows, "asserted_by", "number"),
        _used("country", rows, "country_id", "number"),
        _used("issue", rows, "issue_id", "number"),
    )


def _events(tables: Tables) -> ir.Table:
    there, events = tables["participants"], tables["events"]
    return ibis.union(
        _used("actor", there, "actor_id", "event"),
        _used("country", there, "country_id", "event"),
        _used("issue", events, "issue_id", "event"),
        _used("event", events, "event", "number"),
    )
