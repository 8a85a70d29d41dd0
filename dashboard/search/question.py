"""What was typed: words, phrases, prefixes, exclusions, and where they match."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from dashboard.engine.base import padded, stand_in
from dashboard.text import tokens

# Robertson and Zaragoza 2009, The Probabilistic Relevance Framework: BM25 and Beyond.
K1: Final = 1.2
B: Final = 0.75
LONGEST: Final = 64  # words of one question that are looked for
# Signs that mean something beside a word: "50%", "C++". Stops and brackets part words.
_SYMBOLS: Final = regex.compile(r"[\p{S}#%&*/@\\§]+")
# Words in capitals that join what stands beside them, as other searches have it.
JOINING: Final = ("AND", "OR", "NOT")
# What other searches know as fields: “speaker:Kim”. Here it is looked for everywhere.
_FIELD: Final = regex.compile(
    r"(?i)(actor|all|author|body|by|cited|content|country|cue|date|field|from|headline"
    r"|in|intext|intitle|inurl|issue|kind|name|org|organi[sz]ation|person|place|quote"
    r"|quotes|said|site|source|speaker|stance|statement|text|title|topic|type|who|word"
    r"|words|year):(?P<rest>.*)"
)
_CHUNK: Final = regex.compile(
    r'(?<!\S)(?P<minus>-)(?=\S)|"(?P<phrase>[^"]*)(?:"|$)|(?P<bare>[^\s"]+)'
)


class Codes(NamedTuple):
    """
    What a record's index calls a word: the codes of the first and the last word that it
    may be, and how many quotes hold it; or stand-ins for them.

    `forms` are the codes of its forms where there are several, itself among them, and
    `words` these words; `in_words` and `in_names` say where any of them stands.
    """

    first: int | str = -1
    last: int | str = -1
    quotes: int | str = 0
    forms: tuple[int | str, ...] = ()
    words: tuple[str, ...] = ()
    in_words: bool = True
    in_names: bool = False


@dataclass(frozen=True)
class Run:
    """
    Words that stand side by side in this order; the last may be a beginning only. One
    word stands for its forms, too, unless it `is_exact`, and for those in `either`.

    `codes` has those of each word, where it has been looked up in a record.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    codes: tuple[Codes, ...] = ()
    is_exact: bool = False
    either: tuple[str, ...] = ()

    @property
    def terms(self) -> list["Run"]:
        """Each of its words, as a run of one."""
        last = len(self.words) - 1
        exact = self.is_exact or last > 0
        return [
            Run((word,), self.is_prefix and n == last, self.codes[n : n + 1], exact,
                self.either)
            for n, word in enumerate(self.words)
        ]  # fmt: skip

    @property
    def in_words(self) -> bool:
        """Whether the words of quotes may hold it."""
        return all(code.in_words for code in self.codes)

    @property
    def in_names(self) -> bool:
        """Whether the names that quotes carry may hold it."""
        return bool(self.codes) and all(code.in_names for code in self.codes)

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that are found for it beside itself, once it is looked up."""
        known = self.codes[0].words if len(self.codes) == 1 else ()
        return tuple(word for word in known if word != self.words[0])

    def fits(self, found: list[str], place: int) -> bool:
        """Tell whether the words found in a text begin with this run at a place."""
        here = tuple(found[place : place + len(self.words)])
        if not self.is_prefix or len(here) < len(self.words):
            others = (*self.forms, *self.either)
            return here == self.words or here[:1] in [(word,) for word in others]
        return here[:-1] == self.words[:-1] and here[-1].startswith(self.words[-1])


@dataclass(frozen=True)
class Part:
    """A chunk of what was typed: a run of words, if any, and the signs beside it."""

    run: Run | None = None
    signs: tuple[str, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it is one word that stands for its forms."""
        run = self.run
        return bool(run and len(run.words) == 1 and not run.is_exact and not self.signs)


