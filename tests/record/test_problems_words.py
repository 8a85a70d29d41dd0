"""What a shell is told of a record: one problem as a sentence, sizes, numbers."""

import pytest

from dashboard.record.problems import Problem, contents, sentence, size


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (Problem("", None, "", "", "is full", "make room"), "is full; make room"),
        (Problem("a", 2, "", "", "bad", "mend"), "a, row 2: bad; mend"),
        (
            Problem("a", 2, "b", "\x1b[2J", "bad", "mend"),
            r"a, row 2, column b, value “\x1b[2J”: bad; mend",
        ),
    ],
)
def test_a_sentence_leaves_out_what_is_not_known(problem: Problem, said: str) -> None:
    assert sentence(problem) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1.0 KB"),
        (2_345, "2.3 KB"),
        (9_960, "10 KB"),
        (999_400, "999 KB"),
        (999_600, "1.0 MB"),
        (3_200_000_000, "3.2 GB"),
    ],
)
def test_a_size_is_said_as_people_say_it(count: int, said: str) -> None:
    assert size(count) == said


def test_one_is_not_several() -> None:
    assert contents({"quotes": 1}) == "1 row, "
    assert contents({"quotes": 1, "marks": 0}) == "2 tables, 1 row, "
    assert contents({"sources as RIS": 1}) == "1 source as RIS, "
    assert contents({"sources as RIS": 2}) == "2 sources as RIS, "
    assert contents({}) == ""
