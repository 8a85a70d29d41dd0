"""Citations read as their styles have them, with version, link and day."""

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.citing import citation
from dashboard.citing.permalinks import PERMALINKS
from dashboard.database import version
from dashboard.database.open import open_record
from dashboard.database.record import Record
from tests.citing.conftest import DATES
from tests.support.small_record import ABOUT, ROWS, SOURCES, write_record

SOURCE = "tribune-2023-07-27"
TODAY = date(2026, 11, 20)
LINK = f"https://example.org/quotes?quote={SOURCE}-p13-a"


def written(folder: Path, **cells: Any) -> Record:
    """The small record, its one source with other cells."""
    rows = ROWS | {"sources": [SOURCES[0] | cells]}
    if cells.get("wire_id") == "":
        rows |= {"positions": []}  # One of them is the wire's own.
    return open_record(write_record(folder, rows))


def cited(record: Record, form: str) -> str:
    return citation.source(record, SOURCES[0]["source_id"], form, TODAY)


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("APA", "Reuters. (2023, July 27). North Korea's Kim shows off banned missiles"
         " to Russian minister. The Tribune India."),
        ("Chicago", "Reuters. “North Korea's Kim Shows Off Banned Missiles to Russian"
         " Minister.” The Tribune India, July 27, 2023."),
        ("MLA", "Reuters. “North Korea's Kim Shows Off Banned Missiles to Russian"
         " Minister.” The Tribune India, 27 July 2023."),
        ("BibTeX", "@article{tribune-2023-07-27,\n  author = {{Reuters}},\n  title ="
         " {{North Korea's Kim shows off banned missiles to Russian minister}},\n"
         "  journal = {The Tribune India},\n  date = {2023-07-27},\n  year = {2023},\n"
         "  langid = {en},\n  month = jul,\n}\n\n"),
        ("RIS", "TY  - NEWS\r\nID  - tribune-2023-07-27\r\nAU  - Reuters\r\nTI  - North"
         " Korea's Kim shows off banned missiles to Russian minister\r\nT2  - The"
         " Tribune India\r\nCY  - Seoul\r\nPY  - 2023\r\nDA  - 2023/07/27\r\nLA  - en"
         "\r\nER  - \r\n\r\n"),
    ],
)  # fmt: skip
def test_the_default_source_is_cited(default: Record, form: str, line: str) -> None:
    assert citation.source(default, SOURCE, form, TODAY) == line


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("APA", "The On the Record project. (2026). Kim Jong Un receives"
         " Russia's defence minister, July 2023: statement tribune-2023-07-27-p13-a,"
         " from “North Korea's Kim shows off banned missiles to Russian minister”"
         " (Reuters, in The Tribune India, 27 July 2023) (Version"
         f" VERSION) [Dataset]. On the Record. {LINK}"),
        ("Chicago", "The On the Record project. “Kim Jong Un Receives Russia's"
         " Defence Minister, July 2023: statement tribune-2023-07-27-p13-a, from"
         " ‘North Korea's Kim shows off banned missiles to Russian minister’ (Reuters,"
         " in The Tribune India, 27 July 2023).” Version VERSION. On the Record,"
         f" November 23, 2026. Accessed November 20, 2026. {LINK}."),
        ("MLA", "The On the Record project. “Kim Jong Un Receives Russia's"
         " Defence Minister, July 2023: statement tribune-2023-07-27-p13-a, from"
         " ‘North Korea's Kim shows off banned missiles to Russian minister’ (Reuters,"
         " in The Tribune India, 27 July 2023).” Version VERSION, On the Record,"
         f" 23 Nov. 2026, {LINK}."),
    ],
)  # fmt: skip
def test_the_record_is_cited_at_a_row(default: Record, form: str, line: str) -> None:
    told = citation.row(default, "quote", f"{SOURCE}-p13-a", form, TODAY, LINK)
    assert told == line.replace("VERSION", version.printed(default))


@pytest.mark.parametrize("form", citation.FORMS)
@pytest.mark.parametrize("kind", PERMALINKS)
def test_every_kind_of_row_is_cited_with_version_link_and_day(
    default: Record, kind: str, form: str
) -> None:
    told = citation.row(default, kind, "RUS.dialogue", form, TODAY, LINK)
    assert version.printed(default) in told
    assert LINK in told
    assert "RUS.dialogue" in told
    # APA and MLA name the day of access only where a work has no date of its own.
    assert form in ("APA", "MLA") or re.search(
        r"20 Nov|Nov\w* 20|2026.11.20|2026,\s+11,\s+20", told
    )


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("APA", "Meridian. (2023, May 4). Is this “the” dam? The Daily Lantern."
         " https://x.org/a_b?c=1&d=2"),
        ("Chicago", "Meridian. “Is This ‘the’ Dam?” The Daily Lantern, May 4, 2023."
         " Accessed November 20, 2026. https://x.org/a_b?c=1&d=2."),
        ("MLA", "Meridian. “Is This ‘the’ Dam?” The Daily Lantern, 4 May 2023,"
         " https://x.org/a_b?c=1&d=2."),
    ],
)  # fmt: skip
def test_a_source_with_an_address_is_cited_with_it(
    tmp_path: Path, form: str, line: str
) -> None:
    url = "https://x.org/a_b?c=1&d=2"
    assert cited(written(tmp_path, title="Is this “the” dam?", url=url), form) == line


