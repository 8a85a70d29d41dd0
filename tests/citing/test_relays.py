"""Who passed words on is told by name; what only a coder says is told as that."""

import pytest

from dashboard.citing import relays
from dashboard.citing.relays import Hop


def test_relays_are_read_nearest_the_speaker_first() -> None:
    assert relays.hops("") == []
    assert relays.hops("KCNA (implied) → an unnamed intermediary → Xinhua") == [
        Hop("KCNA", "implied"), Hop("an unnamed intermediary", "agentless"),
        Hop("Xinhua", "explicit"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("relayed_by", "came", "implied"),
    [
        ("", "", []),
        ("KCNA", "according to KCNA", []),
        ("KCNA → Xinhua", "according to KCNA, by way of Xinhua", []),
        ("KCNA (implied) → Xinhua", "according to Xinhua",
         ["The report names no source for this; this record takes it to be"
          " KCNA."]),
        ("KCNA (implied) → ANA (implied)", "",
         ["The report names no source for this; this record takes it to be"
          " KCNA and ANA."]),
        ("an unnamed intermediary", "reported without a named source", []),
    ],
)  # fmt: skip
def test_how_words_came_is_told_before_them(
    relayed_by: str, came: str, implied: list[str]
) -> None:
    hops = relays.hops(relayed_by)
    assert relays.came(hops, False) == came
    assert relays.implied(hops, False) == implied


def test_whose_picture_shows_words_is_told_as_that() -> None:
    hops = relays.hops("KCNA (implied)")
    assert relays.came(hops, True) == "in imagery published by KCNA"
    assert relays.implied(hops, True) == []
