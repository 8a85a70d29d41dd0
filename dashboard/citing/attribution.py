"""
The attribution line: a sentence that an editor would print, made by rule from a row.

What was printed is told as printed, in marks where another's words are repeated; what
the coder read is told after it, and named as this record's reading. A coded stance is
never what somebody “said”. `attribution_rules` holds the rules, as tables; what an
editor adds in brackets stands in the row's note (`text.brackets`).
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Final, NamedTuple

import pandas as pd

from dashboard.citing import attribution_rules as rules
from dashboard.citing import excerpt, relays
from dashboard.citing.readings import in_cell, reading
from dashboard.record.schema import Row
from dashboard.text import phrases
from dashboard.text.brackets import bracketed, remarks
from dashboard.text.phrases import name, quoted, sentence

# Stands where a row's printed words do in a line that is told in parts.
WORDS: Final = "\ue000"


class Parts(NamedTuple):
    """A short line about a row's printed words: what stands before and after them."""

    before: str
    words: str
    after: str
    reading: str = ""


def quote_parts(row: Row) -> Parts:
    """
    Return the short line of a quote in parts, its words as they stand in it.

    They are as printed, but for a comma or stop at their end and a capital that only a
    sentence gave to their first letter.
    """
    line = quote(row, short=True, masked=True)
    before, _, after = line.partition(WORDS)
    words = _as_told(row["content"])
    small = phrases.clause(row["content"])[:1]
    if before and row["kind"] != "direct" and small == words[:1].lower():
        words = small + words[1:]
    after = after.removeprefix(".") if words.endswith(".") else after
    return Parts(before, words, after)


def position_parts(row: Row) -> Parts:
    """
    Return the short line of a position in parts: its evidence, and how it is read.
    """
    before, _, after = _printed(row, short=True, masked=True).partition(WORDS)
    words = _as_told(row["evidence"])
    after = after.removeprefix(".") if words.endswith(".") else after
    return Parts(before, words, after, reading(row))


def cell(found: pd.DataFrame, whole: pd.DataFrame) -> list[str]:
    """
    Return a line for each position of a cell, what the holder says itself first.

    `whole` are its rows of `stances.stances` without filters: they tell whether the
    record has anything from the holder itself.
    """
    nearest = {"self": 0, "own_state_media": 1}
    rows: list[Row] = [excerpt.shown(row) for row in found.to_dict("records")]
    rows.sort(key=lambda row: nearest.get(row["voice"], len(nearest)))
    lines = [f"{_printed(row, short=True)} {in_cell(row)}" for row in rows]
    country = rows[0]["country"]
    if country and "self" not in set(whole["voice"]):
        lines.insert(0, f"Nothing from {country} itself on this in the record.")
    return lines


def _as_told(text: str) -> str:
    """Printed words without the comma or stop that a sentence puts after them."""
    # The last stop of initials is theirs.
    if re.search(r"(?:^|[\s(])(?:[^\W\d_]\.){2,}$", text):
        return text
    return re.sub(r"(?<=[^.])[,.](?=[”’\"']?$)", "", text)


