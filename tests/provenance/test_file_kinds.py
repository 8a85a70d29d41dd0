"""What people hand over is read where it safely can be, else named for what it is."""

import io
import zipfile

import pytest

from dashboard.provenance import file_kinds, source_copy
from dashboard.provenance.file_kinds import Read
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
    assert source_copy.read(data) == Read(SOURCE_TEXT, kind)


def test_a_word_file_is_read_a_paragraph_a_paragraph() -> None:
    assert source_copy.read(packed(WORD)).text == "“No,” she said.\n\nYes.\n"


@pytest.mark.parametrize(
    "data",
    [
        packed("<x>", "content.xml"),
        packed("<w:document"),
        packed('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        b"PK\x03\x04 no zip",
    ],
)
def test_what_is_packed_and_no_word_file_is_named(data: bytes) -> None:
    with pytest.raises(source_copy.Unreadable, match="a packed file"):
        source_copy.read(data)


def test_a_saved_mail_is_read_as_its_reader_reads_it() -> None:
    mail = (
        "From: a@example.org\nSubject: A ferry\nMIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\n"
        "=E2=80=9CNo,=E2=80=9D she sa=\nid.\n"
    )
    assert source_copy.read(mail.encode()) == Read("“No,” she said.\n", "a saved mail")
    assert file_kinds.of_mail(b"Note: this\nis no mail: at all\n\nat all") is None


def test_a_page_is_read_without_what_is_not_shown() -> None:
    page = (
        "<!doctype html><head><script>x='“not said”'</script></head><body><h1>A &amp; B"
        "</h1><p>&ldquo;No,&rdquo;\n <a href='/x'>she</a> said.</p><style>p{}</style>"
    )
    found = file_kinds.of_text(page)
    assert found.kind == "the source of a page (HTML)"
    assert found.text == "A & B\n\n“No,” she said.\n"


def test_markdown_is_read_without_its_signs() -> None:
    found = file_kinds.of_text("# A head\n\n**“No,”** [she](https://a.example/b) said.")
    assert found == Read("A head\n\n“No,” she said.", "Markdown")
    assert file_kinds.of_text("Nothing * of [it].") == Read("Nothing * of [it].")


def test_what_opens_and_never_closes_is_read_as_it_stands() -> None:
    text = "<html>" + "<a " * 1000
    assert file_kinds.of_text(text) == Read(text)


def test_a_page_of_too_many_tags_is_read_as_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = "<!doctype html><p>One.</p><p>Two.</p>"
    assert file_kinds.of_text(page).text == "One.\n\nTwo.\n"
    monkeypatch.setattr(file_kinds, "TAGS", 4)
    assert file_kinds.of_text(page) == Read(page)
