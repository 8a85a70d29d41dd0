"""Statements of a text: what stands in marks and what is told without, put together."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from dashboard.drafting import signs
from dashboard.drafting.quoted import Attribution, Quoted
from dashboard.drafting.reported import Reported, Reports
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import (
    DASH,
    LINE,
    QUOTE,
    STOP,
    WORD,
    Passage,
    Stretch,
)  # fmt: skip

# From here on what is told without marks is drafted, by the kind of its verb: of what
# is held or judged there is more that the codebook does not count as a statement.
SURE: Final = {"saying": 0.5, "unknown": 0.5, "according": 0.5}
_ELSE: Final = 0.75
SPEECH: Final = 0.5  # And what stands within marks.
_CREDIT: Final = 5  # Words of a photographer's or an agency's credit.
_LEAST: Final = 5  # Words within marks in which others' words are looked for.
_SLOGAN: Final = regex.compile(
    r"\b(?:slogan|chant(?:s|ed|ing)?|banner|placard|motto|sign|mantra)s?\b[^.;]{0,60}$"
)
_HOLIDAY: Final = regex.compile(
    r"(?:\p{Lu}[\w’'-]*\s){1,4}(?:Day|Eve|Week|Month|Year|Festival)"
)
_WHOSE: Final = regex.compile(
    r"\bby\s((?:the\s)?[^,.;:“”\"]{2,40}?)(?=\s(?:in|on|during|at|vowing|saying|reading|that|who)\b)"
)
_LAW: Final = regex.compile(
    r"\b(?:law|statute|treaty|constitution|decree|resolution|amendment|charter|act)\b"
    r"[^.;]{0,40}\b(?:declar|stat|say|read|provid)\w*\b[^.;]{0,60}$", regex.I,
)  # fmt: skip
# Of words within words few are others' statements, but for those that media tell.
_UNKNOWN: Final = 0.3  # How sure speech is in a language that is not known.
_SURE_WITHIN: Final = 0.93
_NESTED: Final = 0.6
_MEDIUM: Final = regex.compile(
    r"\b(?:media|agency|news|newspaper|television|times|post|press|it|[A-Z]{3,5})\b"
)
_NAMES: Final = {
    "before": "said that", "behind": "said behind", "around": "said around",
}  # fmt: skip


@dataclass
class Statement:
    """
    One statement that is drafted: its words, who says it by which cue, and what it
    stands in.

    `marks` are the stretches between marks that belong to it, by number; `outer` the
    statement within whose words it stands, or None; `by` who is said to pass it on.
    """

    start: int
    end: int
    kind: str
    speaker: Span | None
    cue: Span | None
    rule: str
    sure: float
    marks: list[int] = field(default_factory=list)
    outer: "Statement | None" = None
    by: Span | None = None
    is_agentless: bool = False


class Statements:
    """The statements of a text, in order, and what became of each stretch in marks."""

    def __init__(
        self, text: str, stretches: Sequence[Stretch], *, is_known: bool = True
    ) -> None:
        self.text, self.stretches = text, stretches
        self._begins = [one.begin for one in stretches]
        self.found: list[Statement] = []
        self.passages: list[Passage] = []
        # Of each stretch: how it was attributed, and the statement that it is of.
        self.quoted: dict[int, Quoted] = {}
        self.of: dict[int, Statement] = {}
        if not is_known:
            self._unattributed()
            return
        self._layer(Passage(text, stretches), None)
        for number, one in enumerate(stretches):
            if one.depth == 0 and number in self.of and (
                len(text[one.start : one.end].split()) >= _LEAST
            ):  # fmt: skip
                inner = Passage(text, stretches, one.start, one.end, number)
                self._layer(inner, self.of[number])
        self.found.sort(key=lambda one: (one.start, -one.end))
        self._nest()

    def _unattributed(self) -> None:
        """Take longer words in marks for speech where the language is not known."""
        self.passages.append(Passage(self.text, self.stretches))
        for number, one in enumerate(self.stretches):
            span = _trimmed(self.text, one.start, one.end)
            words = self.text[one.start : one.end].split()
            if span and one.depth == 0 and len(words) >= _LEAST:
                statement = Statement(*span, "direct", None, None, "nobody", _UNKNOWN)
                statement.marks.append(number)
                self.of[number] = statement
                self.found.append(statement)

    def _layer(self, passage: Passage, outer: Statement | None) -> None:
        """Find the statements of a passage: of the text, or of words within marks."""
        self.passages.append(passage)
        sentences = [Sentence(passage.tokens, *one) for one in passage.sentences]
        attribution = Attribution(passage, self.stretches, sentences)
        places = {
            token.pair: at for at, token in enumerate(passage.tokens)
            if token.kind == QUOTE
        }  # fmt: skip
        for one in attribution.run():
            self.quoted[one.number] = one
        for sentence in sentences:
            reports = [
                report for report in Reports(passage, sentence).all()
                if outer is None or self._is_anothers(report, outer)
            ]  # fmt: skip
            if outer is None:
                self._caption(passage, sentence)
            taken = self._in_marks(passage, sentence, reports, places, outer)
            for report in reports:
                if (
                    report.sure < SURE.get(report.verb, _ELSE)
                    and report.kind != "silence"
                ):
                    continue
                if report.cue in taken:
                    continue
                for part in report.content:
                    self._add(passage, report, part, outer)

    def _is_anothers(self, report: Reported, outer: Statement) -> bool:
        """Tell whether somebody speaks of another's words, not of their own."""
        if report.speaker is None or report.rule == "silence":
            return False
        first = self.text[slice(*report.speaker)].split()[0].lower()
        if first in ("i", "we", "you", "my", "our", "they", "it", "who", "people"):
            return False
        return report.sure > _SURE_WITHIN or self._is_medium(outer)

    def _is_medium(self, outer: Statement) -> bool:
        """Tell whether a statement is a medium's, which tells of others mostly."""
        return outer.speaker is not None and bool(
            _MEDIUM.search(self.text[slice(*outer.speaker)])
        )

    def _in_marks(
        self, passage: Passage, sentence: Sentence, reports: Sequence[Reported],
        places: dict[int, int], outer: Statement | None,
    ) -> set[Span]:  # fmt: skip
        """Make the statements of a sentence's words in marks; return their cues."""
        tokens = passage.tokens
        taken: set[Span] = set()
        mixed: dict[Span, Statement] = {}
        for at in range(sentence.first, sentence.last):
            number = tokens[at].pair
            one = self.quoted.get(number) if tokens[at].kind == QUOTE else None
            if one is None or (one.speech < SPEECH and outer is None):
                continue
            if outer is not None and (one.speaker is None or one.sure < SPEECH):
                continue
            if (one.speaker is None or one.speaker.cue is None) and _HOLIDAY.fullmatch(
                tokens[at].text
            ):  # fmt: skip
                continue
            cue = one.speaker.cue if one.speaker else None
            who = one.speaker.speaker if one.speaker else None
            report, part = _about(reports, cue, who, tokens[at].start, tokens[at].end)
            cue = report.cue if report else cue
            if part and not signs.is_clause(sentence, at):
                if part in mixed:
                    statement = mixed[part]
                else:
                    statement = self._statement(passage, one, part, "mixed")
                    if report and report.rule == "silence":
                        statement.kind = "silence"
                    statement.outer = outer
                    mixed[part] = statement
                    self.found.append(statement)
            else:
                stretch = self.stretches[number]
                span = _trimmed(self.text, stretch.start, stretch.end)
                if span is None:
                    continue
                statement = self._statement(passage, one, span, "direct")
                statement.outer = outer
                self.found.append(statement)
            if report and statement.kind != "slogan":
                statement.cue = report.cue
                self._passed_on(passage, statement)
            if cue and statement.kind not in ("slogan", "law"):
                taken.add(cue)
            statement.marks.append(number)
            self.of[number] = statement
        return taken

    def _statement(
        self, passage: Passage, one: Quoted, span: Span, kind: str
    ) -> Statement:
        chosen = one.speaker
        rule = chosen.rule if chosen else "nobody"
        statement = Statement(
            *span, kind, chosen.speaker if chosen else None,
            chosen.cue if chosen else None, rule, round(one.sure * one.speech, 3),
        )  # fmt: skip
        stretch = self.stretches[one.number]
        lead = self.text[max(passage.start, stretch.begin - 120) : stretch.begin]
        if _LAW.search(lead):
            statement.kind, statement.rule = "law", "law"
        elif found := _SLOGAN.search(lead):
            statement.kind, statement.rule = "slogan", "slogan"
            if by := _WHOSE.search(lead, found.start()):
                begin = max(passage.start, stretch.begin - 120)
                statement.speaker = (begin + by.start(1), begin + by.end(1))
                statement.cue = None
        if statement.kind in ("law", "slogan"):
            inner = _trimmed(self.text, stretch.start, stretch.end)
            statement.start, statement.end = inner or span
        self._passed_on(passage, statement)
        return statement

    def _caption(self, passage: Passage, sentence: Sentence) -> None:
        """A picture's caption: a line that ends with a credit, behind its last stop."""
        tokens = passage.tokens
        words = tokens[sentence.first : sentence.last]
        before = tokens[sentence.first - 1] if sentence.first else None
        ends = sentence.last == len(tokens) or tokens[sentence.last].kind == LINE
        if before is None or before.kind != STOP or not ends or len(words) > _CREDIT:
            return
        if not all(
            t.kind in (WORD, DASH) and (t.is_capital or t.low in ("via", "photo", "by"))
            for t in words
        ):
            return
        begin = passage.text.rfind("\n", 0, before.start) + 1
        credit = (words[0].start, words[-1].end)
        span = _trimmed(passage.text, begin, before.start)
        if span and len(passage.text[slice(*span)].split()) >= _LEAST:
            self.found.append(Statement(*span, "image", credit, credit, "caption", 0.6))

    def _add(
        self, passage: Passage, report: Reported, part: Span, outer: Statement | None
    ) -> None:
        span = _trimmed(self.text, *part)
        if span is None:
            return
        rule = _NAMES.get(report.rule, report.rule)
        within = self._within(*span)
        kind = report.kind
        if kind == "indirect" and any(
            self.stretches[n].depth == (0 if outer is None else 1) for n in within
        ):
            kind = "mixed"
        if any(
            n in self.of
            and self.of[n].kind in ("slogan", "law")
            and report.kind != "image"
            for n in within
        ):
            return
        if kind == "mixed" and len(within) == 1 and (
            span[1] - span[0] <= _length(self.stretches[within[0]]) + 2
        ):  # fmt: skip
            return
        statement = Statement(
            *span, kind, report.speaker, report.cue, rule, round(report.sure, 3),
            outer=outer,
        )  # fmt: skip
        self._passed_on(passage, statement)
        self.found.append(statement)

    def _within(self, start: int, end: int) -> list[int]:
        """The stretches in marks that stand within two places, by number."""
        found = []
        number = bisect_left(self._begins, start)
        while number < len(self.stretches) and self.stretches[number].begin < end:
            if self.stretches[number].stop <= end + 2:
                found.append(number)
            number += 1
        return found

    def _passed_on(self, passage: Passage, statement: Statement) -> None:
        """Find who is said to pass a statement on: “was quoted as saying by …”."""
        if statement.cue is None:
            return
        behind = self.text[statement.cue[1] : statement.cue[1] + 90]
        if not _QUOTED_AS.search(self.text[slice(*statement.cue)]):
            told = _TOLD.match(behind)
            if told and self.text[slice(*statement.cue)].endswith("told"):
                begin = statement.cue[1] + told.start(1)
                statement.by = (begin, statement.cue[1] + told.end(1))
            return
        by = _BY.search(behind)
        if by:
            start = statement.cue[1] + by.start(1)
            statement.by = (start, statement.cue[1] + by.end(1))
        else:
            statement.is_agentless = True

    def _nest(self) -> None:
        """Put each statement whose cue stands in another's words within that one."""
        open_: list[Statement] = []
        kept: list[Statement] = []
        for one in self.found:
            while open_ and open_[-1].end <= one.start:
                open_.pop()
            at = one.cue or (one.start, one.end)
            if one.outer is None and (one.cue or one.kind in ("slogan", "law")):
                for other in reversed(open_):
                    if other.start <= at[0] and one.end <= other.end + 1 and (
                        other.kind not in ("silence",) and one is not other
                        and other.cue != one.cue
                    ):  # fmt: skip
                        one.outer = other
                        break
            if one.outer is not None and not one.marks:
                one.sure = round(one.sure * _NESTED, 3)
                is_told = one.outer.kind == "image" or self._is_medium(one.outer)
                if not is_told and (
                    one.kind == "indirect" and one.sure < _SURE_WITHIN * _NESTED
                ):  # fmt: skip
                    continue
            kept.append(one)
            open_.append(one)
        self.found = kept


