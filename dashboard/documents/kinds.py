"""What people hand over: read as text, or named for what it is."""

import re
from typing import Final, NamedTuple

from dashboard.documents import mail, page, page_metadata, pdf, word
from dashboard.documents.base import Block, Document, Unreadable
from dashboard.documents.lines import line_feeds
from dashboard.record import limits

# What other kinds of files begin with, and how to make a text of each.
_UNREAD: Final = (
    (b"\xd0\xcf\x11\xe0", "an older Word file",
     "open it, save it as .docx or as plain text, or copy and paste the text"),
    (b"{\\rtf", "a Rich Text file",
     "open it, save it as plain text, or copy and paste the text"),
    (b"\x89PNG", "a picture", "have its text recognised (OCR), and paste that"),
    (b"\xff\xd8\xff", "a picture", "have its text recognised (OCR), and paste that"),
    (b"\x1f\x8b", "a packed file (.gz)", "unpack it, and give the text in it"),
)  # fmt: skip
_UTF8: Final = "copy and paste the text, or save it anew as plain text in UTF-8"
_LINK: Final = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_MARKDOWN: Final = re.compile(r"\[[^\[\]\n]+\]\(https?://|^#{1,6} \S", re.M)
_HEADING: Final = re.compile(r"^#{1,6} ", re.M)
_STARS: Final = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_CHARSET: Final = re.compile(
    rb"<meta\b[^>]*?charset=[\"']?\s*("
    rb"iso-8859-\d+|windows-\d+|koi8-[ru]|shift[_-]jis|euc-[a-z]+|gb[k0-9]+|big5"
    rb"|macintosh|tis-620)\b",
    re.I,
)
_TIMES: Final = 4  # As many letters of UTF-8 as bytes that are none.
_LETTERS: Final = 16  # Letters that hang on an encoding, of which so many are named.


class Read(NamedTuple):
    """A text, and what it was read from, "" where it was plain text in UTF-8."""

    text: str
    kind: str = ""


def read(data: bytes, name: str = "") -> Document:
    """
    Return what bytes hold: a page, a mail, a PDF, a Word file, Markdown or text.

    What is no Unicode and says no encoding is read as Windows-1252, with a remark on
    the letters that hang on it; of what is UTF-8 but for a few bytes, these are �.

    Raises:
        Unreadable: they are another kind of file, or no text.

    """
    if found := _of_bytes(data):
        return found
    remarks: tuple[str, ...] = ()
    try:
        text, kind = of_bytes(data)
    except Unreadable:
        (text, kind), remark = _guessed(data)
        remarks = (remark,)
    if page.is_page(text):
        found = _of_page(text)
    elif name.lower().endswith((".md", ".markdown")):
        found = Document("Markdown", _paragraphs(_of_markdown(text)))
    else:
        return Document(kind, _paragraphs(text), (), remarks)
    return found._replace(remarks=remarks + found.remarks)


def of_paste(text: str) -> Document:
    """
    Return what a pasted text holds: the source of a page, or text as it stands.

    Raises:
        Unreadable: it is the source of a page that has too many elements.

    """
    if page.is_page(text):
        return _of_page(text)
    return Document("", _paragraphs(text))


def _of_page(source: str) -> Document:
    """
    Return what the source of a page holds.

    Raises:
        Unreadable: it has too many elements.

    """
    if source.count("<") > limits.TAGS:
        raise Unreadable(
            f"the page has more than {limits.TAGS:,} elements",
            "open it in a browser, select the article, copy and paste it",
        )
    found = page.read(source)
    return Document(
        "the source of a page (HTML)", found.blocks, page_metadata.said(found.head)
    )


def _paragraphs(text: str) -> tuple[Block, ...]:
    """
    Return the paragraphs of plain text: it is one piece, whose line ends part them.
    """
    return (Block(line_feeds(text.removeprefix("\ufeff"))),)


def of_bytes(data: bytes) -> Read:
    """
    Return the text that bytes hold, and what they are if it is no plain text; a page's
    source and Markdown as they stand.

    Raises:
        Unreadable: they are another kind of file that is not read, or no text.

    """
    if found := _of_bytes(data):
        return Read(found.text, found.kind)
    try:
        found_text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if other := _decoded(data):
            return other
        line = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.start + 8].hex(" ")
        raise Unreadable("not UTF-8", _UTF8, line, value) from error
    if "\0" in found_text:
        if other := _decoded(data):
            return other
        line = found_text[: found_text.index("\0")].count("\n") + 1
        mend = "save it anew as plain text, or copy and paste the text"
        raise Unreadable("it holds zero bytes, as no text does", mend, line, "00")
    return Read(found_text)


