"""Every page explains any record, obeys every filter, and survives any address."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.charts import lanes
from dashboard.database.open import DEFAULT, open_record
from dashboard.markup import base as markup_base
from dashboard.queries import events, filters
from dashboard.queries.filters import UNDATED, Filters
from dashboard.record.schema import TABLES
from dashboard.ui import frame, lists, pictures, session
from tests.support import generated_record
from tests.support.damage import with_cells
from tests.support.small_record import ROWS, write_record

APP = Path(__file__).resolve().parents[1] / "dashboard" / "app.py"
PAGES = sorted(path.stem for path in (APP.parent / "app_pages").glob("*.py"))
FILTERS = (*filters.LISTS, "voice", "chain")

RECORDS: dict[str, Callable[[Path], Path]] = {
    "default": lambda folder: DEFAULT,
    "empty": lambda folder: write_record(folder, {}),
    "one quote": lambda folder: generated_record.write(folder, 1, 1, 1, 1),
    "forty quotes": lambda folder: generated_record.write(folder, 40),
    "five thousand": lambda folder: generated_record.write(folder, 5_000, 60, 30, 3),
}
Visit = Callable[..., AppTest]


@pytest.fixture(scope="module", autouse=True)
def installed_once() -> Iterator[None]:
    """Spare each visit Streamlit's look through every installed package (0.2 s)."""
    with pytest.MonkeyPatch.context() as patched:
        scanner = "streamlit.components.v2.manifest_scanner.scan_component_manifests"
        patched.setattr(scanner, lambda **_: [])
        yield


@pytest.fixture(scope="module", params=RECORDS, ids=str)
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A record of each kind, one after the other."""
    return RECORDS[request.param](tmp_path_factory.mktemp("record") / "record")


@pytest.fixture(scope="module")
def tour(address: Path) -> Iterator[AppTest]:
    """A visit to each record, to be taken from page to page: nothing is chosen."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ON_THE_RECORD", str(address))
        yield AppTest.from_file(str(APP), default_timeout=60).run()


@pytest.fixture(scope="module")
def filtered_tour(address: Path) -> Iterator[AppTest]:
    """Such a visit under filters, where the record has something to choose."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ON_THE_RECORD", str(address))
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        for name in ("country", "actor"):
            lists = app.multiselect(key=name)
            lists.set_value(lists.options[:2])
        yield app.selectbox(key="chain").set_value("not through state media").run()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record."""
    return write_record(tmp_path_factory.mktemp("small") / "record")


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page of the dashboard on a record, by an address."""

    def opened(record: Path, page: str = "overview", **asked: Any) -> AppTest:
        monkeypatch.setenv("ON_THE_RECORD", str(record))
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, values in asked.items():
            app.query_params[name] = values
        app.run()
        assert not app.exception
        return app if page == "overview" else turned(app, page)

    return opened


def turned(app: AppTest, page: str) -> AppTest:
    """The same visit, on another page; nothing was raised."""
    app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception, page
    return app


def text(app: AppTest) -> str:
    """All that a page tells outside its pictures and widgets, without bold type."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error")
    told = [str(element.value) for kind in kinds for element in app.get(kind)]
    told += [element.proto.body for element in app.get("html")]
    told += [block.label for block in app.get("expander")]
    return "\n".join(told).replace("**", "")


def offered(app: AppTest, key: str) -> list[dict[str, str]]:
    """The buttons that a part of a page gives for copying and saving."""
    (data,) = [
        json.loads(one.proto.json)
        for one in app.get("bidi_component")
        if one.proto.id.endswith(f"-{key}")
    ]
    return list(data["buttons"])


def captions(app: AppTest) -> list[str]:
    return [element.value for element in app.caption]


def spoken(app: AppTest) -> list[str]:
    return [element.value for element in app.warning]


