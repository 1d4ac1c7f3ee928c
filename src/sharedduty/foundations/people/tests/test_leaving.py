"""What leaves is looked through in every layer: words, what a file says of itself, what lies hidden in it, its name."""

import datetime
import io
import zipfile

import pypdf
import pytest
import typst
import xlsxwriter
from PIL import Image

from sharedduty.foundations.papers.api import Refused
from sharedduty.foundations.people.api import (
    Term,
    look_through,
    look_through_file,
    of_address,
    of_date,
    of_name,
    taken_out,
)

TERMS = [
    *of_name("Robin", "Testwick", "A name of the child", never=True),
    *of_date(datetime.date(2019, 5, 4), "A birthday of the child", never=True),
    *of_address("12 Orchard Rise", "ZZ9 4QT", "An address of the family"),
]
CLEAN = "A baby was hurt at a weekend. Nobody knew who was on call."
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def places(data: bytes, name: str = "learning.pdf") -> set[tuple[str, str]]:
    """Where something was found in a file, and the words."""
    return {(one.place, one.words) for one in look_through_file(data, name, TERMS).left}


def pdf(body: str, settings: str = "") -> bytes:
    """A PDF as the house itself makes them."""
    made = typst.compile(f"{settings}\n{body}".encode())
    assert isinstance(made, bytes)
    return made


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A packed office file of these parts."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def word(body: str = "", **parts: str | bytes) -> bytes:
    """A Word document with this body and further parts."""
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>{CLEAN}</w:t></w:r></w:p>{body}</w:body></w:document>"
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **named})


