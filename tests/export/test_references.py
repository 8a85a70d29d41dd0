"""References of a record's sources, read by the programs that they are for."""

import json
from pathlib import Path

import bibtexparser
import pytest
import rispy

from dashboard.database.record import Record
from dashboard.export import formats
from dashboard.queries.filters import Filters
from tests.support.exported import written
from tests.support.small_record import SOURCE_ID


def test_references_are_read_by_reference_managers(
    record: Record, tmp_path: Path
) -> None:
    entries = bibtexparser.parse_file(str(written(record, tmp_path / "sources.bib")))
    assert [entry.key for entry in entries.entries] == ["lantern-2023-05-04"]
    text = written(record, tmp_path / "sources.ris").read_text("utf-8")
    (reference,) = rispy.loads(text)
    assert reference["type_of_reference"] == "NEWS"


def test_references_of_a_view_are_of_its_sources(record: Record) -> None:
    form = formats.offered()["BibTeX"]
    assert b"@article{lantern-2023-05-04" in form.as_bytes(
        record, Filters(voice="self")
    )
    assert form.as_bytes(record, Filters(country=("ZZZ",))) == b""


@pytest.mark.parametrize("issue", ["", "dam"])
def test_sources_as_csl_json_are_one_list_filtered_or_not(
    record: Record, issue: str
) -> None:
    form = formats.offered()["CSL-JSON"]
    assert form.ending == ".csl.json"
    (source,) = json.loads(form.as_bytes(record, Filters(issue=(issue,) * bool(issue))))
    assert source["id"] == SOURCE_ID
    assert source["type"] == "article-newspaper"
