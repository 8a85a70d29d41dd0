"""
The attribution line: a rule of the tables each, and every row of the default record.

Every line of `golden/attributions.txt` was read by eye against the article. To make it
anew after a rule or a row has changed, and then read what changed:

    python -m tests.citing.test_attribution
"""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dashboard.citing import attribution
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import stances
from dashboard.queries.filters import Filters
from dashboard.record.codebook import WORDS
from dashboard.search import quotes as quote_search

EVERYTHING = Filters()

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "attributions.txt"


def told(record: Record) -> str:
    """Every row's line, a row's kind and key before it."""
    places = record.answer(record.table("sources").select("source_id", "dateline"))
    places = dict(zip(places["source_id"], places["dateline"], strict=True))
    quotes = quote_search.quotes(record, EVERYTHING, size=None).to_dict("records")
    by_key = {row["quote_id"]: row for row in quotes}
    lines = []
    for row in quotes:
        row = row | {"dateline": places[row["source_id"]]}
        line = attribution.quote(row, by_key.get(row["within"]))
        lines.append(f"quote {row['quote_id']}\n{line}\n")
    for row in stances.positions(record, EVERYTHING, size=None).to_dict("records"):
        row = row | {"dateline": places[row["source_id"]]}
        lines.append(f"position {row['position_id']}\n{attribution.position(row)}\n")
    return "\n".join(lines)


def said(**cells: Any) -> str:
    return attribution.quote(quote(**cells))


def quote(**cells: Any) -> dict[str, Any]:
    plain = {
        "content": "the dam will stand", "kind": "indirect", "speaker": "Ilva Toren",
        "speaker_id": "ilva-toren", "speaker_kind": "person", "cue": "said",
        "relayed_by": "", "hedge": "", "said_on": "", "within": "", "wire": "Meridian",
        "publisher": "The Daily Lantern", "published_on": "2023-05-04",
        "dateline": "Selm", "for_country": "Arden",
    }  # fmt: skip
    return plain | cells


def held(**cells: Any) -> str:
    plain = {
        "country": "Arden", "country_id": "ARD", "actor": "", "actor_id": "",
        "issue": "The dam", "issue_id": "dam", "support_means": "it should stand",
        "stance": "opposes", "kind": "declared", "voice": "other_state",
        "asserter": "Oda Marsk", "asserted_by": "oda-marsk", "asserter_kind": "person",
        "speaker": "Oda Marsk", "speaker_id": "oda-marsk", "relayed_by": "",
        "evidence": "Arden is against the dam", "valid": "", "condition": "",
        "hedge": "", "wire": "Meridian", "publisher": "The Daily Lantern",
        "published_on": "2023-05-04", "dateline": "Selm",
    }  # fmt: skip
    line = attribution.position(plain | cells)
    reading = " The stance is this record's reading of the words: "
    assert line.endswith(reading + "Arden is against the dam.")
    return line.split(reading)[0]


def test_every_line_of_the_default_record_is_as_it_was_read_by_eye(
    default: Record,
) -> None:
    assert told(default) == GOLDEN.read_text(encoding="utf-8")


