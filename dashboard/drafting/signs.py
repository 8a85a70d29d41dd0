"""The signs that are weighed: what words, marks and verbs look like."""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.grammar.clauses import Sentence
from dashboard.grammar.cues import CUES, listed
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import (
    COLON,
    COMMA,
    DASH,
    ENDS,
    LINE,
    QUOTE,
    STOP,
    WORD,
    Stretch,
    Token,
)  # fmt: skip
from dashboard.grammar.subjects import Verb
from dashboard.grammar.words import (
    DETERMINERS,
    OBJECTS,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    TIMES,
    is_adverb,
    is_name,
)  # fmt: skip

_KINDS: Final = (
    "plain", "saying", "naming", "judging", "holding", "showing", "other", "unknown",
)  # fmt: skip
_NAMED_BY: Final = listed(
    "called titled entitled dubbed named show book film movie song album series"
    " program programme magazine newspaper column novel play poem essay episode"
    " segment"
)
_LEAD: Final = listed(
    "a an the this that his her their its my so-called of on in as to and or for is"
    " was were be are not with about by"
)
_FOLLOW: Final = listed(
    "that to by for of as about with on in at if how what why whether when against"
    " from up out and or"
)


def few(number: int) -> str:
    """
    Return a number of words as a sign: how many, roughly.
    """
    bounds = ((1, "1"), (3, "2-3"), (7, "4-7"), (15, "8-15"))
    return next((name for most, name in bounds if number <= most), "far")


def subject(tokens: Sequence[Token], span: Span, first: int) -> str:
    """
    Return what a subject looks like that may say words in marks.

    `first` is where its sentence begins.
    """
    words = tokens[span[0] : span[1]]
    if words[-1].low in RELATIVES:
        return "relative"
    if len(words) == 1 and words[0].low in SUBJECTS:
        low = words[0].low
        return low if low in ("i", "we", "you", "it") else "pronoun"
    if words[-1].low in _NOBODY:
        return "nobody"
    if any(is_name(tokens, place, first) for place in range(*span)):
        return "name" if len(words) < 6 else "long name"
    if words[0].low in DETERMINERS:
        return "noun"
    return "small" if len(words) < 6 else "long"


_NOBODY: Final = listed("everyone nobody nothing anyone this that there")


def of_verb(
    sentence: Sentence, rule: str, verb: Verb, who: Span, at: int, rank: int
) -> list[str]:
    """
    Return the signs of a verb and its subject by which they may tell who says words.

    `at` is the quotation's token, `rank` how many such verbs stand nearer to it.
    """
    tokens = sentence.tokens
    low, high = (verb.at + 1, at) if verb.at < at else (at + 1, verb.first)
    if verb.at > at and verb.by == "quoted as":
        high = min(high, who[0])
    gap = tokens[low:high]
    kinds = {one.kind for one in gap}
    words = [one for one in gap if one.kind == WORD and not is_adverb(one)]
    if verb.at < at and words and who[0] > verb.at:
        words = [one for one in tokens[who[1] : at] if one.kind == WORD]
    near = few(len(words)) if words else "0"
    plain = "plain" if verb.cue.lemma in _PLAIN else verb.cue.kind
    is_led = bool(gap) and gap[-1].kind in (COLON, COMMA) and verb.at < at
    found = [
        rule, f"{rule} {plain}", f"{rule} by {verb.by}", f"{rule} {verb.shape}",
        f"{rule} near {near}", f"{rule} rank {min(rank, 3)}",
        f"subject {subject(tokens, who, sentence.first)}",
        f"{rule} {plain} near {near}", f"{rule} {verb.cue.form}",
    ]  # fmt: skip
    if len(words) == 1 and words[0].low in ("that", "as", "it", "him"):
        found.append(f"{rule} {words[0].low}")
    if QUOTE in kinds:
        found.append(f"{rule} over a quotation")
    if COMMA in kinds and not is_led:
        found.append(f"{rule} over a comma")
    if is_led:
        found.append(f"{rule} {gap[-1].kind} {plain}")
    if any(one.low in _INTO for one in words[1:]):
        found.append(f"{rule} into a clause")
    return found


def place(sentence: Sentence, verb: Verb, at: int) -> str:
    """
    Return whether a verb behind a quotation stands right behind it, or later.
    """
    tokens = sentence.tokens
    first = min(verb.first, verb.subject[0]) if verb.subject else verb.first
    begin = at + 1
    while begin < first and (
        tokens[begin].kind in (COMMA, DASH) or is_adverb(tokens[begin])
        or tokens[begin].low in ("as", "so", "and", "but")
    ):  # fmt: skip
        begin += 1
    if begin < first:
        return "later"
    return "inverted" if verb.by == "inverted" else "after"