@dataclass(frozen=True)
class Question:
    """
    What was typed, understood: parts of which all must occur, and parts of which none.

    `left_out` says how many words were past the limit, `ignored` what is no part of the
    question (a mark alone, “speaker:”), `joining` which of `JOINING` were obeyed.
    """

    parts: tuple[Part, ...] = ()
    excluded: tuple[Part, ...] = ()
    left_out: int = 0
    ignored: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts or self.excluded)

    @property
    def runs(self) -> list[Run]:
        """Each run of words that must occur, once."""
        return list(dict.fromkeys(part.run for part in self.parts if part.run))

    @property
    def signs(self) -> list[str]:
        """Each sign that must occur, once."""
        return list(dict.fromkeys(sign for part in self.parts for sign in part.signs))

    @property
    def words(self) -> list[str]:
        """Each whole word that must occur, once."""
        return [term.words[0] for term in self.terms if not term.is_prefix]

    @property
    def terms(self) -> list[Run]:
        """Each of `Run.terms` that must occur, once."""
        return list(dict.fromkeys(term for run in self.runs for term in run.terms))

    def coded(self, codes: dict[Run, Codes]) -> "Question":
        """
        Return this question with the codes of its words (of each of `Run.terms`).
        """

        def known(part: Part) -> Part:
            terms = part.run.terms if part.run else []
            found = tuple(codes.get(term, Codes()) for term in terms)
            return replace(part, run=part.run and replace(part.run, codes=found))

        parts, excluded = (tuple(map(known, p)) for p in (self.parts, self.excluded))
        return replace(self, parts=parts, excluded=excluded)

    def stand_ins(self, values: dict[str, str]) -> "Question":
        """
        Return this question with stand-ins for its words, their codes and its signs,
        which are put into `values`: questions of one shape are compiled once.
        """
        known: dict[object, int] = {}

        def named(kind: str, which: object, value: object) -> str:
            name = f"{kind}{known.setdefault(which, len(known))}"
            values[name] = str(value)
            return stand_in(name)

        def coded(term: Run) -> Codes:
            of = term.codes[0]
            first, last, quotes = (
                named(kind, term, getattr(of, kind))
                for kind in ("first", "last", "quotes")
            )
            forms = tuple(
                named("form", (term, code), code) for code in padded(of.forms)
            )
            return Codes(first, last, quotes, forms, (), of.in_words, of.in_names)

        def shaped(part: Part) -> Part:
            signs = tuple(named("typed", sign, sign) for sign in part.signs)
            if not part.run:
                return Part(None, signs)
            typed = tuple(named("typed", word, word) for word in part.run.words)
            codes = tuple(coded(term) for term in part.run.terms if term.codes)
            # What else will do is among the codes of its forms.
            return Part(replace(part.run, words=typed, codes=codes, either=()), signs)

        parts, excluded = (tuple(map(shaped, p)) for p in (self.parts, self.excluded))
        return Question(parts, excluded)


@lru_cache(maxsize=64)
def parse(typed: str) -> Question:
    """
    Read what a reader typed: words, "phrases", prefix*, -excluded; every other sign is
    itself.

    A chunk of several words without a space ("state-of-the-art", 中国) is a phrase. A
    chunk without a word ("(", "%") is looked for as it stands, and so are the
    symbols of one with words ("C++", "50%"). A minus excludes where it begins a chunk.
    A word stands for its forms, too ("missile": "missiles"), but not between marks.

    As in other searches, `NOT x` excludes, and `x OR y` wants either of two words. What
    means nothing here ("speaker:", a quotation mark or an asterisk alone) is left out.
    """
    wanted: dict[Part, None] = {}
    unwanted: dict[Part, None] = {}
    ignored: dict[str, None] = {}
    joining: dict[str, None] = {}
    room, left_out = LONGEST, 0
    is_excluded = is_either = False
    # Of marks and dashes every shape is read as one, but a dash excludes nothing.
    shaped = tokens.shaped(typed).replace("\0", " ")
    chunks = list(_CHUNK.finditer(shaped))
    for number, match in enumerate(chunks):
        bare, phrase = match["bare"], match["phrase"]
        if match["minus"]:
            # Two of them are a dash.
            begun = chunks[number + 1]["bare"] or "" if chunks[number + 1 :] else ""
            is_dash = bool(begun) and not begun.strip("-")
            is_excluded = typed[match.start()] == "-" and not is_dash
            continue
        if bare in JOINING and len(chunks) > 1:
            joining[bare] = None
            is_excluded, is_either = bare == "NOT", bare == "OR" and bool(wanted)
            continue
        if bare and (field := _FIELD.fullmatch(bare)):
            ignored[bare[: field.start("rest")]] = None
            bare = field["rest"]
            if not bare:
                continue
        part = _part(bare, phrase)
        if _is_nothing(bare, part):
            ignored[match.group().strip()] = None
            continue
        last = next(reversed(wanted), None)
        if is_either and last and last.is_plain and part.is_plain and last != part:
            if room > 0:
                del wanted[last]
                wanted[_or(last, part)] = None
            room, is_either = room - 1, False
            continue
        if is_either:
            ignored["OR"] = None
        run = part.run
        if run and part not in wanted and part not in unwanted:
            kept = run.words[: max(room, 0)]
            left_out += len(run.words) - len(kept)
            room -= len(kept)
            whole = len(kept) == len(run.words)
            cut = Run(kept, run.is_prefix and whole, (), run.is_exact)
            run = cut if kept else None
            part = Part(run, part.signs)
        if run or part.signs:
            (unwanted if is_excluded else wanted)[part] = None
        is_excluded = is_either = False
    signs = [part for part in wanted if not part.run][LONGEST:]
    kept_parts = tuple(part for part in wanted if part not in signs)
    obeyed = tuple(one for one in joining if one not in ignored)
    return Question(
        kept_parts, tuple(unwanted)[:LONGEST], left_out, tuple(ignored), obeyed
    )


