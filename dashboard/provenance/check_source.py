"""A source's own text against the rows that cite it, for the shell."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow.compute as pc
import pyarrow.dataset as ds

from dashboard.provenance import coverage, source_copy, verify
from dashboard.provenance.coverage import Traces
from dashboard.provenance.verify import Budget, Claim, Copy, Finding, Verdict
from dashboard.record import limits
from dashboard.record.cells import ROW
from dashboard.record.limits import IN_A_SHELL
from dashboard.record.problems import Problem
from dashboard.record.schema import QUOTING, TABLES
from dashboard.text import reporting_verbs

_MEND_SPAN: Final = "let a program find the words in the text, to the character"
LISTED: Final = 200


class Comparison(NamedTuple):
    """
    What a source's text says of the rows that cite it.

    `spans` is how many were compared, `covered` how many code points of the text stand
    in one at least, `length` how many it has. `findings` has a verdict for each row,
    `traces` the quotation marks and verbs of the text.
    """

    problems: list[Problem]
    spans: int = 0
    covered: int = 0
    length: int = 0
    findings: tuple[Finding, ...] = ()
    traces: Traces | None = None
    language: str = ""

    @property
    def share(self) -> float:
        """The share of the text's length that stands in a span."""
        return self.covered / self.length if self.length else 0.0


def compare(tables: dict[str, ds.Dataset], source_id: str, path: Path) -> Comparison:
    """
    Compare a source's text with a record's cells (`Files.tables`): hash, length, spans.
    """
    mend = "name the file of the source's text"
    rows = _rows_of(tables, "sources", source_id)
    if not rows:
        ids = ", ".join(keys(tables))
        use = f"name one of: {ids[:200]}" if ids else "the record has no source yet"
        wrong = "no such source" if source_id else "source not named"
        unknown = Problem("sources.csv", None, "source_id", source_id, wrong, use)
        return Comparison([unknown])
    try:
        text = source_copy.text(path.read_bytes())
    except (OSError, ValueError) as error:
        wrong = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return Comparison([Problem(path.name, None, "", "", wrong, mend)])
    except source_copy.Unreadable as error:
        where = (path.name, error.line, "", error.value)
        return Comparison([Problem(*where, error.wrong, error.mend)])
    found = list(_source_problems(rows[0], text))
    claims = dict(_claims(tables, source_id))
    copy = Copy(text)
    effort = Budget(limits.TRIES * IN_A_SHELL, limits.DIFFERENCES * IN_A_SHELL)
    findings = verify.verify(copy, claims, effort)
    place = {claim: number for number, claim in enumerate(claims)}
    for finding in sorted(findings, key=lambda finding: place[finding.claim]):
        found += _row_problems(copy, finding, claims[finding.claim])
    spans = [
        (claim.start, claim.end)
        for claim in claims
        if claim.start is not None and claim.end is not None
    ]
    language = rows[0]["language"]
    return Comparison(
        found,
        len(spans),
        _covered(spans, len(text)),
        len(text),
        tuple(findings),
        coverage.marks_and_verbs(copy, findings, language, IN_A_SHELL),
        language,
    )


def keys(tables: dict[str, ds.Dataset]) -> list[str]:
    """
    Return the keys of a record's sources, in the order of their file.
    """
    found: list[str] = tables["sources"].to_table()["source_id"].to_pylist()
    return [key for key in found if key]


def asked_for(tables: dict[str, ds.Dataset], words: str) -> tuple[str, Path]:
    """
    Return what SOURCE_ID=FILE names, or a file alone where there is one source: a key,
    "" where it is not known, and a path.
    """
    there = keys(tables)
    key, sign, file = words.partition("=")
    is_alone = not sign or (key not in there and Path(words).exists())
    if not is_alone:
        return key, Path(file)
    return (there[0] if len(there) == 1 else ""), Path(words)


def _rows_of(
    tables: dict[str, ds.Dataset], name: str, source_id: str
) -> list[dict[str, Any]]:
    cited = pc.field("source_id") == source_id
    rows: list[dict[str, Any]] = tables[name].to_table(filter=cited).to_pylist()
    return rows


