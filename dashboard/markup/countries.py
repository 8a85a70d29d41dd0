"""Countries: what each says itself, as the first sentence; who says what it holds."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

import pandas as pd
from markupsafe import Markup

from dashboard.citing import readings
from dashboard.citing.permalinks import NO_STATE, PERMALINKS
from dashboard.markup.actors import NONE, actor, described
from dashboard.markup.base import Asked, bdi, link, list_of, more, paragraph, table
from dashboard.queries import countries as queries
from dashboard.record import codebook
from dashboard.record.schema import Row
from dashboard.text.phrases import and_more, between, counted, name, when
from dashboard.text.sentences import told_by

NAMED: Final = 3  # Names that a sentence spells out; how many more is said.
# What one statement of a country is, in its first sentence.
ONE: Final = {
    "direct": "a quotation", "mixed": "a partial quotation", "indirect": "a paraphrase",
    "slogan": "a slogan", "law": "words of a law", "image": "a picture",
}  # fmt: skip
HEADS: Final = {
    "said": "Statements on its behalf",
    "exact": "Of these, quoted at least in part",
    "silent": "Omissions noted by the report",
    "holds": "Positions",
    "own_word": "Positions: own statement",
    "own_media": "Positions: own state media",
    "by_others": "Positions: according to others",
    "present": "Events",
}
Figures = Mapping[Any, Any]


def country(key: str, label: str, now: Asked) -> Markup:
    """
    Return a link to a country's own page, "" for what no state holds, under the filters
    in force; those of the country apart.
    """
    return link("countries", label, **_asked(key, now))


def _asked(key: str, now: Asked, **more: str) -> Asked:
    kept = {one: value for one, value in now.items() if one != "country"}
    return {**kept, PERMALINKS["country"][1]: key or NO_STATE, **more}


def _figure(row: Figures, part: str, now: Asked, label: str = "") -> Markup:
    """How many rows a part of a country's record has, as a link to just these."""
    number = int(row[part])
    told = label or f"{number:,}"
    return link("countries", told, **_asked(row["country_id"], now, part=part))


def everyone(rows: Iterable[Row], none: str, now: Asked) -> Markup:
    """
    Return rows of `countries.with_figures` as a table; each number leads to its rows.

    `none` is what those are called who hold for no state (`stateless`).
    """
    cells = (
        (
            Markup("{}<br><small>{}</small>").format(
                country(row["country_id"], row["name"] or none, now),
                _heard(row) if row["country_id"] else "no single country",
            ),
            *(_figure(row, p, now) if row[p] else NONE for p in HEADS),
        )
        for row in rows
    )
    return table(cells, ("Country", *HEADS.values()))


def _heard(row: Row) -> str:
    if row["said"]:
        heard = "speaks for itself"
        if row["own"]:
            return heard
        if not row["second_hand"]:
            return "only historical statements"
        return "only historical or second-hand" if row["old"] else "only second-hand"
    return (
        "no statement of its own"
        if row["holds"] or row["present"]
        else "no statement or position"
    )


def kind(row: Row, states: Iterable[Row], now: Asked) -> Markup:
    """
    Return what a country is, and links to its state as an actor.
    """
    links = [actor(one["actor_id"], one["name"], now) for one in states]
    told = [bdi(codebook.plain("country_kind", row["kind"]))]
    if links:
        told.append(
            Markup("see also: {} as a speaker").format(Markup(", ").join(links))
        )
    return more(Markup("<small>{}</small>").format(Markup(" · ").join(told)))


def lead(
    row: Figures,
    said: pd.DataFrame,
    relays: pd.DataFrame,
    accounts: pd.DataFrame,
    now: Asked,
) -> Markup:
    """
    Return what a reader should know first of a country: whether anything is of its own,
    and by whose word its positions are. Made by rule; never more than its rows say.

    `row` is of `countries.figures_of`, `relays` and `accounts` are answers of
    `countries`; `said` are rows of its statements.
    """
    scope = "under these filters" if now else "in this record"
    named = in_sentence(row["country_id"], row["name"], is_link=False)
    itself = Markup("{} itself").format(named)
    positions = _positions(row, accounts, now)
    if not row["said"]:
        first = Markup("<b>Nothing from {} {}</b>").format(itself, scope)
        rest = positions or _present(row, now)
        ending = Markup("{}; {}.").format(first, rest) if rest else first + "."
        return more(ending + _silent(row, now))
    number = _figure(row, "said", now, counted(int(row["said"]), "statement"))
    what = _one(said, relays) if row["said"] == 1 else _several(row)
    if not row["own"]:
        first = Markup("<b>Only {} by {} {}</b>{}: {}.")
        told = first.format(number, named, scope, _dated(row, said), what)
    else:
        told = Markup("<b>From {} {}: {}</b>, {}.").format(
            itself, scope, number,
            what + _dated(row, said) if row["said"] == 1 else _exact(row, now),
        )  # fmt: skip
    if positions:
        told += Markup(" {}.").format(positions)
    return more(told + _silent(row, now))


