"""Links, marked words and names, all of them escaped."""

from urllib.parse import parse_qs, urlsplit

import pandas as pd

from dashboard.database.record import Record
from dashboard.markup import base as markup_base
from dashboard.queries.filters import Filters
from dashboard.search import question as typed_question
from dashboard.search import quotes
from tests.support.html import Seen

EVERYTHING = Filters()


def test_a_highlight_inside_hostile_text_stays_text() -> None:
    shown = markup_base.marked("<b>dam</b>", [(1, 6)])
    assert shown == "&lt;<mark>b&gt;dam</mark>&lt;/b&gt;"


def test_highlights_at_both_ends_lose_no_letter() -> None:
    assert markup_base.marked("dam", [(0, 1), (2, 3)]) == (
        "<mark>d</mark>a<mark>m</mark>"
    )
    assert markup_base.marked("", []) == ""


def test_what_is_left_out_of_a_text_is_struck_through_and_stays_text() -> None:
    shown = markup_base.struck([("<b>Dam</b>", False), ("Menu", True)])
    assert "<p>&lt;b&gt;Dam&lt;/b&gt;</p><p><s>Menu</s></p>" in shown


def test_a_link_carries_any_name_unharmed() -> None:
    name = "Côte d’Aube & “Co” <x>+%/?#"
    (href,) = Seen(markup_base.link("quotes", name, actor=[name, "b"])).links
    assert parse_qs(urlsplit(href).query) == {"actor": [name, "b"]}
    assert urlsplit(href).path == "quotes"


def test_a_link_stays_in_the_tab_and_isolates_its_name() -> None:
    html = markup_base.link("quotes", "محمد", actor="محمد")
    assert 'target="_self"' in html
    assert "<bdi>محمد</bdi>" in html


def test_a_highlight_wraps_the_printed_words_escaped(texts: Record) -> None:
    (row,) = quotes.quotes(texts, EVERYTHING, "alert").to_dict("records")
    spans = typed_question.highlights(typed_question.parse("alert"), row["content"])
    shown = markup_base.marked(row["content"], spans)
    assert shown == ("&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp; more")


def test_no_sign_of_a_name_is_markup() -> None:
    assert markup_base.markdown("*A* [b](c) $x$ :red[d] # `e`") == (
        "\\*A\\* \\[b\\]\\(c\\) \\$x\\$ \\:red\\[d\\] \\# \\`e\\`"
    )


def test_a_table_of_rows_has_no_key_no_code_and_no_date_but_a_readers() -> None:
    rows = pd.DataFrame(
        {"event_id": ["e"], "title": ["A <b>"], "date_basis": ["inferred"],
         "happened_on": ["[2023-07-24..2023-07-27]"], "told_by_others": [True]}
    )  # fmt: skip
    assert Seen(markup_base.frame_table(rows)).text == (
        "TitleBasis of the dateDateOf these, only inside another statement"
        "A <b>inferred from the reportsome time between 24 and 27 July 2023yes"
    )
