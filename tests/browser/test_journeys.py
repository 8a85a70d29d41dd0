"""What readers do in a browser, from a click to the words and back by the address."""

import copy
import csv
import io
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.database.open import DEFAULT, open_record
from tests.browser.conftest import Look, Open, Serve
from tests.support.serving import PAGES, ready, select_mark
from tests.support.small_record import ROWS, write_record

pytestmark = pytest.mark.browser

CELL = "Russia: North Korea's nuclear programme"
QUOTE = ".otr-list .otr-printed"
# The tiles: strips of the same number lie beside them.
SEGMENTS = ".st-key-stances_chart .barlayer .trace:first-child .point path"
BARS = ".st-key-timeline_chart .barlayer .point path"


def rows(table: str) -> list[dict[str, str]]:
    with (DEFAULT / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def wait_for_address(page: Page, **cells: list[str] | None) -> None:
    """Wait until the address holds these values, None where a name must be absent."""
    page.wait_for_url(
        lambda url: all(
            parse_qs(urlsplit(url).query).get(name) == value
            for name, value in cells.items()
        )
    )
    ready(page)


def words_shown(page: Page) -> list[str]:
    """What is told on the page: titles, sentences, rows."""
    told = "h1, [data-testid=stAlert], .otr-list li"
    return page.locator("[data-testid=stMain]").locator(told).all_inner_texts()


def number_shown(page: Page, kind: str) -> int:
    told = page.get_by_text(re.compile(rf"^[\d,]+ {kind}s?$")).inner_text()
    return int(told.split()[0].replace(",", ""))


def go(page: Page, title: str) -> None:
    """Change the page by the menu."""
    page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True).click()
    expect(page).to_have_title(re.compile(f"^{title}\\b.* · On the Record$"))
    ready(page)


def choose_country(page: Page, name: str) -> None:
    page.locator(".st-key-country input").click()
    page.get_by_role("option", name=name, exact=True).click()
    page.keyboard.press("Escape")
    wait_for_address(page, country=[name])


# From the matrix to the quote, and by its address to another reader.


@pytest.mark.parametrize(("which", "x", "y"), [(0, 0.5, 0.5), (-1, 0.93, 0.1)])
def test_selected_segment_shows_its_cell_sentence_and_evidence(
    visit: Open, which: int, x: float, y: float
) -> None:
    page = visit("stances")
    label = select_mark(page, page.locator(SEGMENTS).nth(which), x, y)
    page.wait_for_url(re.compile("stances_cell="))
    (cell,) = asked(page)["stances_cell"]
    assert label.startswith(cell)
    expect(page.locator(".st-key-stances_cell input")).to_have_value(cell)
    country, issue = cell.split(": ", 1)
    countries = {row["name"]: row["country_id"] for row in rows("countries")}
    issues = {row["label"]: row["issue_id"] for row in rows("issues")}
    # A sentence has its own stop after the words.
    evidence = [
        re.sub(r"(?<![.]\w)[,.](?=\"?$)", "", row["evidence"])
        for row in rows("positions")
        if (row["country_id"], row["issue_id"])
        == (countries.get(country, ""), issues[issue])
    ]
    expect(page.locator(QUOTE)).to_have_count(len(evidence))
    assert sorted(page.locator(QUOTE).all_inner_texts()) == sorted(evidence)
    expect(page.get_by_test_id("stAlert")).to_contain_text(issue)
    assert number_shown(page, "position") == len(evidence)


