"""
An address's query as it arrives, and what can be made out of it.

Mail programs, chats and content systems damage addresses on the way: "&" comes as
"&amp;", a name in capitals, all of it encoded twice, a full stop or a bracket of the
sentence around it at its end. And sites add parameters of their own, by which they
follow readers about.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl, unquote_plus

from dashboard.text import signs

# What sites, mail programs and their advertisers add to addresses, by its names.
_TRACKER: Final = re.compile(
    r"(utm|mtm|pk|piwik|matomo|hsa|oly|vero|at|wt|ns|stm)[_.].+|_(ga|gl|hsenc|hsmi|ke)"
    r"|(fb|g|dc|y|tw|tt|sccid|irc)clid|[gw]braid|gclsrc|msclkid|li_fat_id|wickedid"
    r"|mc_(cid|eid)|mkt_tok|igshid?|sfnsn|spm|si|smid|s_cid|cmpid|ncid|ref|ref_src"
    r"|ref_url|__twitter_impression|amp|share|fb_(source|action_ids|action_types)",
    re.IGNORECASE,
)
# What stands before a name where "&" was written for a page, once or more.
_ESCAPED: Final = re.compile(r"^(?:(?:amp|#0*38|#x26);|[?&;\s])+", re.IGNORECASE)
_WRITTEN: Final = re.compile(r"&(?:amp|#0*38|#x26);", re.IGNORECASE)
# What a sentence around an address leaves at its end, or a mail program before it.
_AROUND: Final = " \t\r\n.,;:!?)]}>\"'”’»<([{“‘«"
DEPTH: Final = 3  # Times that an address may have been encoded too often.
LONGEST: Final = 2_000  # Signs of a value that are looked at.

Parameters = dict[str, list[str]]


def made_out(
    asked: Mapping[str, Sequence[str]], known: Collection[str]
) -> tuple[Parameters, Parameters]:
    """
    Return the parameters of an address by the names that are `known`, each value once,
    and those whose names mean nothing; what follows a reader about is in neither.
    """
    told: Parameters = {}
    strange: Parameters = {}
    for name, values in asked.items():
        for value in values:
            for own, one in _pairs(name, value, known, DEPTH):
                if own in known:
                    held = told.setdefault(own, [])
                elif own and not _TRACKER.fullmatch(own):
                    held = strange.setdefault(own, [])
                else:
                    continue
                if one not in held:
                    held.append(one)
    return told, strange


def _pairs(
    name: str, value: str, known: Collection[str], depth: int
) -> Iterator[tuple[str, str]]:
    """A parameter by its name as it was meant, or the several that one is made of."""
    bare = _ESCAPED.sub("", signs.seen(name)).strip()
    if (own := bare if bare in known else bare.casefold()) in known:
        yield own, value
        return
    # Encoded twice, "=" and "&" are signs of a name.
    whole = f"{bare}={value}" if value else bare
    decoded = whole if "=" in bare else unquote_plus(whole)
    if depth and ("=" in bare or decoded != whole):
        for part in parse_qsl(decoded, keep_blank_values=True):
            yield from _pairs(*part, known, depth - 1)
        return
    yield bare, value


def variants(value: str) -> list[str]:
    """
    Return what a value may have been before it was damaged, itself first, each once.
    """
    told = [value[:LONGEST]]
    for _ in range(DEPTH):
        told.append(unquote_plus(_WRITTEN.sub("&", told[-1])))
    bare = [" ".join(signs.seen(one).split()) for one in told]
    return list(dict.fromkeys([*told, *bare, *(one.strip(_AROUND) for one in bare)]))
