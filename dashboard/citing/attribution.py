"""
The attribution line: a sentence that an editor would print, made by rule from a row.

What was printed is told as printed, in marks where another's words are repeated; what
the coder read is told after it, and named as this record's reading. A coded stance is
never what somebody “said”. `attribution_rules` holds the rules, as tables; what an
editor adds in brackets stands in the row's note (`text.brackets`).
"""

import re
from typing import NamedTuple

from dashboard.citing import attribution_rules as rules
from dashboard.record import dates
from dashboard.record.schema import Row
from dashboard.text import phrases
from dashboard.text.brackets import bracketed, remarks
from dashboard.text.phrases import name, quoted, sentence


class Hop(NamedTuple):
    """A hop between the speaker and the source, and how it is known."""

    relay: str
    way: str


def quote(row: Row, outer: Row | None = None, short: bool = False) -> str:
    """
    Return the attribution line of one row of `quotes.quotes`.

    `outer` is the row of the statement within which it stands, if any: its speaker is
    a voice of the line even where no relay says so. A `short` line stands beside its
    source, which it does not name once more.
    """
    hops = _hops(row["relayed_by"])
    seen = outer is not None and outer["kind"] == "image"
    if outer and outer["speaker"] not in [hop.relay for hop in hops]:
        hops = [*hops, Hop(outer["speaker"], "explicit"), *_hops(outer["relayed_by"])]
    who = _called(row, "speaker", "speaker_id")
    if row["kind"] == "image":
        return _picture(row, who, short)
    if row["kind"] == "direct":
        told = _in_marks(row, who, hops)
    else:
        told = _paraphrased(row, who, hops)
        # A cue may say itself how the words came.
        verb, joint = _verb(row["cue"])
        unnamed = joint and hops and hops[0].way == "agentless"
        told_by_cue = "{by}" in verb and hops and hops[0].way == "explicit"
        between = hops[1:] if told_by_cue or unnamed else hops
        told = ", ".join(filter(None, (_came(between, seen), told)))
    if row["hedge"] and row["hedge"] not in f"{row['content']} {row['cue']}":
        told += f" (hedged: “{row['hedge']}”)"
    verb = "noted" if row["kind"] == "silence" else "reported"
    last = hops[-1].relay if hops else row["speaker"]
    line = sentence(told if short else _reported(row, told, last, verb))
    return " ".join([line, *_implied(hops, seen)])


def position(row: Row, short: bool = False) -> str:
    """
    Return the attribution line of one row of `stances.positions`: printed words first.

    A second sentence tells the stance, as this record's reading of them; where it is
    not `short`, a third gives the note of the row, which a reading may need.
    """
    who, words = _called(row, "asserter", "asserted_by"), _marked(row, row["evidence"])
    reporter, place = name(_reporter(row), kind="media"), "" if short else _place(row)
    kind, implied = "" if row["cited"] == "direct" else row["cited"], list[str]()
    kind = "direct" if row["own_words"] else kind
    if row["voice"] == "reporter" and row["asserter"] == _reporter(row):
        silent = row["kind"] == "silence"
        pattern = rules.REMARKED if silent else rules.WROTE
        line = pattern.format(reporter=reporter, place=place, words=words("."))
    else:
        hops, on = _hops(row["relayed_by"]), ""
        named = [hop.relay for hop in hops]
        speaker = name(row["speaker"], row["speaker_id"])
        if row["own_words"] and row["asserter"] != row["speaker"]:
            # They are the asserter's, about who speaks; nearer hops are the speaker's.
            on = f" on {speaker}"
            at = named.index(row["asserter"]) + 1 if row["asserter"] in named else 0
            hops = hops[at:]
        elif row["quote_id"] and row["asserter"] != row["speaker"]:
            who = speaker
            if row["asserter"] not in named:
                hops = [Hop(row["asserter"], "explicit"), *hops]
        elif row["voice"] == "self" and row["asserter_kind"] == "person":
            country = name(row["country"], row["country_id"])
            told = not country or country in who
            who += "" if told else f", speaking for {country},"
        came, implied = _came(hops, False), _implied(hops, False)
        line = rules.PRINTED.get(kind, rules.PRINTED[""]).format(
            who=who,
            on=on,
            aside=who.rstrip(","),
            came=f"{came}, " if came else "",
            came_after=f", {came}" if came else "",
            subject=_subject(row, kind, speaker),
            reporter=reporter,
            place=place,
            words=words("," if kind == "direct" and not short else "."),
        )
        if kind == "direct" and not short:
            last = hops[-1].relay if hops else row["asserter"]
            line = _reported(row, line, last, "reported")
    told = [sentence(line), *implied, _reading(row)]
    note = remarks(row["note"])
    if note and not short:
        told.append(f"Note: {sentence(note)}")
    return " ".join(told)


# Who speaks, and what passed it on


