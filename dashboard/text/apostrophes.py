"""Single signs that are no quotation marks: apostrophes, elisions, names, feet."""

import re
from typing import Final

# Words and numbers that lose their beginning to an apostrophe: ’90s, ’em, ’s avonds.
_ELISION: Final = re.compile(
    r"(?:\d0s|\d\ds?|[nstkmd]|n|em|tis|tisn|twas|twasn|twere|twill|twould|til|cause|cos"
    r"|coz|cuz|bout|bove|cept|ello|ere|gainst|kay|mongst|neath|nother|nuff|nuther|ome"
    r"|pon|scuse|sup|tain|tude|tween|twixt|um|za|hood|burbs|bama|[mM]urica|merica|nam"
    r"|ndrangheta|ndranghetisti)(?!\w)",
    re.I,
)
# Of these some are words of their own: only what no mark closes is an elision.
_MAY_BE: Final = re.compile(
    r"(?:till|round|im|er|is|as|e|ave|alf|alfway|fore|hind|mid|course|ours|kid|nd"
    r"|fraid|nough|nless|cross|long|board|way)(?!\w)",
    re.I,
)
# ʿAyn and ʻokina written as a mark stand before a vowel: ‘Abd, ‘Umar, ‘Iolani.
_NAME: Final = re.compile(r"[AEIOUĀĒĪŌŪÁÉÍÓÚ]\w")
_NO_NAME: Final = re.compile(
    r"(?:After|Again|Ain|All|Also|Although|Always|Am|An|And|Another|Any\w*|Are|As|Ask"
    r"|At|Each|Either|Enough|Even|Ever|Every\w*|Exactly|Excuse|If|In|Into|Is|It|Its"
    r"|Of|Oh|Ok|On|Once|One|Only|Or|Other|Our|Out|Over|Under|Unless|Until|Up|Us)"
    r"(?!\w)"
)
_ROCK: Final = re.compile(r"(?<=['‘’][nN])['’](?!\w)")
_SINGLE: Final = re.compile(r"(?<!\w)['’‘]|['’‘](?!\w)")
_LATER: Final = 200  # Characters in which a mark is sought that closes instead.
_FEW: Final = 4  # Single signs of these that are looked at.
_OPENING: Final = '([{<—–-/“„«‹「『‘‚"`*_¿¡'
_STOPS: Final = ".,;:!?…"


def is_letter(sign: str) -> bool:
    """
    Tell whether a sign is a letter or digit of a script that puts spaces between words.
    """
    if not sign.isalnum():
        return False
    # Thai, Lao and all from Hangul on, but for Georgian, Vietnamese and old Greek.
    return sign < "\u0e00" or "\u10a0" <= sign < "\u1100" or "\u1e00" <= sign < "\u2000"


def begins(before: str) -> bool:
    """
    Tell whether a mark behind this sign may be the first of a speech.
    """
    return before.isspace() or before in _OPENING or before == "'"


def is_name(text: str, end: int) -> bool:
    """
    Tell whether what follows a single mark may be a name that is written so: ‘Abd.
    """
    return bool(_NAME.match(text, end)) and not _NO_NAME.match(text, end)


def _is_elision(text: str, end: int, last: int) -> bool:
    """Tell whether letters are left out before a word: ’90s, ’em, ‘cause."""
    if _ELISION.match(text, end):
        return True
    return bool(_MAY_BE.match(text, end)) and not closes_later(text, end, last)


def is_apostrophe(
    text: str, at: int, end: int, sides: tuple[str, str], open_by: str, last: int
) -> bool:
    """
    Tell whether a single mark is an apostrophe: don’t, the ministers’, ’90s, 6'.

    `sides` are what stands before and behind it, `open_by` the mark that waits for one
    like it ("" for none, a name's own mark twice), `last` where its paragraph ends.
    """
    before, after = sides
    if is_letter(before) and is_letter(after):
        return True
    if _ROCK.match(text, at):
        return True
    if begins(before):
        if after.isspace():
            return not open_by or before == "'"
        return _is_elision(text, end, last)
    if not open_by:
        return is_letter(before) or not after.isalnum()
    if before.isdigit():
        return closes_later(text, end, last)
    if not is_letter(before):
        return False
    if after in _OPENING and after not in "—–-*_":
        return after in "“„«‹"  # l’« ami »
    return _is_left_out(text, at, end, open_by, last)


def _is_left_out(text: str, at: int, end: int, open_by: str, last: int) -> bool:
    """Tell whether letters are left out behind a word: ministers’ plan, goin’ home."""
    if not text[end : end + 1].isspace() or not text[end + 1 : end + 2].isalnum():
        return False
    word = text[max(at - 3, 0) : at].lower()
    if not word.endswith(("s", "x", "z", "in", "an", " o", " th", " wi")):
        return False
    is_own = len(open_by) > 1 and text[end + 1 : end + 2].islower()
    return is_own or closes_later(text, end, last)


def closes_later(text: str, end: int, last: int) -> bool:
    """
    Tell whether a single mark follows soon that must close, before another opens.
    """
    stop = min(end + _LATER, last)
    for number, found in enumerate(_SINGLE.finditer(text, end, stop)):
        at, behind = found.start(), found.end()
        before, after = text[at - 1], text[behind : behind + 1] or " "
        if number >= _FEW:
            return False
        if is_letter(before) and is_letter(after):
            continue
        if begins(before):
            if after.isspace() or _ELISION.match(text, behind):
                continue
            return False
        if found.group() == "‘" or after.isalnum() or before.isdigit():
            continue
        follows = text[behind + 1 : behind + 2]
        if before in "sS" and after.isspace() and follows.islower():
            continue
        return True
    return False
