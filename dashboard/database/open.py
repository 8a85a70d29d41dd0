"""Open a record, whatever it is: a folder, a .zip, a prepared file, a cluster."""

from pathlib import Path
from typing import Final

from dashboard.database import build
from dashboard.database.cluster_tables import on_cluster
from dashboard.database.prepared_file import is_prepared, opened
from dashboard.database.record import About, Record, assembled
from dashboard.engine import compiled_cache, duckdb, spark
from dashboard.engine.base import CLUSTER
from dashboard.engine.duckdb import Embedded
from dashboard.intake import files, understood
from dashboard.record import problems, staging

_PACKAGE: Final = Path(__file__).resolve().parents[1]
# The record that comes with the program: a wheel holds it in the package, a checkout
# beside it.
DEFAULT: Final = (
    _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent
) / "data"


def open_record(address: Path | str = DEFAULT) -> Record:
    """
    Open the record in a folder, a .zip, a file made by `prepared_file.write`, or on a
    cluster.

    Raises:
        RecordRefused: the record has problems; nothing is opened.

    """
    if isinstance(address, str):
        return on_cluster(address)
    if is_prepared(address):
        return opened(address)
    read = files.read(address)
    understood.checked(read)
    backend = duckdb.connect(**staging.threads(read))
    with problems.engine_errors():
        build.prepare(staging.laid_out(backend, read))
    compiled_cache.keep()
    about = About(read.about, read.remarks, read.others)
    return assembled(address, Embedded(backend), about)


def located(text: str) -> Path | str:
    """
    Return where a record is: an address as it is written, else an absolute path.
    """
    return text if text.startswith(CLUSTER) else Path(text).absolute()


def reachable(address: str) -> str:
    """
    Return a cluster's address in full; refuse it where nothing answers.
    """
    try:
        return str(spark.reachable(address))
    except spark.NoCluster as lacking:
        raise problems.refused(address, lacking.wrong, lacking.mend) from lacking
