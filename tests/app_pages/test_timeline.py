"""What happened when: each event once by its date, a day asked for, a time axis."""

from pathlib import Path

from tests.support.visits import Visit, text


def test_the_timeline_lists_each_event_by_what_is_known_of_its_date(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline")
    told = text(app)
    assert "5 events (told in 6 accounts), newest first, each under" in told
    assert "<bdi>No date given</bdi> <small>2 events</small>" in told
    assert told.count('<section class="otr-date">') == 4
    assert not app.get("plotly_chart")
    assert "Show as a chart over time" in [one.label for one in app.toggle]


def test_a_day_that_is_asked_for_is_answered_in_a_sentence(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", timeline_day="2023-05-04")
    assert "Nothing is dated to 4 May 2023" in next(one.value for one in app.info)
    app = visit(small, "timeline", timeline_day="2023-05-03")
    assert [one.value for one in app.info] == ["1 event is dated to 3 May 2023."]
    app = visit(small, "timeline", timeline_day="May 3, 2023")
    assert [one.value for one in app.info] == ["1 event is dated to 3 May 2023."]


def test_what_is_no_day_is_said_and_everything_is_listed(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", timeline_day="<b>soon</b>\0")
    (told,) = [one.value for one in app.warning]
    assert "is no day: write it as 26 July 2023" in told.replace("\\", "")
    assert not app.info
    assert not app.exception
    assert "5 events (told in 6 accounts), newest first" in text(app)


def test_a_time_axis_has_a_range_and_lanes_and_what_is_dated_well(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", timeline_axis="true")
    assert "Of 5 events (told in 6 accounts), 1 is in this range" in text(app)
    control = app.session_state
    assert control["timeline_range"] == "the week of the report"
    for lanes_by in ("country", "kind of event", "issue"):
        app.session_state["timeline_lanes"] = lanes_by
        app.session_state["timeline_range"] = "everything"
        app.run()
        assert not app.exception
        assert (
            "Of 5 events (told in 6 accounts), 1 is in this range; 4 cannot be placed"
            in text(app)
        )


def test_an_address_that_names_a_range_or_lanes_asks_for_the_axis(
    visit: Visit, small: Path
) -> None:
    for asked in (
        {"timeline_range": "everything"},
        {"timeline_lanes": "kind of event"},
    ):
        app = visit(small, "timeline", **asked)
        assert app.toggle(key="timeline_axis").value is True
        assert app.get("plotly_chart")


def test_a_range_without_events_is_said_and_draws_nothing(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", issue="Talks about the Selm",
                timeline_range="the week of the report")  # fmt: skip
    assert "Of 3 events, 0 are in this range" in text(app)
    assert not app.get("plotly_chart")


def test_dates_from_outside_the_source_are_off_until_asked_for(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", timeline_range="since 1945")
    assert app.toggle(key="timeline_outside").value is False
    assert "general knowledge" not in text(app)
    assert "Of 5 events (told in 6 accounts), 1 is in this range" in text(app)
    app.toggle(key="timeline_outside").set_value(True).run()
    assert "Of 5 events (told in 6 accounts), 2 are in this range" in text(app)
    assert "date not in the report" in text(app)


def test_an_event_that_is_picked_shows_its_evidence(visit: Visit, small: Path) -> None:
    app = visit(small, "timeline", timeline_event="Opening of the dam")
    assert "opened the dam on Wednesday" in text(app)
    # With what others tell of it.
    assert "another account of" in text(app)
