"""From a file or a paste to an article: words as they were, paragraphs to judge."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.documents import base
from dashboard.documents.base import Unreadable
from dashboard.documents.process import NotDone
from dashboard.drafting import article
from dashboard.drafting.article import Article, Paragraph, confirmed, pasted
from dashboard.record import limits
from dashboard.text.signs import UNSEEN
from tests.support import articles
from tests.support.articles import BODY, MAIL, PAGE, WIRE


def lines(found: Article) -> list[str]:
    return [found.text[one.start : one.end] for one in found.paragraphs]


def undoubted(found: Article) -> str:
    doubted = [n for n, one in enumerate(found.paragraphs) if one.doubt]
    return confirmed(found, doubted)


def test_a_paste_is_the_text_with_its_paragraphs() -> None:
    found = pasted(
        "\ufeffFerry talks end\r\n\r\n  “No,” he said.\u2028 \nAdvertisement"
    )
    assert found.text == "Ferry talks end\n\n  “No,” he said.\n \nAdvertisement"
    assert found.paragraphs == (
        Paragraph(0, 15, ""),
        Paragraph(17, 33, ""),
        Paragraph(36, 49, base.ADVERTISEMENT),
    )
    assert (found.kind, found.remarks) == ("", ())
    assert found.about["title"].value == "Ferry talks end"


def test_what_is_dropped_goes_with_its_blank_lines_and_nothing_else() -> None:
    found = pasted("One.\n\nTwo.\n\n\nThree.\n")
    assert confirmed(found, ()) == found.text
    assert confirmed(found, [0]) == "Two.\n\n\nThree.\n"
    assert confirmed(found, {1}) == "One.\n\nThree.\n"
    assert confirmed(found, [2]) == "One.\n\nTwo.\n"
    assert confirmed(found, [1, 2]) == "One.\n"
    assert confirmed(found, range(3)) == ""


def test_a_page_is_read_in_a_process_of_its_own_and_keeps_its_words() -> None:
    found = article.read(PAGE.encode(), "ferry.html")
    assert found.kind == "the source of a page (HTML)"
    head = (
        "Ferry talks end without a deal\n\nBy Ann Lee and Omar Diaz\n\n28 July 2023\n\n"
    )
    assert undoubted(found) == head + "\n\n".join(BODY) + "\n"
    assert {field: one.value for field, one in found.about.items()} == {
        "title": "Ferry talks end without a deal",
        "publisher": "The Daily Ledger",
        "wire": "Reuters",
        "dateline": "Seoul",
        "published_on": "2023-07-27",
        "language": "en-GB",
        "url": "https://ledger.example/world/2023/07/28/ferry-talks",
        "author": "Ann Lee and Omar Diaz",
    }
    assert found.about["published_on"].other == "line 7: “2023-07-28”"
    assert pasted(PAGE) == found


def test_a_wire_copy_cut_to_a_width_is_whole() -> None:
    found = article._of_file(WIRE.encode(), "wire.txt")
    assert len(found.paragraphs) == 4
    assert lines(found)[3].endswith("added that sovereignty was not for sale.")
    assert "the well-known ferry lay" in lines(found)[3]
    assert found.remarks == (
        "Its lines are cut to one width; each paragraph was read whole.",
        "Words that a hyphen parts at a line's end are whole: sovereignty",
    )
    assert found.about["wire"].value == "Associated Press"


def test_a_mail_is_read_without_its_head_and_foot() -> None:
    found = article._of_file(MAIL.encode(), "ferry.eml")
    assert found.kind == "a saved mail"
    assert undoubted(found).split("\n\n") == [
        "The two sides parted without a word on the four ships.",
        "“We will not sign what we have not read,” the minister said.\n",
    ]


def test_word_pdf_and_markdown_are_read() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    word = articles.word(run.format("Ferry talks"), run.format("“No,” he said."))
    assert article._of_file(word, "a.docx").text == "Ferry talks\n\n“No,” he said.\n"
    printed = articles.pdf(
        [(50, 700, 20, "Ferry talks"), (50, 600, 10, "“No,” he said.")]
    )
    assert article._of_file(printed, "a.pdf").text == "Ferry talks\n\n“No,” he said.\n"
    marked = "# Ferry talks\n\n**“No,”** [he](https://a.example) said."
    found = article._of_file(marked.encode(), "a.md")
    assert (found.text, found.kind) == ("Ferry talks\n\n“No,” he said.", "Markdown")


@pytest.mark.parametrize(
    ("data", "kind", "remark"),
    [
        ("“é”".encode(), "", ""),
        ("\ufeff“é”".encode(), "", ""),
        ("“é”".encode("utf-16"), "text in UTF-16", ""),
        ("“é”".encode("cp1252"), "text in Windows-1252 (“ANSI”)", ""),
        ("“é”"[1:2].encode("cp1252"), "text in Windows-1252",
         "It is not written in UTF-8: Windows-1252 was taken. On that hang these"
         " letters: é"),
    ],
)  # fmt: skip
def test_an_encoding_that_is_guessed_is_told(
    data: bytes, kind: str, remark: str
) -> None:
    found = article._of_file(data, "a.txt")
    assert found.text in ("“é”", "é")
    assert (found.kind, "".join(found.remarks)) == (kind, remark)


def test_what_no_text_can_hold_is_left_out_and_told() -> None:
    found = pasted("a\0b \ud83d c")
    assert found.text == "ab \ufffd c"
    assert len(found.remarks) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "there is no text in it"),
        (b" \n\xe2\x80\x8b\n", "there is no text in it"),
        (b"a\0\0b\0\0\0c", "no text in an encoding that is known"),
        (b"a\x81\xff", "no text in an encoding that is known"),
        (b"\x89PNG", "a picture"),
        (b"PK\x03\x04", "a packed file that cannot be read"),
    ],
)
def test_what_is_no_article_is_told(data: bytes, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        article._of_file(data, "a.txt")


def test_what_is_too_long_or_too_deep_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TAGS", 10)
    with pytest.raises(Unreadable, match="the page has more than 10 elements"):
        article._of_file(b"<html>" + b"<p>a" * 11, "a.html")
    monkeypatch.setattr(limits, "LONGEST", 10)
    with pytest.raises(NotDone, match="the text has 12 characters, and 10 are read"):
        pasted("Twelve signs")


def test_a_text_of_too_many_lines_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PARAGRAPHS", 2)
    with pytest.raises(NotDone, match="the text has 5 lines, as no article has"):
        pasted("a\nb\nc\nd\ne\nf")
    word = articles.word(*["<w:r><w:t>a</w:t></w:r>"] * 3)
    with pytest.raises(Unreadable, match="it has more than 2 paragraphs, as no art"):
        article._of_file(word, "a.docx")


def test_an_empty_form_is_an_article_of_nothing() -> None:
    empty = article.blank()
    assert confirmed(empty, ()) == empty.text == ""
    assert not empty.paragraphs
    assert not empty.about


SIGNS = st.text(
    st.characters(codec=None)
    | st.sampled_from('\n\n\r\0\u2028\ufeff\u200b“”"<>&©-:|()0127. \ud800')
)
PIECES = (
    "SEOUL", "(AP)", "—", "By", "Ann Lee", "July", "27,", "2023", "Comments", "--", "a",
    "Share", "\n", "\n\n", "From:", "sover-\neignty", "“No,”",
    "a few words of a very long line that goes on and on",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES)).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(SIGNS | WORDS)
def test_any_text_is_read_and_no_word_of_it_is_lost(text: str) -> None:
    text += " ."  # So that there is something to see.
    found = article._of_paste(text)
    at = 0
    for one in found.paragraphs:
        assert not found.text[at : one.start].strip(f" \n{UNSEEN}").strip()
        assert "\n" not in found.text[one.start : one.end]
        assert found.text[one.start : one.end].strip()
        at = one.end
    assert not found.text[at:].strip()
    assert confirmed(found, ()) == found.text
    if "<" not in text and "-\n" not in text:
        whole = text.removeprefix("\ufeff").replace("\0", "")
        words = [re.sub("[\ud800-\udfff]", "\ufffd", word) for word in whole.split()]
        assert found.text.split() == words
    for number, one in enumerate(found.paragraphs):
        others = set(range(len(found.paragraphs))) - {number}
        assert found.text[one.start : one.end] in confirmed(found, others)


@settings(max_examples=30, deadline=None)
@given(
    st.binary() | SIGNS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(("", "%PDF-1.7\n", "PK\3\4", "From: a\nSubject: b\n\n", "<html>")),
)
def test_any_bytes_are_read_or_told(data: bytes, begins: str) -> None:
    with suppress(Unreadable, NotDone):
        found = article._of_file(begins.encode() + data, "a.md")
        assert found.text.encode()
