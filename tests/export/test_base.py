"""A form knows the names of its files, and makes one of what filters leave."""

from pathlib import Path

import pytest

from dashboard.database.record import Record
from dashboard.export.base import Form
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset


def _names(subset: Subset, path: Path) -> list[str]:
    """Write the names of the actors that filters leave."""
    names = [name for part in subset.rows("actors") for name in part["name"]]
    path.write_text("\n".join(names), encoding="utf-8")
    return []


@pytest.mark.parametrize(
    ("name", "fits"),
    [("r.names", True), (".names", False), ("r.names.gz", False), ("names", False)],
)
def test_a_name_fits_by_its_ending_and_is_more_than_that(
    name: str, *, fits: bool
) -> None:
    assert Form("Names", ".names", "text/plain", _names).fits(name) is fits


@pytest.mark.parametrize(
    ("name", "fits"), [("actors.csv", True), ("r.csv", False), (".csv", False)]
)
def test_a_tables_file_has_the_tables_name(name: str, *, fits: bool) -> None:
    assert Form("", ".csv", "text/csv", _names, "actors").fits(name) is fits


def test_bytes_are_of_what_filters_leave(record: Record) -> None:
    form = Form("Names", ".names", "text/plain", _names)
    whole = form.as_bytes(record, Filters()).decode().splitlines()
    part = form.as_bytes(record, Filters(country=("BRK",))).decode().splitlines()
    assert set(part) < set(whole)
    assert form.as_bytes(record, Filters(country=("ZZZ",))) == b""
