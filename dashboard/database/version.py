"""
The version of a record: one SHA-256 of what its tables say, whatever form they have.

A record has the same version from a folder, a .zip or another program's files, and in
any order of rows and columns; a changed cell, an added or a lost row is another. What
the data package says about the record (title, licence) is not part of it. To work it
out elsewhere: a cell is its number of code points, a colon and its text, an integer in
plain digits, an empty cell nothing; a row is the SHA-256, in hexadecimal, of its cells
in the schema's order; a table's is that of its rows', sorted, a line feed between; the
version is that of a line for each table in the schema's order: name, space, digest.
"""

import hashlib
from functools import lru_cache, reduce
from operator import add
from typing import Final

from dashboard.database.record import Record
from dashboard.record.schema import TABLES

# How much of it is printed: as many digits as tell any two records apart in practice.
PRINTED: Final = 12


@lru_cache(maxsize=4)
def version(record: Record) -> str:
    """
    Return a record's version as 64 digits of 0-9 and a-f; worked out once a record.
    """
    if record.digest:
        return record.digest
    lines = []
    for table in TABLES.values():
        rows = record.table(table.name)
        cells = []
        for name in table.names:
            text = rows[name].cast("string").fill_null("")
            cells.append(text.length().cast("string") + ":" + text)
        digests = rows.select(digest=reduce(add, cells).hexdigest("sha256"))
        # Joined by the engine: as Python's texts a million digests take 100 MB.
        sorted_digests = digests.digest.group_concat("\n", order_by=digests.digest)
        joined = digests.aggregate(joined=sorted_digests.fill_null(""))
        told = record.answer(joined.select(digest=joined.joined.hexdigest("sha256")))
        lines.append(f"{table.name} {told['digest'].iloc[0]}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def printed(record: Record) -> str:
    """
    Return the version as a citation prints it: the package's own, “+”, the first digits
    of the content's: “1.0.0+9f2c4e12ab34”.
    """
    digits = version(record)[:PRINTED]
    own = str(record.about.get("version") or "").strip()
    return f"{own}+{digits}" if own else digits
