"""The small record grown by all that happens rarely."""

from tests.support.small_record import ROWS, Row, key, marked, printed


def rows() -> dict[str, list[Row]]:
    grown = {name: list(kept) for name, kept in ROWS.items()}
    grown["actors"] += [
        {"actor_id": "oda-marsk-elder", "name": "Oda Marsk", "kind": "person"},
        {"actor_id": "ren-abo", "name": "Ren Abo", "kind": "person"},
        {"actor_id": "flood-board", "name": "Flood Board", "kind": "organisation"},
    ]
    # The agency's own words, and a view that stands within them, by no relay.
    grown["quotes"] += [
        {"quote_id": key(4, "b"), **printed(4, "opened the dam"), "kind": "indirect",
         "speaker_id": "arden-news", "on_behalf_of": "ARD", "cue": "reported"},
        {"quote_id": key(4, "c"), **printed(4, "the dam on Wednesday"),
         "kind": "indirect", "speaker_id": "ilva-toren", "within": key(4, "b"),
         "issue_id": "talks"},
        {"quote_id": key(4, "d"), **printed(4, "on Wednesday"),
         "kind": "indirect", "speaker_id": "ilva-toren", "within": key(4, "c")},
    ]  # fmt: skip
    # A statement on talks carries a position on the dam, no single country.
    grown["positions"].append(
        {"position_id": key(6, "pb"), "actor_id": "flood-board", "issue_id": "dam",
         "stance": "opposes", "strength": 2, "kind": "declared", "voice": "other",
         "asserted_by": "oda-marsk", "quote_id": key(6, "b"),
         **printed(6, "to wait", "evidence")}
    )  # fmt: skip
    # One that no statement carries, on the word of a medium; one on the reporter's.
    grown["positions"].append(
        {"position_id": key(4, "pb"), "country_id": "BRK", "issue_id": "talks",
         "stance": "declines", "strength": 2, "kind": "behaviour",
         "voice": "other_state", "asserted_by": "arden-news",
         **printed(4, "opened the dam", "evidence")}
    )  # fmt: skip
    grown["events"].append(
        {"event_id": key(4, "eb"), "title": "The agency reports", "kind": "statement",
         "precision": "unknown", "date_basis": "undated", "status": "past",
         "quote_id": key(4, "d"), **printed(4, "Wednesday", "evidence")}
    )  # fmt: skip
    grown["participants"] += [
        {"event_id": key(4, "eb"), "actor_id": "ren-abo", "country_id": "ARD"},
        {"event_id": key(4, "eb"), "actor_id": "ren-abo"},
    ]
    grown["marks"].append(
        {"mark_id": key(4, "mb"), **marked(4, "Wednesday"), "decision": "scare"}
    )
    return grown
