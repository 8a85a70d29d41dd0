"""The record's tables as data: columns and what they hold, keys, allowed words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from dashboard.record.codebook import WORDS

SLUG: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COUNTRY_CODE: Final = r"^([A-Z]{3}|X-[A-Z]+)$"
SHA256: Final = r"^[0-9a-f]{64}$"
# A row of an answer: what its columns hold, by their names.
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Column:
    """
    One column: what a cell holds, whether it may be empty, where its key points.

    `holds` is one of text, key, words, integer, date (EDTF), hash. A column that a
    record `may_lack` is read as empty where its file has none of it. What `is_name`
    has at most `limits.NAME` characters.
    """

    name: str
    meaning: str
    required: bool = False
    holds: str = "text"
    refers_to: str = ""
    words: str = ""
    least: int = 0
    may_lack: bool = False
    is_name: bool = False

    @property
    def allowed(self) -> dict[str, str]:
        """The words allowed here and what each means; empty where any text is."""
        return WORDS[self.words] if self.words else {}

    @property
    def is_integer(self) -> bool:
        """Whether a cell is a whole number."""
        return self.holds == "integer"


@dataclass(frozen=True)
class Table:
    """
    One table: what one row is, its columns in order, its primary key if any.
    """

    name: str
    row_is: str
    columns: tuple[Column, ...]
    key: str = ""

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]

    @property
    def words(self) -> str:
        """The column of the words that a row quotes from a source; "" for none."""
        return next((one for one in ("content", "evidence") if one in self.names), "")

    @property
    def teller(self) -> str:
        """The column that names the statement by which a row's words came."""
        return "within" if "within" in self.names else "quote_id"


_text = Column
_name = partial(Column, is_name=True)
_key = partial(Column, required=True, holds="key")
_date = partial(Column, holds="date")
_number = partial(Column, required=True, holds="integer")


def _ref(name: str, table: str, meaning: str, required: bool = False) -> Column:
    return Column(name, meaning, required, "key", refers_to=table)


def _word(name: str, words: str, meaning: str) -> Column:
    return Column(name, meaning, True, "words", words=words)


def _span(words: str, meaning: str, paragraph: bool = True) -> tuple[Column, ...]:
    """The columns that say where in the source a row's printed words stand."""
    place = (
        _ref("source_id", "sources", "the document that prints the words", True),
        _number("paragraph", "which non-blank line of the source, from 1", least=1),
        _number("start", "code points from the beginning of the source, from 0"),
        _number("end", "where the span ends, exclusive", least=1),
        _text(words, meaning, True),
    )
    return place if paragraph else (place[0], *place[2:])


_NOTE = _text(
    "note",
    "what another coder should know about this row; “He” means Kim., “over is” as"
    " printed. and “banned” is Reuters’ word. are told beside those words",
)
_HEDGE = _text("hedge", "the printed words that weaken it: “may”, “suggested”")

