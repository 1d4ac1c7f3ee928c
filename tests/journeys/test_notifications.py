"""The police send a morning's notifications in one file: an incident of several children, and rows to mend."""

import csv
import io
import re
import uuid
from pathlib import Path

import pytest

from tests.journeys.conftest import Arrive

pytestmark = pytest.mark.browser
COLUMNS = ("incident_number", "incident_at", "what_happened", "given_names", "family_name", "birth_on", "nhs_number")


def written(folder: Path, rows: list[tuple[str, ...]]) -> Path:
    """A file of notifications with these rows."""
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    path = folder / "notifications.csv"
    path.write_text(text.getvalue())
    return path


def test_police_notifications_in_bulk(arrive: Arrive, tmp_path: Path) -> None:
    mark = uuid.uuid4().hex[:6].upper()
    family = f"Mock{mark.lower()}"
    night = "2026-01-20 22:15"
    first = (f"I-{mark}-1", night, "Shouting and broken glass; three children upstairs.")
    rows = [
        (*first, "Gale", family, "2016-05-17", ""),
        (*first, "Hazel", family, "2018-02-03", ""),
        (*first, "Ivy", family, "2021-09-30", ""),
        (f"I-{mark}-2", night, "Found alone in the park.", "Jory", "Trialby", "", ""),
        (f"I-{mark}-3", "yesterday night", "Seen in a car.", "Kit", "Trialby", "2016-13-40", "999 000 0019"),
    ]
    who = arrive("police_mash").go("/front-door/notifications/").meets("Send notifications in bulk")
    who.page.get_by_label("The file").set_input_files(written(tmp_path, rows))
    who.press("Check and send").meets("Send notifications in bulk")
    who.must_see("Nothing was sent: 3 things to mend", "2 incidents are right in every row")
    bad = who.page.locator("table").first.inner_text()
    assert all(column in bad for column in ("incident_at", "birth_on", "nhs_number")) and "6" in bad

    who.press("Send only the incidents that are right").meets("Send notifications in bulk")
    who.must_see("2 incidents sent to the front door", f"I-{mark}-1", f"I-{mark}-2")
    assert not who.page.locator("table").filter(has_text=f"I-{mark}-3").count()

    who.page.get_by_label("The file").set_input_files(written(tmp_path, rows[:4]))
    who.press("Check and send")
    who.must_see("2 had been sent before and keep their first reference")

    sent = who.page.get_by_role("row").filter(has_text=f"I-{mark}-1")
    found = re.search(r"C-\w{4}-\w{4}", sent.inner_text())
    assert found
    desk = arrive("front_door_worker").go(f"/front-door/contacts/{found.group()}/").meets(found.group())
    desk.must_see("3 of 3 children undecided", f"Gale {family}", f"Hazel {family}", f"Ivy {family}")
