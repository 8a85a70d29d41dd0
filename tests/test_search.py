"""Words are found whatever their dress, signs as they stand, and nothing else is."""

import os
import random
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.queries.filters import Filters
from dashboard.search import question as typed_question
from dashboard.search import quotes, ranking
from tests.support.small_record import Row, write_record

EVERYTHING = Filters()
# More of them are asked for by hand: ON_THE_RECORD_EXAMPLES=10000.
EXAMPLES = int(os.environ.get("ON_THE_RECORD_EXAMPLES", "120"))


def written(folder: Path, texts: list[str]) -> Record:
    """A record whose statements are these texts, told in one source."""
    quotes: list[Row] = []
    at = 0
    for number, text in enumerate(texts):
        quotes.append(
            {"quote_id": f"q{number}", "source_id": "source", "paragraph": number + 1,
             "start": at, "end": at + len(text), "content": text, "kind": "indirect",
             "speaker_id": "paper"}
        )  # fmt: skip
        at += len(text) + 1
    source = {"source_id": "source", "title": "Texts", "publisher_id": "paper",
              "published_on": "2023-05-04", "language": "mul", "sha256": "0" * 64,
              "length": at + 1}  # fmt: skip
    actor = {"actor_id": "paper", "name": "The Lantern", "kind": "media"}
    tables = {"sources": [source], "actors": [actor], "quotes": quotes}
    return open_record(write_record(folder, tables))


def found(record: Record, typed: str) -> list[str]:
    """The texts that a question finds, in the order of the source."""
    rows = quotes.quotes(record, EVERYTHING, typed, size=None)
    assert set(rows["total"]) in ({len(rows)}, set())
    return list(rows["content"])


def lit(typed: str, text: str) -> list[str]:
    """What a question highlights in a text, as printed."""
    spans = typed_question.highlights(typed_question.parse(typed), text)
    return [text[start:end] for start, end in spans]


TEXTS = [
    "The café of the naïve CAFÉ owner",
    "Die Straße nach Selm",
    "DIE STRASSE BRENNT",
    "They won’t stop, he said",
    "They won't wait (for long)",
    "Growth of 50% in U.S. aid, a_b and c\\d",
    "Growth of 50 in us aid",
    "They code in C++ & C#",
    "Vitamin C helps",
    "It stood nearby",
    "It stood by the river",
    "Ｗｉｄｅ letters",
    "كِتَابٌ جديد",
    "كتاب قديم",
    "中国外交部发言人说",
    "国中之国",
    "ประเทศไทย รักสงบ",
    "Ёлка и ЕЛКА",
    "Shoigu’s well-known gesture",
    "the dam; the river; the dam of the river",
    "river dam",
    "«Да», — сказал он",
    "<script>alert(1)</script> & more",
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return written(tmp_path_factory.mktemp("texts"), TEXTS)


def test_no_question_finds_everything_in_the_order_of_the_source(texts: Record) -> None:
    assert found(texts, "") == found(texts, "  ") == found(texts, '""') == TEXTS


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        # Case, accents, letters that are two, width.
        ("cafe", ["café", "CAFÉ"]),
        ("CAFE\u0301", ["café", "CAFÉ"]),
        ("straße", ["Straße", "STRASSE"]),
        ("strasse", ["Straße", "STRASSE"]),
        ("wide", ["Ｗｉｄｅ"]),
        ("ｄａｍ", ["dam", "dam", "dam"]),
        ("ёлка", ["Ёлка", "ЕЛКА"]),
        ("елка", ["Ёлка", "ЕЛКА"]),
        # Apostrophes of any shape.
        ("won't", ["won’t", "won't"]),
        ("won’t", ["won’t", "won't"]),
        ("won＇t", ["won’t", "won't"]),
        ("Shoigu", ["Shoigu"]),
        ("Shoigu's", ["Shoigu’s"]),
        # Scripts without case or spaces.
        ("كتاب", ["كِتَابٌ", "كتاب"]),
        ("كِتَاب", ["كِتَابٌ", "كتاب"]),
        ("中国", ["中国"]),
        ("外交部", ["外交部"]),
        ("国", ["国", "国", "国"]),
        ("ประเทศ", ["ประเทศ"]),
        ("สงบ", ["สงบ"]),
        # Words and phrases.
        ("river dam", ["dam", "river", "dam", "river", "river", "dam"]),
        ('"the river"', ["the river", "the river", "the river"]),
        ('"river dam"', ["river dam"]),
        ("“dam of the river”", ["dam of the river"]),
        ('"dam of the', ["dam of the"]),  # an unclosed mark reaches to the end
        ("well-known", ["well-known"]),
        ('"WELL KNOWN"', ["well-known"]),
        # Parts of words are not words.
        ("by", ["by"]),
        ("near", []),
        ("da", []),
        ("ประเทศลาว", []),
        # All words, not any.
        ("river Straße", []),
    ],
)
def test_words_are_found_and_lit(texts: Record, typed: str, hits: list[str]) -> None:
    assert [one for text in found(texts, typed) for one in lit(typed, text)] == hits


