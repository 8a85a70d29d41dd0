"""Who passed words on, as a sentence tells it: by name, or that a coder takes it so."""

from typing import NamedTuple

from dashboard.citing import attribution_rules as rules
from dashboard.record.codebook import UNNAMED
from dashboard.text.phrases import name


class Hop(NamedTuple):
    """A hop between the speaker and the source, and how it is known."""

    relay: str
    way: str


def hops(relayed_by: str) -> list[Hop]:
    """
    Return the relays of a row, nearest the speaker first.
    """
    hops = []
    for step in relayed_by.split(" → ") if relayed_by else []:
        relay = step.removesuffix(" (implied)")
        basis = "implied" if relay != step else "explicit"
        hops.append(Hop(relay, "agentless" if relay == UNNAMED else basis))
    return hops


def came(hops: list[Hop], seen: bool) -> str:
    """
    Return how words came, as it stands before them: nothing where nobody is named.
    """
    told: list[str] = []
    for relay, way in hops:
        if seen and not told:
            told.append(rules.SEEN.format(relay=name(relay)))
        elif way != "implied":
            patterns = rules.ONWARD if told else rules.CAME
            told.append(patterns[way].format(relay=name(relay)))
    return ", ".join(told)


def implied(hops: list[Hop], seen: bool) -> list[str]:
    """
    Return a sentence on who passed words on where only the coder says so, if any.
    """
    relays = [name(one.relay) for one in hops[int(seen) :] if one.way == "implied"]
    told = " and ".join(relays)
    return [rules.IMPLIED.format(relay=told)] if told else []