def quote(row: Row, short: bool = False, masked: bool = False) -> str:
    """
    Return the attribution line of one row of `quotes.quotes`.

    Who speaks the statement within which it stands (`around`) is a voice of the line
    even where no relay says so. A `short` line stands beside its source, which it does
    not name once more; a `masked` one has `WORDS` in its words' place.
    """
    hops = relays.hops(row["relayed_by"])
    around, seen = row["around"], row["around_kind"] == "image"
    if around and around not in [hop.relay for hop in hops]:
        hops.append(relays.Hop(around, "explicit"))
        hops += relays.hops(row["around_relayed_by"])
    who = _called(row, "speaker", "speaker_id")
    if row["kind"] == "image":
        return _picture(row, who, short, masked)
    if row["kind"] == "direct":
        told = _in_marks(row, who, hops, masked)
    else:
        told = _paraphrased(row, who, hops, masked)
        # A cue may say itself how the words came.
        verb, joint = _verb(row["cue"])
        unnamed = joint and hops and hops[0].way == "agentless"
        told_by_cue = "{by}" in verb and hops and hops[0].way == "explicit"
        between = hops[1:] if told_by_cue or unnamed else hops
        told = ", ".join(filter(None, (relays.came(between, seen), told)))
    if row["hedge"] and row["hedge"] not in f"{row['content']} {row['cue']}":
        told += f" (hedged: “{row['hedge']}”)"
    verb = "noted" if row["kind"] == "silence" else "reported"
    last = hops[-1].relay if hops else row["speaker"]
    if short:
        # The comma in the marks was for what goes on.
        line = sentence(re.sub(r",(”\u2069?)$", r".\1", told))
    else:
        line = sentence(_reported(row, told, last, verb))
    return " ".join(
        [
            line,
            *relays.implied(hops, seen),
            *([] if short else [*_dated(row), *_seen_where(row)]),
        ]
    )


def position(row: Row, short: bool = False) -> str:
    """
    Return the attribution line of one row of `stances.positions`: printed words first.

    A second sentence tells the stance, as this record's reading of them; where it is
    not `short`, a third gives the note of the row, which a reading may need.
    """
    told = [_printed(row, short), reading(row)]
    note = remarks(row["note"])
    if note and not short:
        told.append(f"Note: {sentence(note)}")
    return " ".join(told)


def _printed(row: Row, short: bool, masked: bool = False) -> str:
    """The printed words of a position, whose they are, and how they came."""
    who, words = (
        _called(row, "asserter", "asserted_by"),
        _words(row, "evidence", masked),
    )
    reporter, place = name(_reporter(row), kind="media"), "" if short else _place(row)
    kind, implied = "" if row["cited"] == "direct" else row["cited"], list[str]()
    kind = "direct" if row["own_words"] else kind
    if row["voice"] == "reporter" and row["asserter"] == _reporter(row):
        silent = row["kind"] == "silence"
        pattern = rules.REMARKED if silent else rules.WROTE
        line = pattern.format(reporter=reporter, place=place, words=words("."))
    else:
        hops, on = relays.hops(row["relayed_by"]), ""
        named = [hop.relay for hop in hops]
        speaker = name(row["speaker"], row["speaker_id"])
        if row["own_words"] and row["asserter"] != row["speaker"]:
            # They are the asserter's, about who speaks; nearer hops are the speaker's.
            told = speaker in bracketed(row["evidence"], row["note"])
            on = "" if told else f" on {speaker}"
            at = named.index(row["asserter"]) + 1 if row["asserter"] in named else 0
            hops = hops[at:]
        elif row["quote_id"] and row["asserter"] != row["speaker"]:
            who = speaker
            if row["asserter"] not in named:
                hops = [relays.Hop(row["asserter"], "explicit"), *hops]
        elif row["voice"] == "self" and row["asserter_kind"] == "person":
            country = name(row["country"], row["country_id"])
            is_told = not country or country in who
            who += "" if is_told else f", speaking for {country},"
        came, implied = relays.came(hops, False), relays.implied(hops, False)
        last = hops[-1].relay if hops else row["asserter"]
        reported = f", in its report{place}"
        if last != _reporter(row):
            reported = f", as {reporter} reported{place}"
        line = rules.PRINTED.get(kind, rules.PRINTED[""]).format(
            who=who,
            on=on,
            aside=who.rstrip(","),
            came=f"{came}, " if came else "",
            came_after=f", {came}" if came else "",
            subject=_subject(row, kind, speaker),
            reporter=reporter,
            place=place,
            report=f" in a report{place}" if place else "",
            words=words("."),
            reported="" if short else reported,
        )
    return " ".join([sentence(line), *implied])


# Who speaks, and what passed it on


