"""
The attribution line: a sentence that an editor would print, made by rule from a row.

It names every voice between the words and the page, puts marks around nothing but the
speaker's own words, and never says more than its evidence. `attribution_rules` holds
the rules, as tables.
"""

import re

from dashboard.citing import attribution_rules
from dashboard.record.dates import readable
from dashboard.record.schema import Row
from dashboard.text.phrases import (
    VERBS,
    clause,
    joined,
    name,
    quoted,
    sentence,
    unmarked,
    when,
)


def quote(row: Row, outer: Row | None = None) -> str:
    """
    Return the attribution line of one row of `quotes.quotes`.

    `outer` is the row of the statement within which it stands, if any: its speaker is
    a voice of the line even where no relay says so.
    """
    hops = _hops(row["relayed_by"])
    if outer and outer["speaker"] not in [relay for relay, _ in hops]:
        hops = [*hops, (outer["speaker"], "explicit"), *_hops(outer["relayed_by"])]
    kind, cue = row["kind"], row["cue"]
    who = name(row["speaker"], row["speaker_id"], row["speaker_kind"])
    if kind == "image" and not cue.lower().startswith(("show", "depict", "picture")):
        told = attribution_rules.CREDITED.format(
            who=who, words=unmarked(row["content"])
        )
        return sentence(f"{told} ({_publisher(row)}, {_day(row['published_on'])})")
    relay, way = hops[0] if hops else ("", "")
    verb, joint = _verb(cue)
    if "{by}" in verb:
        by = f" by {name(relay)}" if way == "explicit" else ""
        verb, way = verb.format(by=by), "implied" if way == "implied" else ""
    elif way == "agentless" and (joint or kind == "direct"):
        verb, joint, way = "was reported as saying", "that", ""
    day = when(row["said_on"]) if row["said_on"] else ""
    ways = attribution_rules.TOLD
    if kind == "direct":
        said = verb if joint or cue.endswith("ed") else "said"
        words = quoted(row["content"])
        told, ways = f"{words} {who} {said} {day}".rstrip(), attribution_rules.IN_MARKS
    else:
        words = clause(row["content"])
        if kind == "slogan" and not set('"“”') & set(row["content"]):
            words, ways = quoted(row["content"]), attribution_rules.SLOGAN
        if kind == "law" and row["speaker_kind"] == "state":
            kind = "law of a state"
        told = _told(
            attribution_rules.SUBJECTS[kind].format(who=who), verb, joint, words, day
        )
    line = ways[way].format(told=told, relay=name(relay))
    if row["hedge"] and row["hedge"] not in f"{row['content']} {cue}":
        line += f" (hedged: {row['hedge']})"
    speaker = hops[-1][0] if hops else row["speaker"]
    return sentence(_reported(row, line, hops[1:], speaker))


def position(row: Row) -> str:
    """
    Return the attribution line of one row of `stances.positions`: the asserter first.

    A second sentence gives the printed words and says that the stance is a reading.
    """
    who = name(row["asserter"], row["asserted_by"], row["asserter_kind"])
    reports = row["voice"] == "reporter" and row["asserter"] == _reporter(row)
    hops = [] if row["voice"] == "reporter" else _hops(row["relayed_by"])
    named = [relay for relay, _ in hops]
    relay, way = "", ""
    if row["asserter"] in named:
        # The asserter is itself a hop; those nearer the speaker are the holder's.
        at = named.index(row["asserter"])
        if hops[at][1] == "implied":
            who = attribution_rules.ACCOUNT.format(who=who)
        hops = hops[at + 1 :]
    elif row["asserted_by"] == row["speaker_id"] and hops:
        (relay, way), hops = hops[0], hops[1:]
    verb, gerund, pattern = attribution_rules.KINDS[row["kind"]]
    if row["voice"] == "self":
        pattern = attribution_rules.OF_ITSELF.get(row["kind"], pattern)
    if way == "agentless":
        verb, way = f"was reported as {gerund}", ""
    does, did, done, doing = attribution_rules.STANCES[row["stance"]]
    held = pattern.format(
        holder=_holder(row), does=does, did=did, done=done, doing=doing, it=_issue(row)
    )
    asides = [attribution_rules.ASIDES[way].format(relay=name(relay))]
    country = name(row["country"], row["country_id"])
    itself = row["asserted_by"] == row["actor_id"] or row["asserter"] == row["country"]
    speaks = row["asserter_kind"] == "person" or not itself
    if country and row["voice"] == "self" and speaks:
        asides.insert(0, f"speaking for {country}")
    told = row["country"].casefold() in row["asserter"].casefold()
    if country and row["voice"] == "own_state_media" and not told:
        asides.insert(0, f"state media of {country}")
    if reports and verb == "said that":
        verb = f"reported {_place(row)} that"
    elif reports:
        asides = [f"reporting {_place(row)}"]
    aside = "".join(f", {one}" for one in asides if one)
    line = attribution_rules.VOICES[row["voice"]].format(
        who=who, aside=f"{aside}," if aside else "", verb=verb, held=held
    )
    added = {
        "hedged": row["hedge"],
        "condition": row["condition"],
        "period": readable(row["valid"]),
    }
    facts = "; ".join(f"{what}: {words}" for what, words in added.items() if words)
    line += f" ({facts})" if facts else ""
    if not reports:
        line = _reported(row, line, hops, hops[-1][0] if hops else row["asserter"])
    reading = attribution_rules.READING.format(words=unmarked(row["evidence"]))
    return f"{sentence(line)} {sentence(reading)}"


