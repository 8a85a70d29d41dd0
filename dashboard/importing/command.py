"""`on-the-record import`: what a file brings, shown first, asked, and then written."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from dashboard.importing import formats, sources
from dashboard.importing.draft import NAMED, Draft, NotRead, Options, not_read
from dashboard.importing.reading import fields, planned
from dashboard.importing.saving import Target
from dashboard.record.problems import contents, printable, report, sentence
from dashboard.record.schema import TABLES

ABOUT: Final = "bring another tool's file into a record: all that is sound, or nothing"
EXAMPLE: Final = 'import table.csv my-record --map "Who=speaker_id" --preview'
SHOWN: Final = 3  # Rows of a table that are shown before it is written.
LINE: Final = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """
    Add what the verb takes.
    """
    add = parser.add_argument
    add("file", metavar="FILE", type=Path,
        help=f"what to bring in: {formats.endings()}")  # fmt: skip
    add("record", metavar="RECORD", type=Path,
        help="the folder of a record, to be added to, or one to be made")  # fmt: skip
    add("--table", metavar="TABLE", default="",
        help=f"what a row is (default: quotes): {', '.join(TABLES)}")  # fmt: skip
    add("--map", metavar="COLUMN=FIELD", action="append", default=[],
        help="what a column of the file holds, as speaker_id, speaker_id.kind or"
        " source_id.published_on; nothing after = leaves it out")  # fmt: skip
    add("--set", metavar="FIELD=VALUE", action="append", default=[],
        help="what stands in a field where the file has nothing")  # fmt: skip
    add("--source-text", metavar="[SOURCE=]FILE", action="append", default=[],
        help="the text of a source, in which words are found (repeatable); or a folder"
        " of texts that are called as their sources")  # fmt: skip
    add("--sheet", metavar="NAME", default="", help="which sheet of a workbook")
    add("--preview", action="store_true", help="show what would come, write nothing")
    add("--yes", action="store_true", help="write without asking on a terminal")


def run(asked: argparse.Namespace) -> int:
    """
    Bring a file in, as the shell's words ask: 0; 1 where it has problems or was
    declined; 2 where an option names what there is not.

    Raises:
        RecordRefused: the record that it is to be added to has problems.
        NotWritten: the record cannot be written.

    """
    try:
        options = Options(
            asked.table, _pairs("--map", asked.map), _pairs("--set", asked.set),
            sources.texts(asked.source_text), asked.sheet,
        )  # fmt: skip
        return _bring(asked, options)
    except NotRead as refused:
        print(sentence(refused.problem), file=sys.stderr)
        return 1


def _pairs(option: str, given: list[str]) -> dict[str, str]:
    found = {}
    for one in given:
        # A column's name may hold =, a field's does not.
        split = one.rpartition("=") if option == "--map" else one.partition("=")
        if not split[1]:
            mend = f'write {option} "NAME=VALUE"'
            raise not_read(one, f"{option} needs a name, = and a value", mend)
        found[split[0].strip()] = split[2].strip()
    return found


def _bring(asked: argparse.Namespace, options: Options) -> int:
    is_asked = sys.stdin.isatty() and sys.stdout.isatty()
    told = _Progress()
    formats.form_of(asked.file)
    target = Target(asked.record)
    if is_asked and not asked.preview:
        options = _asked_for_columns(asked.file, options)
    while True:
        draft = formats.drafted(asked.file, options, target.known, told)
        answers = _answered(draft) if is_asked and not asked.preview else {}
        if not answers:
            break
        options = replace(options, values={**options.values, **answers})
    # Who is asked first sees what the checks say; who is not asked need not wait twice.
    is_trial = asked.preview or (is_asked and not asked.yes)
    if draft.counts() and not draft.total:
        target.write(draft, told, is_trial=is_trial)
    told.end()
    _show(draft, asked)
    if draft.total:
        return 1
    if not draft.counts():
        print(printable(f"{asked.file}: nothing to bring in"))
        return 1
    if asked.preview:
        print("This is a preview: nothing was written.")
        return 0
    if is_trial:
        if not _is_yes(f"Write this to {asked.record}?"):
            print("Nothing was written.")
            return 1
        target.write(draft, told)
        told.end()
    print(printable(f"{asked.record}: {contents(draft.counts())}written"))
    print(printable(f"Open it: on-the-record open {asked.record}"))
    return 0


class _Progress:
    """How far a step is, on one line of a terminal; elsewhere nothing."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty()

    def __call__(self, step: str, done: int, total: int) -> None:
        if self.is_shown:
            line = f"{step}: {done:,} of {total:,}"
            print(f"\r{line:{LINE}}", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line blank for what is printed next."""
        if self.is_shown:
            print(f"\r{'':{LINE}}\r", end="", file=sys.stderr, flush=True)


def _show(draft: Draft, asked: argparse.Namespace) -> None:
    """Print what comes, what does not, and what keeps it from being written."""
    for name, rows in draft.rows.items():
        if not rows:
            continue
        print(f"{name}: {len(rows):,} new")
        for row in rows[:SHOWN]:
            print(printable(f"  {_line(name, row)}"))
        if len(rows) > SHOWN:
            print(f"  … and {len(rows) - SHOWN:,} more")
    for line in draft.lines():
        print(printable(line))
    if draft.total:
        print(report(Path(asked.file.name), draft.problems, draft.total))
        print("Nothing was written.")


def _line(name: str, row: Mapping[str, str]) -> str:
    """A row in a line: its key, what it is called or quotes, and its coded words."""
    words = TABLES[name].words
    called = row.get(NAMED.get(name, "")) or row.get(words, "")
    more = [
        row.get(one, "") for one in ("kind", "speaker_id", "stance", "published_on")
    ]
    shown = [next(iter(row.values())), f"“{called[:60]}”", *filter(None, more)]
    if words:
        shown.append(f"at {row['start']} to {row['end']}")
    return ", ".join(shown)


def _asked_for_columns(path: Path, options: Options) -> Options:
    """Ask what each column holds that neither is mapped nor has a field's name."""
    sheet = formats.read_sheet(path, options)
    if sheet is None:
        return options
    table = options.table or sheet.table
    plan = planned(sheet, options)
    open_ones = [c for c, f in plan.items() if not f and c not in options.columns]
    if not open_ones:
        return options
    allowed = fields(table)
    print(f"A row is one of {table}. Its fields: {', '.join(TABLES[table].names)};")
    print(
        "and what describes another row, as speaker_id.kind. Enter leaves a column out."
    )
    columns = dict(options.columns)
    for column in open_ones:
        while True:
            answer = input(printable(f"Column “{column}” holds: ")).strip()
            if not answer or answer in allowed:
                break
            print(printable(f"“{answer}” is no field of {table}."))
        columns[column] = answer
    return replace(options, columns=columns)


def _answered(draft: Draft) -> dict[str, str]:
    """Ask what no file tells and the record must hold; what is left blank stays so."""
    answers: dict[str, str] = {}
    for question in draft.questions:
        print(printable(f"{question.about}."))
        words = f" ({', '.join(question.allowed)})" if question.allowed else ""
        while True:
            answer = input(f"{question.field}{words}: ").strip()
            if not answer or not question.allowed or answer in question.allowed:
                break
        if answer:
            answers[question.field] = answer
    return answers


def _is_yes(question: str) -> bool:
    return input(printable(f"{question} [y/N] ")).strip().casefold() in ("y", "yes")
