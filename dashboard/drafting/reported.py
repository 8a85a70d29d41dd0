"""What is told of people's words and views without marks, and where it stands."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from dashboard.drafting import rules, signs
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.contents import Contents
from dashboard.grammar.cues import listed
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import (
    COMMA,
    DASH,
    OPEN,
    QUOTE,
    WORD,
    Passage,
)  # fmt: skip
from dashboard.grammar.subjects import Verb
from dashboard.grammar.words import (
    RELATIVES,
)

_LEAST: Final = 2  # Words of what is attributed.
_SHOWN: Final = listed(
    "photo photos photograph photographs picture pictures image images footage"
    " video videos"
)
_STUDIES: Final = listed(
    "poll polls survey surveys study studies report reports data figures research"
    " analysis documents records emails letter investigation review findings"
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
        self._contents = Contents(sentence)
        self.last = self._contents.last

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
        after = self.tokens[verb.at + 1] if verb.at + 1 < self.last else None
        is_passed_on = (
            verb.shape == "passive" and after is not None and after.low == "as"
        )
        if is_passed_on and verb.cue.lemma in ("quote", "cite", "report"):
            return None  # “was quoted as saying”: the words are those of “saying”.
        if verb.subject is None:
            return None
        least = _LEAST if verb.cue.kind == "saying" else 1
        stretches, place = self._contents.of(number, verb)
        parts = tuple(part for part in stretches if self._words(part) >= least)
        if not parts:
            return None
        features = tuple(signs.of_report(self.sentence, verb, parts, place))
        tokens = self.tokens
        subject = tokens[verb.subject[0] : verb.subject[1]]
        kind, rule = "indirect", place
        cue = (verb.first, verb.at + 1)
        if self._is_silence(verb):
            kind, rule = "silence", "silence"
            start, end = parts[0]
            if (
                tokens[start].low in ("to", "on", "about")
                and start == verb.at + 1
                and end > start + 1
            ):
                parts, cue = ((start + 1, end), *parts[1:]), (verb.first, start + 1)
        elif verb.cue.lemma == "show" and any(t.low in _SHOWN for t in subject):
            kind, rule = "image", "picture"
        elif verb.by == "quoted as":
            rule = "quoted as"
        return Reported(
            tuple(self._span(part) for part in parts), self._span(verb.subject),
            self._span(cue), rule,
            rules.likely(features, "indirect"), features, kind,
            "weak" if self._is_weak(verb) else verb.cue.kind,
        )  # fmt: skip

    def _span(self, span: Span) -> Span:
        return self.tokens[span[0]].start, self.tokens[span[1] - 1].end

    def _words(self, span: Span) -> int:
        """How many words a stretch has; what stands in marks is more than one."""
        tokens = self.tokens[span[0] : span[1]]
        return sum({WORD: 1, QUOTE: _LEAST}.get(one.kind, 0) for one in tokens)

    def _is_silence(self, verb: Verb) -> bool:
        lows = {t.low for t in self.tokens[verb.first : verb.at]}
        negated = bool(lows & {"not", "never", "didn’t", "didn't"})
        return negated and verb.cue.lemma in (
            "refer",
            "mention",
            "comment",
            "address",
            "name",
            "say",
            "discuss",
        )

    def _is_weak(self, verb: Verb) -> bool:
        """Tell whether what shows something is no study, no poll and no picture."""
        if verb.cue.kind != "showing" or verb.subject is None:
            return False
        return not any(
            t.low in _SHOWN | _STUDIES
            for t in self.tokens[verb.subject[0] : verb.subject[1]]
        )

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
                parts.append((self._contents.start_before(first, cut, 0), cut))
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
            features = (
                "i according",
                f"i according {'behind' if cut > first else 'before'}",
            )
            yield Reported(
                tuple(self._span(part) for part in parts), self._span((begin, end)),
                self._span((place, place + 2)), "according",
                rules.likely(features, "indirect"), features, "indirect", "according",
            )  # fmt: skip
