"""Web Annotations: read by a JSON-LD processor, and true to the words they quote."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pyld import jsonld

from dashboard.database.record import Record
from dashboard.export import formats, web_annotations
from dashboard.intake import files
from dashboard.queries.filters import Filters
from dashboard.queries.subset import Subset
from tests.support.small_record import SOURCE_TEXT, key

OA = "http://www.w3.org/ns/oa#"
SCHEMA = "http://schema.org/"
# The terms that these annotations use, as the model's own context defines them (W3C,
# Web Annotation Vocabulary 2017, appendix A), so that no test needs a network.
CONTEXT: dict[str, Any] = {
    "oa": OA, "schema": SCHEMA, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dc": "http://purl.org/dc/elements/1.1/", "foaf": "http://xmlns.com/foaf/0.1/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "as": "http://www.w3.org/ns/activitystreams#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type",
    "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
    "Text": "dctypes:Text", "Person": "foaf:Person",
    "Organization": "foaf:Organization",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "describing": "oa:describing", "classifying": "oa:classifying",
    "tagging": "oa:tagging",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "as:first", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "format": "dc:format", "language": "dc:language", "value": "rdf:value",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "name": "foaf:name", "label": "rdfs:label",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}  # fmt: skip


def loader(url: str, _options: object) -> dict[str, Any]:
    assert url == web_annotations.CONTEXT, f"{url} would be asked of the network"
    document = {"@context": CONTEXT}
    return {"contextUrl": None, "documentUrl": url, "document": document}


@pytest.fixture(scope="module")
def collection(
    opened: Record, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    path = tmp_path_factory.mktemp("annotations") / "record.jsonld"
    web_annotations.write(Subset(opened), path)
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def keys(thing: Any) -> Iterator[str]:
    """All keys of a document but those of JSON-LD itself."""
    if isinstance(thing, dict):
        for name, inside in thing.items():
            if name != "@context":
                yield name
                yield from keys(inside)
    elif isinstance(thing, list):
        for inside in thing:
            yield from keys(inside)


def test_a_json_ld_processor_knows_every_term(collection: dict[str, Any]) -> None:
    (found,) = jsonld.expand(collection, {"documentLoader": loader})
    known = {name for name in keys(found) if not name.startswith("@")}
    assert all(name.startswith("http") for name in known)
    # A term that the context lacks is dropped without a word.
    unknown = [
        name
        for name in sorted(set(keys(collection)) - {"id", "type"})
        if not jsonld.expand(
            {"@context": web_annotations.CONTEXT, name: "x"}, {"documentLoader": loader}
        )
    ]
    assert unknown == []


def test_it_makes_triples_of_the_model(collection: dict[str, Any]) -> None:
    part = {**collection["first"], "items": collection["first"]["items"][:20]}
    part["@context"] = web_annotations.CONTEXT
    quads = jsonld.to_rdf(part, {"documentLoader": loader})["@default"]
    used = {quad["predicate"]["value"] for quad in quads}
    for name in ("hasBody", "hasTarget", "hasSource", "hasSelector", "exact", "start"):
        assert OA + name in used
    assert SCHEMA + "spokenByCharacter" in used
    numbers = [q["object"] for q in quads if q["predicate"]["value"] == OA + "start"]
    assert all(one["datatype"].endswith("#nonNegativeInteger") for one in numbers)


def test_there_is_one_for_each_quote_and_each_position(
    opened: Record, collection: dict[str, Any]
) -> None:
    items = collection["first"]["items"]
    read = files.read(opened.address).whole()
    assert collection["total"] == len(items)
    assert len(items) == read["quotes"].num_rows + read["positions"].num_rows
    assert len({one["id"] for one in items}) == len(items)
    told = {one["body"][1]["schema:identifier"] for one in items}
    assert told == {
        *read["quotes"]["quote_id"].to_pylist(),
        *read["positions"]["position_id"].to_pylist(),
    }


def test_each_keeps_to_the_model(collection: dict[str, Any]) -> None:
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for one in collection["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["id"].startswith("urn:uuid:")
        assert one["body"]
        text, *online = one["target"]
        quoted, position = text["selector"]
        assert quoted["exact"]
        assert 0 <= position["start"] < position["end"]
        assert position["end"] - position["start"] == len(quoted["exact"])
        assert text["source"]["id"].startswith("ni:///sha-256;")
        assert len(text["source"]["id"]) == len("ni:///sha-256;") + 43
        for target in online:
            assert target["source"].startswith("https://")
            assert not set(target["source"]) & set(' <>"“”')


def test_what_stands_beside_is_the_sources_own_and_held_by_other_rows(
    record: Record,
) -> None:
    for one in web_annotations._annotations(Subset(record)):
        quoted, position = one["target"][0]["selector"]
        start, end = position["start"], position["end"]
        prefix, suffix = quoted.get("prefix", ""), quoted.get("suffix", "")
        assert SOURCE_TEXT[start - len(prefix) : start] == prefix
        assert SOURCE_TEXT[start:end] == quoted["exact"]
        assert SOURCE_TEXT[end : end + len(suffix)] == suffix
        assert len(prefix) <= 32
        assert len(suffix) <= 32


def test_beside_words_that_no_other_row_quotes_nothing_is_told(record: Record) -> None:
    found = {
        one["body"][1]["schema:identifier"]: one["target"][0]["selector"][0]
        for one in web_annotations._annotations(Subset(record))
        if one["motivation"] == "describing"
    }
    assert set(found[key(5, "a")]) == {"type", "exact"}
    nested = found[key(6, "b")]
    assert nested["exact"] == "to wait"
    assert nested["prefix"] == "Arden had “promised in 2019 "
    assert nested["suffix"] == "”"


def test_a_statement_names_its_speaker_and_its_chain(record: Record) -> None:
    found = {
        one["body"][1]["schema:identifier"]: one["body"]
        for one in web_annotations._annotations(Subset(record))
        if one["motivation"] == "describing"
    }
    line, said, tag = found[key(4, "a")]
    assert said["schema:spokenByCharacter"] == {"type": "Person", "name": "Ilva Toren"}
    assert said["schema:creditText"] == (
        "Ilva Toren → Arden’s state news agency → Meridian → The Daily Lantern"
    )
    assert said["schema:genre"] == "mixed"
    assert "Arden’s state news agency" in line["value"]
    assert tag["value"] == "Arden’s dam on the Selm"


def test_a_position_names_holder_asserter_and_stance(record: Record) -> None:
    found = {
        one["body"][1]["schema:identifier"]: one["body"]
        for one in web_annotations._annotations(Subset(record))
        if one["motivation"] == "classifying"
    }
    _, claim, stance = found[key(7, "pa")]
    assert claim["schema:author"] == "Brekland"
    assert claim["schema:claimInterpreter"]["name"] == "an analyst"
    assert stance["value"] == "accepts"
    assert stance["purpose"] == "classifying"


def test_a_view_holds_its_rows_alone(record: Record) -> None:
    made = formats.offered()["Web Annotations"].as_bytes(
        record, Filters(country=("BRK",))
    )
    items = json.loads(made)["first"]["items"]
    assert [one["body"][1]["schema:identifier"][-3:] for one in items] == [
        "5-a", "5-b", "6-a", "-pa", "-pa",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/x y", "https://a.example/x%20y"),
        ("https://a.example/é?q=“x”", "https://a.example/%C3%A9?q=%E2%80%9Cx%E2%80%9D"),
        ("javascript:alert(1)", None), ("https://", None), ("see page 3", None),
        ("http://[", None), ("", None),
    ],
)  # fmt: skip
def test_only_a_web_address_is_a_target(url: str, address: str | None) -> None:
    assert web_annotations._web_address(url) == (address or "")
