"""On the page Sources a reader holds their own copy of a source against its rows."""

import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec
from streamlit.testing.v1 import AppTest

from dashboard.record import limits
from dashboard.sections import verify as verify_section
from tests.support import generated_record
from tests.support.small_record import ABOUT, ROWS, SOURCE_TEXT, write_record
from tests.support.visits import Visit, text, turned


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_record(tmp_path_factory.mktemp("proved") / "record")


def opened(visit: Visit, record: Path) -> AppTest:
    app = visit(record, "sources")
    app.session_state["proof_open"] = True
    app.run()
    assert not app.exception
    return app


def checked(app: AppTest, pasted: str = "", dropped: bytes | None = None) -> AppTest:
    """A reader pastes a text or drops a file, and asks for the check."""
    if pasted:
        app.text_area(key="proof_text").set_value(pasted)
    if dropped is not None:
        file = ("copy.txt", dropped, "text/plain")
        app.file_uploader(key="proof_file").set_value(file)
    buttons = [button for button in app.button if button.label == "Check"]
    buttons[0].click().run()
    assert not app.exception
    return app


def test_in_a_frame_where_no_file_is_taken_none_is_asked_for(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "sources")
    app.context = {"is_embedded": True}
    app.session_state["proof_open"] = True
    app.run()
    assert "A file can be dropped in the full dashboard alone, not here." in text(app)
    assert not app.file_uploader
    assert app.text_area(key="proof_text")


def test_the_promise_stands_before_the_text_is_given(visit: Visit, small: Path) -> None:
    told = text(opened(visit, small))
    assert "never saved to disk or logged." in told
    assert "exactly at" not in told


def test_a_pasted_copy_is_summed_up_and_nothing_is_left_out(
    visit: Visit, small: Path
) -> None:
    told = text(checked(opened(visit, small), SOURCE_TEXT))
    assert "24 of 24 rows match word for word." in told.replace("\\", "")
    assert "It is the same file" in told
    assert "6 pairs of quotation marks, 6 covered" in told


def test_a_dropped_file_that_differs_shows_the_difference_in_words(
    visit: Visit, small: Path
) -> None:
    copy = SOURCE_TEXT.replace("dry our fields", "<b>flood</b> our fields")
    app = checked(opened(visit, small), dropped=copy.encode())
    told = text(app).replace("\\", "")
    assert "2 differ." in told
    assert "It is not the file that was coded" in told
    assert "<del><small>the record: </small>dry</del>" in told
    assert "<ins><small>your copy: </small>&lt;b&gt;flood&lt;/b&gt;</ins>" in told
    assert "<b>flood" not in told
    assert 'href="quotes?quote=lantern-2023-05-04-p5-a"' in told


def test_the_rows_of_one_verdict_can_be_chosen(visit: Visit, small: Path) -> None:
    copy = SOURCE_TEXT.replace("dry our", "flood our")
    app = checked(opened(visit, small), copy)
    choice = app.selectbox(key="proof_show")
    assert choice.options == [
        "all that do not match word for word", "all rows", "Differs", "Matches, moved",
        "Matches word for word",
    ]  # fmt: skip
    choice.set_value("Differs").run()
    assert text(app).count("<b>Differs</b>") == 2
    assert "<b>Matches, moved</b>" not in text(app)


def test_what_is_shown_first_is_what_is_wrong_with_this_copy(
    visit: Visit, small: Path
) -> None:
    app = checked(opened(visit, small), SOURCE_TEXT)
    assert app.selectbox(key="proof_show").value == "all rows"
    app = checked(app, SOURCE_TEXT.replace("dry our", "flood our"))
    assert (
        app.selectbox(key="proof_show").value == "all that do not match word for word"
    )


def test_rows_and_traces_come_in_pages(visit: Visit, tmp_path: Path) -> None:
    record = generated_record.write(tmp_path / "record", 60, 8, 5, 1)
    app = checked(opened(visit, record), "Something else, “so” he said. " * 30)
    assert "0 of" in text(app)
    first = text(app)
    app.pagination(key="proof_page").set_value(2).run()
    assert not app.exception
    assert text(app) != first
    assert "proof_page" not in app.query_params
    app.pagination(key="proof_traces").set_value(2).run()
    assert not app.exception