def test_another_segment_changes_the_cell_and_an_empty_picker_shows_all(
    visit: Open,
) -> None:
    page = visit("stances")
    picker = page.locator(".st-key-stances_cell")
    for which in (0, 20):
        label = select_mark(page, page.locator(SEGMENTS).nth(which))
        holder = re.escape(label.split(": ")[0])
        expect(picker.locator("input")).to_have_value(re.compile(f"^{holder}: "))
        ready(page)
    picker.get_by_role("button", name="Clear").click()
    wait_for_address(page, stances_cell=None)
    expect(page.get_by_text(f"{len(rows('positions'))} positions")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_a_link_to_a_cell_lands_on_its_answer(
    visit: Open, size: tuple[int, int]
) -> None:
    page = visit(f"stances?stances_cell={CELL}", look=Look(size))
    answer = page.get_by_test_id("stAlert").get_by_role("listitem")
    expect(answer.first).to_have_text(
        "Nothing from Russia itself on this in the record."
    )
    expect(answer.first).to_be_in_viewport(ratio=1)
    assert (
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    )
    first = answer.first.bounding_box()
    row = page.locator(QUOTE).first.bounding_box()
    table = page.locator(".st-key-otr_cards, .st-key-stances_chart").filter(
        visible=True
    )
    drawn = table.last.bounding_box()
    assert first
    assert row
    assert drawn
    assert first["y"] < row["y"] < drawn["y"]
    near = page.get_by_role("link", name="Russia on UN bans on North Korea's")
    expect(near).to_be_visible()
    if size[0] > 640:
        expect(near).to_be_in_viewport()


def test_on_a_phone_each_issue_is_a_card_that_leads_to_its_answer(
    visit: Open,
) -> None:
    page = visit("stances", look=Look((390, 844)))
    expect(page.locator(".st-key-stances_chart").first).not_to_be_visible()
    cards = page.locator(".st-key-otr_cards .otr-matrix")
    row = cards.get_by_role("row").filter(has_text="North Korea's return to dialogue")
    expect(row).to_contain_text("South Korea")
    expect(row).to_contain_text("speaks for itself")
    expect(row).to_contain_text("help the North return to dialogue")
    for one in row.locator("a, th, td:not(:empty)").all():
        box = one.bounding_box()
        assert box
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    row.get_by_role("link").first.click()
    wait_for_address(
        page, stances_cell=["South Korea: North Korea's return to dialogue"]
    )
    expect(page.get_by_test_id("stAlert")).to_contain_text("return to dialogue")


def test_the_small_matrix_of_the_first_page_loads_no_picture(visit: Open) -> None:
    asked: list[str] = []
    page = visit("stances")
    page.on("request", lambda request: asked.append(request.url.lower()))
    page.reload()
    ready(page)
    assert [url for url in asked if "plotly" in url]
    asked.clear()
    page.goto(page.url.removesuffix("stances"))
    ready(page)
    segment = page.locator(".otr-matrix a").first
    expect(segment).to_have_text("opposes, per South Korea's foreign ministry")
    assert asked
    assert not [url for url in asked if "plotly" in url]
    segment.click()
    wait_for_address(page, stances_cell=["Russia: North Korea's nuclear programme"])


def test_address_of_a_cell_and_of_its_quote_shows_the_same_to_another_reader(
    visit: Open,
) -> None:
    page = visit("stances")
    select_mark(page, page.locator(SEGMENTS).first)
    page.wait_for_url(re.compile("stances_cell="))
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    ready(page)
    assert words_shown(visit(page.url, another=True)) == words_shown(page)
    way = page.get_by_role("link", name="see statement", exact=True).first
    words = page.locator(".otr-list li").filter(has=way).first.locator(".otr-printed")
    evidence = words.inner_text()
    way.click()
    page.wait_for_url(re.compile(r"/quotes\?.*quote="))
    ready(page)
    (key,) = asked(page)["quote"]
    (quote,) = [row for row in rows("quotes") if row["quote_id"] == key]
    expect(page.locator(QUOTE).first).to_contain_text(quote["content"])
    assert evidence in page.locator(QUOTE).all_inner_texts()
    assert words_shown(visit(page.url, another=True)) == words_shown(page)


def test_picker_of_the_matrix_is_reached_and_used_by_keyboard(visit: Open) -> None:
    page = visit("stances")
    picker = page.locator(".st-key-stances_cell input")
    for _ in range(60):
        page.keyboard.press("Tab")
        if picker.evaluate("one => one === document.activeElement"):
            break
    expect(picker).to_be_focused()
    page.keyboard.type("Russia")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("stances_cell=Russia"))
    expect(page.get_by_test_id("stAlert")).to_contain_text("Russia")


# Quotes: search, highlight, download.


def search(page: Page, typed: str) -> None:
    page.get_by_role("searchbox", name="Search the statements").fill(typed)
    wait_for_address(page, quotes_words=[typed])


