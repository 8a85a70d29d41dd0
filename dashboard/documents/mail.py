"""A saved mail (.eml): its text, and what its head says."""

import email
import email.policy
import re
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final, NamedTuple

from dashboard.documents.base import Said, Unreadable

# Headers, each with the lines that go on with it, and a blank line.
_MAIL: Final = re.compile(
    rb"(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\n"
)
_HEAD: Final = 100_000  # Bytes that the head of a mail may have.
_MAIL_LINES: Final = re.compile(
    rb"^(?:from|subject|mime-version|content-type):", re.I | re.M
)
_MOST: Final = 100  # Parts of parts that a mail may have: each is looked for in all.
_PASSED_ON: Final = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.I)


class Mail(NamedTuple):
    """
    A mail: its body, a page's source where `is_page`; what its head says; and what of
    it was not read.
    """

    body: str
    is_page: bool
    said: tuple[Said, ...]
    remarks: tuple[str, ...]


def parted(data: bytes) -> Mail | None:
    """
    Return a saved mail's body and what its head says, None where bytes are none.

    Raises:
        Unreadable: it has more parts than can be read.

    """
    head = data[:_HEAD].replace(b"\r\n", b"\n")
    if not _MAIL.match(head) or len(_MAIL_LINES.findall(head)) < 2:
        return None
    if data.lower().count(b"boundary=") > _MOST:
        raise Unreadable(
            "this is a mail of too many parts", "copy its text, and paste it"
        )
    message = email.message_from_bytes(data, policy=email.policy.default)
    try:
        body = message.get_body(("plain", "html"))
        if body is None:
            return None
        text, wrong = _decoded(body)
        is_page = body.get_content_type() == "text/html"
        names = [_name(part) for part in message.iter_attachments()]
    # What is damaged raises whatever its parser meets there.
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    remarks = [wrong] * bool(wrong)
    if names := [name for name in names if name]:
        remarks.append(f"Its attachments were not read: {', '.join(names)[:300]}")
    return Mail(text, is_page, tuple(_said(message)), tuple(remarks))


def _decoded(body: MIMEPart) -> tuple[str, str]:
    """A body's text, and what to remark where it is not written as it says."""
    payload = body.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    said = body.get_content_charset() or "utf-8"
    for name in (said, "utf-8", "cp1252"):
        try:
            text = data.decode(name)
        except (LookupError, ValueError):
            continue
        wrong = f"It is not written in {said}, as it says: {name} was taken."
        return text, wrong if name != said else ""
    raise ValueError("no text in an encoding that is known")


def _name(part: object) -> str:
    found = part.get_filename() if isinstance(part, MIMEPart) else ""
    return " ".join(str(found or "").split())


def _said(message: EmailMessage) -> list[Said]:
    """What the head of a mail says: of headers that cannot be read, nothing."""
    found = []
    given = {}
    for name in ("Subject", "From", "Date"):
        try:
            given[name] = " ".join(str(message.get(name, "")).split())
        except (LookupError, ValueError, TypeError, AttributeError):
            given[name] = ""
    page = " ".join(str(message.get("Snapshot-Content-Location", "")).split())
    if page:  # A browser has saved a page as a mail, and says when, not whose it is.
        found.append(Said("url", page, "the saved page's head"))
        where = "the saved page's head"
        return [*found, Said("title", given["Subject"], where)]
    title = _PASSED_ON.sub("", given["Subject"])
    if title:
        cut = given["Subject"][: len(given["Subject"]) - len(title)].strip()
        where = f"the mail's Subject, without “{cut}”" if cut else "the mail's Subject"
        found.append(Said("title", title, where))
    if sender := parseaddr(given["From"])[0]:
        found.append(Said("author", sender, "the mail's From: who sent it"))
    try:
        day = parsedate_to_datetime(given["Date"]).date().isoformat()
        found.append(Said("published_on", day, "the mail's Date: when it was sent"))
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    return found
