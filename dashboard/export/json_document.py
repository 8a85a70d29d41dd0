"""A record as one JSON document, and the JSON Schema that it keeps to."""

import json
from pathlib import Path
from typing import Any, Final

from dashboard.export.base import Form
from dashboard.export.data_package import about
from dashboard.queries.subset import Subset, cells
from dashboard.record.schema import COUNTRY_CODE, SHA256, SLUG, TABLES, Column, Table

SCHEMA_FILE: Final = "record.schema.json"


def write(subset: Subset, path: Path) -> list[str]:
    """
    Write the document: what the record says of itself, then each table's rows.

    An unknown cell is null, a whole number a number; a date is text, as EDTF is.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{\n"$schema": {json.dumps(SCHEMA_FILE)}')
        file.write(f',\n"about": {json.dumps(about(subset), ensure_ascii=False)}')
        for name in TABLES:
            names = unlike(list(subset.layout(name).values()))
            file.write(f',\n"{name}": [')
            before = "\n"
            for rows in subset.rows(name):
                for row in cells(rows):
                    told = dict(zip(names, row, strict=True))
                    file.write(before + json.dumps(told, ensure_ascii=False))
                    before = ",\n"
            file.write("\n]")
        file.write("\n}\n")
    return []


def unlike(labels: list[str]) -> list[str]:
    """Tell apart columns of one name: the second is “name (2)”."""
    seen: dict[str, int] = {}
    told = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        told.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return told


def _write_schema(subset: Subset, path: Path) -> list[str]:
    """
    Write the schema of such documents, the same for every record.
    """
    text = json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return []


def schema() -> dict[str, Any]:
    """
    Return the JSON Schema (2020-12) of a record's document, made from `schema.TABLES`.
    """
    tables = {
        table.name: {
            "type": "array",
            "description": f"One row is {table.row_is}.",
            "items": _row(table),
        }
        for table in TABLES.values()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_FILE,
        "title": "A record of On the Record",
        "description": (
            "Who said what, for whom, through whom, on what, when. A key that names a"
            " row of another table must be found there; dates are EDTF (ISO 8601-2)."
        ),
        "type": "object",
        "required": ["about", *tables],
        "properties": {
            "$schema": {"type": "string"},
            "about": {
                "type": "object",
                "description": "what the record says of itself, as a Data Package does",
            },
            **tables,
        },
        "additionalProperties": False,
    }


def _row(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "required": table.names,
        "properties": {one.name: _cell(table, one) for one in table.columns},
        # A column that the record's maker added.
        "additionalProperties": {"type": ["string", "null"]},
    }


def _cell(table: Table, column: Column) -> dict[str, Any]:
    kind = "integer" if column.is_integer else "string"
    told: dict[str, Any] = {"description": column.meaning}
    told["type"] = kind if column.required else [kind, "null"]
    if column.allowed:
        words: list[Any] = list(column.allowed)
        if column.is_integer:
            words = [int(word) for word in words]
        told["enum"] = words if column.required else [*words, None]
    if column.is_integer:
        told["minimum"] = column.least
    elif column.required:
        told["minLength"] = 1
    if column.holds == "key":
        is_country = (column.refers_to or table.name) == "countries"
        told["pattern"] = COUNTRY_CODE if is_country else SLUG
        if column.refers_to:
            owner = TABLES[column.refers_to]
            told["description"] += f" ({owner.name}.{owner.key})"
    if column.holds == "hash":
        told["pattern"] = SHA256
    return told


FORMS: Final = (
    Form("JSON", ".json", "application/json", write),
    Form("", ".schema.json", "application/schema+json", _write_schema),
)
