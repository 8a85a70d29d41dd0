"""What a record shows, in sentences: each number leads to its rows, filters kept."""

from pathlib import Path

from markupsafe import Markup

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.markup import overview
from dashboard.queries.filters import Filters
from tests.support.html import Seen
from tests.support.small_record import PARTICIPANTS, POSITIONS, ROWS, key, write_record


def told(findings: list[Markup]) -> list[str]:
    """Each sentence without its markup and what isolates its names."""
    bare = str.maketrans("", "", "\u2068\u2069")
    return [Seen(one).text.translate(bare) for one in findings]


def links(findings: list[Markup]) -> list[str]:
    return [link for one in findings for link in Seen(one).links]


def test_the_findings_of_the_small_record(record: Record) -> None:
    assert told(overview.findings(record, Filters(), {})) == [
        "Accounts differ on Brekland’s position on Arden’s dam on the Selm. 2 accounts"
        " (accepts, per an analyst; opposes, per Oda Marsk); 1 of them is"
        " Brekland’s own.",
        "1 of 6 statements comes from or via the state media of one country, Arden"
        " (not counting 1 omission that the report points out).",
        "For 1 statement, by an analyst, the report does not say who passed it on (“was"
        " reported as saying” or the like).",
        "4 statements are quoted word for word, at least in part; 4 of 6 phrases in"
        " quotation marks are somebody’s words; the rest are names, titles or the"
        " like.",
        "In all: 7 statements by 5 speakers, 5 positions and 5 events (told in 6"
        " accounts).",
    ]


def test_the_findings_of_the_default_record(default: Record) -> None:
    assert told(overview.findings(default, Filters(), {}))[:7] == [
        "Accounts differ on Russia’s position on North Korea's nuclear programme. 3"
        " accounts (accepts, per one analyst (missile tour) and Ankit Panda;"
        " opposes, per South Korea's foreign ministry); none of them is Russia’s"
        " own.",
        "Accounts differ on Russia’s position on UN bans on North Korea's nuclear and"
        " missile programmes. 3 accounts (ambivalent, per Artyom Lukin; supports,"
        " per Reuters and Artyom Lukin); none of them is Russia’s own.",
        "One speaker describes Russia’s position on the global"
        " non-proliferation regime in more than one way. 2 accounts, both by Artyom"
        " Lukin (ambivalent; supports); neither is Russia’s own.",
        "Sergei Shoigu and Vladimir Putin (Russia), Li Hongzhong and Xi Jinping (China)"
        " are in the story, but no statement by them is recorded.",
        "Known only from others: the positions of Russia (13), China (6) and the West"
        " (1).",
        "17 of 34 statements, in 10 paragraphs, come from or via the state media of one"
        " country, North Korea (not counting 1 omission that the report points"
        " out).",
        "For 1 statement, by Kang Sun Nam, the report does not say who passed it on"
        " (“was reported as saying” or the like).",
    ]


def test_a_country_names_its_actors_and_every_link_keeps_it(record: Record) -> None:
    found = overview.findings(record, Filters(country=("ARD",)), {"country": ["Arden"]})
    first, *others = told(found)
    assert first == (
        "In this record from there, by nationality or seat: Arden, Arden’s state news"
        " agency, Ilva Toren."
    )
    assert not [one for one in others if one.startswith("Accounts differ")]
    kept = [link for link in links(found) if not link.startswith("actors?actor_id=")]
    assert len(kept) == 6
    assert all("country=Arden" in link for link in kept)


def test_who_is_in_the_story_without_a_statement_is_named_with_a_link(
    tmp_path: Path,
) -> None:
    guests = [
        {"actor_id": f"abo-{n}", "name": f"Ren Abo {n}", "kind": "person",
         "country_id": "ARD" if n < 3 else ""}
        for n in range(1, 8)
    ]  # fmt: skip
    there = [{"event_id": key(4, "ea"), "actor_id": one["actor_id"]} for one in guests]
    rows = ROWS | {
        "actors": [*ROWS["actors"], *guests],
        "participants": [*PARTICIPANTS, *there],
    }
    found = overview.findings(open_record(write_record(tmp_path, rows)), Filters(), {})
    assert (
        "Ren Abo 1 and Ren Abo 2 (Arden), Ren Abo 3, Ren Abo 4 and Ren Abo 5 and 2 more"
        " are in the story, but no statement by them is recorded."
    ) in told(found)
    assert {"actors?actor_id=abo-5", "actors"} < set(links(found))


def test_more_than_a_few_questions_on_which_accounts_differ_are_counted(
    tmp_path: Path,
) -> None:
    issues = [{"issue_id": f"i{n}", "label": f"Issue {n}", "support_means": "yes"}
              for n in range(5)]  # fmt: skip
    positions = [
        {**POSITIONS[0], "position_id": f"p{n}-{stance}", "issue_id": f"i{n}",
         "stance": stance}
        for n in range(5) for stance in ("supports", "opposes")
    ]  # fmt: skip
    rows = ROWS | {
        "issues": [*ROWS["issues"], *issues],
        "positions": [*POSITIONS, *positions],
    }
    found = overview.findings(open_record(write_record(tmp_path, rows)), Filters(), {})
    begins = ("Accounts differ", "One speaker describes")
    lines = [one for one in told(found) if one.startswith(begins)]
    assert len(lines) == 4
    assert lines[-1] == "Accounts differ on 3 positions more: all of them."


def test_a_record_that_holds_nothing_of_a_kind_says_nothing_of_it(
    record: Record,
) -> None:
    empty = Filters(country=("ZZZ",))
    assert told(overview.findings(record, empty, {}))[1:] == [
        "In all: 0 statements by 0 speakers, 0 positions and 0 events."
    ]


def test_findings_are_a_list_of_sentences() -> None:
    assert overview.findings_list([Markup("<b>1</b> event"), "a < b"]) == (
        '<ul class="otr-findings"><li><b>1</b> event</li><li>a &lt; b</li></ul>'
    )


def test_what_a_record_is_leads_to_its_article_where_it_has_an_address() -> None:
    row = {"url": "https://example.org/a?b=1"}
    line = overview.about("A visit", "“Dam” (Meridian)", [row])
    assert Seen(line).text == "A visit: based on “Dam” (Meridian). Open the article"
    assert Seen(line).links == ["https://example.org/a?b=1"]
    for url in ("", "javascript:alert(1)"):
        line = overview.about("", "“Dam”", [{"url": url}])
        assert (Seen(line).text, Seen(line).links) == ("based on “Dam”.", [])
    assert Seen(overview.about("", "", [])).text == "based on no source."
