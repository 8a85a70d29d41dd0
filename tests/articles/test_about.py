"""What an article says of itself, each with where it was read."""

import pytest

from dashboard.articles import about
from dashboard.articles.about import Found
from dashboard.articles.furniture import Line
from dashboard.documents.base import BYLINE, REPEATED, TITLE, Document, Said

PROSE = (
    "The two sides parted on Thursday without a word on the four ships, he said, and no"
    " day was named for another meeting, which the council had wanted."
)


def found(*texts: str | Line, said: tuple[Said, ...] = ()) -> dict[str, Found]:
    lines = [one if isinstance(one, Line) else Line(one) for one in texts]
    whole = "\n".join(line.text for line in lines)
    return dict(about.found(Document("", (), said), lines, whole))


def values(*texts: str | Line, said: tuple[Said, ...] = ()) -> dict[str, str]:
    return {field: one.value for field, one in found(*texts, said=said).items()}


def test_a_paste_of_a_paper_says_what_it_is() -> None:
    read = found(
        " date 2023-07-28  Ferry talks end without a deal : The Daily Ledger",
        "Islands’ council is to “wait and see”, as other ports do in the north of it",
        "Reuters",
        "Seoul, July 27",
        PROSE,
    )
    assert read == {
        "title": Found("Ferry talks end without a deal", "line 1"),
        "publisher": Found("The Daily Ledger", "line 1"),
        "wire": Found("Reuters", "line 3: “Reuters”"),
        "dateline": Found("Seoul", "line 4: “Seoul, July 27”"),
        "published_on": Found("2023-07-28", "line 1"),
        "language": Found("en", "its commonest words"),
    }


@pytest.mark.parametrize(
    ("line", "wire", "dateline"),
    [
        ("SEOUL, July 27 (Reuters) - ", "Reuters", "Seoul"),
        ("SEOUL (Reuters) - ", "Reuters", "Seoul"),
        ("UNITED NATIONS (AP) — ", "Associated Press", "United Nations"),
        ("SEOUL, South Korea (AP) — ", "Associated Press", "Seoul, South Korea"),
        ("WASHINGTON, D.C., July 3 (UPI) -- ", "United Press International",
         "Washington, D.C."),
        ("New Delhi, Jul 27 (PTI) ", "Press Trust of India", "New Delhi"),
        ("(Reuters) - ", "Reuters", None),
        ("PARIS — ", None, "Paris"),
        ("NEW DELHI, July 27 — ", None, "New Delhi"),
        ("The Group of Seven — ", None, None),
        ("Kim (AP) said that ", None, None),
    ],
)  # fmt: skip
def test_a_dateline_names_place_and_agency(
    line: str, wire: str | None, dateline: str | None
) -> None:
    read = values("Ferry talks end", line + PROSE)
    assert (read.get("wire"), read.get("dateline")) == (wire, dateline)


@pytest.mark.parametrize(
    ("line", "author", "wire"),
    [
        ("By Ann Lee", "Ann Lee", None),
        ("By ANN LEE and OMAR DIAZ", "ANN LEE and OMAR DIAZ", None),
        ("By HYUNG-JIN KIM, Associated Press", "HYUNG-JIN KIM", "Associated Press"),
        ("By Ann Lee | July 27, 2023", "Ann Lee", None),
        ("By Ann Lee, 27 July 2023", "Ann Lee", None),
        ("By Reuters", None, "Reuters"),
        ("AFP", None, "Agence France-Presse"),
        ("By the time they left", None, None),
    ],
)
def test_a_byline_names_who_wrote_it(
    line: str, author: str | None, wire: str | None
) -> None:
    read = values("Ferry talks end", line, PROSE)
    assert (read.get("author"), read.get("wire")) == (author, wire)


def test_a_byline_is_read_where_a_page_marks_it() -> None:
    title = Line("Ferry talks end", "", TITLE)
    assert values(title, Line("Ann Lee", "", BYLINE), PROSE)["author"] == "Ann Lee"
    assert "author" not in values(title, Line("Posted on Monday", "", BYLINE), PROSE)
    assert "author" not in values(title, "Ann Lee", PROSE)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 27 July 2023", "2023-07-27"),
        ("Thursday, July 27, 2023 9:03 AM", "2023-07-27"),
        ("Thursday", None),
        ("July 27", None),
        ("Updated 28 July 2023", None),
        ("Published 27 July 2023, updated 28 July 2023", "2023-07-27"),
    ],
)
def test_a_day_is_taken_from_the_head(line: str, day: str | None) -> None:
    assert values("Ferry talks end", line, PROSE).get("published_on") == day


def test_a_day_that_the_story_tells_is_not_its_own() -> None:
    later = [PROSE] * 4
    assert "published_on" not in values("Ferry", *later, "On 5 May 1999 it sank.")
    assert "published_on" not in values("Ferry", f"On 5 May 1999 it sank. {PROSE}")


