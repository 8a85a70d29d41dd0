"""A cluster answers every question as this machine does, row for row."""

import ast
import importlib
import inspect
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.citing import citation, permalinks
from dashboard.database import cluster_tables, version
from dashboard.database.open import DEFAULT, open_record
from dashboard.database.record import Record
from dashboard.engine import spark
from dashboard.engine.base import NoAnswer
from dashboard.export import formats
from dashboard.markup import method
from dashboard.queries import counts as count_queries
from dashboard.queries.filters import LISTS, Filters
from dashboard.record.problems import RecordRefused
from dashboard.search import facets, question, quotes
from tests.support import hostile_record, spark_cluster
from tests.support.every_question import EXAMPLES, first
from tests.support.small_record import write_record
from tests.support.texts import TEXTS, written

DASHBOARD: Final = Path(dashboard.__file__).parent
EVERYTHING: Final = Filters()
READERS: Final = 6


Asking = Callable[[Record], Any]


class Pair(NamedTuple):
    """A record opened on this machine and, from its tables, on the cluster."""

    here: Record
    there: Record


def texts(folder: Path) -> Path:
    """A record of statements in scripts that know no spaces, with signs in others."""
    return written(folder, [*TEXTS, "ลูกแมวกินปลา", "東京都は水を止めた"]).address


RECORDS: Final[dict[str, Callable[[Path], Path]]] = {
    "default": lambda _: DEFAULT,
    "hostile": hostile_record.write,
    "texts": texts,
    "empty": lambda folder: write_record(folder, {}),
}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    spark_cluster.need_java()
    from pyspark import SparkContext

    with pytest.MonkeyPatch.context() as patch:
        for name, value in spark_cluster.SMALL.items():
            patch.setenv(name, value)
        with spark_cluster.cluster(tmp_path_factory.mktemp("cluster")) as address:
            yield address
            if SparkContext._active_spark_context is not None:
                SparkContext._active_spark_context.stop()


@pytest.fixture(scope="module")
def pairs(
    master: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Pair]:
    opened: dict[str, Pair] = {}

    def pair(name: str) -> Pair:
        if name not in opened:
            folder = tmp_path_factory.mktemp(name)
            source = RECORDS[name](folder / "record")
            cluster_tables.write(source, folder / "tables")
            there = open_record(f"{master}?tables={folder / 'tables'}")
            opened[name] = Pair(open_record(source), there)
        return opened[name]

    return pair


def same(pair: Pair, ask: Asking) -> Any:
    """What both engines answer; it is the same."""
    return all_same(pair, [ask])[0]


def all_same(pair: Pair, asked: list[Asking]) -> list[Any]:
    """What both engines answer to each of several questions; it is the same."""
    told = [ask(pair.here) for ask in asked]
    # At once: much of the time that a cluster takes it waits.
    with ThreadPoolExecutor(READERS) as readers:
        answers = readers.map(lambda ask: ask(pair.there), asked)
        for here, there in zip(told, answers, strict=True):
            if isinstance(here, pd.DataFrame):
                pd.testing.assert_frame_equal(here, there, rtol=1e-12, atol=0)
            else:
                assert here == there
    return told


# Every question


