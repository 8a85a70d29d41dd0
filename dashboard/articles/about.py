"""What an article says of itself: title, publisher, wire, place, day, author."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from dashboard.articles.furniture import Line
from dashboard.documents import base, language, printed_day
from dashboard.documents.base import Document, Said

# News agencies: the name, and how a dateline or a byline prints it.
_AGENCIES: Final = {
    "Reuters": "Reuters|Thomson Reuters", "Associated Press": "AP|The Associated Press",
    "Agence France-Presse": "AFP|Agence France Presse", "dpa": "DPA",
    "Press Trust of India": "PTI", "Asian News International": "ANI",
    "Indo-Asian News Service": "IANS", "United Press International": "UPI",
    "Bloomberg": "Bloomberg News", "PA Media": "PA|Press Association", "EFE": "",
    "ANSA": "", "Xinhua": "Xinhua News Agency", "TASS": "Itar-Tass",
    "Interfax": "", "RIA Novosti": "RIA", "KCNA": "Korean Central News Agency",
    "Yonhap": "Yonhap News Agency", "Kyodo": "Kyodo News", "Jiji Press": "Jiji",
    "Anadolu Agency": "AA|Anadolu", "Bernama": "", "Antara": "", "Ukrinform": "",
    "IRNA": "", "Tasnim": "", "SANA": "", "WAM": "", "Belga": "", "NTB": "",
    "Ritzau": "", "Lusa": "", "Europa Press": "",
    "Canadian Press": "The Canadian Press",
    "Australian Associated Press": "AAP", "CNA": "Central News Agency",
    "TT": "TT News Agency", "ANP": "", "APA": "", "PAP": "",
}  # fmt: skip
_PRINTED: Final = {
    form: name
    for name, forms in _AGENCIES.items()
    for form in (name, *forms.split("|")) if form
}  # fmt: skip
_AGENCY: Final = "|".join(map(re.escape, sorted(_PRINTED, key=len, reverse=True)))
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_PLACE: Final = r"[A-Z][\w.'’-]{1,24}(?: [A-Z][\w.'’-]{0,24}){0,3}"
_REGION: Final = (
    rf"(?:, (?!{_MONTH} ?\d)[A-Z][\w.'’-]{{1,24}}(?: [A-Z][\w.'’-]{{1,24}}){{0,2}})?"
)
_ON: Final = rf"(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:, \d{{4}})?)"
# SEOUL, July 27 (Reuters) - · PARIS (AP) — · (Reuters) - · New Delhi, Jul 27 (PTI)
_WITH_AGENCY: Final = re.compile(
    rf"(?P<place>{_PLACE}{_REGION})?(?P<on>{_ON})?\s*\((?P<wire>{_AGENCY})\)"
    r"(?(on)|\s*(?:[-–—:]|$))\s*[-–—:]*"
)
# SEOUL, July 27 — in capitals, where no agency stands beside it.
_IN_CAPITALS: Final = re.compile(
    rf"(?P<place>[A-Z][A-Z.'’-]{{2,24}}(?: [A-Z][A-Z.'’-]*){{0,3}}{_REGION}){_ON}?"
    r"\s*(?:[–—]|-{1,2})\s"
)
# Seoul, July 27: a line of its own.
_ALONE: Final = re.compile(rf"(?P<place>{_PLACE}{_REGION}){_ON}\.?")
_BYLINE: Final = re.compile(
    r"(?:By|BY|Story by|Reporting by|Words by)[:]?\s+"
    r"(?P<who>[A-Z][^|•·:;!?\"“”]{2,100})"
)
# Two to six words, most of them with a capital: a name, or two.
_NAME: Final = re.compile(r"[^\W\d_a-z][\w.'’-]+(?: (?:and |& |, )?[\w.'’-]+){1,6}")
_NOBODY: Final = re.compile(
    r"@.*|no author|admin(?:istrator)?|staff|editor|unknown", re.I
)
_AFTER_NAMES: Final = re.compile(
    rf"\s*(?:[|•·]|,? (?:for|of|in) |,? ?(?=(?:{_AGENCY})\b)|,? \d|,? {_MONTH} \d"
    r"|,? (?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?\b)"
)
_PUBLISHED: Final = re.compile(r"\b(?:published|posted|first published|issued)\b", re.I)
_UPDATED: Final = re.compile(
    r"\b(?:updated|modified|edited|accessed|retrieved)\b", re.I
)
_RIGHTS: Final = re.compile(
    r"(?:©|\([cC]\)|\b(?i:copyright)\b) ?(?:© ?|\([cC]\) ?)?"
    r"(?:20\d\d(?: ?[-–] ?20\d\d)?,? ?)?(?:by )?"
    r"(?P<who>[A-Z][\w&’' -]{2,50}?)(?:[.,|]|\s+(?i:all rights)|$)"
)
_AS_PUBLISHED: Final = ", as the day of publication"
_BETWEEN: Final = re.compile(r"\s*[|•·,]\s*")
_NO_NAME: Final = re.compile(
    r"(?:posted|published|written|updated|about|more|view)\b", re.I
)
_ADDRESS: Final = re.compile(r"https?://\S{4,}")
_DAY_IN_ADDRESS: Final = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")
_PARTS: Final = re.compile(r"\s+[|–—:·»•-]\s+")
_DATE_BEFORE: Final = re.compile(r"^\s*(?:date|published)?[:\s]*", re.I)
_LETTERS: Final = re.compile(r"[\W_]+")
_HEAD_PROSE: Final = 4  # Lines of prose that the head of an article may reach into,
_HEAD_LINES: Final = 14  # and lines in all.
_LONGEST_TITLE: Final = 250
_SEVERAL_WORDS: Final = 4
_SHORT: Final = 120  # Characters of a line that tells a day, and no story.
_SHOWN: Final = 90


class Found(NamedTuple):
    """
    What an article says in one field of `proposal.About`, where that was read, and in
    `other` what another place says instead, "" where none does.
    """

    value: str
    where: str
    other: str = ""


def found(document: Document, lines: list[Line], text: str) -> Mapping[str, Found]:
    """
    Return what a document of these lines says of itself, by the field of `About`.

    Of several places the better one is taken, and what another says is told.
    """
    said = [*document.said, *_printed(lines)]
    titles = _titles(said, lines)
    publishers = [one for one in said if one.field == "publisher"]
    publishers += [one for one in titles if one.field == "publisher"]
    authors = [one for one in said if one.field == "author"]
    wires = [one for one in said if one.field == "wire"]
    wires += [
        Said("wire", _PRINTED[name], one.where)
        for one in authors if (name := _no_by(one.value)) in _PRINTED
    ]  # fmt: skip
    names = [one._replace(value=_no_by(one.value)) for one in authors]
    addresses = [one for one in said if one.field == "url"]
    days = [one for one in (*said, *titles) if one.field == "published_on"]
    for one in addresses[:1]:
        if parts := _DAY_IN_ADDRESS.search(one.value):
            year, month, day = parts.groups()
            if told := printed_day.first(f"{year}-{month}-{day}"):
                days.append(Said("published_on", told.day, f"the address: {one.where}"))
    # When a mail was sent says less than what is printed in it.
    days.sort(key=lambda one: one.where.startswith("the mail"))
    days = [
        one._replace(value=told.day)
        for one in days if (told := printed_day.first(one.value))
    ]  # fmt: skip
    languages = [one for one in said if one.field == "language"]
    told_by = language.told_by(text)
    languages.append(Said("language", told_by[0], told_by[1]))
    every = {
        "title": [one for one in titles if one.field == "title"],
        "publisher": publishers,
        "wire": wires,
        "dateline": [one for one in said if one.field == "dateline"],
        "published_on": days,
        "language": languages,
        "url": addresses,
        "author": [
            one
            for one in names
            if one.value
            and one.value not in _PRINTED
            and not _NOBODY.fullmatch(one.value)
        ],
    }
    return {field: _best(field, ones) for field, ones in every.items() if ones}


def _best(field: str, ones: list[Said]) -> Found:
    """The first of what several places say, and what another one says instead."""
    best = ones[0]
    key = _key(field, best.value)
    differs = next((one for one in ones[1:] if _key(field, one.value) != key), None)
    other = f"{differs.where}: “{differs.value[:_SHOWN]}”" if differs else ""
    return Found(best.value, best.where, other)


def _key(field: str, value: str) -> str:
    """What is the same of two values that say the same."""
    if field == "language":
        return value.split("-")[0].lower()
    if field == "url":
        return value.split("?")[0].split("#")[0].removesuffix("/").lower()
    return _LETTERS.sub("", value).casefold().removeprefix("the")


def _no_by(value: str) -> str:
    return re.sub(r"^by\s+", "", value.strip(), flags=re.I)


def _titles(said: list[Said], lines: list[Line]) -> list[Said]:
    """
    What may be the title, best first, and the publishers that stand beside it there.

    The headline that is printed is taken where the metadata have it too; a page's first
    heading may be the name of the site.
    """
    sites = {_key("", one.value) for one in said if one.field == "publisher"}
    given = [one for one in said if one.field == "title"]
    marked = [
        (number, line)
        for number, line in enumerate(lines, 1)
        if line.part == base.TITLE
        and not line.doubt
        and _key("", line.text) not in sites
    ]
    printed = [
        Said("title", line.text.strip(), f"line {number}, the heading")
        for number, line in marked
    ]
    if not given and not printed:
        printed = list(_first_line(lines))
    found: list[Said] = []
    for one in (*printed, *given):
        found += _without_site(one, sites)
    keys = [_key("", one.value) for one in found if one.where.startswith("the ")]
    # A heading that the metadata have, too, comes first; then what they say.
    return sorted(
        found,
        key=lambda one: (
            not (
                one.where.startswith("line")
                and any(_key("", one.value) in k for k in keys)
            )
            and bool(keys),
            one.where.startswith("line") and bool(keys),
        ),
    )


def _first_line(lines: list[Line]) -> Iterator[Said]:
    """
    The first line that may be a title, where nothing marks one. Where a menu stands
    before it, so may the name of the site: then the first of several words is taken.
    """
    likely: list[Said] = []
    for number, line in enumerate(lines, 1):
        text = line.text.strip()
        if line.doubt or _is_label(text):
            continue
        # A paste may begin with the story itself.
        is_story = line.is_prose and text.endswith((".", "。"))
        if is_story or len(text) > _LONGEST_TITLE:
            break
        likely.append(Said("title", text, f"line {number}"))
        if number == 1:
            break
    several = [one for one in likely if len(one.value.split()) >= _SEVERAL_WORDS]
    yield from (several or likely)[:1]


def _without_site(title: Said, sites: set[str]) -> Iterator[Said]:
    """A title without the day before it and the publisher behind it; and both."""
    value = title.value
    day = printed_day.first(value[:40])
    if day and not _DATE_BEFORE.sub("", value[: day.start]):
        value = value[day.end :].strip(" :,|–—-")
        yield title._replace(field="published_on", value=day.day)
    parts = _PARTS.split(value)
    last = parts[-1].strip()
    is_known = _key("", last) in sites
    between = value[: value.rindex(last)].rstrip()[-1:] if len(parts) > 1 else ""
    # A name of a few words behind a bar or a spaced colon, and no part of a sentence.
    is_name = between in "|:»" and len(last.split()) <= 4 and last[:1].isupper()
    if between and (is_known or (not sites and is_name)):
        value = value[: value.rindex(last)].rstrip().rstrip("|–—:·»•-").rstrip()
        yield title._replace(field="publisher", value=last)
    if value:
        yield title._replace(value=value)


def _is_label(text: str) -> bool:
    """Whether a line is a byline, an agency, a dateline or a day, and no title."""
    bare = text.strip()
    day = printed_day.first(bare)
    return (
        bare in _PRINTED
        or bool(_ADDRESS.fullmatch(bare))
        or bool(_BYLINE.fullmatch(bare))
        or bool(_ALONE.fullmatch(bare) or _WITH_AGENCY.match(bare))
        or (day is not None and day.end - day.start > len(bare) - 12)
    )


def _printed(lines: list[Line]) -> Iterator[Said]:
    """What the lines of an article say: those of its head, and who owns the rights."""
    prose = seen = 0
    late: list[Said] = []
    titles = (place for place, one in enumerate(lines) if _is_title(one))
    begins = next(titles, 0)
    for place, line in enumerate(lines):
        text, where = line.text.strip(), f"line {place + 1}"
        if who := _RIGHTS.search(text[:300]):
            late.append(Said("publisher", who["who"].strip(), where))
        if line.doubt == base.REPEATED:
            where += ", which several pages repeat"
            late += _days(text, where)
        is_head = place >= begins and prose < _HEAD_PROSE and seen < _HEAD_LINES
        if line.doubt or not is_head:
            continue
        seen += 1
        prose += line.is_prose
        for one in _of_line(text, where, line):
            if one.field == "author" and line.part == base.BYLINE:
                late.append(one)
            else:
                yield one
        if not line.is_prose:
            late += _days(text, where)
    # A day that is said to be the publication's is it, whatever stands before it.
    yield from sorted(late, key=lambda one: not one.where.endswith(_AS_PUBLISHED))


def _is_title(line: Line) -> bool:
    return line.part == base.TITLE and not line.doubt


def _days(text: str, where: str) -> list[Said]:
    """The day that a short line tells, unless it says that it is another's."""
    day = printed_day.first(text) if len(text) <= _SHORT else None
    if day is None:
        return []
    if _PUBLISHED.search(text):
        where += _AS_PUBLISHED
    elif _UPDATED.search(text):
        return []
    return [Said("published_on", day.day, where)]


