"""Rows of any table-like file, their columns mapped to fields of a record's tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from dashboard.importing.draft import (
    EACH,
    NAMED,
    UNWRITTEN,
    Cells,
    Draft,
    Options,
    Origin,
    Sheet,
    Told,
)
from dashboard.importing.reading import DESCRIBED, NOTE, fields, planned
from dashboard.importing.sources import Sources
from dashboard.importing.spans import Hint, NotFound, Place, SourceText
from dashboard.record import dates
from dashboard.record.codebook import WORDS
from dashboard.record.schema import TABLES, Column, Table

# What stands for a cell that no file and nobody tells: it claims the least.
LEAST: Final = {("quotes", "kind"): "indirect"}


@dataclass
class _Node:
    """One field: its cells, its value where these are empty, what describes it."""

    name: str
    column: Column | None = None
    places: list[int] = field(default_factory=list)
    fixed: str = ""
    inner: dict[str, "_Node"] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def value(self, cells: list[str]) -> str:
        """The field's value in a row."""
        for place in self.places:
            if cells[place]:
                return cells[place]
        return self.fixed


def fill(draft: Draft, sheet: Sheet, options: Options, told: Told) -> None:
    """
    Add a sheet's rows to a draft: what each column is mapped to, spans that are found
    from the words, actors and issues by their names.

    Raises:
        NotRead: an option names what there is not, or a text cannot be read.

    """
    plan = planned(sheet, options)
    table = TABLES[options.table or sheet.table]
    rows = _Rows(draft, table, sheet, plan, options)
    done = 0
    for one in sheet.aside:
        draft.leave_out(one.what, one.why, one.example)
    if not sheet.columns or not rows.ask():
        return
    for done, (number, cells) in enumerate(sheet.rows, start=1):
        rows.add(number, cells)
        if done % EACH == 0:
            told("rows", done, max(done, sheet.total))
    told("rows", done, done)
    rows.finish()


