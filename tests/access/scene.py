"""One invented record in every corner of the house, and everybody who might try to look at it.

A room that adds addresses adds, in `Scene.values`, the references its addresses need, and says in `RECORDS` which of them
stand for a confidential record. What is not listed there and has parameters makes the matrix test fail.
"""

import datetime
import re
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.actions.links import address_digest
from sharedduty.foundations.access.api import ROLES, Account, Appointment, CaseFile, Viewer, exclude, open_file, seen_by
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.access.recognition import link_viewer, viewer_of
from sharedduty.foundations.chronology.actions import running
from sharedduty.foundations.chronology.actions.doubting import find
from sharedduty.foundations.chronology.actions.writing import add_line, send
from sharedduty.foundations.chronology.declared import source_of
from sharedduty.foundations.chronology.views.acts import DOUBT_ACTS, PART_ACTS, WHOLE_ACTS
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.families.actions import name_member, share
from sharedduty.foundations.families.declared import review_of as family_review_of
from sharedduty.foundations.gatherings.api import Gathering, call
from sharedduty.foundations.papers.api import add_paper
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.foundations.people.api import add_identifier, add_name
from sharedduty.foundations.people.endings import mark_of
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Handover, leave
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.assessment.actions import beside, opening, working
from sharedduty.modules.assessment.models import Assessment, PlanAction
from sharedduty.modules.child_death.queries.meetings import PANELS as DEATH_PANELS
from sharedduty.modules.child_death.tests.scenes import notified
from sharedduty.modules.child_death.tests.scenes import opened as died
from sharedduty.modules.child_protection.actions.asking import tell_agencies
from sharedduty.modules.child_protection.actions.homecoming import open_return
from sharedduty.modules.child_protection.models import ProtectionRecord
from sharedduty.modules.child_protection.tests.scenes import make_case
from sharedduty.modules.early_help.actions.opening import begin_plan
from sharedduty.modules.early_help.queries.records import MEETINGS, about_plan
from sharedduty.modules.early_help.views.acts import ACTS as EARLY_HELP
from sharedduty.modules.escalation.api import raise_disagreement
from sharedduty.modules.escalation.queries.meetings import MEETINGS as DISPUTE_MEETINGS
from sharedduty.modules.escalation.queries.meetings import about_escalation
from sharedduty.modules.front_door.actions import enquiring, handing
from sharedduty.modules.front_door.tests import raising
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership, prepare
from sharedduty.modules.homicide_review.queries.meetings import DECISIONS as HOMICIDE_DECISIONS
from sharedduty.modules.homicide_review.queries.meetings import PANELS as HOMICIDE_PANELS
from sharedduty.modules.homicide_review.queries.meetings import about_decision, about_panel
from sharedduty.modules.homicide_review.views.last_acts import REPORT_ACTS as HOMICIDE_REPORTS
from sharedduty.modules.practice_review.tests.scenes import waiting_lightly
from sharedduty.modules.practice_review.tests.scenes import without as practice_without
from sharedduty.modules.rapid_review.queries.meetings import MEETINGS as RAPID_MEETINGS
from sharedduty.modules.rapid_review.queries.meetings import about_review
from sharedduty.modules.rapid_review.tests.scenes import begun, handed_over
from sharedduty.modules.serious_case_review.queries.meetings import MEETINGS as CASE_MEETINGS
from sharedduty.modules.serious_case_review.queries.meetings import about_review as about_case_review
from sharedduty.modules.serious_case_review.tests.scenes import opened as case_opened
from sharedduty.modules.serious_case_review.views.agency_acts import AGENCY_ACTS
from sharedduty.modules.serious_incident.tests.scenes import asked, opened
from sharedduty.site.manual.matrix import Address, addresses
from tests.action_plans.scenes import taken_in as recommended
from tests.action_plans.scenes import waiting_lightly as recommendations_waiting
from tests.allegations.scenes import referred, taken_up
from tests.homicide_review.scenes import referred as homicide_referred
from tests.homicide_review.scenes import taken_in as homicide_taken_in
from tests.speaking_up.breaches import found
from tests.speaking_up.scenes import spoken

CANARY = "Zebedeea"  # a given name nobody has, to be found wherever it shows
LONG_AGO = datetime.date(2020, 1, 1)

