"""A page's address is made out where it is damaged, and told where it is not."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.record.codebook import REACHED
from dashboard.text.sentences import STATELESS
from dashboard.ui import address
from tests.support.small_record import ROWS, write_record
from tests.support.visits import APP, Visit, spoken

QUOTE = "lantern-2023-05-04-p4-a"
NEWS = "Arden’s state news agency"


def asks(app: AppTest) -> dict[str, list[str]]:
    """What stands in the address now."""
    now: dict[str, str | list[str]] = dict(app.query_params)
    return {k: [v] if isinstance(v, str) else list(v) for k, v in now.items()}


@pytest.fixture(scope="module")
def vales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small record with two of one name, and with names that are nearly another."""
    names = {"vale": "Peter Vale", "vale-2": "Peter Vale", "gone": "Sam Reed",
             "o": "Łucja O’Brien"}  # fmt: skip
    actors = [{"actor_id": k, "name": n, "kind": "person"} for k, n in names.items()]
    folder = tmp_path_factory.mktemp("vales") / "record"
    return write_record(folder, ROWS | {"actors": [*ROWS["actors"], *actors]})


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        ({"amp;actor": "Oda Marsk"}, {"actor": ["Oda Marsk"]}),
        ({"Actor": "Oda Marsk"}, {"actor": ["Oda Marsk"]}),
        ({"actor": "oda  MARSK"}, {"actor": ["Oda Marsk"]}),
        ({"actor": "Oda%20Marsk"}, {"actor": ["Oda Marsk"]}),
        ({"actor": "Oda+Marsk"}, {"actor": ["Oda Marsk"]}),
        ({"actor=Oda+Marsk": ""}, {"actor": ["Oda Marsk"]}),
        ({"actor": "oda-marsk"}, {"actor": ["Oda Marsk"]}),
        ({"actor": "Oda Marsk (oda-marsk)"}, {"actor": ["Oda Marsk"]}),
        ({"actor": "Arden's state news agency"}, {"actor": [NEWS]}),
        ({"actor": "Lucja OBrien"}, {"actor": ["Łucja O’Brien"]}),
        ({"actor": "peter vale (vale-2)"}, {"actor": ["Peter Vale (vale-2)"]}),
        ({"country": ["BRK", "arden"]}, {"country": ["Brekland", "Arden"]}),
        ({"chain": REACHED["only"].upper()}, {"chain": [REACHED["only"]]}),
        ({"chain": "only through state media"}, {"chain": [REACHED["only"]]}),
        ({"country": "Arden", "fbclid": "a", "utm_x": "b"}, {"country": ["Arden"]}),
        ({"country": "Arden."}, {"country": ["Arden"]}),
    ],
    ids=str,
)
def test_an_address_is_made_out_and_put_right(
    visit: Visit, vales: Path, asked: dict[str, Any], now: dict[str, list[str]]
) -> None:
    app = visit(vales, **asked)
    assert asks(app) == now
    (name,) = now
    chosen = app.session_state[name]
    assert (chosen if isinstance(chosen, list) else [chosen]) == now[name]
    assert not app.warning


@pytest.mark.parametrize(
    ("asked", "now"),
    [
        ("brekland: Arden's dam on the Selm", "Brekland: Arden’s dam on the Selm"),
        # What the matrix once called those who hold for no state.
        (
            "Held for no state: Arden’s dam on the Selm",
            f"{STATELESS}: Arden’s dam on the Selm",
        ),
        ("Nowhere: Nothing", "Nowhere: Nothing"),
    ],
)
def test_a_cell_is_made_out_by_what_it_was_called(
    visit: Visit, small: Path, asked: str, now: str
) -> None:
    assert asks(visit(small, stances_cell=asked)) == {"stances_cell": [now]}


