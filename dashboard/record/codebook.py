"""The words that coded columns allow, what each means, and the rules of coding."""

from typing import Final, NamedTuple

WORDS: Final[dict[str, dict[str, str]]] = {
    "country_kind": {
        "state": "a state that exists",
        "former_state": "a state that no longer exists, under its withdrawn code",
        "bloc": "a group of states spoken of as one",
    },
    "actor_kind": {
        "person": "a named person",
        "state": "a state that is named as speaking or acting: “North Korea pledged”",
        "state_body": "a ministry, army or other organ of a state",
        "organisation": "a body that is not part of a state: a party, a university",
        "media": "a news outlet that is not run by a state",
        "state_media": "a news outlet of a state, or its media as a whole",
        "group": "several people spoken of as one",
        "anonymous": "somebody whom the source does not name",
    },
    "quote_kind": {
        "direct": "all of the words stand in quotation marks",
        "mixed": "some of the words stand in quotation marks",
        "indirect": "a paraphrase: none of the words stand in quotation marks",
        "slogan": "a slogan that the source reports",
        "law": "words of a law or other legal text",
        "image": "what a published picture showed",
        "silence": "the source remarks that somebody did not say this",
    },
    "basis": {
        "explicit": "the passage names who passed the words on",
        "implied": "a neighbouring passage of the same account names who did",
        "agentless": "nobody is named: “was reported as saying”",
    },
    "decision": {
        "direct": "a whole clause in the speaker's words",
        "partial": "a few of the speaker's words",
        "slogan": "a slogan, or part of one",
        "legal_text": "words quoted from a law",
        "name": "what something is called, not speech",
        "title": "the title of a work, not speech",
        "scare": "marks that keep a word at a distance, not speech",
        "subheading": "a heading inside the source, not speech",
        "inner": "marks inside other marks",
    },
    "stance": {
        "supports": "is for what “supports” means on this issue",
        "accepts": "tolerates it, which is less than support",
        "conditional": "would, if something else came about",
        "ambivalent": "leans both ways, or is said to be weakening",
        "neutral": "takes no side, and says so",
        "declines": "refuses to take part or to answer",
        "opposes": "is against what “supports” means on this issue",
        "not_stated": "the source itself remarks on a silence",
    },
    "strength": {
        "1": "hedged (“may”, “suggested”)",
        "2": "plain",
        "3": "absolute or threatening (“fully”, “never”)",
    },
    "position_kind": {
        "formal": "a law, a resolution, an “official position”",
        "declared": "what the holder said",
        "past_vote": "how the holder once voted",
        "long_standing": "a view said to have been held for long",
        "slogan": "read from a slogan",
        "behaviour": "read from an act",
        "characterisation": "any other reading of the holder by somebody",
        "forecast": "what the holder is expected to do",
        "silence": "the holder is remarked to have said nothing",
    },
    "voice": {
        "self": "the holder says it, or somebody who speaks for it",
        "own_state_media": "the holder's view as its own state's media tell it",
        "other_state": "another state ascribes it to the holder",
        "analyst": "an analyst ascribes it to the holder",
        "reporter": "the reporter ascribes it to the holder",
        "other": "somebody else ascribes it to the holder",
    },
    "event_kind": {
        "visit": "somebody goes to another country or place",
        "meeting": "people meet, talk or hand something over",
        "exhibition": "things are put on show",
        "performance": "a show, parade or concert",
        "statement": "something is said, threatened or pledged",
        "law": "a law is made",
        "resolution": "a body of states adopts a resolution",
        "war": "a war, or its beginning",
        "anniversary": "a day of remembrance",
        "deployment": "forces or weapons are moved or shown",
        "publication": "something is published",
        "other": "anything else that happened",
    },
    "precision": {
        "day": "known to the day",
        "week": "known to the week",
        "month": "known to the month",
        "year": "known to the year",
        "decade": "known to the decade",
        "unknown": "the source gives no time",
    },
    "date_basis": {
        "stated": "the source says when",
        "inferred": "worked out from this source alone",
        "undated": "the source gives no time",
    },
    "status": {
        "past": "it has happened",
        "ongoing": "it is happening",
        "planned": "it is announced or proposed",
        "threatened": "somebody threatens it",
    },
}

