"""The data dictionary tells of each table and column what it holds."""

from dashboard.coding import dictionary
from dashboard.record.schema import TABLES


def test_each_table_and_column_is_told_of() -> None:
    parts = dictionary.dictionary().split("## ")[1:]
    assert [part.split("\n")[0] for part in parts] == list(TABLES)
    for part, table in zip(parts, TABLES.values(), strict=True):
        rows = [line for line in part.splitlines() if line.startswith("| ")][1:]
        assert [row.split("|")[1].strip(" *\\") for row in rows] == table.names


def test_keys_words_and_what_must_be_filled_in_are_marked() -> None:
    told = dictionary.dictionary()
    assert "| **quote_id** \\* | the statement's key | key |" in told
    assert "| cue | the words that attribute it, as printed: “said” | text |" in told
    assert "| `explicit`, `implied`, `agentless` |" in told
    assert "| happened_on | when, as this source dates it | date (EDTF) |" in told
