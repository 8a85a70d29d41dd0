"""Whatever is damaged, opening a record refuses it and never raises anything else."""

import csv
import io
import random
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.database import record
from dashboard.database.open import open_record
from dashboard.record import checks, dates, files
from dashboard.record.problems import Problem, RecordRefused
from dashboard.record.schema import TABLES, Column, Table
from tests.support.damage import with_cells
from tests.support.small_record import ROWS, Row, write_record

with tempfile.TemporaryDirectory() as _folder:
    FILES = {
        path.name: path.read_bytes() for path in write_record(Path(_folder)).iterdir()
    }
CSVS = sorted(name for name in FILES if name.endswith(".csv"))
KEYS = {t.name: {row[t.key] for row in ROWS[t.name]} for t in TABLES.values() if t.key}
# What an honest file can hold: no half of a character, no zero byte; and no lone \r,
# which Python's own writer leaves without quotation marks until 3.13.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"))
SOME = TEXT.filter(lambda text: any(c.isprintable() and c != " " for c in text))


def examples(number: int) -> settings:
    """Return settings for so many examples: each opens a record, which takes time."""
    return settings(
        max_examples=number,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def problems(contents: dict[str, bytes]) -> list[Problem]:
    """Return what is wrong with files; fail unless each problem can be acted upon."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in contents.items():
            (Path(folder) / name).write_bytes(data)
        found, total = checks.problems(files.read(Path(folder)))
    assert total >= len(found)
    assert all(problem.wrong and problem.mend for problem in found)
    return found


def opened(contents: dict[str, bytes]) -> record.Record | None:
    """Return the record that files make, or None where it is refused."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in contents.items():
            (Path(folder) / name).write_bytes(data)
        try:
            return open_record(Path(folder))
        except RecordRefused:
            return None


def rewritten(rows: dict[str, list[Row]]) -> dict[str, bytes]:
    """Return the files of a record with these rows."""
    with tempfile.TemporaryDirectory() as folder:
        written = write_record(Path(folder), rows)
        return {path.name: path.read_bytes() for path in written.iterdir()}


def bad_values(table: Table, column: Column) -> st.SearchStrategy[Any]:
    """Return what a cell of this column must not hold."""
    bad: list[st.SearchStrategy[Any]] = []
    if column.required:
        bad.append(st.sampled_from(["", " ", "\n", "\u2003", "\u200b"]))
    if column.name == table.key:
        bad.append(
            st.sampled_from(
                ["A b", "a_b", "-a", "a-", "é", "abc", "X-", "X-ab"]
            ).filter(lambda key: table.name == "countries" or key != "abc")
        )
    if column.refers_to:
        bad.append(SOME.filter(lambda key: key not in KEYS[column.refers_to]))
    if column.words:
        bad.append(SOME.filter(lambda word: word not in column.allowed))
    if column.is_integer:
        bad.append(st.integers(max_value=column.least - 1).map(str))
        bad.append(st.integers(min_value=2**53 + 1).map(str))
        bad.append(SOME.filter(lambda n: not (n.isascii() and n.isdigit())))
        bad.append(
            st.sampled_from(["1.0", "1e3", "0x1", "1_0", "+1", "½", "１", "NaN"])
        )
    if column.holds == "date":
        bad.append(SOME.filter(lambda edtf: not dates.is_edtf(edtf)))
    if column.holds == "hash":
        bad.append(st.text("0123456789abcdef", min_size=1, max_size=63) | SOME)
    return st.one_of(bad)


FRAGILE = [
    (table, column)
    for table in TABLES.values()
    for column in table.columns
    if column.required or column.holds != "text"
]


@examples(24)
@given(st.data())
def test_a_cell_that_holds_what_it_must_not_is_named(data: st.DataObject) -> None:
    table, column = data.draw(st.sampled_from(FRAGILE))
    row = data.draw(st.integers(2, len(ROWS[table.name]) + 1))
    value = data.draw(bad_values(table, column))
    found = problems(rewritten(with_cells(table.name, row, **{column.name: value})))
    assert (f"{table.name}.csv", row, column.name) in [p[:3] for p in found]


@examples(5)
@given(st.data())
def test_a_key_given_twice_is_named_at_both_rows(data: st.DataObject) -> None:
    keyed = [t for t in TABLES.values() if t.key and len(ROWS[t.name]) > 1]
    table = data.draw(st.sampled_from(keyed))
    first, second = data.draw(
        st.lists(st.integers(2, len(ROWS[table.name]) + 1), min_size=2, max_size=2,
                 unique=True)
    )  # fmt: skip
    key = ROWS[table.name][first - 2][table.key]
    found = problems(rewritten(with_cells(table.name, second, **{table.key: key})))
    twice = [p.row for p in found if p.wrong == "duplicate key"]
    assert twice == sorted([first, second])


@examples(6)
@given(st.data())
def test_a_span_moved_at_one_end_is_named(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["quotes", "marks", "positions", "events"]))
    row = data.draw(st.integers(2, len(ROWS[name]) + 1))
    side = data.draw(st.sampled_from(["start", "end"]))
    cell = ROWS[name][row - 2][side]
    moved = data.draw(st.integers(1, 10_000).filter(lambda place: place != cell))
    found = problems(rewritten(with_cells(name, row, **{side: moved})))
    assert (f"{name}.csv", row, "end") in [p[:3] for p in found]


