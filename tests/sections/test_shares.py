"""A speaker that is picked shows its statements."""

from pathlib import Path

from tests.support.small_record import SOURCE_ID, write_record
from tests.support.visits import Visit, text


def test_a_speaker_that_is_picked_shows_its_statements(
    visit: Visit, tmp_path: Path
) -> None:
    app = visit(write_record(tmp_path / "r"), "sources")
    before = text(app).count("otr-direct")
    app.session_state["shares_chart"] = {
        "selection": {"points": [{"customdata": ["oda-marsk"]}]}
    }
    app.selectbox(key="sources_speaker").set_value("Oda Marsk").run()
    assert not app.exception
    told = text(app)
    assert "3 of Oda Marsk:" in told
    assert told.count("otr-direct") == before + 2
    assert SOURCE_ID in told


def test_an_unknown_speaker_in_the_address_is_said(
    visit: Visit, tmp_path: Path
) -> None:
    app = visit(write_record(tmp_path / "r"), "sources", sources_speaker="Nobody")
    (warning,) = app.warning
    assert "The address asks for the speaker “Nobody”" in warning.value
