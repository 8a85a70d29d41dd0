"""Countries in a text: by name, demonym or seat of power, no people, no firms."""

import csv
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

import regex

from dashboard.grammar.words import IRREGULAR

_FILE: Final = Path(__file__).with_name("countries.csv")
NAME, DEMONYM, SEAT = "names", "demonyms", "seats"
# How often a form of each kind means the country, and one that means others too.
_SURE: Final = {NAME: 0.97, DEMONYM: 0.95, SEAT: 0.7}
_DOUBTFUL: Final = 0.5
# The two halves of a country that a text names: “the North” in one on Korea.
_HALVES: Final = {"the North": "PRK", "the South": "KOR", "the Korean North": "PRK"}
_HALF: Final = regex.compile(
    r"(?<![\w-])[Tt]he (North|South)(?=['’]s|[\s.,;:)\"”]|$)(?!\s+(?!Korea)\p{Lu})"
)
_FIRM: Final = regex.compile(
    r"\s+(?:Ltd|Inc|Corp|Co|Group|LLC|plc|PLC|Airlines|Airways|Holdings)\b"
)
_NAME_AHEAD: Final = regex.compile(r"(?:['’]s)?\s+(?:\p{Lu}[\w’'-]*\p{Ll}|\p{Lu}\.)")
# Behind a country's name these begin no surname: “Georgia President …”.
_OFFICE: Final = regex.compile(
    r"(?:['’]s)?\s+(?:President|Prime|Foreign|Defen[cs]e|Minister|King|Queen|Army|Parliament"
    r"|Government|Ministry|Embassy|Ambassador|Supreme|National|Central|Republic)\b"
)
# What may stand between a country and whoever holds an office of it.
_OFFICES: Final = regex.compile(
    r"(?:['’]s)?(?:\s(?:[a-z-]+|President|Prime|Foreign|Defen[cs]e|Interior|Finance"
    r"|Minister|Secretary|General|King|Queen|Prince|Ambassador|Senator|Communist|Party"
    r"|Politburo)){0,5}\s*"
)
_NAME_BEFORE: Final = regex.compile(r"(?:\p{Lu}\p{Ll}+|\p{Lu}\.)\s+$")
_NO_GIVEN: Final = regex.compile(
    r"(?:^|[.!?“\"\n]\s*)?(?:In|The|From|To|And|But|With|For|Of|North|South|East|West|New"
    r"|Central|Greater|President|Minister|Mr\.?|Republic)\s+$"
)
_NEAR: Final = 70  # Signs beside a name in which its country is told.
_ENDS: Final = regex.compile(
    r"[.!?;:\n“”\"()]|,\s|\s(?:and|but|as|that|to|with|from)\s"
)


class Place(NamedTuple):
    """A form that means a country where it stands, perhaps; `doubt` asks."""

    start: int
    end: int
    country: str
    by: str
    sure: float
    doubt: str


class Row(NamedTuple):
    """A country of the table: its name and kind, and what means others as well."""

    name: str
    kind: str
    doubtful: frozenset[str]


@cache
def table() -> dict[str, Row]:
    """
    Return the countries that are known, by code.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["country_id"]: Row(
                row["names"].split("|")[0], row["kind"],
                frozenset(row["doubtful"].split("|")),
            )
            for row in csv.DictReader(file)
        }  # fmt: skip


@cache
def _forms() -> tuple[dict[str, tuple[str, str]], "regex.Pattern[str]"]:
    forms: dict[str, tuple[str, str]] = {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for kind in (NAME, DEMONYM, SEAT):
        for row in rows:
            for form in filter(None, row[kind].split("|")):
                forms.setdefault(form, (row["country_id"], kind))
    pattern = regex.compile(
        r"(?<![\p{L}\p{N}_@#.-])(?:\L<forms>)(?![\p{L}\p{N}_])", forms=list(forms)
    )
    return forms, pattern


class Countries:
    """The countries of a text, and each place where one is named, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        forms, pattern = _forms()
        found = [
            (match.start(), match.end(), *forms[match.group()])
            for match in pattern.finditer(text)
        ]
        named = {code for *_, code, _ in found}
        known = {
            code for start, end, code, _ in found
            if text[start:end] not in table()[code].doubtful
        }  # fmt: skip
        places = [
            place
            for one in found
            if (place := self._place(*one, is_known=one[2] in known)) is not None
        ]
        if named & {"PRK", "KOR"}:
            for match in _HALF.finditer(text):
                code = _HALVES[f"the {match[1]}"]
                asked = f"“{match.group()}” → {table()[code].name}?"
                places.append(
                    Place(match.start(1), match.end(), code, NAME, 0.8, asked)
                )
        self.places = sorted(places)
        self.spans = [(one.start, one.end) for one in self.places]
        self._starts = [one.start for one in self.places]

    def _place(
        self, start: int, end: int, code: str, by: str, *, is_known: bool
    ) -> Place | None:
        text = self.text
        form = text[start:end]
        if _FIRM.match(text, end, end + 12):
            return None
        if form not in table()[code].doubtful:
            return Place(start, end, code, by, _SURE[by], "")
        # “Jordan Smith” and “Michael Jordan” are people, whoever else is named.
        ahead = text[end : end + 30]
        if _NAME_AHEAD.match(ahead) and by != DEMONYM and not _OFFICE.match(ahead):
            return None
        before = text[max(0, start - 24) : start]
        if _NAME_BEFORE.search(before) and not _NO_GIVEN.search(before):
            return None
        sure = 0.8 if is_known else _DOUBTFUL
        asked = "" if is_known else f"“{form}” → {table()[code].name}?"
        return Place(start, end, code, by, sure, asked)

    def within(self, start: int, end: int) -> str:
        """
        Return the country that is named first between two places, "" for none.
        """
        at = bisect_left(self._starts, start)
        if at < len(self.places) and self.places[at].start < end:
            return self.places[at].country
        return ""

    def is_name(self, start: int, end: int) -> bool:
        """
        Tell whether a stretch is a country's name and no more: “the United States”.
        """
        at = bisect_left(self._starts, start)
        if at >= len(self.places) or self.places[at].start >= end:
            return False
        place = self.places[at]
        before = self.text[start : place.start].lower().strip()
        behind = self.text[place.end : end].strip(" ,.")
        return place.by != DEMONYM and before in ("", "the") and not behind

    def beside(self, start: int, end: int) -> str:
        """
        Return the country told right before or behind a name: “the Norwegian leader X”.
        """
        low = max(0, start - _NEAR)
        cut = low
        for match in _ENDS.finditer(self.text, low, start):
            cut = match.end()
        at = bisect_left(self._starts, start)
        if at and self.places[at - 1].start >= cut:
            place = self.places[at - 1]
            between = self.text[place.end : start]
            words = [word for word in between.split() if word[:1].isalpha()]
            if place.by != SEAT and _OFFICES.fullmatch(between) and (
                not any(word in IRREGULAR or word.endswith("ed") for word in words)
            ):  # fmt: skip
                return place.country
        if self.text[end : end + 2] == ", ":
            stop = _ENDS.search(self.text, end + 2, end + _NEAR)
            return self.within(end, stop.start() if stop else end + _NEAR)
        return ""

    def by_country(self) -> Iterator[tuple[str, list[Place]]]:
        """
        Yield each country with its places, in the order in which they come first.
        """
        found: dict[str, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.country, []).append(place)
        yield from found.items()
