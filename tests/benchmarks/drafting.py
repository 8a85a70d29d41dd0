"""
Measure drafting on PolNeAR, whose texts are never kept.

`python tests/benchmarks/drafting.py FOLDER` with its `data` folder (see
`tests/support/polnear.py`); `--part train` for the part that the rules were made on,
`--article FILE` for a text of the default record as well.

A span matches at an overlap (intersection by union) of .5, a speaker where the mention
overlaps the annotators' source.
"""

import argparse
import collections
import csv
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboard.drafting.draft import draft
from dashboard.drafting.proposal import About, Drafted, Proposal
from tests.support import polnear
from tests.support.polnear import Article, Attribution, Span

_VERBS = (
    "say says said saying tell tells told telling add adds added adding note notes"
    " noted argue argues argued claim claims claimed state states stated explain"
    " explains explained announce announced write writes wrote warn warns warned"
    " insist insists insisted acknowledge acknowledged reply replied respond responded"
    " report reports reported according"
)
SAYING = set(_VERBS.split())
SPEECH = ("direct", "partial", "slogan", "legal_text")
DATA = Path(__file__).resolve().parents[2] / "data"
# Baseline: the rules of an earlier trial. Goals: what this was made to reach.
TOLD = {
    "spans F1": (95.1, 96), "span and speaker F1": (84.0, 88),
    ".8 and over, right": (94.3, 96), ".8 and over, number": (681, 650),
    "without marks: cue": (82.9, 87), "without marks: content": (59.3, 72),
    "without marks: recall of saying": (80.5, 85),
}  # fmt: skip


def shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def matched(wanted: list[Span], found: list[Span]) -> list[tuple[int, int]]:
    """Which of those wanted are found as which, each once."""
    used: set[int] = set()
    pairs = []
    for number, one in enumerate(wanted):
        best = max(
            (
                (
                    shared(one, other)
                    / max(1, max(one[1], other[1]) - min(one[0], other[0])),
                    at,
                )
                for at, other in enumerate(found)
                if at not in used and shared(one, other)
            ),
            default=(0, -1),
        )
        if best[0] >= 0.5:
            used.add(best[1])
            pairs.append((number, best[1]))
    return pairs


def measured(articles: list[Article]) -> dict[str, float]:
    n: collections.Counter[str] = collections.Counter()
    for article in articles:
        made = draft(article.text, About())
        rows = {one.id: one for one in made.proposals}
        in_marks(article, made, rows, n)
        without_marks(article, made, n)
    spans = f1(n["spans"], n["found"], n["gold"])
    both = f1(n["right"], n["found"] - n["no source"], n["gold"] - n["no source"])
    return {
        "spans F1": spans, "span and speaker F1": both,
        "speaker of a matched span": 100 * n["right"] / max(1, n["speakers"]),
        ".8 and over, right": 100 * n["sure and right"] / max(1, n["sure"]),
        ".8 and over, number": n["sure"],
        "without marks: rows": n["rows"],
        "without marks: cue": 100 * n["cue"] / max(1, n["rows"]),
        "without marks: content": 100 * n["content"] / max(1, n["rows"]),
        "without marks: recall of saying": 100 * n["said found"] / max(1, n["said"]),
    }  # fmt: skip


def f1(hit: int, found: int, gold: int) -> float:
    return 200 * hit / max(1, found + gold)


def in_marks(
    article: Article,
    made: Drafted,
    rows: dict[str, Proposal],
    n: collections.Counter[str],
) -> None:
    found = [
        one for one in made.proposals
        if one.table == "marks" and one.fields["decision"] in SPEECH
        and one.fields.get("quote_id")
    ]  # fmt: skip
    gold = article.quoted
    pairs = matched([one[:2] for one in gold], [(one.start, one.end) for one in found])
    n["gold"] += len(gold)
    n["found"] += len(found)
    n["spans"] += len(pairs)
    for wanted, got in pairs:
        source = gold[wanted].attribution.source
        if not source:
            n["no source"] += 1
            continue
        row = rows[found[got].fields["quote_id"]]
        right = any(shared(row.places[0], one) for one in source)
        n["speakers"] += 1
        n["right"] += right
        n["sure"] += row.confidence >= 0.8
        n["sure and right"] += right and row.confidence >= 0.8


