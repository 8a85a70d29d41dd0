"""What a search in the whole record finds, as links: names, then statements."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from dashboard.citing.excerpt import excerpt
from dashboard.citing.permalinks import PERMALINKS
from dashboard.markup.base import link
from dashboard.record import codebook
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import counted

ACTORS = ("person", "organisation")
DATED = ("event", "source")


def named(rows: Iterable[Row]) -> Iterator[Markup]:
    """
    Give rows of `directory.find` as list items: a link to the row's own page, what it
    is, how many rows it has.
    """
    for row in rows:
        kind = "actor" if row["kind"] in ACTORS else row["kind"]
        if kind in PERMALINKS:
            page, parameter, _ = PERMALINKS[kind]
            own = link(page, row["name"], **{parameter: row["key"]})
        else:
            own = link("stances", row["name"], country=row["name"])
        yield _line(own, _what(row), _figures(row))


def _what(row: Row) -> str:
    kind, what = row["kind"], row["what"]
    if kind in DATED:
        what = readable(what) if what else ""
    elif kind == "country":
        what = codebook.plain("country_kind", what)
    elif kind in ACTORS:
        what = codebook.plain("actor_kind", what)
    return f"{kind}, {what}" if what and what != kind else str(kind)


def _figures(row: Row) -> str:
    """How many rows there are of it; of a person, also that nothing is said by it."""
    if row["kind"] == "event":
        return counted(row["events"], "account") if row["events"] > 1 else ""
    numbers = [
        counted(row[many], many.removesuffix("s"))
        for many in ("statements", "positions", "events")
        if row[many]
    ]
    if row["kind"] == "person" and not row["statements"]:
        numbers.insert(0, "no statement")
    return ", ".join(numbers) or "nothing else recorded"


def said(rows: Iterable[Row]) -> Iterator[Markup]:
    """
    Give rows of `quotes.quotes` as list items: the words, and who says them.
    """
    for row in rows:
        words = link("quotes", excerpt(row["content"]), quote=row["quote_id"])
        yield _line(words, "statement", row["speaker"])


def every_statement(typed: str, asked: str, total: int) -> Markup:
    """
    Return, as a list item, the link to all statements with what was `typed`, for which
    `asked` is looked for; or that there is none.
    """
    if not total:
        return Markup("<li>No statement contains “<bdi>{}</bdi>”.</li>").format(typed)
    number = "The statement" if total == 1 else f"All {counted(total, 'statement')}"
    return Markup("<li>{}</li>").format(
        link("quotes", f"{number} with “{typed}”", quotes_words=asked)
    )


def _line(own: Markup, *facts: str) -> Markup:
    """A link, and facts about where it leads."""
    told = Markup(" · ").join(map(Markup("<bdi>{}</bdi>").format, filter(None, facts)))
    return Markup("<li>{} <small>{}</small></li>").format(own, told)
