"""A reader adds an article, from a paste to the matrix, and loses nothing."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from dashboard.coding.desk import Desk
from dashboard.drafting import draft
from dashboard.drafting.proposal import About
from dashboard.importing.draft import Known
from dashboard.ui import coder
from tests.browser.conftest import BROKEN, DESK, Serve
from tests.support.article import TEXT, TITLE
from tests.support.serving import ready, started
from tests.support.small_record import write_record

PHONE: Final[ViewportSize] = {"width": 390, "height": 844}
ROWS, CARD, SAID = ".otr-d-list", ".otr-d-card", ".otr-d-say"
SAFE, TEXT_BOX = ".otr-d-safe", ".otr-d-text"
ABOUT: Final = {
    "Headline": TITLE,
    "Published by": "The Harbour Gazette",
    "News agency whose report it prints": "Northern Wire",
    "Reported from": "Oslo",
    "Published on": "2024-03-14",
}


class Hands:
    """A reader's hands: what they press, click and type is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = self.clicks = self.letters = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.letters += len(words)
        self.page.keyboard.type(words)

    def click(self, name: str) -> None:
        self.clicks += 1
        self.page.get_by_role("button", name=name, exact=True).click()


def row(page: Page) -> str:
    """What the row at hand says, and its state in brackets."""
    return page.locator(f"{ROWS} [aria-selected=true]").inner_text()


def rows(page: Page) -> list[str]:
    return page.locator(f"{ROWS} li").all_inner_texts()


def confirmed(page: Page, address: str, hands: Hands | None = None) -> Page:
    """The desk, with the article on it: pasted, read, and its text confirmed."""
    hands = hands or Hands(page)
    page.goto(f"{address}/add")
    ready(page)
    page.get_by_label("The article's text").fill(TEXT)
    hands.click("Read the article")
    page.get_by_label("Headline").wait_for()
    ready(page)
    for label, value in ABOUT.items():
        field = page.get_by_label(label, exact=True)
        if field.input_value() != value:
            hands.clicks += 1
            hands.letters += len(value)
            field.fill(value)
            field.press("Tab")
            ready(page)
    hands.click("Draft the rows")
    page.locator(f"{ROWS} li").first.wait_for()
    expect(page.locator(ROWS)).to_be_focused()
    return page


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_record(tmp_path_factory.mktemp("added") / "record")