# Decisions on quotation marks that find somebody's words between them.
SPEECH: Final = ("direct", "partial", "slogan", "legal_text", "inner")

# Kinds of statement that hold words of the speaker's own, exactly as printed: all of
# them or, in a partial quotation, those in marks.
QUOTED: Final = ("direct", "mixed", "slogan", "law")
EXACT: Final = "exact words only"  # What a filter calls those alone.

# What a reader calls each coded word, on every page and in every message: one word in
# one column for one code. Files hold the codes.
READERS: Final[dict[str, dict[str, str]]] = {
    "country_kind": {
        "state": "state",
        "former_state": "former state",
        "bloc": "group of states",
    },
    "actor_kind": {
        "person": "person",
        "state": "state",
        "state_body": "state body",
        "organisation": "organisation",
        "media": "news outlet",
        "state_media": "state media",
        "group": "group",
        "anonymous": "unnamed source",
    },
    "quote_kind": {
        "direct": "direct quote",
        "mixed": "partial quote",
        "indirect": "paraphrase",
        "slogan": "slogan",
        "law": "text of a law",
        "image": "photo or caption",
        "silence": "no mention",
    },
    "basis": {
        "explicit": "named",
        "implied": "presumed",
        "agentless": "nobody named",
    },
    "decision": {
        "direct": "direct quote",
        "partial": "partial quote",
        "slogan": "slogan",
        "legal_text": "text of a law",
        "name": "name",
        "title": "title",
        "scare": "scare quotes",
        "subheading": "subheading",
        "inner": "quote within a quote",
    },
    "stance": {
        "supports": "supports",
        "accepts": "accepts",
        "conditional": "conditional",
        "ambivalent": "ambivalent",
        "neutral": "neutral",
        "declines": "declines",
        "opposes": "opposes",
        "not_stated": "silent",
    },
    "strength": {
        "1": "cautious wording",
        "2": "plain wording",
        "3": "strong wording",
    },
    "position_kind": {
        "formal": "official position",
        "declared": "stated view",
        "past_vote": "past vote",
        "long_standing": "long-standing view",
        "slogan": "taken from a slogan",
        "behaviour": "by actions, not words",
        "characterisation": "described by others",
        "forecast": "possible future position",
        "silence": "not mentioned by the holder",
    },
    "voice": {
        "self": "own statement",
        "own_state_media": "according to its own state media",
        "other_state": "according to another state or its media",
        "analyst": "according to an analyst",
        "reporter": "according to the report",
        "other": "according to somebody else",
    },
    "event_kind": {
        "visit": "visit",
        "meeting": "meeting",
        "exhibition": "exhibition",
        "performance": "performance",
        "statement": "statement",
        "law": "law",
        "resolution": "resolution",
        "war": "war",
        "anniversary": "anniversary",
        "deployment": "deployment",
        "publication": "publication",
        "other": "other event",
    },
    "precision": {
        "day": "day",
        "week": "week",
        "month": "month",
        "year": "year",
        "decade": "decade",
        "unknown": "no date",
    },
    "date_basis": {
        "stated": "dated in the report",
        "inferred": "inferred from the report",
        "undated": "undated",
    },
    "status": {
        "past": "past",
        "ongoing": "ongoing",
        "planned": "planned",
        "threatened": "threatened",
    },
}


class WhoseWord(NamedTuple):
    """Voices that readers take together, and what each place calls them."""

    voices: tuple[str, ...]
    choice: str  # in a filter
    drawn: str  # how a picture draws a position in such a voice
    means: str  # what drawing it so means
    counted: str  # after a number of positions
    short: str  # beside a stance


