"""Rows as a reader cites them: words, speaker, chain, place, as HTML."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from dashboard.citing import attribution, excerpt, permalinks
from dashboard.citing.attribution import Parts
from dashboard.markup.base import Spans, bdi, link, marked, note, paragraph, small
from dashboard.record import codebook
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import between, counted
from dashboard.text.sentences import told_by, via
from dashboard.text.word_forms import STEMMERS

DOWNLOADED: Final = " “Download as CSV” above this list has the whole."

# What a name is to a row, the name, and where it matches a search.
Name = tuple[str, str, Spans]


def place(row: Row) -> Markup:
    """Return where a row is printed: source and paragraph."""
    day = readable(row["published_on"])
    source = link("sources", f"{row['publisher']}, {day}", source=row["source"])
    return Markup("{}, paragraph {}").format(source, row["paragraph"])


def _facts(*facts: str) -> Markup:
    """Facts, text or HTML, in a paragraph; those that are empty are left out."""
    return paragraph(Markup(" · ").join(filter(None, facts)))


def _item(*blocks: str, key: str) -> Markup:
    return Markup('<li id="{}">{}</li>').format(key, Markup().join(blocks))


def _line(told: Parts, kind: str, spans: Spans | None = None) -> Markup:
    """
    A sentence whose printed words are shown as what they are: a quotation set off where
    all of them are the speaker's own, else as plain as what stands around them.
    """
    words = Markup('<span class="otr-printed" dir="auto">{}</span>').format(
        marked(told.words, _within(spans or [], len(told.words)))
    )
    if kind != "direct":
        return paragraph(Markup("{}{}{}").format(told.before, words, told.after))
    before, after = told.before.removesuffix("“"), told.after.lstrip(",.")
    quotation = Markup('<blockquote class="otr-direct" dir="auto">“{}”</blockquote>')
    return Markup().join(
        [
            paragraph(before.strip()),
            quotation.format(words),
            paragraph(after.removeprefix("”").strip(" .") and _rest(after)),
        ]
    )


def _rest(after: str) -> str:
    """What a sentence says after words in marks, as a line of its own."""
    return after.removeprefix("”").strip()


def _within(spans: Spans, length: int) -> Spans:
    """Spans of a text, as far as they lie in its first so many code points."""
    return [(start, min(end, length)) for start, end in spans if start < length]


def _printed(text: str) -> Markup:
    """Printed words that nobody is said to have uttered, as the report's."""
    words = Markup('<span class="otr-printed" dir="auto">{}</span>').format(text)
    return paragraph(Markup("In the report: “{}”").format(words))


def _copying(kind: str, key: str, line: str = "") -> Markup:
    """What copies a row from its list, which `ui.lists` listens for: sentence, link."""
    words = Markup('<button type="button" data-words="{}">Copy with source</button>')
    link = Markup('<button type="button" data-link="{}">Copy link</button>')
    buttons = words.format(line) if line else Markup()
    buttons += link.format(permalinks.address(kind, key))
    return Markup('<p class="otr-copy">{}</p>').format(buttons)


def _carrier(row: Row) -> Markup:
    """A link to the quote that a row rests on, if it rests on one."""
    key = row["quote_id"]
    return link("quotes", "see statement", quote=key) if key else Markup()


def _teller(row: Row) -> Markup:
    """Who says the quote that a row rests on, and a link to that quote."""
    speaker = link("quotes", row["speaker"], actor=row["speaker"])
    return Markup("{} ({})").format(speaker, _carrier(row))


def _language(tag: str) -> str:
    """What a text is written in: “in English”, or its tag where none has a name."""
    called = STEMMERS.get(tag.partition("-")[0].lower())
    return f"in {called.title()}" if called else f"language: {tag}"


def _cut(row: excerpt.Shown, kind: str, key: str) -> Markup:
    """What is cut of a row, and the way to its page, which has it; else nothing."""
    page, parameter, _ = permalinks.PERMALINKS[kind]
    way = link(page, "The whole, on its own page", **{parameter: key})
    told = excerpt.left_out(row)
    return small(Markup("{} {}").format(told, way)) if told else Markup()


