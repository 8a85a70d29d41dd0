"""Who says some words is told by what stands about them, as far as it tells."""

import pytest

from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.said_by import Names, Said, said

NAMES = Names(["Mara Olsen", "Tomas Brandt", "Kim Jong Un", "Kim Yo Jong", "the board"])


def heard(text: str, words: str, cue: str, speaker: str, *relays: str) -> Said:
    at = text.index(words)
    claim = Claim("quotes", "q", words, at, at + len(words), 1, cue, relays, speaker)
    found = Finding(claim, Verdict.EXACT, at, at + len(words), 1)
    return said(Copy(text), found, NAMES)


@pytest.mark.parametrize(
    "text",
    ["“Yes,” Mara Olsen said.", "“Yes,” said Olsen.", "Olsen said: “Yes”.",
     "Mara Olsen said that Yes."],
)  # fmt: skip
def test_words_cue_and_name_are_a_whole_sentence(text: str) -> None:
    assert heard(text, "Yes", "said", "Mara Olsen") == Said(is_whole=True)


@pytest.mark.parametrize(
    ("text", "against"),
    [
        ("“Yes,” said Brandt.", "your copy names “Brandt” beside “said”"),
        ("“Yes,” denied Olsen.", "the record attributes them, “said”"),
        ("Olsen never said “Yes”.", "your copy has “never” beside “said”"),
        ("Olsen didn't say: “Yes”, she said not.", ""),
        ("Olsen said it was not “Yes”.", "your copy has “not” beside “said”"),
    ],
)
def test_what_speaks_against_the_record_is_told(text: str, against: str) -> None:
    assert against in heard(text, "Yes", "said", "Mara Olsen").against


def test_who_is_not_named_was_not_checked() -> None:
    assert heard("He said “Yes”.", "Yes", "said", "Mara Olsen") == Said(
        lacking="Mara Olsen is not named beside them"
    )
    assert "Novak" in heard("“Yes,” said Novak.", "Yes", "said", "Mara Olsen").lacking
    text = "Olsen, as Brandt heard, then said “Yes”."
    assert "Tomas Brandt" in heard(text, "Yes", "said", "Mara Olsen").lacking
    assert heard(text, "Yes", "said", "Mara Olsen", "Tomas Brandt") == Said()


def test_namesakes_are_told_apart_by_most_of_their_names() -> None:
    assert NAMES.meant(["Kim", "Yo", "Jong"]) == {"Kim Yo Jong"}
    assert NAMES.meant(["Kim"]) == {"Kim Jong Un", "Kim Yo Jong"}
    assert NAMES.meant(["Nobody"]) == set()
