"""Quotes and positions as W3C Web Annotations: each told of its place in its source."""

import json
import uuid
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from dashboard.citing import attribution
from dashboard.export.base import Form
from dashboard.export.passages import Passages, of_sources
from dashboard.queries.subset import (
    Row,
    Subset,
    describe,
    quoted_rows,
    source_batches,
)
from dashboard.record.codebook import PERSON, plain
from dashboard.text import sentences

# W3C, Web Annotation Data Model (2017), 1.1: the context of every annotation.
CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
# How many characters of what stands before and after are told: enough to find a place.
BESIDE: Final = 32

_OURS: Final = uuid.UUID("4d0c5a55-8a0e-5d0a-9e0e-6f6e2d746872")


def write(subset: Subset, path: Path) -> list[str]:
    """
    Write a JSON-LD collection of annotations, a line each: quotes, then positions.

    Their bodies use the model's own terms and schema.org's, which its context knows.
    """
    record = subset.record
    named = record.about.get("title") or record.address.name
    said: Row = {
        "@context": CONTEXT,
        "id": _urn(subset, "collection"),
        "type": "AnnotationCollection",
        "label": f"{named}, filtered" if subset.chosen else named,
        "total": _total(subset),
    }
    if subset.chosen:
        said["schema:description"] = json.dumps(
            describe(subset.chosen), ensure_ascii=False
        )
    page = {"id": _urn(subset, "page"), "type": "AnnotationPage", "startIndex": 0}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_told(said)[:-1] + ', "first": ' + _told(page)[:-1] + ', "items": [')
        before = "\n"
        for annotation in _annotations(subset):
            file.write(before + _told(annotation))
            before = ",\n"
        file.write("\n]}}\n")
    return []


def _annotations(subset: Subset) -> Iterator[Row]:
    """
    Give one annotation for each statement and each position, source by source.
    """
    done, total = 0, _total(subset)
    for sources in source_batches(subset):
        words = of_sources(subset, sources)
        for row in quoted_rows(subset, "quotes", sources):
            target = _targets(row, row["content"], words[row["source_id"]])
            body = _statement(row)
            key = f"quotes/{row['quote_id']}"
            yield _annotation(subset, key, "describing", body, target)
            done += 1
        for row in quoted_rows(subset, "positions", sources):
            target = _targets(row, row["evidence"], words[row["source_id"]])
            key, body = f"positions/{row['position_id']}", _position(row)
            yield _annotation(subset, key, "classifying", body, target)
            done += 1
        subset.told("annotations", done, total)


def _annotation(
    subset: Subset, key: str, why: str, body: list[Row], target: list[Row]
) -> Row:
    said = {"id": _urn(subset, key), "type": "Annotation", "motivation": why}
    return {**said, "body": body, "target": target}


def _statement(row: Row) -> list[Row]:
    """Who says it, through whom, and how much of the words is the speaker's."""
    body: Row = {
        "type": "schema:Quotation",
        "schema:identifier": row["quote_id"],
        "schema:spokenByCharacter": _party(row["speaker"], row["speaker_kind"]),
        "schema:creditText": " → ".join(sentences.chain(row)),
        "schema:genre": row["kind"],
    }
    if row["for_country"]:
        body["schema:spatial"] = row["for_country"]
    tags = [_text(row["issue"], "tagging")] if row["issue"] else []
    return [_text(attribution.quote(row), "describing"), body, *tags]


def _position(row: Row) -> list[Row]:
    """Whose position it is, who says so, and the side that it takes."""
    holder = " / ".join(one for one in (row["country"], row["actor"]) if one)
    body: Row = {
        "type": "schema:Claim",
        "schema:identifier": row["position_id"],
        "schema:author": holder,
        "schema:claimInterpreter": _party(row["asserter"], row["asserter_kind"]),
        "schema:about": row["issue"],
        "schema:genre": row["voice"],
    }
    stance = _text(plain("stance", row["stance"]), "classifying")
    return [_text(attribution.position(row), "describing"), body, stance]


def _party(name: str, kind: str) -> Row:
    return {"type": "Person" if kind in PERSON else "Organization", "name": name}


def _text(words: str, purpose: str) -> Row:
    text = {"type": "TextualBody", "value": words, "format": "text/plain"}
    return text | {"language": "en", "purpose": purpose}


def _targets(row: Row, words: str, near: Passages) -> list[Row]:
    """
    The place in the text as it was read, and the words alone in the page online.

    The text has no address of its own: it is named by its hash (RFC 6920). Its offsets
    would not hold in a page around it.
    """
    start, end = int(row["start"]), int(row["end"])
    quoted: Row = {"type": "TextQuoteSelector", "exact": words}
    if prefix := near.before(start, BESIDE):
        quoted["prefix"] = prefix
    if suffix := near.after(end, BESIDE):
        quoted["suffix"] = suffix
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    text: Row = {"id": _named(row["sha256"]), "type": "Text"}
    text |= {"format": "text/plain", "language": row["language"]}
    targets: list[Row] = [{"source": text, "selector": [quoted, position]}]
    if address := _web_address(row["url"]):
        targets.append({"source": address, "selector": quoted})
    return targets


@lru_cache
def _named(sha256: str) -> str:
    """A text by its hash."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


@lru_cache
def _web_address(url: str) -> str:
    """
    Return a web address fit for an IRI, or nothing.
    """
    try:
        split = urlsplit(url)
    except ValueError:
        return ""
    if split.scheme not in ("http", "https") or not split.hostname:
        return ""
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")


def _urn(subset: Subset, key: str) -> str:
    """A name for a row of a record (table/key): the same whenever it is exported."""
    record = subset.record
    named = str(record.about.get("name") or record.address.name)
    return uuid.uuid5(_OURS, f"{named}\n{key}").urn


def _total(subset: Subset) -> int:
    counts = [subset.chosen_rows(name).count() for name in ("quotes", "positions")]
    answers = [subset.record.answer(one.name("rows").as_table()) for one in counts]
    return sum(int(one["rows"].iloc[0]) for one in answers)


def _told(thing: Row) -> str:
    return json.dumps(thing, ensure_ascii=False)


FORMS: Final = (Form("Web Annotations", ".jsonld", "application/ld+json", write),)
