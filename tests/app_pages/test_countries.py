"""The list of countries: who is heard itself first, each number a way to its rows."""

from pathlib import Path

from dashboard.database.open import DEFAULT
from tests.support.visits import Visit, text


def test_who_is_heard_itself_stands_first_and_what_no_state_holds_last(
    visit: Visit, small: Path
) -> None:
    told = text(visit(DEFAULT, "countries"))
    assert "2 of 9 countries and blocs speak for themselves" in told
    names = ["North Korea", "South Korea", "China", "Russia", "International bodies"]
    places = [told.index(f"<bdi>{name}</bdi>") for name in names]
    assert places == sorted(places)
    assert "countries?country_id=RUS&amp;part=by_others" in told
    assert "International bodies" not in text(visit(small, "countries"))