def _of_line(text: str, where: str, line: Line) -> Iterator[Said]:
    """What one line of the head says: who wrote it, whose report it is, from where."""
    if _ADDRESS.fullmatch(text):
        yield Said("url", text, where)
        return
    dateline = _WITH_AGENCY.match(text) or _ALONE.fullmatch(text)
    if line.is_prose and not dateline:
        dateline = _IN_CAPITALS.match(text)
    if dateline:
        parts = dateline.groupdict()
        where += f": “{dateline.group().strip()}”"
        if parts.get("wire"):
            yield Said("wire", _PRINTED[parts["wire"]], where)
        if parts.get("place"):
            yield Said("dateline", _small(parts["place"].strip(" ,")), where)
        return
    if line.is_prose:
        return
    where += f": “{text[:_SHOWN]}”"
    pieces = _BETWEEN.split(text)
    if pieces[0] in _PRINTED:
        yield Said("wire", _PRINTED[pieces[0]], where)
    byline = _BYLINE.match(text)
    if byline:
        who, rest = _parted(byline["who"])
        pieces = [who, *_BETWEEN.split(rest)]
        if who and who not in _PRINTED:
            yield Said("author", who, where)
        for piece in pieces:
            if piece in _PRINTED:
                yield Said("wire", _PRINTED[piece], where)
                break
    elif line.part == base.BYLINE:
        name = _parted(text)[0]
        if _NAME.fullmatch(name) and not _NO_NAME.match(name):
            yield Said("author", name, where)


def _parted(who: str) -> tuple[str, str]:
    """The names of a byline, and what stands behind them."""
    end = _AFTER_NAMES.search(who)
    at = end.start() if end else len(who)
    return who[:at].strip(" ,."), who[at:].strip(" ,|•·")


def _small(place: str) -> str:
    """A place without its capitals: SEOUL is Seoul, as other papers print it."""
    return " ".join(
        word.title() if word.isupper() and "." not in word else word
        for word in place.split()
    )