TAIL = ", Meridian reported from Selm on 4 May 2023 (The Daily Lantern)."
MET = TAIL[1:]  # After words in marks the comma is inside them.
APPARENTLY = "in an account apparently from KCNA (implied, not stated)"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"kind": "direct"}, "“the dam will stand,” Ilva Toren said" + TAIL),
        (
            {"kind": "direct", "relayed_by": "KCNA"},
            "“the dam will stand,” Ilva Toren said, as quoted by KCNA" + TAIL,
        ),
        (
            {"kind": "direct", "relayed_by": "KCNA (implied)"},
            f"“the dam will stand,” Ilva Toren said, {APPARENTLY}{TAIL}",
        ),
        (
            {"kind": "direct", "relayed_by": "somebody unnamed"},
            "“the dam will stand,” Ilva Toren was reported as saying" + TAIL,
        ),
        ({}, "Ilva Toren said that the dam will stand" + TAIL),
        (
            {"relayed_by": "KCNA"},
            "KCNA said that Ilva Toren said that the dam will stand" + TAIL,
        ),
        (
            {"relayed_by": "KCNA (implied)"},
            f"Ilva Toren said that the dam will stand, {APPARENTLY}{TAIL}",
        ),
        (
            {"relayed_by": "somebody unnamed"},
            "Ilva Toren was reported as saying that the dam will stand" + TAIL,
        ),
        (
            {"relayed_by": "somebody unnamed", "cue": "thanked", "content": "her"},
            "It was reported that Ilva Toren thanked her" + TAIL,
        ),
        (
            {"kind": "mixed", "content": "it would “never be stopped”"},
            "Ilva Toren said that it would “never be stopped”" + TAIL,
        ),
        (
            {"kind": "slogan", "content": "Down with dams!", "cue": "shouting"},
            "A slogan of Ilva Toren was shouting “Down with dams!”" + MET,
        ),
        (
            {"kind": "slogan", "content": "stop dams.", "cue": "vowing to",
             "speaker": "Selm army", "relayed_by": "KCNA"},
            "A slogan of the Selm army vowed to “stop dams,” as passed on by KCNA"
            + TAIL,
        ),
        (
            {"kind": "slogan", "content": "stop dams.", "cue": "vowing to",
             "relayed_by": "KCNA (implied)"},
            "A slogan of Ilva Toren vowed to “stop dams,” apparently as passed on by"
            " KCNA (implied, not stated)" + TAIL,
        ),
        (
            {"kind": "slogan", "content": "stop dams.", "cue": "vowing to",
             "relayed_by": "somebody unnamed"},
            "It was reported that a slogan of Ilva Toren vowed to “stop dams,”" + MET,
        ),
        (
            {"kind": "slogan", "content": "No dams", "cue": "said"},
            "A slogan of Ilva Toren said “No dams,”" + MET,
        ),
        (
            {"kind": "slogan", "content": 'to "stop" dams', "cue": "calls"},
            'A slogan of Ilva Toren calls to "stop" dams' + TAIL,
        ),
        (
            {"kind": "law", "speaker": "Arden", "speaker_kind": "state",
             "cue": "declaring", "content": 'itself "dry"', "said_on": "2022"},
            'A law of Arden, in 2022, declared itself "dry"' + TAIL,
        ),
        (
            {"kind": "law", "speaker": "UN Security Council", "cue": "bans",
             "content": "dams", "speaker_kind": "organisation"},
            "A legal text of the UN Security Council bans dams" + TAIL,
        ),
        (
            {"kind": "image", "cue": "showed", "content": "the dam, empty"},
            "A photograph published by Ilva Toren showed the dam, empty" + TAIL,
        ),
        (
            {"kind": "image", "cue": "PTI", "speaker": "PTI", "content": "The dam"},
            "A photograph credited to PTI: The dam (The Daily Lantern, 4 May 2023).",
        ),
        (
            {"kind": "silence", "cue": "did not mention", "content": "the dam"},
            "Ilva Toren did not mention the dam" + TAIL,
        ),
    ],
)  # fmt: skip
def test_each_way_of_speaking_has_its_line(cells: dict[str, Any], line: str) -> None:
    assert said(**cells) == line


