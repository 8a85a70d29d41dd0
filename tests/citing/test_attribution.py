"""
The attribution line: a rule of the tables each, and every row of the default record.

Every line of `golden/attributions.txt` was read by eye against the article. To make it
anew after a rule or a row has changed, and then read what changed:

    python -m tests.citing.test_attribution
"""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dashboard.citing import attribution
from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries import stances
from dashboard.queries.filters import Filters
from dashboard.record.codebook import UNNAMED, WORDS
from dashboard.search import quotes as quote_search

EVERYTHING = Filters()

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "attributions.txt"


def told(record: Record) -> str:
    """Every row's line, a row's kind and key before it."""
    quotes = quote_search.quotes(record, EVERYTHING, size=None).to_dict("records")
    lines = []
    for row in quotes:
        line = attribution.quote(row)
        lines.append(f"quote {row['quote_id']}\n{line}\n")
    for row in stances.positions(record, EVERYTHING, size=None).to_dict("records"):
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
        "dateline": "Selm", "for_country": "Arden", "note": "",
        "speaker_role": "", "speaker_body": "", "around": "", "around_kind": "",
        "around_relayed_by": "",
    }  # fmt: skip
    return plain | cells


def held(short: bool = False, **cells: Any) -> str:
    plain = {
        "country": "Arden", "country_id": "ARD", "actor": "", "actor_id": "",
        "issue": "The dam", "issue_id": "dam", "support_means": "it should stand",
        "stance": "opposes", "kind": "declared", "voice": "other_state",
        "asserter": "Oda Marsk", "asserted_by": "oda-marsk", "asserter_kind": "person",
        "speaker": "Oda Marsk", "speaker_id": "oda-marsk", "relayed_by": "",
        "evidence": "Arden is against the dam", "valid": "", "condition": "",
        "hedge": "", "wire": "Meridian", "publisher": "The Daily Lantern",
        "published_on": "2023-05-04", "dateline": "Selm", "note": "",
        "quote_id": "q", "cited": "indirect", "own_words": False, "asserter_role": "",
        "asserter_body": "",
    }  # fmt: skip
    return attribution.position(plain | cells, short)


def test_every_line_of_the_default_record_is_as_it_was_read_by_eye(
    default: Record,
) -> None:
    assert told(default) == GOLDEN.read_text(encoding="utf-8")


