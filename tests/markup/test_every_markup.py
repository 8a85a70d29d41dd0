"""
No cell becomes markup: every public function of `markup/`, called with hostile cells.

Each is called twice, with harmless cells and with hostile ones, and both results are
parsed. They must have the same elements and attributes, and the same text but for the
cells, which stand there as they were written.
"""

import importlib
import inspect
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from html.parser import HTMLParser
from types import FunctionType, ModuleType
from typing import Any, get_type_hints
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

import dashboard.markup
from dashboard.charts.date_groups import DateGroup
from dashboard.citing import attribution
from dashboard.citing.attribution import Parts
from dashboard.database.record import Record
from dashboard.markup import actors as actor_markup
from dashboard.markup import (
    base,
    found,
    issues,
    legends,
    matrix,
    method,
    overview,
    rows,
    timeline,
    verdicts,
)
from dashboard.markup import countries as country_markup
from dashboard.provenance import copied_text
from dashboard.provenance.claims import Claim, Finding, Verdict
from dashboard.provenance.copied_text import Copy
from dashboard.provenance.coverage import Trace
from dashboard.provenance.diff import Change
from dashboard.queries import (
    actors,
    countries,
    counts,
    events,
    network,
    sources,
    stances,
)
from dashboard.queries import issues as issue_queries
from dashboard.queries.ask import Key
from dashboard.queries.filters import Filters
from dashboard.record import codebook
from dashboard.record.schema import Column, Row, Table
from dashboard.search import directory, quotes

EVERYTHING = Filters()
LONGEST = 40  # Signs of a hostile cell: the page cuts the words of a mark at 60.
FRAGMENTS = (
    "<script>alert(1)</script>", "</bdi></li></p></td>", "<img src=x onerror=y>",
    '" onclick="x', "' x='", "&lt;b&gt;", "&#60;b&#62;", "&amp", "&", "<", ">", "{}",
    "{0.__class__}", "%s", "javascript:alert(1)", "<!--", "-->", "<![CDATA[", "]]>",
    "\\x3cb\\x3e", "\u202e\u2066", "\u2069\u200f", "\x00\x07\x1b", "\u2028", "\r\n\t",
    "שלום", "😀", "`*[a](b)",
)  # fmt: skip
# Everything at once, in the first of the cells that are tried.
WORST = """</bdi>"'<b x=1>&lt;{}%s\x00\u202e"""
HOSTILE = st.lists(
    st.sampled_from(FRAGMENTS)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    min_size=1,
    max_size=4,
).map(lambda pieces: "".join(pieces)[:LONGEST])
# A cell of these is a coded word, a date or a hash of the program: it is left alone.
CODED = {
    "kind", "voice", "stance", "date_basis", "decision", "speaker_kind",
    "asserter_kind", "happened_on", "said_on", "valid", "published_on", "outside_date",
}  # fmt: skip
# What parts the names in a cell, or the words of a table's head.
BETWEEN = {"relayed_by": "→", "people": "·", "countries": "·", "head": "_"}

# What returns text or a table of cells, no HTML, and what escapes it then.
NO_HTML = {
    "base.markdown": "escapes for Markdown",
    "legends.in_words": "the legend of a saved picture, written as text",
    "legends.network_legend": "the legend of a saved picture, written as text",
    "method.rows": "the label of an expander, of numbers alone",
    "timeline.tellers": "names by event",
    "verdicts.table": "a table to download",
    "verdicts.told": "the head of a table, which escapes it",
}


class Cells:
    """
    Free cells of a record, each with its column's name around what all of them hold.
    """

    def __init__(self, held: str = "") -> None:
        self.held = held
        self.given: dict[str, str] = {}  # By what a harmless cell of the name is.

    def __call__(self, name: str) -> str:
        """Return the cell of a column; a capital begins it, as it may a sentence."""
        held = self.held
        if name in BETWEEN:
            held = held.replace(BETWEEN[name], "")
        # A letter on each side: nothing trims or joins what the cell begins with.
        column = name.title().replace("_", "")
        self.given[f"{column}{column}Z"] = f"{column}{held}{column}Z"
        return self.given[f"{column}{column}Z"]


