"""A source's own text against the rows that cite it, for the shell."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow.compute as pc
import pyarrow.dataset as ds

from dashboard.documents import kinds
from dashboard.documents.base import Unreadable
from dashboard.provenance import coverage, source_copy, verify, wording
from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import Traces
from dashboard.provenance.verify import Budget
from dashboard.record import limits
from dashboard.record.cells import ROW
from dashboard.record.limits import IN_A_SHELL
from dashboard.record.problems import Problem
from dashboard.record.schema import QUOTING, TABLES
from dashboard.text import reporting_verbs

_MEND_COPY: Final = (
    "read the two beside each other; it is this file that was not coded, so change the"
    " record only where the source itself has it so"
)
_MEND_SPAN: Final = "let a program find the words in the text, to the character"
LISTED: Final = 200


class Comparison(NamedTuple):
    """
    What a source's text says of the rows that cite it.

    `spans` is how many were compared, `covered` how many code points of the text stand
    in one at least, `length` how many it has. `findings` has a verdict for each row,
    `traces` the quotation marks and verbs of the text. `told` says what the whole of it
    shows; `is_coded` where `copy` is the very text that was coded.
    """

    problems: list[Problem]
    spans: int = 0
    covered: int = 0
    length: int = 0
    findings: tuple[Finding, ...] = ()
    traces: Traces | None = None
    language: str = ""
    told: tuple[str, ...] = ()
    copy: Copy | None = None
    is_coded: bool = False

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
        read = kinds.of_bytes(path.read_bytes())
    except (OSError, ValueError) as error:
        wrong = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        return Comparison([Problem(path.name, None, "", "", wrong, mend)])
    except Unreadable as error:
        where = (path.name, error.line, "", error.value)
        return Comparison([Problem(*where, error.wrong, error.mend)])
    row = rows[0]
    size = row["length"]
    length = int(size) if size.isascii() and size.isdigit() and len(size) < 18 else 0
    claims = dict(_claims(tables, source_id))
    words = (claim.words for claim in claims)
    held = source_copy.held(read, row["sha256"], length, words)
    found = list(_source_problems(row, read.text, held.same))
    copy = Copy(held.text)
    effort = Budget(limits.TRIES * IN_A_SHELL, limits.DIFFERENCES * IN_A_SHELL)
    findings = verify.verify(copy, claims, effort, is_same=held.is_coded, length=length)
    if held.is_coded and any(one.units for one in findings):
        table = findings[0].claim.table
        told = " ".join(wording.patterns(findings, copy))
        mend = "write `start` and `end` as numbers of characters (Unicode code points)"
        found.append(Problem(f"{table}.csv", None, "start", "", told.rstrip("."), mend))
    place = {claim: number for number, claim in enumerate(claims)}
    for finding in sorted(findings, key=lambda finding: place[finding.claim]):
        found += _row_problems(copy, finding, claims[finding.claim], held.same)
    spans = [
        (claim.start, claim.end)
        for claim in claims
        if claim.start is not None and claim.end is not None
    ]
    language = row["language"]
    return Comparison(
        found,
        len(spans),
        _covered(spans, len(copy.text)),
        len(copy.text),
        tuple(findings),
        coverage.marks_and_verbs(copy, findings, language, IN_A_SHELL),
        language,
        held.told,
        copy,
        held.is_coded,
    )


def _not_exact(name: str, compared: Comparison) -> list[str]:
    """Rows that are no problem of the record, and not exact at their place either."""
    kept = [
        one for one in compared.findings
        if one.verdict is Verdict.WORDS
        or (one.verdict is Verdict.ELSEWHERE and not compared.is_coded)
    ]  # fmt: skip
    lines = [
        f"{name}: {one.claim.table} {one.claim.key.rpartition(':')[0]}:"
        f" {wording.TOLD[one.verdict][0]}."
        f" {' '.join(wording.sentences(one, compared.copy))}"
        for one in kept[:LISTED] if compared.copy
    ]  # fmt: skip
    if len(kept) > LISTED:
        lines.append(f"{name}: the first {LISTED} of {len(kept):,} such rows")
    return lines


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
                names.get(row.get("speaker_id", ""), "") if name == "quotes" else "",
            )
            yield claim, row


def _source_problems(
    row: dict[str, Any], text: str, same: source_copy.Sameness
) -> Iterator[Problem]:
    """What is said of a file that is not the one that was coded, if it has its rows."""
    at = ("sources.csv", row[ROW])
    is_length = row["length"] == str(len(text))
    if same.text is None:
        wrong = f"not the hash of this file, which is {source_copy.sha256(text)}"
        mend = (
            "give the file that was coded; its rows are looked for in this one all the"
            " same, and the record needs no change for it"
        )
        yield Problem(*at, "sha256", row["sha256"][:200], wrong, mend)
    if not is_length and (same.text is None or same.is_same):
        wrong = f"not the length of this text, which has {len(text):,} code points"
        mend = "give the file that was coded"
        if same.is_same:
            mend = f"write {len(text)}: the hash says that this is the text"
        yield Problem(*at, "length", row["length"][:200], wrong, mend)


def _span(row: dict[str, Any]) -> tuple[int, int] | None:
    """A row's span, or None where its form is a problem already."""
    ends = (row["start"], row["end"])
    if not all(end.isascii() and end.isdigit() and len(end) < 18 for end in ends):
        return None
    start, end = int(ends[0]), int(ends[1])
    return (start, end) if start < end else None