def in_sentence(key: str, label: str, *, is_link: bool) -> Markup:
    """
    Return a country as it stands within a sentence: “the West”.
    """
    takes = name(label, key).lstrip("\u2068").startswith("the ")
    article = Markup("the {}") if takes else Markup("{}")
    told = label.removeprefix("The ") if takes else label
    return article.format(country(key, told, {}) if is_link else bdi(told))


def _exact(row: Figures, now: Asked) -> Markup:
    if not row["exact"]:
        return Markup("none of them with exact words")
    figure = _figure(row, "exact", now)
    return Markup("{} of them with exact words").format(figure)


def _one(said: pd.DataFrame, relays: pd.DataFrame) -> Markup:
    """What a country's one statement is: how given, and by whom passed on."""
    one = said.iloc[0]
    told = [bdi(ONE[one["kind"]])]
    passed = [
        bdi(codebook.UNNAMED if key == queries.UNNAMED else name)
        for key, name in zip(relays["actor_id"], relays["name"], strict=True)
        if key != queries.NOBODY
    ]
    if passed:
        told.append(Markup("passed on by {}").format(Markup(" and ").join(passed)))
    return Markup(", ").join(told)


def _dated(row: Figures, said: pd.DataFrame) -> Markup:
    """When a country's one statement was made, where that is known."""
    day = said["said_on"].iloc[0] if row["said"] == 1 else ""
    return Markup(", made {}").format(bdi(between(when(day)))) if day else Markup()


def _several(row: Figures) -> Markup:
    """Why none of several statements is a country's own of the report's time."""
    told = []
    if row["old"]:
        told.append(f"{row['old']:,} from before the year of the report")
    if row["second_hand"]:
        told.append(f"{row['second_hand']:,} paraphrased and passed on by others")
    return Markup(" and ").join(told)


def _positions(row: Figures, accounts: pd.DataFrame, now: Asked) -> Markup:
    """By whose word what it holds is told, and on what; nothing where it holds none."""
    if not row["holds"]:
        return Markup()
    own = row["own_word"] + row["own_media"]
    if own:
        told = {
            "own_word": "in its own statements",
            "own_media": "from its own state media",
            "by_others": "from others",
        }
        figures = (
            Markup("{} {}").format(_figure(row, part, now), words)
            for part, words in told.items()
            if row[part]
        )
        whole = _figure(row, "holds", now, counted(int(row["holds"]), "account"))
        return Markup("{} of its positions: {}").format(
            whole, Markup(", ").join(figures)
        )
    others = accounts["asserted_by"].nunique()
    verb = "describes" if others == 1 else "describe"
    of = _figure(row, "by_others", now, counted(int(row["by_others"]), "account"))
    first = accounts.drop_duplicates("issue_id").to_dict("records")
    issues = list(map(readings.as_noun, first))
    names = Markup(", ").join(map(bdi, issues[:NAMED]))
    return Markup("{} {} its position on {}{} ({}, none its own)").format(
        counted(others, "other speaker"),
        verb,
        names,
        and_more(len(issues) - NAMED, noun="issue"),
        of,
    )


def _present(row: Figures, now: Asked) -> Markup:
    if not row["present"]:
        return Markup()
    events = _figure(row, "present", now, counted(int(row["present"]), "event"))
    return Markup("it figures in {}").format(events)


def _silent(row: Figures, now: Asked) -> Markup:
    if not row["silent"]:
        return Markup()
    times = _figure(row, "silent", now, counted(int(row["silent"]), "time"))
    return Markup(" {} the report remarks that it did not mention something.").format(
        times
    )


def voices(row: Figures, speakers: pd.DataFrame, now: Asked) -> Markup:
    """
    Return who makes a country's statements: rows of `countries.speakers`.
    """
    return _counted_names("Said by", row, speakers, queries.BY, now)


def passed_on(row: Figures, relays: pd.DataFrame, now: Asked) -> Markup:
    """
    Return who passes a country's statements on: rows of `countries.relays`.
    """
    told = {
        queries.NOBODY: "nobody before the news agency or the publisher",
        queries.UNNAMED: codebook.UNNAMED,
    }
    named = [told.get(key, one) for key, one in
             zip(relays["actor_id"], relays["name"], strict=True)]  # fmt: skip
    rows = relays.assign(name=named)
    return _counted_names("Passed on by", row, rows, queries.VIA, now)


