"""What happened when: a range, its lanes, and events without a day apart."""

from pathlib import Path

from tests.support.visits import Visit, text


def test_the_timeline_has_a_range_lanes_and_undated_events_apart(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline")
    assert "Of 5 events (6 accounts), 1 in this range; 2 lie outside it" in text(app)
    assert "The source does not say when: 2 events" in text(app)
    control = app.session_state
    assert control["timeline_range"] == "the week of the report"
    for lanes_by in ("issue", "kind", "country"):
        app.session_state["timeline_lanes"] = lanes_by
        app.session_state["timeline_range"] = "everything"
        app.run()
        assert not app.exception
        assert "Of 5 events (6 accounts), 3 in this range; 2 have no date" in text(app)


def test_a_range_without_events_is_said_and_draws_nothing(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", issue="Talks about the Selm",
                timeline_range="the week of the report")  # fmt: skip
    assert "Of 3 events, 0 in this range; 2 lie outside it" in text(app)
    assert "The source does not say when: 1 event\n" in text(app)
    assert not app.get("plotly_chart")


def test_dates_from_outside_the_source_are_off_until_asked_for(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline", timeline_range="since 1945")
    assert app.toggle(key="timeline_outside").value is False
    assert "Of 5 events (6 accounts), 2 in this range" in text(app)
    app.toggle(key="timeline_outside").set_value(True).run()
    assert "Of 5 events (6 accounts), 3 in this range" in text(app)
    assert "general knowledge" in text(app)


def test_an_event_that_is_picked_shows_its_evidence(visit: Visit, small: Path) -> None:
    app = visit(small, "timeline", timeline_event="Opening of the dam")
    assert "opened the dam on Wednesday" in text(app)
    # With what others tell of it.
    assert "another account of" in text(app)