# For every address that shows a confidential record: whose record it is, by the name of what its references stand for.
RECORDS: dict[str, str] = {
    "paper": "paper",
    "raise_draft": "draft", "raise_choose": "draft", "raise_check": "draft", "raise_page": "draft",
    "raise_save": "draft", "raise_item": "draft", "raise_save_item": "draft", "raise_attach": "draft",
    "raise_detach": "draft", "raise_files": "draft", "raise_remove_file": "draft",
    "raise_sent": "concern", "raise_status": "concern", "raise_write": "concern",
    "people:proposal": "proposal", "people:person": "child", "people:correct": "child", "people:add-name": "child",
    "people:add-identifier": "child", "people:add-address": "child", "people:add-relationship": "child",
    "people:end": "name", "people:check-number": "number", "people:not-same": "child", "people:account": "child",
    "people:birth": "child", "people:merge": "child", "people:separate": "child",
    "front_door:handover": "handover", "front_door:request": "request",
    **{
        f"early_help:{name}": "help_plan"
        for name in (
            "plan", "plain", "help-for-child", "member", "read", "write", "choose", "write-page", "write-save",
            *(one.slug for one in EARLY_HELP),
        )
    },
    **dict.fromkeys(("families:members", "families:new"), "family_record"), "families:read": "family_share",
    **dict.fromkeys((f"families:{name}" for name in ("member", "share", "take-back", "end")), "family_member"),
    "chronology:start": "chronology_source", "case_officer": "rapid",
    **{
        f"chronology:{name}": "chronology"
        for name in ("chronology", "lines", "picture", "print", "export", *(one.slug for one in WHOLE_ACTS))
    },
    **{
        f"chronology:{name}": "chronology_part"
        for name in ("part", "line", "correct", "strike", "take-in", *(one.slug for one in PART_ACTS))
    },
    **{f"serious_case_review:{name}": "management_review" for name in ("part", *(one.slug for one in AGENCY_ACTS))},
    **{f"chronology:{name}": "chronology_doubt" for name in ("discrepancy", *(one.slug for one in DOUBT_ACTS))},
    "emergency": "file", "emergency_opened": "file", "declare_conflict": "file", "sightings": "file", "file_seal": "file",
    "file_unseal": "file",
    "opening": "opening", "notice": "notice", "retention_review": "review", "retention_lift": "hold",
    "person": "staff", "appoint": "staff", "stand_in": "staff", "leave": "staff", "second_factor_reset": "staff",
    "second_factor_answer": "staff", "send_password_link": "staff", "sign_person_out": "staff",
    "appointment_move": "staff", "appointment_end": "staff", "appointment_approve": "staff",
}  # fmt: skip
# Who can shut somebody out of a file: whoever reaches it. For all others the front door's worker.
OPENERS = {
    "draft": "teacher", "concern": "teacher", "assessment": "social_worker", "visit": "social_worker",
    "handover_begun": "social_worker", "help_plan": "gp", "help_meeting": "gp",
**dict.fromkeys(("incident", "incident_request", "request_waiting"), "head_of_service"),
    **dict.fromkeys(("dispute", "dispute_meeting", "dispute_part"), "teacher"),
    **dict.fromkeys(("rapid", "rapid_meeting", "rapid_part", "rapid_waiting"), "business_manager"),
    **dict.fromkeys(
        ("death", "death_notice", "death_member", "death_output", "death_meeting", "death_panel_meeting", "death_part",
         "death_panel_part", "death_given"), "business_manager",
    ),
    **dict.fromkeys(("practice", "practice_waiting", "practice_rapid"), "business_manager"),
    **dict.fromkeys(
        ("homicide", "homicide_notice", "homicide_taken", "homicide_member", "homicide_report", "homicide_decision_meeting",
         "homicide_panel_meeting", "homicide_decision_part", "homicide_panel_part", "homicide_early"), "community_safety_lead",
    ),
    **dict.fromkeys(
        ("chronology_source", "chronology", "chronology_part", "chronology_key", "chronology_request"), "business_manager"
    ),
    **dict.fromkeys(("family_record", "family_member", "family_share"), "business_manager"),
    **dict.fromkeys(("recommendation", "action_part", "recommendations_waiting"), "business_manager"),
    **dict.fromkeys(
        ("case_review", "management_review", "case_meeting", "case_meeting_part", "management_request"), "business_manager"
    ),
    **dict.fromkeys(("allegation", "allegation_meeting", "referral", "referral_taken", "allegation_part"), "lado"),
    **dict.fromkeys(("matter", "matter_sent"), "business_manager"),
    "breach": "privacy_officer",
    **dict.fromkeys(("rapid_incident_0", "rapid_incident_1"), "head_of_service"),
    **dict.fromkeys(("protection", "meeting", "part", "strategy", "return", "rests_on", "conference_request"), "social_worker"),
}  # fmt: skip
# Addresses with parameters that stand for nothing confidential: published guidance, help, one's own sign-in.
OPEN = re.compile(
    r"guidance|process|help|menu_group|design_gallery|organisation|group|team_add|post_|account_reset|remove_passkey|raise_link$|raise_told"
    r"|speaking_up:(?:send|agency|element)$|learning:|homicide_learning:|older_learning:|action_plans:(?:document|figures-)"
    r"|families:link|journal_incident|static|outbox|sharing_agreement|assessment:figures-|child_protection:figures-|early_help:figures-"
)


def _of_learning(name: str) -> str:
    """The record of an address of practice reviews or of the register of recommendations."""
    room, _, page = name.partition(":")
    if room == "serious_case_review":
        return RECORDS.get(name) or ("case_meeting" if page.startswith("meeting") else "case_review")
    if room == "practice_review":
        return "practice_waiting" if page == "start" else "practice"
    return (
        "recommendations_waiting" if page == "start" else "action_part" if page.startswith("part") else "recommendation"
    )


