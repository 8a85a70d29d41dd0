"""A copy of a source is held against its rows: never better than the truth."""

import random
import re
import threading
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.provenance import diff, wording
from dashboard.provenance import verify as verify_provenance
from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.verify import Budget, verify
from dashboard.record import limits
from dashboard.text.plain_text import DASHES, LETTERS, MARKS, SPACES
from tests.support.claims import CLAIMS
from tests.support.plain_form import LETTERS_OF, STRAIGHT, plainly
from tests.support.small_record import SOURCE_TEXT


def one(text: str, words: str, start: Any = 0, end: Any = None) -> Finding:
    end = start + len(words) if end is None else end
    (found,) = verify(Copy(text), [Claim("quotes", "q", words, start, end)])
    return found


def verdicts(text: str) -> Counter[Verdict]:
    return Counter(found.verdict for found in verify(Copy(text), CLAIMS))


def test_every_row_of_the_small_record_is_exact_at_its_place() -> None:
    same = verify(Copy(SOURCE_TEXT), CLAIMS, is_same=True)
    assert Counter(one.verdict for one in same) == {Verdict.EXACT: 24}
    assert {f.forms for f in verify(Copy(SOURCE_TEXT), CLAIMS)} == {()}


def test_words_elsewhere_are_told_where() -> None:
    found = one("Nobody said so.\n\nThe dam is open.", "The dam is open", 4)
    # Where all about them is another, they may be somebody else's.
    assert found.verdict is Verdict.DOUBTFUL
    assert found.why.startswith("they stand among other words: 13 characters more")
    assert (found.start, found.end, found.paragraph) == (17, 32, 2)
    assert found.forms == ()


def test_the_nearest_of_several_places_is_told() -> None:
    text = "the dam. " * 5
    found = one(text, "the dam", 20)
    assert (found.verdict, found.start) == (Verdict.DOUBTFUL, 18)


def test_a_word_that_stands_twice_moves_with_its_neighbours() -> None:
    text = "x" * 30 + " the river, in its bed of old, and the river again"
    claims = [
        Claim("quotes", "a", "in its bed of old", 12, 29),
        Claim("quotes", "b", "the river", 35, 44),
    ]
    moved = verify(Copy(text), claims)
    assert [found.start for found in moved] == [42, 65]


@pytest.mark.parametrize(
    ("text", "words"),
    [("nothing is known", "no"), ("kindness", "kind"), ("café", "caf"), ("각", "가")],
)
def test_a_part_of_a_word_or_letter_is_not_found_elsewhere(
    text: str, words: str
) -> None:
    for form in ("NFC", "NFD"):
        copy = "x " + unicodedata.normalize(form, text)
        assert one(copy, words, 900).verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("text", ["no no no; a piano, sir", "sir sir sir: no, sirs"])
def test_words_that_begin_or_end_within_others_are_not_found(text: str) -> None:
    assert one(text, "no, sir", 900).verdict is not Verdict.ELSEWHERE


def test_words_of_scripts_without_spaces_are_found() -> None:
    found = one("昨日外交部表示反对此事", "反对", 0)
    assert (found.verdict, found.start, found.end) == (Verdict.DOUBTFUL, 7, 9)


@pytest.mark.parametrize(
    ("printed", "words", "differs"),
    [
        ("“Stop”, he said", '"Stop", he said', (MARKS,)),
        ("the man’s dam", "the man's dam", (MARKS,)),
        ("a dam – now", "a dam - now", (DASHES,)),
        ("a\u00a0dam", "a dam", (SPACES,)),
        ("a \n\n dam", "a dam  ", None),
        ("cafe\u0301 noir", "caf\u00e9 noir", None),
        ("a — “dam”", 'a - "dam"', (MARKS, DASHES)),
    ],
)
def test_what_differs_in_form_alone_is_exact_and_said(
    printed: str, words: str, differs: tuple[str, ...] | None
) -> None:
    found = one(printed, words)
    if differs is None:
        # Another length: the span is not the same, the place is.
        words = words.strip()
        found = one(printed, words)
        differs = (SPACES,) if "dam" in words else (LETTERS,)
    assert found.verdict is Verdict.EXACT
    assert found.forms == differs
    assert (found.start, found.end) == (0, len(printed))


def test_other_words_are_not_found() -> None:
    assert one("The dam is open.", "Envoys met for talks").verdict is Verdict.NOT_FOUND


# It fails closed.


@pytest.mark.parametrize(
    ("words", "start", "end", "why"),
    [
        ("", 0, 3, "the row holds no words to look for"),
        (" \n", 0, 2, "the row holds no words to look for"),
        ("dam", None, 3, "the row's start and end are no span"),
        ("dam", 3, None, "the row's start and end are no span"),
        ("dam", 3, 3, "the row's start and end are no span"),
        ("dam", -3, 0, "the row's start and end are no span"),
    ],
)
def test_what_cannot_be_looked_for_is_not_verified(
    words: str, start: int | None, end: int | None, why: str
) -> None:
    claim = Claim("quotes", "q", words, start, end)
    (found,) = verify(Copy("dam"), [claim])
    assert (found.verdict, found.why) == (Verdict.NOT_VERIFIED, why)