def _called(row: Row, who: str, key: str) -> str:
    """An actor as a sentence names it first: with office or affiliation, if it has."""
    shown, kind = row[who], row[f"{who}_kind"]
    called = name(shown, row[key], kind)
    if kind != "anonymous" and (apart := row.get(f"{who}_apart")):
        called = f"{called} {apart}"
    if kind not in ("person", *rules.MEDIA):
        return called
    role, body = row[f"{who}_role"], row[f"{who}_body"]
    role = phrases.isolated_if_rtl(" ".join(role.split()))
    if role.casefold() in called.casefold():
        role = ""
    if role.startswith("of "):
        return f"{called} {role}"
    # An office stands before the name as a title does, unless it goes on after a noun.
    if role and not re.search(r"[,;]| (?:at|of|for|in|to) ", role):
        return f"{role} {called}"
    if role:
        return f"{called}, {role},"
    if body:
        return f"{called} of {name(body)}"
    return called


def _subject(row: Row, kind: str, who: str) -> str:
    by_state = row.get("speaker_kind") == "state" or (
        row.get("asserter_kind") == "state" and row["asserter"] == row["speaker"]
    )
    kind = "law of a state" if kind == "law" and by_state else kind
    year = row.get("said_on") or ""
    year = f"{year} " if kind.startswith("law") and year.isdecimal() else ""
    return rules.SUBJECTS.get(kind, "{who}").format(who=who, year=year)


# The words of a statement


def _words(row: Row, column: str, masked: bool) -> Callable[[str], str]:
    """Printed words, to be put in marks with a stop that is known later."""
    return partial(quoted, WORDS if masked else bracketed(row[column], row["note"]))


def _in_marks(row: Row, who: str, hops: list[relays.Hop], masked: bool) -> str:
    """All words in marks, and who said them."""
    verb, joint = _verb(row["cue"])
    day = _when(row)
    way = hops[0].way if hops else ""
    words = _words(row, "content", masked)
    if way == "explicit":
        relay = name(hops[0].relay)
        onward = [rules.ONWARD[one.way].format(relay=name(one.relay))
                  for one in hops[1:] if one.way != "implied"]  # fmt: skip
        relay = ", ".join([relay, *onward]) + ("," if onward else "")
        return rules.IN_MARKS[way].format(
            relay=relay, who=who, day=day, words=words(",")
        )
    if way == "agentless":
        return rules.IN_MARKS[way].format(who=who, day=day, words=words(","))
    plain = (joint or row["cue"].endswith("ed")) and "{" not in verb
    said = verb if plain and verb not in rules.GOING_ON else "said"
    if who.endswith(","):
        # An office that follows the name would part it from its verb.
        told = f"{words(',')} {said} {who if day else who[:-1]}{day}"
    else:
        told = rules.IN_MARKS[""].format(who=who, said=f"{said}{day}", words=words(","))
    came = relays.came(hops, False)
    return ", ".join(filter(None, (came, told)))


def _paraphrased(row: Row, who: str, hops: list[relays.Hop], masked: bool) -> str:
    """Subject, verb and words that are not all in marks."""
    kind, cue = row["kind"], row["cue"]
    words = phrases.curly(phrases.clause(row["content"]))
    if kind == "silence":
        where = " in its report" if row["speaker_kind"] in rules.MEDIA else ""
        words = WORDS if masked else bracketed(words, row["note"])
        return rules.SILENCE.format(who=who, cue=cue, words=words, where=where)
    day, subject = _when(row), _subject(row, kind, who)
    is_slogan = kind == "slogan" and not set('"“”') & set(row["content"])
    # What stands within words in marks is told in the words of who speaks these.
    is_inner = row["around_kind"] == "direct"
    if is_slogan or is_inner:
        words = quoted(WORDS if masked else row["content"])
        masked = False
    verb, joint = _verb(cue)
    way = hops[0].way if hops else ""
    if "{by}" in verb:
        by = f" by {name(hops[0].relay)}" if way == "explicit" else ""
        verb = verb.format(by=by)
    elif way == "agentless" and joint:
        verb, joint = "was reported as saying", "that"
    first, words = words.split(" ")[0], WORDS if masked else words
    if not verb or verb.lower() == "according to" or verb in subject:
        told = f"according to {subject.rstrip(',')}, {words}"
    else:
        if first in ("to", "that") or (first.startswith("“") and not is_inner):
            joint = ""
        it = f" {rules.IT}" if joint and first in phrases.VERBS else ""
        between = f" {joint}{it}" if joint else ""
        told = f"{subject} {verb}{day}{between} {words}"
    told = bracketed(told, row["note"])
    # A word that is not printed gives way to what it stands for.
    return told.replace(f"{rules.IT} [", "[").replace(rules.IT, "it")


