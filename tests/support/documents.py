"""
What documents say of the program, made from it.

`python -m tests.support.documents` writes it into them; `test_docs` holds them to it.
"""

import ast
import re
from pathlib import Path
from typing import Final

from dashboard.coding import dictionary as data_dictionary
from dashboard.record import limits
from dashboard.serving import headers
from tests.test_architecture import WINGS

ROOT: Final = Path(__file__).resolve().parents[2]
DICTIONARY: Final = """\
# The default record, and what any record holds

{tables_are}
The quoted words remain their owners'; the coding is under CC BY 4.0.

## From an article to a record in five minutes

1. `on-the-record new my-record` makes an empty record; `on-the-record open my-record`
   shows it.
2. On the page “Add an article” paste the article's text, or drop its file. Look through
   what it says of itself, and strike out what is no part of it. The text you confirm
   is what rows are held against from now on: keep the copy that is offered.
3. Judge what is drafted, row by row: A confirms, X rejects, Space leaves for later, U
   undoes; E changes who speaks, and `[` and `]` move the end by a word. “31 of 34” says
   how many quotation marks and saying verbs are accounted for.
4. Say who is for what: P adds a stance to the statement at hand. A field offers only
   what goes with the others, and says its rule.
5. Check, and save. Each problem stands beside its row; nothing is saved before all are
   mended. What the record was before is kept in `my-record.backups`.
6. `on-the-record check my-record --source article.txt` holds the rows against the text.

An article need not be coded in one sitting, nor by one person: a draft is one file
(`on-the-record draft article.txt article.otr-draft.json` makes one in a shell), and the
page goes on with it where it was left.

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
    told = DICTIONARY.replace("{tables_are}", data_dictionary.TABLES_ARE)
    return f"{told}\n{data_dictionary.dictionary()}"


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
