"""Every pair of marks has a decision and a reason, and so has every verb."""

import pytest

from tests.support.parsed import made


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("“We will go,” Mara Olsen said.", "direct"),
        ("Olsen called the plan “a bad joke” there.", "partial"),
        ("The crowd chanted “No more bridges” at the gate.", "slogan"),
        ("A law declares the river “a common good”.", "legal_text"),
        ("Lund keeps “Harbour Day” every May.", "name"),
        ("The film “The Long Bridge” opened.", "title"),
        ("The so-called “experts” left.", "scare"),
        ("“NO BRIDGE”\n\nThe council met.", "subheading"),
    ],
)  # fmt: skip
def test_a_pair_of_marks_is_decided(text: str, decision: str) -> None:
    found = [one for one in made(text).decisions if one.kind == "marks"]
    assert [one.decision for one in found] == [decision]
    assert found[0].why
    assert bool(found[0].proposal) == (
        decision in ("direct", "partial", "slogan", "legal_text")
    )


def test_marks_in_marks_are_inner_and_of_the_words_around_them() -> None:
    draft = made("“They shout ‘go home’ all day long,” Mara Olsen said.")
    outer, inner = (one for one in draft.decisions if one.kind == "marks")
    assert (outer.decision, inner.decision) == ("direct", "inner")
    assert outer.proposal
    assert inner.proposal


def test_a_mark_without_its_other_says_so() -> None:
    (one,) = (
        d for d in made("“We will go, said Olsen.").decisions if d.kind == "marks"
    )
    assert one.why == "a mark without its other"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Olsen was told.", "passive, and nobody is named who says it"),
        ("There is more to add.", None),
        ("Olsen said.", "nothing that was said is told beside it"),
        ("It rained, and he came to be told so.", "passive"),
    ],
)
def test_a_verb_without_a_statement_has_a_reason(text: str, why: str | None) -> None:
    found = [one for one in made(text).decisions if one.kind == "verb"]
    assert [one.proposal for one in found] == [""] * len(found)
    if why:
        assert found[0].why.startswith(why)


def test_a_cue_and_a_verb_within_words_are_of_their_statement() -> None:
    draft = made("Olsen said that nobody had told her.")
    said, told = (one for one in draft.decisions if one.kind == "verb")
    assert (said.proposal, said.why) == ("q1", "a statement’s cue")
    assert (told.proposal, told.why) == ("q1", "it stands within these words")
