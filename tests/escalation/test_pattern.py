"""The pattern of disagreements, against a scene of many whose truth is known; small numbers, seals and own counts."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seal, seen_by
from sharedduty.modules.escalation.actions import moving
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.escalation.queries.figuring import own_count, pattern_of, periods
from tests.escalation.scenes import House, appointment, raised

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
# Topic, whether the doctor raised it (else the teacher), whether it went to stage two, how it ended (empty: not yet).
MANY = (
    *[("levels", False, False, "content")] * 7,
    *[("levels", True, True, "understands")] * 2,
    *[("plans", False, True, "")] * 6,
    *[("services", True, False, "content")] * 3,
)


@pytest.fixture
def many(house: House) -> House:
    """Eighteen disagreements about the same contact, or about the arrangements, all with the council."""
    doctor = house.person("gp")
    manager, office = house.person("front_door_manager"), house.person("practitioner", 61, "surgery")
    for topic, by_doctor, climbs, outcome in MANY:
        by = doctor if by_doctor else house.teacher
        made = raised(house, by=by, record="" if by_doctor else None, topic=topic)
        if climbs:
            made.talked(by=by).bring(office if by_doctor else house.head, "manager", by=by).bring(
                manager, "manager", by=by
            )
            made.as_(by, moving.to_managers, account="We differ.")
        if outcome:
            made.settled(by=by, outcome=outcome)
    return house


def read(house: House, viewer, **more) -> tuple[object, dict[str, dict[str, int | None]]]:
    with seen_by(viewer):
        found = pattern_of(viewer, TODAY() - datetime.timedelta(days=30), TODAY(), "gloucestershire-2023", **more)
    return found, {
        part: {one.words: one.number for one in lines if one.number != 0} for part, _, _, lines in found.tables
    }


@pytest.mark.rows("GL-ES-15", "GL-ES-21", "GL-ES-17")
def test_the_pattern_is_the_truth_for_the_business_unit(many: House) -> None:
    found, tables = read(many, many.person("business_manager"))
    assert found.total == 18
    assert tables["topic"] == {"Levels of need": 9, "Progress of plans and communication": 6, "Service provision": 3}
    assert tables["stage"] == {"Stage 1: the two workers": 10, "Stage 2: line managers": 8}
    assert tables["agency"] == {"Testshire council": 18, "Testshire school": 13, "Testshire surgery": 5}
    assert list(tables["month"].values()) == [18]
    assert tables["outcome"] == {
        "Not ended yet": 6, "Whoever raised it is content": 10,
        "Whoever raised it understands why the other decision was made": 2,
    }  # fmt: skip
    assert [(one.ended, one.in_time, one.share) for one in found.times] == [(18, 18, "100%"), (2, 2, "100%")]


@pytest.mark.rows("GL-ES-15", "GL-ES-21")
def test_outside_the_unit_small_numbers_are_held_back_and_none_is_told_by_the_rest(many: House) -> None:
    for role in ("scrutineer", "partner"):
        found, tables = read(many, many.person(role))
        assert found.total == 18
        # One small number alone would be the total less the others: the next smallest goes with it.
        assert tables["topic"] == {
            "Levels of need": 9, "Progress of plans and communication": None, "Service provision": None,
        }  # fmt: skip
        assert tables["stage"] == {"Stage 1: the two workers": 10, "Stage 2: line managers": 8}
        assert tables["agency"] == {"Testshire council": 18, "2 other agencies, each": None}
        assert tables["outcome"]["Whoever raised it understands why the other decision was made"] is None
        assert tables["outcome"]["Not ended yet"] is None and tables["outcome"]["Whoever raised it is content"] == 10
        assert found.times[0].share == "held back" and found.times[1].share == "held back"


@pytest.mark.rows("GL-ES-21")
def test_sealed_files_and_files_one_is_shut_out_of_are_in_no_number(many: House) -> None:
    manager, worker, unit = (
        many.person("front_door_manager"),
        many.person("front_door_worker"),
        many.person("business_manager"),
    )
    with seen_by(many.teacher):
        one = Escalation.objects.filter(topic="plans").order_by("pk")[0]
        file = CaseFile.objects.get(pk=one.case_file_id)
        exclude(by=many.teacher, file=file, reason="conflict", account_id=unit.account_id)
    assert read(many, unit)[1]["topic"]["Progress of plans and communication"] == 5
    with seen_by(manager):
        file = CaseFile.objects.get(reference=many.contact)
        assert len(seal(by=manager, file=file, second=appointment(worker), reason="A famous family.")) > 13
    assert read(many, unit)[0].total == 5


@pytest.mark.rows("GL-ES-15")
def test_each_agency_counts_its_own_from_stage_one(many: House) -> None:
    def told(viewer):
        with seen_by(viewer):
            found = own_count(viewer, TODAY() - datetime.timedelta(days=30), TODAY())
        return [one.number for one in found.raised], [one.number for one in found.against]

    assert told(many.teacher) == ([7, 6, 0, 0, 0], [0, 0, 0, 0, 0])
    assert told(many.person("gp")) == ([3, 2, 0, 0, 0], [0, 0, 0, 0, 0])
    assert told(many.person("front_door_manager")) == ([0, 0, 0, 0, 0], [10, 8, 0, 0, 0])
    assert told(many.person("social_worker")) == ([0] * 5, [0] * 5), "it is for the lead"
    assert told(many.person("police_mash")) == ([0] * 5, [0] * 5)


@pytest.mark.rows("GL-ES-15", "GL-ES-21")
def test_the_pages_say_the_same_name_nobody_and_are_for_those_who_answer_for_others(many: House) -> None:
    browser = many.client(many.person("scrutineer"))
    page = " ".join(browser.get("/escalations/pattern/").content.decode().split())
    assert "In all: 18." in page and "held back" in page and "never for who was wrong" in page
    for name in ("Teacher 1", "Front Door Worker", "hungry", many.contact, "Robin"):
        assert name not in page, name
    answer = browser.get("/escalations/pattern.csv?period=quarter")
    lines = b"".join(answer.streaming_content).decode()
    assert (
        "Levels of need,9" in lines
        and "Service provision,held back" in lines
        and 'Held back,"Numbers from 1 to 5' in lines
    )
    for title in ("Stages that ended", "Ended in time", "Share that ended in time"):
        assert f"{title}," in lines, "the CSV holds what the page holds"
    for role in ("teacher", "social_worker", "administrator", "privacy_officer"):
        assert many.client(many.person(role)).get("/escalations/pattern/").status_code == 404, role
    own = " ".join(many.client(many.teacher).get("/escalations/our-count/").content.decode().split())
    assert "Raised by our agency" in own and "Testshire school" in own
    for viewer in (many.person("scrutineer"), many.person("social_worker"), many.head):
        assert many.client(viewer).get("/escalations/our-count/").status_code == 404


def test_the_periods_are_whole_quarters_and_years() -> None:
    found = periods(datetime.date(2026, 2, 10))
    assert found["quarter"][1:] == (datetime.date(2026, 1, 1), datetime.date(2026, 2, 10))
    assert found["last-quarter"][1:] == (datetime.date(2025, 10, 1), datetime.date(2025, 12, 31))
    assert found["year"][1] == datetime.date(2025, 4, 1) and found["last-year"][1:] == (
        datetime.date(2024, 4, 1), datetime.date(2025, 3, 31),
    )  # fmt: skip
    assert found["12-months"][1] == datetime.date(2025, 2, 11)
