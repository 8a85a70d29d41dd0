"""What is confirmed is checked and saved: here, in a new record, or as a download."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import session
from tests.sections.test_add_text import pressed, read
from tests.support.article import TEXT
from tests.support.small_record import write_record
from tests.support.visits import Visit, text

ABOUT = {
    "publisher": "The Harbour Gazette", "wire": "Northern Wire",
    "published_on": "2024-03-14",
}  # fmt: skip


@pytest.fixture
def local(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that is bound to this machine alone."""
    monkeypatch.setattr(session, "is_hosted", lambda: False)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return write_record(tmp_path / "record")


def on_desk(app: AppTest, steps: list[dict[str, Any]], new: bool = False) -> AppTest:
    """The article on the desk, with steps that the browser has sent."""
    read(app, TEXT)
    for name, value in ABOUT.items():
        app.text_input(key=f"add_{name}").set_value(value)
    if new:
        app.radio(key="add_into").set_value(app.radio(key="add_into").options[1])
    app.run()
    pressed(app, "Draft the rows")
    taken = app.session_state["add_work"].desk.take(steps)
    assert taken.acked == len(steps)
    assert not taken.refused
    return app.run()


def kept(app_steps: int = 1) -> list[dict[str, Any]]:
    return [
        {"n": n, "do": "judge", "id": f"q{n + 1}", "to": "kept"}
        for n in range(1, app_steps + 1)
    ]


def test_saving_adds_rows_to_the_open_record(
    visit: Visit, record: Path, local: None
) -> None:
    before = (record / "quotes.csv").read_text("utf-8")
    app = on_desk(visit(record, "add"), kept(2))
    pressed(app, "Check")
    assert "To be saved: 2 statements" in app.success[0].value
    pressed(app, "Save")
    assert "Saved in" in app.success[0].value
    now = (record / "quotes.csv").read_text("utf-8")
    assert now.startswith(before)
    assert now.count("\n") == before.count("\n") + 2
    assert not list(record.rglob("*.txt"))
    assert "quotes?source=Norway" in text(app)


def test_the_text_is_kept_only_where_that_is_chosen(
    visit: Visit, record: Path, local: None
) -> None:
    app = on_desk(visit(record, "add"), kept())
    app.checkbox(key="add_with_text").check().run()
    pressed(app, "Save")
    (copy,) = record.rglob("*.txt")
    assert copy.read_text("utf-8") == TEXT


def test_an_article_can_begin_a_record(
    visit: Visit, record: Path, tmp_path: Path, local: None
) -> None:
    app = on_desk(visit(record, "add"), kept(), new=True)
    app.text_input(key="add_folder").set_value(str(tmp_path / "mine")).run()
    pressed(app, "Save")
    assert (tmp_path / "mine" / "datapackage.json").is_file()
    assert "on-the-record open" in text(app)


def test_what_is_wrong_is_said_with_its_row_and_nothing_is_saved(
    visit: Visit, record: Path, local: None
) -> None:
    before = (record / "quotes.csv").read_bytes()
    steps = [
        *kept(),
        {"n": 2, "do": "set", "id": "q2", "field": "speaker_id", "to": ""},
    ]
    app = on_desk(visit(record, "add"), steps)
    pressed(app, "Save")
    assert "1 problem to mend first" in app.error[0].value
    assert "Speaker" in text(app)
    assert (record / "quotes.csv").read_bytes() == before


def test_what_another_has_saved_meanwhile_stays_and_so_does_the_draft(
    visit: Visit, record: Path, local: None
) -> None:
    app = on_desk(visit(record, "add"), kept())
    file = record / "quotes.csv"
    theirs = file.read_bytes().replace(b",said,", b",told,", 1)
    file.write_bytes(theirs)
    pressed(app, "Save")
    assert "Somebody else has changed the record" in text(app)
    assert file.read_bytes() == theirs
    pressed(app, "Save")
    assert "Saved in" in app.success[0].value
    assert file.read_bytes().startswith(theirs)


def test_a_hosted_server_writes_nothing_and_offers_a_download(
    visit: Visit, record: Path
) -> None:
    app = on_desk(visit(record, "add"), kept())
    assert "Save" not in [one.label for one in app.button]
    state = {one: one.read_bytes() for one in record.iterdir()}
    pressed(app, "Prepare the download")
    (file,) = [one for one in app.get("download_button")
               if one.proto.label.startswith("Download the record")]  # fmt: skip
    assert file
    assert {one: one.read_bytes() for one in record.iterdir()} == state


def test_a_download_is_the_record_with_the_article(record: Path) -> None:
    from dashboard.coding import saving
    from dashboard.coding.desk import Desk
    from dashboard.drafting import draft
    from dashboard.drafting.proposal import About
    from dashboard.importing.saving import Target

    about = About(title="Norway and Iceland", **ABOUT)
    desk = Desk(TEXT, about, draft.draft(TEXT, about), Target(record).known)
    desk.take(kept())
    data, problems = saving.downloaded(record, desk)
    assert not problems
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        names = held.namelist()
    assert [one for one in names if one.endswith("quotes.csv")]
    assert not [one for one in names if one.endswith(".txt")]
