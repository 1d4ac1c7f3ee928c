"""The demonstration's stories: there once, as their processes allow, with work due, and seen by exactly those who should."""

import argparse
import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Account, seen_by
from sharedduty.foundations.access.models import Confidential
from sharedduty.foundations.chronology.models import AgencyPart, Chronology, Discrepancy
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.notices.delivery import deliver_forgotten
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process.api import Clock, Handover, Move, href
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.modules.action_plans.models import ActionPart, TrackedRecommendation
from sharedduty.modules.action_plans.queries.reading import alike_to, part_line
from sharedduty.modules.child_death.models import ChildDeath, DeathNotice, LearningOutput, PanelMember
from sharedduty.modules.child_death.queries.matching import alike
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview
from sharedduty.modules.practice_review.models import PracticeReview, PublishedReview
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.serious_case_review.models import ManagementReview, SeriousCaseReview
from sharedduty.modules.serious_incident.models import SeriousIncident
from sharedduty.modules.speaking_up.models import DataBreach, ElementState, Matter, Procedure
from sharedduty.site import demonstration
from sharedduty.site.commands import demonstrate
from sharedduty.site.synthesis import stories
from sharedduty.site.synthesis.stories.cast import somebody

EVERYBODY = [one.email_name for one in demonstration.PEOPLE]
PARTNERS = {"partner", "partner_police", "partner_council"}
DAY = datetime.timedelta(days=1)


def rows(model: Any, **wanted: Any) -> Any:
    """Every row there is, whoever may see it."""
    return model.objects.using("importer").filter(**wanted)


def who_sees(model: Any, **wanted: Any) -> set[str]:
    """The e-mail names of those of the demonstration in whose sight such a record is."""
    found = set()
    for name in EVERYBODY:
        with seen_by(somebody(name)):
            if model.objects.filter(**wanted).exists():
                found.add(name)
    return found


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "importer", "sealer", "reminder"])
def test_the_demonstration_opens_on_work_in_every_room(settings: Any, tmp_path: Any) -> None:
    settings.DEMONSTRATION, settings.VAR = True, tmp_path
    demonstrate.run(argparse.Namespace())
    assert stories.tell(demonstration.AREA) == 40 and stories.tell(demonstration.AREA) == 0, "told once"
    _records_follow_their_processes()
    _nothing_happened_before_its_time()
    _nothing_waits_in_the_outbox(tmp_path)
    _incidents_and_reviews()
    _the_chronology()
    _the_published_review()
    _the_register()
    _deaths()
    _the_panel()
    _the_homicide_reviews()
    _the_older_reviews()
    _who_spoke_up()
    _what_was_lost()
    _the_registers()
    _the_disagreement()
    _every_page_opens()


# --- All of them -----------------------------------------------------------------------------------------------------------


def _staged() -> Iterator[Any]:
    """Every record of the stories that has a stage."""
    for model in (
        SeriousIncident, RapidReview, PracticeReview, Chronology, AgencyPart, Discrepancy, TrackedRecommendation, ActionPart,
        ChildDeath, HomicideReview, AgencyReport, SeriousCaseReview, ManagementReview, Matter, DataBreach,
        Gathering,
    ):  # fmt: skip
        yield from rows(model)


def _records_follow_their_processes() -> None:
    moves: dict[str, list[Move]] = {}
    for move in rows(Move).order_by("pk"):
        moves.setdefault(move.record, []).append(move)
    unlike, disordered = [], []
    for one in _staged():
        taken = moves.get(one.reference, [])
        if not taken:  # an agency's part of a chronology, or its management review, begins with its asking
            assert isinstance(one, (AgencyPart, Gathering, ManagementReview)), one
            continue
        if one.stage != taken[-1].to_stage or [m.from_stage for m in taken[1:]] != [m.to_stage for m in taken[:-1]]:
            unlike.append(str(one))
        disordered += [f"{one}: {b.verb} after {a.verb}" for a, b in pairwise(taken) if b.moved_at < a.moved_at]
    assert unlike == []
    assert disordered == [], "each step is on record after the one it follows"


def _nothing_happened_before_its_time() -> None:
    now = timezone.now()
    assert not rows(Move, moved_at__gt=now).exists() and not rows(Clock, met_at__gt=now).exists()
    assert not rows(Clock, force="must", met_at=None, stopped_at=None, due_at__lt=now).exists(), "no law is broken"
    early = [
        one for model in apps.get_models() if issubclass(model, Confidential) for one in _recorded_ahead(model, now)
    ]
    assert early == []