@pytest.mark.parametrize(
    ("asked", "told", "offers"),
    [
        (
            {"actor": "Peter Vale"},
            "The address asks for actor “Peter Vale”: this record has 2 of that"
            " name; choose one below. Everything is shown.",
            ["Peter Vale (vale)", "Peter Vale (vale-2)"],
        ),
        (
            {"actor": "Sam Red"},
            "The address asks for actor “Sam Red”: no such name in this record; near it"
            " is what stands below. Everything is shown.",
            ["Sam Reed"],
        ),
        (
            {"actors": "Sam Reed"},
            "The address asks for actor “actors=Sam Reed”: no such name in this record;"
            " near it is what stands below. Everything is shown.",
            ["Sam Reed"],
        ),
    ],
)
def test_what_an_address_may_mean_is_offered_in_one_click(
    visit: Visit, vales: Path, asked: dict[str, str], told: str, offers: list[str]
) -> None:
    app = visit(vales, **asked)
    assert [one.replace("\\", "") for one in spoken(app)] == [told]
    buttons = [one for one in app.button if (one.key or "").startswith("take_")]
    labels = [one.label.replace("\\", "") for one in buttons]
    assert labels == [f"Actor: {one}" for one in offers]
    buttons[-1].click().run()
    assert app.session_state["actor"] == [offers[-1]]
    assert not app.warning


def test_what_means_nothing_is_named_and_left_out(visit: Visit, small: Path) -> None:
    app = visit(small, id="5", session_id="1", country="Arden")
    (told,) = spoken(app)
    assert told.replace("\\", "") == (
        "The address holds “id”, “session_id”, which mean nothing here and were left"
        " out."
    )
    assert asks(app) == {"country": ["Arden"]}
    app.button(key="close_unknown").click().run()
    assert not app.warning


@pytest.mark.parametrize(
    "key",
    [
        f"{QUOTE}.", f"{QUOTE})", f"{QUOTE} ", QUOTE.upper(), f"\u200b{QUOTE}",
        f"“{QUOTE}”", [QUOTE, "other"], ["other", QUOTE],
    ],
)  # fmt: skip
def test_a_damaged_address_of_a_row_opens_it(
    visit: Visit, small: Path, key: str | list[str]
) -> None:
    app = visit(small, "quotes", quote=key)
    assert asks(app) == {"quote": [QUOTE]}
    assert "never be stopped" in app.title[0].value
    assert not app.warning


def test_an_address_that_was_to_embed_is_opened_anew_by_the_browser(
    visit: Visit, small: Path
) -> None:
    app = visit(small, **{"country": "Arden", "amp;embed": "true"})
    assert asks(app) == {"country": ["Arden"]}
    (drawer,) = [one for one in app.get("bidi_component")
                 if one.proto.id.endswith("-drawer")]  # fmt: skip
    assert '"embedding":{"embed":"true"}' in drawer.proto.json.replace(" ", "")


def bound() -> Iterator[str]:
    """Each parameter that a call of the code binds to the address or reads from it."""
    for path in sorted(APP.parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            given = {one.arg: one.value for one in node.keywords}
            called = ast.unparse(node.func)
            names: list[ast.expr] = []
            if "bind" in given and "key" in given:
                names = [given["key"]]
            elif called.endswith(("lists.pages", "query_params.get", ".get_all")):
                free = isinstance(given.get("bound"), ast.Constant)
                names = [] if free else node.args[:1]
            yield from (
                str(one.value) for one in names if isinstance(one, ast.Constant)
            )


def test_each_parameter_that_pages_have_is_known() -> None:
    found = set(bound())
    assert {"quotes_words", "quotes_page", "timeline_axis", "part"} <= found
    assert found <= address.KNOWN
    # What a page of before called so, and no page has any more, is not.
    written = "".join(path.read_text("utf-8") for path in APP.parent.rglob("*.py")
                      if path.name != "address.py")  # fmt: skip
    lacking = {one for one in address.CHOICES if f'"{one}"' not in written}
    assert lacking == {"embed_options", "stances_down", "stances_across"}


def test_who_goes_back_to_what_means_nothing_finds_the_page_and_is_told(
    visit: Visit, small: Path
) -> None:
    # What was drawn before holds its own choices: the address cannot be put right.
    app = visit(small, "timeline")
    asked = {
        "country": ["Arden", "Atlantis"],
        "voice": "nobody",
        "chain": "via state media only",
        "id": "5",
    }
    for name, values in asked.items():
        app.query_params[name] = values
    app.run()
    assert not app.exception
    assert "Atlantis" in " ".join(spoken(app))
    assert app.multiselect(key="country").value == ["Arden"]
    assert asks(app) == {"country": ["Arden"], "chain": [REACHED["only"]]}
    app.button(key="close_unknown").click().run()
    assert not app.warning
    app.multiselect(key="country").set_value(["Brekland"]).run()
    assert app.multiselect(key="country").value == ["Brekland"]