@pytest.mark.parametrize(
    ("cue", "content", "line"),
    [
        ("was quoted as saying", "it stands",
         "Ilva Toren was quoted by KCNA as saying that it stands"),
        ("see as", "a mistake", "KCNA said that Ilva Toren see it as a mistake"),
        ("calling", "it late", "KCNA said that Ilva Toren called it late"),
        ("promised", "to wait", "KCNA said that Ilva Toren promised to wait"),
        ("said", "to wait", "KCNA said that Ilva Toren said to wait"),
        ("told reporters", "it stands",
         "KCNA said that Ilva Toren told reporters that it stands"),
        ("said", "appeared to be dry",
         "KCNA said that Ilva Toren said that it appeared to be dry"),
        ("", "The dam stands",
         "KCNA said that according to Ilva Toren, the dam stands"),
        ("according to", "it stands",
         "KCNA said that according to Ilva Toren, it stands"),
        ("said", "The dam stands.",
         "KCNA said that Ilva Toren said that the dam stands"),
        ("said", "Selm is dry", "KCNA said that Ilva Toren said that Selm is dry"),
        ("заявил", "it stands", "KCNA said that Ilva Toren заявил it stands"),
    ],
)  # fmt: skip
def test_a_cue_is_worked_into_the_sentence(cue: str, content: str, line: str) -> None:
    assert said(cue=cue, content=content, relayed_by="KCNA") == line + TAIL


def test_a_nested_view_names_both_voices_even_where_no_relay_does() -> None:
    outer = quote(speaker="Oda Marsk", relayed_by="KCNA (implied)")
    inner = quote(speaker="Arden", cue="promised", content="to wait")
    assert attribution.quote(inner, outer) == (
        "Oda Marsk said that Arden promised to wait, apparently by way of KCNA"
        " (implied, not stated)" + TAIL
    )
    named = inner | {"relayed_by": "Oda Marsk"}
    assert attribution.quote(named, outer) == (
        "Oda Marsk said that Arden promised to wait" + TAIL
    )


def test_every_hop_of_a_long_chain_is_named() -> None:
    assert said(relayed_by="KCNA → Xinhua → somebody unnamed") == (
        "KCNA said that Ilva Toren said that the dam will stand, Xinhua reported, by"
        " way of somebody unnamed" + TAIL
    )


@pytest.mark.parametrize(
    ("edtf", "line"),
    [
        ("2023-05-03", "Ilva Toren said on 3 May 2023 that it stands" + TAIL),
        ("2023-04", "Ilva Toren said in April 2023 that it stands" + TAIL),
        ("2019", "Ilva Toren said in 2019 that it stands" + TAIL),
        ("195X", "Ilva Toren said in the 1950s that it stands" + TAIL),
        ("1950/1953", "Ilva Toren said from 1950 to 1953 that it stands" + TAIL),
        ("[2023-05-01..2023-05-04]",
         "Ilva Toren said on some day from 1 to 4 May 2023 that it stands" + TAIL),
        ("[..2023-05-04]",
         "Ilva Toren said not after 4 May 2023 that it stands" + TAIL),
        ("2022/..", "Ilva Toren said since 2022 that it stands" + TAIL),
        ("2023-05-04", "Ilva Toren said on 4 May 2023 that it stands, Meridian reported"
         " from Selm the same day (The Daily Lantern)."),
    ],
)  # fmt: skip
def test_the_day_is_as_exact_as_the_source_has_it(edtf: str, line: str) -> None:
    assert said(content="it stands", said_on=edtf) == line


def test_without_wire_dateline_or_day_nothing_is_put_in_their_place() -> None:
    assert said(wire="", dateline="") == (
        "Ilva Toren said that the dam will stand, The Daily Lantern reported on"
        " 4 May 2023."
    )
    assert said(wire="The Daily Lantern", published_on="2023-05", dateline="") == (
        "Ilva Toren said that the dam will stand, The Daily Lantern reported in"
        " May 2023."
    )


def test_who_reports_its_own_words_is_named_once() -> None:
    assert said(kind="direct", speaker="Meridian", speaker_kind="media") == (
        "“the dam will stand,” Meridian said, in its report from Selm on 4 May 2023"
        " (The Daily Lantern)."
    )


