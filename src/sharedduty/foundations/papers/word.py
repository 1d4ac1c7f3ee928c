"""Looking through a Word document: a closed list of parts, no macros, no objects, nothing fetched from elsewhere."""

import io
import re
import zipfile
import zlib

from sharedduty.foundations.papers.refusals import Refused

MOST_PARTS, MOST_UNPACKED, MOST_PACKED_TIMES = 2000, 150 * 1024 * 1024, 200
SMALL = 1024 * 1024
ROOTS = ("[Content_Types].xml", "_rels/", "docProps/", "word/", "customXml/")
NEEDED = {"[Content_Types].xml", "word/document.xml"}
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp")
PLAIN = (".xml", ".rels", *PICTURES, ".ttf", ".odttf", ".fntdata")
FORBIDDEN = re.compile(r"vbaproject|vbadata|activex|/embeddings/|oleobject|/attachedtoolbars|/macros", re.IGNORECASE)
MACROS = re.compile(
    rb"macroEnabled|vnd\.ms-office\.vbaProject|vnd\.ms-word\.(?:attachedToolbars|vbaData)", re.IGNORECASE
)
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
RELATION = re.compile(rb"<Relationship\b[^>]*>", re.IGNORECASE)
LINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""", re.IGNORECASE)
SAFE_TARGET = re.compile(rb"""Target\s*=\s*["'](?:https?:|mailto:|tel:|#)""", re.IGNORECASE)
FIELD = re.compile(rb"""<w:instrText[^>]*>(.*?)</w:instrText>|w:instr\s*=\s*["'](.*?)["']""", re.IGNORECASE | re.DOTALL)
ACTING_FIELD = re.compile(
    rb"\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|MACROBUTTON)\b", re.IGNORECASE
)


def check_word(data: bytes, name: str) -> None:
    """Raises Refused for a packed file that is no Word document, is packed to burst, or could act when opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_parts(packed, data, name)
            _check_contents(packed, name)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as broken:
        raise Refused(f"“{name}” is not a whole Word document. Save it again as .docx or PDF") from broken


def _check_parts(packed: zipfile.ZipFile, data: bytes, name: str) -> None:
    parts = packed.infolist()
    names = [part.filename for part in parts]
    other = f"“{name}” is not a Word document as Word saves it. Save it again as .docx or PDF"
    if not set(names) >= NEEDED or len(names) != len({one.lower() for one in names}) or len(names) > MOST_PARTS:
        raise Refused(other)
    if min(part.header_offset for part in parts) != 0 or not _ends_where_it_should(data, packed):
        raise Refused(f"“{name}” holds something else besides a Word document. Save it again as .docx or PDF")
    for part in parts:
        if part.flag_bits & 0x1:
            raise Refused(f"“{name}” is locked with a password. Save it without one")
        if FORBIDDEN.search(part.filename):
            raise Refused(f"“{name}” contains a macro or an object. Save it without, or as a PDF")
        odd = part.filename.startswith("/") or ".." in part.filename.split("/") or "\\" in part.filename
        plain = part.is_dir() or part.filename.lower().endswith(PLAIN)
        if odd or not part.filename.startswith(ROOTS) or not plain:
            raise Refused(other)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(f"“{name}” unpacks to far more than it should and was not kept")


def _ends_where_it_should(data: bytes, packed: zipfile.ZipFile) -> bool:
    """Nothing stands after the list of parts but the comment that list declares."""
    end = data.rfind(b"PK\x05\x06")
    return end >= 0 and len(data) == end + 22 + len(packed.comment) and not packed.comment


def _check_contents(packed: zipfile.ZipFile, name: str) -> None:
    total = 0
    for part in packed.infolist():
        with packed.open(part) as opened:
            content = opened.read(MOST_UNPACKED - total + 1)  # what it says of its size may be untrue
        total += len(content)
        too_dense = len(content) > SMALL and len(content) > MOST_PACKED_TIMES * max(part.compress_size, 1)
        if total > MOST_UNPACKED or too_dense:
            raise Refused(f"“{name}” unpacks to far more than it should and was not kept")
        if part.filename.lower().endswith((".xml", ".rels")):
            _check_xml(content, part.filename, name)


def _check_xml(content: bytes, part: str, name: str) -> None:
    if b"\x00" in content[:200] or DECLARES.search(content):
        raise Refused(f"“{name}” is written in a way that cannot be looked through. Save it again as .docx or PDF")
    if MACROS.search(content):
        raise Refused(f"“{name}” contains a macro. Save it without, or as a PDF")
    for found in RELATION.finditer(content):
        relation = found[0]
        outside = re.search(rb"""TargetMode\s*=\s*["']External["']""", relation, re.IGNORECASE)
        if outside and not (LINK.search(relation) and SAFE_TARGET.search(relation)):
            raise Refused(f"“{name}” fetches something from elsewhere when it opens. Save it as a PDF and send that")
    for found in FIELD.finditer(content):
        if ACTING_FIELD.match(found[1] or found[2] or b""):
            raise Refused(f"“{name}” contains a field that acts when it opens. Save it as a PDF and send that")