def _picture(row: Row, who: str, short: bool, masked: bool) -> str:
    """What a photograph showed, in the report's words, or under whose caption."""
    words, cue = _words(row, "content", masked), row["cue"]
    if not cue.lower().startswith(("show", "depict", "picture")):
        day = phrases.when(row["published_on"])
        place = "" if short else f", in {_publisher(row)} {day},"
        told = rules.CREDITED.format(who=who, place=place, words=words("."))
    else:
        reporter = name(_reporter(row), kind="media")
        told = rules.PICTURED.format(
            who=rules.SUBJECTS["image"].format(who=who),
            showed=f"{cue}, as {reporter} put it," if short else cue,
            words=words("." if short else ","),
        )
        if not short:
            told = _reported(row, told, who, "reported")
    return sentence(told)


def _verb(cue: str) -> tuple[str, str]:
    """A printed cue as a finite verb, and the word that joins a clause to it."""
    if cue.lower() in rules.CUES:
        return rules.CUES[cue.lower()]
    if cue.lower().startswith("told "):
        return cue, "that"
    return (f"was {cue}" if re.fullmatch(r"[a-z]+ing", cue) else cue), ""


# When and where


def _when(row: Row) -> str:
    """A day as it follows a verb: the one that the source gives to the words."""
    edtf = row["said_on"]
    if not edtf or row["kind"] in rules.UNUTTERED or edtf.startswith("["):
        return ""
    told = phrases.when(edtf)
    return "" if told.startswith("since ") else f" {told}"


def _dated(row: Row) -> list[str]:
    """
    A sentence on when words were said, where the source dates what goes on around them
    and not the words themselves, or where nobody uttered them.
    """
    edtf = row["said_on"]
    if not edtf or _when(row) or (row["kind"] == "law" and edtf.isdecimal()):
        return []
    it = "its use" if row["kind"] == "slogan" else "it"
    return [rules.DATED.format(it=it, day=phrases.between(phrases.when(edtf)))]


def _seen_where(row: Row) -> list[str]:
    """What a slogan's note says of it: by itself it would seem to be said today."""
    note = remarks(row["note"]) if row["kind"] == "slogan" else ""
    return [f"Note: {sentence(note)}"] if note else []


def _reporter(row: Row) -> str:
    return str(row["wire"] or row["publisher"])


def _publisher(row: Row) -> str:
    return name(row["publisher"], kind="media")


def _place(row: Row) -> str:
    """From where and when the source reports, and who printed it."""
    place = f" from {row['dateline']}" if row["dateline"] else ""
    same = row.get("said_on") and row["said_on"] == row["published_on"]
    day = "the same day" if same else phrases.when(row["published_on"])
    wired = row["wire"] and row["wire"] != row["publisher"]
    return f"{place} {day}" + (f", in {_publisher(row)}" if wired else "")


def _reported(row: Row, line: str, last: str, verb: str) -> str:
    """A line, then whose report it stands in."""
    reporter = _reporter(row)
    # As American editors set it: a comma stands inside the marks that end before it.
    if line.endswith("”") and line[-2] not in f"{phrases.STOPS}{phrases.ENDS}’\u2069":
        line = f"{line[:-1]},”"
    if last == reporter:
        return phrases.joined(line, f"in its report{_place(row)}")
    return phrases.joined(line, f"{name(reporter, kind='media')} {verb}{_place(row)}")
