"""The timeline on its page: many events are counted, those of one title told apart."""

import re
from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts import lanes
from dashboard.database.open import open_record
from dashboard.queries import events as event_queries
from dashboard.queries.filters import UNDATED, Filters
from dashboard.sections import timeline
from dashboard.ui import lists
from tests.support import generated_record
from tests.support.visits import Visit, captions, spoken, text


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of 150 events."""
    return generated_record.write(tmp_path_factory.mktemp("crowded") / "record", 300)


def test_a_page_counts_what_is_too_much_to_draw_until_it_is_not(
    visit: Visit, crowded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "DRAWN", 12)
    monkeypatch.setattr(event_queries, "LOOKED", 40)
    many = open_record(crowded)
    days = event_queries.events(many, Filters(), size=None)["earliest"]
    began = ["" if pd.isna(day) else day.date().isoformat() for day in days]
    app = visit(crowded, "timeline")
    told = next(one for one in captions(app) if "too many to draw" in one)
    assert told.startswith(f"{len(began)} events, too many to draw one by one: counted")
    assert f"choose “{UNDATED}”" in told
    assert len(app.get("plotly_chart")) == 1
    steps = ["2021"]
    steps.append(event_queries.counts(many, Filters(), 7, "2021")["period"].iloc[0])
    steps.append(event_queries.counts(many, Filters(), 10, steps[-1])["period"].iloc[0])
    for step in steps:
        app.selectbox(key="timeline_period").set_value(step).run()
        assert not app.exception
        number = sum(day.startswith(step) for day in began)
        said = " ".join(captions(app))
        if number > event_queries.LOOKED:
            assert f"{number} events, too many to draw one by one" in said
        else:
            assert re.search(rf"\b{number} event", said)
    assert number <= event_queries.LOOKED
    app.selectbox(key="timeline_period").set_value(UNDATED).run()
    assert "No date given" in text(app) or "Not after" in text(app)


def test_an_axis_counts_what_is_too_much_for_a_picture(
    visit: Visit, crowded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "DRAWN", 12)
    app = visit(crowded, "timeline", timeline_axis="true", timeline_range="everything")
    assert any("too many to draw one by one" in one for one in captions(app))
    listed = visit(crowded, "timeline")
    assert not any("too many to draw" in one for one in captions(listed))
    assert text(listed).count("timeline?event=") == lists.TABLE_PAGE
    assert listed.get("pagination") or "Page 1 of" in text(listed)


def test_a_period_in_the_address_that_is_not_there_is_said(
    visit: Visit, crowded: Path
) -> None:
    for asked in ("2077", "2023-99", "<b>"):
        app = visit(crowded, "timeline", timeline_period=asked)
        assert any(f"the period “{asked}”: not here" in one.replace("\\", "")
                   for one in spoken(app)), spoken(app)  # fmt: skip
        assert not app.exception


def test_few_events_need_no_period(visit: Visit, small: Path) -> None:
    app = visit(small, "timeline")
    assert not [one for one in app.selectbox if one.key == "timeline_period"]


def test_events_of_one_title_are_told_apart_in_the_list() -> None:
    titles = ("Meeting", "Meeting", "Visit")
    table = pd.DataFrame({"event_id": ["e0", "e1", "e2"], "title": titles})
    assert timeline.titles(table) == {
        "Meeting (e0)": ("e0",), "Meeting (e1)": ("e1",), "Visit": ("e2",),
    }  # fmt: skip


def test_the_range_follows_the_filters_until_a_reader_chooses_one(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of the small record's closely dated events all filters leave one default.
    few = lambda rows, found: [*found][-1 if len(rows) < 2 else 0]  # noqa: E731 - it stands for a function of the page
    monkeypatch.setattr(lanes, "first_filled", few)
    afresh = visit(small, "timeline", country=["Brekland"], timeline_axis="true")
    there = afresh.get_by_key("timeline_range").value
    app = visit(small, "timeline", timeline_axis="true")
    here = app.get_by_key("timeline_range").value
    assert there != here
    app.multiselect(key="country").set_value(["Brekland"]).run()
    assert app.get_by_key("timeline_range").value == there
    assert captions(app) == captions(afresh)
    app.multiselect(key="country").set_value([]).run()
    assert app.get_by_key("timeline_range").value == here
    app.get_by_key("timeline_range").set_value("since 1945").run()
    app.multiselect(key="country").set_value(["Brekland"]).run()
    assert app.get_by_key("timeline_range").value == "since 1945"


def test_a_range_in_the_address_holds_under_every_filter(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", timeline_range="since 1945")
    assert app.get_by_key("timeline_range").value == "since 1945"
    app.multiselect(key="country").set_value(["Brekland"]).run()
    assert app.get_by_key("timeline_range").value == "since 1945"
