"""Pairs of quotation marks in a text, by the conventions of any language."""

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from dashboard.record.limits import MARKS
from dashboard.text import apostrophes, reporting_verbs
from dashboard.text.signs import LINE_ENDS, UNSEEN

# Each mark by one sign, however typewriters, wires, pages and code write it.
_KIND: Final = {
    "❝": "“", "‟": "“", "‶": "“", "``": "“", "‘‘": "“", "ldquo": "“", "#8220": "“",
    "#x201c": "“", "❞": "”", "’’": "”", "rdquo": "”", "#8221": "”", "#x201d": "”",
    "⹂": "„", ",,": "„", "‚‚": "„", "bdquo": "„", "#8222": "„", "#x201e": "„",
    "＂": '"', "″": '"', "״": '"', "''": '"', '\\"': '"', "quot": '"', "#34": '"',
    "#x22": '"', "<<": "«", "laquo": "«", "#171": "«", "#xab": "«", ">>": "»",
    "raquo": "»", "#187": "»", "#xbb": "»", "lsaquo": "‹", "#8249": "‹",
    "rsaquo": "›", "#8250": "›", "❛": "‘", "‛": "‘", "lsquo": "‘", "#8216": "‘",
    "#x2018": "‘", "❜": "’", "rsquo": "’", "#8217": "’", "#x2019": "’", "sbquo": "‚",
    "#8218": "‚", "#x201a": "‚", "´": "'", "′": "'", "׳": "'", "＇": "'", "\\'": "'",
    "apos": "'", "#39": "'", "#x27": "'", "‵": "`", "〟": "〞", "｢": "「", "｣": "」",
    "﹁": "「", "﹂": "」", "﹃": "『", "﹄": "』",
}  # fmt: skip
# What each mark that opens waits for: its own other, then what stands for it elsewhere.
_WAITS: Final = {
    "“": "”\"“", "„": "“”\"", "«": "»", "‹": "›", "「": "」", "『": "』", "《": "》",
    "〈": "〉", "〝": "〞", "‘": "’'‘", "‚": "‘’'", "`": "'’", '"': '"”', "'": "'’",
    "»": "«»", "›": "‹›", "”": "”\"", "’": "’",
}  # fmt: skip
# Pairs of which each half has a shape of its own, whatever stands about them.
_PROPER: Final = {*"“”", *"«»", *"‹›", *"「」『』《》〈〉〝〞"}
_OWN: Final = {("“", "”")} | {
    (opener, waits) for opener, waits in _WAITS.items() if len(waits) == 1
    and opener in _PROPER
}  # fmt: skip
_CLOSES: Final = {
    sign: [opener for opener, closers in _WAITS.items() if sign in closers]
    for sign in {*"".join(_WAITS.values())}
}
# Marks that open in some languages what they close in others: »so«, ”så”, ’så’.
_TURNED: Final = "»›”’"
_BY_SHAPE: Final = "\"'`" + _TURNED
_ONLY_CLOSES: Final = "”»›」』》〉〞"
_SINGLES: Final = "'‘‚’`"
_NAMED: Final = "|".join(one for one in _KIND if one[0] in "#" or one[1:].isalpha())
_SIGNS: Final = "".join(
    sorted({*_WAITS, *_CLOSES, *(one for one in _KIND if len(one) == 1)})
)
MARK: Final = re.compile(
    rf"&(?:{_NAMED});|\\[\"']|``|,,|‚‚|<<|>>|‘‘|’’|''|[{re.escape(_SIGNS)}]", re.I
)
_LINE_END: Final = re.compile(f"[{LINE_ENDS}]")
_STOP: Final = re.compile(r"[.!?…。！？]")
_DOUBLE: Final = re.compile('["”″]')
_HEBREW: Final = re.compile(r"[\u05d0-\u05ea]")
# One letter before a word in Hebrew: “in”, “the”, “and” …
_PREFIX: Final = re.compile(r"(?<![\u05d0-\u05ea])[הבוכלמש]$")
_NOT_SEEN: Final = frozenset(UNSEEN)
_LATER: Final = 200  # Characters in which a mark is sought that closes instead.
# Steps of a mark, of a look at what follows it, and of a paragraph that has marks.
_READ, _LOOK_ON, _NEW, _UNSEEN_SIGNS = 3, 4, 2, 4


