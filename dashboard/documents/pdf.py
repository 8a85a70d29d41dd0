"""A PDF: its lines as they are printed, joined to paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Any, Final, NamedTuple

from dashboard.documents import base
from dashboard.documents.base import Block, Document, Said, Unreadable
from dashboard.documents.lines import COMPOUND, whole_words
from dashboard.record import limits

_EDGE: Final = 3  # Lines at the head and at the foot of a page that may be its own.
_NUMBER: Final = re.compile(
    r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I
)
_DIGITS: Final = re.compile(r"\d+")
_SENTENCE_ENDS: Final = re.compile(r"[.!?…:]['\"”’»)\]]*$")
_GAP: Final = (
    1.6  # A line further from the last than so many times the usual begins anew.
)
_SHORT: Final = 0.85  # Of a column's width: a line that is shorter may end a paragraph.
_HALF: Final = 0.6
_INDENT: Final = 0.6  # Of a line's height: how far a first line is set in.
_ALIKE: Final = 0.15  # By how much a letter's size may differ within a paragraph.
# What a program calls a file of which nobody has said what it is called.
_UNTITLED: Final = re.compile(
    r"untitled|microsoft word|^\(?anonymous|\.(?:docx?|indd|pdf|qxd|rtf|html?|tmp)$",
    re.I,
)
# What pdfium writes for a hyphen at a line's end.
_HYPHENS: Final = re.compile("[\ufffe\x02]\\s*")
_LETTERS: Final = 6  # Letters of a line by which it is told where it stands.
_OCR: Final = (
    "have its text recognised (OCR), and read that against the pages; then paste it"
)


class _Line(NamedTuple):
    """
    A printed line: its text; in points from the page's lower left corner how far it
    reaches to both sides, where its first letter begins and its last one ends; the
    height of its letters; its page; and why it looks like no part of the article.

    Of a word that a hyphen parts, pdfium makes one line of both: the text has a line
    end there.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    height: float
    page: int
    doubt: str = ""

    def below(self, other: "_Line") -> float:
        """How far it stands below another line."""
        return other.bottom - (self.top - self.height)


def read(data: bytes) -> Document:
    """
    Return what a PDF prints: its lines joined to paragraphs, over pages too.

    A page's running head and number follow the paragraph that they interrupt.

    Raises:
        Unreadable: it is damaged, locked, has no text, or too much of it.

    """
    # Read here alone: whoever opens no PDF does without.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = [_lines(document[number], number) for number in _numbers(document)]
        said = _said(document.get_metadata_dict(skip_empty=True))
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        wrong = (
            "this is a PDF that needs a password" if locked else "this is a damaged PDF"
        )
        raise Unreadable(
            wrong, "open it, select all, copy, and paste the text"
        ) from error
    if not any(pages):
        raise Unreadable("this is a PDF of pictures (a scan): it has no text", _OCR)
    if sum(len(line.text) for lines in pages for line in lines) > limits.LONGEST:
        most = f"{limits.LONGEST:,} characters are read at most"
        raise Unreadable(f"this is a PDF of too much text: {most}", "paste its article")
    empty = [str(number) for number, lines in enumerate(pages, 1) if not lines]
    remarks = [
        "Its lines were joined to paragraphs; words that a hyphen parts at a line's end"
        " were read whole."
    ]
    if empty:
        some = f"{', '.join(empty[:9])}{' …' if len(empty) > 9 else ''}"
        remarks.append(f"Without text, as pictures are, of its pages: {some}")
    blocks = tuple(_blocks(_marked(pages)))
    return Document("a PDF", blocks, said, tuple(remarks))


def _numbers(document: Any) -> range:
    if len(document) > limits.PDF_PAGES:
        raise Unreadable(
            f"this is a PDF of {len(document):,} pages; {limits.PDF_PAGES:,} are read"
            " at most",
            "copy its article, and paste it",
        )
    return range(len(document))


def _said(about: dict[str, str]) -> tuple[Said, ...]:
    """What a PDF's properties say. When it was made is not when it was published."""
    title = " ".join(about.get("Title", "").split())
    author = " ".join(about.get("Author", "").split())
    found = [Said("title", title, "the PDF's properties")] * bool(
        title and not _UNTITLED.search(title)
    )
    found += [Said("author", author, "the PDF's properties")] * (" " in author)
    return tuple(found)


