"""Lines that look like no part of an article are told, whatever they came from."""

import pytest

from dashboard.articles import furniture
from dashboard.articles.furniture import Line
from dashboard.documents import base

PROSE = (
    "The two sides parted on Thursday without a word on the four ships, he said, and no"
    " day was named."
)


def doubts(*texts: str | Line) -> list[str]:
    lines = [one if isinstance(one, Line) else Line(one) for one in texts]
    return [line.doubt for line in furniture.judged(lines)]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("ADVERTISEMENT", base.ADVERTISEMENT),
        ("- Story continues below advertisement -", base.ADVERTISEMENT),
        ("Share this article", base.SHARING),
        ("Follow us on Facebook", base.SHARING),
        ("Read more: Harbour master resigns", base.RELATED),
        ("Sign up to our newsletter for the best of the week.", base.INVITATION),
        ("Already a subscriber? Log in", base.INVITATION),
        ("Get the latest news delivered to your inbox", base.INVITATION),
        ("Leave a comment", base.COMMENT),
        ("This website uses cookies to improve your visit.", base.COOKIES),
        ("© 2023 The Daily Ledger", base.FOOT),
        ("This material may not be redistributed without leave.", base.FOOT),
        ("Skip to main content", base.MENU),
        ("3 min read", base.MENU),
        ("Page 2 of 7", base.NUMBER),
        ("- 12 -", base.NUMBER),
        ("---------- Forwarded message ---------", base.HEAD),
    ],
)
def test_a_line_is_told_by_what_it_says(text: str, doubt: str) -> None:
    assert doubts(PROSE, text, PROSE) == ["", doubt, ""]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "“Subscribe to our peace plan,” the minister told reporters at the harbour.",
        "Support our islands, “or we shall not sign at all,” the minister told them.",
        "Subscribers left the paper, its owner said in a letter, as it had no news.",
        "Advertisement of the islands for sale was banned by a law of 1990.",
        "More than a hundred ships lay in the harbour of the old town.",
        "By Ann Lee and Omar Diaz",
        "SEOUL, July 27",
        "Reuters",
        "'NO SECRET'",
        "2023",
        "Home of the ferry",
        "No.",
    ],
)
def test_what_an_article_says_is_not_doubted(text: str) -> None:
    assert doubts(PROSE, text, PROSE) == ["", "", ""]


def test_several_short_lines_are_a_menu_and_a_few_are_none() -> None:
    menu = ["World", "Sport", "Business News", "Weather"]
    assert doubts(*menu, PROSE) == [base.MENU] * 4 + [""]
    assert doubts(*menu[:3], PROSE) == [""] * 4
    labels = ["By Ann Lee", "Reuters", "Seoul, July 27", "28 July 2023"]
    assert doubts(*labels, PROSE) == [""] * 5


def test_a_running_head_is_doubted_from_its_second_time_on() -> None:
    head = "The Daily Ledger, page {}"
    texts = [head.format(1), PROSE, head.format(2), PROSE, head.format(3), PROSE, PROSE]
    assert doubts(*texts) == ["", "", base.REPEATED, "", base.REPEATED, "", ""]
    assert doubts(*texts[:4]) == ["", "", "", ""]
    # Words that somebody says again and again are no running head.
    refrain = "“We will not sign,” the minister said in a low voice."
    assert doubts(refrain, refrain, refrain) == ["", "", ""]


def test_headlines_that_follow_their_heading_are_of_something_else() -> None:
    found = doubts(PROSE, "Related stories", "Harbour master resigns", PROSE, "A mole")
    assert found == ["", base.RELATED, base.RELATED, "", ""]


def test_what_follows_the_heading_of_comments_is_comments() -> None:
    assert doubts(PROSE, PROSE, PROSE, "Comments (2)", PROSE, "Ann") == [
        "", "", "", base.COMMENT, base.COMMENT, base.COMMENT,
    ]  # fmt: skip
    heading = "2 thoughts on “Ferry talks”"
    assert doubts(PROSE, PROSE, PROSE, heading, PROSE)[3:] == [base.COMMENT] * 2
    # The same words in the head of a page lead there, and begin nothing.
    assert doubts("Comments (2)", PROSE, PROSE) == [base.COMMENT, "", ""]


def test_the_head_of_a_mail_is_told_by_two_of_its_lines() -> None:
    assert doubts("From: Ann", "Subject: A ferry", PROSE) == [base.HEAD, base.HEAD, ""]
    assert doubts("Subject: A ferry", PROSE) == ["", ""]


def test_where_the_title_is_marked_what_stands_around_the_article_is_outside() -> None:
    title = Line("Ferry talks end", "", base.TITLE)
    caption = Line("The minister", "", base.CAPTION)
    found = doubts("The Ledger", title, "A subtitle", PROSE, "Ann Lee", caption)
    assert found == [base.OUTSIDE, "", "", "", base.OUTSIDE, ""]
    assert doubts("The Ledger", "Ferry talks end", PROSE, "Ann Lee") == [""] * 4


def test_a_doubt_that_a_line_has_stays() -> None:
    assert doubts(Line("Share", base.COMMENT), Line("Share", "", base.TITLE)) == [
        base.COMMENT, "",
    ]  # fmt: skip
