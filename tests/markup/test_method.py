"""The page Method counts the rows that filters leave of each table."""

from dashboard.database.record import Record
from dashboard.markup import method
from dashboard.queries.filters import Filters
from dashboard.record.codebook import WORDS
from dashboard.record.schema import TABLES
from tests.support.html import Seen
from tests.support.small_record import ABOUT

EVERYTHING = Filters()


def test_the_method_page_counts_rows_of_rows(record: Record) -> None:
    told = method.rows(record, Filters(country=("BRK",)))
    assert told["quotes"] == "3 of 7 rows"
    assert told["actors"] == "9 rows"
    assert method.rows(record, EVERYTHING)["quotes"] == "7 rows"


def test_what_a_record_does_not_say_of_itself_is_said_to_be_missing() -> None:
    told = Seen(method.about(ABOUT)).text
    assert "RecordA small record" in told
    assert "Version1.0.0Coded bynot stated" in told
    assert "Recordnot stated" in Seen(method.about({})).text


def test_a_column_says_what_it_holds_and_each_word_what_it_means() -> None:
    told = Seen(method.columns(TABLES["positions"])).text
    for column in TABLES["positions"].columns:
        assert column.name in told
    for word, meaning in WORDS["stance"].items():
        assert word in told
        assert meaning in told
