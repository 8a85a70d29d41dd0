"""Records of any size, made by rule from a seed: valid, and of several scripts."""

import hashlib
import random
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Final

from tests.support.small_record import ABOUT, Row, write_record

WORDS: Final = {
    "en": "the dam river will never stop peace talks U.S. won’t naïve border café",
    "ru": "река мир война Россия не будет остановлена переговоры ёлка",
    "ar": "السلام كِتَاب الحرب لن تتوقف المحادثات النهر",
    "zh": "中国 外交部 说 和平 河流 谈判 不会 停止",
    "he": "שלום נהר מלחמה שיחות",
}
PEOPLE: Final = (
    "Ilva Toren", "Дмитрий Ёлкин", "محمد العلي", "王毅", "Oda O’Mara", "שרה לוי",
    "<b>Bold</b> & “Co”", "Ilva Toren",
)  # fmt: skip
LANDS: Final = ("Arden", "Россия", "السودان", "中国", "Côte d’Aube", "ישראל")
KINDS: Final = ("direct", "mixed", "indirect", "slogan", "law", "image", "silence")
STANCES: Final = (
    "supports", "accepts", "conditional", "ambivalent", "neutral", "declines",
    "opposes",
)  # fmt: skip
ISSUES: Final = ("The dam", "Мирные переговоры", "السلام", "和平谈判", "A · B | C")
EVENTS: Final = ("Meeting", "Встреча", "اجتماع")
# Every shape of date that the pages must draw, list or set apart.
DATES: Final = (
    ("{day}", "day"), ("{year}", "year"), ("1866-07", "month"), ("195X", "decade"),
    ("[{day}..{later}]", "week"), ("{day}/{later}", "week"), ("2019/..", "year"),
    ("[..{day}]", "year"), ("0476", "year"), ("", "unknown"),
)  # fmt: skip
FIRST_DAY: Final = date(2021, 3, 1)


def write(
    folder: Path,
    quotes: int = 40,
    countries: int = 8,
    issues: int = 5,
    sources: int = 3,
    seed: int = 1,
) -> Path:
    """
    Write a record with this many statements, states, issues and sources.

    Every statement carries a position, every second one an event. One state in seven
    has ceased to exist, one in eleven is a bloc.
    """
    dice = random.Random(seed)
    lands = [_country(number) for number in range(countries)]
    tables: dict[str, list[Row]] = {
        "countries": lands,
        "actors": _actors(lands, sources),
        "issues": [_issue(number) for number in range(issues)],
        "sources": [], "quotes": [], "relays": [], "marks": [], "positions": [],
        "events": [], "participants": [],
    }  # fmt: skip
    shares = [range(n, quotes, sources) for n in range(sources)]
    for number, share in enumerate(shares):
        _source(dice, tables, number, share)
    return write_record(folder, tables, ABOUT | {"name": f"generated-{seed}"})


def _country(number: int) -> Row:
    name = LANDS[number % len(LANDS)]
    if number >= len(LANDS):
        name += f" {number}"
    code = "".join(list(product(ascii_uppercase, repeat=3))[700 + number])
    kind = "state"
    if number % 7 == 6:
        kind = "former_state"
    if number % 11 == 10:
        code, kind = f"X-{code}", "bloc"
    return {"country_id": code, "name": name, "kind": kind}


def _issue(number: int) -> Row:
    label = ISSUES[number % len(ISSUES)]
    if number >= len(ISSUES):
        label += f" {number}"
    return {"issue_id": f"issue-{number}", "label": label,
            "support_means": "it should go on"}  # fmt: skip


def _actors(lands: list[Row], sources: int) -> list[Row]:
    rows: list[Row] = [
        {"actor_id": "wire", "name": "Meridian", "kind": "media"},
        {"actor_id": "analyst", "name": "an analyst", "kind": "anonymous"},
    ]
    rows += [{"actor_id": f"paper-{n}", "name": f"The Lantern {n}", "kind": "media"}
             for n in range(sources)]  # fmt: skip
    for number, land in enumerate(lands):
        seat = {"country_id": land["country_id"]}
        name = PEOPLE[number % len(PEOPLE)]
        rows += [
            {"actor_id": f"person-{number}", "name": name, "kind": "person",
             "role": "minister", **seat},
            {"actor_id": f"news-{number}", "name": f"State news of {land['name']}",
             "kind": "state_media", **seat},
        ]  # fmt: skip
    return rows


