"""An article on the desk: its draft, the log of what was done to it, what is left."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final, NamedTuple

from dashboard.coding import checking, fields, items, rows, steps
from dashboard.coding.checking import Problem
from dashboard.coding.items import Item
from dashboard.coding.recorded import Recorded
from dashboard.coding.rows import Made, Source
from dashboard.coding.steps import REFUSED, NotTaken, Step
from dashboard.drafting.proposal import About, Drafted
from dashboard.drafting.rules import RULES
from dashboard.importing.draft import Known
from dashboard.importing.spans import SourceText
from dashboard.record.schema import QUOTING

WAITING: Final = 10_000  # How far ahead of the next a step may be that waits for it.
_NOTHING: Final[Mapping[str, str]] = {}


class Taken(NamedTuple):
    """
    Up to which number steps are taken, and those that were refused: number and why. A
    step that is refused counts as taken, so that the next can be.
    """

    acked: int
    refused: list[tuple[int, str]]


class Opened(NamedTuple):
    """Of an article that a record has: its source's row, and the key of each item."""

    row: Mapping[str, str] = _NOTHING
    keys: Mapping[str, str] = _NOTHING


class Desk:
    """
    An article being coded: a text, what it says of itself, a draft, and a log of steps.

    The same log leaves the same rows, whatever the parts in which it came. `known` are
    the rows of the record that it is to go into; `opened` is what that record has of
    this very article; `rules` are the sentences that say why a rule drafts.
    """

    def __init__(
        self,
        text: str,
        about: About,
        drafted: Drafted,
        known: Known,
        opened: Opened = Opened(),  # noqa: B008 - it is never changed
        rules: Mapping[str, str] = RULES,
    ) -> None:
        self.text, self.drafted, self.opened = text, drafted, opened
        self.recorded, self.rules = Recorded(known), rules
        self.first = about
        self.log: list[Any] = []
        self._steps: list[Step] = []
        self._waiting: dict[int, Any] = {}
        self._tables = {one.id: one.table for one in drafted.proposals}
        # Countries are named by their codes, too: those that ever stood in a row.
        self._codes = {one.fields.get("country_id", "") for one in drafted.proposals
                       if one.table == "countries"}  # fmt: skip
        self._replay()

    @cached_property
    def source_text(self) -> SourceText:
        """The text, with its hash and its paragraphs."""
        return SourceText(self.text)

    # Taking steps

    def take(self, sent: Iterable[Any]) -> Taken:
        """
        Take steps, each once and in the order of their numbers; one whose number is not
        the next waits. What is no step, or cannot be done, is refused in a sentence.
        """
        refused: list[tuple[int, str]] = []
        for one in sent if isinstance(sent, list | tuple) else ():
            number = steps.number(one)
            if number is None:
                refused.append((0, self._why(one)))
            elif 0 < number - len(self.log) <= WAITING:
                self._waiting.setdefault(number, one)
        before = len(self.log)
        while (one := self._waiting.pop(len(self.log) + 1, None)) is not None:
            wrong = self._taken(one)
            if wrong:
                refused.append((len(self.log), wrong))
        if len(self.log) > before:
            self._replay()
        return Taken(len(self.log), refused)

    def _why(self, one: Any) -> str:
        try:
            steps.read(one)
        except NotTaken as refusal:
            return refusal.wrong
        return ""

    def _taken(self, one: Any) -> str:
        """Put a step into the log; return why it was refused, or ""."""
        number = len(self.log) + 1
        try:
            step = steps.read(one)
            self._admit(step)
        except NotTaken as refusal:
            self.log.append({"n": number, "do": REFUSED})
            self._steps.append(Step(number, REFUSED))
            return refusal.wrong
        if step.do == "add":
            self._tables[step.id] = step.table
            self._codes.add(str(step.fields.get("country_id", "")))
        if step.field == "country_id" and self._tables.get(step.id) == "countries":
            self._codes.add(str(step.to))
        self.log.append(one)
        self._steps.append(step)
        return ""

    def _admit(self, step: Step) -> None:
        """Refuse what cannot be done with this text and these rows."""
        table = step.table or self._tables.get(step.id, "")
        if step.do in ("judge", "span", "set") and not table:
            raise NotTaken(step.n, f"there is no row “{step.id[:40]}”")
        if step.do == "add" and step.id in self._tables:
            raise NotTaken(step.n, f"there is a row “{step.id}” already")
        if step.do == "span" and table not in QUOTING:
            raise NotTaken(step.n, f"a row of {table} has no words of the text")
        if step.span is not None:
            self._admit_span(step)
        if step.do == "set":
            self._admit_cell(step, table, step.field, step.to)
        for name, value in step.fields.items():
            self._admit_cell(step, table, name, value)
        if step.do == "about" and (
            wrong := fields.refused_about(step.field, str(step.to))
        ):
            raise NotTaken(step.n, wrong)

    def _admit_span(self, step: Step) -> None:
        start, end = step.span or (0, 0)
        if self.text[start:end] != step.words or end > len(self.text):
            wrong = "the words are not those of the text at this place"
            raise NotTaken(step.n, f"{wrong} (from {start} to {end})")
        if not step.words.strip():
            raise NotTaken(step.n, "a row has words, and not spaces alone")

    def _admit_cell(
        self, step: Step, table: str, name: str, value: str | steps.Pairs
    ) -> None:
        if wrong := fields.refused(table, name, value):
            raise NotTaken(step.n, wrong)
        owner = items.refers_to(table, name)
        if isinstance(value, str) and owner and value:
            self._admit_key(step, owner, value)
            if value == step.id:
                raise NotTaken(step.n, "a row cannot rest on itself")
        own = {"actors": "actor_id", "issues": "issue_id"}.get(table)
        if name == own and value and not self.recorded.has(table, str(value)):
            raise NotTaken(step.n, f"the record has no “{str(value)[:40]}” in {table}")
        if not isinstance(value, str):
            for pair in value:
                for owner, cell in zip(items.PAIRED[name], pair, strict=True):
                    if owner and cell:
                        self._admit_key(step, owner, cell)

    def _admit_key(self, step: Step, table: str, value: str) -> None:
        is_there = self._tables.get(value) == table or self.recorded.has(table, value)
        is_code = table == "countries" and value in self._codes
        if not is_there and not is_code:
            raise NotTaken(step.n, f"“{value[:40]}” is none of the {table}")

    # What the log leaves

    def _replay(self) -> None:
        begun = items.drafted_items(self.drafted, self.opened.keys)
        self.about, self._items = items.replayed(
            self.first, begun, steps.live(self._steps)
        )
        self._made: Made | None = None

    @property
    def held(self) -> Mapping[str, Item]:
        """The rows as they are now, by their ids."""
        return self._items

    def made(self) -> Made:
        """Return the record's rows that the kept rows make."""
        if self._made is None:
            source = Source(self.source_text, self.about, self.opened.row)
            self._made = rows.made(source, self._items, self.recorded)
        return self._made

    def items(self) -> list[dict[str, Any]]:
        """
        Return the rows for the screen, in the order of the text: as the log leaves
        them, each with why it was drafted, the words that go with what it says
        (`offered`), and of actors, countries and issues those of the record that are
        called nearly so (`like`).
        """
        found = sorted(self._items.values(), key=lambda one: (one.start, -one.end))
        return [self._shown(one) for one in found]

    def _shown(self, one: Item) -> dict[str, Any]:
        name = one.fields.get(rows.NAMED.get(one.table, ""), "")
        listed = steps.LISTS.get(one.table, "")
        shown: dict[str, Any] = {
            "id": one.id, "table": one.table, "start": one.start, "end": one.end,
            "words": self.text[one.start : one.end], "state": one.state,
            "rule": one.rule, "why": self.rules.get(one.rule, ""),
            "confidence": one.confidence, "fields": dict(one.fields), "relays": [],
            "questions": dict(one.questions), "key": one.key,
            "places": [list(place) for place in one.places],
            "offered": fields.offered(one.table, checking.plain(one, self._items),
                                      self._party, self._reporter()),
        }  # fmt: skip
        if listed:
            shown[listed] = [list(pair) for pair in one.pairs]
        if name:
            shown["like"] = [list(p) for p in self.recorded.like(one.table, name)]
        return shown

    def _party(self, key: str) -> fields.Party:
        return checking.party(key, self._items, self.recorded)

    def _reporter(self) -> str:
        """Who reports: the wire, else the publisher; by the item or key that it is."""
        called = self.about.wire or self.about.publisher
        for one in self._items.values():
            if one.table == "actors" and called in (one.id, one.fields.get("name")):
                return one.id
        return self.recorded.same("actors", called) or called

    def accounted(self) -> tuple[int, int]:
        """Return how many marks and verbs are accounted for, and how many there are."""
        return items.accounted(self.drafted, self._items, self.text)

    def accepted(self) -> dict[str, tuple[int, int]]:
        """Return by rule how many of its rows were kept, of how many judged."""
        return items.accepted(self._items.values())

    def confirmable(self, above: float) -> list[str]:
        """
        Return the rows that may be confirmed at once: not judged, as sure as that, and
        asking nothing. A speaker found by a pronoun is asked for.
        """
        return [
            one.id for one in self._items.values()
            if one.state == "open" and one.table in QUOTING
            and one.confidence >= above and not one.questions
        ]  # fmt: skip

    def problems(self) -> list[Problem]:
        """
        Return what keeps the kept rows from being saved: the record's own checks, each
        with its item.

        Raises:
            RecordRefused: there is no room to look.

        """
        made = self.made()
        return checking.problems(made, self._items, self.recorded, self._reporter())
