"""Verbs that attribute, in all their forms."""

import pytest

from dashboard.grammar.cues import CUES, NOUNS


@pytest.mark.parametrize(
    ("form", "lemma", "kind", "of"),
    [
        ("said", "say", "saying", "past"), ("says", "say", "saying", "s"),
        ("replied", "reply", "saying", "past"), ("denies", "deny", "judging", "s"),
        ("writing", "write", "saying", "ing"), ("quipped", "quip", "saying", "past"),
        ("dubbing", "dub", "naming", "ing"), ("seeing", "see", "holding", "ing"),
        ("put", "put", "other", "past"), ("praises", "praise", "judging", "s"),
    ],
)  # fmt: skip
def test_a_form_leads_to_its_verb(form: str, lemma: str, kind: str, of: str) -> None:
    assert CUES[form] == (lemma, kind, of)


def test_what_is_said_has_nouns_and_a_plain_noun_is_no_verb() -> None:
    assert "claim" in NOUNS
    assert not {"table", "bridge", "saidly"} & CUES.keys()
