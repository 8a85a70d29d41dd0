"""What the tests share: records that are read and never changed, visits to pages."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.database.open import DEFAULT, open_record
from dashboard.database.record import Record
from tests.support import four_records, generated_record, rare_record, texts
from tests.support.small_record import SOURCE_TEXT, write_record
from tests.support.visits import APP, Visit, turned

# Some hundred commands are started: where the environment forbids Python to keep what
# it compiled, each of them would compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What is compiled is kept from one start to the next: not here, where it is counted.
os.environ["ON_THE_RECORD_CACHE"] = ""

# Begun first, or a worker would be left with one of them when the others are done.
LONGEST: Final = (
    "engine/test_spark", "browser/test_installed", "browser/test_every_view",
    "browser/test_share", "browser/test_journeys", "browser/test_everybody",
    "browser/test_people",
    "browser/test_proof", "test_style", "markup/test_every_markup",
    "intake/test_readers", "record/test_cell_rules", "database/test_version",
    "app_pages/test_sessions", "browser/test_rebinding", "queries/test_remember",
    "queries/test_actors", "sections/test_verify", "export/test_data_package",
)  # fmt: skip

RECORDS: dict[str, Callable[[Path], Path]] = {
    "default": lambda folder: DEFAULT,
    "empty": lambda folder: write_record(folder, {}),
    "one quote": lambda folder: generated_record.write(folder, 1, 1, 1, 1),
    "forty quotes": lambda folder: generated_record.write(folder, 40),
    "five thousand": lambda folder: generated_record.write(folder, 5_000, 60, 30, 3),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the others stay as they are found."""
    here = Path(__file__).parent
    order = {here / f"{name}.py": place for place, name in enumerate(LONGEST)}
    for path in order:
        assert path.is_file(), f"{path.name}: no such file of tests; see LONGEST"
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture
def record_folder(tmp_path: Path) -> Path:
    """A copy of the small record, to be damaged at will."""
    return write_record(tmp_path / "record")


@pytest.fixture
def source_file(tmp_path: Path) -> Path:
    """The text from which the small record was coded."""
    path = tmp_path / "lantern.txt"
    path.write_bytes(SOURCE_TEXT.encode())
    return path


@pytest.fixture(scope="session")
def record() -> Record:
    """The small record, opened: read it, never change it."""
    return four_records.opened("small")


@pytest.fixture(scope="session")
def default() -> Record:
    """The default record, opened."""
    return four_records.opened("default")


@pytest.fixture(scope="module", params=four_records.NAMES)
def opened(request: pytest.FixtureRequest) -> Record:
    """Each of four records, one after the other."""
    return four_records.opened(request.param)


@pytest.fixture(scope="session")
def rare(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The small record with all that happens rarely."""
    folder = tmp_path_factory.mktemp("records") / "rare"
    return open_record(write_record(folder, rare_record.rows()))


@pytest.fixture(scope="session", name="texts")
def record_of_texts(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of texts in many scripts."""
    return texts.written(tmp_path_factory.mktemp("records") / "texts", texts.TEXTS)


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of more than 300 actors."""
    folder = tmp_path_factory.mktemp("records") / "crowd"
    return open_record(generated_record.write(folder, 1_500, 160, 6, 30))


# Visits


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record, to be visited."""
    return write_record(tmp_path_factory.mktemp("visited") / "record")


@pytest.fixture(scope="session")
def installed_once() -> Iterator[None]:
    """Spare each visit Streamlit's look through every installed package (0.2 s)."""
    with pytest.MonkeyPatch.context() as patched:
        scanner = "streamlit.components.v2.manifest_scanner.scan_component_manifests"
        patched.setattr(scanner, lambda **_: [])
        yield


@pytest.fixture
def visit(monkeypatch: pytest.MonkeyPatch, installed_once: None) -> Visit:
    """Open a page of the dashboard on a record, by an address."""

    def visited(record: Path, page: str = "overview", **asked: Any) -> AppTest:
        monkeypatch.setenv("ON_THE_RECORD", str(record))
        app = AppTest.from_file(str(APP), default_timeout=60)
        for name, values in asked.items():
            app.query_params[name] = values
        # At once, as a link leads there: the overview need not be drawn before it.
        return turned(app, page)

    return visited


@pytest.fixture(scope="module", params=RECORDS, ids=str)
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A record of each kind, one after the other."""
    return RECORDS[request.param](tmp_path_factory.mktemp("record") / "record")
