"""
Every number that bounds memory and time, whatever is pasted, dropped or opened.

They stand here, in the lowest wing that knows of texts and files, so that each wing
above reads the same. `.streamlit/README.md` has them as a table made from this page.
"""

from typing import Final

MB: Final = 1_000_000

# A reader's copy of a source. What is counted is steps, never seconds: a verdict must
# not hang on how busy the machine is.
LONGEST: Final = 2_000_000
MARKS: Final = 400_000
VERBS: Final = 100_000
TRIES: Final = 400_000
TRIES_OF_A_ROW: Final = 20_000
DIFFERENCES: Final = 150
LONGEST_DIFFERENCE: Final = 3_000
LIGHT: Final = 200_000
DRAFTED: Final = 200_000
TAGS: Final = 100_000
AT_ONCE: Final = 2
PATIENCE: Final = 60
# A shell can wait longer than a page, and keeps nobody else waiting.
IN_A_SHELL: Final = 50

# An article that is read before it is coded.
READING: Final = 20
READING_MEMORY: Final = 400 * MB
PARAGRAPHS: Final = 20_000
WORD_PARTS: Final = 2_000
WORD_UNPACKED: Final = 20 * MB
PDF_PAGES: Final = 300

# What a browser may send: `.streamlit/config.toml` says it to Streamlit.
DROPPED: Final = 5
SENT: Final = 10

# A record on its way in.
UNPACKED: Final = 4_000 * MB
RATIO: Final = 100
RATIO_FROM: Final = 100 * MB
PACKED_FILES: Final = 1_000
CELL: Final = 1_000_000
LINE: Final = 10_000_000
NAME: Final = 2_000
BESIDE: Final = 20 * MB
IMPORTED: Final = 200 * MB
BATCH: Final = 16 * MB
WORKBOOK: Final = 400 * MB
WORKBOOK_MEMORY: Final = 2_000 * MB
LISTED: Final = 200

# A page, and a picture.
SHOWN: Final = 10_000
SEGMENTS: Final = 5
POINTED_AT: Final = 240

# Each of them: what it bounds, and what is said or done beyond.
TOLD: Final[dict[str, tuple[str, str]]] = {
    "LONGEST": (
        "characters of a copy that a page looks through, and of an article",
        "it says so, and nothing is checked; `on-the-record check --source` does",
    ),
    "MARKS": (
        "steps in which the marks of a copy are paired: 3 for a mark, 1 for an"
        " apostrophe, 5 where it may be either, 2 for a paragraph that has some; and in"
        " which speech is looked for at dashes, stars and low lines: 5 for each",
        "it says from which character on marks were not looked at",
    ),
    "VERBS": (
        "words of a copy that may be verbs and are looked at",
        "it says from which character on verbs were not looked at",
    ),
    "TRIES": (
        "places of a copy that are tried, for all rows together",
        "the rows that are left are “not verified”",
    ),
    "TRIES_OF_A_ROW": (
        "places of a copy that are tried for one row",
        "the row is “not verified”",
    ),
    "DIFFERENCES": (
        "rows for which what differs is worked out",
        "the rows that are left are “not found”, and it says why",
    ),
    "LONGEST_DIFFERENCE": (
        "characters of a row of which it is worked out what differs",
        "the row is “not found”",
    ),
    "LIGHT": (
        "bytes of a copy, and characters of its rows, that are looked through at once",
        "a process of its own looks; it ends when its reader leaves",
    ),
    "DRAFTED": (
        "characters of a text from which rows are drafted",
        "a decision says that nothing was drafted beyond them",
    ),
    "TAGS": (
        "signs < of a page's source that is read as a reader sees it",
        "a copy is looked through as it stands, tags and all; an article is refused",
    ),
    "AT_ONCE": (
        "such processes at once",
        "the next reader is told to wait for one to end",
    ),
    "PATIENCE": (
        "seconds that such a process may take, once begun",
        "it is ended, it says so, and nothing was checked",
    ),
    "IN_A_SHELL": (
        "times as many tries, differences, marks and verbs in a shell",
        "as on a page",
    ),
    "READING": (
        "seconds that the process may take that reads an article, once begun",
        "it is ended, and it says so",
    ),
    "READING_MEMORY": (
        "bytes of memory that this process may take (not on Windows)",
        "it ends, and it says so",
    ),
    "PARAGRAPHS": (
        "paragraphs of an article",
        "it is refused, as it is none",
    ),
    "WORD_PARTS": (
        "files that a Word file may be packed of",
        "it is refused before any of them is read",
    ),
    "WORD_UNPACKED": (
        "bytes that a Word file unpacks to, as it says and as they are counted",
        "it is refused",
    ),
    "PDF_PAGES": (
        "pages of a PDF that is read",
        "it is refused, and its article can be pasted",
    ),
    "DROPPED": (
        "megabytes of a dropped file (`server.maxUploadSize`)",
        "the browser and the server refuse it",
    ),
    "SENT": (
        "megabytes that a browser sends at once (`server.maxWidgetStateSize`)",
        "the server refuses it",
    ),
    "UNPACKED": (
        "bytes that a .zip holds unpacked",
        "it is refused before it is unpacked; a folder has no such limit",
    ),
    "RATIO": (
        "times its size in a .zip or a Parquet file that something may have unpacked",
        "it is refused before it is read, if it has more than `RATIO_FROM` bytes",
    ),
    "RATIO_FROM": (
        "bytes unpacked up to which any ratio is accepted",
        "see `RATIO`",
    ),
    "PACKED_FILES": (
        "files in a .zip",
        "it is refused before its list of files is read",
    ),
    "CELL": (
        "characters of a cell",
        "the table is refused, with the row",
    ),
    "LINE": (
        "characters of a line of a CSV file",
        "the table is refused, with the row",
    ),
    "NAME": (
        "characters of a name, title, label, office or topic: they stand in lists,"
        " addresses and pictures",
        "the record is refused, with the row",
    ),
    "BESIDE": (
        "bytes of a file beside the tables (`datapackage.json` among them)",
        "`datapackage.json` is refused; any other is left out, with a remark",
    ),
    "IMPORTED": (
        "bytes of a file of JSON, RIS or BibTeX that is imported: it is read whole",
        "it is refused before it is read; a table or a database has no such limit",
    ),
    "BATCH": (
        "characters of cells that are held at once while a table is read",
        "they are written away in batches",
    ),
    "WORKBOOK": (
        "bytes of a workbook unpacked, and of its cells as text",
        "it is refused; its sheets can be saved as CSV",
    ),
    "WORKBOOK_MEMORY": (
        "bytes of memory that the process takes that reads a workbook, in `PATIENCE`"
        " seconds at most (not on Windows)",
        "it is ended, and the workbook refused",
    ),
    "LISTED": (
        "problems that are listed",
        "how many there are in all is said",
    ),
    "SHOWN": (
        "characters of a cell that a page shows",
        "it is cut, and says so; the row's own page gives the whole as a file",
    ),
    "SEGMENTS": (
        "segments of a cell of the matrix",
        "they are one a stance and voice, the last one for all that are left",
    ),
    "POINTED_AT": (
        "characters of printed words that a segment of the matrix says",
        "they are cut; the list below the picture has them whole",
    ),
}
