"""A record's prepared tables as Parquet files for a cluster: written, opened."""

from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.database import build, prepared_file
from dashboard.database.record import MADE, Record, about_from, assembled
from dashboard.database.version import version
from dashboard.engine import duckdb, scratch, spark
from dashboard.engine.duckdb import EngineFailed
from dashboard.record import files, folders, problems
from dashboard.record.files import NotWritten

# Rows that are read together: as many as fit a worker that has little memory, as few as
# let several workers read one table at once.
TOGETHER: Final = 250_000
# What stands in the folder beside the tables: what they were made from.
BESIDE: Final = ("about", "others")


def on_cluster(address: str) -> Record:
    """Open the tables that `cluster_tables.write` made, on a cluster."""
    try:
        at = spark.reachable(address)
        engine = spark.connect(at)
        told, others = (engine.whole(name) for name in ("about", "others"))
        if wrong := prepared_file.why_stale(told.iloc[0], Path(at.tables)):
            source = prepared_file.made_from(told.iloc[0], Path(at.tables))
            again = f"on-the-record prepare --tables --force {source} {at.tables}"
            raise spark.NoCluster(wrong, f"make it anew: {again}")
        engine.keep(MADE)
    except spark.NoCluster as lacking:
        raise problems.refused(address, lacking.wrong, lacking.mend) from lacking
    return assembled(Path(at.tables), engine, about_from(told.iloc[0], others))


def write(
    address: Path,
    folder: Path,
    told: build.Told = lambda *_: None,
    *,
    force: bool = False,
) -> None:
    """
    Write the tables of a record, or of one that is prepared already, into a folder;
    whole or not at all, in one step where a system can exchange two names. Rows keep
    their order: postings that of words.

    `told` hears of each step and how much of all is done (0 to 1).

    Raises:
        RecordRefused: the record has problems.
        NotWritten: of a place that cannot be written, or a folder that is there.

    """
    _look(address, folder, force=force)
    target = folder.absolute()
    try:
        before = folders.stamp(target) if target.exists() else None
        near = scratch.folder(target.parent, files.UNREADY)
        with files.unpacked() as place, near as beside:
            ready, made = address, beside / target.name
            if not prepared_file.is_prepared(address):
                ready = place / "ready.record"
                prepared_file.write(address, ready, _part(told, 0.0, 0.8))
            made.mkdir()
            _written(ready, folder, made, _part(told, 0.8, 1.0))
            if before is None:
                folders.put(made, target)
            else:
                folders.exchange(made, target, before, None)
    except (OSError, EngineFailed) as error:
        raise files.not_written(folder, error) from error
    told("done", 1.0)


def _look(address: Path, folder: Path, *, force: bool) -> None:
    """Refuse a place that cannot be written, or is not ours to overwrite."""
    home, place = address.absolute(), folder.absolute()
    if home in (place, *place.parents):
        raise NotWritten(f"{folder}: name a folder outside of the record")
    ours = {f"{name}.parquet" for name in (*MADE, *BESIDE)}
    is_ours = folder.is_dir() and not {one.name for one in folder.iterdir()} - ours
    if folder.exists() and not is_ours:
        raise NotWritten(f"{folder}: holds something else; name another folder")
    files.writable(folder, force=force)


def _written(ready: Path, folder: Path, unready: Path, told: build.Told) -> None:
    """Write each table of a prepared record into a file of its own."""
    # Looks, too, whether the prepared record still fits what it was made from.
    opened = prepared_file.opened(ready)
    backend = duckdb.connect(ready, read_only=True)
    about = backend.table("about").to_pyarrow().to_pylist()[0]
    source = prepared_file.made_from(about, ready)
    about["source"] = prepared_file.seen_from(folder.absolute().parent, source)
    # Worked out here, once: a cluster would bring together all cells that there are.
    about["digest"] = version(opened)
    pq.write_table(pa.Table.from_pylist([about]), unready / "about.parquet")
    names = (*MADE, "others")
    sizes = {name: int(backend.table(name).count().execute()) for name in names}
    done = 0
    for name in names:
        batches = backend.table(name).to_pyarrow_batches(chunk_size=TOGETHER)
        path = unready / f"{name}.parquet"
        with pq.ParquetWriter(path, batches.schema, compression="zstd") as file:
            for batch in batches:
                file.write_batch(batch, row_group_size=TOGETHER)
                done += batch.num_rows
                told(name, done / sum(sizes.values()))
    backend.disconnect()


def _part(told: build.Told, begins: float, ends: float) -> build.Told:
    """Pass on how much of a part is done as how much of all."""
    return lambda step, part: told(step, begins + (ends - begins) * part)
