"""The rows that cite a source, as claims about its text."""

from typing import Any, Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.provenance.verify import Claim
from dashboard.queries.ask import answered
from dashboard.record.schema import SPAN_WORDS, TABLES

MOST: Final = 20_000  # Rows of one source that are looked up; the rest is said.


@answered
def rows(record: Record, source_id: str) -> ir.Table:
    """
    Rows that cite a source: table, key, words, start, end, paragraph, cue, relayed_by,
    and `total`, how many there are; in the order of their spans, the first `MOST`.
    """
    parts = []
    for name, words in SPAN_WORDS.items():
        table = record.table(name)
        table = table.filter(table.source_id == source_id)
        lacking = ibis.literal(None, "string")
        is_quote = name == "quotes"
        parts.append(
            table.select(
                table=ibis.literal(name),
                key=table[TABLES[name].key],
                words=table[words],
                start=table.start.cast("int64"),
                end=table.end.cast("int64"),
                paragraph=(
                    table.paragraph.cast("int64")
                    if "paragraph" in table.columns
                    else ibis.literal(None, "int64")
                ),
                cue=table.cue if is_quote else lacking,
                relayed_by=table.relayed_by if is_quote else lacking,
            )
        )
    found = ibis.union(*parts)
    found = found.mutate(total=found.count().over())
    return found.order_by("start", "end", "table", "key").limit(MOST)


def claims(found: pd.DataFrame) -> list[Claim]:
    """
    Return rows of `rows` as claims; what is missing of a span is None.
    """
    cells = found.itertuples(index=False)
    return [
        Claim(table, key, words, _number(start), _number(end), _number(paragraph) or 0,
              cue, tuple(filter(None, relays.split(" → "))))
        for table, key, words, start, end, paragraph, cue, relays, _ in cells
    ]  # fmt: skip


def _number(cell: Any) -> int | None:
    return None if pd.isna(cell) else int(cell)


@answered
def source(record: Record, source_id: str) -> ir.Table:
    """
    The source with this key: sha256 and length of the file that was coded, language.
    """
    table = record.table("sources")
    table = table.filter(table.source_id == source_id)
    return table.select("sha256", "length", "language")
