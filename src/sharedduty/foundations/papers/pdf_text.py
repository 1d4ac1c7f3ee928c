"""Reading a PDF: the text of every page, notes on it, its outline, and what it says of itself."""

import io
import logging
import re
from typing import Any

import pypdf

from sharedduty.foundations.papers.pdf import check_pdf
from sharedduty.foundations.papers.refusals import Refused

BROKEN = re.compile(r"(\w)[-\u00ad\u2010]\s*\n\s*(\w)")
ENDS = re.compile(rb"%%EOF")
log = logging.getLogger(__name__)


def pdf_pieces(data: bytes, unread: list[str]) -> list[tuple[str, str]]:
    """The words of a PDF by where they stand; what is a picture is added to `unread`. Raises Refused.

    A PDF that was changed and still carries its earlier state is refused: what was taken out of it is still in it.
    """
    check_pdf(data, "The file")
    most = 2 if b"/Linearized" in data[:1024] else 1
    if len(ENDS.findall(data)) > most:
        raise Refused(
            "The PDF still carries an earlier state of itself, with what was taken out. Print it to a new PDF"
        )
    try:
        book = pypdf.PdfReader(io.BytesIO(data))
        found = _of_itself(book)
        for number, page in enumerate(book.pages, 1):
            found += _page(page, f"Page {number}", unread)
    except Refused:
        raise
    except Exception as broken:  # pypdf raises whatever its parts do on a damaged file: each means the same here
        log.warning("a PDF could not be looked through: %s", type(broken).__name__)
        raise Refused("The PDF cannot be looked through. Print it to a new PDF and try again") from broken
    return [(place, words) for place, words in found if words.strip()]


def _of_itself(book: Any) -> list[tuple[str, str]]:
    found = [("What the file says of itself", str(value)) for value in (book.metadata or {}).values()]
    root = book.trailer["/Root"]
    if "/Metadata" in root:
        words = root["/Metadata"].get_object().get_data().decode("utf-8", "replace")
        found.append(("What the file says of itself", re.sub(r"(?:\s*<[^>]*>\s*)+", " | ", words)))
        found += [("What the file says of itself", one) for one in re.findall(r"=\"([^\"]*)\"", words)]
    found += [("Bookmarks", one) for one in _titles(book.outline)]
    if "/PageLabels" in root:
        found.append(("Page labels", str(root["/PageLabels"].get_object())))
    return found


def _titles(outline: Any) -> list[str]:
    found: list[str] = []
    for one in outline:
        found += _titles(one) if isinstance(one, list) else [str(getattr(one, "title", one))]
    return found


def _page(page: Any, place: str, unread: list[str]) -> list[tuple[str, str]]:
    words = page.extract_text() or ""
    pictures = len(page.images)
    if pictures:
        unread.append(f"{place[:1].lower()}{place[1:]}: {'a picture' if pictures == 1 else f'{pictures} pictures'}")
    if not words.strip() and page.get_contents() is not None and not pictures:
        unread.append(f"{place[:1].lower()}{place[1:]}: drawn without text")
    found = [(place, words)]
    if (whole := BROKEN.sub(r"\1\2", words)) != words:  # a word that was parted at the end of a line
        found.append((place, whole))
    for note in page.get("/Annots") or ():
        one = note.get_object()
        said = [str(one[key]) for key in ("/Contents", "/T", "/TU", "/V", "/Subj", "/NM") if key in one]
        action = one.get("/A")
        if action is not None and "/URI" in action.get_object():
            said.append(str(action.get_object()["/URI"]))
        found += [(f"{place}, a note or link", words) for words in said]
    return found