class Pair(NamedTuple):
    """
    What stands between two marks, from `start` to `end`; `is_paired` is False for a
    mark that lacks its other: its words run to the next of its kind or to the end of
    its paragraph, those of a closing one from the mark before.

    `parts` are the stretches of a speech over several paragraphs, one in each.
    """

    start: int
    end: int
    is_paired: bool
    parts: tuple[tuple[int, int], ...] = ()


class _Open(NamedTuple):
    """A mark that waits: its kind, where it stands, and where its words begin."""

    kind: str
    at: int
    start: int
    is_weak: bool = False


def pairs(text: str, most: int = MARKS) -> tuple[list[Pair], int]:
    """
    Return every pair of quotation marks in a text and every mark without its other, in
    the order in which they open, and up to where marks were looked at.

    A speech of several paragraphs, each of which opens with a mark while only the last
    closes, is one pair where nothing says that somebody else begins to speak. Beyond
    `most` steps, of which an apostrophe takes one and a mark some, nothing is looked
    at: what is open there ends there, unpaired.
    """
    found: list[Pair] = []
    stops = [stop for stop in LINE_ENDS if stop in text]
    part = _Paragraph(text, 0, -1)
    at = 0
    while sign := MARK.search(text, at):
        begin = sign.start()
        if begin >= part.end:
            before, part = (
                part,
                _Paragraph(text, *_bounds(text, stops, part.end, begin)),
            )
            # What is the first of the very next paragraph may take a speech up.
            is_next = not text[max(before.end, 0) : part.begin].strip()
            is_first = is_next and not text[part.begin : begin].strip()
            part.take_up(before, _kind(sign.group()) if is_first else "")
            found += before.found
            most -= _NEW
        steps, at = part.read(begin, sign.end())
        most -= steps
        if most < 0:
            part.end = at
            break
    part.take_up(part, "")
    return sorted(found + part.found), part.end if most < 0 else len(text)


def _bounds(text: str, stops: list[str], passed: int, at: int) -> tuple[int, int]:
    """Where the paragraph about a place begins and ends, after one that has ended."""
    passed = max(passed, 0)
    begin = max((text.rfind(stop, passed, at) for stop in stops), default=-1) + 1
    stop = _LINE_END.search(text, at)
    return max(begin, passed), stop.start() if stop else len(text)


def _kind(mark: str) -> str:
    if mark[0] == "&":
        mark = mark[1:-1].lower()
    return _KIND.get(mark, mark)


