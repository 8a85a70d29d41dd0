"""People, bodies and media are one each, by whatever part of a name."""

import pytest

from tests.support.parsed import rows


def actors(text: str) -> dict[str, tuple[str, str, int]]:
    """Each actor by name: kind, role, and in how many places."""
    return {
        one.fields["name"]: (
            one.fields["kind"],
            one.fields.get("role", ""),
            len(one.places),
        )
        for one in rows(text, "actors")
    }


def test_a_short_name_is_the_full_one() -> None:
    text = "Norwegian Prime Minister Kari Vik came. Vik said it rained. Mrs. Vik left."
    assert actors(text) == {"Kari Vik": ("person", "Norwegian Prime Minister", 3)}


def test_where_the_family_name_comes_first_it_stands_alone() -> None:
    text = "North Korean leader Kim Sol Hui came. Kim said it rained."
    assert actors(text)["Kim Sol Hui"] == ("person", "North Korean leader", 2)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("State media said it rained.", "State media", "state_media"),
        ("North Korean media said it rained.", "North Korean media", "state_media"),
        ("KCNA said it rained.", "KCNA", "state_media"),
        ("The foreign ministry said it rained.", "foreign ministry", "state_body"),
        ("The Lund Herald said it rained.", "Lund Herald", "media"),
        ("One analyst said it rained.", "One analyst", "anonymous"),
        ("Norway said it rained.", "Norway", "state"),
        ("The Harbour Party said it rained.", "Harbour Party", "organisation"),
        ("Mara Olsen, a baker in Lund, said it rained.", "Mara Olsen", "person"),
    ],
)  # fmt: skip
def test_a_speaker_has_a_kind(text: str, name: str, kind: str) -> None:
    assert actors(text)[name][0] == kind


def test_a_speaker_described_before_the_name_is_that_one() -> None:
    text = "Norway's defence minister, Kari Vik, said it rained."
    assert actors(text)["Kari Vik"][:2] == ("person", "Norway's defence minister")


def test_two_who_are_not_named_are_two() -> None:
    text = "Analysts said it rained. Later analysts said it snowed."
    names = [one.fields["name"] for one in rows(text, "actors")]
    assert len(names) == 2


def test_a_country_and_a_weekday_are_no_actors() -> None:
    assert actors("On Monday it rained in Norway and in the United States.") == {}


def test_a_country_is_told_beside_a_name() -> None:
    (one,) = rows("Danish envoy Mara Olsen said it rained.", "actors")
    (country,) = rows("Danish envoy Mara Olsen said it rained.", "countries")
    assert one.fields["country_id"] == country.id
    assert country.fields["country_id"] == "DNK"
