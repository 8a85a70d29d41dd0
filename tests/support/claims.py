"""The small record's rows as claims on the words of its source."""

from dashboard.provenance.claims import Claim
from tests.support.small_record import ACTORS, ROWS
from tests.support.small_record import RELAYS as HOPS

KEYS = {
    "quotes": "quote_id", "marks": "mark_id", "positions": "position_id",
    "events": "event_id",
}  # fmt: skip
NAMES = {row["actor_id"]: row["name"] for row in ACTORS}
RELAYS = {
    hop["quote_id"]: (NAMES[hop["actor_id"]],) for hop in HOPS if hop.get("actor_id")
}
CLAIMS = [
    Claim(
        table, row[key], row.get("content") or row["evidence"], row["start"],
        row["end"], row.get("paragraph", 0), row.get("cue", ""),
        RELAYS.get(row.get("quote_id", ""), ()) if table == "quotes" else (),
        NAMES.get(row.get("speaker_id", ""), ""),
    )
    for table, key in KEYS.items()
    for row in ROWS[table]
]  # fmt: skip