@pytest.mark.parametrize(
    ("typed", "number", "hits"),
    [
        ("(", 2, ["(", "("]),
        (")", 2, [")", ")"]),
        ("%", 1, ["%"]),
        ("_", 1, ["_"]),
        ("\\", 1, ["\\"]),
        ("'", 3, ["’", "'", "’"]),
        ("+", 1, ["+", "+"]),
        ("&", 2, ["&", "&"]),
        ("<", 1, ["<", "<"]),
        (";", 1, [";", ";"]),
        ("—", 2, ["-", "—"]),  # a dash of any length
        ("*", 0, []),
        ("?!…", 0, []),
        ("U.S.", 1, ["U.S"]),
        ("u.s", 1, ["U.S"]),
        ("C++", 1, ["C", "++", "C"]),
        ("C#", 1, ["C", "C", "#"]),
        ("50%", 1, ["50", "%"]),
        ("a_b", 1, ["a_b"]),
        ("a%b", 0, []),
        ("c\\d", 1, ["c\\d"]),
        ("' OR 1=1 --", 0, []),
        ("<script>", 1, ["<", "script", ">", "<", "script", ">"]),
    ],
)
def test_signs_are_read_as_they_stand(
    texts: Record, typed: str, number: int, hits: list[str]
) -> None:
    rows = found(texts, typed)
    assert len(rows) == number
    assert [one for text in rows for one in lit(typed, text)] == hits


@pytest.mark.parametrize(
    "typed",
    [
        "\0", "dam\0river", "(" * 10_000, "x" * 10_000, "dam " * 2_500, '"' * 10_000,
        " ".join(f"w{n}" for n in range(1_000)),
        '"' + " ".join(f"w{n}" for n in range(1_000)),
        " ".join("!?%(_*")
        + " ", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "ignore"),
        "🙂", "\u202e\u200b", "\n\t\r", "{0}", "%s %d", "NULL", "AND OR NOT",
    ],
    ids=lambda typed: repr(typed[:12]),
)  # fmt: skip
def test_any_question_is_answered_and_soon(texts: Record, typed: str) -> None:
    began = time.perf_counter()
    rows = found(texts, typed)
    for text in rows:
        lit(typed, text)
    assert time.perf_counter() - began < 5


def test_nul_parts_words(texts: Record) -> None:
    assert found(texts, "dam\0river") == found(texts, "dam river")


def test_of_a_thousand_words_the_first_are_looked_for_and_the_rest_counted() -> None:
    question = typed_question.parse(" ".join(f"w{n}" for n in range(1_000)))
    assert len(question.words) == typed_question.LONGEST
    assert question.left_out == 1_000 - typed_question.LONGEST
    assert typed_question.parse("dam dam").left_out == 0


def test_a_question_is_understood_as_words_phrases_and_signs() -> None:
    question = typed_question.parse('The “DAM of” won’t ( "a b')
    runs = [run.words for run in question.runs]
    assert runs == [("the",), ("dam", "of"), ("won't",), ("a", "b")]
    assert question.signs == ["("]
    assert not typed_question.parse(" \0 ")


