"""A PDF's lines become paragraphs, and what its pages repeat is told from them."""

import pytest

from dashboard.documents import base, pdf
from dashboard.documents.base import Block, Unreadable
from dashboard.record import limits
from tests.support import articles

HEAD = (50, 800, 9, "The Daily Ledger  28 July 2023")
FIRST = [
    HEAD,
    (50, 760, 20, "Ferry talks end without a deal"),
    (50, 735, 10, "By Ann Lee"),
    (50, 710, 10, "The minister said on Thursday that the sover-"),
    (50, 698, 10, "eignty of the two islands was not for sale and that no ship"),
    (50, 686, 10, "would leave."),
    (50, 674, 10, "“We will not sign anything that we have not read,” he told"),
    (50, 662, 10, "reporters in the capital, where all had met for a third time in a"),
    (290, 30, 9, "1"),
]
SECOND = [
    HEAD,
    (50, 760, 10, "hotel near the harbour of the old town, and left early for home."),
    (62, 748, 10, "A second paragraph begins here with a line that is set in, and is"),
    (50, 736, 10, "printed on two lines, well-known ones."),
    (290, 30, 9, "2"),
]


def test_lines_become_paragraphs_over_pages_and_heads_follow_them() -> None:
    read = pdf.read(articles.pdf(FIRST, SECOND))
    assert read.blocks == (
        Block("Ferry talks end without a deal"),
        Block("The Daily Ledger 28 July 2023", base.REPEATED),
        Block("1", base.NUMBER),
        Block("By Ann Lee"),
        Block("The minister said on Thursday that the sovereignty of the two islands"
              " was not for sale and that no ship would leave."),
        Block("“We will not sign anything that we have not read,” he told reporters in"
              " the capital, where all had met for a third time in a hotel near the"
              " harbour of the old town, and left early for home."),
        Block("The Daily Ledger 28 July 2023", base.REPEATED),
        Block("2", base.NUMBER),
        Block("A second paragraph begins here with a line that is set in, and is"
              " printed on two lines, well-known ones."),
    )  # fmt: skip
    assert read.kind == "a PDF"
    assert "Its lines were joined" in read.remarks[0]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [(50, 700 - 12 * n, 10, f"left line {n} of the first column it is")
            for n in range(3)]  # fmt: skip
    right = [(310, 700 - 12 * n, 10, f"right line {n} of the second column it")
             for n in range(3)]  # fmt: skip
    (block,) = pdf.read(articles.pdf([*left, *right])).blocks
    assert block.text.index("left line 2") < block.text.index("right line 0")


def test_a_page_without_text_is_told_and_a_scan_is_refused() -> None:
    assert pdf.read(articles.pdf(FIRST, [])).remarks[1] == (
        "Without text, as pictures are, of its pages: 2"
    )
    with pytest.raises(Unreadable, match=r"a PDF of pictures \(a scan\).*\(OCR\)"):
        pdf.read(articles.pdf([], []))


def test_what_is_damaged_or_too_long_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Unreadable, match="a damaged PDF: open it, select all"):
        pdf.read(b"%PDF-1.7\n")
    monkeypatch.setattr(limits, "PDF_PAGES", 1)
    with pytest.raises(Unreadable, match="a PDF of 2 pages; 1 are read"):
        pdf.read(articles.pdf(FIRST, SECOND))
    monkeypatch.setattr(limits, "LONGEST", 5)
    with pytest.raises(Unreadable, match="of too much text: 5 characters"):
        pdf.read(articles.pdf(FIRST))
