"""How much of the sources' text is each speaker's, how it is given, and where."""

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, answered, paged, whole
from dashboard.queries.filters import Filters, Key
from dashboard.queries.sources import covered

# How the words are given, by the statement's kind; any other kind is paraphrased.
WAYS = {
    "direct": "in quotation marks",
    "slogan": "in quotation marks",
    "law": "in quotation marks",
    "mixed": "partly in quotation marks",
}
PARAPHRASED = "paraphrased"
SPEAKERS = 1_000  # More are never drawn, and a picker searches no more.
STATEMENTS = 5_000  # Of one source, drawn along its text.


@answered
def parted(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each speaker and way of giving its words: speaker_id, speaker, way,
    `share` (0 to 1) of the text of the sources that hold the chosen statements, and
    `whole`, the speaker's share in every way together. Largest first.

    A statement within another of the same speaker counts once in `whole`, in each way
    that it is given in `share`.
    """
    quotes = _given(filters.quotes(record, chosen))
    table = record.table("sources")
    length = table.filter(table.source_id.isin(quotes.source_id)).length.sum()
    ways = _shares(quotes, length, "speaker_id", "speaker", "way")
    wholes = _shares(quotes, length, "speaker_id").rename(whole="share")
    rows = ways.join(wholes, "speaker_id")
    rows = rows.select("speaker_id", "speaker", "way", "share", "whole")
    order = [ibis.desc("whole"), "speaker_id", ibis.desc("share"), "way"]
    return rows.order_by(order).limit(SPEAKERS)


def attributed(record: Record, chosen: Filters) -> pd.DataFrame:
    """
    Return `parted`'s first speakers: speaker_id, speaker, `share` (0 to 1) of the text
    of the sources that its statements cover. A nested statement counts for both voices.
    """
    speakers = parted(record, chosen).drop_duplicates("speaker_id").head(PAGE)
    rows = speakers[["speaker_id", "speaker", "whole"]]
    return rows.rename(columns={"whole": "share"}).reset_index(drop=True)


@answered
def together(record: Record, chosen: Filters) -> ir.Table:
    """
    One row: `share` (0 to 1) of the text of the sources that hold the chosen statements
    which these cover together, and `sources`, how many there are.
    """
    quotes = filters.quotes(record, chosen)
    table = record.table("sources")
    table = table.filter(table.source_id.isin(quotes.source_id))
    rows = covered(quotes, "source_id")
    return ibis.join(
        rows.aggregate(reached=rows.covered.sum()),
        table.aggregate(length=table.length.sum(), sources=table.count()),
        how="cross",
    ).select(share=lambda t: t.reached / t.length, sources="sources")


@answered
def places(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each chosen statement but silences: quote_id, speaker_id, speaker, way,
    start, end, source_id, and its source's length; in the order of the text.
    """
    quotes = _given(filters.quotes(record, chosen))
    lengths = record.table("sources").select("source_id", length="length")
    rows = quotes.join(lengths, "source_id")
    names = ["quote_id", "speaker_id", "speaker", "way", "start", "end", "source_id"]
    rows = rows.select(*names, "length")
    return rows.order_by("source_id", "start", "quote_id").limit(STATEMENTS)


@answered
def _said(record: Record, chosen: Filters, speaker: Key, page: int) -> ir.Table:
    rows = filters.quotes(record, chosen)
    rows = rows.filter(rows.speaker_id == speaker.key)
    return paged(record, "quotes", rows, page, PAGE)


def said(
    record: Record, chosen: Filters, speaker_id: str, page: int = 1
) -> pd.DataFrame:
    """
    One page of a speaker's own statements, named like `stances.quotes`, with `total`.
    """
    return whole(record, "quotes", _said(record, chosen, Key(speaker_id), page))


def _given(quotes: ir.Table) -> ir.Table:
    """The statements but silences, each with the way in which its words are given."""
    ways = [(quotes.kind == kind, way) for kind, way in WAYS.items()]
    quotes = quotes.mutate(way=ibis.cases(*ways, else_=PARAPHRASED))
    return quotes.filter(quotes.kind != "silence")


def _shares(quotes: ir.Table, length: ir.Scalar, *by: str) -> ir.Table:
    rows = covered(quotes, "source_id", *by)
    rows = rows.group_by(list(by)).aggregate(covered=rows.covered.sum())
    rows = rows.mutate(share=rows.covered / length.as_scalar())
    return rows.drop("covered")