def _counted_names(
    told: str, row: Figures, rows: pd.DataFrame, how: str, now: Asked
) -> Markup:
    names = Markup("; ").join(
        Markup("{} ({})").format(
            bdi(one["name"])
            if one["actor_id"] in (queries.NOBODY, queries.UNNAMED)
            else actor(one["actor_id"], one["name"], now),
            link(
                "countries",
                f"{one['statements']:,}",
                **_asked(row["country_id"], now, part="said", **{how: one["actor_id"]}),
            ),
        )
        for one in rows.head(12).to_dict("records")
    )
    return more(Markup("{}: {}{}.").format(told, names, and_more(len(rows) - 12)))


def accounts(row: Figures, rows: pd.DataFrame, now: Asked) -> Markup:
    """
    Return what a country holds, issue by issue: stance, whose word it is, who says so.

    `rows` are of `countries.accounts`; each account leads to the positions it counts.
    """
    items = []
    for _, group in groupby(rows.to_dict("records"), lambda one: one["issue_id"]):
        told = list(group)
        issue = link(
            "issues", told[0]["issue"],
            **{**now, PERMALINKS["issue"][1]: told[0]["issue_id"]},
        )  # fmt: skip
        lines = Markup().join(_account(row, one, now) for one in told)
        items.append(Markup("<li><p><b>{}</b></p>{}</li>").format(issue, lines))
    return list_of(items)


def _account(row: Figures, one: Row, now: Asked) -> Markup:
    """A line: “opposes · another state (South Korea’s foreign ministry)”."""
    stance = codebook.plain("stance", one["stance"])
    before, after = told_by(one["voice"], one["asserter_kind"])
    by = actor(one["asserted_by"], one["asserter"], now)
    holder = ""
    if one["positions"] == 1:
        way = link("stances", stance, **{PERMALINKS["position"][1]: one["example"]})
        if one["actor"] and one["actor_id"] != one["asserted_by"]:
            holder = Markup(", of {}").format(actor(one["actor_id"], one["actor"], now))
    else:
        asked = _asked(row["country_id"], now, part=one["part"], by=one["asserted_by"])
        asked |= {"stance": one["stance"], "issue": [one["issue"]]}
        way = link("countries", f"{stance} ×{one['positions']:,}", **asked)
    told = Markup("{}{}: {}{}{}")
    return paragraph(told.format(way, holder, before, by, after))


def people(rows: Iterable[Row], now: Asked) -> Markup:
    """
    Return rows of `actors.with_figures` as a table: whether each is quoted, and where
    else it is in the story.
    """
    head = (
        "Who",
        "Statements",
        "Events",
        "Positions",
        "Others’ statements that name them in full",
    )
    cells = [
        (
            Markup('<span class="otr-who">{}<br>{}</span>').format(
                actor(row["actor_id"], row["name"], now), described(row)
            ),
            _quoted(row, now),
            *(
                _of_actor(row, part, f"{row[part]:,}", now) if row[part] else NONE
                for part in ("present", "holds", "named")
            ),
        )
        for row in rows
    ]
    return table(cells, head) if cells else more("Nobody.")


def _quoted(row: Row, now: Asked) -> Markup:
    """Whether an actor is quoted: in exact words, only in others', or not at all."""
    if row["in_marks"]:
        return _of_actor(row, "in_marks", f"quoted, {row['in_marks']:,}", now)
    if row["paraphrased"]:
        told = f"only paraphrased, {row['paraphrased']:,}"
        return _of_actor(row, "paraphrased", told, now)
    return Markup("none")


def _of_actor(row: Row, part: str, label: str, now: Asked) -> Markup:
    asked: Asked = {**now, PERMALINKS["actor"][1]: row["actor_id"], "part": part}
    return link("actors", label, **asked)


def of_state(row: Row, now: Asked) -> Markup:
    """
    Return a link from a state as an actor, of `actors.figures_of`, to its country.
    """
    label = f"{row['country']} as a country: what it said, holds and did"
    return more(country(row["country_id"], label, now))


def all_of(row: Figures, part: str, label: str, now: Asked) -> Markup:
    """
    Return a link to all rows of a part of a country's record.
    """
    return more(_figure(row, part, now, label))


def all_about(row: Figures, named: str, now: Asked) -> Markup:
    """
    Return a link from a part of a country's record to all of it.
    """
    return more(country(row["country_id"], f"All about {named}", now))


def by_and_about(row: Figures, numbers: Mapping[str, int], now: Asked) -> Markup:
    """
    Return how many statements are by a country, about it, and either, each a link.
    """
    asked: Asked = {**now, "country": [row["name"]]}
    by, about = f"by {row['name']}", f"about {row['name']}"
    ways = {"by": by, "about": about, "either": "by or about it"}
    figures = (
        link(
            "quotes",
            f"{ways.get(way, way)} {number:,}",
            **(asked if way == "by" else {**asked, "quotes_about": way}),
        )
        for way, number in numbers.items()
        if number
    )
    told = Markup(" · ").join(figures)
    return more(Markup("Statements: {}").format(told)) if told else Markup()
