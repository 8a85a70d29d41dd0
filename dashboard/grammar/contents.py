"""What a verb reports: where its words stand, behind it, before it, or about it."""

from typing import Final

from dashboard.grammar.clauses import Sentence
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import COLON, COMMA, DASH, QUOTE, STOP, WORD
from dashboard.grammar.subjects import Verb
from dashboard.grammar.words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    OBJECTS,
    PREPOSITIONS,
    SUBJECTS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)  # fmt: skip

_PLACES: Final = PREPOSITIONS - {"about", "of"}
_OPENERS: Final = ("but", "and", "still", "so", "yet", "however", "meanwhile")
_OCCASIONS: Final = ("statement", "interview", "email", "conference")


class Contents:
    """What the verbs of a sentence report, as ranges of its tokens."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens, self.first = sentence.tokens, sentence.first
        self.verbs, self.last = sentence.verbs, sentence.last
        while self.last > self.first and self.tokens[self.last - 1].kind in (
            STOP,
            COLON,
        ):
            self.last -= 1

    def of(self, number: int, verb: Verb) -> tuple[list[Span], str]:
        """Ranges of tokens that a verb attributes, and where they stand to it."""
        first, last = self.first, self.last
        tokens = self.tokens
        subject = verb.subject or (verb.first, verb.first)
        behind = max(verb.at + 1, subject[1] if verb.by == "inverted" else 0)
        begin = min(verb.first, subject[0]) if verb.by != "inverted" else verb.first
        if verb.by == "joined" or verb.by in (
            "same subject",
            "main subject",
            "quoted as",
            "absolute",
        ):
            begin = verb.first
        if verb.by == "quoted as":
            begin = subject[0] if subject[0] < verb.first else verb.first
        trails = self._trails(behind, last, verb)
        if trails and begin > first:
            cut = begin
            while cut > first and tokens[cut - 1].kind in (COMMA, DASH):
                cut -= 1
            if (
                tokens[cut - 1].low
                in ("as", "so", "because", "and", "but", "which", "that")
                and cut == begin
            ):
                cut -= 1
                while cut > first and tokens[cut - 1].kind in (COMMA, DASH):
                    cut -= 1
            start = self.start_before(first, cut, number)
            if cut > start and (
                begin == first
                or cut < begin
                or tokens[cut].low == "as"
                or tokens[cut - 1].kind == QUOTE
                or verb.by == "inverted"
            ):
                parts = [(start, cut)]
                rest = None
                if verb.by != "inverted":
                    rest = self._rest(behind, last, trails)
                if rest:
                    opens = self.tokens[start].low in PREPOSITIONS | SUBORDINATORS
                    is_opener = (
                        opens or is_adverb(self.tokens[start])
                    ) and cut - start < 5
                    parts = [rest] if is_opener else [*parts, rest]
                return parts, "behind" if not rest else "around"
        start = self._start_behind(behind, last, verb)
        end = self._end_behind(start, last, number, verb)
        return ([(start, end)] if end > start else []), "before"

    def _trails(self, behind: int, last: int, verb: Verb) -> int:
        """
        Where the words behind a cue end that belong to it: “…, she said on Monday”;
        0 where it goes on with what is said.
        """
        if verb.cue.kind not in (
            "saying",
            "holding",
            "unknown",
            "other",
            "showing",
        ) or (verb.shape not in ("finite",) and verb.by != "quoted as"):
            return 0
        at = behind
        tokens = self.tokens
        if at >= last:
            return last
        quotes = any(t.kind == QUOTE for t in tokens[self.first : verb.first])
        if tokens[at].kind in (COMMA, DASH):
            if at + 1 < last and tokens[at + 1].kind == QUOTE and not quotes:
                return 0
            return at
        if verb.by == "quoted as" and tokens[at].low != "by":
            return 0
        if verb.by in ("inverted", "quoted as") and tokens[at].low not in ("that",):
            while (
                at < last
                and tokens[at].kind == WORD
                and (tokens[at].low not in ("that", "who"))
            ):
                at += 1
            return at
        while at < last and tokens[at].kind == WORD and (
            tokens[at].low in TIMES | _PLACES or is_adverb(tokens[at])
            or (at > behind and self._is_circumstance(at))
        ):  # fmt: skip
            at += 1
        if at >= last or (
            at > behind and tokens[at].kind == COMMA and self._is_parted(verb)
        ):
            return at
        return 0

    def _is_circumstance(self, at: int) -> bool:
        """Tell whether a word may say where or when: “in a statement”, “on Monday”."""
        token = self.tokens[at]
        return (
            token.is_capital or token.low in DETERMINERS or token.low in _OCCASIONS
            or self.tokens[at - 1].low in DETERMINERS | PREPOSITIONS
            or token.low[:1].isdigit()
        )  # fmt: skip

    def _is_parted(self, verb: Verb) -> bool:
        """Tell whether a comma stands before who speaks: “Ties, she said, are …”."""
        begin = min(verb.first, verb.subject[0]) if verb.subject else verb.first
        return begin > self.first and self.tokens[begin - 1].kind in (
            COMMA,
            DASH,
            QUOTE,
        )

    def start_before(self, first: int, cut: int, number: int) -> int:
        """Where what stands before its cue begins."""
        start = first
        for other in self.verbs[:number]:
            if (
                other.cue.kind == "saying"
                and other.shape == "finite"
                and other.subject
                and other.at < cut
            ):
                # “X said this, but that, he said”: another's words end before.
                for place in range(cut - 1, other.at, -1):
                    if (
                        self.tokens[place].kind == COMMA
                        and place + 1 < cut
                        and self.tokens[place + 1].low in ("and", "but")
                    ):
                        start = max(start, place + 1)
                        break
        while start < cut and (
            self.tokens[start].low in _OPENERS
            or self.tokens[start].kind in (COMMA, DASH)
        ):  # fmt: skip
            start += 1
        return start

    def _rest(self, behind: int, last: int, trails: int) -> Span | None:
        """What goes on behind a cue that stands in the middle: “Ties, she said, …”."""
        tokens = self.tokens
        at = trails
        if at >= last or tokens[at].kind not in (COMMA, DASH):
            return None
        at += 1
        if at >= last:
            return None
        low = tokens[at].low
        if low.endswith("ing") or low in (
            "a",
            "an",
            "who",
            "which",
            "where",
            "when",
            "whose",
            "as",
            "referring",
            "according",
        ):
            return None
        if tokens[at].kind == QUOTE:
            return None
        return (at, last) if last - at >= 3 else None

    def _start_behind(self, behind: int, last: int, verb: Verb) -> int:
        """Where what follows its cue begins, past whom it is told and when."""
        tokens = self.tokens
        at = behind
        lemma = verb.cue.lemma
        for place in range(at, min(at + 12, last)):
            token = tokens[place]
            if (
                token.kind in (COMMA, QUOTE, STOP)
                and place > at
                and token.kind != COMMA
            ):
                break
            if token.low == "that" and verb.cue.kind in (
                "saying",
                "holding",
                "showing",
                "judging",
                "other",
                "unknown",
            ):
                gap = tokens[at:place]
                if (
                    all(
                        (
                            t.kind == WORD
                            and (
                                t.low in TIMES | PREPOSITIONS | DETERMINERS | OBJECTS
                                or t.is_capital
                                or is_adverb(t)
                                or lemma
                                in (
                                    "tell",
                                    "inform",
                                    "assure",
                                    "remind",
                                    "warn",
                                    "promise",
                                    "advise",
                                    "write",
                                    "post",
                                )
                            )
                        )
                        or t.kind in (COMMA,)
                        for t in gap
                    )
                    or len(gap) < 3
                ):
                    return place + 1
                break
        while at < last and (is_adverb(tokens[at]) or tokens[at].low in TIMES):
            at += 1
        if (
            at < last
            and tokens[at].low == "on"
            and at + 1 < last
            and tokens[at + 1].low in TIMES
        ):
            at += 2
        if lemma in ("tell", "inform", "assure", "remind", "ask") and at < last:
            if tokens[at].low in OBJECTS | {"her", "you", "reporters", "them"}:
                at += 1
            elif tokens[at].is_capital and lemma != "ask":
                while at < last and (
                    tokens[at].is_capital or tokens[at].low in ("’s", "'s")
                ):
                    at += 1
        while at < last and tokens[at].kind in (COMMA, COLON, DASH):
            at += 1
        return at

    def _end_behind(self, start: int, last: int, number: int, verb: Verb) -> int:
        """Where what follows its cue ends: before another speaks."""
        tokens = self.tokens
        end = last
        for other in self.verbs[number + 1 :]:
            if other.at <= start or other.at >= end:
                continue
            begin = (
                min(other.first, other.subject[0])
                if other.subject and other.by in ("subject", "insert", "relative")
                else other.first
            )
            if begin <= start:
                continue
            before = tokens[begin - 1]
            same = other.subject == verb.subject
            if (
                (other.shape == "ing" and before.kind == COMMA)
                or (same and (before.low in CONJUNCTIONS or before.kind == COMMA))
                or (
                    (
                        before.kind == COMMA
                        or (before.kind == QUOTE and before.text.endswith(","))
                    )
                    and (other.cue.kind == "saying")
                    and self._trails(other.at + 1, last, other)
                )
            ) or (
                before.low in CONJUNCTIONS
                and verb.cue.kind in ("naming", "judging")
                and other.by == "subject"
            ):
                end = begin - 1
            else:
                continue
            break
        while (end > start and tokens[end - 1].low in CONJUNCTIONS) or (
            end > start and tokens[end - 1].kind in (COMMA, DASH)
        ):
            end -= 1
        if verb.cue.kind in ("naming", "judging") or verb.shape == "infinitive":
            end = self._clause_end(start, end)
        else:
            end = self._sentence_cut(start, end)
        return end

    def _sentence_cut(self, start: int, end: int) -> int:
        """What the reporter adds to what somebody said: “…, according to”, “…, but”."""
        tokens = self.tokens
        for place in range(start + 2, end - 1):
            if tokens[place].kind == COMMA:
                low = tokens[place + 1].low
                if low in (
                    "but",
                    "while",
                    "according",
                    "though",
                    "although",
                    "referring",
                    "adding",
                    "prompting",
                ):
                    return place
        return end

    def _clause_end(self, start: int, end: int) -> int:
        """The end of the clause that begins at a token."""
        tokens = self.tokens
        for place in range(start + 1, end):
            token = tokens[place]
            if token.kind in (COMMA, COLON, DASH) and place - start >= 2:
                after = tokens[place + 1] if place + 1 < end else None
                if after is None or (after.kind == WORD and not after.is_capital):
                    later = tokens[place + 2] if place + 2 < end else None
                    is_joined = (
                        after
                        and after.low in ("and", "or")
                        and not (
                            later
                            and (
                                later.low in SUBJECTS
                                or later.is_capital
                                or self.sentence.is_finite(place + 2)
                            )
                        )
                    )
                    if token.kind == COMMA and is_joined:
                        continue
                    return place
            if place - start >= 3 and token.low in (
                "but",
                "while",
                "after",
                "when",
                "because",
                "although",
                "though",
            ):
                return place
            if token.low == "and" and place + 1 < end and (
                tokens[place + 1].low in SUBJECTS | AUXILIARIES
            ):  # fmt: skip
                return place
        return end
