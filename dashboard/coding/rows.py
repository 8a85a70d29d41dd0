"""The record's rows that coded items make, with keys by the codebook."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any, Final, NamedTuple

from dashboard.coding.items import PAIRED, Item, refers_to
from dashboard.coding.recorded import Recorded
from dashboard.drafting.proposal import About
from dashboard.importing.draft import Draft, Origin
from dashboard.importing.spans import SourceText
from dashboard.record.codebook import SPEECH
from dashboard.record.schema import QUOTING, TABLES

ABOUT: Final = "about"  # What stands for an item's id where a row is the article's own.
RIGHTS: Final = "© the publisher; short quotations only"
# Tables whose rows are made where a kept row names them, and nowhere else.
NAMED: Final = {"actors": "name", "countries": "name", "issues": "label"}
_KEPT: Final = "confirm that row, or choose another here"


class Source(NamedTuple):
    """An article: its text, what it says of itself, and its row if a record has it."""

    text: SourceText
    about: About
    row: Mapping[str, str] = {}


class Made(NamedTuple):
    """
    Rows for a record, and the id of the item that each came from, by the number that
    its origin has; `unused` are the names of actors, countries and issues that no kept
    row names: no rows are made of them.
    """

    draft: Draft
    ids: tuple[str, ...]
    unused: tuple[str, ...]


def made(source: Source, items: Mapping[str, Item], recorded: Recorded) -> Made:
    """
    Return the rows that the kept items make; what is wrong with them is in the draft.

    A row of a passage is called `<source_id>-p<paragraph>-<letters>`, in the order of
    the text; one that the record has keeps its key. Marks that stand in a kept
    statement come with it.
    """
    return _Making(source, items, recorded).made()


def _innermost(mark: Item, quotes: Iterable[Item]) -> Item | None:
    """
    Return the shortest of some statements that holds a pair of marks; of two alike the
    one that stands in the other. Where none does, the longest that it holds.
    """
    around = [q for q in quotes if q.start <= mark.start and mark.end <= q.end]
    if around:
        least = min(q.end - q.start for q in around)
        alike = [q for q in around if q.end - q.start == least]
        nested = [q for q in alike if q.fields.get("within") in {o.id for o in alike}]
        return min(nested or alike, key=attrgetter("start", "id"))
    within = [q for q in quotes if mark.start <= q.start and q.end <= mark.end]
    return max(within, key=lambda q: (q.end - q.start, -q.start), default=None)


class _Making:
    """One making of rows: what is kept, and the keys that it has been given."""

    def __init__(
        self, source: Source, items: Mapping[str, Item], recorded: Recorded
    ) -> None:
        self.source, self.items, self.recorded = source, items, recorded
        self.draft = Draft("this article", recorded.known)
        self.order = {one: number for number, one in enumerate(items, start=1)}
        self.keys: dict[str, str] = {}
        self.by_code = {
            one.fields.get("country_id", ""): one
            for one in items.values()
            if one.table == "countries" and one.state != "out"
        }
        self.kept = {table: self._kept(table) for table in QUOTING}

    def made(self) -> Made:
        self.source_id = self._source()
        # What a deleted row was called, no other is.
        taken = {one.key for one in self.items.values()}
        for table, group in self.kept.items():
            for one in group:
                self.keys[one.id] = one.key or self._passage_key(table, one, taken)
        for table, group in self.kept.items():
            for one in group:
                self._row(table, one)
        unused = [
            called
            for one in self.items.values()
            if one.table in NAMED and one.id not in self.keys and one.state == "kept"
            if (called := one.fields.get(NAMED[one.table], ""))
        ]
        return Made(self.draft, (ABOUT, *self.items), tuple(unused))

    def _kept(self, table: str) -> list[Item]:
        """The items that make rows of a table, in the order of the text."""
        quotes = [one for one in self.items.values()
                  if one.table == "quotes" and one.state == "kept"]  # fmt: skip
        found = [
            one for one in self.items.values()
            if one.table == table and (one.state == "kept" or (
                table == "marks" and one.state == "open"
                and _innermost(one, quotes) is not None
            ))
        ]  # fmt: skip
        return sorted(found, key=lambda one: (one.start, -one.end, self.order[one.id]))

    def _passage_key(self, table: str, one: Item, taken: set[str]) -> str:
        paragraph = self.source.text.paragraph(one.start)
        while True:
            key = self.draft.passage_key(table, self.source_id, paragraph)
            if key not in taken:
                return key

    def _origin(self, one: Item | None, table: str) -> Origin:
        columns = {name: name for name in TABLES[table].names}
        return Origin(self.order[one.id] if one else 0, columns)

    def _source(self) -> str:
        """Add the source's row; return its key."""
        about, held = self.source.about, self.source.row
        origin = self._origin(None, "sources")
        called = f"{about.publisher} {about.published_on}"
        key = held.get("source_id") or self.draft.key_of("sources", called)
        cells = {
            "source_id": key,
            "title": about.title,
            "publisher_id": self._outlet("publisher_id", about.publisher),
            "wire_id": self._outlet("wire_id", about.wire),
            "dateline": about.dateline,
            "published_on": about.published_on,
            "url": about.url,
            "language": about.language,
            "sha256": self.source.text.sha256,
            "length": len(self.source.text.text),
            "rights": held.get("rights", RIGHTS),
        }
        self.draft.add("sources", cells, origin)
        return key

    def _outlet(self, column: str, called: str) -> str:
        """The key of a publisher or a wire: of the record, of the draft, or new."""
        if not called:
            return ""
        for one in self.items.values():
            if one.table == "actors" and one.state != "out" and called in (
                one.id, one.fields.get("name")
            ):  # fmt: skip
                return self._named("actors", one)
        if self.recorded.has("actors", called):
            return called
        if key := self.recorded.same("actors", called):
            return key
        origin = self._origin(None, "sources")
        return self.draft.refer("actors", called, origin, column, kind="media")

    def _row(self, table: str, one: Item) -> None:
        """Add the row of an item, and the relays or the participants that it has."""
        origin = self._origin(one, table)
        schema = TABLES[table]
        names = (n for n in one.fields if n in schema.names)
        cells = {name: self._cell(table, one, name) for name in names
                 if (table, name) != ("marks", "quote_id")}  # fmt: skip
        cells |= {
            schema.key: self.keys[one.id],
            "source_id": self.source_id,
            "start": str(one.start),
            "end": str(one.end),
            schema.words: self.source.text.text[one.start : one.end],
        }
        if "paragraph" in schema.names:
            cells["paragraph"] = str(self.source.text.paragraph(one.start))
        if table == "marks":
            self._mark(one, cells)
        self.draft.add(table, cells, origin)
        if table == "quotes":
            for hop, (actor, basis) in enumerate(one.pairs, start=1):
                who = self._refer("actors", actor, one, "relays")
                row = {"quote_id": cells[schema.key], "hop": hop, "actor_id": who,
                       "basis": basis}  # fmt: skip
                self.draft.add("relays", row, self._origin(one, "relays"))
        if table == "events":
            for pair in dict.fromkeys(one.pairs):
                pairs = zip(PAIRED["participants"], pair, strict=True)
                who, state = (self._refer(t, cell, one, "participants")
                              for t, cell in pairs)  # fmt: skip
                row = {"event_id": cells[schema.key], "actor_id": who,
                       "country_id": state}  # fmt: skip
                self.draft.add("participants", row, self._origin(one, "participants"))

    def _mark(self, one: Item, cells: dict[str, Any]) -> None:
        """Say to which statement a pair of marks belongs: none that is no speech."""
        cells["quote_id"] = ""
        if one.fields.get("decision") not in SPEECH:
            return
        inner = _innermost(one, self.kept["quotes"])
        named = self.items.get(one.fields.get("quote_id", ""))
        if named is not None and named.id in self.keys:
            # What is named there, but for what stands in it: the innermost counts.
            inner = inner if inner and named.id in self._around(inner) else named
        cells["quote_id"] = self.keys[inner.id] if inner else ""

    def _around(self, one: Item) -> set[str]:
        """The statements in which one stands, at any depth."""
        found: set[str] = set()
        at = one.fields.get("within", "")
        while at in self.items and at not in found:
            found.add(at)
            at = self.items[at].fields.get("within", "")
        return found

    def _cell(self, table: str, one: Item, column: str) -> str:
        value = one.fields[column]
        if column in one.questions:
            return ""  # A guess that nobody has confirmed.
        owner = refers_to(table, column)
        return self._refer(owner, value, one, column) if owner and value else value

    def _refer(self, table: str, value: str, one: Item, column: str) -> str:
        """The key that a cell means: the record's, or an item's, added if need be."""
        if not value:
            return ""
        item = self.items.get(value)
        if item is None and table == "countries":
            item = self.by_code.get(value)
        if item is None or item.table != table:
            if self.recorded.has(table, value):
                return value
            wrong, mend = "names what is not there any more", "choose another"
            self.draft.wrong(self._origin(one, one.table), column, value, wrong, mend)
            return ""
        if table in NAMED:
            if item.state == "out":
                called = item.fields.get(NAMED[table], value)
                wrong = f"names “{called}”, which was rejected"
                self._wrong(one, column, wrong, _KEPT)
            return self._named(table, item)
        if value not in self.keys:
            wrong = "rests on a row that is not confirmed"
            self._wrong(one, column, wrong, _KEPT)
        return self.keys.get(value, "")

    def _wrong(self, one: Item, column: str, wrong: str, mend: str) -> None:
        self.draft.wrong(self._origin(one, one.table), column, "", wrong, mend)

    def _named(self, table: str, item: Item) -> str:
        """The key of an actor, a country or an issue: the record's, or a new row's."""
        if item.id in self.keys:
            return self.keys[item.id]
        own, called = TABLES[table].key, item.fields.get(NAMED[table], "")
        if asked := item.questions.get(own):
            mend = "confirm what is guessed there, or choose another"
            self._wrong(
                item, own, f"is a guess that nobody has confirmed: {asked}", mend
            )
        said = item.fields.get(own, "")
        same = said if self.recorded.has(table, said) else ""
        key = same or ("" if said else self.recorded.same(table, called))
        if not key and table != "countries":
            key = next((self.keys[o.id] for o in self.items.values()
                        if o.table == table and o.id in self.keys and called
                        and o.fields.get(NAMED[table]) == called), "")  # fmt: skip
        if key:
            self.keys[item.id] = key
            return key
        is_code = (
            table == "countries"
        )  # No name makes one: the checks say what to write.
        key = self.keys[item.id] = said if is_code else self.draft.key_of(table, called)
        if table == "countries" and self.draft.row(table, key):
            return key
        others = {name: self._cell(table, item, name) for name in item.fields
                  if name != own and name in TABLES[table].names}  # fmt: skip
        self.draft.add(table, {**others, own: key}, self._origin(item, table))
        return key
