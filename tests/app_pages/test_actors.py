"""Who is talked about and not heard, even where that is nobody."""

from pathlib import Path

from tests.support.visits import Visit, text


def test_nobody_unheard_is_said(visit: Visit, small: Path) -> None:
    app = visit(small, "actors")
    assert "In the story, without a statement: 0 actors" in text(app)
    assert '<p class="otr-more">Nobody.</p>' in text(app)
