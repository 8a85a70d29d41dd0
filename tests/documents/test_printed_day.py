"""A day is read as English prints it, never guessed."""

import pytest

from dashboard.documents import printed_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("July 27, 2023", "2023-07-27"),
        ("Thursday, July 27th 2023 9:03 AM", "2023-07-27"),
        ("Sept. 5, 2023", "2023-09-05"),
        ("27 July 2023", "2023-07-27"),
        ("the 3rd of May, 2024", "2024-05-03"),
        ("5-Jan-2020", "2020-01-05"),
        ("2023-07-27T09:00", "2023-07-27"),
        ("2023/7/27", "2023-07-27"),
        ("27/07/2023", "2023-07-27"),
        ("07/27/2023", "2023-07-27"),
        ("27.7.2023", "2023-07-27"),
        ("04.03.2023", "2023-03-04"),
        ("5/5/2023", "2023-05-05"),
    ],
)
def test_a_day_is_read(text: str, day: str) -> None:
    found = printed_day.first(f"On {text} it was.")
    assert found is not None
    assert found.day == day
    assert f"On {text} it was."[found.start : found.end] in text


@pytest.mark.parametrize(
    "text",
    [
        "Thursday", "July 27", "July 2023", "2023", "03/04/2023", "31 June 2023",
        "99/99/2023", "July 45, 2023", "1950-53", "27 July 20231",
    ],
)  # fmt: skip
def test_what_is_no_day_or_may_be_two_is_none(text: str) -> None:
    assert printed_day.first(text) is None


def test_of_several_days_the_first_is_taken() -> None:
    found = printed_day.first("It was 2023-01-02, then 5 May 2022.")
    assert found == ("2023-01-02", 7, 17)
