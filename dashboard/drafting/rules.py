"""The rules of drafting: what each says, and how much its signs weigh."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

# Each rule, and why a row was drafted by it, as a reader is told.
RULES: Final[Mapping[str, str]] = MappingProxyType({
    "after": "Who says it stands behind the words: “…,” Olsen said.",
    "inverted": "Who says it stands behind the verb: “…,” said Olsen.",
    "before": "Who says it stands before the words: Olsen said: “…”.",
    "later": "A verb of saying stands later in the sentence.",
    "according": "A phrase names who says it: according to Olsen.",
    "possessive": "They are called somebody’s: Olsen’s claim that …",
    "name and colon": "A name and a colon stand before the words: Olsen: “…”.",
    "credit": "A name stands behind the words and a dash: “…” — Olsen.",
    "transcript": "The words begin with who speaks, in capitals: OLSEN: …",
    "same paragraph": "The one who spoke last in this paragraph goes on.",
    "carried": "A paragraph of words in marks goes on with the last speaker.",
    "next": "The words right behind, in the same paragraph, name who says them.",
    "sentence subject": "No verb of saying is there: the sentence’s subject is taken.",
    "line before": "The paragraph before tells who speaks.",
    "line before subject": "The subject of the paragraph before is taken.",
    "sentence before": "The sentence before tells who speaks.",
    "sentence before subject": "The subject of the sentence before is taken.",
    "nobody": "They are taken for speech, and nobody is found who says them.",
    "said that": "A verb of saying or thinking, and what is told without marks.",
    "said behind": "The words come before the verb: …, Olsen said.",
    "said around": "The verb stands in the middle of the words: …, she said, …",
    "quoted as": "Somebody’s words are passed on: was quoted as saying …",
    "silence": "The text says that somebody did not speak of something.",
    "picture": "A photograph or film is said to show it.",
    "caption": "A line that ends with a photographer’s or an agency’s credit.",
    "law": "A law or treaty is said to state it.",
    "slogan": "It is called a slogan, a chant or a sign.",
    "mark": "What stands between quotation marks has a row of its own.",
    "named": "A person, a body or a medium that is named.",
    "described": "A speaker who is described and not named.",
    "country": "A country’s name.",
    "demonym": "What a country’s people and things are called.",
    "seat of power": "A capital or palace that may stand for its state.",
    "happening": "A verb of something that happens, with its subject.",
    "act of speech": "Saying it is an act: a pledge, a threat, thanks.",
    "named event": "An event that has a name: a war, an anniversary.",
})  # fmt: skip
_FILE: Final = Path(__file__).with_name("weights.csv")
NOBODY: Final = "nobody"


@cache
def table() -> Mapping[str, float]:
    """
    Return what each sign of a rule weighs, in log odds.

    Fitted to the train part of PolNeAR by `tests/benchmarks/weigh.py`.
    """
    if not _FILE.exists():
        return {}
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["sign"]: float(row["weight"]) for row in csv.DictReader(file)}


def _total(signs: Iterable[str]) -> float:
    known = table()
    return sum(known.get(one, 0.0) for one in signs)


def likely(signs: Iterable[str], start: str) -> float:
    """
    Return how likely something is by its signs, from 0 to 1; `start` is the sign that
    all have.
    """
    return 1 / (1 + math.exp(-_total((*signs, start))))


def shares(candidates: Sequence[Iterable[str]]) -> list[float]:
    """
    Return how likely each of some candidates is beside the others and nobody: parts
    of 1, of which nobody has the rest.
    """
    scores = [_total(one) for one in candidates]
    nobody = table().get(NOBODY, 0.0)
    most = max([*scores, nobody])
    parts = [math.exp(one - most) for one in scores]
    whole = sum(parts) + math.exp(nobody - most)
    return [one / whole for one in parts]
