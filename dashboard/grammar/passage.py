"""A text laid out for drafting: words and signs, quotations as one, and sentences."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import regex

from dashboard.grammar.cues import CUES
from dashboard.text import quotation_marks
from dashboard.text.quotation_marks import Pair
from dashboard.text.signs import LINE_ENDS

WORD, QUOTE, COMMA, STOP, COLON, DASH, OPEN, CLOSE, LINE = (
    "word", "quote", "comma", "stop", "colon", "dash", "open", "close", "line",
)  # fmt: skip
TITLES: Final = (
    "Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Cmdr|Maj|Adm|Sgt|St|Rev|Prof|Pres|Sens"
    "|Reps|Messrs|Hon"
)
_TOKEN: Final = regex.compile(
    rf"(?P<word>(?:\p{{L}}\.){{2,8}}|(?:{TITLES}|Jr|Sr|Inc|Corp|Co|Ltd|No|vs|[A-Z])\."
    r"(?=[ \u00a0]*[\p{Lu}\p{N},])|[$€£#@]?[\w\u200d](?:[\w\p{M}]|[’'&./-](?=\w))*)"
    rf"|(?P<line>[{LINE_ENDS}]+)|(?P<stop>[.!?…。！？]+)|(?P<comma>,)|(?P<colon>[:;])"
    r"|(?P<dash>[—–―]|(?<=\s)-{1,3}(?=\s)|--+)|(?P<open>[(\[])|(?P<close>[)\]])"
)
_POSSESSIVE: Final = regex.compile(r"[’']s?$|(?<=s)[’']$")
_CAPITAL: Final = regex.compile(r"\p{Lu}")
# A sentence ends within marks with one of these, if what follows allows.
ENDS: Final = ".!?…。！？"
_DEEPEST: Final = 2
_LONGEST: Final = 200  # Tokens of a sentence; beyond, what follows is the next one.
_NEAR: Final = 8  # Words behind a quotation in which who says it is named.


class Token(NamedTuple):
    """
    A word, a sign, or a quotation as one, from `start` to `end` with its marks.

    `low` is the word in small letters without a possessive; `pair` the number of the
    quotation among the pairs of the text, -1 for what is none.
    """

    kind: str
    text: str
    low: str
    start: int
    end: int
    pair: int = -1

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital."""
        return self.kind == WORD and bool(_CAPITAL.match(self.text))

    @property
    def is_possessive(self) -> bool:
        """Whether it ends as a possessive does."""
        return self.kind == WORD and len(self.text) > len(self.low)


class Stretch(NamedTuple):
    """
    Words between marks, in one paragraph: from `start` to `end`, and with the marks.

    `depth` is how many others it stands in, `outer` the number of the innermost of
    them; `is_first` and `is_last` tell whether a mark opens and closes it.
    """

    start: int
    end: int
    begin: int
    stop: int
    depth: int
    outer: int
    is_paired: bool
    is_first: bool
    is_last: bool


