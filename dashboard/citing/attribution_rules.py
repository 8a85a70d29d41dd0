"""The rules of the attribution line, as tables: a pattern for each way of speaking."""

from typing import Final

# What is said to speak, by the statement's kind; {who} is the speaker.
SUBJECTS: Final = {
    "direct": "{who}",
    "mixed": "{who}",
    "indirect": "{who}",
    "slogan": "a slogan of {who}",
    "law": "a legal text of {who}",
    "law of a state": "a law of {who}",
    "image": "a photograph published by {who}",
    "silence": "{who}",
}
# How the words came, by the hop nearest the speaker; {told} is who says what.
IN_MARKS: Final = {
    "": "{told}",
    "explicit": "{told}, as quoted by {relay}",
    "implied": "{told}, in an account apparently from {relay} (implied, not stated)",
}
TOLD: Final = {
    "": "{told}",
    "explicit": "{relay} said that {told}",
    "implied": "{told}, in an account apparently from {relay} (implied, not stated)",
    "agentless": "it was reported that {told}",
}
SLOGAN: Final = {
    "": "{told}",
    "explicit": "{told} as passed on by {relay}",
    "implied": "{told} apparently as passed on by {relay} (implied, not stated)",
    "agentless": "it was reported that {told}",
}
# Each further hop, up to the source.
ONWARD: Final = {
    "explicit": "{relay} reported",
    "implied": "apparently by way of {relay} (implied, not stated)",
    "agentless": "by way of somebody unnamed",
}
# A caption whose cue is a credit: it need not have come by the wire.
CREDITED: Final = "a photograph credited to {who}: {words}"
# Printed cues that need a finite verb, or “that” before a clause; others stand as
# printed. {by} is where a relay goes that the cue itself makes room for.
SPEECH: Final = (
    "said", "says", "added", "adds", "noted", "notes", "reported", "reports",
    "announced", "stated", "states", "warned", "insisted", "claimed", "argued", "wrote",
    "explained", "acknowledged", "confirmed", "believed", "believes", "replied",
    "stressed", "expressed belief", "expressed hope", "concluded", "continued",
)  # fmt: skip
CUES: Final[dict[str, tuple[str, str]]] = {
    **{verb: (verb, "that") for verb in SPEECH},
    "saying": ("said", "that"),
    "adding": ("added", "that"),
    "noting": ("noted", "that"),
    "reporting": ("reported", "that"),
    "announcing": ("announced", "that"),
    "stating": ("stated", "that"),
    "warning": ("warned", "that"),
    "insisting": ("insisted", "that"),
    "claiming": ("claimed", "that"),
    "arguing": ("argued", "that"),
    "writing": ("wrote", "that"),
    "calling": ("called", ""),
    "declaring": ("declared", ""),
    "describing": ("described", ""),
    "pledging": ("pledged", ""),
    "promising": ("promised", ""),
    "threatening": ("threatened", ""),
    "urging": ("urged", ""),
    "vowing": ("vowed", ""),
    "vowing to": ("vowed to", ""),
    "see as": ("see it as", ""),
    "sees as": ("sees it as", ""),
    "saw as": ("saw it as", ""),
    "was quoted as saying": ("was quoted{by} as saying", "that"),
    "was reported as saying": ("was reported{by} as saying", "that"),
    "was cited as saying": ("was cited{by} as saying", "that"),
}

# Who asserts a position, by its voice; {aside} is how the words came and for whom.
VOICES: Final = {
    "self": "{who}{aside} {verb} {held}",
    "own_state_media": "{who}{aside} {verb} {held}",
    "other_state": "{who}{aside} {verb} {held}",
    "analyst": "{who}{aside} {verb} {held}",
    "reporter": "{who} itself{aside} {verb} {held}",
    "other": "{who}{aside} {verb} {held}",
}
# What is asserted, by the position's kind: verb, the verb after “was reported as”, and
# the holding; {does} … are forms of the stance, {it} the issue.
KINDS: Final = {
    "formal": ("said that", "saying that", "{holder} officially {does} {it}"),
    "declared": ("said that", "saying that", "{holder} {does} {it}"),
    "past_vote": ("said that", "saying that", "{holder}, in a past vote, {did} {it}"),
    "long_standing": ("said that", "saying that", "{holder} has long {done} {it}"),
    "slogan": ("passed on", "passing on", "a slogan of {holder} {doing} {it}"),
    "behaviour": ("read", "reading", "the behaviour of {holder} as {doing} {it}"),
    "characterisation": ("described", "describing", "{holder} as {doing} {it}"),
    "forecast": ("foresaw", "foreseeing", "{holder} {doing} {it}"),
    "silence": ("remarked that", "remarking that", "{holder} {did} {it}"),
}
# The same of oneself, where English turns the phrase.
OF_ITSELF: Final = {
    "slogan": "a slogan of its own {doing} {it}",
    "behaviour": "its own behaviour as {doing} {it}",
    "characterisation": "itself as {doing} {it}",
    "forecast": "itself {doing} {it}",
}
# An asserter who is a hop of the chain, where the chain is only implied.
ACCOUNT: Final = "an account apparently from {who} (implied, not stated)"
# How an asserter's own words came, by the hop nearest to it.
ASIDES: Final = {
    "": "",
    "explicit": "as reported by {relay}",
    "implied": "in an account apparently from {relay} (implied, not stated)",
}
# Forms of each stance: it {does}, it {did}, it has {done}, seen {doing}.
STANCES: Final = {
    "supports": ("supports", "supported", "supported", "supporting"),
    "accepts": ("accepts", "accepted", "accepted", "accepting"),
    "conditional": (
        "would, on a condition, support", "supported, on a condition,",
        "supported, on a condition,", "supporting, on a condition,",
    ),
    "ambivalent": (
        "is ambivalent about", "was ambivalent about", "been ambivalent about",
        "ambivalent about",
    ),
    "neutral": ("is neutral on", "was neutral on", "been neutral on", "neutral on"),
    "declines": ("declines", "declined", "declined", "declining"),
    "opposes": ("opposes", "opposed", "opposed", "opposing"),
    "not_stated": (
        "says nothing on", "said nothing on", "said nothing on", "saying nothing on",
    ),
}  # fmt: skip
READING: Final = "The stance is this record's reading of the words: {words}"
# First words of an issue's label that are capital only because they are first.
NUMBERS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