class Parsed(HTMLParser):
    """
    The elements of some HTML with their attributes, in order, and its text.
    """

    def __init__(self, html: Markup) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, ...]] = []
        self.values: list[tuple[str, object]] = []
        self.text = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.values += [(name, _read(name, value or "")) for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.elements.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.elements.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.elements.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.elements.append(("declaration", data))


def _read(name: str, value: str) -> object:
    """
    What an attribute holds; of a link within the dashboard, page and question. Which
    sentence a row's words make is for `citing` to tell: here, that it breaks nothing.
    """
    if name == "data-words":
        return ""
    if name not in ("href", "data-link") or value.startswith("http"):
        return value
    scheme, netloc, path, query, fragment = urlsplit(value)
    assert (scheme, netloc, fragment) == ("", "", ""), value
    return path, parse_qs(query, keep_blank_values=True)


def _replaced(value: Any, given: dict[str, str]) -> Any:
    """A value of harmless cells with the hostile ones in their places."""
    if not given:
        return value
    names = re.compile("|".join(sorted(map(re.escape, given), key=len, reverse=True)))

    def put(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: put(cell) for key, cell in one.items()}
        if isinstance(one, list | tuple):
            return type(one)(map(put, one))
        return names.sub(lambda found: given[found.group()], one)

    return put(value)


class Answer:
    """A query that gives the same answer whatever it is asked."""

    def __init__(self, rows: object) -> None:
        self.rows = rows

    def __call__(self, *asked: object) -> object:
        return self.rows


class Known:
    """The small record's answers, a row of each kind, whose cells are made hostile."""

    def __init__(self, record: Record) -> None:
        chosen = EVERYTHING
        self.quotes = quotes.quotes(record, chosen).drop_duplicates("kind")
        self.positions = stances.positions(record, chosen).drop_duplicates("voice")
        self.events = events.events(record, chosen)
        self.marks = sources.audit(record, chosen).drop_duplicates("decision")
        self.sources = sources.sources(record, chosen)
        self.attributed = sources.attributed(record, chosen)
        self.figures = actors.with_figures(record, chosen).drop_duplicates("kind")
        self.countries = countries.with_figures(record, chosen)
        arden = Key("ARD")
        self.speakers = countries.speakers(record, chosen, arden)
        self.passed_on = countries.relays(record, chosen, arden)
        self.accounts = countries.accounts(record, chosen, arden)
        self.relayed = actors.relayed_only(record, chosen)
        self.spoken = actors.spoken_for(record, chosen)
        self.counts = counts.counts(record, chosen)
        self.media = counts.state_media(record, chosen)
        self.contested = stances.contested(record, chosen)
        self.stances = stances.stances(record, chosen)
        part = stances.part(record, chosen)
        self.segments = stances.segments(record, chosen, part)
        self.unattributed = counts.unattributed(record, chosen)
        self.decisions = sources.decisions(record, chosen)
        self.issues = issue_queries.issues(record, chosen)
        self.held = pd.DataFrame(
            row
            for held in issue_queries.by_issue(
                record, chosen, self.issues["issue_id"]
            ).values()
            for row in held
        )


def hostile(cells: Cells, answer: pd.DataFrame) -> list[Row]:
    """
    Return each row twice, its free cells hostile: those alone that hold something, and
    all of them.
    """
    return [
        {
            name: cells(name)
            if isinstance(cell, str) and name not in CODED and (cell or filled)
            else cell
            for name, cell in row.items()
        }
        for filled in (False, True)
        for row in answer.to_dict("records")
    ]


Example = Callable[[Cells, Known], Iterable[Markup]]
EXAMPLES: dict[str, Example] = {}


def shows(name: str) -> Callable[[Example], Example]:
    """Keep an example under the name of the function that it calls."""

    def keep(example: Example) -> Example:
        assert name not in EXAMPLES
        EXAMPLES[name] = example
        return example

    return keep


@contextmanager
def sentences(cells: Cells) -> Iterator[None]:
    """
    Have each part of a line hold the worst: what the rules of a line make of a cell
    turns on its words, and is tested with them.
    """
    parts = Parts(*(cells(name) for name in Parts._fields))
    with pytest.MonkeyPatch.context() as patch:
        for name in ("quote_parts", "position_parts"):
            patch.setattr(attribution, name, Answer(parts))
        yield


def now(cells: Cells) -> base.Asked:
    """The filters in force, of which one holds several names."""
    return {"country": [cells("country"), cells("chosen")], "chain": cells("chain")}


for _name in ("bdi", "paragraph", "small", "note", "more", "paper", "source_line",
              "to_copy"):  # fmt: skip
    EXAMPLES[f"base.{_name}"] = lambda cells, known, name=_name: [  # type: ignore[misc]  # the name is bound now
        getattr(base, name)(cells("text")), getattr(base, name)("")
    ]  # fmt: skip


@shows("base.masthead")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with patch.object(base, "PROMISE", cells("promise")):
        yield base.masthead()


@shows("base.link")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.link("quotes", cells("label"), **now(cells))
    yield base.link("overview", cells("label"))
    yield base.link("overview", "")


@shows("base.marked")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    text = cells("content")
    # Both ends of the cell, and all between but a sign on each side.
    yield base.marked(text, [(0, 2), (3, len(text) - 2), (len(text) - 1, len(text))])
    yield base.marked(text, [])


@shows("base.struck")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.struck([(cells("kept"), False), (cells("left out"), True)])


@shows("base.see_also")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.see_also([base.link("stances", cells("label")), cells("text")])  # type: ignore[list-item]  # text on purpose


@shows("base.list_of")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.list_of([Markup("<li>{}</li>").format(cells("item"))])
    # Text among the items, which mypy refuses, is escaped all the same.
    yield base.list_of([cells("item")])  # type: ignore[list-item]  # text on purpose


@shows("base.link_list")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.link_list([base.link("quotes", cells("label"), quote=cells("key"))])
    yield base.link_list([cells("label")])  # type: ignore[list-item]  # text on purpose


@shows("base.frame_table")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.frame_table(
        pd.DataFrame({cells("head"): [cells("cell")], "n": [1], "flag": [True]})
    )


@shows("base.table")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield base.table([[cells("cell"), base.bdi(cells("name"))]], [cells("head")])


@shows("actors.heard")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.heard(hostile(cells, known.figures))


@shows("actors.shares")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.shares(hostile(cells, known.attributed))


@shows("actors.actor")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.actor(cells("actor_id"), cells("name"), now(cells))


@shows("actors.described")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.figures):
        yield actor_markup.described(row)
        yield actor_markup.described(row, leads=True)


