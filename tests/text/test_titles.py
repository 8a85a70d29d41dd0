"""What a view is called: short, on one line, and no more than its evidence."""

import pytest

from dashboard.database.record import Record
from dashboard.queries import stances
from dashboard.queries.filters import Filters
from dashboard.text import titles

HOSTILE = '<b>"Ö\n\x07 & שלום\u202e*_`</b>'


def test_a_title_names_the_page_the_pick_and_the_filters() -> None:
    assert titles.title("Stances", {}) == "Stances · On the Record"
    chosen = {"country": ["Russia"], "issue": ["nuclear programme"]}
    assert titles.title("Stances", chosen) == (
        "Stances: Russia, nuclear programme · On the Record"
    )
    chosen = {"voice": "others", "country": ["Brekland"]}
    assert titles.title("Stances", chosen, "Brekland: Talks") == (
        "Stances: Brekland: Talks, others, Brekland · On the Record"
    )


@pytest.mark.parametrize(
    "names", [["North Korea"] * 20, ["x" * 400], ["字" * 90], [HOSTILE * 9]], ids=len
)
def test_a_title_is_short_and_on_one_line(names: list[str]) -> None:
    for told in (titles.title("Stances", {"country": names}),
                 titles.row_title("Statements", ", ".join(names))):  # fmt: skip
        assert len(told) <= 70
        assert told.isprintable()
        assert "…" in told
    assert titles.title("Stances", {"country": names}).endswith(" · On the Record")


def test_a_title_is_cut_at_a_word() -> None:
    names = ["the United States of America", "the Democratic People's Republic"]
    assert titles.title("Stances", {"country": names}) == (
        "Stances: the United States of America, the… · On the Record"
    )


def test_a_quote_alone_is_called_by_its_speaker_and_its_first_words() -> None:
    words = "to strengthen the friendship between the two armies and peoples, always"
    row = {"speaker": "Kim Jong Un", "content": words, "kind": "direct"}
    assert titles.row_title("Statements", titles.quote(row)) == (
        "Kim Jong Un: “to strengthen the friendship between the…” · Statements"
    )
    told = titles.quote(row | {"kind": "indirect"})
    assert told.startswith("Kim Jong Un: to strengthen")
    assert "“" not in told


def test_a_position_alone_is_called_by_who_asserts_it_of_whom(record: Record) -> None:
    rows = stances.positions(record, Filters()).to_dict("records")
    assert {row["voice"]: titles.position(row) for row in rows} == {
        "self": "Brekland on Arden’s dam on the Selm",
        "own_state_media": "Arden’s state news agency on Arden’s position on"
        " Arden’s dam on the Selm",
        "other_state": "Oda Marsk on Arden’s position on Talks about the Selm",
        "analyst": "an analyst on Brekland’s position on Arden’s dam on the Selm",
        "reporter": "Meridian on Coastal Union’s position on Arden’s dam on the Selm",
    }


def test_a_file_is_called_by_what_it_shows() -> None:
    assert titles.file_name("Stances", {}) == "on-the-record-stances"
    chosen = {"country": ["Россия", "a/b\\c"], "voice": "others"}
    assert titles.file_name("Stances", chosen) == (
        "on-the-record-stances-россия-a-b-c-others"
    )
    assert len(titles.file_name("Stances", {"actor": ["字" * 300]})) <= 80
    assert titles.file_name("", {}) == "on-the-record"


def test_a_source_line_names_the_record_and_three_of_its_sources() -> None:
    row = {"title": "A dam", "wire": "Reuters", "publisher": "The Lantern",
           "published_on": "2023-05-04"}  # fmt: skip
    read = titles.read_in([row], 3)
    line = (
        titles.source_line("Rivers", read).replace("\u2068", "").replace("\u2069", "")
    )
    assert line == (
        "Source: On the Record, Rivers, based on “A dam” (Reuters, in The Lantern, "
        "4 May 2023) and 2 more."
    )
    line = titles.source_line("", "")
    assert line == "Source: On the Record, \u2068a record\u2069."
