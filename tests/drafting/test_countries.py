"""Countries are found by name, demonym and seat of power, and told from people."""

import csv
from pathlib import Path

import pytest

from dashboard.drafting import countries
from dashboard.drafting.countries import Countries


def found(text: str) -> list[tuple[str, str, bool]]:
    """Each place: as printed, the country, and whether it is a question."""
    return [
        (text[one.start : one.end], one.country, bool(one.doubt))
        for one in Countries(text).places
    ]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("North Korea", "PRK"),
        ("South Korea’s army", "KOR"),
        ("the U.S. fleet", "USA"),
        ("Turkish", "TUR"),
        ("the Dutch", "NLD"),
        ("Burma", "MMR"),
        ("the Kremlin", "RUS"),
        ("Pyongyang", "PRK"),
        ("Czechoslovakia", "CSK"),
        ("USSR", "SUN"),
        ("Côte d’Ivoire", "CIV"),
        ("a Norwegian", "NOR"),
        ("Downing Street", "GBR"),
    ],
)
def test_a_country_is_found_by_each_of_its_forms(text: str, country: str) -> None:
    assert [code for _, code, _ in found(text)] == [country]


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith left.",
        "Chad Ltd. paid.",
        "Michael Jordan ran.",
        "Georgia K. left.",
        "turkey and polish",
        "@Iran",
        "Iranica",
        "Emirates Airlines",
    ],
)
def test_a_person_or_a_firm_is_no_country(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "country", "asked"),
    [
        ("In Georgia it rained.", "GEO", True),
        ("Tbilisi said that Georgia would pay.", "GEO", False),
        ("In Turkey it rained.", "TUR", True),
        ("Seoul watched the North.", "PRK", True),
        ("Washington waited.", "USA", True),
    ],
)
def test_a_form_in_a_doubtful_place_is_a_question(
    text: str, country: str, asked: bool
) -> None:
    assert (country, asked) == found(text)[-1][1:]


def test_the_north_of_anywhere_is_no_country() -> None:
    assert found("It rained in the North of Lund.") == []


def test_what_stands_beside_a_name_tells_its_country() -> None:
    text = "Norwegian leader Kari Vik met Mara Olsen, the Danish envoy, in Lund."
    places = Countries(text)
    vik, olsen = text.index("Kari"), text.index("Mara")
    assert places.beside(vik, vik + 8) == "NOR"
    assert places.beside(olsen, olsen + 10) == "DNK"
    assert places.is_name(0, 9) is False
    assert Countries("The United States").is_name(0, 17)


def test_the_table_is_whole() -> None:
    path = Path(countries.__file__).with_name("countries.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["country_id"] for row in rows]
    assert len(codes) == len(set(codes)) >= 250
    assert codes == sorted(codes)
    assert {row["kind"] for row in rows} == {"state", "former_state", "bloc"}
    owners: dict[str, str] = {}
    for row in rows:
        assert row["names"]
        forms = [
            form
            for kind in ("names", "demonyms", "seats")
            for form in row[kind].split("|")
        ]
        assert set(filter(None, row["doubtful"].split("|"))) <= set(forms), row[
            "country_id"
        ]
        for form in filter(None, forms):
            assert owners.setdefault(form, row["country_id"]) == row["country_id"], form