@shows("actors.unheard")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.unheard(hostile(cells, known.figures), now(cells))
    yield actor_markup.unheard([], now(cells))


@shows("actors.relayed")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.relayed(hostile(cells, known.relayed), now(cells))


@shows("actors.states")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    many = pd.DataFrame(hostile(cells, pd.concat([known.spoken] * 5)))
    yield actor_markup.states(many, now(cells))


@shows("actors.everybody")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.everybody(hostile(cells, known.figures), now(cells))


@shows("actors.all_of")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.figures):
        yield actor_markup.all_of(row, "said", cells("label"), now(cells))


@shows("actors.all_about")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.figures):
        yield actor_markup.all_about(row, now(cells))


@shows("actors.made_of")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    kinds = {"in_marks": cells("meaning"), "relayed": "passed on"}
    for row in hostile(cells, known.figures):
        yield actor_markup.made_of(row, kinds, now(cells))


@shows("actors.speakers")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield actor_markup.speakers(hostile(cells, known.figures), now(cells))


@shows("countries.country")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield country_markup.country(cells("country_id"), cells("name"), now(cells))
    yield country_markup.country("", cells("name"), now(cells))


@shows("countries.in_sentence")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for is_link in (False, True):
        yield country_markup.in_sentence(
            cells("country_id"), cells("name"), is_link=is_link
        )


@shows("countries.everyone")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    many = hostile(cells, known.countries)
    yield country_markup.everyone(many, cells("none"), now(cells))


@shows("countries.kind")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    states = hostile(cells, known.figures)
    for row in hostile(cells, known.countries):
        yield country_markup.kind(row, states, now(cells))
        yield country_markup.kind(row, [], now(cells))