def _hops(relayed_by: str) -> list[Hop]:
    """The relays by name, nearest the speaker first, each with how it is known."""
    hops = []
    for step in relayed_by.split(" → ") if relayed_by else []:
        relay = step.removesuffix(" (implied)")
        basis = "implied" if relay != step else "explicit"
        hops.append(Hop(relay, "agentless" if relay == "somebody unnamed" else basis))
    return hops


def _came(hops: list[Hop], seen: bool) -> str:
    """How words came, as it stands before them: nothing where nobody is named."""
    told: list[str] = []
    for relay, way in hops:
        if seen and not told:
            told.append(rules.SEEN.format(relay=name(relay)))
        elif way != "implied":
            patterns = rules.ONWARD if told else rules.CAME
            told.append(patterns[way].format(relay=name(relay)))
    return ", ".join(told)


def _implied(hops: list[Hop], seen: bool) -> list[str]:
    """A sentence on who passed words on where only the coder says so, if any."""
    relays = [name(one.relay) for one in hops[int(seen) :] if one.way == "implied"]
    told = " and ".join(relays)
    return [rules.IMPLIED.format(relay=told)] if told else []


def _called(row: Row, who: str, key: str) -> str:
    """An actor as a sentence names it first: a person with office or affiliation."""
    shown, kind = row[who], row[f"{who}_kind"]
    called = name(shown, row[key], kind)
    if kind != "person":
        return called
    role, body = row[f"{who}_role"], row[f"{who}_body"]
    role = phrases.isolated_if_rtl(" ".join(role.split()))
    if role.startswith("of "):
        return f"{called} {role}"
    # An office stands before the name as a title does, unless it goes on after a noun.
    if role and not re.search(r"[,;]| (?:at|of|for|in|to) ", role):
        return f"{role} {called}"
    if role:
        return f"{called}, {role},"
    if body:
        return f"{called} of {name(body)}"
    # Namesakes of whom no more is known are told apart by their keys.
    is_namesake = shown.endswith(f" ({row[key]})")
    return phrases.isolated_if_rtl(" ".join(shown.split())) if is_namesake else called


def _subject(row: Row, kind: str, who: str) -> str:
    by_state = row.get("speaker_kind") == "state" or (
        row.get("asserter_kind") == "state" and row["asserter"] == row["speaker"]
    )
    kind = "law of a state" if kind == "law" and by_state else kind
    return rules.SUBJECTS.get(kind, "{who}").format(who=who)


# The words of a statement


def _marked(row: Row, text: str) -> "_Words":
    return _Words(bracketed(text, row["note"]))


class _Words:
    """Printed words, to be put in marks with a stop that is known later."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, stop: str) -> str:
        return quoted(self._text, stop)


def _in_marks(row: Row, who: str, hops: list[Hop]) -> str:
    """All words in marks, and who said them."""
    verb, joint = _verb(row["cue"])
    day, aside = _when(row["said_on"])
    way = hops[0].way if hops else ""
    words = _marked(row, row["content"])
    if way == "explicit":
        relay = name(hops[0].relay)
        onward = [rules.ONWARD[one.way].format(relay=name(one.relay))
                  for one in hops[1:] if one.way != "implied"]  # fmt: skip
        relay = ", ".join([relay, *onward]) + ("," if onward else "")
        return rules.IN_MARKS[way].format(
            relay=relay, who=f"{who}{aside}", day=day, words=words(",")
        )
    if way == "agentless":
        return rules.IN_MARKS[way].format(
            who=f"{who}{aside}", day=day, words=words(",")
        )
    plain = (joint or row["cue"].endswith("ed")) and "{" not in verb
    said = verb if plain and verb not in rules.GOING_ON else "said"
    if who.endswith(","):
        # An office that follows the name would part it from its verb.
        told = f"{words(',')} {said} {who if day else who[:-1]}{day}"
    else:
        told = rules.IN_MARKS[""].format(who=who, said=f"{said}{day}", words=words(","))
    came = _came(hops, False)
    return ", ".join(filter(None, (came, told))) + aside


def _paraphrased(row: Row, who: str, hops: list[Hop]) -> str:
    """Subject, verb and words that are not all in marks."""
    kind, cue = row["kind"], row["cue"]
    words = phrases.curly(phrases.clause(row["content"]))
    if kind == "silence":
        where = " in its report" if row["speaker_kind"] in rules.MEDIA else ""
        words = bracketed(words, row["note"])
        return rules.SILENCE.format(who=who, cue=cue, words=words, where=where)
    day, aside = _when(row["said_on"])
    subject = _subject(row, kind, who)
    if kind in rules.UNUTTERED and day:
        aside = f" {rules.UNUTTERED[kind].format(day=_day(row['said_on']))}"
        day = ""
    if kind == "slogan" and not set('"“”') & set(row["content"]):
        words = quoted(row["content"])
    verb, joint = _verb(cue)
    way = hops[0].way if hops else ""
    if "{by}" in verb:
        by = f" by {name(hops[0].relay)}" if way == "explicit" else ""
        verb = verb.format(by=by)
    elif way == "agentless" and joint:
        verb, joint = "was reported as saying", "that"
    first = words.split(" ")[0]
    if not verb or verb.lower() == "according to" or verb in subject:
        told = f"according to {subject.rstrip(',')}{aside}, {words}"
    else:
        if first in ("to", "that") or first.startswith("“"):
            joint = ""
        it = " it" if joint and first in phrases.VERBS else ""
        between = f" {joint}{it}" if joint else ""
        subject = f"{subject.rstrip(',')}{aside}" if aside else subject
        told = f"{subject} {verb}{day}{between} {words}"
    return bracketed(told, row["note"])


def _picture(row: Row, who: str, short: bool) -> str:
    """What a photograph showed, in the report's words, or under whose caption."""
    words, cue = _marked(row, row["content"]), row["cue"]
    if not cue.lower().startswith(("show", "depict", "picture")):
        told = rules.CREDITED.format(who=who, words=words("." if short else ","))
        if not short:
            day = phrases.when(row["published_on"])
            told += f" in {_publisher(row)} {day}"
        return sentence(told)
    return sentence(
        rules.PICTURED.format(
            who=rules.SUBJECTS["image"].format(who=who),
            showed=cue,
            reporter=name(_reporter(row), kind="media"),
            place="" if short else f"{_place(row)}",
            words=words("."),
        )
    )


