"""What stays of a table's file stays to the byte."""

import csv
import io
from collections.abc import Callable, Collection
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intake.csv_lines import NotPlain, edited
from dashboard.record.schema import TABLES

RELAYS = TABLES["relays"]
HEADER = "quote_id,hop,actor_id,basis\n"


def relay(quote: str, hop: int = 1, actor: str = "x") -> dict[str, str]:
    return {"quote_id": quote, "hop": str(hop), "actor_id": actor, "basis": "explicit"}


def opener(path: Path) -> Callable[[], TextIO]:
    return lambda: path.open(encoding="utf-8", newline="")


def result(text: str, *rows: dict[str, str], gone: Collection[str] = ()) -> str:
    def opened() -> nullcontext[io.StringIO]:
        return nullcontext(io.StringIO(text, newline=""))

    return "".join(line.text for line in edited(opened, RELAYS, rows, gone))


def test_rows_that_are_added_come_last_and_all_else_keeps_its_bytes() -> None:
    text = HEADER + '"q1","1",  x ,explicit\r\n\nq2,1,"a\nb","say ""no"""\n'
    assert result(text, relay("q3")) == text + "q3,1,x,explicit\n"


def test_the_files_own_line_ends_are_kept() -> None:
    text = HEADER.replace("\n", "\r\n")
    assert result(text, relay("q3")) == text + "q3,1,x,explicit\r\n"
    text = HEADER + "q1,1,x,explicit"
    assert result(text, relay("q3")) == f"{text}\nq3,1,x,explicit\n"


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = tmp_path / "relays.csv"
    path.write_bytes(b"\xef\xbb\xbf" + HEADER.encode())
    lines = edited(opener(path), RELAYS, [relay("q3")], ())
    assert "".join(line.text for line in lines) == f"\ufeff{HEADER}q3,1,x,explicit\n"


def test_rows_are_replaced_in_their_place_and_deleted() -> None:
    text = HEADER + "q1,1,a,explicit\nq2,1,b,explicit\n'q3',1,c,explicit\n"
    assert result(text, relay("q2", actor="z"), gone=["q1", "q2"]) == (
        HEADER + "q2,1,z,explicit\n'q3',1,c,explicit\n"
    )


def test_of_several_rows_of_a_key_those_that_are_the_same_keep_their_bytes() -> None:
    text = HEADER + '"q1",1,a,explicit\nq2,1,b,explicit\n"q1","2",b,explicit\n'
    rows = [relay("q1", 1, "a"), relay("q1", 2, "b"), relay("q1", 3, "c")]
    assert result(text, *rows, gone=["q1"]) == (
        HEADER + '"q1",1,a,explicit\n"q1","2",b,explicit\nq1,3,c,explicit\n'
        "q2,1,b,explicit\n"
    )


def test_a_last_line_without_its_end_gets_one_where_it_is_not_the_last() -> None:
    text = HEADER + "q1,1,a,explicit\nq2,1,b,explicit\nq1,2,b,explicit"
    rows = [relay("q1", 1, "a"), relay("q1", 2, "b")]
    assert result(text, *rows, gone=["q1"]) == (
        HEADER + "q1,1,a,explicit\nq1,2,b,explicit\nq2,1,b,explicit\n"
    )


def test_columns_in_another_order_and_of_ones_own_keep_what_they_hold() -> None:
    text = "Mine,basis,quote_id,hop,actor_id\nm1,explicit,q1,1,a\nm2,explicit,q2,1,a\n"
    assert result(text, relay("q1", actor="b"), relay("q3"), gone=["q1"]) == (
        "Mine,basis,quote_id,hop,actor_id\nm1,explicit,q1,1,b\nm2,explicit,q2,1,a\n"
        ",explicit,q3,1,x\n"
    )


@pytest.mark.parametrize(
    "text",
    ["", HEADER[:-1], HEADER.replace(",", ";"), HEADER.replace("hop", "Hop"),
     HEADER.replace("hop", "basis"), HEADER + 'q1,1,"a\n'],
)  # fmt: skip
def test_what_is_not_plain_is_refused(text: str) -> None:
    with pytest.raises(NotPlain):
        result(text, relay("q3"))


def test_other_letters_and_a_column_that_may_lack_and_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.write_bytes(b"issue_id,label,support_means\nx,caf\xe9,y\n")
    row = dict.fromkeys(TABLES["issues"].names, "z")
    with pytest.raises(NotPlain):
        list(edited(opener(path), TABLES["issues"], [row], ()))
    path.write_bytes(b"issue_id,label,support_means\n")
    with pytest.raises(NotPlain):
        list(edited(opener(path), TABLES["issues"], [row], ()))
    row["topic"] = ""
    *_, last = edited(opener(path), TABLES["issues"], [row], ())
    assert last == ("z,z,z\n", 0)


texts = st.text("a,\"\n\r 'é𝕏;", max_size=6)


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=4), texts)
def test_any_cells_are_read_as_they_were_put_in(
    held: list[list[str]], added: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADER.strip().split(","))
    writer.writerows(["q1", *cells] for cells in held)
    text = result(file.getvalue(), relay("q2", actor=added))
    assert text.startswith(file.getvalue())
    *_, last = csv.reader(io.StringIO(text, newline=""))
    assert last == ["q2", "1", added, "explicit"]