@shows("countries.lead")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    said, passed, held = (
        pd.DataFrame(hostile(cells, answer)).assign(kind="indirect")
        for answer in (known.quotes, known.passed_on, known.accounts)
    )
    for row in hostile(cells, known.countries):
        for told in (
            {}, {"said": 1}, {"said": 1, "own": 1}, {"own": 0, "said": 3},
            {"old": 1, "second_hand": 1, "own": 0}, {"silent": 1},
        ):  # fmt: skip
            for own in (0, 2):
                one = {**row, **told, "own_word": own, "by_others": 2, "holds": 2}
                yield country_markup.lead(one, said, passed, held, now(cells))
                yield country_markup.lead(
                    {**one, "holds": 0}, said, passed, held, now(cells)
                )


@shows("countries.voices")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    rows = pd.DataFrame(hostile(cells, known.speakers))
    for row in hostile(cells, known.countries):
        yield country_markup.voices(row, rows, now(cells))


@shows("countries.passed_on")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for key in (countries.NOBODY, countries.UNNAMED, cells("actor_id")):
        rows = pd.DataFrame(hostile(cells, known.passed_on)).assign(actor_id=key)
        for row in hostile(cells, known.countries):
            yield country_markup.passed_on(row, rows, now(cells))


@shows("countries.accounts")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    rows = pd.DataFrame(hostile(cells, known.accounts))
    for row in hostile(cells, known.countries):
        for number in (1, 2):
            many = rows.assign(positions=number)
            yield country_markup.accounts(row, many, now(cells))


@shows("countries.people")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield country_markup.people(hostile(cells, known.figures), now(cells))
    yield country_markup.people([], now(cells))


@shows("countries.of_state")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.figures):
        yield country_markup.of_state(row, now(cells))


@shows("countries.all_of")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.countries):
        yield country_markup.all_of(row, "said", cells("label"), now(cells))


@shows("countries.all_about")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.countries):
        yield country_markup.all_about(row, cells("called"), now(cells))


@shows("countries.by_and_about")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    numbers = {"by": 1, "about": 2, "either": 3}
    for row in hostile(cells, known.countries):
        yield country_markup.by_and_about(row, numbers, now(cells))
        yield country_markup.by_and_about(row, dict.fromkeys(numbers, 0), now(cells))


@shows("issues.issue")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    held = hostile(cells, known.held)
    torn = [cells("torn"), *("another", "a third", "a fourth")]
    for row in hostile(cells, known.issues):
        key = row["issue_id"]
        yield issues.issue(row, {key: held}, {key: torn}, now(cells))
        yield issues.issue(row, {key: held[:1]}, {}, now(cells), alone=True)
        yield issues.issue(row, {}, {}, {})


@shows("legends.stance_key")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    words = {"stance": {"opposes": "opposes", "supports": cells("plain")}}
    with (
        patch.object(legends, "WHOSE", {cells("pattern"): cells("meaning")}),
        patch.object(legends, "EMPTY", {cells("way"): cells("means")}),
        patch.object(codebook, "READERS", words),
    ):
        yield legends.stance_key(["opposes", "supports"])


@shows("legends.dates_key")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with patch.object(legends, "KNOWN", {"day": cells("meaning")}):
        yield legends.dates_key(outside=True)


@shows("timeline.groups")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    rows = pd.DataFrame(hostile(cells, known.events))
    rows["event"] = "e"
    for way in ("day", "some", "lasted", "none", "outside"):
        group = DateGroup(way, cells("label"), None, None, len(rows), rows)
        for names in ([], [cells("teller")], [cells("teller"), cells("other")]):
            yield timeline.groups([group], {"e": names})


@shows("legends.timeline_key")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with (
        patch.object(legends, "WHEN", {"dot": cells("meaning")}),
        patch.object(legends, "OUTSIDE", {"hollow": cells("outside")}),
    ):
        yield legends.timeline_key(outside=True)
        yield legends.timeline_key(outside=False)


@shows("legends.network_key")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    lines = {network.WORDS: (cells("solid"), cells("dashed"), cells("rows"))}
    with (
        patch.object(legends, "LINES", lines),
        patch.object(legends, "SIGNS", {cells("sign"): cells("meaning")}),
    ):
        yield legends.network_key(network.WORDS)


