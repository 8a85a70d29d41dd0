"""What is read of a document, whatever its kind: its paragraphs, and what it says."""

from typing import Final, NamedTuple

# Why a paragraph looks like no part of what a document tells, in a reader's words.
MENU: Final = "a menu"
ADVERTISEMENT: Final = "an advertisement"
RELATED: Final = "a headline of something else"
COMMENT: Final = "a comment"
INVITATION: Final = "an invitation to subscribe"
SHARING: Final = "a list for sharing"
COOKIES: Final = "a notice on cookies"
HEAD: Final = "the head of a page or a mail"
FOOT: Final = "the foot of a page or a mail"
FORM: Final = "a form"
BESIDE: Final = "what stands beside the article"
HIDDEN: Final = "hidden on the page"
AUTHOR: Final = "a note about its author"
OUTSIDE: Final = "outside what looks like the article"
NUMBER: Final = "a page number"
REPEATED: Final = "a line that several pages repeat"
UNSEEN: Final = "hidden in the file"

# What a document marks a paragraph as.
TITLE: Final = "title"
CAPTION: Final = "caption"
BYLINE: Final = "byline"


class Block(NamedTuple):
    """
    A paragraph of a document: its text, and in `doubt` why it looks like no part of
    what the document tells, "" where it looks like one. `part` is what the document
    itself marks it as: its title, a caption, who wrote it, or "".
    """

    text: str
    doubt: str = ""
    part: str = ""


class Said(NamedTuple):
    """
    What a document says of itself: a field of `drafting.proposal.About`, its value as
    it stands there, and where that is.
    """

    field: str
    value: str
    where: str


class Document(NamedTuple):
    """
    A document as it was read: what it is ("a PDF"; "" for plain text in UTF-8), its
    paragraphs in order, what it says of itself (of each field what is best to go by
    first), and what whoever reads it should know of how it was read.
    """

    kind: str
    blocks: tuple[Block, ...]
    said: tuple[Said, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its paragraphs, a blank line between two."""
        text = "\n\n".join(block.text for block in self.blocks)
        return text if text.endswith("\n") else f"{text}\n"


class Unreadable(Exception):  # noqa: N818 - it names what the bytes are
    """Bytes of which no text is read: which line, what stands there, how to mend."""

    def __init__(self, wrong: str, mend: str, line: int = 1, value: str = "") -> None:
        super().__init__(f"{wrong}: {mend}")
        self.wrong, self.mend = wrong, mend
        self.line, self.value = line, value

    @property
    def told(self) -> str:
        """The same in sentences, with the line where it is not the first."""
        where = f" on line {self.line:,}" if self.line > 1 else ""
        return f"This cannot be read{where}: {self.wrong}. To mend it: {self.mend}."

    def __reduce__(self) -> tuple[object, ...]:
        """Let it pass from one process to another."""
        return type(self), (self.wrong, self.mend, self.line, self.value)
