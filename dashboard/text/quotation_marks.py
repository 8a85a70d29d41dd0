"""Pairs of quotation marks in a text, apostrophes told from marks."""

import re
from typing import Final, NamedTuple

from dashboard.record.limits import MARKS

# Marks that open and close by their own shape; “ closes what „ opens.
CLOSES: Final = {
    "“": "”", "„": "“”", "‟": "”", "«": "»", "‹": "›", "「": "」", "『": "』",
    "〝": "〞〟", "＂": "＂", "‘": "’", "‚": "‘’",
}  # fmt: skip
_CLOSERS: Final = frozenset("".join(CLOSES.values()))
# Marks that open in some languages (»so«, ”så”) what they close in others.
_TURNED: Final = {"»": "«", "›": "‹", "”": "”"}
_SIGN: Final = re.compile(r"[“”„‟«»‹›「」『』〝〞〟＂‘’‚\"']")
_LINE_END: Final = re.compile(r"[\r\n]")
# Words and numbers that lose their beginning to an apostrophe: ’90s, ’em.
_ELISION: Final = re.compile(
    r"['‘’](?:\d0s\b|\d\ds?\b|(?:em|tis|twas|til|till|cause|n|round|bout)\b)", re.I
)
_BEFORE: Final = " \t\u00a0\u202f\u3000([{<—–-/“„«‹「『‘‚\"'"


# What each mark that opens waits for, and by which openers a mark is waited for.
_WAITS: Final = {sign: sign for sign in "\"'"} | CLOSES | _TURNED
_CLOSES: Final = {
    sign: [opener for opener, closers in _WAITS.items() if sign in closers]
    for sign in {*"".join(_WAITS.values())}
}
_ONLY_CLOSES: Final = _CLOSERS - set(CLOSES)
_SINGLE: Final = "'‘‚’"
# Steps of a look at what follows an apostrophe, and of a paragraph that has marks.
_LOOK_ON, _NEW = 4, 2


class Pair(NamedTuple):
    """
    What stands between two marks, from `start` to `end`; `is_paired` is False for a
    mark that lacks its other, whose words run to the end of its paragraph.
    """

    start: int
    end: int
    is_paired: bool


def pairs(text: str, most: int = MARKS) -> tuple[list[Pair], int]:
    """
    Return every pair of quotation marks in a text and every mark without its other, in
    the order in which they open, and up to where marks were looked at.

    A pair stands within one paragraph; where several paragraphs open with a mark and
    only the last closes, each is a pair of its own. Beyond `most` steps, of which a
    mark or an apostrophe takes one or some, nothing is looked at: what is open there
    ends there, unpaired.
    """
    found: list[Pair] = []
    part = _Paragraph(text, 0, -1)
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if at >= part.end:
            before, part = part, _Paragraph(text, *_bounds(text, part.end, at))
            # What is the first of the very next paragraph is a mark, or is none.
            is_next = not text[max(before.end, 0) : part.begin].strip("\r\n")
            first = (
                sign.group() if is_next and not text[part.begin : at].strip() else ""
            )
            found += before.ended(first)
            most -= _NEW
        most -= part.read(at, sign.group())
        if most < 0:
            part.end = at + 1
            return sorted(found + part.ended("")), part.end
    return sorted(found + part.ended("")), len(text)


def _bounds(text: str, passed: int, at: int) -> tuple[int, int]:
    """Where the paragraph about a place begins and ends, after one that has ended."""
    passed = max(passed, 0)
    begin = max(text.rfind(stop, passed, at) for stop in "\r\n") + 1
    stop = _LINE_END.search(text, at)
    return max(begin, passed), stop.start() if stop else len(text)