TAIL = ", Meridian reported from Selm on 4 May 2023, in The Daily Lantern."
TAKEN = " The report names no source for this; this record takes it to be KCNA."
AS = "as Meridian reported from Selm on 4 May 2023, in The Daily Lantern"
MET = TAIL[1:]  # After words in marks the comma is inside them.


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"kind": "direct"}, "“the dam will stand,” Ilva Toren said" + TAIL),
        (
            {"kind": "direct", "relayed_by": "KCNA"},
            "KCNA quoted Ilva Toren as saying: “the dam will stand,”" + MET,
        ),
        (
            {"kind": "direct", "relayed_by": "KCNA → Xinhua"},
            "KCNA, by way of Xinhua, quoted Ilva Toren as saying: “the dam will"
            " stand,”" + MET,
        ),
        (
            {"kind": "direct", "relayed_by": "KCNA (implied)"},
            f"“the dam will stand,” Ilva Toren said{TAIL}{TAKEN}",
        ),
        (
            {"kind": "direct", "relayed_by": "an unnamed intermediary"},
            "“the dam will stand,” Ilva Toren was reported as saying" + TAIL,
        ),
        ({}, "Ilva Toren said that the dam will stand" + TAIL),
        (
            {"relayed_by": "KCNA"},
            "According to KCNA, Ilva Toren said that the dam will stand" + TAIL,
        ),
        (
            {"relayed_by": "KCNA (implied)"},
            f"Ilva Toren said that the dam will stand{TAIL}{TAKEN}",
        ),
        (
            {"relayed_by": "an unnamed intermediary"},
            "Ilva Toren was reported as saying that the dam will stand" + TAIL,
        ),
        (
            {"relayed_by": UNNAMED, "cue": "thanked", "content": "her"},
            "Reported without a named source, Ilva Toren thanked her" + TAIL,
        ),
        (
            {"kind": "mixed", "content": 'it would "never be stopped"'},
            "Ilva Toren said that it would “never be stopped,”" + MET,
        ),
        (
            {"kind": "slogan", "content": "Down with dams!", "cue": "shouting"},
            "A slogan of Ilva Toren was shouting “Down with dams!”" + MET,
        ),
        (
            {"kind": "slogan", "content": "stop dams.", "cue": "vowing to",
             "speaker": "Selm army", "speaker_kind": "state_body",
             "relayed_by": "KCNA"},
            "According to KCNA, a slogan of the Selm army vowed to “stop dams,”" + MET,
        ),
        (
            {"kind": "slogan", "content": "No dams", "cue": "said",
             "said_on": "1950/1953"},
            "A slogan of Ilva Toren said “No dams,”" + MET
            + " This record dates its use from 1950 to 1953.",
        ),
        (
            {"kind": "slogan", "content": 'to "stop" dams', "cue": "calls"},
            "A slogan of Ilva Toren calls to “stop” dams" + TAIL,
        ),
        (
            {"kind": "law", "speaker": "Arden", "speaker_kind": "state",
             "cue": "declaring", "content": 'itself "dry"', "said_on": "2022"},
            "A 2022 law of Arden declared itself “dry,”" + MET,
        ),
        (
            {"kind": "law", "speaker": "UN Security Council", "cue": "bans",
             "content": "dams", "speaker_kind": "organisation"},
            "A legal text of the UN Security Council bans dams" + TAIL,
        ),
        (
            {"kind": "image", "cue": "showed", "content": "the dam, empty"},
            "Imagery published by Ilva Toren showed “the dam, empty,”" + MET,
        ),
        (
            {"kind": "image", "cue": "PTI", "speaker": "PTI", "content": "The dam"},
            "The caption of a photograph credited to PTI, in The Daily Lantern on 4 May"
            " 2023, says “The dam.”",
        ),
        (
            {"kind": "silence", "cue": "did not mention", "content": "the dam"},
            "Ilva Toren did not mention the dam, Meridian noted from Selm on 4 May"
            " 2023, in The Daily Lantern.",
        ),
        (
            {"kind": "silence", "cue": "did not mention", "content": "the dam",
             "speaker": "ANA", "speaker_kind": "state_media"},
            "ANA did not mention the dam in its report, Meridian noted from Selm on"
            " 4 May 2023, in The Daily Lantern.",
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
        ("see as", "a mistake", "According to KCNA, Ilva Toren see it as a mistake"),
        ("calling", "it late", "According to KCNA, Ilva Toren called it late"),
        ("promised", "to wait", "According to KCNA, Ilva Toren promised to wait"),
        ("said", "to wait", "According to KCNA, Ilva Toren said to wait"),
        ("told reporters", "it stands",
         "According to KCNA, Ilva Toren told reporters that it stands"),
        ("said", "appeared to be dry",
         "According to KCNA, Ilva Toren said that it appeared to be dry"),
        ("", "The dam stands",
         "According to KCNA, according to Ilva Toren, the dam stands"),
        ("according to", "it stands",
         "According to KCNA, according to Ilva Toren, it stands"),
        ("said", "The dam stands.",
         "According to KCNA, Ilva Toren said that the dam stands"),
        ("said", "Selm is dry",
         "According to KCNA, Ilva Toren said that Selm is dry"),
        ("заявил", "it stands", "According to KCNA, Ilva Toren заявил it stands"),
    ],
)  # fmt: skip
def test_a_cue_is_worked_into_the_sentence(cue: str, content: str, line: str) -> None:
    assert said(cue=cue, content=content, relayed_by="KCNA") == line + TAIL


