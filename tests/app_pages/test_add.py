"""The page on which an article is added shows one step of it at a time."""

from pathlib import Path

from tests.sections.test_add_text import pressed, read
from tests.support.article import TEXT
from tests.support.visits import Visit, text


def test_each_step_follows_the_one_before(visit: Visit, small: Path) -> None:
    app = visit(small, "add")
    assert [one.label for one in app.text_area] == ["The article's text"]
    read(app, TEXT)
    assert "About the article" in text(app)
    assert not app.text_area
    pressed(app, "Draft the rows")
    assert "Check and save" in text(app)
    assert "About the article" not in text(app)


def test_a_record_without_rows_can_be_added_to(visit: Visit, small: Path) -> None:
    app = visit(small, "add", country="Brekland")
    assert not app.error
    assert len(app.title) == 1