@cache
def questions() -> dict[str, Callable[..., pd.DataFrame]]:
    """Every function that is decorated with `cached_query`, by its module and name."""
    found = {}
    for path in sorted(DASHBOARD.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and "cached_query" in {
                one.id for one in node.decorator_list if isinstance(one, ast.Name)
            }:
                where = path.relative_to(DASHBOARD).with_suffix("")
                name = ".".join(where.parts)
                module = importlib.import_module(f"dashboard.{name}")
                found[f"{name}.{node.name}"] = getattr(module, node.name)
    return found


def test_every_question_has_an_example() -> None:
    assert set(questions()) == set(EXAMPLES)


def chosen(record: Record) -> list[Filters]:
    """Filters of each kind, alone and together, of which each leaves something."""
    keys = {name: tuple(facets.choices(record, name)["key"].head(3)) for name in LISTS}
    alone = [Filters(**{name: key}) for name, key in keys.items()]  # type: ignore[arg-type]  # each is a list
    told = [Filters(voice=one) for one in ("self", "own_state_media", "others")]
    ways = [Filters(chain=one) for one in ("without", "only")]
    both = Filters(actor=keys["actor"], issue=keys["issue"], chain="without")
    words = Filters(words="quoted")
    about = [
        Filters(country=keys["country"], about="about"),
        Filters(actor=keys["actor"], about="either"),
    ]
    return [EVERYTHING, *alone, *told, *ways, both, words, *about]


@pytest.mark.parametrize("question", sorted(EXAMPLES))
def test_the_cluster_answers_as_this_machine_does(
    pairs: Callable[[str], Pair], question: str
) -> None:
    pair, ask = pairs("default"), questions()[question]
    asked = EXAMPLES[question](pair.here)
    if "chosen" in inspect.signature(ask).parameters:
        kept = chosen(pair.here)
        # In turn, so that all filters meet some questions and none meets all.
        one = kept[1 + sorted(EXAMPLES).index(question) % (len(kept) - 1)]
        all_of_it = [{"chosen": EVERYTHING} | told for told in asked]
        asked = [*all_of_it, asked[0] | {"chosen": one}]
    told = all_same(pair, [asking(ask, one) for one in asked])
    assert sum(map(len, told))


def asking(ask: Callable[..., pd.DataFrame], told: dict[str, Any]) -> Asking:
    """A question of a record: a function and what it is told, by name."""

    def of(record: Record) -> pd.DataFrame:
        takes = inspect.signature(ask)
        bound = takes.bind_partial(record)
        bound.arguments.update(told)
        return ask(*bound.args, **bound.kwargs)

    return of


def test_every_filter_leaves_the_same_rows(pairs: Callable[[str], Pair]) -> None:
    pair = pairs("default")
    kept = chosen(pair.here)
    told = all_same(
        pair, [asking(count_queries.counts, {"chosen": one}) for one in kept]
    )
    assert len(told) == 16
    for found in told:
        assert found.loc[0, ["quotes", "positions", "events", "marks"]].sum()


# Words


TYPED: Final = {
    "default": ["kim", "nuclear weapons", '"north korea*"', "un* -nuclear", "-kim*",
                'k* -"north korea" the', "no such word", "n* k* t*", "’", "-%"],
    "texts": ["東京", "กิน", "CAFÉ", "strasse", "C++", "\\", "'", "{x}", ":x", "\u2028",
              "😀"],
}  # fmt: skip


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_is_found_alike(pairs: Callable[[str], Pair], name: str) -> None:
    told = {"chosen": EVERYTHING, "order": "relevance", "size": None}
    asked = [asking(quotes.quotes, told | {"typed": typed}) for typed in TYPED[name]]
    assert any(map(len, all_same(pairs(name), asked)))


def test_words_are_found_at_all(pairs: Callable[[str], Pair]) -> None:
    there = pairs("texts").there
    found = quotes.quotes(there, EVERYTHING, "東京", size=None)
    assert list(found["content"]) == ["東京都は水を止めた"]


def test_words_under_filters_and_on_a_second_page(
    pairs: Callable[[str], Pair],
) -> None:
    pair = pairs("default")
    kept = Filters(country=tuple(facets.choices(pair.here, "country")["key"].head(2)))
    ask = {"typed": "the", "order": "relevance", "size": 4}
    for page in (1, 2, 3):
        rows = same(pair, lambda r: quotes.quotes(r, kept, page=page, **ask))  # noqa: B023 - it is asked at once
        assert len(rows)


def test_beginnings_are_offered_alike(pairs: Callable[[str], Pair]) -> None:
    near = same(
        pairs("default"), lambda r: quotes.suggestions(r, question.parse("nuc"))
    )
    assert near == ["nuclear"]


# What is asked without being remembered


def test_other_answers_are_alike(pairs: Callable[[str], Pair]) -> None:
    pair = pairs("default")
    key = first(pair.here, "quotes", "quote_id")
    same(pair, lambda r: permalinks.exists(r, "quote", key))
    same(pair, lambda r: permalinks.nearest(r, "quote", f"{key}x"))
    same(pair, lambda r: permalinks.nearest(r, "cell", "x"))
    same(pair, lambda r: method.rows(r, Filters(voice="self")))
    same(pair, version.version)
    same(pair, lambda r: citation.sources_as(r, "BibTeX"))


@pytest.mark.parametrize("form", ["record.zip", "record.jsonld"])
def test_its_export_is_that_of_its_source(
    pairs: Callable[[str], Pair], tmp_path: Path, form: str
) -> None:
    for place, one in zip(("here", "there"), pairs("hostile"), strict=True):
        (tmp_path / place).mkdir()
        formats.export(one, tmp_path / place / form, lambda *_: None)
    here, there = (tmp_path / place / form for place in ("here", "there"))
    assert here.read_bytes() == there.read_bytes()


def test_an_empty_record_is_empty_there_too(pairs: Callable[[str], Pair]) -> None:
    pair = pairs("empty")
    found = same(pair, lambda r: quotes.quotes(r, EVERYTHING, "dam", "relevance"))
    assert found.empty
    counts = same(pair, lambda r: count_queries.counts(r, EVERYTHING))
    assert counts.loc[0, "quotes"] == 0


# Many readers, and one who changes their mind


def test_readers_at_once_get_their_own_answers(pairs: Callable[[str], Pair]) -> None:
    pair = pairs("default")
    typed = ["korea", "nuclear", "the", "wa*", "-kim", "no"]
    alone = {one: quotes.quotes(pair.here, EVERYTHING, one, size=100) for one in typed}
    wrong: list[BaseException] = []

    def read(one: str) -> None:
        try:
            for size in (100, 101):
                found = quotes.quotes(pair.there, EVERYTHING, one, size=size)
                pd.testing.assert_frame_equal(found, alone[one])
        except BaseException as error:  # noqa: BLE001 - told by the test itself
            wrong.append(error)

    readers = [threading.Thread(target=read, args=(one,)) for one in typed]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []


class OtherQuestion(BaseException):
    """What Streamlit raises where a reader asks something else."""


def endless(record: Record) -> pd.DataFrame:
    """A question that takes minutes: three words and a mark, in every combination."""
    places = record.table("postings").select("position")
    rows = record.table("marks").select(p="start")
    for number in range(3):
        rows = rows.cross_join(places.rename({f"p{number}": "position"}))
    product = rows.p0 * rows.p1 + rows.p2 * rows.p
    return record.answer(rows.aggregate(most=product.max()))


def test_a_question_that_another_supersedes_is_given_up(
    pairs: Callable[[str], Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = pairs("default").there
    tracker = there.engine._session.sparkContext.statusTracker()  # type: ignore[attr-defined]  # Spark's own
    looks = []

    def superseded(number: int) -> None:
        looks.append(number)
        if number > 5 and tracker.getActiveJobsIds():
            raise OtherQuestion

    monkeypatch.setattr(there.engine, "waiting", superseded)
    with pytest.raises(OtherQuestion):
        endless(there)
    assert looks == list(range(1, len(looks) + 1))
    monkeypatch.undo()
    until = time.monotonic() + 10
    while tracker.getActiveJobsIds():
        assert time.monotonic() < until
        time.sleep(0.1)
    found = quotes.quotes(there, EVERYTHING, "korea", "date", size=7)
    assert len(found) == 7


# What is refused


def refusal(address: str) -> Any:
    with pytest.raises(RecordRefused) as refused:
        open_record(address)
    assert refused.value.total == len(refused.value.problems) == 1
    return refused.value.problems[0]


def test_a_folder_without_tables_is_refused(master: str, tmp_path: Path) -> None:
    problem = refusal(f"{master}?tables={tmp_path}")
    assert problem.wrong.startswith("the table about cannot be read there: ")
    assert "on-the-record prepare --tables" in problem.mend


def test_tables_of_a_record_that_has_changed_since_are_refused(
    master: str, tmp_path: Path
) -> None:
    source = write_record(tmp_path / "record")
    cluster_tables.write(source, tmp_path / "tables")
    (source / "marks.csv").touch()
    problem = refusal(f"{master}?tables={tmp_path / 'tables'}")
    assert problem.wrong == f"no longer fits the record it was made from ({source})"
    mend = f"on-the-record prepare --tables --force {source} {tmp_path / 'tables'}"
    assert problem.mend == f"make it anew: {mend}"


# What may happen to it


def test_where_spark_has_ended_the_next_visit_opens_the_record_again(
    pairs: Callable[[str], Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark import SparkContext

    here, there = pairs("default")
    address = f"{SparkContext._active_spark_context.master}?tables={there.address}"
    monkeypatch.setenv("ON_THE_RECORD", address)
    app = AppTest.from_file(str(DASHBOARD / "app.py"), default_timeout=600)
    # The page that asks least: each question takes a cluster a second.
    app.switch_page("app_pages/timeline.py").run()
    seen = [one.value for one in app.markdown]
    # As much as one run may see of a cluster that fails.
    with monkeypatch.context() as failing:
        failing.setattr(spark.Cluster, "_rows", failed)
        app.selectbox(key="chain").set_value("not from or via state media").run()
    assert not app.exception
    assert "It said: no such worker" in app.error[0].value
    SparkContext._gateway.proc.kill()
    SparkContext._gateway.proc.wait()
    with pytest.raises(NoAnswer, match="refused"):
        quotes.quotes(there, EVERYTHING, "korea", "date", size=8)
    assert not there.engine.is_open()
    app.selectbox(key="chain").set_value("any way").run()
    assert not app.exception
    assert not app.error
    assert [one.value for one in app.markdown] == seen
    same(
        Pair(here, open_record(address)), lambda r: count_queries.counts(r, EVERYTHING)
    )


def failed(*_: object) -> None:
    raise NoAnswer("no such worker")


# Addresses


def test_an_address_says_the_master_and_the_folder(tmp_path: Path) -> None:
    read = spark.address("spark://one:7077?tables=/data/a b?c&d")
    assert read == ("spark://one:7077", "/data/a b?c&d")
    assert spark.address(str(read)) == read
    two = spark.address("spark://one:7077,two:7078?tables=hdfs://n:9000/data")
    assert two == ("spark://one:7077,two:7078", "hdfs://n:9000/data")


def test_a_folder_of_this_machine_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read = spark.address("spark://one:7077?tables=some/tables")
    assert read.tables == str(tmp_path / "some/tables")


@pytest.fixture
def silent() -> Iterator[str]:
    """An address at which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"spark://127.0.0.1:{taken.getsockname()[1]}?tables=/nowhere"


def test_what_must_be_installed_is_named(
    silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spark.shutil, "which", lambda _: None)
    monkeypatch.setattr(spark, "find_spec", lambda _: True)
    with pytest.raises(spark.NoCluster, match="needs Java, which is not installed"):
        spark.reachable(silent)
    monkeypatch.setattr(spark, "find_spec", lambda _: None)
    with pytest.raises(spark.NoCluster, match="needs pyspark, which is not") as told:
        spark.reachable(silent)
    assert told.value.mend.endswith("pip install 'on-the-record[spark]'")
