"""Actors and issues in a browser: a picture that leads to rows, links that last."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open, Serve
from tests.support import generated_record
from tests.support.serving import ready, select_mark
from tests.support.small_record import QUOTES, ROWS, key, write_record

pytestmark = pytest.mark.browser

CHART = ".st-key-actors_chart"
PHONE, DESK = Look((390, 844)), (1280, 844)
ROWS_SHOWN = ".otr-list > li"
VIEWS = "actors?actors_network=who+says+what+others+hold"


def picked(page: Page) -> str:
    page.wait_for_url(re.compile("actors_picked="))
    ready(page)
    return parse_qs(urlsplit(page.url).query)["actors_picked"][0]


def marks(page: Page) -> tuple[int, int]:
    """How many links and how many names can be selected, by trace."""
    traces = page.locator(f"{CHART} .scatterlayer .trace:has(.point)")
    return traces.nth(0).locator(".point").count(), traces.nth(1).locator(
        ".point"
    ).count()


def select(page: Page, trace: int, at: int) -> str:
    """Click a link's or a name's mark; return what the picture says of it."""
    traces = page.locator(f"{CHART} .scatterlayer .trace:has(.point)")
    return select_mark(page, traces.nth(trace).locator(".point").nth(at))


@pytest.mark.parametrize("address", ["actors", VIEWS.strip("/")])
@pytest.mark.parametrize("trace", [0, 1], ids=["link", "name"])
def test_selected_mark_of_the_network_shows_as_many_rows_as_it_says(
    visit: Open, address: str, trace: int
) -> None:
    page = visit(address)
    label = select(page, trace, 3)
    name, _, number = label.rpartition(": ")
    assert set(name.split(" → ")) <= set(re.split(r" → | \(.*?\)", picked(page)))
    told = page.get_by_text(re.compile(r"^\d+ (statement|position)s?$"))
    expect(told).to_have_text(re.compile(rf"^{number} "))
    expect(page.locator(ROWS_SHOWN)).to_have_count(min(int(number), 25))
    again = visit(page.url, another=True)
    expect(again.locator(ROWS_SHOWN)).to_have_count(min(int(number), 25))


def test_twin_of_the_network_holds_exactly_its_links(visit: Open) -> None:
    page = visit("actors")
    links, names = marks(page)
    assert (links, names) == (21, 20)
    page.get_by_text("Show as table").click()
    ready(page)
    rows = page.locator(".st-key-twin_links tbody tr")
    expect(rows).to_have_count(links)


def test_picker_of_the_network_is_used_by_keyboard(visit: Open) -> None:
    page = visit("actors")
    page.locator(".st-key-actors_picked input").focus()
    page.keyboard.type("Kim Jong Un → KCNA")
    page.keyboard.press("Enter")
    assert picked(page) == "Kim Jong Un → KCNA"
    expect(page.locator(ROWS_SHOWN)).to_have_count(1)


def test_figure_of_an_actor_leads_to_just_its_rows_and_on_to_all_about_it(
    visit: Open,
) -> None:
    page = visit("actors")
    row = page.locator("tr", has_text="Sergei Shoigu").first
    row.get_by_role("link", name="6", exact=True).click()
    page.wait_for_url(re.compile("actor_id=sergei-shoigu&part=present"))
    ready(page)
    # Six events, of one of which two accounts more are listed.
    expect(page.locator(ROWS_SHOWN)).to_have_count(8)
    page.get_by_role("link", name="All about Sergei Shoigu").click()
    expect(page.locator("h1")).to_have_text("Sergei Shoigu")
    page.get_by_role("button", name="All actors").click()
    # While the page changes, both titles stand there for a moment.
    expect(page.locator("h1", has_text="Who is quoted, via whom")).to_be_visible()
    expect(page.locator("h1")).to_have_count(1)
    assert "actor_id" not in page.url


KINDS = [
    ("actors?actor_id=oda-marsk", "Oda Marsk"),
    ("issues?issue_id=dam", "Arden’s dam on the Selm"),
    ("sources?source_id=lantern-2023-05-04", "Arden’s president opens"),
]


@pytest.fixture(scope="module")
def grown(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The small record after another statement and a namesake have come in."""
    twin = {"actor_id": "oda-marsk-2", "name": "Oda Marsk", "kind": "person"}
    more = QUOTES[1] | {"quote_id": key(5, "c"), "speaker_id": "oda-marsk-2"}
    rows = ROWS | {
        "actors": [*ROWS["actors"], twin],
        "quotes": [more, *QUOTES],
    }
    return serve(write_record(tmp_path_factory.mktemp("grown") / "record", rows))


