"""A text's draft: proposals for rows, and what became of each mark and verb."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

import regex

from dashboard.drafting import events, marks
from dashboard.drafting.actors import Actor, Cast
from dashboard.drafting.countries import DEMONYM, NAME, SEAT, Countries, table
from dashboard.drafting.proposal import About, Decision, Drafted, Proposal
from dashboard.drafting.statements import Statement, Statements
from dashboard.grammar import dates, passage
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.dates import Told
from dashboard.record.limits import DRAFTED
from dashboard.text import reporting_verbs

DRAFTER: Final = "rules 1"
# Who speaks for a state by office, as the codebook's rule 3 has it: asked, never set.
_FOR_A_STATE: Final = regex.compile(
    r"\b(?:president|prime minister|minister|chancellor|king|leader|spokes\w+|official"
    r"|ambassador|envoy|general|secretary|government|ministry)\b", regex.I,
)  # fmt: skip
_STATES: Final = ("state", "state_body", "state_media")
_MEDIA: Final = ("media", "state_media")
_HEDGE: Final = regex.compile(
    r"\b(?:may|might|could|likely|unlikely|probably|possibly|perhaps|reportedly"
    r"|apparently|allegedly|(?:appears?|appeared|seems?|seemed)(?: to(?: be)?)?"
    r"|suggest(?:s|ed)?|raises the prospect of)\b"
)
_MEDIUM: Final = regex.compile(r"\b(?:media|agency|television|\p{Lu}{2,})\b")
_FORMS: Final = {NAME: "country", DEMONYM: "demonym", SEAT: "seat of power"}
_NEAR: Final = 60  # Signs behind a cue in which the day of the saying stands.


def draft(text: str, about: About) -> Drafted:
    """
    Return what is proposed for a text: statements, marks, actors, countries, events.

    The same text and `about` give the same draft. Nothing is read but these two. What
    is told without marks, and who speaks, is known of English alone; of a text of
    another language only marks, names and countries are drafted. Of a text of more
    than `limits.DRAFTED` characters the rest is told in a decision of the kind "rest".
    """
    return _Draft(text, about).drafted()


class _Draft:
    """A text while its draft is made."""

    def __init__(self, whole: str, about: About) -> None:
        text = whole if len(whole) <= DRAFTED else whole[: _cut(whole)]
        self.whole, self.text, self.about = whole, text, about
        self.on = dates.published(about.published_on)
        self.stretches = passage.stretches(text)
        self.statements = Statements(
            text, self.stretches, is_known=reporting_verbs.is_known(about.language)
        )
        self.countries = Countries(text)
        self.cast = Cast(text, self.statements.passages, self.countries)
        self._lines = _paragraphs(text)
        self._ids: dict[int, str] = {
            id(one): f"q{number}" for number, one in enumerate(self.statements.found, 1)
        }
        self._actors: dict[int, str] = {}
        self._country_ids = {
            code: f"c{number}"
            for number, (code, _) in enumerate(self.countries.by_country(), 1)
        }

    def drafted(self) -> Drafted:
        """Return the draft, rows of each table in the order of the text."""
        quotes = list(self._quotes())
        happened = list(self._events())
        proposals = (
            *quotes, *self._marks(), *self._people(), *self._places(), *happened,
        )  # fmt: skip
        decisions = sorted([*self._of_marks(), *self._of_verbs()])
        if len(self.whole) > len(self.text):
            why = f"beyond {DRAFTED:,} characters nothing is drafted"
            rest = Decision(len(self.text), len(self.whole), "rest", "", why)
            decisions.append(rest)
        return Drafted(DRAFTER, proposals, tuple(decisions))

    def paragraph(self, at: int) -> int:
        """The ordinal of the paragraph in which a place stands, from 1."""
        return max(1, bisect_right(self._lines, at))

    # Statements

    def _quotes(self) -> Iterator[Proposal]:
        speakers = self._speakers()
        implied = self._implied(speakers)
        for number, one in enumerate(self.statements.found):
            actor, question = speakers[number]
            questions = {"speaker_id": question} if question else {}
            fields = {
                "paragraph": str(self.paragraph(one.start)),
                "content": self.text[one.start : one.end],
                "kind": one.kind,
            }
            if actor is not None:
                fields["speaker_id"] = self._actor_id(actor)
            if actor is not None and (state := self._state(actor)):
                fields["on_behalf_of"] = state[0]
                questions["on_behalf_of"] = state[1]
            if one.cue:
                fields["cue"] = self.text[slice(*one.cue)]
            if one.outer is not None:
                fields["within"] = self._ids[id(one.outer)]
            if hedge := _HEDGE.search(self.text, one.start, one.end):
                fields["hedge"] = hedge.group()
            if said_on := self._said_on(one):
                fields["said_on"] = said_on
            yield Proposal(
                self._ids[id(one)], "quotes", one.start, one.end, fields, one.rule,
                one.sure, questions,
                tuple(self._relays(one, speakers, implied.get(number))),
                (one.speaker or (0, 0), one.cue or (0, 0)),
            )  # fmt: skip

    def _speakers(self) -> list[tuple[Actor | None, str]]:
        """Who says each statement, and the question where it is a guess."""
        found: list[tuple[Actor | None, str]] = []
        last: Actor | None = None
        person: Actor | None = None
        for one in self.statements.found:
            if one.speaker is None:
                found.append((None, ""))
                continue
            mention = self.text[slice(*one.speaker)]
            if (
                one.kind == "image"
                and one.rule == "picture"
                and not _MEDIUM.search(mention)
            ):
                found.append((None, ""))  # Who published it is not said.
                continue
            actor = self.cast.speaker(*one.speaker)
            question = ""
            if actor is None:
                low = mention.lower().strip(" ,")
                actor = self.cast.meant(
                    low, one.speaker[0], last if low in ("it", "they") else person
                )
                if actor is not None:
                    question = f"“{mention}” → {actor.name}?"
            if actor is not None:
                actor.is_speaker = True
                if one.outer is None and one.sure > 0.4:
                    last = actor
                    person = actor if actor.kind == "person" else person
            found.append((actor, question))
        return found

    def _state(self, actor: Actor) -> tuple[str, str] | None:
        """The state for which somebody may speak, and the question."""
        code = actor.country
        if not code or code not in self._country_ids:
            return None
        before = self.text[max(0, actor.places[0][0] - 40) : actor.places[0][0]]
        office = actor.role or before.rpartition(",")[2].rpartition(".")[2]
        if actor.kind in _STATES or (
            actor.kind == "person" and _FOR_A_STATE.search(office)
        ):  # fmt: skip
            return self._country_ids[code], f"for {table()[code].name}?"
        return None

    def _relays(
        self, one: Statement, speakers: list[tuple[Actor | None, str]],
        implied: Actor | None,
    ) -> Iterator[tuple[str, str]]:  # fmt: skip
        """The hops of a statement, nearest the speaker first."""
        if one.by is not None:
            actor = self.cast.speaker(*one.by)
            if actor is not None and not self._is_own(actor):
                if actor.kind == "person":
                    return
                actor.is_speaker = True
                yield self._actor_id(actor), "explicit"
                return
        if one.is_agentless:
            yield "", "agentless"
            return
        if one.outer is not None:
            actor = speakers[int(self._ids[id(one.outer)][1:]) - 1][0]
            if actor is not None and actor.kind in _MEDIA and not self._is_own(actor):
                yield self._actor_id(actor), "explicit"
                return
        if implied is not None:
            yield self._actor_id(implied), "implied"

    def _is_own(self, actor: Actor) -> bool:
        """Tell whether a medium is the article's own wire or publisher: no hop."""
        return actor.name.lower() in (
            self.about.wire.lower(), self.about.publisher.lower()
        )  # fmt: skip

    def _implied(self, speakers: list[tuple[Actor | None, str]]) -> dict[int, Actor]:
        """
        The medium that passes a statement on where the paragraphs around it, of the
        same account, name one and it names none.
        """
        by_line: dict[int, Actor] = {}
        for one, (actor, _) in zip(self.statements.found, speakers, strict=True):
            line = self.paragraph(one.start)
            if one.outer is None and actor is not None and actor.kind in _MEDIA:
                by_line[line] = actor
        found: dict[int, Actor] = {}
        for number, one in enumerate(self.statements.found):
            line = self.paragraph(one.start)
            before, behind = by_line.get(line - 1), by_line.get(line + 1)
            is_told = line not in by_line and before is not None and before is behind
            if is_told and before is not None and not self._is_own(before):
                found[number] = before
        return found

    def _said_on(self, one: Statement) -> str:
        """The day on which the words were first uttered, where a cue stands by it."""
        if one.cue is None or one.is_agentless or one.by is not None:
            return ""
        end = min(one.cue[1] + _NEAR, len(self.text))
        for told in self._told(one.cue[1], end):
            between = self.text[one.cue[1] : told.start]
            if regex.search(r"[,.;:“”\"\n]|\bthat\b", between):
                break
            if told.start - one.cue[1] > 30 or told.precision not in (
                "day",
                "week",
                "month",
            ):
                break
            return told.edtf
        return ""

    def _told(self, start: int, end: int) -> Iterator[Told]:
        yield from dates.told(self.text, start, end, self.on)

    # Marks

    def _marks(self) -> Iterator[Proposal]:
        for number, one in enumerate(self.stretches):
            decision, why, sure = self._decision(number)
            fields = {
                "content": self.text[one.start : one.end], "decision": decision,
                "note": why,
            }  # fmt: skip
            if proposal := self._proposal_of(number):
                fields["quote_id"] = proposal
            if one.end > one.start:
                yield Proposal(
                    f"m{number + 1}", "marks", one.start, one.end, fields, "mark", sure
                )

    def _proposal_of(self, number: int) -> str:
        """The statement to which a stretch belongs, "" for none."""
        statement = self.statements.of.get(number)
        if statement is None and self.stretches[number].outer >= 0:
            return self._proposal_of(self.stretches[number].outer)
        return self._ids[id(statement)] if statement else ""

    def _decision(self, number: int) -> tuple[str, str, float]:
        return marks.decided(
            self.text, self.stretches[number], self.statements.quoted.get(number),
            self.statements.of.get(number),
        )  # fmt: skip

    def _of_marks(self) -> Iterator[Decision]:
        for number, one in enumerate(self.stretches):
            decision, why, _ = self._decision(number)
            yield Decision(
                one.start, one.end, "marks", self._proposal_of(number), why, decision
            )

    def _of_verbs(self) -> Iterator[Decision]:
        """Each verb that attributes, and the statement that has it or why none does."""
        cues = sorted(
            (*one.cue, self._ids[id(one)]) for one in self.statements.found if one.cue
        )
        starts = [cue[0] for cue in cues]
        spans = [
            (one.start, one.end, self._ids[id(one)]) for one in self.statements.found
        ]
        begins = [span[0] for span in spans]
        longest = _reach(spans)
        if not reporting_verbs.is_known(self.about.language):
            return
        for word, start, end in reporting_verbs.verbs(self.text)[0]:
            at = bisect_right(starts, end - 1) - 1
            if at >= 0 and cues[at][0] <= start and end <= cues[at][1] + 1:
                yield Decision(start, end, "verb", cues[at][2], "a statement’s cue")
                continue
            place = bisect_right(begins, start) - 1
            while place >= 0 and longest[place] >= end and not (
                spans[place][0] <= start and end <= spans[place][1]
            ):  # fmt: skip
                place -= 1
            if place >= 0 and spans[place][0] <= start and end <= spans[place][1]:
                why = "it stands within these words"
                yield Decision(start, end, "verb", spans[place][2], why)
                continue
            yield Decision(
                start, end, "verb", "", marks.no_statement(self.text, word, start, end)
            )

    # Who and where

    def _actor_id(self, actor: Actor) -> str:
        return self._actors.setdefault(id(actor), f"a{len(self._actors) + 1}")

    def _people(self) -> Iterator[Proposal]:
        for actor in self.cast.likely():
            self._actor_id(actor)
        by_id = {id(actor): actor for actor in self.cast.actors}
        for key, name in self._actors.items():
            actor = by_id[key]
            fields = {"name": actor.name, "kind": actor.kind}
            if actor.role:
                fields["role"] = actor.role
            if actor.country in self._country_ids:
                fields["country_id"] = self._country_ids[actor.country]
            places = tuple(sorted(actor.places))
            is_named = actor.name[:1].isupper()
            yield Proposal(
                name, "actors", *places[0], fields,
                "named" if is_named else "described", actor.sure, places=places,
            )  # fmt: skip

    def _places(self) -> Iterator[Proposal]:
        for code, places in self.countries.by_country():
            best = max(places, key=lambda place: place.sure)
            row = table()[code]
            fields = {"country_id": code, "name": row.name, "kind": row.kind}
            questions = {"country_id": best.doubt} if best.doubt else {}
            yield Proposal(
                self._country_ids[code], "countries", places[0].start, places[0].end,
                fields, _FORMS[best.by], best.sure, questions,
                places=tuple((place.start, place.end) for place in places),
            )  # fmt: skip

    # Events

    def _events(self) -> Iterator[Proposal]:
        whole = self.statements.passages[0]
        sentences = [Sentence(whole.tokens, *one) for one in whole.sentences]
        starts = [one.start for one in self.statements.found]
        for number, one in enumerate(events.happenings(whole, sentences, self.on), 1):
            evidence = self.text[one.start : one.end]
            fields = {
                "title": " ".join(evidence.split()[:9]), "kind": one.kind,
                "status": one.status, "evidence": evidence,
                "paragraph": str(self.paragraph(one.start)),
            }  # fmt: skip
            if one.told is not None:
                fields |= {
                    "happened_on": one.told.edtf, "precision": one.told.precision,
                    "date_basis": "stated",
                }  # fmt: skip
            else:
                fields |= {"precision": "unknown", "date_basis": "undated"}
            at = bisect_right(starts, one.start) - 1
            while at >= 0 and starts[at] > one.start - 2000:
                statement = self.statements.found[at]
                if statement.outer is None and one.end <= statement.end + 1:
                    fields["quote_id"] = self._ids[id(statement)]
                    break
                at -= 1
            yield Proposal(
                f"e{number}", "events", one.start, one.end, fields, one.rule, one.sure,
                {"title": "in your own words?"},
            )  # fmt: skip


def _cut(text: str) -> int:
    """Where the last paragraph ends that is drafted."""
    return max(text.rfind("\n", 0, DRAFTED), 0) or DRAFTED


def _paragraphs(text: str) -> list[int]:
    """Where each line begins that is not blank."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(at)
        at += len(line) + 1
    return found


def _reach(spans: list[tuple[int, int, str]]) -> list[int]:
    """How far the statements reach that have begun, at each of them."""
    found, far = [], 0
    for _, end, _ in spans:
        far = max(far, end)
        found.append(far)
    return found
