"""The council's children taken in from a file in the browser: bad rows are listed, nothing is half taken in."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharedduty.foundations.people.models import Person
from sharedduty.foundations.people.tests.conftest import Place
from sharedduty.foundations.people.tests.test_pages import browser

pytestmark = pytest.mark.django_db


def test_a_bad_file_in_the_browser_is_listed_by_line_and_its_good_rows_are_taken_in_only_on_request(
    place: Place,
) -> None:
    client = browser(place.manager)
    head = "source_id,given_names,family_name,birth_date,nhs_number\n"
    text = head + "L1,Robin,Importwick,2015-03-27,9990000018\nL2,Kit,Importwick,27/13/2015,\nL3,Ash,Importwick,,12\n"

    def send(content: str, **more: str) -> Any:
        return client.post(
            "/people/import/", {"source": "liquid", "file": SimpleUploadedFile("c.csv", content.encode()), **more}
        )

    answer = send(text)
    said = answer.content.decode()
    assert answer.status_code == 422 and not Person.objects.exists()
    assert "birth_date" in said and "nhs_number" in said and "1 row is right" in said and "not a date" in said
    again = client.post("/people/import/", {"source": "liquid", "good_only": "1", "text": text})
    assert again.status_code == 302 and [str(one) for one in Person.objects.all()] == ["Robin Importwick"]
    assert send(head + "L1,Robin,Importwick,2015-03-27,9990000018\n").status_code == 302 and Person.objects.count() == 1
    for wrong in ("", "a,b\n1,2\n", head + "x\n" * 2100):
        assert send(wrong).status_code == 422, wrong[:20]
    assert browser(place.worker).get("/people/import/").status_code == 404


def test_an_excel_workbook_is_taken_in_as_its_first_sheet_says(place: Place) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["source_id", "given_names", "family_name", "birth_date", "nhs_number"])
    sheet.append(["L1", "Robin", "Sheetwick", datetime.date(2015, 3, 27), 9990000018])
    sheet.append(["L2", "Kit", "Sheetwick", "27/13/2015", None])
    kept = io.BytesIO()
    book.save(kept)
    client = browser(place.manager)

    def send(content: bytes) -> Any:
        return client.post("/people/import/", {"source": "liquid", "file": SimpleUploadedFile("c.xlsx", content)})

    answer = send(kept.getvalue())
    said = answer.content.decode()
    assert answer.status_code == 422 and "1 thing in the file must be mended" in said and not Person.objects.exists()
    text = said.split('aria-hidden="true" tabindex="-1">')[1].split("</textarea>")[0]
    assert text.splitlines()[1] == "L1,Robin,Sheetwick,2015-03-27,9990000018"
    again = client.post("/people/import/", {"source": "liquid", "good_only": "1", "text": text}, follow=True)
    assert "2 rows: 1 child registered, 0 changed, 0 pieces of work opened, 0 closed. 1 fault left rows out." in (
        again.content.decode()
    )
    [child] = Person.objects.all()
    assert (str(child), child.birth_on) == ("Robin Sheetwick", datetime.date(2015, 3, 27))
    assert "not a workbook" in send(b"PK\x03\x04 damaged").content.decode()
