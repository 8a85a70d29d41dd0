"""The open record and the filters in force, visit by visit."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from dashboard.charts import lanes
from dashboard.record import codebook
from dashboard.sections import network
from dashboard.ui import session
from tests.support.damage import with_cells
from tests.support.small_record import ROWS, write_record
from tests.support.visits import Visit, text


def test_a_record_changed_on_disk_is_opened_anew_or_refused_with_its_problems(
    visit: Visit, tmp_path: Path
) -> None:
    folder = write_record(tmp_path / "mine")
    assert "7 statements" in text(visit(folder, "quotes"))
    broken = with_cells("quotes", 2, kind="sung")
    broken["events"][0]["happened_on"] = "a Wednesday"
    app = visit(write_record(folder, broken))
    (error,) = app.error
    assert "“mine” cannot be opened" in error.value
    assert list(app.dataframe[0].value["Value"]) == ["sung", "a Wednesday"]
    assert not app.title


def test_what_cannot_be_read_at_all_is_told_in_words_and_by_no_trace(
    visit: Visit, tmp_path: Path
) -> None:
    folder = write_record(tmp_path / "mine")
    for path in folder.glob("*.csv"):
        path.write_bytes(b"neither;this\nnor that\n")
    app = visit(folder)
    (error,) = app.error
    assert "“mine” cannot be opened: 10 problems" in error.value.replace("\\", "")
    assert not app.exception


def test_whatever_fails_while_a_record_is_opened_ends_as_a_sentence(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing is known to: what is not foreseen is made to happen.
    def fails(_: Path) -> None:
        raise KeyError("spot")

    monkeypatch.setattr(session, "open_record", fails)
    app = visit(write_record(tmp_path / "mine"))
    (error,) = app.error
    told = "“mine” cannot be opened: the program failed (KeyError: 'spot')."
    assert told in error.value.replace("\\", "")
    assert not app.exception


def test_a_long_list_is_searched_here_and_keeps_what_is_chosen(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SENT_WHOLE", 2)
    app = visit(small, country="Brekland")
    assert app.multiselect(key="country").value == ["Brekland"]
    app.text_input(key="find_country").set_value("COAST").run()
    assert app.multiselect(key="country").options == ["Brekland", "Coastal Union"]
    assert app.multiselect(key="country").value == ["Brekland"]
    app.multiselect(key="country").set_value(["Brekland", "Coastal Union"]).run()
    app.text_input(key="find_country").set_value("").run()
    assert app.multiselect(key="country").value == ["Brekland", "Coastal Union"]


def test_words_of_before_stand_for_words_that_are_offered_today() -> None:
    offered = {
        "voice": session.VOICES, "chain": session.CHAINS,
        "kind": codebook.READERS["quote_kind"].values(), "year": ["undated"],
        "actors_network": network.CHOICES, "timeline_lanes": lanes.BY,
        "timeline_range": ["the 12 months before"],
    }  # fmt: skip
    assert set(offered) == set(session.FORMER)
    for name, words in session.FORMER.items():
        assert set(words.values()) <= set(offered[name])
        assert not set(words) & set(offered[name])


@pytest.mark.parametrize(
    ("agent", "phone"),
    [
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36", True),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile/15E148", True),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", False),
        ("", False),
    ],
)
def test_a_phone_is_known_by_what_its_browser_calls_itself(
    monkeypatch: pytest.MonkeyPatch, agent: str, phone: bool
) -> None:
    told = {"User-Agent": agent} if agent else {}
    monkeypatch.setattr(type(st.context), "headers", property(lambda _: told))
    assert session.is_phone() is phone


def test_of_many_choices_three_are_named_and_the_rest_counted(
    visit: Visit, small: Path
) -> None:
    app = visit(small)
    labels = app.multiselect(key="actor").options[:5]
    app.multiselect(key="actor").set_value(labels).run()
    told = text(app).replace("\u2068", "").replace("\u2069", "")
    first = " or ".join(labels[:3])
    assert f'<p class="otr-paper">Only Actor: {first} and 2 more.</p>' in told


def test_a_list_finds_what_a_search_finds_and_offers_namesakes_together(
    visit: Visit, tmp_path: Path
) -> None:
    names = ["O’Brien", "O'Brien junior", "Łukasz Đoković", "Zoë", "Müller", "Øystein"]
    plain = ["Ann", "Ben", "Cid", "Dan", "Eve", "Fay", "Guy", "Hal", "Ida"]
    more = [{"actor_id": f"a{n}", "name": name, "kind": "person"}
            for n, name in enumerate([*names, *plain])]  # fmt: skip
    folder = write_record(tmp_path / "r", ROWS | {"actors": [*ROWS["actors"], *more]})
    app = visit(folder)
    assert len(app.multiselect(key="actor").options) > 12
    for typed, hits in {
        "O'Brien": names[:2], "o`brien": names[:2], "OBRIEN": names[:2],
        "lukasz": [names[2]], "Djokovic": [], "DOKOVIC": [names[2]], "zoe": ["Zoë"],
        "Zoe\u0308": ["Zoë"], "mueller": ["Müller"], "muller": ["Müller"],
        "oystein": ["Øystein"], "oeystein": ["Øystein"], "z\u200boë": ["Zoë"],
    }.items():  # fmt: skip
        app.text_input(key="find_actor").set_value(typed).run()
        assert sorted(app.multiselect(key="actor").options) == sorted(hits), typed
    # A list of plain names is searched by the browser as it is typed.
    assert [one.key for one in app.text_input] == ["find_actor"]


# Whose machine it is


def served(
    monkeypatch: pytest.MonkeyPatch, bound: str | None, asked: str, **headers: str
) -> bool:
    """Whether a server that is bound and asked so is taken for hosted."""
    context: Any = SimpleNamespace(url=asked, headers=headers)
    monkeypatch.setattr(session.st, "context", context)
    monkeypatch.setattr(session.st, "get_option", lambda _name: bound)
    return session.is_hosted()


def test_only_a_server_bound_to_this_machine_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(session.HOSTED, raising=False)
    here = "http://127.0.0.1:8501/add"
    assert not served(monkeypatch, "127.0.0.1", here)
    assert not served(monkeypatch, "localhost", "http://localhost:8501/add")
    # Bound to all, as Streamlit is by itself; asked under another name; by a proxy.
    assert served(monkeypatch, None, here)
    assert served(monkeypatch, "0.0.0.0", here)
    assert served(monkeypatch, "127.0.0.1", "https://record.example/add")
    assert served(monkeypatch, "127.0.0.1", here, **{"X-Forwarded-For": "1.2.3.4"})
    monkeypatch.setenv(session.HOSTED, "1")
    assert served(monkeypatch, "127.0.0.1", here)
