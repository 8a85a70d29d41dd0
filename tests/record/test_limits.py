"""Each bound is told, and Streamlit is told its own."""

import tomllib
from pathlib import Path

from dashboard.record import limits
from tests.support import documents

ROOT = Path(__file__).resolve().parents[2]
NUMBERS = {name for name, value in vars(limits).items() if isinstance(value, int)}


def test_every_number_is_told_with_what_is_beyond() -> None:
    assert NUMBERS - {"MB"} == limits.TOLD.keys()
    assert all(bounds and beyond for bounds, beyond in limits.TOLD.values())


def test_the_page_on_sharing_has_them_as_they_are() -> None:
    page = (ROOT / ".streamlit" / "README.md").read_text(encoding="utf-8")
    assert documents.put(page, "limits", documents.limits_table()) == page
    assert f"| `LONGEST` | {limits.LONGEST:,} | " in page


def test_streamlit_is_told_its_own() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    server = tomllib.loads(config)["server"]
    assert server["maxUploadSize"] == limits.DROPPED
    assert server["maxWidgetStateSize"] == limits.SENT
    # A text of the most characters can be pasted, or dropped, in any script.
    assert limits.LONGEST * 4 <= limits.SENT * 1_000_000
    assert limits.LONGEST * 2 <= limits.DROPPED * 1_000_000
