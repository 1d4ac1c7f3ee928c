"""The demonstration partnership: who works where, how they sign in, and the one-time code each would read off a phone.

Everybody here is invented, and looks it. Telephone numbers are from the range Ofcom keeps for drama (01632 960xxx).
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from sharedduty.foundations.access.sign_in import code_was_used
from sharedduty.site.refusals import Refusal

AREA = "gloucestershire"
PACK = "gloucestershire-2023"
PASSWORD = "shared-duty-demonstration"  # noqa: S105 - printed at every start, for invented people on a loopback address


@dataclass(frozen=True)
class DemonstrationOrganisation:
    """A body of the demonstration partnership: key, name, sector and statutory duties."""

    key: str
    name: str
    sector: str
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemonstrationTeam:
    """A team: its organisation's key, its own key, its name and what it is for."""

    organisation: str
    key: str
    name: str
    purpose: str


@dataclass(frozen=True)
class DemonstrationPerson:
    """One invented person in one post: who, which role, in which team, and whom they answer to (an e-mail name)."""

    email_name: str
    name: str
    role: str
    team: str
    post: str
    reports_to: str = ""
    listed: bool = True

    @property
    def email(self) -> str:
        """The address this person signs in with."""
        return f"{self.email_name}@demonstration.example"


COUNCIL, POLICE, ICB = "gloucestershire-county-council", "gloucestershire-constabulary", "gloucestershire-icb"
TRUST, UNIT = "gloucestershire-hospitals-trust", "safeguarding-children-partnership"
SAFETY = "safer-gloucestershire"
SCHOOL, SURGERY = "larkfield-primary-school", "brook-street-surgery"

ORGANISATIONS = (
    DemonstrationOrganisation(
        COUNCIL,
        "Gloucestershire County Council",
        "local_authority",
        ("safeguarding_partner", "child_death_review_partner", "section_11"),
    ),
    DemonstrationOrganisation(POLICE, "Gloucestershire Constabulary", "police", ("safeguarding_partner", "section_11")),
    DemonstrationOrganisation(
        ICB,
        "Gloucestershire NHS Integrated Care Board",
        "health",
        ("safeguarding_partner", "child_death_review_partner", "section_11"),
    ),
    DemonstrationOrganisation(TRUST, "Gloucestershire Hospitals NHS Foundation Trust", "health", ("section_11",)),
    DemonstrationOrganisation(UNIT, "Gloucestershire Safeguarding Children Partnership", "other"),
    DemonstrationOrganisation(SAFETY, "Safer Gloucestershire", "other"),
    DemonstrationOrganisation(SCHOOL, "Larkfield Primary School (demonstration)", "education", ("section_175",)),
    DemonstrationOrganisation(SURGERY, "Brook Street Surgery (demonstration)", "health", ("section_11",)),
)

TEAMS = (
    DemonstrationTeam(COUNCIL, "front-door", "Children's front door", "front_door"),
    DemonstrationTeam(COUNCIL, "emergency-duty", "Emergency duty team", "out_of_hours"),
    DemonstrationTeam(COUNCIL, "education-mash", "Education in the MASH", "mash"),
    DemonstrationTeam(COUNCIL, "children-and-families", "Children and families team", "social_work"),
    DemonstrationTeam(COUNCIL, "families-first", "Families First, Gloucester", "early_help"),
    DemonstrationTeam(COUNCIL, "conference-and-review", "Conference and review service", "conference_review"),
    DemonstrationTeam(COUNCIL, "service-leadership", "Children's services leadership", "service_leadership"),
    DemonstrationTeam(COUNCIL, "designated-officer", "Designated officer for allegations", "designated_officer"),
    DemonstrationTeam(COUNCIL, "information-governance", "Information governance", "privacy"),
    DemonstrationTeam(COUNCIL, "systems", "Systems and accounts", "administration"),
    DemonstrationTeam(COUNCIL, "housing-liaison", "Housing liaison", "practitioners"),
    DemonstrationTeam(COUNCIL, "council-executive", "Executive of the council", "partners"),
    DemonstrationTeam(POLICE, "police-executive", "Executive of the police", "partners"),
    DemonstrationTeam(POLICE, "police-mash", "Police in the MASH", "mash"),
    DemonstrationTeam(ICB, "health-mash", "Health in the MASH", "mash"),
    DemonstrationTeam(ICB, "executive", "Executive", "partners"),
    DemonstrationTeam(TRUST, "hospital-safeguarding", "Hospital safeguarding team", "safeguarding"),
    DemonstrationTeam(UNIT, "business-unit", "Business unit", "business_unit"),
    DemonstrationTeam(UNIT, "scrutiny", "Independent scrutiny", "scrutiny"),
    DemonstrationTeam(SAFETY, "community-safety", "Community safety", "community_safety"),
    DemonstrationTeam(SCHOOL, "safeguarding", "Safeguarding team", "safeguarding"),
    DemonstrationTeam(SURGERY, "surgery", "Surgery", "surgery"),
)