def record_of(address: Address) -> str:
    """What an address's references stand for: a key of `Scene.values`; empty for what is open to its whole role."""
    if not address.parameters or OPEN.match(address.name):
        return ""
    if address.name.startswith("child_protection:"):
        name = address.name.removeprefix("child_protection:")
        return (
            "conference_request"
            if name.startswith("conference-")
            else "strategy"
            if name == "start"
            else name.partition("-")[0]
        )
    if address.name.startswith("front_door:") and address.name not in RECORDS:
        return "contact" if any(name.endswith("reference") for name, _ in address.parameters) else ""
    if address.name.startswith("serious_incident:"):
        name = address.name.removeprefix("serious_incident:")
        return {"request": "incident_request", "request-open": "request_waiting"}.get(name, "incident")
    if address.name.startswith("rapid_review:"):
        name = address.name.removeprefix("rapid_review:")
        return "rapid_waiting" if name == "start" else "rapid_meeting" if name.startswith("meeting") else "rapid"
    if address.name.startswith(("practice_review:", "serious_case_review:", "action_plans:")):
        return _of_learning(address.name)
    if address.name.startswith("allegations:"):
        name = address.name.removeprefix("allegations:")
        return (
            "allegation_meeting" if name.startswith("meeting") else "referral" if name == "referral" else "allegation"
        )
    room, _, name = address.name.partition(":")
    if room in {"speaking_up", "child_death", "death_panel", "homicide_review", "homicide_panel"}:
        return _of_a_panel(room, name)
    if address.name.startswith("escalation:"):
        name = address.name.removeprefix("escalation:")
        return (
            "disagreed"
            if name == "about"
            else "dispute_meeting"
            if name == "meeting" or (name.startswith("meeting-") and name != "meeting-taken")
            else "dispute"
        )
    if address.name.startswith("assessment:"):
        return "handover_begun" if address.name == "assessment:start" else "assessment"
    if address.name.startswith("early_help:meeting-") or address.name == "early_help:meeting":
        return "help_meeting"
    return RECORDS.get(address.name, "")


def _of_a_panel(room: str, name: str) -> str:
    if room == "speaking_up":
        return "breach" if name.startswith("breach") else "matter"
    return _of_homicide(room, name) if room.startswith("homicide") else _of_death(room, name)


def _of_homicide(room: str, name: str) -> str:
    if name == "meeting" or name.startswith("meeting-"):
        return "homicide_decision_meeting" if room == "homicide_review" else "homicide_panel_meeting"
    if name in {"report", *(one.slug for one in HOMICIDE_REPORTS)}:
        return "homicide_report"
    return {"notice": "homicide_notice", "member": "homicide_member"}.get(name, "homicide")


def _of_death(room: str, name: str) -> str:
    if name == "meeting" or (name.startswith("meeting-") and name != "meeting-taken"):
        return "death_meeting" if room == "child_death" else "death_panel_meeting"
    own = {"notice": "death_notice", "member": "death_member", "output": "death_output"}
    return own.get(name, "death_form" if name.startswith("form-") else "death")


@dataclass
class Scene:
    """The records, by the parameters that name them, and the people."""

    own: Partnership
    other: Partnership
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

    def named(self) -> set[str]:
        """Every reference of the records: not people's accounts, and not parts of an address that name no record."""
        return {
            value
            for kind, values in self.values.items()
            if kind not in {"words", "staff"}
            for parameter, value in values.items()
            if parameter not in {"form", "page", "part", "kind", "step", "whom"}
        }

    def holder(self, role: str) -> Viewer:
        """The post-holder of a role in the organisation the record belongs to."""
        return self.own.post_holder(role)

    def stranger(self, role: str) -> Viewer:
        """The holder of the same role in another area's organisation."""
        return self.other.post_holder(role)

    def former(self, role: str) -> Viewer:
        """Somebody who held the role until yesterday and now holds none."""
        account = Account.objects.create(email=f"former-{role}@example.org", name=f"Former {role}")
        post = Post.objects.create(team=self.own.teams["front_door"], title=f"former {role}")
        Appointment.objects.create(
            account=account, post=post, role=role, held_from=LONG_AGO, approved_by=account, approved_at=timezone.now(),
            held_until=timezone.localdate() - datetime.timedelta(days=1),
        )  # fmt: skip
        return viewer_of(account, second_factor=True)

    def subject(self, role: str) -> Viewer:
        """Somebody of the very team, shut out of every file of the scene because it is about them."""
        viewer = self.own.post_holder(role, 9)
        for name, file_id in self.files.items():
            by = self.holder(OPENERS.get(name, "front_door_worker"))
            with seen_by(by):
                file = CaseFile.objects.get(pk=file_id)
                exclude(by=by, file=file, reason="subject", account_id=viewer.account_id)
        by = self.holder("front_door_worker")
        with seen_by(by):  # the rooms' own scenes registered the child again
            shut = CaseFile.objects.filter(pk__in=[*self.files.values()])
            for person in Person.objects.filter(given_names=CANARY).exclude(case_file__in=shut):
                exclude(by=by, file=person.case_file, reason="subject", account_id=viewer.account_id)
        return viewer

    def by_link(self) -> Client:
        """A browser that came by an e-mailed link of its own, which opens none of these records."""
        now = timezone.now()
        link = Link.objects.create(
            email_digest=b"e", token_digest=b"t", purpose="raise", area=self.own.area, made_at=now, consumed_at=now,
            expires_at=now + datetime.timedelta(minutes=30),
        )  # fmt: skip
        return self._holding(link)

    def family(self) -> Client:
        """A browser of the child's mother, who came by the link of the address that a review shares with."""
        found = Link.objects.get(purpose="read what is shared", email_digest=address_digest("mother@example.org"))
        return self._holding(found)

    def _holding(self, link: Link) -> Client:
        assert link_viewer(link.pk).kind == "link"
        client = Client()
        session = client.session
        session["link"] = link.pk
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    def client(self, viewer: Viewer) -> Client:
        """A browser signed in as the viewer with a second factor."""
        Authenticator.objects.get_or_create(
            user_id=viewer.account_id, type=Authenticator.Type.TOTP, defaults={"data": {"secret": encrypt("A" * 32)}}
        )
        return self.own.client(viewer)

    def real(self, address: Address) -> str:
        """The address of the scene's own record."""
        return address.filled({**_anything(address), **self.values["words"], **self.values[record_of(address)]})

    def absent(self, address: Address) -> str:
        """The same address for references that nobody ever gave."""
        made = {name: _another(value) for name, value in self.values[record_of(address)].items()}
        return address.filled({**_anything(address), **self.values["words"], **made})


