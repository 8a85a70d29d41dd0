"""What drafting proposes: rows of a record, each with its rule and how sure it is."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class About(NamedTuple):
    """
    What an article says of itself, as whoever codes it has confirmed it; "" where it is
    not known.

    `published_on` is a day as YYYY-MM-DD, `language` a BCP 47 tag, `wire` the agency
    whose report the publisher prints.
    """

    title: str = ""
    publisher: str = ""
    wire: str = ""
    dateline: str = ""
    published_on: str = ""
    language: str = "en"
    url: str = ""
    author: str = ""


class Proposal(NamedTuple):
    """
    One row that is proposed for a table of the record.

    `id` is its own within the draft (q1, m1, e1, a1, c1; the same text gives the same).
    `start` and `end` are code points of the text, the end exclusive; of an actor or a
    country, where it is named first, and `places` is every place; of a quote `places`
    are where its speaker is named, and its cue, each (0, 0) where there is none.
    `fields` are cells by the column of the table; a cell that refers to a row holds the
    id of another proposal, or the key of a row that the record has. `questions` are
    fields whose cell is a guess that is asked and never saved unconfirmed: each with
    the question (“he → Lukin?”). `relays` are the hops of a quote, the one nearest the
    speaker first: an actor as in `fields` ("" where nobody is named) and the basis.
    `rule` is a key of `rules.RULES`; `confidence` is from 0 to 1: of a hundred
    proposals of .9, ninety hold.
    """

    id: str
    table: str
    start: int
    end: int
    fields: Mapping[str, str]
    rule: str
    confidence: float
    questions: Mapping[str, str] = _NONE
    relays: tuple[tuple[str, str], ...] = ()
    places: tuple[tuple[int, int], ...] = ()


class Decision(NamedTuple):
    """
    One pair of quotation marks or one attributing verb of the text, and what became of
    it: the id of the quote that it belongs to, or "" and why none was made of it.

    `kind` is "marks" or "verb", or "rest" for what of a long text was not looked at;
    `decision` is the word of `marks.decision`, "" of verbs.
    """

    start: int
    end: int
    kind: str
    proposal: str
    why: str
    decision: str = ""


class Drafted(NamedTuple):
    """A text's draft: the version of the rules that made it, rows, and decisions."""

    drafter: str
    proposals: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