def test_search_highlights_hits_and_downloads_the_rows_on_screen(visit: Open) -> None:
    page = visit("quotes")
    search(page, '"missiles"')
    holding = [row for row in rows("quotes") if "missiles" in row["content"].lower()]
    assert 1 < len(holding) <= 25
    expect(page.locator(QUOTE)).to_have_count(len(holding))
    marks = page.locator(f"{QUOTE} mark").all_inner_texts()
    assert {mark.lower() for mark in marks} == {"missiles"}
    assert page.locator(f"{QUOTE}:not(:has(mark))").count() == 0
    assert number_shown(page, "statement") == len(holding)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download as CSV").click()
    assert coming.value.suggested_filename == "quotes.csv"
    told = coming.value.path().read_text(encoding="utf-8-sig")
    saved = list(csv.DictReader(io.StringIO(told)))
    shown = [text.strip("“”") for text in page.locator(QUOTE).all_inner_texts()]
    assert [row["content"].strip("“”") for row in saved] == shown
    assert {row["quote_id"] for row in saved} == {row["quote_id"] for row in holding}


def test_selected_rows_are_taken_along_as_a_record_that_passes_the_check(
    visit: Open, tmp_path: Path
) -> None:
    page = visit("sources?country=Russia")
    page.get_by_role("button", name="Share").click()
    with page.expect_download() as coming:
        page.locator(".st-key-share_download button").click()
    assert coming.value.suggested_filename == "on-the-record-russia.zip"
    coming.value.save_as(tmp_path / "taken.zip")
    taken = open_record(tmp_path / "taken.zip")
    speakers = taken.answer(taken.table("positions"))["country_id"]
    assert set(speakers) == {"RUS"}


def test_address_of_a_position_shows_it_and_words_to_publish(visit: Open) -> None:
    page = visit("stances?position=tribune-2023-07-27-p31-a")
    called = re.compile("foreign ministry on Russia’s position on North Korea")
    expect(page.locator("h1")).to_have_text(called)
    line = page.locator(".otr-words").first
    expect(line).to_contain_text("South Korea's foreign ministry, as Reuters put it")
    page.get_by_role("button", name="All positions").click()
    expect(page.get_by_role("heading", name="Who is for what")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)


def test_search_reads_a_parenthesis_as_itself(visit: Open) -> None:
    page = visit("quotes")
    search(page, "(")
    holding = {row["quote_id"] for row in rows("quotes") if "(" in row["content"]}
    found = page.locator(".otr-list > li")
    # Those whose words hold one, and those that a name with one belongs to.
    expect(found.filter(has_not_text="(")).to_have_count(0)
    for one in holding:
        expect(page.locator(f".otr-list > li[id='{one}']")).to_be_visible()
    assert found.count() > len(holding)
    assert page.get_by_test_id("stException").count() == 0


def test_search_finds_straight_and_curly_apostrophes_alike(visit: Open) -> None:
    page = visit("quotes")
    shown = []
    for typed in ("Shoigu's", "Shoigu’s"):
        search(page, typed)
        expect(page.locator(f"{QUOTE} mark").first).to_contain_text("Shoigu")
        shown.append(page.locator(QUOTE).all_inner_texts())
    both = "".join(shown[0])
    assert "Shoigu's" in both
    assert "Shoigu’s" in both
    assert shown[0] == shown[1]


def test_value_beside_the_quotes_is_pressed_and_kept_on_other_pages(
    visit: Open,
) -> None:
    page = visit("quotes?quotes_words=russia")
    page.locator(".st-key-facet_actor_more button").click()
    page.locator(".st-key-facet_actor_find input").fill("Lukin")
    expect(page.locator(".st-key-facet_actor_found button")).to_have_count(1)
    page.keyboard.press("Escape")
    beside = page.locator(".st-key-facet_country button")
    label = beside.first.inner_text().split("\u00a0·\u00a0")
    beside.first.click()
    wait_for_address(page, country=[label[0]], quotes_words=["russia"])
    expect(page.get_by_text(re.compile(rf"^{label[1]} statements?$"))).to_be_visible()
    expect(page.locator(QUOTE)).to_have_count(int(label[1]))
    expect(beside.first).to_have_attribute("aria-pressed", "true")
    go(page, "Stances")
    wait_for_address(page, country=[label[0]])


# Filters: in the address, kept, said, cleared.


