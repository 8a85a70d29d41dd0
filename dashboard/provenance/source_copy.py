"""What a reader hands over as their copy of a source: bytes in, a text or why not."""

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from itertools import product
from typing import Final, NamedTuple

from dashboard.provenance import file_kinds
from dashboard.provenance.file_kinds import Read
from dashboard.record.limits import LIGHT
from dashboard.text import signs
from dashboard.text.plain_text import JOINED, LETTERS, NOT_SEEN, SPACES

_LINES: Final = "how its lines end, or what stands before the first or after the last"
_LINE_END: Final = re.compile(rf"\r\n|[{signs.LINE_ENDS}]")
_AT_LINE_END: Final = re.compile(r"(?<![^\S\n])[^\S\n]+\n")
_GAP: Final = re.compile(r"\n{2,}|\n")
_WRAPPED: Final = re.compile(r"(?<=\S)\n(?=\S)")
_SPACE: Final = re.compile(r"[^\S\n]")
# A word that goes on in small letters in the next line.
_PARTED: Final = re.compile(r"(?<!\w)(\w{1,60})[-\u00ad\u2010]\n([^\W\dA-Z_]\w{0,60})")
_COMPOUND: Final = re.compile(r"(?<!\w)\w{1,60}-\w{1,60}")
# Characters of a line that was cut to a width, and how many such lines show it.
_NARROW, _WIDEST, _SEVERAL = 30, 120, 3
_STRETCHES: Final = 20  # Parts of a copy that are held against the hash.
_UTF8: Final = "copy and paste the text, or save it anew as plain text in UTF-8"


