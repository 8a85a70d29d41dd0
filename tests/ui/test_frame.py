"""The frame of every page: filters as the address names them, and what is unknown."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.text.phrases import counted
from tests.support.visits import COUNTS, SOURCE, Visit, spoken, text


@pytest.mark.parametrize(
    ("name", "chosen", "quotes"),
    [
        ("country", "Arden", 2),
        ("actor", "Oda Marsk", 4),
        ("issue", "Talks about the Selm", 2),
        ("source", SOURCE, 7),
        ("voice", "others", 3),
        ("chain", "from or via state media", 1),
        ("words", "exact words only", 4),
    ],
)
def test_each_filter_is_obeyed_by_its_name_in_the_address(
    visit: Visit, small: Path, name: str, chosen: str, quotes: int
) -> None:
    app = visit(small, **{name: chosen})
    assert f"<bdi>{counted(quotes, 'statement')}</bdi></a> by" in text(app)
    assert app.button(key=f"chip_{name}_{chosen}").label.endswith("✕")


@pytest.mark.parametrize("address", ["forty quotes"], indirect=True)
def test_what_is_filtered_is_said_as_it_stands(visit: Visit, address: Path) -> None:
    app = visit(address, actor="<b>Bold</b> & “Co”")
    label = "Actor\\: \\<b\\>Bold\\</b\\> \\& “Co” ✕"
    assert label in [one.label for one in app.button]


UNKNOWN: list[dict[str, Any]] = [
    {"country": "Atlantis"},
    {"country": "<script>alert(1)</script>"},
    {"country": "\0"},
    {"country": "x" * 100_000},
    {"country": ["Atlantis"] * 50},
    {"actor": "'; drop table quotes; --"},
    {"issue": "**bold** [x](javascript:y) :red[z] $x$"},
    {"source": "../../etc/passwd"},
    {"voice": "x"},
    {"chain": "x"},
    {"words": "x"},
]


@pytest.mark.parametrize("asked", UNKNOWN, ids=lambda one: str(one)[:40])
def test_an_unknown_value_is_said_and_everything_shown(
    visit: Visit, small: Path, asked: dict[str, Any]
) -> None:
    app = visit(small, **asked)
    (told,) = spoken(app)
    assert "not in this record; everything is shown" in told.replace("\\", "")
    assert len(told) < 1_500
    assert COUNTS["overview"][0] in text(app)
    assert not app.button(key="close_unknown").disabled
    assert not [one for one in app.button if (one.key or "").startswith("chip_")]


def test_an_unknown_value_is_said_beside_a_known_one_that_holds(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", country=["Brekland", "Atlantis"])
    (told,) = spoken(app)
    assert "Atlantis" in told
    assert "Brekland" not in told
    assert "the other filters hold" in told
    assert "3 statements" in text(app)


def test_what_an_address_asks_for_is_said_as_text(visit: Visit, small: Path) -> None:
    app = visit(small, country="<b>x</b> [a](b)")
    (told,) = spoken(app)
    assert "\\<b\\>x" in told
    assert "\\[a\\]\\(b\\)" in told


def test_the_notice_of_an_unknown_value_can_be_closed(
    visit: Visit, small: Path
) -> None:
    app = visit(small, country="Atlantis")
    app.button(key="close_unknown").click().run()
    assert not app.warning
