"""A verdict says where a row's words stand in a copy, and what there is instead."""

from collections import Counter

import pandas as pd

from dashboard.markup import verdicts
from dashboard.provenance import coverage
from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.diff import Change
from dashboard.provenance.verify import verify
from tests.support.claims import CLAIMS
from tests.support.html import ALLOWED, HOSTILE, Seen
from tests.support.small_record import SOURCE_TEXT, key

# Two signs more at its beginning, other words of Marsk's.
OTHER = Copy(
    "x "
    + SOURCE_TEXT.replace("dry our fields", "flood our fields").replace(
        "We oppose it.", "Never."
    )
)


def one(words: str, text: str, start: int = 0, table: str = "quotes") -> Finding:
    claim = Claim(table, "q", words, start, start + len(words), 1)
    return verify(Copy(text), [claim])[0]


def item(finding: Finding, text: str) -> str:
    return Seen(verdicts.item(finding, Copy(text))).text


def test_verdicts_are_counted_by_table() -> None:
    counts = {"marks": Counter({Verdict.EXACT: 1_200}),
              "quotes": Counter({Verdict.DIFFERS: 2})}  # fmt: skip
    html = verdicts.counted(counts)
    assert "<tr><td>statements</td><td>0</td><td>2</td></tr>" in html
    assert "<tr><td>pairs of quotation marks</td><td>1,200</td><td>0</td>" in html
    assert "Missing" not in html
    assert "positions" not in html


def test_a_row_that_has_moved_is_told_where_it_stands_now() -> None:
    found = {finding.claim.key: finding for finding in verify(OTHER, CLAIMS)}
    html = verdicts.item(found[key(4, "a")], OTHER)
    assert Seen(html).text == (
        "Matches, moved · statementit would “never be stopped”"
        "In your copy in paragraph 4, 2 characters further on."
    )
    assert Seen(html).links == [f"quotes?quote={key(4, 'a')}"]
    # A mark has no address of its own; more stands before it than did.
    mark = Seen(verdicts.item(found[key(1, "ma")], OTHER))
    assert mark.links == []
    assert "2 characters more between them and the row before" in mark.text


def test_what_differs_stands_beside_what_the_record_has() -> None:
    found = {finding.claim.key: finding for finding in verify(OTHER, CLAIMS)}
    html = verdicts.item(found[key(5, "a")], OTHER)
    assert (
        "The dam will <del><small>the record: </small>dry</del>"
        " <ins><small>your copy: </small>flood</ins> our fields," in html
    )
    assert verdicts.told(Verdict.DIFFERS) == "Differs"


def test_what_is_not_found_is_told_with_what_the_copy_has_there() -> None:
    text = "Envoys met for talks about the Selm."
    assert "At its place your copy has “Envoys met for talks”." in item(
        one("a dam of black stone", text), text
    )
    late = one("a dam of black stone", text, 900)
    assert "Your copy has ended before its place." in item(late, text)


def test_the_same_words_in_another_form_are_said_to_be_the_same() -> None:
    text = "“Stop”, he said"
    told = item(one('"Stop", he said', text), text)
    assert told.startswith("Matches word for word · statement")
    assert told.endswith("only the shape of quotation marks or apostrophes differ.")


def test_no_word_of_a_copy_becomes_markup() -> None:
    text = f"{HOSTILE} said no"
    for words in (HOSTILE, HOSTILE.replace("alert", "Alert"), "other words altogether"):
        seen = Seen(verdicts.item(one(words, text), Copy(text)))
        assert seen.elements <= ALLOWED | {"del", "ins"}
        assert seen.open == []


def test_what_no_row_covers_is_shown_lit_in_its_sentence() -> None:
    traces = coverage.marks_and_verbs(OTHER, verify(OTHER, CLAIMS), "en")
    (never,) = [trace for trace in traces if trace.words == "Never."]
    html = verdicts.trace(never, OTHER)
    assert Seen(html).text.startswith("Not covered · quotation marks “Never.” · parag")
    assert "<mark>Never.</mark>" in html
    (name,) = [trace for trace in traces if trace.words == "Water Day"]
    assert "Covered by" in Seen(verdicts.trace(name, OTHER)).text


def test_the_table_to_take_along_holds_of_the_copy_what_differs_and_no_more() -> None:
    rows = verdicts.table(verify(OTHER, CLAIMS), OTHER).set_index("key")
    differs = rows.loc[key(5, "a")]
    assert (differs["verdict"], differs["copy_has"]) == (
        "differs", "The dam will flood our fields,",
    )  # fmt: skip
    moved = rows.loc[key(4, "a")]
    assert (moved["start"], moved["copy_start"], moved["copy_has"]) == (140, 142, "")
    assert rows.loc[key(5, "b"), "copy_start"] is pd.NA
    assert verdicts.table([], OTHER).empty


def test_a_long_difference_is_shown_where_it_differs_and_no_further() -> None:
    long = "and the dam stood there, " * 60
    changes = (
        Change(long, long, True),
        Change("dry ", "flood ", False),
        Change(long, long, True),
    )
    claim = Claim("quotes", "q", f"{long}dry {long}", 0, 1, 1)
    html = verdicts.item(Finding(claim, Verdict.DIFFERS, changes=changes), OTHER)
    told = Seen(html).text
    assert "the record: dry your copy: flood and the dam stood" in told
    assert told.count("[…]") == 2
    assert len(told) < 1_200
    many = tuple(Change(f"a{n} ", f"b{n} ", False) for n in range(300))
    html = verdicts.item(Finding(claim, Verdict.DIFFERS, changes=many), OTHER)
    assert html.count("<del>") == 100
    assert "[more differences follow]" in html
