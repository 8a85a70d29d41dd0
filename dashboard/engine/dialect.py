"""How Apache Spark is asked: what is set in a session, and its dialect."""

from typing import Any, Final

from ibis.backends.sql.compilers.pyspark import PySparkCompiler, offset_to_filter

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