def _lines(page: Any, number: int) -> list[_Line]:
    """The lines of a page in the order in which they are to be read."""
    texts = page.get_textpage()
    found, at = [], 0
    whole = texts.get_text_range()
    for line in whole.split("\r\n"):
        text = " ".join(line.split())
        # Places are counted in units of UTF-16.
        units = len(line.encode("utf-16-le", "surrogatepass")) // 2
        if text:
            box = _box(texts, at, at + units)
            found.append(_Line(_HYPHENS.sub("-\n", text), *box, number))
        at += units + 2
    return found


def _box(texts: Any, start: int, end: int) -> tuple[float, float, float, float, float]:
    """Where a line stands, by some of its letters: as `_Line` has it."""
    most = min(end, texts.count_chars())
    step = max(1, (end - start) // _LETTERS)
    places = sorted({*range(start, most, step), max(most - 1, 0)})
    boxes = [texts.get_charbox(place, loose=True) for place in places]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    top, bottom = boxes[0][3], boxes[-1][1]
    return left, right, top, bottom, max(0.1, *(box[3] - box[1] for box in boxes))


def _marked(pages: list[list[_Line]]) -> list[_Line]:
    """All lines, those at the edge of a page that are its own with their doubt."""
    often: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        often.update({_key(line) for line in _edges(lines)})
    several = max(2, round(len(pages) * 0.4))
    marked = []
    for lines in pages:
        edges = set(map(id, _edges(lines)))
        for line in lines:
            doubt = ""
            if id(line) in edges and len(pages) > 1:
                if _NUMBER.fullmatch(line.text):
                    doubt = base.NUMBER
                elif often[_key(line)] >= several:
                    doubt = base.REPEATED
            marked.append(line._replace(doubt=doubt))
    return marked


def _edges(lines: list[_Line]) -> list[_Line]:
    """The lines at the head and at the foot of a page, as they stand on it."""
    ordered = sorted(lines, key=lambda line: -line.top)
    return ordered[:_EDGE] + ordered[max(_EDGE, len(ordered) - _EDGE) :]


def _key(line: _Line) -> tuple[str, int]:
    """What is the same of a running head from page to page."""
    return _DIGITS.sub("#", line.text).casefold(), round(line.height)


def _blocks(lines: list[_Line]) -> Iterator[Block]:
    """The paragraphs of a document, each followed by the pages' lines within it."""
    compounds = {word.lower() for line in lines for word in COMPOUND.findall(line.text)}
    open_lines: list[_Line] = []
    waiting: list[_Line] = []
    for group in _columns(line for line in lines):
        own = [line for line in group if not line.doubt]
        waiting += [line for line in group if line.doubt]
        for place, line in enumerate(own):
            if open_lines and not _goes_on(open_lines, line, own, place):
                yield _block(open_lines, compounds)
                yield from (Block(one.text, one.doubt) for one in waiting)
                waiting, open_lines = [], []
            open_lines.append(line)
    if open_lines:
        yield _block(open_lines, compounds)
    yield from (Block(one.text, one.doubt) for one in waiting)


def _block(lines: list[_Line], compounds: set[str]) -> Block:
    text = "\n".join(line.text for line in lines)
    return Block(whole_words(text, compounds).replace("\n", " "))


def _columns(lines: Iterator[_Line]) -> Iterator[list[_Line]]:
    """Lines that stand below one another: a column of a page."""
    group: list[_Line] = []
    for line in lines:
        if group and (line.page != group[-1].page or line.bottom > group[-1].top):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(before: list[_Line], line: _Line, column: list[_Line], place: int) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    last = before[-1]
    if abs(line.height - last.height) > _ALIKE * max(line.height, last.height):
        return False
    has_ended = bool(_SENTENCE_ENDS.search(last.text))
    if not place:
        # Over the end of a column or a page only what has not ended goes on.
        return not has_ended and (len(before) > 1 or line.text[:1].islower())
    left = min(one.left for one in column)
    right = max(one.right for one in column)
    pitches = [other.below(one) for one, other in pairwise(column)]
    if line.below(last) > _GAP * median(pitches):
        return False
    is_short = last.right - left < _SHORT * (right - left)
    is_set_in = line.left - left > _INDENT * line.height
    if not has_ended:
        # A headline, a byline: nobody prints half of a column and goes on below it.
        is_own = last.right - left < _HALF * (right - left)
        return line.text[:1].islower() or not is_own
    return not (is_short or is_set_in)
