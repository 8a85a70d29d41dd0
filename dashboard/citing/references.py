"""References as files for reference managers: CSL-JSON items as BibTeX and as RIS."""

from typing import Any, Final

Item = dict[str, Any]

# What TeX would take for a command. BibTeX itself counts braces, even after a
# backslash, so a brace is named and never stands alone.
_TEX: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%",
    "$": r"\$", "#": r"\#", "_": r"\_",
})  # fmt: skip
# An address is taken as it stands, but for what would end its field.
_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_MONTHS: Final = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_BIBTEX: Final = {"article-newspaper": "article", "dataset": "misc"}
_RIS: Final = {"article-newspaper": "NEWS", "dataset": "DATA"}


def bibtex(item: Item) -> str:
    """
    Return an item as a BibTeX entry in UTF-8; names and titles keep their capitals.
    """
    parts = _parts(item, "issued")
    fields = {
        # Braces twice: the outer are the field's, the inner keep a name in one piece.
        "author": " and ".join(f"{{{_tex(name)}}}" for name in _authors(item)),
        "title": f"{{{_tex(item['title'])}}}",
        "journal": _tex(item.get("container-title", "")),
        "publisher": _tex(item.get("publisher", "")),
        "version": _tex(item.get("version", "")),
        "date": _dashed(parts),
        "year": _dashed(parts[:1]),
        "url": item.get("URL", "").translate(_ADDRESS),
        "urldate": _dashed(_parts(item, "accessed")),
        "langid": item.get("language", ""),
        "note": _tex(item.get("issued", {}).get("literal", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(parts) > 1:
        lines.append(f"  month = {_MONTHS[parts[1] - 1]},")
    return "\n".join([f"@{_BIBTEX[item['type']]}{{{item['id']},", *lines, "}", "", ""])


def ris(item: Item) -> str:
    """
    Return an item as a RIS reference.
    """
    issued, accessed = _parts(item, "issued"), _parts(item, "accessed")
    lines = [
        ("TY", _RIS[item["type"]]),
        ("ID", item["id"]),
        *(("AU", name) for name in _authors(item)),
        ("TI", item["title"]),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("CY", item.get("event-place", "")),
        ("ET", item.get("version", "")),
        ("PY", _dashed(issued[:1])),
        ("DA", _dashed(issued, "/")),
        ("N1", item.get("issued", {}).get("literal", "")),
        ("LA", item.get("language", "")),
        ("UR", item.get("URL", "")),
        ("Y2", _dashed(accessed, "/")),
    ]
    told = [f"{tag}  - {value}" for tag, value in lines if value]
    return "\r\n".join([*told, "ER  - ", "", ""])


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _dashed(parts: list[int], sign: str = "-") -> str:
    """A date in digits: the year of four, month and day of two."""
    return sign.join(f"{part:0{2 if n else 4}}" for n, part in enumerate(parts))


def _authors(item: Item) -> list[str]:
    return [author["literal"] for author in item["author"]]


def _parts(item: Item, name: str) -> list[int]:
    """The year, month and day of a date, as far as they are known."""
    parts: list[int] = item.get(name, {}).get("date-parts", [[]])[0]
    return parts