def _of_bytes(data: bytes) -> Document | None:
    """What bytes hold that are no text in themselves, None where they are."""
    for begins, kind, mend in _UNREAD:
        if data.startswith(begins):
            raise Unreadable(f"this is {kind}", mend)
    if data.startswith(b"%PDF-"):
        return pdf.read(data)
    if data.startswith(b"PK\x03\x04"):
        return word.read(data)
    found = mail.parted(data)
    if found is None:
        return None
    body = found.body
    if found.is_page and body.count("<") <= limits.TAGS:
        inside = _of_page(body)
        blocks, said = inside.blocks, inside.said
    else:
        blocks, said = _paragraphs(body), ()
    return Document("a saved mail", blocks, found.said + said, found.remarks)


def _decoded(data: bytes) -> Read | None:
    """
    Return the text of bytes in an encoding that they can only be in, None for others.

    UTF-16 by its mark or by its zero bytes; Windows-1252 and MacRoman where curly marks
    and dashes stand as those encodings write them, and nothing else fits; what a page's
    source itself names.
    """
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _as(data, name, "UTF-16")
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    half = len(data[:4000]) // 4
    if odd > half and not even:
        return _as(data, "utf-16-le", "UTF-16")
    if even > half and not odd:
        return _as(data, "utf-16-be", "UTF-16")
    if 0 in data:
        return None
    if said := _CHARSET.search(data[:4000]):
        named = said[1].decode("ascii")
        if found := _as(data, named, named):
            return found
    if _is_mostly_utf8(data):
        return None  # The same bytes are curly marks in Windows-1252.
    marks = b"\x91\x92\x93\x94\x96\x97\x85\x84"
    mac = b"\xd2\xd3\xd4\xd5\xd0\xd1\xc9"
    windows = sum(data.count(sign) for sign in (bytes([n]) for n in marks))
    macintosh = sum(data.count(sign) for sign in (bytes([n]) for n in mac))
    if windows and windows > 2 * macintosh:
        return _as(data, "cp1252", "Windows-1252 (“ANSI”)")
    if macintosh and macintosh > 2 * windows:
        return _as(data, "mac_roman", "MacRoman")
    return None


def _guessed(data: bytes) -> tuple[Read, str]:
    """The text of bytes that say no encoding, and what to remark of it."""
    if b"\0" not in data:
        if _is_mostly_utf8(data):
            text = data.decode("utf-8", "replace").removeprefix("\ufeff")
            many = text.count("\ufffd")
            return Read(text), f"Signs that could not be read, and stand as �: {many:,}"
        if found := _as(data, "cp1252", "Windows-1252"):
            high = sorted({sign for sign in found.text if ord(sign) > 0x7F})
            some = " ".join(high[:_LETTERS]) + (" …" if len(high) > _LETTERS else "")
            return found, (
                "It is not written in UTF-8: Windows-1252 was taken. On that hang these"
                f" letters: {some}"
            )
    raise Unreadable("this is no text in an encoding that is known here", _UTF8)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether of the letters that take several bytes few are not as UTF-8 has them."""
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) - wrong > _TIMES * wrong


def _as(data: bytes, encoding: str, name: str) -> Read | None:
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError):  # An encoding that is not known, or does not fit.
        return None
    return Read(text.removeprefix("\ufeff"), f"text in {name}")


def of_text(text: str) -> Read:
    """
    Return a text that is the source of a page, or Markdown, as it is read.
    """
    if text.count("<") <= limits.TAGS and page.is_page(text):
        blocks = page.read(text).blocks
        shown = "\n\n".join(block.text for block in blocks)
        return Read(f"{shown}\n", "the source of a page (HTML)")
    if _MARKDOWN.search(text):
        return Read(_of_markdown(text), "Markdown")
    return Read(text)


def _of_markdown(source: str) -> str:
    """
    Return the text of Markdown without links' addresses, heads' and bold's signs.
    """
    return _STARS.sub("", _HEADING.sub("", _LINK.sub(r"\1", source)))
