"""Sources: what was read, the audit of their marks, whose words their text is."""

from typing import Final

import ibis
import ibis.expr.types as ir
import pandas as pd

from dashboard.database.record import Record
from dashboard.queries import filters
from dashboard.queries.ask import PAGE, Key, Keys, cached_query, paged, with_all_columns
from dashboard.queries.filters import Filters
from dashboard.record.schema import QUOTING

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
MOST: Final = 20_000  # Rows of one source that are looked up; the rest is said.


@cached_query
def decisions(record: Record, chosen: Filters) -> ir.Table:
    """
    One row for each decision on quotation marks: decision, marks; most first.
    """
    marks = filters.marks(record, chosen)
    rows = marks.group_by("decision").aggregate(marks=marks.count())
    return rows.order_by(ibis.desc("marks"), "decision")


def audit(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> pd.DataFrame:
    """
    One page of marks in the order of the sources, with speaker, source and `total`.
    """
    found = _audit(record, chosen, page, size)
    return found if size is None else with_all_columns(record, "marks", found)


@cached_query
def _audit(record: Record, chosen: Filters, page: int, size: int | None) -> ir.Table:
    return paged(record, "marks", filters.marks(record, chosen), page, size)


def documents(record: Record, chosen: Filters, size: int = 3) -> pd.DataFrame:
    """
    The first sources of a record by date, or of those that are chosen: title, wire,
    publisher, published_on, and `total`, how many there are in all.
    """
    return _documents(record, Keys(chosen.source), size)


@cached_query
def _documents(record: Record, keys: Keys, size: int) -> ir.Table:
    rows = record.table("sources")
    if keys.keys:
        rows = rows.filter(rows.source_id.isin(keys.keys))
    rows = rows.mutate(total=rows.count().over()).order_by("earliest", "source_id")
    return rows.select("title", "wire", "publisher", "published_on", "total").limit(
        size
    )


def sources(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> pd.DataFrame:
    """
    One page of the sources that are chosen or hold a chosen statement, by date: with
    wire and publisher, how many `quotes` they hold, `attributed`, the share of their
    text (0 to 1) that statements cover (overlaps count once, silences not at all), and
    `total`, how many sources there are in all.
    """
    rows = left_by_filters(record, chosen, page, size)
    keys = () if size is None else tuple(rows["source_id"])
    # Of those of the page alone it is asked what they hold.
    reached = _reached(record, chosen, Keys(keys)).set_index("source_id")
    held = reached.reindex(rows["source_id"]).fillna(0).reset_index(drop=True)
    rows["quotes"] = held["quotes"].astype("int64")
    rows["covered"] = held["covered"].astype("int64")
    rows["attributed"] = rows["covered"] / rows["length"]
    return rows


@cached_query
def left_by_filters(
    record: Record, chosen: Filters, page: int = 1, size: int | None = PAGE
) -> ir.Table:
    """
    The rows of `sources`, but for what is counted of them.
    """
    table = record.table("sources")
    if chosen:
        left = ibis.union(*(
            filters.SELECT[name](record, chosen).select("source_id")
            for name in ("quotes", "positions", "events")
        ))  # fmt: skip
        table = table.filter(table.source_id.isin(left.source_id))
    table = table.mutate(total=table.count().over())
    table = table.order_by("earliest", "source_id")
    return table.limit(size, offset=(page - 1) * (size or 0))


@cached_query
def _reached(record: Record, chosen: Filters, keys: Keys) -> ir.Table:
    """What sources hold of the chosen statements: source_id, quotes, covered."""
    quotes = filters.quotes(record, chosen)
    if keys.keys:
        quotes = quotes.filter(quotes.source_id.isin(keys.keys))
    numbers = quotes.group_by("source_id").aggregate(quotes=quotes.count())
    reached = covered(quotes, "source_id").rename(of="source_id")
    rows = numbers.left_join(reached, numbers.source_id == reached.of)
    return rows.select("source_id", "quotes", covered=rows.covered.fill_null(0))


def covered(quotes: ir.Table, *by: str) -> ir.Table:
    """
    How many code points the statements of each group cover: overlaps once, silences
    not at all. The columns of `by`, and `covered`.
    """
    spans = quotes.filter(quotes.kind != "silence")
    so_far = ibis.cumulative_window(
        group_by=list(by), order_by=["start", "end", "quote_id"]
    )
    spans = spans.mutate(reached=spans.end.max().over(so_far))
    order = ibis.window(group_by=list(by), order_by=["start", "end", "quote_id"])
    spans = spans.mutate(before=spans.reached.lag().over(order).fill_null(0))
    fresh = spans.end - ibis.greatest(spans.start, spans.before)
    spans = spans.mutate(fresh=ibis.greatest(fresh, 0))
    return spans.group_by(list(by)).aggregate(covered=spans.fresh.sum())


@cached_query
def share_by_speaker(record: Record, chosen: Filters) -> ir.Table:
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
    speakers = share_by_speaker(record, chosen).drop_duplicates("speaker_id").head(PAGE)
    rows = speakers[["speaker_id", "speaker", "whole"]]
    return rows.rename(columns={"whole": "share"}).reset_index(drop=True)


@cached_query
def share_of_all(record: Record, chosen: Filters) -> ir.Table:
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


@cached_query
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


@cached_query
def _said(record: Record, chosen: Filters, speaker: Key, page: int) -> ir.Table:
    rows = filters.quotes(record, chosen)
    rows = rows.filter(rows.speaker_id == speaker.key)
    return paged(record, "quotes", rows, page, PAGE)


def said(
    record: Record, chosen: Filters, speaker_id: str, page: int = 1
) -> pd.DataFrame:
    """
    One page of a speaker's own statements, named like `quotes.quotes`, with `total`.
    """
    return with_all_columns(
        record, "quotes", _said(record, chosen, Key(speaker_id), page)
    )


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


@cached_query
def rows(record: Record, source_id: str) -> ir.Table:
    """
    Rows that cite a source: table, key, words, start, end, paragraph, cue, relayed_by,
    speaker, and `total`, how many there are; in the order of their spans, the first
    `MOST`.
    """
    parts = []
    for name, quoting in QUOTING.items():
        table = record.table(name)
        table = table.filter(table.source_id == source_id)
        lacking = ibis.literal(None, "string")
        is_quote = name == "quotes"
        parts.append(
            table.select(
                table=ibis.literal(name),
                key=table[quoting.key],
                words=table[quoting.words],
                start=table.start.cast("int64"),
                end=table.end.cast("int64"),
                paragraph=(
                    table.paragraph.cast("int64")
                    if "paragraph" in table.columns
                    else ibis.literal(None, "int64")
                ),
                cue=table.cue if is_quote else lacking,
                relayed_by=table.relayed_by if is_quote else lacking,
                speaker=table.speaker if is_quote else lacking,
            )
        )
    found = ibis.union(*parts)
    found = found.mutate(total=found.count().over())
    return found.order_by("start", "end", "table", "key").limit(MOST)


@cached_query
def source(record: Record, source_id: str) -> ir.Table:
    """
    The source with this key: sha256 and length of the file that was coded, language.
    """
    table = record.table("sources")
    table = table.filter(table.source_id == source_id)
    return table.select("sha256", "length", "language")
