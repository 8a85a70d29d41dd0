"""What visits to the dashboard's pages share: to turn a page, to read what it tells."""

import json
from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard.queries import filters

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
PAGES = sorted(path.stem for path in (APP.parent / "app_pages").glob("*.py"))
FILTERS = (*filters.LISTS, *filters.SINGLE)
Visit = Callable[..., AppTest]


def turned(app: AppTest, page: str) -> AppTest:
    """The same visit, on another page; nothing was raised."""
    app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception, page
    return app


def text(app: AppTest) -> str:
    """All that a page tells outside its pictures and widgets, without bold type."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error")
    told = [str(element.value) for kind in kinds for element in app.get(kind)]
    told += [element.proto.body for element in app.get("html")]
    told += [block.label for block in app.get("expander")]
    return "\n".join(told).replace("**", "")


def offered(app: AppTest, key: str) -> list[dict[str, str]]:
    """The buttons that a part of a page gives for copying and saving."""
    (data,) = [
        json.loads(one.proto.json)
        for one in app.get("bidi_component")
        if one.proto.id.endswith(f"-{key}")
    ]
    return list(data["buttons"])


def captions(app: AppTest) -> list[str]:
    return [element.value for element in app.caption]


def spoken(app: AppTest) -> list[str]:
    return [element.value for element in app.warning]


# The filters


# What each page counts, of the whole small record and of country = Brekland.
COUNTS = {
    "overview": ("5 positions</bdi>", "2 positions</bdi>"),
    "timeline": (
        "5 events (told in 6 accounts), newest first",
        "1 event, newest first",
    ),
    "stances": ("5 positions", "2 positions"),
    "quotes": ("7 statements", "3 statements"),
    "countries": (
        "2 of 3 countries and blocs speak",
        "1 of 2 countries and blocs speak",
    ),
    "actors": ("All: 9 actors", "All: 5 actors"),
    "issues": ("4 positions", "2 positions"),
    "sources": ("6 pairs", "3 pairs"),
    "method": ("(7 rows)", "(3 of 7 rows)"),
}
# The title of the small record's one source.
SOURCE = "Arden’s president opens ‘forever dam’ as Brekland objects"


def html(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]
