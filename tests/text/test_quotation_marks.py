"""Pairs of quotation marks are told from apostrophes, in any script."""

import random

import pytest

from dashboard.text import quotation_marks
from tests.support.steps import PAIRS, growth


def inside(text: str) -> list[str]:
    """What stands between the marks of a text; unpaired ones with a question mark."""
    found, _ = quotation_marks.pairs(text)
    return [text[one.start : one.end] + ("" if one.is_paired else "?") for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We oppose it,” she said. “No.”", ["We oppose it,", "No."]),
        ('He said "no" and "yes".', ["no", "yes"]),
        ("the ‘forever dam’ of Arden’s", ["forever dam"]),
        ("Arden's 'Water Day' isn't the neighbours' day", ["Water Day"]),
        ("'NO SECRET'", ["NO SECRET"]),
        ("the ’90s, ’em, '80s and rock 'n' roll", []),
        ("‘the ministers’ plan’ fell", ["the ministers’ plan"]),
        ("“He called it ‘folly’ twice,” she said", ["He called it ‘folly’ twice,",
                                                    "folly"]),
        ("« Non », dit-il ; „Nein“, sagte er; »doch«", [" Non ", "Nein", "doch"]),
        ("他说「和平」与『停』", ["和平", "停"]),
        ("他说“和平”，又说“停”", ["和平", "停"]),
        ('a 12" pipe, 5\'10" tall', []),
        ("He said “we will never", ["we will never?"]),
        ("will never” he said", ["will never?"]),
        ('will never" he said', ["will never?"]),
        ("He wrote: 'We stay. It is late.", ["We stay. It is late.?"]),
        ("“We stay, Olsen said. “Yes,” said Brandt.", ["We stay, Olsen said. ?",
                                                       "Yes,"]),
        ("”Vi stannar, sa Olsen. ”Ja”, sa Brandt.", ["Vi stannar, sa Olsen. ?", "Ja"]),
        ("»Nein, sagte er. »Doch«, sagte sie.", ["Nein, sagte er. ?", "Doch"]),
        ("No marks at all.", []),
        ("", []),
    ],
)  # fmt: skip
def test_pairs_of_marks_are_told_from_apostrophes(
    text: str, expected: list[str]
) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“First part.\n\n“Second part.”", ["First part.|Second part."]),
        ("“One.\n“Two.\n“Three,” he said.", ["One.?", "Two.?", "Three,"]),
        ("Mara Olsen said: “One.\n\n“Two,” Olsen said.", ["One.|Two,"]),
        ("Brandt asked Olsen: “Why?\n\n“No,” said Olsen.", ["Why??", "No,"]),
        ("Brandt asked: “Should we? he said.\n\n“Yes.”", ["Should we? he said.?",
                                                          "Yes."]),
        ("Il a dit : « Un.\n\n» Deux. »", [" Un.| Deux. "]),
        ("Dijo: «Uno.\n\n»Dos». Y calló.", ["Uno.|Dos"]),
        ("Er sagte: „Eins.\n\n„Zwei.“", ["Eins.|Zwei."]),
        ("``One.\n\n``Two.''", ["One.|Two."]),
        ("‘One.\n\n‘Two.’", ["One.|Two."]),
        ("“One.\n\nAn aside.\n\n“Two.”", ["One.?", "Two."]),
        ("“One.\n\n“Two.\n\nNo more.", ["One.?", "Two.?"]),
        ("“He said ‘no’ twice.\n\n“Then left.”", ["He said ‘no’ twice.|Then left.",
                                                  "no"]),
    ],
)  # fmt: skip
def test_a_quotation_over_paragraphs_is_one_where_nobody_else_may_speak(
    text: str, expected: list[str]
) -> None:
    found, _ = quotation_marks.pairs(text)
    told = [
        "|".join(text[a:b] for a, b in one.parts or [one[:2]])
        + ("" if one.is_paired else "?")
        for one in found
    ]
    assert told == expected


# What languages, typewriters, wires, pages and code write: outer marks and inner ones.
CONVENTIONS = {
    "English": "“ ” ‘ ’", "British": "‘ ’ “ ”", "typed": "\" \" ' '",
    "typed, British": "' ' \" \"", "wire": "`` '' ` '", "wire, curly": "‘‘ ’’ ‘ ’",
    "TeX": "`` '' \" \"", "two signs": "'' '' \" \"", "German": "„ “ ‚ ‘",
    "German, books": "» « › ‹", "Swiss": "« » ‹ ›", "French": "«\u00a0 \u00a0» “ ”",
    "French, thin": "«\u202f \u202f» ‹ ›", "French, typed": "<<_ _>> “ ”",
    "Polish": "„ ” « »", "Polish, typed": ",, '' « »", "Polish, half": "„ \" ‚ ’",
    "Dutch, old": "„ ” ‚ ’", "Hungarian": "„ ” » «", "Danish": "» « ’ ’",
    "Swedish": "” ” ’ ’", "Swedish, books": "» » ’ ’", "Finnish": "” ” ’ ’",
    "Finnish, books": "» » ” ”", "Spanish": "« » “ ”", "Russian": "« » „ “",
    "Ukrainian": "« » “ ”", "Hebrew": "״ ״ ' '", "Hebrew, old": "„ ” ‚ ’",
    "primes": "″ ″ ′ ′", "Japanese": "「 」 『 』", "vertical": "﹁ ﹂ ﹃ ﹄",
    "halfwidth": "｢ ｣ 『 』", "Chinese titles": "《 》 〈 〉", "wide": "＂ ＂ 「 」",
    "Japanese, double": "〝 〟 「 」", "angles": "<< >> \" \"",
    "HTML": "&quot; &quot; ' '",
    "HTML, named": "&ldquo; &rdquo; &lsquo; &rsquo;",
    "HTML, numbers": "&#8222; &#8220; ‚ ‘",
    "HTML, guillemets": "&laquo; &raquo; &lsaquo; &rsaquo;",
    "code": '\\" \\" \\\' \\\'',
    "ornaments": "❝ ❞ ❛ ❜", "reversed": "‟ ” ‛ ’", "half curly": "“ \" ‘ '",
    "accents": "\" \" ´ ´",
}  # fmt: skip
# No sign in these is a mark.
PLAIN = [
    "In the ’90s and the '80s they let ’em wait ’til spring, rock ’n’ roll played.",
    "‘Abd al-Rahman met the mayor of ‘Iolani and Nuku‘alofa.",
    "The ministers’ plan and the crews' wages cost James’ boat nothing.",
    'The mast is 6\'2" by 5′ 10″, at 48°51\'24"N, behind a 12" screen.',
    "Don’t ask; it isn't 5 o'clock in Hawaiʻi, ‘twas said, ‘cause of ’em.",
    "’Twas late. 'Tis the season, 'round the quay.",
    "צה״ל and צה\"ל wrote, and the Ka'ba's guard was at Sana’a.",
    "1 << 3 and a,,b are no speech, `code` is none either.",
    "The Sconset road’s end – 3' wide – is O’Brien’s.",
]
SPEECHES = [
    "We stay",
    "It isn’t over",
    "No, and don't ask",
    "Why not?",
    "A road on water.",
]


