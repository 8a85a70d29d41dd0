"""An article before it is coded: its text, and what looks like no part of it."""

import re
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from dashboard.articles import about, furniture
from dashboard.articles.about import Found
from dashboard.articles.furniture import Line
from dashboard.documents import kinds, lines, process
from dashboard.documents.base import Document, Unreadable
from dashboard.record import limits
from dashboard.text import signs

_NOTHING: Final[Mapping[str, Found]] = MappingProxyType({})
_INK: Final = re.compile(rf"[^\s{signs.UNSEEN_CLASS}]")
_HALF: Final = re.compile("[\ud800-\udfff]")
_NAMED: Final = 9  # Words that a remark names.


class Paragraph(NamedTuple):
    """
    A line of an article that is not blank: where it begins and ends, in code points,
    and why it looks like no part of the article, "" where it looks like one.
    """

    start: int
    end: int
    doubt: str


class Article(NamedTuple):
    """
    An article as it was read: its text, with the words that were handed over and lines
    that end as in Unix; what it was read from ("a PDF"; "" for plain text in UTF-8);
    what it says of itself, by the field of `proposal.About`; its paragraphs in order;
    and sentences on how it was read.
    """

    text: str
    kind: str
    about: Mapping[str, Found]
    paragraphs: tuple[Paragraph, ...]
    remarks: tuple[str, ...] = ()


def blank() -> Article:
    """
    Return an article of which all is still to be written: an empty form.
    """
    return Article("", "", _NOTHING, ())


def read(
    data: bytes, name: str, wanted: Callable[[], object] = process.nobody_left
) -> Article:
    """
    Return the article that a file holds, in a process of its own; `name` is the file's,
    and `wanted` raises once nobody waits for it any more.

    Raises:
        Unreadable: it is no file that is read, or there is no text in it.
        process.NotDone: it takes more memory or time than one may, or is too long.

    """
    return _apart("_of_file", (data, name), wanted)


def pasted(text: str, wanted: Callable[[], object] = process.nobody_left) -> Article:
    """
    Return the article that a pasted text holds: as it stands, or, of the source of a
    page, as its reader sees it.

    Raises:
        Unreadable: there is no text in it.
        process.NotDone: it is too long.

    """
    if len(text) > limits.LONGEST and "<" not in text:
        raise _too_long(text)
    if len(text) > limits.LIGHT or "<" in text[:20_000]:
        return _apart("_of_paste", (text,), wanted)
    return _of_paste(text)


def confirmed(article: Article, dropped: Collection[int]) -> str:
    """
    Return the text of an article without some of its paragraphs, by their places among
    `paragraphs` from 0: the text whose hash the record holds.
    """
    kept, at = [], 0
    for number, paragraph in enumerate(article.paragraphs):
        if number in dropped:
            kept.append(article.text[at : paragraph.start])
            last = number + 1 == len(article.paragraphs)
            # With it goes what parts it from the next.
            at = paragraph.end if last else article.paragraphs[number + 1].start
    text = "".join([*kept, article.text[at:]])
    if len(article.paragraphs) - 1 not in dropped:
        return text
    left = text.rstrip("\n")
    return f"{left}\n" if left and text.endswith("\n") else left


def _apart(
    work: str, asked: tuple[object, ...], wanted: Callable[[], object]
) -> Article:
    found: Article = process.apart(
        f"{__name__}.{work}", asked, wanted, limits.READING, limits.READING_MEMORY
    )
    return found


def _of_file(data: bytes, name: str) -> Article:
    """The article that a file holds: what `read` has a process do."""
    return _article(kinds.read(data, name))


def _of_paste(text: str) -> Article:
    """The article that a pasted text holds."""
    return _article(kinds.of_paste(text))


def _article(document: Document) -> Article:
    """What is said of a document's text and of its parts."""
    remarks = list(document.remarks)
    texts = [_clean(block.text, remarks) for block in document.blocks]
    is_plain = len(texts) == 1
    if is_plain:
        texts = [_whole(texts[0], remarks)]
    text = "\n\n".join(texts) + "\n" * (not is_plain)
    if len(text) > limits.LONGEST:
        raise _too_long(text)
    if (many := text.count("\n")) > 2 * limits.PARAGRAPHS:
        raise process.NotDone(
            f"the text has {many:,} lines, as no article has: paste the article alone"
        )
    found: list[Line] = []
    places: list[tuple[int, int]] = []
    at = 0
    for block, own in zip(document.blocks, texts, strict=True):
        for line in own.split("\n"):
            if _INK.search(line):
                found.append(Line(line, block.doubt, block.part))
                places.append((at, at + len(line)))
            at += len(line) + 1
        at += 1
    if not found:
        raise Unreadable("there is no text in it", "paste the text, or drop its file")
    judged = furniture.judged(found)
    paragraphs = (
        Paragraph(*place, line.doubt)
        for place, line in zip(places, judged, strict=True)
    )
    return Article(
        text, document.kind, about.found(document, judged, text), tuple(paragraphs),
        tuple(dict.fromkeys(remarks)),
    )  # fmt: skip


def _too_long(text: str) -> process.NotDone:
    return process.NotDone(
        f"the text has {len(text):,} characters, and {limits.LONGEST:,} are read at"
        " most: paste the article alone"
    )


def _clean(text: str, remarks: list[str]) -> str:
    """A text without what no file of text can hold; what that was is remarked."""
    if "\0" in text:
        remarks.append("Zero bytes were left out: no text has any.")
        text = text.replace("\0", "")
    if _HALF.search(text):
        remarks.append("Halves of characters were replaced by the sign �.")
        text = _HALF.sub("\ufffd", text)
    return lines.line_feeds(text)


def _whole(text: str, remarks: list[str]) -> str:
    """A text whose lines are cut to one width with each paragraph whole."""
    bare = lines.bare_ends(text)
    if not lines.is_wrapped(bare):
        return text
    remarks.append("Its lines are cut to one width; each paragraph was read whole.")
    words = lines.parted(bare)
    if words:
        some = ", ".join(words[:_NAMED]) + (" …" if len(words) > _NAMED else "")
        remarks.append(f"Words that a hyphen parts at a line's end are whole: {some}")
    return lines.joined_lines(bare, lines.compounds(bare))
