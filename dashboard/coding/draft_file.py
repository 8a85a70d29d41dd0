"""A draft as one file: the text, what is drafted of it, and each step that was done."""

import json
import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from dashboard.coding import steps
from dashboard.coding.desk import Desk
from dashboard.coding.steps import REFUSED
from dashboard.drafting.proposal import About, Decision, Drafted, Proposal
from dashboard.record.limits import BESIDE, CELL, LONGEST
from dashboard.record.problems import size
from dashboard.record.schema import TABLES

ENDING: Final = ".otr-draft.json"
_FORMAT: Final = "on-the-record draft"
VERSION: Final = 1
_ANEW: Final = "have it sent once more, or draft the article anew"
_OURS: Final = (
    "drop a file that the page Add an article, or `on-the-record draft`, made"
)


class NoDraft(Exception):  # noqa: N818 - it names what the file is
    """A file that is no draft, or none that can be read: what is wrong, what to do."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(f"{wrong}; {mend}")
        self.wrong, self.mend = wrong, mend


class Kept(NamedTuple):
    """
    What a draft file holds, or a browser: a text, what the article said of itself at
    first, the version of the rules that drafted it, the steps; and, in a file, what
    these rules had drafted. `reopens` is the source's key where the article is one of a
    record that was opened again: `reopen.reopened` makes its rows, not a draft.
    """

    text: str
    about: About
    drafter: str
    steps: list[Any]
    drafted: Drafted | None = None
    reopens: str = ""


def written(desk: Desk) -> bytes:
    """
    Return a desk as a draft file: in UTF-8, the same bytes for the same desk.
    """
    drafted = desk.drafted
    held: dict[str, Any] = {
        "format": _FORMAT,
        "version": VERSION,
        "text": desk.text,
        "about": desk.first._asdict(),
        "drafter": drafted.drafter,
        "steps": desk.log,
    }
    if desk.opened.row:  # Its rows are the record's: they are taken from there.
        held["reopens"] = desk.opened.row["source_id"]
    else:
        held["proposals"] = [_plain(one) for one in drafted.proposals]
        held["decisions"] = [_plain(one) for one in drafted.decisions]
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(one: Proposal | Decision) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, Mapping) else value
            for name, value in one._asdict().items()}  # fmt: skip


def read(data: bytes) -> Kept:
    """
    Return what a draft file holds.

    Raises:
        NoDraft: it is another file, is damaged, or was made by a newer program.

    """
    if len(data) > BESIDE:
        wrong = f"it has {size(len(data))}, and {size(BESIDE)} are read at most"
        raise NoDraft(wrong, _OURS)
    try:
        held = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        is_cut = _FORMAT.encode() in data[:200]
        wrong = "it is damaged, and cannot be read to its end" if is_cut else (
            "it is no draft of this program"
        )  # fmt: skip
        raise NoDraft(wrong, _ANEW if is_cut else _OURS) from error
    if not isinstance(held, dict) or held.get("format") != _FORMAT:
        raise NoDraft("it is no draft of this program", _OURS)
    return understood(held)


def understood(held: Mapping[str, Any]) -> Kept:
    """
    Return what is kept of a draft, as a file holds it or a browser sends it: anything.

    Raises:
        NoDraft: it is damaged, or was made by a newer program.

    """
    version = held.get("version", VERSION)
    if type(version) is not int or version < 1:
        raise NoDraft("its version is no number", _ANEW)
    if version > VERSION:
        wrong = f"a newer program made it (version {version}; this one reads {VERSION})"
        raise NoDraft(wrong, "bring this program up to date")
    text = _text("text", held.get("text"), LONGEST)
    about = held.get("about")
    if not isinstance(about, Mapping):
        raise _damaged("about")
    cells = {name: _text(name, about.get(name, ""), CELL) for name in About._fields}
    drafter = _text("drafter", held.get("drafter"), CELL)
    log = held.get("steps")
    if not isinstance(log, list):
        raise _damaged("steps")
    drafted = None
    if "proposals" in held:
        drafted = Drafted(
            drafter,
            tuple(_proposal(one, text) for one in _list("proposals", held)),
            tuple(_decision(one, text) for one in _list("decisions", held)),
        )
        if len({one.id for one in drafted.proposals}) < len(drafted.proposals):
            raise _damaged("proposals")
    reopens = _text("reopens", held.get("reopens", ""), CELL)
    return Kept(text, About(**cells), drafter, log, drafted, reopens)


def taken_up(kept: Kept, now: Drafted) -> tuple[Drafted, list[Any], str]:
    """
    Return the draft on which kept steps are to be done again, the steps, and in a
    sentence what could not be taken up, or "". `now` is what is drafted of the text
    today.

    A file holds its own draft: nothing is lost where the rules have changed. A browser
    holds the steps alone: under other rules a row's id may mean another, so that only
    what was added, with its words, and what was said of the article is done again.
    """
    if kept.drafted is not None:
        return kept.drafted, kept.steps, ""
    if kept.drafter == now.drafter:
        return now, kept.steps, ""
    log = [_without_drafted(one) for one in kept.steps]
    lost = sum(one.get("do") == REFUSED for one in log if isinstance(one, Mapping))
    before = sum(isinstance(one, Mapping) and one.get("do") == REFUSED
                 for one in kept.steps)  # fmt: skip
    told = "This article was drafted by other rules since: rows that you added are here"
    return now, log, f"{told}, {lost - before:,} steps on drafted rows are not."


def _without_drafted(one: Any) -> Any:
    """A step without what it does to drafted rows, whose ids mean others now."""
    try:
        step = steps.read(one)
    except steps.NotTaken:
        return one
    if step.do in ("judge", "span", "set") and not _is_added(step.id):
        return {"n": step.n, "do": REFUSED}
    if step.do == "set" and _names_drafted(step.to):
        return {"n": step.n, "do": REFUSED}
    if step.do == "add":
        fields = {n: v for n, v in one["fields"].items() if not _names_drafted(v)}
        return {**one, "fields": fields}
    return one


def _is_added(one: str) -> bool:
    return one[:1] == "n" and one[1:].isdecimal()


def _names_drafted(value: Any) -> bool:
    """Whether a cell, or one of some pairs, may be the id of a drafted row."""
    if not isinstance(value, str):
        return any(_names_drafted(one) for one in value)
    return value[1:].isdecimal() and value[:1] in "aceimq" and value[:1].isalpha()


def _damaged(name: str) -> NoDraft:
    return NoDraft(f"it is damaged: its part “{name}” is not as it should be", _ANEW)


def _list(name: str, held: Mapping[str, Any]) -> list[Any]:
    value = held.get(name)
    if not isinstance(value, list):
        raise _damaged(name)
    return value


def _text(name: str, value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise _damaged(name)
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise _damaged(name) from error
    return value


def _place(name: str, one: Mapping[str, Any], text: str) -> tuple[int, int]:
    start, end = one.get("start"), one.get("end")
    if type(start) is not int or type(end) is not int:
        raise _damaged(name)
    if not 0 <= start <= end <= len(text):
        raise _damaged(name)
    return start, end


def _texts(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise _damaged(name)
    return {_text(name, key, CELL): _text(name, cell, CELL)
            for key, cell in value.items()}  # fmt: skip


def _pairs(name: str, value: Any, kind: type) -> tuple[tuple[Any, Any], ...]:
    """Pairs of texts, or of whole numbers."""
    found = []
    for one in value if isinstance(value, list) else ():
        if not isinstance(one, list) or [type(cell) for cell in one] != [kind, kind]:
            raise _damaged(name)
        found.append((one[0], one[1]))
    return tuple(found)


def _proposal(one: Any, text: str) -> Proposal:
    name = "proposals"
    if not isinstance(one, Mapping):
        raise _damaged(name)
    table, sure = _text(name, one.get("table"), CELL), one.get("confidence")
    if not isinstance(sure, int | float) or not math.isfinite(sure):
        raise _damaged(name)
    fields = _texts(name, one.get("fields"))
    if table not in TABLES or set(fields) - set(TABLES[table].names):
        raise _damaged(name)
    return Proposal(
        _text(name, one.get("id"), CELL), table, *_place(name, one, text), fields,
        _text(name, one.get("rule"), CELL), float(sure),
        _texts(name, one.get("questions", {})),
        _pairs(name, one.get("relays", []), str),
        _pairs(name, one.get("places", []), int),
    )  # fmt: skip


def _decision(one: Any, text: str) -> Decision:
    name = "decisions"
    if not isinstance(one, Mapping):
        raise _damaged(name)
    kind, row, why, word = (
        _text(name, one.get(part), CELL) for part in
        ("kind", "proposal", "why", "decision")
    )  # fmt: skip
    return Decision(*_place(name, one, text), kind, row, why, word)
