"""Issues as a list: what is at issue, who is on which side, on whose word."""

from collections.abc import Mapping
from html import escape

from dashboard.charts.base import COLOURS
from dashboard.citing.permalinks import PERMALINKS
from dashboard.markup.base import Asked, link
from dashboard.queries.issues import NAMED, is_contested
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import counted


def issue(
    row: Row,
    held: Mapping[str, list[Row]],
    contested: Mapping[str, list[str]],
    now: Asked,
    alone: bool = False,
) -> str:
    """
    Return one row of `issues.issues` as a list item, with who is on which side.

    `held` (`issues.by_issue`) and `contested` are of all issues; `now` the filters.
    """
    sided = held.get(row["issue_id"], [])
    by_stance: dict[str, list[Row]] = {}
    for one in sided:
        by_stance.setdefault(one["stance"], []).append(one)
    asked: Asked = {**now, "issue": [row["issue"]]}
    own = {**now, PERMALINKS["issue"][1]: row["issue_id"]}
    name = "" if alone else f"<p><b>{link('issues', row['issue'], **own)}</b></p>"
    figures = [
        link(page, counted(int(row[kind]), noun), **asked)
        for page, kind, noun in (
            ("quotes", "quotes", "statement"),
            ("stances", "positions", "position"),
            ("timeline", "events", "event"),
        )
        if row[kind]
    ]
    sides = [
        f"<p><b>{escape(codebook.plain(stance))}</b>: "
        f"{_holders(by_stance[stance], asked)}</p>"
        for stance in COLOURS
        if stance in by_stance
    ]
    torn = contested.get(row["issue_id"], [])
    told = "some are for it, others against" if is_contested(sided) else ""
    if torn:
        names = ", ".join(f"<bdi>{escape(one)}</bdi>" for one in torn[:NAMED])
        more = f" and {len(torn) - NAMED:,} more" if len(torn) > NAMED else ""
        told += f"{told and '; '}stances of one holder differ: {names}{more}"
    told = f"Contested: {told}" if told else "Not contested"
    return (
        f'<li id="{escape(row["issue_id"])}">{name}'
        f"<p>“Supports” means: <bdi>{escape(row['support_means'])}</bdi></p>"
        f"{''.join(sides)}<p>{told if sided else 'No position is recorded'}.</p>"
        f"<p>{' · '.join(figures)}</p></li>"
    )


def _holders(held: list[Row], asked: Asked) -> str:
    """Who holds a stance, each a link to its positions, and on whose word."""
    found: dict[tuple[str, ...], dict[str, int]] = {}
    for row in held:
        key = (row["country_id"], row["actor_id"], row["holder"])
        voices = found.setdefault(key, {})
        word = codebook.whose_word(row["voice"]).short.replace("'", "’")
        voices[word] = voices.get(word, 0) + int(row["positions"])
    told = []
    for (country, _, holder), voices in found.items():
        words = ", ".join(
            word if number == 1 else f"{word} ×{number:,}"
            for word, number in voices.items()
        )
        narrowed: Asked = {**asked, "country" if country else "actor": [holder]}
        told.append(f"{link('stances', holder, **narrowed)} ({words})")
    more = int(held[0]["holders"]) - len(told)
    return f"{'; '.join(told)}{f'; and {more:,} more' if more else ''}"
