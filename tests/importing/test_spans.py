"""Words are found where they stand, or it is said why not; nothing is guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.importing.spans import Hint, NotFound, Place, SourceText

TEXT = (
    "Title\n\n𝕏 said: “No.” He was thinking it thin.\n\n"
    "Again she said: “No.” It’s over.\n"
)


def found(words: str, **hint: object) -> Place | NotFound:
    return SourceText(TEXT).find(words, Hint(**hint))


def test_words_that_stand_once_are_found_by_themselves() -> None:
    place = found("He was")
    assert place == Place(21, 27, "He was")


def test_words_within_a_longer_word_are_no_find() -> None:
    assert found("thin") == Place(40, 44, "thin")
    assert isinstance(found("hink"), NotFound)
    assert found("thin", start=28) == Place(40, 44, "thin", is_moved=True)


def test_words_that_stand_twice_must_be_told_apart() -> None:
    place = found("No.")
    assert isinstance(place, NotFound)
    assert place.wrong == "the words stand in the text 2 times (at 16, 64)"


@pytest.mark.parametrize(
    ("hint", "start"),
    [
        ({"start": 64}, 64),
        ({"before": "Again she said: “"}, 64),
        ({"before": 'Again she said:   "'}, 64),
        ({"after": "” He"}, 16),
        ({"paragraph": 3}, 64),
        ({"start": 65}, 64),  # UTF-16: the first sign counts twice.
    ],
)
def test_a_hint_tells_which(hint: dict[str, object], start: int) -> None:
    place = found("No.", **hint)
    assert isinstance(place, Place)
    assert (place.start, place.words) == (start, "No.")
    assert place.is_moved == (hint.get("start") == 65)


def test_a_hint_that_is_wrong_does_not_lead_astray() -> None:
    assert isinstance(found("No.", start=3), NotFound)
    assert isinstance(found("No.", before="nowhere"), NotFound)


def test_the_words_are_the_sources_where_only_form_differs() -> None:
    place = found("It's  over.")
    assert isinstance(place, Place)
    assert place.words == "It’s over."
    assert "the shape of quotation marks or apostrophes" in place.forms


@pytest.mark.parametrize("words", ["", "  ", "He is", "thinking it thinner"])
def test_other_words_are_not_found(words: str) -> None:
    assert isinstance(found(words), NotFound)


def test_a_span_in_utf_16_is_one_of_code_points() -> None:
    text = SourceText("𝕏 No")
    assert text.place(3, 5, "UTF-16 units") == Place(2, 4, "No")
    assert text.place(1, 3, "UTF-16 units") is None  # Within a sign.
    assert text.place(3, 9, "UTF-16 units") is None
    assert text.place(5, 7, "bytes") == Place(2, 4, "No")


def test_paragraphs_are_lines_that_are_not_blank() -> None:
    text = SourceText(TEXT)
    assert [text.paragraph(at) for at in (0, 7, 64)] == [1, 2, 3]


def test_marks_around_all_words_stay_outside() -> None:
    text = SourceText("“No,” he said. “Yes” or “no”")
    assert text.within_marks(Place(0, 5, "“No,”")) == Place(1, 4, "No,")
    both = Place(15, 28, "“Yes” or “no”")
    assert text.within_marks(both) == both


@settings(max_examples=60, deadline=None)
@given(st.text("ab “’é𝕏\n", min_size=1, max_size=30), st.data())
def test_what_is_found_stands_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    place = SourceText(text).find(text[start:end], Hint(start))
    if isinstance(place, Place):
        assert text[place.start : place.end] == place.words
        assert place.words == text[start:end].strip() or place.forms
