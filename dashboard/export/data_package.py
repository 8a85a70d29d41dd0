"""A record as a Data Package in a .zip: the form that `open` reads."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from dashboard.database.record import Record
from dashboard.export.base import Form
from dashboard.queries.subset import CHUNK, Subset, cells, describe
from dashboard.record.schema import TABLES, datapackage

# Python before 3.13 leaves a lone carriage return unquoted unless the line's end holds
# one; no cell holds a NUL, so this end is found again and made a plain one.
_END: Final = "\r\0\n"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
# Beyond so many rows an entry might pass 2 GB, which must be said before it is written.
_LARGE: Final = 500_000


def write(subset: Subset, path: Path) -> list[str]:
    """
    Write the package and return what was left out.

    Read and written again, it is the same bytes: times, order and line ends are fixed,
    cells are as they are. A cell that a spreadsheet would take for a formula is
    therefore NOT made harmless here, as `csv_table.as_csv` does: an apostrophe would
    come back as part of the words. For a spreadsheet, export a table as .csv.
    """
    left_out = []
    with zipfile.ZipFile(path, "w") as archive:
        with entry(archive, "datapackage.json") as inside:
            inside.write(descriptor(subset))
        for name in TABLES:
            is_large = subset.size(name)[0] > _LARGE
            with entry(archive, f"{name}.csv", large=is_large) as inside:
                for text in table(subset, name):
                    inside.write(text.encode())
        # Other files are of the whole record, and may tell of more than a part of it.
        others = {} if subset.chosen else subset.record.others
        for name, data in sorted(others.items()):
            if _is_source(subset.record, data):
                left_out.append(f"{name}: left out, it is the text of a source")
                continue
            with entry(archive, name) as inside:
                inside.write(data)
    return left_out


def entry(
    archive: zipfile.ZipFile, name: str, *, large: bool = False, packed: bool = True
) -> IO[bytes]:
    """
    Open an entry of an archive to write, with nothing in it that differs by the day.
    """
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    info.create_system, info.external_attr = 3, 0o644 << 16
    return archive.open(info, "w", force_zip64=large)


def table(subset: Subset, name: str) -> Iterator[str]:
    """
    Give a table's file piece by piece: a header, then the rows as they stand.
    """
    layout = subset.layout(name)
    yield _lines([tuple(layout.values())])
    for rows in subset.rows(name):
        yield _lines(cells(rows))


def _lines(rows: Any) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=_END).writerows(rows)
    return text.getvalue().replace(_END, "\n")


def about(subset: Subset) -> dict[str, Any]:
    """
    Return what a record says of itself; of a part of it also by which filters.
    """
    of = {"filtered": dict(describe(subset.chosen))} if subset.chosen else {}
    return subset.record.about | of


def descriptor(subset: Subset, ending: str = "csv") -> bytes:
    """
    Return the package's `datapackage.json`, the files' other columns among the fields.
    """
    package = datapackage(about(subset))
    for resource in package["resources"]:
        known = {one["name"]: one for one in resource["schema"]["fields"]}
        resource["schema"]["fields"] = [
            known.get(column) or {"name": label, "type": "string"}
            for column, label in subset.layout(resource["name"]).items()
        ]
        if ending != "csv":
            resource["path"] = f"{resource['name']}.{ending}"
            resource["format"] = ending
            resource["mediatype"] = f"application/vnd.apache.{ending}"
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _is_source(record: Record, data: bytes) -> bool:
    """
    Whether a file is the text of one of the sources, which is not ours to pass on.

    By its hash, or because the words that are quoted stand in it where they should
    (its line ends and what precedes the text apart).
    """
    sources = record.table("sources").select("source_id", "sha256", "length")
    found = record.answer(sources)
    if hashlib.sha256(data).hexdigest() in set(found["sha256"]):
        return True
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    near = found[found["length"] <= 2 * len(text)]
    quotes = record.table("quotes")
    for source_id in near["source_id"].head(CHUNK):
        spans = quotes.filter(quotes.source_id == source_id).order_by("start")
        rows = record.answer(spans.select("start", "content").limit(100))
        if len(rows) > 1 and _stand(text, list(rows.itertuples(index=False))):
            return True
    return False


def _stand(text: str, spans: list[Any]) -> bool:
    """Whether all words stand in a text as far from each other as they should."""
    start, words = spans[0]
    at = text.find(words)
    while at >= 0:
        if all(text.startswith(more, at + place - start) for place, more in spans):
            return True
        at = text.find(words, at + 1)
    return False


FORMS: Final = (Form("Data Package", ".zip", "application/zip", write),)
