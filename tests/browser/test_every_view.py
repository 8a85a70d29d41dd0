"""What holds of every page and of each kind of row, at a desk and on a phone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.browser.conftest import BROKEN, FOCUS, SMALL, STILL, Look, its_own
from tests.support.serving import PAGES, ready

pytestmark = pytest.mark.browser

CELL = urlencode({"stances_cell": "Russia: North Korea's nuclear programme"})
# Every page, and what stands alone or opens on one.
VIEWS: Final = {
    **{name: "" if name == "overview" else name for name in PAGES},
    "quote": f"quotes?{urlencode({'quote': 'tribune-2023-07-27-p13-a'})}",
    "last": f"quotes?{urlencode({'quote': 'tribune-2023-07-27-p31-b'})}",
    "position": "stances?position=tribune-2023-07-27-p31-a",
    "cell": f"stances?{CELL}",
    "unknown": f"stances?{CELL}&country=Russia&country=Atlantis",
    "found": "quotes?quotes_words=missiles",
    "axis": "timeline?timeline_range=the+week+of+the+report",
    "filtered": "timeline?country=Russia&voice=others&timeline_outside=true",
    "event": "timeline?timeline_outside=true&timeline_lanes=kind+of+event",
    "actor": "actors?actor_id=kim-jong-un",
    "network": "actors?actors_network=who+says+what+others+hold"
    "&actors_picked=Reuters+%28says+it%29",
    "issue": "issues?issue_id=nk-nuclear",
    "source": "sources?source_id=tribune-2023-07-27",
}
# Each width once, and each ground: one does not change what the other does.
DESK, PHONE = STILL, Look((390, 844), "dark", still=True)
# What is gone through to its last control: every page and two rows alone, and those
# that a small dark window changes most.
THOROUGH: Final = [
    *((DESK, view) for view in (*PAGES, "quote", "actor")),
    *((PHONE, view) for view in ("stances", "sources")),
]


@dataclass(frozen=True)
class Seen:
    """A view that is open, and what the browser has complained of since."""

    view: str
    look: Look
    page: Page
    errors: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Name a test by it."""
        return f"{self.look}-{self.view}"


@pytest.fixture(scope="module")
def seen(
    reader: BrowserContext, dashboard: str, request: pytest.FixtureRequest
) -> Iterator[Seen]:
    """A view on which nothing moves, loaded once for the tests that look at it."""
    look, view = request.param
    found = Seen(view, look, look.new_page(reader))

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not its_own(found.page, message):
            found.errors.append(f"{message.text} ({message.location['url']})")

    found.page.on("console", note)
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    found.page.goto(f"{dashboard}/{VIEWS[view]}")
    ready(found.page)
    yield found
    found.page.close()


# Wider than the window by so many pixels, the page or what scrolls in it.
WIDER = """() => { const main = document.querySelector('[data-testid=stMain]');
  return Math.max(document.scrollingElement.scrollWidth - innerWidth,
                  main.scrollWidth - main.clientWidth); }"""


def named(one: tuple[Look, str]) -> str:
    return f"{one[0]}-{one[1]}"


def of(*views: tuple[Look, str]) -> pytest.MarkDecorator:
    """The views that a test looks at: of several tests each is opened once."""
    return pytest.mark.parametrize(
        "seen", views, indirect=True, ids=named, scope="module"
    )


