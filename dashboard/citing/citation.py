"""
Citations: of a source, and of the record at one of its rows, in six forms.

APA, Chicago and MLA are written by citeproc-py from the styles in `styles/`, which are
the CSL project's own, unchanged (CC BY-SA 3.0; who wrote each stands in it). Its
citations of other sorts than these two are not asked for, so its gaps are closed here.
"""

import json
import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from dashboard.citing import references
from dashboard.database import version
from dashboard.database.record import Record
from dashboard.record.cells import askable
from dashboard.record.dates import bounds, readable
from dashboard.text.phrases import singled
from dashboard.text.titles import PROJECT, read_in

STYLES: Final = {"APA": "apa", "Chicago": "chicago", "MLA": "mla"}
FILES: Final = ("BibTeX", "RIS", "CSL-JSON")
FORMS: Final = (*STYLES, *FILES)

# Signs for private use stand for what the processor would recase or take for plural.
_VERSION, _ROW = "\ue000", "\ue001"
# What a row of each kind is called in the title of a citation.
_CALLED: Final = {
    "quote": "statement", "position": "position", "event": "event", "actor": "actor",
    "country": "country", "issue": "issue", "source": "source", "cell": "stances",
    "record": "the whole record",
}  # fmt: skip
_IN_A_SOURCE: Final = ("quote", "position", "event")
_ISOLATED: Final = re.compile("[\u2068\u2069]")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?![^T])")
# The processor keeps its formatter and its counters on the style, which is shared.
_LOCK: Final = Lock()

Item = dict[str, Any]


def source(record: Record, source_id: str, form: str, accessed: date) -> str:
    """
    Return the citation of a source; the day of access only where it has an address.

    Raises:
        KeyError: the record has no such source, or there is no such form.

    """
    rows = _sources(record, source_id)
    if not rows:
        raise KeyError(source_id)
    return _written([_source(rows[0], accessed)], form)


def row(
    record: Record, kind: str, key: str, form: str, accessed: date, permalink: str
) -> str:
    """
    Return the citation of the record at one row: its version, its address, the day.

    `kind` is a kind of `permalinks.PERMALINKS`, `permalink` the row's whole address; or
    "record", without a key, for all of it.

    Raises:
        KeyError: there is no such form or kind.

    """
    about = record.about
    people = [one for one in about.get("contributors") or [] if isinstance(one, dict)]
    names = [_plain(one.get("title")) for one in people]
    called = _plain(about.get("title")) or "A record"
    item: Item = {
        "id": key or kind,
        "type": "dataset",
        "title": f"{called}: {_CALLED[kind]} {key}".rstrip()
        + _read_in(record, kind, key),
        "title-short": called,
        "author": [{"literal": name} for name in names if name],
        "version": version.printed(record),
        "publisher": PROJECT,
        "URL": permalink,
        "accessed": _parts(accessed),
        "language": "en",
    }
    if not item["author"]:
        item["author"] = [{"literal": item.pop("publisher")}]
    # The day of this version, as Data Package has it; no other date is a record's own.
    made = _DAY.match(str(about.get("created") or ""))
    if made:
        item["issued"] = _issued(made[0])
    return _written([item], form)


def _read_in(record: Record, kind: str, key: str) -> str:
    """Of a row that stands in a source: that source, as a citation's title names it."""
    if kind not in _IN_A_SOURCE:
        return ""
    rows = record.table(f"{kind}s")
    found = record.answer(rows.filter(rows[f"{kind}_id"] == askable(key)))
    of = [one for name in found["source_id"] for one in _sources(record, name)]
    return f", from {_plain(_ISOLATED.sub('', read_in(of, len(of))))}" if of else ""


def sources_as(
    record: Record,
    form: str,
    accessed: date | None = None,
    keys: Collection[str] | None = None,
) -> str:
    """
    Return the sources of a record, or those with these keys, as one text: BibTeX, RIS
    or CSL-JSON.

    Raises:
        KeyError: the form is none of these.

    """
    if form not in FILES:
        raise KeyError(form)
    rows = _sources(record)
    if keys is not None:
        rows = [row for row in rows if row["source_id"] in keys]
    return _written([_source(row, accessed) for row in rows], form)


def _sources(record: Record, source_id: str | None = None) -> list[Item]:
    rows = record.table("sources")
    if source_id is not None:
        rows = rows.filter(rows.source_id == askable(source_id))
    found = record.answer(rows.order_by("earliest", "source_id"))
    return [{str(k): v for k, v in row.items()} for row in found.to_dict("records")]


