"""Articles as people hand them over, written for the tests."""

import io
import zipfile
from typing import Final

# A page of a paper's site, with all that stands around its article.
PAGE: Final = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry talks end without a deal | The Daily Ledger</title>
<meta property="og:site_name" content="The Daily Ledger">
<meta property="og:title" content="Ferry talks end without a deal">
<meta property="article:published_time" content="2023-07-27T21:40:00+09:00">
<link rel="canonical" href="https://ledger.example/world/2023/07/28/ferry-talks">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Ledger"},
 {"@type": "NewsArticle", "headline": "Ferry talks end without a deal",
  "datePublished": "2023-07-27T21:40:00+09:00",
  "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Omar Diaz"}],
  "publisher": {"@type": "Organization", "name": "The Daily Ledger"}}]}</script>
<style>p { color: red }</style></head>
<body class="has-comments newsletter-on">
<nav><ul><li><a href="/">Home</a><li><a href="/w">World</a><li><a href="/s">Sport</a>
</ul></nav>
<div class="cookie-banner">We use cookies to improve your visit.
<button>Accept</button></div>
<main><article>
<h1>Ferry talks end without a deal</h1>
<p class="byline">By Ann Lee and Omar Diaz</p>
<p>28 July 2023</p>
<figure><img src="a.jpg"><figcaption>The minister, left, and his guests at the harbour.
 PTI</figcaption></figure>
<p>SEOUL, July 27 (Reuters) - The two sides parted on Thursday without a&nbsp;word on
 the <b>four</b> ships, and no day was named for another meeting.</p>
<div class="ad-slot">Advertisement</div>
<p>&ldquo;We will not sign what we have not read,&rdquo; the minister told
 reporters at the harbour.<p>Subscribe numbers fell, his office said, and the “cookies”
 affair was over.
<aside class="related-stories"><h3>Related</h3>
<a href="/x">Harbour master resigns</a></aside>
<p>The islands&rsquo; council said it would “wait and see”.</p>
<p>Sign up to our newsletter for the best of the week.</p>
</article></main>
<section id="comments"><h2>2 comments</h2><p>This is what happens when nobody reads
 the papers that they are to sign.</p></section>
<footer>&copy; 2023 The Daily Ledger. All rights reserved.</footer>
</body></html>
"""
BODY: Final = (
    "The minister, left, and his guests at the harbour. PTI",
    "SEOUL, July 27 (Reuters) - The two sides parted on Thursday without a\u00a0word on"
    " the four ships, and no day was named for another meeting.",
    "“We will not sign what we have not read,” the minister told reporters at the"
    " harbour.",
    "Subscribe numbers fell, his office said, and the “cookies” affair was over.",
    "The islands’ council said it would “wait and see”.",
)
# An agency's report as it comes by wire, cut to a width.
WIRE: Final = """FERRY TALKS END WITHOUT A DEAL

By HANA KIM, Associated Press

UNITED NATIONS (AP) — The two sides parted on Thursday without a word on the
four ships, and no day was named for another meeting, which the islands had
wanted to see this year.

"We will not sign what we have not read," the minister told reporters at the
harbour of the old town, where the well-known ferry lay, and added that sover-
eignty was not for sale.
"""
# The same, sent on by mail.
MAIL: Final = """From: Mia Wong <mia@desk.example>
To: desk@example.org
Subject: Fwd: Ferry talks end without a deal
Date: Fri, 28 Jul 2023 08:15:00 +0900
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

---------- Forwarded message ---------
From: Ledger
Date: Fri, 28 Jul 2023

The two sides parted without a word on the four ships.

“We will not sign what we have not read,” the minister said.

--
You are receiving this as a reader of the Ledger.
Unsubscribe
"""
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(document: str, name: str = "word/document.xml", **more: str) -> bytes:
    """A .zip with a document in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, document)
        for other, content in more.items():
            made.writestr(other.replace("__", "/").replace("_", "."), content)
    return file.getvalue()


def word(*paragraphs: str, **more: str) -> bytes:
    """A Word file of paragraphs, each of them as XML."""
    inside = "".join(f"<w:p>{one}</w:p>" for one in paragraphs)
    document = f'<w:document xmlns:w="{_W}"><w:body>{inside}</w:body></w:document>'
    return packed(document, **more)


Printed = tuple[int, int, int, str]


def pdf(*pages: list[Printed]) -> bytes:
    """A PDF of pages, each of lines: left, bottom, size of the letters, words."""
    objects = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
        b" /WinAnsiEncoding >>",
        b"",
    ]
    kids = []
    for lines in pages:
        drawn = b" ".join(
            b"/F1 %d Tf 1 0 0 1 %d %d Tm <%s> Tj"
            % (size, left, bottom, words.encode("cp1252").hex().encode())
            for left, bottom, size, words in lines
        )
        objects += [
            b"<< /Length %d >>\nstream\nBT %s ET\nendstream" % (len(drawn) + 6, drawn),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 1 0 R >> >> >>" % (len(objects) + 1),
        ]
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(kids),
    )
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    many = len(objects) + 1
    return made + b"".join(
        (b"xref\n0 %d\n0000000000 65535 f \n" % many, *places,
         b"trailer << /Size %d /Root %d 0 R >>\n" % (many, many - 1),
         b"startxref\n%d\n%%%%EOF" % len(made))
    )  # fmt: skip
