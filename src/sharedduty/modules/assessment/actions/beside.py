"""What is done beside an assessment or plan: adults, specialist parts, points, supervision, the law, transitions."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms.api import Saved, save_answers, start_form
from sharedduty.foundations.people.api import exclude_subjects
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept
from sharedduty.modules.assessment.actions.steps import recorded, step
from sharedduty.modules.assessment.models import (
    Assessment,
    Checkpoint,
    HouseholdAdult,
    LegalDecision,
    Service,
    Specialist,
    Supervision,
    Transition,
)
from sharedduty.modules.assessment.queries.choices import written_form
from sharedduty.modules.assessment.queries.records import files_of
from sharedduty.modules.assessment.rules.leading import SOCIAL_WORKERS


@transaction.atomic
def name_adult(
    *, by: Viewer, held: Assessment, given: Given, person: Person | None = None, version: int | None = None
) -> HouseholdAdult:
    """Name an adult of the household and what was considered, linked to their record where known. Raises as `step` does.

    Who is named and signs in here is shut out of what there is about this child (quality goal C5).
    """
    step(by, held, "name_adult", given, version=version)
    named = HouseholdAdult.objects.create(
        **recorded(by, held), **kept(given, "name", "relation", "considered"), lives_there=given["lives_there"] == "yes",
        person=person,
    )  # fmt: skip
    if person is not None:
        for file in files_of(by, [held]):
            exclude_subjects(by=by, file=file, people=[person])
    return named


@transaction.atomic
def add_specialist(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Specialist:
    """Make a specialist assessment part of this one, with the pack's form for its kind. Raises as `step` does."""
    step(by, held, "add_specialist", given, version=version)
    pack, made = written_form(timezone.localdate(held.referred_at), given["kind"])
    return Specialist.objects.create(
        **recorded(by, held), **kept(given, "kind", "because", "asked_by", "asked_on"),
        form=start_form(by=by, file=held.case_file, form=made.id, pack=pack),
    )  # fmt: skip


@transaction.atomic
def save_specialist(
    *, by: Viewer, part: Specialist, changes: Given, version: int, page: str, own: dict[str, int] | None = None
) -> Saved:
    """Save what was typed into a specialist part. Gives and raises what the forms foundation's `save_answers` does."""
    by.must("assessment_work")
    return save_answers(by=by, record=part.form, changes=changes, version=version, page=page, own=own)


@transaction.atomic
def set_point(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Checkpoint:
    """Set a point of decision and review. Raises as `step` does."""
    step(by, held, "set_point", given, version=version)
    return Checkpoint.objects.create(
        reference=new_reference("PT"), **recorded(by, held), **kept(given, "due_on", "about")
    )


@transaction.atomic
def hold_point(
    *, by: Viewer, held: Assessment, point: Checkpoint | None, given: Given, version: int | None = None
) -> None:
    """Record a point of review that was held: with whom, and what was decided. Raises as `step` does."""
    step(by, held, "hold_point", {**given, "point": point}, version=version)
    if point is not None:
        point.held_on, point.with_whom, point.finding = (
            given["held_on"], given["with_whom"].strip(), given["finding"].strip(),
        )  # fmt: skip
        point.save(update_fields=["held_on", "with_whom", "finding"])


@transaction.atomic
def note_effect(
    *, by: Viewer, held: Assessment, service: Service | None, given: Given, version: int | None = None
) -> None:
    """Record what a service did for the child, and when it started if that was not known. Raises as `step` does."""
    step(by, held, "note_effect", {**given, "service": service}, version=version)
    if service is not None:
        service.impact, service.impact_seen_on = given["impact"].strip(), given["impact_seen_on"]
        service.started_on = service.started_on or given.get("started_on")
        service.save(update_fields=["impact", "impact_seen_on", "started_on"])


@transaction.atomic
def supervise(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Supervision:
    """Record supervision: effect on the child, pace of change, what was decided, when next. Raises as `step` does."""
    step(by, held, "supervise", given, version=version)
    return Supervision.objects.create(
        **recorded(by, held), **kept(given, "held_on", "impact", "pace", "decided", "next_on")
    )


@transaction.atomic
def decide_legally(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> LegalDecision:
    """Record a decision under the law: accommodation, proceedings or none. Raises as `step` does."""
    step(by, held, "decide_legally", given, version=version)
    return LegalDecision.objects.create(
        **recorded(by, held), **kept(given, "kind", "limb", "decided_on", "decided_by", "reasons")
    )


@transaction.atomic
def plan_transition(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Transition:
    """Plan a change that is known to come, before it comes. Raises as `step` does."""
    step(by, held, "plan_transition", given, version=version)
    return Transition.objects.create(
        **recorded(by, held), **kept(given, "kind", "what", "happens_on", "plan", "agreed_with")
    )


@transaction.atomic
def record_arrival(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """The child moved here with another authority's plan, which came on a day. Raises as `step` does."""
    step(by, held, "record_arrival", given, version=version, sets=kept(given, "came_from", "pack_received_on"))


@transaction.atomic
def join_enquiry(*, by: Viewer, held: Assessment, enquiry: str, after: str = "") -> None:
    """Section 47 enquiries are carried out by this assessment from now on (WT-S47-01). Raises as `step` does.

    Takes: `after`, earlier enquiries it carried out that are over, where there were any. Where somebody leads who is no
    social worker, the social worker who joins it to the enquiries leads from now on (C-01).
    """
    sets: dict[str, Any] = {"enquiry": enquiry}
    if held.lead.role not in SOCIAL_WORKERS:
        sets["lead_id"] = by.holding
    facts = {"enquiry": enquiry, "after": after, "lead_role": by.role if "lead_id" in sets else held.lead.role}
    step(by, held, "join_enquiry", facts, sets=sets)


@transaction.atomic
def sign_off(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Sign an assessment off that is led by somebody who is no social worker (C-01). Raises as `step` does."""
    step(by, held, "sign_off", given, version=version,
         sets={"signed_off_at": timezone.now(), "signed_off_by_id": by.holding})  # fmt: skip