# Highlights


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("dam", [(4, 7), (20, 23)]),
        ('"the dam"', [(0, 7), (16, 23)]),
        ("the dam", [(0, 3), (4, 7), (16, 19), (20, 23), (27, 30)]),
        ('"the dam" dam', [(0, 7), (16, 23)]),  # one within the other: one
        (";", [(7, 8), (14, 15)]),
        ("", []),
        ("xyz", []),
    ],
)
def test_highlights_are_spans_of_the_printed_text(
    typed: str, spans: list[tuple[int, int]]
) -> None:
    text = "the dam; river; the dam of the"
    assert typed_question.highlights(typed_question.parse(typed), text) == spans


def test_a_highlight_wraps_the_printed_words_escaped(texts: Record) -> None:
    (row,) = quotes.quotes(texts, EVERYTHING, "alert").to_dict("records")
    spans = typed_question.highlights(typed_question.parse("alert"), row["content"])
    shown = markup_base.marked(row["content"], spans)
    assert shown == ("&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; more")


# Ranking


def test_relevance_is_bm25(record: Record) -> None:
    """
    Seven quotes of 5, 6, 3, 7, 2, 10 and 2 words (35, so 5 a quote); three hold “dam”.

    idf = ln((7 - 3 + 0.5) / (3 + 0.5) + 1) = ln(2.285714) = 0.826679. A quote of L
    words scores idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * L / 5)).
    """
    rows = quotes.quotes(record, EVERYTHING, "dam", "relevance")
    assert [one[-3:] for one in rows["quote_id"]] == ["8-a", "5-a", "7-a"]
    expected = [1.095598, 0.764157, 0.586675]
    assert rows["score"].tolist() == pytest.approx(expected, abs=1e-6)


def test_the_scores_of_several_words_add_up(record: Record) -> None:
    # 7-a alone holds “smaller”: ln(6.5 / 1.5 + 1) = 1.673976; times 2.2 / 3.1.
    rows = quotes.quotes(record, EVERYTHING, "dam smaller", "relevance")
    assert rows["score"].tolist() == pytest.approx([0.586675 + 1.187983], abs=1e-6)


def test_a_filter_does_not_change_how_rare_a_word_is(record: Record) -> None:
    chosen = Filters(country=("BRK",))
    rows = quotes.quotes(record, chosen, "dam", "relevance")
    assert rows["score"].tolist() == pytest.approx([0.764157], abs=1e-6)


def test_a_page_of_hits_holds_the_total_of_all(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING, "dam", "relevance", 2, 2)
    assert [one[-3:] for one in rows["quote_id"]] == ["7-a"]
    assert set(rows["total"]) == {3}


def test_a_word_that_no_quote_holds_leads_to_those_that_begin_so(
    record: Record,
) -> None:
    assert quotes.suggestions(record, typed_question.parse("dry might oppo")) == [
        "oppose"
    ]
    assert quotes.suggestions(record, typed_question.parse("dam")) == []
    assert quotes.suggestions(record, typed_question.parse("zzz %")) == []


def test_a_word_that_quotes_hold_leads_to_longer_words_that_begin_so(
    tmp_path: Path,
) -> None:
    # Twice “dams”, once “damage” and “damn”; a word never leads to itself.
    told = written(tmp_path, ["the dam", "dams and dams", "dams", "damn damage"])
    assert quotes.suggestions(told, typed_question.parse("DAM")) == [
        "dams",
        "damage",
        "damn",
    ]
    assert quotes.suggestions(told, typed_question.parse("the dam")) == [
        "dams", "damage", "damn",
    ]  # fmt: skip
    assert quotes.suggestions(told, typed_question.parse("dams")) == []


def test_at_most_six_longer_words_are_named(tmp_path: Path) -> None:
    told = written(tmp_path, ["dama damb damc damd dame damf damg"])
    assert quotes.suggestions(told, typed_question.parse("dam")) == [
        "dama", "damb", "damc", "damd", "dame", "damf",
    ]  # fmt: skip


# Any question over any texts, against a matcher that knows the words it wrote

