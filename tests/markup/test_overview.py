"""A record's story: each number is a link to its rows, and keeps what is filtered."""

from pathlib import Path

from markupsafe import Markup

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.markup import overview
from dashboard.queries.filters import Filters
from tests.support.html import Seen
from tests.support.small_record import PARTICIPANTS, ROWS, key, write_record

Told = list[tuple[str, str]]


def told(lines: Told) -> list[str]:
    """Each line without its markup and what isolates its names."""
    bare = str.maketrans("", "", "\u2068\u2069")
    return [
        " ".join(Seen(part).text.translate(bare) for part in line) for line in lines
    ]


def links(lines: Told) -> list[str]:
    return [link for line in lines for part in line for link in Seen(part).links]


def test_the_story_of_the_small_record(record: Record) -> None:
    assert told(overview.lines(record, Filters(), {})) == [
        "7 statements by 5 speakers; 5 positions (who holds what) and 5 events (6"
        " accounts; when).",
        "1 of 7 statements reach us through the media of one state, Arden; the other 6"
        " do not.",
        "0 people appear in what is told, and no statement is recorded as theirs.",
        "1 cell is contested: one holder, one issue, stances that differ:"
        " Brekland: Arden’s dam on the Selm (accepts, opposes).",
        "4 of 6 pairs of quotation marks hold somebody's words; any other is a name, a"
        " title or the like. Each has its decision.",
    ]


def test_a_country_names_its_actors_and_every_link_keeps_it(record: Record) -> None:
    lines = overview.lines(record, Filters(country=("ARD",)), {"country": ["Arden"]})
    first, said, through, _, contested, _ = told(lines)
    assert first == (
        "Actors of this country, by nationality or seat: Arden, Arden’s state news"
        " agency, Ilva Toren."
    )
    assert said.startswith("2 statements by 2 speakers; 2 positions")
    assert through.startswith("1 of 2 statements reach us through the media of one")
    assert contested.startswith("0 cells are contested: no holder has two stances")
    kept = [link for link in links(lines) if not link.startswith("./?actor=")]
    assert len(kept) == 6
    assert all("country=Arden" in link for link in kept)


def test_who_appears_without_a_statement_is_named_with_a_link(tmp_path: Path) -> None:
    guest = {"actor_id": "ren-abo", "name": "Ren Abo", "kind": "person"}
    there = {"event_id": key(4, "ea"), "actor_id": "ren-abo"}
    rows = ROWS | {
        "actors": [*ROWS["actors"], guest],
        "participants": [*PARTICIPANTS, there],
    }
    lines = overview.lines(open_record(write_record(tmp_path, rows)), Filters(), {})
    unheard = "1 person appears in what is told, and no statement is recorded as theirs"
    assert f"{unheard}: Ren Abo." in told(lines)
    assert links(lines).count("timeline?actor=Ren+Abo") == 2


def test_a_line_of_the_story_is_its_figure_and_what_that_counts() -> None:
    lines = [(Markup("<i>1</i>"), "event"), ("2", "quotes")]
    assert overview.story(lines) == (
        '<ul class="otr-story"><li><b><i>1</i></b><span>event</span></li>'
        "<li><b>2</b><span>quotes</span></li></ul>"
    )
