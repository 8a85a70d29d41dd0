"""Verbs are told from nouns, and stand as the sentence has them."""

import pytest

from tests.support.parsed import sentence


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Olsen has repeatedly said so.", [("said", "finite")]),
        ("Olsen was told to leave.", [("told", "passive")]),
        ("The claims of the report state a call.", []),
        ("His claims hurt.", []),
        ("Olsen claims that it hurt.", [("claims", "finite")]),
        ("The alleged plot failed.", []),
        ("Olsen wants to say more.", [("wants", "finite"), ("say", "infinitive")]),
        ("Asked by Vik, Olsen left.", [("Asked", "passive")]),
        ("The option seen by Olsen failed.", [("seen", "passive")]),
        ("Olsen is saying so.", [("saying", "finite")]),
        ("The saying is old.", []),
        ("“We go,” the two write.", [("write", "finite")]),
        ("“We go,” Olsen rasped.", [("rasped", "finite")]),
        ("Olsen rasped once.", []),
    ],
)
def test_a_verb_is_told_from_a_noun(text: str, verbs: list[tuple[str, str]]) -> None:
    one = sentence(text)
    assert [(one.tokens[verb.at].text, verb.shape) for verb in one.verbs] == verbs
