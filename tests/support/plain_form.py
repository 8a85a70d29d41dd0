"""An oracle that knows nothing of the engine: a text put in plain form by hand."""

import re
import unicodedata

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
# An oracle that knows nothing of the engine: every part of a text, put in plain form.

LETTERS_OF = "ab é\u0301“\"’'–-\n\u00a0中"
# And signs that are left out, opened, or told together.
UNSEEN_OF = "\u00ad\u200b"
OPENED = {"ﬁ": "fi", "ｂ": "b", "…": "..."}


def plainly(text: str) -> str:
    pairs = {"“": '"', "”": '"', "’": "'", "–": "-"} | OPENED
    told = unicodedata.normalize("NFD", text)
    # Two signs that are one mark, three or two that are one dash: from the left.
    told = re.sub("['’]{2}", '"', told)
    told = re.sub("[-–]{2,3}", "-", told)
    told = "".join(pairs.get(sign, sign) for sign in told if sign not in UNSEEN_OF)
    kept: list[str] = []
    for sign in told:
        blank = sign.isspace()
        if not (blank and kept and kept[-1] == " "):
            kept.append(" " if blank else sign)
    return "".join(kept)
