"""A text's draft: verbatim, in paragraphs, the same each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drafting.proposal import About, Drafted
from dashboard.drafting.rules import RULES
from dashboard.record import limits
from tests.support.parsed import ABOUT, made, rows, steps

ARTICLE = """Vik visits Lund

Norwegian Prime Minister Kari Vik arrived in Lund this week. “The bridge,” she said \
on Tuesday, “will be open in May.” State media reported that Vik had praised the plan.

Mara Olsen, the mayor, was quoted as saying by the Lund Herald that it was “a bad\
 joke”. She did not refer to the fire. “They said ‘no’,” Olsen told Reuters.
"""


def is_sound(text: str, draft: Drafted) -> None:
    """What holds of every draft of every text."""
    ids = [one.id for one in draft.proposals]
    assert len(ids) == len(set(ids))
    for one in draft.proposals:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.rule in RULES
        assert 0 <= one.confidence <= 1
        assert "\n" not in text[one.start : one.end]
        for key in ("content", "evidence"):
            assert (
                one.fields.get(key, text[one.start : one.end])
                == text[one.start : one.end]
            )
        assert one.questions.keys() <= one.fields.keys()
        assert not one.fields.keys() & {"issue_id", "stance"}
        assert "on_behalf_of" not in one.fields or "on_behalf_of" in one.questions
        for cell in ("speaker_id", "within", "quote_id", "on_behalf_of"):
            assert one.fields.get(cell, ids[0]) in ids
        assert all(actor in ("", *ids) for actor, _ in one.relays)
    for decision in draft.decisions:
        assert decision.proposal in ("", *ids)
        assert decision.why


def test_a_draft_is_sound_and_the_same_each_time() -> None:
    draft = made(ARTICLE)
    is_sound(ARTICLE, draft)
    assert draft == made(ARTICLE)
    assert {one.table for one in draft.proposals} == {
        "quotes", "marks", "actors", "countries", "events",
    }  # fmt: skip


ALPHABET = "aA .,“”\"'‘’«»\n:—()0😀é"
PIECES = [
    "Olsen said ", "“We go,” ", "‘no’ ", "\n", "\n\n", ", the mayor, ", "who ", "and ",
    "was quoted as saying ", "by ", "according to ", "Norway ", "on Tuesday", ". ",
    "🚶🏽‍♀️", "He ", "did not refer to ", "called it ", "“", "”", "1950-53 ",
    "\u2028", "&quot;",
]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(
    st.text(alphabet=ALPHABET, max_size=60)
    | st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
)
def test_a_draft_of_any_text_is_sound(text: str) -> None:
    is_sound(text, made(text))
    is_sound(text, made(text, About(language="fr", published_on="no day")))


@pytest.mark.parametrize(
    "piece",
    [
        "Olsen said ",
        "“We go,” ",
        "“‘a ",
        "Mara Olsen, ",
        "who said, ",
        "“a\n",
        "“a b c d e” ",
    ],
)
def test_effort_grows_no_faster_than_the_text(piece: str) -> None:
    made("Olsen said so.")  # What is read once.
    once, four = steps(lambda: made(piece * 60)), steps(lambda: made(piece * 240))
    assert four < 5.5 * once


def test_a_pronoun_is_a_question() -> None:
    (_, one) = rows("Mara Olsen said it rained. “We go home,” she said.", "quotes")
    assert one.questions["speaker_id"] == "“she” → Mara Olsen?"


def test_state_media_are_asked_about_and_pass_words_on() -> None:
    text = "“Kari Vik expressed belief that Lund would win,” North Korean media said."
    outer, inner = rows(text, "quotes")
    actors = {one.id: one.fields["name"] for one in rows(text, "actors")}
    assert outer.questions["on_behalf_of"] == "for North Korea?"
    assert inner.fields["within"] == outer.id
    assert [(actors[one], basis) for one, basis in inner.relays] == [
        ("North Korean media", "explicit")
    ]


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("Olsen was quoted as saying by the Lund Herald that it rained.",
         [("Lund Herald", "explicit")]),
        ("Olsen was reported as saying that it rained.", [("", "agentless")]),
        ("Olsen told the Lund Herald it rained.", [("Lund Herald", "explicit")]),
        ("Olsen told Reuters it rained.", []), ("Olsen said it rained.", []),
    ],
)  # fmt: skip
def test_who_passes_words_on_is_a_hop_and_the_wire_is_none(
    text: str, relays: list[tuple[str, str]]
) -> None:
    names = {one.id: one.fields["name"] for one in rows(text, "actors")}
    (quote,) = rows(text, "quotes")
    assert [(names.get(one, ""), basis) for one, basis in quote.relays] == relays


def test_a_hop_is_implied_where_the_paragraphs_around_name_the_medium() -> None:
    text = (
        "It rained, North Korean media said.\n\nVik said it would snow.\n\n"
        "“The bridge is open now,” North Korean media said."
    )
    quotes = rows(text, "quotes")
    assert [one.relays[0][1] for one in quotes if one.relays] == ["implied"]


@pytest.mark.parametrize(
    ("text", "said_on"),
    [
        ("Olsen said on Tuesday that it rained.", "2024-05-14"),
        ("It rained, Olsen said on Monday.", "2024-05-13"),
        ("Olsen said that it rained on Monday.", ""),
        ("Olsen was quoted as saying on Monday that it rained.", ""),
    ],
)
def test_words_are_dated_by_the_day_at_their_cue(text: str, said_on: str) -> None:
    (quote,) = rows(text, "quotes")
    assert quote.fields.get("said_on", "") == said_on


def test_a_hedge_is_the_printed_word() -> None:
    (quote,) = rows("Olsen said it might rain in May.", "quotes")
    assert quote.fields["hedge"] == "might"


def test_an_actor_and_a_country_have_every_place() -> None:
    text = "Mara Olsen of Norway said it rained. Olsen left Norway."
    (actor,), (country,) = rows(text, "actors"), rows(text, "countries")
    assert [text[a:b] for a, b in actor.places] == ["Mara Olsen", "Olsen"]
    assert [text[a:b] for a, b in country.places] == ["Norway", "Norway"]


def test_beyond_its_bound_a_text_is_told_not_to_be_drafted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dashboard.drafting.draft.DRAFTED", 20)
    draft = made("It rained.\nOlsen said it rained in Lund.", ABOUT)
    assert [one.kind for one in draft.decisions] == ["rest"]
    assert limits.DRAFTED > 100_000


def test_a_slogan_stands_within_the_picture_that_shows_it() -> None:
    text = (
        "State media photographs showed Vik at a feast, with a slogan used by the Lund"
        " army in the war vowing to “stop the rain.”"
    )
    picture, slogan = rows(text, "quotes")
    assert (picture.fields["kind"], slogan.fields["kind"]) == ("image", "slogan")
    assert slogan.fields["within"] == picture.id
    assert [basis for _, basis in slogan.relays] == ["explicit"]