@pytest.mark.parametrize("form", citation.STYLES)
def test_a_source_without_a_wire_is_its_publishers(tmp_path: Path, form: str) -> None:
    told = cited(written(tmp_path, wire_id="", title="Dam opens"), form)
    assert told.startswith("The Daily Lantern. ")
    assert told.lower().count("dam opens") == 1


@pytest.mark.parametrize(("number", "forms"), list(enumerate(DATES.values())))
def test_a_date_is_never_more_exact_than_the_records(
    strange: Record, number: int, forms: tuple[str, str]
) -> None:
    for form, part in zip(("APA", "BibTeX"), forms, strict=True):
        assert part in citation.source(strange, f"date-{number}", form, TODAY)


def test_a_form_or_a_source_that_is_not_there_is_refused(record: Record) -> None:
    with pytest.raises(KeyError):
        citation.source(record, "nothing", "APA", TODAY)
    with pytest.raises(KeyError):
        citation.source(record, SOURCES[0]["source_id"], "Harvard", TODAY)
    with pytest.raises(KeyError):
        citation.sources_as(record, "APA")


@pytest.mark.parametrize(
    "about",
    [
        {"contributors": ["Ilva", {"title": None}, {}]},
        {"title": "", "contributors": []},
        {"version": ""},
    ],
)
def test_a_record_that_says_little_of_itself_is_cited_all_the_same(
    tmp_path: Path, about: dict[str, Any]
) -> None:
    record = open_record(write_record(tmp_path, about=ABOUT | about))
    for form in citation.FORMS:
        told = citation.row(record, "actor", "oda-marsk", form, TODAY, LINK)
        assert "On the Record" in told
        assert "oda-marsk" in told


def test_threads_do_not_spoil_each_others_citations(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    items = [
        json.dumps({"id": f"s{n}", "type": "article-newspaper", "title": f"Title {n}",
                    "author": [{"literal": f"Wire {n}"}], "container-title": "P",
                    "issued": {"date-parts": [[2023]]}, "language": "en"})
        for n in range(24)
    ]  # fmt: skip
    with ThreadPoolExecutor(8) as pool:
        lines = list(pool.map(lambda item: citation._styled(item, "apa"), items))
    assert lines == [f"Wire {n}. (2023). Title {n}. P." for n in range(24)]


def test_the_styles_are_the_projects_own_and_say_whose_they_are() -> None:
    folder = Path(citation.__file__).with_name("styles")
    styles = sorted(folder.glob("*.csl"))
    assert [path.stem for path in styles] == sorted(citation.STYLES.values())
    for path in styles:
        assert "creativecommons.org/licenses/by-sa/3.0" in path.read_text("utf-8")


def test_nothing_heavy_is_loaded_before_a_citation_is_asked_for() -> None:
    code = (
        "import sys; import dashboard.citing.citation, dashboard.citing.attribution;"
        "import dashboard.citing.permalinks;"
        "print([name for name in sys.modules if name in ('citeproc', 'lxml')])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr


def test_the_whole_record_is_cited_without_a_key(default: Record) -> None:
    told = citation.row(default, "record", "", "APA", TODAY, "https://x.example/")
    title = "Kim Jong Un receives Russia's defence minister, July 2023"
    assert f"{title}: the whole record (Version" in told
    assert told.endswith("On the Record. https://x.example/")
    assert "record ." not in told
    (item,) = json.loads(
        citation.row(default, "record", "", "CSL-JSON", TODAY, "https://x.example/")
    )
    assert item["id"] == "record"
    assert item["title"].endswith(": the whole record")


def test_papers_of_one_name_are_told_apart_by_their_place(tmp_path: Path) -> None:
    papers = [{"actor_id": f"p{n}", "name": "The Herald", "kind": "media",
               "country_id": c} for n, c in enumerate(("ARD", "BRK"))]  # fmt: skip
    source = SOURCES[0] | {"publisher_id": "p1", "wire_id": ""}
    actors = [*ROWS["actors"], *papers]
    # One of the positions is the wire's own.
    rows = ROWS | {"actors": actors, "sources": [source], "positions": []}
    told = cited(open_record(write_record(tmp_path, rows)), "APA")
    assert told == (
        "The Herald (Brekland). (2023, May 4). Arden’s president opens ‘forever dam’ as"
        " Brekland objects. The Herald (Brekland)."
    )
