"""Every word of the tables makes a line, and none puts a paraphrase in marks."""

from itertools import product

import pytest

from dashboard.citing import attribution_rules
from dashboard.record.codebook import UNNAMED, WORDS
from tests.citing.test_attribution import said


@pytest.mark.parametrize("cue", attribution_rules.CUES)
def test_every_cue_of_the_table_makes_a_line(cue: str) -> None:
    for kind, by in product(WORDS["quote_kind"], ("", "KCNA", UNNAMED)):
        line = said(cue=cue, kind=kind, relayed_by=by)
        assert "{" not in line
        assert "  " not in line
        assert ",," not in line


def test_a_paraphrase_is_never_put_in_marks() -> None:
    for kind, cue in product(WORDS["quote_kind"], [*attribution_rules.CUES, "", "x"]):
        line = said(cue=cue, kind=kind)
        assert ("“" in line) == (kind in ("direct", "slogan", "image"))
        # A picture says nothing: the words are the report's, or those of a caption.
        if kind == "image":
            assert ("in the words of Meridian" in line) != ("caption" in line)
