"""Verbs of a sentence that may attribute, and who is their subject."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from dashboard.grammar.passage import (
    CLOSE, COLON, COMMA, DASH, LINE, OPEN, QUOTE, STOP, WORD, Token,
)  # fmt: skip
from dashboard.grammar.cues import CUES, Cue


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUBJECTS: Final = _words("he she they it we i you who")
OBJECTS: Final = _words("him them me us himself herself themselves itself")
RELATIVES: Final = _words("who which that")
DETERMINERS: Final = _words(
    "the a an his her its their our my your this that these those some any no every each"
    " all both many several most few one two three another other such"
)
PREPOSITIONS: Final = _words(
    "of in on at for with by from to about as into over under after before during since"
    " until against between among through without within toward towards upon across"
    " around near behind beyond despite including like unlike amid outside inside"
    " throughout per via than regarding off out up down along alongside besides"
)
SUBORDINATORS: Final = _words(
    "that because when while after before if although though as where whether since"
    " until unless whereas what how why once"
)
CONJUNCTIONS: Final = _words("and or but nor yet so then")
AUXILIARIES: Final = _words(
    "is are was were be been being am has have had having do does did will would can"
    " could may might must should shall isn't aren't wasn't weren't hasn't haven't hadn't"
    " don't doesn't didn't won't wouldn't can't couldn't shouldn't isn’t aren’t wasn’t"
    " weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t wouldn’t can’t couldn’t"
    " shouldn’t cannot get gets got 's ’s"
)
_BE: Final = _words("is are was were be been being am get gets got isn't wasn't weren't")
_HAVE: Final = _words("has have had having hasn’t haven’t hadn’t hasn't haven't hadn't")
ADVERBS: Final = _words(
    "also then later once even not never often just further again still only already now"
    " first himself herself themselves itself too soon ever always sometimes instead"
    " meanwhile however elsewhere both all each twice perhaps there since long"
)
TIMES: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march"
    " april may june july august september october november december today yesterday"
    " tomorrow earlier later week month year last next this night morning evening"
    " afternoon recently"
)
_OPENERS: Final = _words(
    "and but so yet still later then meanwhile however instead now also for in on at"
    " though although while when if as because since after before nor or"
)
_REACH: Final = 60  # Words to which a search for a subject looks back.
_LONGEST: Final = 14  # Words of a subject.
_DEEPEST: Final = 6  # Verbs from which one has its subject.
Span = tuple[int, int]


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


def is_adverb(token: Token) -> bool:
    """
    Tell whether a word may stand between a subject and its verb.
    """
    low = token.low
    return token.kind == WORD and (
        low in ADVERBS or (low.endswith("ly") and len(low) > 4 and token.text == low)
    )


def is_name(tokens: Sequence[Token], at: int, first: int) -> bool:
    """
    Tell whether a word with a capital is a name; `first` is where its sentence begins.
    """
    token = tokens[at]
    if not token.is_capital or token.low in TIMES:
        return False
    if at == first or tokens[at - 1].kind not in (WORD, COMMA):
        return not (
            token.low in _OPENERS or token.low in DETERMINERS
            or token.low in PREPOSITIONS or token.low in SUBORDINATORS
            or token.low in SUBJECTS or token.low in CONJUNCTIONS
            or token.low in AUXILIARIES or is_adverb(token)
        )  # fmt: skip
    return token.low not in ("i", "i'm", "i’m")


class Sentence:
    """One sentence's tokens, from `first` to `last`, and the verbs that may attribute."""

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self.tokens, self.first, self.last = tokens, first, last
        self._subjects: dict[int, tuple[Span | None, str]] = {}
        self._main: Span | None | bool = False
        self._known: list[Verb] = []
        for at in range(first, last):
            if (verb := self._verb(at)) is not None:
                self._known.append(verb)
        self.verbs = tuple(self._known)

    def _verb(self, at: int) -> Verb | None:
        token = self.tokens[at]
        if token.kind != WORD or token.is_possessive:
            return None
        cue = CUES.get(token.low) or self._unknown(at)
        if cue is None or (token.is_capital and not (cue.form == "ing" and at == self.first)):
            if not (cue and token.is_capital and cue.kind == "saying" and (
                    cue.form == "past" and (at == self.first or self._is_beside(at)))):
                return None  # fmt: skip
        first, helps = self._group(at)
        before = self.tokens[first - 1] if first > self.first else None
        shape = self._shape(cue, at, first, helps, before)
        if not shape:
            return None
        subject, by = self._subject_of(at, first, shape)
        if by == "quoted as":
            first, _ = self._group(first - 2)
        return Verb(at, first, cue, shape, subject, by)

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
        """A word that stands as a verb of saying does, beside a quotation: “…,” he rasped."""
        token = self.tokens[at]
        low = token.low
        if token.is_capital or len(low) < 4 or not low.endswith("ed"):
            return None
        after = self.tokens[at + 1] if at + 1 < self.last else None
        before = self.tokens[at - 1] if at > self.first else None
        if before is None or before.low in AUXILIARIES | DETERMINERS | PREPOSITIONS:
            return None
        ends = after is None or after.kind in (STOP, COMMA, QUOTE) or after.low in PREPOSITIONS
        if before.kind == QUOTE:
            fits = after is not None and (after.is_capital or after.low in DETERMINERS)
        elif self._is_beside(at):
            fits = ends
        else:
            fits = after is not None and after.kind in (COLON, COMMA) and (
                at + 2 < self.last and self.tokens[at + 2].kind == QUOTE
            )
        return Cue(low, "unknown", "past") if fits else None

    def _group(self, at: int) -> tuple[int, set[str]]:
        """The first token of a verb's group, and the auxiliaries in it."""
        helps: set[str] = set()
        first = at
        place = at - 1
        while place >= self.first and at - place < 6:
            token = self.tokens[place]
            if token.kind == WORD and token.low in AUXILIARIES and not token.is_possessive:
                helps.add(token.low)
                first = place
            elif is_adverb(token) and not (token.low in ("all", "both", "each")):
                first = place if helps or self._is_after_subject(place) else first
                if not helps and first != place:
                    break
            else:
                break
            place -= 1
        return first, helps

    def _is_after_subject(self, place: int) -> bool:
        """Tell whether an adverb stands behind what may be a subject."""
        return place > self.first

    def _shape(
        self, cue: Cue, at: int, first: int, helps: set[str], before: Token | None
    ) -> str:
        """How a verb stands: finite, passive, ing, infinitive; "" for a noun."""
        low = before.low if before and before.kind == WORD else ""
        if low == "to" and cue.form == "base":
            return "infinitive"
        if cue.form == "ing":
            if helps & _BE:
                return "finite"
            if low in DETERMINERS or (before and before.is_possessive):
                return ""
            if low == "of" and cue.lemma not in ("say", "call"):
                return ""
            return "ing"
        if cue.form == "past":
            if helps & _BE and not helps & _HAVE - _BE or "been" in helps or "being" in helps:
                return "passive"
            if helps:
                return "finite"
            if low in DETERMINERS and low not in ("that", "this", "all", "both", "some", "many", "most", "one", "few", "each", "another", "several", "two", "three"):
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
                return cue.lemma in ("say", "write", "add", "argue", "explain", "note", "tell") or (
                    before.kind == COMMA and after is not None and (after.kind in (QUOTE, COLON) or after.low in DETERMINERS)
                )
            return False
        low = before.low
        ends = after is None or after.kind in (STOP, COMMA, QUOTE) or after.low in PREPOSITIONS
        if ends and cue.kind == "saying" and not before.is_possessive and self._is_beside(at):
            if low not in DETERMINERS | PREPOSITIONS | AUXILIARIES or low in ("two", "three"):
                return True
        if low in SUBJECTS or low in ("which", "that", "people", "others", "some", "many"):
            return True
        if low in DETERMINERS or low in PREPOSITIONS or before.is_possessive or low in AUXILIARIES:
            return False
        if low in CONJUNCTIONS:
            return after is not None and (after.low in DETERMINERS or after.kind == QUOTE or after.low == "that")
        if cue.lemma in ("say", "tell", "write", "argue", "believe", "think", "insist", "explain"):
            return True
        follows = after is not None and (
            after.kind in (QUOTE, COLON) or after.low in DETERMINERS
            or after.low in OBJECTS or after.is_capital or after.low == "that"
        )  # fmt: skip
        if cue.form == "s":
            return follows and (is_name(self.tokens, at - 1, self.first) or not low.endswith("s"))
        return follows and low.endswith("s")

    # Who is the subject

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
            if shape == "ing" and before and (before.is_capital or before.low in OBJECTS - {"himself", "herself"}):
                begin = self._noun_begin(first - 1) if before.is_capital else first - 1
                if begin is not None and (
                    begin == self.first or self.tokens[begin - 1].low in PREPOSITIONS
                    or self.tokens[begin].low in PREPOSITIONS
                ):  # fmt: skip
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

    def _ends_noun(self, at: int) -> bool:
        return at >= self.first and self.tokens[at].kind == WORD and (
            self.tokens[at].is_capital or self.tokens[at].low not in AUXILIARIES
        )

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
            if end > begin and CUES.get(low) and not token.is_capital and CUES[low].form in ("past", "ing"):
                break
            has_name |= token.is_capital
            end += 1
        return (begin, end) if end > begin else None

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
        if not helps & _BE and "been" not in helps:
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
            if self._is_finite(place):
                start, _ = self._group(place)
                if token.low in AUXILIARIES:
                    start = place
                found, by = self._cached_before(start)
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

    def _is_finite(self, at: int) -> bool:
        """Tell whether a word looks like a finite verb."""
        token = self.tokens[at]
        if token.kind != WORD or token.is_capital:
            return False
        low = token.low
        if low in AUXILIARIES:
            return low not in ("be", "been", "being", "having") and not token.is_possessive
        before = self.tokens[at - 1] if at > self.first else None
        if before is None or before.low in DETERMINERS or before.is_possessive:
            return False
        cue = CUES.get(low)
        if cue and cue.form == "past":
            after = self.tokens[at + 1] if at + 1 < self.last else None
            return not (after and after.low == "by")
        if cue and cue.form in ("s", "base"):
            return self._is_present(cue, at, before)
        return low.endswith("ed") and len(low) > 4 and before.low not in PREPOSITIONS

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
        if low in RELATIVES and not (low == "that" and back and tokens[back - 1].low in CUES):
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
        if raw > self.first and tokens[raw - 1].low in ("who", "which"):
            if raw < begin or not (tokens[begin].is_capital or tokens[begin].low in SUBJECTS):
                found = self._antecedent(raw - 1)
                return found or (raw - 1, raw), "relative"
        return (begin, back + 1), "subject"

    def _past_insert(self, back: int, depth: int) -> tuple[Span | None, str]:
        """The subject before words put in between commas: “Olsen, the mayor, said”."""
        tokens = self.tokens
        wanted = {CLOSE: (OPEN,), DASH: (DASH,)}.get(tokens[back].kind, (COMMA,))
        for place in range(back - 1, max(self.first, back - _REACH) - 1, -1):
            kind = tokens[place].kind
            if kind == QUOTE and wanted == (COMMA,) and place < back - 1 and tokens[place + 1].kind == WORD:
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
                if other and other.kind == "saying" and self._is_finite(place):
                    start, _ = self._group(place)
                    found, _ = self._before(start, depth + 1)
                    if found:
                        return found, "joined"
        for place in range(back - 1, max(self.first, back - _REACH) - 1, -1):
            if self.tokens[place].kind in (COLON, STOP):
                break
            if self._is_finite(place):
                start, _ = self._group(place)
                found, _ = self._before(start, depth + 1)
                if found:
                    return found, "joined"
        main = self.main()
        return (main, "main subject") if main and main[1] <= back else (None, "")

    def _antecedent(self, relative: int) -> Span | None:
        """The noun before a relative pronoun, with it."""
        last = relative - 1
        if last >= self.first and self.tokens[last].kind == COMMA:
            last -= 1
        if last < self.first or self.tokens[last].kind != WORD:
            return None
        begin = self._noun_begin(last)
        return None if begin is None else (begin, relative + 1)

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
            if low in ("who", "which", "after", "before", "as", "since", "until", "but", "because", "so"):
                break
            if low in OBJECTS or low in SUBJECTS or low in RELATIVES:
                break
            cue = CUES.get(low)
            if cue and cue.form == "ing" and not before.is_capital:
                break
            if self._is_finite(begin - 1) or (low in AUXILIARIES and not before.is_possessive):
                break
            begin -= 1
        # What opens a sentence or joins clauses is no part of it, nor is a time.
        while begin < last and (
            tokens[begin].low in _OPENERS | CONJUNCTIONS | TIMES or is_adverb(tokens[begin])
        ):  # fmt: skip
            if tokens[begin].low in PREPOSITIONS:
                later = self._past_preposition(begin, last)
                if later is None:
                    break
                begin = later
                continue
            begin += 1
        if tokens[begin].low in PREPOSITIONS | CONJUNCTIONS | SUBORDINATORS and begin == last:
            return None
        if tokens[last].low in PREPOSITIONS or is_adverb(tokens[last]):
            return None
        return begin

    def _past_preposition(self, begin: int, last: int) -> int | None:
        """Where the noun begins behind what a preposition brings: “in May the mayor”."""
        place = begin + 1
        while place <= last and self.tokens[place].low in TIMES | DETERMINERS - {"the", "a", "an"}:
            place += 1
        if place > begin + 1 and place <= last:
            return place
        for place in range(last, begin + 1, -1):
            if self.tokens[place].low in DETERMINERS and self.tokens[place - 1].low not in PREPOSITIONS:
                return place
        return begin + 1

    def subject(self, at: int) -> Span | None:
        """
        Return the subject of a finite verb that is a token, None where none is found.
        """
        first, _ = self._group(at)
        return self._cached_before(first)[0]

    def main(self) -> Span | None:
        """
        Return the first noun phrase of the sentence, past a clause that opens it.
        """
        if self._main is False:
            self._main = self._first_noun()
        return self._main  # type: ignore[return-value]

    def _first_noun(self) -> Span | None:
        tokens = self.tokens
        begin = self.first
        opener = tokens[begin]
        is_clause = opener.low in PREPOSITIONS | SUBORDINATORS or opener.low.endswith("ing")
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
                token.low in AUXILIARIES or self._is_finite(end)
                or token.low in RELATIVES or is_adverb(token)
            ):  # fmt: skip
                break
            end += 1
        return (begin, end) if end > begin else None
