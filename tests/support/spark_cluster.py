"""A real Apache Spark standalone cluster on loopback: one master and two workers."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

CLASSES: Final = "org.apache.spark.deploy"
WORKERS: Final = 2
# Java compiles programs better the longer they run; these end soon.
JAVA: Final = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
SMALL: Final = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_DAEMON_MEMORY": "256m",
    "SPARK_DAEMON_JAVA_OPTS": JAVA,
    # What a user writes into spark-defaults.conf. To compile a question that is asked
    # once, of few rows, takes longer than to ask it.
    "PYSPARK_SUBMIT_ARGS": "--driver-memory 768m --conf spark.executor.memory=512m"
    " --conf spark.sql.codegen.wholeStage=false"
    " --conf spark.sql.codegen.factoryMode=NO_CODEGEN"
    f" --conf spark.ui.enabled=false --conf spark.driver.extraJavaOptions='{JAVA}'"
    f" --conf spark.executor.extraJavaOptions='{JAVA}' pyspark-shell",
}
STARTS: Final = 60  # Seconds in which a part of the cluster must have started.


def need_java() -> None:
    """Skip what needs a cluster where there is no Java, but never in CI."""
    if shutil.which("java") is None:
        if os.environ.get("CI"):
            pytest.fail("CI installs Java, yet there is none")
        pytest.skip("needs Java (apt install default-jre-headless)")


@contextmanager
def cluster(
    folder: Path, settings: dict[str, str] = SMALL, memory: str = "1g"
) -> Iterator[str]:
    """
    Run a cluster from the package itself; give its master's address.

    `settings` are of its environment; `memory` is what a worker may hand out.
    """
    settings = settings | {"SPARK_LOCAL_IP": "127.0.0.1"}
    started: list[subprocess.Popen[bytes]] = []
    try:
        master = f"spark://127.0.0.1:{_free_port()}"
        _start(started, folder, settings, "master.Master", "--host", "127.0.0.1",
               "--port", master.rpartition(":")[2], "--webui-port", "0")  # fmt: skip
        _await(folder / "master.Master-1.log", "I have been elected leader", started)
        for _ in range(WORKERS):
            _start(started, folder, settings, "worker.Worker", "--host", "127.0.0.1",
                   "--cores", "1", "--memory", memory, "--webui-port", "0",
                   "--work-dir", str(folder), master)  # fmt: skip
        for number in range(WORKERS):
            log = folder / f"worker.Worker-{number + 2}.log"
            _await(log, "Successfully registered with master", started)
        yield master
    finally:
        for process in reversed(started):
            # Each is a group of its own: what a worker started ends with it.
            os.killpg(process.pid, signal.SIGTERM)
        for process in started:
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _start(
    started: list["subprocess.Popen[bytes]"],
    folder: Path,
    settings: dict[str, str],
    name: str,
    *told: str,
) -> None:
    import pyspark

    home = Path(pyspark.__file__).parent
    command = ["bash", str(home / "bin/spark-class"), f"{CLASSES}.{name}", *told]
    with (folder / f"{name}-{len(started) + 1}.log").open("wb") as log:
        started.append(
            subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=os.environ | settings | {"SPARK_HOME": str(home)},
            )
        )


def _await(log: Path, words: str, started: list["subprocess.Popen[bytes]"]) -> None:
    until = time.monotonic() + STARTS
    while not re.search(words, said := log.read_text(errors="replace")):
        assert all(one.poll() is None for one in started), said[-2000:]
        assert time.monotonic() < until, said[-2000:]
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
