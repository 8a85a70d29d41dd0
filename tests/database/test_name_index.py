"""Quotes carry the names of who speaks, relays, is spoken for, and of their issues."""

from typing import Any

from dashboard.database import name_index
from dashboard.database.record import Record
from tests.support.small_record import key


def carried(record: Record, quote_id: str) -> set[tuple[str, str, str]]:
    """The texts that a quote carries: table, column, text."""
    quotes = record.answer(record.table("quotes"))
    number = int(quotes.set_index("quote_id").loc[quote_id, "number"])
    labels, labelled = (record.answer(record.table(t)) for t in ("labels", "labelled"))
    here = set(labelled["label"][labelled["number"] == number])
    rows: Any = labels[labels["label"].isin(here)][["kind", "part", "text"]]
    return set(rows.itertuples(index=False, name=None))


def test_a_quote_carries_the_names_of_what_it_points_at(record: Record) -> None:
    assert carried(record, key(4, "a")) == {
        ("actors", "name", "Ilva Toren"),
        ("actors", "role", "president"),
        ("actors", "name", "Arden’s state news agency"),
        ("countries", "name", "Arden"),
        ("issues", "label", "Arden’s dam on the Selm"),
    }


def test_each_text_is_cut_by_itself(record: Record) -> None:
    words = record.answer(record.table("label_words"))
    words = words.sort_values(["label", "position"], ignore_index=True)
    is_last = words["label"] != words["label"].shift(-1)
    assert is_last.sum() > 5
    assert (words["next"].isna() == is_last).all()
    assert (words["next"] == words["code"].shift(-1))[~is_last].all()


def test_every_name_of_every_row_is_a_label(record: Record) -> None:
    labels = record.answer(record.table("labels"))
    for kind, (column, _) in name_index.PARTS.items():
        known = set(record.answer(record.table(kind))[column])
        assert set(labels["key"][labels["kind"] == kind]) == known