class Unreadable(Exception):  # noqa: N818 - it names what the bytes are
    """Bytes that are no text in UTF-8: which line, what stands there, how to mend."""

    def __init__(self, wrong: str, mend: str, line: int = 1, value: str = "") -> None:
        super().__init__(f"{wrong}: {mend}")
        self.wrong, self.mend = wrong, mend
        self.line, self.value = line, value

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass from one process to another."""
        return type(self), (self.wrong, self.mend, self.line, self.value)


class Sameness(NamedTuple):
    """
    Whether a copy is the file that was coded, in a word and in a sentence.

    `text` is the very text that was coded, where the copy can be led back to it:
    without the line ends, the spaces or the unseen signs that it got on its way.
    """

    is_same: bool
    told: str
    text: str | None = None


def read(data: bytes) -> Read:
    """
    Return the text that bytes hold, and what they are if it is no plain text.

    Raises:
        Unreadable: they are another kind of file that is not read, or no text.

    """
    for begins, kind, mend in file_kinds.KINDS:
        if data.startswith(begins):
            raise Unreadable(f"this is {kind}", mend)
    if data.startswith(b"PK\x03\x04"):
        word = file_kinds.of_word(data)
        if word is not None:
            return Read(word, "a Word file (.docx)")
        raise Unreadable(
            "this is a packed file (LibreOffice, EPUB or .zip), not plain text",
            "open it and save it as plain text, or copy and paste the text",
        )
    if mail := file_kinds.of_mail(data):
        return mail
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if other := file_kinds.decoded(data):
            return other
        line = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.start + 8].hex(" ")
        raise Unreadable("not UTF-8", _UTF8, line, value) from error
    if "\0" in found:
        if other := file_kinds.decoded(data):
            return other
        line = found[: found.index("\0")].count("\n") + 1
        mend = "save it anew as plain text, or copy and paste the text"
        raise Unreadable("it holds zero bytes, as no text does", mend, line, "00")
    return Read(found)


class Held(NamedTuple):
    """
    A copy as it is looked through, whether it is what was coded, and in sentences what
    it is and how it was read.
    """

    text: str
    same: Sameness
    told: tuple[str, ...]

    @property
    def is_coded(self) -> bool:
        """Whether the text is the very one that was coded."""
        return self.same.text is not None


def held(found: Read, recorded: str, length: int, rows: Iterable[str] = ()) -> Held:
    """
    Hold a copy against the hash and the length of what was coded.

    A page's source and Markdown are read as a reader sees them, lines that are cut to
    one width as one, words parted at a line's end as whole, where that is not what was
    coded; `rows` are the record's words, of which some have hyphens of their own.
    """
    told = [f"This is {found.kind}: its text was read."] * bool(found.kind)
    text, same = found.text, _sameness(found.text, recorded, length)
    if same.text is None:
        shown = file_kinds.of_text(text)
        if shown.kind:
            told.append(f"This is {shown.kind}: what a reader sees of it was read.")
            text, same = shown.text, _sameness(shown.text, recorded, length)
    if same.text is None:
        compounds = {one for row in rows for one in _COMPOUND.findall(row.lower())}
        lines = _AT_LINE_END.sub("\n", _LINE_END.sub("\n", text))
        if _is_wrapped(lines):
            told.append(
                "Its lines are cut to one width; each paragraph was read whole."
            )
            text = _joined_lines(lines, compounds)
        elif _PARTED.search(lines):
            told.append("Words that a hyphen parts at a line's end were read whole.")
            text = _whole_words(lines, compounds)
    return Held(text if same.text is None else same.text, same, (*told, same.told))


def _is_wrapped(text: str) -> bool:
    """Tell whether the lines of a text are parts of paragraphs, cut to one width."""
    blocks = [block.split("\n") for block in text.split("\n\n")]
    cut = [line for block in blocks for line in block[:-1] if line.strip()]
    even = sum(_NARROW <= len(line) <= _WIDEST for line in cut)
    return even >= _SEVERAL and even * 2 > len(cut) and even > len(blocks) // 2


def _sameness(copy: str, recorded: str, length: int) -> Sameness:
    """
    Compare a copy with the hash and the length of the file that was coded.

    A copy loses how lines end, or gets other spaces and unseen signs: where only that
    differs, which is proved by the hash, it is said.
    """
    if sha256(copy) == recorded:
        told = "It is the same file: its hash (SHA-256) is the record's."
        return Sameness(True, told, copy)
    for body, names in _bodies(copy):
        for begins, ends in product(("", "\ufeff"), ("", "\n", "\n\n")):
            whole = begins + body + ends
            # Only what is as long can be it.
            for text, size in (
                (whole, len(whole)),
                (None, len(whole) + whole.count("\n")),
            ):
                if size != length:
                    continue
                text = whole.replace("\n", "\r\n") if text is None else text
                if sha256(text) == recorded:
                    told = f"It is the same text to the character, but for {names}."
                    return Sameness(False, f"{told} Copying often changes that.", text)
    if found := _within(copy, recorded, length):
        told = "The text that was coded stands in it whole, to the character"
        rest = "what stands before and behind it was not looked at"
        return Sameness(False, f"{told}; {rest}.", found)
    told = "It is not the file that was coded"
    if len(copy) != length:
        told += f": it has {len(copy):,} characters, not {length:,}"
    told += f". So rows may stand elsewhere, or differ. (Its SHA-256: {sha256(copy)})"
    return Sameness(False, told)


def _within(copy: str, recorded: str, length: int) -> str | None:
    """The text that was coded, where a copy has more before and behind it."""
    lines = _LINE_END.sub("\n", copy)
    begins = [0, *(found.end() for found in re.finditer(r"\n", lines))]
    ends = {*begins, *(begin - 1 for begin in begins), len(lines)}
    # What is as long and ends where a line does: few stretches do by chance.
    likely = [begin for begin in begins if begin + length in ends]
    for begin in likely[:_STRETCHES]:
        if sha256(found := lines[begin : begin + length]) == recorded:
            return found
    return None


def _bodies(copy: str) -> Iterator[tuple[str, str]]:
    """
    What a copy may have been before it was copied, and what has become other since; as
    the text of a file, but for what ends its last line.
    """
    lines = _LINE_END.sub("\n", copy.removeprefix("\ufeff"))
    bare = _AT_LINE_END.sub("\n", lines)
    shapes = (
        (lines, _LINES),
        (bare, f"{_LINES}, or spaces at their ends"),
        (_GAP.sub("\n\n", bare), f"{_LINES}, or blank lines"),
        (_GAP.sub("\n", bare), f"{_LINES}, or blank lines"),
        (_joined_lines(bare), "that its lines are cut to one width"),
    )
    for shape, told in shapes:
        yield shape.rstrip("\n"), told
    if len(copy) > LIGHT:
        return  # To try what follows with a long text would take too long.
    for shape, told in shapes:
        body = shape.rstrip("\n")
        spaced = _SPACE.sub(" ", body)
        bare = signs.seen(spaced)
        plain = bare.translate(signs.LIGATURES | signs.WIDE)
        for form in ("NFC", "NFD"):
            composed = unicodedata.normalize(form, body)
            yield composed, f"{LETTERS}, or {told}"
        yield spaced, f"{SPACES}, or {told}"
        yield body.translate(signs.LIGATURES | signs.WIDE), f"{JOINED}, or {told}"
        yield signs.seen(body), f"{NOT_SEEN}, or {told}"
        yield bare, f"{NOT_SEEN}, {SPACES}, or {told}"
        yield plain, f"{JOINED}, {NOT_SEEN}, {SPACES}, or {told}"
        yield unicodedata.normalize("NFC", plain), f"the form of letters, or {told}"


def _joined_lines(text: str, compounds: Container[str] = ()) -> str:
    """
    Return a text in which lines that follow one another without a blank one are one.

    A word that a hyphen parts at a line's end is whole again, without its hyphen if it
    is not one of `compounds`.
    """
    return _WRAPPED.sub(" ", _whole_words(text, compounds))


def _whole_words(text: str, compounds: Container[str] = ()) -> str:
    """
    Return a text, each word whole that a hyphen parts at a line's end.
    """

    def whole(found: re.Match[str]) -> str:
        first, second = found.groups()
        with_hyphen = f"{first}-{second}"
        return with_hyphen if with_hyphen.lower() in compounds else first + second

    return _PARTED.sub(whole, text)


def sha256(copy: str) -> str:
    """
    Return the hash of a text's bytes in UTF-8.
    """
    # Half of a character, which a browser can send, has no bytes of its own.
    return hashlib.sha256(copy.encode("utf-8", "surrogatepass")).hexdigest()
