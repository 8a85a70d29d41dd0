"""The kinds of files that can be brought in, and the one that a file is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.importing import (
    annotations,
    bibliography,
    dna,
    dna_file,
    reading,
)
from dashboard.importing.draft import Draft, Known, Options, Sheet, Told, not_read
from dashboard.importing.mapping import fill

Read = Callable[[Path, Options], Sheet]


class Form(NamedTuple):
    """A kind of file: what it is called, how its names end, how it is read."""

    title: str
    endings: tuple[str, ...]
    sheet: Read | None


FORMS: Final = (
    Form("a table", reading.ENDINGS, reading.sheet),
    Form("Discourse Network Analyzer", (".dna",), None),
    Form(
        "W3C annotations or Hypothesis",
        (".jsonld", ".json", ".jsonl"),
        annotations.sheet,
    ),
    Form("RIS", (".ris",), bibliography.ris),
    Form("BibTeX", (".bib", ".bibtex"), bibliography.bibtex),
    Form("CSL-JSON", (".csl.json", ".json"), bibliography.csl_json),
    Form("a table in JSON", (".json", ".jsonl", ".ndjson"), reading.objects),
)


def endings() -> str:
    """
    Return how names of files end that can be brought in, by what they are.
    """
    return "; ".join(f"{one.title}: {', '.join(one.endings)}" for one in FORMS)


def form_of(path: Path) -> Form:
    """
    Return the form of a file, by its name, or by how it begins.

    Raises:
        NotRead: it does not exist, or is none of them.

    """
    if not path.is_file():
        wrong = "is a folder" if path.is_dir() else "does not exist"
        raise not_read(path.name or str(path), wrong, "name the file to bring in")
    if dna_file.is_database(path):
        return next(one for one in FORMS if one.sheet is None)
    name = path.name.casefold()
    fit = [one for one in FORMS if name.endswith(one.endings) and one.sheet]
    if len(fit) > 1:  # All are JSON: what it holds says which.
        held = reading.read_json(path)
        fits = {
            ".jsonld": annotations.is_annotations(held),
            ".csl.json": bibliography.is_references(held),
            ".ndjson": reading.is_objects(held),
        }
        fit = [one for one in fit for end in one.endings if fits.get(end)] or fit
    if fit:
        return fit[0]
    mend = f"give one of these ({endings()})"
    raise not_read(path.name, "is no file that can be brought in", mend)


def read_sheet(path: Path, options: Options) -> Sheet | None:
    """
    Return a file's columns and rows; None of a database, which has no columns.

    Raises:
        NotRead: it cannot be read.

    """
    form = form_of(path)
    return form.sheet(path, options) if form.sheet else None


def drafted(path: Path, options: Options, known: Known, told: Told) -> Draft:
    """
    Return what a file brings to a record of which keys and names are known.

    Raises:
        NotRead: it cannot be read, or an option names what there is not.

    """
    draft = Draft(path.name, known)
    sheet = read_sheet(path, options)
    if sheet is None:
        dna.fill(draft, path, options, told)
    else:
        fill(draft, sheet, options, told)
    return draft
