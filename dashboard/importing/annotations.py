"""
W3C Web Annotations, and what Hypothesis exports, as rows: one an annotation.

What is annotated is told by its words: the quote is trusted, and a position is a hint,
as it counts the letters of a page, in UTF-16.
"""

import re
from pathlib import Path
from typing import Any, Final

from dashboard.importing import reading
from dashboard.importing.draft import Aside, Options, Sheet, not_read

Json = dict[str, Any]
SUGGESTED: Final = {
    "words": "content", "words before": "before", "words after": "after",
    "start": "start", "end": "end", "source": "source_id", "title": "source_id.title",
    "comment": "note", "annotated by": "note", "annotated on": "note",
    # Our own export's.
    "identifier": "quote_id", "speaker": "speaker_id",
    "kind of speaker": "speaker_id.kind", "kind": "kind", "issue": "issue_id",
}  # fmt: skip
# A party's type in schema.org, and the kind of actor that claims no more than it.
PARTIES: Final = {"Person": "person", "Organization": "group"}
DEEPEST: Final = 6  # Selectors that refine each other.
_NAMED_TAG: Final = re.compile(r"([^\s:=][^:=]{0,40}?)\s*[:=]\s*(\S.*)")
_LISTS: Final = ("rows", "annotations", "items", "first")


def is_annotations(held: Any) -> bool:
    """
    Tell whether what a file of JSON holds is annotations.
    """
    return bool(_found(held))


def sheet(path: Path, options: Options) -> Sheet:
    """
    Return annotations as rows, each under its number in the file.

    Raises:
        NotRead: it is no JSON, or holds no annotation.

    """
    found = _found(reading.read_json(path))
    if not found:
        mend = "give annotations as JSON-LD (W3C), or as Hypothesis exports them"
        raise not_read(path.name, "holds no annotation", mend)
    aside: list[Aside] = []
    rows = [
        (number, cells)
        for number, one in enumerate(found, start=1)
        if (cells := _cells(one, aside))
    ]
    columns = list(dict.fromkeys(name for _, cells in rows for name in cells))
    laid = ((n, [cells.get(one, "") for one in columns]) for n, cells in rows)
    return Sheet(columns, laid, len(rows), suggested=SUGGESTED, aside=aside)


def _found(held: Any) -> list[Json]:
    """The annotations that a file holds, in a list, a page, or a collection."""
    for _ in range(DEEPEST):
        if isinstance(held, dict) and ("target" in held or "uri" in held):
            return [held]
        if isinstance(held, list):
            return [one for one in held if isinstance(one, dict) and (
                "target" in one or "uri" in one)]  # fmt: skip
        if not isinstance(held, dict):
            break
        held = next((held[name] for name in _LISTS if name in held), None)
    return []


def _cells(one: Json, aside: list[Aside]) -> dict[str, str]:
    """An annotation as cells by column; {} of one that is no quote, which is told."""
    named = _text(one.get("text") or one.get("id"))
    if one.get("references"):
        aside.append(Aside("replies", "they annotate an annotation", named))
        return {}
    targets = [t if isinstance(t, dict) else {"source": t}
               for t in _list(one.get("target"))]  # fmt: skip
    selected = [(t, s) for t in targets if (s := _selectors(t.get("selector")))]
    quoted = [(t, s) for t, s in selected if "exact" in s]
    if not quoted:
        why = "they annotate a whole page, or a place without its words"
        aside.append(Aside("annotations without words", why, named))
        return {}
    words = {selectors["exact"] for _, selectors in quoted}
    for more in sorted(words - {quoted[0][1]["exact"]}):
        why = "an annotation is one row: its first target's"
        aside.append(Aside("further targets", why, more))
    bodies = [*_list(one.get("body")), *_list(one.get("bodyValue"))]
    if any(isinstance(body, dict) and body.get("type") == "schema:Claim"
           for body in bodies):  # fmt: skip
        why = "whose position it is has no key there; they are not quotes"
        aside.append(Aside("positions", why, quoted[0][1]["exact"]))
        return {}
    target, selectors = quoted[0]
    source = target.get("source") or one.get("uri")
    cells = {
        "words": selectors["exact"],
        "words before": selectors.get("prefix", ""),
        "words after": selectors.get("suffix", ""),
        "start": selectors.get("start", ""),
        "end": selectors.get("end", ""),
        "source": _text(source.get("id") if isinstance(source, dict) else source),
        "title": _title(one.get("document")),
        "comment": _text(one.get("text")),
        "annotated by": _who(one),
        "annotated on": _text(one.get("created")),
    }
    tags = [_text(tag) for tag in _list(one.get("tags"))]
    for body in bodies:
        _body(body, cells, tags)
    _tagged(tags, cells, is_ours="speaker" in cells)
    return {name: value for name, value in cells.items() if value}