def _hops(relayed_by: str) -> list[tuple[str, str]]:
    """The relays by name, nearest the speaker first, each with how it is known."""
    hops = []
    for step in relayed_by.split(" → ") if relayed_by else []:
        relay = step.removesuffix(" (implied)")
        basis = "implied" if relay != step else "explicit"
        hops.append((relay, "agentless" if relay == "somebody unnamed" else basis))
    return hops


def _verb(cue: str) -> tuple[str, str]:
    """A printed cue as a finite verb, and the word that joins a clause to it."""
    if cue.lower() in attribution_rules.CUES:
        return attribution_rules.CUES[cue.lower()]
    if cue.lower().startswith("told "):
        return cue, "that"
    return (f"was {cue}" if re.fullmatch(r"[a-z]+ing", cue) else cue), ""


def _told(subject: str, verb: str, joint: str, words: str, day: str) -> str:
    """Subject, verb and words that are not all in marks."""
    first = words.split(" ")[0]
    if not verb or verb.lower() == "according to" or verb in subject:
        return f"according to {subject}, {words}"
    if first in ("to", "that") or first.startswith("“"):
        joint = ""
    if joint:
        it = " it" if first in VERBS else ""
        return f"{subject} {verb}{day and f' {day}'} {joint}{it} {words}"
    return f"{subject}{day and f', {day},'} {verb} {words}"


def _reporter(row: Row) -> str:
    return str(row["wire"] or row["publisher"])


def _publisher(row: Row) -> str:
    return name(row["publisher"], kind="media")


def _day(edtf: str) -> str:
    return when(edtf).removeprefix("on ").removeprefix("in ")


def _place(row: Row) -> str:
    """From where and when the source reports, and who printed it."""
    place = f"from {row['dateline']} " if row.get("dateline") else ""
    same = row.get("said_on") and row["said_on"] == row["published_on"]
    day = "the same day" if same else when(row["published_on"])
    wired = row["wire"] and row["wire"] != row["publisher"]
    return f"{place}{day}" + (f" ({_publisher(row)})" if wired else "")


def _reported(row: Row, line: str, hops: list[tuple[str, str]], last: str) -> str:
    """A line, then each further hop, then whose report it stands in."""
    for relay, way in hops:
        line = joined(line, attribution_rules.ONWARD[way].format(relay=name(relay)))
    reporter = _reporter(row)
    if last == reporter:
        return joined(line, f"in its report {_place(row)}")
    return joined(line, f"{name(reporter, kind='media')} reported {_place(row)}")


def _holder(row: Row) -> str:
    """Who holds a position, as a noun: “Russia”, “Xi Jinping (China)”, “it”."""
    country = name(row["country"], row["country_id"])
    if row["voice"] == "self":
        alone = row["asserter_kind"] == "person" and not country
        return "the speaker" if alone else "it"
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
    if first != label and (common or small.split("-")[0] in attribution_rules.NUMBERS):
        return f"the {small}{label[len(first) :]}"
    owned = re.search(r"['’]s? .* of ", label)
    return f"the {label}" if " of " in label and not owned else label