# A line a column, as a reader of the schema wants it.
# fmt: off
TABLES: Final[dict[str, Table]] = {
    table.name: table
    for table in (
        Table("sources", "a published document", (
            _key("source_id", "the document's key"),
            _name("title", "its headline", True),
            _ref("publisher_id", "actors", "who published it", True),
            _ref("wire_id", "actors", "the news agency whose report it prints"),
            _text("dateline", "the place from which it reports"),
            _date("published_on", "the day it was published", True),
            _text("url", "where it can be read"),
            _text("language", "its language, as a BCP 47 tag", True),
            Column("sha256", "SHA-256 of the file's bytes", True, "hash"),
            _number("length", "its length in code points", least=1),
            _text("rights", "whose words these are, and on what terms"),
        ), "source_id"),
        Table("countries", "a state, former state or bloc", (
            _key("country_id", "ISO 3166-1 alpha-3 code, or X- plus capital letters"),
            _name("name", "its name in English", True),
            _word("kind", "country_kind", "state, former state or bloc"),
        ), "country_id"),
        Table("actors", "a person or body that speaks, relays or takes part", (
            _key("actor_id", "the actor's key"),
            _name("name", "its name as the record prints it", True),
            _word("kind", "actor_kind", "person, state body, news outlet …"),
            _name("role", "office or occupation, as the source gives it"),
            _ref("country_id", "countries", "nationality or seat"),
            _ref("member_of", "actors", "the body that it belongs to"),
        ), "actor_id"),
        Table("issues", "a question on which one can take sides", (
            _key("issue_id", "the issue's key"),
            _name("label", "the issue in a few words", True),
            _text("support_means", "the sentence that “supports” endorses", True),
            _name("topic", "what it is shown under with its like; may be left out",
                  may_lack=True),
        ), "issue_id"),
        Table("quotes", "one attributed statement, in the words printed", (
            _key("quote_id", "the statement's key"),
            *_span("content", "the attributed words, exactly as printed"),
            _word("kind", "quote_kind", "how the words are given"),
            _ref("speaker_id", "actors", "whose words or view it is", True),
            _ref("on_behalf_of", "countries", "the state as which the speaker speaks"),
            _text("cue", "the words that attribute it, as printed: “said”"),
            _ref("within", "quotes", "the statement in which this one is nested"),
            _HEDGE,
            _date("said_on", "when the words were first said, as the source has it"),
            _ref("issue_id", "issues", "the main issue (the coder's reading)"),
            _NOTE,
        ), "quote_id"),
        Table("relays", "one link between a speaker and the source", (
            _ref("quote_id", "quotes", "the statement that was passed on", True),
            _number("hop", "1 is nearest the speaker", least=1),
            _ref("actor_id", "actors", "who passed it on; empty only if agentless"),
            _word("basis", "basis", "how the source shows the hop"),
        )),
        Table("marks", "one pair of quotation marks in a source", (
            _key("mark_id", "the pair's key"),
            *_span("content", "the words between the marks", paragraph=False),
            _word("decision", "decision", "what the marks are for"),
            _ref("quote_id", "quotes", "the innermost statement they belong to"),
            _text("note", "why it was decided so"),
        ), "mark_id"),
        Table("positions", "one holder's stance on one issue, as one account has it", (
            _key("position_id", "the position's key"),
            _ref("country_id", "countries", "the state whose position it is"),
            _ref("actor_id", "actors", "the person or body whose position it is"),
            _ref("issue_id", "issues", "the issue (the coder's reading)", True),
            _word("stance", "stance", "the side taken (the coder's reading)"),
            Column("strength", "how firmly", False, "integer", "", "strength", 1),
            _word("kind", "position_kind", "what sort of position it is"),
            _word("voice", "voice", "who says so: the holder, its media, or others"),
            _ref("asserted_by", "actors", "who says that it is their position", True),
            _ref("quote_id", "quotes", "the statement that it is drawn from"),
            *_span("evidence", "the shortest printed words that carry it"),
            _date("valid", "the period for which the source says that it held"),
            _text("condition", "the printed “if”"),
            _HEDGE,
            _NOTE,
        ), "position_id"),
        Table("events", "an account of what happened, is happening or is threatened", (
            _key("event_id", "the event's key"),
            _name("title", "the event in the coder's own words", True),
            _word("kind", "event_kind", "what sort of event it is"),
            _ref("issue_id", "issues", "the main issue (the coder's reading)"),
            _date("happened_on", "when, as this source dates it"),
            _word("precision", "precision", "how exactly the source dates it"),
            _word("date_basis", "date_basis", "stated, inferred from it, or none"),
            _date("outside_date", "a date from general knowledge, never the source's"),
            _word("status", "status", "past, ongoing, planned or threatened"),
            _text("place", "where, as the source names it"),
            _ref("quote_id", "quotes", "the statement that tells of it, if any"),
            Column("account_of", "the event of which it is another account", False,
                   "key", "events", may_lack=True),
            *_span("evidence", "the shortest printed words that carry it"),
            _NOTE,
        ), "event_id"),
        Table("participants", "an actor or country that takes part in an event", (
            _ref("event_id", "events", "the event", True),
            _ref("actor_id", "actors", "the person or body that takes part"),
            _ref("country_id", "countries", "the state it takes part for, or itself"),
        )),
    )
}
# fmt: on
# The tables whose rows quote words of a source.
QUOTING: Final = {name: table for name, table in TABLES.items() if table.words}


def _field(table: Table, column: Column) -> dict[str, Any]:
    """Return one column as a Table Schema field."""
    rules: dict[str, Any] = {"required": True} if column.required else {}
    if column.name == table.key:
        rules["unique"] = True
    if column.allowed:
        kind = int if column.is_integer else str
        rules["enum"] = [kind(word) for word in column.allowed]
    if column.is_integer:
        rules["minimum"] = column.least
    if column.holds == "hash":
        rules["pattern"] = SHA256
    if column.holds == "key":
        is_country = (column.refers_to or table.name) == "countries"
        rules["pattern"] = COUNTRY_CODE if is_country else SLUG
    holds = "integer" if column.is_integer else "string"
    described = {"name": column.name, "type": holds, "description": column.meaning}
    return described | ({"constraints": rules} if rules else {})


def _resource(table: Table) -> dict[str, Any]:
    """
    Return one table as a Data Package 2.0 resource with its Table Schema.
    """
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = [table.key]
    schema["foreignKeys"] = [
        {
            "fields": [column.name],
            "reference": {
                # The empty string is Table Schema's word for the same table.
                "resource": "" if column.refers_to == table.name else column.refers_to,
                "fields": [TABLES[column.refers_to].key],
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "mediatype": "text/csv",
        "description": f"One row is {table.row_is}.",
        "schema": schema,
    }


def datapackage(about: dict[str, Any]) -> dict[str, Any]:
    """
    Return a record's `datapackage.json`: `about` (title, licences …) and the tables.
    """
    tables = [_resource(table) for table in TABLES.values()]
    profile = {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"}
    return profile | about | {"resources": tables}
