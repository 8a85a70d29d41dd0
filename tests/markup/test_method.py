"""The page Method counts the rows that filters leave of each table."""

from dashboard.database.record import Record
from dashboard.markup import method
from dashboard.queries.filters import Filters

EVERYTHING = Filters()


def test_the_method_page_counts_rows_of_rows(record: Record) -> None:
    told = method.rows(record, Filters(country=("BRK",)))
    assert told["quotes"] == "3 of 7 rows"
    assert told["actors"] == "9 rows"
    assert method.rows(record, EVERYTHING)["quotes"] == "7 rows"
