"""What was read, and how every pair of its marks is accounted for."""

from pathlib import Path

from tests.support.visits import Visit, text


def test_the_sources_page_accounts_for_every_pair_of_marks(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "sources")
    (title,) = app.title
    assert title.value == "What was read, and what is in quotation marks?"
    told = text(app)
    assert "6 pairs: 4 hold somebody’s words, 2 do not." in told
    assert "what the dam is called" in told