def _anything(address: Address) -> dict[str, str]:
    return dict.fromkeys(dict(address.parameters), "x")


def _another(value: str) -> str:
    return new_reference(value.split("-", 1)[0]) if re.fullmatch(r"[A-Z]{1,3}-\w{4}-\w{4}", value) else value[::-1]


def make_scene() -> Scene:
    """Set the scene: a concern raised, worked, asked about and handed over; a draft with a file; everybody in their post."""
    own, other = make_partnership(), _another_partnership()
    scene = Scene(own, other)
    for role in ROLES:
        own.post_holder(role)
        other.post_holder(role)
    _work(scene, own.contact(CANARY, "Petronella"))
    _assessment(scene)
    _draft(scene)
    _protect(scene)
    _early_help(scene)
    _incident(scene)
    _rapid(scene)
    _death(scene)
    _practice(scene)
    _case_review(scene)
    _chronology(scene)
    _family(scene)
    _recommend(scene)
    _allegation(scene)
    _homicide(scene)
    _speak_up(scene)
    _disagree(scene)
    _staff(scene)
    scene.values["words"] = {
        "page": "worry",
        "item": "child-1",
        "token": "x",
        "slug": "raise",
        "name": "mark",
        "what": "name",
    }
    return scene


def _work(scene: Scene, reference: str) -> None:
    """Take the contact through enquiry, decision and hand-over."""
    worker = scene.holder("front_door_worker")
    with seen_by(worker):
        contact = scene.own.held(worker, reference)
        prepare(worker, contact)
        child = contact.children.get(given_names=CANARY)
        enquiry = enquiring.open_enquiry(
            by=worker, contact=contact, child=child, teams=[scene.own.teams["police"]], priority="amber",
            priority_reason="Unclear", question="What is known?", purpose="To decide",
        )  # fmt: skip
        request = InformationRequest.objects.get(enquiry=enquiry.reference)
        file = contact.case_file
        handing.disagree(by=worker, contact=contact, why=f"{CANARY} is not safe.", wanted="An assessment.")
        handover = Handover.objects.get()
        scene.values["contact"] = {
            "reference": reference, "child_reference": child.reference, "enquiry_reference": enquiry.reference,
            "request_reference": request.reference,
        }  # fmt: skip
        scene.values["concern"] = {"reference": reference}
        scene.values["request"] = {"reference": request.reference}
        scene.values["handover"] = {"reference": handover.reference}
        scene.values["file"] = {"reference": file.reference}
        scene.values["opening"] = scene.values["review"] = scene.values["hold"] = {"mark": "AAAAAAAA"}
        registered = Person.objects.get(given_names=CANARY)
        scene.values["child"] = {"reference": registered.reference}
        scene.values["name"] = {"reference": registered.reference, "mark": mark_of(
            add_name(by=worker, person=registered, kind="alias", given_names=CANARY, family_name="Otherwise"))}  # fmt: skip
        scene.values["number"] = {"reference": registered.reference, "mark": mark_of(
            add_identifier(by=worker, person=registered, system="liquid", value="L-1"))}  # fmt: skip
        scene.values["proposal"] = {"reference": new_reference("M")}
        scene.values["notice"] = {"reference": new_reference("N")}
        scene.files = {
            "concern": file.pk, "contact": contact.working_file_id, "request": request.case_file_id,
            "handover": handover.case_file_id, "child": registered.case_file_id,
        }  # fmt: skip


