"""
Weigh the signs of drafting anew, on the train part of PolNeAR.

`python tests/benchmarks/weigh.py FOLDER` (its `data` folder) writes
`dashboard/drafting/weights.csv`: log-linear models with a penalty on large weights, of
who says words in marks (a choice among candidates and nobody), of what is speech, and
of what reports without marks. It takes some minutes.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dashboard.drafting import rules
from dashboard.drafting.quoted import Attribution
from dashboard.drafting.reported import Reports
from dashboard.grammar.clauses import Sentence
from dashboard.grammar.passage import Passage, stretches
from tests.benchmarks.drafting import matched, shared
from tests.support import polnear
from tests.support.polnear import Article

FILE = Path(rules.__file__).with_name("weights.csv")
LEAST, PENALTY, SMALL, ROUNDS, STEPS = 6, 3.0, 0.05, 2, 300
Row = tuple[Iterable[str], bool]
Array = np.ndarray[Any, Any]


def examples(article: Article) -> tuple[list[list[Row]], list[Row], list[Row]]:
    """Choices of a speaker, stretches that are speech or none, and reports."""
    found = stretches(article.text)
    passage = Passage(article.text, found)
    sentences = [Sentence(passage.tokens, *one) for one in passage.sentences]
    attribution = Attribution(passage, found, sentences)
    quoted = attribution.run()
    spans = [(found[one.number].start, found[one.number].end) for one in quoted]
    gold = {
        got: article.quoted[wanted].attribution.source
        for wanted, got in matched([one[:2] for one in article.quoted], spans)
    }
    choices = [
        [
            (one.features, any(shared(one.speaker, span) for span in gold[number]))
            for one in attribution.weighed[number]
        ]
        for number in range(len(quoted))
        if gold.get(number)
    ]
    speech = [(one.features, number in gold) for number, one in enumerate(quoted)]
    cues = [cue for one in article.attributions if one.content for cue in one.cue]
    reports = [
        (one.features, any(shared(one.cue, cue) for cue in cues))
        for sentence in sentences
        for one in Reports(passage, sentence).all()
    ]
    return choices, speech, reports


def fitted(groups: list[list[Row]], rest: str) -> dict[str, float]:
    """
    The weights by which the right one of each group is chosen beside `rest`, which has
    a weight of its own: of a group of one row it is the other outcome.
    """
    counts = Counter(
        sign for group in groups for signs, _ in group for sign in set(signs)
    )
    names = [sign for sign, number in counts.items() if number >= LEAST]
    place = {sign: number for number, sign in enumerate(names)}
    rows, columns, owner, right = [], [], [], []
    for number, group in enumerate(groups):
        for signs, is_right in group:
            known = {place[sign] for sign in signs if sign in place}
            rows += [len(owner)] * len(known)
            columns += known
            owner.append(number)
            right.append(float(is_right))
    at, column = np.array(rows), np.array(columns)
    group_of, good = np.array(owner), np.array(right)
    has = np.bincount(group_of, good, len(groups)) > 0

    def slope(weights: Array) -> Array:
        score = np.bincount(at, weights[column], len(group_of))
        top = np.full(len(groups), weights[-1])
        np.maximum.at(top, group_of, score)
        part = np.exp(score - top[group_of])
        other = np.exp(weights[-1] - top)
        whole = np.bincount(group_of, part, len(groups)) + other
        won = np.bincount(group_of, part * good, len(groups)) + np.where(has, 0, other)
        due = np.where(good > 0, part / won[group_of], 0) * has[group_of]
        gap = part / whole[group_of] - due
        found = np.bincount(column, gap[at], len(names))
        last = (other / whole - np.where(has, 0, 1)).sum()
        return np.append(found, last) + PENALTY * weights

    weights = descended(slope, len(names) + 1)
    return dict(zip(names, map(float, weights[:-1]), strict=True)) | {
        rest: float(weights[-1])
    }


def descended(slope: Callable[[Array], Array], size: int) -> Array:
    """Where a convex slope is least, by Adam (Kingma and Ba 2015), in so many steps."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        now = slope(weights)
        mean = 0.9 * mean + 0.1 * now
        square = 0.999 * square + 0.001 * now**2
        rate = 0.1 / (1 + step / 60)
        weights -= (
            rate
            * (mean / (1 - 0.9**step))
            / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        )
    return weights


def chosen(rows: list[Row], start: str) -> dict[str, float]:
    """The weights that tell rows that hold from others, `start` that of all."""
    weights = fitted([[row] for row in rows], start)
    weights[start] = -weights[start]  # What speaks for the other outcome.
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    articles = list(polnear.articles(args.folder, "train"))
    for number in range(ROUNDS):
        found = [examples(one) for one in articles]
        weights = fitted(
            [one for choices, _, _ in found for one in choices], rules.NOBODY
        )
        weights |= chosen([one for _, speech, _ in found for one in speech], "speech")
        weights |= chosen([one for *_, reports in found for one in reports], "indirect")
        with FILE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("sign", "weight"))
            for sign, weight in sorted(weights.items()):
                if abs(weight) >= SMALL:
                    writer.writerow((sign, f"{weight:.2f}"))
        rules.table.cache_clear()
        print(f"round {number + 1}: {len(weights)} signs")


if __name__ == "__main__":
    main()
