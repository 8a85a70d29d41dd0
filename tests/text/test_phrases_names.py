"""The first of some names, and how many more there are."""

import pytest

from dashboard.text.phrases import and_more, some


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "c"], "a, b, c"),
        (["a", "b", "c", "d"], "a, b, c and 1 more"),
        (list("abcdefgh"), "a, b, c and 5 more"),
    ],
)
def test_three_names_are_spelt_out(names: list[str], told: str) -> None:
    assert some(names) == told


def test_as_many_are_spelt_out_as_are_asked_for() -> None:
    names = [str(number) for number in range(1_300)]
    assert some(names, 2, "; ") == "0; 1 and 1,298 more"
    assert some(names[:2], 2, "; ") == "0; 1"


def test_nothing_is_said_of_what_is_left_out_where_nothing_is() -> None:
    assert and_more(0) == and_more(-3) == and_more(0, ";") == ""
    assert and_more(1) == " and 1 more"
    assert and_more(1_000, ";") == "; and 1,000 more"
