"""What a reader's copy says of rows and of what is left out, as HTML."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

import pandas as pd
from markupsafe import Markup

from dashboard.citing import permalinks
from dashboard.citing.excerpt import CUT
from dashboard.markup import base as markup_base
from dashboard.markup.base import marked, paragraph
from dashboard.provenance import copied_text, wording
from dashboard.provenance.claims import PLACED, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import Trace
from dashboard.provenance.diff import Change

# What a reader calls a row, one and many, by its table; the kind of its permalink.
CALLED: Final = {
    "quotes": ("statement", "statements", "quote"),
    "positions": ("position", "positions", "position"),
    "events": ("event", "events", "event"),
    "marks": ("pair of quotation marks", "pairs of quotation marks", ""),
}
_AROUND: Final = 200  # Code points of a long stretch that are shown at each end.
_MOST: Final = 100  # Differences of one row that are shown.


def counted(by_table: Mapping[str, Counter[Verdict]]) -> Markup:
    """
    Return how many rows of each table have each verdict that any has, as a table.
    """
    there = [
        verdict for verdict in reversed(Verdict)
        if verdict is Verdict.EXACT or any(one[verdict] for one in by_table.values())
    ]  # fmt: skip
    head = ["Rows", *map(told, there)]
    rows = (
        (CALLED[name][1],
         *(f"{by_table[name][verdict]:,}" for verdict in there))
        for name in CALLED if name in by_table
    )  # fmt: skip
    return markup_base.table(rows, head)


def item(finding: Finding, copy: Copy) -> Markup:
    """
    Return one row's verdict as a list item: the words, what differs, where they stand.
    """
    claim = finding.claim
    name, _, kind = CALLED[claim.table]
    if kind:
        address = permalinks.address(kind, claim.key)
        name = Markup('<a href="{}" target="_self">{}</a>').format(address, name)
    words: str = wording.short(claim.words)
    if finding.verdict in (Verdict.DIFFERS, Verdict.BROKEN):
        words = _difference(finding.changes)
    return Markup(
        '<li><p><b>{}</b> · {}</p><blockquote dir="auto">{}</blockquote>{}</li>'
    ).format(
        told(finding.verdict),
        name,
        words,
        paragraph(" ".join(wording.sentences(finding, copy))),
    )


def told(verdict: Verdict) -> str:
    """
    Return a verdict as a reader reads it at the head of a row.
    """
    return wording.TOLD[verdict][0]


def _difference(changes: Iterable[Change]) -> Markup:
    """What differs, struck and underlined, and named in words for eyes and ears."""
    struck = Markup(" <del><small>the record: </small>{}</del>").format
    added = Markup(" <ins><small>your copy: </small>{}</ins>").format
    pieces: list[str] = []
    told = 0
    for change in changes:
        if change.is_same:
            pieces.append(_middle_cut(change.copy))
            continue
        told += 1
        if told > _MOST:
            pieces.append(Markup(" <b>[more differences follow]</b>"))
            break
        if change.record.strip():
            pieces.append(struck(_middle_cut(change.record.strip())))
        if change.copy.strip():
            pieces.append(added(_middle_cut(change.copy.strip())))
        if change.record[-1:].isspace() or change.copy[-1:].isspace():
            pieces.append(" ")
    return Markup().join(pieces)


def _middle_cut(text: str) -> str:
    """A text, the middle of a long one left out: what differs stands at its ends."""
    if len(text) <= 3 * _AROUND:
        return text
    return f"{text[:_AROUND]}{CUT} {text[-_AROUND:]}"


def trace(found: Trace, copy: Copy) -> Markup:
    """
    Return a mark or a verb of the copy as a list item: its sentence, what covers it.
    """
    # A long quotation goes on beyond the sentence that it begins.
    first, last = copied_text.sentence(copy, found.start, found.start)
    inside = [(max(found.start, first) - first, min(found.end, last) - first)]
    if inside[0][0] >= inside[0][1]:
        inside = []
    sentence = marked(copy.text[first:last], inside)
    return Markup(
        "<li><p><b>{}</b> · {} “{}” · paragraph {:,}</p>"
        '<blockquote dir="auto">{}</blockquote></li>'
    ).format(
        f"Covered by {found.covered}" if found.covered else "Not covered",
        found.called,
        wording.short(found.words, 60),
        found.paragraph,
        sentence,
    )


def table(findings: Iterable[Finding], copy: Copy) -> pd.DataFrame:
    """
    Return every verdict as a table to take along: a row each, without the copy's text
    but for what differs.
    """
    rows = []
    for finding in findings:
        claim = finding.claim
        there = finding.verdict in PLACED
        differs = finding.verdict in (Verdict.DIFFERS, Verdict.BROKEN)
        rows.append(
            {
                "table": claim.table,
                "key": claim.key,
                "verdict": str(finding.verdict),
                "words": claim.words,
                "start": claim.start,
                "end": claim.end,
                "copy_start": finding.start if there else None,
                "copy_end": finding.end if there else None,
                "copy_paragraph": finding.paragraph if there else None,
                "differs_in_form": "; ".join(finding.forms),
                "copy_has": copy.text[finding.start : finding.end] if differs else "",
                "why": finding.why,
            }
        )
    found = pd.DataFrame(rows)
    places = ["start", "end", "copy_start", "copy_end", "copy_paragraph"]
    return found.astype(dict.fromkeys(places, "Int64")) if len(found) else found
