"""Files of every kind, made on the spot: good ones, and ones that mean harm."""

import io
import struct
import zipfile
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from sharedduty.foundations.papers.inspecting import EICAR

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
BODY = '<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


def picture(form: str = "JPEG", **more: object) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, format=form, **more)
    return out.getvalue()


def picture_with_place() -> bytes:
    """A JPEG that says where it was taken, with which camera, and a comment."""
    exif = Image.Exif()
    exif[0x010F] = "Invented Camera"
    exif.get_ifd(0x8825)[2] = (51.0, 52.0, 3.0)
    return picture(exif=exif, comment=b"taken at home")


def png_with_words() -> bytes:
    """A PNG with words hidden beside the picture."""
    words = PngInfo()
    words.add_text("Author", "somebody at home")
    return picture("PNG", pnginfo=words)


def png_bomb() -> bytes:
    """A few bytes that claim to be an enormous picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def pdf(catalogue: bytes = b"", objects: bytes = b"") -> bytes:
    """A small PDF; `catalogue` goes into its root, `objects` beside it."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n" + objects + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )


def packed_stream(plain: bytes, kind: bytes = b"/Type /ObjStm", packing: bytes = b"/FlateDecode") -> bytes:
    """An object of a PDF that holds `plain` packed."""
    body = zlib.compress(plain, 9)
    head = b"9 0 obj\n<< " + kind + b" /Filter " + packing + b" /Length " + str(len(body)).encode() + b" >>\n"
    return head + b"stream\n" + body + b"\nendstream\nendobj\n"


def word(extra: dict[str, str | bytes] | None = None, text: str = "A drawing by Robin", types: str = TYPES) -> bytes:
    """A small Word document with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", types)
        made.writestr("word/document.xml", BODY.format(text))
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return out.getvalue()


def relation(kind: str, target: str) -> str:
    """A part that says what a Word document fetches from outside."""
    one = f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/>'
    return f"<Relationships>{one}</Relationships>"


def plain_zip(name: str = "holiday.txt") -> bytes:
    """A zip that is no Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(name, "hello")
    return out.getvalue()


GOOD = {
    "letter.pdf": pdf(),
    "link.pdf": pdf(b"/OpenAction [3 0 R /Fit]"),
    "photo.jpg": picture(),
    "photo.JPEG": picture(),
    "drawing.png": picture("PNG"),
    "chronology.docx": word({"docProps/core.xml": "<x/>", "word/media/image1.png": picture("PNG")}),
    "linked.docx": word({"word/_rels/document.xml.rels": relation("hyperlink", "https://school.example/")}),
    "notes.txt": "What Robin said: “I had no tea”. \r\nfin".encode(),
}
BAD = {
    "empty.pdf": b"",
    "virus.txt": EICAR,
    "virus.pdf": pdf(objects=b"% " + EICAR + b"\n"),
    "too_large.txt": b"a" * (10 * 1024 * 1024 + 1),
    "program.exe": b"MZ\x90\x00\x03" + b"\0" * 100,
    "letter.pdf": b"MZ\x90\x00\x03" + b"\0" * 100,
    "letter.pdf.exe": pdf(),
    "nameless": pdf(),
    "photo.png": picture(),
    "page.html": b"<!doctype html><script>alert(1)</script>",
    "page.txt": b"  <html><script>alert(1)</script></html>",
    "late_script.txt": b"Dear all <SCRIPT>alert(1)</SCRIPT>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "drawing.txt": b"\xef\xbb\xbf<?xml version='1.0'?><svg onload='alert(1)'/>",
    "run.txt": b"#!/bin/sh\nrm -rf /",
    "binary.txt": b"abc\x00def",
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "broken.jpg": picture()[:60],
    "broken.png": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
    "bomb.png": png_bomb(),
    "gif.jpg": picture("GIF"),
    "script.pdf": pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "coded_script.pdf": pdf(b"/OpenAction << /S /J#61vaScript /#4a#53 (app.alert(1)) >>"),
    "packed_script.pdf": pdf(objects=packed_stream(b"5 0 << /S /JavaScript /JS (app.alert(1)) >>")),
    "odd_packing.pdf": pdf(objects=packed_stream(b"5 0 << /S /JavaScript >>", packing=b"[/ASCIIHexDecode /FlateDecode]")),
    "coded_stream.pdf": pdf(objects=packed_stream(b"<< /Launch 1 >>", kind=b"/Type /#4fbjStm")),
    "launch.pdf": pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "embedded.pdf": pdf(b"/Names << /EmbeddedFiles 4 0 R >>"),
    "form.pdf": pdf(b"/AcroForm << /XFA 4 0 R >>"),
    "locked.pdf": pdf(objects=b"").replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 5 0 R"),
    "bomb.pdf": pdf(objects=packed_stream(b"\0" * (160 * 1024 * 1024), kind=b"/Type /XObject")),
    "cut.pdf": pdf()[:40],
    "zip_behind.pdf": pdf() + plain_zip(),
    "page_in_front.pdf": b"%PDF-1.4\n<html><script>alert(1)</script>\n" + pdf(),
    "junk_in_front.pdf": b"GIF89a" + pdf(),
    "macro.docx": word({"word/vbaProject.bin": b"\0\1"}),
    "macro_type.docx": word(types=TYPES.replace("document.main", "x.macroEnabled.main")),
    "object.docx": word({"word/embeddings/oleObject1.bin": b"\0"}),
    "package.docx": word({"word/embeddings/other.docx": b"PK"}),
    "template.docx": word({"word/_rels/settings.xml.rels": relation("attachedTemplate", "https://bad.example/t.dotm")}),
    "fetch.docx": word({"word/_rels/document.xml.rels": relation("image", "file://host/share")}),
    "odd_link.docx": word({"word/_rels/document.xml.rels": relation("hyperlink", "javascript:alert(1)")}),
    "field.docx": word(text='</w:t><w:instrText> DDEAUTO c:\\\\x "y" </w:instrText><w:t>'),
    "entities.docx": word({"word/styles.xml": "<!DOCTYPE x [<!ENTITY a 'aaa'>]><x>&a;</x>"}),
    "outside.docx": word({"../../etc/cron.d/x": "x"}),
    "inside_out.docx": word({"word/../../x.xml": "x"}),
    "program.docx": word({"word/run.exe": b"MZ"}),
    "java.docx": word({"META-INF/MANIFEST.MF": "Main-Class: X", "X.class": b"\xca\xfe\xba\xbe"}),
    "bomb.docx": word({"word/media.xml": b"0" * (160 * 1024 * 1024)}),
    "dense.docx": word({"word/media.xml": b"0" * (40 * 1024 * 1024)}),
    "zip.docx": plain_zip(),
    "zip.zip": plain_zip(),
    "behind.docx": word() + b"<script>alert(1)</script>",
    "in_front.docx": b"PK\x03\x04junk" + word(),
    "cut.docx": word()[:200],
}  # fmt: skip
