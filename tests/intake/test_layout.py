"""What parts a file's cells, and where its header stands, is told from its rows."""

import csv
from pathlib import Path

import pytest

from dashboard.intake import layout
from dashboard.record import limits
from dashboard.record.schema import TABLES

RELAYS = TABLES["relays"]


def of(folder: Path, text: str) -> layout.Layout:
    path = folder / "relays.csv"
    path.write_text(text, encoding="utf-8-sig")
    return layout.recognised(path, RELAYS)


@pytest.mark.parametrize(
    ("text", "separator", "first", "says"),
    [
        ("quote_id,hop,actor_id,basis\n", ",", 1, False),
        ("quote_id;hop;actor_id;basis\na,b;1;;x\n", ";", 1, False),
        ('"quote_id"\t"hop"\n', "\t", 1, False), ("quote_id | hop|x\n", "|", 1, False),
        ("sep=;\nquote_id;hop\n", ";", 1, True),
        ("sep=,\r\nquote_id,hop\r\n", ",", 1, True),
        ('"sep=;";;\nquote_id;hop\n', ";", 1, True),
        ("My hops; all\n\nquote_id;hop\n", ";", 3, False),
        ("sep=;\nMy hops\nquote_id;hop\n", ";", 2, True),
        ("neither\nnor\n", ",", 1, False), ("", ",", 1, False),
        # One name alone is no header: a title may hold it.
        ("the hop;and\nquote_id;hop\n", ";", 2, False),
    ],
)  # fmt: skip
def test_a_layout_is_recognised_by_the_header(
    tmp_path: Path, text: str, separator: str, first: int, says: bool
) -> None:
    found = of(tmp_path, text)
    assert (found.separator, found.first, found.says) == (separator, first, says)


def test_rows_are_given_from_the_header_on(tmp_path: Path) -> None:
    laid = of(tmp_path, "sep=;\nMy hops\nquote_id;hop\na;1\n")
    with layout.opened(tmp_path / "relays.csv", laid) as rows:
        assert list(rows) == [["quote_id", "hop"], ["a", "1"]]


def test_names_are_known_by_their_letters_and_once() -> None:
    header = ["Quote-ID", "hop", "HOP", "BASIS ", "else"]
    assert layout.names_in(header, RELAYS) == {"quote_id": 0, "hop": 1, "basis": 3}


def test_a_line_without_an_end_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LINE", 10)
    laid = of(tmp_path, "quote_id,hop\n")
    with pytest.raises(csv.Error), layout.opened(tmp_path / "relays.csv", laid) as rows:
        list(rows)
