"""Every place of a plain text leads back to the text itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.text.plain_text import MARKS, PlainText, forms
from tests.support.plain_form import LETTERS_OF, STRAIGHT, UNSEEN_OF, plainly


@settings(max_examples=500, deadline=None)
@given(st.text(LETTERS_OF + UNSEEN_OF + "가각\u0316ﬁｂ…", max_size=30))
def test_every_place_of_a_plain_text_leads_back(text: str) -> None:
    plain = PlainText(text)
    assert plain.own_at(len(plain.plain)) == len(text)
    for place in range(len(plain.plain) + 1):
        own = plain.own_at(place)
        if own is not None:
            assert plain.plain_at(own) == place
            assert plainly(text[:own]) == plain.plain[:place]


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS_OF, max_size=30))
def test_forms_are_named_only_where_they_differ(text: str) -> None:
    assert forms(text, text) == ()
    other = text.translate(STRAIGHT)
    if other != text:
        assert forms(text, other) == (MARKS,)
