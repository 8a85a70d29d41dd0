"""Sources are those of the record, or new ones with their texts."""

from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from dashboard.importing import sources
from dashboard.importing.draft import Draft, Known, NotRead, Origin
from dashboard.importing.sources import Sources
from dashboard.intake import files
from dashboard.record import limits
from tests.support.imported import source_text
from tests.support.small_record import SOURCE_ID, SOURCES

HERE = Origin(2, {})


@pytest.fixture
def known(record_folder: Path) -> Known:
    return Known(files.read(record_folder))


def test_texts_are_given_by_key_alone_or_in_a_folder(tmp_path: Path) -> None:
    path = source_text(tmp_path)
    assert sources.texts([f"a={path}"]) == {"a": path}
    assert sources.texts([str(path)]) == {"": path}
    assert sources.texts([str(tmp_path)]) == {"lantern": path}
    with pytest.raises(NotRead, match="does not exist"):
        sources.texts(["a=nowhere.txt"])


def test_a_text_is_read_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = source_text(tmp_path, "%PDF-1.7")
    with pytest.raises(NotRead):
        sources.read_text(path)
    monkeypatch.setattr(limits, "BESIDE", 5)
    with pytest.raises(NotRead, match="has 8 bytes; 5 bytes are read at most"):
        sources.read_text(path)


@pytest.mark.parametrize("called", [SOURCE_ID, SOURCES[0]["title"]])
def test_a_source_of_the_record_is_found(
    known: Known, tmp_path: Path, called: str
) -> None:
    draft = Draft("f.csv", known)
    found = Sources(draft, {"": source_text(tmp_path)})
    assert found.key(called, HERE, "source_id") == (SOURCE_ID, False)
    assert found.text(SOURCE_ID) is not None
    assert draft.counts() == {}


def test_a_text_alone_is_of_the_source_with_its_hash(
    known: Known, tmp_path: Path
) -> None:
    found = Sources(Draft("f.csv", known), {"": source_text(tmp_path)})
    assert found.key("", HERE, "source_id") == (SOURCE_ID, False)


def test_another_text_than_the_coded_one_is_refused(
    known: Known, tmp_path: Path
) -> None:
    draft = Draft("f.csv", known)
    found = Sources(draft, {SOURCE_ID: source_text(tmp_path, "another text")})
    found.key(SOURCE_ID, HERE, "source_id")
    assert found.text(SOURCE_ID) is None
    assert "its hash differs" in draft.problems[0].wrong


def test_a_new_source_has_its_texts_hash_and_length(tmp_path: Path) -> None:
    draft = Draft("f.csv")
    found = Sources(draft, {"paper-1": source_text(tmp_path, "Täxt\n")})
    assert found.key("paper-1", HERE, "source_id") == ("paper-1", True)
    assert found.key("paper-1", HERE, "source_id") == ("paper-1", False)
    (row,) = draft.rows["sources"]
    assert row["length"] == "5"
    assert row["sha256"].startswith("afd318")


def test_a_source_without_a_text_is_told_once(tmp_path: Path) -> None:
    draft = Draft("f.csv")
    found = Sources(draft, {})
    for _ in range(3):
        assert found.key("Paper One", HERE, "source_id") == ("", False)
    (problem,) = draft.problems
    assert (
        problem.mend == "give the text that was coded: --source-text “paper-one=FILE”"
    )


def test_what_no_file_tells_of_a_source_claims_nothing(tmp_path: Path) -> None:
    draft = Draft("f.csv")
    found = Sources(draft, {"": source_text(tmp_path, "Text\n")})
    found.key("https://a.example/x", HERE, "source_id")
    found.finish()
    (row,) = draft.rows["sources"]
    assert (row["language"], row["publisher_id"]) == ("und", "unnamed-publisher")
    assert row["url"] == row["title"] == "https://a.example/x"
    assert draft.rows["actors"][0]["kind"] == "anonymous"
    assert [one.field for one in draft.questions] == ["source_id.published_on"]


def test_a_text_of_no_source_is_named(tmp_path: Path) -> None:
    path = source_text(tmp_path)
    found = Sources(Draft("f.csv"), {"other": path})
    assert list(found.unused()) == [str(path)]


def test_a_source_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    draft = Draft("f.csv")
    path = source_text(tmp_path, "Text\n")
    held = bytes.fromhex(sources.read_text(path).sha256)
    called = "ni:///sha-256;" + urlsafe_b64encode(held).decode().rstrip("=")
    found = Sources(draft, {"x": path})
    assert found.key(called, HERE, "source_id") == ("lantern", True)
    assert found.key("", HERE, "source_id")[0] == ""


def test_two_names_of_one_text_are_one_source(tmp_path: Path) -> None:
    draft = Draft("f.csv")
    path = source_text(tmp_path, "Text\n")
    found = Sources(draft, {"a": path, "b": path})
    keys = [found.key(one, HERE, "source_id")[0] for one in ("a", "b")]
    assert keys == ["a", "a"]
    assert len(draft.rows["sources"]) == 1