def test_filters_leave_the_proof_whole_and_say_so(visit: Visit, small: Path) -> None:
    app = visit(small, "sources", country="Brekland")
    app.session_state["proof_open"] = True
    app.run()
    told = text(checked(app, SOURCE_TEXT))
    assert "24 of 24 rows" in told
    assert "looked for, whatever is filtered" in told


HOSTILE = {
    "markup": "<script>alert(1)</script> **bold** $x$ [a](javascript:b) “:red[x]”",
    "right to left": "\u202eשלום “\u2066שלום”",
    "signs": "“”‘’\"'«»„“" * 500,
    "a megabyte": "She said “no” to it. " * 50_000,
    "one long word": "a" * 1_000_000,
    "a line of spaces": " \u00a0" * 1_000 + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_breaks_the_page_or_becomes_markup(
    visit: Visit, small: Path, name: str
) -> None:
    told = text(checked(opened(visit, small), HOSTILE[name]))
    assert "0 of 24 rows match word for word" in told.replace("\\", "")
    assert "<script>" not in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 ...", "this is a PDF"),
        (b"PK\x03\x04....", "this is a packed file"),
        (b"{\\rtf1 dam}", "this is a Rich Text file"),
        (b"one\ntwo\0", "on line 2: it holds zero bytes"),
        (b"one\n\xff", "on line 2: not UTF-8"),
        (b"", "there is no text in it"),
        (b" \n", "there is no text in it"),
        (b"x" * (limits.LONGEST + 1), "Nothing was checked"),
    ],
    ids=["pdf", "packed", "rtf", "nul", "no text", "empty", "blank", "long"],
)
def test_what_cannot_be_read_is_said_and_shows_no_verdict(
    visit: Visit, small: Path, data: bytes, told: str
) -> None:
    app = checked(opened(visit, small), dropped=data)
    (error,) = app.error
    assert told in error.value.replace("\\", "")
    assert "exactly at" not in text(app)


def test_a_record_without_sources_offers_no_check(visit: Visit, tmp_path: Path) -> None:
    record = write_record(tmp_path / "none", {})
    assert not [e for e in visit(record, "sources").expander if "copy" in e.label]


def test_of_two_sources_one_is_chosen(visit: Visit, tmp_path: Path) -> None:
    other: dict[str, Any] = ROWS["sources"][0] | {
        "source_id": "other", "title": "Another <title> *here*",
    }  # fmt: skip
    rows = ROWS | {"sources": [*ROWS["sources"], other]}
    app = opened(visit, write_record(tmp_path / "two", rows, ABOUT))
    choice = app.selectbox(key="proof_source")
    assert len(choice.options) == 2
    choice.set_value(next(o for o in choice.options if "Another" in o)).run()
    told = text(checked(app, SOURCE_TEXT)).replace("\\", "")
    assert "0 of 0 rows" in told
    assert "6 pairs of quotation marks, 0 covered" in told


def test_a_text_is_forgotten_and_never_logged(
    visit: Visit, small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "Zanzibarpost"
    caplog.set_level(logging.DEBUG)
    app = checked(opened(visit, small), f"{secret} said no.")
    state = app.session_state._state.filtered_state
    held = [key for key, value in state.items() if secret in repr(value)]
    assert held == ["proof_text"]  # The field itself, while it is on the page.
    turned(app, "quotes")
    assert secret not in repr(app.session_state._state.filtered_state)
    assert secret not in caplog.text
    assert secret not in repr(app.query_params)


def test_a_dropped_file_is_forgotten_when_its_tab_is_closed() -> None:
    words = UploadedFileRec("a", "a.txt", "text/plain", b"words")
    kept = MemoryUploadedFileManager("")
    kept.add_file("it", words)
    tab = verify_section._Tab()
    file = UploadedFile(words, FileURLs())
    tab.files.add(file)
    tab._context = SimpleNamespace(session_id="it", uploaded_file_mgr=kept)
    tab.closed()
    assert file.closed
    assert not kept.get_files("it", ["a"])


def test_rows_behind_the_end_of_a_cut_copy_are_not_listed_first(
    visit: Visit, small: Path
) -> None:
    cut = SOURCE_TEXT[: SOURCE_TEXT.index("\n\n", 200)]
    app = checked(opened(visit, small), cut)
    choice = app.selectbox(key="proof_show")
    assert choice.options[0] == choice.value == "Matches word for word"
    assert "Not in your copy" in choice.options
    assert "<b>Not in your copy</b>" not in text(app)
    choice.set_value("Not in your copy").run()
    assert "<b>Not in your copy</b>" in text(app)
