"""References are read back by others' software, whatever a title holds."""

import json
import re
from datetime import date
from pathlib import Path

import bibtexparser
import pytest
import rispy

from dashboard.citing import citation
from dashboard.database.open import open_record
from dashboard.database.record import Record
from tests.support.small_record import ACTORS, ROWS, SOURCES, write_record

TODAY = date(2026, 11, 20)
DATES = {
    "2023-05": ("(2023, May)", "date = {2023-05}"),
    "2023": ("(2023)", "date = {2023}"),
    "[2023-05-01..2023-05-04]": ("(2023, May)", "date = {2023-05}"),
    "[..2023-05-04]": ("(n.d.)", "note = {not after 4 May 2023}"),
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


@pytest.mark.parametrize(("number", "title"), list(enumerate(HOSTILE)))
def test_a_hostile_title_stays_one_reference_in_every_form(
    strange: Record, number: int, title: str
) -> None:
    key = f"title-{number}"
    told = {form: citation.source(strange, key, form, TODAY)
            for form in citation.FORMS}  # fmt: skip
    plain = " ".join(title.replace("\ue000", "").replace("\ue001", "").split())
    entries = bibtexparser.parse_string(told["BibTeX"])
    assert not entries.failed_blocks
    assert [entry.key for entry in entries.entries] == [key]
    assert untexed(entries.entries[0]["title"]) == f"{{{plain}}}"
    assert entries.entries[0]["author"] == "{A and B, C}"
    assert untexed(entries.entries[0]["journal"]) == "The {Lantern"
    references = rispy.loads(told["RIS"])
    assert [one["title"] for one in references] == [plain]
    assert references[0]["authors"] == ["A and B, C"]
    assert references[0]["type_of_reference"] == "NEWS"
    (item,) = json.loads(told["CSL-JSON"])
    assert item["title"] == plain
    for form in citation.STYLES:
        assert "\n" not in told[form]
        assert told[form].startswith("A and B, C. ")


def test_strange_sources_are_read_back_together(strange: Record) -> None:
    count = 1 + len(DATES) + len(HOSTILE)
    entries = bibtexparser.parse_string(citation.sources_as(strange, "BibTeX"))
    assert len(entries.entries) == count
    assert len(rispy.loads(citation.sources_as(strange, "RIS"))) == count
    assert len(json.loads(citation.sources_as(strange, "CSL-JSON"))) == count


def untexed(text: str) -> str:
    """What TeX prints for the text of a field."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}",
                "textasciitilde": "~", "textasciicircum": "^"}  # fmt: skip
    text = re.sub(r"\\([&%$#_])", r"\1", text)
    return re.sub(r"\\(text\w+)\{\}", lambda found: commands[found[1]], text)


def test_all_sources_are_one_text_in_the_forms_of_reference_managers(
    tmp_path: Path,
) -> None:
    more = SOURCES[0] | {"source_id": "other", "title": "Other", "url": "https://x.org"}
    record = open_record(write_record(tmp_path, ROWS | {"sources": [*SOURCES, more]}))
    keys = [SOURCES[0]["source_id"], "other"]
    entries = bibtexparser.parse_string(citation.sources_as(record, "BibTeX")).entries
    assert [entry.key for entry in entries] == keys
    assert [entry["month"] for entry in entries] == ["may", "may"]
    references = rispy.loads(citation.sources_as(record, "RIS", TODAY))
    assert [one["id"] for one in references] == keys
    assert references[1]["access_date"] == "2026/11/20"
    items = json.loads(citation.sources_as(record, "CSL-JSON", TODAY))
    assert [item["id"] for item in items] == keys
    assert items[1]["accessed"] == {"date-parts": [[2026, 11, 20]]}
