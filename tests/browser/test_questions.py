"""The questions that a journalist brings: the answer, and in how many clicks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import AT_A_DESK, Look, Open, Serve
from tests.support import generated_record
from tests.support.serving import PAGES, ready

pytestmark = pytest.mark.browser

PHONE = Look((390, 844), "light")
LOOKS = pytest.mark.parametrize("look", [AT_A_DESK, PHONE], ids=["desk", "phone"])


class Reader:
    """A page that somebody reads, and the clicks that they have made on it."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def has_drawer(self) -> bool:
        """Whether menu and filters stand in a drawer, as on a phone."""
        size = self.page.viewport_size
        assert size
        return size["width"] <= 768

    def click(self, what: Locator) -> None:
        what.first.click()
        self.clicks += 1
        ready(self.page)

    def follow(self, link: str | re.Pattern[str], within: str = "main") -> None:
        """Click a link of the page, until another page is there."""
        before = self.page.url
        self.click(self.page.locator(within).get_by_role("link", name=link))
        self.page.wait_for_url(lambda url: url != before)
        ready(self.page)

    def menu(self, title: str) -> None:
        """Turn to a page by the menu: on a phone, in its drawer."""
        if self.has_drawer():
            self.click(self.page.get_by_test_id("stExpandSidebarButton"))
            self.follow(re.compile(f"^{title}$"), ".stSidebar")
        else:
            self.follow(re.compile(f"^{title}$"), "[data-testid=stTopNav]")

    def search(self, words: str) -> Locator:
        """Open the search by its key, or on a phone by a tap, and type."""
        if self.has_drawer():
            self.click(self.page.locator(".st-key-finder button"))
        field = self.page.locator(".st-key-finder_words input")
        while not self.has_drawer() and not field.is_visible():
            # The script that hears the key comes some time after the page's words.
            self.page.keyboard.press("/")
            self.page.wait_for_timeout(500)
        expect(field).to_be_visible()
        field.fill(words)
        return self.page.locator(".st-key-otr_found")

    def reads(self, *told: str, first_screen: bool = False) -> None:
        """See that words are on the page, and, if so asked, without scrolling."""
        main = self.page.get_by_test_id("stMain")
        for one in told:
            there = main.get_by_text(re.compile(one)).filter(visible=True).first
            expect(there).to_be_visible()
            if first_screen:
                box, size = there.bounding_box(), self.page.viewport_size
                assert box
                assert size
                assert box["y"] < size["height"], one


# Each question is asked on the first page, by a reader who has asked others before.
@pytest.fixture
def arrives(stay: Open) -> Callable[..., Reader]:
    def arrived(look: Look, path: str = "") -> Reader:
        return Reader(stay(path, look=look))

    return arrived


Arrives = Callable[..., Reader]


@LOOKS
def test_what_russia_holds_on_the_norths_nuclear_programme(
    arrives: Arrives, look: Look
) -> None:
    reader = arrives(look)
    differ = "Accounts differ on Russia’s position on North Korea's nuclear programme"
    reader.reads(differ, "neither is Russia’s own", first_screen=True)
    reader.follow("3 accounts")
    reader.reads("Nothing from Russia itself on this", first_screen=True)
    reader.reads("One analyst, as Reuters put it", "Ankit Panda",
                 "Read as accepting it", "South Korea's foreign ministry, as Reuters",
                 "Read as officially opposing it", "3 positions")  # fmt: skip
    assert reader.clicks == 1


