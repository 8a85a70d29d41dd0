"""A record's version tells its content, whatever form its files have."""

import csv
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.database import version
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.record.schema import TABLES
from tests.support.small_record import ABOUT, ROWS, write_record


def by_hand(folder: Path) -> str:
    """The version as the module's docstring says to work it out."""
    whole = []
    for table in TABLES.values():
        with (folder / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        lines = [
            hashlib.sha256(
                "".join(f"{len(row[n])}:{row[n]}" for n in table.names).encode()
            ).hexdigest()
            for row in rows
        ]
        joined = "\n".join(sorted(lines))
        whole.append(f"{table.name} {hashlib.sha256(joined.encode()).hexdigest()}")
    return hashlib.sha256("\n".join(whole).encode()).hexdigest()


def test_the_version_can_be_worked_out_without_this_program(
    record: Record, record_folder: Path
) -> None:
    assert version.version(record) == by_hand(record_folder)


def test_a_table_without_rows_has_its_place_in_it(record_folder: Path) -> None:
    write_record(record_folder, ROWS | {"marks": [], "relays": []})
    assert version.version(open_record(record_folder)) == by_hand(record_folder)


def rows_turned(folder: Path) -> None:
    turned = {name: list(reversed(rows)) for name, rows in ROWS.items()}
    write_record(folder, turned)


def columns_turned(folder: Path) -> None:
    path = folder / "quotes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(reversed(rows[0])))
        writer.writeheader()
        writer.writerows(rows)


def another_title(folder: Path) -> None:
    write_record(folder, about=ABOUT | {"title": "Another"})


@pytest.mark.parametrize("change", [rows_turned, columns_turned, another_title])
def test_the_form_of_the_files_does_not_change_it(
    record: Record, record_folder: Path, change: Callable[[Path], None]
) -> None:
    change(record_folder)
    assert version.version(open_record(record_folder)) == version.version(record)


def test_a_zip_has_the_version_of_its_folder(
    record: Record, record_folder: Path
) -> None:
    zipped = shutil.make_archive(str(record_folder), "zip", record_folder)
    assert version.version(open_record(Path(zipped))) == version.version(record)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("quotes", "note", "a note"),
        ("issues", "label", "Arden’s dam on the Selm "),
        ("positions", "strength", "1"),
    ],
)
def test_any_changed_cell_changes_it(
    record: Record, record_folder: Path, table: str, column: str, value: str
) -> None:
    first, *others = ROWS[table]
    write_record(record_folder, ROWS | {table: [first | {column: value}, *others]})
    assert version.version(open_record(record_folder)) != version.version(record)


def test_a_lost_row_changes_it(record: Record, record_folder: Path) -> None:
    write_record(record_folder, ROWS | {"relays": ROWS["relays"][1:]})
    assert version.version(open_record(record_folder)) != version.version(record)


def test_two_cells_cannot_be_taken_for_one(record: Record, record_folder: Path) -> None:
    first, *others = ROWS["issues"]
    seen = set()
    for label, means in (("ab", "c"), ("a", "bc"), ("a1:b", "c")):
        row = first | {"label": label, "support_means": means}
        write_record(record_folder, ROWS | {"issues": [row, *others]})
        seen.add(version.version(open_record(record_folder)))
    assert len(seen) == 3


def test_it_is_printed_after_the_packages_own(record: Record) -> None:
    digits = version.version(record)[:12]
    assert version.printed(record) == f"1.0.0+{digits}"


def test_a_record_without_its_own_version_has_the_contents_alone(
    record: Record, record_folder: Path
) -> None:
    (record_folder / "datapackage.json").unlink()
    bare = open_record(record_folder)
    assert version.printed(bare) == version.version(record)[:12]