def _plain(text: object) -> str:
    """A text on one line, without signs that are none or that stand for others here."""
    told = "".join(sign if sign.isprintable() else " " for sign in str(text or ""))
    return " ".join(told.split())


def _parts(day: date) -> Item:
    return {"date-parts": [[day.year, day.month, day.day]]}


def _issued(edtf: str) -> Item:
    """A date of CSL: as exact as its first and last day allow, else as a reader's."""
    first, last = bounds(edtf)
    if first and last and first.year == last.year:
        parts = [first.year]
        if first.month == last.month:
            parts += [first.month, *([first.day] if first == last else [])]
        return {"date-parts": [parts]}
    return {"literal": readable(edtf)}


def _source(row: Item, accessed: date | None) -> Item:
    """A source as CSL-JSON; who reported it is its wire, else its publisher."""
    wire, publisher = (_reporter(row, who) for who in ("wire", "publisher"))
    item: Item = {
        "id": row["source_id"],
        "type": "article-newspaper",
        "title": _plain(row["title"]) or row["source_id"],
        "author": [{"literal": wire or publisher}],
        "container-title": publisher,
        "issued": _issued(row["published_on"]),
        "language": row["language"],
    }
    if row["dateline"]:
        item["event-place"] = _plain(row["dateline"])
    if row["url"]:
        item["URL"] = _plain(row["url"])
        if accessed:
            item["accessed"] = _parts(accessed)
    return item


def _reporter(row: Item, who: str) -> str:
    """A wire or publisher: its name, and in brackets what tells it from namesakes."""
    called = _plain(row[who]).removesuffix(f" ({row[f'{who}_id']})")
    apart = _plain(row.get(f"{who}_apart")).removeprefix("of ").strip("()")
    return f"{called} ({apart})" if apart else called


def _written(items: list[Item], form: str) -> str:
    if form == "CSL-JSON":
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    if form in FILES:
        write = {"BibTeX": references.bibtex, "RIS": references.ris}[form]
        return "".join(map(write, items))
    return _styled(json.dumps(items[0]), STYLES[form])


@lru_cache(maxsize=3)
def _style(name: str) -> Any:
    # Loaded when the first citation is asked for: 0.2 s and 15 MB that no page needs.
    from citeproc import CitationStylesStyle

    path = Path(__file__).with_name("styles") / f"{name}.csl"
    return CitationStylesStyle(str(path), locale="en-US", validate=False)


@lru_cache(maxsize=256)
def _styled(told: str, name: str) -> str:
    """An item (as JSON, to be remembered by) in a style, as plain text on one line."""
    import warnings

    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    item: Item = json.loads(told)
    kept = {_VERSION: item.get("version", ""), _ROW: ""}
    if item["type"] == "dataset":
        # What is cited of a record is told as it stands, after the record's own title.
        called = item.pop("title-short")
        what = item["title"].removeprefix(f"{called}: ")
        kept[_ROW] = what if name == "apa" else singled(what)
        item |= {"version": _VERSION, "title": f"{called}: {_ROW}"}
    elif name == "chicago":
        # With a newspaper the processor prints “Edition” where none is named; the
        # style writes a newspaper's page on the web alike.
        item["type"] = "webpage"
    if name != "apa":
        item["title"] = singled(item["title"])
    # A title's words take capitals by the rules of English alone.
    item["language"] = item["language"].split("-")[0].lower()
    if "literal" in item.get("issued", {}):
        # The processor prints such a date twice: a year stands for it meanwhile.
        year = next(n for n in range(9_999, 0, -1) if str(n) not in told)
        kept[str(year)] = item["issued"]["literal"]
        item["issued"] = {"date-parts": [[year]]}
    key = item["id"]
    with _LOCK, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = CitationStylesBibliography(
            _style(name), CiteProcJSON([item]), formatter.plain
        )
        made.register(Citation([CitationItem(key)]))
        line = str(made.bibliography()[0])
    for sign, text in kept.items():
        line = line.replace(sign, text)
    return _punctuated(line)


def _punctuated(line: str) -> str:
    """
    A citation with its stops within the marks, as American styles have them.

    The locale asks for it (CSL's punctuation-in-quote); citeproc-py 0.11 leaves it.
    """
    line = re.sub(r"([!?][”’]*)\.(?=\s|$)", r"\1", line)
    return re.sub(r"”([.,])(?=\s|$)", r"\1”", line)
