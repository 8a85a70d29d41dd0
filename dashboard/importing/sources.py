"""The sources that a file names: those of the record, and new ones by their texts."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from dashboard.documents import kinds
from dashboard.documents.base import Unreadable
from dashboard.importing.draft import Cells, Draft, Origin, not_read, slug
from dashboard.importing.spans import SourceText
from dashboard.record import limits
from dashboard.record.problems import size
from dashboard.record.schema import SLUG

ALONE: Final = ""  # The key of a text that was given without one.
UNKNOWN: Final = "und"  # BCP 47: the language is not determined.
NOBODY: Final = "unnamed publisher"
_HASH: Final = re.compile(r"ni:///sha-256;([\w-]{43})")
_GIVE: Final = "give the text that was coded: --source-text"


def texts(given: Iterable[str]) -> dict[str, Path]:
    """
    Return files of texts by the sources they are of: SOURCE=FILE, a FILE alone, or a
    folder of files that are called as their sources.

    Raises:
        NotRead: one is not there.

    """
    found: dict[str, Path] = {}
    for one in given:
        key, sign, file = one.partition("=")
        is_alone = not sign or Path(one).exists()
        path = Path(one if is_alone else file)
        if path.is_dir():
            inside = (p for p in sorted(path.iterdir()) if p.name[:1] != ".")
            found |= {p.stem: p for p in inside if p.is_file()}
        elif path.is_file():
            found[ALONE if is_alone else key] = path
        else:
            mend = "name the file of the source's text, or a folder of such files"
            raise not_read(str(path), "does not exist", mend)
    return found


def read_text(path: Path) -> SourceText:
    """
    Return a source's text.

    Raises:
        NotRead: it is too large, or no text.

    """
    mend = "give the text as a file of plain text in UTF-8"
    try:
        if path.stat().st_size > limits.BESIDE:
            most = f"{size(limits.BESIDE)} are read at most"
            raise not_read(path.name, f"has {size(path.stat().st_size)}; {most}", mend)
        return SourceText(kinds.of_bytes(path.read_bytes()).text)
    except Unreadable as error:
        raise not_read(path.name, error.wrong, error.mend, error.line) from error
    except OSError as error:
        wrong = f"cannot be read: {error.strerror or error}"
        raise not_read(path.name, wrong, mend) from error


class Sources:
    """What a file calls its sources, and the key and the text of each."""

    def __init__(self, draft: Draft, given: dict[str, Path]) -> None:
        self._draft = draft
        self._given = given
        self._texts: dict[str, SourceText] = {}  # by what they are given under
        self._of: dict[str, SourceText | None] = {}  # by the key of their source
        self._keys: dict[str, str] = {}  # by what the file calls them
        self._given_as: dict[str, SourceText] = {}
        self._titles: dict[str, str] = {}  # Of new ones, where no file has it.
        self._used: set[str] = set()
        known = draft.known.sources.values()
        self._by_url = {row["url"]: row["source_id"] for row in known if row["url"]}
        self._by_hash = {row["sha256"]: row["source_id"] for row in known}

    def key(self, called: str, origin: Origin, column: str) -> tuple[str, bool]:
        """
        Return the key of the source that a file calls so, and whether it is new and met
        for the first time; "" where it is none, which is noted as a problem.
        """
        if called in self._keys:
            return self._keys[called], False
        key = self._known(called)
        if key:
            self._keys[called] = key
            self._of[key] = self._checked(key, called)
            return key, False
        key = self._new(called, origin, column)
        self._keys[called] = key
        return key, bool(key)

    def key_of_row(
        self, called: str, others: list[str], origin: Origin
    ) -> tuple[str, bool]:
        """
        Return what `key` does, for a row that describes a source itself: one whose text
        is not given is left out, and not a problem.
        """
        for one in (called, *others):
            if self._known(one):
                return self.key(one, origin, "source_id")
        for one in (called, *others):
            if (text := self._text_for(one)) is not None:
                self._given_as[called] = text
                return self.key(called, origin, "source_id")
        why = f"a source is kept with its text’s hash and length; {_GIVE} SOURCE=FILE"
        self._draft.leave_out("references without their text", why, called)
        return "", False

    def text(self, key: str) -> SourceText | None:
        """Return the text of a source, where it is given."""
        return self._of.get(key)

    def add(self, key: str, text: str, origin: Origin) -> Cells:
        """Add a new source whose text its file holds itself; return its row."""
        held = self._of[key] = SourceText(text)
        return self._row(key, held, origin)

    def same(self, text: str) -> str:
        """Return the key of the source whose text this is, or ""."""
        held = SourceText(text)
        key = self._by_hash.get(held.sha256, "")
        if key:
            self._of[key] = held
        return key

    def unused(self) -> Iterator[str]:
        """Give the names of the texts that are of no source named in the file."""
        yield from (str(p) for k, p in self._given.items() if k not in self._used)

    def _known(self, called: str) -> str:
        """The key of a source that the record has already, or ""."""
        known = self._draft.known
        if called in known.keys["sources"]:
            return called
        titled = known.names["sources"].get(called, [])
        if len(titled) == 1:
            return titled[0]
        if called in self._by_url:
            return self._by_url[called]
        if hashed := _hash(called):
            return self._by_hash.get(hashed, "")
        if called:
            return ""
        if ALONE in self._given:
            return self._by_hash.get(self._load(ALONE).sha256, "")
        only = known.keys["sources"] if not self._given else set()
        return next(iter(only)) if len(only) == 1 else ""

    def _load(self, given: str) -> SourceText:
        if given not in self._texts:
            self._texts[given] = read_text(self._given[given])
        self._used.add(given)
        return self._texts[given]

    def _text_for(self, called: str) -> SourceText | None:
        """The text that is given for what the file calls a source."""
        for name in (called, slug(called)):
            if name in self._given:
                return self._load(name)
        if hashed := _hash(called):
            loaded = (self._load(name) for name in self._given)
            return next((one for one in loaded if one.sha256 == hashed), None)
        if ALONE in self._given and ALONE not in self._used:
            return self._load(ALONE)
        return None

    def _checked(self, key: str, called: str) -> SourceText | None:
        """The text that is given for a known source, if it is what was coded."""
        known = self._draft.known.sources.get(key)
        recorded = known or self._draft.row("sources", key) or {}
        for name in dict.fromkeys((key, called, slug(called), ALONE)):
            if name not in self._given:
                continue
            text = self._load(name)
            if text.sha256 == recorded.get("sha256"):
                return text
            if name != ALONE:
                wrong = f"is not the text of {key} that was coded: its hash differs"
                self._draft.wrong_once("", str(self._given[name]), wrong, _GIVE)
        return None

    def _new(self, called: str, origin: Origin, column: str) -> str:
        """Add a source that the record has not; return its key."""
        text = self._given_as.get(called) or self._text_for(called)
        if text is None:
            wrong = "no source of the record, and no text is given for it"
            mend = f"{_GIVE} “{slug(called) or 'SOURCE'}=FILE”"
            if not called:
                wrong = "which source the rows are of is not told"
                mend = (
                    "name it: --set source_id=KEY, or map a column to source_id;"
                    " of a new one also give its text: --source-text FILE"
                )
            self._draft.wrong(origin, column, called, wrong, mend)
            return ""
        if text.sha256 in self._by_hash:
            key = self._by_hash[text.sha256]
            self._of[key] = text
            return key
        is_key = re.match(SLUG, called) and not self._draft.is_taken("sources", called)
        named = called
        if not called or _hash(called):  # A text without a name has its file's.
            named = next(
                self._given[n].stem for n, t in self._texts.items() if t is text
            )
        key = called if is_key else self._draft.key_of("sources", named)
        self._of[key] = text
        row = self._row(key, text, origin)
        if called.startswith(("http://", "https://")):
            row["url"] = called
        elif not is_key:
            self._titles[key] = named
        return key

    def _row(self, key: str, text: SourceText, origin: Origin) -> Cells:
        cells = {"source_id": key}
        cells |= {"sha256": text.sha256, "length": str(len(text.text))}
        self._by_hash[text.sha256] = key
        return self._draft.add("sources", cells, origin)

    def nobody(self, origin: Origin) -> str:
        """Return the key of whoever published a source that names no publisher."""
        self._draft.hold(f"a source's publisher as “{NOBODY}”")
        where = ("actors", NOBODY, origin, "publisher_id")
        return self._draft.refer(*where, kind="anonymous")

    def finish(self) -> None:
        """Fill in, of new sources, what no file tells with what claims nothing."""
        draft = self._draft
        for row, origin in zip(draft.rows["sources"], draft.origins["sources"],
                               strict=True):  # fmt: skip
            key = row["source_id"]
            row["title"] = row["title"] or self._titles.get(key, row["url"] or key)
            if not row["language"]:
                row["language"] = UNKNOWN
                draft.hold(f"a source's language as “{UNKNOWN}” (undetermined)")
            if not row["publisher_id"]:
                row["publisher_id"] = self.nobody(origin)
            if not row["published_on"]:
                mend = "--set source_id.published_on=2023-07-27, or map a column to it"
                wrong = f"the day on which {row['source_id']} was published is not told"
                draft.ask("source_id.published_on", wrong, mend)


def _hash(called: str) -> str:
    """The hash by which a text is named (RFC 6920), in hexadecimal digits, or ""."""
    found = _HASH.fullmatch(called)
    with suppress(ValueError):
        return urlsafe_b64decode(found[1] + "=").hex() if found else ""
    return ""