def test_a_relay_that_is_only_implied_is_kept_beside_a_cue_that_names_none() -> None:
    line = said(cue="was quoted as saying", relayed_by="KCNA (implied)")
    assert line == (
        "Ilva Toren was quoted as saying that the dam will stand" + TAIL + TAKEN
    )


def test_a_nested_view_names_both_voices_even_where_no_relay_does() -> None:
    inner = quote(
        speaker="Arden", cue="promised", content="to wait", around="Oda Marsk",
        around_kind="indirect", around_relayed_by="KCNA (implied)",
    )  # fmt: skip
    assert attribution.quote(inner) == (
        "According to Oda Marsk, Arden promised to wait" + TAIL + TAKEN
    )
    named = inner | {"relayed_by": "Oda Marsk"}
    assert attribution.quote(named) == (
        "According to Oda Marsk, Arden promised to wait" + TAIL
    )


def test_what_stands_within_words_in_marks_is_told_in_their_words() -> None:
    inner = {"around": "ANA", "around_kind": "direct", "cue": "repeatedly said",
             "content": "dams would stand", "relayed_by": "ANA"}  # fmt: skip
    assert said(**inner) == (
        "According to ANA, Ilva Toren repeatedly said that “dams would stand,”" + MET
    )
    assert "said that dams would stand," in said(**inner | {"around_kind": "indirect"})


def test_what_a_picture_shows_is_told_to_be_seen_in_it() -> None:
    inner = quote(
        around="ANA", around_kind="image",
        speaker="Selm army", kind="slogan", cue="vowing to", content="stop dams",
        speaker_kind="state_body", relayed_by="ANA (implied)",
    )  # fmt: skip
    assert attribution.quote(inner) == (
        "In imagery published by ANA, a slogan of the Selm army vowed to “stop"
        " dams,”" + MET
    )


def test_a_slogan_says_by_its_note_where_it_was_seen() -> None:
    line = said(kind="slogan", content="No dams", note="Seen on a wall")
    assert line.endswith("in The Daily Lantern. Note: Seen on a wall.")
    assert "wall" not in said(kind="law", content="No dams", note="Seen on a wall")


def test_a_medium_is_told_with_what_it_is_unless_its_name_says_so() -> None:
    media = {"speaker": "KCNA", "speaker_kind": "state_media"}
    role = {"speaker_role": "Arden's news agency"}
    assert said(**media | role).startswith("Arden's news agency KCNA said that")
    named = {"speaker": "Arden state media", "speaker_role": "State media"}
    assert said(**media | named).startswith("Arden state media said that")


def test_every_hop_of_a_long_chain_is_named() -> None:
    assert said(relayed_by=f"KCNA → Xinhua → {UNNAMED}") == (
        "According to KCNA, by way of Xinhua, by way of an unnamed intermediary, Ilva"
        " Toren said that the dam will stand" + TAIL
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
         "Ilva Toren said that it stands" + TAIL + " This record dates it between 1 and"
         " 4 May 2023."),
        ("[..2023-05-04]",
         "Ilva Toren said that it stands" + TAIL + " This record dates it not after"
         " 4 May 2023."),
        ("2022/..", "Ilva Toren said that it stands" + TAIL + " This record dates it"
         " since 2022."),
        ("2023-05-04", "Ilva Toren said on 4 May 2023 that it stands, Meridian reported"
         " from Selm the same day, in The Daily Lantern."),
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


def test_beside_its_source_a_line_does_not_name_it_once_more() -> None:
    assert attribution.quote(quote(relayed_by="KCNA"), short=True) == (
        "According to KCNA, Ilva Toren said that the dam will stand."
    )
    assert attribution.quote(quote(kind="direct"), short=True) == (
        "“the dam will stand,” Ilva Toren said."
    )
    assert held(short=True, note="A remark.") == (
        "Oda Marsk, as Meridian put it: “Arden is against the dam.” This record"
        " reads it as Arden opposing the dam."
    )


