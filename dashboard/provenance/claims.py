"""Rows as claims on the words of a source, and what a copy says of each."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from dashboard.provenance.diff import Change

if TYPE_CHECKING:  # A process that checks a copy has no need of it.
    import pandas as pd


class Claim(NamedTuple):
    """
    One row's words, and the span in which its source is said to hold them.

    `start` and `end` are None where the row's cells are no span; `paragraph` is 0 where
    its table has none. `cue` and `speaker` are a statement's, `relays` the names of who
    passed it on.
    """

    table: str
    key: str
    words: str
    start: int | None
    end: int | None
    paragraph: int = 0
    cue: str = ""
    relays: tuple[str, ...] = ()
    speaker: str = ""


def claims(found: "pd.DataFrame") -> list[Claim]:
    """
    Return rows of `rows` as claims; what is missing of a span is None.
    """
    cells = found.astype(object).where(found.notna(), None).itertuples(index=False)
    return [
        Claim(table, key, words, _number(start), _number(end), _number(paragraph) or 0,
              cue or "", tuple(filter(None, (relays or "").split(" → "))),
              speaker or "")
        for table, key, words, start, end, paragraph, cue, relays, speaker, _ in cells
    ]  # fmt: skip


def _number(cell: Any) -> int | None:
    return None if cell is None else int(cell)


class Verdict(StrEnum):
    """
    What was found of a row's words, the worst first.

    `EXACT` and `ELSEWHERE` say that what stands about the words is as recorded too: who
    says them. `WORDS` are the words alone: nothing speaks against the record, and not
    all of it could be compared. `DOUBTFUL` are words that may be somebody else's.
    `BEYOND` is a row that would stand behind the copy's end.
    """

    NOT_FOUND = "not found"
    NOT_VERIFIED = "not verified"
    BEYOND = "behind the copy's end"
    DIFFERS = "differs"
    DOUBTFUL = "in doubt"
    BROKEN = "exact but for words in between"
    WORDS = "words alone"
    ELSEWHERE = "exact elsewhere"
    EXACT = "exact at its place"


# The verdicts on a row whose words stand in the copy, one after another.
STANDS: Final = (Verdict.DOUBTFUL, Verdict.WORDS, Verdict.ELSEWHERE, Verdict.EXACT)
# And on one of which at least something like them stands there.
PLACED: Final = (*STANDS, Verdict.BROKEN, Verdict.DIFFERS)


class Finding(NamedTuple):
    """
    What a copy says of a row: `start` and `end` are places of the copy, `paragraph` the
    ordinal of the line that holds them, or of the copy's last where that ends before.
    `forms` names what differs but in form, `why` says why nothing was verified,
    `changes` what differs, word by word. `units` is what the row's place is counted in
    where that is no characters.
    """

    claim: Claim
    verdict: Verdict
    start: int = 0
    end: int = 0
    paragraph: int = 0
    forms: tuple[str, ...] = ()
    why: str = ""
    changes: tuple[Change, ...] = ()
    units: str = ""