# Any record


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_any_record(tour: AppTest, page: str) -> None:
    turned(tour, page)
    assert len(tour.title) == 1
    assert not tour.error
    assert not tour.warning
    assert not {"nan", "None", "<NA>", "NaT"} & set(text(tour).split())


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_any_record_under_filters(
    filtered_tour: AppTest, page: str
) -> None:
    turned(filtered_tour, page)
    assert len(filtered_tour.title) == 1
    assert not filtered_tour.error
    assert frame.SELECTS[page] in captions(filtered_tour)


# What each page says that an empty record lacks.
EMPTY = {
    "overview": "quotes",
    "timeline": "events",
    "stances": "positions",
    "quotes": "quotes",
    "actors": "quotes",
    "issues": "positions",
    "sources": "sources",
}


@pytest.mark.parametrize("address", ["empty"], indirect=True)
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_record_is_explained(tour: AppTest, page: str) -> None:
    turned(tour, page)
    assert page == "method" or [info.value for info in tour.info] == [
        f"This record holds no {EMPTY[page]} yet. Its tables are CSV files; what their "
        "columns hold is said on the page Method."
    ]
    assert not tour.get("plotly_chart")
    assert not tour.get("dataframe")


def test_a_record_changed_on_disk_is_opened_anew_or_refused_with_its_problems(
    visit: Visit, tmp_path: Path
) -> None:
    folder = write_record(tmp_path / "mine")
    assert "7 quotes" in text(visit(folder, "quotes"))
    broken = with_cells("quotes", 2, kind="sung")
    broken["events"][0]["happened_on"] = "a Wednesday"
    app = visit(write_record(folder, broken))
    (error,) = app.error
    assert "“mine” cannot be opened" in error.value
    assert list(app.dataframe[0].value["Value"]) == ["sung", "a Wednesday"]
    assert not app.title


# The filters


# What each page counts, of the whole small record and of country = Brekland.
COUNTS = {
    "overview": ("5 positions (", "2 positions ("),
    "timeline": ("Of 5 events", "Of 1 event,"),
    "stances": ("5 positions", "2 positions"),
    "quotes": ("7 quotes", "3 quotes"),
    "actors": ("All of them: 9 actors", "All of them: 5 actors"),
    "issues": ("4 positions", "2 positions"),
    "sources": ("6 pairs", "3 pairs"),
    "method": ("(7 rows)", "(3 of 7 rows)"),
}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_obeys_the_filters_until_one_button_clears_them(
    visit: Visit, small: Path, page: str
) -> None:
    everything, chosen = COUNTS[page]
    app = visit(small, page, country="Brekland")
    assert chosen in text(app)
    assert everything not in text(app)
    assert "Country: Brekland" in text(app)
    assert frame.SELECTS[page] in captions(app)
    app.selectbox(key="voice").set_value("others")
    app.multiselect(key="issue").set_value(["Talks about the Selm"])
    app.button(key="clear").click().run()
    assert not app.exception
    assert everything in text(app)
    assert chosen not in text(app)
    assert frame.SELECTS[page] not in captions(app)
    assert [app.session_state[name] for name in FILTERS] == [
        *([] for _ in filters.LISTS), "everyone", "any chain",
    ]  # fmt: skip


# The title of the small record's one source.
SOURCE = "Arden’s president opens ‘forever dam’ as Brekland objects"


@pytest.mark.parametrize(
    ("name", "chosen", "quotes"),
    [
        ("country", "Arden", 2),
        ("actor", "Oda Marsk", 4),
        ("issue", "Talks about the Selm", 2),
        ("source", SOURCE, 7),
        ("voice", "others", 3),
        ("chain", "only through state media", 1),
    ],
)
def test_each_filter_is_obeyed_by_its_name_in_the_address(
    visit: Visit, small: Path, name: str, chosen: str, quotes: int
) -> None:
    app = visit(small, **{name: chosen})
    assert f"<bdi>{quotes}</bdi></a></b><span>statement" in text(app)
    assert frame.SELECTS["overview"] in captions(app)