small = of(*((PHONE, view) for view in VIEWS))
every = of(*((look, view) for look in (DESK, PHONE) for view in VIEWS))
thorough = of(*THOROUGH)


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def serious(
    page: Page, *tags: str, within: str | None = None
) -> list[tuple[str, list[str]]]:
    """
    What axe finds that keeps somebody out, by all rules or those of some tags; on the
    whole page or within a part of it.
    """
    # What waits to be drawn anew is faint until it is; colours fade in after a change.
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.wait_for_function(
        "() => !document.getAnimations().some(one => one.playState === 'running')"
    )
    only = {"runOnly": {"type": "tag", "values": tags}} if tags else {}
    found = Axe().run(page, context=within, options={**only, **BROKEN}).response
    ran = {one["id"] for kind in ("passes", "violations") for one in found[kind]}
    assert ("target-size" in ran) == bool(tags)
    return [
        (one["id"], [node["html"][:120] for node in one["nodes"]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


# As it is opened


@every
def test_it_is_light_or_dark_as_the_reader_likes_it(seen: Seen) -> None:
    ground = "getComputedStyle(document.querySelector('[data-testid=stApp]'))"
    colour = seen.page.evaluate(f"{ground}.backgroundColor")
    dark = seen.look.scheme == "dark"
    assert colour == ("rgb(20, 23, 28)" if dark else "rgb(255, 255, 255)")


@every
def test_it_is_no_wider_than_the_window(seen: Seen) -> None:
    assert seen.page.evaluate(WIDER) <= 0


@every
def test_its_title_stands_in_the_upper_part_of_the_first_screen(seen: Seen) -> None:
    box = seen.page.locator("h1").bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= seen.look.size[1] * 0.6


@every
def test_axe_finds_nothing_serious(seen: Seen) -> None:
    # The script that lets the keyboard scroll a picture comes after the picture.
    seen.page.wait_for_function(
        """() => [...document.querySelectorAll('[class*="st-key-otr_scroll"]')]
        .every(one => one.scrollWidth <= one.clientWidth || one.tabIndex === 0)"""
    )
    assert serious(seen.page) == []


# Pictures for those who do not see them


ALTS = {
    "stances": "34 positions: 5 in the holder's own statements, 4 told by its own"
    " state media, 25 told by others. Country with most: \u2068Russia\u2069 (13). ",
    "axis": "3 events drawn between 23 July 2023 and 31 July 2023; by their beginning,"
    " the first is dated 24 to 27 July 2023, the last 27 July 2023. ",
    "actors": "From or via state media: 17 of 34 statements (omissions that the report"
    " points out are not counted). ",
    "sources": "Share of the text by speaker: most is ",
}


@of(*((DESK, view) for view in ALTS))
def test_a_picture_tells_its_finding(seen: Seen) -> None:
    expect(seen.page.get_by_role("figure").first).to_have_attribute(
        "aria-label", re.compile(f"^{re.escape(ALTS[seen.view])}")
    )


# Without motion


MOVING = """() => [...document.querySelectorAll('*')].filter(one =>
  ['', '::before', '::after'].some(part => {
    const style = getComputedStyle(one, part || null);
    const longest = list => Math.max(...list.split(',').map(parseFloat));
    return longest(style.transitionDuration) > 0.001
      || (style.animationName !== 'none' && longest(style.animationDuration) > 0.001);
  })).map(one => `${one.tagName} ${one.className}`.slice(0, 80))"""


@thorough
def test_nothing_moves_for_readers_who_ask_for_that(seen: Seen) -> None:
    page = seen.page
    assert page.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING)
    page.emulate_media(reduced_motion="reduce")


# The keyboard alone


@thorough
def test_focus_is_seen_wherever_it_goes_and_gets_out_again(seen: Seen) -> None:
    page = seen.page
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


@small
def test_nothing_is_lost_in_a_small_window(seen: Seen) -> None:
    page = seen.page
    for width, height in SMALL.values():
        page.set_viewport_size({"width": width, "height": height})
        # Pictures are drawn anew for the width.
        ready(page)
        wide, lost, controls = page.evaluate(LOST)
        assert (wide, lost) == (0, []), width
        assert controls > 1
    width, height = seen.look.size
    page.set_viewport_size({"width": width, "height": height})
    ready(page)


# With the parts open that a reader opens


# What is being asked anew is pale, and what comes back takes a moment to its colour.
UNFADED = """() => !document.getAnimations().some(
    one => one instanceof CSSTransition && one.playState === 'running')"""


def open_all(page: Page) -> None:
    for at in range(page.locator("summary").count()):
        page.locator("summary").nth(at).click()
    ready(page)


@thorough
def test_axe_finds_nothing_serious_with_all_parts_open(seen: Seen) -> None:
    page = seen.page
    open_all(page)
    page.wait_for_function(UNFADED)
    assert serious(page, *TAGS) == []
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Copy citation").last).to_be_visible()
    ready(page)
    page.wait_for_function(UNFADED)
    # All that lies around it is as it was.
    assert serious(page, *TAGS, within="[data-testid=stPopoverBody]") == []


# After all of that


@every
def test_the_console_holds_no_error(seen: Seen) -> None:
    assert seen.errors == []
