"""What a reader hands over as their copy of a source: bytes in, a text or why not."""

import hashlib
import re
from typing import Final, NamedTuple

# What other kinds of files begin with, and how to make a text of each.
_KINDS: Final = (
    (b"%PDF-", "a PDF", "open it, select all, copy, and paste the text"),
    (b"PK\x03\x04", "a packed file (Word, LibreOffice, EPUB or .zip)",
     "open it and save it as plain text in UTF-8, or copy and paste the text"),
    (b"\xd0\xcf\x11\xe0", "an older Word file",
     "open it and save it as plain text in UTF-8, or copy and paste the text"),
    (b"{\\rtf", "a Rich Text file", "save it as plain text in UTF-8"),
    (b"\xff\xfe", "text in UTF-16", "save it anew with the encoding UTF-8"),
    (b"\xfe\xff", "text in UTF-16", "save it anew with the encoding UTF-8"),
)  # fmt: skip
_UTF8: Final = "give the text as UTF-8: spans count its code points"


class Unreadable(Exception):  # noqa: N818 - it names what the bytes are
    """Bytes that are no text in UTF-8: which line, what stands there, how to mend."""

    def __init__(self, wrong: str, mend: str, line: int = 1, value: str = "") -> None:
        super().__init__(f"{wrong}: {mend}")
        self.wrong, self.mend = wrong, mend
        self.line, self.value = line, value


class Sameness(NamedTuple):
    """Whether a copy is the file that was coded, in a word and in a sentence."""

    is_same: bool
    told: str


def text(data: bytes) -> str:
    """
    Return the text that bytes hold.

    Raises:
        Unreadable: they are another kind of file, not UTF-8, or hold zero bytes.

    """
    for begins, kind, mend in _KINDS:
        if data.startswith(begins):
            raise Unreadable(f"this is {kind}, not plain text", mend)
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.start + 8].hex(" ")
        raise Unreadable("not UTF-8", _UTF8, line, value) from error
    if "\0" in found:
        line = found[: found.index("\0")].count("\n") + 1
        mend = "save it anew as plain text in UTF-8"
        raise Unreadable("it holds zero bytes, as no text does", mend, line, "00")
    return found


def sameness(copy: str, recorded: str, length: int) -> Sameness:
    """
    Compare a copy with the hash and the length of the file that was coded.

    A paste loses how lines end and what stands after the last: where only that differs,
    it is said.
    """
    if sha256(copy) == recorded:
        return Sameness(
            True, "It is the same file: its hash (SHA-256) is the record's."
        )
    lines = re.sub(r"\r\n?", "\n", copy).removeprefix("\ufeff").rstrip("\n")
    for ends in ("", "\n", "\n\n"):
        for begins in ("", "\ufeff"):
            whole = begins + lines + ends
            if recorded in (sha256(whole), sha256(whole.replace("\n", "\r\n"))):
                told = "how its lines end, or what stands before the first or after"
                return Sameness(
                    False, f"It is the same text to the character, but for {told} the"
                    " last: a paste loses that.",
                )  # fmt: skip
    told = f"It is not the file that was coded: its hash is {sha256(copy)}"
    if len(copy) != length:
        told += f", and it has {len(copy):,} characters, not {length:,}"
    return Sameness(False, f"{told}. So rows may stand elsewhere, or differ.")


def sha256(copy: str) -> str:
    """
    Return the hash of a text's bytes in UTF-8.
    """
    # Half of a character, which a browser can send, has no bytes of its own.
    return hashlib.sha256(copy.encode("utf-8", "surrogatepass")).hexdigest()
