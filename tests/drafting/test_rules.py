"""Each rule has a sentence, and what its signs weigh gives a share of 1."""

import math

import pytest

from dashboard.drafting import rules
from tests.support.parsed import made

TEXTS = (
    "“We go,” Olsen said. Olsen said: “We go.” Vik said it rained. It did, Vik said.",
    "According to Vik, it rained. Vik did not mention the rain. Photos showed rain.",
    "The mayor opens the bridge in the harbour of Lund. Lund Press",
    "The old war ended in May. The Lund War ended. Olsen threatened to leave.",
    "“We go,” said Olsen. “We stay.” The crowd chanted “No more bridges”.",
    "A law declares the river “a common good”. “Go!” — Mara Olsen",
    "Seoul and the Norwegians met one analyst, who said it rained in France.",
)


def test_every_row_names_a_rule_that_has_a_sentence() -> None:
    used = {one.rule for text in TEXTS for one in made(text).proposals}
    assert used <= rules.RULES.keys()
    assert len(used) > 15
    assert all(told.endswith((".", "…")) for told in rules.RULES.values())


def test_shares_and_nobody_make_one() -> None:
    shares = rules.shares([["after", "after plain"], ["carried"], []])
    assert 0 < sum(shares) < 1
    assert shares[0] > shares[1]
    assert rules.shares([]) == []


def test_a_likelihood_grows_with_the_weights_of_its_signs() -> None:
    none = rules.likely([], "speech")
    assert none == pytest.approx(1 / (1 + math.exp(-rules.table()["speech"])))
    heavy = max(rules.table(), key=lambda sign: rules.table()[sign])
    assert rules.likely([heavy], "speech") > none
