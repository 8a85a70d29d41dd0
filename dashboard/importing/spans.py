"""Where words stand in the text of a source: found, or why not; never a guess."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from dashboard.provenance import source_copy
from dashboard.provenance.copied_text import Copy
from dashboard.text.plain_text import PlainText, forms

TRIES: Final = 1_000  # Places of the same words that are looked at.
# Marks that open, and what closes each.
MARKS: Final = {
    "“": "”", '"': '"', "«": "»", "„": "“", "»": "«", "「": "」", "”": "”",
}  # fmt: skip
# What a position may have counted, where it counts no code points.
UNITS: Final = ("code points", "UTF-16 units", "bytes")


class Hint(NamedTuple):
    """What is told of a place besides its words; none of it is needed."""

    start: int | None = None
    before: str = ""
    after: str = ""
    paragraph: int | None = None


class Place(NamedTuple):
    """
    Where words stand: `words` are the source's own, `forms` what differs from those
    asked for in form alone, `is_moved` whether the hint had another start.
    """

    start: int
    end: int
    words: str
    forms: tuple[str, ...] = ()
    is_moved: bool = False


class NotFound(NamedTuple):
    """Why there is no place: what is wrong, how to mend it."""

    wrong: str
    mend: str


class SourceText:
    """A source's own text, and where words and places stand in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sha256 = source_copy.sha256(text)
        self._copy = Copy(text)
        self._counted: dict[str, list[int]] = {}

    def paragraph(self, start: int) -> int:
        """Return the ordinal of the non-blank line that holds a place, from 1."""
        return max(self._copy.paragraph(start), 1)

    def place(self, start: int, end: int, unit: str = UNITS[0]) -> Place | None:
        """
        Return the place of a span counted in a unit; None where it is none, ends beyond
        the text, or begins or ends within a character.
        """
        first, last = self._at(start, unit), self._at(end, unit)
        if first is None or last is None or not first < last:
            return None
        return Place(first, last, self.text[first:last])

    def _at(self, place: int, unit: str) -> int | None:
        """The code point at which a place counted in a unit stands."""
        if unit == UNITS[0]:
            return place if 0 <= place <= len(self.text) else None
        if unit not in self._counted:
            ends, at = [0], 0
            for sign in self.text:
                point = ord(sign)
                wide = (point > 0x7F) + (point > 0x7FF) + (point > 0xFFFF)
                at += 1 + (wide if unit == UNITS[2] else point > 0xFFFF)
                ends.append(at)
            self._counted[unit] = ends
        ends = self._counted[unit]
        found = bisect_right(ends, place) - 1
        return found if found >= 0 and ends[found] == place else None

    def find(self, words: str, hint: Hint) -> Place | NotFound:
        """
        Return where words stand: at the place that is hinted at, else where they stand
        alone or between the hinted words; in the same form, else in another.
        """
        words = words.strip()
        if not words:
            return NotFound("no words", "fill in the words as they are printed")
        starts = self._starts(hint)
        for start in starts:
            end = start + len(words)
            torn = self._is_torn(start) or self._is_torn(end)
            if self.text.startswith(words, start) and not torn:
                return Place(start, end, words, is_moved=start != hint.start)
        found = list(islice(self._exact(words), TRIES))
        if not found:
            found = list(islice(self._alike(words), TRIES))
        found = self._narrowed(found, hint)
        if len(found) == 1:
            moved = hint.start is not None and found[0].start not in starts
            return found[0]._replace(is_moved=moved)
        if found:
            where = ", ".join(str(one.start) for one in found[:3])
            more = ", …" if len(found) > 3 else ""
            many = f"{TRIES:,} or more" if len(found) == TRIES else str(len(found))
            wrong = f"the words stand in the text {many} times (at {where}{more})"
            return NotFound(wrong, "say which: give its start or its paragraph")
        mend = "copy the words as the text prints them, or give the text that has them"
        return NotFound("the words do not stand in the text", mend)

    def within_marks(self, place: Place) -> Place:
        """
        Return the place between the marks that stand around all of the words of one;
        the place itself where none do.
        """
        words = place.words
        inner = words[1:-1]
        if MARKS.get(words[:1]) != words[-1:] or set(inner) & {words[0], words[-1]}:
            return place
        start, end = place.start + 1, place.end - 1
        is_blank = not inner.strip() or inner != inner.strip()
        return place if is_blank else place._replace(start=start, end=end, words=inner)

    def _starts(self, hint: Hint) -> list[int]:
        """The places that a start can mean, counted in one unit or another."""
        if hint.start is None:
            return []
        found = (self._at(hint.start, unit) for unit in UNITS)
        return list(dict.fromkeys(one for one in found if one is not None))

    def _exact(self, words: str) -> Iterator[Place]:
        start = self.text.find(words)
        while start >= 0:
            end = start + len(words)
            if not (self._is_torn(start) or self._is_torn(end)):
                yield Place(start, end, words)
            start = self.text.find(words, start + 1)

    def _is_torn(self, place: int) -> bool:
        """Whether a place stands between two letters of a word."""
        if not 0 < place < len(self.text):
            return False
        if not (self.text[place - 1].isalnum() and self.text[place].isalnum()):
            return False  # Nearly all: the plain form is not needed for them.
        at = self._copy.plain.plain_at(place)
        return at is None or self._copy.plain.is_within_word(at)

    def _alike(self, words: str) -> Iterator[Place]:
        """Places of words that differ in form alone: spaces, marks, dashes, accents."""
        plain, wanted = self._copy.plain, PlainText(words).plain
        at = plain.plain.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            first, last = plain.own_at(at), plain.own_at(end)
            torn = plain.is_within_word(at) or plain.is_within_word(end)
            if first is not None and last is not None and not torn:
                own = self.text[first:last]
                yield Place(first, last, own, forms(own, words))
            at = plain.plain.find(wanted, at + 1)

    def _narrowed(self, found: list[Place], hint: Hint) -> list[Place]:
        """Of several places those that the hint admits, if it admits some."""
        if hint.before and len(found) > 1:
            near = [p for p in found if _ends_with(self.text[: p.start], hint.before)]
            found = near or found
        if hint.after and len(found) > 1:
            near = [p for p in found if _begins_with(self.text[p.end :], hint.after)]
            found = near or found
        if hint.paragraph and len(found) > 1:
            near = [p for p in found if self.paragraph(p.start) == hint.paragraph]
            found = near or found
        return found


def _ends_with(text: str, words: str) -> bool:
    """Whether a text ends with words, but for form."""
    wanted = PlainText(words).plain.strip()
    return PlainText(text[-2 * len(words) - 20 :]).plain.rstrip().endswith(wanted)


def _begins_with(text: str, words: str) -> bool:
    wanted = PlainText(words).plain.strip()
    return PlainText(text[: 2 * len(words) + 20]).plain.lstrip().startswith(wanted)
