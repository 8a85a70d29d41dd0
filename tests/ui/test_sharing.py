"""What is shared is the view that is shown: its link, its rows, its citation."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.support.visits import Visit, offered, text

QUOTE = "lantern-2023-05-04-p4-a"
EMBED = {"label": "Copy embed code", "copies": "embed"}


def opened(app: AppTest) -> AppTest:
    """The same page, the control to share it open."""
    app.session_state["share"] = True
    app.run()
    assert not app.exception
    return app


def test_nothing_is_worked_out_before_the_control_is_opened(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes")
    assert not [one for one in app.selectbox if one.key.startswith("share")]
    assert "otr-words" not in text(app).partition("<style>")[0]


def test_a_view_is_shared_by_its_own_address_with_the_rows_that_it_shows(
    visit: Visit, small: Path
) -> None:
    app = opened(visit(small, "quotes", country="Brekland"))
    link = {"label": "Copy link", "copies": "view"}
    assert offered(app, "share_links") == [link, EMBED]
    form = app.selectbox(key="share_form")
    assert form.label == (
        "The filtered rows, and what they are based on, as a file: 3 statements, 2"
        " positions, 1 event"
    )
    assert form.options[:3] == ["Data Package", "JSON", "Quotes as CSV"]
    (words,) = offered(app, "share_citation")
    assert words["text"].startswith(
        "On the Record. (n.d.). A small record: the whole record (Version 1.0.0+"
    )


def test_what_is_shared_of_statements_is_what_their_switch_leaves(
    visit: Visit, small: Path
) -> None:
    app = opened(visit(small, "quotes", country="Arden", quotes_about="either"))
    label = app.selectbox(key="share_form").label
    assert label.endswith("3 statements, 2 positions, 3 events (told in 4 accounts)")
    # It is the page's own: another page shares what its filters leave.
    other = opened(visit(small, "stances", country="Arden", quotes_about="either"))
    label = other.selectbox(key="share_form").label
    assert label.endswith("2 statements, 2 positions, 3 events (told in 4 accounts)")


def test_a_row_alone_is_shared_by_the_address_that_lasts_and_cited_first(
    visit: Visit, small: Path
) -> None:
    app = opened(visit(small, "quotes", quote=QUOTE))
    link = {"label": "Copy link", "copies": "row", "text": f"quotes?quote={QUOTE}"}
    assert offered(app, "share_links") == [link, EMBED]
    assert app.selectbox(key="share_form").label.startswith("The whole record, as a")
    cited = app.selectbox(key="share_cited")
    assert cited.options == [
        "This statement", "The whole record",
        "The source “Arden’s president opens ‘forever dam’ as Brekland objects”",
    ]  # fmt: skip
    assert (
        f"A small record: statement {QUOTE}, from “"
        in offered(app, "share_citation")[0]["text"]
    )
    app.selectbox(key="share_style").set_value("MLA")
    cited.set_value(cited.options[2]).run()
    assert offered(app, "share_citation")[0]["text"] == (
        "Meridian. “Arden’s President Opens ‘forever Dam’ as Brekland Objects.” The"
        " Daily Lantern, 4 May 2023."
    )


def test_a_row_is_cited_first_whatever_was_open_before(
    visit: Visit, small: Path
) -> None:
    app = opened(visit(small, "quotes"))
    assert app.selectbox(key="share_cited").value == "The whole record"
    app.query_params["quote"] = QUOTE
    app.run()
    assert app.selectbox(key="share_cited").value == "This statement"


def test_every_view_says_in_print_what_it_was_read_in(
    visit: Visit, small: Path
) -> None:
    told = text(visit(small, "stances")).replace("\u2068", "").replace("\u2069", "")
    assert (
        '<p class="otr-paper">Source: On the Record, A small record, based on “Arden’s'
        " president opens ‘forever dam’ as Brekland objects” (Meridian, in The Daily"
        " Lantern, 4 May 2023).</p>"
    ) in told
