"""The directory names each actor, country, issue, event and source once."""

from dashboard.database.record import Record


def test_each_row_that_can_be_found_stands_in_it_once(record: Record) -> None:
    rows = record.answer(record.table("directory"))
    assert not rows.duplicated(["kind", "key"]).any()
    events = record.answer(record.table("events"))
    firsts = events[events["account_of"] == ""]
    for kind, keys in {
        "actor": record.answer(record.table("actors"))["actor_id"],
        "country": record.answer(record.table("countries"))["country_id"],
        "issue": record.answer(record.table("issues"))["issue_id"],
        "event": firsts["event_id"],
        "source": record.answer(record.table("sources"))["source_id"],
    }.items():
        assert set(rows["key"][rows["kind"] == kind]) == set(keys), kind


def test_it_counts_what_each_has(record: Record) -> None:
    rows = record.answer(record.table("directory")).set_index(["kind", "key"])
    numbers = rows[["statements", "positions", "events"]]
    # Three quotes and a relay of a fourth; holds one position, asserts two.
    assert numbers.loc[("actor", "oda-marsk")].tolist()[0] == 4
    assert numbers.loc[("actor", "brekland-water")].tolist()[0] == 0
    assert numbers.loc[("country", "ARD")].sum() > 0
    assert rows.loc[("actor", "oda-marsk"), "is_person"]
    assert rows.loc[("actor", "oda-marsk"), "folded"] == "oda marsk"
    assert not rows.loc[("actor", "brekland-water"), "is_person"]
