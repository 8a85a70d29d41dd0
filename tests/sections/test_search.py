"""Beside the quotes: longer words, and values that become the shared filter."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.database.open import DEFAULT
from dashboard.sections import search
from tests.support.visits import Visit, captions, html, text


def test_a_search_for_a_whole_word_names_longer_ones(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quotes_words="the")
    assert "Also in this record" not in "".join(captions(app))
    with_longer = visit(DEFAULT, "quotes", quotes_words="missile")
    told = "Also found\\: missiles\\. Put words in quotation marks for exactly these\\."
    assert told in captions(with_longer)
    exactly = visit(DEFAULT, "quotes", quotes_words='"missile"')
    assert "Also in this record\\: missiles" in captions(exactly)
    assert not [one for one in captions(exactly) if one.startswith("Also found")]
    of_two = visit(DEFAULT, "quotes", quotes_words="ballistic missile")
    assert not [one for one in captions(of_two) if one.startswith("Also in")]


def test_a_search_for_a_name_finds_who_it_is_and_says_so(visit: Visit) -> None:
    app = visit(DEFAULT, "quotes", quotes_words="Panda")
    assert "3 statements" in text(app)
    drawn = "".join(html(app))
    assert drawn.count("Matches: speaker <bdi>Ankit <mark>Panda</mark></bdi>") == 3
    app = visit(DEFAULT, "quotes", quotes_words="KCNA")
    assert "Matches: relay <bdi><mark>KCNA</mark></bdi>" in "".join(html(app))


def test_what_is_left_out_of_a_question_is_said(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quotes_words="*")
    assert "“\\*” alone asks for nothing\\: the search is left out\\." in captions(app)
    assert "7 statements" in text(app)
    app = visit(small, "quotes", quotes_words="dam OR nowhere")
    assert "Looked for\\: either “dam” or “nowhere”\\." in captions(app)
    assert search.JOINING in captions(app)
    assert not app.info


def buttons(app: AppTest) -> list[str]:
    """What the buttons beside a search in vain say."""
    return [
        one.label.replace("\\", "") for one in app.button
        if (one.key or "").startswith("search_")
    ]  # fmt: skip


def test_a_search_in_vain_offers_longer_words_which_work(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quotes_words="oppo")
    assert [info.value for info in app.info] == ["No statement contains “oppo”."]
    assert buttons(app) == ["“oppose”: 1 statement", "All 7 statements"]
    app.button(key="search_offer_0").click().run()
    assert app.text_input(key="quotes_words").value == "oppose"
    assert "1 statement" in text(app)
    assert not app.info


def test_a_search_in_vain_offers_each_word_alone(visit: Visit) -> None:
    app = visit(DEFAULT, "quotes", quotes_words='missile sanctions "Kim Jong Un"')
    assert buttons(app) == [
        "“missile” alone: 4 statements",
        '“"kim jong un"” alone: 7 statements',
        "All 35 statements",
    ]
    app.button(key="search_offer_1").click().run()
    assert app.text_input(key="quotes_words").value == '"kim jong un"'


def test_a_word_spelled_wrong_leads_to_who_is_meant(visit: Visit) -> None:
    app = visit(DEFAULT, "quotes", quotes_words="Lukn")
    assert buttons(app) == ["“lukin”: 3 statements", "All 35 statements"]
    drawn = "".join(html(app))
    assert 'href="actors?actor_id=artyom-lukin"' in drawn
    assert "<bdi>3 statements, " in drawn


def test_a_search_for_what_says_nothing_leads_to_its_page(
    visit: Visit, small: Path
) -> None:
    app = visit(DEFAULT, "quotes", quotes_words="delegation arrives")
    assert 'href="timeline?event=tribune-2023-07-27-p7-b"' in "".join(html(app))
    app = visit(small, "quotes", quotes_words="zzz")
    assert buttons(app) == ["All 7 statements"]
    app.button(key="search_all").click().run()
    assert "7 statements" in text(app)


def test_a_search_that_a_filter_empties_says_so(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", country="Brekland", quotes_words="smaller")
    assert "Under these filters" in "".join(info.value for info in app.info)
    assert buttons(app) == ["Without the filters: 1 statement"]
    app.button(key="search_clear").click().run()
    app.run()
    assert app.multiselect(key="country").value == []
    assert "1 statement" in text(app)


def test_what_narrows_nothing_is_not_offered(visit: Visit) -> None:
    app = visit(DEFAULT, "quotes")
    offered = {
        one.key: [option.content for option in one.proto.options]
        for one in app.get("button_group")
        if (one.key or "").startswith("facet_")
    }
    # All 35 are Reuters's, in one source.
    assert "facet_source" not in offered
    assert offered["facet_country"]
    told = [int(label.rpartition("·")[2]) for one in offered.values() for label in one]
    assert told
    assert max(told) < 35
    # Beside a country that is chosen another adds rows.
    app = visit(DEFAULT, "quotes", country="Russia")
    (country,) = [o.content for o in app.get_by_key("facet_country").proto.options]
    assert country.startswith("Russia")


def test_the_length_of_what_is_typed_is_bounded_on_the_server(
    visit: Visit, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "LONGEST", 3)
    app = visit(small, "quotes", quotes_words="dam and much more")
    assert "No statement" not in "".join(info.value for info in app.info)
    assert app.text_input(key="quotes_words").max_chars == 0


def test_value_beside_the_quotes_becomes_the_shared_filter(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes")
    kinds = app.get_by_key("facet_kind")
    assert [option.content for option in kinds.proto.options] == [
        "direct quote\u00a0·\u00a02",
        "paraphrase\u00a0·\u00a02",
        "partial quote\u00a0·\u00a02",
        "no mention\u00a0·\u00a01",
    ]
    kinds.set_value(["indirect"]).run()
    app.run()
    assert not app.exception
    assert app.multiselect(key="kind").value == ["paraphrase"]
    assert "paraphrase" in app.query_params["kind"]
    assert "2 statements" in text(app)
    assert app.get_by_key("facet_kind").value == ["indirect"]
    app.get_by_key("facet_kind").set_value([]).run()
    app.run()
    assert app.multiselect(key="kind").value == []
    assert "7 statements" in text(app)


def test_value_chosen_stays_beside_the_quotes_where_none_is_left(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", kind=["paraphrase"], quotes_words="zzz")
    kinds = app.get_by_key("facet_kind")
    assert [option.content for option in kinds.proto.options] == [
        "paraphrase\u00a0·\u00a00"
    ]
    assert kinds.value == ["indirect"]


def test_one_value_of_whose_word_holds_at_a_time(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes")
    app.get_by_key("facet_voice").set_value("self").run()
    app.run()
    assert app.selectbox(key="voice").value == "those who hold it"
    assert app.get_by_key("facet_voice").value == "self"
    app.get_by_key("facet_voice").set_value(None).run()
    app.run()
    assert app.selectbox(key="voice").value == "anyone"
