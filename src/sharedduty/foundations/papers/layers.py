"""Everything that can be read in a file before it leaves: its text, what it says of itself, what lies hidden in it, its name.

Read: PDF, Word (.docx), Excel (.xlsx), CSV, HTML, calendar files (.ics), plain text. Of a picture only what it says of itself
is read: what it shows is for a person to look at, and is named as such.
"""

import csv
import io
import re
import urllib.parse
import zipfile
import zlib
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from sharedduty.foundations.papers.inspecting import LARGEST
from sharedduty.foundations.papers.pdf_text import pdf_pieces
from sharedduty.foundations.papers.refusals import Refused

NAME = "The file's name"
MOST_UNPACKED = 150 * 1024 * 1024
MOST_PARTS = 5000
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")
DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
BLOCKS = {"p", "si", "c", "comment", "text"}  # what holds one run of words in Word (w:p) and Excel (si, c)
PRINTED = {f"{which}{what}" for which in ("odd", "even", "first") for what in ("Header", "Footer")}
PRINT_SIGNS = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[A-Z])')  # what Excel puts between the words of a header
OF_ITSELF = {"docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"}
MARKUP = re.compile(r"^\s*(?:<!doctype html|<html|<[a-z][\w-]*[\s>])", re.IGNORECASE)


@dataclass
class Layers:
    """The words of a file by where they stand, and what in it no program can read."""

    pieces: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, place: str, words: str) -> None:
        """Keep words that are there."""
        if words.strip():
            self.pieces.append((place, words))


def layers_of(data: bytes, name: str) -> Layers:
    """Every layer of a file that can be read. Raises Refused for a file that cannot be looked through."""
    if len(data) > LARGEST:
        raise Refused("The file is larger than 10 MB, so it cannot be looked through. Make a smaller copy")
    found = Layers()
    found.add(NAME, plain_name(name))
    if data.startswith(b"%PDF-"):
        found.pieces += pdf_pieces(data, found.unread)
    elif data.startswith(b"PK\x03\x04"):
        _packed(data, found)
    elif data.startswith(PICTURES):
        _picture("The picture", data, found)
    else:
        _words(data, name, found)
    return found


def plain_name(name: str) -> str:
    """A file's name as words: without the signs that stand between them."""
    return re.sub(r"[_+.]+", " ", urllib.parse.unquote(name))


def _words(data: bytes, name: str, found: Layers) -> None:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Refused("The file cannot be read. Save it as PDF, .docx, .xlsx, CSV, HTML or plain text") from broken
    if "\x00" in text:
        raise Refused("The file is no text that can be read. Save it as PDF, .docx, .xlsx, CSV, HTML or plain text")
    ending = name.lower().rpartition(".")[2]
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        _calendar(text, found)
    elif ending in ("html", "htm") or MARKUP.match(text):
        _page(text, found)
    elif ending == "csv":
        for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
            found.add(f"Line {number}", " | ".join(row))
    else:
        found.add("The text", text)


def _calendar(text: str, found: Layers) -> None:
    unfolded = re.sub(r"\r?\n[ \t]", "", text)
    for line in unfolded.splitlines():
        head, _, value = line.partition(":")
        plain = re.sub(r"\\([\\;,])", r"\1", value).replace("\\n", "\n").replace("\\N", "\n")
        found.add(f"Calendar entry, {head.split(';')[0]}", f"{plain} {' '.join(head.split(';')[1:])}")


class _Page(HTMLParser):
    """Collects what a page shows and what it only carries: attributes, comments, scripts, its title."""

    inline = frozenset(
        {"a", "b", "em", "i", "span", "strong", "sup", "sub", "u", "mark", "small", "abbr", "wbr", "font"}
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.inline:
            self.text.append("\n")
        self.hidden += [urllib.parse.unquote(value) for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.inline:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    def handle_decl(self, decl: str) -> None:
        self.hidden.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.hidden.append(data)

    def handle_pi(self, data: str) -> None:
        self.hidden.append(data)


def _page(text: str, found: Layers) -> None:
    page = _Page()
    page.feed(text)
    page.close()
    found.add("The page", "".join(page.text))
    for one in page.hidden:
        found.add("What the page carries unseen", re.sub(r"[_/+]+", " ", one))


def _packed(data: bytes, found: Layers) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise Refused("The file unpacks to far more than it should and cannot be looked through")
            names = {one.filename for one in parts}
            if not {"word/document.xml", "xl/workbook.xml"} & names:
                raise Refused("The file is no Word document and no workbook. Save it as PDF, .docx, .xlsx or CSV")
            found.add("What the file says of itself", packed.comment.decode("utf-8", "replace"))
            for one in parts:
                if one.flag_bits & 0x1:
                    raise Refused("The file is locked with a password. Save it without one")
                _part(one.filename, packed.read(one), found)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as broken:
        raise Refused("The file is broken and cannot be looked through. Save it again") from broken


def _part(part: str, content: bytes, found: Layers) -> None:
    found.add("A part within the file", plain_name(part.rpartition("/")[2]))
    if part.endswith((".xml", ".rels", ".vml")):
        if DECLARES.search(content):
            raise Refused(
                "The file is written in a way that cannot be looked through. Save it again as .docx, .xlsx or PDF"
            )
        try:
            root = ElementTree.fromstring(content)  # noqa: S314 - declarations were refused above
        except ElementTree.ParseError as broken:
            raise Refused("The file is broken and cannot be looked through. Save it again") from broken
        _xml(part, root, found)
    elif content.startswith(PICTURES):
        _picture(f"The picture {part.rpartition('/')[2]}", content, found)
    elif not part.endswith("/"):
        found.unread.append(part.rpartition("/")[2])


def _xml(part: str, root: ElementTree.Element, found: Layers) -> None:
    place = "What the file says of itself" if part in OF_ITSELF else f"In {part.rpartition('/')[2]}"
    _runs(root, place, found)
    values = " | ".join(urllib.parse.unquote(value) for one in root.iter() for value in one.attrib.values())
    found.add(f"{place}, unseen", values)


def _runs(element: ElementTree.Element, place: str, found: Layers) -> None:
    """The words of an element: a paragraph or a cell in one, so that a name cut into runs is still a name."""
    kind = element.tag.rpartition("}")[2]
    if kind in BLOCKS or len(element) == 0:
        words = "".join(_with_breaks(element))
        found.add(place, PRINT_SIGNS.sub(" ", words) if kind in PRINTED else words)
        return
    found.add(place, element.text or "")
    for child in element:
        _runs(child, place, found)
        found.add(place, child.tail or "")


def _with_breaks(element: ElementTree.Element) -> list[str]:
    words: list[str] = []
    for one in element.iter():
        if one.tag.rpartition("}")[2] in ("br", "tab", "p", "cr"):
            words.append(" ")
        words += [one.text or "", one.tail or "" if one is not element else ""]
    return words


def _picture(place: str, data: bytes, found: Layers) -> None:
    found.unread.append(f"{place[:1].lower()}{place[1:]}")
    try:
        with Image.open(io.BytesIO(data)) as picture:
            said = [*picture.info.values(), *picture.getexif().values()]
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as broken:
        raise Refused(f"{place} cannot be read") from broken
    for one in said:
        words = one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one)
        found.add(f"{place}, unseen", words)
