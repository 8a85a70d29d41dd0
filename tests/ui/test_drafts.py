"""What a session has of an article, and what of it is put before the browser."""

import pytest

from dashboard.ui import drafts
from dashboard.ui.drafts import Work


def test_a_text_is_named_by_its_hash() -> None:
    assert Work(text="a").doc == "ca978112ca1b"
    assert Work(text="a").doc != Work(text="b").doc


def test_what_is_put_before_the_browser_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts.st, "session_state", {})
    first = drafts.work().version
    drafts.begin(Work(text="a"))
    drafts.leave()
    assert drafts.work().version == first + 2
    assert drafts.work().text == ""
