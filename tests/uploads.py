"""One invented article as every kind of file that can be uploaded."""

import json
import zipfile
from io import BytesIO
from textwrap import wrap

TITLE = "Bridge opens after four years"
PARAGRAPHS = (
    "Mayor Ada Example opened the new bridge on Monday, ending four years of building works "
    "that had split the city in two.",
    "The bridge, which cost 40 million euros, was first planned in 2011 and should have "
    "opened in 2021, according to the city council.",
    "“We are late, but we are here,” she said, standing between the first two cars that "
    "crossed it.",
)
TEXT = "\n".join(PARAGRAPHS)


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP archive of {name: content}."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def page(title=TITLE, paragraphs=PARAGRAPHS, head=""):
    """Return a web page with a menu and a footer around the article."""
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title} | The Example</title>"
        f'<meta property="og:site_name" content="The Example">{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>{body}</article>"
        "<footer>© The Example. All rights reserved.</footer></body></html>"
    )


def docx(paragraphs=PARAGRAPHS, title=TITLE):
    """Return a Word file; every paragraph also holds a deleted word."""
    lines = "".join(
        f"<w:p><w:r><w:t>{one[:9]}</w:t></w:r><w:r><w:t>{one[9:]}</w:t></w:r>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        for one in paragraphs
    )
    head = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p>'
    document = f'<w:document xmlns:w="w"><w:body>{head}{lines}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def odt():
    """Return an OpenDocument text."""
    lines = "".join(f"<text:p>{one}</text:p>" for one in PARAGRAPHS)
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t"><office:body>'
        f'<text:h text:outline-level="1">{TITLE}</text:h>{lines}</office:body>'
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )


def rtf():
    """Return a Rich Text file with quotation marks written in two ways."""
    lines = "\\par ".join((TITLE, *PARAGRAPHS)).replace("“", "\\u8220?").replace("”", "\\'94")
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0 Arial;}{\\*\\generator Some;}\\f0 "
        + lines
        + "}"
    ).encode("ascii")


def mail(kind="plain"):
    """Return a saved newsletter."""
    body = "\r\n\r\n".join(PARAGRAPHS) if kind == "plain" else page()
    return (
        "From: The Example <news@paper.example>\r\n"
        "Subject: =?utf-8?q?Bridge_opens_after_four_years?=\r\n"
        "Date: Tue, 21 Oct 2025 08:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/{kind}; charset=utf-8\r\n\r\n{body}"
    ).encode()


def mhtml():
    """Return a page as a browser saves it in one file."""
    return (
        "From: <Saved by Blink>\r\nSubject: something else\r\nMIME-Version: 1.0\r\n"
        "Snapshot-Content-Location: https://paper.example/news/bridge\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Location: https://paper.example/news/bridge\r\n\r\n{page()}\r\n--B--\r\n"
    ).encode()


def epub():
    """Return a book of one chapter."""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c><rootfile full-path="O/c.opf"/></c>',
            "O/c.opf": '<p><item id="a" href="a.xhtml"/><itemref idref="a"/></p>',
            "O/a.xhtml": page(paragraphs=PARAGRAPHS * 2),
        }
    )


def json_lines():
    """Return JSON Lines: an article, a line that is none."""
    article = {"title": TITLE, "text": TEXT, "published": "2025-10-21", "outlet": "The Example"}
    return (json.dumps(article) + "\nnothing\n").encode()


def pdf(lines=(TITLE, *PARAGRAPHS), kids="[3 0 R]", count=1):
    """Return a PDF of one page, each line wrapped at 80 letters."""
    wrapped = [part for line in lines for part in wrap(line, 80)]
    shown = "".join(
        f"({line})'\n".replace("“", "\\223").replace("”", "\\224") for line in wrapped
    )
    stream = f"BT /F1 10 Tf 12 TL 40 800 Td\n{shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {kids} /Count {count} >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


KINDS = {
    "txt": f"{TITLE}\n\n{TEXT}".encode(),
    "md": f"# {TITLE}\n\n".encode() + "\n\n".join(PARAGRAPHS).encode(),
    "html": page().encode(),
    "mhtml": mhtml(),
    "pdf": pdf(),
    "docx": docx(),
    "odt": odt(),
    "rtf": rtf(),
    "eml": mail(),
    "epub": epub(),
    "jsonl": json_lines(),
    "zip": zipped({"../../a.txt": TEXT.encode(), "b.docx": docx(), "c.png": b"\x89PNG\r\n"}),
}