def test_country_chosen_in_the_sidebar_stays_over_pages_reload_back_and_copies(
    visit: Open,
) -> None:
    page = visit("")
    choose_country(page, "Russia")
    spoken_for = [row for row in rows("quotes") if row["on_behalf_of"] == "RUS"]
    held = [row for row in rows("positions") if row["country_id"] == "RUS"]
    go(page, "Statements")
    wait_for_address(page, country=["Russia"])
    expect(page.get_by_role("button", name="Country: Russia ✕")).to_be_visible()
    assert number_shown(page, "statement") == len(spoken_for)
    go(page, "Stances")
    wait_for_address(page, country=["Russia"])
    assert number_shown(page, "position") == len(held)
    page.reload()
    ready(page)
    wait_for_address(page, country=["Russia"])
    assert number_shown(page, "position") == len(held)
    page.go_back()
    expect(page).to_have_title("Statements: Russia · On the Record")
    wait_for_address(page, country=["Russia"])
    expect(page.locator(QUOTE)).to_have_count(len(spoken_for))
    assert words_shown(visit(page.url, another=True)) == words_shown(page)


def test_button_shows_everything_again(visit: Open) -> None:
    page = visit("stances?country=Russia&voice=others")
    assert number_shown(page, "position") < len(rows("positions"))
    page.get_by_role("button", name="Clear filters").click()
    wait_for_address(page, country=None, voice=None)
    expect(page.get_by_text(f"{len(rows('positions'))} positions")).to_be_visible()
    expect(page.get_by_role("button", name="Clear filters")).to_have_count(0)


def test_unknown_value_in_the_address_is_said_and_everything_shown(
    visit: Open,
) -> None:
    page = visit("stances?country=Atlantis")
    said = page.get_by_test_id("stAlert").filter(has_text="Atlantis")
    expect(said).to_contain_text("not in this record")
    assert number_shown(page, "position") == len(rows("positions"))
    page.get_by_role("button", name="Close", exact=True).click()
    expect(said).to_have_count(0)


# Timeline: an event, lanes, ranges, dates from outside.


def test_selected_event_shows_its_evidence(visit: Open) -> None:
    page = visit("timeline?timeline_axis=true")
    bar = page.locator(BARS).nth(1)
    label = select_mark(page, bar, 0.97)
    page.wait_for_url(re.compile("timeline_event="))
    ready(page)
    (title,) = asked(page)["timeline_event"]
    assert label.startswith(title)
    (event,) = [row for row in rows("events") if row["title"] == title]
    shown = page.locator(f'[id="{event["event_id"]}"]').first
    expect(shown.locator(".otr-printed")).to_have_text(event["evidence"])
    assert words_shown(visit(page.url, another=True)) == words_shown(page)


def test_dates_from_outside_the_source_are_drawn_hollow_when_asked_for(
    visit: Open,
) -> None:
    page = visit("timeline?timeline_range=everything")
    outside = [row for row in rows("events") if row["outside_date"]]
    assert outside
    chart = page.locator(".st-key-timeline_chart")
    before = chart.locator(".point").count()
    expect(page.get_by_text("hollow: date not in the report")).to_have_count(0)
    page.get_by_text("Add dates from general knowledge").click()
    wait_for_address(page, timeline_outside=["true"])
    expect(page.get_by_text("hollow: date not in the report")).to_be_visible()
    page.wait_for_function(
        "([css, number]) => document.querySelectorAll(css).length > number",
        arg=[".st-key-timeline_chart .point", before],
    )


def test_ranges_and_lanes_change_the_picture_and_the_address(visit: Open) -> None:
    page = visit("timeline")
    expect(page.locator(".st-key-timeline_chart")).to_have_count(0)
    page.get_by_text("Show as a chart over time").click()
    wait_for_address(page, timeline_axis=["true"])
    lanes = page.locator(".st-key-timeline_chart .yaxislayer-above .ytick")
    expect(lanes).not_to_have_count(0)
    issues = lanes.all_text_contents()
    page.get_by_role("radio", name="kind of event", exact=True).click()
    wait_for_address(page, timeline_lanes=["kind of event"])
    expect(lanes.filter(has_text="visit")).to_have_count(1)
    assert lanes.all_text_contents() != issues
    told = page.get_by_text(re.compile(r"in this range"))
    week = told.inner_text()
    page.get_by_role("radio", name="everything", exact=True).click()
    wait_for_address(page, timeline_range=["everything"])
    expect(told).not_to_have_text(week)
    events = [row for row in rows("events") if not row["account_of"]]
    dated = [row for row in events if row["happened_on"]]
    expect(told).to_contain_text(f"{len(events)} events")
    # To a day, or lasting from one known time to another: what an axis can show.
    close = [row for row in dated if re.fullmatch(
        r"\d{4}-\d{2}-\d{2}|[^\[X]+/[^X]+", row["happened_on"])]  # fmt: skip
    expect(told).to_contain_text(re.compile(rf"\b{len(close)} (is|are) in this range"))


