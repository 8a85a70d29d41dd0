"""The list of events by date: each line says who takes part, and who tells of it."""

from dashboard.charts import date_groups
from dashboard.database.record import Record
from dashboard.markup import timeline
from dashboard.queries import events as event_queries
from dashboard.queries.filters import Filters
from tests.support.html import Seen


def test_an_event_stands_with_who_takes_part_and_all_who_tell_of_it(
    default: Record,
) -> None:
    events = event_queries.events(default, Filters())
    tellers = timeline.tellers(events)
    groups = date_groups.by_date(events)
    html = timeline.groups(groups, tellers)
    seen = Seen(html)
    assert (
        "Kim and Shoigu at a defence exhibition, as state media tell it"
        " North Korea · Russia 4 accounts, by Reuters, North Korean state media, KCNA"
    ) in seen.text
    assert "27 July 2023 1 event" in seen.text
    assert "Some time between 24 and 27 July 2023 12 events" in seen.text
    assert len([one for one in seen.links if one.startswith("timeline?event=")]) == 30
    assert html.count('<ul class="otr-some">') >= 1


def test_a_date_from_general_knowledge_is_named_so(record: Record) -> None:
    events = event_queries.events(record, Filters())
    groups = date_groups.by_date(events, outside=True)
    text = Seen(timeline.groups(groups, timeline.tellers(events))).text
    assert "1 February 1953 1 event · date not in the report" in text


def test_who_tells_is_the_speaker_or_else_the_agency_or_the_publisher(
    record: Record,
) -> None:
    events = event_queries.events(record, Filters())
    told = timeline.tellers(events)
    assert sum(map(len, told.values())) == len(events)
    assert {"Oda Marsk"} < {name for names in told.values() for name in names}
    nobody = events.assign(speaker="", wire="")
    assert set(timeline.tellers(nobody)[events["event"].iloc[0]]) == {
        events["publisher"].iloc[0]
    }
