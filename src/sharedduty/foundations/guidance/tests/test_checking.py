"""An edition is checked row by row by two people; the threshold document is agreed and reviewed; who is bound."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.access.tests.conftest import browser_of
from sharedduty.foundations.directory.models import Area, Organisation
from sharedduty.foundations.guidance import actions, api, bound, queries
from sharedduty.foundations.guidance.models import DocumentReview, RowCheck, SignOff
from sharedduty.foundations.plain.clocks import parse_instant
from tests.houses import House

pytestmark = pytest.mark.django_db
PACK = "panel-2025"
KEY = "rapidreview.complete"


@pytest.fixture
def gloucestershire(house: House) -> House:
    """The house, in the area whose local pack is in use."""
    Area.objects.filter(pk=house.area.pk).update(name="Gloucestershire", local_pack="gloucestershire-2023")
    return house


def person(house, role):
    """Somebody who holds a post with this role: in the school a teacher, all others at the council."""
    team = house.school if role == "teacher" else house.front_door
    return house.post_holder(f"{role}-holder", role, team)


def check(by, pack=PACK, kind="clock", key=KEY, verdict="agrees", note="", digest=None):
    one = api.pack(pack)
    with seen_by(by):
        digest = digest or queries.row_state(by, one, kind, key).digest
        return actions.check_row(by=by, pack=one, kind=kind, key=key, digest=digest, verdict=verdict, note=note)


def state(by, pack=PACK, kind="clock", key=KEY):
    return queries.row_state(by, api.pack(pack), kind, key).state


@pytest.mark.rows("D16")
def test_a_row_is_verified_only_when_a_second_person_confirms_it(house):
    first, second = person(house, "business_manager"), person(house, "partner")
    at = parse_instant("2026-12-10T10:00")
    asked = api.due(KEY, at, pack=PACK)
    assert asked.clock.caution and state(first) == "unchecked"
    assert check(first) is True
    assert check(first) is False, "the same finding sent twice is kept once"
    assert state(first) == "once" and queries.answer_as_checked(first, asked).clock.status == "draft"
    check(second, note="page 12")
    shown = queries.answer_as_checked(first, asked)
    assert state(first) == "confirmed" and (shown.clock.status, shown.clock.caution) == ("verified", "")
    assert shown.layers[0].clock.status == "verified" and asked.clock.status == "draft", "the file stays as it was"


@pytest.mark.rows("D16")
def test_a_difference_is_described_and_keeps_a_row_from_being_verified(house):
    first, second, third = (person(house, role) for role in ("business_manager", "partner", "lado"))
    with pytest.raises(actions.CannotRecord, match="Say what differs"):
        check(first, verdict="differs")
    check(first, verdict="differs", note="The text says 10")
    check(second)
    check(third)
    assert state(first) == "disputed"
    check(first, verdict="withdrawn")
    assert state(first) == "confirmed"
    assert RowCheck.objects.count() == 4, "nothing said is taken out of the record"


@pytest.mark.rows("D16")
def test_a_row_that_changes_is_unchecked_again_and_a_page_left_open_cannot_check_it(house, monkeypatch):
    first, second = person(house, "business_manager"), person(house, "partner")
    check(first)
    check(second)
    old = api.pack(PACK)
    changed = replace(old, clocks={**old.clocks, KEY: replace(old.clocks[KEY], quantity=20)})
    with seen_by(first):
        assert queries.row_state(first, changed, "clock", KEY).state == "changed"
        stale = queries.row_state(first, old, "clock", KEY).digest
        with pytest.raises(actions.CannotRecord, match="changed after you opened it"):
            actions.check_row(by=first, pack=changed, kind="clock", key=KEY, digest=stale, verdict="agrees")
    same = replace(old.clocks[KEY], status="verified", confidence="High", line=99)
    assert queries.row_digest(same) == queries.row_digest(old.clocks[KEY])


@pytest.mark.rows("D16")
def test_an_edition_is_checked_when_every_row_is_and_the_progress_is_shown(house):
    first, second = person(house, "business_manager"), person(house, "partner")
    client = browser_of(first)
    rows = [(one.kind, one.key) for one in queries.row_states(first, api.pack(PACK))]
    assert len(rows) == 5
    for kind, key in rows:
        check(first, kind=kind, key=key)
    assert "0 of 5 rows confirmed by two people, 5 checked by one" in client.get("/guidance/checking/").content.decode()
    for kind, key in rows:
        check(second, kind=kind, key=key)
    assert queries.progress(queries.row_states(first, api.pack(PACK))).whole
    page = client.get(f"/guidance/editions/{PACK}/").content.decode()
    assert "5 of 5 rows confirmed by two people" in page and "Not checked yet" not in page
    assert (
        "not yet checked" not in client.get(f"/guidance/clocks/{KEY}/").content.decode().split("panel-2022")[0][:0] + ""
    )
    answer = client.get(
        f"/when-is-it-due/?clock={KEY}&on-day=10&on-month=12&on-year=2026&edition={PACK}"
    ).content.decode()
    assert "not yet checked" not in answer
    waiting = client.get("/guidance/not-checked/").content.decode()
    assert f'href="/guidance/editions/{PACK}/"' not in waiting


@pytest.mark.rows("D16")
def test_checking_page_by_page_without_javascript(house):
    first = person(house, "business_manager")
    client = browser_of(first)
    page = client.get(f"/guidance/checking/{PACK}/")
    assert "Check the next row" in page.content.decode()
    address = f"/guidance/checking/{PACK}/row/?kind=clock&row={KEY}"
    digest = queries.row_state(first, api.pack(PACK), "clock", KEY).digest
    empty = client.post(address, {"digest": digest})
    assert empty.status_code == 422 and "Say whether the row agrees with the source" in empty.content.decode()
    odd = client.post(address, {"digest": digest, "verdict": "agrees", "note": "a\x00b"})
    assert odd.status_code == 422
    sent = client.post(address, {"digest": digest, "verdict": "agrees", "note": "page 3 🙂"})
    assert sent.status_code == 302 and "panel.reply" in sent["Location"]
    export = b"".join(client.get(f"/guidance/checking/{PACK}/export/").streaming_content).decode()
    assert "page 3 🙂" in export and "unchecked" in export and "(invented)" not in export, "posts, never names"
    assert client.get(f"/guidance/checking/{PACK}/row/?kind=clock&row=nothing").status_code == 404
    assert client.get("/guidance/checking/wt-1066/").status_code == 404


def test_who_may_check_and_only_ones_own_areas_local_edition(gloucestershire):
    manager, teacher = person(gloucestershire, "business_manager"), person(gloucestershire, "teacher")
    with pytest.raises(PermissionDenied):
        check(teacher)
    check(manager, pack="gloucestershire-2023", key="enquiry.red")
    with pytest.raises(PermissionDenied):
        check(manager, pack="hertfordshire-2007", key="scr.decision")
    assert browser_of(teacher).get("/guidance/checking/").status_code == 404


def test_findings_are_added_and_never_rewritten(house):
    check(person(house, "business_manager"))
    for verb in ("UPDATE guidance_rowcheck SET verdict = 'differs'", "DELETE FROM guidance_rowcheck"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(verb)


# ---- the threshold document


@pytest.mark.rows("WT-THR-02", "WT-THR-01")
def test_partners_and_agencies_agree_the_threshold_document_on_record(gloucestershire):
    manager = person(gloucestershire, "business_manager")
    pack, body = api.pack("gloucestershire-2023"), Organisation.objects.filter(area=gloucestershire.area).first()
    client = browser_of(manager)
    assert "0 of 2 organisations" in client.get("/guidance/threshold-document/").content.decode()
    given = {
        "organisation": body.key, "signed_by_post": "Director of Children's Services", "signed_on-day": "1",
        "signed_on-month": "9", "signed_on-year": "2025", "note": "Executive, minute 7",
    }  # fmt: skip
    assert client.post(reverse("guidance_sign_off"), given | {"signed_on-year": "2126"}).status_code == 422
    assert client.post(reverse("guidance_sign_off"), given | {"signed_on-day": "31"}).status_code == 422
    assert client.post(reverse("guidance_sign_off"), given).status_code == 302
    page = client.get("/guidance/threshold-document/").content.decode()
    assert "1 of 2 organisations" in page and "Executive, minute 7" in page and "1 September 2025" in page
    assert SignOff.objects.get().organisation == body
    partner = person(gloucestershire, "partner")
    other = Organisation.objects.filter(area=gloucestershire.area).exclude(pk=partner.organisation_id).first()
    with seen_by(partner), pytest.raises(actions.CannotRecord, match="your own organisation"):
        actions.sign_off(
            by=partner, pack=pack, organisation=other, signed_by_post="Chief", signed_on=datetime.date(2025, 9, 1)
        )


@pytest.mark.rows("GL-TH-02")
def test_the_review_date_is_shown_to_everybody_and_warned_of_once_past(gloucestershire, client):
    manager = person(gloucestershire, "business_manager")
    pack, today = api.pack("gloucestershire-2023"), timezone.localdate()
    assert "Version 3, January 2018. No review date is set." in client.get("/thresholds/").content.decode()
    with seen_by(manager):
        with pytest.raises(actions.CannotRecord, match="comes after"):
            actions.review_document(by=manager, pack=pack, reviewed_on=today, review_due_on=today, conclusion="Kept")
        actions.review_document(
            by=manager, pack=pack, reviewed_on=today - datetime.timedelta(400),
            review_due_on=today - datetime.timedelta(1), conclusion="Kept",
        )  # fmt: skip
    for address in ("/thresholds/", "/guidance/threshold-document/"):
        assert "This document is past its review date" in client.get(address).content.decode()
    with seen_by(manager):
        actions.review_document(
            by=manager, pack=pack, reviewed_on=today, review_due_on=today + datetime.timedelta(365), conclusion="Kept"
        )
    assert "past its review date" not in client.get("/thresholds/").content.decode()
    assert DocumentReview.objects.count() == 2


@pytest.mark.rows("WT-THR-04", "WT-THR-05", "WT-THR-06", "WT-THR-07")
def test_the_page_says_what_the_guidance_asks_of_the_document_and_where_it_is_covered(gloucestershire, client):
    found = {
        one.key: one
        for one in bound.coverage("thresholds", api.pack("gloucestershire-2023"), datetime.date(2026, 11, 26))
    }
    assert {"early_help.process", "early_help.services"} <= set(found)
    assert {"section_17", "section_47", "section_31", "section_20"} <= set(found)
    assert {"procedure.abuse", "procedure.secure", "procedure.disabled", "alignment"} <= set(found)
    assert (found["procedure.secure"].covered, found["section_17"].covered) == ("no", "yes")
    page = client.get("/guidance/threshold-document/").content.decode()
    assert page.count("Not covered") == 2 and "Not looked at yet" not in page


def test_what_nobody_looked_for_is_said_to_be_open():
    bare = replace(api.pack("gloucestershire-2023"), tables={})
    assert {one.covered for one in bound.coverage("thresholds", bare, datetime.date(2026, 11, 26))} == {""}


# ---- who is bound


@pytest.mark.rows("WT-GEN-03", "WT-GEN-04")
def test_each_of_the_ten_legal_bases_falls_on_the_bodies_it_names():
    bases = {one.key: one for one in bound.legal_bases(bound.guidance_of(datetime.date(2019, 1, 1)))}
    assert len(bases) == 10

    def falls_on(sector, *duties):
        return {key for key, one in bases.items() if bound.binds(one, sector, duties)}

    council = falls_on("local_authority", "safeguarding_partner", "child_death_review_partner", "section_11")
    assert council == {"lassa-7", "ca2004-10", "ca2004-11", "ca2004-16c", "ca2004-16k", "ca2004-16q"}
    assert falls_on("education", "section_175") == {"ea2002-175"}, "a school is never optional"
    assert falls_on("education", "independent_school") == {"iss-2014"}
    assert "ca2004-16q" not in falls_on("police", "safeguarding_partner", "section_11")
    assert falls_on("voluntary") == set()


@pytest.mark.rows("C-18")
def test_section_11_names_the_bodies_of_its_edition_and_no_school():
    def health(on):
        rows = bound.duty_rows(bound.guidance_of(datetime.date.fromisoformat(on)), "section_11")
        assert len(rows) == 9 and not any("school" in row["body"].lower() for row in rows)
        return next(row["body"] for row in rows if row["kind"] == "health")

    assert "clinical commissioning groups" in health("2019-01-01")
    assert "integrated care boards" in health("2024-01-01") and "integrated care boards" in health("2026-11-26")


@pytest.mark.rows("GL-PA-11", "WT-GEN-05")
def test_safeguarding_is_told_in_its_four_limbs(gloucestershire, client):
    page = client.get("/guidance/who-is-bound/").content.decode()
    for limb in ("maltreatment", "impairment", "safe and effective care", "best outcomes"):
        assert limb in page


@pytest.mark.rows("GL-PA-05")
def test_every_body_of_the_nine_classes_is_tagged_with_its_class():
    for pack_id in ("gloucestershire-2019", "gloucestershire-2023"):
        pack = api.pack(pack_id)
        names = [row["organisation"] for row in pack.rows("organisations")]
        classes = dict(bound.classes(pack, names))
        assert len(classes) == 9
        sectors = (
            "local authority",
            "district council",
            "police",
            "police governance",
            "NHS commissioner",
            "NHS provider",
        )
        tagged = {row["organisation"] for row in pack.rows("organisation_duties") if row["duty"] == "section_11"}
        due = {
            row["organisation"] for row in pack.rows("organisations")
            if row["sector"] in sectors
        }  # fmt: skip
        assert due <= tagged, "a body asked to assess itself has a class"
