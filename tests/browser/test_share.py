"""What readers take away: links, citations, pictures, embedded views, paper."""

import copy
import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from tests.browser.conftest import STILL, Look, Open, Serve, its_own
from tests.support import generated_record
from tests.support.serving import AT_REST, PAGES, ready
from tests.support.small_record import ROWS, write_record

pytestmark = pytest.mark.browser

POSITION = "tribune-2023-07-27-p31-a"
QUOTE = "tribune-2023-07-27-p13-a"
# The sentence of the quote on which that position rests; its key is the same.
QUOTED = (
    "South Korea's foreign ministry noted that it had been Russia's official position"
    " to oppose North Korea's nuclear programme, Reuters reported from Seoul on 27 July"
    " 2023, in The Tribune India."
)
# The first page has the address of the folder in which the others are.
AT = {name: "" if name == "overview" else name for name in PAGES}
# Every page, filtered; and a row alone of each kind.
VIEWS = {
    **{name: f"{at}?country=Russia" for name, at in AT.items()},
    "quote": f"quotes?quote={QUOTE}",
    "position": f"stances?position={POSITION}",
}
# Each width once, and each ground: one does not change what the other does.
LOOKS = [Look(), Look((390, 844), "dark")]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<b>"Ö"</b> & ‘x’ */ ]]> <script>alert(1)</script>'
# Width and height of what is printed on, in points.
SHEETS = {"A4": (596, 843), "Letter": (612, 792)}
ARABIC = "وزارة الري والموارد المائية"


def press(page: Page, label: str, said: str = "Copied") -> str:
    """Press a button; return what is in the clipboard then."""
    # A row alone has such a button too: the control to share stands after it.
    button = page.get_by_role("button", name=label, exact=True).last
    status = button.locator("xpath=ancestor::div[1]/following-sibling::p")
    for last in (False, False, True):
        button.click()
        try:
            expect(status).to_have_text(said, timeout=15_000)
        except AssertionError:
            # A page that still settles draws its buttons anew, with nothing said: a
            # reader, too, would press again.
            if last:
                raise
            continue
        break
    return str(page.evaluate("navigator.clipboard.readText()"))


def open_share(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("button", name="Copy citation").last).to_be_visible()
    ready(page)


def on_paper(page: Page, form: str, path: Path) -> tuple[str, int]:
    """Print a page; return its words without spaces, and how many sheets they fill."""
    # What fits pictures to paper comes with the buttons that save them, some time after
    # the pictures: whoever prints before has them cut at the paper's edge.
    charts = page.get_by_test_id("stPlotlyChart")
    expect(page.get_by_role("button", name="Save as SVG")).to_have_count(charts.count())
    for chart in charts.all():
        chart.evaluate(AT_REST)
    page.pdf(path=path, format=form)
    words = []
    with pypdfium2.PdfDocument(path) as file:
        for sheet in file:
            right, top = sheet.get_size()
            assert (round(right), round(top)) == SHEETS[form]
            text = sheet.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert boxes
            # Left, bottom, right, top of each sign, in points from the sheet's corner.
            assert min(min(box[0], box[1]) for box in boxes) >= 0
            assert max(box[2] for box in boxes) <= right
            assert max(box[3] for box in boxes) <= top
            # PDFium marks a hyphen at which a line ends by a sign of its own.
            words.append(text.get_text_range().replace("\ufffe", "-"))
        return squeezed("".join(words)), len(file)


