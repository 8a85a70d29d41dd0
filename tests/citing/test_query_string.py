"""An address is made out, however it was damaged on its way."""

import pytest

from dashboard.citing import query_string

KNOWN = {"quote", "actor", "country", "embed", "quotes_words"}


@pytest.mark.parametrize(
    ("asked", "told", "strange"),
    [
        ({"actor": ["Kim"]}, {"actor": ["Kim"]}, {}),
        ({"Actor": ["Kim"]}, {"actor": ["Kim"]}, {}),
        ({"amp;actor": ["Kim"]}, {"actor": ["Kim"]}, {}),
        ({"amp;amp;ACTOR": ["Kim"]}, {"actor": ["Kim"]}, {}),
        ({"#038;actor": ["Kim"]}, {"actor": ["Kim"]}, {}),
        ({"?actor": ["A"], " country": ["X"]}, {"actor": ["A"], "country": ["X"]}, {}),
        ({"\u200bquote": ["k"]}, {"quote": ["k"]}, {}),
        ({"actor": ["A"], "Actor": ["B", "A"]}, {"actor": ["A", "B"]}, {}),
        # Encoded twice, and three times.
        ({"quote=key": [""]}, {"quote": ["key"]}, {}),
        ({"quote=key&embed=true": [""]}, {"quote": ["key"], "embed": ["true"]}, {}),
        ({"actor=A+B": [""]}, {"actor": ["A B"]}, {}),
        ({"actor%3DA%2BB": [""]}, {"actor": ["A B"]}, {}),
        # What follows a reader about is nobody's business.
        ({"fbclid": ["x"], "utm_source": ["m"], "actor": ["A"]}, {"actor": ["A"]}, {}),
        ({"gclid": ["x"], "amp;utm_medium": ["m"], "mc_cid": ["1"]}, {}, {}),
        # What is not known is kept apart.
        ({"id": ["5"], "actors": ["A"]}, {}, {"id": ["5"], "actors": ["A"]}),
        ({"": [""], "%": ["1"]}, {}, {"%": ["1"]}),
    ],
)  # fmt: skip
def test_parameters_are_known_by_their_names_however_they_come(
    asked: dict[str, list[str]],
    told: dict[str, list[str]],
    strange: dict[str, list[str]],
) -> None:
    assert query_string.made_out(asked, KNOWN) == (told, strange)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Kim Jong Un", "Kim Jong Un"),
        ("Kim+Jong+Un", "Kim Jong Un"),
        ("Kim%20Jong%20Un", "Kim Jong Un"),
        ("Kim%2520Jong%2520Un", "Kim Jong Un"),
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("\u200bkey", "key"),
        ("key.", "key"),
        ("key)", "key"),
        ("<key>,", "key"),
        ("key ", "key"),
        ("“key”", "key"),
    ],
)
def test_a_value_is_what_it_was_before_it_was_damaged(value: str, meant: str) -> None:
    every = query_string.variants(value)
    assert every[0] == value
    assert meant in every


def test_a_long_value_is_not_looked_at_whole() -> None:
    assert len(query_string.variants("x" * 1_000_000)[0]) == query_string.LONGEST
