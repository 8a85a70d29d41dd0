"""Happenings are found with their dates; habits, counts and views are none."""

import pytest

from tests.support.parsed import rows


def events(text: str) -> list[tuple[str, str, str, str]]:
    """Each event: kind, evidence, date and its basis."""
    return [
        (one.fields["kind"], one.fields["evidence"], one.fields.get("happened_on", ""),
         one.fields["date_basis"])
        for one in rows(text, "events")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kari Vik arrived in Lund this week.",
         ("visit", "Kari Vik arrived in Lund this week", "[2024-05-13..2024-05-16]",
          "stated")),
        ("Last year, Norway enacted a new law.",
         ("law", "Norway enacted a new law", "2023", "stated")),
        ("Olsen met Vik for talks, and it rained on Monday.",
         ("meeting", "Olsen met Vik for talks", "", "undated")),
        ("The council pledged to pay.",
         ("statement", "The council pledged to pay", "", "undated")),
        ("It fell in the 1950-53 Lund War.",
         ("war", "the 1950-53 Lund War", "1950/1953", "stated")),
        ("They marked the 70th anniversary of the treaty.",
         ("anniversary", "the 70th anniversary of the treaty", "", "undated")),
    ],
)  # fmt: skip
def test_an_event_has_its_words_and_date(
    text: str, event: tuple[str, str, str, str]
) -> None:
    assert event in events(text)


@pytest.mark.parametrize(
    "text",
    ["The banned book is here.", "His signed copy is there.", "Olsen is kind.", ""],
)
def test_what_did_not_happen_is_no_event(text: str) -> None:
    assert events(text) == []


def test_an_event_that_a_view_tells_of_names_the_statement_and_its_title_is_asked() -> (
    None
):
    (event,) = rows("Vik met Olsen in Lund, state media reported.", "events")
    (quote,) = rows("Vik met Olsen in Lund, state media reported.", "quotes")
    assert event.fields["quote_id"] == quote.id
    assert "title" in event.questions
