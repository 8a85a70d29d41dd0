"""What pictures tell who does not see them: sentences made from what is drawn."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.charts import lanes
from dashboard.charts import stances as stance_charts
from dashboard.charts import timeline as timeline_charts
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import events as event_queries
from dashboard.queries import stances as stance_queries
from dashboard.queries.filters import Filters
from tests.support.small_record import EVENTS, POSITIONS, ROWS, write_record

EVERYTHING = Filters()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return open_record(write_record(tmp_path_factory.mktemp("small") / "record"))


def matrix(record: Record, chosen: Filters = EVERYTHING) -> str:
    rows = stance_queries.stances(record, chosen)
    return stance_charts.describe(rows, int(rows["positions"].sum()))


def timeline(record: Record, named: str, outside: bool = False) -> str:
    events = event_queries.events(record, EVERYTHING)
    first, last = lanes.ranges(events)[named]
    drawn, _ = lanes.drawn(events, "countries", first, last, outside)
    undated = len(lanes.without_day(events, outside))
    return timeline_charts.describe(drawn, first, last, undated)


def with_events(folder: Path, *dates: tuple[str, str]) -> Record:
    """The small record with other events alone: how each is dated, how closely."""
    events: list[dict[str, Any]] = [
        EVENTS[0] | {"event_id": f"{EVENTS[0]['event_id']}{n}"} | cells
        for n, (date, precision) in enumerate(dates)
        for cells in [{"happened_on": date, "precision": precision}]
    ]
    rows = ROWS | {"events": events, "participants": []}
    return open_record(write_record(folder / "record", rows))


def test_the_matrix_tells_whose_word_it_is_and_where_stances_differ(
    record: Record,
) -> None:
    assert matrix(record) == (
        "5 positions: 1 in the holder's own word, 1 told by its own state's media, "
        "3 told by others. Countries with most: \u2068Arden\u2069, "
        "\u2068Brekland\u2069 (2 each). Stances differ for: \u2068Brekland\u2069 on "
        "\u2068Arden’s dam on the Selm\u2069 (accepts, opposes)."
    )


def test_the_matrix_tells_only_what_the_filters_leave(record: Record) -> None:
    assert matrix(record, Filters(country=("ARD",))) == (
        "2 positions: 1 told by its own state's media, 1 told by others. "
        "No country has two stances on one issue."
    )


def test_silence_contradicts_nobody(record: Record) -> None:
    told = matrix(record, Filters(country=("X-COAST", "ARD")))
    assert told.endswith("No country has two stances on one issue.")


def test_the_part_of_a_matrix_that_is_drawn_is_said_to_be_a_part(
    record: Record,
) -> None:
    rows = stance_queries.stances(record, EVERYTHING)
    shown = rows[rows["country_id"] == "ARD"]
    assert stance_charts.describe(shown, 5).startswith(
        "2 positions drawn, of 5: 1 told by"
    )


def test_who_holds_for_no_state_is_no_country(tmp_path: Path) -> None:
    positions = [row | {"country_id": ""} for row in POSITIONS[1:2]]
    rows = ROWS | {"positions": positions}
    told = matrix(open_record(write_record(tmp_path / "record", rows)))
    assert told == "1 position: 1 in the holder's own word."


def test_more_cells_than_can_be_named_are_counted(tmp_path: Path) -> None:
    issues = [{"issue_id": f"i{n}", "label": f"Issue {n}", "support_means": "yes"}
              for n in range(5)]  # fmt: skip
    positions = [
        row | {"position_id": f"{row['position_id']}{n}", "issue_id": f"i{n}"}
        for n in range(5)
        for row in (POSITIONS[1], POSITIONS[3])
    ]
    rows = ROWS | {"positions": positions, "issues": [*ROWS["issues"], *issues]}
    told = matrix(open_record(write_record(tmp_path / "record", rows)))
    assert "\u2068Issue 2\u2069 (accepts, opposes) and 2 more." in told
    assert "Issue 3" not in told


def test_the_timeline_tells_how_many_events_and_from_when_to_when(
    record: Record,
) -> None:
    assert timeline(record, "everything") == (
        "3 events drawn between 1 February 1953 and 30 June 2023; by their beginning, "
        "the first is dated 2019, the last June 2023. No two are dated to the same "
        "month. 2 more events have no day to be drawn at."
    )


def test_the_timeline_tells_one_event_with_its_date(record: Record) -> None:
    assert timeline(record, "the week of the report") == (
        "1 event drawn between 30 April 2023 and 8 May 2023, dated 3 May 2023. "
        "2 more events have no day to be drawn at."
    )


def test_the_timeline_tells_dates_that_are_not_the_sources(record: Record) -> None:
    assert timeline(record, "everything", outside=True) == (
        "4 events drawn between 1 February 1953 and 30 June 2023, 1 of them at a date "
        "from outside the source; by their beginning, the first is dated 1 February "
        "1953, the last June 2023. No two are dated to the same month. 1 more event "
        "has no day to be drawn at."
    )


def test_the_timeline_tells_when_most_happened(tmp_path: Path) -> None:
    dates = [("2023-05-02", "day"), ("2023-05-02", "day"), ("2023-05-03", "day"),
             ("2023-05-03", "day"), ("2023-05", "month")]  # fmt: skip
    record = with_events(tmp_path, *dates)
    told = timeline(record, "the week of the report")
    assert "Days with most: 2 May 2023, 3 May 2023 (2 each)." in told
    assert "Month with most: May 2023 (5)." in timeline(record, "since 1945")


def test_a_date_that_is_not_known_so_closely_counts_for_no_day(tmp_path: Path) -> None:
    dates = [("2023-05", "month"), ("2023", "year"), ("[..2023-05-03]", "day")]
    told = timeline(with_events(tmp_path, *dates), "the week of the report")
    assert told == (
        "3 events drawn between 30 April 2023 and 8 May 2023; by their beginning, the "
        "first is dated 2023, the last May 2023. None is dated to a day."
    )
