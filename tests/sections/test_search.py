"""Beside the quotes: longer words, and values that become the shared filter."""

from pathlib import Path

from dashboard.database.open import DEFAULT
from tests.support.visits import Visit, captions, text


def test_a_search_for_a_whole_word_names_longer_ones(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", quotes_words="the")
    assert "Also in this record" not in "".join(captions(app))
    with_longer = visit(DEFAULT, "quotes", quotes_words="missile")
    assert "Also in this record\\: missiles" in captions(with_longer)
    of_two = visit(DEFAULT, "quotes", quotes_words="ballistic missile")
    assert not [one for one in captions(of_two) if one.startswith("Also")]


def test_a_search_in_vain_names_longer_words_and_actors(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes", quotes_words="oppo")
    assert [info.value for info in app.info] == [
        "No quote holds all of this\\. Words here that begin so\\: oppose\\."
    ]
    app = visit(small, "quotes", quotes_words="MARSK")
    assert [info.value.replace("\\", "") for info in app.info] == [
        "No quote holds all of this. As an actor (see the filters): Oda Marsk."
    ]
    app = visit(small, "quotes", quotes_words="zzz")
    assert [info.value for info in app.info] == ["No quote holds all of this\\."]


def test_a_search_that_a_filter_empties_says_so(visit: Visit, small: Path) -> None:
    app = visit(small, "quotes", country="Brekland", quotes_words="smaller")
    told = "".join(info.value for info in app.info).replace("\\", "")
    assert "under these filters" in told
    assert "without them 1" in told


def test_value_beside_the_quotes_becomes_the_shared_filter(
    visit: Visit, small: Path
) -> None:
    app = visit(small, "quotes")
    kinds = app.get_by_key("facet_kind")
    assert [option.content for option in kinds.proto.options] == [
        "direct quote\u00a0·\u00a02",
        "paraphrase\u00a0·\u00a02",
        "partial quote\u00a0·\u00a02",
        "did not mention it\u00a0·\u00a01",
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
    assert app.selectbox(key="voice").value == "the country or person itself"
    assert app.get_by_key("facet_voice").value == "self"
    app.get_by_key("facet_voice").set_value(None).run()
    app.run()
    assert app.selectbox(key="voice").value == "anyone"