def _assessment(scene: Scene) -> None:
    """An assessment of the child with a visit and a planned action; and a hand-over its team has not begun."""
    by = scene.holder("social_worker")
    with seen_by(by):
        child = opening.Child(given_names=CANARY, family_name="Testwick", referred_at=timezone.now())
        held = opening.open_assessment(by=by, child=child, kind="section17", question=f"Is {CANARY} safe?")
        visit = working.record_visit(
            by=by, held=held, children=[(held, {"seen": "alone", "wishes": "A dog."})],
            given={"visited_at": timezone.now(), "visited_by": "A worker", "place": "At home", "present": "Mother",
                   "family_said": "Tired.", "observed": "Cold."},
        )  # fmt: skip
        beside.add_specialist(by=by, held=held, given={"kind": "disabled", "because": "belief"})
        action = PlanAction.objects.create(
            case_file_id=held.case_file_id, reference=new_reference("PA"), assessment=held, aim="Warm", measure="Heat",
            action="Heating", agency="Housing", owner="An officer", due_on=timezone.localdate(),
            recorded_at=timezone.now(), recorded_by_id=by.appointment_id,
        )  # fmt: skip
        file = open_file(by=by, kind="handover", area_id=scene.own.area.pk, team_id=by.team_id, letter="HF")
        begun = leave(
            by=by, file=file, from_record=held.reference, start="assessment", summary=CANARY, owner_team_id=by.team_id
        )
    scene.values["assessment"] = {
        "reference": held.reference, "visit_reference": visit.reference, "action_reference": action.reference,
        "part": "child", "kind": "disabled", "whom": "family",
    }  # fmt: skip
    scene.values["handover_begun"] = {"handover_reference": begun.reference}
    scene.files |= {"assessment": held.case_file_id, "visit": visit.case_file_id, "handover_begun": file.pk}


def _protect(scene: Scene) -> None:
    """A child protection case with a plan and a meeting, and a hand-over that waits to become another."""
    case = make_case(house=scene.own, name=CANARY)
    plan = case.planned()
    waiting = make_case(house=scene.own, name=CANARY).handover
    for number, reference in enumerate((case.handover, waiting)):
        with seen_by(scene.holder("front_door_worker")):
            handed = Handover.objects.get(reference=reference)
            contact = scene.own.held(scene.holder("front_door_worker"), handed.from_record)
            of_it = {
                "handover": handed.case_file_id,
                "contact": contact.case_file_id,
                "working": contact.working_file_id,
            }
        scene.files |= {f"strategy_{name}_{number}": file for name, file in of_it.items()}
    with seen_by(case.worker):
        meeting = Gathering.objects.filter(reference=plan.conference).prefetch_related("parts", "invitations").get()
        scene.values["record"] = {"reference": plan.protection.reference}
        scene.values["plan"] = {"reference": plan.reference}
        scene.values["meeting"] = {"reference": meeting.reference, "about": meeting.parts.get().reference}
        scene.values["strategy"] = {"reference": waiting}
        # One agency's right to ask for a conference; the stage is set back, so that the case serves the other addresses too.
        record = ProtectionRecord.objects.get(pk=plan.protection_id)
        before, record.stage = record.stage, "continue_s17"
        may_ask = tell_agencies(by=case.worker, record=record)[0]
        record.stage = before
        scene.values["conference_request"] = {"reference": may_ask.reference}
        scene.files["conference_request"] = may_ask.case_file_id
        home = open_return(by=case.worker, given={"child_name": CANARY, "care": "By agreement."})
        scene.values["return"] = {"reference": home.reference, "step": "plan-return"}
        scene.files["return"] = home.case_file_id
        scene.files["rests_on"] = Assessment.objects.get(reference=plan.protection.assessment).case_file_id
        scene.files |= {
            "protection": plan.case_file_id, "meeting": meeting.case_file_id, "part": meeting.parts.get().case_file_id,
        }  # fmt: skip


def _draft(scene: Scene) -> None:
    """A teacher's unsent draft, with a child on it and a file."""
    teacher = scene.holder("teacher")
    address = raising.begin(scene.client(teacher))
    reference = address.rstrip("/").split("/")[-1]
    with seen_by(teacher):
        file = CaseFile.objects.exclude(pk__in=scene.files.values()).get()
        letter = SimpleUploadedFile("letter.pdf", GOOD["letter.pdf"])
        paper = add_paper(by=teacher, file=file, record=reference, upload=letter)
    scene.files["draft"] = file.pk
    scene.values["draft"] = {"reference": reference}
    scene.values["paper"] = {"reference": paper.reference}


def _early_help(scene: Scene) -> None:
    """A plan that a general practitioner began about the child, with a meeting of its team."""
    doctor = scene.holder("gp")
    with seen_by(doctor):
        plan = begin_plan(
            by=doctor, given_names=CANARY, family_name="Testwick", noticed="Tired", tool="my_plan", tool_reason="Clear"
        )
        about = about_plan(doctor, plan.reference)
        assert about is not None
        starts = timezone.now() + datetime.timedelta(days=1)
        meeting = call(
            by=doctor, room=MEETINGS, use=MEETINGS.uses[0], about=about, purpose=f"Help {CANARY}", mode="in_person",
            starts_at=starts, ends_at=starts + datetime.timedelta(hours=1),
        )  # fmt: skip
    scene.values["help_plan"] = {
        "reference": plan.reference,
        "about": new_reference("EO"),
        "form": "my-profile",
        "page": "me",
    }
    scene.values["help_meeting"] = {"reference": meeting.reference, "about": new_reference("GI")}
    scene.files["help_plan"], scene.files["help_meeting"] = plan.case_file_id, meeting.case_file_id


