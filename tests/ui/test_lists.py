"""Lists go page by page, by their address; a picture has its twin in a table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries import ask
from dashboard.record.schema import TABLES
from dashboard.ui import lists
from tests.support import generated_record
from tests.support.small_record import ROWS, write_record
from tests.support.visits import SOURCE, Visit, html, text


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of which every list has two pages: 40 rows, 30 of the undated events."""
    rows = {name: [dict(row) for row in kept] for name, kept in ROWS.items()}
    undated = rows["events"][2]
    rows["events"] += [
        {**undated, "event_id": f"e{number:02}", "title": f"Event {number:02}"}
        for number in range(28)
    ]
    for name, at, count in (("quotes", 1, 33), ("positions", 3, 35), ("marks", 0, 34)):
        one = rows[name][at]
        key = next(iter(one))
        rows[name] += [{**one, key: f"x{number:02}"} for number in range(count)]
    return write_record(tmp_path_factory.mktemp("long") / "record", rows)


@pytest.fixture
def short_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables and lines are cut into pages as short as those of rows."""
    monkeypatch.setattr(lists, "TABLE_PAGE", ask.PAGE)


def shown(app: AppTest, page: str) -> int:
    """How many rows a page lists, without the sources above the audit of marks."""
    row = '<li><a href="timeline?event=' if page == "timeline" else "<li id="
    return text(app).count(row) - (page == "sources")


@pytest.mark.parametrize(
    ("page", "whole", "rest"),
    [("quotes", 25, 15), ("stances", 25, 15), ("sources", 25, 15), ("timeline", 25, 8)],
)
def test_a_page_of_a_list_is_kept_in_the_address(
    visit: Visit,
    long: Path,
    page: str,
    whole: int,
    rest: int,
    short_tables: None,
) -> None:
    key = f"{page}_page"
    app = visit(long, page)
    assert shown(app, page) == whole
    first = text(app)
    choice = app.pagination(key=key)
    assert choice.proto.query_param_key == key  # a browser puts it into the address
    choice.set_value(2).run()
    assert not app.exception
    assert shown(app, page) == rest
    second = text(app)
    # The address leads another reader to the same rows.
    again = visit(long, page, **{key: "2"})
    assert text(again) == second
    assert again.pagination(key=key).value == 2
    beyond = visit(long, page, **{key: "99"})
    assert text(beyond) == first
    assert beyond.pagination(key=key).value == 1
    assert key not in beyond.query_params


@pytest.mark.parametrize("page", ["quotes", "stances", "sources", "timeline"])
def test_another_question_begins_at_the_first_page(
    visit: Visit, long: Path, page: str, short_tables: None
) -> None:
    key = f"{page}_page"
    app = visit(long, page, **{key: "2"})
    app.multiselect(key="source").set_value([SOURCE]).run()
    assert not app.exception
    assert shown(app, page) == 25
    assert app.pagination(key=key).value == 1
    assert key not in app.query_params


# The first columns of each picture's table.
TWIN_HEAD = {
    "actors": '<th scope="col">Kind of actor</th>',
    "stances": '<th scope="col">Country</th>',
    "events": '<th scope="col">Precision</th>',
    "links": '<th scope="col">From</th>',
}


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("overview", "actors"),
        ("stances", "stances"),
        ("timeline", "events"),
        ("actors", "links"),
    ],
)
def test_a_picture_has_a_twin_in_a_table(
    visit: Visit, small: Path, page: str, name: str
) -> None:
    app = visit(small, page)
    assert not app.dataframe
    app.session_state[f"twin_{name}"] = True
    app.run()
    assert not app.exception
    (table,) = [one for one in html(app) if TWIN_HEAD[name] in one]
    assert table.count("<tr>") == 1 + (8 if name == "links" else 5)
    assert "True" not in table
    assert app.get("download_button")


@pytest.mark.parametrize("page", ["quotes", "stances", "timeline", "sources", "method"])
def test_what_is_too_much_for_a_browser_is_not_offered_to_it(
    visit: Visit, small: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened() -> AppTest:
        app = visit(small, page)
        for table in TABLES if page == "method" else ():
            app.session_state[f"method_{table}"] = True
        return app.run()

    offered = len(opened().get("download_button"))
    monkeypatch.setattr(lists, "SENT", 2)
    app = opened()
    told = [one.value for one in app.caption if "more than a browser" in one.value]
    assert told
    assert len(app.get("download_button")) == offered - len(told)
    assert all("`on-the-record export RECORD FILE`" in one for one in told)


def test_a_twin_of_many_rows_has_pages_of_a_hundred(
    visit: Visit, tmp_path: Path
) -> None:
    record = generated_record.write(tmp_path / "record", 5_000, 60, 30, 3)
    app = visit(record, "stances")
    app.session_state["twin_stances"] = True
    app.run()
    (table,) = [one for one in html(app) if TWIN_HEAD["stances"] in one]
    assert table.count("<tr>") == 1 + 100
    assert app.get_by_key("twin_stances_page")