def _verb(cue: str) -> tuple[str, str]:
    """A printed cue as a finite verb, and the word that joins a clause to it."""
    if cue.lower() in rules.CUES:
        return rules.CUES[cue.lower()]
    if cue.lower().startswith("told "):
        return cue, "that"
    return (f"was {cue}" if re.fullmatch(r"[a-z]+ing", cue) else cue), ""


# When and where


def _when(edtf: str) -> tuple[str, str]:
    """A day as it follows a verb, and as it follows who speaks: one of the two."""
    if not edtf:
        return "", ""
    told = phrases.when(edtf)
    if edtf.startswith("["):
        # The source dates what goes on around the words, not the words.
        return "", f" ({_between(told)}, as this record dates it)"
    if told.startswith("since "):
        return "", f" ({told})"
    return f" {told}", ""


def _between(told: str) -> str:
    """A day that is one of several, as a time: “between 24 and 27 July 2023”."""
    days = re.fullmatch(r"(?:on )?some day from (.+) to (.+)", told)
    return f"between {days[1]} and {days[2]}" if days else told


def _day(edtf: str) -> str:
    told = re.sub(r"^(?:on|in|from) ", "", phrases.when(edtf))
    return _between(told)


def _reporter(row: Row) -> str:
    return str(row["wire"] or row["publisher"])


def _publisher(row: Row) -> str:
    return name(row["publisher"], kind="media")


def _place(row: Row) -> str:
    """From where and when the source reports, and who printed it."""
    place = f" from {row['dateline']}" if row.get("dateline") else ""
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


# The reading


def _reading(row: Row) -> str:
    """The stance that this record reads in the words, and what bounds it."""
    if row["kind"] == "silence" or row["stance"] == "not_stated":
        return rules.SILENT
    doing, done = (form.format(it=_issue(row)) for form in rules.STANCES[row["stance"]])
    pattern, period = rules.KINDS[row["kind"]], ""
    _, latest = dates.bounds(row["valid"]) if row["valid"] else (None, None)
    _, published = dates.bounds(row["published_on"])
    if latest and published and latest < published:
        pattern = rules.OVER.get(row["kind"], rules.OVER_ELSE)
    # “Not after the day of publication” tells nothing.
    if row["valid"] and not row["valid"].startswith("[.."):
        period = f" ({_between(dates.readable(row['valid']))})"
    held = pattern.format(holder=_holder(row), doing=doing, done=done)
    added = period
    added += f", hedged (“{row['hedge']}”)" if row["hedge"] else ""
    added += f", on the condition “{row['condition']}”" if row["condition"] else ""
    return rules.READS.format(held=held, added=added)


def _holder(row: Row) -> str:
    """Who holds a position, as a noun: “Russia”, “Xi Jinping (China)”."""
    country, actor = name(row["country"], row["country_id"]), ""
    if row["actor"]:
        actor = name(row["actor"], row["actor_id"])
    if not actor or not country or row["country"] in row["actor"]:
        return actor or country
    return f"{actor} ({country})"


def _issue(row: Row) -> str:
    """The issue as a noun within a sentence: “the war in Ukraine”, “U.S. power”."""
    label = name(row["issue"], row["issue_id"], "media")
    first = label.split(" ")[0]
    small = first.lower()
    if small == "the":
        return f"the{label[3:]}"
    common = re.search(rf"\b{re.escape(small)}\b", row["support_means"])
    numbered = small.split("-")[0] in rules.NUMBERS
    if first != label and (common or numbered or small in rules.COMMON):
        return f"the {small}{label[len(first) :]}"
    owned = re.search(r"['’]s? .* of ", label)
    return f"the {label}" if " of " in label and not owned else label
