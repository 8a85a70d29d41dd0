"""What a page says of itself for programs: JSON-LD, Open Graph, `<meta>`, `<link>`."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from dashboard.documents.base import Said
from dashboard.documents.page import Head

_LD: Final = "the page's metadata (JSON-LD, {})"
_META: Final = "the page's metadata ({})"
# What schema.org calls an article ends so; a page of a blog is one, too.
_ARTICLE: Final = re.compile(r"(?:Article|Posting|Report|Review)$")
# Of each field, under which names pages say it: what is best to go by first.
_NAMES: Final = {
    "title": ("og:title", "dc.title", "twitter:title", "parsely-title"),
    "publisher": ("og:site_name", "dc.publisher", "application-name",
                  "article:publisher"),
    "published_on": (
        "article:published_time", "og:published_time", "datepublished", "date",
        "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "publishdate",
        "publish-date", "publication_date", "parsely-pub-date", "sailthru.date",
        "cxenseparse:recs:publishtime", "citation_publication_date",
    ),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl",
               "sailthru.author", "citation_author"),
    "url": ("og:url", "twitter:url"),
    "language": ("og:locale", "content-language", "dc.language"),
}  # fmt: skip
_DAY: Final = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_DEEPEST: Final = 6  # Objects within objects in which an article is looked for,
_MOST: Final = 400  # and how many of them.


def said(head: Head) -> tuple[Said, ...]:
    """
    Return what a page says of itself: of each field what is best to go by first.
    """
    found = [
        *_of_articles(head.scripts),
        *(
            Said(field, head.meta[name], _META.format(name))
            for field, names in _NAMES.items()
            for name in names
            if name in head.meta
        ),
        *(Said("published_on", day, "the page's <time>") for day in head.times),
    ]
    if "canonical" in head.links:
        link = Said("url", head.links["canonical"], _META.format("link canonical"))
        found.insert(0, link)
    if head.language:
        found.insert(0, Said("language", head.language, "the page's <html lang>"))
    if head.title:
        found.append(Said("title", head.title, "the page's <title>"))
    fitting = (fit for one in found if (fit := _fitting(one)))
    return tuple(dict.fromkeys(fitting))


def _fitting(one: Said) -> Said | None:
    """What is said as `About` has it, None where it is not what the field holds."""
    value = " ".join(one.value.split())
    if one.field == "published_on":
        day = _DAY.match(value)
        value = "-".join(day.groups()) if day else value
    elif one.field == "language":
        value = value.replace("_", "-")
        value = (
            value if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value) else ""
        )
    elif one.field == "url":
        value = value if re.match(r"https?://\S+$", value) else ""
    elif re.match(r"https?://", value):
        value = ""  # A page of the author, or of the publisher, and no name.
    return one._replace(value=value) if value else None


def _of_articles(scripts: Iterable[str]) -> Iterator[Said]:
    """What a page's JSON-LD says of the article, or of articles."""
    for script in scripts:
        try:
            whole = json.loads(script.strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(whole):
            kinds = [str(kind) for kind in _listed(one.get("@type"))]
            if any(map(_ARTICLE.search, kinds)):
                yield from _of_article(one)


def _objects(whole: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, outer ones first."""
    level, number = [whole], 0
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for one in level:
            number += 1
            if number > _MOST:
                return
            if isinstance(one, dict):
                yield one
                inner += [one.get("@graph"), one.get("mainEntity")]
            elif isinstance(one, list):
                inner += one[:_MOST]
        level = inner


def _of_article(one: dict[str, Any]) -> Iterator[Said]:
    """What one object of JSON-LD says."""
    names = {
        "title": ("headline", "name"), "published_on": ("datePublished",),
        "publisher": ("publisher",), "author": ("author", "creator"),
        "url": ("url", "mainEntityOfPage"), "language": ("inLanguage",),
    }  # fmt: skip
    for field, keys in names.items():
        for key in keys:
            texts = [
                text for part in _listed(one.get(key)) if (text := _name(part, key))
            ]
            if field != "author":
                texts = texts[:1]
            if texts:
                yield Said(field, _and(texts[:9]), _LD.format(key))
                break


def _name(part: Any, key: str) -> str:
    """The text that a value of JSON-LD is, or the name of what it describes."""
    if isinstance(part, dict):
        part = part.get("@id" if key == "mainEntityOfPage" else "name")
        part = part[0] if isinstance(part, list) and part else part
    return part.strip() if isinstance(part, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _and(names: list[str]) -> str:
    """Several names as a byline has them."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
