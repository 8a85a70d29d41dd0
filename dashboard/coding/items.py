"""Rows as they are coded: drafted, added, changed by one step after another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dashboard.coding.fields import MADE
from dashboard.coding.steps import LISTS, Pairs, Span, Step
from dashboard.drafting.proposal import About, Drafted, Proposal
from dashboard.record.schema import TABLES

# Of which table a column of a list of pairs names rows: the first and the second.
PAIRED: Final = {"relays": ("actors", ""), "participants": ("actors", "countries")}
ADDED: Final = "added"  # The rule of a row that no rule has drafted.


@dataclass
class Item:
    """
    One row while it is coded; `key` is that of the record's row that it is, if any.

    `fields` are cells by column: one that refers to a row holds an item's id, or a key
    of the record. `pairs` are the relays of a quote (actor, basis) or the participants
    of an event (actor, country). `questions` are the fields that are guesses still.
    """

    id: str
    table: str
    start: int
    end: int
    state: str = "open"
    rule: str = ADDED
    confidence: float = 1.0
    fields: dict[str, str] = field(default_factory=dict)
    pairs: Pairs = ()
    questions: dict[str, str] = field(default_factory=dict)
    places: tuple[Span, ...] = ()
    key: str = ""

    @property
    def is_judged(self) -> bool:
        """Whether it is kept or rejected."""
        return self.state in ("kept", "out")

    def cells(self) -> dict[str, Any]:
        """Return its cells, its list of pairs among them under its own name."""
        listed = LISTS.get(self.table)
        return {**self.fields, **({listed: self.pairs} if listed else {})}


def drafted_items(drafted: Drafted, saved: Mapping[str, str]) -> dict[str, Item]:
    """
    Return a draft's rows before any step, by id; those in `saved` are kept already, and
    each is the record's row of that key. Participants go with their events.
    """
    items = {
        one.id: _item(one, saved.get(one.id, ""))
        for one in drafted.proposals
        if one.table not in ("relays", "participants")
    }
    for one in drafted.proposals:
        event = items.get(one.fields.get("event_id", ""))
        if one.table == "participants" and event:
            who = (one.fields.get("actor_id", ""), one.fields.get("country_id", ""))
            event.pairs = (*event.pairs, who)
    return items


def _item(one: Proposal, key: str) -> Item:
    fields = {name: cell for name, cell in one.fields.items() if name not in MADE}
    return Item(
        one.id, one.table, one.start, one.end, "kept" if key else "open", one.rule,
        one.confidence, fields, tuple(one.relays), dict(one.questions),
        tuple(one.places), key,
    )  # fmt: skip


def replayed(
    about: About, items: dict[str, Item], steps: Iterable[Step]
) -> tuple[About, dict[str, Item]]:
    """
    Return what steps leave of rows before any, which they change.

    A step whose row is not there (the step that added it is undone) does nothing. Rows
    that are confirmed several at once, in one group, leave those out that ask
    something: a guess is confirmed by itself, or its field is set.
    """
    steps = list(steps)
    confirmed: dict[str, set[str]] = {}
    for one in steps:
        if one.group and one.do == "judge" and one.to == "kept":
            confirmed.setdefault(one.group, set()).add(one.id)
    for one in steps:
        if one.do == "about":
            about = about._replace(**{one.field: str(one.to)})
        elif one.do == "add":
            items[one.id] = _added(one)
        elif item := items.get(one.id):
            _change(item, one, is_many=len(confirmed.get(one.group, ())) > 1)
    return about, items


def _added(one: Step) -> Item:
    listed = LISTS.get(one.table, "")
    start, end = one.span or (0, 0)
    fields = {n: v for n, v in one.fields.items() if isinstance(v, str) and n != listed}
    pairs = one.fields.get(listed, ())
    held = pairs if isinstance(pairs, tuple) else ()
    return Item(one.id, one.table, start, end, "kept", fields=fields, pairs=held)


def _change(item: Item, one: Step, *, is_many: bool) -> None:
    if one.do == "span" and one.span:
        item.start, item.end = one.span
    elif one.do == "set":
        item.questions.pop(one.field, None)
        if isinstance(one.to, tuple):
            item.pairs = one.to
        else:
            item.fields[one.field] = one.to
    elif one.do == "judge":
        is_kept = one.to == "kept"
        if is_kept and item.questions and is_many:
            return
        item.state = str(one.to)
        if is_kept:
            item.questions = {}


def accounted(
    drafted: Drafted, items: Mapping[str, Item], text: str
) -> tuple[int, int]:
    """
    Return of how many pairs of marks and attributing verbs it is decided what they are,
    and how many there are: each a row that is judged, or what is no speech by a rule.
    """
    spoken = [one for one in items.values() if one.table == "quotes"]
    kept = [one for one in spoken if one.state == "kept"]
    marks = {(m.start, m.end): m for m in items.values() if m.table == "marks"}
    cues = [_cue(one, text) for one in kept]
    done = 0
    for one in drafted.decisions:
        own = items.get(one.proposal)
        mark = marks.get((one.start, one.end)) if one.kind == "marks" else None
        done += bool(
            (own and own.is_judged)
            or (mark and mark.is_judged)
            or (not own and not mark and one.why)
            or any(q.start <= one.start and one.end <= q.end for q in kept)
            or any(first <= one.start and one.end <= last for first, last in cues)
        )
    return done, len(drafted.decisions)


NEAR: Final = (
    400  # Code points before and after a quote in which its cue is looked for.
)


def _cue(one: Item, text: str) -> Span:
    """Where the word that attributes a quote stands, beside it; (0, 0) if nowhere."""
    cue = one.fields.get("cue", "")
    if not cue:
        return 0, 0
    after = text.find(cue, one.end, one.end + NEAR)
    before = text.rfind(cue, max(one.start - NEAR, 0), one.start)
    found = [at for at in (after, before) if at >= 0]
    if not found:
        return 0, 0
    at = min(found, key=lambda at: at - one.end if at >= one.end else one.start - at)
    return at, at + len(cue)


def accepted(items: Iterable[Item]) -> dict[str, tuple[int, int]]:
    """
    Return by rule how many of its rows were kept, and how many were judged.
    """
    found: dict[str, tuple[int, int]] = {}
    for one in items:
        if one.is_judged and one.rule != ADDED and not one.key:
            kept, judged = found.get(one.rule, (0, 0))
            found[one.rule] = kept + (one.state == "kept"), judged + 1
    return found


def refers_to(table: str, field_name: str) -> str:
    """
    Return the table that a field of one refers to, "" where to none.
    """
    columns = (one for one in TABLES[table].columns if one.name == field_name)
    return next((one.refers_to for one in columns), "")
