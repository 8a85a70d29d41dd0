"""What a reader's copy says of rows and of what is left out, as HTML."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pandas as pd
from markupsafe import Markup

from dashboard.citing import permalinks
from dashboard.markup import base as markup_base
from dashboard.markup.base import marked, paragraph
from dashboard.provenance import coverage
from dashboard.provenance.coverage import Trace
from dashboard.provenance.diff import Change
from dashboard.provenance.verify import Copy, Finding, Verdict

# What a reader calls a row, one and many, by its table; the kind of its permalink.
CALLED: Final = {
    "quotes": ("statement", "statements", "quote"),
    "positions": ("position", "positions", "position"),
    "events": ("event", "events", "event"),
    "marks": ("pair of quotation marks", "pairs of quotation marks", ""),
}
# A summary's words: how many rows, one and many.
TOLD: Final = {
    Verdict.EXACT: ("matches word for word", "match word for word"),
    Verdict.ELSEWHERE: ("match, moved", "match, moved"),
    Verdict.DIFFERS: ("differs", "differ"),
    Verdict.NOT_VERIFIED: ("not checked", "not checked"),
    Verdict.NOT_FOUND: ("missing", "missing"),
}
SHORT: Final = 600  # Code points of a long row that are shown.
_ONE_WORD: Final = 2


def summary(findings: Sequence[Finding], beyond: int = 0) -> str:
    """
    Return in a sentence how many rows have each verdict; `beyond` were not looked at.
    """
    verdicts = [finding.verdict for finding in findings]
    numbers = {verdict: verdicts.count(verdict) for verdict in reversed(Verdict)}
    numbers[Verdict.NOT_VERIFIED] += beyond
    total = len(verdicts) + beyond
    exact = numbers.pop(Verdict.EXACT)
    moved = [one for one in findings if one.verdict is Verdict.ELSEWHERE]
    same = sum(one.claim.paragraph == one.paragraph for one in moved)
    one, many = TOLD[Verdict.EXACT]
    rows = "1 row" if total == 1 else f"{total:,} rows"
    parts = [
        f"{number:,} {TOLD[verdict][number != 1]}"
        for verdict, number in numbers.items()
    ]
    if same:
        parts[0] += f" ({same:,} in the paragraph that the record says)"
    rest = "; ".join(parts)
    return f"{exact:,} of {rows} {one if exact == 1 else many}; {rest}."


def counted(by_table: Mapping[str, Counter[Verdict]]) -> Markup:
    """
    Return how many rows of each table have each verdict, as a table.
    """
    head = ["Rows", *(told(verdict) for verdict in reversed(Verdict))]
    rows = (
        (CALLED[name][1],
         *(f"{by_table[name][verdict]:,}" for verdict in reversed(Verdict)))
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
    words: str = _short(claim.words)
    if finding.verdict is Verdict.DIFFERS:
        words = _difference(finding.changes)
    return Markup(
        '<li><p><b>{}</b> · {}</p><blockquote dir="auto">{}</blockquote>{}</li>'
    ).format(
        told(finding.verdict), name, words, paragraph(" ".join(_remarks(finding, copy)))
    )


def told(verdict: Verdict) -> str:
    """
    Return a verdict as a reader reads it at the head of a row.
    """
    return {
        Verdict.EXACT: "Matches word for word",
        Verdict.ELSEWHERE: "Matches, moved",
        Verdict.DIFFERS: "Differs",
        Verdict.NOT_VERIFIED: "Not checked",
        Verdict.NOT_FOUND: "Missing",
    }[verdict]


def _remarks(finding: Finding, copy: Copy) -> Iterator[str]:
    """
    Give sentences on where the words stand, what differs in form, and why not.
    """
    claim = finding.claim
    if finding.why:
        yield f"{finding.why[:1].upper()}{finding.why[1:]}."
    if finding.verdict is Verdict.NOT_FOUND and claim.start is not None:
        there = copy.text[claim.start : claim.end]
        if there:
            yield f"At its place your copy has “{_short(there)}”."
        else:
            yield "Your copy has ended before its place."
    if finding.verdict in (Verdict.NOT_FOUND, Verdict.NOT_VERIFIED):
        return
    where = f"paragraph {finding.paragraph:,}, character {finding.start:,}"
    if finding.verdict is Verdict.EXACT:
        yield f"{where[:1].upper()}{where[1:]}."
    elif finding.verdict is Verdict.ELSEWHERE:
        yield _moved(finding)
        if len(claim.words.split()) <= _ONE_WORD:
            yield "So few words may stand there in another sentence."
    else:
        yield _moved(finding)
    is_off = claim.paragraph and claim.paragraph != finding.paragraph
    if is_off and finding.verdict is Verdict.EXACT:
        yield f"The record says paragraph {claim.paragraph:,}."
    if finding.forms:
        yield f"The same words; only {' and '.join(finding.forms)} differ."


def _moved(finding: Finding) -> str:
    """Where words stand that are not at their place, beside where the record has it."""
    claim, by = finding.claim, finding.start - (finding.claim.start or 0)
    if not by:
        return f"In your copy in paragraph {finding.paragraph:,}, at its place."
    shift = f"{abs(by):,} character{'s' if abs(by) != 1 else ''}"
    told = f"In your copy in paragraph {finding.paragraph:,}"
    if claim.paragraph and claim.paragraph != finding.paragraph:
        told += f", not {claim.paragraph:,}"
    return f"{told}, {shift} {'further on' if by > 0 else 'further up'}."


def _short(text: str, most: int = SHORT) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _difference(changes: Iterable[Change]) -> Markup:
    """What differs, struck and underlined, and named in words for eyes and ears."""
    struck = Markup(" <del><small>the record: </small>{}</del>").format
    added = Markup(" <ins><small>your copy: </small>{}</ins>").format
    pieces: list[str] = []
    for change in changes:
        if change.is_same:
            pieces.append(change.copy)
            continue
        if change.record.strip():
            pieces.append(struck(change.record.strip()))
        if change.copy.strip():
            pieces.append(added(change.copy.strip()))
        if change.record[-1:].isspace() or change.copy[-1:].isspace():
            pieces.append(" ")
    return Markup().join(pieces)


def trace(found: Trace, copy: Copy) -> Markup:
    """
    Return a mark or a verb of the copy as a list item: its sentence, what covers it.
    """
    # A long quotation goes on beyond the sentence that it begins.
    first, last = coverage.sentence(copy, found.start, found.start)
    inside = [(max(found.start, first) - first, min(found.end, last) - first)]
    if inside[0][0] >= inside[0][1]:
        inside = []
    sentence = marked(copy.text[first:last], inside)
    return Markup(
        "<li><p><b>{}</b> · {} “{}” · paragraph {:,}</p>"
        '<blockquote dir="auto">{}</blockquote></li>'
    ).format(
        f"Covered by {found.covered}" if found.covered else "Not covered",
        found.kind,
        _short(found.words, 60),
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
        there = finding.verdict not in (Verdict.NOT_FOUND, Verdict.NOT_VERIFIED)
        differs = finding.verdict is Verdict.DIFFERS
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
