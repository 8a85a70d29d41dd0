"""What a page says of itself for programs, each with where it stands."""

import json

from dashboard.documents import page, page_metadata
from dashboard.documents.base import Said
from tests.support.articles import PAGE


def said(source: str) -> list[Said]:
    return list(page_metadata.said(page.read(source).head))


def test_a_page_says_what_it_is_the_best_first() -> None:
    found = said(PAGE)
    first = {one.field: one for one in reversed(found)}
    assert first["published_on"] == Said(
        "published_on", "2023-07-27", "the page's metadata (JSON-LD, datePublished)"
    )
    assert first["author"].value == "Ann Lee and Omar Diaz"
    assert first["publisher"].where == "the page's metadata (JSON-LD, publisher)"
    assert first["language"] == Said("language", "en-GB", "the page's <html lang>")
    assert first["url"].where == "the page's metadata (link canonical)"
    assert [one.value for one in found if one.field == "title"] == [
        "Ferry talks end without a deal",
        "Ferry talks end without a deal",
        "Ferry talks end without a deal | The Daily Ledger",
    ]


def test_addresses_are_no_names_and_names_no_addresses() -> None:
    assert said(
        "<meta property='article:author' content='https://x.example/ann'>"
        "<meta name=author content=' Ann  Lee '><meta property=og:url content='/a'>"
        "<meta property=og:locale content='en_GB'><html lang='no such tag!'>"
    ) == [
        Said("author", "Ann Lee", "the page's metadata (author)"),
        Said("language", "en-GB", "the page's metadata (og:locale)"),
    ]


def test_damaged_and_endless_data_says_nothing() -> None:
    begin, end = "<script type=application/ld+json>", "</script>"
    deep = "[" * 50_000
    other = json.dumps({"@type": "Person", "name": "Ann"})
    loop = json.dumps({"@graph": [{"@graph": [{"@graph": [{}] * 300}] * 300}]})
    for data in (
        "{",
        deep,
        other,
        loop,
        "7",
        '{"@type": ["NewsArticle"], "author": 3}',
    ):
        assert said(begin + data + end) == []


def test_an_article_is_found_wherever_it_stands() -> None:
    article = {"@type": ["Thing", "ReportageNewsArticle"], "headline": "A ferry",
               "author": ["Ann", {"name": ["Bo"]}, {"name": "Cy"}],
               "mainEntityOfPage": {"@id": "https://a.example/b"}}  # fmt: skip
    for whole in (article, [article], {"@type": "WebPage", "mainEntity": article}):
        script = f"<script type='application/ld+json'>{json.dumps(whole)}</script>"
        assert [(one.field, one.value) for one in said(script)] == [
            ("title", "A ferry"), ("author", "Ann, Bo and Cy"),
            ("url", "https://a.example/b"),
        ]  # fmt: skip
