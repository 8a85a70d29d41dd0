"""
References of RIS, BibTeX and CSL-JSON as rows of sources: one a reference.

RIS is read here, a line a value, so that each line that is not taken can be told with
its number: rispy drops such lines in silence.
"""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bibtexparser.entrypoint import parse_string
from pylatexenc.latex2text import LatexNodes2Text

from dashboard.importing import reading
from dashboard.importing.draft import Aside, Options, Sheet, not_read

Reference = dict[str, str]
Row = tuple[int | None, Reference]
SUGGESTED: Final = {
    "key": "source_id", "title": "title", "newspaper": "publisher_id",
    "date": "published_on", "url": "url", "language": "language", "place": "dateline",
}  # fmt: skip
# Which names of each form mean one of these: the first that a reference has.
_RIS: Final = {
    "key": ("ID",), "title": ("TI", "T1", "CT", "BT"),
    "newspaper": ("T2", "JO", "JF", "JA", "PB"), "url": ("UR", "L2"),
    "language": ("LA",),
}  # fmt: skip
_BIBTEX: Final = {
    "title": ("title",), "url": ("url",), "language": ("langid", "language"),
    "newspaper": ("journal", "journaltitle", "newspaper", "publisher", "organization",
                  "howpublished"),
}  # fmt: skip
_CSL: Final = {
    "key": ("id",), "title": ("title",), "newspaper": ("container-title", "publisher"),
    "url": ("URL",), "language": ("language",), "place": ("event-place",),
}  # fmt: skip
# Languages as reference managers and LaTeX (babel) call them, as BCP 47 tags.
_LANGUAGES: Final = {
    "english": "en", "american": "en-US", "british": "en-GB", "usenglish": "en-US",
    "ukenglish": "en-GB", "german": "de", "ngerman": "de", "deutsch": "de",
    "french": "fr", "francais": "fr", "français": "fr", "spanish": "es",
    "italian": "it", "portuguese": "pt", "dutch": "nl", "russian": "ru",
    "chinese": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar", "polish": "pl",
    "turkish": "tr", "ukrainian": "uk", "swedish": "sv", "finnish": "fi",
    "norwegian": "no",
    "danish": "da",
}  # fmt: skip
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_TAG: Final = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_DIGITS: Final = re.compile(
    r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:[/T ].*)?/?"
)
_LATEX: Final = LatexNodes2Text(keep_comments=True)
# It tells each entry that it cannot read on standard error: here they are problems.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def is_references(held: Any) -> bool:
    """
    Tell whether what a file of JSON holds is references in CSL-JSON.
    """
    items = held.get("items") if isinstance(held, dict) else held
    return isinstance(items, list) and any(
        isinstance(one, dict) and "type" in one and "target" not in one
        for one in items
    )  # fmt: skip


def ris(path: Path, options: Options) -> Sheet:
    """
    Return the references of a file of RIS, each under the line on which it begins.

    Raises:
        NotRead: it holds none.

    """
    aside: list[Aside] = []
    return _sheet(path, list(_ris(reading.read_text(path), aside)), aside)


def bibtex(path: Path, options: Options) -> Sheet:
    """
    Return the entries of a file of BibTeX, each under the line on which it begins.

    Raises:
        NotRead: it holds none, or one that cannot be read.

    """
    library = parse_string(reading.read_text(path))
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        wrong = " ".join(str(block.error).split())[:200]
        mend = "close its braces and give it a key of its own, or delete it"
        raise not_read(path.name, f"an entry cannot be read: {wrong}", mend, line)
    rows: list[Row] = []
    for entry in library.entries:
        own = {f.key.casefold(): _plain(str(f.value)) for f in entry.fields}
        found = {"key": entry.key, **_renamed(own, _BIBTEX)}
        found["date"] = own.pop("date", "") or _joined(own)
        own.pop("year", "")
        own.pop("month", "")
        line = (entry.start_line or 0) + 1
        rows.append((line, {**found, "type": entry.entry_type, **own}))
    return _sheet(path, rows, [])


def csl_json(path: Path, options: Options) -> Sheet:
    """
    Return the items of a file of CSL-JSON, each under its number.

    Raises:
        NotRead: it is no JSON, or holds none.

    """
    held = reading.read_json(path)
    items = held.get("items") if isinstance(held, dict) else held
    rows: list[Row] = []
    for number, one in enumerate(items if isinstance(items, list) else [], start=1):
        if isinstance(one, dict):
            own = {str(name): _value(value) for name, value in one.items()}
            found = _renamed(own, _CSL)
            own.pop("issued", "")
            found["date"] = _issued(one.get("issued"))
            rows.append((number, {**found, **own}))
    return _sheet(path, rows, [])


