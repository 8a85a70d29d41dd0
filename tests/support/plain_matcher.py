"""A matcher that knows the words it wrote, and questions of any form to hold it to."""

import os
import random
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from dashboard.search import question as typed_question
from tests.support.texts import written

# More of them are asked for by hand: ON_THE_RECORD_EXAMPLES=10000.
EXAMPLES = int(os.environ.get("ON_THE_RECORD_EXAMPLES", "120"))
# A word as it may be printed or typed, by what it is looked up as.
DRESSES = {
    "dam": ["dam", "DAM", "Dam", "ｄａｍ", "dàm"],
    "damp": ["damp", "Damp"],
    "treaty": ["treaty", "Treaty"],
    "treaties": ["treaties", "TREATIES"],
    "strasse": ["Straße", "STRASSE", "strasse"],
    "cafe": ["café", "cafe\u0301", "CAFE"],
    "won't": ["won't", "won’t", "WON'T"],
    "u.s": ["U.S", "u.s"],
    "река": ["река", "РЕКА", "Река"],
    "елка": ["ёлка", "ЕЛКА"],
    "كتاب": ["كتاب", "كِتَابٌ"],
    "שלום": ["שלום", "שָׁלוֹם"],
    "σοφοσ": ["σοφος", "ΣΟΦΟΣ", "σοφός"],
    "中": ["中"],
    "国": ["国"],
    "가나": ["가나"],
    "か": ["か"],
    "が": ["が", "か\u3099"],
    "カ": ["カ", "ｶ"],
    "ガ": ["ガ", "ｶﾞ"],
    "ท": ["ท"],
    "ไ": ["ไ"],
    "हिन्दी": ["हिन्दी"],
}
# How words begin, and the words that do.
BEGINNINGS = {
    "da": ("dam", "damp"), "trea": ("treaty", "treaties"), "ca": ("cafe",),
    "ре": ("река",), "ele": (),
}  # fmt: skip
# Forms of one word in English.
FORMS = ("treaty", "treaties")
SIGNS = ["(", ")", "%", "\\", "*", "&", "§", "?", "[", "||"]


Text = tuple[str, list[tuple[str, int, int]]]


def printed(dice: random.Random) -> Text:
    """A text, and its words: as looked up, and where they stand."""
    text, words = "", []
    for _ in range(dice.randint(1, 9)):
        looked_up = dice.choice(list(DRESSES))
        dress = dice.choice(DRESSES[looked_up])
        words.append((looked_up, len(text), len(text) + len(dress)))
        text += dress
        # Signs that part words, but join no two to one.
        text += dice.choice([" ", " ", " ", ", ", f" {dice.choice(SIGNS)} ", " – "])
    return text.strip(), words


class Asked(NamedTuple):
    """One part of what is typed: words side by side, a beginning, or a sign."""

    typed: str
    run: tuple[tuple[str, ...], ...] = ()  # at each place, the words that will do
    sign: str = ""
    is_loose: bool = False  # forms of its word will do, where the language has any


def places(text: Text, part: Asked, forms: bool = False) -> list[set[int]]:
    """Where a text holds a part: the code points of each hit."""
    printed, words = text
    run = part.run
    if forms and part.is_loose and run[0][0] in FORMS:
        run = (FORMS,)
    names = [word for word, _, _ in words]
    if part.sign:
        size = len(part.sign)
        begins = [n for n in range(len(printed)) if printed.startswith(part.sign, n)]
        return [set(range(n, n + size)) for n in begins]
    size = len(run)
    return [
        set(range(words[n][1], words[n + size - 1][2]))
        for n in range(len(names) - size + 1)
        if all(names[n + k] in run[k] for k in range(size))
    ]


def matched(
    texts: list[Text],
    wanted: list[Asked],
    unwanted: list[Asked],
    names: list[Text] | None = None,
    forms: bool = False,
) -> dict[str, set[int]]:
    """
    The texts that match, and which of their code points are to be lit.

    They are said by those of these `names` in turn. A part may stand in the text or in
    the name, whole: not partly in each.
    """
    hits: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        name = names[number % len(names)] if names else ("", [])
        lit = [places(text, part, forms) for part in wanted]
        named = [places(name, part, forms) for part in wanted]
        lacking = any(not a and not b for a, b in zip(lit, named, strict=True))
        if not lacking and not any(
            places(one, part, forms) for part in unwanted for one in (text, name)
        ):
            hits[f"q{number}"] = {n for part in lit for hit in part for n in hit}
    return hits


class Told:
    """A record of generated texts, with what the generator knows of their words."""

    def __init__(self, folder: Path, number: int, seed: int, language: str) -> None:
        dice = random.Random(seed)
        self.is_english = language == "en"
        self.texts = [printed(dice) for _ in range(number)]
        self.names = [printed(dice) for _ in range(5)]
        texts, names = ([text for text, _ in some] for some in (self.texts, self.names))
        self.record = written(folder, texts, names, language)


@st.composite
def parts(draw: st.DrawFn) -> Asked:
    """A word, phrase, beginning or sign, as somebody may type it."""
    kind = draw(st.sampled_from(["word", "word", "phrase", "prefix", "sign"]))
    if kind == "sign":
        sign = draw(st.sampled_from(SIGNS))
        # Alone an asterisk asks for nothing; between marks it is itself.
        return Asked(f'"{sign}"' if sign == "*" else sign, sign=sign)
    if kind == "prefix":
        begins = draw(st.sampled_from(list(BEGINNINGS)))
        return Asked(f"{begins}*", (BEGINNINGS[begins],))
    size = 1 if kind == "word" else draw(st.integers(2, 3))
    run = [draw(st.sampled_from(list(DRESSES))) for _ in range(size)]
    dress = " ".join(draw(st.sampled_from(DRESSES[word])) for word in run)
    typed = dress if kind == "word" else f'"{dress}"'
    loose = kind == "word" and run[0] in FORMS
    return Asked(typed, tuple((word,) for word in run), is_loose=loose)


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, list[Asked], list[Asked]]:
    """What is typed, the parts that it asks for, and those that it excludes."""
    wanted = draw(st.lists(parts(), min_size=0, max_size=3))
    unwanted = draw(st.lists(parts(), min_size=not wanted, max_size=2))
    typed = [part.typed for part in wanted]
    for part in unwanted:
        place = draw(st.integers(0, len(typed)))
        typed.insert(place, f"-{part.typed}")
    return " ".join(typed), wanted, unwanted


DAM = Asked("dam", (("dam",),))


def covered(text: str, question: typed_question.Question) -> set[int]:
    """The code points of a text that a question lights."""
    spans = typed_question.highlights(question, text)
    assert all(a[0] < a[1] <= b[0] < b[1] for a, b in pairwise(spans))
    return {n for start, end in spans for n in range(start, end)}
