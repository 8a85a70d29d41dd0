"""A reader's copy of a source, held against the hash of what was coded."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Final, NamedTuple

from dashboard.documents import kinds
from dashboard.documents.kinds import Read
from dashboard.documents.lines import (
    COMPOUND,
    HYPHENS,
    bare_ends,
    has_parted,
    is_wrapped,
    joined_lines,
    line_feeds,
    whole_words,
)
from dashboard.record.limits import LIGHT
from dashboard.text import signs
from dashboard.text.plain_text import JOINED, LETTERS, NOT_SEEN, SPACES

_LINES: Final = "how its lines end, or what stands before the first or after the last"
_GAP: Final = re.compile(r"\n+")
_SPACE: Final = re.compile(r"[^\S\n]")
# All that a long copy is tried without.
_SPACES: Final = "".join(sign for n in range(0x3001) if (sign := chr(n)).isspace())
_MAY_GO: Final = f"{_SPACES}{HYPHENS}\ufeff"
_STRETCHES: Final = 20  # Parts of a copy that are held against the hash.


class Sameness(NamedTuple):
    """
    Whether a copy is the file that was coded, in a word and in a sentence.

    `text` is the very text that was coded, where the copy can be led back to it:
    without the line ends, the spaces or the unseen signs that it got on its way.
    """

    is_same: bool
    told: str
    text: str | None = None


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
        shown = kinds.of_text(text)
        if shown.kind:
            told.append(f"This is {shown.kind}: what a reader sees of it was read.")
            text, same = shown.text, _sameness(shown.text, recorded, length)
    if same.text is None:
        compounds = {one for row in rows for one in COMPOUND.findall(row.lower())}
        lines = bare_ends(line_feeds(text))
        if is_wrapped(lines):
            told.append(
                "Its lines are cut to one width; each paragraph was read whole."
            )
            text = joined_lines(lines, compounds)
        elif has_parted(lines):
            told.append("Words that a hyphen parts at a line's end were read whole.")
            text = whole_words(lines, compounds)
    return Held(text if same.text is None else same.text, same, (*told, same.told))


def _sameness(copy: str, recorded: str, length: int) -> Sameness:
    """
    Compare a copy with the hash and the length of the file that was coded.

    A copy loses how lines end, or gets other spaces and unseen signs: where only that
    differs, which is proved by the hash, it is said.
    """
    if sha256(copy) == recorded:
        told = "It is the same file: its hash (SHA-256) is the record's."
        return Sameness(True, told, copy)
    for body, names in _bodies(copy, length):
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
    lines = line_feeds(copy)
    # What is as long and ends where a line does: few stretches do by chance.
    for begin in islice(_as_long(lines, length), _STRETCHES):
        if sha256(found := lines[begin : begin + length]) == recorded:
            return found
    return None


def _as_long(lines: str, length: int) -> Iterator[int]:
    """Where a line begins behind which, so many characters on, one ends or begins."""
    begin = 0
    while begin + length <= len(lines):
        end = begin + length
        if "\n" in lines[max(end - 1, 0) : end + 1] or end == len(lines):
            yield begin
        begin = lines.find("\n", begin) + 1
        if not begin:
            return


def _bodies(copy: str, length: int) -> Iterator[tuple[str, str]]:
    """
    What a copy may have been before it was copied, and what has become other since; as
    the text of a file, but for what ends its last line.
    """
    is_long = len(copy) > LIGHT
    if is_long and len(copy) - sum(map(copy.count, _MAY_GO)) > length:
        return  # Whatever is left out of it, it is too long.
    lines = line_feeds(copy.removeprefix("\ufeff"))
    bare = bare_ends(lines)
    shapes = (
        (lines, _LINES),
        (bare, f"{_LINES}, or spaces at their ends"),
        (_GAP.sub("\n\n", bare), f"{_LINES}, or blank lines"),
        (_GAP.sub("\n", bare), f"{_LINES}, or blank lines"),
        (joined_lines(bare), "that its lines are cut to one width"),
    )
    for shape, told in shapes:
        yield shape.rstrip("\n"), told
    if is_long:
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


def sha256(copy: str) -> str:
    """
    Return the hash of a text's bytes in UTF-8.
    """
    # Half of a character, which a browser can send, has no bytes of its own.
    return hashlib.sha256(copy.encode("utf-8", "surrogatepass")).hexdigest()
