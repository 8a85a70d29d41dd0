"""Where a record on a cluster is: its address, read and looked up."""

import shutil
import socket
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from dashboard.engine.base import CLUSTER

TABLES: Final = "?tables="
FORM: Final = "spark://HOST:PORT?tables=FOLDER"


class NoCluster(Exception):  # noqa: N818 - it names what is lacking
    """An address leads to no record on a cluster: what is wrong, and how to mend it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong, self.mend = wrong, mend


class Address(NamedTuple):
    """Where a cluster is, and where on its disks a record's tables are."""

    master: str
    tables: str

    def __str__(self) -> str:
        return f"{self.master}{TABLES}{self.tables}"


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
