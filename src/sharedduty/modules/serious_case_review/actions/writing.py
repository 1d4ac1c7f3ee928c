"""An agency's own management review: author, report, recommendations, notes, endorsement, submission, nil return."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.papers.api import Paper, Refused, add_paper
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept, text
from sharedduty.modules.serious_case_review.actions.steps import of_part, part_step
from sharedduty.modules.serious_case_review.models import (
    ManagementAdvice,
    ManagementNote,
    ManagementReport,
    ManagementReview,
)
from sharedduty.modules.serious_case_review.policy import UNIT
from sharedduty.modules.serious_case_review.queries.agency import last_report, own_lines, wrote
from sharedduty.modules.serious_case_review.queries.choices import labels, unanswered
from sharedduty.modules.serious_incident.api import holders

OUTLINE, ANALYSIS = "scr.imr", "s2_"


def _own(by: Viewer, part: ManagementReview) -> None:
    """Only the team that was asked writes. Raises PermissionDenied."""
    if part.asked_team_id != by.team_id:
        raise PermissionDenied


@transaction.atomic
def name_author(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> None:
    """Record who writes, and that they had no part and never managed who had (HE-IMR-01). Raises as `part_step` does."""
    _own(by, held)
    sets: dict[str, Any] = {name: text(given, name) for name in ("author_name", "author_post")}
    part_step(
        by, held, "name_author", given, version=version, sets={**sets, "author_declared_on": given.get("declared_on")}
    )


@transaction.atomic
def write_report(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> ManagementReport:
    """Keep the report by the items of the outline; earlier versions stay (HE-IMR-02, -03). Raises as `part_step` does."""
    _own(by, held)
    named, last = labels(held.pack, OUTLINE), last_report(held)
    facts = {
        **given, "items": unanswered(named), "again": last is not None, "lines": own_lines(by, held),
        "analysis": [code for code in named if code.startswith(ANALYSIS)],
    }  # fmt: skip
    part_step(by, held, "write_report", facts, version=version)
    return ManagementReport.objects.create(
        **of_part(by, held), number=last.number + 1 if last else 1, answers={code: text(given, code) for code in named},
        why_again=text(given, "why_again"),
    )  # fmt: skip


@transaction.atomic
def add_advice(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> ManagementAdvice:
    """Keep what the agency recommends to itself, with its five fields (HE-IMR-10). Raises as `part_step` does."""
    _own(by, held)
    part_step(by, held, "add_advice", given, version=version)
    words = kept(given, "text", "owner", "due_on", "outcome", "monitored")
    return ManagementAdvice.objects.create(**of_part(by, held), number=held.advice.count() + 1, **words)


@transaction.atomic
def add_note(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> ManagementNote:
    """Keep an interview, feedback, support, what was urgent, or that discipline runs (HE-IMR-04 to -07).

    Raises as `part_step` does.
    """
    _own(by, held)
    part_step(by, held, "add_note", given, version=version)
    return ManagementNote.objects.create(
        **of_part(by, held), **kept(given, "kind", "who", "what", "happened_on", "shared_on")
    )


@transaction.atomic
def attach(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> Paper:
    """Attach the ombudsman's report on a death in custody, in the part's own file (HE-IMR-11).

    Takes: `file`, what was uploaded. Raises as `part_step` does; CannotMove with the reason where the file is not taken.
    """
    _own(by, held)
    part_step(by, held, "attach", given, version=version)
    try:
        return add_paper(by=by, file=held.case_file, record=held.reference, upload=given["file"])
    except Refused as refusal:
        raise CannotMove([Missing(f"{refusal}.", "#id_file")]) from refusal


@transaction.atomic
def endorse(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> None:
    """A senior officer, not whoever wrote it, accepts it and answers for what follows (HE-IMR-08). Raises as `part_step`."""
    _own(by, held)
    own, officer = wrote(by, held), text(given, "endorsed_by")
    signed = f"{officer}. Signed: {text(given, 'signed_how')}" if own else officer
    sets = {"endorsed_by": signed, "endorsed_at": timezone.now()}
    part_step(by, held, "endorse", {**given, "wrote": own}, version=version, sets=sets)


@transaction.atomic
def take_back(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> None:
    """Take an endorsed report back to be mended; it is endorsed anew (HE-IMR-08). Raises as `part_step` does."""
    _own(by, held)
    part_step(by, held, "take_back", given, version=version, sets={"endorsed_by": "", "endorsed_at": None})


@transaction.atomic
def submit(*, by: Viewer, held: ManagementReview, version: int | None = None) -> None:
    """Submit the endorsed report; whoever runs the review is told (HE-IMR-08). Raises as `part_step` does."""
    _own(by, held)
    part_step(by, held, "submit", version=version, sets={"submitted_at": timezone.now()})
    _tell(by, held, "management_review_submitted")


@transaction.atomic
def return_nil(*, by: Viewer, held: ManagementReview, given: Given, version: int | None = None) -> None:
    """Make a nil return, signed (HE-IMR-13). Raises as `part_step` does."""
    _own(by, held)
    sets = {"nil_because": text(given, "nil_because"), "nil_signed_by": text(given, "nil_signed_by")}
    part_step(by, held, "return_nil", given, version=version, sets=sets)
    _tell(by, held, "management_review_nil")


def _tell(by: Viewer, held: ManagementReview, template: str) -> None:
    whom = holders(by, held.asking_team.organisation.area_id, UNIT)
    let_know(by=by, file=held.case_file, record=held.reference, template=template, whom=whom)
