"""Rows as a reader cites them: escaped, marked where spoken, with the whole chain."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.database.record import Record
from dashboard.markup import actors as actor_markup
from dashboard.markup import base as markup_base
from dashboard.markup import rows as row_markup
from dashboard.queries import actors as actor_queries
from dashboard.queries import events, sources, stances
from dashboard.queries.filters import Filters
from dashboard.search import facets, quotes
from tests.support.html import ALLOWED, ATTRIBUTES, CODED, HOSTILE, Seen, hostile

EVERYTHING = Filters()


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


def test_a_row_says_by_which_names_it_was_found(record: Record) -> None:
    row = quotes.quotes(record, EVERYTHING).to_dict("records")[0]
    names = [("speaker", "Kim <Jong> Un", [(0, 3)]), ("issue", "كتاب", [(0, 4)])]
    line = str(row_markup.quote(row, names=names))
    assert (
        "Matches: speaker <bdi><mark>Kim</mark> &lt;Jong&gt; Un</bdi>"
        " · issue <bdi><mark>كتاب</mark></bdi>"
    ) in line
    assert "Matches" not in row_markup.quote(row)


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


def test_only_a_speakers_own_words_are_set_off_as_a_quotation(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING, size=None).to_dict("records")
    lines = {row["quote_id"][-3:]: row_markup.quote(row) for row in rows}
    printed = re.compile(r'<span class="otr-printed" dir="auto">(.*?)</span>')
    assert {key: unescape(printed.findall(line)[0]) for key, line in lines.items()} == {
        "4-a": "it would “never be stopped”",
        "5-a": "The dam will dry our fields",
        "5-b": "We oppose it",
        "6-a": "Arden had “promised in 2019 to wait”",
        "6-b": "to wait",
        "7-a": "Brekland might accept a smaller dam if it was paid",
        "8-a": "the dam",
    }
    set_off = {key for key, line in lines.items() if "<blockquote" in line}
    assert set_off == {"5-a", "5-b"}
    assert "“<span" in lines["5-a"]
    assert "“<span" not in lines["7-a"]


def test_a_row_is_its_sentence_told_beside_its_source(record: Record) -> None:
    rows = quotes.quotes(record, EVERYTHING, size=None).to_dict("records")
    text = {row["quote_id"][-3:]: Seen(row_markup.quote(row)).text for row in rows}
    assert text["7-a"].startswith(
        "An analyst was reported as saying that Brekland might accept a smaller dam if"
        " it was paid."
    )
    assert text["5-b"].startswith(
        "“We oppose it”water minister Oda Marsk told reporters."
    )
    assert text["8-a"].startswith("The Coastal Union did not mention the dam.")


def test_words_are_read_in_their_own_direction(record: Record) -> None:
    row = quotes.quotes(record, EVERYTHING).to_dict("records")[0]
    shown = row_markup.quote({**row, "content": "السلام", "speaker": "محمد"})
    assert 'dir="auto">السلام</span>' in shown
    assert "<bdi>محمد</bdi>" in shown


def test_hits_are_lit_in_the_words_and_nowhere_else(record: Record) -> None:
    row = quotes.quote(record, "lantern-2023-05-04-p5-b").to_dict("records")[0]
    shown = row_markup.quote(row, [(0, 2), (3, 40)])
    assert "<mark>We</mark> <mark>oppose it</mark></span>”" in shown
    # Beyond the words a stop has gone.
    assert "<mark></mark>" not in row_markup.quote(row, [(13, 14)])


def test_a_quote_says_who_for_whom_and_how_much_of_it_is_its_own(
    record: Record,
) -> None:
    rows = quotes.quotes(record, EVERYTHING).to_dict("records")
    text = {row["quote_id"][-3:]: Seen(row_markup.quote(row)).text for row in rows}
    assert "Ilva Toren, on behalf of Arden · partial quote" in text["4-a"]
    assert "· via Arden’s state news agency ·" in text["4-a"]
    assert "said: 3 May 2023" in text["4-a"]
    assert "paragraph 4" in text["4-a"]
    assert "Oda Marsk, on behalf of Brekland · direct quote" in text["5-a"]
    assert "via" not in text["5-a"]
    assert "undated" in text["5-a"]
    # A state that speaks for itself is not named twice.
    assert "Arden · paraphrase" in text["6-b"]
    assert "Arden, for Arden" not in text["6-b"]
    assert "reported inside another statement" in text["6-b"]
    assert "cautious wording: “might”" in text["7-a"]
    assert "no mention" in text["8-a"]


def test_a_quote_that_stands_alone_has_no_link_to_itself(record: Record) -> None:
    row = quotes.quote(record, "lantern-2023-05-04-p6-b").to_dict("records")[0]
    one, alone = row_markup.quote(row), row_markup.quote(row, alone=True)
    itself = "quotes?quote=lantern-2023-05-04-p6-b"
    assert itself in Seen(one).links
    assert itself not in Seen(alone).links
    assert "quotes?quote=lantern-2023-05-04-p6-a" in Seen(alone).links
    assert (
        Seen(one).text.removesuffix(" · permalinkCopy with sourceCopy link")
        == Seen(alone).text
    )


def pictures(default: Record) -> dict[str, dict[str, Any]]:
    """The published pictures of the default record, by whose they are."""
    rows = quotes.quotes(default, EVERYTHING, size=None).to_dict("records")
    return {row["speaker"]: row for row in rows if row["kind"] == "image"}


def test_the_credit_of_a_picture_is_not_told_as_a_cue(default: Record) -> None:
    row = pictures(default)["PTI"]
    assert row["cue"] == "PTI"
    text = Seen(row_markup.quote(row)).text
    assert text.startswith("The caption of a photograph credited to PTI says “North")
    assert "PTI · photo or caption · " in text


def test_a_position_tells_holder_asserter_words_hedge_and_condition(
    record: Record,
) -> None:
    rows = stances.positions(record, EVERYTHING).to_dict("records")
    text = {
        row["position_id"][-4:]: Seen(row_markup.position(row)).text for row in rows
    }
    for told in ("Brekland: accepts", "· according to an analyst ·",
                 "on the condition “if it was paid”", "cautiously worded (“might”)",
                 "possible future position",
                 "“might accept a smaller dam if it was paid.”", "· cautious wording ·",
                 "via an unnamed intermediary", "as of publication"):  # fmt: skip
        assert told in text["7-pa"]
    assert "Brekland (Oda Marsk): opposes" in text["5-pa"]
    assert (
        "· according to its own state media (Arden’s state news agency) ·"
        in text["4-pa"]
    )
    assert "stated view · 2019 · The Daily Lantern" in text["6-pa"]
    reads = (
        "This record reads it as Arden having supported Talks about the Selm (2019)."
    )
    assert reads in text["6-pa"]
    assert "· strong wording ·" in text["4-pa"]
    # What is neither hedged nor absolute is plain, and not said to be.
    assert "stated view · as of publication" in text["5-pa"]
    assert "Coastal Union: silent" in text["8-pa"]


def test_an_account_of_an_event_leads_to_the_event(record: Record) -> None:
    rows = events.events(record, EVERYTHING).to_dict("records")
    seen = {row["event_id"][-4:]: Seen(row_markup.event(row)) for row in rows}
    assert "another account of: Opening of the dam" in seen["1-ea"].text
    assert any("event=lantern-2023-05-04-p4-ea" in link for link in seen["1-ea"].links)
    assert "another account of" not in seen["4-ea"].text


def test_an_event_tells_its_date_who_says_so_and_who_takes_part(record: Record) -> None:
    rows = events.events(record, EVERYTHING).to_dict("records")
    text = {row["event_id"][-4:]: Seen(row_markup.event(row)).text for row in rows}
    assert "3 May 2023 (dated in the report)" in text["4-ea"]
    assert "told by the report itself" in text["4-ea"]
    assert "told by Oda Marsk" in text["6-ea"]
    assert "People and countries: Arden · Brekland" in text["9-ea"]
    assert "undated" in text["6-ec"]
    assert "not in the report: 1 February 1953" in text["6-ec"]
    assert "general knowledge" not in text["4-ea"]


def test_a_mark_tells_its_decision_and_whose_words_it_holds(record: Record) -> None:
    rows = sources.audit(record, EVERYTHING).to_dict("records")
    text = [Seen(row_markup.mark(row)).text for row in rows]
    assert "name: what something is called, not speech" in text[0]
    assert "what the dam is called" in text[0]
    assert "not part of a statement" in text[0]
    assert "Ilva Toren (see statement)" in text[1]


def test_a_source_tells_how_much_of_it_is_attributed(record: Record) -> None:
    (row,) = sources.sources(record, EVERYTHING).to_dict("records")
    text = Seen(row_markup.source(row)).text
    assert (
        "7 statements cover 24.6% of its 625 characters; the rest is the report’s "
        "own text, headline included."
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
    known["chain"] = {"from or via state media"}
    links = [link for html in drawn for link in Seen(html).links]
    assert len(links) > 100
    for link in links:
        for name, values in parse_qs(urlsplit(link).query).items():
            assert set(values) <= known[name], link
