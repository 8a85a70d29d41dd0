"""Happenings that a text tells of, with their dates by the codebook's rule 8."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

import regex

from dashboard.grammar import dates
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.cues import listed
from dashboard.grammar.dates import Told
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import COMMA, QUOTE, STOP, WORD, Passage
from dashboard.grammar.words import DETERMINERS

_LONGEST: Final = 30  # Words of an event's evidence, as the codebook says.
# Verbs of happenings in the past, by the kind that the codebook gives them.
_VERBS: Final = {
    "visit": "visited arrived travelled traveled toured flew",
    "meeting": "met hosted welcomed received gathered",
    "exhibition": "exhibited displayed unveiled",
    "performance": "performed sang",
    "law": "codified enacted passed ratified repealed banned outlawed legalised"
           " legalized",
    "resolution": "adopted",
    "war": "invaded attacked bombed shelled occupied",
    "deployment": "deployed stationed withdrew",
    "publication": "published released issued launched",
    "other": "fired tested elected resigned died killed arrested signed opened closed"
             " won lost voted joined left appointed detonated collapsed crashed"
             " founded",
}  # fmt: skip
_KIND: Final = {verb: kind for kind, verbs in _VERBS.items() for verb in verbs.split()}
_ACTS: Final = listed("pledged vowed threatened thanked promised apologised apologized")
_NAMED: Final = regex.compile(
    r"(?:[Tt]he\s)?(?:\d{4}(?:[-–]\d{2,4})?\s)?"
    r"(?:(?P<war>(?:\p{Lu}[\w’'.-]+\s){1,3}(?:War|Revolution|Uprising)|war\sin\s\p{Lu}\w+)"
    r"|(?P<anniversary>\d{1,3}(?:st|nd|rd|th)\sanniversary\sof\s(?:the\s)?[\w\s]{3,50}?(?=[,.;]|\s(?:on|in|this|with|that)\s|$))"
    r"|(?P<other>fall\sof\sthe\s(?:\p{Lu}\w+\s?){1,3}|(?:\p{Lu}[\w-]+\s)+pandemic))"
)


_PARTED: Final = regex.compile(r"[,;:“”\"]|\b(?:but|and|as|while|that|since)\b")


_CLAUSE: Final = ("that", "as", "while", "and", "but", "saying", "when")


class Happening(NamedTuple):
    """
    An event: the words that carry it, its kind, the rule and how surely, its word of
    time (None where there is none), and its subject.
    """

    start: int
    end: int
    kind: str
    rule: str
    sure: float
    told: Told | None
    subject: Span | None
    status: str


def happenings(
    passage: Passage, sentences: Sequence[Sentence], on: date | None
) -> Iterator[Happening]:
    """
    Yield the events of a text, in order; those of one clause are one.
    """
    text = passage.text
    for sentence in sentences:
        first = passage.tokens[sentence.first].start
        last = passage.tokens[sentence.last - 1].end
        times = list(dates.told(text, first, last, on))
        yield from _by_verbs(passage, sentence, times)
        for found in _NAMED.finditer(text, first, last):
            start, end = found.span()
            told = next((one for one in times if start <= one.start < end), None)
            kind = found.lastgroup or "other"
            end = start + len(found.group().rstrip())
            status = "ongoing" if kind == "anniversary" else "past"
            yield Happening(start, end, kind, "named event", 0.6, told, None, status)


def _by_verbs(
    passage: Passage, sentence: Sentence, times: Sequence[Told]
) -> Iterator[Happening]:
    tokens = passage.tokens
    for at in range(sentence.first + 1, sentence.last):
        token = tokens[at]
        low = token.low
        if (
            token.kind != WORD
            or token.is_capital
            or (low not in _KIND and low not in _ACTS)
        ):
            continue
        before = tokens[at - 1]
        if before.is_possessive or before.low in DETERMINERS:
            continue
        found = sentence.subject(at)
        if found is None or not (at - found[1] < 6):
            continue
        begin, end = found[0], _end(passage, sentence, at)
        span = (tokens[begin].start, tokens[end - 1].end)
        told = _nearest(times, tokens[at].start, passage, sentence)
        is_act = low in _ACTS
        yield Happening(
            *span, "statement" if is_act else _KIND[low],
            "act of speech" if is_act else "happening", .6 if told else .5, told,
            (tokens[found[0]].start, tokens[found[1] - 1].end), "past",
        )  # fmt: skip


def _end(passage: Passage, sentence: Sentence, at: int) -> int:
    """Where the clause of a verb ends, of so many words as evidence may have."""
    tokens = passage.tokens
    end = at + 1
    words = 0
    while end < sentence.last and words < _LONGEST - 12:
        token = tokens[end]
        ends = token.kind in (COMMA, STOP, QUOTE) or token.low in _CLAUSE
        if ends and end > at + 1:
            break
        words += token.kind == WORD
        end += 1
    return end


def _nearest(
    times: Sequence[Told], at: int, passage: Passage, sentence: Sentence
) -> Told | None:
    """The word of time of a verb's clause: no other verb of saying has it."""
    cues = [passage.tokens[verb.at].start for verb in sentence.verbs]
    best = None
    for one in times:
        gap = abs(one.start - at)
        low, high = min(one.start, at), max(one.start, at)
        parted = _PARTED.search(passage.text, low, high)
        opens = one.start <= passage.tokens[sentence.first].end
        if parted and not (opens and one.start < at):
            continue
        owner = min((abs(one.start - cue) for cue in cues if cue != at), default=10**6)
        if gap < 120 and gap <= owner and (best is None or gap < abs(best.start - at)):
            best = one
    return best
