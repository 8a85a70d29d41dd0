"""Take a record and its text, change one thing: what means another is not exact."""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.verify import verify
from tests.support.claims import CLAIMS
from tests.support.small_record import SOURCE_TEXT
from tests.support.spoken_text import (
    CUES,
    NAMES,
    WORDS,
    Statement,
    changed,
    rows_of,
    statements,
    text_of,
)

EXACT = (Verdict.EXACT, Verdict.ELSEWHERE)
several = settings(max_examples=120, deadline=None)


def looked_at(text: str, rows: list[Claim], length: int = 0) -> dict[str, Finding]:
    return {one.claim.key: one for one in verify(Copy(text), rows, length=length)}


def has_twin(told: list[Statement], number: int) -> bool:
    """Whether the same speaker says the same words twice."""
    one = told[number]
    return any(
        (other.words.lower(), other.cue, other.name)
        == (one.words.lower(), one.cue, one.name)
        for at, other in enumerate(told) if at != number
    )  # fmt: skip


def is_named(one: Statement) -> bool:
    return one.shape != "He {cue} {words}."


@several
@given(statements)
def test_a_text_that_nothing_was_changed_in_is_exact_where_all_can_be_compared(
    told: list[Statement],
) -> None:
    found = looked_at(text_of(told), rows_of(told))
    for number, one in enumerate(told):
        verdict = found[str(number)].verdict
        assert verdict in (Verdict.EXACT, Verdict.WORDS)
        if is_named(one):
            assert verdict is Verdict.EXACT
    same = verify(Copy(text_of(told)), rows_of(told), is_same=True)
    assert {one.verdict for one in same} == {Verdict.EXACT}


@several
@given(statements, st.data())
def test_words_that_two_speakers_exchange_are_not_exact(
    told: list[Statement], data: st.DataObject
) -> None:
    one, two = data.draw(st.permutations(range(len(told))))[:2]
    part = data.draw(st.sampled_from(["words", "name", "cue"]))
    first, second = (getattr(told[n], part) for n in (one, two))
    assume(first != second)
    assume(not has_twin(told, one) and not has_twin(told, two))
    assume((told[one].name, told[one].cue) != (told[two].name, told[two].cue))
    other = changed(changed(told, one, **{part: second}), two, **{part: first})
    found = looked_at(text_of(other), rows_of(told))
    for number in (one, two):
        if part == "name" and not is_named(told[number]):
            continue
        assert found[str(number)].verdict not in EXACT


@several
@given(statements, st.data())
def test_a_cue_that_was_turned_is_not_exact(
    told: list[Statement], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(told) - 1))
    assume(not has_twin(told, number))
    cue = told[number].cue
    turned = data.draw(
        st.sampled_from([*(set(CUES) - {cue}), f"never {cue}", f"{cue} it was false",
                         f"did not say, but {cue}"])
    )  # fmt: skip
    found = looked_at(text_of(changed(told, number, cue=turned)), rows_of(told))
    assert found[str(number)].verdict not in EXACT


@several
@given(statements, st.data())
def test_what_is_put_into_a_sentence_leaves_none_of_it_exact(
    told: list[Statement], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(told) - 1))
    assume(not has_twin(told, number))
    where = data.draw(st.sampled_from(["before", "after"]))
    more = data.draw(
        st.sampled_from(["It is a lie that ", "x, ", ", he joked, and so on"])
    )
    found = looked_at(
        text_of(changed(told, number, **{where: more})),
        rows_of(told),
        len(text_of(told)),
    )
    assert found[str(number)].verdict not in EXACT


@several
@given(statements, st.data())
def test_words_of_which_one_is_cut_or_more_are_not_exact(
    told: list[Statement], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(told) - 1))
    assume(not has_twin(told, number))
    words = told[number].words.split()
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(st.sampled_from([words[:at] + words[at + 1 :],
                                       [*words[:at], "not", *words[at:]],
                                       [*words[:at], f"{words[at]}ing",
                                        *words[at + 1 :]],
                                       [*words[:at], "\n\nAn advertisement\n\n",
                                        *words[at:]]]))  # fmt: skip
    text = text_of(changed(told, number, words=" ".join(other)))
    found = looked_at(text, rows_of(told))
    if at or "\n\n" not in "".join(other):
        assert found[str(number)].verdict not in EXACT