def is_clause(sentence: Sentence, at: int) -> bool:
    """
    Tell whether words in marks are a whole clause, not a part of the reporter's.
    """
    tokens = sentence.tokens
    text = tokens[at].text.strip()
    words = text.split()
    before = tokens[at - 1] if at > sentence.first else None
    is_led = before is None or before.kind in (COLON, COMMA)
    is_closed = text[-1:] in ENDS + ","
    begins = text[:1].isupper() or not text[:1].isalpha()
    if is_led:
        return is_closed or len(words) > _WORDS
    return begins and is_closed and len(words) > 3


_WORDS: Final = 5  # Words of a clause without a stop.


def of_nearer(rule: str, verb: Verb, nearer: Verb | None) -> Iterator[str]:
    """
    Yield the signs of another verb that stands nearer to the words, None for none.
    """
    if nearer is None:
        yield f"{rule} nearest"
    elif nearer.subject == verb.subject:
        yield f"{rule} nearer has the same subject"
    else:
        yield f"{rule} nearer {nearer.cue.kind}"
        yield f"{rule} nearer by {nearer.by}"
        yield f"{rule} {verb.cue.kind} nearer {nearer.cue.kind} {nearer.by}"


_PLAIN: Final = listed("say tell write add tweet")
_INTO: Final = listed("that because when while if")
_CREDIT: Final = 14  # Words of a credit.


def credit(tokens: Sequence[Token], at: int) -> Span | None:
    """
    Return the tokens of a name behind a quotation and a dash, “…” — Olsen, None for
    none; `at` is the quotation's.
    """
    dash = at + 1
    while dash < min(at + 3, len(tokens)) and tokens[dash].kind in (LINE, COMMA):
        dash += 1
    begin = dash + 1
    if begin >= len(tokens) or tokens[dash].kind != DASH or dash >= at + 3:
        return None
    if not tokens[begin].is_capital:
        return None
    end = last = begin
    while end < len(tokens) and end - begin < _CREDIT and (
        tokens[end].kind in (WORD, COMMA)
    ):  # fmt: skip
        if last == end and tokens[end].kind == WORD:
            last = end + 1
        end += 1
    ends = end == len(tokens) or tokens[end].kind in (LINE, STOP)
    return (begin, last) if ends else None


def of_speech(
    sentence: Sentence,
    at: int,
    stretch: Stretch,
    mark: str,
    chosen: tuple[str, Sequence[str]],
    sure: float,
    follows: bool,
) -> Iterator[str]:
    """
    Yield the signs by which speech is told from names, titles and scare quotes.

    `at` is the quotation's token, `mark` what opens it, `chosen` the rule and the signs
    of who is taken for its speaker, `sure` how surely; `follows` is whether what stands
    before it in the paragraph is speech.
    """
    tokens = sentence.tokens
    rule, of_speaker = chosen
    text = tokens[at].text
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    length = (
        "0" if not words else "1" if len(words) == 1 else "2" if len(words) == 2
        else "3" if len(words) == 3 else "4-6" if len(words) < 7 else "7 or more"
    )  # fmt: skip
    looks = (
        "a title" if words and capitals >= len(words) - (len(words) > 2)
        - (len(words) > 4) and capitals else "small" if not capitals
        else "a sentence" if words[0][:1].isupper() else "mixed"
    )  # fmt: skip
    last = text.rstrip()[-1:]
    end = "stop" if last in ENDS else "comma" if last == "," else "none"
    yield f"s length {length}"
    yield f"s looks {looks} {length}"
    yield f"s looks {looks} ends {end}"
    yield f"s ends {end} {length}"
    yield f"s rule {rule}"
    yield f"s sure {int(sure * 5)}"
    yield f"s sure {int(sure * 5)} looks {looks}"
    yield f"s rule {rule} {length}"
    before = tokens[at - 1] if at > sentence.first else None
    behind = tokens[at + 1] if at + 1 < sentence.last else None
    yield f"s before {_beside(before)}"
    yield f"s before {_beside(before)} {looks}"
    yield f"s behind {_beside(behind)}"
    yield f"s behind {_beside(behind)} looks {looks}"
    kinds = {one for one in of_speaker if one.startswith((f"{rule} near ", "subject "))}
    for one in sorted(kinds):
        yield f"s {one}"
    for kind in _KINDS:
        if f"{rule} {kind}" in of_speaker:
            yield f"s {rule} {kind}"
            yield f"s {kind} {length}"
    yield f"s rule {rule} looks {looks}"
    yield f"s rule {rule} ends {end} {_beside(before)}"
    lead = [t.low for t in tokens[max(sentence.first, at - 3) : at] if t.kind == WORD]
    if len(lead) > 1:
        yield f"s lead {_beside(tokens[at - 2])} {_beside(before)}"
    yield f"s verbs {min(len(sentence.verbs), 2)} {length}"
    if tokens[sentence.last - 1].kind != STOP and at + 1 < sentence.last:
        yield f"s no stop {length}"
    ahead = behind.low[-2:] if behind is not None and behind.kind == WORD else ""
    if ahead in ("ed", "ly", "er", "on", "nt"):
        yield f"s ahead {ahead} {looks}"
    if at == sentence.first and at + 1 == sentence.last:
        yield f"s alone {length} ends {end}"
    if mark in ("'", "‘", "`", "’"):
        yield "s single"
        yield f"s single {length}"
    if not stretch.is_paired:
        yield "s unpaired"
    yield f"s neighbour {follows} {length}"


