"""What a file really is, by its content; and refusing or cleaning whatever could do harm (quality.md S9; ASVS V5).

Taken: PDF, JPEG, PNG, Word without macros, plain text. Pictures are drawn afresh, so that nothing but what is seen is
left of them. A PDF or Word file is kept as it is, after looking for anything in it that could act.
"""

import io
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from sharedduty.foundations.papers.pdf import check_pdf
from sharedduty.foundations.papers.refusals import Refused
from sharedduty.foundations.papers.word import check_word

LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_NAME = 120
PDF, JPEG, PNG, TEXT = "application/pdf", "image/jpeg", "image/png", "text/plain"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: (".pdf",), JPEG: (".jpg", ".jpeg"), PNG: (".png",), WORD: (".docx",), TEXT: (".txt",)}
KINDS = "a PDF, a picture (JPEG or PNG), a Word document (.docx) or plain text (.txt)"
# The harmless test string that every virus scanner knows; a place that takes it would look unguarded.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: its name cleaned, what it is, and the bytes to keep."""

    name: str
    media_type: str
    data: bytes


def inspect(data: bytes, name: str) -> Inspected:
    """What may be kept of an uploaded file. Raises Refused with the reason."""
    shown = clean_name(name)
    if not data:
        raise Refused(f"“{shown}” is empty. Check that it opens on your own device, then choose it again")
    if len(data) > LARGEST:
        raise Refused(f"“{shown}” is larger than 10 MB. Send a smaller copy, or the pages that matter")
    if EICAR in data:
        raise Refused(f"“{shown}” contains a virus test pattern and was not kept")
    kind = kind_of(data, shown)
    if PurePosixPath(shown.lower()).suffix not in ENDINGS[kind]:
        raise Refused(f"“{shown}” is not what its name says. Save it again as {KINDS}")
    if kind in (JPEG, PNG):
        data = redraw(data, kind, shown)
    elif kind == PDF:
        check_pdf(data, shown)
    elif kind == WORD:
        check_word(data, shown)
    return Inspected(shown, kind, data)


def clean_name(name: str) -> str:
    """The last part of a file's name as it may be shown: no folders, no signs that steer or hide text, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if dot and len(kept) > LONGEST_NAME:
        kept = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending[:10]}"
    return kept[:LONGEST_NAME] or "file"


def kind_of(data: bytes, name: str) -> str:
    """The media type by content alone. Raises Refused for anything that is not taken."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"PK\x03\x04"):
        return WORD
    if data.startswith(OLD_OFFICE):
        raise Refused(f"“{name}” is an older or locked Office file. Save it as .docx without a password, or as a PDF")
    if _is_plain_text(data):
        return TEXT
    ending = PurePosixPath(name.lower()).suffix
    if ending == ".txt":
        raise Refused(f"“{name}” is not plain text only, or has code in it. Take that out, or save it as a PDF")
    if any(ending in endings for endings in ENDINGS.values()):
        raise Refused(f"“{name}” is not what its name says. Save it again as {KINDS}")
    raise Refused(f"“{name}” cannot be taken. Send {KINDS}")


def _is_plain_text(data: bytes) -> bool:
    """Text of letters and lines: no control signs, and nothing a browser or a system would run."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):
        return False
    start = text.lstrip()[:2000].lower()
    return not (start.startswith(("<", "#!")) or "<script" in text.lower())


def redraw(data: bytes, kind: str, name: str) -> bytes:
    """The picture drawn afresh: place, camera, owner, comments and anything hidden behind it are gone. Raises Refused."""
    form = "JPEG" if kind == JPEG else "PNG"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=(form,)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Refused(f"“{name}” has too many dots. Send a smaller copy")
                turned = ImageOps.exif_transpose(picture)
                clean = _pixels_only(turned, form)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise Refused(f"“{name}” has too many dots. Send a smaller copy") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError) as broken:
        raise Refused(
            f"“{name}” cannot be read as a picture. Open it on your device, save it again and try"
        ) from broken
    out = io.BytesIO()
    clean.save(out, format=form, **({"quality": 88} if form == "JPEG" else {"optimize": False}))
    return out.getvalue()


def _pixels_only(picture: Image.Image, form: str) -> Image.Image:
    see_through = form == "PNG" and (picture.mode in ("RGBA", "LA") or "transparency" in picture.info)
    mode = "RGBA" if see_through else "L" if picture.mode in ("1", "L") else "RGB"
    drawn = picture.convert(mode)
    fresh = Image.new(mode, drawn.size)
    fresh.paste(drawn)
    return fresh
