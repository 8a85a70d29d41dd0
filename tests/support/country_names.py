"""
Countries' names from CLDR: `python -m tests.support.country_names` (needs Babel).

Writes them anew into `dashboard/drafting/countries.csv`, first of each row's names,
and adds a row for each territory that is not there. All else in it is written and
checked by hand: other names, demonyms, seats of power, and the forms that mean
something else too.
"""

import csv
from pathlib import Path

from babel import Locale
from babel.core import get_global

FILE = Path(__file__).parents[2] / "dashboard" / "drafting" / "countries.csv"
COLUMNS = ("country_id", "kind", "names", "demonyms", "seats", "doubtful")
# No countries: CLDR has them for regions of regions, and for tests.
LEFT_OUT = {
    "EZ",
    "EU",
    "UN",
    "QO",
    "XA",
    "XB",
    "ZZ",
    "AC",
    "CP",
    "DG",
    "EA",
    "IC",
    "TA",
    "CQ",
}


def territories() -> dict[str, str]:
    """The English name of each territory, by its alpha-3 code."""
    names = Locale("en").territories
    found = {}
    for code, others in get_global("territory_aliases").items():
        if len(code) == 3 and code.isalpha() and len(others) == 1:
            two = others[0]
            if two in names and two.isalpha() and two not in LEFT_OUT:
                found.setdefault(two, []).append(code)
    # An alpha-2 code that has several is one whose code has changed: the last holds.
    return {NOW.get(two, codes[0]): names[two] for two, codes in found.items()}


NOW = {"RO": "ROU", "TL": "TLS", "CD": "COD", "MM": "MMR", "BY": "BLR", "DE": "DEU",
       "YE": "YEM", "FR": "FRA", "AF": "AFG", "DJ": "DJI", "VU": "VUT", "BF": "BFA",
       "VN": "VNM", "ZW": "ZWE", "RU": "RUS", "BJ": "BEN", "RS": "SRB",
       "PS": "PSE", "XK": "XKX"}  # fmt: skip


def main() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = {row["country_id"]: row for row in csv.DictReader(file)}
    for code, name in territories().items():
        row = rows.setdefault(
            code, dict.fromkeys(COLUMNS, "") | {"country_id": code, "kind": "state"}
        )
        others = [one for one in row["names"].split("|") if one]
        row["names"] = "|".join(dict.fromkeys([name.replace("&", "and"), *others]))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[code] for code in sorted(rows))


if __name__ == "__main__":
    main()