def _incident(scene: Scene) -> None:
    """A request of the teacher's taken into an incident about the child, and one that nobody has taken in."""
    taken, waiting = (asked(scene.own, children_words=f"{CANARY} Testwick") for _ in range(2))
    case = opened(scene.own, request=taken.reference, aware_at=taken.asked_at, what_happened=f"{CANARY} was found.")
    child = case.child(given_names=CANARY)
    scene.values["incident"] = {
        "reference": case.held.reference, "child_reference": child.reference, "part": "child",
    }  # fmt: skip
    scene.values["incident_request"] = {"reference": taken.reference}
    scene.values["request_waiting"] = {"reference": waiting.reference}
    scene.files |= {
        "incident": case.held.case_file_id, "incident_request": taken.case_file_id, "request_waiting": waiting.case_file_id,
    }  # fmt: skip


def _rapid(scene: Scene) -> None:
    """A rapid review of the child's incident, its meeting called; and one handed over that nobody has begun."""
    by = scene.holder("business_manager")
    review, waiting = begun(scene.own, child=CANARY), handed_over(scene.own, child=CANARY)
    with seen_by(by):
        about = about_review(by, review.held.reference)
        assert about is not None
        starts = timezone.now() + datetime.timedelta(days=1)
        meeting = call(
            by=by, room=RAPID_MEETINGS, use=RAPID_MEETINGS.uses[0], about=about, purpose=f"About {CANARY}", mode="video",
            starts_at=starts, ends_at=starts + datetime.timedelta(hours=1),
        )  # fmt: skip
        part = meeting.parts.get()
        about_it = CaseFile.objects.filter(reference__in=[review.held.incident, waiting.from_record]).order_by("pk")
        incidents = list(about_it.values_list("pk", flat=True))
    scene.values["rapid"] = {"reference": review.held.reference}
    scene.values["rapid_meeting"] = {"reference": meeting.reference, "about": part.reference}
    scene.values["rapid_waiting"] = {"handover_reference": waiting.reference}
    scene.files |= {
        "rapid": review.held.case_file_id, "rapid_meeting": meeting.case_file_id, "rapid_part": part.case_file_id,
        "rapid_waiting": waiting.case_file_id, **{f"rapid_incident_{number}": one for number, one in enumerate(incidents)},
    }  # fmt: skip


def _death(scene: Scene) -> None:
    """A child death at the panel that has signed, with its meetings and a form; a notice nobody took in; learning given out."""
    waiting = notified(scene.own, given_names=CANARY)
    given = died(scene.own, given_names=CANARY).as_far_as("reviewed").given_out()
    death = died(scene.own, given_names=CANARY).at_panel()
    form = death.form("child-death-supplementary", {}, finish=False)
    panel_meeting = death.meeting(DEATH_PANELS, ())
    with seen_by(death.unit):
        meeting = Gathering.objects.get(reference=death.held.meeting)
        parts = {one.pk: one.parts.get() for one in (meeting, panel_meeting)}
    member = death.members[0]
    scene.values["death"] = {"reference": death.held.reference}
    scene.values["death_form"] = {
        "reference": death.held.reference, "form_reference": form.reference, "part": "kind",
    }  # fmt: skip
    scene.values["death_notice"] = {"reference": waiting.reference}
    scene.values["death_member"] = {"reference": member.reference}
    scene.values["death_output"] = {"reference": given.held.output}
    scene.values["death_meeting"] = {"reference": meeting.reference, "about": parts[meeting.pk].reference}
    scene.values["death_panel_meeting"] = {
        "reference": panel_meeting.reference, "about": parts[panel_meeting.pk].reference,
    }  # fmt: skip
    with seen_by(death.unit):
        output = CaseFile.objects.get(reference=given.held.output).pk
    scene.files |= {
        "death": death.held.case_file_id, "death_notice": waiting.case_file_id, "death_member": member.case_file_id,
        "death_output": output, "death_meeting": meeting.case_file_id, "death_panel_meeting": panel_meeting.case_file_id,
        "death_part": parts[meeting.pk].case_file_id, "death_panel_part": parts[panel_meeting.pk].case_file_id,
        "death_given": given.held.case_file_id,
    }  # fmt: skip


def _practice(scene: Scene) -> None:
    """A practice review about the child; and one that a rapid review handed over and nobody has taken up."""
    practice = practice_without(scene.own, given_names=CANARY)
    waiting, rapid = waiting_lightly(scene.own, child=CANARY)
    scene.values["practice"] = {"reference": practice.held.reference}
    scene.values["practice_waiting"] = {"handover_reference": waiting.reference}
    scene.files |= {
        "practice": practice.held.case_file_id, "practice_waiting": waiting.case_file_id, "practice_rapid": rapid,
    }  # fmt: skip