def _row_problems(
    copy: Copy, finding: Finding, row: dict[str, Any], same: source_copy.Sameness
) -> Iterator[Problem]:
    """
    What is wrong with a row, in the words that a page has for it.

    A row that has moved in another copy, or of which the words alone were compared, is
    no problem of the record: the report counts and lists it.
    """
    claim, verdict = finding.claim, finding.verdict
    if finding.verdict is Verdict.BEYOND or finding.units:
        return  # Of all of them together one sentence is said.
    if claim.start is None:
        return  # The checks say what is wrong with a span that is none.
    at, is_coded = (f"{claim.table}.csv", row[ROW]), same.text is not None
    is_placed = (finding.start, finding.end) == (claim.start, claim.end)
    is_found = verdict in (Verdict.EXACT, Verdict.ELSEWHERE, Verdict.WORDS)
    if is_found and (not is_coded or (is_placed and not finding.forms)):
        is_off = row.get("paragraph", str(finding.paragraph)) != str(finding.paragraph)
        if is_off and is_coded:
            wrong = "the span is in another paragraph"
            mend = f"write {finding.paragraph}"
            yield Problem(*at, "paragraph", row["paragraph"][:200], wrong, mend)
        return
    told = " ".join(wording.sentences(finding, copy))
    is_near = is_found and is_placed
    wrong = f"{'Not to the character' if is_near else wording.TOLD[verdict][0]}. {told}"
    if finding.changes:
        wrong += f" There it has “{wording.short(_has(finding), 200)}”."
    mend = _MEND_COPY
    if is_coded:
        mend = _MEND_SPAN if claim.words else "fill it in"
    if is_coded and is_found and not is_placed:
        mend = f"the words stand at {finding.start} to {finding.end}"
    column = TABLES[claim.table].words
    yield Problem(*at, column, claim.words[:200], wrong, mend)


def _has(finding: Finding) -> str:
    """What a copy has where a row differs from it."""
    return " ".join("".join(one.copy for one in finding.changes).split())


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
    lines = [f"{source_id}: {name}: {told}" for told in compared.told]
    lines.append(f"{source_id}: {name}: {wording.summary(compared.findings)}")
    if compared.copy:
        lines += [
            f"{source_id}: {name}: {told}"
            for told in wording.patterns(compared.findings, compared.copy)
        ]
    lines += _not_exact(name, compared)
    lines.append(f"{source_id}: {coverage.summary(compared.traces)}")
    if beyond := compared.traces.beyond():
        lines.append(f"{source_id}: {beyond}")
    if not reporting_verbs.is_known(compared.language):
        lines.append(f"{source_id}: {coverage.NO_VERBS}")
    left_out = compared.traces.left_out
    lines += [
        f"{name}, line {trace.line}: not covered: {trace.called} “{trace.words[:60]}”"
        for trace in compared.traces[: min(left_out, LISTED)]
    ]
    if left_out > LISTED:
        lines.append(f"{name}: the first {LISTED} of {left_out:,} not covered")
    return lines + covered
