"""A Word file (.docx): its paragraphs, after a look at what it unpacks to."""

import io
import zipfile
import zlib
from typing import Any, Final
from xml.etree import ElementTree

from dashboard.documents import base
from dashboard.documents.base import Block, Document, Said, Unreadable
from dashboard.record import limits
from dashboard.record.limits import MB, WORD_PARTS, WORD_UNPACKED

_DOCUMENT: Final = "word/document.xml"
_PROPERTIES: Final = "docProps/core.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
)
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
# A sign that stands as an element of its own.
_SIGNS: Final = {
    f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}  # fmt: skip
# What is no words of the text: where words once stood, and the same words once more
# for programs that cannot draw a text box.
_ELSEWHERE: Final = frozenset((f"{_W}moveFrom", f"{_W}del", _FALLBACK))
_PIECE: Final = 100_000  # Characters that are read at once,
_DEEPEST: Final = 1_000  # and elements within elements.
_MEND: Final = "open it and save it as plain text, or copy and paste the text"
_DAMAGED: Final = (
    zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError,
    zlib.error, ValueError,
)  # fmt: skip


def read(data: bytes) -> Document:
    """
    Return what a Word file holds, a paragraph a paragraph, cells of tables in order.

    The days that it says it was made on are often its template's: they are not read.

    Raises:
        Unreadable: it is no Word file, or holds too much.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = _looked_at(packed)
            if _DOCUMENT not in names:
                wrong = (
                    "this is a packed file (LibreOffice, EPUB or .zip), not plain text"
                )
                raise Unreadable(wrong, _MEND)
            body = _element(_content(packed, _DOCUMENT))
            about = _content(packed, _PROPERTIES) if _PROPERTIES in names else b""
    except _DAMAGED as error:
        raise Unreadable("this is a packed file that cannot be read", _MEND) from error
    blocks = []
    for paragraph in _paragraphs(body):
        text = "".join(_pieces(paragraph)).strip()
        blocks += [
            Block(line, base.UNSEEN if _is_hidden(paragraph) else "", _part(paragraph))
            for line in text.split("\n")
            if line.strip()
        ]
    return Document("a Word file (.docx)", tuple(blocks), _said(about))


def _looked_at(packed: zipfile.ZipFile) -> set[str]:
    """The names of the parts of a file that does not hold more than one may."""
    parts = packed.infolist()
    whole = sum(part.file_size for part in parts)
    if len(parts) > WORD_PARTS:
        wrong = f"it is packed of {len(parts):,} files; {WORD_PARTS:,} are read at most"
    elif whole > WORD_UNPACKED:
        most = f"{WORD_UNPACKED // MB} MB are read at most"
        wrong = f"it unpacks to {whole // MB:,} MB; {most}"
    elif any(".." in part.filename.replace("\\", "/").split("/") for part in parts):
        wrong = "it names files outside of itself (“..”), as no Word file does"
    else:
        return {part.filename for part in parts}
    raise Unreadable(wrong, _MEND)


def _content(packed: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes."""
    with packed.open(name) as file:
        # Asked for so many, no more are unpacked, whatever the part says of its size.
        return file.read(WORD_UNPACKED)


def _element(content: bytes) -> ElementTree.Element:
    """
    A part's root: a document of Word declares no entities, one that does is not read.
    """
    text = content.decode("utf-8-sig")
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable(
            "it declares entities of its own, as no Word file does, but files that are"
            " to fill all memory",
            _MEND,
        )
    # It has no entities: nothing in it is more than it is.
    parser: Any = ElementTree.XMLPullParser(("start", "end"))
    root: ElementTree.Element | None = None
    depth = many = 0
    try:
        for at in range(0, len(text), _PIECE):
            parser.feed(text[at : at + _PIECE])
            for event, one in parser.read_events():
                root = one if root is None else root
                depth += 1 if event == "start" else -1
                many += event == "start" and one.tag == f"{_W}p"
                if many > limits.PARAGRAPHS:
                    most = f"more than {limits.PARAGRAPHS:,} paragraphs"
                    raise Unreadable(
                        f"it has {most}, as no article has",
                        "copy the article alone, and paste it",
                    )
                if depth > _DEEPEST:
                    wrong = f"it has elements within elements, over {_DEEPEST:,} deep"
                    raise Unreadable(wrong, _MEND)
        parser.close()
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    if root is None:
        raise ValueError("nothing is in it")
    return root


def _paragraphs(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The paragraphs of a document in order, those of its text boxes among them."""
    found, waiting = [], [root]
    while waiting:
        one = waiting.pop()
        if one.tag not in _ELSEWHERE:
            found += [one] * (one.tag == f"{_W}p")
            waiting += reversed(one)
    return found


def _pieces(paragraph: ElementTree.Element) -> list[str]:
    """The words of a paragraph, without those of a text box that hangs on it."""
    found, waiting = [], list(reversed(paragraph))
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}t":
            found.append(one.text or "")
        elif one.tag in _SIGNS:
            found.append(_SIGNS[one.tag])
        elif one.tag not in _ELSEWHERE and one.tag not in (f"{_W}p", f"{_W}pPr"):
            waiting += reversed(one)
    return found


def _part(paragraph: ElementTree.Element) -> str:
    """What the style of a paragraph says that it is."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = "" if style is None else style.get(f"{_W}val", "").lower()
    styles = {"title": base.TITLE, "heading1": base.TITLE, "caption": base.CAPTION}
    return styles.get(name, "")


def _is_hidden(paragraph: ElementTree.Element) -> bool:
    """Whether a paragraph has runs, and each is marked as not to be shown."""
    runs = paragraph.findall(f"{_W}r")
    return bool(runs) and all(
        run.find(f"{_W}rPr/{_W}vanish") is not None for run in runs
    )


def _said(about: bytes) -> tuple[Said, ...]:
    """What a file's properties say: its title and who wrote it."""
    if not about:
        return ()
    try:
        root = _element(about)
    except (ValueError, Unreadable):
        return ()
    fields = {"title": "title", "author": "creator", "language": "language"}
    given = {
        field: " ".join((root.findtext(f"{_DC}{name}") or "").split())
        for field, name in fields.items()
    }
    # What writes such files without being asked who writes.
    if given["author"].lower() in ("python-docx", "user", "admin", "author"):
        given["author"] = ""
    return tuple(Said(*one, "the file's properties") for one in given.items() if one[1])
