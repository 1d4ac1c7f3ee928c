"""The pages of data breaches: writing one down, each step's page, what is next, once only, for nobody else."""

import re
import uuid

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.models import DataBreach
from sharedduty.modules.speaking_up.views.breaches import ACTS
from tests.counting import counted
from tests.journalled import journal_rows
from tests.speaking_up.breaches import found
from tests.speaking_up.scenes import complaint, spoken

pytestmark = pytest.mark.django_db
ROOM = "/data-breaches/"
WHOLE = {
    "happened": "A list was left on a bus.", "aware_at-day": "2", "aware_at-month": "11", "aware_at-year": "2026",
    "aware_at_time": "9.15am", "people": ["children", "family"], "data": ["identity"], "how_many": "12",
}  # fmt: skip


@pytest.mark.rows("D15")
def test_it_is_written_down_once_and_what_is_wrong_is_said_with_everything_still_there(house: Partnership) -> None:
    officer = house.post_holder("privacy_officer")
    browser = house.client(officer)
    for wrong in ({"aware_at-year": "2031"}, {"aware_at_time": ""}, {"people": []}, {"happened": ""}, {"how_many": "-1"},
                  {"happened_on-day": "31", "happened_on-month": "2", "happened_on-year": "2026"},
                  {"happened_on-day": "3", "happened_on-month": "11", "happened_on-year": "2026"}):  # fmt: skip
        refused = browser.post(f"{ROOM}new/", {**WHOLE, **wrong})
        assert refused.status_code == 422 and "There is a problem" in refused.content.decode(), wrong
        assert 'value="12"' in refused.content.decode() or "how_many" in wrong
    token = str(uuid.uuid4())
    first, second = (browser.post(f"{ROOM}new/", {**WHOLE, "form_token": token}) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    with seen_by(officer):
        held = DataBreach.objects.get()
    assert (held.people, held.data, held.how_many) == (["children", "family"], ["identity"], 12)
    page = browser.get(first["Location"]).content.decode()
    assert "5 November 2026" in page and "Names, birthdays, numbers" in page  # 72 hours after 2 November, 9:15am


def test_every_step_has_its_page_for_the_privacy_officer_and_for_nobody_else(house: Partnership) -> None:
    case = found(house).judged("high")
    mine = house.client(case.officer)
    at = f"{ROOM}{case.held.reference}/"
    for path in (ROOM, f"{ROOM}new/", at, *(f"{at}{one.slug}/" for one in ACTS)):
        assert mine.get(path).status_code == 200, path
        for role in ("business_manager", "administrator"):
            assert house.client(house.post_holder(role)).get(path).status_code == 404, (path, role)
    refused = mine.post(f"{at}people-left/", {"way": "no_high_risk", "reason": "So.", "decided_by": "P."})
    assert refused.status_code == 422 and "You judged a high risk" in refused.content.decode()


def test_the_page_says_what_is_next_until_it_has_ended(house: Partnership) -> None:
    case = found(house)
    browser, at = house.client(case.officer), f"{ROOM}{case.held.reference}/"

    def following() -> str:
        said = re.search(r"<strong>Next:</strong> (.*?)</p>", browser.get(at).content.decode())
        assert said
        return said.group(1)

    steps = {
        "judge the risk": ("risk", {"risk": "unlikely", "reasons": "Encrypted.", "decided_by": "P. Officer"}),
        "record that the regulator was told, or say why not": (
            "regulator-left", {"way": "not_told", "reason": "Encrypted.", "decided_by": "P. Officer"},
        ),
        "record that the people were told, or say why not": (
            "people-left", {"way": "unreadable", "reason": "Encrypted.", "decided_by": "P. Officer"},
        ),
        "record what was done": ("measure", {"text": "It was wiped from afar."}),
        "close it": ("close", {"text": "Sticks are not used any more."}),
    }  # fmt: skip
    for words, (slug, given) in steps.items():
        assert following().startswith(words)
        assert browser.post(f"{at}{slug}/", given).status_code == 302, slug
    assert following().startswith("nothing")
    assert case.held.reference in browser.get(f"{ROOM}?show=closed").content.decode()


@pytest.mark.rows("GL-XN-05")
def test_my_work_tells_its_limit_once_in_the_words_of_the_room(house: Partnership) -> None:
    case = found(house)
    page = house.client(case.officer).get("/my-work/").content.decode()
    assert "Data breach: tell the regulator, or say why not" in page
    assert "Tell the regulator of a breach of personal data" not in page
    assert page.count(f">{case.held.reference}<") == 1


def test_opening_is_journalled_and_the_register_asks_no_more_as_it_grows(house: Partnership) -> None:
    case = found(house)
    browser = house.client(case.officer)
    with journal_rows() as rows:
        assert browser.get(f"{ROOM}{case.held.reference}/").status_code == 200
    assert [row["files"] for row in rows if row["verb"] == "opened"] == [[case.held.case_file_id]]
    pages = (ROOM, f"{ROOM}{case.held.reference}/", "/my-work/")
    few = [counted(lambda at=at: browser.get(at)) for at in pages]
    for _ in range(3):
        found(house)
    assert [counted(lambda at=at: browser.get(at)) for at in pages] == few


def test_a_complaint_about_data_leads_there_with_its_reference(house: Partnership) -> None:
    matter = spoken(house, "privacy_officer", **complaint(kind="data_complaint"))
    browser = house.client(matter.handler)
    assert (
        f"/data-breaches/new/?found={matter.held.reference}"
        in browser.get(f"/speaking-up/{matter.held.reference}/").content.decode()
    )
    assert (
        f'value="{matter.held.reference}"' in browser.get(f"{ROOM}new/?found={matter.held.reference}").content.decode()
    )
