"""What is told of people's words and views without marks, and where it stands."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dashboard.drafting import rules
from dashboard.grammar.clauses import (
    AUXILIARIES, CONJUNCTIONS, DETERMINERS, OBJECTS, PREPOSITIONS, RELATIVES, SUBJECTS,
    SUBORDINATORS, TIMES, Sentence, Span, Verb, is_adverb, is_name,
)  # fmt: skip
from dashboard.grammar.passage import (
    CLOSE, COLON, COMMA, DASH, OPEN, QUOTE, STOP, WORD, Passage, Token,
)  # fmt: skip

_LEAST: Final = 2  # Words of what is attributed.
_SHOWN: Final = frozenset(
    "photo photos photograph photographs picture pictures image images footage video"
    " videos".split()
)
_STUDIES: Final = frozenset(
    "poll polls survey surveys study studies report reports data figures research"
    " analysis documents records emails letter investigation review findings".split()
)


class Reported(NamedTuple):
    """
    Words that are attributed and stand without marks, or with marks about some.

    Places in the text: of the content (its parts, where the cue stands amid it), of
    the speaker as named, of the cue; the rule, how surely, the features that are
    weighed, and the kind that the codebook gives it.
    """

    content: tuple[Span, ...]
    speaker: Span | None
    cue: Span
    rule: str
    sure: float
    features: tuple[str, ...]
    kind: str
    verb: str


class Reports:
    """The statements of a sentence that its verbs and phrases attribute."""

    def __init__(self, passage: Passage, sentence: Sentence) -> None:
        self.passage, self.sentence = passage, sentence
        self.tokens = passage.tokens
        last = sentence.last
        while last > sentence.first and self.tokens[last - 1].kind in (STOP, COLON):
            last -= 1
        self.last = last

    def all(self) -> Iterator[Reported]:
        """
        Yield each statement that may be one, in the order of its cue.
        """
        for number, verb in enumerate(self.sentence.verbs):
            found = self._by_verb(number, verb)
            if found:
                yield found
        yield from self._by_phrase()

    def _by_verb(self, number: int, verb: Verb) -> Reported | None:
        if verb.subject is None and verb.shape != "passive":
            return None
        if verb.subject is None:
            return None
        parts, place = self._content(number, verb)
        parts = tuple(part for part in parts if self._words(part) >= 1)
        if not parts:
            return None
        features = tuple(self._features(verb, parts, place))
        tokens = self.tokens
        subject = tokens[verb.subject[0] : verb.subject[1]]
        kind, rule = "indirect", place
        cue = (verb.first, verb.at + 1)
        if self._is_silence(verb):
            kind, rule = "silence", "silence"
            start, end = parts[0]
            if tokens[start].low in ("to", "on", "about") and start == verb.at + 1 and end > start + 1:
                parts, cue = ((start + 1, end), *parts[1:]), (verb.first, start + 1)
        elif verb.cue.lemma == "show" and any(t.low in _SHOWN for t in subject):
            kind, rule = "image", "picture"
        elif verb.by == "quoted as":
            rule = "quoted as"
        return Reported(
            tuple(self._span(part) for part in parts), self._span(verb.subject),
            self._span(cue), rule,
            rules.likely(features, "indirect"), features, kind,
            "weak" if verb.cue.kind == "showing" and not self._shows(verb) else verb.cue.kind,
        )  # fmt: skip

    def _span(self, span: Span) -> Span:
        return self.tokens[span[0]].start, self.tokens[span[1] - 1].end

    def _words(self, span: Span) -> int:
        return sum(t.kind in (WORD, QUOTE) for t in self.tokens[span[0] : span[1]])

    def _is_silence(self, verb: Verb) -> bool:
        lows = {t.low for t in self.tokens[verb.first : verb.at]}
        negated = bool(lows & {"not", "never", "didn’t", "didn't"})
        return negated and verb.cue.lemma in ("refer", "mention", "comment", "address", "name", "say", "discuss")

    def _shows(self, verb: Verb) -> bool:
        """Tell whether a study, a poll or a picture shows something."""
        assert verb.subject is not None
        return any(
            t.low in _SHOWN | _STUDIES
            for t in self.tokens[verb.subject[0] : verb.subject[1]]
        )

    # What is attributed

    def _content(self, number: int, verb: Verb) -> tuple[list[Span], str]:
        """Ranges of tokens that a verb attributes, and where they stand to it."""
        first, last = self.sentence.first, self.last
        tokens = self.tokens
        subject = verb.subject or (verb.first, verb.first)
        behind = max(verb.at + 1, subject[1] if verb.by == "inverted" else 0)
        begin = min(verb.first, subject[0]) if verb.by != "inverted" else verb.first
        if verb.by == "joined" or verb.by in ("same subject", "main subject", "quoted as", "absolute"):
            begin = verb.first
        if verb.by == "quoted as":
            begin = subject[0] if subject[0] < verb.first else verb.first
        trails = self._trails(behind, last, verb)
        if trails and begin > first:
            cut = begin
            while cut > first and tokens[cut - 1].kind in (COMMA, DASH):
                cut -= 1
            if tokens[cut - 1].low in ("as", "so", "because", "and", "but", "which", "that") and cut == begin:
                cut -= 1
                while cut > first and tokens[cut - 1].kind in (COMMA, DASH):
                    cut -= 1
            start = self._start_before(first, cut, number)
            if cut > start and (begin == first or cut < begin or tokens[cut].low == "as" or tokens[cut - 1].kind == QUOTE or verb.by == "inverted"):
                parts = [(start, cut)]
                rest = None
                if verb.by != "inverted":
                    rest = self._rest(behind, last, trails)
                if rest:
                    is_opener = cut - start < 5 and rest[1] - rest[0] > cut - start
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
        if verb.cue.kind not in ("saying", "holding", "unknown", "other", "showing") or verb.shape not in ("finite",) and verb.by != "quoted as":
            return 0
        at = behind
        tokens = self.tokens
        if at >= last:
            return last
        quotes = any(t.kind == QUOTE for t in tokens[self.sentence.first : verb.first])
        if tokens[at].kind in (COMMA, DASH):
            if at + 1 < last and tokens[at + 1].kind == QUOTE and not quotes:
                return 0
            return at
        if verb.by == "quoted as" and tokens[at].low != "by":
            return 0
        if verb.by in ("inverted", "quoted as") and tokens[at].low not in ("that",):
            while at < last and tokens[at].kind == WORD and (tokens[at].low not in ("that", "who")):
                at += 1
            return at
        while at < last and tokens[at].kind == WORD and (
            tokens[at].low in TIMES | PREPOSITIONS - {"about", "of"} or is_adverb(tokens[at])
            or (at > behind and (tokens[at].is_capital or tokens[at].low in DETERMINERS or tokens[at - 1].low in DETERMINERS | PREPOSITIONS or tokens[at].low[:1].isdigit()
                or tokens[at].low in ("statement", "interview", "email", "conference")))
        ):  # fmt: skip
            at += 1
        if at >= last or (at > behind and tokens[at].kind == COMMA and self._is_parted(verb)):
            return at
        return 0

    def _is_parted(self, verb: Verb) -> bool:
        """Tell whether a comma stands before who speaks: “Ties, she said, are …”."""
        begin = min(verb.first, verb.subject[0]) if verb.subject else verb.first
        return begin > self.sentence.first and self.tokens[begin - 1].kind in (COMMA, DASH, QUOTE)

    def _start_before(self, first: int, cut: int, number: int) -> int:
        """Where what stands before its cue begins."""
        start = first
        for other in self.sentence.verbs[:number]:
            if other.cue.kind == "saying" and other.shape == "finite" and other.subject and other.at < cut:
                # “X said this, but that, he said”: another's words end before.
                for place in range(cut - 1, other.at, -1):
                    if self.tokens[place].kind == COMMA and place + 1 < cut and self.tokens[place + 1].low in ("and", "but"):
                        start = max(start, place + 1)
                        break
        while start < cut and (
            self.tokens[start].low in ("but", "and", "still", "so", "yet", "however", "meanwhile")
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
        if low.endswith("ing") or low in ("a", "an", "who", "which", "where", "when", "whose", "as", "referring", "according"):
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
            if token.kind in (COMMA, QUOTE, STOP) and place > at and token.kind != COMMA:
                break
            if token.low == "that" and verb.cue.kind in ("saying", "holding", "showing", "judging", "other", "unknown"):
                gap = tokens[at:place]
                if all(t.kind == WORD and (t.low in TIMES | PREPOSITIONS | DETERMINERS | OBJECTS or t.is_capital or is_adverb(t) or lemma in ("tell", "inform", "assure", "remind", "warn", "promise", "advise", "write", "post")) or t.kind in (COMMA,) for t in gap) or len(gap) < 3:
                    return place + 1
                break
        while at < last and (is_adverb(tokens[at]) or tokens[at].low in TIMES):
            at += 1
        if at < last and tokens[at].low == "on" and at + 1 < last and tokens[at + 1].low in TIMES:
            at += 2
        if lemma in ("tell", "inform", "assure", "remind", "ask") and at < last:
            if tokens[at].low in OBJECTS | {"her", "you", "reporters", "them"}:
                at += 1
            elif tokens[at].is_capital and lemma != "ask":
                while at < last and (tokens[at].is_capital or tokens[at].low in ("’s", "'s")):
                    at += 1
        while at < last and tokens[at].kind in (COMMA, COLON, DASH):
            at += 1
        return at

    def _end_behind(self, start: int, last: int, number: int, verb: Verb) -> int:
        """Where what follows its cue ends: before the next who speaks for themselves."""
        tokens = self.tokens
        end = last
        for other in self.sentence.verbs[number + 1 :]:
            if other.at <= start or other.at >= end:
                continue
            begin = min(other.first, other.subject[0]) if other.subject and other.by in ("subject", "insert", "relative") else other.first
            if begin <= start:
                continue
            before = tokens[begin - 1]
            same = other.subject == verb.subject
            if other.shape == "ing" and before.kind == COMMA:
                end = begin - 1
            elif same and (before.low in CONJUNCTIONS or before.kind == COMMA):
                end = begin - 1
            elif (before.kind == COMMA or (before.kind == QUOTE and before.text.endswith(","))) and (
                other.cue.kind == "saying"
            ) and self._trails(other.at + 1, last, other):
                end = begin - 1
            else:
                continue
            break
        while end > start and tokens[end - 1].low in CONJUNCTIONS or (end > start and tokens[end - 1].kind in (COMMA, DASH)):
            end -= 1
        if verb.cue.kind in ("naming", "judging") or verb.shape == "infinitive":
            end = self._clause_end(start, end)
        else:
            end = self._sentence_cut(start, end)
        return end

    def _sentence_cut(self, start: int, end: int) -> int:
        """What the reporter adds to what somebody said: “…, according to”, “…, but”."""
        tokens = self.tokens
        for place in range(start + 4, end - 1):
            if tokens[place].kind == COMMA:
                low = tokens[place + 1].low
                if low in ("but", "while", "according", "though", "although", "referring", "adding", "prompting") :
                    return place
        return end

    def _clause_end(self, start: int, end: int) -> int:
        """The end of the clause that begins at a token."""
        tokens = self.tokens
        for place in range(start + 1, end):
            token = tokens[place]
            if token.kind in (COMMA, COLON, DASH) and place - start >= 2:
                after = tokens[place + 1] if place + 1 < end else None
                if after is None or after.kind == WORD and not after.is_capital:
                    later = tokens[place + 2] if place + 2 < end else None
                    is_joined = after and after.low in ("and", "or") and not (
                        later and (later.low in SUBJECTS or later.is_capital)
                    )
                    if token.kind == COMMA and is_joined:
                        continue
                    return place
            if place - start >= 3 and token.low in ("but", "while", "after", "when", "because", "although", "though") :
                return place
            if token.low == "and" and place + 1 < end and (
                tokens[place + 1].low in SUBJECTS or tokens[place + 1].low in AUXILIARIES
            ):  # fmt: skip
                return place
        return end

    # How surely

    def _features(self, verb: Verb, parts: Sequence[Span], place: str) -> Iterator[str]:
        tokens = self.tokens
        cue = verb.cue
        start = parts[0][0]
        after = tokens[verb.at + 1] if verb.at + 1 < self.sentence.last else None
        follows = _follows(after)
        subject = self._subject(verb)
        has_quote = any(t.kind == QUOTE for a, b in parts for t in tokens[a:b])
        length = sum(b - a for a, b in parts)
        size = "1-2" if length < 3 else "3-5" if length < 6 else "6 or more"
        yield f"i kind {cue.kind}"
        yield f"i verb {cue.lemma}"
        yield f"i form {cue.kind} {cue.form}"
        yield f"i shape {verb.shape} {cue.kind}"
        yield f"i by {verb.by}"
        yield f"i place {place} {cue.kind}"
        yield f"i follows {follows}"
        yield f"i follows {follows} {cue.kind}"
        yield f"i subject {subject}"
        yield f"i subject {subject} {cue.kind}"
        yield f"i size {size} {place}"
        yield f"i place {place} {follows}"
        yield f"i verb {cue.lemma} {place}"
        yield f"i quote {has_quote} {cue.kind}"
        lows = {t.low for t in tokens[verb.first : verb.at]}
        if lows & {"not", "never"} or any(low.endswith(("n't", "n’t")) for low in lows):
            yield f"i negated {cue.kind}"
        if lows & {"would", "could", "will", "can", "may", "might", "should"}:
            yield f"i modal {cue.kind}"
        before = tokens[verb.first - 1] if verb.first > self.sentence.first else None
        if before is not None and before.low == "to":
            yield f"i infinitive {cue.kind}"
        inside = place == "before" and any(
            other.at < verb.at and other.cue.kind == "saying" and other.shape == "finite"
            and other.subject and other.by != "inverted"
            for other in self.sentence.verbs
        )  # fmt: skip
        yield f"i inside {inside} {cue.kind}"
        del start

    def _subject(self, verb: Verb) -> str:
        assert verb.subject is not None
        tokens = self.tokens[verb.subject[0] : verb.subject[1]]
        if tokens[-1].low in RELATIVES:
            return "relative"
        if len(tokens) == 1 and tokens[0].low in SUBJECTS:
            low = tokens[0].low
            return low if low in ("i", "we", "you", "it", "they") else "pronoun"
        if tokens[-1].low in ("nobody", "nothing", "this", "that", "there", "these", "those"):
            return "nobody"
        if is_name(self.tokens, verb.subject[1] - 1, self.sentence.first):
            return "name"
        if any(is_name(self.tokens, n, self.sentence.first) for n in range(*verb.subject)):
            return "with a name"
        return "noun" if tokens[0].low in DETERMINERS else "small"

    def _by_phrase(self) -> Iterator[Reported]:
        """“According to the ministry, …”."""
        tokens = self.tokens
        first, last = self.sentence.first, self.last
        for place in range(first, last - 2):
            if tokens[place].low != "according" or tokens[place + 1].low != "to":
                continue
            begin = end = place + 2
            while end < last and end - begin < 20:
                token = tokens[end]
                if token.kind != WORD or token.low in RELATIVES:
                    break
                end += 1
            if end == begin:
                continue
            parts: list[Span] = []
            cut = place
            while cut > first and tokens[cut - 1].kind in (COMMA, DASH, OPEN):
                cut -= 1
            if cut - first >= 3 or (cut > first and tokens[first].kind == QUOTE):
                parts.append((self._start_before(first, cut, 0), cut))
            else:
                start = end
                while start < last and tokens[start].kind != COMMA:
                    start += 1
                start = start + 1 if start < last else end
                if start < last:
                    parts.append((start, last))
            parts = [part for part in parts if part[1] > part[0]]
            if not parts:
                continue
            features = ("i according", f"i according {'behind' if cut > first else 'before'}")
            yield Reported(
                tuple(self._span(part) for part in parts), self._span((begin, end)),
                self._span((place, place + 2)), "according",
                rules.likely(features, "indirect"), features, "indirect", "according",
            )  # fmt: skip


def _follows(token: Token | None) -> str:
    if token is None:
        return "nothing"
    if token.kind != WORD:
        return token.kind
    low = token.low
    if low in ("that", "to", "by", "for", "of", "as", "about", "with", "on", "in", "at", "if", "how", "what", "why", "whether", "when", "against", "from", "up", "out", "and", "or"):
        return low
    if low in SUBJECTS:
        return "pronoun"
    if low in OBJECTS:
        return "object"
    if low in TIMES:
        return "time"
    if low in DETERMINERS:
        return "determiner"
    if token.is_capital:
        return "capital"
    if low in PREPOSITIONS:
        return "preposition"
    return "ing" if low.endswith("ing") else "adverb" if is_adverb(token) else "word"
