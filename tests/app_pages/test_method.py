"""What each table and each word of a record means."""

from pathlib import Path

from tests.support.visits import Visit, text


def test_the_method_page_tells_each_table_and_each_word(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "method")
    labels = [block.label for block in app.get("expander")]
    assert len(labels) == 10
    assert "A small record" in text(app)
    assert "the source itself remarks on a silence" not in text(app)
    app.session_state["method_positions"] = True
    app.run()
    assert "the source itself remarks on a silence" in text(app)
    assert len(app.get("download_button")) == 1