def test_filters_are_kept_from_page_to_page(visit: Visit, small: Path) -> None:
    app = visit(small)
    app.multiselect(key="country").set_value(["Brekland"]).run()
    for page in PAGES:
        turned(app, page)
        assert COUNTS[page][1] in text(app), page


@pytest.mark.parametrize("address", ["forty quotes"], indirect=True)
def test_what_is_filtered_is_said_as_it_stands(visit: Visit, address: Path) -> None:
    app = visit(address, actor="<b>Bold</b> & “Co”")
    assert "\\<b\\>Bold\\</b\\> \\& “Co”" in text(app)


def test_no_sign_of_a_name_is_markup() -> None:
    assert markup_base.markdown("*A* [b](c) $x$ :red[d] # `e`") == (
        "\\*A\\* \\[b\\]\\(c\\) \\$x\\$ \\:red\\[d\\] \\# \\`e\\`"
    )


@pytest.mark.parametrize(
    ("page", "kind", "ways"),
    [
        ("overview", "quotes", ["country”: 1", "chain”: 1"]),
        ("quotes", "quotes", ["country”: 1", "chain”: 1"]),
        ("stances", "positions", ["country”: 1", "chain”: 1"]),
        ("timeline", "events", ["loosen more than one"]),
        ("actors", "quotes", ["country”: 1", "chain”: 1"]),
        ("issues", "positions", ["country”: 1", "chain”: 1"]),
        ("sources", "sources", ["country”: 1", "chain”: 1"]),
    ],
)
def test_an_empty_result_names_the_filter_to_loosen(
    visit: Visit, small: Path, page: str, kind: str, ways: list[str]
) -> None:
    app = visit(small, page, country="Coastal Union", chain="only through state media")
    told = "".join(info.value for info in app.info)
    assert f"No {kind} under these filters" in told
    for way in ways:
        assert way.lower() in told.lower()
    assert ("more than one" in told) == ("loosen more than one" in ways)


