"""Looking through a PDF for anything that could act: scripts, launched programs, files inside it, forms that send.

Names in a PDF may be spelt in code (#4a#53) and lie in packed streams, so both are undone before looking.
"""

import re
import zlib

from sharedduty.foundations.papers.refusals import Refused

ACTS = (
    b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/EmbeddedFiles", b"/RichMedia", b"/XFA", b"/SubmitForm",
    b"/ImportData", b"/GoToE", b"/AA", b"/Rendition", b"/Movie", b"/Sound",
)  # fmt: skip
NAME_END = rb"(?=[\s/<>\[\](){}%]|$)"
ACTING = re.compile(
    b"(?:" + b"|".join(re.escape(name) for name in sorted(ACTS, key=len, reverse=True)) + b")" + NAME_END
)
ENCRYPTED = re.compile(rb"/Encrypt" + NAME_END)
CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")
OBJECTS = re.compile(rb"/Type\s*/ObjStm|/ObjStm" + NAME_END)
PACKED = re.compile(rb"/(FlateDecode|Fl|ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|Crypt)" + NAME_END)
MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|\?php)", re.IGNORECASE)
MOST_UNPACKED = 150 * 1024 * 1024
DICTIONARY = 4096


def check_pdf(data: bytes, name: str) -> None:
    """Raises Refused for a PDF that is broken off, locked, something else besides, packed to burst, or that could act."""
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refused(f"“{name}” is not a whole PDF. Save it again and try")
    if data[end + 5 :].strip(b"\r\n\t \x00") or MARKUP.search(data[:1024]):
        raise Refused(f"“{name}” holds something else besides a PDF. Print it to a new PDF and send that")
    outside, packed = _apart(data, name)
    for text in (outside, *packed):
        text = CODED.sub(lambda found: bytes([int(found[1], 16)]), text)
        if ENCRYPTED.search(text):
            raise Refused(f"“{name}” is locked with a password. Print it to a new PDF without one and send that")
        if ACTING.search(text):
            raise Refused(f"“{name}” contains a script, a form or another file. Print it to a new PDF and send that")


def _apart(data: bytes, name: str) -> tuple[bytes, list[bytes]]:
    """What stands outside streams, and the unpacked streams that hold objects. Raises Refused for a bomb."""
    outside, packed, at, unpacked = [], [], 0, 0
    while found := STREAM.search(data, at):
        outside.append(data[at : found.start()])
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end
        head = data[max(at, found.start() - DICTIONARY) : found.start()]
        head = CODED.sub(lambda code: bytes([int(code[1], 16)]), head[head.rfind(b"obj") :])
        plain = _unpack(data[found.end() : end], head, name, MOST_UNPACKED - unpacked)
        unpacked += len(plain)
        if OBJECTS.search(head):
            packed.append(plain)
        at = end
    outside.append(data[at:])
    return b"\n".join(outside), packed


def _unpack(body: bytes, head: bytes, name: str, room: int) -> bytes:
    filters = {found[1] for found in PACKED.finditer(head)}
    if not filters:
        return body if OBJECTS.search(head) else b""
    if filters <= {b"FlateDecode", b"Fl"}:
        worker = zlib.decompressobj()
        try:
            plain = worker.decompress(body, max(room, 1))
        except zlib.error:
            plain = b""
            if OBJECTS.search(head):
                raise Refused(f"“{name}” cannot be looked through. Print it to a new PDF and send that") from None
        if worker.unconsumed_tail:
            raise Refused(f"“{name}” unpacks to far more than it should and was not kept")
        return plain
    if OBJECTS.search(head):
        raise Refused(f"“{name}” is packed in a way that cannot be looked through. Print it to a new PDF and send that")
    return b""
