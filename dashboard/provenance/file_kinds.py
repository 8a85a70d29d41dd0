"""What people hand over instead of plain text: read, or named for what it is."""

import email
import email.policy
import io
import re
import zipfile
from html.parser import HTMLParser
from typing import Final, NamedTuple
from xml.etree import ElementTree

from dashboard.record.limits import MB, TAGS

# What other kinds of files begin with, and how to make a text of each.
KINDS: Final = (
    (b"%PDF-", "a PDF, which is not read here",
     "open it, select all, copy, and paste the text; if nothing can be selected, it is"
     " a scan: have its text recognised (OCR) and read that against the pages"),
    (b"\xd0\xcf\x11\xe0", "an older Word file",
     "open it, save it as .docx or as plain text, or copy and paste the text"),
    (b"{\\rtf", "a Rich Text file",
     "open it, save it as plain text, or copy and paste the text"),
    (b"\x89PNG", "a picture", "have its text recognised (OCR), and paste that"),
    (b"\xff\xd8\xff", "a picture", "have its text recognised (OCR), and paste that"),
    (b"\x1f\x8b", "a packed file (.gz)", "unpack it, and give the text in it"),
)  # fmt: skip
_WORD: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST: Final = 20 * MB  # Bytes that a Word file may hold unpacked.
_HTML: Final = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.I)
_PAGE: Final = re.compile(r"<(?:p|div|br|article|h1)\b[^<>]*>", re.I)
_MAIL: Final = re.compile(rb"(?:[A-Za-z-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_MAIL_LINES: Final = re.compile(
    rb"^(?:from|subject|mime-version|content-type):", re.I | re.M
)
_UNCLOSED: Final = 50  # Signs < without their > that a page may have.
_LINK: Final = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*\)")
_MARKDOWN: Final = re.compile(r"\[[^\[\]\n]+\]\(https?://|^#{1,6} \S", re.M)
_HEADING: Final = re.compile(r"^#{1,6} ", re.M)
_STARS: Final = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")


class Read(NamedTuple):
    """A text, and what it was read from, "" where it was plain text in UTF-8."""

    text: str
    kind: str = ""


class _Text(HTMLParser):
    """The text of a page, a block a paragraph, without what is not shown."""

    _BLOCKS = frozenset(
        """
        address article aside blockquote dd div dl dt figcaption figure footer
        form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td
        th tr ul body title
        """.split()  # noqa: SIM905 - elements are read as words
    )
    _UNSEEN = frozenset(("script", "style", "template", "noscript", "head"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._hidden += tag in self._UNSEEN
        if tag in self._BLOCKS:
            self.parts.append("\n\n")
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._UNSEEN:
            self._hidden = max(self._hidden - 1, 0)
        if tag in self._BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))


def _of_page(source: str) -> str:
    """
    Return the text of an HTML page as a reader sees it: no scripts, no styles.
    """
    parser = _Text()
    parser.feed(source)
    parser.close()
    text = re.sub(r" ?\n ?", "\n", re.sub(r" +", " ", "".join(parser.parts)))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _of_markdown(source: str) -> str:
    """
    Return the text of Markdown without links' addresses, heads' and bold's signs.
    """
    return _STARS.sub("", _HEADING.sub("", _LINK.sub(r"\1", source)))


def of_mail(data: bytes) -> Read | None:
    """
    Return the text of a saved mail, None where bytes are none.
    """
    head = data[:4000].replace(b"\r\n", b"\n")
    if not _MAIL.match(head) or len(_MAIL_LINES.findall(head)) < 2:
        return None
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain", "html"))
    if body is None:
        return None
    try:
        text = str(body.get_content())
    except (LookupError, ValueError):
        return None
    is_page = body.get_content_type() == "text/html"
    return Read(_of_page(text) if is_page else text, "a saved mail")


def of_word(data: bytes) -> str | None:
    """
    Return the text of a Word file (.docx), a paragraph a paragraph; None where bytes
    are no such file, or hold too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if _WORD not in packed.namelist():
                return None
            if packed.getinfo(_WORD).file_size > _LARGEST:
                return None
            with packed.open(_WORD) as file:
                document = file.read(_LARGEST + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return None
    # A document of Word declares no entities: one that does is not read.
    if b"<!DOCTYPE" in document or b"<!ENTITY" in document:
        return None
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 - it has no entities
    except ElementTree.ParseError:
        return None
    signs = {f"{_W}tab": " ", f"{_W}br": " "}
    paragraphs = [
        "".join(
            (part.text or "") if part.tag == f"{_W}t" else signs.get(part.tag, "")
            for part in one.iter()
        )
        for one in root.iter(f"{_W}p")
    ]
    return "\n\n".join(one for one in paragraphs if one.strip()) + "\n"


def decoded(data: bytes) -> Read | None:
    """
    Return the text of bytes in an encoding that they can only be in, None for others.

    UTF-16 by its mark or by its zero bytes; Windows-1252 and MacRoman where curly marks
    and dashes stand as those encodings write them, and nothing else fits.
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
    marks = b"\x91\x92\x93\x94\x96\x97\x85\x84"
    mac = b"\xd2\xd3\xd4\xd5\xd0\xd1\xc9"
    windows = sum(data.count(sign) for sign in (bytes([n]) for n in marks))
    macintosh = sum(data.count(sign) for sign in (bytes([n]) for n in mac))
    if windows and windows > 2 * macintosh:
        return _as(data, "cp1252", "Windows-1252 (“ANSI”)")
    if macintosh and macintosh > 2 * windows:
        return _as(data, "mac_roman", "MacRoman")
    return None


def _as(data: bytes, encoding: str, name: str) -> Read | None:
    try:
        return Read(data.decode(encoding).removeprefix("\ufeff"), f"text in {name}")
    except UnicodeDecodeError:
        return None


def of_text(text: str) -> Read:
    """
    Return a text that is the source of a page, or Markdown, as it is read.
    """
    # Of what opens again and again and never closes a parser would not come to an end.
    signs = text.count("<")
    if signs > TAGS or signs > text.count(">") + _UNCLOSED:
        return Read(text)
    if _HTML.match(text[:200].encode("utf-8", "replace")) or (
        len(_PAGE.findall(text[:20_000])) > 4
    ):
        return Read(_of_page(text), "the source of a page (HTML)")
    if _MARKDOWN.search(text):
        return Read(_of_markdown(text), "Markdown")
    return Read(text)