# A word as it may be printed or typed, by what it is looked up as.
DRESSES = {
    "dam": ["dam", "DAM", "Dam", "ｄａｍ", "dàm"],
    "damp": ["damp", "Damp"],
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
BEGINNINGS = {"da": ("dam", "damp"), "ca": ("cafe",), "ре": ("река",), "ele": ()}
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


def places(text: Text, part: Asked) -> list[set[int]]:
    """Where a text holds a part: the code points of each hit."""
    printed, words = text
    names = [word for word, _, _ in words]
    if part.sign:
        size = len(part.sign)
        begins = [n for n in range(len(printed)) if printed.startswith(part.sign, n)]
        return [set(range(n, n + size)) for n in begins]
    size = len(part.run)
    return [
        set(range(words[n][1], words[n + size - 1][2]))
        for n in range(len(names) - size + 1)
        if all(names[n + k] in part.run[k] for k in range(size))
    ]


def matched(
    texts: list[Text], wanted: list[Asked], unwanted: list[Asked]
) -> dict[str, set[int]]:
    """The texts that match, and which of their code points are to be lit."""
    hits: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        held = [places(text, part) for part in wanted]
        if all(held) and not any(places(text, part) for part in unwanted):
            hits[f"q{number}"] = {n for part in held for hit in part for n in hit}
    return hits


class Told:
    """A record of generated texts, with what the generator knows of their words."""

    def __init__(self, folder: Path, number: int, seed: int) -> None:
        dice = random.Random(seed)
        self.texts = [printed(dice) for _ in range(number)]
        self.record = written(folder, [text for text, _ in self.texts])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """Two such records, of few words many times and of many quotes."""
    return [Told(tmp_path_factory.mktemp("told"), 150, 7),
            Told(tmp_path_factory.mktemp("told"), 12, 8)]  # fmt: skip


@st.composite
def parts(draw: st.DrawFn) -> Asked:
    """A word, phrase, beginning or sign, as somebody may type it."""
    kind = draw(st.sampled_from(["word", "word", "phrase", "prefix", "sign"]))
    if kind == "sign":
        sign = draw(st.sampled_from(SIGNS))
        return Asked(sign, sign=sign)
    if kind == "prefix":
        begins = draw(st.sampled_from(list(BEGINNINGS)))
        return Asked(f"{begins}*", (BEGINNINGS[begins],))
    size = 1 if kind == "word" else draw(st.integers(2, 3))
    run = [draw(st.sampled_from(list(DRESSES))) for _ in range(size)]
    dress = " ".join(draw(st.sampled_from(DRESSES[word])) for word in run)
    typed = dress if kind == "word" else f'"{dress}"'
    return Asked(typed, tuple((word,) for word in run))


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


def covered(text: str, typed: str) -> set[int]:
    """The code points of a text that a question lights."""
    spans = typed_question.highlights(typed_question.parse(typed), text)
    assert all(a[0] < a[1] <= b[0] < b[1] for a, b in pairwise(spans))
    return {n for start, end in spans for n in range(start, end)}


@settings(max_examples=EXAMPLES, deadline=None)
@given(which=st.integers(0, 1), asked=questions())
@example(which=0, asked=("中国", [Asked("", (("中",), ("国",)))], []))
@example(which=0, asked=('"dam dam"', [Asked("", (("dam",), ("dam",)))], []))
@example(which=1, asked=("dam damp", [DAM, Asked("", (("damp",),))], []))
@example(which=0, asked=("-dam", [], [DAM]))
@example(which=0, asked=("da* -dam", [Asked("", (("dam", "damp"),))], [DAM]))
def test_the_engine_finds_and_lights_what_a_plain_matcher_does(
    told: list[Told], which: int, asked: tuple[str, list[Asked], list[Asked]]
) -> None:
    typed, wanted, unwanted = asked
    one = told[which]
    expected = matched(one.texts, wanted, unwanted)
    rows = quotes.quotes(one.record, EVERYTHING, typed, "relevance", size=None)
    assert sorted(rows["quote_id"]) == sorted(expected)
    assert set(rows["total"]) in ({len(expected)}, set())
    lit = {row["quote_id"]: covered(row["content"], typed)
           for row in rows.to_dict("records")}  # fmt: skip
    assert lit == expected
    assert list(rows["score"]) == sorted(rows["score"], reverse=True)


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 2**32), asked=questions())
def test_any_text_is_lit_where_a_plain_matcher_says(
    seed: int, asked: tuple[str, list[Asked], list[Asked]]
) -> None:
    typed, wanted, _ = asked
    text = printed(random.Random(seed))
    for part in wanted:
        lit = {n for hit in places(text, part) for n in hit}
        assert covered(text[0], part.typed) == lit
    hits = matched([text], wanted, [])
    assert not hits or covered(text[0], typed) == hits["q0"]


