"""Readers without a mouse, with a small window, with large letters, without motion."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import BROKEN, STILL, Look, Open
from tests.support.serving import PAGES, ready
from tests.support.small_record import SOURCE_TEXT

pytestmark = pytest.mark.browser

# Every page, and what stands alone or opens on one.
VIEWS = {
    **{name: "" if name == "overview" else name for name in PAGES},
    "quote": "quotes?quote=tribune-2023-07-27-p13-a",
    "position": "stances?position=tribune-2023-07-27-p31-a",
    "cell": "stances?stances_cell=Russia%3A+North+Korea%27s+nuclear+arms",
    "actor": "actors?actor_id=kim-jong-un",
    "network": "actors?actors_network=who+says+what+others+hold"
    "&actors_picked=Reuters+%28says+it%29",
    "issue": "issues?issue_id=nk-nuclear",
    "source": "sources?source_id=tribune-2023-07-27",
    "filtered": "timeline?country=Russia&voice=others&timeline_outside=true",
}
# A phone held upright, and a desk at 200 %: half as many pixels of a page.
SMALL = {"phone": (320, 640), "zoomed": (640, 450)}
TABS = 80  # Presses within which a control must be reached.


# What holds the focus, in a component's own tree too, and whether that is seen.
FOCUS = """() => {
  let one = document.activeElement;
  while (one.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const seen = part => {
    const style = getComputedStyle(part), box = part.getBoundingClientRect();
    let opacity = 1;
    for (let up = part; up; up = up.parentElement)
      opacity *= getComputedStyle(up).opacity;
    return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2
      && !/^rgba.*, 0\\)$/.test(style.outlineColor) && opacity > 0.9
      && style.visibility === 'visible' && box.width > 14 && box.height > 14
      && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight;
  };
  const parts = [one, one.closest('label')].filter(Boolean);
  const name = one.getAttribute('aria-label') || one.textContent || one.tagName;
  const back = one === document.body || one.closest('[data-testid=stSkipToContent]');
  return {name: `${one.tagName} ${name.trim().slice(0, 40)}`, seen: parts.some(seen),
          back: !!back};
}"""


def tab_to(page: Page, control: Locator, most: int = TABS) -> None:
    """Press Tab until a control has the focus; it must be seen there."""
    has_it = """one => { let now = document.activeElement;
      while (now.shadowRoot?.activeElement) now = now.shadowRoot.activeElement;
      return now === one; }"""
    for _ in range(most):
        page.keyboard.press("Tab")
        if control.evaluate(has_it):
            break
    expect(control).to_be_focused()
    assert page.evaluate(FOCUS)["seen"]


def enter(page: Page) -> None:
    page.keyboard.press("Enter")
    ready(page)


# The keyboard alone


def test_a_country_is_chosen_from_the_overview_by_keyboard(visit: Open) -> None:
    page = visit(look=STILL)
    tab_to(page, page.locator(".st-key-country input"))
    page.keyboard.type("Russ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("country=Russia"))
    ready(page)
    expect(page.get_by_text("Only Country: Russia")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, page.get_by_role("button", name="Show everything"))
    enter(page)
    page.wait_for_url(re.compile(r"^[^?]*$"))


def test_skip_link_leads_past_the_menu_to_the_page(visit: Open) -> None:
    page = visit("quotes", look=STILL)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Share")).to_be_focused()


def test_from_the_matrix_to_a_quote_and_its_line_by_keyboard(visit: Open) -> None:
    page = visit("stances", look=STILL)
    tab_to(page, page.locator(".st-key-stances_cell input"))
    page.keyboard.type("Russia: North Korea's nuclear")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("stances_cell="))
    ready(page)
    tab_to(page, page.get_by_role("link", name="the quote", exact=True).first)
    enter(page)
    page.wait_for_url(re.compile(r"/quotes\?.*quote="))
    expect(page.locator("h1")).to_contain_text("One quote")
    ready(page)
    tab_to(page, page.get_by_role("button", name="Copy the attribution line"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    line = page.locator(".otr-words").first.inner_text()
    assert len(line) > 40
    assert page.evaluate("navigator.clipboard.readText()") == line


def test_a_word_is_searched_and_paged_on_by_keyboard(visit: Open) -> None:
    page = visit("quotes", look=STILL)
    tab_to(page, page.get_by_role("searchbox", name="Words in the quote"))
    page.keyboard.type("the")
    page.wait_for_url(re.compile("quotes_words=the"))
    ready(page)
    expect(page.locator(".otr-list mark").first).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_url(lambda url: "quotes_words" not in url)
    ready(page)
    tab_to(
        page, page.get_by_role("button", name=re.compile("^(Go to )?next", re.I)), 200
    )
    enter(page)
    page.wait_for_url(re.compile("quotes_page=2"))


def test_a_link_of_the_network_is_picked_and_an_actor_opened_by_keyboard(
    visit: Open,
) -> None:
    page = visit("actors", look=STILL)
    tab_to(page, page.locator(".st-key-actors_picked input"), 250)
    page.keyboard.type("Kim Jong Un → KCNA")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("actors_picked="))
    ready(page)
    expect(page.locator(".otr-list > li")).to_have_count(1)
    tab_to(page, page.locator(".otr-list a[href*=actor_id]").first)
    enter(page)
    page.wait_for_url(re.compile(r"actor_id="))
    expect(page.get_by_role("button", name="All actors")).to_be_visible()


def test_a_copy_of_a_source_is_checked_by_keyboard(
    visit: Open, small_dashboard: str
) -> None:
    page = visit("sources", small_dashboard, STILL)
    words = "Hold your own copy of a source"
    tab_to(page, page.locator("summary", has_text=words))
    enter(page)
    field = page.locator(".st-key-proof_text textarea")
    expect(field).to_be_visible()
    ready(page)
    tab_to(page, field)
    page.keyboard.insert_text(SOURCE_TEXT)
    tab_to(page, page.get_by_role("button", name="Check", exact=True))
    enter(page)
    told = "23 of 23 rows stand exactly"
    expect(page.get_by_text(told)).to_be_visible()


def test_share_is_opened_used_and_closed_by_keyboard(
    visit: Open, dashboard: str
) -> None:
    page = visit("stances?country=Russia", look=STILL)
    share = page.get_by_role("button", name="Share")
    tab_to(page, share)
    page.keyboard.press("Enter")
    link = page.get_by_role("button", name="Copy the link")
    expect(link).to_be_focused()
    ready(page)
    assert page.evaluate(FOCUS)["seen"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{dashboard}/stances?country=Russia"
    page.keyboard.press("Escape")
    expect(link).to_have_count(0)
    expect(share).to_be_focused()


DESK, PHONE = STILL, Look((390, 844), "dark", still=True)
# Every page and two rows alone, and those that a small dark window changes most.
LOOKED = [
    *((DESK, view) for view in (*PAGES, "quote", "actor")),
    *((PHONE, view) for view in ("stances", "sources")),
]


@pytest.fixture(scope="module", params=LOOKED, ids=lambda one: f"{one[0]}-{one[1]}")
def shown(
    reader: BrowserContext, dashboard: str, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A page on which nothing moves, loaded once for the tests that look at it."""
    look, view = request.param
    page = look.new_page(reader)
    page.goto(f"{dashboard}/{VIEWS[view]}")
    yield ready(page)
    page.close()


