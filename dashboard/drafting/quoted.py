"""Who says the words between marks, by which rule, and how surely."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from dashboard.drafting import rules, signs
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.cues import NOUNS
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import (
    COLON,
    ENDS,
    LINE,
    QUOTE,
    STOP,
    WORD,
    Passage,
    Stretch,
)  # fmt: skip
from dashboard.grammar.subjects import Verb
from dashboard.grammar.words import (
    DETERMINERS,
    is_name,
)

_SAYS: Final = ("saying", "naming")
_LOOKS: Final = 12  # Verbs of a sentence that are weighed before a quotation.
_LATER: Final = 4  # And behind it.


Signs = tuple[str, ...]


class Candidate(NamedTuple):
    """
    One who may say the words: places in the text of the speaker as named and of the cue
    (None where there is none), the rule, and the features that are weighed.
    """

    rule: str
    speaker: Span
    cue: Span | None
    features: Signs


class Quoted(NamedTuple):
    """
    A stretch between marks, the candidate that is taken for its speaker, how surely,
    and how surely it is speech at all; `features` are those of the latter.
    """

    number: int
    speaker: Candidate | None
    sure: float
    speech: float
    features: Signs


class Attribution:
    """Speakers for the stretches between marks of a passage, in their order."""

    def __init__(
        self, passage: Passage, stretches: Sequence[Stretch],
        sentences: Sequence[Sentence],
    ) -> None:  # fmt: skip
        self.passage, self.stretches, self.sentences = passage, stretches, sentences
        self.quoted: list[Quoted] = []
        self.weighed: list[tuple[Candidate, ...]] = []
        self._last: Candidate | None = None
        self._last_line = -9
        self._phrases: dict[int, list[Span]] = {}
        self._lines = 0

    def run(self) -> list[Quoted]:
        """
        Return every stretch of the passage with its speaker, in order.
        """
        for number, sentence in enumerate(self.sentences):
            tokens = self.passage.tokens
            if sentence.first and tokens[sentence.first - 1].kind == LINE:
                self._lines += 1
            for at in range(sentence.first, sentence.last):
                if tokens[at].kind == QUOTE:
                    self._attribute(number, at)
        self._turn_back()
        return self.quoted

    def _attribute(self, number: int, at: int) -> None:
        found = tuple(self.candidates(number, at))
        self.weighed.append(found)
        chosen, sure = _likeliest(found)
        stretch = self.stretches[self.passage.tokens[at].pair]
        follows = (
            bool(self.quoted)
            and self._lines == self._last_line
            and (self.quoted[-1].speech > 0.5)
        )
        features = tuple(
            signs.of_speech(
                self.sentences[number], at, stretch,
                self.passage.text[stretch.begin : stretch.start],
                (chosen.rule, chosen.features) if chosen else ("none", ()), sure,
                follows,
            )
        )  # fmt: skip
        self.quoted.append(
            Quoted(self.passage.tokens[at].pair, chosen, sure,
                   rules.likely(features, "speech"), features)
        )  # fmt: skip
        if chosen and self.quoted[-1].speech > 0.5:
            self._last, self._last_line = chosen, self._lines

    def candidates(self, number: int, at: int) -> Iterator[Candidate]:
        """
        Yield each who may say the words of the quotation that is a token.
        """
        sentence = self.sentences[number]
        tokens = self.passage.tokens
        about = self._about(sentence, at)
        before = [verb for verb in sentence.verbs if verb.at < at and verb.subject]
        behind = [verb for verb in sentence.verbs if verb.at > at and verb.subject]
        nearer: Verb | None = None
        begins = False
        for rank, verb in enumerate(reversed(before[-_LOOKS:])):
            yield self._by_verb("before", verb, at, rank, sentence, about, nearer)
            nearer = verb if nearer is None else nearer
            if begins := self._begins_clause(verb):
                break
        nearer = None
        for rank, verb in enumerate(behind[:_LATER]):
            rule = signs.place(sentence, verb, at)
            yield self._by_verb(rule, verb, at, rank, sentence, about, nearer)
            nearer = verb if nearer is None else nearer
        yield from self._by_phrase(sentence, at, about)
        yield from self._by_noun(sentence, at, about)
        yield from self._by_colon(sentence, at, about)
        main = sentence.main()
        if main and main[1] <= at and not begins:
            is_named = any(is_name(tokens, n, sentence.first) for n in range(*main))
            yield Candidate(
                "sentence subject", self._span(main), None,
                ("sentence subject",
                 f"sentence subject {'named' if is_named else 'not'}",
                 *(f"sentence subject {one}" for one in about),
                 f"sentence subject {signs.few(at - main[1])}"),
            )  # fmt: skip
        yield from self._by_neighbours(number, sentence, at, about)

    def _begins_clause(self, verb: Verb) -> bool:
        """Tell whether a new clause begins with a verb’s subject: “and X said”."""
        if verb.subject is None or verb.by != "subject" or verb.cue.kind not in _SAYS:
            return False
        begin = verb.subject[0]
        return begin > 0 and self.passage.tokens[begin - 1].low in (
            "and",
            "but",
            "while",
        )

    def _span(self, span: Span) -> Span:
        tokens = self.passage.tokens
        return tokens[span[0]].start, tokens[span[1] - 1].end

    def _about(self, sentence: Sentence, at: int) -> tuple[str, ...]:
        """Features of the words between marks themselves."""
        text = self.passage.tokens[at].text.strip()
        last = text[-1:]
        shape = "ends" if last in ENDS else "comma" if last == "," else "open"
        words = len(text.split())
        return (
            f"q {shape}", f"q {'capital' if text[:1].isupper() else 'small'}",
            f"q {'one' if words < 2 else 'few' if words < 5 else 'many'}",
            f"q {'first' if at == sentence.first else 'within'}",
        )  # fmt: skip

    def _by_verb(
        self,
        rule: str,
        verb: Verb,
        at: int,
        rank: int,
        sentence: Sentence,
        about: Signs,
        nearer: Verb | None,
    ) -> Candidate:
        subject = verb.subject or (verb.first, verb.at)
        found = signs.of_verb(sentence, rule, verb, subject, at, rank)
        return Candidate(
            rule, self._span(subject), self._span((verb.first, verb.at + 1)),
            (*found, *signs.of_nearer(rule, verb, nearer),
             *(f"{rule} {one}" for one in about)),
        )  # fmt: skip

    def _by_phrase(
        self, sentence: Sentence, at: int, about: Signs
    ) -> Iterator[Candidate]:
        """“According to the mayor, …”, “in the words of …”."""
        tokens = self.passage.tokens
        key = sentence.first
        if key not in self._phrases:  # Looked for once in a sentence.
            self._phrases[key] = list(_phrases(sentence))
        for place, begin in self._phrases[key][:_LOOKS]:
            end = begin
            while end < sentence.last and tokens[end].kind == WORD and end - begin < 12:
                end += 1
            if end > begin:
                where = "behind" if place > at else "before"
                between = tokens[min(at, place) + 1 : max(at, place)]
                over = any(one.kind == QUOTE for one in between)
                yield Candidate(
                    "according", self._span((begin, end)),
                    self._span((place, place + 2)),
                    ("according", f"according {where}",
                     f"according {where} {signs.few(abs(at - place))}",
                     f"according over {int(over)}",
                     *(f"according {one}" for one in about)),
                )  # fmt: skip

    def _by_colon(
        self, sentence: Sentence, at: int, about: Signs
    ) -> Iterator[Candidate]:
        """“Olsen: “…””, “…” — Olsen, and within the marks “OLSEN: …”."""
        tokens = self.passage.tokens
        if behind := signs.credit(tokens, at):
            yield Candidate("credit", self._span(behind), None, ("credit",))
        said = _SPEAKS.match(tokens[at].text)
        if said:
            inner = self.stretches[tokens[at].pair].start
            yield Candidate(
                "transcript",
                (inner + said.start(1), inner + said.end(1)),
                None,
                ("transcript",),
            )
        if at - 1 > sentence.first and tokens[at - 1].kind == COLON:
            begin = at - 1
            least = max(sentence.first, at - 10)
            while begin > least and tokens[begin - 1].kind == WORD:
                begin -= 1
            has_verb = any(begin <= verb.at < at for verb in sentence.verbs)
            if begin < at - 1 and not has_verb:
                named = any(tokens[n].is_capital for n in range(begin, at - 1))
                yield Candidate(
                    "name and colon", self._span((begin, at - 1)), None,
                    ("name and colon", f"name and colon {'named' if named else 'not'}",
                     f"name and colon {'whole' if begin == sentence.first else 'part'}",
                     f"name and colon {signs.few(at - 1 - begin)}"),
                )  # fmt: skip

    def _by_noun(
        self, sentence: Sentence, at: int, about: Signs
    ) -> Iterator[Candidate]:
        """“Olsen's claim that “…””, “in her words”."""
        tokens = self.passage.tokens
        for place in range(at - 1, max(sentence.first, at - 14) - 1, -1):
            token = tokens[place]
            if token.kind in (COLON, STOP):
                break
            if not (token.is_possessive or token.low in ("his", "her", "their", "its")):
                continue
            noun = next((n for n in range(place + 1, min(place + 5, at))
                         if tokens[n].low in NOUNS), None)  # fmt: skip
            kind = "with noun" if noun else "bare" if place == at - 1 else "far"
            begin = place
            while (
                begin > sentence.first
                and tokens[begin - 1].is_capital
                and token.is_capital
            ):
                begin -= 1
            yield Candidate(
                "possessive", (tokens[begin].start, token.end),
                self._span((noun, noun + 1)) if noun else None,
                ("possessive", f"possessive {kind}",
                 f"possessive {kind} {signs.few(at - (noun or place) - 1)}",
                 f"possessive {'pronoun' if token.low in DETERMINERS else 'name'}",
                 *(f"possessive {one}" for one in about)),
            )  # fmt: skip
            break

    def _by_neighbours(
        self, number: int, sentence: Sentence, at: int, about: Signs
    ) -> Iterator[Candidate]:
        """Who spoke just before: in this paragraph, or before a colon."""
        tokens = self.passage.tokens
        before = tokens[sentence.first - 1] if sentence.first else None
        is_first = before is None or before.kind == LINE
        opens = "opens" if at == sentence.first else "within"
        alone = "alone" if at == sentence.first and at + 1 == sentence.last else "more"
        if self._last:
            age = self._lines - self._last_line
            if age == 0:
                yield self._again(self._last, "same paragraph", opens, alone, about)
            elif age <= 2:
                last = self.quoted[-1].number if self.quoted else -1
                goes_on = last >= 0 and not self.stretches[last].is_last
                yield self._again(
                    self._last,
                    "carried",
                    opens,
                    f"{alone} {'goes on' if goes_on else age}",
                    about,
                )
        if number and not (is_first and at != sentence.first):
            earlier = self.sentences[number - 1]
            end = tokens[earlier.last - 1]
            ends = "colon" if end.kind == COLON else "stop"
            verbs = [v for v in earlier.verbs if v.subject]
            where = "line before" if is_first else "sentence before"
            if verbs and at == sentence.first:
                verb = verbs[-1]
                yield Candidate(
                    where, self._span(verb.subject or (verb.first, verb.at)),
                    self._span((verb.first, verb.at + 1)),
                    (where, f"{where} {ends}", f"{where} {alone}",
                     f"{where} {verb.cue.kind}", f"{where} {ends} {verb.cue.kind}",
                     *(f"{where} {one}" for one in about)),
                )  # fmt: skip
            main = earlier.main()
            if main and at == sentence.first:
                rule = f"{where} subject"
                yield Candidate(
                    rule, self._span(main), None,
                    (rule, f"{rule} {ends}", f"{rule} {alone}",
                     *(f"{rule} {one}" for one in about)),
                )  # fmt: skip

    def _again(
        self, last: Candidate, rule: str, opens: str, alone: str, about: Signs
    ) -> Candidate:
        return Candidate(
            rule, last.speaker, last.cue,
            (rule, f"{rule} {opens}", f"{rule} {opens} {alone}",
             f"{rule} after {last.rule}",
             *(f"{rule} {one}" for one in about)),
        )  # fmt: skip

    def _turn_back(self) -> None:
        """Give a quotation that opens a paragraph the speaker of the one behind it."""
        tokens = {
            one.pair: at
            for at, one in enumerate(self.passage.tokens)
            if one.kind == QUOTE
        }
        for place in range(len(self.quoted) - 2, -1, -1):
            one, after = self.quoted[place], self.quoted[place + 1]
            if one.sure >= _TURNS or not after.speaker or after.speech < 0.5:
                continue
            here, there = tokens[one.number], tokens[after.number]
            between = self.passage.tokens[here + 1 : there]
            if any(t.kind == LINE for t in between):
                continue
            if after.speaker.rule not in ("after", "inverted", "next"):
                continue
            if len([t for t in between if t.kind == WORD]) > 1:
                continue
            taken = after.speaker._replace(rule="next")
            self.quoted[place] = one._replace(speaker=taken, sure=min(0.85, after.sure))


_TURNS: Final = 0.6
_SPEAKS: Final = regex.compile(r"(\p{Lu}[\p{Lu}’'. -]{2,40}):\s")


def _likeliest(candidates: Sequence[Candidate]) -> tuple[Candidate | None, float]:
    """
    Who is the likeliest, and how likely: several candidates may be the same speaker,
    named in one place, whom each makes likelier.
    """
    shares = rules.shares([one.features for one in candidates])
    best, most = None, (0.0, 0.0)
    for one, share in zip(candidates, shares, strict=True):
        together = sum(
            other
            for candidate, other in zip(candidates, shares, strict=True)
            if candidate.speaker[0] < one.speaker[1]
            and one.speaker[0] < candidate.speaker[1]
        )
        if (together, share) > most:
            best, most = one, (together, share)
    return best, most[0]


def _phrases(sentence: Sentence) -> Iterator[Span]:
    """Where a phrase that attributes begins, and the name behind it."""
    tokens = sentence.tokens
    for place in range(sentence.first, sentence.last - 1):
        one, two = tokens[place].low, tokens[place + 1].low
        if (one, two) in (("according", "to"), ("words", "of")):
            yield place, place + 2
        elif one == "per" and tokens[place + 1].kind == WORD:
            yield place, place + 1
