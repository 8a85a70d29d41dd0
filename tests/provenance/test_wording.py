"""A page and a shell tell what a copy says of rows in the same words."""

from dashboard.provenance import wording
from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.verify import verify
from tests.support.claims import CLAIMS
from tests.support.small_record import SOURCE_TEXT


def test_a_summary_counts_each_verdict_and_what_was_not_looked_at() -> None:
    found = verify(Copy(SOURCE_TEXT), CLAIMS, is_same=True)
    assert wording.summary(found) == "24 of 24 rows match word for word."
    other = SOURCE_TEXT.replace("dry our fields", "flood our fields")
    assert wording.summary(verify(Copy("x " + other), CLAIMS), beyond=4) == (
        "0 of 28 rows match word for word; 20 match, moved (16 in the paragraph that"
        " the record says); 2 match in their words alone; 2 differ; 4 not checked."
    )
    assert wording.summary([]) == "0 of 0 rows match word for word."


def told(claim: Claim, text: str) -> str:
    (finding,) = verify(Copy(text), [claim])
    return " ".join(wording.sentences(finding, Copy(text)))


def test_words_whose_speaker_is_not_named_are_said_to_be_words_alone() -> None:
    claim = Claim("quotes", "q", "the dam stays", 8, 21, 1, "said", (), "Mara Olsen")
    assert told(claim, "He said the dam stays.") == (
        "The words stand there; who says them was not checked: Mara Olsen is not named"
        " beside them. Paragraph 1, character 8."
    )


def test_a_forged_letter_is_named() -> None:
    claim = Claim("quotes", "q", "the cost of it all", 0, 18)
    assert "your copy has Cyrillic “с” for “c”. It may be forged" in told(
        claim, "the сost of it all."
    )


def test_every_verdict_has_its_words() -> None:
    assert set(wording.TOLD) == set(Verdict)
    nothing = Finding(Claim("quotes", "q", "no", 0, 2), Verdict.NOT_FOUND)
    assert list(wording.sentences(nothing, Copy(""))) == [
        "Your copy has ended before its place."
    ]
    assert wording.short("a" * 700) == "a" * 599 + "…"
