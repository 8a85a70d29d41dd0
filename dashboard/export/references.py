"""
The sources of a record as references, for a reference manager.

Zotero, EndNote, JabRef and Pandoc each read one of these at least. What is cited is
the document that was coded, never the record: that has its own citation.
"""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from dashboard.citing import citation
from dashboard.export.base import Form
from dashboard.queries.subset import Subset


def _write(subset: Subset, path: Path, form: str) -> list[str]:
    """
    Write the sources in BibTeX, RIS or CSL-JSON, as of today.

    Under filters, those that the rows that are left, or what these refer to, cite.
    """
    record, today = subset.record, datetime.now(UTC).date()
    keys = subset.keys()["sources"] if subset.chosen else None
    text = citation.sources_as(record, form, today, keys)
    path.write_text(text, encoding="utf-8", newline="\n")
    count = subset.size("sources")[0] if keys is None else len(keys)
    subset.told(f"sources as {form}", count, count)
    return []


def _form(title: str, ending: str, media_type: str) -> Form:
    return Form(title, ending, media_type, partial(_write, form=title))


FORMS: Final = (
    _form("BibTeX", ".bib", "application/x-bibtex"),
    _form("RIS", ".ris", "application/x-research-info-systems"),
    _form("CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json"),
)
