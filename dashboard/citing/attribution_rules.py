"""The rules of the attribution line, as tables: a pattern for each way of speaking."""

from typing import Final

# What is said to speak, by the statement's kind; {who} is the speaker.
SUBJECTS: Final = {
    "direct": "{who}",
    "mixed": "{who}",
    "indirect": "{who}",
    "slogan": "a slogan of {who}",
    "law": "a {year}legal text of {who}",
    "law of a state": "a {year}law of {who}",
    "image": "imagery published by {who}",
    "silence": "{who}",
}
# Kinds whose words nobody utters.
UNUTTERED: Final = ("slogan", "law")
# A day that is not the words' own by the source, in a sentence after them.
DATED: Final = "This record dates {it} {day}."
# Stands in a line where it says “it” and no such word is printed.
IT: Final = "\ue001it"
# How the words came, told before them, by the hop nearest the speaker. One that is only
# implied is the coder's to tell, not the report's: in a sentence of its own.
CAME: Final = {
    "explicit": "according to {relay}",
    "agentless": "reported without a named source",
}
# Each further hop, up to the source.
ONWARD: Final = {
    "explicit": "by way of {relay}",
    "agentless": "by way of an unnamed intermediary",
}
IMPLIED: Final = (
    "The report names no source for this; this record takes it to be {relay}."
)
# A statement that a picture shows, by who published that.
SEEN: Final = "in imagery published by {relay}"
# Words in marks, by how the words came.
IN_MARKS: Final = {
    "": "{words} {who} {said}",
    "explicit": "{relay} quoted {who} as saying{day}: {words}",
    "agentless": "{words} {who} was reported as saying{day}",
}
# What a photograph shows is told by the report: a picture does not explain.
PICTURED: Final = "{who} {showed} {words}"
# A caption whose cue is a credit: it need not have come by the wire.
CREDITED: Final = "the caption of a photograph credited to {who}{place} says {words}"
SILENCE: Final = "{who} {cue} {words}{where}"
# Who speaks through its reports is silent in one of them.
MEDIA: Final = ("media", "state_media")

# Cues that go on from words before, which a line does not have.
GOING_ON: Final = ("added", "adds", "continued", "concluded", "replied")
# Printed cues that need a finite verb, or “that” before a clause; others stand as
# printed. {by} is where a relay goes that the cue itself makes room for.
SPEECH: Final = (
    "said", "says", "added", "adds", "noted", "notes", "reported", "reports",
    "announced", "stated", "states", "warned", "insisted", "claimed", "argued", "wrote",
    "explained", "acknowledged", "confirmed", "believed", "believes", "replied",
    "stressed", "expressed belief", "expressed hope", "concluded", "continued",
    "repeatedly expressed belief", "repeatedly said",
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
    "see as": (f"see {IT} as", ""),
    "sees as": (f"sees {IT} as", ""),
    "saw as": (f"saw {IT} as", ""),
    "was quoted as saying": ("was quoted{by} as saying", "that"),
    "was reported as saying": ("was reported{by} as saying", "that"),
    "was cited as saying": ("was cited{by} as saying", "that"),
}

# The printed words of a position, by how the statement that it rests on is given: its
# speaker's own, or the report's words for it.
PRINTED: Final = {
    "direct": "{came}in the words of {aside}{on}{reported}: {words}",
    "law": "on {subject}{came_after}, {reporter} wrote{place}: {words}",
    "slogan": "on {subject}{came_after}, {reporter} wrote{place}: {words}",
    "image": "on {subject}{came_after}, {reporter} wrote{place}: {words}",
    "": "{aside}{came_after}, as {reporter} put it{report}: {words}",
}
# What the report says itself, and what it says somebody did not say.
WROTE: Final = "{reporter} wrote{place}: {words}"
REMARKED: Final = "{reporter} noted{place}: {words}"

# The reading is named as one, and told after the words: by the position's kind. {doing}
# and {done} are forms of the stance that hold the issue.
READS: Final = "This record reads it as {held}."
READ_AS: Final = "Read as {held}."  # In a cell, which names holder and issue.
SILENT: Final = "The report remarks on a silence; no stance is read into it."
KINDS: Final = {
    "formal": "{holder} officially {doing}",
    "declared": "{holder} {doing}",
    "past_vote": "{holder} having {done} in the past",
    "long_standing": "{holder} having long {done}",
    "slogan": "{holder} {doing} in a slogan",
    "behaviour": "{holder} {doing}, by actions rather than words",
    "characterisation": "{holder} {doing}",
    "forecast": "{holder} possibly {doing} in future",
    "silence": "{holder} {doing}",
}
# The same of a time that was over when the source was published.
OVER: Final = {
    "formal": "{holder} having officially {done}",
    "forecast": "{holder} possibly {doing} in future",
    "slogan": "{holder} having {done} in a slogan",
    "behaviour": "{holder} having {done}, by actions rather than words",
    "long_standing": "{holder} having long {done}",
    "past_vote": "{holder} having {done} in the past",
}
OVER_ELSE: Final = "{holder} having {done}"
# Forms of each stance: {it} is the issue.
STANCES: Final = {
    "supports": ("supporting {it}", "supported {it}"),
    "accepts": ("accepting {it}", "accepted {it}"),
    "conditional": ("conditionally supporting {it}", "conditionally supported {it}"),
    "ambivalent": ("being ambivalent about {it}", "been ambivalent about {it}"),
    "neutral": ("taking no side on {it}", "taken no side on {it}"),
    "declines": (
        "declining to take part or to answer on {it}",
        "declined to take part or to answer on {it}",
    ),
    "opposes": ("opposing {it}", "opposed {it}"),
    "not_stated": ("stating nothing on {it}", "stated nothing on {it}"),
}  # fmt: skip
# First words of an issue's label that are capital only because they are first.
# The period of a law that holds since a day; {day} is when it was made.
BY_LAW: Final = ", by a law of {day}"
NUMBERS: Final = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
COMMON: Final = ("coalition", "global", "war", "return", "use", "ban", "bans", "ties")
