"""Words of English that a grammar is made of, and what may be a name."""

from collections.abc import Sequence
from typing import Final

from dashboard.grammar.cues import listed
from dashboard.grammar.passage import COMMA, WORD, Token

SUBJECTS: Final = listed("he she they it we i you who")
OBJECTS: Final = listed("him them me us himself herself themselves itself")
RELATIVES: Final = listed("who which that")
DETERMINERS: Final = listed(
    "the a an his her its their our my your this that these those some any no every"
    " each all both many several most few one two three another other such"
)
PREPOSITIONS: Final = listed(
    "of in on at for with by from to about as into over under after before during"
    " since until against between among through without within toward towards upon"
    " across around near behind beyond despite including like unlike amid outside"
    " inside throughout per via than regarding off out up down along alongside"
    " besides"
)
SUBORDINATORS: Final = listed(
    "that because when while after before if although though as where whether since"
    " until unless whereas what how why once"
)
CONJUNCTIONS: Final = listed("and or but nor yet so then")
AUXILIARIES: Final = listed(
    "is are was were be been being am has have had having do does did will would"
    " can could may might must should shall isn't aren't wasn't weren't hasn't"
    " haven't hadn't don't doesn't didn't won't wouldn't can't couldn't shouldn't"
    " isn’t aren’t wasn’t weren’t hasn’t haven’t hadn’t don’t doesn’t didn’t won’t"
    " wouldn’t can’t couldn’t shouldn’t cannot get gets got 's ’s"
)
BE: Final = listed("is are was were be been being am get gets got isn't wasn't weren't")
HAVE: Final = listed("has have had having hasn’t haven’t hadn’t hasn't haven't hadn't")
ADVERBS: Final = listed(
    "also then later once even not never often just further again still only"
    " already now first himself herself themselves itself too soon ever always"
    " sometimes instead meanwhile however elsewhere both all each twice perhaps"
    " there since long"
)
TIMES: Final = listed(
    "monday tuesday wednesday thursday friday saturday sunday january february"
    " march april may june july august september october november december today"
    " yesterday tomorrow earlier later week month year last next this night morning"
    " evening afternoon recently"
)
# Verbs whose past has no ending, behind a name or a noun.
IRREGULAR: Final = listed(
    "left went came took gave made got met stood sat ran led saw knew kept held lost"
    " won sent spent spoke broke began drew fell felt found grew hit let paid rose sold"
    " shot shook sought struck taught threw understood wore drove flew fled fought"
    " hung hid"
)
OPENERS: Final = listed(
    "and but so yet still later then meanwhile however instead now also for in on"
    " at though although while when if as because since after before nor or"
)


def is_adverb(token: Token) -> bool:
    """
    Tell whether a word may stand between a subject and its verb.
    """
    low = token.low
    return token.kind == WORD and (
        low in ADVERBS or (low.endswith("ly") and len(low) > 4 and token.text == low)
    )


def is_name(tokens: Sequence[Token], at: int, first: int) -> bool:
    """
    Tell whether a word with a capital is a name; `first` is where its sentence begins.
    """
    token = tokens[at]
    if not token.is_capital or token.low in TIMES:
        return False
    if at == first or tokens[at - 1].kind not in (WORD, COMMA):
        return not (
            token.low in OPENERS or token.low in DETERMINERS
            or token.low in PREPOSITIONS or token.low in SUBORDINATORS
            or token.low in SUBJECTS or token.low in CONJUNCTIONS
            or token.low in AUXILIARIES or is_adverb(token)
        )  # fmt: skip
    return token.low not in ("i", "i'm", "i’m")