def _nothing_waits_in_the_outbox(place: Any) -> None:
    """What people are told of on days before is kept with its record, and no mail of it leaves today."""
    assert rows(Notice).count() > 100
    assert not rows(Notice, sent_at=None).exists(), "the job that looks for forgotten notices finds none"
    deliver_forgotten()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver'")
        assert cursor.fetchone()[0] == 0
    assert not list((place / "outbox").glob("*"))


def _recorded_ahead(model: Any, now: datetime.datetime) -> list[Any]:
    if not any(one.name == "recorded_at" for one in model._meta.get_fields()):
        return []
    return list(rows(model, recorded_at__gt=now))


# --- Each room -------------------------------------------------------------------------------------------------------------


def _incidents_and_reviews() -> None:
    assert sorted(rows(SeriousIncident).values_list("stage", flat=True)) == ["considered", "notified", "notified"]
    assert sorted(rows(RapidReview).values_list("stage", flat=True)) == ["gathering", "replied"]
    sent = rows(RapidReview).get(stage="replied")
    complete = rows(Clock).get(record=sent.reference, key="rapidreview.complete")
    assert complete.met_at is not None and complete.met_at <= complete.due_at, "sent in time"
    assert rows(Handover).get(from_record=sent.reference).closed_at is not None, "taken up"
    held = rows(PracticeReview).get(stage="reviewing")
    publish = rows(Clock).get(record=held.reference, key="lcspr.publish", stopped_at=None)
    assert publish.met_at is None and publish.due_at > timezone.now()
    with seen_by(somebody("business_manager")):
        one = PracticeReview.objects.get(pk=held.pk)
        assert one.reviewers.count() == 1 and one.terms.count() == 1 and one.participants.count() == 3
        assert one.supervisions.filter(answered_at=None).count() == 1
    asked = rows(InformationRequest, for_record=rows(RapidReview).get(stage="gathering").reference, answered_at=None)
    assert {one.asked_team.key for one in asked.select_related("asked_team")} == {"health-mash", "police-mash"}
    council = {"head_of_service", "business_manager"}
    assert who_sees(SeriousIncident, stage="considered") == council | PARTNERS
    assert who_sees(RapidReview) == council | PARTNERS
    assert who_sees(PracticeReview, stage="reviewing") == council | PARTNERS


def _the_chronology() -> None:
    held = rows(Chronology).get()
    parts = {one.asked_team.key: one for one in rows(AgencyPart, chronology=held).select_related("asked_team")}
    late = [key for key, one in parts.items() if one.stage == "asked" and one.due_at < timezone.now()]
    assert late == ["education-mash"] and len([one for one in parts.values() if one.stage == "sent"]) == 3
    assert sorted(rows(Discrepancy).values_list("stage", flat=True)) == ["explained", "notified"]
    assert (
        who_sees(AgencyPart, asked_team__key="police-mash")
        == {"police_mash", "business_manager", "head_of_service"} | PARTNERS
    )


def _the_published_review() -> None:
    with seen_by(somebody("business_manager")):
        held = PublishedReview.objects.get()
    assert held.renewed_at is not None and held.taken_down_at is None
    words = Client().get(f"/learning/reviews/{held.reference}/").content.decode()
    for said in ("Who lives with the baby?", "We are sorry that nobody asked", "Midwives and health visitors ask"):
        assert said in words
    assert "Fabrication" not in words and "Isolde" not in words


def _the_register() -> None:
    assert rows(TrackedRecommendation).count() == 20
    assert rows(TrackedRecommendation).values("source_kind").distinct().count() >= 5
    stages = set(rows(TrackedRecommendation).values_list("stage", flat=True))
    assert stages == {"received", "triaged", "allocated", "closed", "not_accepted", "not_applicable"}
    assert set(rows(ActionPart).values_list("stage", flat=True)) == {
        "asked", "planned", "done", "adopted", "effect", "not_applicable",
    }  # fmt: skip
    late = rows(TrackedRecommendation, stage="allocated", due_on__lt=timezone.localdate())
    assert late.count() == 1
    with seen_by(somebody("business_manager")) as unit:
        gone = [one for one in ActionPart.objects.all() if part_line(one, timezone.localdate()).ownerless]
        assert len(gone) == 1 and gone[0].asked_team.key == "police-mash"
        waiting = TrackedRecommendation.objects.get(stage="received")
        assert [one.recommendation.stage for one in alike_to(unit, waiting)][:1] == ["triaged"], "said before"
    readers = {"business_manager", "scrutineer"} | PARTNERS
    assert who_sees(TrackedRecommendation) == readers
    assert who_sees(ActionPart, asked_team__key="surgery") == readers | {"gp"}