def test_a_span_of_another_length_is_not_at_its_place() -> None:
    assert one("the dam", "the dam", 0, 3).verdict is not Verdict.EXACT


def test_what_the_effort_does_not_reach_is_not_verified() -> None:
    text = "x " + SOURCE_TEXT
    found = verify(Copy(text), CLAIMS, Budget(tries=20))
    numbers = Counter(one.verdict for one in found)
    assert numbers[Verdict.NOT_VERIFIED] > 0
    assert numbers[Verdict.EXACT] == 0
    assert numbers.total() == 24


def test_differences_are_worked_out_for_so_many_rows_and_no_more() -> None:
    text = SOURCE_TEXT.replace("dam", "wall").replace("wait", "go")
    found = verify(Copy(text), CLAIMS, Budget(differences=2))
    whys = {one.why for one in found if one.verdict is Verdict.NOT_FOUND}
    assert sum(one.verdict is Verdict.DIFFERS for one in found) <= 2
    assert "what differs was not worked out: too much else is missing" in whys


@st.composite
def texts_and_rows(draw: st.DrawFn) -> tuple[str, str, int]:
    """A text, words taken from it and then perhaps changed, and a place for them."""
    text = draw(st.text(LETTERS_OF, min_size=1, max_size=40))
    first = draw(st.integers(0, len(text) - 1))
    words = text[first : first + draw(st.integers(1, 15))]
    edit = draw(st.sampled_from(["none", "NFD", "shapes", "space", "cut", "grow"]))
    place = draw(st.integers(0, len(words)))
    words = {
        "none": words,
        "NFD": unicodedata.normalize("NFD", words),
        "shapes": words.translate(STRAIGHT),
        "space": words.replace(" ", "\n "),
        "cut": words[:place] + words[place + 1 :],
        "grow": words[:place] + draw(st.text(LETTERS_OF, max_size=3)) + words[place:],
    }[edit]
    return text, words, draw(st.one_of(st.just(first), st.integers(0, 45)))


@settings(max_examples=1_500, deadline=None)
@given(texts_and_rows())
def test_a_verdict_is_never_better_than_the_truth(case: tuple[str, str, int]) -> None:
    text, words, start = case
    found = one(text, words, start)
    sought = plainly(words)
    is_at_place = any(
        plainly(text[start:end]) == sought for end in range(start, len(text) + 1)
    )
    if found.verdict is Verdict.EXACT:
        assert words.strip()
        assert is_at_place
        assert found.start == start
        if found.forms == ():
            assert text[start : start + len(words)] == words
    if found.verdict in (Verdict.ELSEWHERE, Verdict.WORDS, Verdict.DOUBTFUL):
        assert plainly(text[found.start : found.end]) == sought
        # A word is not cut, nor an accent from its letter.
        for at in (found.start, found.end):
            sides = text[at - 1 : at + 1] if 0 < at < len(text) else "  "
            assert not (sides[0] in "abé" and sides[1] in "abé\u0301")
    if words.strip() and text[start : start + len(words)] == words:
        (same,) = verify(Copy(text), [found.claim], is_same=True)
        assert same.verdict is Verdict.EXACT
    if found.verdict is Verdict.DIFFERS:
        assert text[found.start : found.end] != words
        assert "".join(change.record for change in found.changes).strip()


# Bounded work: counted, so that no test hangs on how busy a machine is.

WORDS = SOURCE_TEXT.split()
MEGABYTE = 1_000_000


def prose(seed: int) -> str:
    dice = random.Random(seed)
    text = ""
    while len(text) < MEGABYTE:
        text += " ".join(dice.choices(WORDS, k=2_000)) + "\n\n"
    return text[:MEGABYTE]