@several
@given(statements, st.data())
def test_a_statement_that_is_gone_is_not_exact_by_another_of_the_same_words(
    told: list[Statement], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(told) - 1))
    left = told[:number] + told[number + 1 :]
    assume(not has_twin(told, number))
    found = looked_at(text_of(left), rows_of(told))
    assert found[str(number)].verdict not in EXACT


@several
@given(statements, st.data())
def test_what_changes_in_form_alone_is_as_exact_as_before(
    told: list[Statement], data: st.DataObject
) -> None:
    text = text_of(told)
    way = data.draw(st.sampled_from(sorted(FORMS)))
    before = looked_at(text, rows_of(told), len(text))
    after = looked_at(FORMS[way](text), rows_of(told), len(text))
    for key, one in before.items():
        assert (after[key].verdict in EXACT) == (one.verdict in EXACT), way


FORMS = {
    "Windows' line ends": lambda text: text.replace("\n", "\r\n"),
    "one line end": lambda text: text.replace("\n\n", "\n"),
    "a menu above": lambda text: "Menu\n\nSearch here\n\n" + text,
    "an advertisement": lambda text: text.replace("\n\n", "\n\nBuy a boat\n\n", 1),
    "straight marks": lambda text: text.translate(str.maketrans("“”", '""')),
    "back-ticks": lambda text: text.replace("“", "``").replace("”", "''"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: text.replace("a", "a\u00ad"),
    "no width": lambda text: text.replace(" ", "\u200b \u2060"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "ligatures": lambda text: text.replace("fl", "ﬂ"),
}


def test_look_alikes_are_a_difference() -> None:
    told = [Statement("{name} {cue} that {words}.", NAMES[0], "said", WORDS[2], True)]
    text = text_of(told).replace("dam", "dаm")
    assert looked_at(text, rows_of(told))["0"].verdict is Verdict.DIFFERS


def test_one_printing_verifies_one_row() -> None:
    rows = [
        Claim("quotes", "a", "Yes", 1, 4, 1, "said", (), "Olsen"),
        Claim("quotes", "b", "Yes", 21, 24, 2, "said", (), "Brandt"),
    ]
    text = "“Yes,” said Olsen.\n\n“Yes,” said Brandt.\n"
    assert {one.verdict for one in verify(Copy(text), rows)} == {Verdict.EXACT}
    found = looked_at("“Yes,” said Brandt.\n", rows)
    assert found["a"].verdict is Verdict.DOUBTFUL
    assert found["b"].verdict is Verdict.ELSEWHERE


def test_a_word_within_another_is_not_exact_at_its_place() -> None:
    claim = Claim("marks", "a", "thin", 4, 8)
    (found,) = verify(Copy("So, thinking of it."), [claim])
    assert found.verdict is Verdict.NOT_FOUND


def test_evidence_is_no_surer_than_the_statement_that_it_stands_in() -> None:
    text = SOURCE_TEXT.replace("Oda Marsk", "Eva Norin")
    found = {one.claim.key: one for one in verify(Copy(text), CLAIMS)}
    for claim in CLAIMS:
        if claim.words.startswith("We oppose it") and claim.table != "marks":
            assert found[claim.key].verdict not in EXACT, claim


@pytest.mark.parametrize("by", [1, 3])
def test_rows_that_all_moved_together_are_exact_elsewhere(by: int) -> None:
    text = "Menu\n\n" * by + SOURCE_TEXT
    found = verify(Copy(text), CLAIMS)
    moved = {one.start - one.claim.start for one in found}
    assert moved == {6 * by}
    assert Verdict.DOUBTFUL not in {one.verdict for one in found}


def test_two_rows_that_say_nothing_of_a_speaker_do_not_share_a_printing() -> None:
    rows = [Claim("marks", "a", "Yes", 1, 4), Claim("marks", "b", "Yes", 21, 24)]
    found = verify(Copy("“Yes,” said Olsen.\n\nNo more of it.\n"), rows)
    assert {one.verdict for one in found} == {Verdict.DOUBTFUL}
    assert "the record has them twice" in found[0].why