@pytest.mark.parametrize("look", [Look(), Look((390, 844), "dark")], ids=str)
def test_nothing_is_dated_to_the_26th_and_the_page_says_so(
    visit: Open, look: Look
) -> None:
    page = visit("timeline?timeline_day=2023-07-26", look=look)
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text(
        "Nothing is dated to 26 July 2023; 2 events were under way"
    )
    expect(said).to_contain_text(
        "12 events happened some time between 24 and 27 July 2023"
    )
    groups = page.locator(".otr-date")
    expect(groups.first.locator("h3")).to_contain_text("27 July 2023")
    expect(groups.last.locator("h3")).to_contain_text("No date given")
    events = {row["account_of"] or row["event_id"] for row in rows("events")}
    expect(page.locator(".otr-date li")).to_have_count(len(events))
    page.get_by_role("link", name="Kim and Li hold talks").click()
    page.wait_for_url(re.compile(r"timeline\?event="))
    expect(page.locator(".otr-list .otr-printed").first).to_contain_text("Kim also met")


# Other records: right to left, damaged, empty.

ARABIC = "لن يتوقف هذا السد أبدا"


def test_arabic_words_read_from_right_to_left(
    visit: Open, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables = copy.deepcopy({name: list(kept) for name, kept in ROWS.items()})
    quote, other = tables["quotes"][4], tables["quotes"][0]
    quote |= {"content": ARABIC, "end": quote["start"] + len(ARABIC)}
    record = write_record(tmp_path_factory.mktemp("arabic") / "record", tables)
    page = visit("quotes", serve(record))
    direction = "one => getComputedStyle(one).direction"
    arabic = page.locator(QUOTE).filter(has_text=ARABIC)
    assert arabic.evaluate(direction) == "rtl"
    english = page.locator(QUOTE).filter(has_text=other["content"])
    assert english.evaluate(direction) == "ltr"
    search(page, "السد")
    expect(page.locator(f"{QUOTE} mark")).to_have_text(["السد"])


def test_damaged_record_is_refused_with_its_problems_and_nothing_else(
    visit: Open, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = tmp_path_factory.mktemp("damaged") / "record"
    shutil.copytree(DEFAULT, record)
    quotes = record / "quotes.csv"
    told = quotes.read_text(encoding="utf-8")
    assert ",indirect," in told
    quotes.write_text(told.replace(",indirect,", ",shouted,", 1), encoding="utf-8")
    page = visit("quotes", serve(record))
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("1 problem")
    cells = page.get_by_test_id("stDataFrame").locator("[role=gridcell]")
    expect(cells.filter(has_text="shouted")).not_to_have_count(0)
    expect(cells.filter(has_text="quotes.csv")).not_to_have_count(0)
    shown = page.locator("body").inner_text()
    assert "Traceback" not in shown
    assert page.get_by_test_id("stException").count() == 0
    assert page.locator(".otr-list").count() == 0


def test_empty_record_explains_itself_on_every_page(
    visit: Open, serve: Serve, tmp_path_factory: pytest.TempPathFactory
) -> None:
    record = write_record(tmp_path_factory.mktemp("empty") / "record", {})
    at = serve(record)
    page = visit("", at)
    for name in PAGES:
        address = f"{at}/{'' if name == 'overview' else name}"
        # By the menu: a visit of its own would start the same program each time.
        page.locator(f"[data-testid=stTopNav] a[href='{address}']").click()
        page.wait_for_url(address)
        ready(page)
        assert page.get_by_test_id("stException").count() == 0, name
        if name not in ("method", "add"):
            expect(page.get_by_test_id("stAlert")).to_contain_text(
                "This record holds no"
            )
    expect(page.locator("h1")).to_have_count(1)