PEOPLE = (
    DemonstrationPerson(
        "teacher", "Tamsin Testwick", "teacher", f"{SCHOOL}/safeguarding", "Designated safeguarding lead"
    ),
    DemonstrationPerson("gp", "Gil Sampleford", "gp", f"{SURGERY}/surgery", "General practitioner"),
    DemonstrationPerson(
        "front_door_worker",
        "Fern Mockbury",
        "front_door_worker",
        f"{COUNCIL}/front-door",
        "Front door social worker",
        reports_to="front_door_manager",
    ),
    DemonstrationPerson(
        "front_door_manager", "Morgan Trialby", "front_door_manager", f"{COUNCIL}/front-door", "Front door manager"
    ),
    DemonstrationPerson(
        "out_of_hours_worker",
        "Nye Examplewood",
        "out_of_hours_worker",
        f"{COUNCIL}/emergency-duty",
        "Emergency duty social worker",
    ),
    DemonstrationPerson(
        "police_mash", "Pat Dummerton", "police_mash", f"{POLICE}/police-mash", "Police decision maker, MASH"
    ),
    DemonstrationPerson(
        "health_mash", "Hollis Fictonley", "health_mash", f"{ICB}/health-mash", "Health practitioner, MASH"
    ),
    DemonstrationPerson(
        "education_mash", "Eden Inventham", "education_mash", f"{COUNCIL}/education-mash", "Education officer, MASH"
    ),
    DemonstrationPerson(
        "social_worker",
        "Sorrel Placeholt",
        "social_worker",
        f"{COUNCIL}/children-and-families",
        "Social worker, children and families",
    ),
    DemonstrationPerson(
        "social_work_manager",
        "Wren Mockingham",
        "social_work_manager",
        f"{COUNCIL}/children-and-families",
        "Team manager, children and families",
    ),
    DemonstrationPerson(
        "family_help_lead",
        "Ellis Mocksworth",
        "family_help_lead",
        f"{COUNCIL}/children-and-families",
        "Family help lead practitioner",
    ),
    DemonstrationPerson(
        "early_help_coordinator",
        "Robin Feignworth",
        "early_help_coordinator",
        f"{COUNCIL}/families-first",
        "Early help coordinator",
    ),
    DemonstrationPerson(
        "conference_chair",
        "Carey Specimenby",
        "conference_chair",
        f"{COUNCIL}/conference-and-review",
        "Child protection conference chair",
    ),
    DemonstrationPerson(
        "head_of_service",
        "Hadley Exemplar",
        "head_of_service",
        f"{COUNCIL}/service-leadership",
        "Head of service, children's social care",
    ),
    DemonstrationPerson(
        "lado", "Lane Modelthorpe", "lado", f"{COUNCIL}/designated-officer", "Designated officer (LADO)"
    ),
    DemonstrationPerson(
        "business_manager",
        "Blair Patterning",
        "business_manager",
        f"{UNIT}/business-unit",
        "Partnership business manager",
    ),
    DemonstrationPerson(
        "partner", "Perry Shamwell", "partner", f"{ICB}/executive", "Delegated safeguarding partner for health"
    ),
    DemonstrationPerson(
        "community_safety_lead",
        "Sage Conjectorby",
        "community_safety_lead",
        f"{SAFETY}/community-safety",
        "Community safety partnership lead",
    ),
    DemonstrationPerson("scrutineer", "Sky Makebeliffe", "scrutineer", f"{UNIT}/scrutiny", "Independent scrutineer"),
    DemonstrationPerson(
        "privacy_officer", "Quinn Pretendry", "privacy_officer", f"{COUNCIL}/information-governance", "Privacy officer"
    ),
    DemonstrationPerson(
        "administrator", "Addison Mimicombe", "administrator", f"{COUNCIL}/systems", "Accounts administrator"
    ),
    DemonstrationPerson(
        "practitioner", "Jules Notionby", "practitioner", f"{COUNCIL}/housing-liaison", "Housing liaison officer"
    ),
    # The other two of the three partners; not in the table, which has one line for each role.
    DemonstrationPerson(
        "partner_police",
        "Pip Fabricote",
        "partner",
        f"{POLICE}/police-executive",
        "Delegated safeguarding partner for the police",
        listed=False,
    ),
    DemonstrationPerson(
        "partner_council",
        "Coby Imagington",
        "partner",
        f"{COUNCIL}/council-executive",
        "Delegated safeguarding partner for the council",
        listed=False,
    ),
    # What takes two people needs a second one; not in the table, which has one line for each role.
    DemonstrationPerson(
        "second_administrator",
        "Emery Copystead",
        "administrator",
        f"{COUNCIL}/systems",
        "Second accounts administrator",
        listed=False,
    ),
)


def require_demonstration() -> None:
    """Raise `Refusal` unless the demonstration flag is set and the address is loopback (design section 10)."""
    if not settings.DEMONSTRATION:
        raise Refusal(
            "this is for the demonstration only: it needs SHAREDDUTY_DEMONSTRATION=1 and a BASE_URL on this machine"
        )


def person(email: str) -> DemonstrationPerson:
    """The demonstration person with this address. Raises `Refusal` naming no other when there is none."""
    found = next((one for one in PEOPLE if one.email == email.strip().lower()), None)
    if found is None:
        raise Refusal(f"{email} is not a demonstration person", code=2)
    return found


def totp_secret(email: str) -> str:
    """The authenticator secret of a demonstration person in base32: the same at every start on one machine."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"demonstration authenticator {email}".encode(), hashlib.sha256)
    return base64.b32encode(key.digest()[:20]).decode()


def code(email: str) -> str:
    """A one-time code good at this moment for a demonstration person. Raises `Refusal` outside a demonstration.

    A code works once, so where this half minute's was used already it is the next one's or the last one's, which are
    good too; with no database to ask it is this half minute's.
    """
    require_demonstration()
    one = person(email)
    counter = int(timezone.now().timestamp()) // app_settings.TOTP_PERIOD
    codes = [format_hotp_value(hotp_value(totp_secret(one.email), counter + after)) for after in (0, 1, -1)]
    try:
        return next((text for text in codes if not code_was_used(email=one.email, code=text)), codes[0])
    except DatabaseError:
        return codes[0]


def table() -> str:
    """The sign-ins as lines of `role | e-mail | password`, one a role. Raises `Refusal` outside a demonstration."""
    require_demonstration()
    rows = [(one.role, one.email, PASSWORD) for one in PEOPLE if one.listed]
    rows.insert(0, ("role", "e-mail", "password"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