def made(dice: random.Random, marks: list[str]) -> tuple[str, list[tuple[str, bool]]]:
    """A text of some paragraphs, and what stands in marks in it, in order."""
    outer, end, inner, inner_end = (one.replace("_", " ") for one in marks)
    text, right = [], []
    for _ in range(dice.randint(1, 3)):
        parts = []
        for _ in range(dice.randint(1, 3)):
            way = dice.choice(["plain", "speech", "speech", "nested", "forgotten"])
            words = dice.choice(SPEECHES)
            if way == "plain":
                parts.append(dice.choice(PLAIN))
            elif way == "nested":
                whole = f"He called it {inner}folly{inner_end} twice"
                parts.append(f"Olsen said: {outer}{whole}{end}.")
                right += [(whole, True), ("folly", True)]
            elif way == "speech":
                parts.append(f"{outer}{words}{end}, Olsen said.")
                right.append((words, True))
            else:  # The rest of its paragraph, or up to the next of its kind.
                parts.append(f"Brandt said: {outer}{words}")
                right.append((words, False))
                break
        text.append(" ".join(parts))
    return "\n\n".join(text), right


@pytest.mark.parametrize("name", CONVENTIONS)
def test_speech_is_found_whatever_its_marks(name: str) -> None:
    marks = CONVENTIONS[name].split(" ")
    for seed in range(60):
        text, right = made(random.Random(seed), marks)
        found, _ = quotation_marks.pairs(text)
        told = [(text[one.start : one.end].strip(), one.is_paired) for one in found]
        assert told == right, text


# Steps are counted: no test hangs on how busy the machine is.


@pytest.mark.parametrize("many", range(7))
def test_signs_that_nobody_sees_stand_at_either_end(many: int) -> None:
    unseen = "\u200b" * many
    assert quotation_marks.pairs(f"{unseen}“b”{unseen}")[0] == [
        (many + 1, many + 2, True, ()),
    ]  # fmt: skip
    assert not quotation_marks.pairs(f"“{unseen}")[0][0].is_paired


def test_any_two_marks_again_and_again_take_steps_as_they_are_many() -> None:
    for number, pair in enumerate(PAIRS):
        # Pairs that differ in their last mark alone take turns: repeated or nested,
        # and with or without words in between.
        between = ("", "s a")[number // 2 % 2]
        ways = (
            lambda n, pair=pair, between=between: between.join(pair) * n,
            lambda n, pair=pair, between=between: (
                (pair[0] + between) * n + (between + pair[1]) * n
            ),
        )
        made = ways[number % 2]
        assert growth(quotation_marks.pairs, made, 6) < 2.6, pair


@pytest.mark.parametrize(
    "unit",
    ["&quot;", "``a", "''", "’’", ",,a ", "<<a ", "“a\n", "“a.\n\n", "a, he said “b\n",
     "‘Abd ", "12\" ", "» ", "'a '", "“‘«"],
)  # fmt: skip
def test_any_way_to_write_marks_takes_steps_as_they_are_many(unit: str) -> None:
    assert growth(quotation_marks.pairs, lambda n: unit * n, 60) < 2.6


@pytest.mark.parametrize(
    "line",
    [
        "‘We won’t pay for their dam,’ she said, and the mayor’s aide left.\n\n",
        "“We won’t pay for it,” she said, and the mayor’s aide left.\n\n",
        "« Nous ne paierons pas », dit-elle à l’envoyé du maire.\n\n",
    ],
)
def test_a_long_text_of_dialogue_alone_is_looked_at_whole(line: str) -> None:
    text = line * (2_000_000 // len(line.encode()))
    found, to = quotation_marks.pairs(text)
    assert to == len(text)
    assert len(found) == len(text) // len(line)


def test_beyond_so_many_steps_it_is_told_where_they_end() -> None:
    text = "“a” “b “c”\n“d”"
    found, to = quotation_marks.pairs(text, 11)
    assert to == text.index("c")
    assert [(text[one.start : one.end], one.is_paired) for one in found] == [
        ("a", True), ("b ", False), ("", False),
    ]  # fmt: skip
    assert quotation_marks.pairs(text)[1] == len(text)
