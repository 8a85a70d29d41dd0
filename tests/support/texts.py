"""Records made of texts, and what a question finds and lights in them."""

from pathlib import Path

from dashboard.database.open import open_record
from dashboard.database.record import Record
from dashboard.queries.filters import Filters
from dashboard.search import question as typed_question
from dashboard.search import quotes
from tests.support.small_record import Row, write_record

EVERYTHING = Filters()


def written(
    folder: Path,
    texts: list[str],
    names: list[str] | None = None,
    language: str = "mul",
) -> Record:
    """
    A record whose statements are these texts, told in one source in a language, by
    speakers of these names in turn, or by the paper.
    """
    speakers = [f"actor{n}" for n in range(len(names or []))] or ["paper"]
    quotes: list[Row] = []
    at = 0
    for number, text in enumerate(texts):
        quotes.append(
            {"quote_id": f"q{number}", "source_id": "source", "paragraph": number + 1,
             "start": at, "end": at + len(text), "content": text, "kind": "indirect",
             "speaker_id": speakers[number % len(speakers)]}
        )  # fmt: skip
        at += len(text) + 1
    source = {"source_id": "source", "title": "Texts", "publisher_id": "paper",
              "published_on": "2023-05-04", "language": language, "sha256": "0" * 64,
              "length": at + 1}  # fmt: skip
    actor = {"actor_id": "paper", "name": "The Lantern", "kind": "media"}
    actors = [actor] + [
        {"actor_id": key, "name": name, "kind": "person"}
        for key, name in zip(speakers, names or [], strict=False)
    ]
    tables = {"sources": [source], "actors": actors, "quotes": quotes}
    return open_record(write_record(folder, tables))


def found(record: Record, typed: str) -> list[str]:
    """The texts that a question finds, in the order of the source."""
    rows = quotes.quotes(record, EVERYTHING, typed, size=None)
    assert set(rows["total"]) in ({len(rows)}, set())
    return list(rows["content"])


def lit(typed: str, text: str) -> list[str]:
    """What a question highlights in a text, as printed."""
    spans = typed_question.highlights(typed_question.parse(typed), text)
    return [text[start:end] for start, end in spans]


TEXTS = [
    "The café of the naïve CAFÉ owner",
    "Die Straße nach Selm",
    "DIE STRASSE BRENNT",
    "They won’t stop, he said",
    "They won't wait (for long)",
    "Growth of 50% in U.S. aid, a_b and c\\d",
    "Growth of 50 in us aid",
    "They code in C++ & C#",
    "Vitamin C helps",
    "It stood nearby",
    "It stood by the river",
    "Ｗｉｄｅ letters",
    "كِتَابٌ جديد",
    "كتاب قديم",
    "中国外交部发言人说",
    "国中之国",
    "ประเทศไทย รักสงบ",
    "Ёлка и ЕЛКА",
    "Shoigu’s well-known gesture",
    "the dam; the river; the dam of the river",
    "river dam",
    "«Да», — сказал он",
    "<script>alert(1)</script> & more",
]