@examples(5)
@given(st.permutations(range(7)), st.integers(1, 7))
def test_a_ring_of_statements_of_any_length_is_named(
    order: list[int], length: int
) -> None:
    rows = with_cells("quotes", 2)
    ring = order[:length]
    for inner, outer in zip(ring, [*ring[1:], ring[0]], strict=True):
        rows["quotes"][inner]["within"] = rows["quotes"][outer]["quote_id"]
    found = problems(rewritten(rows))
    named = {p.row for p in found if p.wrong == "nested in itself"}
    assert {number + 2 for number in ring} <= named


@examples(5)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_only_hops_that_count_from_one_pass(hops: list[int]) -> None:
    rows = with_cells("relays", 2)
    hop = rows["relays"][0]
    rows["relays"][:1] = [hop | {"hop": number} for number in hops]
    found = problems(rewritten(rows))
    wrong = any(p.wrong.startswith("hops") for p in found)
    assert wrong == (sorted(hops) != list(range(1, len(hops) + 1)))


@examples(4)
@given(st.sampled_from(sorted(KEYS["actors"] - {"oda-marsk", "brekland-water"})))
def test_only_who_speaks_for_the_holder_passes_as_the_holder(actor: str) -> None:
    found = problems(rewritten(with_cells("positions", 3, asserted_by=actor)))
    assert [p[:3] for p in found] == [("positions.csv", 3, "asserted_by")]


@examples(6)
@given(st.data())
def test_a_column_dropped_or_renamed_is_named(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(list(TABLES.values())))
    place = data.draw(st.integers(0, len(table.names) - 1))
    new = data.draw(st.none() | TEXT.filter(lambda name: name not in table.names))
    rows = list(csv.reader(io.StringIO(FILES[f"{table.name}.csv"].decode())))
    if new is None:
        rows = [[*row[:place], *row[place + 1 :]] for row in rows]
    else:
        rows[0][place] = new
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = problems(FILES | {f"{table.name}.csv": written.getvalue().encode()})
    named = [p.column for p in found if p.file == f"{table.name}.csv" and p.row == 1]
    # A name that breaks the header line itself is a problem of the line.
    assert table.names[place] in named or "" in named


@examples(4)
@given(st.sampled_from(CSVS), st.sampled_from([";", "\t", "|", " "]))
def test_other_separators_never_pass(name: str, sign: str) -> None:
    found = problems(FILES | {name: FILES[name].replace(b",", sign.encode())})
    assert (name, 1) in [p[:2] for p in found]


@examples(6)
@given(st.sampled_from(CSVS), st.data())
def test_a_byte_that_is_not_utf8_is_named(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FILES[name])))
    byte = data.draw(st.sampled_from([b"\xff", b"\xc0", b"\xfe", b"\0"]))
    found = problems(FILES | {name: FILES[name][:at] + byte + FILES[name][at:]})
    said = [p for p in found if p.file == name]
    assert said[0].wrong.startswith("not UTF-8")
    assert said[0].row is not None
    assert 1 <= said[0].row <= len(ROWS[name.removesuffix(".csv")]) + 2


