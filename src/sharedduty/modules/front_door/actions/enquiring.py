"""A MASH enquiry: agencies asked, each by its own request; the picture that closes it (GL-FD-11, GL-FD-12)."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.foundations.requests.api import InformationRequest, ask, of_enquiry
from sharedduty.modules.front_door.actions.steps import as_read, step, working_file
from sharedduty.modules.front_door.models import Contact, ContactChild, Enquiry
from sharedduty.modules.front_door.queries.enquiries import about
from sharedduty.modules.front_door.queries.standards import standards


@transaction.atomic
def open_enquiry(
    *, by: Viewer, contact: Contact, child: ContactChild, teams: Sequence[Team], priority: str, priority_reason: str,
    question: str, purpose: str, version: int | None = None,
) -> Enquiry:  # fmt: skip
    """Ask chosen agencies what they know about one child, each by its own request with a clock by priority.

    Raises PermissionDenied, CannotMove with what is missing, Overtaken.
    """
    as_read(contact, version)
    known = standards(contact.area, timezone.now())
    given = {
        "agencies": list(teams), "question": question, "purpose": purpose,
        "priority": priority if priority in known else "", "priority_reason": priority_reason,
    }  # fmt: skip
    step(by, contact, "open_enquiry", given)
    enquiry = Enquiry.objects.create(
        case_file=working_file(by, contact), reference=new_reference("E"), contact=contact, child=child,
        priority=priority, priority_reason=priority_reason.strip(), question=question.strip(),
        opened_at=timezone.now(), opened_by_id=by.holding,
    )  # fmt: skip
    for team in teams:
        _ask(by, contact, enquiry, team, purpose)
    return enquiry


def _ask(by: Viewer, contact: Contact, enquiry: Enquiry, team: Team, purpose: str) -> InformationRequest:
    return ask(
        by=by, for_record=contact.reference, enquiry=enquiry.reference, about=about(enquiry.child), asked_team=team,
        asking_team=contact.team, question=enquiry.question, purpose=purpose, priority=enquiry.priority,
        due_at=standards(contact.area, timezone.now())[enquiry.priority].due_at,
    )  # fmt: skip


def _locked(enquiry: Enquiry) -> Enquiry:
    """The enquiry as it is now, kept from others until this is done: it is not closed while somebody asks one more."""
    return Enquiry.objects.select_for_update(of=("self",)).get(pk=enquiry.pk)


@transaction.atomic
def ask_another(*, by: Viewer, enquiry: Enquiry, team: Team, purpose: str) -> InformationRequest:
    """Ask one more agency in an open enquiry. Raises PermissionDenied, CannotMove."""
    by.must("enquiry_open")
    enquiry = _locked(enquiry)
    if enquiry.closed_at:
        raise CannotMove([Missing("This enquiry is closed.")])
    if any(one.asked_team_id == team.pk and one.withdrawn_at is None for one in of_enquiry(by, enquiry.reference)):
        raise CannotMove([Missing("This agency was already asked.")])
    if not purpose.strip():
        raise CannotMove([Missing("Write why they are asked.", "#id_purpose")])
    return _ask(by, enquiry.contact, enquiry, team, purpose)


@transaction.atomic
def close_enquiry(*, by: Viewer, contact: Contact, enquiry: Enquiry, picture: str, version: int | None = None) -> None:
    """Close an enquiry with what the answers show together. Every agency has answered, or its request was withdrawn.

    Raises PermissionDenied, CannotMove with who has not answered, Overtaken.
    """
    as_read(contact, version)
    enquiry = _locked(enquiry)
    if enquiry.closed_at:
        raise CannotMove([Missing("This enquiry is already closed.")])
    href = reverse("front_door:enquiry", args=[contact.reference, enquiry.reference])
    waiting = [
        (one.asked_organisation.name, href)
        for one in of_enquiry(by, enquiry.reference)
        if one.answered_at is None and one.withdrawn_at is None
    ]
    others = contact.enquiries.filter(closed_at__isnull=True).exclude(pk=enquiry.pk).exists()
    verb = "close_one_enquiry" if others else "close_enquiry"
    step(by, contact, verb, {"picture": picture, "waiting": waiting})
    enquiry.closed_at, enquiry.closed_by_id, enquiry.picture = timezone.now(), by.holding, picture.strip()
    enquiry.save(update_fields=["closed_at", "closed_by", "picture"])