def without_marks(article: Article, made: Drafted, n: collections.Counter[str]) -> None:
    def is_said(one: Attribution) -> bool:
        words = " ".join(article.text[a:b] for a, b in one.cue).lower()
        marked = {id(quoted.attribution) for quoted in article.quoted}
        return (
            bool(one.content)
            and id(one) not in marked
            and bool(SAYING & set(re.findall(r"\w+", words)))
        )

    every = [one for one in article.attributions if one.content and one.cue]
    said = [one for one in article.attributions if is_said(one)]
    hit: set[int] = set()
    for row in made.proposals:
        if row.table != "quotes" or row.fields["kind"] not in (
            "indirect",
            "mixed",
            "silence",
            "image",
        ):
            continue
        if not shared(row.places[1], (0, len(article.text))):
            continue
        at = [
            one for one in every if any(shared(row.places[1], cue) for cue in one.cue)
        ]
        n["rows"] += 1
        n["cue"] += bool(at)
        hit |= {id(one) for one in at}
        for one in at[:1]:
            inside = sum(shared((row.start, row.end), part) for part in one.content)
            union = sum(b - a for a, b in one.content) + row.end - row.start - inside
            n["content"] += inside / union >= 0.5
    n["said"] += len(said)
    n["said found"] += sum(id(one) in hit for one in said)


def speed(article: Article) -> dict[int, float]:
    found = {}
    words = article.text.split(" ")
    for number in (1_000, 20_000):
        text = " ".join((words * (number // len(words) + 1))[:number])
        begun = time.perf_counter()
        draft(text, About(published_on="2016-05-04"))
        found[number] = time.perf_counter() - begun
    return found


def beside_the_record(path: Path) -> None:
    """A text of the default record, its draft beside the record's rows."""
    text = path.read_text(encoding="utf-8")
    about = source(path.stem)
    made = draft(text, About(
        about["title"], "The Tribune India", "Reuters", about["dateline"],
        about["published_on"],
    ))  # fmt: skip
    rows = {one.id: one for one in made.proposals}
    for one in made.decisions:
        if one.kind == "marks":
            print(f"  {one.decision:10} {text[one.start : one.end][:60]!r}: {one.why}")
    names = {row["actor_id"]: row["name"] for row in table("actors")}
    quotes = [one for one in made.proposals if one.table == "quotes"]
    right = relayed = marked = 0
    gold = [row for row in table("quotes") if row["source_id"] == path.stem]
    relays = {row["quote_id"] for row in table("relays")}
    in_marks = {row["quote_id"] for row in table("marks") if row["quote_id"]}
    for row in gold:
        span = int(row["start"]), int(row["end"])
        near = [
            one for one in quotes
            if shared(span, (one.start, one.end)) * 2 > max(span[1] - span[0], 1)
            or shared(span, (one.start, one.end)) * 2 > one.end - one.start
        ]  # fmt: skip
        said = [one for one in near if same(rows, one, names[row["speaker_id"]])]
        right += bool(said)
        marked += bool(said) and row["quote_id"] in in_marks
        has_relay = any(one.relays for one in near)
        relayed += has_relay and row["quote_id"] in relays
        if not said or (row["quote_id"] in relays and not has_relay):
            print(
                f"  not as in the record: {row['quote_id']}"
                f" {names[row['speaker_id']]}: {row['content'][:70]!r}"
                f" {[speaker(rows, one) for one in near]} {has_relay}"
            )
    print(
        f"  marked speakers {marked} of {len(in_marks)}, statements with speaker"
        f" {right}"
        f" of {len(gold)}, relays {relayed} of {len(relays)}"
    )
    done = sum(bool(one.proposal or one.why) for one in made.decisions)
    print(f"  {done} of {len(made.decisions)} marks and verbs accounted for")


def speaker(rows: dict[str, Proposal], one: Proposal) -> str:
    key = one.fields.get("speaker_id", "")
    return rows[key].fields["name"] if key else ""


def same(rows: dict[str, Proposal], one: Proposal, name: str) -> bool:
    """Whether a drafted speaker is the record's, by the words of the names."""
    mine, theirs = (
        set(re.findall(r"\w{3,}", text.lower().partition(" (")[0]))
        for text in (speaker(rows, one), name)
    )
    return bool(mine & theirs)


def table(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def source(name: str) -> dict[str, str]:
    return next(row for row in table("sources") if row["source_id"] == name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="dev", choices=("train", "dev"))
    parser.add_argument("--article", type=Path)
    args = parser.parse_args()
    articles = list(polnear.articles(args.folder, args.part))
    figures = measured(articles)
    print(
        f"| {len(articles)} articles of {args.part} | before | reached | goal |\n"
        "|---|---|---|---|"
    )
    for name, figure in figures.items():
        before, goal = TOLD.get(name, ("", ""))
        print(f"| {name} | {before} | {figure:.1f} | {goal} |")
    longest = max(articles, key=lambda one: len(one.text))
    print({words: f"{took:.3f} s" for words, took in speed(longest).items()})
    if args.article:
        beside_the_record(args.article)


if __name__ == "__main__":
    main()
