"""Speech after a dash or between stars is offered, bullets are not."""

import pytest

from dashboard.text import unmarked_speech
from tests.support.steps import growth


def inside(text: str) -> list[str]:
    """What may be speech in a text."""
    return [text[a:b] for a, b, _ in unmarked_speech.possible(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— Le bac reste, dit-elle. — Pour toujours ?", ["Le bac reste",
                                                         "Pour toujours"]),
        ("»Ja», sa hon. – Färjan stannar, sa hon.", ["Färjan stannar"]),
        ("—¿El ferri sigue? —dijo Olsen—. Nunca parará.", ["¿El ferri sigue"]),
        ("Il entra.\n― Non !\n", ["Non"]),
        ("— 船は残る。Nein.", ["船は残る。Nein"]),
        ("Olsen said: *We stay*. _We stay,_ she said.", ["We stay", "We stay,"]),
        # No speech: bullets, dates, credits, stress, names of files, snake_case.
        ("- We stay.\n* We pay.\n• We go.\n– the ferry;\n— Mara Olsen\n", []),
        ("PARIS, Ill. — The mayor said no.", []),
        ("VELPORT — The ferry stays. The mayor – Olsen – said so.", []),
        ("It is *very* late, 2*3*4, a_b c_d, **bold words**.", []),
        ("“We stay.” — “No.”", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_may_be_speech_is_told_from_lists_and_dates(
    text: str, expected: list[str]
) -> None:
    assert inside(text) == expected


def test_each_says_by_what_it_was_found() -> None:
    found, _ = unmarked_speech.possible("– Ja visst.\n*We stay*")
    assert [one.by for one in found] == ["after a dash", "between stars or low lines"]


@pytest.mark.parametrize(
    "unit", ["— A", "— A. ", "*a", "*a b*", "_a ", "\n— A", "— A,"]
)
def test_steps_grow_with_the_text(unit: str) -> None:
    assert growth(unmarked_speech.possible, lambda n: unit * n, 200) < 2.6


def test_beyond_so_many_signs_it_is_told_where_they_end() -> None:
    text = "*we stay* *you go* *they stay*"
    found, to = unmarked_speech.possible(text, 10)
    assert len(found) == 2
    assert to == text.index("*they")
