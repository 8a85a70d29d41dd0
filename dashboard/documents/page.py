"""A page of the web (HTML): its paragraphs as a reader sees them, and what each is."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Final, NamedTuple

from dashboard.documents import base
from dashboard.documents.base import Block

_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<head|<body)", re.I
)
_PAGE: Final = re.compile(r"<(?:p|div|br|article|h1)\b[^<>]*>", re.I)
_UNCLOSED: Final = 50  # Signs < without their > that a page may have.
_BLOCKS: Final = frozenset(
    """
    address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr li main nav ol p pre section table td th tr ul body
    """.split()  # noqa: SIM905 - elements are read as words
)
_UNSEEN: Final = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "svg")
)
_CLOSE_THEMSELVES: Final = frozenset(("li", "dt", "dd", "td", "th", "tr"))
_PARTS: Final = {"h1": base.TITLE, "figcaption": base.CAPTION}
# What holds many paragraphs is marked as none of them.
_LARGE: Final = frozenset(("article", "main", "section", "body", "ul", "ol", "table"))
_AUTHOR: Final = re.compile(r"\b(?:author|byline)\b|\bauthor-?name\b", re.I)
_SPACE: Final = re.compile(r"[ \t\r\n]+")
_PUBLISHED: Final = re.compile(r"publish|pubdate|entry-date|posted", re.I)
_VOID: Final = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905 - elements are read as words
)
# What an element is, by its name, where that says it.
_ELEMENTS: Final = {
    "nav": base.MENU, "menu": base.MENU, "footer": base.FOOT, "aside": base.BESIDE,
    "form": base.FORM, "button": base.FORM, "select": base.FORM,
}  # fmt: skip
_MAY_BE_DOUBTED: Final = _BLOCKS | {"span", "a", *_ELEMENTS}
# And by the names that its makers gave it (class, id, role): the words of them.
_NAMES: Final = (
    (base.MENU, "nav navbar navigation menu submenu breadcrumb breadcrumbs toolbar"
                " topbar masthead sitemap pagination pager skip"),
    (base.ADVERTISEMENT, "ad ads adv advert adverts advertisement advertising adslot"
                         " sponsor sponsored sponsors outbrain taboola dfp banner"
                         " promoted"),
    (base.COMMENT, "comment comments commentlist disqus respond replies"),
    (base.RELATED, "related recommended recommendations recirculation trending popular"
                   " mostread mostpopular teaser teasers readmore morefrom promo"
                   " promos alsolike"),
    (base.INVITATION, "newsletter newsletters subscribe subscription subscriptions"
                      " paywall signup register registration donate donation"
                      " membership"),
    (base.SHARING, "share sharing shares social sociallinks sharedaddy addthis"
                   " addtoany sharetools follow"),
    (base.COOKIES, "cookie cookies consent gdpr cmp onetrust"),
    (base.FOOT, "footer colophon copyright legal imprint"),
    (base.BESIDE, "sidebar widget widgets"),
    (base.AUTHOR, "bio authorbio authorbox aboutauthor"),
    (base.FORM, "search searchform login"),
)  # fmt: skip
_NAMED: Final = {
    word: doubt for doubt, words in reversed(_NAMES) for word in words.split()
}
_WORDS: Final = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]*")
# Names of what holds the whole page: some write there all that a page may have.
_WHOLE: Final = frozenset(("html", "body", "main", "article"))
_IN_LINKS: Final = 0.7  # Of the letters of a paragraph, those that are links.
_MUCH: Final = 0.4  # Of the prose of a page, what no menu or advertisement has.
_FEW: Final = 90  # Letters of a paragraph that is doubted because most are links.


class Page(NamedTuple):
    """A page: its paragraphs, and what its metadata says of it."""

    blocks: tuple[Block, ...]
    head: "Head"


class Head(NamedTuple):
    """
    What stands in a page for programs: the texts of its `<title>` and of its JSON-LD
    scripts, its `<meta>` by name or property, its `<link>` by what it is, the language
    of `<html>`, and the days of `<time>` that is marked as the publication's.
    """

    title: str
    scripts: tuple[str, ...]
    meta: dict[str, str]
    links: dict[str, str]
    language: str
    times: tuple[str, ...]


def is_page(text: str) -> bool:
    """
    Tell whether a text is the source of a page.
    """
    # Of what opens again and again and never closes a parser would not come to an end.
    signs = text.count("<")
    if signs > text.count(">") + _UNCLOSED:
        return False
    return bool(_HTML.match(text[:400])) or len(_PAGE.findall(text[:20_000])) > 4


def read(source: str) -> Page:
    """
    Return a page as a reader sees it: no scripts, no styles.
    """
    walk = _Walk()
    walk.feed(source)
    walk.close()
    walk.end_block()
    return Page(tuple(walk.judged()), walk.head())


class _Part(NamedTuple):
    """
    A paragraph as it was met: in which doubted element, how much of it is links, and
    what it is marked as.
    """

    text: str
    within: int
    linked: int
    part: str


class _Walk(HTMLParser):
    """
    One way through a page. Each element that is doubted has a number; `parents` says in
    which doubted one it stands, and a paragraph in which it stands, 0 for none.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[_Part] = []
        self.doubts, self.parents = [""], [0]
        self.title = self.language = ""
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.scripts: list[str] = []
        self.times: list[str] = []
        # The open elements: name, innermost doubted one, whether it is unseen, and what
        # it is marked as; and how many there are of each name.
        self._open = [("", 0, False, "")]
        self._count: Counter[str] = Counter()
        self._pieces: list[str] = []
        self._within = self._linked = 0
        self._part, self._has_text = "", False
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.end_block()
            top = self._open[-1][0]
            self._close("head")
            if top == "p" or (top == tag and tag in _CLOSE_THEMSELVES):
                self._close(top)
        elif tag == "br":
            self._pieces.append("\n")
        self._note(tag, given)
        if tag in _VOID:
            return
        _, within, is_unseen, part = self._open[-1]
        if doubt := _doubt(tag, given):
            self.doubts.append(doubt)
            self.parents.append(within)
            within = len(self.doubts) - 1
        part = _PARTS.get(tag) or (base.BYLINE if _is_byline(given) else part)
        part = "" if tag in _LARGE else part
        self._open.append((tag, within, is_unseen or tag in _UNSEEN, part))
        self._count[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end_block()
        self._close(tag)

    def _close(self, tag: str) -> None:
        """Close the innermost element of a name, and what is open within it."""
        last = "" if self._count[tag] else tag
        while last != tag:
            last = self._open.pop()[0]
            self._count[last] -= 1

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """Keep what an element says for programs."""
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop")
            if name and given.get("content", "").strip():
                self.meta.setdefault(name.lower(), given["content"].strip())
        elif tag == "link" and given.get("href"):
            self.links.setdefault(given.get("rel", "").lower(), given["href"].strip())
        elif tag == "html":
            self.language = self.language or given.get("lang", "").strip()
        elif tag == "time" and given.get("datetime"):
            named = given.get("itemprop", "") + " " + given.get("class", "")
            if "pubdate" in given or _PUBLISHED.search(named):
                self.times.append(given["datetime"].strip())
        self._is_data = tag == "script" and "ld+json" in given.get("type", "").lower()

    def handle_data(self, data: str) -> None:
        tag, within, is_unseen, part = self._open[-1]
        if tag == "title" and not self.title and not self._count["svg"]:
            self.title = " ".join(data.split())
        elif tag == "script" and self._is_data:
            self.scripts.append(data)
        if is_unseen:
            return
        text = _SPACE.sub(" ", data)
        if text != " " and text:
            if not self._has_text:
                self._has_text, self._within, self._part = True, within, part
            self._linked += len(text) * bool(self._count["a"])
        self._pieces.append(text)

    def end_block(self) -> None:
        """Make a paragraph of the text since the last one ended."""
        if self._has_text:
            text = re.sub(r" ?\n ?", "\n", re.sub(r" +", " ", "".join(self._pieces)))
            text = re.sub(r"\n{3,}", "\n\n", text).strip()
            if text:
                part = _Part(text, self._within, self._linked, self._part)
                self.parts.append(part)
        self._pieces.clear()
        self._linked, self._has_text = 0, False

    def judged(self) -> Iterator[Block]:
        """Yield the paragraphs, each with why it looks like no part of the article."""
        doubts = self._kept_doubts()
        for part in self.parts:
            doubt = doubts[part.within]
            if (
                not doubt
                and len(part.text) < _FEW
                and part.linked > _IN_LINKS * len(part.text)
            ):
                doubt = base.RELATED if len(part.text.split()) > 3 else base.MENU
            yield Block(part.text, doubt, part.part)

    def _kept_doubts(self) -> list[str]:
        """
        For each doubted element, what it is. An element that holds the headline, or
        much of what the page says, is not what its name says: it holds the page.
        """
        letters, titles = [0] * len(self.doubts), [0] * len(self.doubts)
        for part in self.parts:
            is_prose = len(part.text) >= _FEW and part.linked < _IN_LINKS * len(
                part.text
            )
            letters[part.within] += len(part.text) * is_prose
            titles[part.within] += part.part == base.TITLE
        for number in range(len(self.doubts) - 1, 0, -1):
            letters[self.parents[number]] += letters[number]
            titles[self.parents[number]] += titles[number]
        kept = [""]
        for number in range(1, len(self.doubts)):
            doubt, above = self.doubts[number], kept[self.parents[number]]
            is_whole = titles[number] or (
                letters[number] > _MUCH * letters[0]
                and doubt not in (base.COMMENT, base.FOOT)
            )
            kept.append(above or ("" if is_whole else doubt))
        return kept

    def head(self) -> Head:
        """Return what stands in the page for programs."""
        return Head(
            self.title, tuple(self.scripts), self.meta, self.links, self.language,
            tuple(self.times),
        )  # fmt: skip


def _is_byline(given: dict[str, str]) -> bool:
    """Whether an element is marked as who wrote the page."""
    return bool(
        _AUTHOR.search(
            " ".join(given.get(n, "") for n in ("rel", "itemprop", "class"))[:300]
        )
    )


def _doubt(tag: str, given: dict[str, str]) -> str:
    """What an element is by its name and by the names its makers gave it, or ""."""
    if tag in _WHOLE or tag not in _MAY_BE_DOUBTED:
        return ""
    if "hidden" in given or given.get("aria-hidden") == "true":
        return base.HIDDEN
    names = " ".join(given.get(name, "") for name in ("id", "class", "role"))[:300]
    words = [word.lower() for word in _WORDS.findall(names)]
    pairs = (one + other for one, other in pairwise(words))
    named = (_NAMED[word] for word in (*words, *pairs) if word in _NAMED)
    return next(named, _ELEMENTS.get(tag, ""))
