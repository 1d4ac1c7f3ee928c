"""Consent: given, refused, withdrawn; and what stops when it is withdrawn (WT-EH-10, WT-EH-12; GL-EH-03, GL-EH-19)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, revoke
from sharedduty.foundations.gatherings.api import cancel, of_record
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.steps import post_of, run_by, step
from sharedduty.modules.early_help.models import Consent, Plan

VERBS = {"given": "give_consent", "refused": "refuse_consent", "withdrawn": "withdraw_consent"}
TO_COME = ("called", "adjourned")


@transaction.atomic
def record_consent(
    *,
    by: Viewer,
    plan: Plan,
    answer: str,
    by_whom: str,
    covers: str = "",
    considered: str = "",
    version: int | None = None,
) -> Consent:
    """Record what the family answered. Withdrawn, practitioners but the lead lose sight and meetings to come are cancelled.

    Raises PermissionDenied, Overtaken; CannotMove with what is missing. Gives the row kept; `stopped` says what ended.
    """
    held = run_by(by, plan, version)
    if answer not in VERBS:
        raise CannotMove([Missing("Choose what the family answered.", "#id_answer")])
    given = {"by_whom": by_whom, "covers": covers, "considered": considered}
    step(by, held, VERBS[answer], given, reason=considered)
    stopped = _stop(by, held) if answer == "withdrawn" else ""
    return Consent.objects.create(
        case_file_id=held.case_file_id, plan=held, answer=answer, by_whom=by_whom.strip(), covers=covers.strip(),
        considered=considered.strip(), stopped=stopped, answered_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip


def _stop(by: Viewer, plan: Plan) -> str:
    """End what needs consent: sight of the team's practitioners, and meetings to come. Says in words what ended."""
    lead = plan.leads.filter(led_until__isnull=True).values_list("member_id", flat=True).first()
    going = plan.members.filter(left_at__isnull=True, capacity="practitioner").exclude(pk=lead or 0)
    ended = 0
    for member in going.exclude(appointment_id=by.holding):
        if member.appointment_id:
            revoke(by=by, file=plan.case_file, why="consent withdrawn", appointment_id=member.appointment_id)
        member.left_at, member.left_because = timezone.now(), "consent withdrawn"
        member.save(update_fields=["left_at", "left_because"])
        ended += 1
    cancelled, left = 0, []
    for meeting in of_record(by, plan.reference).filter(stage__in=TO_COME):
        try:
            with transaction.atomic():
                cancel(by=by, gathering=meeting, because="The family no longer agrees")
        except PermissionDenied:  # it is another's to cancel: said below, so that somebody does
            left.append(meeting.reference)
        else:
            cancelled += 1
    words = f"{ended} of the team no longer see the plan; {cancelled} meetings to come cancelled"
    return f"{words}; still to be cancelled by who called them: {', '.join(left)}" if left else words