# Whose word a position is, by the key of the filter: a new voice is one row.
WHOSE_WORD: Final = {
    "self": WhoseWord(
        ("self",), "those who hold it", "solid", "own statement",
        "in the holder's own statements", "own statement",
    ),
    "own_state_media": WhoseWord(
        ("own_state_media",), "their own state media", "dotted",
        "own state media", "told by its own state media",
        "own state media",
    ),
    "others": WhoseWord(
        ("other_state", "analyst", "reporter", "other"), "others", "hatched",
        "according to others", "told by others", "according to others",
    ),
}  # fmt: skip

# Who passes words on where the source names nobody.
UNNAMED: Final = "an unnamed intermediary"

# How words reached the source, by the key of the filter.
REACHED: Final = {
    "without": "not from or via state media",
    "only": "from or via state media",
}

RULES: Final = {
    "Whose words, whose view": "Words in quotation marks belong to whoever said or"
    " wrote them. Where an outlet that the report cites puts somebody's view in words"
    " of the outlet's own, the words count as the outlet's; the view is recorded as a"
    " second statement inside the first.",
    "Who passed it on": "The record names everybody who passed a statement on, as far"
    " as the report names or implies them, nearest the speaker first. Where it"
    " says only “state media”, no particular outlet is filled in. Where it names nobody"
    " (“was reported as saying”), the record says so.",
    "Who speaks for a country": "A statement counts as a country's only where the"
    " speaker speaks for the state: its leader, a ministry, a law, the army, state"
    " media. An expert speaks for no country.",
    "Every quotation mark is checked": "For each pair of quotation marks the record"
    " says what stands between them: speech, or a name, a title, scare quotes, a"
    " subheading.",
    "Whose position, and who says so": "Each position records who holds it and who"
    " says so. Describing somebody's view is not sharing it.",
    "Official positions and actions are kept apart": "Somebody may be said to oppose a"
    " thing officially and to accept it in practice. Both are recorded. Nothing is"
    " averaged and nothing dropped.",
    "No stance is invented": "A show of force is not a statement. Where a speaker"
    " names no enemy, no country is filled in; mentioning an alliance is not taking a"
    " stance. Conditions, and words such as “may”, are kept with the position.",
    "Dates come from the report": "What the report dates to a week is dated to that"
    " week. Dates from general knowledge are kept apart, marked as not in the report."
    " Where the report gives no time, there is no date.",
    "All accounts are kept": "Where two sources tell of one event or statement, both"
    " accounts are kept. Accounts of one event are linked, and count as one event.",
    "Silence is recorded": "Where the report points out that somebody did not mention"
    " something, that is recorded. It is not neutrality, and not a gap in the record.",
    "Exact wording": "Quoted words are the report's to the letter, misprints included,"
    " and each row says where in the text they are.",
    "What counts as an event": "Something that happens and has a beginning: not a"
    " habit, an era or a description. A statement is an event only where saying it is"
    " an act: a pledge, a threat, thanks.",
    "What a picture shows": "A photograph does not explain itself: whose slogan or"
    " which weapon it shows is taken from the report, or from an analyst in it.",
    "How things are named": "A label names a thing, and says whose it is (“North"
    " Korea's nuclear programme”). A side's own name for a day or a cause stands in"
    " quotation marks. A role is an office or a job, never a comment.",
}
NOT_CLAIMED: Final = (
    "That what was said is true. It records who is reported to have said it.",
    "That this is all a person or country ever said. It holds what its sources print.",
    "That a position still holds. A position without a date is dated to the day of"
    " publication.",
    "That a position described by somebody else is what its holder would say. Each"
    " position says whose account it is.",
    "That the report itself names the issue and the stance. Both are this record's"
    " reading, by the rules below.",
)
PERSON: Final = ("person", "anonymous")


def plain(column: str, code: str) -> str:
    """
    Return what a reader calls a coded word: in "position_kind", "behaviour" is
    "inferred from actions"; `column` is a key of `WORDS`.
    """
    return READERS[column].get(code, code)


def whose_word(voice: str) -> WhoseWord:
    """
    Return the group that a voice belongs to.
    """
    groups = (group for group in WHOSE_WORD.values() if voice in group.voices)
    return next(groups, WHOSE_WORD["others"])