def _sheet(path: Path, rows: list[Row], aside: list[Aside]) -> Sheet:
    if not rows:
        raise not_read(path.name, "holds no reference", "export the references anew")
    kept = []
    for number, one in rows:
        language = one.get("language", "")
        one["language"] = _LANGUAGES.get(language.casefold(), language)
        kept.append((number, {name: value for name, value in one.items() if value}))
    columns = list(dict.fromkeys(name for _, one in kept for name in one))
    laid = ((n, [one.get(name, "") for name in columns]) for n, one in kept)
    return Sheet(columns, laid, len(kept), "sources", SUGGESTED, aside)


def _ris(text: str, aside: list[Aside]) -> Iterator[Row]:
    """The references of RIS: a line a value, from TY to ER."""
    tags: dict[str, list[str]] = {}
    begins, last = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        found = _TAG.fullmatch(line.strip("\ufeff").rstrip())
        if found and found[1] in ("TY", "ER"):
            if tags:
                yield begins, _of_ris(tags)
            tags, begins, last = {}, number, found[1]
            if found[1] == "TY":
                tags["TY"] = [(found[2] or "").strip()]
        elif found and tags:
            last = found[1]
            tags.setdefault(last, []).append((found[2] or "").strip())
        elif line.strip() and tags and last in tags:
            tags[last][-1] += f" {line.strip()}"
        elif line.strip():
            aside.append(Aside("lines", "they stand in no reference", line))
    if tags:
        yield begins, _of_ris(tags)


def _of_ris(tags: dict[str, list[str]]) -> Reference:
    own = {name: "; ".join(filter(None, values)) for name, values in tags.items()}
    found = _renamed(own, _RIS)
    days = [_date(own.get(name, "")) for name in ("DA", "Y1", "PY")]
    found["date"] = next(filter(None, days), "")
    for name in ("DA", "Y1", "PY"):
        own.pop(name, "")
    return {**found, **own}


def _renamed(own: Reference, names: dict[str, tuple[str, ...]]) -> Reference:
    """What is common to all forms, taken out of a reference's own fields."""
    found = {}
    for name, theirs in names.items():
        told = next((one for one in theirs if own.get(one)), "")
        found[name] = own.pop(told, "")
    return found


def _date(told: str) -> str:
    """A date in EDTF; what is not understood stays as it is, for the checks to tell."""
    found = _DIGITS.fullmatch(told.strip())
    if not found:
        return told.strip()
    parts = [part for part in found.groups() if part]
    return "-".join(f"{int(part):0{2 if n else 4}}" for n, part in enumerate(parts))


def _joined(own: Reference) -> str:
    """A date of BibTeX's year and month."""
    year, month = own.get("year", ""), own.get("month", "").casefold()
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    return _date(f"{year}-{month}" if year and month.isdigit() else year)


def _issued(held: Any) -> str:
    """A date of CSL-JSON: its parts, an interval of two, or what it says in words."""
    if not isinstance(held, dict):
        return _date(held) if isinstance(held, str) else ""
    parts = held.get("date-parts")
    days = []
    for one in parts if isinstance(parts, list) else ():
        told = (
            [str(n) for n in one if n not in (None, "")]
            if isinstance(one, list)
            else []
        )
        days.append(_date("-".join(told)))
    days = [day for day in days if day]
    if days:
        about = "~" if held.get("circa") else ""
        return "/".join(f"{day}{about}" for day in days[:2])
    return _date(str(held.get("raw") or held.get("literal") or ""))


def _value(held: Any) -> str:
    """A value of CSL-JSON as text: a name, a date, a list of these."""
    if isinstance(held, list):
        return "; ".join(filter(None, map(_value, held)))
    if isinstance(held, dict):
        return " ".join(filter(None, map(_value, held.values())))
    return "" if held is None else " ".join(str(held).split())


def _plain(value: str) -> str:
    """A value of BibTeX without its braces and commands."""
    told = value
    if "\\" in told or "$" in told:
        try:
            told = str(_LATEX.latex_to_text(told))
        except (RecursionError, ValueError, IndexError):
            told = value
    return " ".join(told.replace("{", "").replace("}", "").split())