def _selectors(held: Any, deep: int = 0) -> dict[str, str]:
    """What the selectors of a target say: the words, those beside them, a position."""
    found: dict[str, str] = {}
    for one in _list(held) if deep < DEEPEST else ():
        if not isinstance(one, dict):
            continue
        if one.get("type") == "TextQuoteSelector":
            told = {name: one.get(name) for name in ("exact", "prefix", "suffix")}
            found |= {n: v for n, v in told.items() if isinstance(v, str) and v}
        elif one.get("type") == "TextPositionSelector":
            told = {name: one.get(name) for name in ("start", "end")}
            found |= {n: str(v) for n, v in told.items() if isinstance(v, int)}
        found |= _selectors(one.get("refinedBy"), deep + 1)
    return found


def _body(body: Any, cells: dict[str, str], tags: list[str]) -> None:
    """Add what a body says: a tag, a comment, or who speaks (our own export's)."""
    if isinstance(body, str):
        cells["comment"] = "; ".join(filter(None, (cells["comment"], body)))
        return
    if not isinstance(body, dict):
        return
    if body.get("type") == "schema:Quotation":
        party = body.get("schema:spokenByCharacter")
        party = party if isinstance(party, dict) else {}
        cells["speaker"] = _text(party.get("name"))
        cells["kind of speaker"] = PARTIES.get(_text(party.get("type")), "")
        cells["identifier"] = _text(body.get("schema:identifier"))
        cells["kind"] = _text(body.get("schema:genre"))
        cells["chain"] = _text(body.get("schema:creditText"))
        cells["speaks for"] = _text(body.get("schema:spatial"))
        return
    value, purpose = _text(body.get("value")), _text(body.get("purpose"))
    if purpose == "tagging":
        tags.append(value)
    elif purpose == "describing":
        cells["description"] = value
    else:
        cells["comment"] = "; ".join(filter(None, (cells["comment"], value)))


def _tagged(tags: list[str], cells: dict[str, str], is_ours: bool) -> None:
    """Tags as columns: “speaker: Kim” as “tag speaker”, others as first, second."""
    alone: list[str] = []
    for tag in tags:
        named = _NAMED_TAG.fullmatch(tag)
        if named and not is_ours and f"tag {named[1]}" not in cells:
            cells[f"tag {named[1]}"] = named[2]
        else:
            alone.append(tag)
    if is_ours and alone:
        cells["issue"] = alone.pop(0)
    for number, tag in enumerate(alone, start=1):
        cells["tag" if number == 1 else f"tag {number}"] = tag


def _who(one: Json) -> str:
    creator = one.get("creator")
    if isinstance(creator, dict):
        creator = creator.get("name") or creator.get("id")
    return _text(creator or one.get("user")).removeprefix("acct:")


def _title(document: Any) -> str:
    title = document.get("title") if isinstance(document, dict) else ""
    return _text(next(iter(_list(title)), ""))


def _list(held: Any) -> list[Any]:
    if held is None:
        return []
    return held if isinstance(held, list) else [held]


def _text(held: Any) -> str:
    return " ".join(held.split()) if isinstance(held, str) else ""
