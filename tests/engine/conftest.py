"""What the tests of engines share: the questions that are compiled."""

import pytest

from dashboard.engine.duckdb import Embedded


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The questions that are compiled from here on."""
    asked: list[object] = []
    compile_one = Embedded.compile

    def noted(question: object) -> object:
        asked.append(question)
        return compile_one(question)

    monkeypatch.setattr(Embedded, "compile", staticmethod(noted))
    return asked
