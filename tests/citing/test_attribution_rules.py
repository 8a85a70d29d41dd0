"""Every word of the tables makes a line, and none puts a paraphrase in marks."""

from itertools import product
from typing import Any

import pytest

from dashboard.citing import attribution, attribution_rules
from dashboard.record.codebook import WORDS


def said(**cells: Any) -> str:
    return attribution.quote(quote(**cells))


def quote(**cells: Any) -> dict[str, Any]:
    plain = {
        "content": "the dam will stand", "kind": "indirect", "speaker": "Ilva Toren",
        "speaker_id": "ilva-toren", "speaker_kind": "person", "cue": "said",
        "relayed_by": "", "hedge": "", "said_on": "", "within": "", "wire": "Meridian",
        "publisher": "The Daily Lantern", "published_on": "2023-05-04",
        "dateline": "Selm", "for_country": "Arden",
    }  # fmt: skip
    return plain | cells


@pytest.mark.parametrize("cue", attribution_rules.CUES)
def test_every_cue_of_the_table_makes_a_line(cue: str) -> None:
    for kind, by in product(WORDS["quote_kind"], ("", "KCNA", "somebody unnamed")):
        line = said(cue=cue, kind=kind, relayed_by=by)
        assert "{" not in line
        assert "  " not in line
        assert ",," not in line


def test_a_paraphrase_is_never_put_in_marks() -> None:
    for kind, cue in product(WORDS["quote_kind"], [*attribution_rules.CUES, "", "x"]):
        line = said(cue=cue, kind=kind)
        assert ("“" in line) == (kind in ("direct", "slogan"))
