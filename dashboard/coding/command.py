"""`on-the-record new` and `draft`: a record to begin with, and an article's draft."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dashboard.coding import dictionary, draft_file, fields
from dashboard.coding.desk import Desk
from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone
from dashboard.drafting import article, draft
from dashboard.drafting.article import Article
from dashboard.drafting.proposal import About, Drafted
from dashboard.engine import scratch
from dashboard.importing.draft import Known, slug
from dashboard.record import files, folders
from dashboard.record.files import NotWritten, not_written
from dashboard.record.limits import DROPPED, MB
from dashboard.record.problems import counted, printable, size
from dashboard.record.schema import TABLES, datapackage

NEW: Final = "make an empty record: ten tables, and what their columns hold"
DRAFT: Final = "draft an article's rows into a file, to be judged on the page"
SHOWN: Final = 60  # Characters of a paragraph that are shown.
_TABLES: Final = ("quotes", "marks", "events", "actors", "countries")
_NEXT: Final = """\
# {title}

A record of who said what, begun on {day}. It holds nothing yet. To fill it:

- `on-the-record open {path}` shows it; there, the page “Add an article” makes rows of a
  news article: paste it, judge what is drafted, save;
- `on-the-record import FILE {path}` brings in another program's file;
- or write the tables yourself: `on-the-record check {path}` says what is wrong, and how
  to mend it.