def workbook(**more: object) -> bytes:
    """A workbook with one clean cell, and what else is asked for."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet = book.add_worksheet(str(more.get("sheet", "Table")))
    sheet.write(0, 0, CLEAN)
    if "cell" in more:
        sheet.write(4, 4, more["cell"])
    if "comment" in more:
        sheet.write_comment("A1", str(more["comment"]))
    if "header" in more:
        sheet.set_header(str(more["header"]))
    book.set_properties({"author": str(more.get("author", ""))})
    book.close()
    return kept.getvalue()


def picture(said: str = "") -> bytes:
    """A small picture that says something of itself."""
    kept = io.BytesIO()
    exif = Image.Exif()
    if said:
        exif[0x010E] = said
    Image.new("RGB", (4, 4)).save(kept, "JPEG", exif=exif)
    return kept.getvalue()


RUNS = "<w:p><w:r><w:t>Test</w:t></w:r><w:r><w:t>wick</w:t></w:r></w:p>"
DELETED = "<w:p><w:del w:author='R'><w:r><w:delText>Testwick</w:delText></w:r></w:del></w:p>"
CORE = "<c:core xmlns:c='c' xmlns:d='d'><d:creator>R. Testwick</d:creator></c:core>"
BORN = "<w:p><w:r><w:t>born 4 May 2019</w:t></w:r></w:p>"
COMMENT = f"<w:comments {W}><w:comment w:author='Nurse' w:initials='N'>{BORN}</w:comment></w:comments>"
LEAKS = {
    "the text of a PDF": lambda: (pdf("Robin was hurt."), "a.pdf"),
    "a date in a PDF": lambda: (pdf("Born on 04/05/2019."), "a.pdf"),
    "the author of a PDF": lambda: (pdf(CLEAN, '#set document(author: "R. Testwick", title: "Learning")'), "a.pdf"),
    "a name parted at the end of a line": lambda: (pdf("Mary Test-#linebreak()wick."), "a.pdf"),
    "a bookmark of a PDF": lambda: (pdf(f"#heading(bookmarked: true, outlined: true)[Testwick]\n{CLEAN}"), "a.pdf"),
    "the white words of a PDF": lambda: (pdf(f"{CLEAN} #text(fill: white)[Testwick]"), "a.pdf"),
    "the words under a black box": lambda: (pdf(f"{CLEAN} Testwick #place(rect(fill: black, width: 100%))"), "a.pdf"),
    "the name of a file": lambda: (pdf(CLEAN), "review_Robin_Testwick_v2.pdf"),
    "a name typed as an address would": lambda: (pdf(CLEAN), "Robin%20Testwick.pdf"),
    "a name cut into runs": lambda: (word(RUNS), "a.docx"),
    "what was struck out of a Word document": lambda: (word(DELETED), "a.docx"),
    "the author of a Word document": lambda: (word(docProps__core_xml=CORE), "a.docx"),
    "a comment in a Word document": lambda: (word(word__comments_xml=COMMENT), "a.docx"),
    "who changed a Word document": lambda: (word("<w:p><w:ins w:author='Robin Testwick'/></w:p>"), "a.docx"),
    "what a picture in a Word document says": lambda: (word(word__media__image1_jpeg=picture("Testwick")), "a.docx"),
    "a part's name": lambda: (word(word__media__Testwick_jpeg=picture()), "a.docx"),
    "a cell": lambda: (workbook(cell="12 Orchard Rise"), "a.xlsx"),
    "a sheet's name": lambda: (workbook(sheet="Testwick"), "a.xlsx"),
    "a comment on a cell": lambda: (workbook(comment="Robin's form"), "a.xlsx"),
    "a header for print": lambda: (workbook(header="&CTestwick"), "a.xlsx"),
    "the author of a workbook": lambda: (workbook(author="Testwick"), "a.xlsx"),
    "a line of a CSV": lambda: (b"\xef\xbb\xbfYear,Note\r\n2020,\"at ZZ9 4QT\"\r\n", "a.csv"),
    "a CSV of another writing": lambda: ("Note\r\nTestwick\r\n".encode("utf-16"), "a.csv"),
    "a page": lambda: (f"<html><body><p>{CLEAN} <b>Test</b>wick</p></body></html>".encode(), "a.html"),
    "a page's title": lambda: (b"<html><head><title>Testwick</title></head></html>", "a.html"),
    "a comment in a page": lambda: (f"<html><!-- Robin --><p>{CLEAN}</p></html>".encode(), "a.html"),
    "a picture's words in a page": lambda: (b"<html><img alt='Robin at home'></html>", "a.html"),
    "a link in a page": lambda: (b"<html><a href='/files/Robin%20Testwick'>x</a></html>", "a.html"),
    "a script in a page": lambda: (b"<html><script>let a = 'Testwick'</script></html>", "a.html"),
    "a calendar entry": lambda: (b"BEGIN:VCALENDAR\r\nSUMMARY:About Test\r\n wick\r\nEND:VCALENDAR\r\n", "a.ics"),
    "who comes, in a calendar": lambda: (b'BEGIN:VCALENDAR\r\nATTENDEE;CN="Robin":mailto:x@example.org\r\n', "a.ics"),
    "plain text": lambda: (b"Robin.", "a.txt"),
    "what a picture says of itself": lambda: (picture("Robin Testwick"), "a.jpg"),
}  # fmt: skip


@pytest.mark.rows("GL-XN-06", "WT-LCSPR-11")
@pytest.mark.parametrize("what", LEAKS)
def test_a_name_in_any_layer_is_found(what: str) -> None:
    data, name = LEAKS[what]()
    assert places(data, name), what


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (lambda: pdf(CLEAN, '#set document(author: "A partnership", title: "Learning")'), "learning.pdf"),
        (word, "learning.docx"), (workbook, "learning.xlsx"), (lambda: CLEAN.encode(), "learning.txt"),
        (lambda: f"<html><title>Learning</title><p>{CLEAN}</p></html>".encode(), "learning.html"),
        (lambda: f"Year,Note\r\n2020,{CLEAN}\r\n".encode(), "learning.csv"),
        (lambda: b"BEGIN:VCALENDAR\r\nSUMMARY:Meeting\r\nEND:VCALENDAR\r\n", "meeting.ics"),
    ],
)  # fmt: skip
def test_a_file_without_names_may_leave(data, name: str) -> None:
    found = look_through_file(data(), name, TERMS)
    assert found.clean and not found.unread and found.terms == len(TERMS)


def test_where_and_what_is_said() -> None:
    found = look_through_file(pdf("One.\n#pagebreak()\nRobin was hurt."), "Testwick.pdf", TERMS)
    assert found.words() == [
        "“Testwick” still stands in the file's name: a name of the child.",
        "“Robin” still stands in page 2: a name of the child.",
    ]


def test_a_pdf_that_still_carries_what_was_taken_out_is_refused() -> None:
    """The commonest way a redacted report still tells: it was saved with its history."""
    once = pdf("Robin was hurt.")
    writer = pypdf.PdfWriter(io.BytesIO(once), incremental=True)
    writer.pages[0].merge_page(pypdf.PageObject.create_blank_page(width=100, height=100))
    kept = io.BytesIO()
    writer.write(kept)
    with pytest.raises(Refused, match="earlier state"):
        look_through_file(kept.getvalue(), "a.pdf", TERMS)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (lambda: pdf(CLEAN)[:-200], "a.pdf"), (lambda: b"PK\x03\x04broken", "a.docx"),
        (lambda: packed({"other.txt": "x"}), "a.docx"), (lambda: b"\x00\x01\x02\xff", "a.bin"),
        (lambda: word(docProps__core_xml="<!DOCTYPE a [<!ENTITY b 'Robin'>]><a>&b;</a>"), "a.docx"),
        (lambda: word(docProps__core_xml="<a><b></a>"), "a.docx"), (lambda: b"x" * (10 * 1024 * 1024 + 1), "a.txt"),
        (lambda: b"\xff\xd8\xffnothing", "a.jpg"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_through_does_not_leave(data, name: str) -> None:
    with pytest.raises(Refused):
        look_through_file(data(), name, TERMS)


def test_a_picture_is_said_to_be_for_a_person_to_look_at() -> None:
    assert look_through_file(picture(), "a.jpg", TERMS).unread == ["the picture"]
    assert look_through_file(word(word__media__image1_jpeg=picture()), "a.docx", TERMS).unread == [
        "the picture image1.jpeg"
    ]


@pytest.mark.rows("GL-XN-06")
def test_names_are_taken_out_as_a_first_draft_in_which_none_is_found() -> None:
    text = "ROBIN TESTWICK’s mother, of 12 Orchard Rise, ZZ94QT, said he was born on 4th May 2019. Robin slept."
    draft = taken_out(text, TERMS)
    assert draft == "[name] [name] mother, of [address], [address], said he was born on [date]. [name] slept."
    assert look_through([("Part", draft)], TERMS).clean
    assert taken_out(CLEAN, TERMS) == CLEAN
    overlapping = [Term("Robin Test", "A name of the child"), Term("Test wick", "A name of the child")]
    assert taken_out("Robin Test wick!", overlapping) == "[name]!"
