"""Each sign, pattern and colour of a picture has its meaning in the key beside it."""

from dashboard.charts.base import COLOURS
from dashboard.markup import legends
from dashboard.queries import network
from tests.support.html import Seen


def test_the_key_of_the_matrix_names_the_stances_that_are_drawn_in_their_order() -> (
    None
):
    key = legends.stance_key(["not_stated", "opposes", "supports"])
    assert Seen(key).text == (
        "own statementown state mediaaccording to others"
        "supportsopposessilentblank: nothing in this record"
    )
    assert f'style="background:{COLOURS["opposes"]}"></span>opposes</li>' in key
    assert COLOURS["accepts"] not in key


def test_a_hollow_sign_is_explained_only_where_one_may_be_drawn() -> None:
    hollow = "hollow: date not in the report"
    assert hollow in Seen(legends.timeline_key(outside=True)).text
    assert Seen(legends.timeline_key(outside=False)).text == (
        "on this dayall through this periodfrom or via state media"
    )


def test_the_key_of_dates_names_what_is_known_of_one() -> None:
    told = "on this daysome time in this periodall through this periodundated"
    assert Seen(legends.dates_key(outside=False)).text == told
    background = "date not in the report"
    assert Seen(legends.dates_key(outside=True)).text == told + background


def test_the_key_of_the_network_says_what_a_dashed_link_is_in_each_view() -> None:
    words = Seen(legends.network_key(network.WORDS)).text
    assert "╍ only inside another’s statementwider line more statements" in words
    views = Seen(legends.network_key(network.VIEWS)).text
    assert "╍ told by otherswider line more positions" in views


def test_a_picture_that_is_saved_has_its_key_as_a_sentence() -> None:
    assert legends.in_words(legends.WHOSE) == (
        "Solid: own statement; dotted: own state media; hatched: according to others."
    )
    assert legends.in_words({}) == "."
    assert legends.network_legend(network.VIEWS) == (
        "● person; ■ state or state body; ◆ news outlet; ★ state media; ▲ other."
        " Solid: told by the holder’s own state media; dashed: told by others; wider"
        " line: more positions."
    )
