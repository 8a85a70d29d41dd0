"""One step of coding, as a browser numbers and sends it: read, or refused in words."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from dashboard.record.limits import CELL
from dashboard.record.schema import QUOTING, TABLES

# What becomes of a row: kept, rejected, put off, or not judged yet.
STATES: Final = ("kept", "out", "later", "open")
# Tables to which rows are added; relays and participants are fields of other rows.
ADDED_TO: Final = (
    "quotes", "positions", "events", "marks", "actors", "countries", "issues",
)  # fmt: skip
LISTS: Final = {"quotes": "relays", "events": "participants"}
# What stands in a log for a step that was refused: its number alone.
REFUSED: Final = "refused"
LARGEST: Final = 2**53  # The largest whole number that a browser counts to.
LONGEST: Final = 200  # Characters of a name of a group.
MOST: Final = 100  # Hops of a chain, and participants of an event.
_ADDED: Final = re.compile(r"n[0-9]{1,15}")
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})
_TEXTS: Final[tuple[str, ...]] = ("id", "words", "field", "table")
_WHAT: Final = {
    "judge": ("id", "to"),
    "span": ("id", "to", "words"),
    "set": ("id", "field", "to"),
    "add": ("id", "table", "to", "words", "fields"),
    "about": ("field", "to"),
    "undo": ("of",),
    REFUSED: (),
}

Pairs = tuple[tuple[str, str], ...]
Span = tuple[int, int]


class NotTaken(Exception):  # noqa: N818 - it names what happened to the step
    """A step is refused: `number` is its own, None where it has none; why, in words."""

    def __init__(self, number: int | None, wrong: str) -> None:
        super().__init__(wrong)
        self.number, self.wrong = number, wrong


class Step(NamedTuple):
    """
    One step, its form read: what it does to which row, and to what.

    `to` is a state, a cell, or pairs (relays: actor and basis; participants: actor and
    country); `span` is a place in code points. Steps of one `group` are undone
    together.
    """

    n: int
    do: str
    id: str = ""
    to: str | Pairs = ""
    span: Span | None = None
    words: str = ""
    field: str = ""
    table: str = ""
    fields: Mapping[str, str | Pairs] = _NONE
    of: int = 0
    group: str = ""


def read(one: Any) -> Step:
    """
    Return a step from what JSON holds.

    Raises:
        NotTaken: it is no step.

    """
    if not isinstance(one, Mapping):
        raise NotTaken(None, "a step is an object")
    n = number(one)
    if n is None:
        raise NotTaken(None, "a step has a number “n”: 1, 2, 3 …")
    do = one.get("do")
    if not isinstance(do, str) or do not in _WHAT:
        raise NotTaken(n, f"“do” is one of: {', '.join(_WHAT)}")
    for name in _WHAT[do]:
        if name not in one:
            raise NotTaken(n, f"“{do}” needs “{name}”")
    texts: dict[str, str] = {
        name: _text(n, name, one[name]) for name in _TEXTS if name in _WHAT[do]
    }
    given: dict[str, Any] = dict(texts)
    if do in ("span", "add"):
        given["span"] = None if do == "add" and one["to"] is None else _span(n, one)
    elif do == "set" and texts["field"] in LISTS.values():
        given["to"] = _pairs(n, texts["field"], one["to"])
    elif "to" in _WHAT[do]:
        given["to"] = _text(n, "to", one["to"])
    if do == "judge" and given["to"] not in STATES:
        raise NotTaken(n, f"a row is judged one of: {', '.join(STATES)}")
    if do == "add":
        given["fields"] = _fields(n, texts["table"], one["fields"])
        _fits(n, texts, given["span"])
    if do == "undo":
        given["of"] = _before(n, one["of"])
    return Step(n, do, group=_group(n, one.get("group")), **given)


def number(one: Any) -> int | None:
    """
    Return the number of what may be a step, from 1; None where it has none.
    """
    n = one.get("n") if isinstance(one, Mapping) else None
    if isinstance(n, bool) or not isinstance(n, int):
        return None
    return n if 0 < n <= LARGEST else None


def _text(n: int, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise NotTaken(n, f"“{name}” is a text")
    if len(value) > CELL:
        raise NotTaken(n, f"“{name}” has more than {CELL:,} characters")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotTaken(n, f"“{name}” holds half a character") from error
    if "\0" in value:
        raise NotTaken(n, f"“{name}” holds a zero byte, as no text does")
    return value


def _span(n: int, one: Mapping[str, Any]) -> Span:
    to = one["to"]
    ends = to if isinstance(to, list | tuple) else ()
    if len(ends) != 2 or any(type(end) is not int for end in ends):
        raise NotTaken(n, "a span is two whole numbers: where it begins and ends")
    start, end = ends
    if not 0 <= start < end:
        raise NotTaken(n, "a span ends after it begins, and begins within the text")
    return start, end


def _pairs(n: int, name: str, value: Any) -> Pairs:
    if not isinstance(value, list | tuple) or len(value) > MOST:
        raise NotTaken(n, f"“{name}” is a list of pairs, {MOST} at most")
    pairs = []
    for one in value:
        if not isinstance(one, list | tuple) or len(one) != 2:
            raise NotTaken(n, f"“{name}” is a list of pairs")
        first, second = (_text(n, name, cell) for cell in one)
        pairs.append((first, second))
    return tuple(pairs)


def _fields(n: int, table: str, value: Any) -> dict[str, str | Pairs]:
    if table not in ADDED_TO:
        raise NotTaken(n, f"rows are added to: {', '.join(ADDED_TO)}")
    if not isinstance(value, Mapping):
        raise NotTaken(n, "“fields” is an object")
    found: dict[str, str | Pairs] = {}
    for name, cell in value.items():
        if name == LISTS.get(table):
            found[name] = _pairs(n, name, cell)
        elif name in TABLES[table].names:
            found[name] = _text(n, name, cell)
        else:
            raise NotTaken(n, f"{table} has no field “{str(name)[:40]}”")
    return found


def _fits(n: int, texts: Mapping[str, str], span: Span | None) -> None:
    """Refuse a row without the place that its table needs, or with a name not ours."""
    own = texts["id"]
    if not _ADDED.fullmatch(own):
        raise NotTaken(n, "a row that is added is called n and a number")
    if texts["table"] in QUOTING and span is None:
        raise NotTaken(n, f"a row of {texts['table']} has words of the text")
    if span is None and texts["words"]:
        raise NotTaken(n, "words have a place in the text")


def _before(n: int, of: Any) -> int:
    if type(of) is not int or not 0 < of < n:
        raise NotTaken(n, "what is undone is the number of a step before")
    return of


def _group(n: int, value: Any) -> str:
    if value is None:
        return ""
    if type(value) is int and abs(value) <= LARGEST:
        return str(value)
    if len(text := _text(n, "group", value)) > LONGEST:
        raise NotTaken(n, f"a group's name has {LONGEST} characters at most")
    return text


def live(log: Iterable[Step]) -> list[Step]:
    """
    Return the steps of a log that none undoes, in order, without those that undo.

    Whoever is itself undone undoes nothing: that is how something is done again.
    """
    steps = list(log)
    groups: dict[str, list[int]] = {}
    for one in steps:
        if one.group:
            groups.setdefault(one.group, []).append(one.n)
    by_number = {one.n: one for one in steps}
    dead: set[int] = set()
    kept = []
    for one in reversed(steps):
        if one.n in dead or one.do == REFUSED:
            continue
        if one.do != "undo":
            kept.append(one)
            continue
        group = by_number[one.of].group if one.of in by_number else ""
        others = groups.get(group, ()) if group else ()
        dead.add(one.of)
        dead.update(n for n in others if n < one.n)
    return kept[::-1]
