"""English verbs by which reports attribute words, in the forms that news uses."""

import re
from typing import Final

from dashboard.record.limits import VERBS

# From two lists: the verbs of saying of VerbNet 3.4, class say-37.7 (University of
# Colorado; Kipper, Korhonen, Ryant and Palmer 2008), and the cues that the attribution
# rules of this dashboard know (`attribution_rules`). Left out is what mostly means
# something else in news: go, continue, leak, venture, volunteer, recommend, describe,
# call, believe, see as, convey, observe, relate, propose.
PLAIN: Final = (
    "said", "says", "say", "saying", "told", "tells", "telling", "added", "adding",
    "announced", "announces", "announcing", "acknowledged", "acknowledges",
    "acknowledging", "alleged", "alleges", "alleging", "argued", "argues", "arguing",
    "asserted", "asserts", "asserting", "claimed", "claiming", "conceded", "concedes",
    "conceding", "concluded", "confessed", "confesses", "confided", "confides",
    "confirmed", "confirms", "confirming", "declared", "declares", "declaring",
    "disclosed", "discloses", "disclosing", "divulged", "divulges", "exclaimed",
    "exclaims", "explained", "explains", "explaining", "insinuated", "insinuates",
    "insisted", "insists", "insisting", "mentioned", "mentioning", "noted", "noting",
    "pledged", "pledging", "proclaimed", "proclaims", "proclaiming", "promised",
    "promising", "recounted", "recounts", "recounting", "reiterated", "reiterates",
    "reiterating", "remarked", "remarking", "repeated", "repeating", "replied",
    "replies", "replying", "reported", "reporting", "responded", "responding",
    "retorted", "retorts", "revealed", "reveals", "revealing", "stated", "stating",
    "stressed", "stresses", "stressing", "suggested", "suggests", "suggesting",
    "threatened", "threatening", "urged", "urging", "vowed", "vowing", "warned",
    "warns", "warning", "wrote", "writes", "writing", "quoted", "quoting", "cited",
    "citing",
)  # fmt: skip
# Forms that are nouns as often: they count after who speaks, or before “that”.
NOUNS: Final = (
    "adds", "claims", "mentions", "notes", "pledges", "promises", "remarks", "repeats",
    "reports", "responds", "states", "threatens", "urges", "vows", "quotes", "cites",
    "report", "state", "note", "claim", "add",
)  # fmt: skip
PHRASES: Final = ("according to", "in the words of")
# Of other languages of newspapers the few that stand behind most speeches.
_ELSEWHERE: Final = (
    "asked", "asks", "answered", "answers", "sagt", "sagte", "fragte", "antwortete",
    "erklärte", "meinte", "dit", "disait", "demande", "demanda", "répond", "répondit",
    "ajoute", "affirme", "dijo", "dice", "preguntó", "respondió", "añadió", "disse",
    "diz", "perguntou", "respondeu", "detto", "afferma", "sa", "säger", "sade",
    "frågade", "svarade", "sier", "siger", "sagde", "spurte", "zei", "zegt", "vroeg",
    "antwoordde", "sanoi", "kysyi", "vastasi", "powiedział", "powiedziała", "dodał",
    "dodała", "zapytał", "zapytała", "сказал", "сказала", "заявил", "заявила",
    "спросил", "спросила", "ответил", "ответила",
)  # fmt: skip
_WORD: Final = re.compile(r"\w+")
# What follows the first word of a phrase.
_PHRASES: Final = {
    phrase.split()[0]: re.compile(
        r"\s+".join(["", *phrase.split()[1:]]) + r"(?!\w)", re.I
    )
    for phrase in PHRASES
}
_FORMS: Final = frozenset((*PLAIN, *NOUNS))
_MAY_ATTRIBUTE: Final = _FORMS | _PHRASES.keys()
_SPEAKER: Final = re.compile(
    r"(?:\b(?:he|she|it|they|we|who|i|you)|[\"”’»,])\s+$", re.I
)
# After these, a form in -ed or -ing is no verb: “the alleged plot”, “a warning”.
_NO_VERB: Final = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|your|this|these|those|some|no|any|of|more"
    r"|without)\s+$",
    re.I,
)
_LOOKS_BACK: Final = 24
_ANY: Final = frozenset((*PLAIN, *_ELSEWHERE))
_NAMED: Final = r"(?:[^\s.,;:!?…]{1,40}\s){0,3}"
# A clause that attributes, behind a comma or a question: “…, Mara Olsen said.”
_CLAUSE: Final = re.compile(
    rf"(?:[,?!…]|\.(?=\s{{1,3}}[^\W\dA-Z_]))\s{{1,3}}{_NAMED}(?:{'|'.join(sorted(_ANY))})"
    r"(?:[\s-][^\s.,;:!?…]{1,40}){0,3}\s?(?:[.,;:!?…]|$)"
)
_CAPITALS: Final = re.compile(r"[^\W\d_a-zа-я]\w*(?:[ '’.-]{1,2}[^\W\d_a-zа-я]\w*)*")
_PIECES: Final = re.compile(r"[.!?…:;\n\r”\"»“„«]+")
_NEAR: Final = 100  # Characters beside a speech in which its speaker is named.
_FIRST: Final = 5  # Words behind a speech of which one may attribute it.