def test_a_long_list_is_searched_here_and_keeps_what_is_chosen(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SENT_WHOLE", 2)
    app = visit(small, country="Brekland")
    assert app.multiselect(key="country").value == ["Brekland"]
    app.text_input(key="find_country").set_value("COAST").run()
    assert app.multiselect(key="country").options == ["Brekland", "Coastal Union"]
    assert app.multiselect(key="country").value == ["Brekland"]
    app.multiselect(key="country").set_value(["Brekland", "Coastal Union"]).run()
    app.text_input(key="find_country").set_value("").run()
    assert app.multiselect(key="country").value == ["Brekland", "Coastal Union"]


# Addresses


UNKNOWN: list[dict[str, Any]] = [
    {"country": "Atlantis"},
    {"country": "<script>alert(1)</script>"},
    {"country": "\0"},
    {"country": "x" * 100_000},
    {"country": ["Atlantis"] * 50},
    {"country": "brekland"},  # not the name shown
    {"country": "BRK"},  # the key is no name
    {"actor": "'; drop table quotes; --"},
    {"issue": "**bold** [x](javascript:y) :red[z] $x$"},
    {"source": "../../etc/passwd"},
    {"voice": "x"},
    {"chain": "x"},
]
HOSTILE: list[tuple[str, dict[str, Any]]] = [
    ("quotes", {"quote": "nonsense"}),
    ("quotes", {"quote": "\0"}),
    ("quotes", {"quote": ["a", "b"]}),
    ("quotes", {"quote": "<b>" * 10_000}),
    ("quotes", {"quotes_order": "x"}),
    ("quotes", {"quotes_words": "\0(" * 3_000}),
    ("quotes", {"quotes_words": "x" * 20_000}),
    ("quotes", {"quotes_words": ["a", "b"]}),
    ("quotes", {"quotes_page": "9" * 30}),
    ("quotes", {"quotes_page": ["\0", "-1"]}),
    ("stances", {"stances_page": "9" * 5_000}),
    ("stances", {"stances_down": "9" * 5_000, "stances_across": "0"}),
    ("sources", {"sources_page": "9" * 19}),
    ("timeline", {"timeline_page": "9" * 5_000}),
    ("stances", {"stances_cell": "x"}),
    ("stances", {"stances_cell": ["Arden: x"] * 3}),
    ("timeline", {"timeline_range": "x", "timeline_lanes": "\0"}),
    ("timeline", {"timeline_outside": "x", "timeline_event": "x"}),
    ("actors", {"actors_network": "x", "actors_picked": "\0", "actors_page": "9" * 99}),
    ("actors", {"part": "said", "actors_unheard": "-1", "actors_part": "x"}),
    ("actors", {"actor_id": "oda-marsk", "part": "x", "actors_part": "9" * 5_000}),
    ("actors", {"actor_id": "oda-marsk", "part": "said", "actors_part": "99"}),
    ("issues", {"issues_page": "9" * 5_000, "part": "\0"}),
    ("overview", {"twin_actors": "x"}),
    ("method", {"unknown": "x", "clear": "1", "stances_chart": "{}"}),
]


@pytest.mark.parametrize("asked", UNKNOWN, ids=lambda one: str(one)[:40])
def test_an_unknown_value_is_said_and_everything_shown(
    visit: Visit, small: Path, asked: dict[str, Any]
) -> None:
    app = visit(small, **asked)
    (told,) = spoken(app)
    assert "not in this record; everything is shown" in told.replace("\\", "")
    assert len(told) < 1_500
    assert COUNTS["overview"][0] in text(app)
    assert not app.button(key="close_unknown").disabled
    assert frame.SELECTS["overview"] not in captions(app)


def test_unknown_values_of_every_filter_break_no_page(
    visit: Visit, small: Path
) -> None:
    app = visit(small, **{name: ["Atlantis", "<script>", "\0"] for name in FILTERS})
    for page in PAGES:
        turned(app, page)
        assert not app.error, page
        assert COUNTS[page][0] in text(app), page


# What a page's own choices may be asked for in vain: page, name, value, what is kept.
CHOICES = [
    ("stances", "stances_cell", "Arden: peace", "5 positions"),
    ("timeline", "timeline_range", "the ice age", "Of 5 events, 1 in this range"),
    ("timeline", "timeline_lanes", "weather", "Of 5 events, 1 in this range"),
    ("actors", "actors_network", "who likes whom", "All of them: 9 actors"),
    ("actors", "actors_picked", "A → B", "All of them: 9 actors"),
    ("timeline", "timeline_event", "<b>Flood</b>", "Of 5 events, 1 in this range"),
    ("quotes", "quotes_order", "by mood", "7 quotes"),
]


@pytest.mark.parametrize(("page", "name", "asked", "kept"), CHOICES)
def test_a_choice_that_a_page_does_not_offer_is_said_and_can_be_closed(
    visit: Visit, small: Path, page: str, name: str, asked: str, kept: str
) -> None:
    app = visit(small, page, **{name: asked})
    what = name.partition("_")[2]
    assert spoken(app) == [
        markup_base.markdown(f"The address asks for the {what} “{asked}”: not here.")
    ]
    assert kept in text(app)
    app.run()
    assert len(spoken(app)) == 1  # until it is read
    app.button(key=f"close_{name}_unknown").click().run()
    assert not app.exception
    assert not app.warning
    assert kept in text(app)


def test_many_and_long_choices_in_vain_are_said_in_short(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "stances", stances_cell=["x" * 10_000] * 50)
    (told,) = spoken(app)
    assert told.count("“") == 3
    assert len(told) < 400


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("stances", {"stances_cell": "Brekland: Arden’s dam on the Selm"}),
        ("timeline", {"timeline_range": "everything", "timeline_lanes": "issue"}),
        ("timeline", {"timeline_event": "Opening of the dam"}),
        ("quotes", {"quotes_order": "by date"}),
    ],
)
def test_a_choice_that_a_page_offers_is_made_without_a_word(
    visit: Visit, small: Path, page: str, asked: dict[str, str]
) -> None:
    app = visit(small, page, **asked)
    assert not app.warning
    assert {name: app.session_state[name] for name in asked} == asked


