"""What a view of the dashboard is called: in the browser's tab, in a file's name."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from dashboard.record.codebook import plain
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import and_more, isolated

PROJECT: Final = "On the Record"
# The pages as the menu has them, by their address: the first is the front page.
PAGES: Final = {
    "overview": "Overview",
    "timeline": "Timeline",
    "stances": "Stances",
    "quotes": "Statements",
    "actors": "Actors",
    "countries": "Countries",
    "issues": "Issues",
    "sources": "Sources",
    "method": "Method",
}
# What a browser's tab, a search engine and a link preview show of a title.
LONGEST: Final = 70
LONGEST_HEADING: Final = 160  # Letters of a statement in the heading of its page.
LONGEST_NAME: Final = 80  # Letters of a file's name, before its ending.


def title(page: str, chosen: Mapping[str, str | list[str]], picked: str = "") -> str:
    """
    Return a page's title: the page, what is picked on it, the filters; `LONGEST` signs.

    `chosen` holds the filters in force, as names.
    """
    names = [picked] if picked else []
    for value in chosen.values():
        names += [value] if isinstance(value, str) else value
    tail = f" · {PROJECT}"
    told = f"{page}: {', '.join(map(_line, names))}" if names else page
    return _cut(told, LONGEST - len(tail)) + tail


def row_title(page: str, row: str) -> str:
    """
    Return the title of a page on which a row stands alone: the row, the page.
    """
    tail = f" · {page}"
    return _cut(_line(row), LONGEST - len(tail)) + tail


def quote(row: Row) -> str:
    """
    Return what a row of `quotes.quotes` is called: who, and the first of its words.

    Quotation marks stand only round words that are all the speaker's own.
    """
    if row["kind"] != "direct":
        return f"{row['speaker']}: {row['content']}"
    tail = " · Statements"
    room = LONGEST - len(tail) - len(_line(row["speaker"])) - len(": “”")
    return f"{row['speaker']}: “{_cut(_line(row['content']), max(room, 12))}”"


def heading(row: Row) -> str:
    """
    Return the heading of the page on which a row of `quotes.quotes` stands alone: its
    words, in quotation marks where all are the speaker's own, and who says them how.
    """
    words = _cut(_line(row["content"]), LONGEST_HEADING)
    if row["kind"] == "direct":
        return f"“{words}” ({_line(row['speaker'])})"
    how = plain("quote_kind", row["kind"])
    return f"{_line(row['speaker'])}, {how}: {words}"


def position(row: Row) -> str:
    """
    Return what a row of `stances.positions` is called: asserter, holder, issue.

    The stance is left out: cut off, a title would pass one party's word for a fact.
    """
    holder = row["country"] or row["actor"]
    if row["voice"] == "self":
        return f"{holder} on {row['issue']}"
    return f"{row['asserter']} on {holder}’s position on {row['issue']}"


def file_name(page: str, chosen: Mapping[str, str | list[str]]) -> str:
    """
    Return the name of a file that holds a view, without its ending.
    """
    words = [page]
    for value in chosen.values():
        words += [value] if isinstance(value, str) else value
    told = re.sub(r"\W+", "-", " ".join(["on the record", *words]).lower())
    return told[:LONGEST_NAME].strip("-_")


def read_in(sources: Iterable[Row], total: int) -> str:
    """
    Return which documents rows were read in, the first few named: “…” and 2 more.

    `sources` are rows of a query with title, wire, publisher and published_on.
    """
    named = []
    for row in sources:
        passed = ", in ".join(
            map(isolated, filter(None, (row["wire"], row["publisher"])))
        )
        title, day = isolated(_line(row["title"])), readable(row["published_on"])
        named.append(f"“{title}” ({passed}, {day})")
    return f"{'; '.join(named)}{and_more(total - len(named))}"


def source_line(title: str, read: str) -> str:
    """
    Return the line that says what a view is taken from; `read` is of `read_in`.
    """
    where = f", based on {read}" if read else ""
    return f"Source: {PROJECT}, {isolated(_line(title) or 'a record')}{where}."


def _line(text: str) -> str:
    """A text on one line, without signs that cannot be seen."""
    return " ".join("".join(s if s.isprintable() else " " for s in str(text)).split())


def _cut(text: str, room: int) -> str:
    """A text of so many signs at most, cut at a word where there is one."""
    if len(text) <= room:
        return text
    kept = text[: room - 1]
    word = kept.rfind(" ")
    return kept[: word if word > room // 2 else room - 1].rstrip(" ,:;") + "…"
