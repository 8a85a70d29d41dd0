"""
What a paste takes: `python paste.py`.

Two megabytes of each of some texts are looked through as the page does it,
against the default record. Told are seconds, those of the processor, and how much
memory the process that serves the page and the one that looks through take together, at
their most, beyond the first one idle.
"""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboard.database.open import open_record
from dashboard.documents.base import Unreadable
from dashboard.provenance import claims, worker
from dashboard.queries import sources

LENGTH = 2_000_000  # Bytes in UTF-8.
PAGE = os.sysconf("SC_PAGE_SIZE")
ARTICLE = (
    "The minister said on Monday that “nothing has been decided” and that talks would"
    " go on.\n\nAccording to two officials, the plan’s second part was dropped.\n\n"
)
TEXTS = {
    "»": "»", "“": "“", "‘a ": "‘a ", "“‘ nested": "“‘", "« then ’": "«’",
    "English dialogue": (
        "‘We won’t pay for their dam,’ she said, and the mayor’s aide left.\n\n"
    ),
    "French dialogue": (
        "— Nous ne paierons pas le barrage, dit-elle à l’envoyé du maire.\n\n"
    ),
    "plain prose": ARTICLE, "one long line": ARTICLE.replace("\n\n", " "),
    "Chinese with 《》": "他在《人民日报》上说，这件事情还没有决定。",
    "Korean": "장관은 아무것도 결정되지 않았다고 말했다. ",
    "digits": "0123456789", "newlines": "\n", "é": "é", "said ": "said ",
    "a mark a line": "“a\n", "&quot;": "&quot;", "``a''": "``a''", "’ ": "’ ",
    "<p>": "<p>", "*a b*": "*a b*", "— A, b.↵": "— A, b.\n", "a-↵b": "a-\n",
}  # fmt: skip


def made(name: str) -> str:
    """Two megabytes of a text."""
    unit = TEXTS[name]
    times = LENGTH // len(unit.encode())
    if " nested" in name or " then " in name:
        return unit[0] * times + unit[1] * times
    return unit * times


def resident(process: int | str) -> int:
    """Bytes of memory that a process takes."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except (OSError, IndexError):
        return 0


def children() -> list[str]:
    """The processes that this one has begun."""
    found = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += (task / "children").read_text().split()
        except OSError:
            continue
    # Until it has its own program, a process shows the memory of the one it began in.
    own = Path("/proc/self/cmdline").read_bytes()
    return [one for one in found if _command(one) not in (b"", own)]


def _command(process: str) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def watched() -> Iterator[list[float]]:
    """The most memory that this process and those that it begins take together."""
    # The second is what to look took itself: seconds of the processor.
    most, over = [0.0, 0.0], threading.Event()

    def look() -> None:
        while not over.wait(0.005):
            now = resident("self") + sum(map(resident, children()))
            most[0] = max(most[0], now)
        most[1] = time.thread_time()

    watcher = threading.Thread(target=look)
    watcher.start()
    yield most
    over.set()
    watcher.join()


def main() -> None:
    """Measure each, and print a table."""
    record = open_record()
    [source] = sources.sources(record, sources.Filters(), 1).source_id.head(1)
    found = claims.claims(sources.rows(record, source))
    row = sources.source(record, source).iloc[0]
    coded = worker.Coded(row["sha256"], int(row["length"]), row["language"])
    print("| two megabytes of | seconds | of the processor | MB above idle |")
    print("|---|---|---|---|")
    for name in TEXTS:
        data, idle = made(name).encode(), resident("self")
        used = os.times()
        with watched() as most:
            begun = time.perf_counter()
            try:
                done = worker.check(data, found, coded, lambda: None)
                told = "" if done.traces.is_whole else " (not all looked at)"
            except Unreadable as error:
                done, told = None, f" ({error.wrong})"
            took = time.perf_counter() - begun
        now = os.times()
        spent = now.children_user + now.children_system + now.user + now.system
        spent -= used.children_user + used.children_system + used.user + used.system
        spent -= most[1]
        above = (most[0] - idle) / 1e6
        shown = name.replace("\n", "↵").replace(" ", "␣") if len(name) < 6 else name
        print(f"| {shown}{told} | {took:.1f} | {spent:.1f} | {above:.0f} |", flush=True)
        del done, data


if __name__ == "__main__":
    main()
