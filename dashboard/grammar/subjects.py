"""Who is the subject of a verb: before it, behind it, or of another that governs it."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.grammar.cues import CUES, Cue
from dashboard.grammar.nouns import Nouns, Span
from dashboard.grammar.passage import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    OPEN,
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
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)  # fmt: skip

_REACH: Final = 60  # Words to which a search for a subject looks back.
_LONGEST: Final = 14  # Words of a subject.
_DEEPEST: Final = 6  # Verbs from which one has its subject.


class Verb(NamedTuple):
    """
    A verb that may attribute: `first` is the first token of its group with auxiliaries,
    `at` the verb's own, `subject` the tokens of who says it (None where nobody is
    named), `shape` how it stands, `by` how its subject was found.
    """

    at: int
    first: int
    cue: Cue
    shape: str
    subject: Span | None
    by: str


class Subjects(Nouns):
    """The subjects of a sentence's verbs, each looked for once."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        super().__init__(tokens, first, last)
        self._subjects: dict[int, tuple[Span | None, str]] = {}
        self._known: list[Verb] = []

    def _subject_of(self, at: int, first: int, shape: str) -> tuple[Span | None, str]:
        if at in self._subjects:
            return self._subjects[at]
        self._subjects[at] = (None, "")  # A verb that leads back to itself has none.
        found = self._found(at, first, shape)
        self._subjects[at] = found
        return found

    def _found(self, at: int, first: int, shape: str) -> tuple[Span | None, str]:
        tokens = self.tokens
        before = tokens[first - 1] if first > self.first else None
        if shape == "passive":
            return self._agent(at)
        if shape in ("ing", "infinitive"):
            if before and before.low == "as" and (leads := self._quoted_as(first - 2)):
                return leads, "quoted as"
            if (
                shape == "ing"
                and before
                and (
                    before.is_capital or before.low in OBJECTS - {"himself", "herself"}
                )
            ):
                begin = self._noun_begin(first - 1) if before.is_capital else first - 1
                if begin is not None and (
                    begin == self.first or self.tokens[begin - 1].low in PREPOSITIONS
                    or self.tokens[begin].low in PREPOSITIONS
                ):  # fmt: skip
                    begin += self.tokens[begin].low in PREPOSITIONS
                    return (begin, first), "absolute"
            return self._governing(at, first)
        if before is None or before.kind == QUOTE or (
            before.kind in (COMMA, DASH, CLOSE, COLON) and self._is_inverted(at, first)
        ):  # fmt: skip
            found = self._behind(at)
            if found:
                return found, "inverted"
        return self._before(first)

    def _is_inverted(self, at: int, first: int) -> bool:
        """Tell whether a subject follows: “…, said the minister”."""
        cue = CUES.get(self.tokens[at].low)
        if (cue and cue.kind != "saying") or at + 1 >= self.last:
            return False
        after = self.tokens[at + 1]
        if not (after.is_capital or after.low in DETERMINERS) or after.low in SUBJECTS:
            return False
        # “X, the mayor, said the town …” has its subject before.
        back = first - 1
        for place in range(back - 1, max(self.first, back - _REACH) - 1, -1):
            kind = self.tokens[place].kind
            if kind == QUOTE:
                return True
            if kind in (COMMA, DASH, OPEN):
                return not self._ends_noun(place - 1)
        return True

    def _agent(self, at: int) -> tuple[Span | None, str]:
        """Who is named with “by” behind a passive verb."""
        for place in range(at + 1, min(at + 8, self.last)):
            token = self.tokens[place]
            if token.kind in (COMMA, QUOTE, COLON, STOP):
                break
            if token.low == "by" and token.kind == WORD:
                found = self._behind(place)
                return (found, "by") if found else (None, "")
        return None, "passive"

    def _quoted_as(self, at: int) -> Span | None:
        """The subject of “was quoted as”, whose words are passed on."""
        if at < self.first or self.tokens[at].low not in (
            "quoted", "reported", "cited", "heard", "recorded", "described",
        ):  # fmt: skip
            return None
        first, helps = self._group(at)
        if not helps & BE and "been" not in helps:
            return None
        found, _ = self._before(first)
        return found

    def _governing(self, at: int, first: int) -> tuple[Span | None, str]:
        """The subject of the verb that a participle or an infinitive goes with."""
        if self.tokens[first - 1].low in ("and", "or", "but") and first > self.first:
            for verb in reversed(self._known):
                if verb.shape == "ing" and verb.subject and first - verb.at < 30:
                    return verb.subject, "joined"
                if verb.shape == "finite":
                    break
        for place in range(first - 1, max(self.first, first - _REACH) - 1, -1):
            token = self.tokens[place]
            if token.kind in (COLON,):
                break
            if self.is_finite(place):
                start, _ = self._group(place)
                if token.low in AUXILIARIES:
                    start = place
                found, _ = self._cached_before(start)
                if found:
                    return found, "same subject"
        if at - self.first < 2 or self.tokens[first].is_capital:
            # “Speaking in Oslo, Olsen called …”
            main = self.main()
            return main, "main subject"
        main = self.main()
        return (main, "main subject") if main and main[1] <= at else (None, "")

    def _cached_before(self, first: int) -> tuple[Span | None, str]:
        key = -1 - first
        if key not in self._subjects:
            self._subjects[key] = (None, "")
            self._subjects[key] = self._before(first)
        return self._subjects[key]

    def _before(self, first: int, depth: int = 0) -> tuple[Span | None, str]:
        """The subject that stands before a verb whose group begins at a token."""
        tokens = self.tokens
        back = first - 1
        while back >= self.first and is_adverb(tokens[back]):
            back -= 1
        if back < self.first or depth > _DEEPEST:
            return None, ""
        token = tokens[back]
        if token.kind in (COMMA, CLOSE, DASH):
            return self._past_insert(back, depth)
        if token.kind != WORD:
            return None, ""
        low = token.low
        if low in RELATIVES and not (
            low == "that" and back and tokens[back - 1].low in CUES
        ):
            found = self._antecedent(back)
            if found:
                return found, "relative"
            return (back, back + 1), "relative"
        if low in CONJUNCTIONS:
            return self._joined(back, depth)
        begin = self._noun_begin(back)
        if begin is None:
            return self._joined(back + 1, depth) if low in OBJECTS else (None, "")
        raw = begin
        while raw > self.first and tokens[raw - 1].low in PREPOSITIONS | TIMES:
            raw -= 1
        is_relative = raw > self.first and tokens[raw - 1].low in ("who", "which")
        is_subject = tokens[begin].is_capital or tokens[begin].low in SUBJECTS
        if is_relative and (raw < begin or not is_subject):
            found = self._antecedent(raw - 1)
            return found or (raw - 1, raw), "relative"
        return (begin, back + 1), "subject"

    def _past_insert(self, back: int, depth: int) -> tuple[Span | None, str]:
        """The subject before words put in between commas: “Olsen, the mayor, said”."""
        tokens = self.tokens
        wanted = {CLOSE: (OPEN,), DASH: (DASH,)}.get(tokens[back].kind, (COMMA,))
        for place in range(back - 1, max(self.first, back - _REACH) - 1, -1):
            kind = tokens[place].kind
            if (
                kind == QUOTE
                and wanted == (COMMA,)
                and place < back - 1
                and tokens[place + 1].kind == WORD
            ):
                break
            if kind in wanted:
                if place == self.first:
                    if wanted == (OPEN,) and (begin := self._noun_begin(back - 1)):
                        return (begin, back), "subject"
                    break
                last = place - 1
                if tokens[last].kind == WORD:
                    begin = self._noun_begin(last)
                    if begin is not None and not self._is_opening(begin, last):
                        return (begin, last + 1), "insert"
                    if begin is not None:
                        break
                # A list or a second insert: look on.
        inner = self._noun_begin(back - 1) if tokens[back - 1].kind == WORD else None
        if inner is not None and tokens[back].kind == COMMA:
            found = self._joined(back, depth)
            return found if found[0] else ((inner, back), "loose")
        return self._joined(back, depth)

    def _is_opening(self, begin: int, last: int) -> bool:
        """Tell whether words are the opening of a sentence, and no subject."""
        return self.tokens[begin].low in PREPOSITIONS | SUBORDINATORS and not any(
            self.tokens[place].is_capital for place in range(begin + 1, last + 1)
        )

    def _joined(self, back: int, depth: int) -> tuple[Span | None, str]:
        """The subject of the finite verb before, which a conjunction joins to this."""
        after = self.tokens[back + 1] if back + 1 < self.last else None
        cue = CUES.get(after.low) if after else None
        if cue and cue.kind == "saying":
            # “X noted that it had been so and said”: those who say so are the same.
            for place in range(back - 1, max(self.first, back - _REACH) - 1, -1):
                other = CUES.get(self.tokens[place].low)
                if other and other.kind == "saying" and self.is_finite(place):
                    start, _ = self._group(place)
                    found, _ = self._before(start, depth + 1)
                    if found:
                        return found, "joined"
        for place in range(back - 1, max(self.first, back - _REACH) - 1, -1):
            if self.tokens[place].kind in (COLON, STOP):
                break
            if self.is_finite(place):
                start, _ = self._group(place)
                found, _ = self._before(start, depth + 1)
                if found:
                    return found, "joined"
        main = self.main()
        return (main, "main subject") if main and main[1] <= back else (None, "")

    def subject(self, at: int) -> Span | None:
        """
        Return the subject of a finite verb that is a token, None where none is found.
        """
        first, _ = self._group(at)
        return self._cached_before(first)[0]
