"""The overview says what the record is, and what it shows."""

from pathlib import Path

from dashboard.database.open import DEFAULT
from tests.support.small_record import write_record
from tests.support.visits import Visit, text


def test_the_overview_tells_what_the_record_is_and_shows(
    visit: Visit, small: Path
) -> None:
    told = text(visit(small))
    assert "Accounts differ on <" in told
    assert "Brekland</bdi></a>’s position" in told
    assert "(accepts, per " in told
    assert "from or via the state media of one country, <bdi>Arden</bdi>" in told
    assert "In this record from there" not in told  # no state is chosen
    assert "4 of 6" in told  # pairs of marks that are speech


def test_a_state_leads_to_its_actors(visit: Visit, small: Path) -> None:
    told = text(visit(small, country="Coastal Union"))
    assert "In this record from there, by nationality or seat: <a " in told
    assert "Accounts differ" not in told


def test_a_filter_that_leaves_events_but_no_quotes_names_their_source(
    visit: Visit,
) -> None:
    unseen = str.maketrans("", "", "\\\u2068\u2069")
    told = text(visit(DEFAULT, country="Ukraine")).translate(unseen)
    assert (
        "based on “North Korea&#39;s Kim shows off banned missiles to Russian minister”"
        " (Reuters, in The Tribune India, 27 July 2023).</p>"
    ) in told
    assert "<bdi>0 statements</bdi></a> by 0 speakers" in told
    assert "<bdi>2 events</bdi>" in told
    assert "by nationality or seat: nobody." in told


def test_who_is_heard_in_the_source_is_never_told_as_not_heard(visit: Visit) -> None:
    told = text(visit(DEFAULT, country="Russia"))
    (unheard,) = [line for line in told.split("<li>") if "in the story" in line]
    names = [piece.partition("</bdi>")[0] for piece in unheard.split("<bdi>")[1:]]
    assert names == [
        "Sergei Shoigu", "Vladimir Putin", "Russia", "Li Hongzhong", "China"
    ]  # fmt: skip
    # He takes part in what is told of Russia; his statements are for another state.
    assert ">Kim Jong Un<" in told


def test_what_was_odd_about_a_records_files_is_told_on_the_page(
    visit: Visit, tmp_path: Path
) -> None:
    folder = write_record(tmp_path / "mine")
    path = folder / "relays.csv"
    path.write_text(path.read_text("utf-8").replace(",", ";"), encoding="utf-8")
    told = text(visit(folder))
    assert "1 remark on how the record's files were read: see the page Method." in told
    assert "relays.csv: read as written, with semicolons between cells" in text(
        visit(folder, "method")
    ).replace("\\", "")