@pytest.mark.parametrize(("page", "asked"), HOSTILE, ids=lambda one: str(one)[:40])
def test_a_hostile_address_breaks_no_page_and_changes_no_filter(
    visit: Visit, small: Path, page: str, asked: dict[str, Any]
) -> None:
    app = visit(small, page, **asked)
    assert not app.error
    assert len(app.title) == 1 or "quote" in asked
    assert frame.SELECTS[page] not in captions(app)


def test_an_unknown_value_is_said_beside_a_known_one_that_holds(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", country=["Brekland", "Atlantis"])
    (told,) = spoken(app)
    assert "Atlantis" in told
    assert "Brekland" not in told
    assert "the other filters hold" in told
    assert "3 quotes" in text(app)


def test_what_an_address_asks_for_is_said_as_text(visit: Visit, small: Path) -> None:
    app = visit(small, country="<b>x</b> [a](b)")
    (told,) = spoken(app)
    assert "\\<b\\>x" in told
    assert "\\[a\\]\\(b\\)" in told


def test_the_notice_of_an_unknown_value_can_be_closed(
    visit: Visit, small: Path
) -> None:
    app = visit(small, country="Atlantis")
    app.button(key="close_unknown").click().run()
    assert not app.warning


# One quote


def test_a_quote_has_an_address_of_its_own(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quote="lantern-2023-05-04-p6-a")
    told = text(app)
    assert "promised in 2019 to wait" in told
    assert [one.value for one in app.subheader] == [
        "To publish it", "Statements within it", "Positions that rest on it",
        "Events that it tells of",
    ]  # fmt: skip
    assert offered(app, "copy_link") == [
        {
            "label": "Copy the link",
            "copies": "row",
            "text": "quotes?quote=lantern-2023-05-04-p6-a",
        }
    ]
    (line,) = offered(app, "copy_line")
    assert line["label"] == "Copy the attribution line"
    assert escape(line["text"]) in told
    inner = visit(small, "quotes", quote="lantern-2023-05-04-p6-b")
    assert [one.value for one in inner.subheader] == [
        "To publish it", "It stands within",
    ]  # fmt: skip


def test_a_quote_that_is_not_there_is_said_and_leads_back(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quote="nonsense")
    assert spoken(app) == ["This record has no quote “nonsense”\\."]
    app.button(key="all_rows").click().run()
    assert "7 quotes" in text(app)


# The pages' own facts


def test_search_lights_what_it_finds(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes")
    app.text_input(key="quotes_words").set_value("DAM").run()
    assert "3 quotes" in text(app)
    assert text(app).count("<mark>dam</mark>") == 3
    app.text_input(key="quotes_words").set_value("(").run()
    assert not app.exception
    assert any("No quote holds all of this" in info.value for info in app.info)


def test_a_search_in_the_address_is_asked(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quotes_words='"smaller dam"')
    assert "1 quote\n" in text(app)
    assert "<mark>smaller dam</mark>" in text(app)


def test_a_search_for_a_whole_word_names_longer_ones(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quotes_words="the")
    assert "Also in this record" not in "".join(captions(app))
    with_longer = visit(DEFAULT, "quotes", quotes_words="missile")
    assert "Also in this record\\: missiles" in captions(with_longer)
    of_two = visit(DEFAULT, "quotes", quotes_words="ballistic missile")
    assert not [one for one in captions(of_two) if one.startswith("Also")]


def test_a_search_in_vain_names_longer_words_and_actors(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quotes_words="oppo")
    assert [info.value for info in app.info] == [
        "No quote holds all of this\\. Words here that begin so\\: oppose\\."
    ]
    app = visit(small, "quotes", quotes_words="MARSK")
    assert [info.value.replace("\\", "") for info in app.info] == [
        "No quote holds all of this. As an actor (see the filters): Oda Marsk."
    ]
    app = visit(small, "quotes", quotes_words="zzz")
    assert [info.value for info in app.info] == ["No quote holds all of this\\."]


def test_a_search_that_a_filter_empties_says_so(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", country="Brekland", quotes_words="smaller")
    told = "".join(info.value for info in app.info).replace("\\", "")
    assert "under these filters" in told
    assert "without them 1" in told


@pytest.mark.parametrize("address", ["forty quotes"], indirect=True)
def test_quotes_stand_25_to_a_page_and_another_question_begins_at_the_first(
    visit: Visit, address: Path
) -> None:
    app = visit(address, "quotes")
    assert "40 quotes" in text(app)
    assert text(app).count("<li id=") == 25
    (choice,) = app.get("pagination")
    choice.set_value(2).run()
    assert text(app).count("<li id=") == 15
    app.text_input(key="quotes_words").set_value("dam OR the").run()
    assert not app.exception
    app.text_input(key="quotes_words").set_value("").run()
    app.selectbox(key="quotes_order").set_value("by date").run()
    assert text(app).count("<li id=") == 25


# A list’s page in the address


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


def shown(app: AppTest, page: str) -> int:
    """How many rows a page lists, without the sources above the audit of marks."""
    return text(app).count("<li id=") - (page == "sources")


@pytest.mark.parametrize(
    ("page", "whole", "rest"),
    [("quotes", 25, 15), ("stances", 25, 15), ("sources", 25, 15), ("timeline", 25, 5)],
)
def test_a_page_of_a_list_is_kept_in_the_address(
    visit: Visit, long: Path, page: str, whole: int, rest: int
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
    visit: Visit, long: Path, page: str
) -> None:
    key = f"{page}_page"
    app = visit(long, page, **{key: "2"})
    app.multiselect(key="source").set_value([SOURCE]).run()
    assert not app.exception
    assert shown(app, page) == 25
    assert app.pagination(key=key).value == 1
    assert key not in app.query_params


def test_a_cell_has_its_sentence_its_positions_and_what_supports_means(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "stances", stances_cell="Brekland: Arden’s dam on the Selm")
    told = text(app).replace("\\", "")
    assert "2 positions" in told
    assert "“Supports” means: it should stand" in told
    assert "Brekland: Arden’s dam on the Selm. As coded from the printed" in told
    assert (
        "words: Oda Marsk opposes it, by the holder's own word: “We oppose it.”;"
        in told
    )
    assert "(2 positions)" in told


def test_a_cell_that_the_filters_empty_is_left(visit: Visit, small: Path) -> None:
    app = visit(small, "stances", stances_cell="Brekland: Arden’s dam on the Selm")
    app.multiselect(key="country").set_value(["Arden"]).run()
    assert not app.exception
    assert "2 positions" in text(app)
    assert app.selectbox(key="stances_cell").value is None


def test_selecting_on_a_picture_puts_the_cell_into_the_picker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state: dict[str, Any] = {
        "chart": {"selection": {"points": [{"customdata": ["BRK", "dam"]}]}},
        "picker": None,
    }
    address = {"cell": "ARD.dam", "country": "Arden"}
    shown = SimpleNamespace(session_state=state, query_params=address)
    monkeypatch.setattr(pictures, "st", shown)

    put = pictures.on_select("chart", "picker", {"Brekland: the dam": ("BRK", "dam")})
    put()
    assert state["picker"] == "Brekland: the dam"
    assert address == {"country": "Arden"}
    # A picture that is drawn anew has no selection; the picker keeps its own.
    state["chart"] = {"selection": {"points": []}}
    put()
    assert state["picker"] == "Brekland: the dam"


def test_a_large_matrix_is_shown_in_parts_without_losing_any(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.queries.stances.ROWS", 2)
    monkeypatch.setattr("dashboard.queries.stances.COLUMNS", 1)
    app = visit(small, "stances")
    assert "3 countries, those with most positions first" in text(app)
    app.session_state["stances_across"] = 2
    app.run()
    assert not app.exception
    # The part below has no second part across.
    app.session_state["stances_down"] = 2
    app.run()
    assert not app.exception
    assert "5 positions" in text(app)


def test_the_timeline_has_a_range_lanes_and_undated_events_apart(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "timeline")
    assert "Of 5 events, 1 in this range; 2 lie outside it" in text(app)
    assert "The source does not say when: 2 events" in text(app)
    control = app.session_state
    assert control["timeline_range"] == "the week of the report"
    for lanes_by in ("issue", "kind", "country"):
        app.session_state["timeline_lanes"] = lanes_by
        app.session_state["timeline_range"] = "everything"
        app.run()
        assert not app.exception
        assert "Of 5 events, 3 in this range; 2 have no date" in text(app)


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
    assert "Of 5 events, 2 in this range" in text(app)
    app.toggle(key="timeline_outside").set_value(True).run()
    assert "Of 5 events, 3 in this range" in text(app)
    assert "general knowledge" in text(app)


def test_an_event_that_is_picked_shows_its_evidence(visit: Visit, small: Path) -> None:
    app = visit(small, "timeline", timeline_event="Opening of the dam")
    assert "opened the dam on Wednesday" in text(app)


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
    assert names == ["Sergei Shoigu", "Li Hongzhong", "Vladimir Putin"]
    # He takes part in what is told of Russia; his statements are for another state.
    assert ">Kim Jong Un<" in told


def test_the_sources_page_accounts_for_every_pair_of_marks(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "sources")
    (title,) = app.title
    assert title.value == "What was read, and is every quotation mark accounted for?"
    told = text(app)
    assert "6 pairs: 4 are speech, 2 are not." in told
    assert "what the dam is called" in told


def test_the_method_page_tells_each_table_and_each_word(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "method")
    labels = [block.label for block in app.get("expander")]
    assert len(labels) == 10
    assert "A small record" in text(app)
    assert "the source itself remarks on a silence" not in text(app)
    app.session_state["method_positions"] = True
    app.run()
    assert "the source itself remarks on a silence" in text(app)
    assert len(app.get("download_button")) == 1


# The first columns of each picture's table.
TWIN_HEAD = {
    "actors": '<th scope="col">actor id</th>',
    "stances": '<th scope="col">country id</th>',
    "events": '<th scope="col">title</th>',
    "links": '<th scope="col">from</th>',
}


def html(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


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


def test_an_actor_alone_has_its_parts_each_with_its_number(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "actors", actor_id="oda-marsk")
    assert [one.value for one in app.title] == ["Oda Marsk"]
    assert [one.value for one in app.subheader] == [
        "What they said: 3 statements",
        "What they hold, and who says so: 1 position",
        "Whose words they pass on: 1 statement",
        "What they say others hold: 1 position",
        "To link to it",
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
    assert [one.value for one in nothing.subheader] == ["To link to it"]
    assert "The record holds nothing on: what they said;" in text(nothing)


def test_nobody_unheard_is_said(visit: Visit, small: Path) -> None:
    app = visit(small, "actors")
    assert "Talked about, not heard: 0 actors" in text(app)
    assert '<p class="otr-more">Nobody.</p>' in text(app)


@pytest.mark.parametrize(
    ("picked", "told", "rows"),
    [
        ("Oda Marsk (speaks)", "3 statements", 3),
        ("Meridian → The Daily Lantern", "6 statements", 6),
    ],
)
def test_what_is_picked_in_the_network_shows_its_rows(
    visit: Visit, small: Path, picked: str, told: str, rows: int
) -> None:
    app = visit(small, "actors", actors_picked=picked)
    assert not app.warning
    assert told in text(app)
    assert text(app).count("<li id=") == rows


def test_an_issue_alone_has_its_sides_and_its_rows(visit: Visit, small: Path) -> None:
    app = visit(small, "issues", issue_id="dam", country="Arden")
    assert [one.value for one in app.subheader] == [
        "1 position", "1 statement", "1 event", "To link to it",
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


def test_an_address_of_a_cell_opens_it(visit: Visit, small: Path) -> None:
    app = visit(small, "stances", cell="BRK.dam")
    assert app.selectbox(key="stances_cell").value == (
        "Brekland: Arden’s dam on the Selm"
    )
    missing = visit(small, "stances", cell="BRK.nothing")
    assert spoken(missing) == [
        "The record has no position in the cell “BRK\\.nothing”\\."
    ]


def test_an_address_of_a_row_that_is_gone_offers_the_nearest(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quote="lantern-2023-05-04-p6-aa")
    assert "lantern-2023-05-04-p6-a" in text(app)
    assert spoken(app) == [
        "This record has no quote “lantern\\-2023\\-05\\-04\\-p6\\-aa”\\."
    ]


# Beside the quotes


def test_value_beside_the_quotes_becomes_the_shared_filter(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes")
    kinds = app.get_by_key("facet_kind")
    assert [option.content for option in kinds.proto.options] == [
        "in the speaker's words\u00a0·\u00a02",
        "paraphrased\u00a0·\u00a02",
        "partly in the speaker's words\u00a0·\u00a02",
        "did not say this, the source remarks\u00a0·\u00a01",
    ]
    kinds.set_value(["indirect"]).run()
    app.run()
    assert not app.exception
    assert app.multiselect(key="kind").value == ["paraphrased"]
    assert "paraphrased" in app.query_params["kind"]
    assert "2 quotes" in text(app)
    assert app.get_by_key("facet_kind").value == ["indirect"]
    app.get_by_key("facet_kind").set_value([]).run()
    app.run()
    assert app.multiselect(key="kind").value == []
    assert "7 quotes" in text(app)


def test_value_chosen_stays_beside_the_quotes_where_none_is_left(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", kind=["paraphrased"], quotes_words="zzz")
    kinds = app.get_by_key("facet_kind")
    assert [option.content for option in kinds.proto.options] == [
        "paraphrased\u00a0·\u00a00"
    ]
    assert kinds.value == ["indirect"]


def test_one_value_of_whose_word_holds_at_a_time(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes")
    app.get_by_key("facet_voice").set_value("self").run()
    app.run()
    assert app.selectbox(key="voice").value == "the holder itself"
    assert app.get_by_key("facet_voice").value == "self"
    app.get_by_key("facet_voice").set_value(None).run()
    app.run()
    assert app.selectbox(key="voice").value == "everyone"


# Many events


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of 150 events."""
    return generated_record.write(tmp_path_factory.mktemp("crowded") / "record", 300)


def test_a_page_counts_what_is_too_much_to_draw_until_it_is_not(
    visit: Visit, crowded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "DRAWN", 12)
    monkeypatch.setattr(events, "LOOKED", 40)
    many = open_record(crowded)
    days = events.events(many, Filters(), size=None)["earliest"]
    began = ["" if pd.isna(day) else day.date().isoformat() for day in days]
    app = visit(crowded, "timeline")
    told = next(one for one in captions(app) if "too many to draw" in one)
    assert told.startswith(f"{len(began)} events, too many to draw one by one: counted")
    assert f"choose “{UNDATED}”" in told
    assert len(app.get("plotly_chart")) == 1
    steps = ["2021"]
    steps.append(events.counts(many, Filters(), 7, "2021")["period"].iloc[0])
    steps.append(events.counts(many, Filters(), 10, steps[-1])["period"].iloc[0])
    for step in steps:
        app.selectbox(key="timeline_period").set_value(step).run()
        assert not app.exception
        number = sum(day.startswith(step) for day in began)
        said = " ".join(captions(app))
        many_here = number >= lanes.DRAWN and len(step) < 10
        if many_here:
            assert f"{number} events, too many to draw one by one" in said
        else:
            assert re.search(rf"\b{number} (event|in this range|of \d+ events)", said)
    assert not many_here
    app.selectbox(key="timeline_period").set_value(UNDATED).run()
    assert "Without a day to draw" in text(app) or "does not say when" in text(app)


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
