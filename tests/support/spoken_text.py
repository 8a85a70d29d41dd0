"""Texts of statements whose speakers, cues and words are known, as rows and as text."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from dashboard.provenance.claims import Claim

NAMES = ["Mara Olsen", "Tomas Brandt", "Ilva Toren", "the ferry board"]
WORDS = ["Yes", "no", "the dam stays", "the dam goes", "we pay until spring",
         "nobody closes a road because it is dark", "the fleet is late"]  # fmt: skip
CUES = ["said", "denied", "warned", "stated"]
SHAPES = [
    "“{words},” {name} {cue}.",
    "“{words},” {cue} {name}.",
    "{name} {cue} that {words}.",
    "On Tuesday {name}, who leads it, {cue} at the quay: “{words}”.",
    "He {cue} {words}.",
]


@dataclass(frozen=True)
class Statement:
    """A sentence that attributes words; `opens` where a paragraph begins with it."""

    shape: str
    name: str
    cue: str
    words: str
    opens: bool
    before: str = ""
    after: str = ""

    @property
    def printed(self) -> tuple[str, int]:
        """The sentence, and where the words begin in it."""
        head, _, tail = self.shape.partition("{words}")
        head, tail = (
            part.format(name=self.name, cue=self.cue) for part in (head, tail)
        )
        head = head[:1].upper() + head[1:]
        return f"{self.before}{head}{self.words}{self.after}{tail}", len(
            self.before + head
        )


def text_of(statements: list[Statement], line_end: str = "\n\n") -> str:
    """The statements as a text, a heading above."""
    return _laid_out(statements, line_end)[0]


def rows_of(statements: list[Statement]) -> list[Claim]:
    """The statements as rows on the words of their text."""
    places = _laid_out(statements, "\n\n")[1]
    return [
        Claim("quotes", str(number), one.words, start, start + len(one.words),
              paragraph, one.cue, (), one.name)
        for number, (one, (start, paragraph)) in enumerate(
            zip(statements, places, strict=True))
    ]  # fmt: skip


def _laid_out(
    statements: list[Statement], line_end: str
) -> tuple[str, list[tuple[int, int]]]:
    text, paragraph, places = "A quay at night", 1, []
    for one in statements:
        is_new = one.opens or paragraph == 1
        text += line_end if is_new else " "
        paragraph += is_new
        printed, at = one.printed
        places.append((len(text) + at, paragraph))
        text += printed
    return text + "\n", places


def _statement(
    shape: str,
    name: str,
    cue: str,
    words: str,
    opens: bool,
) -> Statement:
    """A statement, a capital at the head of its sentence."""
    if shape.startswith("“"):
        words = words[:1].upper() + words[1:]
    return Statement(shape, name, cue, words, opens)


statement = st.builds(
    _statement,
    st.sampled_from(SHAPES),
    st.sampled_from(NAMES),
    st.sampled_from(CUES),
    st.sampled_from(WORDS),
    st.booleans(),
)
statements = st.lists(statement, min_size=2, max_size=7)


def changed(told: list[Statement], number: int, **parts: str) -> list[Statement]:
    """The statements, one of them with other parts."""
    return [*told[:number], replace(told[number], **parts), *told[number + 1 :]]