def _homicide(scene: Scene) -> None:
    """A homicide review under way, with a member, a report and a meeting; one that is considered; a notice nobody took in."""
    waiting = homicide_referred(scene.own, victim=f"{CANARY} Testwick")
    early = homicide_taken_in(scene.own, victim=f"{CANARY} Testwick")
    running = homicide_taken_in(scene.own, victim=f"{CANARY} Testwick").as_far_as("reviewing")
    member, _ = running.sits_here("gp", shown=f"{CANARY} died.")
    report = running.asks_report(asked=f"What of {CANARY}?")
    starts = timezone.now() + datetime.timedelta(days=1)
    meetings = {}
    with seen_by(running.lead):
        for room, about in ((HOMICIDE_DECISIONS, about_decision(running.lead, early.held.reference)),
                            (HOMICIDE_PANELS, about_panel(running.lead, running.held.reference))):  # fmt: skip
            assert about is not None
            meetings[room.code] = call(
                by=running.lead, room=room, use=room.uses[0], about=about, purpose=f"About {CANARY}", mode="video",
                starts_at=starts, ends_at=starts + datetime.timedelta(hours=1),
            )  # fmt: skip
        parts = {code: one.parts.get() for code, one in meetings.items()}
        taken = CaseFile.objects.get(reference=running.held.notice).pk
    scene.values["homicide"] = {"reference": running.held.reference}
    scene.values["homicide_notice"] = {"reference": waiting.reference}
    scene.values["homicide_member"] = {"reference": member.reference}
    scene.values["homicide_report"] = {"reference": report.reference}
    for name in ("homicide_decision", "homicide_panel"):
        scene.values[f"{name}_meeting"] = {"reference": meetings[name].reference, "about": parts[name].reference}
        scene.files |= {f"{name}_meeting": meetings[name].case_file_id, f"{name}_part": parts[name].case_file_id}
    scene.files |= {
        "homicide": running.held.case_file_id, "homicide_notice": waiting.case_file_id, "homicide_member": member.case_file_id,
        "homicide_report": report.case_file_id, "homicide_early": early.held.case_file_id, "homicide_taken": taken,
    }  # fmt: skip


def _case_review(scene: Scene) -> None:
    """An older case about the child, with the management review that the police were asked for, and a meeting."""
    case = case_opened(scene.own, given_names=CANARY).as_far_as("scoping")
    [part] = case.asks("police")
    with seen_by(case.unit):
        about = about_case_review(case.unit, case.held.reference)
        assert about is not None
        starts = timezone.now() + datetime.timedelta(days=1)
        meeting = call(
            by=case.unit, room=CASE_MEETINGS, use=CASE_MEETINGS.uses[1], about=about, purpose=f"About {CANARY}", mode="video",
            starts_at=starts, ends_at=starts + datetime.timedelta(hours=1),
        )  # fmt: skip
        about_part, asked = meeting.parts.get(), CaseFile.objects.get(reference=part.request)
    scene.values["case_review"] = {"reference": case.held.reference}
    scene.values["management_review"] = {"reference": part.reference}
    scene.values["case_meeting"] = {"reference": meeting.reference, "about": about_part.reference}
    scene.files |= {
        "case_review": case.held.case_file_id, "management_review": part.case_file_id, "management_request": asked.pk,
        "case_meeting": meeting.case_file_id, "case_meeting_part": about_part.case_file_id,
    }  # fmt: skip


def _chronology(scene: Scene) -> None:
    """A chronology of the practice review, with a line of the police about the child, and a discrepancy found in it."""
    unit, police = scene.holder("business_manager"), scene.holder("police_mash")
    review = scene.values["practice"]["reference"]
    without = practice_without(scene.own, given_names=CANARY).held  # a review that has none yet
    scene.values["chronology_source"] = {"record_reference": without.reference}
    with seen_by(unit):
        source = source_of(unit, review)
        assert source is not None
        given = {"period_from_on": LONG_AGO, "period_to_on": timezone.localdate(), "children": [{"label": "Child A"}]}
        held = running.open_chronology(by=unit, source=source, given=given)
        [part] = running.ask_agencies(
            by=unit, held=held, teams=[scene.own.teams["police"]],
            given={"question": f"What of {CANARY}?", "purpose": "To see", "due_at": None},
        )  # fmt: skip
    with seen_by(police):
        entry = add_line(by=police, held=part, given={
            "date": LONG_AGO, "precision": "day", "event": f"{CANARY} was seen", "source": "Log", "seen": "yes",
        })  # fmt: skip
        send(by=police, held=part)
    with seen_by(unit):
        held.refresh_from_db()
        doubt = find(by=unit, held=held, given={"why": f"{CANARY} was elsewhere.", "lines": [entry.reference]})
        asked = CaseFile.objects.get(reference=part.request)
    scene.values["chronology"] = {"reference": held.reference}
    scene.values["chronology_part"] = {"reference": part.reference, "entry_reference": entry.reference}
    scene.values["chronology_doubt"] = {"reference": doubt.reference}
    scene.files |= {
        "chronology_source": without.case_file_id, "chronology": held.case_file_id,
        "chronology_part": part.case_file_id, "chronology_key": held.key_file_id,
        "chronology_request": asked.pk,
    }  # fmt: skip


def _family(scene: Scene) -> None:
    """Words shared with the child's mother about the practice review."""
    unit, review = scene.holder("business_manager"), scene.values["practice"]["reference"]
    with seen_by(unit):
        source = family_review_of(unit, review)
        assert source is not None
        given = {"name": f"{CANARY} Mother", "relation": "His mother", "email": "mother@example.org"}
        held = name_member(by=unit, review=source, given=given)
        words = {
            "kind": "review",
            "title": f"What became of {CANARY}",
            "text": f"We look at what happened to {CANARY}.",
        }
        shared = share(by=unit, review=source, member=held, given=words)
    scene.values["family_record"] = {"record_reference": review}
    scene.values["family_member"] = {"reference": held.reference, "share_reference": shared.reference}
    scene.values["family_share"] = {"reference": shared.reference}
    scene.files |= {
        "family_record": scene.files["practice"], "family_member": held.case_file_id, "family_share": shared.case_file_id,
    }  # fmt: skip


