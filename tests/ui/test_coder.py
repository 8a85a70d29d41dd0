"""The desk's component: its scripts are one, and nothing in them makes markup."""

import re
from pathlib import Path

import pytest

from dashboard.ui import coder

UI = Path(coder.__file__).parent
SCRIPTS = [(UI / f"{name}.js").read_text("utf-8") for name in coder._SCRIPTS]


def test_a_component_is_one_script_with_one_way_in() -> None:
    (component,) = [text for text in SCRIPTS if "export default" in text]
    assert component == SCRIPTS[-1]
    assert not [text for text in SCRIPTS if re.search(r"^import ", text, re.MULTILINE)]


def test_no_name_is_given_twice_where_scripts_are_joined() -> None:
    given = re.findall(r"^(?:async )?(?:function|const|let) (\w+)", "\n".join(SCRIPTS),
                       re.MULTILINE)  # fmt: skip
    assert len(given) == len(set(given)) > 50


@pytest.mark.parametrize("name", ["coder_text", "coder_log", "coder_forms",
                                  "coder_card", "coder", "drafts"])  # fmt: skip
def test_nothing_of_an_article_becomes_markup(name: str) -> None:
    text = (UI / f"{name}.js").read_text("utf-8")
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b"
    assert not re.search(ways, text)
    assert "scrollIntoView" not in text  # It moves the page, not the box.


def test_each_button_of_the_desk_does_something() -> None:
    html, script = (UI / "coder.html").read_text("utf-8"), SCRIPTS[-1]
    acts = script[script.index("const ACTS") : script.index("const does")]
    for what in re.findall(r'data-do="([\w-]+)"', html):
        assert re.search(rf'^  "?{what}"?: |"{what}"', acts, re.MULTILINE), what


def test_the_desk_asks_for_no_style_of_the_page() -> None:
    # Not in a shadow tree: every class says whose it is.
    css = re.sub(r"/\*.*?\*/", "", (UI / "coder.css").read_text("utf-8"), flags=re.S)
    for name in re.findall(r"\.([a-z][\w-]*)\s*[^{}]*\{", css):
        assert name.startswith("otr-d-"), name


def test_what_the_browser_has_not_sent_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coder.st, "session_state", {"there": {"log": {"doc": "x"}}})
    assert coder.log("not there") is None
    assert coder.log("there") == {"doc": "x"}
