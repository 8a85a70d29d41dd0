"""What each pair of quotation marks is, and why a verb brings no statement."""

from typing import Final

import regex

from dashboard.drafting.quoted import Quoted
from dashboard.drafting.statements import Statement
from dashboard.grammar.cues import CUES
from dashboard.grammar.passage import ENDS, Stretch

_WORK: Final = regex.compile(
    r"\b(?:titled|entitled|book|film|movie|song|album|show|series|program|programme"
    r"|magazine|newspaper|novel|play|poem|episode|documentary)\s\W?$", regex.I,
)  # fmt: skip
_SHORT: Final = 8  # Words of a subheading at most.


def decided(
    text: str, one: Stretch, quoted: Quoted | None, statement: Statement | None
) -> tuple[str, str, float]:
    """
    Return what a pair of marks is in the codebook's words, why, and how surely.
    """
    words = text[one.start : one.end].split()
    if not one.is_paired and one.depth == 0:
        is_said = statement is not None
        return ("direct" if is_said else "scare"), "a mark without its other", 0.3
    if statement is not None and one.depth == 0:
        sure = round(quoted.speech, 3) if quoted else 0.5
        if statement.kind == "law":
            return "legal_text", "a law’s words", sure
        if statement.kind == "slogan":
            return "slogan", "a slogan’s words", sure
        if statement.kind == "direct" and _is_clause(text, one, words):
            return "direct", "a whole clause of somebody’s words", sure
        return "partial", "some of somebody’s words", sure
    if one.depth:
        return "inner", "it stands within other marks", 0.95
    sure = round(1 - quoted.speech, 3) if quoted else 0.5
    if not words:
        return "scare", "nothing stands between the marks", 0.5
    if (
        _is_alone(text, one)
        and len(words) <= _SHORT
        and text[one.end - 1] not in ENDS + ","
    ):
        return "subheading", "a line of its own, without a speaker", 0.8
    lead = text[max(0, one.begin - 60) : one.begin]
    capitals = sum(word[:1].isupper() for word in words)
    if _WORK.search(lead):
        return "title", "the name of a work stands there", sure
    if capitals * 2 > len(words):
        return "name", "words with capitals, and nobody says them", sure
    return "scare", "a word or two set off, and nobody says them", sure


def _is_clause(text: str, one: Stretch, words: list[str]) -> bool:
    first = text[one.start : one.start + 1]
    last = text[one.end - 1 : one.end]
    return (not first.islower() and len(words) > 1) or (
        last in ENDS + "," and len(words) > 3
    )


def _is_alone(text: str, one: Stretch) -> bool:
    """Tell whether a stretch with its marks fills its line."""
    before = text[text.rfind("\n", 0, one.begin) + 1 : one.begin]
    stop = text.find("\n", one.stop)
    behind = text[one.stop : stop if stop >= 0 else len(text)]
    return not before.strip() and not behind.strip()


def no_statement(text: str, word: str, start: int, end: int) -> str:
    """
    Return why a verb that may attribute brings no statement.
    """
    before = text[max(0, start - 30) : start].lower().split()
    cue = CUES.get(word)
    if before and before[-1] in ("was", "were", "be", "been", "is", "are", "being"):
        return "passive, and nobody is named who says it"
    if before and before[-1] == "to":
        return "what somebody is to say, not what they said"
    if cue is not None and cue.form in ("base", "s"):
        return "perhaps a noun; no words are told beside it"
    behind = text[end : end + 2].strip()
    if behind in (".", "") and text[end : end + 1] in (".", "\n", ""):
        return "nothing that was said is told beside it"
    return "it is less sure than what is drafted"
