"""What tests of citations share: sources with strange titles and dates."""

import pytest

from dashboard.database.open import open_record
from dashboard.database.record import Record
from tests.support.small_record import ACTORS, ROWS, SOURCES, write_record

DATES = {
    "2023-05": ("(2023, May)", "date = {2023-05}"),
    "2023": ("(2023)", "date = {2023}"),
    "[2023-05-01..2023-05-04]": ("(2023, May)", "date = {2023-05}"),
    "[..2023-05-04]": ("(not after 4 May 2023)", "note = {not after 4 May 2023}"),
    "0476": ("(476 C.E.)", "date = {0476}"),
}
HOSTILE = [
    "Braces {a {b}} and \\ backslash",
    "An open { brace",
    "A closing } brace, @article{x, title={y}}",
    'Per cent 50% & $5 #1 a_b ~ ^ "quoted"',
    "Two\nlines\r\nER  - \r\nTY  - BOOK",
    "ТАСС: Россия «за» мир",
    "السلام الآن",
    "和平谈判：不会停止",
    "<b>Bold</b> & “Co”",
    '<span class="nocase">x</span> y',
    "Quelle: »Ja!«",
    "x \ue000 \ue001 y",
    "a.",
]


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record with a source for each hostile title and for each sort of date."""
    dated = [SOURCES[0] | {"source_id": f"date-{n}", "published_on": edtf}
             for n, edtf in enumerate(DATES)]  # fmt: skip
    titled = [SOURCES[0] | {"source_id": f"title-{n}", "title": title}
              for n, title in enumerate(HOSTILE)]  # fmt: skip
    names = {"meridian": "A and B, C", "daily-lantern": "The {Lantern"}
    actors = [row | {"name": names.get(row["actor_id"], row["name"])}
              for row in ACTORS]  # fmt: skip
    rows = ROWS | {"actors": actors, "sources": [*SOURCES, *dated, *titled]}
    return open_record(write_record(tmp_path_factory.mktemp("strange"), rows))