class _Paragraph:
    """
    A paragraph while it is read, its marks in their order: the pairs that have closed,
    and the marks that wait for their other, of each kind the places among them.
    """

    def __init__(self, text: str, begin: int, end: int) -> None:
        self.begin, self.end = begin, end
        self.found: list[Pair] = []
        self._text = text
        self._alone: list[tuple[_Open, int]] = []
        self._waiting: list[_Open] = []
        self._places: dict[str, list[int]] = {}
        self._opened: dict[str, list[int]] = {}
        self._passed = begin
        # A speech that an earlier paragraph left open: what led to it, and its parts.
        self._lead = (0, 0)
        self._parts: list[tuple[int, int]] = []
        self._goes_on = ""
        self._taken = -1
        self._has_stop: bool | None = None

    def take_up(self, before: "_Paragraph", first: str) -> None:
        """
        End the paragraph before; `first` is the mark with which this one begins, if it
        may take up a speech that is open there.
        """
        left, parts = before._left(), before._parts
        if left and first:
            goes_on = first == left.kind
            goes_on = goes_on or (left.kind in "„«»" and first in _WAITS[left.kind])
            stretch = (left.start, before.end)
            if (
                goes_on
                and before._opened[left.kind][-1] == left.at
                and not reporting_verbs.is_attributed(before._text, *stretch)
            ):
                before._waiting.remove(left)
                self._goes_on = first
                self._lead = before._lead if parts else (before.begin, left.at)
                parts.append(stretch)
                self._parts, parts = parts, []
        before._unpaired(parts)
        before._end()

    def read(self, at: int, end: int) -> tuple[int, int]:
        """Read the next mark; return its steps and where to look for the next one."""
        text = self._text
        kind, end = self._as_one(_kind(text[at:end]), at, end)
        before, after = self._beside(at, -1), self._beside(end, 1)
        if self._goes_on:
            self._goes_on = ""
            self._open(kind, at, end)
            self._taken = at
            self._passed = end
            return _READ, end
        steps = _READ
        if kind in _SINGLES and kind not in "‚`":
            if apostrophes.is_letter(before) and apostrophes.is_letter(after):
                return 1, end
            open_by = self._single()
            steps = 1 + _LOOK_ON * bool(open_by or kind != "'")
            sides = (before, after)
            if apostrophes.is_apostrophe(text, at, end, sides, open_by, self.end):
                return steps, end
        elif kind in '"”' and self._is_no_mark(kind, at, end, before, after):
            return steps + _LOOK_ON, end
        elif text[at] in ",<>" and not self._is_typed(text[at], end, before, after):
            return steps, end
        shape = (before.isspace() or before in "([{") and not after.isspace()
        place = self._answers(kind, shape, before, after)
        if place >= 0:
            self._close(place, at, end)
        elif self._opens(kind, at, end, before, after):
            is_weak = kind in "'’`" and not self._is_forgotten(kind, at, end)
            is_weak = is_weak or (kind == "‘" and apostrophes.is_name(text, end))
            self._open(kind, at, end, is_weak=is_weak)
        elif self._is_lone(kind, before, after):
            words = _Open(kind, -1, self._passed)
            self._alone.append((words, at))
        self._passed = end
        return steps, end

    def _as_one(self, kind: str, at: int, end: int) -> tuple[str, int]:
        """Two single signs as one mark, or the first of them where one is awaited."""
        text = self._text
        if text[at:end] not in ("''", "’’") or text[at - 1 : at].isspace():
            return kind, end
        is_single = self._waiting and self._waiting[-1].kind in _SINGLES
        is_double = any(self._places.get(one) for one in _CLOSES['"'])
        if is_single and (not is_double or text[end : end + 1] == text[at]):
            return text[at], at + 1
        return kind, end

    def _beside(self, place: int, way: int) -> str:
        """The sign that is seen beside a mark; a space at the paragraph's ends."""
        place -= way < 0
        for _ in range(_UNSEEN_SIGNS):
            if not self.begin <= place < self.end:
                return " "
            sign = self._text[place]
            if sign not in _NOT_SEEN:
                return sign
            place += way
        return self._text[place] if self.begin <= place < self.end else " "

    def _single(self) -> str:
        """The single mark that waits, twice where it may be a name's own; or none."""
        last = max(
            (places[-1] for kind in _SINGLES if (places := self._places.get(kind))),
            default=-1,
        )
        if last < 0:
            return ""
        kind, _, start, _ = self._waiting[last]
        return kind * (1 + apostrophes.is_name(self._text, start))

    def _is_no_mark(
        self, kind: str, at: int, end: int, before: str, after: str
    ) -> bool:
        """Tell whether a double sign is no mark: 12" wide, 48°51'24"N, צה"ל."""
        text = self._text
        if _HEBREW.match(before) and _HEBREW.match(after):
            return not _PREFIX.search(text[max(at - 2, self.begin) : at])
        if not before.isdigit():
            return False
        if not any(self._places.get(opener) for opener in _CLOSES[kind]):
            return True
        later = _DOUBLE.search(text, end, min(end + _LATER, self.end))
        if not later:
            return False
        behind = text[later.end() : min(later.end() + 1, self.end)]
        sign = text[later.start() - 1]
        is_closer = not sign.isspace() and not sign.isdigit() and sign not in "([{"
        return is_closer and not behind.isalnum()

    def _is_typed(self, sign: str, end: int, before: str, after: str) -> bool:
        """Tell whether two commas or angles are a mark: no mail's >>, no 1 << 3."""
        if sign == ">":
            return bool(self._places.get("«")) and before != ">" != after
        is_text = after.isalpha() or after.isspace() or after in "\"'“‘„"
        is_text = is_text and not (after.isspace() and sign == ",")
        is_behind = before.isdigit() or self._text[end : end + 2].strip().isdigit()
        return apostrophes.begins(before) and is_text and not is_behind

    def _answers(self, kind: str, is_opening: bool, before: str, after: str) -> int:
        """Which of the open marks this one closes, the last that it fits, or -1."""
        last = -1
        is_closing = not before.isspace() and before not in "([{" and (
            not apostrophes.is_letter(after)
        )  # fmt: skip
        for opener in _CLOSES.get(kind, ()):
            places = self._places.get(opener)
            if not places or places[-1] <= last:
                continue
            # By its shape it opens anew: an inner quotation, or the next one.
            if is_opening and (opener, kind) not in _OWN:
                continue
            if opener == kind and kind in "“‘" and not is_closing:
                continue
            last = places[-1]
        return last

    def _opens(self, kind: str, at: int, end: int, before: str, after: str) -> bool:
        text = self._text
        if kind not in _WAITS:
            return False
        is_behind = apostrophes.begins(before)
        if kind in "\"'":
            is_joined = kind == '"' and not before.isdigit() and after.isalnum()
            return (is_behind and not after.isspace()) or is_joined
        if kind == "`":
            return is_behind and (after.isalnum() or after in '“"¿¡(')
        if kind == "’":
            closes = apostrophes.closes_later(text, end, self.end)
            return is_behind and after.isalnum() and closes
        if kind in _TURNED:
            # These open where a word follows and none has just ended.
            return is_behind and (after.isalnum() or after in "“„‘‚¿¡(…")
        if kind in "“‘":
            return not (apostrophes.is_letter(before) and after.isspace())
        return True

    def _is_forgotten(self, kind: str, at: int, end: int) -> bool:
        """Tell whether a straight single mark looks like a speech that never closes."""
        text = self._text
        if kind != "'" or not text[end : end + 1].isupper():
            return False
        is_led = at == self.begin or text[max(at - 2, 0) : at - 1] in tuple(":,.!?")
        return is_led and not apostrophes.is_name(text, end)

    def _is_lone(self, kind: str, before: str, after: str) -> bool:
        """Tell whether a mark closes what never opened, and is no bullet."""
        if kind == '"':
            is_end = not after.isalnum() and not before.isspace()
            return is_end and not before.isdigit()
        if kind not in _ONLY_CLOSES:
            return False
        # A bullet, or a way through pages: Home » News » Ferries
        return not (kind in "»›" and before.isspace() and after.isspace()
                    and (self._passed == self.begin or self._is_menu()))  # fmt: skip

    def _is_menu(self) -> bool:
        """Tell whether the paragraph has no sentence; looked for once."""
        if self._has_stop is None:
            self._has_stop = bool(_STOP.search(self._text, self.begin, self.end))
        return not self._has_stop

    def _open(self, kind: str, at: int, start: int, *, is_weak: bool = False) -> None:
        self._places.setdefault(kind, []).append(len(self._waiting))
        self._opened.setdefault(kind, []).append(at)
        self._waiting.append(_Open(kind, at, start, is_weak))

    def _close(self, place: int, at: int, end: int) -> None:
        """Close a pair; what was opened within and never closed ends here, unpaired."""
        for one in self._waiting[place + 1 :]:
            self._alone.append((one, at))
            self._places[one.kind].pop()
        opener = self._waiting[place]
        self._places[opener.kind].pop()
        del self._waiting[place:]
        start, parts = opener.start, self._parts
        if parts and opener.at == self._taken:
            self._parts = []
            if reporting_verbs.is_same_speaker(self._text, self._lead, at, end):
                whole = (*parts, (start, at))
                self.found.append(Pair(whole[0][0], at, is_paired=True, parts=whole))
                return
            self._unpaired(parts)
        self.found.append(Pair(start, at, is_paired=True))

    def _left(self) -> _Open | None:
        """The outermost mark that is left open and may go on."""
        return next((one for one in self._waiting if one.kind not in "`’‘‚"
                     or not one.is_weak), None)  # fmt: skip

    def _unpaired(self, parts: list[tuple[int, int]]) -> None:
        self.found += [Pair(start, end, is_paired=False) for start, end in parts]

    def _end(self) -> None:
        """Add the marks that are left without their other."""
        left = [*self._alone, *((one, self.end) for one in self._waiting)]
        left = [(one, end) for one, end in left if not one.is_weak]
        for one, end in left:
            opened = self._opened.get(one.kind, [])
            following = bisect_right(opened, one.at)
            if one.at >= 0 and following < len(opened):
                end = min(end, opened[following])
            self.found.append(Pair(one.start, max(end, one.start), is_paired=False))
        self._alone, self._waiting = [], []
