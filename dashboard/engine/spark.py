"""Apache Spark as a record's engine: an address, a session, tables kept in memory."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from threading import current_thread
from time import monotonic, sleep
from typing import Any, Final
from uuid import uuid4

import ibis
import ibis.expr.types as ir
import pandas as pd
import pyarrow as pa

from dashboard.engine.base import TICK, Compiled, NoAnswer, parameterised, unheeded
from dashboard.engine.dialect import COMPILER, SETTINGS
from dashboard.engine.masters import Address, NoCluster

# Columns of which those who plan are told how often each value is there.
COUNTED: Final = (("postings", "code"),)
READERS: Final = 16  # Questions that are answered at once.
PATIENCE: Final = 60  # Seconds in which a worker must have joined.


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
            wrong = f"the table {name} cannot be read there: {_first_line(error)}"
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
        return {
            name: ibis.Schema.from_pyarrow(to_arrow_schema(kinds))
            for name, kinds in columns.items()
        }

    def compile(self, question: ir.Table) -> Compiled:
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
            raise NoAnswer(_first_line(error)) from error


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
        wrong = f"cannot be joined: {_first_line(error)}"
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


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
