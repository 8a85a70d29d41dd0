"""Documents and statements of Discourse Network Analyzer as rows of a record."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dashboard.importing import dna_file
from dashboard.importing.dna_file import Document, Statement
from dashboard.importing.draft import (
    EACH,
    UNWRITTEN,
    Draft,
    Options,
    Origin,
    Told,
    not_read,
)
from dashboard.importing.sources import Sources
from dashboard.importing.spans import UNITS, SourceText
from dashboard.record.codebook import WORDS

# The roles that a variable can have here, and the names by which they are known.
ROLES: Final = {
    "person": ("person",),
    "organization": ("organization", "organisation"),
    "concept": ("concept",),
    "agreement": ("agreement",),
    "stance": ("stance",),  # This and those below: our own export's.
    "voice": ("voice",),
    "asserter": ("asserter",),
    "note": ("note",),
}
FIELDS: Final = (
    "source_id.language", "source_id.publisher_id", "source_id.publisher_id.kind",
    "kind", "voice", "strength", "person.kind", "organization.kind",
)  # fmt: skip
AGREES: Final = {"1": "supports", "0": "opposes"}
_OURS: Final = "Lost in this export:"
_FACT: Final = re.compile(r"^(quote|position|chain|kind|hedge|date|note): (.*)$", re.M)


def fill(draft: Draft, path: Path, options: Options, told: Told) -> None:
    """
    Add a database's documents as sources; its statements as quotes and, where somebody
    agrees or does not, as positions.

    Raises:
        NotRead: it cannot be read, or an option names what it has not.

    """
    base = dna_file.read(path)
    there = sorted({one for names in base.variables.values() for one in names})
    for variable, role in options.columns.items():
        if variable not in there:
            mend = f"there are: {', '.join(there)}"
            raise not_read(variable, "no variable of the database", mend)
        if role and role not in ROLES:
            raise not_read(role, "no role of a variable", f"write {', '.join(ROLES)}")
    for name in options.values:
        if name not in FIELDS:
            raise not_read(name, "no field", f"write {', '.join(FIELDS)}")
    rows = _Rows(draft, base, options)
    for done, statement in enumerate(base.statements, start=1):
        rows.add(statement)
        if done % EACH == 0:
            told("statements", done, len(base.statements))
    told("statements", len(base.statements), len(base.statements))
    rows.finish(base)


class _Rows:
    """The statements of a database on their way into a draft."""

    def __init__(self, draft: Draft, base: dna_file.Database, options: Options) -> None:
        self.draft, self.set = draft, options.values
        self.sources = Sources(draft, {})
        self.documents = {one.number: one for one in base.documents}
        self.keys: dict[int, str] = {}
        self.roles = {
            kind: _roles(names, options.columns)
            for kind, names in base.variables.items()
        }
        self.quotes: dict[tuple[str, int, int, str], str] = {}
        self.people = {
            one.values.get(self.roles.get(one.kind, {}).get("person", ""), "")
            for one in base.statements
        }

    def source(self, number: int) -> tuple[str, SourceText]:
        """The key and the text of a document's source, added when first asked for."""
        document = self.documents[number]
        origin = Origin(number, {"title": "Title", "published_on": "Date"})
        if number not in self.keys:
            self.keys[number] = self._new_source(document, origin)
        text = self.sources.text(self.keys[number])
        return self.keys[number], text or SourceText(self.documents[number].text)

    def _new_source(self, document: Document, origin: Origin) -> str:
        facts = dict(document.facts)
        title = facts.pop("Title", "")
        ours = _OURS in facts.get("Notes", "")
        first = facts.get("Notes", "").partition(";")[0] if ours else ""
        key = self.sources.same(document.text)
        if key:
            self.draft.leave_out("documents", "the record has them already", title)
            return key
        key = self.draft.key_of("sources", first or title)
        row = self.sources.add(key, document.text, origin)
        publisher = facts.pop("Source", "") or self.set.get(
            "source_id.publisher_id", ""
        )
        row |= {"title": title, "published_on": document.day}
        row["language"] = self.set.get("source_id.language", "")
        named = self._publisher(publisher, origin)
        row["publisher_id"] = named or self.sources.nobody(origin)
        if ours:
            row["wire_id"] = self._publisher(facts.pop("Author", ""), origin)
            row["dateline"] = facts.pop("Section", "")
            row["rights"] = facts.pop("Notes").partition("; ")[2].partition(_OURS)[0]
            row["rights"] = row["rights"].strip()
        for name, value in facts.items():
            why = "a source has no such column"
            self.draft.leave_out(f"documents’ {name.lower()}", why, value)
        return key

    def _publisher(self, name: str, origin: Origin) -> str:
        kind = self.set.get("source_id.publisher_id.kind", "")
        return self._actor(name, kind, "group", origin, "Source") if name else ""

    def _actor(
        self, name: str, kind: str, least: str, origin: Origin, column: str
    ) -> str:
        """The key of an actor; of a new one the kind that is set, or claims least."""
        before = len(self.draft.rows["actors"])
        known = Origin(origin.row, {"name": column, "kind": column})
        key = self.draft.refer("actors", name, known, column, kind=kind or least)
        if len(self.draft.rows["actors"]) > before and not kind and least != "person":
            self.draft.hold(f"the kind of a new {column.lower()} as “{least}”, which"
                            " claims least")  # fmt: skip
        return key

    def add(self, statement: Statement) -> None:
        """Add a statement, or say why it is not taken."""
        draft, roles = self.draft, self.roles.get(statement.kind, {})
        values = {r: statement.values.get(n, "") for r, n in roles.items()}
        ours = dict(_FACT.findall(values.get("note", "")))
        if statement.document not in self.documents:
            draft.leave_out("statements", "of no document", str(statement.number))
            return
        key, text = self.source(statement.document)
        span = text.place(statement.start, statement.stop, UNITS[1])
        if span is None or not span.words.strip():
            why = "their span is not within their document, or is blank"
            draft.leave_out("statements without words", why, f"ID {statement.number}")
            return
        names = {**roles} | {"start": "Start", "end": "Stop"}
        origin = Origin(statement.number, names)
        person = values.get("person", "")
        body = values.get("organization", "")
        chain = ours.get("chain", "").split(" → ") if ours.get("chain") else []
        speaker = (
            values.get("asserter") or person or body or (chain[0] if chain else "")
        )
        if not speaker:
            why = "no person and no organization says them"
            noted = "; ".join(statement.values.values()) or span.words
            draft.leave_out(f"statements of the kind “{statement.kind}”", why, noted)
            return
        self._not_taken(statement, roles)
        holder = self._party(person, body, origin)
        speaks = (
            holder if speaker in (person, body) else self._party("", speaker, origin)
        )
        issue = self._issue(
            values.get("concept", ""), origin, bool(values.get("stance"))
        )
        place = {
            "source_id": key, "paragraph": str(text.paragraph(span.start)),
            "start": str(span.start), "end": str(span.end),
        }  # fmt: skip
        # A position of our own export is no statement of its own, nor made one.
        quote = "" if "position" in ours else self._quote(
            statement, place, span.words, speaks, issue, ours, origin)  # fmt: skip
        stance = values.get("stance") or AGREES.get(values.get("agreement", ""), "")
        if not (issue and stance and holder):
            return
        self._position(place, span.words, origin, {
            "actor_id": holder, "issue_id": issue, "stance": stance, "quote_id": quote,
            "voice": values.get("voice", ""), "speaker": speaks,
            "note": _said(statement, body if person else ""),
        })  # fmt: skip

    def _quote(
        self, statement: Statement, place: Mapping[str, str], words: str, speaker: str,
        issue: str, ours: Mapping[str, str], origin: Origin,
    ) -> str:  # fmt: skip
        """The key of the quote of a span and a speaker: one, however often coded."""
        at = (place["source_id"], int(place["start"]), int(place["end"]), speaker)
        if at in self.quotes:
            return self.quotes[at]
        kind = ours.get("kind", "") if "quote" in ours else ""
        if kind not in WORDS["quote_kind"]:
            kind = self.set.get("kind", "")
        if not kind:
            kind = "indirect"
            self.draft.hold("kind of quotes as “indirect”, which claims least: whether"
                            " words are in marks is not known")  # fmt: skip
        paragraph = int(place["paragraph"])
        key = self.draft.passage_key("quotes", place["source_id"], paragraph)
        cells = {"quote_id": key, "content": words, "kind": kind, "speaker_id": speaker}
        cells |= {"issue_id": issue, "note": _said(statement), **place}
        if "quote" in ours:
            cells |= {"hedge": ours.get("hedge", ""), "said_on": ours.get("date", "")}
        row = self.draft.add("quotes", cells, origin)
        self.quotes[at] = row["quote_id"]
        return row["quote_id"]

    def _position(
        self, place: Mapping[str, str], words: str, origin: Origin,
        cells: dict[str, str],
    ) -> None:  # fmt: skip
        """Add a position: whose word it is as the file tells, else the report's."""
        source = self.draft.row("sources", place["source_id"])
        source = source or self.draft.known.sources[place["source_id"]]
        voice, speaker = (
            cells["voice"] or self.set.get("voice", ""),
            cells.pop("speaker"),
        )
        asserter = speaker
        if not voice:
            voice = "reporter"
            self.draft.hold("whose word a stance is as the report's (voice “reporter”),"
                            " which claims least; --set voice=self where every"
                            " statement is its holder's own")  # fmt: skip
        voice = self._fitting(voice, asserter, cells["actor_id"])
        if voice == "reporter":
            asserter = source["wire_id"] or source["publisher_id"]
        is_own = voice in ("self", "own_state_media")
        kind = "declared" if is_own else "characterisation"
        paragraph = int(place["paragraph"])
        key = self.draft.passage_key("positions", place["source_id"], paragraph)
        cells |= {"position_id": key, "voice": voice, "asserted_by": asserter}
        cells |= {"kind": kind, "strength": self.set.get("strength", "")}
        self.draft.add("positions", {**cells, "evidence": words, **place}, origin)

    def _fitting(self, voice: str, asserter: str, holder: str) -> str:
        """
        The voice that a file tells, where what else it tells bears it out: it names no
        country for which somebody speaks.
        """
        made = self.draft.row("actors", asserter)
        if voice == "own_state_media" and made is not None and made["kind"] == "group":
            made["kind"] = "state_media"  # The voice says so.
        if voice == "self" and asserter != holder:
            self.draft.hold("a voice “self” of another than the holder as the report's:"
                            " the file does not tell who speaks for whom")  # fmt: skip
            return "reporter"
        return voice if voice in WORDS["voice"] else "reporter"

    def _party(self, person: str, body: str, origin: Origin) -> str:
        """The key of a person, who belongs to a body, or of the body alone."""
        kinds = self.set
        within = ""
        if body in self.people and not person:
            person, body = body, ""
        if body:
            kind = kinds.get("organization.kind", "")
            within = self._actor(body, kind, "group", origin, "organization")
        if not person:
            return within
        kind = kinds.get("person.kind", "person")
        key = self._actor(person, kind, "person", origin, "person")
        row = self.draft.row("actors", key)
        if row is not None and within and not row["member_of"] and key != within:
            row["member_of"] = within
        return key

    def _issue(self, concept: str, origin: Origin, ours: bool) -> str:
        """The key of a concept: agreement with it is what “supports” means."""
        label, means = concept, concept
        if ours and ": " in concept:
            label, _, means = concept.partition(": ")
        if not concept:
            return ""
        known = Origin(origin.row, {"label": "concept", "support_means": "concept"})
        return self.draft.refer("issues", label, known, "concept",
                                support_means=means or UNWRITTEN)  # fmt: skip

    def _not_taken(self, statement: Statement, roles: Mapping[str, str]) -> None:
        for name, value in statement.values.items():
            if name not in roles.values():
                why = "the variable has no place in a record"
                self.draft.leave_out(f"variable “{name}”", why, value)

    def finish(self, base: dna_file.Database) -> None:
        """Say what else the database holds, and complete its sources."""
        for document in base.documents:
            if document.number not in self.keys:
                self.source(document.number)
        for what, count in base.beside.items():
            if count:
                self.draft.leave_out(what, "a record has none", count=count)
        told = "strength of stances, dates of statements, chains, events, marks"
        self.draft.leave_out(told, "the database does not have them", count=0)
        self.sources.finish()


def _roles(names: list[str], asked: Mapping[str, str]) -> dict[str, str]:
    """Which variable of a kind of statement has which role."""
    found = {}
    for role, known in ROLES.items():
        own = [n for n in names if asked.get(n) == role]
        own += [n for n in names if n not in asked and n.casefold() in known]
        if own:
            found[role] = own[0]
    return found


def _said(statement: Statement, body: str = "") -> str:
    """What a note tells of a statement: its number and coder, for whom a person is."""
    coder = f", coded by {statement.coder}" if statement.coder else ""
    where = f"; for {body}" if body else ""
    note = statement.values.get("note", "")
    told = f"Statement {statement.number} of the database{coder}{where}."
    return told if not note or _FACT.search(note) else f"{told} {note}"
