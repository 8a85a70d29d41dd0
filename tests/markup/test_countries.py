"""Countries: the first sentence says what is of their own, and nothing more."""

import re
from typing import Any

import pandas as pd
import pytest

from dashboard.database.record import Record
from dashboard.markup import countries as country_markup
from dashboard.queries import countries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from tests.support.html import Seen

EVERYTHING = Filters()


def lead(record: Record, country: str, now: Any = None, **other: Any) -> str:
    row = {**countries.figures_of(record, EVERYTHING, country), **other}
    said = countries.rows(record, EVERYTHING, "said", country)
    relays = countries.relays(record, EVERYTHING, Key(country))
    accounts = countries.accounts(record, EVERYTHING, Key(country))
    html = country_markup.lead(row, said, relays, accounts, now or {})
    return re.sub(r"\s+", " ", Seen(html).text)


@pytest.mark.parametrize(
    ("country", "told"),
    [
        (
            "RUS",
            "Only 1 statement by Russia in this record, made between"
            " 24 and 27 July 2023: a paraphrase, passed on by North Korean state media."
            " 7 other speakers describe its position on",
        ),
        (
            "CHN",
            "Only 1 statement by China in this record, made from 1950"
            " to 1953: a slogan, passed on by North Korean state media. 3 other"
            " speakers describe its position on a coalition of Russia, China and North"
            " Korea, U.S. power and policy,",
        ),
        (
            "X-WEST",
            "Nothing from the West itself in this record; 1 other speaker describes its"
            " position on",
        ),
        (
            "UKR",
            "Nothing from Ukraine itself in this record; it figures in 2 events.",
        ),
        ("IND", "Nothing from India itself in this record."),
        (
            "PRK",
            "From North Korea itself in this record: 19 statements, 6 of them with"
            " exact words. 12 accounts of its positions: 4 in its own statements, 4"
            " from its own state media, 4 from others. 1 time the report remarks that"
            " it did not mention something.",
        ),
    ],
)
def test_the_first_sentence_says_what_is_of_a_countrys_own(
    default: Record, country: str, told: str
) -> None:
    assert lead(default, country).startswith(told)


def test_the_first_sentence_of_an_invented_record(record: Record) -> None:
    assert lead(record, "BRK").startswith(
        "From Brekland itself in this record: 3 statements, 3 of them with exact words."
        " 2 accounts of its positions: 1 in its own statements, 1 from others."
    )
    assert lead(record, "X-COAST").startswith(
        "Nothing from the Coastal Union itself in this record; 1 other speaker"
        " describes its position on Arden’s dam on the Selm (1 account, none its own)."
        " 1 time"
    )


def test_several_statements_of_which_none_is_of_its_own_are_said_to_be_that(
    record: Record,
) -> None:
    told = {"said": 5, "own": 0, "old": 2, "second_hand": 3}
    assert lead(record, "ARD", **told).startswith(
        "Only 5 statements by Arden in this record: 2 from before the"
        " year of the report and 3 paraphrased and passed on by others."
    )


def test_under_filters_nothing_is_said_of_the_whole_record(record: Record) -> None:
    told = lead(record, "X-COAST", {"issue": ["Arden’s dam on the Selm"]})
    assert told.startswith("Nothing from the Coastal Union itself under these filters;")


def test_an_account_leads_to_its_position_and_several_to_just_these(
    default: Record,
) -> None:
    row = countries.figures_of(default, EVERYTHING, "CHN")
    rows = countries.accounts(default, EVERYTHING, Key("CHN"))
    seen = Seen(country_markup.accounts(row, rows, {}))
    several = [one for one in seen.links if one.startswith("countries?")]
    assert several == [
        "countries?country_id=CHN&part=by_others&by=reuters&stance=opposes"
        "&issue=U.S.+power+and+policy"
    ]
    assert sum(one.startswith("stances?position=") for one in seen.links) == 4


def test_whether_somebody_is_quoted_is_said_in_words() -> None:
    row = {"actor_id": "x", "name": "X", "role": "", "kind": "person", "country": "",
           "present": 1, "holds": 0, "named": 0}  # fmt: skip
    numbers = [(2, 1, "quoted, 2"), (0, 3, "only paraphrased, 3"), (0, 0, "none")]
    for marked, paraphrased, told in numbers:
        one = row | {"in_marks": marked, "paraphrased": paraphrased}
        assert told in Seen(country_markup.people([one], {})).text
    assert "Nobody" in country_markup.people(pd.DataFrame().to_dict("records"), {})
