"""Where a server may be another's machine, nothing is written on it."""

from types import SimpleNamespace
from typing import Any

import pytest

from dashboard.ui import drafts
from dashboard.ui.drafts import Work


def served(
    monkeypatch: pytest.MonkeyPatch, bound: str | None, asked: str, **headers: str
) -> bool:
    """Whether a server that is bound and asked so is taken for hosted."""
    context: Any = SimpleNamespace(url=asked, headers=headers)
    monkeypatch.setattr(drafts.st, "context", context)
    monkeypatch.setattr(drafts.st, "get_option", lambda _name: bound)
    return drafts.is_hosted()


def test_only_a_server_bound_to_this_machine_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(drafts.HOSTED, raising=False)
    here = "http://127.0.0.1:8501/add"
    assert not served(monkeypatch, "127.0.0.1", here)
    assert not served(monkeypatch, "localhost", "http://localhost:8501/add")
    # Bound to all, as Streamlit is by itself; asked under another name; by a proxy.
    assert served(monkeypatch, None, here)
    assert served(monkeypatch, "0.0.0.0", here)
    assert served(monkeypatch, "127.0.0.1", "https://record.example/add")
    assert served(monkeypatch, "127.0.0.1", here, **{"X-Forwarded-For": "1.2.3.4"})
    monkeypatch.setenv(drafts.HOSTED, "1")
    assert served(monkeypatch, "127.0.0.1", here)


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
