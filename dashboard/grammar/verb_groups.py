"""Verbs of a sentence: their groups, how they stand, and what is none."""

from collections.abc import Sequence
from typing import Final

from dashboard.grammar.cues import CUES, Cue
from dashboard.grammar.passage import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    QUOTE,
    STOP,
    WORD,
    Token,
)  # fmt: skip
from dashboard.grammar.words import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    IRREGULAR,
    OBJECTS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    is_adverb,
    is_name,
)  # fmt: skip

_BEFORE_NOUNS: Final = (DETERMINERS | PREPOSITIONS | AUXILIARIES) - {"two", "three"}


class Verbs:
    """The tokens of a sentence, from `first` to `last`, and what of them are verbs."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self.tokens, self.first, self.last = tokens, first, last

    def _group(self, at: int) -> tuple[int, set[str]]:
        """The first token of a verb's group, and the auxiliaries in it."""
        helps: set[str] = set()
        first = at
        place = at - 1
        while place >= self.first and at - place < 6:
            token = self.tokens[place]
            if (
                token.kind == WORD
                and token.low in AUXILIARIES
                and not token.is_possessive
            ):
                helps.add(token.low)
                first = place
            elif is_adverb(token) and token.low not in ("all", "both", "each"):
                first = place if helps or place > self.first else first
                if not helps and first != place:
                    break
            else:
                break
            place -= 1
        return first, helps

    def _shape(
        self, cue: Cue, at: int, first: int, helps: set[str], before: Token | None
    ) -> str:
        """How a verb stands: finite, passive, ing, infinitive; "" for a noun."""
        low = before.low if before and before.kind == WORD else ""
        if low == "to" and cue.form == "base":
            return "infinitive"
        if cue.form == "ing":
            if helps & BE:
                return "finite"
            if low in DETERMINERS or (before and before.is_possessive):
                return ""
            if low == "of" and cue.lemma not in ("say", "call"):
                return ""
            return "ing"
        if cue.form == "past":
            if (
                (helps & BE and not helps & HAVE - BE)
                or "been" in helps
                or "being" in helps
            ):
                return "passive"
            if helps:
                return "finite"
            if low in DETERMINERS and low not in (
                "that",
                "this",
                "all",
                "both",
                "some",
                "many",
                "most",
                "one",
                "few",
                "each",
                "another",
                "several",
                "two",
                "three",
            ):
                return ""
            if before and before.is_possessive:
                return ""
            after = self.tokens[at + 1] if at + 1 < self.last else None
            if after and after.low == "by" and after.kind == WORD:
                agent = self.tokens[at + 2] if at + 2 < self.last else None
                is_named = agent and (agent.is_capital or agent.low in DETERMINERS)
                if is_named or not (cue.lemma == "say" or low in SUBJECTS):
                    return "passive"
            if low == "as" and cue.lemma != "put":
                return "passive" if after and after.low in PREPOSITIONS else "finite"
            return "finite"
        if helps:
            return "finite"
        return "finite" if self._is_present(cue, at, before) else ""

    def _is_present(self, cue: Cue, at: int, before: Token | None) -> bool:
        """Tell a verb in the present from the noun of the same form."""
        after = self.tokens[at + 1] if at + 1 < self.last else None
        if before is None:
            return False
        if before.kind != WORD:
            if before.kind in (QUOTE, COMMA, CLOSE, DASH):
                return cue.lemma in (
                    "say",
                    "write",
                    "add",
                    "argue",
                    "explain",
                    "note",
                    "tell",
                ) or (
                    before.kind == COMMA
                    and after is not None
                    and (after.kind in (QUOTE, COLON) or after.low in DETERMINERS)
                )
            return False
        low = before.low
        ends = (
            after is None
            or after.kind in (STOP, COMMA, QUOTE)
            or after.low in PREPOSITIONS
        )
        is_noun = low in _BEFORE_NOUNS
        is_said = ends and cue.kind == "saying" and not before.is_possessive
        if is_said and not is_noun and self._is_beside(at):
            return True
        if low in SUBJECTS or low in (
            "which",
            "that",
            "people",
            "others",
            "some",
            "many",
        ):
            return True
        if (
            low in DETERMINERS
            or low in PREPOSITIONS
            or before.is_possessive
            or low in AUXILIARIES
        ):
            return False
        if low in CONJUNCTIONS:
            return after is not None and (
                after.low in DETERMINERS or after.kind == QUOTE or after.low == "that"
            )
        if cue.lemma in (
            "say",
            "tell",
            "write",
            "argue",
            "believe",
            "think",
            "insist",
            "explain",
        ):
            return True
        follows = after is not None and (
            after.kind in (QUOTE, COLON) or after.low in DETERMINERS
            or after.low in OBJECTS or after.low in ("to", "that")
            or after.is_capital
        )  # fmt: skip
        if cue.form == "s":
            return follows and (
                is_name(self.tokens, at - 1, self.first) or not low.endswith("s")
            )
        return follows and low.endswith("s")

    def _is_beside(self, at: int) -> bool:
        """Tell whether nothing but a noun stands between a quotation and a word."""
        place = at - 1
        commas = 0
        while place >= self.first and at - place < 16:
            token = self.tokens[place]
            if token.kind == QUOTE:
                return True
            commas += token.kind == COMMA
            if token.kind not in (WORD, COMMA, DASH) or commas > 3:
                return False
            if token.low in AUXILIARIES | SUBORDINATORS:
                return False
            place -= 1
        return False

    def _unknown(self, at: int) -> Cue | None:
        """A word that stands as a verb of saying does: “…,” he rasped."""
        token = self.tokens[at]
        low = token.low
        if token.is_capital or len(low) < 4 or not low.endswith("ed"):
            return None
        after = self.tokens[at + 1] if at + 1 < self.last else None
        before = self.tokens[at - 1] if at > self.first else None
        if before is None or before.low in AUXILIARIES | DETERMINERS | PREPOSITIONS:
            return None
        ends = (
            after is None
            or after.kind in (STOP, COMMA, QUOTE)
            or after.low in PREPOSITIONS
        )
        if before.kind == QUOTE:
            fits = after is not None and (after.is_capital or after.low in DETERMINERS)
        elif self._is_beside(at):
            fits = ends
        else:
            fits = (
                after is not None
                and after.kind in (COLON, COMMA)
                and (at + 2 < self.last and self.tokens[at + 2].kind == QUOTE)
            )
        return Cue(low, "unknown", "past") if fits else None

    def is_finite(self, at: int) -> bool:
        """
        Tell whether a token looks like a finite verb.
        """
        token = self.tokens[at]
        if token.kind != WORD or token.is_capital:
            return False
        low = token.low
        if low in AUXILIARIES:
            return (
                low not in ("be", "been", "being", "having") and not token.is_possessive
            )
        before = self.tokens[at - 1] if at > self.first else None
        if before is None or before.low in DETERMINERS or before.is_possessive:
            return False
        cue = CUES.get(low)
        if cue and cue.form == "past":
            after = self.tokens[at + 1] if at + 1 < self.last else None
            return not (after and after.low == "by")
        if cue and cue.form in ("s", "base"):
            return self._is_present(cue, at, before)
        if before.low in PREPOSITIONS | AUXILIARIES:
            return False
        return low in IRREGULAR or (low.endswith("ed") and len(low) > 4)