@LOOKS
def test_what_kim_himself_said_and_how_we_know(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    found = reader.search("kim jong un")
    reader.click(found.get_by_role("link", name="Kim Jong Un", exact=True))
    reader.page.wait_for_url(re.compile("actor_id=kim-jong-un"))
    ready(reader.page)
    reader.reads("What they said: 5 statements", "5 via somebody else",
                 first_screen=True)  # fmt: skip
    reader.reads("via North Korean state media", "thanked Putin for sending")
    assert reader.clicks <= 2


@LOOKS
def test_whether_beijing_said_anything_itself(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.follow(re.compile("^China$"))
    reader.reads("Only 1 statement by China in this record",
                 "made from 1950 to 1953: a slogan, passed on by North Korean state"
                 " media", first_screen=True)  # fmt: skip
    assert reader.clicks == 1


@LOOKS
def test_a_sentence_to_print_with_its_link(
    arrives: Arrives, look: Look, dashboard: str
) -> None:
    reader = arrives(look)
    found = reader.search("return to dialogue")
    statement = found.locator("a[href*='quote=']")
    expect(statement).to_have_count(1)
    reader.click(statement)
    reader.page.wait_for_url(re.compile(r"quotes\?quote="))
    ready(reader.page)
    key = reader.page.url.partition("quote=")[2]
    for part, copied in (
        ("copy_line", "South Korea's foreign ministry"),
        ("copy_link", f"{dashboard}/quotes?quote={key}"),
    ):
        reader.click(reader.page.locator(f".st-key-{part} button"))
        # The button says so, in its own place.
        expect(reader.page.get_by_text("Copied", exact=False).first).to_be_attached()
        assert copied in reader.page.evaluate("navigator.clipboard.readText()")
    assert reader.clicks <= 4


@LOOKS
def test_what_happened_on_the_26th(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.menu("Timeline")
    reader.reads("Some time between 24 and 27 July 2023")
    day = reader.page.locator(".st-key-timeline_day input")
    reader.click(day)
    day.fill("26 July 2023")
    day.press("Enter")
    many = "12 events happened some time between 24 and 27 July 2023"
    reader.reads("Nothing is dated to 26 July 2023", many)
    assert reader.clicks <= 3


@LOOKS
def test_what_only_state_media_tell(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.follow("17 of 34 statements")
    reader.reads("^17 statements$", first_screen=True)
    expect(
        reader.page.get_by_role("button", name="From or via state media")
    ).to_be_visible()
    assert reader.clicks == 1


@LOOKS
def test_which_words_are_exact(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.follow("12 statements")
    reader.reads("^12 statements$", first_screen=True)
    kinds = reader.page.locator(".otr-list > li").all_inner_texts()
    assert len(kinds) == 12
    exact = re.compile("direct quote|partial quote|slogan|text of a law")
    assert all(exact.search(one) for one in kinds)
    assert reader.clicks == 1


@LOOKS
def test_whether_the_north_says_it_backs_the_war(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.menu("Stances")
    row = "Russia's war in Ukraine"
    if look is PHONE:
        reader.reads("Russia's war and cause", row, "silent")
    else:
        chart = reader.page.locator(".st-key-stances_chart")
        expect(chart).to_contain_text("silent")
        expect(chart).to_contain_text("war in Ukraine")
    assert reader.clicks <= 2


@LOOKS
def test_what_panda_said(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    found = reader.search("Panda")
    expect(found.locator("li").first).to_contain_text("Ankit Panda")
    expect(found.locator("li").first).to_contain_text("3 statements")
    reader.click(found.get_by_role("link", name="Ankit Panda", exact=True))
    reader.page.wait_for_url(re.compile("actor_id="))
    ready(reader.page)
    reader.reads("What they said: 3 statements", 'called the tour "remarkable"')
    assert reader.clicks <= 2


@LOOKS
def test_whether_putin_said_anything(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.reads(
        "Vladimir Putin.* are in the story, but no statement by them is recorded"
    )
    reader.follow("Vladimir Putin")
    reader.reads("None recorded: own statements")
    assert reader.clicks == 1


@LOOKS
def test_where_accounts_conflict(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    told = reader.page.locator(".otr-findings li").all_inner_texts()
    assert [one.split(".")[0] for one in told[:3]] == [
        "Accounts differ on Russia’s position on North Korea's nuclear programme",
        "Accounts differ on Russia’s position on UN bans on North Korea's nuclear and"
        " missile programmes",
        "One speaker describes Russia’s position on the global"
        " non-proliferation regime in more than one way",
    ]
    reader.reads("Accounts differ on Russia’s position", first_screen=True)
    assert reader.clicks == 0


@LOOKS
def test_whether_the_record_is_true_to_a_copy(arrives: Arrives, look: Look) -> None:
    reader = arrives(look)
    reader.menu("Sources")
    reader.click(reader.page.get_by_text("Compare your own copy of the article"))
    field = reader.page.get_by_label("The article's text")
    field.fill("Ankit Panda said a thing that no row of this record holds.")
    reader.click(reader.page.get_by_role("button", name="Check", exact=True))
    reader.reads("^0 of 117 rows match word for word")
    assert reader.clicks <= 4


# On a record of another kind: made by rule, of several scripts.


@pytest.fixture(scope="module")
def other(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("other") / "record"
    return serve(generated_record.write(folder, 60, 6, 5, 2))


@pytest.fixture
def elsewhere(stay: Open, other: str) -> Arrives:
    def arrived(look: Look, path: str = "") -> Reader:
        return Reader(stay(path, other, look=look))

    return arrived


@LOOKS
def test_elsewhere_where_accounts_conflict_and_who_says_so(
    elsewhere: Arrives, look: Look
) -> None:
    reader = elsewhere(look)
    first = reader.page.locator(".otr-findings li").first
    number = first.get_by_role("link", name=re.compile(r"^\d+ accounts$"))
    told = number.inner_text()
    assert re.fullmatch(r"\d+ accounts", told)
    reader.click(number)
    reader.page.wait_for_url(re.compile("stances_cell="))
    ready(reader.page)
    reader.reads(f"^{told.split()[0]} positions$")
    assert reader.clicks == 1


@LOOKS
def test_elsewhere_what_only_state_media_tell(elsewhere: Arrives, look: Look) -> None:
    reader = elsewhere(look)
    way = reader.page.locator(".otr-findings a", has_text=re.compile(r"\d+ of \d+ st"))
    told = way.inner_text()
    reader.click(way)
    reader.page.wait_for_url(re.compile("chain="))
    ready(reader.page)
    reader.reads(rf"^{told.split()[0]} statements?$")
    assert reader.clicks == 1


@LOOKS
def test_elsewhere_which_words_are_exact(elsewhere: Arrives, look: Look) -> None:
    reader = elsewhere(look)
    way = reader.page.locator(".otr-findings a[href*='words=']")
    told = way.inner_text()
    reader.click(way)
    reader.page.wait_for_url(re.compile("words="))
    ready(reader.page)
    reader.reads(f"^{told}$")
    assert reader.clicks == 1


@LOOKS
def test_elsewhere_what_somebody_said(elsewhere: Arrives, look: Look) -> None:
    reader = elsewhere(look)
    found = reader.search("елкин")
    expect(found.locator("li").first).to_contain_text("Дмитрий Ёлкин")
    reader.click(found.locator("li").first.get_by_role("link"))
    reader.page.wait_for_url(re.compile("actor_id="))
    ready(reader.page)
    expect(reader.page.locator("h1")).to_contain_text("Дмитрий Ёлкин")
    assert reader.clicks <= 2


@LOOKS
def test_elsewhere_which_countries_speak_for_themselves(
    elsewhere: Arrives, look: Look
) -> None:
    reader = elsewhere(look)
    reader.menu("Countries")
    reader.reads(
        r"^\d+ of \d+ countries and blocs speak for themselves$", first_screen=True
    )
    assert reader.clicks <= 2


def test_the_pages_are_those_that_these_questions_know() -> None:
    assert {"overview", "timeline", "stances", "quotes", "countries"} <= set(PAGES)
