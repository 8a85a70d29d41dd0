"""The index of names: which quotes carry a name, of which words that is made."""

from collections.abc import Callable
from functools import reduce
from itertools import pairwise
from typing import Final

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from dashboard.engine.workbench import Bench, Tables
from dashboard.record.staging import table
from dashboard.text import tokens

# What is searched of a row that quotes point at: its key, and the columns of its texts.
PARTS: Final = {
    "actors": ("actor_id", ("name", "role", "body")),
    "countries": ("country_id", ("name",)),
    "issues": ("issue_id", ("label",)),
}
# The columns that point at one, with the column of the quote's number.
_USES: Final = (
    ("quotes", "speaker_id", "number", "actors"),
    ("relays", "actor_id", "quote_number", "actors"),
    ("quotes", "on_behalf_of", "number", "countries"),
    ("quotes", "issue_id", "number", "issues"),
    ("positions", "issue_id", "quote_number", "issues"),
)
_SHAPE: Final = {
    "code": pa.int32(), "next": pa.int32(), "label": pa.int32(), "position": pa.int32(),
}  # fmt: skip


def read(bench: Bench, code: Callable[[str, str], int]) -> None:
    """
    Make `labels` and `labelled` (see `Record`), and put the words of the former on the
    bench as `uncoded_labels`, each text cut by itself: no phrase crosses two.

    `code` gives a word's number, by how it is looked up and how it is printed.
    """
    bench.make("labels", _labels)
    # In two steps: both at once would not fit the memory.
    bench.make("carried", _carried)
    bench.make("labelled", _labelled)
    bench.drop("carried")
    rows = []
    texts = bench.answer(_texts)
    for label, text in texts.itertuples(index=False, name=None):
        found = tokens.cut(text)
        codes = [code(word.folded, text[word.start : word.end]) for word in found]
        for place, (one, after) in enumerate(pairwise([*codes, None])):
            rows.append((one, after, label, place))
    bench.register("uncoded_labels", table(rows, _SHAPE))


def finish(bench: Bench) -> None:
    """
    Make `label_words` of what `read` left, by the codes that `met` gives its numbers.
    """
    bench.make("label_words", _words)
    bench.drop("uncoded_labels")


def _labels(tables: Tables) -> ir.Table:
    """Each text of each row that has names: label (of the text), kind, key, part."""
    texts = [
        tables[kind].select(
            kind=ibis.literal(kind), key=key, part=ibis.literal(part), text=part
        )
        for kind, (key, parts) in PARTS.items()
        for part in parts
    ]
    every = reduce(ir.Table.union, texts)
    every = every.filter(every.text.notnull())
    order = [every.kind, every.key, every.part]
    number = ibis.row_number().over(order_by=order).cast("int32")
    shape = every.text.translate(tokens.SHAPES, tokens.PLAIN_SHAPES)
    return every.mutate(label=number, literal=shape).order_by("label")


def _texts(tables: Tables) -> ir.Table:
    return tables["labels"].select("label", "text").order_by("label")


def _labelled(tables: Tables) -> ir.Table:
    return tables["carried"].order_by("label", "number")


def _carried(tables: Tables) -> ir.Table:
    """Which quotes carry a text, some more than once: label, number."""
    labels = tables["labels"]
    pairs = []
    for name, column, number, kind in _USES:
        rows = tables[name].select(key=column, number=number)
        rows = rows.filter(rows.key.notnull() & rows.number.notnull())
        texts = labels.filter(labels.kind == kind).select("key", "label")
        # Numbers are told apart faster than keys.
        pairs.append(rows.join(texts, "key").select("label", "number"))
    return reduce(ir.Table.union, pairs)


def _words(tables: Tables) -> ir.Table:
    rows, met = tables["uncoded_labels"], tables["met"]
    coded = rows.join(met.select("met", own="code"), rows.code == met.met)
    after = met.select(after="met", following="code")
    coded = coded.left_join(after, rows.next == after.after)
    coded = coded.select("label", "position", code="own", next="following")
    return coded.order_by("code", "label", "position")