def test_of_several_places_the_better_is_taken_and_the_other_told() -> None:
    said = (
        Said("published_on", "2023-07-27", "the page's metadata (date)"),
        Said("author", "Mia Wong", "the mail's From: who sent it"),
    )
    read = found("Ferry talks end", "By Ann Lee", "28 July 2023", PROSE, said=said)
    assert read["published_on"] == Found(
        "2023-07-27", "the page's metadata (date)", "line 3: “2023-07-28”"
    )
    assert read["author"].other == "line 2: “By Ann Lee”: “Ann Lee”"


def test_when_a_mail_was_sent_stands_behind_what_is_printed_in_it() -> None:
    said = (Said("published_on", "2023-07-28", "the mail's Date: when it was sent"),)
    read = found("Ferry talks end", "27 July 2023", PROSE, said=said)["published_on"]
    assert read.value == "2023-07-27"
    assert read.other == "the mail's Date: when it was sent: “2023-07-28”"


def test_a_day_in_an_address_is_read_behind_all_others() -> None:
    said = (Said("url", "https://a.example/2023/07/28/ferry", "the page"),)
    assert values("Ferry", PROSE, said=said)["published_on"] == "2023-07-28"
    assert values("Ferry", "27 July 2023", PROSE, said=said)["published_on"] == (
        "2023-07-27"
    )
    address = "https://a.example/ferry"
    assert values("Ferry", address, PROSE)["url"] == address


def test_the_printed_headline_is_taken_where_the_metadata_have_it_too() -> None:
    said = (
        Said("title", "Ferry talks end", "the page's metadata (og:title)"),
        Said("title", "Ferry talks end | The Ledger", "the page's <title>"),
        Said("publisher", "The Ledger", "the page's metadata (og:site_name)"),
    )
    heading = Line("Ferry talks end", "", TITLE)
    site = Line("The Ledger", "", TITLE)
    read = found(site, heading, PROSE, said=said)
    assert read["title"] == Found("Ferry talks end", "line 2, the heading")
    other = found(Line("World news", "", TITLE), PROSE, said=said)["title"]
    assert other.value == "Ferry talks end"
    assert other.other == "line 1, the heading: “World news”"


def test_a_paste_that_begins_with_the_story_has_no_title() -> None:
    assert "title" not in values(PROSE, PROSE)
    assert "title" not in values("SEOUL, July 27 (Reuters) - No word, he said.", PROSE)
    assert "title" not in values("部长星期四说这些岛屿不出售，没有再说话。")


def test_behind_a_menu_the_title_is_the_first_line_of_several_words() -> None:
    page = ("Skip to content", "The Ledger", "Ferry talks end at last", "By Ann", PROSE)
    lines = [Line(page[0], "a menu"), *map(Line, page[1:])]
    assert found(*lines)["title"] == Found("Ferry talks end at last", "line 3")
    assert values(*lines[:2], *lines[3:])["title"] == "The Ledger"
    assert values("Ferry talks", "A line of several words", PROSE)["title"] == (
        "Ferry talks"
    )


def test_what_stands_behind_a_title_is_cut_only_where_it_is_the_paper() -> None:
    for title in ("Ferry talks - no deal", "Kim: “We will not sign”", "A – B"):
        assert values(title, PROSE)["title"] == title
        assert "publisher" not in values(title, PROSE)
    assert values("Ferry talks | The Ledger", PROSE)["publisher"] == "The Ledger"


def test_agencies_and_nobody_are_no_authors() -> None:
    for name, author, wire in (
        ("Reuters", None, "Reuters"),
        ("No Author", None, None),
        ("@ledger", None, None),
        ("By Ann Lee", "Ann Lee", None),
    ):
        read = values("Ferry", PROSE, said=(Said("author", name, "the page"),))
        assert (read.get("author"), read.get("wire")) == (author, wire)


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("© 2023 The Daily Ledger. All rights reserved.", "The Daily Ledger"),
        ("Copyright (c) 2019-2023 by The Daily Ledger", "The Daily Ledger"),
        ("COPYRIGHT © 2023 The Daily Ledger all rights reserved", "The Daily Ledger"),
        ("Copyright c 2000 of nobody", None),
        ("They hold the copyright of it.", None),
    ],
)
def test_who_owns_the_rights_published_it(line: str, publisher: str | None) -> None:
    assert values("Ferry", PROSE, line).get("publisher") == publisher


def test_a_running_head_tells_its_day() -> None:
    head = Line("The Daily Ledger 28 July 2023", REPEATED)
    read = found("Ferry talks end", head, PROSE)
    assert read["published_on"] == Found(
        "2023-07-28", "line 2, which several pages repeat"
    )


def test_a_language_that_is_said_and_another_that_is_read_are_both_told() -> None:
    said = (Said("language", "de-AT", "the page's <html lang>"),)
    assert found("Ferry", PROSE, said=said)["language"] == Found(
        "de-AT", "the page's <html lang>", "its commonest words: “en”"
    )