@pytest.fixture(scope="module")
def address(serve: Serve, record: Path) -> str:
    return serve(record)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A reader whose browser keeps nothing yet."""
    with browser.new_context(viewport=DESK, accept_downloads=True) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
        assert not wrong


# From a paste to the matrix


def judge_statements(page: Page, hands: Hands) -> None:
    """Judge what is drafted, and mend what is wrong, by keys alone."""
    for _ in range(len(rows(page))):
        now = row(page)
        if "(to judge" not in now:
            break
        if "OSLO (Northern Wire)" in now:
            # The dateline is none of the minister's words, and she has a name.
            while not row(page).partition(": ")[2].startswith("Norway will"):
                hands.press("}")
            speaker(page, hands, "Kari Sol")
            hands.press("a")
        elif now.partition(": ")[2].startswith("account (") or "cod peace" in now:
            hands.press("x")
        elif "Give us two years" in now:
            # A state broadcaster has it from Jonsson; the words are hers.
            speaker(page, hands, "Kari Sol")
            hands.press("a")
        elif now.startswith("Cold Waters"):
            hands.press("e")
            hands.type("Institute for Cold Waters")
            hands.press("ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
            in_field(page, "kind")
            hands.type("o")  # organisation
            hands.press("Escape")
            expect(page.locator(ROWS)).to_be_focused()
            hands.press("a")
        else:
            hands.press("a")


def speaker(page: Page, hands: Hands, typed: str) -> None:
    hands.press("e")
    in_field(page, "speaker_id")
    hands.type(typed)
    hands.press("Enter")
    expect(page.locator(ROWS)).to_be_focused()


def in_field(page: Page, name: str) -> None:
    """Wait until the keyboard is in a field of the form."""
    page.wait_for_function(
        """name => {
            const field = document.activeElement.closest('[data-field]');
            return field?.dataset.field === name;
        }""",
        arg=name,
    )


def add_stance(page: Page, hands: Hands, words: str, side: str, issue: str) -> None:
    """Say what a statement means for an issue; new issues say what support means."""
    hands.clicks += 1
    page.locator(f"{ROWS} li", has_text=words).click()
    hands.press("p")
    in_field(page, "issue_id")
    hands.type(issue)
    hands.press("Enter")
    if "Iceland's" in issue:
        in_field(page, "support_means")
        hands.type("Iceland should be allowed to catch more cod.")
        hands.press("Enter")
    expect(page.locator(ROWS)).to_be_focused()
    hands.press("e")
    in_field(page, "stance")
    hands.type(side)
    hands.press("Escape", "a")


def test_an_article_goes_from_a_paste_to_the_matrix(
    page: Page, address: str, record: Path
) -> None:
    hands = Hands(page)
    before = {one.name: one.read_bytes() for one in record.glob("*.csv")}
    confirmed(page, address, hands)
    assert any("(to judge; has a question)" in one for one in rows(page))
    judge_statements(page, hands)
    expect(page.locator(SAID)).to_contain_text("All of these are judged")
    assert not [one for one in rows(page) if "(to judge" in one]
    add_stance(page, hands, "We will not sign", "op", "Iceland's larger catch of cod")
    add_stance(page, hands, "its fleet would fish", "su", "larger catch")
    expect(page.locator(".otr-d-effect")).to_contain_text(
        "In the matrix: Iceland × Iceland's larger catch of cod: supports"
    )
    hands.press("3")  # Events: what is drafted as one is a condition, and a pledge.
    while "(to judge" in row(page):
        hands.press("x")
    event(page, hands)
    hands.press("4")  # Quotation marks that stand in no statement.
    while "(to judge" in row(page):
        hands.press("a")
    done, every = page.locator(".otr-d-accounted").inner_text().split()[0:3:2]
    assert int(done) >= int(every) - 2
    hands.click("Save")
    page.get_by_text("Saved in").wait_for()
    ready(page)
    print(
        f"\nan article of {len(TEXT.split())} words: {hands.keys} keys, {hands.clicks}"
        f" clicks, {hands.letters} letters typed"
    )
    assert hands.keys < 100
    # Rows were added, none was changed; the text is nowhere.
    for name, was in before.items():
        now = (record / name).read_bytes()
        assert now.startswith(was.rstrip(b"\r\n")), name
    assert not list(record.rglob("*.txt"))
    quotes = (record / "quotes.csv").read_text("utf-8")
    assert ",Norway will not sign a deal that lets Iceland double" in quotes
    # What it became, in the pages that everybody reads.
    page.get_by_role("link", name="Its stances, in the matrix").click()
    page.wait_for_url("**/stances?source=*")
    ready(page)
    told = page.locator("[data-testid=stMain]").inner_text()
    assert "Iceland's larger catch of" in told
    assert "2 positions" in told
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    assert "larger catch of cod" in download.value.path().read_text("utf-8-sig")
    # Its draft has gone from this browser; the article is opened again, and mended.
    was = (record / "quotes.csv").read_text("utf-8").splitlines()
    page.goto(f"{address}/add")
    ready(page)
    assert page.evaluate("Object.keys(localStorage).join()").count("draft:") == 0
    page.get_by_label("The article's text").fill(TEXT)
    hands.click("Read the article")
    hands.click("Open it again")
    page.locator(f"{ROWS} li").first.wait_for()
    assert all("(confirmed)" in one for one in rows(page))
    page.locator(f"{ROWS} li", has_text="Nobody walked out").click()
    hands.press("x")
    hands.click("Save")
    page.get_by_text("Saved in").wait_for()
    now = (record / "quotes.csv").read_text("utf-8").splitlines()
    assert len(set(was) - set(now)) == 1
    assert not set(now) - set(was)


def event(page: Page, hands: Hands) -> None:
    """Add an event by its first and last words, and date it."""
    hands.clicks += 1
    page.get_by_text("Type the words to select").click()
    page.get_by_label("First words").fill("Norway's parliament will")
    page.get_by_label("Last words").fill("20 March")
    page.get_by_label("Last words").press("Enter")
    hands.letters += len("Norway's parliament will20 March")
    expect(page.locator(TEXT_BOX)).to_be_focused()
    hands.press("n")
    in_field(page, "title")
    hands.type("Norway's parliament debates the catch")
    hands.press("Tab")
    for label, value in {"When": "2024-03-20"}.items():
        field = page.locator(CARD).get_by_label(label, exact=True)
        field.fill(value)
        field.press("Tab")
    for field, value in {
        "precision": "day", "date_basis": "stated", "status": "planned"
    }.items():  # fmt: skip
        box = page.locator(f"{CARD} [data-field={field}] select")
        if not box.is_visible():
            page.get_by_text("More fields").click()
        box.select_option(value)
    page.keyboard.press("Escape")
    hands.press("a")


def nobody_is_kept_out(page: Page) -> None:
    """Axe finds nothing on the desk: with a form open, in the dark, on a phone."""
    page.locator(ROWS).focus()
    page.keyboard.press("?")
    page.get_by_text("More fields").click()
    for look in ({"color_scheme": "light"}, {"color_scheme": "dark"}):
        page.emulate_media(**look)  # type: ignore[arg-type]  # keywords of a look
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            found = Axe().run(page, options=BROKEN).response["violations"]
            assert not [one["id"] for one in found], (look, size)
    page.set_viewport_size(DESK)


# Nothing is lost


def steps_kept(page: Page) -> int:
    """How many steps the browser keeps, as it says itself."""
    kept = page.evaluate(
        "Object.entries(localStorage).find(([k]) => k.endsWith(':log'))?.[1]"
    )
    return len(json.loads(kept)["steps"])


def all_there(page: Page, steps: int) -> None:
    told = re.compile(rf"The server knows (all )?your {steps} changes?\.")
    expect(page.locator(SAFE)).to_contain_text(told)


def test_a_reload_takes_up_where_it_was_even_what_was_not_sent(
    page: Page, address: str
) -> None:
    confirmed(page, address)
    page.keyboard.press("a")
    page.keyboard.press("x")
    all_there(page, 2)
    page.keyboard.press("a")
    page.reload()  # Before the third is on its way.
    page.locator(f"{ROWS} li").first.wait_for()
    all_there(page, 3)
    states = [one.rpartition("(")[2] for one in rows(page)[:4]]
    assert states[:3] == ["confirmed)", "rejected)", "confirmed)"]
    assert states[3].startswith("to judge")
    nobody_is_kept_out(page)
    # Undo goes back to before the reload.
    page.locator(ROWS).focus()
    page.keyboard.press("u")
    assert "(to judge" in rows(page)[2]


def test_a_second_tab_reads_only_until_the_first_is_closed(
    page: Page, address: str, tmp_path: Path
) -> None:
    confirmed(page, address)
    page.keyboard.press("a")
    all_there(page, 1)
    second = page.context.new_page()
    second.goto(f"{address}/add")
    ready(second)
    second.get_by_role("button", name="Go on with it").click()
    second.locator(f"{ROWS} li").first.wait_for()
    expect(second.locator(SAFE)).to_contain_text("Open in another tab")
    second.locator(ROWS).focus()
    second.keyboard.press("a")
    assert steps_kept(second) == 1
    page.close()
    expect(second.locator(SAFE)).to_contain_text("Kept in this browser")
    second.keyboard.press("a")
    assert steps_kept(second) == 2
    # As a file it goes to another computer, or comes back.
    with second.expect_download() as download:
        second.get_by_role("button", name="Download the draft").click()
    # A shared computer: forgotten is forgotten.
    second.get_by_role("button", name="Delete this draft").click()
    second.get_by_role("button", name="Forget it", exact=True).click()
    second.get_by_label("The article's text").wait_for()
    assert not second.evaluate("Object.keys(localStorage).join()").count("draft:")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name.endswith(".otr-draft.json")
    second.locator("input[type=file]").set_input_files(file)
    second.get_by_test_id("stFileChipName").wait_for()
    second.get_by_role("button", name="Read the article").click()
    second.locator(f"{ROWS} li").first.wait_for()
    all_there(second, 2)


def test_work_goes_on_without_a_line(page: Page, address: str) -> None:
    confirmed(page, address)
    page.keyboard.press("a")
    all_there(page, 1)
    page.context.set_offline(True)
    page.keyboard.press("a")
    page.keyboard.press("e")
    in_field(page, "speaker_id")
    page.keyboard.type("A new name")
    page.keyboard.press("Enter")
    in_field(page, "kind")
    page.keyboard.press("Escape")
    assert row(page).startswith("A new name: ")
    kept = steps_kept(page)
    assert kept == 4
    page.context.set_offline(False)
    page.keyboard.press("a")
    all_there(page, kept + 1)


def test_a_server_that_begins_anew_is_told_again(
    page: Page, record: Path, tmp_path: Path
) -> None:
    with started(tmp_path / "first.txt", record) as (address, _):
        confirmed(page, address)
        page.keyboard.press("a")
        page.keyboard.press("a")
        all_there(page, 2)
        port = int(address.rpartition(":")[2])
    # It is gone: three more steps, which nobody but the browser has.
    for key in "axa":
        page.keyboard.press(key)
    assert steps_kept(page) == 5
    with started(tmp_path / "second.txt", record, port=port):
        all_there(page, 5)
        states = [one.rpartition("(")[2][:8] for one in rows(page)[:5]]
        assert states == ["confirme", "confirme", "confirme", "rejected", "confirme"]


# On a phone


def test_a_phone_judges_and_selects_by_touch(browser: Browser, address: str) -> None:
    with browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True
    ) as context:  # fmt: skip
        page = context.new_page()
        page.set_default_timeout(60_000)
        confirmed(page, address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= PHONE["width"]
        first = rows(page)[0]
        page.get_by_role("button", name="Reject").tap()
        assert rows(page)[0].startswith(first.rpartition("(")[0])
        assert "(rejected)" in rows(page)[0]
        page.get_by_role("button", name="Undo").tap()
        assert "(to judge" in rows(page)[0]
        # What is guessed from a pronoun is never confirmed with many others.
        page.get_by_role("button", name="Confirm the").tap()
        asked = [one for one in rows(page) if "has a question)" in one]
        assert any(one.startswith("Kari Solberg: Iceland had") for one in asked)
        assert [one for one in rows(page) if "(confirmed)" in one]
        # What a finger's long press and its handles leave is a selection.
        page.locator(TEXT_BOX).evaluate(
            """box => {
                const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
                for (let node; (node = walk.nextNode()); ) {
                    const at = node.data.indexOf('Norway summoned');
                    if (at < 0) continue;
                    document.getSelection().setBaseAndExtent(node, at, node, at + 15);
                    return;
                }
            }"""
        )
        new = page.get_by_role("button", name="Add as new row")
        expect(new).to_be_visible()
        new.tap()
        in_field(page, "speaker_id")
        assert "Norway summoned" in row(page)
        target = page.get_by_role("button", name="Confirm", exact=False).first
        box = target.bounding_box()
        assert box
        assert box["height"] >= 24


# Words as they are, whatever they are


ODD: Final = """Walkers 🚶🏽‍♀️ and 👩‍👩‍👧 met