class _Paragraph:
    """
    A paragraph while it is read, its marks in their order: the pairs that have closed,
    and the marks that wait for their other, of each kind the places among them.
    """

    def __init__(self, text: str, begin: int, end: int) -> None:
        self.begin, self.end = begin, end
        self._text = text
        self._found: list[Pair] = []
        self._alone: list[tuple[int, int]] = []
        self._waiting: list[tuple[str, int]] = []
        self._places: dict[str, list[int]] = {}
        self._singles = 0

    def read(self, at: int, mark: str) -> int:
        """Read the next mark; return how many steps it took."""
        text = self._text
        before = text[at - 1] if at > self.begin else " "
        after = text[at + 1] if at + 1 < self.end else " "
        steps = 1
        if mark in "'’‘":
            is_open = self._singles > 0
            steps += _LOOK_ON * is_open
            if _is_apostrophe(text, at, mark, before, after, is_open):
                return steps
        place = self._answers(mark, before, after)
        if place >= 0:
            self._close(place, at)
        elif _opens(mark, before, after):
            self._places.setdefault(mark, []).append(len(self._waiting))
            self._waiting.append((mark, at + 1))
            self._singles += mark in _SINGLE
        elif mark in _CLOSERS and mark not in "’":
            self._alone.append((at + 1, -1))
        return steps

    def ended(self, first: str) -> list[Pair]:
        """
        Return what was found, the marks left open too; `first` is the mark with which
        the next paragraph begins, if it does: what it takes up was a pair of its own.
        """
        # A lone ' is an apostrophe more often than a mark.
        left = [(start, -1) for mark, start in self._waiting if mark != "'"]
        for start, end in self._alone + left:
            sign = self._text[start - 1]
            goes_on = sign == first or (sign == "„" and first == "“")
            is_paired = goes_on and sign not in _ONLY_CLOSES
            self._found.append(Pair(start, self.end if end < 0 else end, is_paired))
        return self._found

    def _answers(self, mark: str, before: str, after: str) -> int:
        """Which of the open marks this one closes, the last that it fits, or -1."""
        # A straight mark after a space and before a word opens anew: inner marks.
        if mark in "\"'" and before.isspace() and not after.isspace():
            return -1
        last = -1
        for opener in _CLOSES.get(mark, ()):
            places = self._places.get(opener)
            if places and places[-1] > last:
                last = places[-1]
        return last

    def _close(self, place: int, at: int) -> None:
        """Close a pair; what was opened within and never closed ends here, unpaired."""
        for mark, start in self._waiting[place + 1 :]:
            self._alone.append((start, at))
            self._gone(mark)
        mark, start = self._waiting[place]
        self._gone(mark)
        self._found.append(Pair(start, at, is_paired=True))
        del self._waiting[place:]

    def _gone(self, mark: str) -> None:
        self._places[mark].pop()
        self._singles -= mark in _SINGLE


def _opens(mark: str, before: str, after: str) -> bool:
    if mark in "\"'":
        begins = before in _BEFORE or (mark == '"' and not before.isdigit())
        return begins and not after.isspace()
    if mark in CLOSES:
        return True
    # » and ” open where a word follows and none has just ended.
    return mark in _TURNED and before in _BEFORE and after.isalnum()


def _is_apostrophe(
    text: str, at: int, mark: str, before: str, after: str, is_open: bool,
) -> bool:  # fmt: skip
    """Tell whether a single mark is an apostrophe: don’t, the ministers’, ’90s."""
    if before.isalnum() and after.isalnum():
        return True
    if _ELISION.match(text, at) and not before.isalnum():
        return True
    if mark == "‘":
        return False
    if mark == "’":
        return not is_open or _is_possessive(text, at, before, after)
    if before.isalnum() or not before.isspace():
        if not is_open:
            return before not in _BEFORE
        return _is_possessive(text, at, before, after)
    return after.isspace()


def _is_possessive(text: str, at: int, before: str, after: str) -> bool:
    """Tell whether an open single mark goes on: ‘the ministers’ plan’ closes later."""
    if before not in "sS" or after != " " or not text[at + 2 : at + 3].islower():
        return False
    rest = text[at + 1 : at + 200].partition("\n")[0]
    closes = re.search(r"[\w.,!?…]['’](?!\w)", rest)
    opens = re.search(r"(?:^|\s)['‘]\w", rest)
    if not closes:
        return False
    return not opens or closes.start() < opens.start()
