"""The overview tells a record's story in its own numbers."""

from pathlib import Path

from dashboard.database.open import DEFAULT
from tests.support.visits import Visit, text


def test_the_overview_tells_the_records_story_in_its_numbers(
    visit: Visit, small: Path
) -> None:
    told = text(visit(small))
    assert "1 of 7" in told  # through state media
    assert "the media of one state, <bdi>Arden</bdi>" in told
    # The contested cell; each part of its name is isolated from the other.
    assert "\u2068Brekland\u2069: \u2068Arden’s dam on the Selm\u2069" in told
    assert "(accepts, opposes)" in told
    assert "0</b><span>people appear in what is told, and no statement is" in told
    assert "Actors</b>" not in told  # no state is chosen
    assert "4 of 6" in told  # pairs of marks that are speech


def test_a_state_leads_to_its_actors_and_its_cells_contradict_or_not(
    visit: Visit, small: Path
) -> None:
    told = text(visit(small, country="Coastal Union"))
    assert "Actors</b><span>of this country, by nationality or seat: <a " in told
    assert "0</b><span>cells are contested: no holder has two stances on one" in told


def test_a_filter_that_leaves_events_but_no_quotes_names_their_source(
    visit: Visit,
) -> None:
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    told = text(visit(DEFAULT, country="Ukraine")).translate(unseen)
    (read,) = [line for line in told.splitlines() if line.startswith("Read in")]
    assert read == (
        "Read in “North Korea's Kim shows off banned missiles to Russian minister” "
        "(Reuters, in The Tribune India, 27 July 2023)."
    )
    assert "<bdi>0</bdi></a></b><span>statements by 0 speakers; 0 positions" in told
    assert "and 2 events" in told
    assert "by nationality or seat: none." in told


def test_who_is_heard_in_the_source_is_never_told_as_not_heard(visit: Visit) -> None:
    told = text(visit(DEFAULT, country="Russia"))
    (unheard,) = [line for line in told.split("<li>") if "recorded as theirs" in line]
    assert "<bdi>3</bdi></a></b><span>people appear in what is told" in unheard
    names = [piece.partition("</bdi>")[0] for piece in unheard.split("<bdi>")[2:]]
    assert names == ["Sergei Shoigu", "Vladimir Putin", "Li Hongzhong"]
    # He takes part in what is told of Russia; his statements are for another state.
    assert ">Kim Jong Un<" in told
