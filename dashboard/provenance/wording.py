"""What a copy says of rows, in the words that a page and a shell have in common."""

from collections.abc import Iterator, Sequence
from typing import Final

from dashboard.provenance.claims import STANDS, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.text import signs

# What a verdict is called at the head of a row; and in a summary, of one row and many.
TOLD: Final = {
    Verdict.EXACT: ("Matches word for word", "matches word for word",
                    "match word for word"),
    Verdict.ELSEWHERE: ("Matches, moved", "matches, moved", "match, moved"),
    Verdict.WORDS: ("Words match, the rest not checked",
                    "matches in its words alone", "match in their words alone"),
    Verdict.BROKEN: ("Matches but for words in between",
                     "matches but for words in between",
                     "match but for words in between"),
    Verdict.DOUBTFUL: ("In doubt", "is in doubt", "are in doubt"),
    Verdict.DIFFERS: ("Differs", "differs", "differ"),
    Verdict.BEYOND: ("Not in your copy", "is not in your copy, which ends before it",
                     "are not in your copy, which ends before them"),
    Verdict.NOT_VERIFIED: ("Not checked", "not checked", "not checked"),
    Verdict.NOT_FOUND: ("Missing", "missing", "missing"),
}  # fmt: skip
SHORT: Final = 600  # Code points of a long row that are shown.
_FEW: Final = 2  # Words of a row that may stand in any sentence.


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
    parts = []
    for verdict, number in numbers.items():
        if not number:
            continue
        part = f"{number:,} {TOLD[verdict][1 + (number != 1)]}"
        if verdict is Verdict.ELSEWHERE and same:
            part += f" ({same:,} in the paragraph that the record says)"
        parts.append(part)
    rows = "1 row" if total == 1 else f"{total:,} rows"
    told = f"{exact:,} of {rows} {TOLD[Verdict.EXACT][1 + (exact != 1)]}"
    return f"{'; '.join([told, *parts])}."


def patterns(findings: Sequence[Finding], copy: Copy) -> Iterator[str]:
    """
    Give a sentence on what many rows have in common: places counted in other units, a
    copy that ends too early.
    """
    counted = [one for one in findings if one.units]
    if counted:
        rows = "the one row" if len(counted) == 1 else f"all {len(counted):,} rows"
        yield (
            "The record counts the places of its rows not in characters but in"
            f" {counted[0].units}. Counted so, the words of {rows} that your copy"
            " reaches to stand where the record says."
        )
    beyond = sum(one.verdict is Verdict.BEYOND for one in findings)
    if beyond:
        rows = "1 row" if beyond == 1 else f"{beyond:,} rows"
        yield (
            f"Your copy ends in paragraph {copy.paragraph(len(copy.text)):,}, before"
            f" the source does. That says nothing against the {rows} from later in it."
        )


def sentences(finding: Finding, copy: Copy) -> Iterator[str]:
    """
    Give sentences on where a row's words stand, what differs in form, and why not.
    """
    claim = finding.claim
    if finding.verdict is Verdict.WORDS:
        who = claim.table == "quotes" and bool(claim.cue or claim.speaker)
        what = "who says them" if who else "what stands about them"
        yield f"The words stand there; {what} was not checked: {finding.why}."
    elif finding.verdict is Verdict.DOUBTFUL:
        yield f"The words stand there, and may be somebody else's: {finding.why}."
    elif finding.why:
        yield f"{finding.why[:1].upper()}{finding.why[1:]}."
    if finding.verdict is Verdict.NOT_FOUND and claim.start is not None:
        there = copy.text[claim.start : claim.end]
        if there:
            yield f"At its place your copy has “{short(there)}”."
        else:
            yield "Your copy has ended before its place."
    if finding.verdict is Verdict.BEYOND:
        yield f"It ends in paragraph {finding.paragraph:,}."
    if finding.verdict in (Verdict.NOT_FOUND, Verdict.NOT_VERIFIED, Verdict.BEYOND):
        return
    where = f"paragraph {finding.paragraph:,}, character {finding.start:,}"
    if finding.start == claim.start and finding.verdict in STANDS:
        yield f"{where[:1].upper()}{where[1:]}."
        if claim.paragraph and claim.paragraph != finding.paragraph:
            yield f"The record says paragraph {claim.paragraph:,}."
    else:
        yield _moved(finding)
    few = len(claim.words.split()) <= _FEW
    if finding.verdict is Verdict.ELSEWHERE and few and not claim.cue:
        yield "So few words may stand there in another sentence."
    if finding.forms:
        yield f"The same words; only {' and '.join(finding.forms)} differ."
    yield from _forged(finding)


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


def _forged(finding: Finding) -> Iterator[str]:
    """Letters of other alphabets that look like those of the record."""
    letters: dict[str, tuple[str, str, str]] = {}
    for change in finding.changes:
        for one in signs.lookalikes(change.copy.strip(), change.record.strip()):
            letters[one[0]] = one
    if letters:
        told = ", ".join(
            f"{alphabet} “{sign}” for “{like}”"
            for sign, like, alphabet in list(letters.values())[:5]
        )
        yield (
            f"It looks the same and is not: your copy has {told}. It may be forged, or"
            " made to be missed by a search."
        )


def short(text: str, most: int = SHORT) -> str:
    """
    Return a text, a long one cut.
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"