“𝕏 is not where we meet,” said Ada Lund. The mayor 🚶🏽‍♀️ agreed with her.
"""


def test_signs_of_several_parts_move_no_words(page: Page, address: str) -> None:
    page.goto(f"{address}/add")
    ready(page)
    page.get_by_label("The article's text").fill(ODD)
    page.get_by_role("button", name="Read the article").click()
    page.get_by_role("button", name="Draft the rows").click()
    page.locator(f"{ROWS} li").first.wait_for()
    assert "𝕏 is not where we meet," in rows(page)[0]
    # From the middle of a sign to the middle of another.
    page.locator(TEXT_BOX).focus()
    page.locator(TEXT_BOX).evaluate(
        """box => {
            const has = one => one.data?.includes('mayor');
            const node = [...box.childNodes].findLast(has);
            const at = node.data.indexOf('mayor');
            document.getSelection().setBaseAndExtent(node, at, node, at + 7);
        }"""
    )
    page.keyboard.press("n")
    in_field(page, "speaker_id")
    assert ": mayor 🚶🏽‍♀️ (" in row(page)
    page.keyboard.press("Escape")
    page.keyboard.press("]")
    assert ": mayor 🚶🏽‍♀️ agreed (" in row(page)
    # The server, which counts code points, finds the same words there.
    all_there(page, 2)
    assert "not taken" not in page.locator(SAID).inner_text()


# The same here and there


def random_steps(dice: random.Random, desk: Desk, number: int) -> list[dict[str, Any]]:
    """What somebody might do, sensible or not."""
    ids = [one for one, item in desk.held.items() if item.table == "quotes"]
    every = list(desk.held)
    steps: list[dict[str, Any]] = []
    for n in range(1, number + 1):
        start = dice.randrange(len(TEXT) - 60)
        end = start + dice.randrange(1, 60)
        words = {"to": [start, end], "words": TEXT[start:end]}
        step = dice.choice([
            {"do": "judge", "id": dice.choice(every),
             "to": dice.choice(["kept", "kept", "out", "later", "open"])},
            {"do": "span", "id": dice.choice(ids), **words},
            {"do": "set", "id": dice.choice(ids), "field": "speaker_id",
             "to": dice.choice(["a1", "a2", ""])},
            {"do": "set", "id": dice.choice(ids), "field": "relays",
             "to": [["a2", "explicit"], ["", "agentless"]]},
            {"do": "add", "id": f"n{n}", "table": "quotes", **words,
             "fields": {"kind": "indirect", "speaker_id": "a1", "cue": "said"}},
            {"do": "about", "field": "dateline", "to": f"Oslo {n}"},
            {"do": "undo", "of": dice.randrange(1, max(n, 2))},
        ])  # fmt: skip
        group = {"group": n // 4} if dice.random() < 0.4 else {}
        steps.append({"n": n, **step, **group})
    return steps


def test_the_browser_makes_the_same_of_a_log_as_the_server(browser: Browser) -> None:
    about = About(title=TITLE, published_on="2024-03-14")
    drafted = draft.draft(TEXT, about)
    parts = ("coder_text", "coder_log", "coder_forms", "coder_card", "coder")
    script = "\n".join(
        (Path(coder.__file__).parent / f"{one}.js").read_text("utf-8") for one in parts
    ).replace("export default function", "function entry")
    page = browser.new_page()
    given = "window.desk = { replayed, accounted, measure }"
    page.evaluate(f"() => {{ {script}; {given} }}")
    decisions = [one._asdict() for one in drafted.decisions]
    for seed in range(25):
        desk = Desk(TEXT, about, drafted, Known())
        items = desk.items()
        desk.take(random_steps(random.Random(seed), desk, 60))
        rows, done = page.evaluate(
            """([items, log, decisions, source]) => {
                const rows = desk.replayed(items, log), text = desk.measure(source);
                return [[...rows.values()], desk.accounted({ rows, decisions, text })];
            }""",
            [items, desk.log, decisions, TEXT],
        )
        assert {one["id"] for one in rows} == set(desk.held)
        for one in rows:
            held = desk.held[one["id"]]
            assert one["state"] == held.state, (seed, one["id"])
            assert one["fields"] == held.fields
            assert (one["start"], one["end"]) == (held.start, held.end)
            assert set(one["questions"]) == set(held.questions)
            pairs = one["relays"] if held.table == "quotes" else one["participants"]
            assert [tuple(pair) for pair in pairs] == list(held.pairs)
        assert tuple(done) == desk.accounted()
    page.close()
