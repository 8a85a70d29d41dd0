"""The page Timeline: events once each, grouped by what is known of their dates."""

from collections.abc import Iterable, Mapping

import pandas as pd
from markupsafe import Markup

from dashboard.charts.date_groups import DateGroup
from dashboard.markup.base import bdi, link
from dashboard.record.schema import Row
from dashboard.text.phrases import counted, some
from dashboard.text.sentences import via


def groups(shown: Iterable[DateGroup], tellers: Mapping[str, list[str]]) -> Markup:
    """
    Return groups of events as a list with a spine: what is known of a date, then each
    event, who takes part, and who tells of it.

    `tellers` are the names of those who tell of an event, by the key that its accounts
    share.
    """
    made = (_group(one, tellers) for one in shown)
    return Markup('<div class="otr-dates">{}</div>').format(Markup().join(made))


def _group(group: DateGroup, tellers: Mapping[str, list[str]]) -> Markup:
    rows = group.events.to_dict("records")
    lines = (_event(row, tellers.get(row["event"], [])) for row in rows)
    foreign = " · date not in the report" if group.known == "outside" else ""
    return Markup(
        '<section class="otr-date"><h3><bdi>{}</bdi> <small>{}{}</small></h3>'
        '<ul class="otr-{}">{}</ul></section>'
    ).format(
        group.label, counted(group.number, "event"), foreign, group.known,
        Markup().join(lines),
    )  # fmt: skip


def _event(row: Row, told_by: list[str]) -> Markup:
    names = some(list(dict.fromkeys(told_by)))
    if len(told_by) > 1:
        names = f"{counted(len(told_by), 'account')}, by {names}"
    there = Markup(" <span>{}</span>").format(bdi(row["countries"]))
    return Markup("<li>{}{} <small>{}</small></li>").format(
        link("timeline", row["title"], event=row["event_id"]),
        there if row["countries"] else "",
        bdi(names),
    )


def tellers(events: pd.DataFrame) -> dict[str, list[str]]:
    """
    Return who tells of each event, by the key that its accounts share: whose statement
    an account rests on, and through whom it came; or else the news agency or the
    publisher.
    """
    told: dict[str, list[str]] = {}
    names = ("speaker", "relayed_by", "wire", "publisher")
    columns = (events[name] for name in ("event", *names))
    for event, speaker, relays, *others in zip(*columns, strict=True):
        by = speaker or next(filter(None, others), "")
        through = f", {via(relays)}" if speaker and relays else ""
        told.setdefault(event, []).append(f"{by}{through}")
    return told