_QUOTED_AS: Final = regex.compile(
    r"\b(?:was|were|is|are|been|being)\s(?:also\s)?(?:quoted|reported|cited|heard)\sas\ssaying$"
)
_BY: Final = regex.compile(
    r"^(?:\son\s\w+)?\sby\s((?:the\s)?[^,.;:“”\"\n]{2,60}?)"
    r"(?=\s(?:that|on|in|at|during|after|as|for|to|when)\b|[,.;:“”\"\n]|$)"
)
_TOLD: Final = regex.compile(
    r"\s((?:the\s)?(?:[\p{Lu}][\w’'.&-]*\s){0,4}(?:[\p{Lu}][\w’'.&-]*|news agency"
    r"|newspaper|radio|television))(?=[\s,.“\"]|$)"
)


def _length(one: Stretch) -> int:
    return one.stop - one.begin


def _about(
    reports: Sequence[Reported],
    cue: Span | None,
    who: Span | None,
    start: int,
    end: int,
) -> tuple[Reported | None, Span | None]:
    """
    The report in whose words a stretch stands, and that part of them: by the same cue,
    else by another of the same speaker that has fewer words about it.
    """
    if cue is None:
        return None, None
    best: tuple[Reported | None, Span | None] = (None, None)
    for report in reports:
        is_same = report.cue[0] <= cue[1] and cue[0] <= report.cue[1]
        for part in report.content:
            if not (
                part[0] <= start
                and end <= part[1]
                and part[1] - part[0] > end - start + 2
            ):
                continue
            if is_same:
                return report, part
            is_less = best[1] is None or part[1] - part[0] < best[1][1] - best[1][0]
            if report.speaker == who and is_less:
                best = report, part
    return best


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch without blanks at its ends, None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