def is_known(language: str) -> bool:
    """
    Tell whether verbs of this language (a code such as "en") are known.
    """
    return language.lower().partition("-")[0] == "en"


def verbs(text: str, most: int = VERBS) -> tuple[list[tuple[str, int, int]], int]:
    """
    Return each verb or phrase that attributes, in lower case, and where it stands; and
    up to where they were looked for: of more than `most` that may, not further.
    """
    verbs: list[tuple[str, int, int]] = []
    for found in _WORD.finditer(text):
        word = found.group().lower()
        if word not in _MAY_ATTRIBUTE:
            continue
        start, end = found.span()
        if word in _PHRASES and (rest := _PHRASES[word].match(text, end)):
            end = rest.end()
            word = " ".join(text[start:end].lower().split())
        elif word not in _FORMS:
            continue
        most -= 1
        if most < 0:
            return verbs, start
        if _attributes(text, word, start, end):
            verbs.append((word, start, end))
    return verbs, len(text)


def _attributes(text: str, word: str, start: int, end: int) -> bool:
    """Tell whether one of the forms is a verb where it stands, as far as words show."""
    before = text[max(0, start - _LOOKS_BACK) : start]
    if word in NOUNS:
        follows = text[end : end + 6].lower()
        return bool(_SPEAKER.search(before)) or follows.startswith(" that ")
    return not (word.endswith(("ed", "ing")) and _NO_VERB.search(before))


def is_attributed(text: str, start: int, end: int) -> bool:
    """
    Tell whether words that a mark opens, and none closes, tell who says them: the mark
    was forgotten before “…? he said.”
    """
    return bool(_CLAUSE.search(text, start, end))


def is_same_speaker(text: str, lead: tuple[int, int], at: int, end: int) -> bool:
    """
    Tell whether nobody else is named behind a speech that several paragraphs have.

    `lead` is the stretch before its first words; it closes from `at` to `end`.
    """
    follows = _PIECES.split(text[end : end + _NEAR], maxsplit=1)[0]
    bare = follows.strip(" \t\u00a0,—–-")
    words = _WORD.findall(bare)
    is_named = text[at - 1 : at] == "," or follows.lstrip()[:1] == ","
    is_named = is_named or bare[:1].islower() or not _ANY.isdisjoint(words[:_FIRST])
    if not is_named:
        return True
    before = _PIECES.split(text[max(lead[0], lead[1] - _NEAR) : lead[1]])
    told = next((one for one in reversed(before) if one.strip()), "")
    names, speakers = _CAPITALS.findall(bare), _CAPITALS.findall(told)
    # Where a lead names two, or who speaks is “she”, it may be the other who answers.
    if len(speakers) != 1 or not names:
        return False
    return not set(_WORD.findall(names[0])).isdisjoint(_WORD.findall(speakers[0]))
