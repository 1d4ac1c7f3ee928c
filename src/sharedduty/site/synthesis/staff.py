"""The bodies and people of a synthetic area: schools, surgeries and services that send, and teams that answer."""

import datetime
import random
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.plain.references import new_reference
from sharedduty.site.commands.demonstrate import make_area, make_teams
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.names import family_name, given_name

DATABASE = "owner"
SINCE = datetime.date(2020, 1, 1)
SCHOOL_KINDS = ("Primary School", "Primary School", "Primary School", "Academy", "Nursery", "High School", "College")

# role, team of the demonstration set-up, how many, post title
DESKS = (
    ("front_door_worker", "front-door", 14, "Front door social worker"),
    ("front_door_manager", "front-door", 1, "Assistant front door manager"),
    ("out_of_hours_worker", "emergency-duty", 5, "Emergency duty social worker"),
    ("police_mash", "police-mash", 3, "Police officer, MASH"),
    ("health_mash", "health-mash", 3, "Health practitioner, MASH"),
    ("education_mash", "education-mash", 2, "Education officer, MASH"),
    ("social_worker", "children-and-families", 40, "Social worker"),
    ("social_work_manager", "children-and-families", 3, "Assistant team manager"),
    ("early_help_coordinator", "families-first", 6, "Early help coordinator"),
    ("conference_chair", "conference-and-review", 4, "Child protection conference chair"),
)
SENDERS = (("school", 60, "teacher"), ("surgery", 24, "gp"), ("service", 16, "practitioner"))
SERVICES = (
    "Health Visiting", "School Nursing", "Midwifery", "Young People's Mental Health", "Housing Options", "Family Support",
    "Youth Work", "Probation Office", "Drug and Alcohol Service", "Refuge", "Community Paediatrics", "Sports Club",
    "Nursery Chain", "Faith Group", "Fire and Rescue", "Foodbank",
)  # fmt: skip

LATELY, LATELY_HELD, HELD_BEFORE = datetime.timedelta(days=40), 0.03, 0.006


@dataclass(frozen=True)
class Worker:
    """Somebody in a post: what rows name them by."""

    appointment_id: int
    account_id: int
    name: str
    post: str
    email: str
    role: str
    team_id: int
    organisation_id: int
    organisation: str
    sector: str


@dataclass
class Staff:
    """Everybody who works in one area, by what they do there."""

    area: Area
    number: int = 0
    teams: dict[str, int] = field(default_factory=dict)
    by_role: dict[str, list[Worker]] = field(default_factory=dict)
    police: tuple[int, str] = (0, "")
    ambulance: tuple[int, str] = (0, "")

    def front_door(self) -> int:
        """The front door team's id."""
        return self.teams["front-door"]


def pick(chance: random.Random, people: list[Worker], share: float) -> Worker:
    """One of some people; whoever of the demonstration is among them gets this share, so that they have work to show."""
    first = next((one for one in people if one.email.endswith("demonstration.example")), None)
    return first if first and chance.random() < share else chance.choice(people)


def case_holder(chance: random.Random, people: list[Worker], age: datetime.timedelta) -> Worker:
    """Who holds a case that came in so long ago. Cases stay for months, so whoever of the demonstration is among these people
    has a fair part of those of the last weeks and few older ones: about a caseload that a person could carry.
    """
    first = next((one for one in people if one.email.endswith("demonstration.example")), None)
    part = LATELY_HELD if age < LATELY else HELD_BEFORE
    if first and chance.random() < part:
        return first
    return chance.choice([one for one in people if one is not first] or people)


def staff_of(area_key: str, area_name: str, number: int, seed: int) -> Staff:
    """The area with its bodies, teams and invented staff, made where missing, as the owner. Gives them for loading."""
    with transaction.atomic(using=DATABASE):
        area = make_area(area_key, area_name)
        by_key = {key.split("/", 1)[1]: team for key, team in make_teams(area).items()}
        there = Account.objects.using(DATABASE).filter(email__endswith=_email(area, "")).values_list("email", flat=True)
        held = set(there)
        missing = [one for one in _openings(area, by_key, seed) if _email(area, one.key) not in held]
        if missing:
            _fill(area, missing, seed)
        ambulance, _ = Organisation.objects.using(DATABASE).get_or_create(
            area=area, key="ambulance-service",
            defaults={"name": f"{area.name} Ambulance Service (synthetic)", "sector": "health"},
        )  # fmt: skip
    staff = Staff(area, number, {key: team.pk for key, team in by_key.items()})
    for worker in _workers(area):
        staff.by_role.setdefault(worker.role, []).append(worker)
    police = by_key["police-mash"].organisation
    staff.police, staff.ambulance = (police.pk, police.name), (ambulance.pk, ambulance.name)
    return staff


