"""A source's words as far as rows quote them, put back in their places."""

from bisect import bisect_right
from dataclasses import dataclass, field

from dashboard.queries.subset import Subset, printed_words


@dataclass
class Passages:
    """
    The pieces of a source that rows quote: `starts`, in order, and the words of each.

    Spans that touch or overlap are one piece. Nothing stands between two pieces: what
    no row quotes is not known. `strays` are words that contradict another row's.
    """

    starts: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def add(self, start: int, words: str) -> None:
        """
        Add a span; spans must come in the order in which they begin.
        """
        if not self.starts or start > self.starts[-1] + len(self.pieces[-1]):
            self.starts.append(start)
            self.pieces.append(words)
            return
        last, place = self.pieces[-1], start - self.starts[-1]
        known = last[place : place + len(words)]
        if not words.startswith(known):
            self.strays.append(words)
            return
        self.pieces[-1] = last + words[len(known) :]

    def piece(self, at: int) -> int:
        """
        Return the ordinal of the piece that holds or ends at a place, or -1.
        """
        found = bisect_right(self.starts, at) - 1
        is_in = found >= 0 and at <= self.starts[found] + len(self.pieces[found])
        return found if is_in else -1

    def before(self, at: int, most: int) -> str:
        """
        Return the words that end at a place, as far as they are held.
        """
        found = self.piece(at - 1) if at else -1
        if found < 0:
            return ""
        place = at - self.starts[found]
        return self.pieces[found][max(0, place - most) : place]

    def after(self, at: int, most: int) -> str:
        """
        Return the words that begin at a place, as far as they are held.
        """
        found = self.piece(at)
        if found < 0:
            return ""
        place = at - self.starts[found]
        return self.pieces[found][place : place + most]


def of_sources(subset: Subset, sources: list[str]) -> dict[str, Passages]:
    """
    Return the words that the rows hold of some sources.
    """
    found = {source_id: Passages() for source_id in sources}
    rows = printed_words(subset, sources)
    for source_id, start, text in rows.itertuples(index=False):
        found[source_id].add(int(start), text)
    return found