def test_who_reports_its_own_words_is_named_once() -> None:
    assert said(kind="direct", speaker="Meridian", speaker_kind="media") == (
        "“the dam will stand,” Meridian said, in its report from Selm on 4 May 2023,"
        " in The Daily Lantern."
    )


def test_a_hedge_outside_the_words_is_added_and_one_inside_not_doubled() -> None:
    assert said(hedge="reportedly") == (
        "Ilva Toren said that the dam will stand (hedged: “reportedly”)" + TAIL
    )
    assert said(hedge="may", content="it may stand") == (
        "Ilva Toren said that it may stand" + TAIL
    )


@pytest.mark.parametrize(
    ("role", "body", "apart", "who"),
    [
        ("Prime Minister", "", "", "Prime Minister Ilva Toren"),
        ("minister at Selm", "Selm Council", "", "Ilva Toren, minister at Selm,"),
        ("of the Selm Institute", "", "", "Ilva Toren of the Selm Institute"),
        ("", "Selm Institute", "", "Ilva Toren of the Selm Institute"),
        ("министр", "", "", "Министр Ilva Toren"),
        # Of namesakes whose office does not tell them apart, or who have none.
        ("", "", "of Arden", "Ilva Toren of Arden"),
        ("minister", "", "of Arden", "Minister Ilva Toren of Arden"),
        ("", "", "(ilva-toren)", "Ilva Toren (ilva-toren)"),
    ],
)
def test_a_person_is_named_with_office_or_affiliation(
    role: str, body: str, apart: str, who: str
) -> None:
    line = said(
        speaker="Ilva Toren (ilva-toren)", speaker_role=role, speaker_body=body,
        speaker_apart=apart,
    )  # fmt: skip
    assert line == f"{who} said that the dam will stand{TAIL}"


def test_an_office_behind_the_name_does_not_part_it_from_its_verb() -> None:
    cells: dict[str, Any] = {"kind": "direct", "speaker_role": "minister at Selm"}
    assert said(**cells, cue="added") == (
        "“the dam will stand,” said Ilva Toren, minister at Selm" + TAIL
    )
    assert said(**cells, said_on="2023-05-03") == (
        "“the dam will stand,” said Ilva Toren, minister at Selm, on 3 May 2023" + TAIL
    )
    assert said(**cells, relayed_by="KCNA") == (
        "KCNA quoted Ilva Toren, minister at Selm, as saying: “the dam will stand,”"
        + MET
    )


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"kind": "direct", "content": "It stands", "note": "“It” means the dam."},
         "“It [the dam] stands,” Ilva Toren said" + TAIL),
        ({"content": "its walls is high", "note": "Seen. “walls is” as printed."},
         "Ilva Toren said that its walls is [sic] high" + TAIL),
        ({"content": "the banned dam", "note": "“banned” is Meridian’s word."},
         "Ilva Toren said that the “banned” (Meridian’s word) dam" + TAIL),
        ({"content": "appeared dry", "note": "“it” means the bed."},
         "Ilva Toren said that [the bed] appeared dry" + TAIL),
    ],
)  # fmt: skip
def test_what_a_note_says_of_a_word_stands_beside_it(
    cells: dict[str, Any], line: str
) -> None:
    assert said(**cells) == line


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
    assert said(relayed_by="Yahoo!") == (
        "According to Yahoo!, Ilva Toren said that the dam will stand" + TAIL
    )


# Positions: the printed words, then how this record reads them


FROM = "Oda Marsk, as Meridian put it in a report from Selm on 4 May 2023, in The Daily"
WORDS_FIRST = f"{FROM} Lantern: “Arden is against the dam.” "
READS = "This record reads it as "