@dataclass(frozen=True)
class _Opening:
    """One post to be filled: the key it is known by, its role and title, and its team or the body that gets one."""

    key: str
    role: str
    title: str
    team: Team | None
    body: Organisation | None = None


def _openings(area: Area, teams: dict[str, Team], seed: int) -> list[_Opening]:
    openings = [
        _Opening(f"{team_key}-{role}-{at + 1}", role, f"{title} {at + 1}", teams[team_key])
        for role, team_key, number, title in DESKS
        for at in range(number)
    ]
    for kind, number, role in SENDERS:
        for at in range(number):
            name, sector, title = _sender(chance_for(seed, area.key, kind, at), kind, at)
            body = Organisation(area=area, key=f"{kind}-{at + 1}", name=f"{name} (synthetic)", sector=sector)
            openings.append(_Opening(f"{kind}-{at + 1}", role, title, None, body))
    return openings


def _sender(chance: random.Random, kind: str, at: int) -> tuple[str, str, str]:
    """Name, sector and the post that sends, of one school, surgery or service."""
    if kind == "school":
        return f"{family_name(chance)} {chance.choice(SCHOOL_KINDS)}", "education", "Designated safeguarding lead"
    if kind == "surgery":
        return f"{family_name(chance)} Surgery", "health", "General practitioner"
    return f"{SERVICES[at % len(SERVICES)]}, {family_name(chance)}", "voluntary", "Practitioner"


def _fill(area: Area, openings: list[_Opening], seed: int) -> None:
    """Bodies, teams, posts and invented holders for every opening, each in one statement for all.

    The holders cannot sign in: their accounts have no password that any text matches.
    """
    bodies = [one.body for one in openings if one.body]
    Organisation.objects.using(DATABASE).bulk_create(bodies)
    made = Team.objects.using(DATABASE).bulk_create(
        Team(organisation=body, key="safeguarding", name="Safeguarding team", purpose="safeguarding") for body in bodies
    )
    team_of = {team.organisation.key: team for team in made}
    posts = Post.objects.using(DATABASE).bulk_create(
        Post(team=one.team or team_of[one.key], title=one.title) for one in openings
    )
    accounts = Account.objects.using(DATABASE).bulk_create(_account(area, one.key, seed) for one in openings)
    administrator = Account.objects.using(DATABASE).filter(appointments__role="administrator").order_by("pk").first()
    Appointment.objects.using(DATABASE).bulk_create(
        Appointment(
            reference=new_reference("P"), account=account, post=post, role=one.role, held_from=SINCE,
            approved_by=administrator or account, approved_at=timezone.now(),
        )
        for one, post, account in zip(openings, posts, accounts, strict=True)
    )  # fmt: skip


def _email(area: Area, key: str) -> str:
    return f"{key}.{area.key}@synthetic.example"


def _account(area: Area, key: str, seed: int) -> Account:
    chance = chance_for(seed, area.key, "staff", key)
    name = f"{given_name(chance, chance.choice(('female', 'male')))} {family_name(chance)}"
    return Account(reference=new_reference("A"), email=_email(area, key), name=name, password=make_password(None))


def _workers(area: Area) -> list[Worker]:
    held = (
        Appointment.objects.using(DATABASE)
        .filter(post__team__organisation__area=area, held_until=None, approved_at__isnull=False)
        .select_related("account", "post__team__organisation")
        .order_by("account__email", "pk")
    )
    return [
        Worker(
            one.pk, one.account_id, one.account.name, one.post.title, one.account.email, one.role, one.post.team_id,
            one.post.team.organisation_id, one.post.team.organisation.name, one.post.team.organisation.sector,
        )
        for one in held
    ]  # fmt: skip
