"""A copy looked through: at once if it is short, else in a process of its own."""

from collections.abc import Callable
from typing import Final, NamedTuple

from dashboard.documents import kinds, process
from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone
from dashboard.provenance import coverage, source_copy
from dashboard.provenance.claims import Claim, Finding
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import Columns, Traces
from dashboard.provenance.verify import verify
from dashboard.record import limits
from dashboard.record.limits import LIGHT, PATIENCE

# A few bytes may be a long text, packed; a PDF is read apart, too.
_APART: Final = (b"PK", b"%PDF-")


class Coded(NamedTuple):
    """A source as it was coded: the hash and the length of its text, its language."""

    sha256: str
    length: int
    language: str


class Checked(NamedTuple):
    """
    A copy of a source, a verdict on each row, and the copy's marks and verbs; `told`
    says in sentences what the copy is.
    """

    copy: Copy
    findings: list[Finding]
    traces: Traces
    told: tuple[str, ...]


def check(
    data: bytes, claims: list[Claim], coded: Coded, wanted: Callable[[], object]
) -> Checked:
    """
    Read a reader's copy of a source and look through it.

    What is long, or may be so once it is unpacked, is read and looked through in a
    process of its own, so that nobody waits for it but its reader and all that it took
    is given back. `wanted` is asked again and again meanwhile: where it raises, as the
    reader has gone, that process is ended.

    Raises:
        Unreadable: the copy is no text, or there is none in it.
        NotDone: it is too long, there was no process to be had, or that did not come
            to its end.

    """
    asked = (data, claims, coded)
    is_light = len(data) + sum(len(claim.words) for claim in claims) <= LIGHT
    if is_light and not data.startswith(_APART):
        found = _looked_through(*asked)
    else:
        work = f"{__name__}._looked_through"
        found = process.apart(work, asked, wanted, PATIENCE)
    copy, findings, columns, told = found
    return Checked(copy, findings, Traces(copy, columns), told)


def _looked_through(
    data: bytes, claims: list[Claim], coded: Coded
) -> tuple[Copy, list[Finding], Columns, tuple[str, ...]]:
    """What `Checked` is made of."""
    read = kinds.of_bytes(data)
    if not read.text.strip():
        raise Unreadable("there is no text in it", "paste the text, or drop its file")
    if len(read.text) > limits.LONGEST:
        raise NotDone(
            f"the text has {len(read.text):,} characters, and a page looks through"
            f" {limits.LONGEST:,} at most; the command `on-the-record check RECORD"
            " --source FILE` has no such limit"
        )
    words = (claim.words for claim in claims)
    held = source_copy.held(read, coded.sha256, coded.length, words)
    copy = Copy(held.text)
    findings = verify(copy, claims, is_same=held.is_coded, length=coded.length)
    columns = coverage.marks_and_verbs(copy, findings, coded.language).columns
    return copy, findings, columns, held.told