def _is_nothing(bare: str | None, part: Part) -> bool:
    """Whether a chunk asks for nothing: marks that hold no words, an asterisk alone."""
    if bare is None:
        return not (part.run or part.signs)
    return not bare.strip("*") or (len(bare) > 1 and not bare.strip("'"))


def _or(one: Part, other: Part) -> Part:
    """A part for which a word will do as well as those of another."""
    runs = one.run, other.run
    words = [word for run in runs if run for word in (*run.words, *run.either)]
    first, *others = dict.fromkeys(words)
    return Part(Run((first,), either=tuple(others)))


def _part(bare: str | None, phrase: str | None) -> Part:
    """One chunk: what stands between marks, or between spaces."""
    chunk = phrase or "" if bare is None else bare
    stem = chunk.rstrip("*") if bare is not None else chunk
    run = tuple(word.folded for word in tokens.cut(stem))
    if not any(sign.isalnum() for word in run for sign in word):
        run = ()  # "_" is a word to Unicode, a sign to a reader
    if not run:
        sign = chunk.strip()
        return Part(None, (sign,) if sign else ())
    # Only right behind a word does an asterisk stand for its rest.
    is_prefix = stem != chunk and tokens.cut(stem)[-1].end == len(stem)
    signs = _SYMBOLS.findall(stem if is_prefix else chunk)
    exact = bare is None or is_prefix or len(run) > 1
    return Part(Run(run, is_prefix, (), exact), tuple(dict.fromkeys(signs)))


def forms(question: Question) -> dict[str, tuple[str, ...]]:
    """
    Return the forms that are found beside each word of a question that is looked up,
    and left out with each that it excludes, by that word.
    """
    parts = (*question.parts, *question.excluded)
    found = {}
    for run in (part.run for part in parts if part.run):
        beside = tuple(word for word in run.forms if word not in run.either)
        if beside:
            found[run.words[0]] = beside
    return found


def describe(question: Question) -> str:
    """
    Say what was understood, where that is not plainly what was typed; else "".
    """
    says = []
    for part in question.parts:
        if not part.run:
            says.append(f"the sign {_named(part)}")
        elif part.run.either:
            either = " or ".join(f"“{w}”" for w in (*part.run.words, *part.run.either))
            says.append(f"either {either}")
        elif part.run.is_prefix:
            says.append(f"words that begin with {_named(part)}")
        elif len(part.run.words) > 1:
            says.append(f"the words {_named(part)} side by side")
        elif part.signs:
            says.append(_named(part))
    says += [f"nothing with {_named(part)}" for part in question.excluded]
    if question and question.ignored:
        says.append(f"{' and '.join(f'“{one}”' for one in question.ignored)} left out")
    return "; ".join(says)


def _named(part: Part) -> str:
    run = " ".join(part.run.words) if part.run else ""
    rest = " and ".join(f"“{sign}”" for sign in part.signs)
    beginning = "…" if part.run and part.run.is_prefix else ""
    return " and ".join(filter(None, (f"“{run}{beginning}”" if run else "", rest)))


def highlights(question: Question, text: str) -> list[tuple[int, int]]:
    """
    Return where a text holds what was asked for: spans in code points, none twice.
    """
    found = tokens.cut(text)
    folded = [word.folded for word in found]
    spans: list[tuple[int, int]] = []
    for run in question.runs:
        spans += [
            (found[place].start, found[place + len(run.words) - 1].end)
            for place in range(len(folded) - len(run.words) + 1)
            if run.fits(folded, place)
        ]
    literal = tokens.shaped(text)
    for sign in question.signs:
        at = literal.find(sign)
        while at >= 0:
            spans.append((at, at + len(sign)))
            at = literal.find(sign, at + len(sign))
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