PLACE = "from Selm on 4 May 2023, in The Daily Lantern"
BEFORE = f"as Meridian put it in a report {PLACE}: “Arden is against the dam.” "


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (
            {"voice": "self", "asserter": "Ilva Toren", "speaker": "Ilva Toren"},
            f"Ilva Toren, speaking for Arden, {BEFORE}",
        ),
        (
            {"voice": "self", "asserter": "Ilva Toren", "speaker": "Ilva Toren",
             "asserter_role": "Arden’s minister"},
            f"Arden’s minister Ilva Toren, {BEFORE}",
        ),
        (
            {"voice": "self", "asserter": "Arden", "asserter_kind": "state",
             "speaker": "Arden"},
            f"Arden, {BEFORE}",
        ),
        (
            {"own_words": True},
            f"In the words of Oda Marsk, {AS}: “Arden is against the dam.” ",
        ),
        (
            {"own_words": True, "relayed_by": "KCNA"},
            f"According to KCNA, in the words of Oda Marsk, {AS}: “Arden is against the"
            " dam.” ",
        ),
        ({"cited": "direct"}, f"Oda Marsk, {BEFORE}"),
        (
            {"voice": "own_state_media", "asserter": "ANA", "speaker": "Ilva Toren",
             "asserter_kind": "state_media", "relayed_by": "ANA"},
            f"Ilva Toren, according to ANA, {BEFORE}",
        ),
        (
            {"voice": "own_state_media", "asserter": "ANA", "speaker": "Ilva Toren",
             "asserter_kind": "state_media", "relayed_by": "KCNA (implied) → ANA"},
            f"Ilva Toren, according to ANA, {BEFORE}{TAKEN[1:]} ",
        ),
        (
            {"voice": "own_state_media", "asserter": "ANA", "speaker": "Ilva Toren",
             "asserter_kind": "state_media", "own_words": True, "relayed_by": "ANA"},
            f"In the words of ANA on Ilva Toren, {AS}: “Arden is against the dam.”"
            + " ",
        ),
        (
            {"voice": "reporter", "asserter": "Meridian", "asserter_kind": "media",
             "quote_id": ""},
            f"Meridian wrote {PLACE}: “Arden is against the dam.” ",
        ),
        (
            {"relayed_by": "KCNA → Xinhua"},
            f"Oda Marsk, according to KCNA, by way of Xinhua, {BEFORE}",
        ),
        (
            {"relayed_by": "an unnamed intermediary"},
            f"Oda Marsk, reported without a named source, {BEFORE}",
        ),
        (
            {"cited": "law", "asserter": "Arden", "speaker": "Arden",
             "asserter_kind": "state"},
            f"On a law of Arden, Meridian wrote {PLACE}: “Arden is against the dam.” ",
        ),
        (
            {"cited": "slogan", "relayed_by": "KCNA"},
            f"On a slogan of Oda Marsk, according to KCNA, Meridian wrote {PLACE}:"
            " “Arden is against the dam.” ",
        ),
    ],
)  # fmt: skip
def test_whose_words_they_are_stands_before_them(
    cells: dict[str, Any], line: str
) -> None:
    assert held(**cells) == f"{line}{READS}Arden opposing the dam."


def test_who_is_said_to_be_silent_is_remarked_on() -> None:
    cells = {"voice": "reporter", "asserter": "Meridian", "asserter_kind": "media"}
    assert held(**cells, kind="silence", stance="not_stated") == (
        f"Meridian noted {PLACE}: “Arden is against the dam.” The report"
        " remarks on a silence; no stance is read into it."
    )


# The lines of a cell


def lines(
    record: Record, country: str, issue: str, chosen: Filters = EVERYTHING
) -> list[str]:
    """The lines of a cell, as its page tells them."""
    found = stances.positions(record, chosen, country, issue)
    return attribution.cell(found, stances.cell(record, EVERYTHING, (country, issue)))


def test_a_cell_is_told_position_by_position_what_the_holder_says_itself_first(
    record: Record,
) -> None:
    assert lines(record, "BRK", "dam") == [
        "In the words of water minister Oda Marsk, speaking for Brekland: “We oppose"
        " it.” Read as opposing it.",
        "An analyst, reported without a named source, as Meridian put it:"
        " “might accept a smaller dam if it was paid.” Read as possibly accepting it in"
        " future, on the condition “if it was paid”; cautiously worded (“might”).",
    ]


