"""Rows as a reader cites them: words, speaker, chain, place, as escaped HTML."""

from html import escape

from dashboard.markup.base import Spans, link, marked
from dashboard.record import codebook
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import counted
from dashboard.text.sentences import chain, clause


def place(row: Row) -> str:
    """Return where a row is printed: source and paragraph."""
    day = readable(row["published_on"])
    source = link("sources", f"{row['publisher']}, {day}", source=row["source"])
    return f"{source}, paragraph {row['paragraph']}"


def _facts(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


def _chain(row: Row) -> str:
    names = " → ".join(f"<bdi>{escape(name)}</bdi>" for name in chain(row))
    return f'<p class="otr-chain">{names}</p>'


def _item(words: str, *lines: str, key: str) -> str:
    blocks = ("<p", "<blockquote")
    told = "".join(line if line.startswith(blocks) else f"<p>{line}</p>"
                   for line in lines if line)  # fmt: skip
    return f'<li id="{escape(key)}">{words}{told}</li>'


def _words(text: str, kind: str, spans: Spans | None = None) -> str:
    """The printed words; in quotation marks only where all are the speaker's own."""
    opened, closed = ("“", "”") if kind == "direct" else ("", "")
    body = f"{opened}{marked(text, spans or [])}{closed}"
    return f'<blockquote class="otr-{escape(kind)}" dir="auto">{body}</blockquote>'


def quote(row: Row, spans: Spans | None = None, alone: bool = False) -> str:
    """
    Return one row of `quotes.quotes` as a list item, its search hits highlighted.

    A quote that stands `alone` on its page has no link to itself.
    """
    speaker = link("quotes", row["speaker"], actor=row["speaker"])
    speaking_for = row["for_country"] and row["for_country"] != row["speaker"]
    state = link("quotes", row["for_country"], country=row["for_country"])
    said = f", for {state}" if speaking_for else ""
    issue = link("quotes", row["issue"], issue=row["issue"])
    # The cue of a picture is its credit: the speaker's name once more.
    cue = f"“{escape(row['cue'])}”" if row["cue"] and row["kind"] != "image" else ""
    day = readable(row["said_on"]) if row["said_on"] else ""
    hedge = f"hedged: “{escape(row['hedge'])}”" if row["hedge"] else ""
    inside = link("quotes", "told within another statement", quote=row["within"])
    note = f"Coder's note: {escape(row['note'])}" if row["note"] else ""
    return _item(
        _words(row["content"], row["kind"], spans),
        f"<b>{speaker}</b>{said}: {codebook.GIVEN[row['kind']]}{cue and f' ({cue})'}",
        _chain(row),
        _facts(
            issue,
            f"said: {escape(day)}" if day else "day not given",
            place(row),
            hedge,
            inside if row["within"] else "",
            link("actors", "about this actor", actor_id=row["speaker_id"]),
            "" if alone else link("quotes", "open this quote", quote=row["quote_id"]),
        ),
        f"<small>{note}</small>" if note else "",
        key=row["quote_id"],
    )


def position(row: Row, alone: bool = False) -> str:
    """
    Return one row of `stances.positions` as a list item: who, what, on whose word.
    """
    state = link("stances", row["country"], country=row["country"])
    person = link("stances", row["actor"], actor=row["actor"])
    held = f"{state} ({person})" if state and person else state or person
    issue = link("stances", row["issue"], issue=row["issue"])
    stance = escape(codebook.plain(row["stance"]))
    asserter = link("quotes", row["asserter"], actor=row["asserter"])
    period = readable(row["valid"]) if row["valid"] else "as of publication"
    whole = (
        link("quotes", "the quote", quote=row["quote_id"]) if row["quote_id"] else ""
    )
    note = f"Coder's note: {escape(row['note'])}" if row["note"] else ""
    return _item(
        f"<p><b>{held}: {stance}</b> · {issue}</p>",
        _words(row["evidence"], "evidence"),
        f"Whose word: <b>{escape(codebook.plain(row['voice']))}</b> ({asserter}). "
        f"{escape(_sentence(clause(row)))}",
        _chain(row) if row["quote_id"] else "",
        _facts(
            escape(codebook.plain(row["kind"])),
            codebook.STRENGTHS.get(str(row["strength"]), ""),
            escape(period),
            place(row),
            whole,
            "" if alone else link("stances", "open", position=row["position_id"]),
        ),
        f"<small>{note}</small>" if note else "",
        key=row["position_id"],
    )


def event(row: Row, alone: bool = False) -> str:
    """
    Return one row of `events.events` as a list item: what, when, who tells of it.
    """
    day = readable(row["happened_on"]) if row["happened_on"] else "no date given"
    basis = codebook.WORDS["date_basis"][row["date_basis"]]
    known = readable(row["outside_date"]) if row["outside_date"] else ""
    outside = f"from general knowledge, not the source: {escape(known)}"
    teller = (
        f"told by {link('quotes', row['speaker'], actor=row['speaker'])} "
        f"({link('quotes', 'the quote', quote=row['quote_id'])})"
        if row["quote_id"]
        else "told by the source itself"
    )
    people = [
        link("timeline", name, **{kind: name})
        for kind, names in (("actor", row["people"]), ("country", row["countries"]))
        for name in filter(None, names.split(" · "))
    ]
    note = f"Coder's note: {escape(row['note'])}" if row["note"] else ""
    return _item(
        f"<p><b><bdi>{escape(row['title'])}</bdi></b>: "
        f"{escape(day)} ({escape(basis)})</p>",
        _words(row["evidence"], "evidence"),
        _facts(
            teller,
            escape(row["status"]),
            escape(row["place"]),
            link("timeline", row["issue"], issue=row["issue"]),
            place(row),
            outside if known else "",
            "" if alone else link("timeline", "open", event=row["event_id"]),
        ),
        f"Taking part: {' · '.join(people)}" if people else "",
        f"<small>{note}</small>" if note else "",
        key=row["event_id"],
    )


def mark(row: Row) -> str:
    """
    Return one row of `sources.audit` as a list item: the words, the decision, why.
    """
    meaning = codebook.WORDS["decision"][row["decision"]]
    whose = (
        f"{link('quotes', row['speaker'], actor=row['speaker'])} "
        f"({link('quotes', 'the quote', quote=row['quote_id'])})"
        if row["quote_id"]
        else "no statement"
    )
    return _item(
        _words(row["content"], "direct"),
        f"<b>{escape(codebook.plain(row['decision']))}</b>: {escape(meaning)}",
        _facts(whose, link("sources", row["source"], source=row["source"])),
        f"<small>{escape(row['note'])}</small>" if row["note"] else "",
        key=row["mark_id"],
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."


def source(row: Row, filtered: bool = False) -> str:
    """
    Return one row of `sources.sources` as a list item: what was read, whose it is.

    `filtered` says that only some of its statements are counted.
    """
    title = f"<b><bdi>{escape(row['title'])}</bdi></b>"
    if row["url"].startswith(("https://", "http://")):
        title = f'<a href="{escape(row["url"])}" rel="noopener">{title}</a>'
    passed = [row["wire"], row["publisher"]]
    names = ", in ".join(f"<bdi>{escape(name)}</bdi>" for name in passed if name)
    share = f"{row['attributed']:.1%} of its {row['length']:,} characters"
    said = "cover" if row["quotes"] != 1 else "covers"
    rest = (
        "" if filtered else "; no speaker is coded for the rest (headline, cues, prose)"
    )
    number = counted(row["quotes"], "statement")
    every = number if filtered else link("quotes", number, source=row["shown"])
    return _item(
        f"<p>{title}</p>",
        _facts(
            names,
            escape(row["dateline"]),
            escape(readable(row["published_on"])),
            escape(row["language"]),
        ),
        f"{every} {'selected ' if filtered else ''}{said} {share}{rest}.",
        f"<small>{escape(row['rights'])}</small>",
        "<small>SHA-256 of the file that was read: "
        f"<code>{escape(row['sha256'])}</code></small>",
        key=row["source_id"],
    )
