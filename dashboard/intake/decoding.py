"""In which letters a file is written: UTF-8, UTF-16, or one byte a letter."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

BLOCK: Final = 1 << 20  # Bytes that are looked at at once.
UTF8: Final = "utf-8-sig"
WINDOWS: Final = "cp1252"
# What Windows writes in Western Europe, Central Europe and Turkey. A byte that is the
# same letter in all of them is read without asking, and told: “ ” ’ – é ü ö are. Of
# other alphabets a text would hold bytes that are not, too.
_OF_WINDOWS: Final = ("cp1250", "cp1252", "cp1254")
_SURE: Final = frozenset(
    byte
    for byte in range(0x80, 0x100)
    if len({bytes([byte]).decode(code, "replace") for code in _OF_WINDOWS}) == 1
    and "\ufffd" not in bytes([byte]).decode(WINDOWS, "replace")
)
# A mark within a word is none of Windows': DOS wrote ö so.
_WITHIN: Final = re.compile(r"[^\W\d_][“”„‚‘][^\W\d_]")
_MANY: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
# UTF-8 that was read as Windows-1252 and saved again: â€™ for ’, Ã© for é, Ð¿ for п.
_TWICE: Final = re.compile(
    rb"\xc3\xa2\xe2\x82\xac|\xc3[\x82\x83](?:\xc2[\x80-\xbf]|\xc5|\xc6|\xcb|\xe2[\x80-\x84])"
    rb"|\xc3[\x8e-\x91\x97-\x99](?:\xc2[\x80-\xbf]|\xe2[\x80-\x84]|\xc5)"
)
_AROUND: Final = 24  # Letters told beside one that cannot be read.


class Decoding(NamedTuple):
    """
    How a file is decoded, what to remark of it, which letters hang on that, and whether
    some look as if they had been decoded wrongly before.

    Where it cannot be told, `at` is the place of the first byte that is not UTF-8,
    `meant` the words there as Windows-1252 reads them, "" where it does not.
    """

    encoding: str
    remark: str = ""
    letters: str = ""
    is_suspect: bool = False
    at: int | None = None
    meant: str = ""


def known(encoding: str) -> bool:
    """
    Tell whether an encoding of text is known by this name.
    """
    try:
        # Some of Python's codecs are for bytes, such as “zip”.
        "".encode(encoding)
    except LookupError:
        return False
    return True


def decoded(path: Path, other: str = "") -> Decoding:
    """
    Return how a file of text is to be decoded: in the `other` encoding, where one is
    named and it is not Unicode.
    """
    with path.open("rb") as file:
        head = file.read(BLOCK)
    if wide := _wide(head):
        at = _undecodable(path, wide)[0]
        told = "in UTF-16 (Excel's “Unicode Text”)" if "16" in wide else "in UTF-32"
        return Decoding(wide, told, at=at)
    at, is_suspect = _undecodable(path, "utf-8")
    if at is None:
        return Decoding(UTF8, is_suspect=is_suspect)
    if other:
        fits = _undecodable(path, other)[0] is None
        return Decoding(other, f"in {other}") if fits else Decoding("", at=at)
    return _one_byte_a_letter(path, at)


def _wide(head: bytes) -> str:
    """The encoding of two or four bytes a letter that a file begins in, or ""."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Without a mark of its own: every other byte of Latin letters is zero.
    pairs = head[: len(head) // 2 * 2]
    if len(pairs) < 4:
        return ""
    first, second = pairs[::2].count(0), pairs[1::2].count(0)
    if second > len(pairs) // 4 and not first:
        return "utf-16-le"
    return "utf-16-be" if first > len(pairs) // 4 and not second else ""


def _undecodable(path: Path, encoding: str) -> tuple[int | None, bool]:
    """
    The first place at which a file is not text in an encoding, if there is one; and
    whether letters look as if they had been decoded wrongly before.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    is_narrow, is_suspect = encoding == "utf-8", False
    with path.open("rb") as file:
        at = 0
        while block := file.read(BLOCK):
            held = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block)
            except UnicodeDecodeError as error:
                zero = block.find(b"\0") if is_narrow else -1
                wrong = at - held + error.start
                return (wrong if zero < 0 else min(wrong, at + zero)), is_suspect
            if "\0" in text:
                # Of two bytes a letter only about where: it is told of no row.
                return at + (block.index(b"\0") if is_narrow else 0), is_suspect
            is_suspect = is_suspect or (is_narrow and bool(_TWICE.search(block)))
            at += len(block)
    held = len(decoder.getstate()[0])
    return (at - held if held else None), is_suspect


def _one_byte_a_letter(path: Path, at: int) -> Decoding:
    """How a file is decoded that is not UTF-8, from a place on."""
    high: set[int] = set()
    is_mixed, within, sample = False, False, ""
    for block in _blocks(path):
        if b"\0" in block:
            return Decoding("", at=at)
        high |= {byte for byte in set(block) if byte >= 0x80}
        is_mixed = is_mixed or bool(_MANY.search(block))
        within = within or bool(_WITHIN.search(block.decode(WINDOWS, "replace")))
    if not is_mixed and high <= _SURE and not within:
        letters = bytes(sorted(high)).decode(WINDOWS)
        return Decoding(WINDOWS, "in Windows-1252", letters)
    with path.open("rb") as file:
        file.seek(max(0, at - _AROUND))
        before = file.read(min(_AROUND, at)).decode("utf-8", "replace")
        after = file.read(_AROUND)
    try:
        sample = _word(before, after.decode(WINDOWS))
    except UnicodeDecodeError:
        sample = ""
    return Decoding("", at=at, meant=sample)


def _word(before: str, after: str) -> str:
    """The word at whose middle two texts meet."""
    begins = re.split(r"[\s,;\"]", before.lstrip("\ufffd"))[-1]
    return begins + re.split(r"[\s,;\"]", after)[0]


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
