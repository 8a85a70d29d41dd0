"""An article's rows put into a record of one's own, or handed over as a download."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.articles import known
from dashboard.coding.checking import Problem, of_item
from dashboard.coding.desk import Desk
from dashboard.coding.items import Item
from dashboard.coding.rows import Made
from dashboard.importing.saving import Change, Target
from dashboard.record import folders
from dashboard.record.schema import TABLES

# What is raised where another program has changed the record since it was read.
Changed: Final = folders.Changed
# Tables whose rows are named by the first column of another's.
_OF_ROWS: Final = {"relays": "quotes", "participants": "events"}


class Saved(NamedTuple):
    """
    What was saved: how many rows of each table, where the record as it was before is
    kept (None of a new one), and the source's key. Where `problems` are told, nothing
    was.
    """

    rows: Mapping[str, int]
    backup: Path | None
    source_id: str
    problems: list[Problem]


def save(desk: Desk, target: Target, *, with_text: bool = False) -> Saved:
    """
    Put the kept rows into a record, all or nothing, after the record's own checks. The
    article's text is put beside the tables only if it is asked for.

    `target` is the record as it was when `desk` was given what it has.

    Raises:
        Changed: another program has changed the record since; it stays as that left it,
            and the draft as it is. With a new target, and its `known`, it can be saved.
        NotWritten: the place cannot be written.

    """
    found = desk.problems()
    made = desk.made()
    if found or made.draft.total:
        return Saved({}, None, "", found)
    backup = target.write(
        made.draft, _no_word, change=_change(desk, made, with_text, target.path)
    )
    return _saved(made, backup)


def downloaded(record: Path | None, desk: Desk) -> tuple[bytes, list[Problem]]:
    """
    Return a record with the article's rows as a .zip, which can be opened: made in
    memory, the record stays as it is (None: the article becomes a record of its own),
    the article's text stays out. Or no bytes, and what keeps it from being made.

    Raises:
        RecordRefused: the record that is there has problems of its own.
        NotWritten: what is there is neither a folder nor a .zip.

    """
    found = desk.problems()
    made = desk.made()
    if found or made.draft.total:
        return b"", found
    target = Target(record or Path(NEW))
    return target.archived(made.draft, Change(_gone(desk))), []


NEW: Final = "my-record"  # What a record is called that begins with one article.


def _saved(made: Made, backup: Path | None) -> Saved:
    problems = [of_item(made, one) for one in made.draft.problems]
    if made.draft.total:
        return Saved({}, None, "", problems)
    key = made.draft.rows["sources"][0]["source_id"]
    return Saved(made.draft.counts(), backup, key, [])


def _change(desk: Desk, made: Made, with_text: bool, path: Path) -> Change:
    """What else is done than to add rows: those that were saved before are replaced."""
    beside = {}
    if with_text:
        key = made.draft.rows["sources"][0]["source_id"]
        beside = {f"{known.FOLDER}/{key}.txt": desk.text.encode()}
    return Change(_gone(desk), beside, folders.backups(path))


def _gone(desk: Desk) -> dict[str, set[str]]:
    """By table, the keys of the rows that the record has of an article opened again."""
    if not desk.opened.row:
        return {}
    items: Mapping[str, Item] = desk.held
    gone: dict[str, set[str]] = {name: set() for name in TABLES}
    gone["sources"] = {desk.opened.row["source_id"]}
    for one, key in desk.opened.keys.items():
        gone[items[one].table].add(key)
    for name, owner in _OF_ROWS.items():
        gone[name] = set(gone[owner])
    return {name: keys for name, keys in gone.items() if keys}


def _no_word(_step: str, _done: int, _total: int) -> None:
    """Say nothing of how far a step is: an article is put in within a second."""
