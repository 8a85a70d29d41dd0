"""One sentence, taken apart: for tests of grammar and of drafting."""

import sys
from collections.abc import Callable

from dashboard.drafting.draft import draft
from dashboard.drafting.proposal import About, Drafted, Proposal
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.passage import Passage, stretches

ABOUT = About(published_on="2024-05-16", wire="Reuters", publisher="The Lantern")


def passage(text: str) -> Passage:
    return Passage(text, stretches(text))


def sentence(text: str, number: int = 0) -> Sentence:
    whole = passage(text)
    return Sentence(whole.tokens, *whole.sentences[number])


def words(one: Sentence, span: tuple[int, int] | None) -> str:
    return " ".join(token.text for token in one.tokens[slice(*span)]) if span else ""


def made(text: str, about: About = ABOUT) -> Drafted:
    return draft(text, about)


def rows(text: str, table: str, about: About = ABOUT) -> list[Proposal]:
    return [one for one in draft(text, about).proposals if one.table == table]


def told(text: str, about: About = ABOUT) -> list[tuple[str, str, str, str]]:
    """Each statement drafted from a text: kind, speaker, cue, words."""
    there = {one.id: one for one in draft(text, about).proposals}
    found = []
    for one in there.values():
        if one.table == "quotes":
            key = one.fields.get("speaker_id", "")
            name = there[key].fields["name"] if key else ""
            cue = one.fields.get("cue", "")
            found.append((one.fields["kind"], name, cue, one.fields["content"]))
    return found


def steps(done: Callable[[], object]) -> int:
    """How many lines of Python run while something is done."""
    count = 0

    def line(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        done()
    finally:
        sys.settrace(before)
    return count