@shows("method.about")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    texts = ("title", "description", "version", "coding")
    listed = {key: [{"title": cells(key)}, {"name": cells("name")}]
              for key in ("contributors", "licenses")}  # fmt: skip
    yield method.about({**{key: cells(key) for key in texts}, **listed})
    yield method.about({})


@shows("method.columns")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    columns = (
        Column(cells("name"), cells("meaning"), words="a list", holds=cells("holds")),
        Column(cells("name"), cells("meaning"), True, refers_to=cells("table")),
    )
    with patch.dict(codebook.WORDS, {"a list": {cells("word"): cells("means")}}):
        yield method.columns(Table("a table", "a row", columns))


@shows("method.rules")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with patch.object(codebook, "RULES", {cells("name"): cells("rule")}):
        yield method.rules()


@shows("method.not_claimed")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with patch.object(codebook, "NOT_CLAIMED", (cells("claim"),)):
        yield method.not_claimed()


@shows("overview.findings_list")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    yield overview.findings_list([base.bdi(cells("finding"))])
    yield overview.findings_list([cells("finding")])  # type: ignore[list-item]  # text on purpose


@shows("matrix.matrix")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    rows = hostile(cells, known.segments)
    # How words are told is text; here they stand as they are written.
    with (
        patch.object(matrix, "word", lambda row: row["asserter"]),
        patch.object(matrix, "quoted", lambda words, _: words),
    ):
        for words in (True, False):
            for issues_down in (True, False):
                turned = [row | {"issues_down": issues_down} for row in rows]
                yield matrix.matrix(turned, now(cells), words)
    yield matrix.matrix([], {})


@shows("matrix.left_out")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    rows = hostile(cells, known.segments)
    for whole in ({"countries": 3, "issues": 2}, {"countries": 9, "issues": 2_000}):
        yield matrix.left_out(rows, whole, now(cells))


@shows("overview.about")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    rows = [{"url": f"https://example.org/{cells('url')}"}]
    yield overview.about(cells("title"), cells("read"), rows)


@shows("overview.findings")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    record: Any = None
    named = Filters(country=("a country",))
    for number in (1, 4):
        told = {
            (counts, "counts"): known.counts,
            (counts, "state_media"): pd.concat([known.media] * number),
            (counts, "unattributed"): known.unattributed,
            (actors, "actors_of"): known.figures,
            (actors, "heard"): known.figures.assign(kind="person"),
            (stances, "stances"): known.stances,
            (stances, "differing"): pd.concat([known.contested] * number),
        }
        # One alone is named once, several by what each says.
        names = [cells("asserter"), "another"][: 1 + number // 2]
        by = defaultdict(Answer(defaultdict(Answer(names), supports=names)))
        with ExitStack() as patched:
            for (module, query), answer in told.items():
                rows = pd.DataFrame(hostile(cells, answer)[len(answer) :])
                patched.enter_context(patch.object(module, query, Answer(rows)))
            patched.enter_context(patch.object(actors, "heard_keys", Answer(set())))
            patched.enter_context(patch.object(stances, "asserters", Answer(by)))
            for chosen in (EVERYTHING, named):
                yield from overview.findings(record, chosen, now(cells))


@shows("rows.place")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    return map(rows.place, hostile(cells, known.quotes))


@shows("rows.quote")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with sentences(cells):
        for row in hostile(cells, known.quotes):
            yield rows.quote(row, [(2, 4)])
            yield rows.quote({**row, "kind": "direct"}, alone=True)
            yield rows.quote({**row, "kind": "image"})
            yield rows.quote(row, names=[("speaker", row["speaker"], [(0, 1)])])


@shows("found.named")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    row = dict.fromkeys(("statements", "positions", "events"), 2)
    for kind in directory.KINDS:
        rows = pd.DataFrame(
            [{"kind": kind, "key": "k", "name": "n", "what": "w", **row}]
        )
        for one in hostile(cells, rows):
            # A date is checked before a record is opened.
            dated = {"what": "2023-07"} if kind in ("event", "source") else {}
            yield from found.named([{**one, **dated}])


@shows("found.said")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    return found.said(list(hostile(cells, known.quotes)))


@shows("found.every_statement")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.quotes):
        for total in (0, 2):
            yield found.every_statement(row["content"], row["content"], total)