def _matches(names: Iterable[Name]) -> Markup:
    """Say by which names beside its words a row was found, what matched highlighted."""
    told = [
        Markup("{} <bdi>{}</bdi>").format(what, marked(text, spans))
        for what, text, spans in names
    ]
    line = Markup("Matches: {}").format(Markup(" · ").join(told))
    return small(line) if told else Markup()


def quote(
    row: Row,
    spans: Spans | None = None,
    alone: bool = False,
    names: Iterable[Name] = (),
) -> Markup:
    """
    Return one row of `quotes.quotes` as a list item, its search hits highlighted.

    A quote that stands `alone` on its page has no link to itself. `names` are those by
    which it was found.
    """
    row = excerpt.shown(row)
    speaker = link("quotes", row["speaker"], actor=row["speaker"])
    speaking_for = row["for_country"] and row["for_country"] != row["speaker"]
    state = link("quotes", row["for_country"], country=row["for_country"])
    said = Markup(", on behalf of {}").format(state) if speaking_for else ""
    issue = link("quotes", row["issue"], issue=row["issue"])
    day = between(readable(row["said_on"])) if row["said_on"] else ""
    inside = link("quotes", "reported inside another statement", quote=row["within"])
    through = via(row["relayed_by"])
    return _item(
        _line(attribution.quote_parts(row), row["kind"], spans),
        _facts(
            Markup("<b>{}</b>{}").format(speaker, said),
            _kind(row),
            bdi(through) if through else "",
            issue,
            "" if row["kind"] == "silence" else f"said: {day}" if day else "undated",
            place(row),
            f"{codebook.plain('strength', '1')}: “{row['hedge']}”"
            if row["hedge"]
            else "",
            inside if row["within"] else "",
            link("actors", "speaker’s profile", actor_id=row["speaker_id"]),
            "" if alone else link("quotes", "permalink", quote=row["quote_id"]),
        ),
        _matches(names),
        _cut(row, "quote", row["quote_id"]),
        ""
        if alone
        else _copying(
            "quote", row["quote_id"], attribution.quote(row) if row.has_sentence else ""
        ),
        note(row["note"]),
        key=row["quote_id"],
    )


def _kind(row: Row) -> Markup:
    """How a statement is given; marks in a paraphrase may be another's words."""
    kind = bdi(codebook.plain("quote_kind", row["kind"]))
    if row["kind"] == "indirect" and row["around_kind"] == "direct":
        return Markup("{} by {}").format(kind, bdi(row["around"]))
    return kind


def position(row: Row, alone: bool = False) -> Markup:
    """
    Return one row of `stances.positions` as a list item: who, what, on whose word.
    """
    row = excerpt.shown(row)
    state = link("stances", row["country"], country=row["country"])
    person = link("stances", row["actor"], actor=row["actor"])
    both = Markup("{} ({})").format(state, person)
    held = both if state and person else state or person
    issue = link("stances", row["issue"], issue=row["issue"])
    asserter = link("quotes", row["asserter"], actor=row["asserter"])
    before, after = told_by(row["voice"], row["asserter_kind"])
    told = attribution.position_parts(row)
    through = via(row["relayed_by"])
    return _item(
        _line(told, "direct" if row["own_words"] else "evidence"),
        paragraph(told.reading),
        _facts(
            Markup("<b>{}: {}</b>").format(
                held, codebook.plain("stance", row["stance"])
            ),
            issue,
            Markup("{}{}{}").format(before, asserter, after),
            bdi(through) if through else "",
            codebook.plain("position_kind", row["kind"]),
            _strength(row["strength"]),
            readable(row["valid"]) if row["valid"] else "as of publication",
            place(row),
            _carrier(row),
            "" if alone else link("stances", "permalink", position=row["position_id"]),
        ),
        _cut(row, "position", row["position_id"]),
        ""
        if alone
        else _copying(
            "position",
            row["position_id"],
            attribution.position(row) if row.has_sentence else "",
        ),
        note(row["note"]),
        key=row["position_id"],
    )


