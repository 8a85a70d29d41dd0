"""A sentence's verbs that may attribute, each with its subject."""

from collections.abc import Sequence

from dashboard.grammar.cues import CUES, Cue
from dashboard.grammar.passage import WORD, Token
from dashboard.grammar.subjects import Subjects, Verb


class Sentence(Subjects):
    """One sentence's tokens, and the verbs of it that may attribute, in order."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        super().__init__(tokens, first, last)
        for at in range(first, last):
            if (verb := self._verb(at)) is not None:
                self._known.append(verb)
        self.verbs = tuple(self._known)

    def _verb(self, at: int) -> Verb | None:
        token = self.tokens[at]
        if token.kind != WORD or token.is_possessive:
            return None
        cue = CUES.get(token.low) or self._unknown(at)
        if cue is None or not self._may_be_verb(at, cue):
            return None
        first, helps = self._group(at)
        before = self.tokens[first - 1] if first > self.first else None
        shape = self._shape(cue, at, first, helps, before)
        if not shape:
            return None
        subject, by = self._subject_of(at, first, shape)
        if by == "quoted as":
            first, _ = self._group(first - 2)
        return Verb(at, first, cue, shape, subject, by)

    def _may_be_verb(self, at: int, cue: Cue) -> bool:
        """Tell whether a form is no name: with a capital it opens its sentence."""
        if not self.tokens[at].is_capital:
            return True
        is_first = at == self.first
        if cue.form == "ing":
            return is_first
        is_said = cue.kind == "saying" and cue.form == "past"
        return is_said and (is_first or self._is_beside(at))
