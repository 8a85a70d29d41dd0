"""English verbs by which reports attribute words, in the forms that news uses."""

import re
from collections.abc import Iterator
from typing import Final

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
_EVERY: Final = "|".join((*PHRASES, *PLAIN, *NOUNS)).replace(" ", r"\s+")
_FORMS: Final = re.compile(rf"(?<!\w)(?:{_EVERY})(?!\w)", re.I)
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


def is_known(language: str) -> bool:
    """
    Tell whether verbs of this language (a code such as "en") are known.
    """
    return language.lower().partition("-")[0] == "en"


def verbs(text: str) -> Iterator[tuple[str, int, int]]:
    """
    Give each verb or phrase that attributes, in lower case, and where it stands.
    """
    for found in _FORMS.finditer(text):
        word = " ".join(found.group().lower().split())
        start, end = found.span()
        before = text[max(0, start - _LOOKS_BACK) : start]
        if word in NOUNS:
            follows = text[end : end + 6].lower()
            if not _SPEAKER.search(before) and not follows.startswith(" that "):
                continue
        elif word.endswith(("ed", "ing")) and _NO_VERB.search(before):
            continue
        yield word, start, end