def _beside(token: Token | None) -> str:
    """What stands beside a quotation, as far as it tells speech from names."""
    if token is None:
        return "nothing"
    if token.kind != WORD:
        return token.kind
    low = token.low
    if low in _LEAD:
        return low
    if low in _NAMED_BY:
        return "a work"
    if token.is_possessive:
        return "possessive"
    cue = CUES.get(low)
    if cue and not token.is_capital:
        return f"verb {cue.kind}"
    if token.is_capital:
        return "capital"
    if low in PREPOSITIONS:
        return "preposition"
    return "number" if low[:1].isdigit() else "adverb" if is_adverb(token) else "word"


def of_report(
    sentence: Sentence, verb: Verb, parts: Sequence[Span], place: str
) -> Iterator[str]:
    """
    Yield the signs by which a verb that reports words or views is told from others.

    `parts` are the tokens of what it may report, `place` where it stands to them.
    """
    if verb.subject is None:
        return
    tokens = sentence.tokens
    cue = verb.cue
    after = tokens[verb.at + 1] if verb.at + 1 < sentence.last else None
    follows = _follows(after)
    who = _reporter(sentence, verb.subject)
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
    yield f"i subject {who}"
    yield f"i subject {who} {cue.kind}"
    yield f"i size {size} {place}"
    yield f"i place {place} {follows}"
    yield f"i verb {cue.lemma} {place}"
    yield f"i quote {has_quote} {cue.kind}"
    lows = {t.low for t in tokens[verb.first : verb.at]}
    if lows & {"not", "never"} or any(low.endswith(("n't", "n’t")) for low in lows):
        yield f"i negated {cue.kind}"
    if lows & {"would", "could", "will", "can", "may", "might", "should"}:
        yield f"i modal {cue.kind}"
    before = tokens[verb.first - 1] if verb.first > sentence.first else None
    if before is not None and before.low == "to":
        yield f"i infinitive {cue.kind}"
    inside = place == "before" and any(
        other.at < verb.at and other.cue.kind == "saying" and other.shape == "finite"
        and other.subject and other.by != "inverted"
        for other in sentence.verbs
    )  # fmt: skip
    yield f"i inside {inside} {cue.kind}"


def _reporter(sentence: Sentence, subject: Span) -> str:
    """What a subject looks like that reports."""
    tokens = sentence.tokens[subject[0] : subject[1]]
    if tokens[-1].low in RELATIVES:
        return "relative"
    if len(tokens) == 1 and tokens[0].low in SUBJECTS:
        low = tokens[0].low
        return low if low in ("i", "we", "you", "it", "they") else "pronoun"
    if tokens[-1].low in (
        "nobody",
        "nothing",
        "this",
        "that",
        "there",
        "these",
        "those",
    ):
        return "nobody"
    if is_name(sentence.tokens, subject[1] - 1, sentence.first):
        return "name"
    if any(is_name(sentence.tokens, n, sentence.first) for n in range(*subject)):
        return "with a name"
    return "noun" if tokens[0].low in DETERMINERS else "small"


def _follows(token: Token | None) -> str:
    """What stands behind a verb."""
    if token is None:
        return "nothing"
    if token.kind != WORD:
        return token.kind
    low = token.low
    if low in _FOLLOW:
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
