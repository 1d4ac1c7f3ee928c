"""The upload corpus: everything harmful is refused or made harmless, everything ordinary is taken (quality.md S9)."""

import io

import pytest
from PIL import Image

from sharedduty.foundations.papers.inspecting import clean_name, inspect
from sharedduty.foundations.papers.refusals import Refused
from sharedduty.foundations.papers.tests.corpus import BAD, GOOD, picture, picture_with_place, png_with_words


@pytest.mark.parametrize("name", sorted(GOOD))
def test_ordinary_files_are_taken(name: str) -> None:
    made = inspect(GOOD[name], name)
    assert made.name == name
    assert made.data


@pytest.mark.parametrize("name", sorted(BAD))
def test_harmful_files_are_refused_with_a_reason(name: str) -> None:
    with pytest.raises(Refused, match=r"\S.{15,}"):
        inspect(BAD[name], name)


def test_a_photograph_loses_where_and_with_what_it_was_taken() -> None:
    sent = picture_with_place()
    assert b"Invented Camera" in sent
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    kept = inspect(sent, "photo.jpg").data
    with Image.open(io.BytesIO(kept)) as shown:
        assert shown.size == (40, 30)
        assert not dict(shown.getexif())
        assert "comment" not in shown.info
    assert b"Invented Camera" not in kept and b"taken at home" not in kept


def test_words_hidden_beside_a_picture_are_gone() -> None:
    sent = png_with_words()
    assert b"somebody at home" in sent
    assert b"somebody at home" not in inspect(sent, "drawing.png").data


@pytest.mark.parametrize(("sent", "name"), [
    (picture() + b"<script>alert(1)</script>", "photo.jpg"),
    (picture("PNG") + b"PK\x03\x04 a zip behind it", "photo.png"),
])  # fmt: skip
def test_what_hides_behind_a_picture_is_not_kept(sent: bytes, name: str) -> None:
    kept = inspect(sent, name).data
    assert b"script" not in kept and b"a zip" not in kept


def test_a_photograph_taken_sideways_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(inspect(picture(exif=exif), "photo.jpg").data)) as shown:
        assert shown.size == (30, 40)


@pytest.mark.parametrize(("given", "shown"), [
    ("../../etc/passwd", "passwd"),
    ("C:\\Users\\x\\letter.pdf", "letter.pdf"),
    ("letter\u202efdp.exe", "letterfdp.exe"),
    ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
    ("...", "file"),
    ("", "file"),
])  # fmt: skip
def test_names_say_no_more_than_a_name(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    made = clean_name("x" * 500 + ".pdf")
    assert len(made) <= 120 and made.endswith(".pdf")


@pytest.mark.parametrize(("name", "data", "why"), [
    ("report.pdf", b"MZ\x90\x00", "is not what its name says"),
    ("note.txt", b"<script>alert(1)</script> he said", "has code in it"),
    ("run.exe", b"MZ\x90\x00", "cannot be taken"),
])  # fmt: skip
def test_the_reason_does_not_ask_for_the_kind_that_the_name_already_has(name: str, data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        inspect(data, name)