@examples(5)
@given(st.sampled_from(CSVS), st.data())
def test_a_row_with_a_cell_too_many_or_too_few_is_named(
    name: str, data: st.DataObject
) -> None:
    rows = list(csv.reader(io.StringIO(FILES[name].decode())))
    row = data.draw(st.integers(1, len(rows) - 1))
    width = data.draw(
        st.integers(1, len(rows[0]) + 3).filter(lambda width: width != len(rows[0]))
    )
    rows[row] = ((rows[row] + ["x"] * 3)[:width]) or ["x"]
    rows[row][0] = rows[row][0] or "x"
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    found = problems(FILES | {name: written.getvalue().encode()})
    assert (name, row + 1, "") in [p[:3] for p in found]


@examples(8)
@given(st.sampled_from(CSVS), st.data())
def test_what_is_left_of_a_cut_file_is_refused_or_whole_rows(
    name: str, data: st.DataObject
) -> None:
    whole = FILES[name]
    at = data.draw(st.integers(0, len(whole) - 1))
    if problems(FILES | {name: whole[:at]}):
        return
    kept = list(csv.reader(io.StringIO(whole[:at].decode())))
    rows = list(csv.reader(io.StringIO(whole.decode())))[: len(kept)]
    assert kept[:-1] == rows[:-1]
    # Only the last cell of the last row can have lost something unseen: a note.
    assert kept[-1][:-1] == rows[-1][:-1]
    assert rows[-1][-1].startswith(kept[-1][-1])


@examples(10)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_noise_in_a_file_never_raises(name: str, data: st.DataObject) -> None:
    noisy = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(noisy)))
        until = min(len(noisy), at + data.draw(st.integers(0, 8)))
        noisy[at:until] = data.draw(st.binary(max_size=8))
    opened(FILES | {name: bytes(noisy)})


@examples(6)
@given(st.binary(max_size=300))
def test_a_file_of_noise_is_refused(noise: bytes) -> None:
    assert opened(FILES | {"quotes.csv": noise}) is None


def packed(top: str = "") -> bytes:
    """Return the small record as a .zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in FILES.items():
            archive.writestr(f"{top}{name}", data)
    return held.getvalue()


ZIP = packed("record/")


@examples(60)
@given(st.randoms(use_true_random=True))
def test_a_damaged_zip_never_raises_and_never_passes_with_other_cells(
    chance: random.Random,
) -> None:
    # Places drawn evenly: Hypothesis prefers the ends, where no compressed byte stands.
    noisy = bytearray(ZIP)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(noisy))
        noisy[at : at + chance.randint(0, 8)] = chance.randbytes(chance.randint(0, 8))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.zip"
        path.write_bytes(noisy)
        read = files.read(path)
        found, _ = checks.problems(read)
    # A checksum guards each file; what still passes is the record itself.
    if not found:
        assert read.whole()["quotes"]["content"].to_pylist() == [
            row["content"] for row in ROWS["quotes"]
        ]


@pytest.mark.parametrize("keep", [0, 1, 10, len(ZIP) // 2, len(ZIP) - 1])
def test_a_cut_zip_is_refused(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "record.zip"
    path.write_bytes(ZIP[:keep])
    with pytest.raises(RecordRefused) as refused:
        open_record(path)
    assert len(refused.value.problems) == 1


@examples(4)
@given(TEXT, SOME, st.lists(TEXT, max_size=4))
def test_any_honest_text_and_any_other_column_opens_and_comes_back(
    note: str, name: str, others: list[str]
) -> None:
    rows = with_cells("quotes", 2, note=note)
    rows["actors"][0]["name"] = name
    contents = rewritten(rows)
    written = io.StringIO(newline="")
    table = list(csv.reader(io.StringIO(contents["issues.csv"].decode(), newline="")))
    csv.writer(written).writerows([row + others for row in table])
    found = opened(contents | {"issues.csv": written.getvalue().encode()})
    assert found is not None
    assert found.answer(found.table("quotes").order_by("start"))["note"][0] == note
    names = found.answer(found.table("actors"))
    assert names.set_index("actor_id")["name"]["daily-lantern"] == name
