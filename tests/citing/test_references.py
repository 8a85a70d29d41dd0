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
from tests.citing.conftest import DATES, HOSTILE
from tests.support.small_record import ROWS, SOURCES, write_record

TODAY = date(2026, 11, 20)


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
