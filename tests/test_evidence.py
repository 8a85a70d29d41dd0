"""Rows as a reader cites them: escaped, marked where spoken, with the whole chain."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.markup import actors as actor_markup
from dashboard.markup import base as markup_base
from dashboard.markup import method
from dashboard.markup import rows as row_markup
from dashboard.queries import actors as actor_queries
from dashboard.queries import events, sources, stances
from dashboard.queries.filters import Filters
from dashboard.search import facets, quotes
from dashboard.text import sentences

EVERYTHING = Filters()
HOSTILE = '<script>alert("1")</script> & \'x\' <img src=x onerror=y> "><b>'
# What our lists are made of; anything else came from a text.
ALLOWED = {
    *("li", "p", "b", "bdi", "a", "small", "blockquote", "mark", "code", "ol", "ul"),
    *("table", "thead", "tbody", "tr", "th", "td", "div", "span", "br"),
}
ATTRIBUTES = {
    *("id", "class", "dir", "href", "target", "rel", "scope", "tabindex", "style"),
}


class Seen(HTMLParser):
    """The elements, attributes, links and text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile(rows: pd.DataFrame, kept: tuple[str, ...]) -> dict[str, Any]:
    """The first row, each of its texts made hostile but for the coded words."""
    row = rows.to_dict("records")[0]
    return {name: HOSTILE if isinstance(cell, str) and name not in kept else cell
            for name, cell in row.items()}  # fmt: skip


CODED = ("kind", "voice", "stance", "date_basis", "decision", "status", "precision")


@pytest.mark.parametrize("drawn", ["quote", "position", "event", "mark", "source"])
def test_no_text_of_a_record_becomes_markup(record: Record, drawn: str) -> None:
    rows = {
        "quote": quotes.quotes(record, EVERYTHING),
        "position": stances.positions(record, EVERYTHING),
        "event": events.events(record, EVERYTHING),
        "mark": sources.audit(record, EVERYTHING),
        "source": sources.sources(record, EVERYTHING),
    }[drawn]
    row = hostile(rows, CODED)
    seen = Seen(markup_base.list_of([getattr(row_markup, drawn)(row)]))
    assert seen.elements <= ALLOWED
    assert seen.attributes <= ATTRIBUTES
    assert seen.open == []
    assert HOSTILE in seen.text


def test_no_text_of_a_record_becomes_markup_in_tables(record: Record) -> None:
    heard = hostile(actor_queries.heard(record, EVERYTHING), ("kind",))
    share = hostile(sources.attributed(record, EVERYTHING), ())
    about = {"title": HOSTILE, "contributors": [{"title": HOSTILE}], "version": HOSTILE}
    for html in (actor_markup.heard([heard]), actor_markup.shares([share]),
                 method.about(about)):  # fmt: skip
        seen = Seen(html)
        assert seen.elements <= ALLOWED
        assert seen.open == []
        assert HOSTILE in seen.text


def test_a_highlight_inside_hostile_text_stays_text() -> None:
    shown = markup_base.marked("<b>dam</b>", [(1, 6)])
    assert shown == "&lt;<mark>b&gt;dam</mark>&lt;/b&gt;"


def test_highlights_at_both_ends_lose_no_letter() -> None:
    assert markup_base.marked("dam", [(0, 1), (2, 3)]) == (
        "<mark>d</mark>a<mark>m</mark>"
    )
    assert markup_base.marked("", []) == ""


def test_a_link_carries_any_name_unharmed() -> None:
    name = "Côte d’Aube & “Co” <x>+%/?#"
    (href,) = Seen(markup_base.link("quotes", name, actor=[name, "b"])).links
    assert parse_qs(urlsplit(href).query) == {"actor": [name, "b"]}
    assert urlsplit(href).path == "quotes"


def test_a_link_stays_in_the_tab_and_isolates_its_name() -> None:
    html = markup_base.link("quotes", "محمد", actor="محمد")
    assert 'target="_self"' in html
    assert "<bdi>محمد</bdi>" in html