HUGE = {
    "prose": prose(1),
    "one word": "word " * (MEGABYTE // 5),
    "spaces": " " * MEGABYTE,
    "one letter": "a" * MEGABYTE,
    "signs": "?!“" * (MEGABYTE // 3),
    "accents on one letter": "e" + "\u0301\u0316" * (MEGABYTE // 4),
    "two words": "a b " * (MEGABYTE // 4),
}


@pytest.mark.parametrize("name", HUGE)
def test_a_megabyte_costs_no_more_than_was_allowed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(2)
    text = HUGE[name]
    claims = [
        Claim("quotes", str(n), " ".join(dice.choices([*WORDS, "a", "word"], k=20)),
              place, place + 100)
        for n, place in enumerate(dice.choices(range(MEGABYTE), k=1_000))
    ]  # fmt: skip
    tried: list[int] = []
    compared: list[int] = []
    place, nearest = verify_provenance._own_span, diff.nearest
    monkeypatch.setattr(
        verify_provenance, "_own_span", lambda *args: tried.append(1) or place(*args)
    )
    monkeypatch.setattr(
        diff, "nearest", lambda *args: compared.append(1) or nearest(*args)
    )
    found = verify(Copy(text), claims)
    assert len(found) == 1_000
    assert len(tried) <= limits.TRIES + 1_000
    assert len(compared) <= limits.DIFFERENCES
    assert Verdict.EXACT not in {one.verdict for one in found}


def test_a_proof_lets_others_go_on() -> None:
    """Another thread is answered many times while a megabyte is looked through."""
    claims = [
        Claim("quotes", str(n), f"{WORDS[n % 50]} {WORDS[n % 31]} missing words",
              n * 900, n * 900 + 40)
        for n in range(1_000)
    ]  # fmt: skip
    done = threading.Event()
    worker = threading.Thread(
        target=lambda: (verify(Copy(HUGE["prose"]), claims), done.set())
    )
    answers = 0
    worker.start()
    while not done.wait(0.001):
        answers += 1
    worker.join()
    assert answers >= 10


def end_of(paragraph: int) -> int:
    """Where a paragraph of the small record's source ends."""
    return [found.end() for found in re.finditer(r"[^\n]+", SOURCE_TEXT)][paragraph - 1]


@pytest.mark.parametrize("paragraph", [4, 5, 6])
@pytest.mark.parametrize("form", ["as it is", "CRLF", "with a menu"])
def test_what_stands_behind_the_end_of_a_copy_is_not_in_it(
    paragraph: int, form: str
) -> None:
    end = end_of(paragraph)
    text = SOURCE_TEXT[:end]
    text = text.replace("\n", "\r\n") if form == "CRLF" else text
    text = f"Home\n\n{text}" if form == "with a menu" else text
    copy = Copy(text)
    found = verify(copy, CLAIMS, length=len(SOURCE_TEXT))
    assert {one.claim.key for one in found if one.verdict is Verdict.BEYOND} == {
        claim.key for claim in CLAIMS if (claim.start or 0) >= end
    }
    ends_in = paragraph + (form == "with a menu")
    (told,) = wording.patterns(found, copy)
    assert told.startswith(f"Your copy ends in paragraph {ends_in}, before the source")


def test_another_text_is_no_copy_that_ends_early() -> None:
    found = verify(Copy("No dam.\n"), CLAIMS, length=len(SOURCE_TEXT))
    assert Verdict.BEYOND not in {one.verdict for one in found}
    # Nor is one in which the last row is another: it ends where its source does.
    (last,) = {claim.words for claim in CLAIMS if claim.end == max(
        one.end or 0 for one in CLAIMS)}  # fmt: skip
    found = verify(Copy(SOURCE_TEXT.replace(last, "x" * len(last))), CLAIMS)
    assert Verdict.BEYOND not in {one.verdict for one in found}


FLEET = "🚢🚢 Vélpørt\n\nOlsen said: “We stay 🌊.” Brandt said “no”."
FLEET += " “We pay,” Olsen said.\n"
SAID = [("We stay 🌊.", "Olsen"), ("no", "Brandt"), ("We pay,", "Olsen")]


def counted(encoding: str, text: str = FLEET) -> list[Claim]:
    """Rows whose places are counted in units of an encoding."""
    width = 2 if encoding == "utf-16-le" else 1
    claims = []
    for words, name in SAID:
        before = text[: text.index(words)]
        start, end = (
            len(one.encode(encoding)) // width for one in (before, before + words)
        )
        claims.append(Claim("quotes", words, words, start, end, 2, "said", (), name))
    return claims


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-16-le", "UTF-16 units"), ("utf-8", "bytes of UTF-8")]
)
@pytest.mark.parametrize("is_same", [True, False])
def test_places_in_other_units_are_named_once_and_no_row_is_exact(
    encoding: str, named: str, is_same: bool
) -> None:
    copy = Copy(FLEET)
    found = verify(copy, counted(encoding), is_same=is_same, length=len(FLEET))
    assert [one.verdict for one in found] == [Verdict.ELSEWHERE] * 3
    assert [FLEET[one.start : one.end] for one in found] == [one for one, _ in SAID]
    (told,) = wording.patterns(found, copy)
    assert named in told
    assert "all 3 rows" in told


def test_places_in_characters_or_in_no_one_unit_are_not_named() -> None:
    copy = Copy(FLEET)
    right = [one._replace(start=(at := FLEET.index(one.words)), end=at + len(one.words))
             for one in counted("utf-8")]  # fmt: skip
    mixed = [*counted("utf-8")[:2], counted("utf-16-le")[2]]
    wrong = [one._replace(start=one.start + 1, end=one.end + 1)
             for one in counted("utf-8")]  # fmt: skip
    for claims in (right, mixed, wrong):
        assert not any(one.units for one in verify(copy, claims, is_same=True))
    assert {one.verdict for one in verify(copy, right)} == {Verdict.EXACT}


def test_rows_in_other_units_are_exact_nowhere_if_another_says_them() -> None:
    text = FLEET.replace("Olsen", "Brando", 1)
    found = verify(Copy(text), counted("utf-16-le", text))
    assert found[0].verdict not in (Verdict.EXACT, Verdict.ELSEWHERE)
