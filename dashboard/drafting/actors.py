"""Who is named in a text: people, bodies and media, each with all its places."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from dashboard.drafting.countries import Countries
from dashboard.grammar.cues import listed
from dashboard.grammar.nouns import Span
from dashboard.grammar.passage import TITLES, WORD, Passage, Token
from dashboard.grammar.words import DETERMINERS, PREPOSITIONS, SUBJECTS, TIMES

_TITLES: Final = frozenset(f"{one.lower()}." for one in TITLES.split("|")) | listed(
    "president minister senator governor secretary chancellor premier king queen"
    " prince princess pope general admiral colonel captain judge justice"
    " representative mayor ambassador professor sheikh sultan emperor prime foreign"
    " defence defense deputy vice sir lord lady dame speaker chairman chairwoman"
    " director leader congressman congresswoman archbishop bishop cardinal imam"
    " ayatollah rabbi father sister mrs ms mr dr sen rep gov gen member"
)
_STATE_MEDIA: Final = listed(
    "kcna xinhua tass ria irna sana cctv cgtn rt sputnik presstv granma telesur"
    " wafa itar-tass belta yonhap-state rossiya cna-state"
)
_MEDIA: Final = listed(
    "reuters afp ap pti ani bloomberg bbc cnn nbc cbs abc msnbc npr politico axios"
    " yonhap kyodo dpa efe ansa interfax huffpost buzzfeed breitbart vox slate"
)
_MEDIA_WORDS: Final = listed(
    "times post news press herald tribune journal gazette guardian telegraph daily"
    " agency broadcaster newspaper television tv radio magazine observer media"
)
_BODIES: Final = listed(
    "ministry government army navy military parliament senate congress court police"
    " cabinet embassy department administration council assembly kremlin forces"
    " bureau commission authority intelligence house pentagon"
)
_ORGANISATIONS: Final = listed(
    "party university institute committee foundation association union company corp"
    " inc ltd group endowment center centre bank fund society federation league club"
    " church campaign organization organisation college school hospital coalition"
    " alliance board network times"
)
_PEOPLE: Final = listed(
    "analysts officials experts critics supporters people voters residents sources"
    " diplomats aides lawyers protesters witnesses lawmakers researchers scientists"
    " observers activists leaders members organizers advocates opponents"
)
_FEMALE: Final = listed(
    "mrs. ms. she her hillary mary elizabeth anna maria sarah emily jennifer laura"
    " susan nancy karen lisa linda angela theresa christine kelly ruth ursula julia"
    " jessica rebecca kate michelle rachel carly megyn ivanka melania condoleezza"
    " mara olga natalia elena yulia sanna jacinda giorgia marine christine kamala"
)
_MALE: Final = listed(
    "mr. he his donald john mike bill tim george paul chris ben joe robert david"
    " michael william richard thomas charles mark steve james peter vladimir sergei"
    " andrew eric jason josh greg gary ron kenneth frank stephen edward barack"
    " bernie ted marco jeb ivan boris dmitry artyom emmanuel olaf recep antonio"
    " carlos juan pedro"
)
_JOINS: Final = listed("of for de la van von bin al el del der du the and")
_PRONOUNS: Final = listed("he she they it who i we")
_FAR: Final = 6000  # Signs that a name may stand before the pronoun for it.


@dataclass
class Actor:
    """One who is named: the fullest name, all places, and what is said of them."""

    name: str
    kind: str
    places: list[Span] = field(default_factory=list)
    role: str = ""
    country: str = ""
    sure: float = 0.7
    is_speaker: bool = False


class Cast:
    """The actors of a text, found by any of their names."""

    def __init__(
        self, text: str, passages: Sequence[Passage], countries: Countries
    ) -> None:
        self.text = text
        self.actors: list[Actor] = []
        self._countries = countries
        self._by_name: dict[str, Actor] = {}
        self._starts: list[tuple[int, int, Actor]] = []
        runs = sorted({run for passage in passages for run in _runs(passage)})
        self._full: dict[str, str] = {}
        self._short = {words[0] for _, _, words, _ in runs if len(words) == 1}
        for _, _, words, _ in runs:
            if len(words) > 1 and _kind(words, "") == "person":
                name = " ".join(words)
                # Where a family name comes first it stands alone: Kim Jong Un, Kim.
                keys = {words[-1]} | ({words[0]} if len(words) == 3 else set())
                for key in keys:
                    self._full.setdefault(key, name)
        starts = [one[0] for one in countries.spans]
        for start, end, words, begin in runs:
            name = " ".join(words)
            if len(words) == 1:
                name = self._full.get(words[0], name)
                if (
                    name == words[0]
                    and self._opens(start)
                    and words[0].lower() in _COMMON
                ):
                    continue
            at = bisect_left(starts, start + 1) - 1
            joined = "-" in words[0] and countries.within(start, start + len(words[0]))
            if not joined and (at < 0 or countries.spans[at][1] < end):
                self._add(name, start, end, words, begin)

    def _opens(self, start: int) -> bool:
        return (
            not self.text[:start].rstrip()[-1:].isalnum()
            if start < 2
            else (self.text[start - 2 : start - 1] in '.!?\n“"')
        )

    def _add(
        self, name: str, start: int, end: int, words: tuple[str, ...], begin: int
    ) -> Actor:
        actor = self._by_name.get(name)
        if actor is None:
            kind = _kind(words, self.text[max(0, start - 24) : start])
            actor = self._by_name[name] = Actor(name, kind)
            self.actors.append(actor)
            actor.role = self.text[begin:start].strip(" ,") or self._role(end)
            if kind == "person":
                known = words[0].lower() in _FEMALE | _MALE or (
                    len(words) > 1 and words[-1] in self._short
                )
                actor.sure = 0.9 if known or self._is_titled(start) else 0.5
        actor.places.append((start, end))
        self._starts.append((start, end, actor))
        if not actor.country and actor.kind != "media":
            actor.country = self._countries.within(
                begin, start
            ) or self._countries.beside(start, end)
        return actor

    def _is_titled(self, start: int) -> bool:
        before = self.text[max(0, start - 24) : start].lower().split()
        return bool(before) and before[-1].strip(".,") in {
            t.strip(".") for t in _TITLES
        }

    def _role(self, end: int) -> str:
        """An office or occupation as printed behind a name, between commas."""
        found = _ROLE_BEHIND.match(self.text, end, end + 120)
        return found[1].strip() if found else ""

    def speaker(self, start: int, end: int) -> Actor | None:
        """
        Return who is named by a mention, made anew for one without a name; None for a
        pronoun.
        """
        mention = self.text[start:end].strip(" ,")
        bare = mention.lower().split()
        if not bare or (len(bare) == 1 and bare[0] in _PRONOUNS):
            return None
        if _MEDIA_OF.search(mention):
            return self._described(start, end, _PICTURES.sub("", mention))
        named = _NAMED_BEHIND.match(self.text, end, end + 60)
        if named and mention.split()[-1].islower():
            behind = self._between(named.start(1), named.end(1))
            if behind and behind[0][2].kind == "person":
                actor = behind[0][2]
                actor.role = actor.role or _LEADING.sub("", mention)
                actor.country = actor.country or self._countries.within(start, end)
                actor.is_speaker = True
                return actor
        within = self._between(start, end)
        people = [one for one in within if one[2].kind == "person"]
        head = mention.split(",")[0].rsplit(" who")[0].split()
        if people and not _owned(self.text, people[0][1]):
            people[-1][2].is_speaker = True
            return people[0][2]
        if within and head and head[-1].lower() not in _PEOPLE and (
            within[-1][1] >= start + len(mention.split(",")[0]) - 3
            and not _owned(self.text, within[-1][1])
        ):  # fmt: skip
            within[-1][2].is_speaker = True
            return within[-1][2]
        return self._described(start, end, mention)

    def _described(self, start: int, end: int, mention: str) -> Actor:
        """One who is not named: “North Korean media”, “one analyst”, “Russia”."""
        name = _LEADING.sub("", mention.split(",")[0])
        name = regex.sub(r"\s+(?:who|which|that)$", "", name)
        words = tuple(name.split())
        low = [word.lower().strip(".,") for word in words]
        kind = "anonymous"
        if (
            "media" in low
            or ("agency" in low and "state" in low)
            or "broadcaster" in low
        ):
            is_states = "state" in low or self._countries.within(start, end)
            kind = "state_media" if is_states else "media"
        elif self._countries.is_name(start, start + len(mention)):
            kind = "state"
        elif set(low) & _BODIES:
            kind = "state_body"
        elif set(low) & _ORGANISATIONS:
            kind = "organisation"
        key = name.lower() if kind != "anonymous" else f"{name.lower()}@{start}"
        actor = self._by_name.get(key)
        if actor is None:
            actor = self._by_name[key] = Actor(name, kind, sure=0.6)
            actor.country = (
                self._countries.within(start, end) if kind != "anonymous" else ""
            )
            self.actors.append(actor)
        actor.places.append((start, end))
        actor.is_speaker = True
        return actor

    def _between(self, start: int, end: int) -> list[tuple[int, int, Actor]]:
        at = bisect_left(self._starts, start, key=lambda one: one[0])
        found = []
        while at < len(self._starts) and self._starts[at][0] < end:
            found.append(self._starts[at])
            at += 1
        return found

    def likely(self) -> list[Actor]:
        """
        Return those who are proposed: who speak, and names of people and bodies.
        """
        return [
            actor for actor in self.actors
            if actor.is_speaker or actor.role or actor.sure >= .8
            or (actor.kind != "person" and actor.name[:1].isupper())
        ]  # fmt: skip

    def meant(self, pronoun: str, start: int, last: Actor | None) -> Actor | None:
        """
        Return whom a pronoun may mean: who spoke last, else the nearest person named.
        """
        low = pronoun.lower()
        if low in ("i", "we", "you"):
            return None
        if low in ("it", "they"):
            return last if last and last.kind != "person" else None
        if last and last.kind == "person" and _fits(last.name, low):
            return last
        at = bisect_left(self._starts, start, key=lambda one: one[0])
        for begin, _, actor in reversed(self._starts[max(0, at - 40) : at]):
            if start - begin > _FAR:
                break
            if actor.kind == "person" and _fits(actor.name, low):
                return actor
        return None


_MEDIA_OF: Final = regex.compile(
    r"\b(?:state|official|local)?\s?(?:media|television|news agency)\b", regex.I
)
_PICTURES: Final = regex.compile(
    r"\s(?:photo\w*|pictures?|images?|footage|videos?|reports?)$"
)
_NAMED_BEHIND: Final = regex.compile(r",\s((?:\p{Lu}[\w’'.-]*\s?){2,4}),")
_LEADING: Final = regex.compile(r"^(?:the|an?|and|but)\s+", regex.I)
_ROLE_BEHIND: Final = regex.compile(
    r",\s((?:an?|the|his|her)\s[^,.;:“”\"\n]{3,90}|[a-z][^,.;:“”\"\n]{3,60}),"
)


def _owned(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s") or text[end - 2 : end] in ("'s", "’s")


def _fits(name: str, pronoun: str) -> bool:
    first = name.split()[0].lower()
    if pronoun == "she":
        return first not in _MALE
    return first not in _FEMALE


Run = tuple[int, int, tuple[str, ...], int]


def _runs(passage: Passage) -> set[Run]:
    """Names: words with capitals in a row, titles before them left out."""
    found = set()
    tokens = passage.tokens
    at = 0
    while at < len(tokens):
        if not _may_be_name(tokens, at):
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and end - at < 8:
            after = tokens[end]
            if tokens[end - 1].is_possessive:
                break
            if after.is_capital and after.low not in TIMES:
                end += 1
            elif (
                after.low in ("of", "for") and end + 1 < len(tokens)
                and tokens[end + 1].is_capital
                and {t.low for t in tokens[at:end]} & (_ORGANISATIONS | _BODIES)
            ) or (
                after.kind == WORD and after.low in _JOINS - {"and", "the", "for"}
                and end + 1 < len(tokens) and tokens[end + 1].is_capital
                and after.low not in ("of",)
            ):  # fmt: skip
                end += 2
            else:
                break
        words, begin = _bare(tokens, at, end)
        if words:
            last = words[-1]
            stop = last.start + len(last.low) if last.is_possessive else last.end
            named = tuple(passage.text[t.start : t.start + len(t.low)] for t in words)
            if not any(sign.isdigit() for word in named for sign in word):
                found.add((words[0].start, stop, named, begin))
        at = end
    return found


def _bare(tokens: Sequence[Token], at: int, end: int) -> tuple[Sequence[Token], int]:
    """A name's words without the office before them, and where that begins."""
    words = tokens[at:end]
    titles = [n for n, word in enumerate(words[:-1]) if _is_title(word)]
    begin = at
    if titles:
        words = words[titles[-1] + 1 :]
    elif (at and _is_title(tokens[at - 1])) or (
        at and tokens[at - 1].low.endswith(("man", "woman", "person", "ist"))
    ):
        begin = at - 1
        while begin and at - begin < 6 and tokens[begin - 1].kind == WORD and (
            tokens[begin - 1].is_capital or _is_title(tokens[begin - 1])
        ) and tokens[begin - 1].low not in _COMMON:  # fmt: skip
            begin -= 1
    if not words or (len(words) == 1 and _is_title(words[0])):
        return (), 0
    return words, tokens[begin].start


def _is_title(token: Token) -> bool:
    return token.low in _TITLES or f"{token.low}." in _TITLES


_COMMON: Final = (
    DETERMINERS | PREPOSITIONS | SUBJECTS | TIMES
    | listed(
    "and but or so yet if when while as not no yes now then here there what why how"
    " who where well still after before because although though since asked")
)  # fmt: skip


def _opens(tokens: Sequence[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].kind != WORD


def _may_be_name(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.is_capital and token.low not in _COMMON and token.low[:1].isalpha()


def _kind(words: Sequence[str], before: str) -> str:
    low = [word.lower().strip(".") for word in words]
    there = set(low)
    if there & _STATE_MEDIA:
        return "state_media"
    if there & _MEDIA or (
        len(words) > 1 and there & (_MEDIA_WORDS - {"post", "house"})
    ):
        return "state_media" if "state" in before.lower().split()[-3:] else "media"
    if len(words) > 1 and low[-1] in ("post", "today"):
        return "media"
    if there & _BODIES:
        return "state_body"
    if there & _ORGANISATIONS or (
        len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    ):
        return "organisation"
    return "person"
