"""What a form knows of each field: its words, its rule, and what is consistent."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from dashboard.coding.steps import LISTS, Pairs
from dashboard.drafting.proposal import About
from dashboard.record import dates
from dashboard.record.codebook import READERS, RULES, SPEECH
from dashboard.record.limits import NAME
from dashboard.record.schema import TABLES, Column

# Columns that follow from a row's place, or from its table: nobody fills them in.
MADE: Final = (
    "source_id", "paragraph", "start", "end", "content", "evidence", "sha256", "length",
)  # fmt: skip
# What each field is called beside the text.
LABELS: Final = {
    "speaker_id": "Speaker", "on_behalf_of": "Speaks for", "cue": "Attribution",
    "within": "Stands in", "hedge": "Weakened by", "said_on": "Said on",
    "issue_id": "Issue", "country_id": "Country", "actor_id": "Person or body",
    "asserted_by": "Who says so", "quote_id": "Statement", "stance": "Stance",
    "strength": "How firmly", "voice": "On whose word", "valid": "Held during",
    "condition": "Condition", "happened_on": "When", "precision": "How exactly dated",
    "date_basis": "Dated by", "outside_date": "Date from elsewhere",
    "status": "Past or to come", "place": "Where", "account_of": "Another account of",
    "decision": "What the marks are for", "kind": "Kind", "title": "Title",
    "name": "Name", "role": "Office or occupation", "member_of": "Member of",
    "label": "The issue", "support_means": "“Supports” means", "topic": "Topic",
    "note": "Note", "relays": "Passed on by", "participants": "Who takes part",
}  # fmt: skip
# The codebook's rule of each field, by its name there: of one table, else of any.
_RULE: Final = {
    "speaker_id": "Whose words, whose view",
    "within": "Whose words, whose view",
    "relays": "Who passed it on",
    "on_behalf_of": "Who speaks for a country",
    "decision": "Every quotation mark is checked",
    "asserted_by": "Whose position, and who says so",
    "voice": "Whose position, and who says so",
    "positions.country_id": "Whose position, and who says so",
    "positions.actor_id": "Whose position, and who says so",
    "positions.kind": "Official positions and actions are kept apart",
    "stance": "No stance is invented",
    "strength": "No stance is invented",
    "condition": "No stance is invented",
    "hedge": "No stance is invented",
    "happened_on": "Dates come from the report",
    "said_on": "Dates come from the report",
    "valid": "Dates come from the report",
    "outside_date": "Dates come from the report",
    "precision": "Dates come from the report",
    "date_basis": "Dates come from the report",
    "account_of": "All accounts are kept",
    "quotes.kind": "Exact wording",
    "events.kind": "What counts as an event",
    "events.title": "How things are named",
    "label": "How things are named",
    "role": "How things are named",
    "status": "What counts as an event",
}
_NOBODY: Final = ""


class Party(NamedTuple):
    """Who asserts something: kind and seat of an actor, and for whom it speaks."""

    key: str = ""
    kind: str = ""
    seat: str = ""
    speaks_for: frozenset[str] = frozenset()


class Holder(NamedTuple):
    """Who holds a position, and who reports in its source (wire, else publisher)."""

    country: str = ""
    actor: str = ""
    reporter: str = ""


Parties = Callable[[str], Party]


class Slip(NamedTuple):
    """A field whose value does not go with the others': what is wrong, how to mend."""

    field: str
    value: str
    wrong: str
    mend: str


def _settable(table: str) -> dict[str, Column | None]:
    """
    Return the fields of a table that are filled in; None of a list of pairs.
    """
    columns = TABLES[table].columns
    found: dict[str, Column | None] = {
        one.name: one
        for one in columns
        if one.name not in MADE and (one.name != TABLES[table].key or table in _SAME)
    }
    if table in LISTS:
        found[LISTS[table]] = None
    return found


# Tables whose rows may be said to be one that the record has: by its key.
_SAME: Final = ("actors", "countries", "issues")


def refused(table: str, field: str, value: str | Pairs) -> str:
    """
    Return why a field cannot hold a value, whatever else its row holds, or "".

    What a key refers to is not looked at.
    """
    held = _settable(table)
    if field not in held:
        return f"{table} has no field “{field[:40]}” that is filled in"
    column = held[field]
    if column is None or not isinstance(value, str):
        basis = TABLES["relays"].columns[-1].allowed
        if isinstance(value, str) or column is not None:
            return "a list stands where a text does, or the reverse"
        wrong = [one for _, one in value if field == "relays" and one not in basis]
        return f"“{wrong[0][:40]}” is no way to pass words on" if wrong else ""
    if not value:
        return ""
    if column.allowed and value not in column.allowed:
        return f"“{value[:40]}” is none of: {', '.join(column.allowed)}"
    if column.holds == "date" and not dates.is_edtf(value):
        return f"“{value[:40]}” is no date: write 2023-07-27, 2023-07 or 2022/.."
    if column.is_name and len(value) > NAME:
        return f"a name has {NAME:,} characters at most"
    return ""


def refused_about(name: str, value: str) -> str:
    """
    Return why an article cannot say this of itself, or "".
    """
    if name not in About._fields:
        return f"of an article is told: {', '.join(About._fields)}"
    if name == "published_on" and value and not dates.is_edtf(value):
        return f"“{value[:40]}” is no date: write 2023-07-27"
    if len(value) > NAME:
        return f"“{name}” has {NAME:,} characters at most"
    return ""


