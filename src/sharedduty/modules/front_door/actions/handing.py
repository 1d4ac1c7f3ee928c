"""Hand-overs: work that a decision starts in another team, and a decision somebody disagrees with. Never a dead end."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Shared, Viewer, grant, open_file
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, HandedChild, Handover, Missing, accept, close, leave
from sharedduty.modules.front_door.models import Contact, ContactChild, Decision, ImmediateProtection

# Which outcome starts what, in which kind of team, and whether that team reads the contact (the one that works with the
# child next does; a service asked for help sees the hand-over only).
STARTS: dict[str, tuple[str, str, bool]] = {
    "immediate_protection": ("strategy discussion after immediate protection", "social_work", True),
    "section17_assessment": ("assessment", "social_work", True),
    "section47_enquiries": ("strategy discussion", "social_work", True),
    "services": ("services", "social_work", True),
    "specialist_assessment": ("specialist assessment", "social_work", True),
    "early_help": ("early help", "early_help", False),
}
CHALLENGE = "challenge"
# The child's health records are held in Wales; the county's partners stay accountable (GL-PA-04; arrangements 000 L131).
LIAISON = "liaison with health in Wales"
WALES = (
    "{child} is registered with a GP in Wales. Liaise with the health board there for the partners, and note what was "
    "agreed. The partners here stay accountable for the child."
)
# Another authority accepted in so many words; its written acceptance is still to come (WT-IMM-08).
WRITTEN_ACCEPTANCE = "written acceptance of responsibility"
TELL_POLICE, TELL_SCHOOL = "tell the police of a possible crime", "see that the school is told"


def leave_for_outcomes(*, by: Viewer, contact: Contact, decision: Decision) -> list[Handover]:
    """Leave one hand-over for each outcome that starts work elsewhere and is not already handed over for this child.

    Where the area has no such team yet, the front door itself owns it, so that nothing is nobody's.
    """
    held = set(
        Handover.objects.filter(
            from_record=contact.reference, about=decision.child.reference, closed_at__isnull=True
        ).values_list("start", flat=True)
    )
    left = []
    if decision.child.registered_in_wales and LIAISON not in held:
        left.append(_leave(by, contact, LIAISON, WALES.format(child=decision.child), decision.child,
                           team_id=_health_partner_team(contact)))  # fmt: skip
    for outcome in decision.outcomes:
        start, purpose, reads = STARTS.get(outcome, ("", "", False))
        if not start or start in held or (outcome == "immediate_protection" and accepted_elsewhere(decision.child)):
            continue
        team_id = _team_for(contact, purpose)
        summary = f"{decision.child}: {decision.reasons}"
        left.append(_leave(by, contact, start, summary, decision.child, team_id=team_id, named=_named(decision.child)))
        if reads and team_id != contact.team_id:
            _let_read(by, contact, decision.child, team_id)
    return left


def accepted_elsewhere(child: ContactChild) -> ImmediateProtection | None:
    """What was done to protect a child for whom another authority has taken responsibility since (flow chart 2).

    The discussion that follows protection is then that authority's.
    """
    return child.protections.filter(other_authority_accepted_at__isnull=False).order_by("recorded_at", "pk").last()


def leave_for_written_acceptance(*, by: Viewer, contact: Contact, child: ContactChild) -> None:
    """Where another authority accepted by word alone, leave the written acceptance to be chased, once (WT-IMM-08)."""
    accepted = accepted_elsewhere(child)
    if accepted is None or accepted.other_authority_written_on:
        return
    held = Handover.objects.filter(from_record=contact.reference, about=child.reference, closed_at__isnull=True)
    if held.filter(start=WRITTEN_ACCEPTANCE).exists():
        return
    summary = (
        f"{accepted.other_authority} accepted responsibility for {child}. Its acceptance in writing is not here yet: "
        "until it is, keep asking, and note on the record of immediate protection the day it came."
    )
    leave_to_the_front_door(by=by, contact=contact, start=WRITTEN_ACCEPTANCE, summary=summary, child=child)


def _health_partner_team(contact: Contact) -> int:
    """A team of the health body that is a safeguarding partner today: it liaises for all three (GL-PA-04)."""
    today = timezone.localdate()
    bodies = Q(organisation__exists_until__isnull=True) | Q(organisation__exists_until__gte=today)
    team = (
        Team.objects.filter(
            bodies, organisation__area_id=contact.area_id, organisation__sector="health",
            organisation__duties__contains="safeguarding_partner",
        )
        .order_by("pk")
        .first()
    )  # fmt: skip
    return team.pk if team else _team_for(contact, "health_liaison")


def leave_to_the_front_door(
    *, by: Viewer, contact: Contact, start: str, summary: str, child: ContactChild | None = None
) -> Handover:
    """Leave something for the front door itself to see done, visible until somebody says what became of it."""
    return _leave(by, contact, start, summary, child, team_id=contact.team_id)


def _team_for(contact: Contact, purpose: str) -> int:
    team = Team.objects.filter(organisation__area_id=contact.area_id, purpose=purpose).order_by("pk").first()
    return team.pk if team else contact.team_id


def _named(child: ContactChild) -> HandedChild:
    """The child for the team that begins a record of its own: nobody types a name again, and a relative is recognised."""
    known = child.identifications.filter(undone_at__isnull=True).values_list("person_id", flat=True).first()
    born = child.birth_on or child.expected_on
    return HandedChild(child.given_names, child.family_name, born, known, unborn=child.unborn)


def _let_read(by: Viewer, contact: Contact, child: ContactChild, team_id: int) -> None:
    """The team that works with the child next reads the contact, the front door's work on it and the child's record.

    The record of an unborn child it may also write in: whoever works with the family is the first to hear of the birth.
    """
    why = "handed over to this team"
    for file in [contact.case_file, *([contact.working_file] if contact.working_file else [])]:
        grant(by=by, file=file, level="read", why=why, team_id=team_id)
    identified = child.identifications.filter(undone_at__isnull=True).select_related("person__case_file").first()
    if identified is not None:
        level = "contribute" if identified.person.kind == Person.Kind.UNBORN else "read"
        grant(by=by, file=identified.person.case_file, level=level, why=why, team_id=team_id)


def _leave(
    by: Viewer, contact: Contact, start: str, summary: str, child: ContactChild | None, *,
    team_id: int | None = None, post_id: int | None = None, file_team_id: int | None = None,
    named: HandedChild | None = None,
) -> Handover:  # fmt: skip
    """A hand-over in a file of its own, which the owning team works in and the front door can read."""
    owner = file_team_id or team_id
    sources = [one for one in (contact.case_file_id, contact.working_file_id) if one]
    back = Shared(contact.team_id, "read", "left it") if owner != contact.team_id else None
    file = open_file(
        by=by, kind="handover", area_id=contact.area_id, team_id=owner, letter="HF", out_of=sources, shared_with=back
    )
    return leave(
        by=by, file=file, from_record=contact.reference, start=start, summary=summary,
        about=child.reference if child else "", owner_team_id=team_id, owner_post_id=post_id,
        child=named,
    )  # fmt: skip


@transaction.atomic
def disagree(*, by: Viewer, contact: Contact, why: str, wanted: str, child: ContactChild | None = None) -> Handover:
    """Say one disagrees with a decision: an owned challenge the front door manager answers (WT2018 ch1 ¶17, ¶22).

    Anybody who may see the contact may do so, the referrer included. Raises PermissionDenied; CannotMove without words.
    """
    if by.kind != "link":  # someone who came by link sees only their own contact, and may disagree about that
        by.must("decision_challenge")
    missing = [] if why.strip() else [Missing("Say what you disagree with and why.", "#id_why")]
    missing += [] if wanted.strip() else [Missing("Say what you think should happen.", "#id_wanted")]
    if missing:
        raise CannotMove(missing)
    summary = f"Disagrees: {why.strip()}\nWants: {wanted.strip()}"
    post_id = _manager_post(contact)
    return _leave(
        by, contact, CHALLENGE, summary, child, post_id=post_id, team_id=None if post_id else contact.team_id,
        file_team_id=contact.team_id,
    )  # fmt: skip


def _manager_post(contact: Contact) -> int | None:
    today = timezone.localdate()
    held = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), role="front_door_manager", held_from__lte=today,
        post__team_id=contact.team_id, approved_at__isnull=False,
    ).order_by("held_from", "pk")  # fmt: skip
    first = held.first()
    return first.post_id if first else None


@transaction.atomic
def accept_handover(*, by: Viewer, handover: Handover) -> None:
    """Accept work handed over to one's team: from then on the accepting worker leads it (WT2018 ch1 ¶70; WT-REF-10).

    Raises PermissionDenied; CannotMove where a colleague accepted it first or it is owned by another team.
    """
    by.must("handover_accept")
    held = Handover.objects.select_for_update().get(pk=handover.pk)
    if held.accepted_at and held.accepted_by_id != by.appointment_id:
        raise CannotMove([Missing("A colleague accepted this first.")])
    if not owned_by(by, held):
        raise CannotMove([Missing("This is handed over to another team or post.")])
    accept(by=by, handover=held)


@transaction.atomic
def close_handover(*, by: Viewer, handover: Handover, outcome: str) -> None:
    """Say what became of work handed over, or how a challenge was answered. Raises PermissionDenied, CannotMove."""
    by.must("handover_accept")
    held = Handover.objects.select_for_update().get(pk=handover.pk)
    if not held.accepted_at:
        raise CannotMove([Missing("Accept it first.")])
    if not owned_by(by, held):
        raise CannotMove([Missing("This is handed over to another team or post.")])
    if not outcome.strip():
        raise CannotMove([Missing("Say what became of it.", "#id_outcome")])
    close(by=by, handover=held, outcome=outcome.strip())


def owned_by(by: Viewer, handover: Handover) -> bool:
    """Whether a hand-over is owned by the viewer's post or team."""
    if handover.owner_post_id:
        return handover.owner_post_id == by.post_id
    return handover.owner_team_id == by.team_id
