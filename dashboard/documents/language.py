"""Which language a text is in, by its letters and by its commonest words."""

import re
from collections import Counter
from typing import Final

# Scripts in which one language, or mostly one, is written.
_SCRIPTS: Final = (
    ("ja", "kana", "\u3040-\u30ff"), ("ko", "Hangul", "\uac00-\ud7a3"),
    ("zh", "Chinese characters", "\u4e00-\u9fff"), ("el", "Greek", "\u0370-\u03ff"),
    ("he", "Hebrew", "\u0590-\u05ff"), ("th", "Thai", "\u0e00-\u0e7f"),
    ("hi", "Devanagari", "\u0900-\u097f"), ("ka", "Georgian", "\u10a0-\u10ff"),
    ("hy", "Armenian", "\u0530-\u058f"), ("fa", "Persian", "پچژگ"),
    ("ar", "Arabic", "\u0600-\u06ff"), ("uk", "Ukrainian", "іїєґІЇЄҐ"),
    ("ru", "Cyrillic", "\u0400-\u04ff"),
)  # fmt: skip
# Words of which every text of a language is full, and no other's.
_WORDS: Final = {
    "en": "the of and to in that is was for on with by said from has have",
    "de": "der die und das nicht mit von den ist auf für eine sich dem wurde",
    "fr": "le les des et une du dans est pour que qui au sur pas ont",
    "es": "el los las una del que por con para se su como más fue pero",
    "it": "il di che della per non sono una nel alla gli è con anche più",
    "pt": "o os uma do da não que para com em mais foi ao pela dos",
    "nl": "het een van niet dat zijn voor op met aan ook maar werd bij uit",
    "sv": "och att det som på är för med inte den till ett har om av",
    "pl": "nie się na jest że do jak był przez oraz od po dla tym który",
    "tr": "bir ve bu için ile olarak da de daha olan çok ne kadar sonra ama",
    "id": "yang dan di dengan untuk dari ini itu pada tidak akan dalam telah oleh ke",
}
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_READ: Final = 20_000  # Characters by which it is told.
_SHARE: Final = 0.3  # Of the letters, those of a script that tell the language.
_CLEARLY: Final = 2  # Times as many words of a language as of English.
_FEWEST: Final = 5  # Such words that a text must have.


def told_by(text: str) -> tuple[str, str]:
    """
    Return the language of a text as a BCP 47 tag, and by what it is told: English
    unless it is clearly another.
    """
    start = text[:_READ]
    letters = len(_LETTER.findall(start))
    for tag, name, signs in _SCRIPTS:
        # A few letters of their own tell Persian from Arabic; most of a text the rest.
        share = 0.01 if len(signs) > 3 else _SHARE
        if tag == "ja":
            share = 0.1
        if letters and len(re.findall(f"[{signs}]", start)) > share * letters:
            return tag, f"its letters ({name})"
    words = Counter(word.lower() for word in _WORD.findall(start))
    counts = {
        tag: sum(words[word] for word in own.split()) for tag, own in _WORDS.items()
    }
    most = max(counts, key=lambda tag: counts[tag])
    if counts[most] >= _FEWEST and counts[most] > _CLEARLY * counts["en"]:
        return most, "its commonest words"
    if counts["en"] >= _FEWEST:
        return "en", "its commonest words"
    return "en", "nothing that says another"
