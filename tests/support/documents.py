"""
What documents say of the program, made from it.

`python -m tests.support.documents` writes it into them; `test_docs` holds them to it.
"""

import ast
import re
from pathlib import Path
from typing import Final

from dashboard.record import limits
from dashboard.record.schema import TABLES, Column, Table
from dashboard.serving import headers
from tests.test_architecture import WINGS

ROOT: Final = Path(__file__).resolve().parents[2]
DICTIONARY: Final = """\
# The default record, and what any record holds

Ten tables as CSV files in UTF-8, described for programs in `datapackage.json`. An
empty cell is unknown. Dates are EDTF (ISO 8601-2). `start` and `end` count Unicode
code points from the beginning of the source's file, from 0, end exclusive. What each
allowed word means is told on the page Method. A bold column is the table's key; a
column marked \\* must be filled in.

The quoted words remain their owners'; the coding is under CC BY 4.0.

## Bringing in work from elsewhere

`on-the-record import FILE RECORD` makes a record, or adds to one, from

- a table (CSV or Excel): `--map "Speaker=speaker_id"` says what a column holds; a name
  stands for a key, `speaker_id.kind` describes the speaker, `--table` says what a row
  is;
- a database of Discourse Network Analyzer 2 or 3 (`.dna`);
- annotations of the W3C's model, or of Hypothesis; a tag “speaker: Kim” is the column
  `tag speaker`;
- references in RIS, BibTeX or CSL-JSON, each a source where its text is given.

Words are found in the text that `--source-text SOURCE=FILE` names. What the file has
not, `--set FIELD=VALUE` fills in; what nobody tells has the value that claims least,
and is listed as held. What was not taken is listed too. `--preview` writes nothing.
From Python it is `dashboard.importing`: `formats.drafted`, then `saving.Target.write`.
"""


def dictionary() -> str:
    """`data/README.md`: each table, and what each of its columns holds."""
    parts = [DICTIONARY]
    for table in TABLES.values():
        parts += [f"## {table.name}", "", f"One row is {table.row_is}.", ""]
        parts += ["| column | what it holds | as |", "|---|---|---|"]
        parts += [f"| {_name(table, one)} | {one.meaning} | {_holds(one)} |"
                  for one in table.columns]  # fmt: skip
        parts.append("")
    return "\n".join(parts)


def _name(table: Table, column: Column) -> str:
    name = f"**{column.name}**" if column.name == table.key else column.name
    return f"{name} \\*" if column.required else name


def _holds(column: Column) -> str:
    if column.allowed:
        return ", ".join(f"`{word}`" for word in column.allowed)
    points = f"key of {column.refers_to}" if column.refers_to else column.holds
    return {"integer": "whole number", "date": "date (EDTF)"}.get(points, points)


def house() -> str:
    """The README's map: a line a wing, in the order in which they may be imported."""
    rows = []
    for wing in WINGS:
        path = ROOT / "dashboard" / wing / "__init__.py"
        if path.is_file():
            docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
            rows.append(f"| `{wing}/` | {docstring} |")
    pages = "One file a page: the file's name is its address."
    return "\n".join(["| wing | what a line there is about |", "|---|---|", *rows,
                      f"| `app_pages/` | {pages} |"])  # fmt: skip


def limits_table() -> str:
    """The page on sharing: each bound of time and memory, and what is beyond."""
    rows = [
        f"| `{name}` | {getattr(limits, name):,} | {bounds} | {beyond} |"
        for name, (bounds, beyond) in limits.TOLD.items()
    ]
    return "\n".join(["| bound | is | of what | beyond |", "|---|---|---|---|", *rows])


def headers_in_nginx() -> str:
    """The page on sharing: what a proxy adds where nothing stands before Streamlit."""
    lines = [f'  add_header {name} "{value}" always;'
             for name, value in headers.headers("*").items()]  # fmt: skip
    return "\n".join(["```nginx", *lines, "```"])


def put(text: str, mark: str, part: str) -> str:
    """A document with a part between two marks made anew."""
    whole = f"<!-- {mark} -->\n{part}\n<!-- /{mark} -->"
    pattern = rf"<!-- {mark} -->\n.*?<!-- /{mark} -->"
    return re.sub(pattern, lambda _: whole, text, count=1, flags=re.DOTALL)


def main() -> None:
    """Write what is made into the documents."""
    readme = ROOT / "README.md"
    text = put(readme.read_text(encoding="utf-8"), "house", house())
    readme.write_text(text, encoding="utf-8", newline="\n")
    path = ROOT / ".streamlit" / "README.md"
    text = put(path.read_text(encoding="utf-8"), "limits", limits_table())
    text = put(text, "headers", headers_in_nginx())
    path.write_text(text, encoding="utf-8", newline="\n")
    path = ROOT / "data" / "README.md"
    path.write_text(dictionary(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