class Passage:
    """
    A text, or what stands within a quotation of it: its tokens, where those within
    marks are one, and its sentences, each as a range of tokens.
    """

    def __init__(
        self, text: str, stretches: Sequence[Stretch], start: int = 0,
        end: int | None = None, outer: int = -1,
    ) -> None:  # fmt: skip
        self.text, self.start = text, start
        self.end = len(text) if end is None else end
        self.outer = outer
        self.tokens: list[Token] = []
        at = self.start
        # Those within another stand right behind it.
        for number in range(outer + 1, len(stretches)):
            one = stretches[number]
            if one.begin >= self.end:
                break
            if one.outer != outer:
                continue
            self._read(at, max(at, one.begin))
            quoted = text[one.start : one.end]
            self.tokens.append(
                Token(QUOTE, quoted, "", max(at, one.begin), one.stop, number)
            )
            at = max(at, one.stop)
        self._read(at, self.end)
        self.sentences = list(self._cut())
        self._begins = [self.tokens[first].start for first, _ in self.sentences]

    def _read(self, start: int, end: int) -> None:
        for found in _TOKEN.finditer(self.text, start, end):
            kind = found.lastgroup or WORD
            word = found.group()
            low = _POSSESSIVE.sub("", word).lower() if kind == WORD else ""
            self.tokens.append(Token(kind, word, low, *found.span()))

    def sentence_at(self, place: int) -> int:
        """
        Return the number of the sentence in which a place of the text stands.
        """
        return max(0, bisect_right(self._begins, place) - 1)

    def _cut(self) -> Iterable[tuple[int, int]]:
        """The sentences: ranges of tokens, line ends left out."""
        first = 0
        tokens = self.tokens
        for at, token in enumerate(tokens):
            if token.kind == LINE:
                if at > first:
                    yield first, at
                first = at + 1
            elif self._ends(at, first) or at - first >= _LONGEST:
                yield first, at + 1
                first = at + 1
        if first < len(tokens):
            yield first, len(tokens)

    def _ends(self, at: int, first: int) -> bool:
        """Tell whether a sentence ends behind a token."""
        tokens = self.tokens
        token = tokens[at]
        if at + 1 >= len(tokens):
            return True
        after = tokens[at + 1]
        is_new = after.kind in (QUOTE, OPEN) or not after.text[:1].islower()
        if token.kind == STOP:
            return is_new and after.kind in (WORD, QUOTE, OPEN)
        if token.kind == QUOTE and token.text.rstrip()[-1:] in ENDS:
            if after.kind not in (WORD, QUOTE) or not is_new:
                return False
            # “Go!” Olsen said: what attributes stays with what it attributes, unless
            # the sentence told before who speaks.
            return at > first or not self._attributes(at + 1)
        return False

    def _attributes(self, at: int) -> bool:
        """Tell whether words behind a quotation say who speaks: “Olsen said”."""
        tokens = self.tokens
        for place in range(at, min(at + _NEAR, len(tokens))):
            token = tokens[place]
            if token.kind in (QUOTE, STOP, LINE, COLON):
                return False
            cue = CUES.get(token.low)
            if cue and cue.kind == "saying" and cue.form in ("past", "s"):
                return token.text[:1].islower() and not token.is_possessive
        return False


def stretches(text: str) -> list[Stretch]:
    """
    Return what stands between the marks of a text, in the order in which it begins.
    """
    pairs, _ = quotation_marks.pairs(text)
    found: list[Stretch] = []
    open_: list[tuple[int, int]] = []  # The end of each that is open, and its number.
    for start, end, is_first, is_last, pair in sorted(
        _parts(pairs), key=lambda part: (part[0], -part[1])
    ):
        while open_ and open_[-1][0] <= start:
            open_.pop()
        begin = start - _mark_before(text, start)
        stop = end + (_mark_behind(text, end) if pair.is_paired or not is_last else 0)
        outer = open_[-1][1] if open_ else -1
        if open_ and (end > open_[-1][0] or len(open_) > _DEEPEST):
            continue  # Marks that cross are read as one; deeper ones are not read.
        found.append(
            Stretch(start, end, begin, stop, len(open_), outer, pair.is_paired,
                    is_first, is_last)
        )  # fmt: skip
        open_.append((end, len(found) - 1))
    return found


def _parts(pairs: Iterable[Pair]) -> Iterable[tuple[int, int, bool, bool, Pair]]:
    for pair in pairs:
        parts = pair.parts or ((pair.start, pair.end),)
        for number, (start, end) in enumerate(parts):
            yield start, end, not number, number == len(parts) - 1, pair


def _mark_before(text: str, at: int) -> int:
    """How many signs the mark has that ends at a place."""
    for length in range(min(8, at), 0, -1):
        mark = quotation_marks.MARK.match(text, at - length)
        if mark and mark.end() == at:
            return length
    return 0


def _mark_behind(text: str, at: int) -> int:
    mark = quotation_marks.MARK.match(text, at)
    return len(mark.group()) if mark else 0
