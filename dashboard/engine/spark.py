"""Apache Spark: a master's address, a session, tables kept in memory."""

import shutil
import socket
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from threading import current_thread
from time import monotonic, sleep
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa
from ibis.backends.sql.compilers.pyspark import PySparkCompiler, offset_to_filter

from dashboard.engine.base import (
    CLUSTER,
    TICK,
    Compiled,
    NoAnswer,
    first_line,
    parameterised,
    shape,
    unheeded,
)

# Columns of which those who plan are told how often each value is there.
COUNTED: Final = (("postings", "code"),)
READERS: Final = 16  # Questions that are answered at once.
PATIENCE: Final = 60  # Seconds in which a worker must have joined.

# What is not the reader's to set: answers must equal those of the other engine.
SETTINGS: Final = {
    "spark.sql.session.timeZone": "UTC",
    # Questions are short: to plan each anew while it runs took longer than it gained.
    "spark.sql.adaptive.enabled": "false",
    # Who plans knows how much of the index a word takes: what is little goes to every
    # worker, and what it is joined to stays where it is.
    "spark.sql.cbo.enabled": "true",
    "spark.sql.statistics.histogram.enabled": "true",
    # A page's rows are looked up where they can be, as long as they are a list.
    "spark.sql.optimizer.inSetConversionThreshold": "1000",
    # Days before 1582 are those of the calendar that ISO 8601 extends backwards.
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    # Where the worker that keeps a table is busy, another asks it for the rows: to wait
    # three seconds for it, as Spark would, takes longer than the question.
    "spark.locality.wait": "100ms",
    # Readers' questions share the workers, each in a line of its own.
    "spark.scheduler.mode": "FAIR",
    "spark.ui.showConsoleProgress": "false",
    # What a reader asks and drops is no warning to whoever looks at the log.
    "spark.log.level": "ERROR",
}
TABLES: Final = "?tables="
FORM: Final = "spark://HOST:PORT?tables=FOLDER"


class Cluster:
    """A Spark application: the tables of one record, kept in its workers' memory."""

    def __init__(self, session: Any, tables: str) -> None:
        self.waiting: Callable[[int], None] = unheeded
        self._session, self._tables = session, tables
        self._asked = ThreadPoolExecutor(READERS, "question")

    def read(self, name: str) -> Any:
        """
        Return a table as it stands on a disk.

        Raises:
            NoCluster: it cannot be read.

        """
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        path = f"{self._tables.rstrip('/')}/{name}.parquet"
        # A path without a scheme would be one of the cluster's own file system.
        path = path if ":/" in path else Path(path).as_uri()
        try:
            return self._session.read.parquet(path)
        except (PySparkException, Py4JError) as error:
            wrong = f"the table {name} cannot be read there: {first_line(error)}"
            mend = (
                "name the folder that “on-the-record prepare --tables” wrote, at a"
                " place that every machine of the cluster reads"
            )
            raise NoCluster(wrong, mend) from error

    def whole(self, name: str) -> pd.DataFrame:
        """
        Return all rows of a small table.
        """
        rows: pd.DataFrame = self.read(name).toArrow().to_pandas()
        return rows

    def keep(self, names: Iterable[str]) -> None:
        """
        Make tables known by name, and have the workers keep them in memory once read.
        """
        for name in names:
            self.read(name).cache().createOrReplaceTempView(name)
        for name, column in COUNTED:
            statistics = f"ANALYZE TABLE {name} COMPUTE STATISTICS FOR COLUMNS {column}"
            self._session.sql(statistics)

    def shapes(self, names: Iterable[str]) -> dict[str, ibis.Schema]:
        """
        Return the columns of tables.
        """
        from pyspark.sql.pandas.types import to_arrow_schema

        columns = {name: self._session.table(name).schema for name in names}
        return {name: shape(to_arrow_schema(kinds)) for name, kinds in columns.items()}

    @staticmethod
    def compile(question: ir.Table) -> Compiled:
        """
        Put a question into Spark's words.
        """
        words = COMPILER.to_sqlglot(question.unbind())
        return parameterised(question, words.sql(dialect=COMPILER.dialect), ":")

    def fetch(self, text: str, values: dict[str, str]) -> pa.Table:
        """
        Return a question's rows; where waiting for them is given up, have the workers
        stop at it.

        Raises:
            NoAnswer: Spark has failed at it, or has ended.

        """
        group, looks = uuid4().hex, 0
        asked = self._asked.submit(self._rows, group, text, values)
        try:
            while not wait([asked], TICK).done:
                looks += 1
                self.waiting(looks)
        finally:
            if not asked.done():
                asked.cancel()
                self._context.cancelJobGroupAndFutureJobs(group)
        return asked.result()

    def is_open(self) -> bool:
        """
        Tell whether the cluster still knows this application.
        """
        return _is_open(self._session.sparkContext)

    @property
    def _context(self) -> Any:
        return self._session.sparkContext._jsc.sc()

    def _rows(self, group: str, text: str, values: dict[str, str]) -> pa.Table:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        context = self._session.sparkContext
        try:
            context.setJobGroup(group, "a question of a reader", interruptOnCancel=True)
            # A line of each thread's own: a short question passes a long one.
            context.setLocalProperty("spark.scheduler.pool", current_thread().name)
            # Through Arrow alone: Spark's own way to pandas does not know pandas 3 yet.
            return self._session.sql(text, args=values or None).toArrow()
        except (PySparkException, Py4JError, OSError) as error:
            raise NoAnswer(first_line(error)) from error


