"""A Word file is read by paragraphs, and refused where it would fill memory."""

import io
import zipfile

import pytest

from dashboard.documents import base, word
from dashboard.documents.base import Block, Said, Unreadable
from dashboard.record import limits
from tests.support import articles

RUN = "<w:r><w:t>{}</w:t></w:r>"


def test_words_that_were_inserted_are_read_and_those_deleted_or_moved_are_not() -> None:
    data = articles.word(
        RUN.format("“No,” ") + f"<w:ins>{RUN.format('she said.')}</w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        f"<w:moveFrom>{RUN.format('moved')}</w:moveFrom>",
        RUN.format("one") + "<w:r><w:br/></w:r>" + RUN.format("two"),
        "",
        f"<w:hyperlink>{RUN.format('a link')}</w:hyperlink><w:r><w:tab/></w:r>"
        + RUN.format("more"),
    )
    read = word.read(data)
    assert [block.text for block in read.blocks] == [
        "“No,” she said.", "one", "two", "a link more",
    ]  # fmt: skip
    assert read.kind == "a Word file (.docx)"


def test_a_text_box_is_read_once_beside_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent>"
    other = "xmlns:m='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    data = articles.word(
        RUN.format("Around") + f"<m:AlternateContent {other}><m:Choice>{box}</m:Choice>"
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent>"
    )
    assert [one.text for one in word.read(data).blocks] == ["Around", "In the box"]


def test_styles_and_properties_say_what_is_what() -> None:
    about = (
        "<p xmlns:d='http://purl.org/dc/elements/1.1/'><d:title>Ferry</d:title>"
        "<d:creator>Ann Lee</d:creator><d:created>2013-12-23</d:created></p>"
    )
    data = articles.word(
        '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' + RUN.format("Ferry talks end"),
        '<w:pPr><w:pStyle w:val="Caption"/></w:pPr>' + RUN.format("The minister"),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>",
        docProps__core_xml=about,
    )
    read = word.read(data)
    assert read.blocks == (
        Block("Ferry talks end", "", base.TITLE),
        Block("The minister", "", base.CAPTION),
        Block("unseen", base.UNSEEN),
    )
    where = "the file's properties"
    # The day on which it says it was made is its template's: it is none of these.
    assert read.said == (
        Said("title", "Ferry", where),
        Said("author", "Ann Lee", where),
    )


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as raised:
        word.read(data)
    return raised.value.wrong


def test_what_would_fill_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for document in (laughs, '<!DOCTYPE x SYSTEM "file:///etc/hostname"><x/>'):
        assert "it declares entities of its own" in refusal(articles.packed(document))
    assert "it names files outside of itself" in refusal(
        articles.word("", **{"..__..__evil_txt": "x"})
    )
    monkeypatch.setattr(limits, "WORD_PARTS", 2)
    monkeypatch.setattr(word, "WORD_PARTS", 1)
    assert "packed of 2 files; 1 are read" in refusal(articles.word("", more_txt="x"))
    monkeypatch.setattr(word, "WORD_UNPACKED", 50)
    assert refusal(articles.word("")).startswith("it unpacks to 0 MB; 0 MB are read")


def test_more_than_a_file_says_that_it_has_is_not_read() -> None:
    data = bytearray(articles.packed("<x>" + "a" * 3_000 + "</x>"))
    # What the list of the archive says of its size: three bytes.
    at = data.rindex(b"PK\1\2") + 24
    data[at : at + 4] = (3).to_bytes(4, "little")
    assert refusal(bytes(data)) == "this is a packed file that cannot be read"


def test_elements_that_are_nested_deep_are_refused() -> None:
    deep = "<a>" * 1_001 + "</a>" * 1_001
    assert "elements within elements, over 1,000 deep" in refusal(articles.packed(deep))
    other = "<a>" * 999 + "</a>" * 999
    assert word.read(articles.packed(other)).blocks == ()


@pytest.mark.parametrize("content", ["", "<w:document", "\x00", "<a>&no;</a>"])
def test_a_damaged_document_is_told(content: str) -> None:
    assert refusal(articles.packed(content)).startswith("this is a packed file")


def test_text_in_another_encoding_hides_no_entities() -> None:
    laughs = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("word/document.xml", laughs.encode("utf-16"))
    assert refusal(file.getvalue()) == "this is a packed file that cannot be read"
