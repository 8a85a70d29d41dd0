"""The small record's files, damaged at random, and what is then said of them."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from dashboard.database import record
from dashboard.database.open import open_record
from dashboard.intake import files
from dashboard.record import checks
from dashboard.record.problems import Problem, RecordRefused
from dashboard.record.schema import TABLES
from tests.support.small_record import ROWS, Rows, write_record


def rewritten(rows: Rows) -> dict[str, bytes]:
    """Return the files of a record with these rows."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_record(Path(folder), rows)
        return {path.name: path.read_bytes() for path in written.iterdir()}


FILES = rewritten(ROWS)
CSVS = sorted(name for name in FILES if name.endswith(".csv"))
KEYS = {t.name: {row[t.key] for row in ROWS[t.name]} for t in TABLES.values() if t.key}
# What an honest file can hold: no half of a character, no zero byte; and no lone \r,
# which Python's own writer leaves without quotation marks until 3.13.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
SOME = TEXT.filter(lambda text: any(c.isprintable() and c != " " for c in text))


def examples(number: int) -> settings:
    """Return settings for so many examples: each opens a record, which takes time."""
    return settings(
        max_examples=number,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def problems_in(contents: dict[str, bytes]) -> list[Problem]:
    """Return what is wrong with files; fail unless each problem can be acted upon."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in contents.items():
            (Path(folder) / name).write_bytes(data)
        found, total = checks.problems(files.read(Path(folder)))
    assert total >= len(found)
    assert all(problem.wrong and problem.mend for problem in found)
    return found


def opened(contents: dict[str, bytes]) -> record.Record | None:
    """Return the record that files make, or None where it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in contents.items():
            (Path(folder) / name).write_bytes(data)
        try:
            return open_record(Path(folder))
        except RecordRefused:
            return None