def squeezed(text: str) -> str:
    """A text without spaces and ligatures, which a file of pages sets by itself."""
    # What isolates a name cannot be seen.
    return re.sub(r"[\s\u2068\u2069]+", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Another site: its address, and the folder of its pages."""
    folder = tmp_path_factory.mktemp("host")
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", folder
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=VIEWS)
def opened(
    reader: BrowserContext, dashboard: str, request: pytest.FixtureRequest
) -> Iterator[tuple[str, Page]]:
    """A view and its page, opened once for the tests that look at it."""
    page = STILL.new_page(reader)
    page.goto(f"{dashboard}/{VIEWS[request.param]}")
    yield request.param, ready(page)
    page.close()


@pytest.fixture(scope="module")
def shared(opened: tuple[str, Page]) -> tuple[str, Page]:
    """The same, whose control to share it is open."""
    open_share(opened[1])
    return opened


# First, as long as the control to share it is closed.
def test_every_page_is_printed_whole(opened: tuple[str, Page], tmp_path: Path) -> None:
    view, page = opened
    # Two of them on dark ground, too, which is not printed.
    for scheme in ("dark", "light") if view in ("stances", "quote") else ("light",):
        page.emulate_media(color_scheme=scheme)
        is_printed_whole(ready(page), view, tmp_path)


def is_printed_whole(page: Page, view: str, folder: Path) -> None:
    parts = "h1, h2, h3, .otr-list > li > :is(p:not(.otr-copy), blockquote), "
    parts += ".otr-findings li, .otr-about, .otr-words, .otr-source, "
    parts += ".otr-date :is(h3, li), "
    parts += ".otr-table :is(td, th), .otr-matrix :is(bdi, a)"
    told = page.get_by_test_id("stMain").locator(parts).filter(visible=True)
    shown = [squeezed(words) for words in told.all_inner_texts()]
    # What is printed of a form is its page's title.
    assert len(shown) > (0 if view == "add" else 2)
    page.emulate_media(media="print")
    clicked = page.locator("button, input, [data-testid=stSidebar]")
    expect(clicked.filter(visible=True)).to_have_count(0)
    page.emulate_media(media="null")
    for form in ("A4", "Letter"):
        words, _ = on_paper(page, form, folder / f"{view}.pdf")
        assert [one for one in shown if one not in words] == []
        assert squeezed("Source: On the Record") in words
        if "country=" in VIEWS[view]:
            assert "OnlyCountry:Russia" in words


def at(address: str) -> tuple[str, str, dict[str, list[str]]]:
    """Which page of which site an address is of, and what it asks of it."""
    parts = urlsplit(address)
    return parts.netloc, parts.path.rstrip("/"), parse_qs(parts.query)


def test_the_link_of_every_view_is_its_address(
    shared: tuple[str, Page], dashboard: str
) -> None:
    view, page = shared
    # That at which the page was opened, as any reader may.
    assert at(press(page, "Copy link")) == at(f"{dashboard}/{VIEWS[view]}")
    assert at(page.url) == at(f"{dashboard}/{VIEWS[view]}")
    if "country" in VIEWS[view]:
        expect(page.get_by_text("Country: Russia").first).to_be_visible()


def test_a_link_that_is_too_long_says_so_when_it_is_copied(
    shared: tuple[str, Page],
) -> None:
    view, page = shared
    here = page.url
    # A row's link is its own address, whatever stands behind it.
    row = VIEWS[view] if view in ("quote", "position") else ""
    # What the address is, not how it came to be so: 300 actors would take a minute.
    for size, by in (
        (2_000, ""),
        (2_001, "many programs cut it off"),
        (8_001, "most servers refuse it"),
    ):
        page.evaluate(
            """([here, size]) => history.replaceState(history.state, "",
                `${here}&x=`.padEnd(size, "a"))""",
            [here, size],
        )
        said = f"Copied. This link has {size:,} characters: {by}. Choose fewer values"
        said += " in the filters for a shorter one."
        link = press(page, "Copy link", said if by and not row else "Copied")
        assert link.endswith(row) if row else len(link) == size
    page.evaluate("here => history.replaceState(history.state, '', here)", here)


def test_every_view_is_embedded_by_the_code_that_is_copied(
    shared: tuple[str, Page], visit: Open, host: tuple[str, Path], dashboard: str
) -> None:
    view, page = shared
    code = press(page, "Copy embed code")
    assert re.fullmatch(
        r"<iframe src=\"[^\"<>]+\" title=\"[^\"<>]+\"[^<>]*></iframe>", code
    )
    assert f'title="{page.title()}"' in unescape(code)
    title = page.locator("h1").inner_text()
    site, folder = host
    (folder / f"{view}.html").write_text(f"<!doctype html><body>{code}", "utf-8")
    page = visit(f"{site}/{view}.html", readable=False)
    frame = page.frame_locator("iframe")
    for width in (320, 768, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        expect(frame.locator("h1")).to_have_text(title)
        source = frame.locator(".otr-source")
        expect(source).to_contain_text("The Tribune India")
        for gone in ("stSidebar", "stHeader", "stPopover"):
            expect(frame.get_by_test_id(gone).filter(visible=True)).to_have_count(0)
        expect(frame.get_by_role("button", name="Share")).to_have_count(0)
        if "country=" in VIEWS[view]:
            expect(frame.get_by_text("Country: Russia")).to_be_visible()
        (inner,) = page.frames[1:]
        assert inner.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
        main = "document.querySelector('[data-testid=stMain]')"
        assert inner.evaluate(f"{main}.scrollWidth - {main}.clientWidth") <= 0
    out = frame.get_by_role("link", name="Open the full dashboard at this view")
    assert at(out.evaluate("one => one.href")) == at(f"{dashboard}/{VIEWS[view]}")
    if view in ("overview", "quote"):
        with page.context.expect_page() as coming:
            out.click()
        full = ready(coming.value)
        assert "embed" not in full.url
        expect(full.locator("h1")).to_have_text(title)
        expect(full.get_by_role("button", name="Share")).to_be_visible()


def test_what_is_filtered_is_taken_along_from_every_view(
    shared: tuple[str, Page],
) -> None:
    view, page = shared
    if "country=" not in VIEWS[view]:
        return
    told = "The filtered rows, and what they are based on, as a file: 1 statement,"
    told += " 13 positions"
    expect(page.get_by_text(told)).to_be_visible()
    with page.expect_download() as coming:
        page.locator(".st-key-share_download button").click()
    assert coming.value.suggested_filename == "on-the-record-russia.zip"


# Copying by hand, and a row alone


def test_words_of_a_row_alone_are_copied_whole(visit: Open, dashboard: str) -> None:
    page = visit(f"{VIEWS['position']}&country=Russia", look=STILL)
    line = press(page, "Copy with source")
    assert line.startswith("South Korea's foreign ministry, as Reuters put it in a")
    assert ", in The Tribune India: “it had been Russia's official" in line
    assert "This record reads it as Russia officially opposing" in line
    assert line.endswith(".")
    link = f"{dashboard}/stances?position={POSITION}"
    assert press(page, "Copy link") == link
    page.get_by_text("Cite it").click()
    ready(page)
    cited = press(page, "Copy citation")
    assert cited.startswith("The On the Record project")
    assert cited.endswith(link)
    # The quote on which it rests is a row of a list: copied where it stands.
    row = page.locator(f".otr-list > li[id='{POSITION}']").last
    row.get_by_role("button", name="Copy with source").click()
    expect(row.get_by_role("button", name="Copied")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Copied").last).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == QUOTED
    row.get_by_role("button", name="Copy link").click()
    expect(row.get_by_role("button", name="Copied")).to_have_count(2)
    link = f"{dashboard}/quotes?quote={POSITION}"
    assert page.evaluate("navigator.clipboard.readText()") == link
    expect(row.get_by_role("button", name="Copy with source")).to_be_visible()


def test_a_source_is_cited_from_every_page(visit: Open) -> None:
    page = visit("quotes", look=STILL)
    open_share(page)
    page.locator(".st-key-share_cited input").click()
    page.get_by_role("option", name=re.compile("The source “North Korea's Kim")).click()
    words = page.locator(".otr-words")
    expect(words).to_contain_text("The Tribune India")
    ready(page)
    assert press(page, "Copy citation") == words.inner_text()


def test_where_a_page_may_not_copy_the_words_are_selected(
    visit: Open, dashboard: str
) -> None:
    page = visit("method")
    # As in a page that is read over plain http.
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
    )
    page.goto(f"{dashboard}/{VIEWS['position']}")
    ready(page).locator(".st-key-copy_link button").click()
    field = page.get_by_role("textbox", name="To copy by hand")
    expect(field).to_be_focused()
    link = f"{dashboard}/stances?position={POSITION}"
    chosen = "one => one.value.slice(one.selectionStart, one.selectionEnd)"
    assert field.evaluate(chosen) == link
    expect(page.get_by_role("status").filter(has_text="Ctrl+C")).to_be_visible()
    row = page.locator(f".otr-list > li[id='{POSITION}']").last
    row.get_by_role("button", name="Copy with source").click()
    field = row.get_by_role("textbox", name="To copy by hand")
    expect(field).to_be_focused()
    assert field.evaluate(chosen) == QUOTED


# Pictures


def saved(page: Page, form: str, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("button", name=f"Save as {form}").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def words_of(picture: Path) -> str:
    root = ElementTree.parse(picture).getroot()
    assert root.tag == f"{SVG}svg"
    assert not list(root.iter(f"{SVG}script"))
    return " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize(
    ("name", "title", "key", "holds"),
    [
        (
            "stances",
            "Who is for what, and who says so?",
            "Solid: own statement",
            "accepts",
        ),
        (
            "timeline",
            "What happened when, according",
            "Dot: on this day",
            "Shoigu's visit",
        ),
    ],
)
def test_a_picture_is_saved_whole_with_what_it_is(
    visit: Open,
    tmp_path: Path,
    look: Look,
    name: str,
    title: str,
    key: str,
    holds: str,
) -> None:
    page = visit(f"{name}?country=Russia&timeline_axis=true", look=look)
    svg, png = (saved(page, form, tmp_path) for form in ("SVG", "PNG"))
    drawn = page.locator(f".st-key-{name}_chart .main-svg").first
    wide, high = (int(drawn.get_attribute(one)) for one in ("width", "height"))
    assert [svg.name, png.name] == [
        f"on-the-record-{name}-russia.{form}" for form in ("svg", "png")
    ]
    told = words_of(svg)
    assert title in told
    assert key in told
    assert holds in told
    assert "Only Country: \u2068Russia\u2069" in told
    assert "The Tribune India" in told
    assert re.search(r"Picture made on \d+ \w+ \d{4}\.", told)
    root = ElementTree.parse(svg).getroot()
    # The whole picture, also where the page shows a part of it.
    assert int(root.get("width")) == max(wide + 48, 640)
    assert wide >= 780
    assert float(root.get("height")) > high + 80
    # No part of it is fetched from the page.
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", svg.read_text("utf-8"))
    with Image.open(png) as image:
        assert image.format == "PNG"
        assert image.width == 2 * int(root.get("width"))
        ground = (20, 23, 28) if look.scheme == "dark" else (255, 255, 255)
        assert image.convert("RGB").getpixel((5, 5)) == ground
        colours = image.convert("RGB").getcolors(2**24)
        assert len(colours) > 100
        # Names, bars and lines stand in every quarter of the picture.
        for left in (0, image.width // 2):
            for top in (0, image.height // 2):
                part = image.crop(
                    (left, top, left + image.width // 2, top + image.height // 2)
                )
                assert len(part.convert("RGB").getcolors(2**24)) > 20


def test_a_picture_holds_names_in_any_script_as_they_stand(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    tables = copy.deepcopy({name: list(kept) for name, kept in ROWS.items()})
    tables["countries"][0]["name"] = HOSTILE
    tables["countries"][1]["name"] = ARABIC
    record = write_record(tmp_path / "record", tables)
    page = visit("stances", serve(record))
    told = words_of(saved(page, "SVG", tmp_path))
    assert "<script>" in told
    assert ARABIC.split()[0] in told
    page.locator(".st-key-country input").click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("country="))
    ready(page)
    with Image.open(saved(page, "PNG", tmp_path)) as image:
        assert image.width > 640


def test_a_picture_that_scrolls_on_a_phone_is_reached_by_keyboard(visit: Open) -> None:
    page = visit("stances", look=Look((700, 844)))
    frame = page.locator(".st-key-otr_scroll_stances_chart")
    expect(frame).to_have_attribute("tabindex", "0")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "css => document.querySelector(css).scrollLeft > 0",
        arg=".st-key-otr_scroll_stances_chart",
    )
    page.set_viewport_size({"width": 1600, "height": 900})
    expect(frame).not_to_have_attribute("tabindex", "0")


# Embedding


def test_a_link_of_an_embedded_view_leads_out_of_it(visit: Open) -> None:
    page = visit("quotes?country=Russia&embed=true")
    expect(page.get_by_role("link", name="Open the full dashboard")).to_be_visible()
    with page.context.expect_page() as coming:
        page.get_by_role("link", name="permalink").first.click()
    assert "embed" not in coming.value.url
    title = ready(coming.value).locator("h1")
    expect(title).to_have_text("Russia, paraphrase: to boost ties")
    coming.value.close()


# Paper


def test_a_list_of_25_and_a_wide_matrix_are_printed_whole(
    visit: Open, serve: Serve, tmp_path: Path
) -> None:
    record = generated_record.write(tmp_path / "record", 400, 30, 12, 2)
    at = serve(record)
    page = visit("stances?stances_page=2", at, Look((1900, 900)))
    holders = page.locator(".st-key-stances_chart .annotation text").all_text_contents()
    assert len(holders) > 3
    words, sheets = on_paper(page, "A4", tmp_path / "stances.pdf")
    rows = page.locator(".otr-list > li .otr-printed").all_inner_texts()
    assert len(rows) == 25
    # A file of pages holds what runs from right to left in an order of its own.
    plain = [one for one in rows if not re.search("[\u0590-\u08ff]", one)]
    assert len(plain) > 8
    assert [one for one in plain if squeezed(one) not in words] == []
    plain = [one for one in holders if not re.search("[\u0590-\u08ff]", one)]
    lacking = [one for one in plain if not all(w in words for w in one.split())]
    assert lacking == []
    assert squeezed("Page 2 of") in words
    assert squeezed("part 1 of") in words
    # Each word of the picture stands on paper, beside those of the list.
    # The cards stand on paper in the picture's place.
    texts = page.locator(".st-key-otr_cards .otr-segment a").all_text_contents()
    plain = [one for one in texts if not re.search("[\u0590-\u08ff]", one)]
    drawn = [squeezed(one) for one in plain]
    assert len(drawn) > 40
    listed = squeezed("".join(page.locator(".otr-list").all_inner_texts()))
    for one in set(drawn):
        assert words.count(one) >= drawn.count(one) + listed.count(one), one
    # After printing the picture is as it was.
    expect(page.locator(".main-svg[viewBox]")).to_have_count(0)
    assert sheets > 2


# Titles, and the control itself


def test_titles_say_what_is_seen(visit: Open) -> None:
    titles = {
        "": "Overview · On the Record",
        "stances?country=South+Korea&issue=North+Korea's+return+to+dialogue":
            "Stances: South Korea, North Korea's return to dialogue · On the Record",
        "stances?stances_cell=South+Korea%3A+North+Korea%27s+return+to+dialogue":
            "Stances: South Korea: North Korea's return to dialogue · On the Record",
        "quotes?quotes_words=missiles": "Statements: missiles · On the Record",
        VIEWS["position"]:
            "South Korea's foreign ministry on Russia’s position on… · Stances",
        VIEWS["quote"]:
            "North Korean state media: “(Kim) expressed his views…” · Statements",
    }  # fmt: skip
    for path, title in titles.items():
        page = visit(path)
        expect(page).to_have_title(title)
        assert len(title) <= 70


def test_the_open_control_fits_on_a_phone(visit: Open, dashboard: str) -> None:
    errors: list[str] = []
    page = visit(look=Look((390, 844), "dark"))
    page.on("pageerror", lambda error: errors.append(str(error)))

    def note(said: ConsoleMessage) -> None:
        if said.type == "error" and not its_own(page, said):
            errors.append(said.text)

    page.on("console", note)
    for name in ("stances", "sources"):
        page.goto(f"{dashboard}/{name}")
        ready(page)
        open_share(page)
        wide = "document.scrollingElement.scrollWidth - innerWidth"
        assert page.evaluate(wide) <= 0
        body = page.get_by_test_id("stPopoverBody").bounding_box()
        assert body
        assert body["x"] >= 0
        assert body["x"] + body["width"] <= 390
    assert errors == []
