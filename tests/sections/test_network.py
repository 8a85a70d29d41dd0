"""What is picked in the network shows its rows."""

from pathlib import Path

import pytest

from tests.support.visits import Visit, text


@pytest.mark.parametrize(
    ("picked", "told", "rows"),
    [
        ("Oda Marsk (speaker)", "3 statements", 3),
        ("Meridian → The Daily Lantern", "6 statements", 6),
    ],
)
def test_what_is_picked_in_the_network_shows_its_rows(
    visit: Visit, small: Path, picked: str, told: str, rows: int
) -> None:
    app = visit(small, "actors", actors_picked=picked)
    assert not app.warning
    assert told in text(app)
    assert text(app).count("<li id=") == rows