{tables}
"""


def add_arguments_new(parser: argparse.ArgumentParser) -> None:
    """
    Add what `new` takes.
    """
    told = "a folder that is not there yet, or is empty"
    parser.add_argument("folder", metavar="FOLDER", type=Path, help=told)


def add_arguments_draft(parser: argparse.ArgumentParser) -> None:
    """
    Add what `draft` takes.
    """
    add = parser.add_argument
    told = "a text, a page, a Word file, a PDF or a mail"
    add("article", metavar="ARTICLE", type=Path, help=told)
    told = f"what to write: a file whose name ends in {draft_file.ENDING}"
    add("draft", metavar="DRAFT", type=Path, help=told)
    told = "what the article does not say of itself, or says wrong: "
    told += ", ".join(About._fields)
    add("--set", metavar="FIELD=VALUE", action="append", default=[], help=told)
    told = "leave out what looks like no part of the article; it is listed first"
    add("--leave-out", action="store_true", help=told)
    add("--force", action="store_true", help="overwrite what is there already")


def new(asked: argparse.Namespace) -> int:
    """
    Make an empty record: 0.

    Raises:
        NotWritten: there is something already, or nothing can be written there.

    """
    path: Path = asked.folder.absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise NotWritten(f"{asked.folder}: is there already; name a new folder")
    if not path.parent.is_dir():
        raise NotWritten(f"{asked.folder}: its folder does not exist; make it first")
    try:
        with scratch.folder(path.parent, files.UNREADY) as near:
            made = near / "record"
            made.mkdir()
            for file, text in empty(path.name, str(asked.folder)).items():
                (made / file).write_text(text, encoding="utf-8", newline="\n")
            folders.put(made, path)
    except OSError as error:
        raise not_written(asked.folder, error) from error
    print(printable(f"{asked.folder}: an empty record, {len(TABLES)} tables"))
    print(printable(f"Open it: on-the-record open {asked.folder}"))
    print("Then add an article, on its page “Add an article”.")
    return 0


def empty(title: str, path: str) -> dict[str, str]:
    """
    Return the files of an empty record: each one's name and what stands in it.
    """
    day = datetime.now(UTC).date().isoformat()
    about = {
        "name": slug(title) or "record",
        "title": title,
        "description": f"A record of who said what, begun on {day}.",
    }
    package = json.dumps(datapackage(about), ensure_ascii=False, indent=2)
    tables = f"{dictionary.TABLES_ARE}\n{dictionary.dictionary()}"
    told = _NEXT.format(title=printable(title), day=day, path=path, tables=tables)
    found = {f"{name}.csv": ",".join(table.names) + "\n"
             for name, table in TABLES.items()}  # fmt: skip
    return {**found, "datapackage.json": f"{package}\n", "README.md": told}


def draft_article(asked: argparse.Namespace) -> int:
    """
    Draft an article into a file: 0; 1 where it cannot be read; 2 where an option names
    what there is not.

    Raises:
        NotWritten: the file cannot be written.

    """
    if not asked.draft.name.endswith(draft_file.ENDING):
        return _say(f"{asked.draft}: a draft's name ends in {draft_file.ENDING}", 2)
    told: dict[str, str] = {}
    for one in asked.set:
        name, sign, value = one.partition("=")
        if not sign or name not in About._fields:
            allowed = ", ".join(About._fields)
            return _say(f"--set {one}: write FIELD=VALUE, of: {allowed}", 2)
        if wrong := fields.refused_about(name, value):
            return _say(f"--set {one}: {wrong}", 2)
        told[name] = value
    files.writable(asked.draft, force=asked.force)
    try:
        found = _read(asked.article)
    except Unreadable as error:
        return _say(f"{asked.article}: {error.wrong}; {error.mend}", 1)
    except NotDone as error:
        return _say(f"{asked.article}: {error}", 1)
    except OSError as error:
        why = "does not exist" if not asked.article.exists() else error.strerror
        return _say(f"{asked.article}: {why or error}", 1)
    doubted = [n for n, one in enumerate(found.paragraphs) if one.doubt]
    text = article.confirmed(found, doubted if asked.leave_out else ())
    if not text.strip():
        return _say(f"{asked.article}: nothing is left of it", 1)
    about = About(**{**_about(found), **told})
    drafted = draft.draft(text, about)
    made = draft_file.written(Desk(text, about, drafted, Known()))
    with files.put(asked.draft) as place:
        (place / asked.draft.name).write_bytes(made)
    _tell(asked, found, about, drafted)
    return 0


def _read(path: Path) -> Article:
    """
    The article of a file, read in a process of its own.
    """
    most = DROPPED * MB
    if (large := path.stat().st_size) > most:
        wrong = f"has {size(large)}, and {size(most)} are read at most"
        raise NotDone(f"{wrong}: give the article alone")
    return article.read(path.read_bytes(), path.name)


def _about(found: Article) -> dict[str, str]:
    """What an article says of itself, as far as a record can hold it."""
    told = {name: one.value for name, one in found.about.items()}
    return {n: value for n, value in told.items() if not fields.refused_about(n, value)}


def _tell(
    asked: argparse.Namespace, found: Article, about: About, drafted: Drafted
) -> None:
    """Print what was read, what of it is doubted, and what was drafted."""
    for remark in found.remarks:
        print(printable(f"remark: {remark}"))
    for name, value in about._asdict().items():
        said = found.about.get(name)
        where = f" ({said.where})" if said and value == said.value else ""
        print(printable(f"{name}: {value or 'not known'}{where}"))
    which = "left out" if asked.leave_out else "kept"
    for one in found.paragraphs:
        if one.doubt:
            line = " ".join(found.text[one.start : one.end].split())[:SHOWN]
            print(printable(f"{which}, looks like {one.doubt}: {line}"))
    numbers = {name: sum(p.table == name for p in drafted.proposals)
               for name in _TABLES}  # fmt: skip
    rows = ", ".join(counted(number, name) for name, number in numbers.items())
    print(printable(f"{asked.draft}: {rows}"))
    every = drafted.decisions
    in_row = sum(bool(one.proposal) for one in every)
    told = sum(bool(one.why) and not one.proposal for one in every)
    rest = f"{told:,} are no speech, {len(every) - in_row - told:,} are open"
    print(f"{len(every):,} quotation marks and verbs: {in_row:,} are in rows, {rest}")
    where = "drop the draft on the page “Add an article”"
    print(f"Next: on-the-record open RECORD, and {where}")


def _say(words: str, code: int) -> int:
    print(printable(words), file=sys.stderr)
    return code
