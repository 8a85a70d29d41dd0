"""What a record has: names but for their form, names nearly so, who speaks for whom."""

from pathlib import Path

import pytest

from dashboard.coding.fields import Party
from dashboard.coding.recorded import Recorded
from dashboard.importing.draft import Known
from dashboard.intake import files


@pytest.fixture
def recorded(record_folder: Path) -> Recorded:
    return Recorded(Known(files.read(record_folder)))


def test_a_name_in_another_form_is_the_same(recorded: Recorded) -> None:
    assert recorded.same("actors", "ilva-TOREN") == "ilva-toren"
    assert recorded.same("actors", "Daily Lantern") == ""
    assert recorded.same("countries", "brekland") == "BRK"


def test_names_nearly_so_are_named_the_nearest_first(recorded: Recorded) -> None:
    assert recorded.like("actors", "Daily Lantern") == [
        ("daily-lantern", "The Daily Lantern")
    ]
    assert recorded.like("actors", "Brekland")[:1] == []
    assert recorded.like("actors", "Toren") == [("ilva-toren", "Ilva Toren")]
    assert recorded.like("countries", "Coastal union") == [("X-COAST", "Coastal Union")]


def test_who_somebody_is_and_speaks_for(recorded: Recorded) -> None:
    assert recorded.party("oda-marsk") == Party(
        "oda-marsk", "person", "BRK", frozenset({"BRK"})
    )
    assert recorded.party("nobody") == Party("nobody")
    assert Recorded(Known()).party("oda-marsk") == Party("oda-marsk")


def test_choices_are_by_name(recorded: Recorded) -> None:
    assert recorded.choices("countries") == [
        ("ARD", "Arden"), ("BRK", "Brekland"), ("X-COAST", "Coastal Union"),
    ]  # fmt: skip
    assert recorded.has("countries", "ARD")
    assert not recorded.has("countries", "FRA")