def _recommend(scene: Scene) -> None:
    """A recommendation that names the child, with the part the police were asked; and some that nobody has taken in."""
    plan = recommended(scene.own, wording=f"What became of {CANARY}.").as_far_as("allocated")
    waiting = recommendations_waiting(scene.own, child=CANARY)
    scene.values["recommendation"] = {"reference": plan.held.reference}
    scene.values["action_part"] = {"reference": plan.parts["police_mash"].reference}
    scene.values["recommendations_waiting"] = {"handover_reference": waiting.reference}
    scene.files |= {
        "recommendation": plan.held.case_file_id, "action_part": plan.parts["police_mash"].case_file_id,
        "recommendations_waiting": waiting.case_file_id,
    }  # fmt: skip


def _allegation(scene: Scene) -> None:
    """An allegation taken up about the child, with its meeting; and a referral that nobody has taken up."""
    case = taken_up(scene.own, children=CANARY)
    waiting = referred(scene.own, children=CANARY)
    case.child(given_names=CANARY)
    meeting = case.called()
    with seen_by(case.officer):
        part = meeting.parts.get()
    scene.values["allegation"] = {"reference": case.held.reference}
    scene.values["referral"] = {"reference": waiting.reference}
    scene.values["allegation_meeting"] = {"reference": meeting.reference, "about": part.reference}
    scene.files |= {
        "allegation": case.held.case_file_id, "referral": waiting.case_file_id,
        "referral_taken": case.referral.case_file_id, "allegation_meeting": meeting.case_file_id,
        "allegation_part": part.case_file_id,
    }  # fmt: skip


def _speak_up(scene: Scene) -> None:
    """A concern about the child, given to the business manager."""
    case = spoken(scene.own, affected=CANARY)
    scene.values["matter"] = {"reference": case.held.reference}
    breach = found(scene.own, happened=f"{CANARY} was read by a stranger.")
    scene.values["breach"], scene.files["breach"] = {"reference": breach.held.reference}, breach.held.case_file_id
    scene.files |= {"matter": case.held.case_file_id, "matter_sent": case.held.sending.case_file_id}


def _disagree(scene: Scene) -> None:
    """A disagreement of the teacher's with the front door about their own contact, with a meeting called."""
    teacher = scene.holder("teacher")
    contact = scene.values["contact"]["reference"]
    other = Appointment.objects.get(pk=scene.holder("front_door_worker").appointment_id)
    with seen_by(teacher):
        held = raise_disagreement(
            by=teacher, about_record=contact,
            given={"other": other, "what": f"Nothing follows for {CANARY}.", "topic": "levels", "unsafe_because": "Hungry.",
                   "wanted": "Help", "impact": "Tired", "child_status": "neither"},
        )  # fmt: skip
        about = about_escalation(teacher, held.reference)
        assert about is not None
        starts = timezone.now() + datetime.timedelta(days=1)
        meeting = call(
            by=teacher, room=DISPUTE_MEETINGS, use=DISPUTE_MEETINGS.uses[0], about=about, purpose=f"About {CANARY}",
            mode="video", starts_at=starts, ends_at=starts + datetime.timedelta(hours=1),
        )  # fmt: skip
        part = meeting.parts.get()
    scene.values["dispute"] = {"reference": held.reference}
    scene.values["disagreed"] = {"record": contact}
    scene.values["dispute_meeting"] = {"reference": meeting.reference, "about": part.reference}
    scene.files |= {
        "dispute": held.case_file_id,
        "dispute_meeting": meeting.case_file_id,
        "dispute_part": part.case_file_id,
    }


def _staff(scene: Scene) -> None:
    account = Account.objects.get(pk=scene.holder("social_worker").account_id)
    scene.values["staff"] = {"reference": account.reference}


def _another_partnership() -> Partnership:
    """The same house in another area: same roles, same kinds of team, other organisations."""
    area = Area.objects.create(key="elsewhere", name="Elsewhere", local_pack="gloucestershire-2023")
    teams = {}
    for key, purpose in {
        "front_door": "front_door", "night": "out_of_hours", "leaders": "service_leadership",
        "social_work": "social_work", "families": "early_help",
        "police": "mash",
        "health": "mash", "education": "mash", "school": "safeguarding", "surgery": "surgery", "office": "business_unit",
        "safety": "community_safety",
    }.items():  # fmt: skip
        sector = {"police": "police", "health": "health", "school": "education"}.get(key, "local_authority")
        body = Organisation.objects.create(area=area, key=f"other-{key}", name=f"Elsewhere {key}", sector=sector)
        teams[key] = Team.objects.create(organisation=body, key=key, name=key.title(), purpose=purpose)
    return Elsewhere(area, teams)


class Elsewhere(Partnership):
    """The other area's people, with addresses of their own."""

    def post_holder(self, role: str, number: int = 51, team: str = "") -> Viewer:
        """The viewer of a role here."""
        return super().post_holder(role, number, team)


def records() -> list[Address]:
    """Every address that shows a confidential record."""
    return [address for address in addresses() if record_of(address)]
