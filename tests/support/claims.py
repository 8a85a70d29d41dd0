"""The small record's rows as claims on the words of its source."""

from dashboard.provenance.verify import Claim
from tests.support.small_record import ROWS

KEYS = {
    "quotes": "quote_id", "marks": "mark_id", "positions": "position_id",
    "events": "event_id",
}  # fmt: skip
CLAIMS = [
    Claim(
        table, row[key], row.get("content") or row["evidence"], row["start"],
        row["end"], row.get("paragraph", 0),
    )
    for table, key in KEYS.items()
    for row in ROWS[table]
]  # fmt: skip