@pytest.mark.parametrize(("address", "title"), KINDS)
def test_an_address_opens_its_row_and_still_does_when_the_record_has_grown(
    visit: Open, small_dashboard: str, grown: str, address: str, title: str
) -> None:
    page = visit(address, small_dashboard)
    expect(page.locator("h1")).to_contain_text(title)
    expect(page.get_by_text(f"{small_dashboard}/{address}", exact=True)).to_be_visible()
    page = visit(address, grown)
    expect(page.locator("h1")).to_contain_text(title)
    assert page.get_by_test_id("stException").count() == 0


@pytest.mark.parametrize(("address", "title"), KINDS)
def test_an_address_of_a_row_that_is_gone_offers_the_nearest(
    visit: Open, small_dashboard: str, address: str, title: str
) -> None:
    page = visit(f"{address}x", small_dashboard)
    expect(page.get_by_test_id("stAlert")).to_contain_text("This record has no")
    page.locator(f'.otr-list a[href="{address}"]').click()
    expect(page.locator("h1")).to_contain_text(title)


OVERLAPS = """([chart, css]) => {
    const svg = document.querySelector(`${chart} .main-svg`).getBoundingClientRect();
    const boxes = [...document.querySelectorAll(`${chart} ${css}`)]
        .map(one => [one.textContent, one.getBoundingClientRect()]);
    const found = [];
    for (const [name, a] of boxes) {
        if (a.left < svg.left || a.right > svg.right || a.top < svg.top
            || a.bottom > svg.bottom) found.push(`${name} is cut`);
        for (const [other, b] of boxes)
            if (a !== b && a.left < b.right - 1 && b.left < a.right - 1
                && a.top < b.bottom - 1 && b.top < a.bottom - 1)
                found.push(`${name} and ${other}`);
    }
    return [boxes.length, found];
}"""


@pytest.fixture(scope="module")
def crowd(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("crowd") / "record"
    return serve(generated_record.write(folder, 1_500, 160, 6, 30))


@pytest.mark.parametrize("which", ["default", "few", "crowd"])
@pytest.mark.parametrize("address", ["actors", VIEWS], ids=["words", "views"])
def test_no_name_of_the_network_is_cut_or_lies_on_another(
    visit: Open, dashboard: str, small_dashboard: str, crowd: str, which: str,
    address: str,
) -> None:  # fmt: skip
    at = {"default": dashboard, "few": small_dashboard, "crowd": crowd}[which]
    # A phone first: there the picture is drawn once more when its frame has its width.
    page = visit(address, at, PHONE)
    for size in (PHONE.size, DESK):
        is_drawn(page, CHART, size)
        text = ".infolayer .annotation-text"
        number, found = page.evaluate(OVERLAPS, [CHART, text])
        assert number >= {"default": 19, "few": 8, "crowd": 32}[which]
        assert found == []
        main = "document.querySelector('[data-testid=stMain]')"
        wide = f"Math.max({main}.scrollWidth - {main}.clientWidth, "
        wide += "document.scrollingElement.scrollWidth - innerWidth)"
        assert page.evaluate(wide) <= 0


def is_drawn(page: Page, chart: str, size: tuple[int, int]) -> None:
    """Look at a picture through a window of this size, once it is drawn for that."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    # As wide as what is around it, which scrolls where the window is small.
    page.wait_for_function(
        """css => {
          const drawn = document.querySelector(`${css} .main-svg`);
          const room = document.querySelector(`${css} [data-testid=stPlotlyChart]`)
            || document.querySelector(css);
          const [a, b] = [drawn, room].map(one => one.getBoundingClientRect().width);
          return a > 300 && Math.abs(a - b) < 2;
        }""",
        arg=chart,
    )


def test_no_name_of_a_period_is_cut_or_lies_on_another(visit: Open, crowd: str) -> None:
    chart = ".st-key-timeline_counts"
    page = visit("timeline?timeline_range=everything", crowd, PHONE)
    for size in (PHONE.size, DESK):
        is_drawn(page, chart, size)
        number, found = page.evaluate(OVERLAPS, [chart, ".xtick text"])
        assert number > 3
        assert found == []


def test_what_a_crowded_network_leaves_out_is_said(visit: Open, crowd: str) -> None:
    page = visit("actors", crowd)
    links, names = marks(page)
    assert names <= 40
    assert links >= names - 1
    expect(page.get_by_text(re.compile(r"^Drawn: \d+ of \d+ names"))).to_contain_text(
        "To see them, filter by country, actor, issue or source"
    )


def test_picture_tells_its_finding_to_who_does_not_see_it(visit: Open) -> None:
    page = visit("actors")
    figure = page.get_by_role("figure")
    told = "From or via state media: 17 of 34 statements (omissions that the report"
    told += " points out are not counted). Most statements: "
    expect(figure).to_have_attribute("aria-label", re.compile(f"^{re.escape(told)}"))


def test_generated_record_is_a_crowd(tmp_path: Path) -> None:
    rows = (
        generated_record.write(tmp_path / "r", 10, 160, 1, 30) / "actors.csv"
    ).read_text(encoding="utf-8")
    assert len(rows.splitlines()) > 300
