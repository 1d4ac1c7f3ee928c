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

from sharedduty.foundations.access.api import ROLES, Account, Appointment, CaseFile, Viewer, exclude, seen_by
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.access.recognition import link_viewer, viewer_of
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.papers.api import add_paper
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Handover
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.front_door.actions import enquiring, handing
from sharedduty.modules.front_door.tests import raising
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership, prepare
from sharedduty.site.manual.matrix import Address, addresses

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
    "people:birth": "child", "people:merge": "child", "people:separate": "child",
    "front_door:handover": "handover", "front_door:request": "request",
    "emergency": "file", "emergency_opened": "file", "declare_conflict": "file", "sightings": "file",
    "opening": "opening", "notice": "notice",
    "person": "staff", "appoint": "staff", "leave": "staff", "second_factor_reset": "staff",
    "second_factor_answer": "staff", "send_password_link": "staff", "sign_person_out": "staff",
    "appointment_move": "staff", "appointment_end": "staff", "appointment_approve": "staff",
}  # fmt: skip
# Addresses with parameters that stand for nothing confidential: published guidance, help, one's own sign-in.
OPEN = re.compile(
    r"guidance|process|help|design_gallery|organisation|team_add|post_|account_reset|remove_passkey|raise_link$|raise_told"
    r"|journal_incident|static|outbox"
)


def record_of(address: Address) -> str:
    """What an address's references stand for: a key of `Scene.values`; empty for what is open to its whole role."""
    if not address.parameters or OPEN.match(address.name):
        return ""
    if address.name.startswith("front_door:") and address.name not in RECORDS:
        return "contact" if any(name.endswith("reference") for name, _ in address.parameters) else ""
    return RECORDS.get(address.name, "")


@dataclass
class Scene:
    """The records, by the parameters that name them, and the people."""

    own: Partnership
    other: Partnership
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)

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
        worker = self.holder("front_door_worker")
        for name, file_id in self.files.items():
            by = self.holder("teacher") if name in {"draft", "concern"} else worker
            with seen_by(by):
                file = CaseFile.objects.get(pk=file_id)
                exclude(by=by, file=file, reason="subject", account_id=viewer.account_id)
        return viewer

    def by_link(self) -> Client:
        """A browser that came by an e-mailed link of its own, which opens none of these records."""
        now = timezone.now()
        link = Link.objects.create(
            email_digest=b"e", token_digest=b"t", purpose="raise", area=self.own.area, made_at=now, consumed_at=now,
            expires_at=now + datetime.timedelta(minutes=30),
        )  # fmt: skip
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
    _draft(scene)
    _staff(scene)
    scene.values["words"] = {"page": "worry", "item": "child-1", "token": "x", "slug": "raise", "name": "mark"}
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
        scene.values["opening"] = {"mark": "AAAAAAAA"}
        registered = Person.objects.get(given_names=CANARY)
        scene.values["child"] = {"reference": registered.reference}
        scene.values["proposal"] = {"reference": new_reference("M")}
        scene.values["notice"] = {"reference": new_reference("N")}
        scene.files = {
            "concern": file.pk, "contact": contact.working_file_id, "request": request.case_file_id,
            "handover": handover.case_file_id, "child": registered.case_file_id,
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


def _staff(scene: Scene) -> None:
    account = Account.objects.get(pk=scene.holder("social_worker").account_id)
    scene.values["staff"] = {"reference": account.reference}


def _another_partnership() -> Partnership:
    """The same house in another area: same roles, same kinds of team, other organisations."""
    area = Area.objects.create(key="elsewhere", name="Elsewhere", local_pack="gloucestershire-2023")
    teams = {}
    for key, purpose in {
        "front_door": "front_door", "night": "out_of_hours", "social_work": "social_work", "police": "mash",
        "health": "mash", "education": "mash", "school": "safeguarding", "surgery": "surgery", "office": "business_unit",
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