@shows("rows.position")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    with sentences(cells):
        for row in hostile(cells, known.positions):
            yield rows.position(row)
            yield rows.position({**row, "actor": ""}, alone=True)
            yield rows.position({**row, "country": ""})


@shows("rows.event")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.events):
        yield rows.event(row)
        yield rows.event(row, alone=True)


@shows("rows.mark")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    return map(rows.mark, hostile(cells, known.marks))


@shows("rows.source")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    for row in hostile(cells, known.sources):
        yield rows.source(row)
        yield rows.source(row, filtered=True)
        yield rows.source({**row, "url": f"https://example.org/{cells('url')}"})
        yield rows.source({**row, "url": f"javascript:{cells('url')}"})


@shows("verdicts.counted")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    called = {"quotes": ("one", cells("many"), "quote")}
    with patch.object(verdicts, "CALLED", called):
        yield verdicts.counted({"quotes": Counter([Verdict.EXACT])})


@shows("verdicts.item")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    read = Copy(f"Before. {cells('there')} After.")
    # So few words as one or two would be remarked on.
    words = f"Three plain words {cells('words')}"
    forms = (cells("form"), "another form")
    changes = (Change(cells("same"), cells("same"), True),
               Change(cells("record"), f"{cells('copy')} ", False))  # fmt: skip
    for table in verdicts.CALLED:
        claim = Claim(table, cells("key"), words, 8, len(read.text) - 7, 3)
        for verdict in Verdict:
            finding = Finding(claim, verdict, 8, 12, 1, forms, cells("why"), changes)
            yield verdicts.item(finding, read)


@shows("verdicts.trace")
def _(cells: Cells, known: Known) -> Iterator[Markup]:
    # Its sentence is cut from the copy; where, is nothing of this page's.
    read = Copy(cells("content"))
    whole = (0, len(read.text))
    for covered in ("", cells("covered")):
        found = Trace(cells("kind"), cells("words"), 2, 4, 1, covered)
        with patch.object(copied_text, "sentence", lambda *_: whole):
            yield verdicts.trace(found, read)
            yield verdicts.trace(found._replace(start=1_000, end=1_001), read)


MODULES: list[ModuleType] = [
    importlib.import_module(f"dashboard.markup.{module.name}")
    for module in pkgutil.iter_modules(dashboard.markup.__path__)
]
PUBLIC: dict[str, FunctionType] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": function
    for module in MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}


def test_every_public_function_has_an_example_or_returns_no_html() -> None:
    assert len(MODULES) > 7
    assert sorted([*EXAMPLES, *NO_HTML]) == sorted(PUBLIC)


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_a_function_says_by_its_type_whether_it_returns_html(name: str) -> None:
    returned = get_type_hints(PUBLIC[name])["return"]
    assert ("Markup" in str(returned)) is (name not in NO_HTML)


@pytest.fixture(scope="module")
def known(record: Record) -> Known:
    """The small record's answers, asked once."""
    return Known(record)


def hold_equal(before: Parsed, found: Markup, given: dict[str, str]) -> None:
    """
    Assert that HTML differs from HTML of harmless cells in its cells alone.
    """
    after = Parsed(found)
    assert after.elements == before.elements
    assert after.values == _replaced(before.values, given)
    assert after.text == _replaced(before.text, given)
    # No harmless cell has such a sign: here it would be HTML that was escaped as text.
    assert "<" not in before.text


@cache
def harmless(name: str, known: Known) -> Parsed:
    """What a function makes of harmless cells, which it shows."""
    cells = Cells()
    made = Parsed(Markup().join(EXAMPLES[name](cells, known)))
    shown = f"{made.text} {made.values}"
    assert any(cell in shown for cell in cells.given), "what is compared holds no cell"
    return made


@pytest.mark.parametrize("name", sorted(EXAMPLES))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(held=HOSTILE)
@example(held=WORST)
def test_no_cell_becomes_markup(name: str, held: str, known: Known) -> None:
    cells = Cells(held)
    found = [*EXAMPLES[name](cells, known)]
    assert all(isinstance(one, Markup) for one in found)
    hold_equal(harmless(name, known), Markup().join(found), cells.given)