def test_focus_is_seen_wherever_it_goes_and_gets_out_again(shown: Page) -> None:
    page = shown
    page.keyboard.press("Tab")
    stops: list[str] = []
    unseen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUS)
        if now["back"]:
            break
        stops.append(now["name"])
        if not now["seen"]:
            unseen.append(now["name"])
    assert now["back"], f"no way out after {stops[-1]}"
    assert len(stops) > 10
    assert unseen == []


# Without motion


MOVING = """() => [...document.querySelectorAll('*')].filter(one =>
  ['', '::before', '::after'].some(part => {
    const style = getComputedStyle(one, part || null);
    const longest = list => Math.max(...list.split(',').map(parseFloat));
    return longest(style.transitionDuration) > 0.001
      || (style.animationName !== 'none' && longest(style.animationDuration) > 0.001);
  })).map(one => `${one.tagName} ${one.className}`.slice(0, 80))"""


def test_nothing_moves_for_readers_who_ask_for_that(shown: Page) -> None:
    assert shown.evaluate(MOVING) == []
    shown.emulate_media(reduced_motion="no-preference")
    assert shown.evaluate(MOVING)
    shown.emulate_media(reduced_motion="reduce")


# What axe finds, with the parts open that a reader opens


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def serious(page: Page) -> list[tuple[str, list[str]]]:
    # What waits to be drawn anew is faint until it is.
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.wait_for_function(
        "() => !document.getAnimations().some(one => one.playState === 'running')"
    )
    only = {"runOnly": {"type": "tag", "values": TAGS}, **BROKEN}
    found = Axe().run(page, options=only).response
    ran = {one["id"] for kind in ("passes", "violations") for one in found[kind]}
    assert "target-size" in ran
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def open_all(page: Page) -> None:
    for at in range(page.locator("summary").count()):
        page.locator("summary").nth(at).click()
    ready(page)


