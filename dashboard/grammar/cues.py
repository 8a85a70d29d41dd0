"""English verbs by which news attributes words and views, in every form, by kind."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple


def listed(words: str) -> frozenset[str]:
    """
    Return the words of a list that is written as one text.
    """
    return frozenset(words.split())


# Kinds of cue verbs, by what they tell of. Those of saying bring a clause or a quote;
# those of naming an object and what it is called; of judging, a stance; of holding, a
# belief or wish that is reported; what shows is a poll, a study, a picture.
SAYING: Final = (
    "say tell add write ask note state announce argue explain declare reply respond"
    " warn insist acknowledge claim tweet recall continue remark conclude report"
    " confirm stress emphasize emphasise assert contend maintain complain concede admit"
    " promise vow pledge predict caution boast joke quip lament observe muse testify"
    " reiterate repeat retort shout yell exclaim interject recount counter allege"
    " disclose elaborate confess proclaim answer comment email chant cite quote read"
    " wonder reason advise echo plead wail whisper scream bemoan assure remind mention"
    " threaten inform retweet demand inquire volunteer posit theorize opine implore"
    " profess reassure deadpan gush snap rail sing urge order swear beg signal"
)
NAMING: Final = (
    "call describe dub label brand term characterize characterise portray denounce"
    " dismiss deride mock refer liken deem title entitle name cast paint decry"
    " blast slam assail rip lambaste condemn ridicule brand compare"
)
JUDGING: Final = (
    "praise criticize criticise accuse blame thank hail endorse support oppose reject"
    " defend attack question refuse decline express suggest propose agree disagree deny"
    " tout champion applaud welcome challenge apologize apologise offer voice object"
    " protest back commend congratulate rebuke chide scold credit salute"
)
HOLDING: Final = (
    "believe think feel hope fear expect want worry doubt see view regard consider"
    " prefer favor favour anticipate speculate suspect realize plan seek intend imply"
    " hint envision estimate forecast project know learn decide"
)
SHOWING: Final = "show find reveal indicate"
# Each of them stands behind a speech at times, and means something else mostly.
OTHERS: Final = (
    "talk speak go begin start put point post sign fire release issue publish discuss"
    " raise make push lead conclude seem appear hold address highlight"
)
_PAST: Final = {
    "say": "said", "tell": "told", "write": "wrote written", "read": "read",
    "think": "thought", "feel": "felt", "see": "saw seen", "show": "showed shown",
    "find": "found", "speak": "spoke spoken", "go": "went gone", "begin": "began begun",
    "put": "put", "make": "made", "lead": "led", "know": "knew known",
    "seek": "sought", "swear": "swore sworn", "sing": "sang sung", "cast": "cast",
    "hold": "held", "forecast": "forecast forecasted", "quip": "quipped",
    "dub": "dubbed",
    "rip": "ripped", "slam": "slammed", "refer": "referred", "admit": "admitted",
    "plan": "planned", "snap": "snapped", "beg": "begged", "learn": "learned learnt",
}  # fmt: skip
_DOUBLED: Final = listed("quip rip slam refer admit plan snap beg put begin dub")


class Cue(NamedTuple):
    """A form of a verb: the verb, its kind, and the form (base, s, past, ing)."""

    lemma: str
    kind: str
    form: str


def _forms(lemma: str) -> Iterator[tuple[str, str]]:
    """A verb's forms, each with what it is."""
    if lemma in _PAST.get(lemma, "").split():
        yield lemma, "past"  # “as she put it”, “the sign read”
    yield lemma, "base"
    soft = lemma.endswith("y") and lemma[-2] not in "aeiou"
    if soft:
        yield lemma[:-1] + "ies", "s"
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "o")) else "s"), "s"
    twice = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    yield (
        (twice[:-1] if lemma.endswith("e") and lemma != "see" else twice) + "ing",
        "ing",
    )
    if lemma in _PAST:
        yield from ((form, "past") for form in _PAST[lemma].split())
    elif soft:
        yield lemma[:-1] + "ied", "past"
    else:
        yield lemma + ("d" if lemma.endswith("e") else "ed"), "past"


def _all(kinds: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Cue]]:
    for kind, lemmas in kinds:
        for lemma in lemmas.split():
            for form, name in _forms(lemma):
                yield form, Cue(lemma, kind, name)


# Where two verbs share a form, the kind that stands first below has it.
CUES: Final[dict[str, Cue]] = dict(
    reversed(
        list(
            _all(
                (
                    ("saying", SAYING), ("naming", NAMING), ("judging", JUDGING),
                    ("holding", HOLDING), ("showing", SHOWING), ("other", OTHERS),
                )
            )
        )
    )
)  # fmt: skip
# Nouns for what somebody has said: “his claim that …”, “her promise to …”.
NOUNS: Final = listed(
    "claim claims assertion promise promises pledge vow remark remarks comment"
    " comments statement words argument contention allegation accusation accusations"
    " suggestion call calls warning view belief question slogan message response"
    " answer reply description characterization criticism insistence tweet tweets"
    " phrase line quote opinion prediction threat demand motto mantra refrain"
    " admission"
)
