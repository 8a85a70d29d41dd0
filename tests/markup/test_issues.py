"""An issue tells its sides, on whose word, and whether one contradicts itself."""

from dashboard.database.record import Record
from dashboard.markup import issues as issue_markup
from dashboard.queries import issues as issue_queries
from dashboard.queries.filters import Filters

EVERYTHING = Filters()


def test_an_issue_tells_its_sides_on_whose_word_and_whether_contested(
    record: Record,
) -> None:
    rows = {
        row["issue_id"]: row
        for row in issue_queries.issues(record, EVERYTHING).to_dict("records")
    }
    held = issue_queries.by_issue(record, EVERYTHING, rows)
    torn = issue_queries.contested(record, EVERYTHING)
    dam = issue_markup.issue(rows["dam"], held, torn, {})
    assert "“Supports” means: <bdi>it should stand</bdi>" in dam
    assert "<bdi>Arden</bdi></a> (own state media)</p>" in dam
    assert "<bdi>Brekland</bdi></a> (own statement)</p>" in dam
    assert "Disputed: some are for it, others against." in dam
    assert (
        "The position of <bdi>Brekland</bdi> is described in more than one way." in dam
    )
    assert "<bdi>5 statements</bdi>" in dam
    assert "<bdi>4 positions</bdi>" in dam
    talks = issue_markup.issue(rows["talks"], held, torn, {})
    assert "Disputed" not in talks
