"""A saved mail: its text and what its head says."""

import pytest

from dashboard.documents import mail
from dashboard.documents.base import Said, Unreadable
from tests.support.articles import MAIL


def test_the_head_of_a_mail_says_title_sender_and_day() -> None:
    found = mail.parted(MAIL.encode())
    assert found is not None
    assert found.said == (
        Said("title", "Ferry talks end without a deal",
             "the mail's Subject, without “Fwd:”"),
        Said("author", "Mia Wong", "the mail's From: who sent it"),
        Said("published_on", "2023-07-28", "the mail's Date: when it was sent"),
    )  # fmt: skip
    assert "“We will not sign" in found.body
    assert not found.is_page


def test_attachments_are_named_and_a_page_is_marked() -> None:
    both = (
        "From: a@example.org\nSubject: A\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=x\n\n"
        "--x\nContent-Type: text/html\n\n<p>One.</p>\n"
        "--x\nContent-Type: application/pdf\n"
        "Content-Disposition: attachment; filename=report.pdf\n\nno\n--x--\n"
    )
    found = mail.parted(both.encode())
    assert found is not None
    assert found.is_page
    assert found.remarks == ("Its attachments were not read: report.pdf",)


@pytest.mark.parametrize(
    "data",
    [
        b"Note: this\nis no mail: at all\n\nat all",
        b"From: a@b.example\nSubject: A\nContent-Type: image/png\n\nno text",
        b"From: a\nSubject: A\nContent-Type: text/plain; charset=utf-8\n\n\x81",
        b"",
    ],
)
def test_what_is_no_mail_of_text_is_none(data: bytes) -> None:
    assert mail.parted(data) is None


def test_a_mail_of_parts_within_parts_is_refused() -> None:
    part = b"--x\nContent-Type: multipart/mixed; boundary=x\n\n"
    with pytest.raises(Unreadable, match="a mail of too many parts"):
        mail.parted(b"From: a\nSubject: b\n\n" + part * 101)


@pytest.mark.parametrize(
    ("said", "written", "taken"),
    [
        ("; charset=iso-8859-1", "iso-8859-1", ""),
        ("", "utf-8", ""),
        ("", "cp1252", "utf-8, as it says: cp1252 was"),
        ("; charset=x-no", "utf-8", "x-no, as it says: utf-8 was"),
    ],
)
def test_no_letter_of_a_mail_is_replaced(said: str, written: str, taken: str) -> None:
    head = f"From: a\nSubject: A\nContent-Type: text/plain{said}\n\n"
    found = mail.parted(head.encode() + "é".encode(written))
    assert found is not None
    assert found.body == "é"
    told = f"It is not written in {taken} taken."
    assert found.remarks == ((told,) if taken else ())


def test_a_long_head_and_headers_of_any_name_are_a_mails() -> None:
    head = b"From a@b.example Fri\nX_1:\n" + b"Received: " + b"x" * 9_000 + b"\n b\n"
    assert mail.parted(head + b"From: a\nSubject: b\n\nWords.\n") is not None


def test_a_page_that_a_browser_saved_as_a_mail_says_its_address() -> None:
    found = mail.parted(
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example/b\n"
        b"Subject: A ferry\nDate: Fri, 28 Jul 2023 08:15:00 +0900\n"
        b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>One.</p>"
    )
    assert found is not None
    assert [(one.field, one.value) for one in found.said] == [
        ("url", "https://a.example/b"), ("title", "A ferry"),
    ]  # fmt: skip


def test_a_head_that_cannot_be_read_says_nothing() -> None:
    head = b"From: <\nSubject: \nDate: 99 Foo\nMIME-Version: 1.0\n\n"
    found = mail.parted(head + b"Words.\n")
    assert found is not None
    assert found.said == ()
