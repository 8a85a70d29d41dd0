"""Long cells cut for a page: what is shown of a row, and how much of it is not."""

from typing import Any, Final

from dashboard.record.limits import SHOWN
from dashboard.record.schema import Row

CUT: Final = " […]"  # Stands where a text goes on that is not shown.
# What a reader calls the cells of a row that can be long.
CALLED: Final = {
    "content": "the words", "evidence": "the words", "note": "the note",
    "hedge": "the hedge", "cue": "the attributing words", "condition": "the condition",
    "place": "the place", "rights": "the rights", "dateline": "the dateline",
    "support_means": "what support means", "url": "the address",
}  # fmt: skip
# What a sentence is made of that a reader copies: cut, none is offered.
_IN_A_SENTENCE: Final = frozenset(CALLED) - {"note"}


class Shown(dict[Any, Any]):
    """
    A row as a page shows it; `whole` has each cell that is cut, by its column, as it is
    in the record.
    """

    whole: dict[str, str]

    @property
    def has_sentence(self) -> bool:
        """Whether all is there that a sentence about the row is made of."""
        return not _IN_A_SENTENCE & self.whole.keys()


def shown(row: Row) -> Shown:
    """
    Return a row of which no cell is longer than a page shows.

    A row that was cut before stays as it is.
    """
    if isinstance(row, Shown):
        return row
    cells = {column: excerpt(value) if isinstance(value, str) else value
             for column, value in row.items()}  # fmt: skip
    told = Shown(cells)
    told.whole = {
        column: value
        for column, value in row.items()
        if isinstance(value, str) and len(value) > SHOWN
    }
    return told


def excerpt(text: str) -> str:
    """
    Return the first `SHOWN` characters of a text, cut at a word where there is one.
    """
    if len(text) <= SHOWN:
        return text
    kept = text[:SHOWN]
    word = max(kept.rfind(" "), kept.rfind("\n"))
    return kept[: word if word > SHOWN // 2 else SHOWN] + CUT


def left_out(row: Shown) -> str:
    """
    Return in words what is cut: “Too long for a page, cut at […]: the note, 12,000
    characters.”; "" where nothing is.
    """
    told: dict[str, int] = {}
    for column, cell in row.whole.items():
        what = CALLED.get(column, column.replace("_", " "))
        told[what] = max(told.get(what, 0), len(cell))
    parts = [f"{what}, {length:,} characters" for what, length in told.items()]
    return f"Too long for a page, cut at […]: {'; '.join(parts)}." if parts else ""


def whole(row: Shown) -> str:
    """
    Return the cells of a row that are cut, one below the other, each as it is in the
    record under its column's name.
    """
    return "\n\n".join(f"{name}:\n{cell}" for name, cell in row.whole.items())
