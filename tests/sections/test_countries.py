"""One country alone on its page, and its parts, each with its own address."""

from pathlib import Path

from dashboard.database.open import DEFAULT
from tests.support.visits import Visit, spoken, text


def heads(app: object) -> list[str]:
    return [one.value for one in app.subheader]  # type: ignore[attr-defined]  # Streamlit's tester has it


def test_a_country_alone_has_its_parts_in_a_readers_order(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "countries", country_id="ARD")
    assert [one.value for one in app.title] == ["Arden"]
    assert heads(app) == [
        "Statements on its behalf: 2 statements",
        "Its positions, and who says so: 2 positions",
        "Who passes on its words",
        "Events involving it: 3 events (told in 4 accounts)",
        "Its people and institutions in the story: 2 actors",
        "Link to this page",
    ]
    told = text(app)
    assert "/countries?country_id=ARD</p>" in told
    # The state as an actor is this country: it is no one from it.
    assert 'href="actors?actor_id=arden"' in told
    assert "quoted, 1" in told
    assert "quotes?country=Arden&amp;quotes_about=about" in told
    assert app.get("expander")


def test_a_country_of_which_nothing_is_its_own_says_so_first(visit: Visit) -> None:
    app = visit(DEFAULT, "countries", country_id="RUS")
    lead = text(app).index(" by <bdi>Russia</bdi> in this record</b>")
    assert lead < text(app).index('<ol class="otr-list">')
    nothing = visit(DEFAULT, "countries", country_id="IND")
    assert heads(nothing) == [
        "Its people and institutions in the story: 1 actor",
        "Link to this page",
    ]
    assert "None recorded: own statements, positions" in (text(nothing))


def test_a_part_alone_lists_just_the_rows_that_its_number_counts(
    visit: Visit, small: Path
) -> None:
    part = visit(small, "countries", country_id="ARD", part="said", via="oda-marsk")
    assert "1 statement passed on by Oda Marsk" in text(part)
    assert text(part).count("<li id=") == 1
    several = visit(
        DEFAULT, "countries", country_id="CHN", part="by_others", by="reuters",
        stance="opposes", issue="U.S. power and policy",
    )  # fmt: skip
    assert text(several).count("<li id=") == 2
    nobody = visit(DEFAULT, "countries", country_id="PRK", part="said", via="nobody")
    assert "12 statements" in text(nobody)


def test_a_country_obeys_the_filters_but_for_another_country(
    visit: Visit, small: Path
) -> None:
    app = visit(
        small, "countries", country_id="ARD", country="Brekland",
        issue="Talks about the Selm",
    )  # fmt: skip
    assert heads(app)[0] == "Statements on its behalf: 1 statement"


def test_what_no_state_holds_has_a_page(visit: Visit) -> None:
    app = visit(DEFAULT, "countries", country_id="none")
    assert [one.value for one in app.title] == ["International bodies"]
    assert heads(app) == [
        "Its positions, and who says so: 1 position",
        "Link to this page",
    ]


def test_an_unknown_country_offers_the_nearest_by_key_or_name(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "countries", country_id="arden")
    assert spoken(app) == ["This record has no country “arden”\\."]
    assert 'href="countries?country_id=ARD"' in text(app)
    app.button(key="all_rows").click().run()
    assert "2 of 3 countries and blocs speak for themselves" in text(app)


def test_a_state_looked_for_as_an_actor_leads_to_the_country(visit: Visit) -> None:
    app = visit(DEFAULT, "actors", actor_id="china")
    assert spoken(app) == ["This record has no actor “china”\\."]
    told = text(app)
    assert "China (CHN)" in told
    assert told.index("countries?country_id=CHN") < told.index("actors?actor_id=kcna")
    russia = visit(DEFAULT, "actors", actor_id="russia")
    assert "countries?country_id=RUS" in text(russia)