def _strength(code: object) -> str:
    """How firmly a position is told, where that is not plainly."""
    return codebook.plain("strength", str(code)) if str(code) in ("1", "3") else ""


def event(row: Row, alone: bool = False) -> Markup:
    """
    Return one row of `events.events` as a list item: what, when, who tells of it.
    """
    row = excerpt.shown(row)
    day = between(readable(row["happened_on"])) if row["happened_on"] else ""
    basis = codebook.plain("date_basis", row["date_basis"])
    dated = f"{day} ({basis})" if day else basis
    known = readable(row["outside_date"]) if row["outside_date"] else ""
    outside = f"date from general knowledge, not in the report: {known}"
    teller = _teller(row) if row["quote_id"] else "the report itself"
    through = via(row["relayed_by"])
    first = link("timeline", row["first_account"], event=row["account_of"])
    people = Markup(" · ").join(
        link("timeline", name, **{kind: name})
        for kind, names in (("actor", row["people"]), ("country", row["countries"]))
        for name in filter(None, names.split(" · "))
    )
    return _item(
        Markup("<p><b>{}</b>: {}</p>").format(bdi(row["title"]), dated),
        _printed(row["evidence"]),
        _facts(
            Markup("told by {}").format(teller),
            bdi(through) if through else "",
            Markup("another account of: {}").format(first) if first else "",
            "" if row["status"] == "past" else codebook.plain("status", row["status"]),
            row["place"],
            link("timeline", row["issue"], issue=row["issue"]),
            place(row),
            outside if known else "",
            "" if alone else link("timeline", "permalink", event=row["event_id"]),
        ),
        paragraph(Markup("People and countries: {}").format(people) if people else ""),
        _cut(row, "event", row["event_id"]),
        "" if alone else _copying("event", row["event_id"]),
        note(row["note"]),
        key=row["event_id"],
    )


def mark(row: Row) -> Markup:
    """
    Return one row of `sources.audit` as a list item: the words, the decision, why.
    """
    row = excerpt.shown(row)
    meaning = codebook.WORDS["decision"][row["decision"]]
    whose = _teller(row) if row["quote_id"] else "not part of a statement"
    return _item(
        Markup('<blockquote class="otr-direct" dir="auto">“{}”</blockquote>').format(
            row["content"]
        ),
        Markup("<p><b>{}</b>: {}</p>").format(
            codebook.plain("decision", row["decision"]), meaning
        ),
        _facts(whose, link("sources", row["source"], source=row["source"])),
        small(row["note"]) if row["note"] else Markup(),
        small(excerpt.left_out(row) + DOWNLOADED) if row.whole else Markup(),
        key=row["mark_id"],
    )


def source(row: Row, filtered: bool = False) -> Markup:
    """
    Return one row of `sources.sources` as a list item: what was read, whose it is.

    `filtered` says that only some of its statements are counted.
    """
    row = excerpt.shown(row)
    title = Markup("<b>{}</b>").format(bdi(row["title"]))
    if "url" not in row.whole and row["url"].startswith(("https://", "http://")):
        title = Markup('<a href="{}" rel="noopener">{}</a>').format(row["url"], title)
    passed = filter(None, (row["wire"], row["publisher"]))
    names = Markup(", in ").join(map(bdi, passed))
    share = f"{row['attributed']:.1%} of its {row['length']:,} characters"
    said = "cover" if row["quotes"] != 1 else "covers"
    rest = "" if filtered else "; the rest is the report’s own text, headline included"
    number = counted(row["quotes"], "statement")
    every = number if filtered else link("quotes", number, source=row["shown"])
    digest = Markup("<code>{}</code>").format(row["sha256"])
    return _item(
        paragraph(title),
        _facts(
            names,
            row["dateline"],
            readable(row["published_on"]),
            _language(row["language"]),
        ),
        Markup("<p>{} {}{} {}{}.</p>").format(
            every, "selected " if filtered else "", said, share, rest
        ),
        small(row["rights"]),
        small(
            Markup("Fingerprint (SHA-256) of the file that was read: {}").format(digest)
        ),
        _cut(row, "source", row["source_id"]),
        key=row["source_id"],
    )
