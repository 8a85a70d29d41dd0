"""Tables of actors: who is heard, how often, and through whom."""

from dashboard.database.record import Record
from dashboard.markup import actors as actor_markup
from dashboard.markup import method
from dashboard.queries import actors as actor_queries
from dashboard.queries import sources
from dashboard.queries.filters import Filters
from tests.support.html import ALLOWED, HOSTILE, Seen, hostile

EVERYTHING = Filters()


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


def test_who_is_heard_is_told_with_how_many_pass_through_state_media(
    record: Record,
) -> None:
    seen = Seen(
        actor_markup.heard(actor_queries.heard(record, EVERYTHING).to_dict("records"))
    )
    assert seen.text.startswith(
        "WhoQuotedParaphrase, photo or captionOmissions noted by the report"
        "From or via state mediaEvents"
        "Their positionsOda Marskwater minister · Brekland3––––1"
        "Ilva Torenpresident · Arden1––111"
    )
    through = "quotes?actor=Ilva+Toren&chain=from+or+via+state+media"
    assert [link for link in seen.links if "chain=" in link] == [through]
