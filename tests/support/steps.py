"""Steps that a function takes: lines of Python that run, characters that it cuts."""

import sys
from collections.abc import Callable
from typing import Any


class Counted(str):
    """A text that counts how much of it is copied."""

    cut = 0

    def __getitem__(self, place: Any) -> str:
        found = super().__getitem__(place)
        Counted.cut += len(found)
        return found


def steps(work: Callable[[str], object], text: str) -> int:
    """Return the lines of the dashboard that run on a text, and the characters cut."""
    lines = 0

    def traced(frame: Any, event: str, _: object) -> Any:
        nonlocal lines
        if "dashboard" not in frame.f_code.co_filename:
            return None
        lines += event == "line"
        return traced

    Counted.cut = 0
    before = sys.gettrace()
    sys.settrace(traced)
    try:
        work(Counted(text))
    finally:
        sys.settrace(before)
    return lines + Counted.cut


# Each mark, each two of them, apostrophes, scripts, spaces.
MARKS = "“”„‟«»‹›「」『』〝〞〟＂‘’‚\"'《》"
PAIRS = [one + other for one in MARKS for other in MARKS]
UNITS = [
    "“", "»", "‘", '"', "“‘", "“a\n", "‘a ", "«a ", "‘s’ a", "a’s ‘", "x", "é", "각",
    "中", "《中》", "e\u0301", "ש\u05b8", "7", " ", "\n", "\r\n", " \n", "a  ", "said ",
    "states ", "according to ", ". “A” ", "»...", ")) ", "\U0001f600",
]  # fmt: skip


def growth(
    work: Callable[[str], object], made: Callable[[int], str], size: int
) -> float:
    """
    Return how many times as many steps the second doubling of a text adds as the first:
    2 where they grow with its length, 4 with its square.
    """
    one, two, four = (steps(work, made(size * times)) for times in (1, 2, 4))
    return (four - two) / max(two - one, size / 10)