def test_a_hedge_outside_the_words_is_added_and_one_inside_not_doubled() -> None:
    assert said(hedge="reportedly") == (
        "Ilva Toren said that the dam will stand (hedged: reportedly)" + TAIL
    )
    assert said(hedge="may", content="it may stand") == (
        "Ilva Toren said that it may stand" + TAIL
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("We oppose it.", "“We oppose it,” "),
        ("It stands,", "“It stands,” "),
        ("Stop!", "“Stop!” "),
        ("Why?", "“Why?” "),
        ("And then…", "“And then…” "),
        ("我们反对。", "“我们反对。” "),
        ("Made in the U.S.", "“Made in the U.S.,” "),
        ('He said "no".', "“He said ‘no,’” "),
        ("She cried “Stop!”", "“She cried ‘Stop!’” "),
        ('"No" means no', "“‘No’ means no,” "),
        ("It's Arden's", "“It's Arden's,” "),
        ("two\nlines", "“two lines,” "),
        ("השלום", "“\u2068השלום,\u2069” "),
    ],
)  # fmt: skip
def test_words_in_marks_end_as_american_editors_end_them(
    content: str, words: str
) -> None:
    assert said(kind="direct", content=content).startswith(words + "Ilva Toren said")


@pytest.mark.parametrize(
    ("speaker", "kind", "shown"),
    [
        ("Ilva Toren (ilva-toren)", "person", "Ilva Toren"),
        ("One analyst (missile tour)", "anonymous", "One analyst"),
        ("Chinese army", "state_body", "The Chinese army"),
        ("Carnegie Endowment for Peace", "organisation", "The Carnegie Endowment for"
         " Peace"),
        ("Brekland’s water ministry", "state_body", "Brekland’s water ministry"),
        ("United States", "state", "The United States"),
        ("Дмитрий Ёлкин", "person", "Дмитрий Ёлкин"),
        ("王毅", "person", "王毅"),
        ("محمد العلي", "person", "\u2068محمد العلي\u2069"),
        ("<b>Bold</b> & “Co”", "organisation", "<b>Bold</b> & “Co”"),
        ("Yahoo!", "organisation", "Yahoo!"),
    ],
)  # fmt: skip
def test_a_name_stands_as_it_would_in_print(
    speaker: str, kind: str, shown: str
) -> None:
    line = said(speaker=speaker, speaker_kind=kind)
    assert line == f"{shown} said that the dam will stand{TAIL}"


def test_a_relay_whose_name_ends_in_a_mark_is_followed_by_its_comma() -> None:
    assert said(kind="direct", relayed_by="Yahoo!") == (
        "“the dam will stand,” Ilva Toren said, as quoted by Yahoo!" + TAIL
    )


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("formal", "said that Arden officially opposes the dam"),
        ("declared", "said that Arden opposes the dam"),
        ("past_vote", "said that Arden, in a past vote, opposed the dam"),
        ("long_standing", "said that Arden has long opposed the dam"),
        ("slogan", "passed on a slogan of Arden opposing the dam"),
        ("behaviour", "read the behaviour of Arden as opposing the dam"),
        ("characterisation", "described Arden as opposing the dam"),
        ("forecast", "foresaw Arden opposing the dam"),
        ("silence", "remarked that Arden opposed the dam"),
    ],
)
def test_each_kind_of_position_has_its_line(kind: str, line: str) -> None:
    assert held(kind=kind) == f"Oda Marsk {line}{TAIL}"


