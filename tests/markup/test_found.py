"""What a search finds is a list of links, each with what it is and how much of it."""

from dashboard.database.record import Record
from dashboard.markup import base, found
from dashboard.queries.filters import Filters
from dashboard.search import directory, quotes
from tests.support.html import ALLOWED, ATTRIBUTES, HOSTILE, Seen, hostile


def listed(record: Record, typed: str) -> list[str]:
    rows = directory.find(record, typed).to_dict("records")
    return [Seen(item).text for item in found.named(rows)]


def test_each_leads_to_its_own_page(default: Record) -> None:
    rows = directory.find(default, "north korea").to_dict("records")
    links = Seen(base.list_of(found.named(rows))).links
    assert "actors?actor_id=kim-jong-un" in links
    assert "issues?issue_id=nk-nuclear" in links
    countries = ("stances?country=North+Korea", "countries?country_id=PRK")
    assert [link for link in links if link in countries]


def test_each_says_what_it_is_and_how_many_rows_it_has(default: Record) -> None:
    assert listed(default, "kim jong un")[0] == (
        "Kim Jong Un person, North Korean leader · 5 statements, 3 positions, 7 events"
    )
    assert "no statement, " in listed(default, "xi jinping")[0]
    assert "· 4 accounts" in " ".join(listed(default, "defence exhibition"))


def test_a_statement_names_its_speaker_and_leads_to_its_page(default: Record) -> None:
    rows = quotes.quotes(default, Filters(), "panda", "relevance", size=1)
    row = rows.to_dict("records")[0]
    item = Seen(next(found.said([row])))
    assert item.links == [f"quotes?quote={row['quote_id']}"]
    assert item.text == f"{row['content']} statement · Ankit Panda"


def test_the_last_leads_to_all_statements_or_says_that_there_is_none() -> None:
    item = Seen(found.every_statement("kim", "kim*", 12))
    assert item.text == "All 12 statements with “kim”"
    assert item.links == ["quotes?quotes_words=kim%2A"]
    assert Seen(found.every_statement("kim", "kim", 1)).text.startswith("The statement")
    none = Seen(found.every_statement("<b>", "<b>", 0))
    assert (none.text, none.links) == ("No statement contains “<b>”.", [])


def test_no_name_becomes_markup(default: Record) -> None:
    rows = directory.find(default, "kim")
    row = hostile(rows, ("kind",))
    seen = Seen(base.list_of([*found.named([row]), *found.said([
        {"content": HOSTILE, "speaker": HOSTILE, "quote_id": HOSTILE}
    ])]))  # fmt: skip
    assert seen.elements <= ALLOWED
    assert seen.attributes <= ATTRIBUTES
    assert HOSTILE in seen.text
