"""An article is opened again and mended; what nobody changed stays to the byte."""

import csv
from pathlib import Path

import pytest

from dashboard.coding import draft_file, reopen, saving
from dashboard.coding.desk import Desk
from dashboard.coding.reopen import NotSame, Resting
from dashboard.importing.draft import Known
from dashboard.importing.saving import Target
from dashboard.intake import files, understood
from tests.support.coded import add, fill, judge, log, place
from tests.support.small_record import ROWS, SOURCE_ID, SOURCE_TEXT, key, write_record


def opened(folder: Path) -> tuple[Desk, Target]:
    target = Target(folder)
    return reopen.reopened(target.known, SOURCE_ID, SOURCE_TEXT), target


def tables(folder: Path) -> dict[str, list[str]]:
    return {one.stem: one.read_text("utf-8").splitlines()
            for one in sorted(folder.glob("*.csv"))}  # fmt: skip


def changes(before: dict[str, list[str]], folder: Path) -> dict[str, tuple[int, int]]:
    """How many lines of each table went, and how many came."""
    after = tables(folder)
    found = {name: (len(set(before[name]) - set(lines)),
                    len(set(lines) - set(before[name])))
             for name, lines in after.items()}  # fmt: skip
    return {name: pair for name, pair in found.items() if pair != (0, 0)}


def test_opened_again_and_saved_a_record_is_the_same_to_the_byte(
    record_folder: Path,
) -> None:
    path = record_folder / "quotes.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = {one.name: one.read_bytes() for one in record_folder.iterdir()}
    held, target = opened(record_folder)
    assert held.problems() == []
    assert {one["state"] for one in held.items()} == {"kept"}
    saved = saving.save(held, target)
    assert saved.problems == []
    assert {one.name: one.read_bytes() for one in record_folder.iterdir()} == before


def item(held: Desk, table: str, own: str) -> str:
    return next(one.id for one in held.held.values()
                if one.table == table and one.key == own)  # fmt: skip


def test_what_is_mended_is_in_its_place_and_no_key_changes(record_folder: Path) -> None:
    before = tables(record_folder)
    held, target = opened(record_folder)
    quote = item(held, "quotes", key(7, "a"))
    first = item(held, "quotes", key(4, "a"))
    start, end = place("might accept a smaller dam if it was paid")
    held.take(log(
        {"do": "span", "id": quote, "to": [start, end],
         "words": SOURCE_TEXT[start:end]},
        fill(quote, "relays", []), fill(first, "hedge", "never"),
        add("n4", "quotes", "Talks collapsed", kind="indirect", speaker_id="analyst"),
    ))  # fmt: skip
    assert saving.save(held, target).problems == []
    assert changes(before, record_folder) == {"quotes": (2, 3), "relays": (1, 0)}
    rows = tables(record_folder)["quotes"]
    keys = [line.split(",")[0] for line in rows]
    assert keys == [*(line.split(",")[0] for line in before["quotes"]), key(6, "c")]
    assert rows[6].startswith(f"{key(7, 'a')},{SOURCE_ID},7,{start},{end},might")
    understood.checked(files.read(record_folder))


def test_a_row_on_which_others_rest_is_deleted_with_them(record_folder: Path) -> None:
    before = tables(record_folder)
    held, target = opened(record_folder)
    quote = item(held, "quotes", key(6, "a"))
    resting = reopen.resting_on(held, quote)
    assert [(one.table, one.field, one.words) for one in resting] == [
        ("events", "quote_id", "promised in 2019 to wait"),
        ("positions", "quote_id", "promised in 2019 to wait"),
        ("quotes", "within", "to wait"),
    ]
    held.take(log(judge(quote, "out")))
    assert {one.id for one in held.problems()} == {one.id for one in resting}
    held.take([{"n": n, **judge(one.id, "out")} for n, one in enumerate(resting, 2)])
    assert saving.save(held, target).problems == []
    assert changes(before, record_folder) == {
        "events": (1, 0), "marks": (1, 1), "participants": (1, 0),
        "positions": (1, 0), "quotes": (2, 0), "relays": (1, 0),
    }  # fmt: skip
    assert reopen.resting_on(held, item(held, "quotes", key(5, "a"))) == []


