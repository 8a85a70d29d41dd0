"""What a record has, as coding asks it: who is there, and who speaks for whom."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.coding.fields import Party
from dashboard.importing.draft import Known
from dashboard.text.tokens import fold

LIKE: Final = 0.84  # From which share of equal letters on two names may be one.
SHOWN: Final = 3  # Names that are said to be like another.


class Recorded:
    """The actors, countries and issues of a record, and for whom its actors speak."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def choices(self, table: str) -> list[tuple[str, str]]:
        """Return the keys of a table, each with its name, by name."""
        names = self.known.names[table]
        return sorted(
            ((key, name) for name, keys in names.items() for key in keys),
            key=lambda one: (one[1].casefold(), one[0]),
        )

    def has(self, table: str, key: str) -> bool:
        """Tell whether a table of the record has a row of this key."""
        return key in self.known.keys[table]

    def party(self, key: str) -> Party:
        """Return what is known of an actor: nothing of one that is not there."""
        kind, seat = self._actors.get(key, ("", ""))
        return Party(key, kind, seat, frozenset(self._spoken.get(key, ())))

    def same(self, table: str, name: str) -> str:
        """Return the key of the one row that is called so, but for its form; or ""."""
        found = self._plain.get((table, _plainly(name)), ())
        return found[0] if len(found) == 1 else ""

    def like(self, table: str, name: str) -> list[tuple[str, str]]:
        """Return rows whose name is nearly this one, the nearest first: a few."""
        plain = _plainly(name)
        words = set(plain.split())
        near: dict[tuple[str, str], float] = {}
        for word in words:
            for called, key in self._by_word.get((table, word), ()):
                other = _plainly(called)
                share = SequenceMatcher(None, plain, other, autojunk=False).ratio()
                theirs = set(other.split())
                is_part = len(words & theirs) > 1 and (words <= theirs
                                                       or theirs <= words)  # fmt: skip
                is_surname = table == "actors" and plain in other.split()[-1:]
                if share >= LIKE or is_part or is_surname:
                    near[key, called] = share
        ranked = sorted(near, key=lambda one: (-near[one], one))
        return ranked[:SHOWN]

    def accounts_of(self, events: Iterable[str]) -> list[tuple[str, str, str]]:
        """Return the events that are accounts of some: key, of which, its words."""
        asked = pc.field("account_of").isin(pa.array(list(events), pa.string()))
        columns = ["event_id", "account_of", "evidence"]
        if not self.known.read:
            return []
        held = self.known.read.tables["events"].to_table(columns=columns, filter=asked)
        return list(zip(*(one.to_pylist() for one in held.columns), strict=True))

    @cached_property
    def _plain(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for table, key, name in self._named():
            found.setdefault((table, _plainly(name)), []).append(key)
        return found

    @cached_property
    def _by_word(self) -> dict[tuple[str, str], list[tuple[str, str]]]:
        found: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for table, key, name in self._named():
            for word in set(_plainly(name).split()):
                found.setdefault((table, word), []).append((name, key))
        return found

    def _named(self) -> Iterator[tuple[str, str, str]]:
        for table in ("actors", "countries", "issues"):
            for name, keys in self.known.names[table].items():
                for key in keys:
                    yield table, key, name

    @cached_property
    def _actors(self) -> dict[str, tuple[str, str]]:
        """The kind and the seat of each actor."""
        if not self.known.read:
            return {}
        columns = ["actor_id", "kind", "country_id"]
        held = self.known.read.tables["actors"].to_table(columns=columns)
        rows = zip(*(one.to_pylist() for one in held.columns), strict=True)
        return {key: (kind, seat) for key, kind, seat in rows}

    @cached_property
    def _spoken(self) -> dict[str, set[str]]:
        """The countries for which each actor speaks in some statement."""
        if not self.known.read:
            return {}
        asked = pc.field("on_behalf_of") != ""
        columns = ["speaker_id", "on_behalf_of"]
        held = self.known.read.tables["quotes"].to_table(columns=columns, filter=asked)
        pairs = held.group_by(columns).aggregate([]).to_pydict()
        found: dict[str, set[str]] = {}
        for speaker, country in zip(*(pairs[one] for one in columns), strict=True):
            found.setdefault(speaker, set()).add(country)
        return found


def _plainly(name: str) -> str:
    """A name without case, accents, hyphens and marks, its words parted by a space."""
    parts = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return " ".join(parts.split())
