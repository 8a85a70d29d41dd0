"""Noun phrases of a sentence: where one begins, what stands behind a verb."""

from collections.abc import Sequence
from typing import Final

from dashboard.grammar.cues import CUES
from dashboard.grammar.passage import (
    COLON,
    COMMA,
    DASH,
    QUOTE,
    WORD,
    Token,
)  # fmt: skip
from dashboard.grammar.verb_groups import Verbs
from dashboard.grammar.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    OBJECTS,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)  # fmt: skip

_LONGEST: Final = 14  # Words of a noun phrase.
Span = tuple[int, int]


class Nouns(Verbs):
    """The noun phrases of a sentence, each a range of its tokens."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        super().__init__(tokens, first, last)
        self._main: Span | None = None
        self._has_main = False

    def _noun_begin(self, last: int) -> int | None:
        """Where the noun phrase begins that ends with a token."""
        tokens = self.tokens
        if tokens[last].low in OBJECTS or tokens[last].low in AUXILIARIES:
            return None
        if tokens[last].low in SUBJECTS:
            return last
        begin = last
        while begin > self.first and last - begin < _LONGEST:
            before = tokens[begin - 1]
            if before.kind != WORD:
                break
            low = before.low
            if low in SUBORDINATORS and low not in PREPOSITIONS:
                break
            if low in (
                "who",
                "which",
                "after",
                "before",
                "as",
                "since",
                "until",
                "but",
                "because",
                "so",
            ):
                break
            if low in OBJECTS or low in SUBJECTS or low in RELATIVES:
                break
            cue = CUES.get(low)
            if cue and cue.form == "ing" and not before.is_capital:
                break
            if self.is_finite(begin - 1) or (
                low in AUXILIARIES and not before.is_possessive
            ):
                break
            begin -= 1
        # What opens a sentence or joins clauses is no part of it, nor is a time.
        while begin < last and (
            tokens[begin].low in OPENERS | CONJUNCTIONS | TIMES
            or is_adverb(tokens[begin])
        ):  # fmt: skip
            if tokens[begin].low in PREPOSITIONS:
                later = self._past_preposition(begin, last)
                if later is None:
                    break
                begin = later
                continue
            begin += 1
        if (
            tokens[begin].low in PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS
            and begin == last
        ):
            return None
        if tokens[last].low in PREPOSITIONS or is_adverb(tokens[last]):
            return None
        return begin

    def _past_preposition(self, begin: int, last: int) -> int | None:
        """Where the noun begins behind a preposition’s: “in May the mayor”."""
        place = begin + 1
        while place <= last and self.tokens[place].low in TIMES | DETERMINERS - {
            "the",
            "a",
            "an",
        }:
            place += 1
        if place > begin + 1 and place <= last:
            return place
        for place in range(last, begin + 1, -1):
            if (
                self.tokens[place].low in DETERMINERS
                and self.tokens[place - 1].low not in PREPOSITIONS
            ):
                return place
        return begin + 1

    def main(self) -> Span | None:
        """
        Return the first noun phrase of the sentence, past a clause that opens it.
        """
        if not self._has_main:
            self._main, self._has_main = self._first_noun(), True
        return self._main

    def _first_noun(self) -> Span | None:
        tokens = self.tokens
        begin = self.first
        opener = tokens[begin]
        is_clause = opener.low in PREPOSITIONS | SUBORDINATORS or opener.low.endswith(
            "ing"
        )
        if is_clause:
            for place in range(begin + 1, min(self.last, begin + 40)):
                if tokens[place].kind == COLON:
                    break
                ends = tokens[place].kind == COMMA or (
                    tokens[place].kind == QUOTE and tokens[place].text.endswith(",")
                )
                if ends and place + 1 < self.last:
                    begin = place + 1
                    break
        while begin < self.last and (
            tokens[begin].kind in (COMMA, DASH) or tokens[begin].low in CONJUNCTIONS
            or is_adverb(tokens[begin])
        ):  # fmt: skip
            begin += 1
        end = begin
        while end < self.last and end - begin < _LONGEST:
            token = tokens[end]
            if token.kind != WORD:
                break
            if token.low in SUBJECTS and end == begin:
                end += 1
                break
            if end > begin and (
                token.low in AUXILIARIES or self.is_finite(end)
                or token.low in RELATIVES or is_adverb(token)
            ):  # fmt: skip
                break
            end += 1
        return (begin, end) if end > begin else None

    def _behind(self, at: int) -> Span | None:
        """The words behind a verb that may be its subject."""
        begin = at + 1
        while begin < self.last and is_adverb(self.tokens[begin]):
            begin += 1
        if begin < self.last and self.tokens[begin].low in TIMES | {"on"}:
            while begin < self.last and self.tokens[begin].low in TIMES | {"on", "in"}:
                begin += 1
        end = begin
        has_name = False
        while end < self.last and end - begin < _LONGEST:
            token = self.tokens[end]
            if token.kind != WORD:
                break
            low = token.low
            if token.low in TIMES and end > begin:
                break
            if low in SUBJECTS:
                end += end == begin
                break
            if low in AUXILIARIES or low in SUBORDINATORS:
                break
            if low in PREPOSITIONS and (low not in ("of", "for") or end == begin):
                break
            if low in ("and", "who", "which") and not has_name:
                break
            if low in OBJECTS and end == begin:
                break
            if (
                end > begin
                and CUES.get(low)
                and not token.is_capital
                and CUES[low].form in ("past", "ing")
            ):
                break
            has_name |= token.is_capital
            end += 1
        return (begin, end) if end > begin else None

    def _antecedent(self, relative: int) -> Span | None:
        """The noun before a relative pronoun, with it."""
        last = relative - 1
        if last >= self.first and self.tokens[last].kind == COMMA:
            last -= 1
        if last < self.first or self.tokens[last].kind != WORD:
            return None
        begin = self._noun_begin(last)
        return None if begin is None else (begin, relative + 1)

    def _ends_noun(self, at: int) -> bool:
        return (
            at >= self.first
            and self.tokens[at].kind == WORD
            and (self.tokens[at].is_capital or self.tokens[at].low not in AUXILIARIES)
        )