PLACE = "from Selm on 4 May 2023 (The Daily Lantern)"


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (
            {"voice": "self", "asserter": "Ilva Toren", "speaker_id": "x"},
            "Ilva Toren, speaking for Arden, said that it opposes the dam" + TAIL,
        ),
        (
            {"voice": "self", "asserter": "Arden", "asserter_kind": "state"},
            "Arden said that it opposes the dam" + TAIL,
        ),
        (
            {"voice": "self", "country": "", "actor": "Oda Marsk",
             "actor_id": "oda-marsk"},
            "Oda Marsk said that the speaker opposes the dam" + TAIL,
        ),
        (
            {"voice": "self", "asserter": "Arden", "asserter_kind": "state",
             "kind": "behaviour"},
            "Arden read its own behaviour as opposing the dam" + TAIL,
        ),
        (
            {"voice": "own_state_media", "asserter": "Arden’s state news agency",
             "asserter_kind": "state_media"},
            "Arden’s state news agency said that Arden opposes the dam" + TAIL,
        ),
        (
            {"voice": "own_state_media", "asserter": "ANA", "actor": "Ilva Toren",
             "asserter_kind": "state_media"},
            "ANA, state media of Arden, said that Ilva Toren (Arden) opposes the dam"
            + TAIL,
        ),
        (
            {"voice": "own_state_media", "asserter": "ANA", "actor": "Ilva Toren",
             "asserter_kind": "state_media", "relayed_by": "ANA (implied)"},
            "An account apparently from ANA (implied, not stated), state media of"
            " Arden, said that Ilva Toren (Arden) opposes the dam" + TAIL,
        ),
        ({"voice": "analyst"}, "Oda Marsk said that Arden opposes the dam" + TAIL),
        ({"voice": "other"}, "Oda Marsk said that Arden opposes the dam" + TAIL),
        (
            {"voice": "reporter", "asserter": "Meridian", "asserter_kind": "media"},
            f"Meridian itself reported {PLACE} that Arden opposes the dam.",
        ),
        (
            {"voice": "reporter", "asserter": "Meridian", "asserter_kind": "media",
             "kind": "behaviour"},
            f"Meridian itself, reporting {PLACE}, read the behaviour of Arden as"
            " opposing the dam.",
        ),
        (
            {"voice": "reporter", "asserter": "Meridian", "asserter_kind": "media",
             "kind": "silence", "stance": "not_stated", "relayed_by": "KCNA"},
            f"Meridian itself, reporting {PLACE}, remarked that Arden said nothing on"
            " the dam.",
        ),
        (
            {"relayed_by": "KCNA → Xinhua"},
            "Oda Marsk, as reported by KCNA, said that Arden opposes the dam, Xinhua"
            " reported" + TAIL,
        ),
        (
            {"relayed_by": "KCNA (implied)"},
            f"Oda Marsk, {APPARENTLY}, said that Arden opposes the dam{TAIL}",
        ),
        (
            {"relayed_by": "somebody unnamed", "kind": "behaviour"},
            "Oda Marsk was reported as reading the behaviour of Arden as opposing the"
            " dam" + TAIL,
        ),
        (
            {"hedge": "might", "condition": "if paid", "valid": "2019/..",
             "stance": "conditional"},
            "Oda Marsk said that Arden would, on a condition, support the dam (hedged:"
            " might; condition: if paid; period: since 2019)" + TAIL,
        ),
    ],
)  # fmt: skip
def test_each_voice_of_a_position_has_its_line(
    cells: dict[str, Any], line: str
) -> None:
    assert held(**cells) == line


@pytest.mark.parametrize(
    ("label", "meaning", "shown"),
    [
        ("Return to dialogue", "North Korea should return.", "the return to dialogue"),
        ("Three-country coalition", "It stands.", "the three-country coalition"),
        ("U.S. show of force", "It is right.", "the U.S. show of force"),
        ("U.S. power and policy", "It is right.", "U.S. power and policy"),
        ("Arden’s dam on the Selm", "It stands.", "Arden’s dam on the Selm"),
        ("Мир", "it should go on", "Мир"),
        ("A (b)", "it should go on", "A (b)"),
    ],
)
def test_an_issue_is_named_as_a_noun(label: str, meaning: str, shown: str) -> None:
    line = held(issue=label, support_means=meaning)
    assert line == f"Oda Marsk said that Arden opposes {shown}{TAIL}"


def test_every_stance_kind_and_voice_makes_a_line_with_its_asserter() -> None:
    words = (WORDS["stance"], WORDS["position_kind"], WORDS["voice"])
    for stance, kind, voice in product(*words):
        line = held(stance=stance, kind=kind, voice=voice)
        assert line.count("Oda Marsk") == 1
        assert "{" not in line
        assert ",," not in line
        assert "“" not in line


if __name__ == "__main__":
    GOLDEN.write_text(told(open_record()), encoding="utf-8")