def forms() -> dict[str, list[dict[str, Any]]]:
    """
    Return what a form needs of each table, as data for a browser: its fields in order.

    A field has `name`, `label`, `holds` (text, words, date, key, pairs), `required`,
    `refers_to`, `meaning`, `rule` (the codebook's name for it) and `sentence`, and of
    `words` each code with the reader's word and what it means.
    """
    tables = [name for name in TABLES if name not in ("sources", "relays",
                                                      "participants")]  # fmt: skip
    return {
        table: [_field(table, *one) for one in _settable(table).items()]
        for table in tables
    }


def _field(table: str, name: str, column: Column | None) -> dict[str, Any]:
    rule = _RULE.get(f"{table}.{name}", _RULE.get(name, ""))
    told = {
        "name": name,
        "label": LABELS.get(name, name),
        "rule": rule,
        "sentence": RULES.get(rule, ""),
    }
    if column is None:
        first, second = list(TABLES[name].columns)[-2:]
        return told | {
            "holds": "pairs", "required": False, "refers_to": first.refers_to,
            "meaning": TABLES[name].row_is, "words": _words(second),
            "second": second.refers_to,
        }  # fmt: skip
    holds = "words" if column.allowed else column.holds
    return told | {
        "holds": holds, "required": column.required, "refers_to": column.refers_to,
        # Whoever reads the form is the coder.
        "meaning": column.meaning.replace("the coder's", "your"),
        "words": _words(column),
    }  # fmt: skip


def _words(column: Column) -> list[tuple[str, str, str]]:
    """The words allowed: each code, what a reader calls it, and what it means."""
    readers = READERS.get(column.words, {})
    return [(code, readers.get(code, code), means)
            for code, means in column.allowed.items()]  # fmt: skip


def voices(holder: Holder, asserter: Party) -> list[str]:
    """
    Return whose word a position can be, by who holds it and who asserts it: as the
    checks of a record decide it, and where they are silent as the codebook does.
    """
    found = []
    is_medium = asserter.kind == "state_media"
    at_home = bool(holder.country) and asserter.seat == holder.country
    organ = asserter.kind in ("state", "state_body")
    speaks = bool(holder.country) and (
        (organ and at_home) or holder.country in asserter.speaks_for
    )
    is_holder = bool(asserter.key) and asserter.key == holder.actor
    is_reporter = bool(asserter.key) and asserter.key == holder.reporter
    if is_holder or (speaks and not is_medium):
        found.append("self")
    if is_medium and (at_home or not holder.country):
        found.append("own_state_media")
    for_others = set(asserter.speaks_for)
    for_others |= {asserter.seat} if organ or is_medium else set()
    if for_others - {holder.country, _NOBODY}:
        found.append("other_state")
    if is_reporter:
        found.append("reporter")
    if not found:
        # Whoever speaks for no state, and is neither holder nor reporter.
        if asserter.kind in ("", "person", "organisation", "group", "anonymous"):
            found.append("analyst")
        found.append("other")
    return found


def offered(
    table: str, row: Mapping[str, Any], parties: Parties, reporter: str
) -> dict[str, list[str]]:
    """
    Return the words that go with what a row holds, by the fields in which not all do.
    """
    if table == "positions":
        return _of_position(row, parties, reporter)
    if table == "events":
        return _of_event(row)
    if table == "marks" and row.get("decision") and row["decision"] not in SPEECH:
        return {"quote_id": [""]}
    return {}


def _of_position(
    row: Mapping[str, Any], parties: Parties, reporter: str
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    stance = row.get("stance", "")
    if stance == "not_stated":
        found["strength"], found["kind"] = [""], ["silence"]
    elif stance:
        kinds = TABLES["positions"].columns
        allowed = next(one.allowed for one in kinds if one.name == "kind")
        found["kind"] = [one for one in allowed if one != "silence"]
        if row.get("hedge"):
            found["strength"] = ["1"]
    if row.get("asserted_by"):
        holder = Holder(row.get("country_id", ""), row.get("actor_id", ""), reporter)
        if holder.country or holder.actor:
            found["voice"] = voices(holder, parties(row["asserted_by"]))
    return found


def _of_event(row: Mapping[str, Any]) -> dict[str, list[str]]:
    words = {one.name: list(one.allowed) for one in TABLES["events"].columns}
    if row.get("date_basis") == "undated" or row.get("precision") == "unknown":
        return {"precision": ["unknown"], "date_basis": ["undated"],
                "happened_on": [""]}  # fmt: skip
    if row.get("happened_on"):
        return {
            "precision": [one for one in words["precision"] if one != "unknown"],
            "date_basis": [one for one in words["date_basis"] if one != "undated"],
        }
    return {}


def slips(
    table: str, row: Mapping[str, Any], parties: Parties, reporter: str
) -> Iterator[Slip]:
    """
    Give the fields of a row that do not go with its others; of empty ones nothing.
    """
    for field, words in offered(table, row, parties, reporter).items():
        value = row.get(field, "")
        if not value or value in words:
            continue
        if field == "voice":
            wrong = "is not whose word it is, by who holds it and who asserts it"
        elif words == [""]:
            wrong = "goes with nothing else that this row says"
        else:
            wrong = "does not go with what else this row says"
        yield Slip(field, value, wrong, f"choose: {_either(field, words)}")
    for actor, basis in row.get("relays", ()):
        if bool(actor) == (basis == "agentless"):
            wrong = "a relay is named, or agentless: nobody named"
            yield Slip("relays", actor, wrong, "name the relay, or say “nobody named”")


def _either(field: str, words: Iterable[str]) -> str:
    lists = {"voice": "voice", "strength": "strength", "kind": "position_kind",
             "precision": "precision", "date_basis": "date_basis"}  # fmt: skip
    readers = READERS.get(lists.get(field, ""), {})
    return " or ".join(readers.get(one, one) or "nothing (leave it empty)"
                       for one in words)  # fmt: skip