def test_axe_finds_nothing_serious_with_all_parts_open(shown: Page) -> None:
    page = shown
    open_all(page)
    assert serious(page) == []
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Copy the citation").last).to_be_visible()
    ready(page)
    assert serious(page) == []


# A small window, large letters


# Words and controls that are cut, or lie outside the window where nothing scrolls.
LOST = """() => {
  const found = [], main = document.querySelector('[data-testid=stMain]');
  const scrolls = one => {
    for (let up = one; up && up !== main; up = up.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  for (const one of main.querySelectorAll('*')) {
    if (one.closest('svg, canvas, .js-plotly-plot, [aria-hidden=true]')) continue;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (box.width < 2 || box.height < 2 || style.visibility === 'hidden') continue;
    const words = [...one.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!words && !one.matches('a, button, input, textarea, summary')) continue;
    const name = `${one.tagName} ${(one.getAttribute('aria-label')
      || one.textContent).trim().slice(0, 50)}`;
    if (!scrolls(one) && (box.right > innerWidth + 1 || box.left < -1))
      found.push(`outside: ${name}`);
    if (!words) continue;
    const range = document.createRange();
    range.selectNodeContents(one);
    const text = range.getBoundingClientRect();
    for (let up = one; up && up !== main; up = up.parentElement) {
      const { overflowX } = getComputedStyle(up), edge = up.getBoundingClientRect();
      if (['auto', 'scroll'].includes(overflowX)) break;
      if (overflowX !== 'visible'
          && (text.right > edge.right + 1 || text.left < edge.left - 1)) {
        found.push(`cut: ${name}`);
        break;
      }
    }
  }
  const wide = Math.max(document.scrollingElement.scrollWidth - innerWidth,
                        main.scrollWidth - main.clientWidth);
  return [Math.max(wide, 0), found, main.querySelectorAll('a, button, input').length];
}"""


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_lost_in_a_small_window(visit: Open, view: str) -> None:
    page = visit(VIEWS[view], look=Look(SMALL["phone"]))
    for width, height in SMALL.values():
        page.set_viewport_size({"width": width, "height": height})
        # Pictures are drawn anew for the width.
        ready(page)
        wide, lost, controls = page.evaluate(LOST)
        assert (wide, lost) == (0, []), width
        assert controls > 1


@pytest.mark.parametrize("size", SMALL.values(), ids=SMALL)
def test_filters_are_reached_in_a_small_window(
    visit: Open, size: tuple[int, int]
) -> None:
    page = visit("quotes", look=Look(size))
    field = page.locator(".st-key-country input")
    expect(field).not_to_be_visible()
    page.get_by_test_id("stExpandSidebarButton").click()
    field.scroll_into_view_if_needed()
    expect(field).to_be_in_viewport()
    menu = page.get_by_test_id("stSidebar").get_by_role("link", name="Stances")
    menu.scroll_into_view_if_needed()
    expect(menu).to_be_in_viewport()
    # Streamlit remembers an open sidebar for the pages after this one.
    page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    expect(field).not_to_be_in_viewport()


@pytest.mark.parametrize("size", SMALL.values(), ids=SMALL)
def test_share_stays_in_a_small_window(visit: Open, size: tuple[int, int]) -> None:
    page = visit("stances", look=Look(size))
    page.get_by_role("button", name="Share").click()
    cite = page.get_by_role("button", name="Copy the citation")
    cite.scroll_into_view_if_needed()
    expect(cite).to_be_in_viewport(ratio=1)
    box = page.get_by_test_id("stPopoverBody").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")


# Pictures for those who do not see them


ALTS = {
    "stances": "44 positions: 7 in the holder's own word, 5 told by its own state's "
    "media, 32 told by others. Country with most: \u2068North Korea\u2069 (17). ",
    "timeline": "18 events drawn between 23 July 2023 and 31 July 2023; by their "
    "beginning, the first is dated 2023, the last 27 July 2023. ",
    "actors": "Through state media: 17 of 34 statements, silences left out. ",
    "sources": "Share of the text by speaker: most is ",
}


@pytest.mark.parametrize("name", ALTS)
def test_a_picture_tells_its_finding(visit: Open, name: str) -> None:
    told = visit(name).get_by_role("figure").first
    expect(told).to_have_attribute(
        "aria-label", re.compile(f"^{re.escape(ALTS[name])}")
    )