def _source(
    dice: random.Random, tables: dict[str, list[Row]], number: int, share: range
) -> None:
    """Add a source and all that is told in it; its text is not kept."""
    source_id = f"source-{number}"
    day = FIRST_DAY + timedelta(days=400 * number)
    lines = [f"Report {number}: «dam» & <i>peace</i>"]
    at = len(lines[0]) + 1
    for count, one in enumerate(share):
        content = _words(dice)
        line = f"Somebody said: “{content}”."
        start = at + line.index("“") + 1
        place = {"source_id": source_id, "paragraph": count + 2, "start": start,
                 "end": start + len(content)}  # fmt: skip
        outer = f"{source_id}-q{share[count - 1]}" if count % 5 == 4 else ""
        _told(dice, tables, one, {**place, "content": content}, outer, day)
        lines.append(line)
        at += len(line) + 1
    text = "\n".join(lines) + "\n"
    tables["sources"].append(
        {"source_id": source_id, "title": lines[0], "publisher_id": f"paper-{number}",
         "wire_id": "wire" if number % 2 == 0 else "", "dateline": "Selm",
         "published_on": day.isoformat(), "language": "en",
         "sha256": hashlib.sha256(text.encode()).hexdigest(), "length": len(text),
         "rights": "invented; CC0"}
    )  # fmt: skip


def _words(dice: random.Random) -> str:
    language = dice.choice(list(WORDS))
    picked = dice.choices(WORDS[language].split(), k=dice.randint(3, 14))
    return ("" if language == "zh" else " ").join(picked)


def _told(
    dice: random.Random,
    tables: dict[str, list[Row]],
    one: int,
    span: Row,
    outer: str,
    day: date,
) -> None:
    """Add a statement, its mark, its chain, its position, and at times an event."""
    lands, issues = tables["countries"], tables["issues"]
    number = min(dice.randrange(len(lands)), dice.randrange(len(lands)))
    land = lands[number]["country_id"]
    issue = issues[min(dice.randrange(len(issues)), dice.randrange(len(issues)))]
    person, news = f"person-{number}", f"news-{number}"
    quote_id, kind = f"{span['source_id']}-q{one}", KINDS[one % len(KINDS)]
    where = {k: v for k, v in span.items() if k != "content"}
    tables["quotes"].append(
        {"quote_id": quote_id, **span, "kind": kind, "speaker_id": person,
         "on_behalf_of": land, "cue": "said", "within": outer,
         "hedge": "may" if one % 9 == 0 else "", "issue_id": issue["issue_id"],
         "said_on": day.isoformat() if one % 2 else ""}
    )  # fmt: skip
    mark = {k: v for k, v in span.items() if k != "paragraph"}
    decision = ("direct", "partial", "name")[one % 3]
    of = quote_id if decision != "name" else ""
    tables["marks"].append(
        {"mark_id": f"{quote_id}-m", **mark, "decision": decision, "quote_id": of}
    )
    voice, by = (
        ("self", person), ("own_state_media", news), ("analyst", "analyst"),
        ("other_state", f"person-{(number + 1) % len(lands)}"), ("other", "wire"),
    )[one % 5]  # fmt: skip
    stance = dice.choice(STANCES)
    if by == news:
        hop = {"quote_id": quote_id, "hop": 1, "actor_id": news, "basis": "implied"}
        tables["relays"].append(hop)
    if kind == "silence":
        stance = "not_stated"
    tables["positions"].append(
        {"position_id": f"{quote_id}-p",
         "country_id": "" if one % 13 == 12 and voice != "self" else land,
         "actor_id": person, "issue_id": issue["issue_id"], "stance": stance,
         "strength": "" if stance == "not_stated" else dice.randint(1, 3),
         "kind": "silence" if kind == "silence" else "declared", "voice": voice,
         "asserted_by": by, "quote_id": quote_id, **where, "evidence": span["content"]}
    )  # fmt: skip
    if one % 2 == 0:
        _event(tables, one, quote_id, {**where, "evidence": span["content"]}, day)
        event, other = f"{quote_id}-e", lands[(number + 1) % len(lands)]["country_id"]
        tables["participants"] += [
            {"event_id": event, "actor_id": person, "country_id": land},
            {"event_id": event, "country_id": other},
        ]


def _event(
    tables: dict[str, list[Row]], one: int, quote_id: str, span: Row, day: date
) -> None:
    pattern, precision = DATES[one // 2 % len(DATES)]
    begin = day - timedelta(days=one % 50)
    end = begin + timedelta(days=3)
    happened_on = pattern.format(day=begin, later=end, year=begin.year)
    tables["events"].append(
        {"event_id": f"{quote_id}-e", "title": EVENTS[one % len(EVENTS)],
         "kind": "meeting",
         "issue_id": tables["issues"][0]["issue_id"] if one % 4 else "",
         "happened_on": happened_on, "precision": precision,
         "date_basis": "stated" if happened_on else "undated",
         "outside_date": "" if happened_on else "1953-02-01", "status": "past",
         "quote_id": quote_id, **span}
    )  # fmt: skip