def _deaths() -> None:
    assert sorted(rows(ChildDeath).values_list("stage", flat=True)) == ["closed", "gathering", "notified", "panel"]
    waiting = list(rows(DeathNotice, taken_at=None))
    new = rows(ChildDeath).get(stage="notified")
    with seen_by(somebody("business_manager")) as unit:
        for one in DeathNotice.objects.filter(taken_at=None):
            assert new.pk in [found.death.pk for found in alike(unit, one)], "a person finds it and says so"
    assert len(waiting) == 2
    due = rows(InformationRequest, for_record=rows(ChildDeath).get(stage="gathering").reference, answered_at=None)
    assert due.count() == 2 and all(one.due_at > timezone.now() for one in due)
    output = rows(LearningOutput).get()
    assert not any(word in f"{output.title} {output.learning}" for word in ("Clement", "Fabrication", "Testham"))
    signed = {"partner", "health_mash", "police_mash", "social_work_manager", "education_mash"}
    assert who_sees(ChildDeath, stage="panel") == signed | {"business_manager"}
    assert who_sees(ChildDeath, stage="gathering") == {"business_manager", "health_mash"}
    assert who_sees(DeathNotice, taken_at=None, sent_by__account__email="police_mash@demonstration.example") == {
        "business_manager", "police_mash",
    }  # fmt: skip


def _the_panel() -> None:
    assert rows(PanelMember, ended_at=None).count() == 7
    planned = rows(Gathering).get(room="child_death_panel", stage="called")
    assert timezone.now() + DAY < planned.starts_at < timezone.now() + 15 * DAY
    papers = rows(Clock, record=planned.reference, key="cdop.papers")
    assert not papers.filter(due_at__lt=timezone.now(), met_at=None).exists()


def _the_homicide_reviews() -> None:
    """One half way, with its panel called again and an agency's report late; one with the Home Office, in time."""
    assert sorted(rows(HomicideReview).values_list("stage", flat=True)) == ["reviewing", "signed"]
    half, sent = rows(HomicideReview).get(stage="reviewing"), rows(HomicideReview).get(stage="signed")
    parts = {one.agency: one for one in rows(AgencyReport, review=half.reference)}
    assert sorted(one.stage for one in parts.values()) == ["asked", "endorsed", "writing"]
    assert parts["Gloucestershire County Council"].due_on < timezone.localdate(), "it is late"
    assert parts["Gloucestershire NHS Integrated Care Board"].due_on > timezone.localdate(), "it is due next"
    planned = rows(Gathering).get(room="homicide_panel", stage="called")
    assert timezone.now() + DAY < planned.starts_at < timezone.now() + 15 * DAY
    complete = rows(Clock).get(record=half.reference, key="dhr.complete")
    assert complete.met_at is None and complete.due_at > timezone.now()
    complete = rows(Clock).get(record=sent.reference, key="dhr.complete")
    assert complete.met_at <= complete.due_at
    panel = {"police_mash", "health_mash", "social_work_manager"}
    assert who_sees(HomicideReview, stage="reviewing") == panel | {"community_safety_lead"}
    assert who_sees(HomicideReview, stage="signed") == {"community_safety_lead"}
    assert who_sees(AgencyReport, reference=parts["Gloucestershire NHS Integrated Care Board"].reference) == {
        "community_safety_lead", "partner", "gp",
    }  # fmt: skip


