"""Words that rows quote are put back in their places; the rest stays unknown."""

from dashboard.export.passages import Passages


def test_words_that_touch_are_one_piece_and_words_apart_are_not() -> None:
    held = Passages()
    for start, words in ((3, "abcdef"), (5, "cd"), (9, "gh"), (20, "xyz")):
        held.add(start, words)
    assert (held.starts, held.pieces) == ([3, 20], ["abcdefgh", "xyz"])
    assert (held.before(6, 99), held.after(6, 99)) == ("abc", "defgh")
    assert (held.before(6, 2), held.after(6, 2)) == ("bc", "de")
    assert (held.before(3, 9), held.after(11, 9)) == ("", "")
    assert (held.before(20, 9), held.after(15, 9)) == ("", "")
    assert held.before(11, 2) == "gh"


def test_words_that_contradict_others_are_told_beside_nothing() -> None:
    held = Passages()
    held.add(0, "abc")
    held.add(1, "XYZ")
    assert (held.pieces, held.strays) == (["abc"], ["XYZ"])