def test_where_a_holder_says_nothing_itself_that_comes_first(record: Record) -> None:
    told = lines(record, "X-COAST", "dam")
    assert told[0] == "Nothing from Coastal Union itself on this in the record."
    assert told[1].endswith(
        "The report remarks on a silence; no stance is read into it."
    )
    # Filters leave out what it says: that is not nothing.
    others = Filters(voice="others")
    told = lines(record, "BRK", "dam", others)
    assert len(told) == 1
    assert told[0].startswith("An analyst")


# What holds of every line


# Forms of a stance: what nobody “said”, as a coder read it.
STANCE = re.compile(
    r"\b(?:support|accept|oppos|declin|ambivalent|conditional|neutral|no side)\w*",
    re.IGNORECASE,
)


def test_every_stance_kind_and_voice_is_read_after_the_words() -> None:
    words = (WORDS["stance"], WORDS["position_kind"], WORDS["voice"])
    for stance, kind, voice in product(*words):
        line = held(stance=stance, kind=kind, voice=voice)
        assert line.count("Oda Marsk") == 1
        assert not line.startswith("This record")
        assert "{" not in line
        assert ",," not in line
        printed, _, read = line.partition("” ")
        assert not STANCE.search(printed)
        assert read.startswith((READS, "The report remarks"))


def printed_in(row: dict[str, Any]) -> list[str]:
    """Whatever of a row another has printed or called so: it may hold any word."""
    cells = ("content", "evidence", "cue", "speaker", "asserter", "note", "wire",
             "publisher", "dateline", "relayed_by", "speaker_role", "asserter_role",
             "speaker_body", "asserter_body", "hedge")  # fmt: skip
    parts = (row.get(name) or "" for name in cells)
    return [word for part in parts for word in re.findall(r"\w+", part)]


def test_no_line_of_any_record_tells_a_stance_as_speech(opened: Record) -> None:
    quotes = quote_search.quotes(opened, EVERYTHING, size=None).to_dict("records")
    by_key = {row["quote_id"]: row for row in quotes}
    for row in quotes:
        line = attribution.quote(row)
        outer = printed_in(by_key.get(row["within"], {}))
        allowed = {*printed_in(row), *outer}
        assert not [one for one in STANCE.findall(line) if one not in allowed], line
    for row in stances.positions(opened, EVERYTHING, size=None).to_dict("records"):
        line = attribution.position(row)
        said = re.split("This record reads it as|A silence: no", line)[0]
        allowed = set(printed_in(row))
        assert not [one for one in STANCE.findall(said) if one not in allowed], line


def plain(text: str) -> str:
    """A text without marks, brackets and case: what must be the same to the letter."""
    text = re.sub(r" \[[^\]]*\]| \([^()]* word\)", "", text)
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def test_printed_words_stand_in_a_line_to_the_letter(opened: Record) -> None:
    quotes = quote_search.quotes(opened, EVERYTHING, size=None).to_dict("records")
    for row in quotes:
        line = attribution.quote(row)
        assert plain(row["content"]) in plain(line)
    for row in stances.positions(opened, EVERYTHING, size=None).to_dict("records"):
        assert plain(row["evidence"]) in plain(attribution.position(row))


def test_a_line_in_parts_is_the_short_line(opened: Record) -> None:
    quotes = quote_search.quotes(opened, EVERYTHING, size=None).to_dict("records")
    for row in quotes:
        parts = attribution.quote_parts(row)
        line = attribution.quote(row, short=True)
        assert plain("".join(parts[:3])) == plain(line)
    for row in stances.positions(opened, EVERYTHING, size=None).to_dict("records"):
        parts = attribution.position_parts(row)
        line = attribution.position(row, short=True)
        assert plain(f"{''.join(parts[:3])} {parts.reading}") == plain(line)


if __name__ == "__main__":
    GOLDEN.write_text(told(open_record()), encoding="utf-8")
