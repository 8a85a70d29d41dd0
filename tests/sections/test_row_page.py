"""One row alone on its page: what it stands on, and words to publish it."""

import copy
from html import escape
from pathlib import Path

import pytest

from tests.support.small_record import ABOUT, ROWS, Row, write_record
from tests.support.visits import Visit, offered, spoken, text


def test_a_quote_has_an_address_of_its_own(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quote="lantern-2023-05-04-p6-a")
    told = text(app)
    assert "promised in 2019 to wait" in told
    assert [one.value for one in app.subheader] == [
        "Ready to quote", "Statements reported in it", "Positions drawn from it",
        "Events it tells of",
    ]  # fmt: skip
    assert offered(app, "copy_link") == [
        {
            "label": "Copy link",
            "copies": "row",
            "text": "quotes?quote=lantern-2023-05-04-p6-a",
        }
    ]
    (line,) = offered(app, "copy_line")
    assert line["label"] == "Copy with source"
    assert escape(line["text"]) in told
    inner = visit(small, "quotes", quote="lantern-2023-05-04-p6-b")
    assert [one.value for one in inner.subheader] == [
        "Ready to quote", "Quoted inside",
    ]  # fmt: skip


def test_a_quote_that_is_not_there_is_said_and_leads_back(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quote="nonsense")
    assert spoken(app) == ["This record has no statement “nonsense”\\."]
    app.button(key="all_rows").click().run()
    assert "7 statements" in text(app)


def test_an_actor_alone_has_its_parts_each_with_its_number(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "actors", actor_id="oda-marsk")
    assert [one.value for one in app.title] == ["Oda Marsk"]
    assert [one.value for one in app.subheader] == [
        "What they said: 3 statements",
        "Their positions, and who says so: 1 position",
        "Whose words they pass on: 1 statement",
        "How they describe others’ positions: 1 position",
        "Link to this page",
    ]
    assert "actors?actor_id=oda-marsk</p>" in text(app)
    part = visit(small, "actors", actor_id="oda-marsk", part="said")
    assert text(part).count("<li id=") == 3
    assert "3 statements" in text(part)


def test_an_actor_alone_obeys_the_filters_and_its_address_has_none(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "actors", actor_id="oda-marsk", issue="Talks about the Selm")
    assert app.subheader[0].value == "What they said: 1 statement"
    assert "actors?actor_id=oda-marsk</p>" in text(app)
    nothing = visit(small, "actors", actor_id="oda-marsk", country="Coastal Union")
    assert [one.value for one in nothing.subheader] == ["Link to this page"]
    assert "None under these filters: own statements," in text(nothing)


def test_an_event_alone_lists_its_other_accounts(visit: Visit, small: Path) -> None:
    app = visit(small, "timeline", event="lantern-2023-05-04-p4-ea")
    assert [one.value for one in app.subheader] == [
        "Link to this page", "Other accounts of it",
    ]  # fmt: skip
    assert "as the headline tells it" in text(app)


def test_an_actors_events_are_counted_beside_their_accounts(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "actors", actor_id="ilva-toren")
    heads = [one.value for one in app.subheader]
    assert "Events they took part in: 1 event (told in 2 accounts)" in heads


def test_an_issue_alone_has_its_sides_and_its_rows(visit: Visit, small: Path) -> None:
    app = visit(small, "issues", issue_id="dam", country="Arden")
    assert [one.value for one in app.subheader] == [
        "1 position", "1 statement", "1 event (told in 2 accounts)",
        "Link to this page",
    ]  # fmt: skip
    whole = visit(small, "issues", issue_id="dam", issue="Talks about the Selm")
    assert whole.subheader[0].value == "4 positions"


def test_a_source_alone_tells_its_statements_by_speaker(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "sources", source_id="lantern-2023-05-04")
    assert "Its statements, by speaker" in text(app)
    way = "actors?source=Arden%E2%80%99s+president"
    assert way in text(app)
    assert "7 statements" in text(app)


def test_an_address_of_a_row_that_is_gone_offers_the_nearest(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quote="lantern-2023-05-04-p6-aa")
    assert "lantern-2023-05-04-p6-a" in text(app)
    assert spoken(app) == [
        "This record has no statement “lantern\\-2023\\-05\\-04\\-p6\\-aa”\\."
    ]


@pytest.fixture(scope="module")
def lengthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record with cells that no page shows whole, “TAIL” at each end."""
    rows: dict[str, list[Row]] = copy.deepcopy({n: list(r) for n, r in ROWS.items()})
    long = "dam stands " * 3_000 + "TAIL"
    place = {"start": 3_000, "end": 3_000 + len(long)}
    rows["sources"][0] |= {"length": 50_000, "rights": long}
    rows["quotes"][2] |= {"content": long, **place, "note": long}
    rows["quotes"][4] |= {"hedge": long, "cue": long}
    rows["positions"][1] |= {"evidence": long, **place, "condition": long}
    rows["positions"][3] |= {"note": long, "hedge": long}
    rows["events"][0] |= {"place": long, "note": long}
    rows["marks"][3] |= {"content": long, **place, "note": long}
    rows["issues"][0]["support_means"] = long
    about = ABOUT | {"description": long}
    folder = tmp_path_factory.mktemp("records") / "lengthy"
    return write_record(folder, rows, about)


CELL = "Brekland: Arden’s dam on the Selm"
SOURCE = "lantern-2023-05-04"


@pytest.mark.parametrize(
    ("page", "asked", "has_whole"),
    [
        ("quotes", {"quotes_words": "stands"}, False),
        ("quotes", {"quote": f"{SOURCE}-p5-b"}, True),
        ("stances", {"stances_cell": CELL}, False),
        ("stances", {"position": f"{SOURCE}-p5-pa"}, True),
        ("timeline", {"event": f"{SOURCE}-p4-ea"}, True),
        ("issues", {"issue_id": "dam"}, True),
        ("sources", {}, False),
        ("method", {}, False),
    ],
)
def test_a_long_cell_is_cut_on_every_page_and_whole_in_a_file(
    visit: Visit, lengthy: Path, page: str, asked: dict[str, str], has_whole: bool
) -> None:
    app = visit(lengthy, page, **asked)
    told = text(app) + "".join(str(one.proto) for one in app.get("bidi_component"))
    assert "TAIL" not in told
    assert "[…]" in told
    if page != "method":
        assert "33,004 characters" in told or page == "issues"
    buttons = [one.label for one in app.get("download_button")]
    assert ("Download the whole text" in buttons) is has_whole
    if "quotes_words" in asked:
        own = f"quotes?quote={SOURCE}-p5-b"
        assert f'<a href="{own}" target="_self"><bdi>The whole, on its own page' in told
        assert "<mark>stands</mark>" in told


def test_a_search_says_where_its_words_stand_past_the_cut(
    visit: Visit, lengthy: Path
) -> None:
    told = text(visit(lengthy, "quotes", quotes_words="TAIL"))
    assert "1 statement" in told
    assert "Matches: further on in its words, past what is shown" in told
    assert "<mark>" not in told
