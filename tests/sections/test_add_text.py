"""A text is pasted, read, looked through and confirmed; what cannot be is said."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.coding import draft_file, reopen
from dashboard.database.open import DEFAULT
from dashboard.importing.saving import Target
from dashboard.ui import drafts, session
from tests.support.article import TEXT
from tests.support.small_record import ROWS, SOURCE_TEXT, write_record
from tests.support.visits import Visit, text


def pressed(app: AppTest, label: str) -> AppTest:
    """The same page, one of its buttons pressed; nothing was raised."""
    (button,) = [one for one in app.button if one.label == label]
    button.click().run()
    assert not app.exception
    return app


def read(app: AppTest, pasted: str) -> AppTest:
    app.text_area(key="add_text").set_value(pasted)
    return pressed(app, "Read the article")


@pytest.fixture
def page(visit: Visit, small: Path) -> AppTest:
    return visit(small, "add")


def test_nothing_pasted_is_asked_for(page: AppTest) -> None:
    read(page, "  \n ")
    assert [one.value for one in page.info] == [
        "Paste the text of an article, or drop its file, first."
    ]


def test_what_an_article_says_of_itself_stands_with_where_it_was_read(
    page: AppTest,
) -> None:
    read(page, TEXT)
    assert page.text_input(key="add_title").value.startswith("Norway and Iceland")
    assert page.text_input(key="add_published_on").value == "2024-03-14"
    told = [one.value for one in page.caption]
    assert "Found in line 1" in told
    assert any(one.startswith("Not found") for one in told)


def test_what_is_doubted_is_struck_through_and_can_be_kept(page: AppTest) -> None:
    read(page, TEXT.replace("Photo: The", "Advertisement\n\nPhoto: The"))
    (box,) = page.checkbox
    assert box.value is True
    assert "Advertisement" in box.label
    assert "<s>Advertisement</s>" in text(page)
    box.uncheck().run()
    assert "<s>" not in text(page)


def test_the_same_text_is_not_added_twice_unseen(page: AppTest) -> None:
    read(page, SOURCE_TEXT)
    (told,) = [one.value for one in page.warning]
    assert "The record has it already" in told
    pressed(page, "Open it again")
    assert "Check and save" in text(page)


def test_an_empty_form_takes_what_is_typed(page: AppTest) -> None:
    pressed(page, "Begin with an empty form")
    assert page.button(key="add_confirm").disabled
    page.text_area(key="add_typed").set_value("“We object,” said Ada Lund.").run()
    pressed(page, "Draft the rows")
    assert "Check and save" in text(page)


def test_rows_go_into_no_sample_unless_it_is_chosen(
    visit: Visit, page: AppTest
) -> None:
    assert read(page, TEXT).radio(key="add_into").value.startswith("the record that")
    sample = read(visit(DEFAULT, "add"), TEXT)
    assert sample.radio(key="add_into").value.startswith("a new record")


def test_a_row_is_mended_where_its_text_is_kept(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = write_record(tmp_path / "record")
    key = ROWS["quotes"][1]["quote_id"]
    source = ROWS["quotes"][1]["source_id"]
    asked = visit(record, "add", mend=key)
    assert "To mend that row, paste the text" in asked.info[0].value
    (record / "texts").mkdir()
    (record / "texts" / f"{source}.txt").write_bytes(SOURCE_TEXT.encode())
    opened = visit(record, "add", mend=key)
    work = opened.session_state["add_work"]
    assert work.desk.held[work.at].key == key
    assert opened.query_params.get("mend") is None


def test_a_dropped_draft_of_an_article_of_the_record_goes_on_as_that(
    page: AppTest, small: Path
) -> None:
    source = ROWS["quotes"][1]["source_id"]
    desk = reopen.reopened(Target(small).known, source, SOURCE_TEXT)
    page.file_uploader(key="add_file").set_value(
        ("draft.json", draft_file.written(desk), "application/json")
    )
    pressed(page, "Read the article")
    work = page.session_state["add_work"]
    assert work.into == f"{drafts.AGAIN}{source}"
    assert {one.key for one in work.desk.held.values()} >= {
        row["quote_id"] for row in ROWS["quotes"]
    }


def test_a_row_that_is_none_is_not_mended(visit: Visit, small: Path) -> None:
    app = visit(small, "add", mend="\0<b>")
    assert "can be mended here" in app.warning[0].value


def test_each_row_leads_to_where_it_is_mended_on_ones_own_machine(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = ROWS["quotes"][1]["quote_id"]
    assert "Correct this entry" not in text(visit(small, "quotes", quote=key))
    monkeypatch.setattr(session, "is_hosted", lambda: False)
    told = text(visit(small, "quotes", quote=key))
    assert f"add?mend={key}" in told
    assert "Correct this entry" in told
