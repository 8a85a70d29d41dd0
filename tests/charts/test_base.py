"""Pictures tell stances by colours of their own, and break long labels into lines."""

import pytest

from dashboard.charts import base as chart_base
from dashboard.record.codebook import WORDS


def test_every_stance_has_a_colour_of_its_own() -> None:
    assert set(chart_base.COLOURS) == set(WORDS["stance"])
    assert len(set(chart_base.COLOURS.values())) == len(WORDS["stance"])


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("Non-proliferation regime", "Non-<br>proliferation<br>regime"),
        # A dash between two names is a place to break a line.
        ("North Korea–Russia ties", "North Korea–<br>Russia ties"),
        ("<b> & “Co”", "&lt;b&gt; &amp; “Co”"),
        (
            "one two three four five six seven eight nine ten eleven",
            "one two three<br>four five six<br>seven eight<br>nine ten …",
        ),
        ("Donaudampfschifffahrt law", "Donaudampfsc-<br>hifffahrt law"),
        # Little longer than a line, it still fits.
        ("straightforward", "straightforward"),
        # In scripts that know no hyphen, a word is left whole.
        ("الاستقلاليةوالاستعمارية", "الاستقلاليةوالاستعمارية"),
        ("", ""),
    ],
)
def test_a_label_is_broken_into_at_most_four_lines(label: str, lines: str) -> None:
    assert chart_base.wrapped(label) == lines