def _the_older_reviews() -> None:
    """One carried on under the older arrangements, an agency's review in and two waited for; one kept as it ended."""
    assert sorted(rows(SeriousCaseReview).values_list("stage", flat=True)) == ["kept", "reviewing"]
    held = rows(SeriousCaseReview).get(stage="reviewing")
    assert held.pack == "hertfordshire-2007" and held.agreed_until_on > timezone.localdate()
    parts = rows(ManagementReview, review=held)
    assert {one.asked_team.key: one.stage for one in parts.select_related("asked_team")} == {
        "health-mash": "sent", "police-mash": "asked", "education-mash": "asked",
    }  # fmt: skip
    assert all(one.due_at > timezone.now() for one in parts)
    readers = {"business_manager", "head_of_service"} | PARTNERS
    assert who_sees(SeriousCaseReview, stage="reviewing") == readers
    assert who_sees(ManagementReview, asked_team__key="police-mash") == readers | {"police_mash"}


def _who_spoke_up() -> None:
    found = {(one.kind, one.stage) for one in rows(Matter)}
    assert found == {
        ("concern", "received"),
        ("complaint", "looking"),
        ("data_complaint", "received"),
        ("access", "gathering"),
    }
    assert who_sees(Matter, kind="concern") == who_sees(Matter, kind="complaint") == {"business_manager"}
    assert who_sees(Matter, kind="access") == who_sees(Matter, kind="data_complaint") == {"privacy_officer"}
    promised = rows(Matter).get(kind="complaint").promised_on
    assert timezone.localdate() <= promised <= timezone.localdate() + 3 * DAY
    due = rows(Clock).get(record=rows(Matter).get(kind="access").reference, key="dsar.respond")
    assert timezone.now() < due.due_at < timezone.now() + 15 * DAY
    with seen_by(somebody("privacy_officer")):
        items = Matter.objects.get(kind="access").items
        assert items.count() == 3 and items.filter(decision="disclose").count() == 1


def _what_was_lost() -> None:
    letter, lost = rows(DataBreach).order_by("aware_at")
    assert (letter.risk, letter.regulator, letter.told_people) == ("high", "told", "each")
    met = rows(Clock).get(record=letter.reference, key="breach.ico")
    assert met.met_at is not None and met.met_at <= met.due_at
    assert lost.risk == "" and rows(Clock).get(record=lost.reference, key="breach.ico").met_at is None
    assert who_sees(DataBreach) == {"privacy_officer"}


def _the_registers() -> None:
    lacking = rows(Procedure).filter(Q(leaflet="") | Q(line="") | Q(works=""))
    assert rows(Procedure).count() == 5 and lacking.count() == 4
    states = set(rows(ElementState).values_list("state", flat=True))
    assert states == {"in_place", "partly", "not_in_place"}
    assert who_sees(ElementState, organisation__key="larkfield-primary-school") == {
        "teacher", "business_manager", "scrutineer", "privacy_officer",
    } | PARTNERS  # fmt: skip


def _the_disagreement() -> None:
    held = rows(Escalation).get()
    due = rows(Clock).get(record=held.reference, key="escalation.stage2", met_at=None)
    assert held.stage == "two" and timezone.now() < due.due_at < timezone.now() + 15 * DAY
    with seen_by(somebody("teacher")):
        assert sorted(Escalation.objects.get().participants.values_list("part", "side")) == [
            ("manager", "against"), ("manager", "raised"), ("worker", "against"), ("worker", "raised"),
        ]  # fmt: skip
    assert who_sees(Escalation) == {"teacher", "front_door_worker", "front_door_manager"}


def _browser(name: str) -> Client:
    """A browser signed in as somebody of the demonstration, with a second factor."""
    browser = Client()
    account = Account.objects.get(email=f"{name}@demonstration.example")
    browser.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session.save()
    return browser


def _every_page_opens() -> None:
    """What is written down by actions, without the forms, has words for all its codes: each page is drawn by whoever has it."""
    records = [*_staged(), *rows(DeathNotice), *rows(Escalation)]
    looked = 0
    for name in ("business_manager", "privacy_officer", "police_mash", "teacher", "partner", "community_safety_lead"):
        browser, viewer = _browser(name), somebody(name)
        for one in records:
            with seen_by(viewer):
                address = href(viewer, one.reference) if type(one).objects.filter(pk=one.pk).exists() else ""
            if address:
                assert browser.get(address).status_code == 200, f"{name}: {address}"
                looked += 1
    assert looked > 120
    for address in (
        "/my-work/",
        "/today/",
        "/child-deaths/learning/",
        "/action-plans/reports/",
        "/speaking-up/procedures/",
    ):
        assert _browser("business_manager").get(address).status_code == 200, address
