"""A page is read as its reader sees it, and what stands around its article is told."""

import pytest

from dashboard.documents import base, page
from dashboard.documents.base import Block
from tests.support.articles import BODY, PAGE


def blocks(body: str) -> list[tuple[str, str]]:
    return [(one.text, one.doubt) for one in page.read(body).blocks]


def test_of_a_page_of_news_each_paragraph_is_told_from_what_stands_around() -> None:
    read = page.read(PAGE)
    assert [one for one in read.blocks if one.doubt] == [
        Block("Home", base.MENU),
        Block("World", base.MENU),
        Block("Sport", base.MENU),
        Block("We use cookies to improve your visit. Accept", base.COOKIES),
        Block("Advertisement", base.ADVERTISEMENT),
        Block("Related", base.RELATED),
        Block("Harbour master resigns", base.RELATED),
        Block("2 comments", base.COMMENT),
        Block("This is what happens when nobody reads the papers that they are to"
              " sign.", base.COMMENT),
        Block("© 2023 The Daily Ledger. All rights reserved.", base.FOOT),
    ]  # fmt: skip
    kept = [one for one in read.blocks if not one.doubt]
    assert kept[0] == Block("Ferry talks end without a deal", "", base.TITLE)
    assert kept[1] == Block("By Ann Lee and Omar Diaz", "", base.BYLINE)
    assert kept[3] == Block(BODY[0], "", base.CAPTION)
    assert [one.text for one in kept[4:8]] == list(BODY[1:])


def test_what_a_page_says_to_programs_is_kept() -> None:
    head = page.read(PAGE).head
    assert head.title == "Ferry talks end without a deal | The Daily Ledger"
    assert head.meta["og:site_name"] == "The Daily Ledger"
    assert head.links == {
        "canonical": "https://ledger.example/world/2023/07/28/ferry-talks"
    }
    assert head.language == "en-GB"
    assert "NewsArticle" in head.scripts[0]
    marked = '<time class="published" datetime="2023-07-27">Thursday</time>'
    assert page.read(marked).head.times == ("2023-07-27",)
    assert page.read(marked.replace("published", "edit")).head.times == ()


def test_scripts_styles_and_drawings_are_not_seen() -> None:
    unseen = "<script>no</script><style>no</style><svg><title>no</title></svg>"
    assert blocks(f"<p>One{unseen} &amp; two</p><template>no</template>") == [
        ("One & two", "")
    ]


def test_elements_that_nobody_closes_end_where_a_browser_ends_them() -> None:
    page_of = "<head><title>t</title><p>One<p class=ad>Two<p>Three<ul><li>a<li>b</ul>"
    assert blocks(page_of) == [
        ("One", ""), ("Two", base.ADVERTISEMENT), ("Three", ""), ("a", ""), ("b", ""),
    ]  # fmt: skip


def test_an_element_that_holds_the_article_is_not_what_it_is_called() -> None:
    prose = "The two sides parted on Thursday without a word on the four ships at all. "
    whole = f"<div class='share subscribe'><h1>A</h1><p>{prose * 3}</p></div>"
    assert [doubt for _, doubt in blocks(whole)] == ["", ""]
    many = f"<div class='widget'><p>{prose * 3}</p></div><p>{prose * 2}</p>"
    assert [doubt for _, doubt in blocks(many)] == ["", ""]
    few = f"<div class='widget'><p>{prose * 2}</p></div><p>{prose * 9}</p>"
    assert [doubt for _, doubt in blocks(few)] == [base.BESIDE, ""]


def test_a_short_paragraph_that_is_a_link_is_doubted() -> None:
    assert blocks("<p><a href=x>Home</a></p><p>See <a href=y>the papers</a> here.</p>"
                  "<p><a href=z>Harbour master of the islands resigns</a></p>") == [
        ("Home", base.MENU), ("See the papers here.", ""),
        ("Harbour master of the islands resigns", base.RELATED),
    ]  # fmt: skip


def test_names_are_read_by_their_words() -> None:
    for name, doubt in (("mostRead", base.RELATED), ("most-read", base.RELATED),
                        ("header", ""), ("roadmap", ""),
                        ("Ad_slot", base.ADVERTISEMENT),
                        ("comment-list", base.COMMENT)):  # fmt: skip
        assert (
            blocks(f"<p>Much prose.</p><div class='{name}'>One.</div>")[1][1] == doubt
        )


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!DOCTYPE html><p>", True),
        ('<?xml version="1.0"?>\n<html>', True),
        ("<p>a</p>" * 5, True),
        ("a < b and b > c <p>", False),
        ("<html>" + "<a " * 100, False),
    ],
)
def test_a_page_is_told_from_text(text: str, is_page: bool) -> None:
    assert page.is_page(text) == is_page


def test_tags_that_are_nested_deep_take_no_more_than_their_number() -> None:
    deep = "<div class=ad>" * 20_000 + "words" + "</b></div>" * 20_000
    assert blocks(deep) == [("words", base.ADVERTISEMENT)]