class Address(NamedTuple):
    """Where a cluster is, and where on its disks a record's tables are."""

    master: str
    tables: str

    def __str__(self) -> str:
        return f"{self.master}{TABLES}{self.tables}"


def connect(at: Address) -> Cluster:
    """
    Join a cluster, with no table read yet.

    Raises:
        NoCluster: it cannot be joined, or no worker is free.

    """
    from ibis.backends.pyspark import Backend
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    # Its compiler looks up options that come with it.
    Backend.register_options()
    try:
        session = _session(at.master)
    except (PySparkException, Py4JError, OSError) as error:
        wrong = f"cannot be joined: {first_line(error)}"
        mend = "look at the master's page, and whether its version of Spark is ours"
        raise NoCluster(wrong, mend) from error
    # Tables are called alike in any record: each has its own names.
    session = session.newSession()
    cores = session.sparkContext.defaultParallelism
    session.conf.set("spark.sql.shuffle.partitions", cores)
    return Cluster(session, at.tables)


def _session(master: str) -> Any:
    """A session with this master; there is one in a process, of one master."""
    from py4j.protocol import Py4JError
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    joined = SparkContext._active_spark_context
    if joined is not None and not (joined.master == master and _is_open(joined)):
        with suppress(Py4JError, OSError):
            joined.stop()
    gateway = SparkContext._gateway
    if gateway is not None and gateway.proc.poll() is not None:
        # Spark's own process has ended; it would be asked for ever.
        SparkContext._active_spark_context = SparkContext._gateway = None
        SparkContext._jvm = SparkSession._instantiatedSession = None
    builder = SparkSession.builder.master(master).appName("On the Record")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    context = session.sparkContext._jsc.sc()
    begun = monotonic()
    # The process itself is counted too.
    while context.getExecutorMemoryStatus().size() < 2:
        if monotonic() - begun > PATIENCE or context.isStopped():
            session.stop()
            raise NoCluster(
                f"no worker of the cluster was free within {PATIENCE} seconds",
                "start workers with more memory than spark.executor.memory (1 GB unless"
                " set), or end the application that holds all cores (the master's page"
                " names it)",
            )
        sleep(TICK)
    return session


def _is_open(context: Any) -> bool:
    """Whether an application is known to its cluster, and its own process runs."""
    from py4j.protocol import Py4JError

    try:
        return context._jsc is not None and not context._jsc.sc().isStopped()
    except (Py4JError, OSError):
        return False


class _Compiler(PySparkCompiler):  # type: ignore[misc]  # Ibis ships no types
    """
    Ibis's compiler for Spark, but for pages of rows and for broken numbers.

    Spark leaves out the first rows itself since 3.4, where Ibis would number them in no
    certain order; and reads 1.2 as a decimal number, of which it keeps six places.
    """

    __slots__ = ()
    rewrites = tuple(
        one for one in PySparkCompiler.rewrites if one is not offset_to_filter
    )

    def visit_NonNullLiteral(self, op: Any, *, value: Any, dtype: Any) -> Any:  # noqa: N802 - Ibis calls it so
        if dtype.is_floating():
            return self.cast(repr(float(value)), dtype)
        return super().visit_NonNullLiteral(op, value=value, dtype=dtype)


COMPILER: Final = _Compiler()


class NoCluster(Exception):  # noqa: N818 - it names what is lacking
    """An address leads to no record on a cluster: what is wrong, and how to mend it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


def address(text: str) -> Address:
    """
    Read an address in the form `FORM`; a folder of this machine becomes absolute.

    Raises:
        NoCluster: it has another form.

    """
    master, _, tables = text.partition(TABLES)
    mend = f"write it as {FORM}"
    try:
        where = [urlsplit(f"//{one}") for one in master[len(CLUSTER) :].split(",")]
        whole = all(one.hostname and one.port and not one.path for one in where)
    except ValueError:
        whole = False
    if not master.startswith(CLUSTER) or not whole:
        raise NoCluster("does not say at which host and port the master listens", mend)
    if not tables:
        raise NoCluster("does not say in which folder the tables are", mend)
    return Address(master, tables if ":/" in tables else str(Path(tables).absolute()))


def reachable(text: str) -> Address:
    """
    Look whether a record on a cluster can be asked for at all, without joining it.

    Raises:
        NoCluster: something is lacking.

    """
    at = address(text)
    if find_spec("pyspark") is None:
        mend = "install it with the program: pip install 'on-the-record[spark]'"
        raise NoCluster("needs pyspark, which is not installed", mend)
    if shutil.which("java") is None:
        raise NoCluster(
            "needs Java, which is not installed",
            "install Java 17 or newer (on Debian: apt install default-jre-headless)",
        )
    refused = []
    for one in at.master[len(CLUSTER) :].split(","):
        where = urlsplit(f"//{one}")
        try:
            socket.create_connection((where.hostname, where.port), timeout=10).close()
        except OSError as error:
            refused.append(f"{one}: {error.strerror or error}")
    if len(refused) == at.master.count(",") + 1:
        wrong = f"no master answers there ({'; '.join(refused)})"
        raise NoCluster(wrong, "start the master, or name the host and port it prints")
    return at
