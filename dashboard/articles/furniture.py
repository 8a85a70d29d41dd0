"""What stands around an article: menus, advertisements, invitations, comments."""

import re
from collections import Counter
from typing import Final, NamedTuple

from dashboard.articles import furniture_words
from dashboard.documents import base

# Matched against a whole line.
_RULES: Final = [
    (doubt, re.compile("|".join(words.split("\n")), re.I))
    for doubt, words in furniture_words.WORDS
]
_PROSE: Final = 90  # Characters of a line from which on it is prose,
_SENTENCE: Final = 40  # and of one that ends as a sentence does.
_DENSE: Final = 12
_ENDS: Final = re.compile(r"[.!?…。！？]['\"”’»)\]」』]*\s*$")
_IN_MARKS: Final = re.compile(r"[\"“„«「].{12,}")
_LONGEST: Final = 220  # Characters of a line that may be an invitation.
_HEADLINE: Final = 160  # Of one that may be a headline of something else,
_ENTRY: Final = 4  # and words of an entry of a menu.
_ENTRIES: Final = 4  # Entries that follow one another in a menu.
_TIMES: Final = 3  # So often a running head stands in a text.
_BEFORE: Final = 3  # Lines of prose before what may be comments.


class Line(NamedTuple):
    """
    A line of a text that is not blank, why it looks like no part of the article, and
    what its document marks it as, as in `base.Block`.
    """

    text: str
    doubt: str = ""
    part: str = ""

    @property
    def is_prose(self) -> bool:
        """Whether it is written as an article's paragraphs are."""
        ends = _ENDS.search(self.text[-40:])
        if ends is None:
            return len(self.text) >= _PROSE
        # Where words are written without spaces, a sentence has fewer signs.
        is_dense = ends.group()[0] in "。！？"
        return len(self.text) >= (_DENSE if is_dense else _SENTENCE)


_MAIL_HEAD: Final = re.compile(r"(?:from|sent|to|cc|subject|date|reply-to): .", re.I)
_COMMENTS: Final = re.compile(
    r"(?:\(?\d+\)? )?comments?(?: ?\(?\d+\)?)?|join the (?:conversation|discussion).*"
    r"|leave a (?:comment|reply)|(?:show|view|recent) comments?"
    r"|\d+ (?:thoughts?|responses?|comments?) (?:on|to) .{1,200}",
    re.I,
)
_LABEL: Final = re.compile(
    r"\d|\bby\b|[,;:]|\b(?:reuters|ap|afp|pti|associated press)\b|^[-*•–]", re.I
)
_DIGITS: Final = re.compile(r"\d+")


def judged(lines: list[Line]) -> list[Line]:
    """
    Return the lines of a document, those that look like no part of the article with the
    reason for it. A line that has one keeps it; a title has none; captions are part.
    """
    found = [
        line if line.doubt or line.part else line._replace(doubt=_by_words(line))
        for line in lines
    ]
    _doubt_repeated(found)
    _doubt_menus(found)
    _doubt_lists(found)
    _doubt_comments(found)
    _doubt_around(found)
    return found


def _by_words(line: Line) -> str:
    """Why a line is no part of an article, by what it says, or ""."""
    text = line.text.strip()
    # What somebody is quoted as saying says nothing of the page.
    if len(text) > _LONGEST or (_IN_MARKS.search(text) and line.is_prose):
        return ""
    return next((doubt for doubt, rule in _RULES if rule.fullmatch(text)), "")


def _doubt_repeated(lines: list[Line]) -> None:
    """A running head: a short line that stands again and again, but for a number."""
    keys = [_DIGITS.sub("#", line.text.strip()).casefold() for line in lines]
    often = Counter(keys)
    seen = set()
    for place, (line, key) in enumerate(zip(lines, keys, strict=True)):
        is_again = often[key] >= _TIMES and not line.is_prose and key in seen
        seen.add(key)
        if is_again and not line.doubt and not line.part:
            lines[place] = line._replace(doubt=base.REPEATED)


def _doubt_menus(lines: list[Line]) -> None:
    """Entries of a menu: several that follow one another, a few words each."""
    run: list[int] = []
    for place, line in enumerate([*lines, Line("x" * _PROSE)]):
        is_entry = (
            len(line.text.split()) <= _ENTRY
            and not _ENDS.search(line.text)
            and not _LABEL.search(line.text)
            and not line.part
        )
        if is_entry:
            run.append(place)
            continue
        if len(run) >= _ENTRIES:
            for one in run:
                lines[one] = lines[one]._replace(doubt=lines[one].doubt or base.MENU)
        run = []


def _doubt_lists(lines: list[Line]) -> None:
    """What follows “Related” or “Mail from”: headlines, and a head's other lines."""
    is_list = False
    for place, line in enumerate(lines):
        text = line.text.strip()
        if line.doubt == base.RELATED:
            is_list = len(text) < _SENTENCE
        elif is_list and not line.doubt and not line.part:
            if line.is_prose or len(text) > _HEADLINE or _ENDS.search(text):
                is_list = False
            else:
                lines[place] = line._replace(doubt=base.RELATED)
        near = [one for one in lines[max(0, place - 1) : place + 2] if one is not line]
        if (
            not line.doubt
            and _MAIL_HEAD.match(text)
            and any(_MAIL_HEAD.match(one.text.strip()) for one in near)
        ):
            lines[place] = line._replace(doubt=base.HEAD)


def _doubt_comments(lines: list[Line]) -> None:
    """What follows the heading of comments, where an article stands before it."""
    prose = 0
    for place, line in enumerate(lines):
        prose += line.is_prose and not line.doubt
        if prose >= _BEFORE and _COMMENTS.fullmatch(line.text.strip()):
            for after in range(place, len(lines)):
                one = lines[after]
                lines[after] = one._replace(doubt=one.doubt or base.COMMENT)
            return


def _doubt_around(lines: list[Line]) -> None:
    """
    Where the document marks its title, what stands before it is its page's; and what is
    no prose after the last that is.
    """
    titles = [place for place, line in enumerate(lines) if line.part == base.TITLE]
    if not titles:
        return
    prose = [
        place for place, line in enumerate(lines) if line.is_prose and not line.doubt
    ]
    for place, line in enumerate(lines):
        is_before = place < titles[0] and not line.is_prose
        is_after = bool(prose) and place > max(prose[-1], titles[0])
        if (is_before or is_after) and not line.doubt and not line.part:
            lines[place] = line._replace(doubt=base.OUTSIDE)