def _claims(
    tables: dict[str, ds.Dataset], source_id: str
) -> Iterator[tuple[Claim, dict[str, Any]]]:
    """The rows that cite a source, in the order of their tables, with their cells."""
    people = tables["actors"].to_table(columns=["actor_id", "name"]).to_pylist()
    names = {one["actor_id"]: one["name"] for one in people}
    relays: dict[str, tuple[str, ...]] = {}
    for hop in tables["relays"].to_table().to_pylist():
        passed = names.get(hop["actor_id"], "")
        if passed:
            known = relays.get(hop["quote_id"], ())
            relays[hop["quote_id"]] = (*known, passed)
    for name, table in QUOTING.items():
        for row in _rows_of(tables, name, source_id):
            start, end = _span(row) or (None, None)
            paragraph = row.get("paragraph", "")
            counts = paragraph.isascii() and paragraph.isdigit() and len(paragraph) < 18
            claim = Claim(
                name,
                f"{row[table.key]}:{row[ROW]}",
                row[table.words],
                start,
                end,
                int(paragraph) if counts else 0,
                row.get("cue", ""),
                relays.get(row.get("quote_id", ""), ()) if name == "quotes" else (),
            )
            yield claim, row


def _source_problems(row: dict[str, Any], text: str) -> Iterator[Problem]:
    at = ("sources.csv", row[ROW])
    sha256 = source_copy.sha256(text)
    if row["sha256"] != sha256:
        wrong = "not the hash of this file"
        mend = f"give the file that was coded, or code this one anew ({sha256})"
        yield Problem(*at, "sha256", row["sha256"][:200], wrong, mend)
    if row["length"] != str(len(text)):
        wrong, mend = "not the length of this text", f"it has {len(text)} code points"
        yield Problem(*at, "length", row["length"][:200], wrong, mend)


def _span(row: dict[str, Any]) -> tuple[int, int] | None:
    """A row's span, or None where its form is a problem already."""
    ends = (row["start"], row["end"])
    if not all(end.isascii() and end.isdigit() and len(end) < 18 for end in ends):
        return None
    start, end = int(ends[0]), int(ends[1])
    return (start, end) if start < end else None


def _row_problems(
    copy: Copy, finding: Finding, row: dict[str, Any]
) -> Iterator[Problem]:
    """What keeps a row from standing to the character where it says."""
    claim, text = finding.claim, copy.text
    if claim.start is None:
        return  # The checks say what is wrong with a span that is none.
    at = (f"{claim.table}.csv", row[ROW])
    if finding.verdict is Verdict.EXACT and not finding.forms:
        if "paragraph" in row and row["paragraph"] != str(finding.paragraph):
            wrong = "the span is in another paragraph"
            mend = f"write {finding.paragraph}"
            yield Problem(*at, "paragraph", row["paragraph"][:200], wrong, mend)
        return
    wrong = f"the source has “{text[claim.start : claim.end][:40]}” there"
    if claim.start >= len(text):
        wrong = "the source has ended there"
    if finding.verdict is Verdict.NOT_VERIFIED:
        wrong = f"not verified: {finding.why}"
    mend = _MEND_SPAN if claim.words else "fill it in"
    if finding.verdict is Verdict.ELSEWHERE:
        mend = f"the words stand at {finding.start} to {finding.end}"
        if finding.forms:
            mend += f", but for {' and '.join(finding.forms)}"
    column = TABLES[claim.table].words
    yield Problem(*at, column, claim.words[:200], wrong, mend)


def _covered(intervals: list[tuple[int, int]], length: int) -> int:
    """How many places stand in at least one interval."""
    covered = reached = 0
    for start, end in sorted(intervals):
        start, end = max(start, reached), min(end, length)
        if end > start:
            covered += end - start
            reached = end
    return covered


def report(source_id: str, name: str, compared: Comparison) -> list[str]:
    """
    Return lines for a shell: how many rows have each verdict, what is left out, and
    how much of the text the spans cover.
    """
    covered = [
        f"{source_id}: {compared.spans:,} spans compared with {name}; they cover"
        f" {compared.covered:,} of its {compared.length:,} code points"
        f" ({compared.share:.1%})"
    ] * bool(compared.length)
    if compared.traces is None or not compared.findings:
        return covered
    total = sum((verify.counts(compared.findings).values()), Counter[Verdict]())
    told = ", ".join(f"{total[verdict]:,} {verdict}" for verdict in reversed(Verdict))
    lines = [f"{source_id}: of {total.total():,} rows looked for in {name}, {told}"]
    lines.append(f"{source_id}: {coverage.summary(compared.traces)}")
    if beyond := compared.traces.beyond():
        lines.append(f"{source_id}: {beyond}")
    if not reporting_verbs.is_known(compared.language):
        lines.append(f"{source_id}: {coverage.NO_VERBS}")
    left_out = compared.traces.left_out
    lines += [
        f"{name}, line {trace.line}: not covered: {trace.kind} “{trace.words[:60]}”"
        for trace in compared.traces[: min(left_out, LISTED)]
    ]
    if left_out > LISTED:
        lines.append(f"{name}: the first {LISTED} of {left_out:,} not covered")
    return lines + covered
