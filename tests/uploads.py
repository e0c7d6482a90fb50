"""One invented article as every kind of file that can be uploaded."""

import json
import zipfile
from email.header import Header
from email.message import EmailMessage
from html import escape
from io import BytesIO
from textwrap import wrap

from pypdf import PdfWriter

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
OTHER = (
    "The ferry that had crossed the river for sixty years made its last trip on Sunday night, "
    "with 300 people on board and a brass band on the upper deck.",
    "“I shall miss the smell of it,” said Cora Commuter, who took it to work every day.",
)
RUSSIAN = (
    "Мост открыт после четырёх лет",
    (
        "Мэр города открыла новый мост в понедельник, и это был конец четырёх лет работы, "
        "которая разделила город на две части.",
        "Мост, который стоил сорок миллионов, был задуман ещё в 2011 году и должен был быть "
        "открыт в 2021 году, как сообщил городской совет.",
    ),
)


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP archive of {name: content}."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def text(title=TITLE, paragraphs=PARAGRAPHS, encoding="utf-8"):
    """Return plain text, the headline set apart."""
    return "\n\n".join((title, *paragraphs)).encode(encoding)


def markdown(title=TITLE, paragraphs=PARAGRAPHS):
    """Return Markdown."""
    return "\n\n".join((f"# {title}", *paragraphs)).encode()


def escaped(title, paragraphs):
    """Return headline and paragraphs as they are written in a page or in XML."""
    return escape(title), [escape(one) for one in paragraphs]


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


def odt(title=TITLE, paragraphs=PARAGRAPHS):
    """Return an OpenDocument text."""
    lines = "".join(f"<text:p>{one}</text:p>" for one in paragraphs)
    content = (
        '<office:document-content xmlns:office="o" xmlns:text="t"><office:body>'
        f'<text:h text:outline-level="1">{title}</text:h>{lines}</office:body>'
        "</office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )


def rtf(title=TITLE, paragraphs=PARAGRAPHS):
    """Return a Rich Text file with quotation marks written in two ways."""
    lines = "\\par ".join((title, *paragraphs)).replace("“", "\\u8220?").replace("”", "\\'94")
    written = "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in lines)
    head = "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl\\f0 Arial;}{\\*\\generator Some;}\\f0 "
    return (head + written + "}").encode("ascii")


def mail(kind="plain", title=TITLE, paragraphs=PARAGRAPHS):
    """Return a saved newsletter."""
    body = "\r\n\r\n".join(paragraphs) if kind == "plain" else page(title, paragraphs)
    return (
        "From: The Example <news@paper.example>\r\n"
        f"Subject: {Header(title, 'utf-8').encode()}\r\n"
        "Date: Tue, 21 Oct 2025 08:00:00 +0200\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/{kind}; charset=utf-8\r\n\r\n{body}"
    ).encode()


def newsletter(title=TITLE, paragraphs=PARAGRAPHS):
    """Return a mail in two forms, with a Word file and a picture attached."""
    message = EmailMessage()
    message["From"] = "The Example <news@paper.example>"
    message["Subject"] = title
    message["Date"] = "Tue, 21 Oct 2025 08:00:00 +0200"
    message.set_content("\n\n".join(paragraphs))
    message.add_alternative(page(title, paragraphs), subtype="html")
    word = docx(OTHER, "Ferry makes its last trip")
    message.add_attachment(
        word, maintype="application", subtype="octet-stream", filename="ferry.docx"
    )
    message.add_attachment(
        b"\x89PNG\r\n", maintype="image", subtype="png", filename="bridge.png"
    )
    return message.as_bytes()


def mhtml(title=TITLE, paragraphs=PARAGRAPHS):
    """Return a page as a browser saves it in one file."""
    return (
        "From: <Saved by Blink>\r\nSubject: something else\r\nMIME-Version: 1.0\r\n"
        "Snapshot-Content-Location: https://paper.example/news/bridge\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        "Content-Location: https://paper.example/news/bridge\r\n\r\n"
        f"{page(title, paragraphs)}\r\n--B--\r\n"
    ).encode()


def epub(title=TITLE, paragraphs=PARAGRAPHS):
    """Return a book of one chapter."""
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<c><rootfile full-path="O/c.opf"/></c>',
            "O/c.opf": '<p><item id="a" href="a.xhtml"/><itemref idref="a"/></p>',
            "O/a.xhtml": page(title, [*paragraphs, *paragraphs]),
        }
    )


def json_lines(title=TITLE, paragraphs=PARAGRAPHS):
    """Return JSON Lines: an article, a line that is none."""
    article = {
        "title": title,
        "text": "\n".join(paragraphs),
        "published": "2025-10-21",
        "outlet": "The Example",
    }
    return (json.dumps(article) + "\nnothing\n").encode()


def pdf_pages(*pages):
    """Return a PDF of several pages, each made of lines that are wrapped at 80 letters."""
    writer = PdfWriter()
    for lines in pages:
        writer.append(BytesIO(pdf(lines)))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def pdf(lines=(TITLE, *PARAGRAPHS), kids="[3 0 R]", count=1):
    """Return a PDF of one page, each line wrapped at 80 letters."""
    wrapped = [part for line in lines for part in wrap(line, 80)]
    shown = "".join(f"({_written(line)})'\n" for line in wrapped)
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


def _written(line):
    """Return a line as a PDF holds it; letters that its font lacks are question marks."""
    line = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    line = line.replace("“", "\\223").replace("”", "\\224")
    return line.encode("latin-1", "replace").decode("latin-1")


#: How each kind of file is made from a headline and paragraphs.
MAKERS = {
    "txt": text,
    "md": markdown,
    "html": lambda title, paragraphs: page(*escaped(title, paragraphs)).encode(),
    "mhtml": lambda title, paragraphs: mhtml(*escaped(title, paragraphs)),
    "pdf": lambda title, paragraphs: pdf((title, *paragraphs)),
    "docx": lambda title, paragraphs: docx(*reversed(escaped(title, paragraphs))),
    "odt": lambda title, paragraphs: odt(*escaped(title, paragraphs)),
    "rtf": rtf,
    "eml": lambda title, paragraphs: mail("plain", title, paragraphs),
    "epub": lambda title, paragraphs: epub(*escaped(title, paragraphs)),
    "jsonl": json_lines,
    "zip": lambda title, paragraphs: zipped({"a.txt": text(title, paragraphs)}),
}
KINDS = {kind: make(TITLE, PARAGRAPHS) for kind, make in MAKERS.items()} | {
    "zip": zipped({"../../a.txt": TEXT.encode(), "b.docx": docx(), "c.png": b"\x89PNG\r\n"}),
}

#: Files that journeys upload, by name.
FILES = {f"bridge.{kind}": data for kind, data in KINDS.items()} | {
    "bridge-windows.txt": text(encoding="cp1252"),
    "bridge-utf16.txt": text(encoding="utf-16"),
    "most.txt": text(*RUSSIAN, encoding="cp1251"),
    "newsletter.eml": newsletter(),
    "scan.pdf": pdf([]),
    "ferry.docx": docx(OTHER, "Ferry makes its last trip"),
    "photo.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
}