class _Rows:
    """The rows of a sheet on their way into a draft."""

    def __init__(
        self,
        draft: Draft,
        table: Table,
        sheet: Sheet,
        plan: Mapping[str, str],
        options: Options,
    ) -> None:
        self.draft, self.table = draft, table
        self.words = table.words
        self.sources = Sources(draft, dict(options.texts))
        self.columns = sheet.columns
        self.unmapped = [
            (place, name) for place, name in enumerate(sheet.columns) if not plan[name]
        ]
        self.root = _Node("", inner=_tree(table, plan, options.values))
        self.called = {f: c for c, f in plan.items() if f}
        self._name(self.root)
        self.names = self.root.names
        # New rows by the path by which they were named, for what must be asked of them.
        self.made: dict[tuple[str, str], list[Cells]] = {}

    def _name(self, node: _Node) -> None:
        """Note what the file calls the columns of the rows that a node stands for."""
        path = f"{node.name}." if node.name else ""
        called = self.called
        names = {n: called[path + n] for n in node.inner if path + n in called}
        target = TABLES.get(node.column.refers_to) if node.column else None
        if target and node.name in called:
            own = (target.key, "name", "label", "title")
            names = dict.fromkeys(own, called[node.name]) | names
        node.names = names
        for one in node.inner.values():
            self._name(one)

    def ask(self) -> bool:
        """
        Ask for what each row must have and no column tells, once; tell whether rows can
        be read before that is answered.
        """
        table, inner = self.table, self.root.inner
        told = {name for name, one in inner.items() if one.places or one.fixed}
        found = {table.key} if table.name != "countries" else set()
        if self.words:
            found |= {"source_id", "paragraph", "start", "end"}
            found |= {self.words} if {"start", "end"} <= told else set()
        found |= {column for name, column in LEAST if name == table.name}
        for column in table.columns if table.name != "sources" else ():
            if column.required and column.name not in (*told, *found):
                name = column.name
                mend = f"--map COLUMN={name} or --set {name}=VALUE"
                if column.allowed:
                    mend += f"; VALUE is {', '.join(column.allowed)}"
                wrong = f"not told in any column: {column.meaning}"
                self.draft.ask(name, wrong, mend, column.allowed)
        return not self.words or self.words in (*told, *found)

    def add(self, number: int | None, cells: list[str]) -> None:
        """Add one row of the sheet."""
        draft, table = self.draft, self.table
        origin = Origin(number, self.names)
        for place, name in self.unmapped:
            if cells[place]:
                why = "the column is mapped to no field"
                draft.leave_out(f"column “{name}”", why, cells[place])
        row: Cells = {}
        before = draft.total
        source: Cells | None = None
        if table.name == "sources":
            source = self._source(cells, origin)
            if source is None:
                return
        for name, node in self.root.inner.items():
            if node.column and node.column.refers_to:
                row[name] = self._key(node, cells, origin)
            elif name == NOTE and len(node.places) > 1:
                row[name] = self._note(node, cells)
            elif source is None or name != table.key:
                row[name] = self._value(node, cells)
        if source is not None:
            source.update({k: v for k, v in row.items() if v and k in source})
            return
        if self.words and not self._span(row, origin):
            return
        self._least(row)
        if table.key and not row.get(table.key):
            row[table.key] = self._new_key(row)
        if draft.total == before:
            draft.add(table.name, row, origin)

    def _new_key(self, row: Cells) -> str:
        if self.words:
            paragraph = int(row.get("paragraph") or 0)
            source = row["source_id"]
            return self.draft.passage_key(self.table.name, source, paragraph)
        called = row.get("name") or row.get("label") or row.get("title") or ""
        if self.table.name == "countries":
            return ""
        return self.draft.key_of(self.table.name, called)

    def _note(self, node: _Node, cells: list[str]) -> str:
        """Several columns as one note, each after its name."""
        told = (f"{self.columns[p]}: {cells[p]}" for p in node.places if cells[p])
        return "; ".join(told) or node.fixed

    def _least(self, row: Cells) -> None:
        for (table, column), value in LEAST.items():
            if table == self.table.name and not row.get(column):
                row[column] = value
                self.draft.hold(f"{column} of {table} as “{value}”, which claims least")

    def _value(self, node: _Node, cells: list[str]) -> str:
        """A cell as its field holds it: a day that somebody wrote out is EDTF."""
        value = node.value(cells)
        is_date = node.column is not None and node.column.holds == "date"
        if not value or not is_date or dates.is_edtf(value):
            return value
        if (day := dates.day(value)) is None:
            return value
        self.draft.hold("dates in EDTF, where the file writes them out")
        return day.isoformat()

    def _source(self, cells: list[str], origin: Origin) -> Cells | None:
        """The row of a new source that a row describes; None where there is none."""
        called, *others = (
            self.root.inner[name].value(cells) if name in self.root.inner else ""
            for name in ("source_id", "url", "title")
        )
        first, *more = [one for one in (called, *others) if one] or [""]
        key, is_new = self.sources.key_of_row(first, more, origin)
        if key and not is_new:
            self.draft.leave_out("sources", "the record has them already", key)
        return self.draft.row("sources", key) if is_new else None

    def _key(self, node: _Node, cells: list[str], origin: Origin) -> str:
        """The key that a cell means, and what else the row tells of who has it."""
        value = node.value(cells)
        target = node.column.refers_to if node.column else ""
        if target == "sources":
            key, is_new = self.sources.key(value, origin, node.name)
        elif not value or target == self.table.name:
            return value  # A row of this very table may stand further down.
        else:
            rows = self.draft.rows[target]
            before = len(rows)
            inner = Origin(origin.row, node.names)
            key = self.draft.refer(target, value, inner, node.name)
            is_new = len(rows) > before
        row = self.draft.row(target, key) if target in DESCRIBED else None
        if row is None:
            self._known_already(node, cells, key)
            return key
        if is_new:
            self.made.setdefault((node.name, target), []).append(row)
        for name, one in node.inner.items():
            refers = one.column and one.column.refers_to
            told = self._key(one, cells, origin) if refers else self._value(one, cells)
            if not row[name]:
                row[name] = told
            elif told and told != row[name]:
                wrong = f"{value or key} has “{row[name][:60]}” in another row"
                mend = "write the same in all of its rows"
                self.draft.wrong(origin, self.called.get(one.name, one.name), told,
                                 wrong, mend)  # fmt: skip
        return key

    def _known_already(self, node: _Node, cells: list[str], key: str) -> None:
        """Say that what a row tells of a row that the record has is not taken."""
        if node.column and any(one.value(cells) for one in node.inner.values()):
            why = "the record has these already, and keeps what it says of them"
            self.draft.leave_out(f"what is told of {node.column.refers_to}", why, key)

    def _span(self, row: Cells, origin: Origin) -> bool:
        """Put a row's words at their place; tell whether they have one."""
        if not row.get("source_id"):
            if "source_id" in row:
                return False  # Its source is none, which has been told.
            row["source_id"] = self.sources.key("", origin, "source_id")[0]
            if not row["source_id"]:
                return False
        words, text = row.get(self.words, ""), self.sources.text(row["source_id"])
        start, end = _number(row.get("start")), _number(row.get("end"))
        if text is None:
            return self._as_told(row, words, origin)
        paragraph = _number(row.get("paragraph"))
        hint = Hint(start, row.pop("before", ""), row.pop("after", ""), paragraph)
        found: Place | NotFound | None
        if words:
            found = text.find(words, hint)
        else:
            found = text.place(start or 0, end or 0) if end else None
            found = found or NotFound("no words and no span", "fill in the words")
        if isinstance(found, NotFound):
            column = self.words
            self.draft.wrong(origin, column, words, found.wrong, found.mend)
            return False
        self._placed(row, words, found, text)
        return True

    def _placed(self, row: Cells, words: str, found: Place, text: SourceText) -> None:
        """Write a place into a row; the marks around all of the words stay outside."""
        inner = text.within_marks(found)
        if inner is not found:
            found = inner
            self.draft.hold("words without the quotation marks around them")
        row[self.words] = found.words
        row["start"], row["end"] = str(found.start), str(found.end)
        row["paragraph"] = str(text.paragraph(found.start))
        if found.forms:
            self.draft.hold("words as the source prints them, where the file has others"
                            f" in form: {' and '.join(found.forms)}")  # fmt: skip
        if found.is_moved and row.get("start"):
            self.draft.hold("the place of the words, where the file's own offsets"
                            " have other words")  # fmt: skip

    def _as_told(self, row: Cells, words: str, origin: Origin) -> bool:
        """Whether a row has all of its span already, as its text is not given."""
        places = ("start", "end", "paragraph")
        needed = [name for name in places if name in self.table.names]
        if words and all(row.get(name) for name in needed):
            self.draft.hold("spans as the file tells them: no text was given to hold"
                            " them against")  # fmt: skip
            return True
        mend = f"give the text of {row['source_id']}: --source-text FILE"
        wrong = f"no text in which to find them: {', '.join(needed)} are not told"
        self.draft.wrong_once(self.words, "", wrong, mend)
        return False

    def finish(self) -> None:
        """Say what must be told of new rows, and of what was given and not used."""
        draft = self.draft
        self._own_names()
        for (path, target), rows in self.made.items():
            if target == "actors":
                lacking = [row for row in rows if not row["kind"]]
                self._kinds(path, lacking)
            for row in rows if target == "issues" else ():
                if not row["support_means"]:
                    row["support_means"] = UNWRITTEN
                    draft.hold(f"what “supports” means on a new issue as “{UNWRITTEN}”")
        self.sources.finish()
        for text in self.sources.unused():
            draft.leave_out("texts", "of no source that the file names", text)

    def _own_names(self) -> None:
        """Put keys for the names by which rows refer to others of their own table."""
        name = self.table.name
        own = [one.name for one in self.table.columns if one.refers_to == name]
        called = NAMED.get(name, "")
        rows = self.draft.rows[name] if own and called else []
        keys = {row[called]: row[self.table.key] for row in rows}
        known = self.draft.known.names.get(name, {})
        keys |= {one: found[0] for one, found in known.items() if len(found) == 1}
        for row in rows:
            for column in own:
                if not self.draft.is_taken(name, row[column]):
                    row[column] = keys.get(row[column], row[column])

    def _kinds(self, path: str, rows: list[Cells]) -> None:
        """Of new actors, what kind each is: asked for, as it can mean much."""
        if not rows:
            return
        if path.endswith("publisher_id") or path.endswith("wire_id"):
            for row in rows:
                row["kind"] = "group"
            self.draft.hold("the kind of a new publisher as “group”, which claims"
                            " least", len(rows))  # fmt: skip
            return
        names = ", ".join(row["name"] for row in rows[:5])
        more = f" and {len(rows) - 5:,} more" if len(rows) > 5 else ""
        wrong = f"the kind of new actors is not told: {names}{more}"
        kinds = WORDS["actor_kind"]
        mend = f"--set {path}.kind=KIND or --map COLUMN={path}.kind; KIND is"
        self.draft.ask(f"{path}.kind", wrong, f"{mend} {', '.join(kinds)}", kinds)


def _tree(
    table: Table, plan: Mapping[str, str], values: Mapping[str, str]
) -> dict[str, _Node]:
    """The fields that are mapped or given, each below the one that it describes."""
    root = _Node("")
    known = fields(table.name)

    def at(path: str) -> _Node:
        node, walked = root, ""
        for part in path.split("."):
            walked = f"{walked}.{part}" if walked else part
            if part not in node.inner:
                node.inner[part] = _Node(walked, known.get(walked))
            node = node.inner[part]
        return node

    for place, (_, path) in enumerate(plan.items()):
        if path:
            at(path).places.append(place)
    for path, value in values.items():
        at(path).fixed = value
    return root.inner


def _number(cell: str | None) -> int | None:
    is_number = cell and cell.isascii() and cell.isdigit() and len(cell) < 18
    return int(cell) if cell and is_number else None