def test_only_web_addresses_of_a_source_are_linked(record: Record) -> None:
    row = sources.sources(record, EVERYTHING).to_dict("records")[0]
    for url, linked in (
        ("https://example.org/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("", False),
    ):
        links = Seen(row_markup.source({**row, "url": url})).links
        assert (url in links) is linked, url


def quoted(record: Record) -> dict[str, str]:
    """The printed words of each quote as they are shown, by what they are."""
    rows = quotes.quotes(record, EVERYTHING, size=None).to_dict("records")
    pattern = re.compile(r"<blockquote[^>]*>(.*)</blockquote>")
    return {row["quote_id"][-3:]: unescape(pattern.findall(row_markup.quote(row))[0])
            for row in rows}  # fmt: skip


def test_the_speakers_own_words_stand_in_marks_and_no_others(record: Record) -> None:
    assert quoted(record) == {
        "4-a": "it would “never be stopped”",
        "5-a": "“The dam will dry our fields,”",
        "5-b": "“We oppose it.”",
        "6-a": "Arden had “promised in 2019 to wait”",
        "6-b": "to wait",
        "7-a": "Brekland might accept a smaller dam if it was paid",
        "8-a": "the dam",
    }


def test_words_are_read_in_their_own_direction(record: Record) -> None:
    row = quotes.quotes(record, EVERYTHING).to_dict("records")[0]
    shown = row_markup.quote({**row, "content": "السلام", "speaker": "محمد"})
    assert 'dir="auto">السلام</blockquote>' in shown
    assert "<bdi>محمد</bdi>" in shown


def test_a_quote_says_who_for_whom_and_how_much_of_it_is_its_own(
    record: Record,
) -> None:
    rows = quotes.quotes(record, EVERYTHING).to_dict("records")
    text = {row["quote_id"][-3:]: Seen(row_markup.quote(row)).text for row in rows}
    assert (
        "Ilva Toren, for Arden: partly in the speaker's words (“said”)" in text["4-a"]
    )
    assert "said: 3 May 2023" in text["4-a"]
    assert "paragraph 4" in text["4-a"]
    assert "Oda Marsk, for Brekland: in the speaker's words" in text["5-a"]
    assert "day not given" in text["5-a"]
    # A state that speaks for itself is not named twice.
    assert "Arden: paraphrased" in text["6-b"]
    assert "Arden, for Arden" not in text["6-b"]
    assert "told within another statement" in text["6-b"]
    assert "hedged: “might”" in text["7-a"]
    assert "did not say this, the source remarks (“did not mention”)" in text["8-a"]


def test_a_quote_that_stands_alone_has_no_link_to_itself(record: Record) -> None:
    row = quotes.quote(record, "lantern-2023-05-04-p6-b").to_dict("records")[0]
    one, alone = row_markup.quote(row), row_markup.quote(row, alone=True)
    itself = "quotes?quote=lantern-2023-05-04-p6-b"
    assert itself in Seen(one).links
    assert itself not in Seen(alone).links
    assert "quotes?quote=lantern-2023-05-04-p6-a" in Seen(alone).links
    assert Seen(one).text.removesuffix(" · open this quote") == Seen(alone).text


def test_who_is_heard_is_told_with_how_many_pass_through_state_media(
    record: Record,
) -> None:
    seen = Seen(
        actor_markup.heard(actor_queries.heard(record, EVERYTHING).to_dict("records"))
    )
    assert seen.text.startswith(
        "WhoWords in marksParaphrasedSilencesOf these, through state mediaEvents"
        "PositionsOda Marskwater minister · Brekland3––––1"
        "Ilva Torenpresident · Arden1––111"
    )
    through = "quotes?actor=Ilva+Toren&chain=only+through+state+media"
    assert [link for link in seen.links if "chain=" in link] == [through]


def pictures() -> dict[str, dict[str, Any]]:
    """The published pictures of the default record, by whose they are."""
    rows = quotes.quotes(open_record(), EVERYTHING, size=None).to_dict("records")
    return {row["speaker"]: row for row in rows if row["kind"] == "image"}


def test_a_picture_credited_to_another_medium_came_not_by_the_wire() -> None:
    shown = pictures()
    assert sentences.chain(shown["PTI"]) == ["PTI", "The Tribune India"]
    assert sentences.chain(shown["North Korean state media"]) == [
        "North Korean state media", "Reuters", "The Tribune India",
    ]  # fmt: skip
    # Words of a medium did come by the wire.
    words = {**shown["PTI"], "kind": "direct"}
    assert sentences.chain(words) == ["PTI", "Reuters", "The Tribune India"]


def test_the_credit_of_a_picture_is_not_told_as_a_cue() -> None:
    row = pictures()["PTI"]
    assert row["cue"] == "PTI"
    text = Seen(row_markup.quote(row)).text
    assert "PTI: what a picture showedPTI → The Tribune India" in text


def test_the_chain_runs_from_the_speaker_to_the_publisher(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING).to_dict("records")
    chains = {row["quote_id"][-3:]: sentences.chain(row) for row in rows}
    last = ["Meridian", "The Daily Lantern"]
    assert chains["4-a"] == ["Ilva Toren", "Arden’s state news agency", *last]
    assert chains["5-a"] == ["Oda Marsk", *last]
    assert chains["6-b"] == ["Arden", "Oda Marsk", *last]
    assert chains["7-a"] == ["an analyst", "somebody unnamed", *last]


def test_a_source_without_a_wire_has_a_chain_without_one(record: Record) -> None:
    row = quotes.quotes(record, EVERYTHING).to_dict("records")[1]
    assert sentences.chain({**row, "wire": ""}) == ["Oda Marsk", "The Daily Lantern"]


def test_the_chain_of_the_default_record_is_told_in_full() -> None:
    default = open_record()
    rows = quotes.quotes(default, Filters(actor=("kim-jong-un",)), size=None)
    lines = {
        " → ".join(sentences.chain(row))
        for row in rows.to_dict("records")
        if row["speaker"] == "Kim Jong Un"
    }
    line = (
        "Kim Jong Un → North Korean state media (implied) → Reuters → The Tribune India"
    )
    assert line in lines
    shown = [Seen(row_markup.quote(row)).text for row in rows.to_dict("records")]
    assert any(line in text for text in shown)


def test_a_position_tells_holder_asserter_words_hedge_and_condition(
    record: Record,
) -> None:
    rows = stances.positions(record, EVERYTHING).to_dict("records")
    text = {
        row["position_id"][-4:]: Seen(row_markup.position(row)).text for row in rows
    }
    for told in ("Brekland: accepts", "Whose word: an analyst (an analyst)",
                 "if it was paid", "hedged (“might”)", "forecast", "as of publication",
                 "might accept a smaller dam if it was paid", "· hedged ·",
                 "passed on by somebody unnamed"):  # fmt: skip
        assert told in text["7-pa"]
    assert "Brekland (Oda Marsk): opposes" in text["5-pa"]
    assert "Whose word: its own state's media" in text["4-pa"]
    assert "declared · 2019 · The Daily Lantern" in text["6-pa"]
    assert "Arden supports it, Oda Marsk says, dated 2019." in text["6-pa"]
    assert "· absolute or threatening ·" in text["4-pa"]
    # What is neither hedged nor absolute is plain, and not said to be.
    assert "declared · as of publication" in text["5-pa"]
    assert "Coastal Union: silent" in text["8-pa"]


def test_an_event_tells_its_date_who_says_so_and_who_takes_part(record: Record) -> None:
    rows = events.events(record, EVERYTHING).to_dict("records")
    text = {row["event_id"][-4:]: Seen(row_markup.event(row)).text for row in rows}
    assert "3 May 2023 (the source says when)" in text["4-ea"]
    assert "told by the source itself" in text["4-ea"]
    assert "told by Oda Marsk" in text["6-ea"]
    assert "Taking part: Arden · Brekland" in text["9-ea"]
    assert "no date given" in text["6-ec"]
    assert "from general knowledge, not the source: 1 February 1953" in text["6-ec"]
    assert "general knowledge" not in text["4-ea"]


def test_a_mark_tells_its_decision_and_whose_words_it_holds(record: Record) -> None:
    rows = sources.audit(record, EVERYTHING).to_dict("records")
    text = [Seen(row_markup.mark(row)).text for row in rows]
    assert "name: what something is called, not speech" in text[0]
    assert "what the dam is called" in text[0]
    assert "no statement" in text[0]
    assert "Ilva Toren (the quote)" in text[1]


def test_a_source_tells_how_much_of_it_is_attributed(record: Record) -> None:
    (row,) = sources.sources(record, EVERYTHING).to_dict("records")
    text = Seen(row_markup.source(row)).text
    assert (
        "7 statements cover 24.6% of its 625 characters; no speaker is coded for the "
        "rest (headline, cues, prose)."
    ) in text
    assert "Meridian, in The Daily Lantern" in text
    assert row["sha256"] in text
    assert "invented; CC0" in text


def test_a_source_says_when_only_some_of_its_statements_are_counted(
    record: Record,
) -> None:
    (row,) = sources.sources(record, Filters(country=("BRK",))).to_dict("records")
    text = Seen(row_markup.source(row, filtered=True)).text
    assert "3 statements selected cover 12.3% of its 625 characters." in text
    assert "the rest" not in text
    (row,) = sources.sources(record, Filters(voice="self")).to_dict("records")
    text = Seen(row_markup.source(row, filtered=True)).text
    assert "1 statement selected covers 2.1% of its 625 characters." in text


def test_every_link_of_a_row_asks_for_what_the_record_has(record: Record) -> None:
    known = {name: set(facets.choices(record, name)["label"])
             for name in ("actor", "country", "issue", "source")}  # fmt: skip
    known["quote"] = set(quotes.quotes(record, EVERYTHING, size=None)["quote_id"])
    drawn = [
        *map(row_markup.quote, quotes.quotes(record, EVERYTHING).to_dict("records")),
        *map(
            row_markup.position,
            stances.positions(record, EVERYTHING).to_dict("records"),
        ),
        *map(row_markup.event, events.events(record, EVERYTHING).to_dict("records")),
        *map(row_markup.mark, sources.audit(record, EVERYTHING).to_dict("records")),
        *map(row_markup.source, sources.sources(record, EVERYTHING).to_dict("records")),
        actor_markup.heard(actor_queries.heard(record, EVERYTHING).to_dict("records")),
        actor_markup.shares(sources.attributed(record, EVERYTHING).to_dict("records")),
    ]
    known["position"] = set(stances.positions(record, EVERYTHING)["position_id"])
    known["event"] = set(events.events(record, EVERYTHING)["event_id"])
    known["actor_id"] = set(actor_queries._every(record)["actor_id"])
    known["chain"] = {"only through state media"}
    links = [link for html in drawn for link in Seen(html).links]
    assert len(links) > 100
    for link in links:
        for name, values in parse_qs(urlsplit(link).query).items():
            assert set(values) <= known[name], link
