"""Beginning a rapid review: from the hand-over of a notified incident, or from a case that was considered."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, grant, open_file
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import (
    CannotMove,
    Given,
    HandedChild,
    Handover,
    Missing,
    begin,
    start_where_known,
    take_up,
)
from sharedduty.modules.rapid_review.actions.steps import add_member, recorded
from sharedduty.modules.rapid_review.models import RapidReview, ReviewChild
from sharedduty.modules.rapid_review.policy import COUNCIL, DELEGATE, UNIT
from sharedduty.modules.rapid_review.process import PROCESS, START
from sharedduty.modules.rapid_review.queries.choices import CAPACITY_OF
from sharedduty.modules.rapid_review.queries.reading import COMPLETE, PREFIX
from sharedduty.modules.rapid_review.rules.gathering import considered_whole
from sharedduty.modules.serious_incident.api import IncidentFacts, holders, incident_facts

NO_INCIDENT = "The incident this follows is not in your sight. Somebody else of the business unit begins this review."


@transaction.atomic
def open_from_handover(*, by: Viewer, handover: Handover) -> RapidReview:
    """Take the hand-over of a notified incident up in a new review; its clock runs from the notice (GL-RR-01, GL-RR-02).

    The core members known to the house are named. Raises PermissionDenied; CannotMove.
    """
    by.must("rapid_work")
    locked = _owned(by, handover)
    facts = incident_facts(by, locked.from_record)
    if facts is None:
        raise CannotMove([Missing(NO_INCIDENT)])
    held = _open(
        by, facts.children, out_of=[locked.case_file_id, facts.file_id], origin="notification",
        what_happened=facts.what_happened, begun_at=facts.sent_at, handover=locked.reference, **_from(facts),
    )  # fmt: skip
    take_up(by=by, handover=locked, led_to=held.reference, outcome=f"Rapid review {held.reference} was begun.")
    return held


def _from(facts: IncidentFacts) -> dict[str, str]:
    return {"incident": facts.reference, "national_reference": facts.national_reference}


def _owned(by: Viewer, handover: Handover) -> Handover:
    """The hand-over, locked, where it is the viewer's to take up. Raises PermissionDenied, CannotMove."""
    held = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if held.owner_team_id != by.team_id and (held.owner_post_id is None or held.owner_post_id != by.post_id):
        raise PermissionDenied
    if held.closed_at or held.start != START:
        raise CannotMove([Missing("This work was taken up before.")])
    return held


@transaction.atomic
def open_considered(*, by: Viewer, given: Given) -> RapidReview:
    """Begin a review of a case that nobody notified, with why it is reviewed (GL-RR-01; WT-RR-10).

    Takes: the facts and the first child in `given`. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("rapid_work")
    if missing := considered_whole(given):
        raise CannotMove(missing)
    child = HandedChild(
        str(given["given_names"]).strip(), str(given.get("family_name") or "").strip(), given.get("birth_on")
    )
    return _open(
        by, [child], out_of=[], origin="considered", because=str(given["because"]).strip(),
        what_happened=str(given["what_happened"]).strip(), begun_at=given["begun_at"],
    )  # fmt: skip


def _open(by: Viewer, children: Iterable[HandedChild], *, out_of: list[int], **facts: Any) -> RapidReview:
    """Open the file, the record, its children and members, and its clock. Inside the caller's act."""
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    file = open_file(by=by, kind="rapid_review", area_id=by.area_id, team_id=by.team_id, letter=PREFIX, out_of=out_of)
    held = RapidReview.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, opened_at=timezone.now(),
        opened_by_id=by.holding, **facts,
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="rapid review begun")
    record_change(
        by=by, verb="began a rapid review", object_type="rapid review", object_ref=held.reference, file=file.pk
    )
    for one in children:
        ReviewChild.objects.create(
            **recorded(by, held), given_names=one.given_names, family_name=one.family_name, birth_on=one.birth_on,
            person_id=one.person_id,
        )  # fmt: skip
    start_where_known(
        by=by,
        file=held.case_file,
        record=held.reference,
        key=COMPLETE,
        at=held.begun_at,
        title="Complete the rapid review and send it",
        team_id=held.team_id,
    )
    _name_known(by, held)
    return held


def _name_known(by: Viewer, held: RapidReview) -> None:
    """Name the members the house knows, and give the partners and the head of service sight of the review (GL-RR-11)."""
    shut = Exclusion.objects.filter(case_file=held.case_file, lifted_at=None).values_list("account_id", "post_id")
    accounts, posts = {one for one, _ in shut}, {one for _, one in shut}
    seen: set[int] = set()
    for role in (DELEGATE, COUNCIL, UNIT):
        for one in holders(by, held.area_id, role):
            if one.account_id in accounts or one.post_id in posts:
                continue  # who is shut out of the incident has no part in its review
            sector = one.post.team.organisation.sector
            capacity = {UNIT: "business_manager", COUNCIL: "agency"}.get(role) or CAPACITY_OF.get(sector, "agency")
            add_member(by, held, capacity, one)
            if role != UNIT and one.post_id not in seen:
                seen.add(one.post_id)
                grant(by=by, file=held.case_file, level="contribute", why="rapid review", post_id=one.post_id)