def test_another_articles_account_keeps_an_event(tmp_path: Path) -> None:
    other = "other-2023-05-05"
    source = {**ROWS["sources"][0], "source_id": other, "sha256": "0" * 64}
    account = {**ROWS["events"][0], "event_id": f"{other}-p1-a", "source_id": other,
               "account_of": key(6, "eb")}  # fmt: skip
    rows = {**ROWS, "sources": [*ROWS["sources"], source],
            "events": [*ROWS["events"], account]}  # fmt: skip
    held, _ = opened(write_record(tmp_path / "record", rows))
    event = item(held, "events", key(6, "eb"))
    words = "opened the dam on Wednesday"
    assert reopen.resting_on(held, event) == [Resting("", "events", "account_of",
                                                      words)]  # fmt: skip
    held.take(log(judge(event, "out")))
    (found,) = held.problems()
    assert (found.id, found.value) == (event, f"{other}-p1-a")


def test_rows_of_other_articles_are_not_touched(tmp_path: Path) -> None:
    other = "other-2023-05-05"
    source = {**ROWS["sources"][0], "source_id": other, "sha256": "0" * 64}
    quotes = [{**one, "quote_id": f"o{n}", "source_id": other, "within": ""}
              for n, one in enumerate(ROWS["quotes"])]  # fmt: skip
    rows = {**ROWS, "sources": [source, *ROWS["sources"]],
            "quotes": [*quotes, *ROWS["quotes"]]}  # fmt: skip
    folder = write_record(tmp_path / "record", rows)
    before = tables(folder)
    held, target = opened(folder)
    held.take(log({"do": "about", "field": "title", "to": "Another"}))
    assert saving.save(held, target).problems == []
    assert changes(before, folder) == {"sources": (1, 1)}
    with (folder / "sources.csv").open(encoding="utf-8") as file:
        titles = [one["title"] for one in csv.DictReader(file)]
    assert titles == [source["title"], "Another"]


def test_steps_find_their_rows_whatever_was_saved_since(record_folder: Path) -> None:
    held, target = opened(record_folder)
    quote = item(held, "quotes", key(5, "b"))
    mended = log(fill(quote, "note", "mine"))
    held.take(mended)
    kept = draft_file.read(draft_file.written(held))
    assert (kept.reopens, kept.drafted) == (SOURCE_ID, None)
    others, target = opened(record_folder)
    others.take(log(judge(item(others, "quotes", key(8, "a")), "out"),
                    judge(item(others, "positions", key(8, "pa")), "out")))  # fmt: skip
    assert saving.save(others, target).problems == []
    target = Target(record_folder)
    again = reopen.reopened(target.known, kept.reopens, kept.text)
    assert again.take(kept.steps).refused == []
    assert saving.save(again, target).problems == []
    notes = {line.split(",")[0]: line.split(",")[-1]
             for line in tables(record_folder)["quotes"]}  # fmt: skip
    assert notes.pop(key(5, "b")) == "mine"
    assert set(notes.values()) == {"", "note"}
    assert key(8, "a") not in notes


def test_another_text_or_source_is_refused(record_folder: Path) -> None:
    known = Target(record_folder).known
    with pytest.raises(NotSame, match="not the text that was coded"):
        reopen.reopened(known, SOURCE_ID, f"{SOURCE_TEXT} ")
    with pytest.raises(NotSame, match="no source “x”"):
        reopen.reopened(known, "x", SOURCE_TEXT)
    with pytest.raises(NotSame):
        reopen.reopened(Known(), SOURCE_ID, SOURCE_TEXT)
