"""Rows of an answer are claims; what is missing of a span is None."""

import pandas as pd

from dashboard.provenance.claims import PLACED, STANDS, Claim, Verdict, claims


def test_rows_are_claims() -> None:
    rows = pd.DataFrame(
        [["quotes", "q", "yes", 1, 4, 2, "said", "A → B", "C", 2],
         ["marks", "m", "yes", None, None, None, None, None, None, 2]]
    )  # fmt: skip
    assert claims(rows) == [
        Claim("quotes", "q", "yes", 1, 4, 2, "said", ("A", "B"), "C"),
        Claim("marks", "m", "yes", None, None),
    ]


def test_the_worst_verdict_stands_first() -> None:
    order = list(Verdict)
    assert order[-1] is Verdict.EXACT
    assert order.index(Verdict.DOUBTFUL) < order.index(Verdict.WORDS)
    assert set(STANDS) < set(PLACED)
