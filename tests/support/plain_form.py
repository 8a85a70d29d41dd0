"""An oracle that knows nothing of the engine: a text put in plain form by hand."""

import unicodedata

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
# An oracle that knows nothing of the engine: every part of a text, put in plain form.

LETTERS_OF = "ab é\u0301“\"’'–-\n\u00a0中"


def plainly(text: str) -> str:
    pairs = {"“": '"', "”": '"', "’": "'", "–": "-"}
    told = unicodedata.normalize("NFD", text)
    told = "".join(pairs.get(sign, sign) for sign in told)
    kept: list[str] = []
    for sign in told:
        blank = sign.isspace()
        if not (blank and kept and kept[-1] == " "):
            kept.append(" " if blank else sign)
    return "".join(kept)
