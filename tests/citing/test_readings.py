"""How a position is read: after its words, with all that bounds it."""

import pytest

from tests.citing.test_attribution import FROM, READS, WORDS_FIRST, held


@pytest.mark.parametrize(
    ("kind", "reading", "over"),
    [
        ("formal", "Arden officially opposing the dam",
         "Arden having officially opposed the dam"),
        ("declared", "Arden opposing the dam", "Arden having opposed the dam"),
        ("past_vote", "Arden having opposed the dam in the past",
         "Arden having opposed the dam in the past"),
        ("long_standing", "Arden having long opposed the dam",
         "Arden having long opposed the dam"),
        ("slogan", "Arden opposing the dam in a slogan",
         "Arden having opposed the dam in a slogan"),
        ("behaviour", "Arden opposing the dam, by actions rather than words",
         "Arden having opposed the dam, by actions rather than words"),
        ("characterisation", "Arden opposing the dam", "Arden having opposed the dam"),
        ("forecast", "Arden possibly opposing the dam in future",
         "Arden possibly opposing the dam in future"),
    ],
)  # fmt: skip
def test_each_kind_of_position_has_its_reading(
    kind: str, reading: str, over: str
) -> None:
    assert held(kind=kind) == f"{WORDS_FIRST}{READS}{reading}."
    past = held(kind=kind, valid="1950/1953")
    assert past == f"{WORDS_FIRST}{READS}{over} (1950 to 1953)."


def test_from_a_silence_no_stance_is_read() -> None:
    silent = f"{WORDS_FIRST}The report remarks on a silence; no stance is read into it."
    assert held(kind="silence", stance="opposes") == silent
    assert held(stance="not_stated") == silent


def test_hedge_condition_period_and_note_follow_the_reading() -> None:
    line = held(
        stance="conditional", hedge="might", condition="if paid", valid="2019/..",
        note="A remark. “Arden” means the state.",
    )  # fmt: skip
    assert line == (
        f"{FROM} Lantern: “Arden [the state] is against the dam.” {READS}Arden"
        " conditionally supporting the dam (since 2019), on the condition"
        " “if paid”; cautiously worded (“might”). Note: A remark."
    )


def test_a_condition_that_the_words_hold_is_not_told_twice() -> None:
    cells = {"condition": "against the dam", "stance": "conditional"}
    assert (
        held(**cells) == f"{WORDS_FIRST}{READS}Arden conditionally supporting the dam."
    )
    told = held(**cells | {"stance": "accepts"})
    assert told.endswith("accepting the dam, on the condition “against the dam”.")


def test_a_law_is_dated_not_how_long_its_state_has_held_so() -> None:
    line = held(kind="formal", cited="law", valid="2019/..", speaker="Arden",
                speaker_kind="state")  # fmt: skip
    assert line.endswith("Arden officially opposing the dam, by a law of 2019.")
    assert held(kind="formal", valid="2019/..").endswith("the dam (since 2019).")


def test_what_a_holder_has_itself_is_its_own() -> None:
    assert held(issue="Arden's dams").endswith("Arden opposing its own dams.")
    person = {"actor": "Oda Marsk", "actor_id": "oda-marsk"}
    read = "Oda Marsk (Arden) opposing Arden's dams."
    assert held(issue="Arden's dams", **person).endswith(read)
    assert held(issue="A dam on Lake Selm").endswith("opposing a dam on Lake Selm.")


def test_a_period_that_ends_with_the_day_of_publication_tells_nothing() -> None:
    assert held(valid="[..2023-05-04]") == held()


@pytest.mark.parametrize(
    ("label", "meaning", "shown"),
    [
        ("Return to dialogue", "North Korea should return.", "the return to dialogue"),
        ("Three-country coalition", "It stands.", "the three-country coalition"),
        ("Coalition of the three", "They stand.", "the coalition of the three"),
        ("U.S. show of force", "It is right.", "the U.S. show of force"),
        ("U.S. power and policy", "It is right.", "U.S. power and policy"),
        ("Arden’s dam on the Selm", "It stands.", "Arden’s dam on the Selm"),
        ("Мир", "it should go on", "Мир"),
        ("A (b)", "it should go on", "A (b)"),
    ],
)
def test_an_issue_is_named_as_a_noun(label: str, meaning: str, shown: str) -> None:
    line = held(issue=label, support_means=meaning)
    assert line == f"{WORDS_FIRST}{READS}Arden opposing {shown}."
