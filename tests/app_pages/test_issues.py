"""What is at issue: each issue with its sides, those with most statements first."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.support.html import Seen
from tests.support.visits import Visit, html, text


def listed(app: AppTest) -> list[str]:
    """What each issue on the page tells, without its markup."""
    (found,) = [one for one in html(app) if '<ol class="otr-list">' in one]
    return [Seen(item).text for item in re.findall("<li id=.*?</li>", found)]


def test_each_issue_has_its_sides_on_whose_word_and_its_rows(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "issues")
    assert "2 issues" in text(app)
    dam, talks = listed(app)
    assert dam.endswith(
        "Arden’s dam on the Selm“Supports” means: it should stand"
        "supports: Arden (own state media)accepts: Brekland (according to others)"
        "opposes: Brekland (own statement)silent: Coastal Union (according to others)"
        "Disputed: some are for it, others against."
        "The position of Brekland is described in more than one way."
        "5 statements · 4 positions · 1 event"
    )
    assert talks.endswith(
        "supports: Arden (according to others)2 statements · 1 position · 3 events"
    )


def test_under_a_filter_an_issue_tells_what_is_left_of_it(
    visit: Visit, small: Path
) -> None:
    dam, talks = listed(visit(small, "issues", country="Arden"))
    assert dam.endswith("1 statement · 1 position · 1 event")
    assert talks.endswith("1 statement · 1 position · 2 events")