# Beginnings and exclusions


def test_a_beginning_finds_every_word_that_begins_so(tmp_path: Path) -> None:
    told = written(tmp_path, ["the dam", "Dams of Selm", "a damp day", "madam", "d*m"])
    assert found(told, "dam*") == ["the dam", "Dams of Selm", "a damp day"]
    assert lit("dam*", "Dams of damp Selm") == ["Dams", "damp"]
    # Only right behind a word is the asterisk an operator.
    assert found(told, "d*m") == ["d*m"]
    assert found(told, "*") == ["d*m"]


def test_a_phrase_without_a_space_may_end_in_a_beginning(tmp_path: Path) -> None:
    told = written(tmp_path, ["state-of-the-art", "state of their", "state of a"])
    assert found(told, "state-of-the*") == ["state-of-the-art", "state of their"]


def test_a_minus_excludes_a_word_a_phrase_a_beginning_and_a_sign(
    tmp_path: Path,
) -> None:
    texts = ["the dam", "the dam of Selm", "the dams (two)", "the river"]
    told = written(tmp_path, texts)
    assert found(told, "the -dam") == ["the dams (two)", "the river"]
    assert found(told, "the -dam*") == ["the river"]
    assert found(told, 'the -"dam of selm"') == [texts[0], texts[2], texts[3]]
    assert found(told, "the -(") == [texts[0], texts[1], texts[3]]
    assert found(told, "-dam -river") == ["the dams (two)"]
    assert lit("the -dam", "the dam") == ["the"]


@pytest.mark.parametrize("typed", ["well-known", "– dam", "—dam", "dam -", "dam - of"])
def test_a_dash_within_or_beside_words_excludes_nothing(typed: str) -> None:
    assert not typed_question.parse(typed).excluded


def test_what_was_understood_is_said_where_it_is_not_plainly_typed() -> None:
    assert typed_question.describe(typed_question.parse("the dam")) == ""
    asked = typed_question.parse('sanct* "the dam" -selm -"a b" -(')
    assert typed_question.describe(asked) == (
        "words that begin with “sanct…”; the words “the dam” side by side; "
        "nothing with “selm”; nothing with “a b”; nothing with “(”"
    )


def test_questions_of_one_shape_are_compiled_once() -> None:
    shapes = [
        typed_question.parse(typed).stand_ins({})
        for typed in ('dam "of the" -selm*', 'river "in a" -ard*', 'dam "of a" selm*')
    ]
    assert shapes[0] == shapes[1] != shapes[2]
    values: dict[str, str] = {}
    typed_question.parse('dam "of the dam" (').stand_ins(values)
    assert values == {"typed0": "dam", "typed1": "of", "typed2": "the", "typed3": "("}


@pytest.mark.parametrize(
    "typed",
    [
        "river dam", "the river dam of", '"dam of the river"', '"the dam"', "ri* dam",
        '"the river" da*', "river -by", '"the dam" "the river" of',
    ],
)  # fmt: skip
def test_words_joined_and_words_counted_together_tell_the_same(
    monkeypatch: pytest.MonkeyPatch, texts: Record, typed: str
) -> None:
    told = []
    for few in (0, 99):
        monkeypatch.setattr(ranking, "FEW", few)
        # Under a new name: what was compiled for the first would be remembered.
        told.append(
            quotes.quotes(replace(texts), EVERYTHING, typed, "relevance", size=None)
        )
    assert len(told[0])
    assert told[0]["number"].tolist() == told[1]["number"].tolist()
    assert told[0]["score"].tolist() == pytest.approx(told[1]["score"].tolist())


def test_pages_hold_what_all_rows_at_once_hold(texts: Record) -> None:
    every = quotes.quotes(texts, EVERYTHING, "the", "relevance", size=None)
    pages = [
        quotes.quotes(texts, EVERYTHING, "the", "relevance", page, 2)
        for page in (1, 2, 3)
    ]
    assert [len(page) for page in pages] == [2, 1, 0]
    told = pd.concat(pages, ignore_index=True)[list(every.columns)]
    pd.testing.assert_frame_equal(told, every)
