"""What people hand over is read where it safely can be, else named for what it is."""

import io
import zipfile

import pytest

from dashboard.documents import kinds
from dashboard.documents.base import Unreadable
from dashboard.documents.kinds import Read
from dashboard.record import limits
from tests.support import articles
from tests.support.small_record import SOURCE_TEXT


def packed(document: str, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(name, document)
    return file.getvalue()


WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>“No,” </w:t></w:r><w:r><w:t>she said.</w:t></w:r></w:p>"
    "<w:p/><w:p><w:r><w:t>Yes.</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "wrong", "mend"),
    [
        (b"%PDF-1.7\n", "a damaged PDF", "paste the text"),
        (b"PK\x03\x04\x14", "a packed file", "copy and paste the text"),
        (b"\xd0\xcf\x11\xe0\xa1", "an older Word file", "copy and paste the text"),
        (b"{\\rtf1", "a Rich Text file", "copy and paste the text"),
        (b"a\0\0b\0\0\0c", "zero bytes", "copy and paste the text"),
        (b"a\xffb", "not UTF-8", "copy and paste the text"),
    ],
)
def test_what_is_no_text_is_said_with_a_way_to_mend_it(
    data: bytes, wrong: str, mend: str
) -> None:
    with pytest.raises(Unreadable) as raised:
        kinds.of_bytes(data)
    assert wrong in raised.value.wrong
    assert mend in raised.value.mend


def test_a_text_is_read_as_it_stands() -> None:
    text = "\ufeffone\r\ntwo\u2028“é”"
    assert kinds.of_bytes(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (SOURCE_TEXT.encode("utf-16"), "text in UTF-16"),
        (SOURCE_TEXT.encode("utf-16-le"), "text in UTF-16"),
        (SOURCE_TEXT.encode("utf-16-be"), "text in UTF-16"),
        (SOURCE_TEXT.encode("cp1252"), "text in Windows-1252 (“ANSI”)"),
        (SOURCE_TEXT.encode("mac_roman"), "text in MacRoman"),
    ],
)
def test_other_encodings_are_read(data: bytes, kind: str) -> None:
    assert kinds.of_bytes(data) == Read(SOURCE_TEXT, kind)


def test_a_word_file_is_read_a_paragraph_a_paragraph() -> None:
    assert kinds.of_bytes(packed(WORD)).text == "“No,” she said.\n\nYes.\n"


@pytest.mark.parametrize(
    "data",
    [
        packed("<x>", "content.xml"),
        packed("<w:document"),
        b"PK\x03\x04 no zip",
    ],
)
def test_what_is_packed_and_no_word_file_is_named(data: bytes) -> None:
    with pytest.raises(Unreadable, match="a packed file"):
        kinds.of_bytes(data)


def test_a_pdf_is_read_with_its_lines_joined() -> None:
    printed = [(50, 700, 10, "“No,” she said of the ferry and of all that had"),
               (50, 688, 10, "been told of it.")]  # fmt: skip
    assert kinds.of_bytes(articles.pdf(printed)) == Read(
        "“No,” she said of the ferry and of all that had been told of it.\n", "a PDF"
    )


def test_a_page_in_the_encoding_that_it_names_is_read() -> None:
    page = "<html><meta charset=windows-1251><p>Нет</p>"
    assert kinds.of_bytes(page.encode("cp1251")) == Read(page, "text in windows-1251")
    assert kinds.read(page.encode("cp1251")).text == "Нет\n"
    # A name that is no encoding of pages is not tried.
    other = page.replace("windows-1251", "punycode").encode("cp1251")
    with pytest.raises(Unreadable, match="not UTF-8"):
        kinds.of_bytes(other)


def test_what_is_utf_8_but_for_a_few_bytes_is_no_other_encoding() -> None:
    data = "“No,” she said — “not yet”.".encode() + b" \xff"
    read = kinds.read(data)
    assert read.text == "“No,” she said — “not yet”. �\n"
    assert read.remarks == ("Signs that could not be read, and stand as �: 1",)
    with pytest.raises(Unreadable, match="not UTF-8"):
        kinds.of_bytes(data)


def test_a_saved_mail_is_read_as_its_reader_reads_it() -> None:
    mail = (
        "From: a@example.org\nSubject: A ferry\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\n"
        "=E2=80=9CNo,=E2=80=9D she sa=\nid.\n"
    )
    assert kinds.of_bytes(mail.encode()) == Read("“No,” she said.\n", "a saved mail")


def test_a_page_is_read_without_what_is_not_shown() -> None:
    page = (
        "<!doctype html><head><script>x='“not said”'</script></head><body><h1>A &amp; B"
        "</h1><p>&ldquo;No,&rdquo;\n <a href='/x'>she</a> said.</p><style>p{}</style>"
    )
    found = kinds.of_text(page)
    assert found.kind == "the source of a page (HTML)"
    assert found.text == "A & B\n\n“No,” she said.\n"


def test_markdown_is_read_without_its_signs() -> None:
    found = kinds.of_text("# A head\n\n**“No,”** [she](https://a.example/b) said.")
    assert found == Read("A head\n\n“No,” she said.", "Markdown")
    assert kinds.of_text("Nothing * of [it].") == Read("Nothing * of [it].")


def test_what_opens_and_never_closes_is_read_as_it_stands() -> None:
    text = "<html>" + "<a " * 1000
    assert kinds.of_text(text) == Read(text)


def test_a_page_of_too_many_tags_is_read_as_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = "<!doctype html><p>One.</p><p>Two.</p>"
    assert kinds.of_text(page).text == "One.\n\nTwo.\n"
    monkeypatch.setattr(limits, "TAGS", 4)
    assert kinds.of_text(page) == Read(page)
