"""What may be speech and has no quotation marks: after a dash, between stars."""

import re
from typing import Final, NamedTuple

from dashboard.record.limits import MARKS
from dashboard.text.signs import LINE_ENDS

AFTER_DASH: Final = "after a dash"
BETWEEN_SIGNS: Final = "between stars or low lines"
_SIGN: Final = re.compile(
    r"(?P<dash>[—–―])(?=[ \u00a0\u202f]?[¿¡]?[^\W\d_])"
    r"|(?<![\w*_\\])(?P<star>[*_])(?=[^\s*_])"
)
# A dash stands at the head of a paragraph, or behind a sentence: “… . — Toujours ?”
_HEAD: Final = re.compile(rf"(?:^|[{LINE_ENDS}])[ \t\u00a0]*$")
_BEHIND: Final = re.compile(r"[^\W\dA-Z_][ \u00a0\u202f]?[.!?…][»”\"]?[ \u00a0\u202f]$")
# Words end at a stop, or where who speaks is put in; a sentence has an end.
_WORDS: Final = re.compile(
    r"[ \u00a0\u202f]?"
    rf"((?:(?![,;:!?…—–―]|\.(?!\w)|[ \u00a0\u202f][!?]|[{LINE_ENDS}]).)+)",
    re.S,
)
_SENTENCE: Final = re.compile(rf"[^{LINE_ENDS}]*?[.!?…]")
_STARRED: Final = re.compile(
    rf"([*_])([^*_{LINE_ENDS}]*\s[^*_{LINE_ENDS}]*)(?<=\S)\1(?![\w*_])"
)
# The place that a report is dated from: PARIS, Ill. — The mayor …
_DATED: Final = re.compile(rf"(?:^|[{LINE_ENDS}])[^\W\d_a-z]{{3,}}[^{LINE_ENDS}]*$")
_LOOKS_BACK, _LONGEST, _STEPS = 60, 600, 5


class Stretch(NamedTuple):
    """Where words stand that may be speech, and by what: after a dash, in stars."""

    start: int
    end: int
    by: str


def possible(text: str, most: int = MARKS) -> tuple[list[Stretch], int]:
    """
    Return the words of a text that may be speech without quotation marks, in order, and
    up to where they were looked for: of more than `most` steps, five of them for a
    dash or a star, no further.

    A dash may begin the item of a list as well, and stars may stress: this never says
    that it is speech.
    """
    found: list[Stretch] = []
    at = 0
    while sign := _SIGN.search(text, at):
        start = sign.start()
        most -= _STEPS
        if most < 0:
            return found, start
        at = sign.end()
        last = min(start + _LONGEST, len(text))
        if sign["star"]:
            if starred := _STARRED.match(text, start, last):
                found.append(Stretch(*starred.span(2), BETWEEN_SIGNS))
                at = starred.end()
        elif (words := _WORDS.match(text, at, last)) and _speaks(text, start, words):
            found.append(Stretch(*words.span(1), AFTER_DASH))
            at = words.end()
    return found, len(text)


def _speaks(text: str, dash: int, words: re.Match[str]) -> bool:
    """Tell whether a sentence begins at a dash as in a dialogue."""
    begin, end = words.span(1)
    if text[begin : begin + 2].lstrip("¿¡")[:1].islower():
        return False
    if not _SENTENCE.match(text, end, min(end + _LONGEST, len(text))):
        return False
    before = text[max(dash - _LOOKS_BACK, 0) : dash]
    if _HEAD.search(before):
        return True
    return bool(_BEHIND.search(before)) and not _DATED.search(before)
