"""A small invented partnership to try the desk on: a front door, its night duty, agencies, a school and an office."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, Viewer, seen_by, viewer_of
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.modules.front_door.actions import deciding, holding, identifying
from sharedduty.modules.front_door.actions.receive import ReceivedChild, Sender, receive
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.rules import DETERMINATIONS

LONG_AGO = datetime.date(2020, 1, 1)
TEAMS = {
    "front_door": ("council", "local_authority", "front_door"),
    "night": ("council", "local_authority", "out_of_hours"),
    "social_work": ("council", "local_authority", "social_work"),
    "leaders": ("council", "local_authority", "service_leadership"),
    "families": ("council", "local_authority", "early_help"),
    "police": ("police", "police", "mash"),
    "health": ("health", "health", "mash"),
    "education": ("council", "local_authority", "mash"),
    "school": ("school", "education", "safeguarding"),
    "surgery": ("surgery", "health", "surgery"),
    "office": ("partnership", "other", "business_unit"),
    "safety": ("partnership", "other", "community_safety"),
}
TEAM_OF_ROLE = {
    "front_door_worker": "front_door", "front_door_manager": "front_door", "out_of_hours_worker": "night",
    "social_worker": "social_work", "social_work_manager": "social_work",
    "police_mash": "police", "health_mash": "health", "education_mash": "education",
    "teacher": "school", "gp": "surgery", "business_manager": "office", "partner": "office", "scrutineer": "office",
    "administrator": "office", "privacy_officer": "office", "lado": "social_work", "conference_chair": "social_work",
    "practitioner": "office", "early_help_coordinator": "families", "family_help_lead": "social_work",
    "head_of_service": "leaders", "community_safety_lead": "safety",
}  # fmt: skip


@dataclass
class Partnership:
    """One area with its teams; people are made as they are asked for."""

    area: Area
    teams: dict[str, Team]
    people: dict[tuple[str, int], Viewer] = field(default_factory=dict)

    def post_holder(self, role: str, number: int = 1, team: str = "") -> Viewer:
        """The viewer of the number-th holder of a role, in the team that role belongs to."""
        if (role, number) not in self.people:
            account = Account.objects.create(
                email=f"{role}{number}@example.org", name=f"{role.replace('_', ' ').title()} {number}"
            )
            post = Post.objects.create(team=self.teams[team or TEAM_OF_ROLE[role]], title=f"{role} {number}")
            Appointment.objects.create(
                account=account, post=post, role=role, held_from=LONG_AGO, approved_by=account,
                approved_at=timezone.now(),
            )  # fmt: skip
            self.people[role, number] = viewer_of(account, second_factor=True)
        return self.people[role, number]

    def client(self, viewer: Viewer) -> Client:
        """A browser signed in as the viewer, with a second factor."""
        client = Client()
        client.force_login(
            Account.objects.get(pk=viewer.account_id), "allauth.account.auth_backends.AuthenticationBackend"
        )
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
        session.save()
        return client

    def contact(self, *names: str, by: str = "teacher", **more: Any) -> str:
        """A contact raised by a role about children with these given names. Gives its reference."""
        sender = self.post_holder(by)
        children = [
            ReceivedChild(
                given_names=name, family_name="Testwick", birth_on=datetime.date(2016, 5, 17), postcode="GL1 1AA"
            )
            for name in (names or ("Robin",))
        ]
        with seen_by(sender):
            receipt = receive(
                by=sender, area_id=self.area.pk, source=more.pop("source", "professional"), children=children,
                sender=Sender(
                    name=sender.name, post=sender.post_title, organisation_id=sender.organisation_id,
                    appointment_id=sender.appointment_id, identity_verified=True, email=sender.email,
                ),
                form="telephone", answers={"what_happened": "Something was seen."}, **more,
            )  # fmt: skip
        return receipt.reference

    def held(self, viewer: Viewer, reference: str) -> Contact:
        """The contact as the viewer sees it now (inside `seen_by`)."""
        return Contact.objects.get(reference=reference)


def make_partnership() -> Partnership:
    """Set up the area, its organisations and teams, and the standing reach of every role."""
    area = Area.objects.create(key="testshire", name="Testshire", local_pack="gloucestershire-2023")
    organisations: dict[str, Organisation] = {}
    teams = {}
    for key, (organisation, sector, purpose) in TEAMS.items():
        if organisation not in organisations:
            organisations[organisation] = Organisation.objects.create(
                area=area, key=organisation, name=f"Testshire {organisation}", sector=sector
            )
        teams[key] = Team.objects.create(
            organisation=organisations[organisation], key=key, name=key.replace("_", " ").title(), purpose=purpose
        )
    return Partnership(area, teams)


def decision(**changes: Any) -> dict[str, Any]:
    """A whole, valid decision that nothing by social care follows; `yes` names the determinations answered yes."""
    yes = set(changes.pop("yes", ()))
    given = {
        "determinations": {
            code: {"answer": "yes" if code in yes else "no", "note": "It rests on what was seen." if code in yes else ""}
            for code, _, _ in DETERMINATIONS
        },
        "other_outcomes": [] if yes else ["advice"],
        "level": 2, "level_reason": "Needs are met with a little help.", "reasons": "The school can help.",
        "child_wishes": "Wants to stay at school.", "siblings_considered": "There are none.", "family_told": "told",
        "level4_category": "", "health_without_services": "", "effect_of_services": "", "family_told_note": "",
    }  # fmt: skip
    return {**given, **changes}


def prepare(worker: Viewer, contact: Contact) -> None:
    """Claim a contact, and check and register each child on it."""
    holding.claim(by=worker, contact=contact)
    for child in contact.children.all():
        identifying.check_known(by=worker, contact=contact, child=child, purpose="to decide")
        identifying.register_child(by=worker, contact=contact, child=child, grounds="Nobody fits.")


def decide_all(worker: Viewer, contact: Contact, **changes: Any) -> None:
    """Decide the same for every child of a prepared contact."""
    for child in contact.children.all():
        deciding.decide_next_steps(by=worker, contact=contact, child=child, given=decision(**changes))
