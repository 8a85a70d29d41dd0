"""
The database of Discourse Network Analyzer 3.0, as SQL: its tables, our variables.

Tables and columns are those that DNA 3.0.8 makes in `sql/Sql.java` (leifeld/dna on
GitHub). Version 3.1 keeps its own otherwise. Nothing here comes from a record.
"""

from typing import Final

VERSION: Final = "3.0.8"
DATE: Final = "2022-06-16"
# A name, a title or any other short text has fewer characters than this.
SHORT: Final = 191

_COLOUR: Final = (
    "Red INTEGER DEFAULT 0 CHECK (Red BETWEEN 0 AND 255),"
    " Green INTEGER DEFAULT 0 CHECK (Green BETWEEN 0 AND 255),"
    " Blue INTEGER DEFAULT 0 CHECK (Blue BETWEEN 0 AND 255)"
)
_MAY: Final = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments",
    "AddStatements", "EditStatements", "DeleteStatements", "EditAttributes",
    "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
    "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements",
    "EditOthersStatements",
)  # fmt: skip
_PERMISSIONS: Final = ", ".join(
    f"Permission{may} INTEGER NOT NULL DEFAULT 1" for may in _MAY
)


def _text(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (LENGTH({name}) < {SHORT})"


def _points(name: str, table: str) -> str:
    return f"FOREIGN KEY({name}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _value(name: str, kind: str, *more: str) -> str:
    """A table of one value for each statement and variable."""
    parts = [
        "ID INTEGER PRIMARY KEY NOT NULL",
        "StatementId INTEGER NOT NULL",
        "VariableId INTEGER NOT NULL",
        kind,
        _points("StatementId", "STATEMENTS"),
        _points("VariableId", "VARIABLES"),
        *more,
        "UNIQUE (StatementId, VariableId)",
    ]
    return f"CREATE TABLE {name} ({', '.join(parts)})"


TABLES: Final = (
    "CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY, Value TEXT NOT NULL)",
    f"CREATE TABLE CODERS (ID INTEGER NOT NULL PRIMARY KEY, {_text('Name')}, {_COLOUR},"
    " Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL DEFAULT 14,"
    " Password TEXT NOT NULL, PopupWidth INTEGER DEFAULT 300,"
    " ColorByCoder INTEGER NOT NULL DEFAULT 0,"
    " PopupDecoration INTEGER NOT NULL DEFAULT 0,"
    f" PopupAutoComplete INTEGER NOT NULL DEFAULT 1, {_PERMISSIONS})",
    f"CREATE TABLE DOCUMENTS (ID INTEGER NOT NULL PRIMARY KEY, {_text('Title')},"
    f" Text TEXT NOT NULL, Coder INTEGER, {_text('Author')}, {_text('Source')},"
    f" {_text('Section')}, Notes TEXT NOT NULL DEFAULT '', {_text('Type')},"
    f" Date INTEGER NOT NULL, {_points('Coder', 'CODERS')})",
    "CREATE TABLE STATEMENTTYPES (ID INTEGER NOT NULL PRIMARY KEY,"
    f" {_text('Label')}, {_COLOUR})",
    "CREATE TABLE VARIABLES (ID INTEGER NOT NULL PRIMARY KEY,"
    f" {_text('Variable')}, DataType TEXT NOT NULL DEFAULT 'short text' CHECK"
    " (DataType IN ('boolean', 'integer', 'long text', 'short text')),"
    f" StatementTypeId INTEGER, {_points('StatementTypeId', 'STATEMENTTYPES')},"
    " UNIQUE (Variable, StatementTypeId))",
    "CREATE TABLE VARIABLELINKS (ID INTEGER NOT NULL PRIMARY KEY,"
    " SourceVariableId INTEGER, TargetVariableId INTEGER,"
    " CHECK (TargetVariableId != SourceVariableId),"
    f" {_points('SourceVariableId', 'VARIABLES')},"
    f" {_points('TargetVariableId', 'VARIABLES')})",
    f"CREATE TABLE REGEXES (Label TEXT PRIMARY KEY, {_COLOUR})",
    "CREATE TABLE CODERRELATIONS (ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER,"
    " OtherCoder INTEGER, viewStatements INTEGER NOT NULL DEFAULT 1,"
    " editStatements INTEGER NOT NULL DEFAULT 1,"
    " viewDocuments INTEGER NOT NULL DEFAULT 1,"
    " editDocuments INTEGER NOT NULL DEFAULT 1, CHECK (Coder != OtherCoder),"
    f" {_points('Coder', 'CODERS')}, {_points('OtherCoder', 'CODERS')})",
    "CREATE TABLE STATEMENTS (ID INTEGER NOT NULL PRIMARY KEY,"
    " StatementTypeId INTEGER, DocumentId INTEGER,"
    " Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL,"
    f" Coder INTEGER, CHECK (Start < Stop), {_points('Coder', 'CODERS')},"
    f" {_points('StatementTypeId', 'STATEMENTTYPES')},"
    f" {_points('DocumentId', 'DOCUMENTS')})",
    _value("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
    _value("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
    "CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY NOT NULL,"
    f" VariableId INTEGER NOT NULL, {_text('Value')}, {_COLOUR},"
    " ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value),"
    f" {_points('ChildOf', 'ENTITIES')}, {_points('VariableId', 'VARIABLES')})",
    _value("DATASHORTTEXT", "Entity INTEGER NOT NULL", _points("Entity", "ENTITIES")),
    _value("DATALONGTEXT", "Value TEXT DEFAULT ''"),
    "CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER PRIMARY KEY NOT NULL,"
    f" VariableId INTEGER NOT NULL, {_text('AttributeVariable')},"
    f" UNIQUE (VariableId, AttributeVariable), {_points('VariableId', 'VARIABLES')})",
    "CREATE TABLE ATTRIBUTEVALUES (ID INTEGER PRIMARY KEY NOT NULL,"
    " EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL,"
    f" {_text('AttributeValue')}, UNIQUE (EntityId, AttributeVariableId),"
    f" {_points('EntityId', 'ENTITIES')},"
    f" {_points('AttributeVariableId', 'ATTRIBUTEVARIABLES')})",
)

STANCE: Final = "DNA Statement"
QUOTE: Final = "Annotation"
UNDECIDED: Final = "Stance without agreement"
_PARTIES: Final = {
    "person": "short text",
    "organization": "short text",
    "concept": "short text",
}
_TOLD: Final = {
    "stance": "short text",
    "voice": "short text",
    "asserter": "short text",
    "note": "long text",
}
# The kinds of statement, in the order of their numbers; the first two are DNA's own.
TYPES: Final[dict[str, dict[str, str]]] = {
    STANCE: _PARTIES | {"agreement": "boolean"} | _TOLD,
    QUOTE: {"note": "long text"},
    UNDECIDED: _PARTIES | _TOLD,
}
COLOURS: Final = {
    STANCE: (239, 208, 51), QUOTE: (211, 211, 211), UNDECIDED: (86, 180, 233)
}  # fmt: skip
# What DNA notes of a person, an organization, a concept.
ATTRIBUTES: Final = ("Type", "Alias", "Notes")

SET: Final = "INSERT INTO SETTINGS (Property, Value) VALUES (?, ?)"
CODER: Final = (
    "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password)"
    " VALUES (1, 'Admin', 255, 255, 0, ?)"
)
TYPE: Final = "INSERT INTO STATEMENTTYPES VALUES (?, ?, ?, ?, ?)"
VARIABLE: Final = "INSERT INTO VARIABLES VALUES (?, ?, ?, ?)"
ATTRIBUTE: Final = (
    "INSERT INTO ATTRIBUTEVARIABLES (VariableId, AttributeVariable) VALUES (?, ?)"
)
DOCUMENT: Final = (
    "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Section, Notes,"
    " Type, Date) VALUES (?, ?, ?, 1, ?, ?, ?, ?, 'source', ?)"
)
STATEMENT: Final = "INSERT INTO STATEMENTS VALUES (?, ?, ?, ?, ?, 1)"
ENTITY: Final = "INSERT INTO ENTITIES (ID, VariableId, Value) VALUES (?, ?, ?)"
VALUES: Final = {
    "boolean": "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value)"
    " VALUES (?, ?, ?)",
    "short text": "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity)"
    " VALUES (?, ?, ?)",
    "long text": "INSERT INTO DATALONGTEXT (StatementId, VariableId, Value)"
    " VALUES (?, ?, ?)",
}
